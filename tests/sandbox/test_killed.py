"""A sandbox that is killed while letters come in: none is lost that was acknowledged, and no half is kept."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.client import HTTPException
from itertools import cycle
from threading import Event, Thread
from typing import TYPE_CHECKING, cast
from uuid import UUID, uuid4

import attrs
import pytest

from digipost.sandbox import Sandbox
from tests.sandbox.conftest import VECTORS
from tests.support.raw_requests import MULTIPART, Caller, Letter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

NOON = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)
PROGRAM = """
import sys
from datetime import datetime
from itertools import cycle
from pathlib import Path
from digipost.sandbox import Sandbox

folder, certificate, now = sys.argv[1:]
with Sandbox(path=folder, clock=lambda: datetime.fromisoformat(now)) as sandbox:
    sandbox.register_broker(777, Path(certificate).read_bytes())
    print(sandbox.url, flush=True)
    sys.stdin.read()
"""


@attrs.define
class Elsewhere:
    """A sandbox in a process of its own, of which one knows the address alone."""

    url: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def running(folder: Path) -> Iterator[Elsewhere]:
    command = [sys.executable, "-c", PROGRAM, str(folder), str(VECTORS / "broker.cert.pem"), NOON.isoformat()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Elsewhere(process.stdout.readline().strip(), process)
        finally:
            process.kill()


class Sender(Thread):
    """Sends letters until it is refused a connection, and remembers what was said of each."""

    def __init__(self, caller: Caller, enough: Event, count: int) -> None:
        super().__init__()
        self.caller = caller
        self.enough = enough
        self.count = count
        self.sent: dict[UUID, bytes] = {}
        self.acknowledged: set[UUID] = set()

    def run(self) -> None:
        with suppress(OSError, HTTPException):
            for size in cycle((100_000, 300_000)):  # in the database, and in a file
                letter = Letter(message_id=str(uuid4()), content=b"%PDF-1.7 " + os.urandom(size))
                self.sent[UUID(letter.uuid)] = letter.content
                if self.caller.post(letter.body).status == 201:
                    self.acknowledged.add(UUID(letter.uuid))
                if len(self.acknowledged) == self.count:
                    self.enough.set()


def half_sent(caller: Caller, address: str) -> tuple[UUID, socket.socket]:
    letter = Letter(message_id=str(uuid4()), content=b"%PDF-1.7 " + bytes(300_000))
    headers = {"Host": "127.0.0.1", "Content-Type": MULTIPART}
    headers |= caller.headers("POST", "/messages", letter.body)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    connection = socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=10)
    connection.sendall(f"POST /messages HTTP/1.1\r\n{head}\r\n".encode() + letter.body[:250_000])
    return UUID(letter.uuid), connection


@pytest.mark.skipif(os.name != "posix", reason="only Unix has SIGKILL")
@pytest.mark.thorough
def test_what_was_acknowledged_is_there_and_nothing_else(tmp_path: Path, broker_key: RSAPrivateKey) -> None:
    sent: dict[UUID, bytes] = {}
    acknowledged: set[UUID] = set()
    for count in (1, 3, 7, 12):
        with running(tmp_path) as elsewhere:
            caller = Caller(cast("Sandbox", elsewhere), broker_key)
            half, connection = half_sent(caller, elsewhere.url)
            enough = Event()
            senders = [Sender(caller, enough, count) for _ in range(4)]
            for sender in senders:
                sender.start()
            assert enough.wait(60)
            elsewhere.kill()
            for sender in senders:
                sender.join()
                sent |= sender.sent
                acknowledged |= sender.acknowledged
            connection.close()

        with Sandbox(path=tmp_path, clock=lambda: NOON) as again:
            kept = {uuid: content for letter in again.letters for uuid, content in letter.documents.items()}
            paths = [letter.documents.path(uuid) for letter in again.letters for uuid in letter.documents]
        assert acknowledged <= kept.keys() <= sent.keys()
        assert kept == {uuid: sent[uuid] for uuid in kept}
        assert half not in kept
        files = {path.parent for path in paths if path.is_relative_to(tmp_path / "documents")}
        assert set(tmp_path.joinpath("documents").glob("*")) == files
        assert not list(tmp_path.glob("incoming/*"))
    assert len(acknowledged) >= 12
