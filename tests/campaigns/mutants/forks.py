"""Run tests against one mutant after another, each in a fork of a process that has collected them already.

    python -m tests.campaigns.mutants.forks TASK LOG

A fork costs some milliseconds and no test has run in it, while a new process would import and collect for a
second. The tests that noticed the last change of the same function come first, then the quickest.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from mutmut.mutation import trampoline

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 10  # of computing that a mutant may take, and four times that of its tests: an endless loop
PATIENCE = 60  # likewise of waiting
ANY = "any function"  # can be called by a test that starts another process
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
        for line in in_fork(lambda: self._recorded(session)):
            name, seconds, *functions = json.loads(line)
            for function in functions:
                self._callers[function][name] = seconds
        with self._log.open("a", encoding="utf-8") as log:
            for digest, mutant in self._mutants:
                log.write(json.dumps([digest, mutant, *self._fate(mutant, items)]) + "\n")
                log.flush()
        return True

    def _recorded(self, session: pytest.Session) -> list[str]:
        """Return each test's name, its seconds, and the functions that it calls."""
        os.environ["MUTANT_UNDER_TEST"] = "stats"
        called: set[str] = set()
        pytest.MonkeyPatch().setattr(trampoline, "record_trampoline_hit", lambda name, **_: called.add(name))
        sys.addaudithook(lambda event, _: called.add(ANY) if event == "subprocess.Popen" else None)
        lines = []
        for item in session.items:
            called.clear()
            begun = time.monotonic()
            failed = self._failed([item])
            if failed:
                raise SystemExit(f"{item.nodeid} fails without a change: {failed[1]}")
            lines.append(json.dumps([item.nodeid, time.monotonic() - begun, *called]))
        return lines

    def _failed(self, items: list[pytest.Item]) -> list[str]:
        """Run tests until one of them fails; return its name and the last line of its error."""
        for item, after in zip(items, [*items[1:], None], strict=True):
            self._reports.clear()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            for report in self._reports:
                if report.failed:
                    return [item.nodeid, str(getattr(report.longrepr, "reprcrash", ""))[-200:]]
        return []

    def _fate(self, mutant: str, items: dict[str, pytest.Item]) -> list[str]:
        function = mutant.rpartition("__mutmut_")[0]
        seconds = self._callers[function] | self._callers[ANY]
        if not seconds:
            return ["no tests"]
        last = self._last[function]
        quickest = [*reversed(last), *sorted(seconds.keys() - set(last), key=lambda name: seconds[name])]
        cpu = SECONDS + 4 * sum(seconds.values())

        def run() -> list[str]:
            trampoline.set_mutant_under_test(mutant)
            limit = int(time.process_time() + cpu) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            return self._failed([items[name] for name in quickest])

        try:
            found = in_fork(run, PATIENCE + cpu)
        except TimeoutError:
            return [TIMED_OUT]
        if not found:
            return [PASSED]
        if found[0] in last:
            last.remove(found[0])
        last.append(found[0])
        return [FAILED, *found]


def in_fork(work: Callable[[], list[str]], seconds: float | None = None) -> list[str]:
    """Return the lines that some work in a fork returns.

    Raises:
        TimeoutError: The fork did not end in this time, or used up its computing time.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    until = None if seconds is None else time.monotonic() + seconds
    while until is not None and not _has_ended(child):
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
            break
        time.sleep(0.005)
    with os.fdopen(reading, encoding="utf-8") as answer:
        lines = answer.read().splitlines()
    if until is None:
        os.waitpid(child, 0)
    if not lines or lines.pop() != "done":
        raise TimeoutError
    return lines


def _has_ended(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


def _work(work: Callable[[], list[str]], writing: int) -> NoReturn:
    os.setsid()  # so that it can be ended with what it started
    null = os.open(os.devnull, os.O_RDWR)
    errors = os.dup(2)
    for each in (1, 2):
        os.dup2(null, each)
    status = 1
    try:
        lines = [*work(), "done"]
        with os.fdopen(writing, "w", encoding="utf-8") as answer:
            answer.write("\n".join(each.replace("\n", " ") for each in lines))
        status = 0
    except BaseException as error:  # noqa: BLE001 - told by the fork, which ends in any case
        os.write(errors, f"{error!r}\n".encode())
    finally:
        os._exit(status)


def main() -> int:
    """Run the task: mutants, and arguments of pytest, in JSON."""
    mutants, arguments = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    return int(pytest.main(arguments, plugins=[Campaign(mutants, Path(sys.argv[2]))]))


if __name__ == "__main__":
    sys.exit(main())
