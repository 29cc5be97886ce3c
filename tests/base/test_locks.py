"""A lock that a child process finds free, and that nobody waits for beyond the limit."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from digipost.base.caching import FetchLock
from digipost.deadlines import time_limit
from digipost.errors import TransportTimeoutError


def test_one_has_it_at_a_time() -> None:
    lock, inside = FetchLock(), []

    def enter(number: int) -> bool:
        with lock:
            inside.append(number)
            alone = len(inside) == 1
            inside.remove(number)
            return alone

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(enter, range(200)))


def test_it_is_free_again_after_an_error() -> None:
    lock = FetchLock()
    with pytest.raises(ZeroDivisionError), lock:
        _ = 1 // 0
    with lock:
        pass


def test_nobody_waits_for_it_beyond_the_limit() -> None:
    lock = FetchLock()

    def wait() -> None:
        with time_limit(timedelta(milliseconds=20)), lock:
            raise AssertionError

    with lock, ThreadPoolExecutor(1) as threads:
        error = threads.submit(wait).exception(5)
    assert isinstance(error, TransportTimeoutError)
    assert not error.request_sent
    with lock:
        pass


@pytest.mark.thorough
def test_a_child_finds_it_free() -> None:
    program = """if True:
        import os, threading
        from digipost.base.caching import FetchLock
        lock, held, done = FetchLock(), threading.Event(), threading.Event()
        def hold():
            with lock:
                held.set()
                done.wait(20)
        thread = threading.Thread(target=hold)
        thread.start()
        held.wait(20)
        child = os.fork()
        if not child:
            with lock:
                os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        done.set()
        thread.join()
        with lock:
            pass
    """
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True, timeout=20)
