"""Run tests against one mutant after another, each in a fork of a process that has collected them already.

    python -m tests.campaigns.mutants.forks TASK LOG

A fork costs some milliseconds and no test has run in it, while a new process would import and collect for a
second. The tests that noticed the last change of the same function come first, then the quickest. The fork
reports each test that it begins; a test that takes many times as long as without a change ends the fork.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections import defaultdict
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from mutmut.mutation import trampoline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 10  # that a test of a mutant may take, and ten times those without a change: it hangs
PATIENCE = 60  # likewise all tests together, and four times those without a change
ANY = "any function"  # can be called by a test that starts another process
DONE: list[str] = []  # the last row of a fork
PASSED, FAILED, TIMED_OUT = "survived", "killed", "timeout"


class Campaign:
    """Plugin of pytest that runs the collected tests once for each mutant.

    Args:
        mutants: The mutants, by the digest of their module and their name.
        log: The file to which the fate of each is appended, one in a line.
    """

    def __init__(self, mutants: list[tuple[str, str]], log: Path) -> None:
        self._mutants = mutants
        self._log = log
        self._callers: dict[str, dict[str, float]] = defaultdict(dict)
        self._reports: list[pytest.TestReport] = []
        self._last: dict[str, list[str]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the reports, of which a failed one ends the run of a mutant."""
        self._reports.append(report)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests by mutants instead of once."""
        found = sys.modules["digipost"].__file__ or ""
        if not Path(found).is_relative_to(Path.cwd()):
            raise SystemExit(f"{found} is not the copy in {Path.cwd()}")
        items = {each.nodeid: each for each in session.items}
        for name, seconds, *functions in in_fork(lambda: self._recorded(session)):
            for function in functions:
                self._callers[function][name] = seconds
        with self._log.open("a", encoding="utf-8") as log:
            for digest, mutant in self._mutants:
                log.write(json.dumps([digest, mutant, *self._fate(mutant, items)]) + "\n")
                log.flush()
        return True

    def _recorded(self, session: pytest.Session) -> Iterator[list[Any]]:
        """Yield each test's name, its seconds, and the functions that it calls."""
        os.environ["MUTANT_UNDER_TEST"] = "stats"
        called: set[str] = set()
        pytest.MonkeyPatch().setattr(trampoline, "record_trampoline_hit", lambda name, **_: called.add(name))
        sys.addaudithook(lambda event, _: called.add(ANY) if event == "subprocess.Popen" else None)
        for item in session.items:
            called.clear()
            begun = time.monotonic()
            error = self._error(item, None)
            if error is not None:
                raise SystemExit(f"{item.nodeid} fails without a change: {error}")
            yield [item.nodeid, time.monotonic() - begun, *called]

    def _run(self, mutant: str, items: list[pytest.Item]) -> Iterator[list[str]]:
        """Run tests until one of them fails; yield the name of each before it runs, and the error last."""
        trampoline.set_mutant_under_test(mutant)
        for item, after in zip(items, [*items[1:], None], strict=True):
            yield [item.nodeid]
            error = self._error(item, after)
            if error is not None:
                yield [item.nodeid, error]
                return

    def _error(self, item: pytest.Item, after: pytest.Item | None) -> str | None:
        """Run a test; return the last line of its error."""
        self._reports.clear()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        failed = [report for report in self._reports if report.failed]
        return str(getattr(failed[0].longrepr, "reprcrash", ""))[-200:] if failed else None

    def _fate(self, mutant: str, items: dict[str, pytest.Item]) -> list[str]:
        function = mutant.rpartition("__mutmut_")[0]
        seconds = self._callers[function] | self._callers[ANY]
        if not seconds:
            return ["no tests"]
        last = self._last[function]
        quickest = [*reversed(last), *sorted(seconds.keys() - set(last), key=lambda name: seconds[name])]
        limits = {name: SECONDS + 10 * seconds[name] for name in quickest}
        until = time.monotonic() + PATIENCE + 4 * sum(seconds.values())
        rows = in_fork(
            lambda: self._run(mutant, [items[each] for each in quickest]),
            lambda row: min(limits[row[0]], until - time.monotonic()),
        )
        row = ["no test"]
        try:
            while following := next(rows, None):
                row = following
        except TimeoutError:
            return [TIMED_OUT, row[0]]
        name, *errors = row
        if not errors:
            return [PASSED]
        if name in last:
            last.remove(name)
        last.append(name)
        return [FAILED, name, *errors]


def in_fork(
    work: Callable[[], Iterator[list[Any]]], limit: Callable[[list[Any]], float] | None = None
) -> Iterator[list[Any]]:
    """Yield the rows that a generator yields in a fork, as they come.

    Args:
        work: The generator; its rows are written as JSON.
        limit: Returns the seconds until the next row has to come, from the last one.

    Raises:
        TimeoutError: The next row did not come in this time, or the fork died. The fork was killed with all
            that it started.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    try:
        yield from rows_of(reading, limit)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):  # it ended by itself, with all that it started
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


def rows_of(reading: int, limit: Callable[[list[Any]], float] | None) -> Iterator[list[Any]]:
    """Yield the rows that arrive in a pipe until the last one; raise `TimeoutError` as `in_fork` does."""
    seconds = None  # the first row comes before any test
    lines = [b""]
    while True:
        if not select.select([reading], [], [], seconds)[0]:
            raise TimeoutError
        received = os.read(reading, 1 << 16)
        if not received:
            raise TimeoutError
        *lines, rest = (lines[-1] + received).split(b"\n")
        for line in lines:
            row = json.loads(line)
            if row == DONE:
                return
            yield row
            seconds = None if limit is None else max(0, limit(row))
        lines = [rest]


def _work(work: Callable[[], Iterator[list[Any]]], writing: int) -> NoReturn:
    os.setsid()  # so that it can be ended with what it started
    null = os.open(os.devnull, os.O_RDWR)
    errors = os.dup(2)
    for each in (1, 2):
        os.dup2(null, each)
    try:
        with os.fdopen(writing, "w", encoding="utf-8") as rows:
            for row in chain(work(), [DONE]):
                rows.write(json.dumps(row) + "\n")
                rows.flush()
    except BaseException as error:  # noqa: BLE001 - told by the fork, which ends in any case
        os.write(errors, f"{error!r}\n".encode())
    finally:
        os._exit(0)


def main() -> int:
    """Run the task: mutants, and arguments of pytest, in JSON."""
    mutants, arguments = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    return int(pytest.main(arguments, plugins=[Campaign(mutants, Path(sys.argv[2]))]))


if __name__ == "__main__":
    sys.exit(main())
