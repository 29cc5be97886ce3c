"""Settings of all tests; their fixtures are in `tests.support.fixtures`."""

from __future__ import annotations

import gc
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator


# No example fails because the machine is slow. `make test` tries 25 of a test, `make test-all` all of them:
# the same each time, so that a change is judged by its own faults. `make fuzz` tries others each time.
settings.register_profile("every", deadline=None, derandomize=True)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("every")

THOROUGH = pytest.mark.thorough

pytest_plugins = ["pytester"]  # which pytest wants to hear from the topmost conftest


def pytest_configure(config: pytest.Config) -> None:
    """Load the fixtures, and the library with them, in a process that runs tests: not in the one of xdist."""
    if getattr(config.option, "dist", "no") == "no" or config.option.collectonly:
        config.pluginmanager.import_plugin("tests.support.fixtures")


def pytest_report_teststatus(
    report: pytest.TestReport | pytest.CollectReport, config: pytest.Config
) -> tuple[str, str, str] | None:
    """Draw no dot for a test that passed if pytest is quiet, as in `make test`: the last line counts them."""
    is_one = report.passed and report.when == "call" and not hasattr(report, "wasxfail")
    return ("passed", "", "") if is_one and config.get_verbosity() < 0 else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Keep the garbage collector away from the tests themselves, half a million objects that stay.

    Later it runs a tenth as often, since it takes 6 % of the time of the tests.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000)
        gc.enable()


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Report only the call of a test that passed if pytest is quiet, from a process of xdist.

    Its five messages for each test take longer than most tests do.
    """
    config = item.config
    is_quiet = config.get_verbosity() < 0 and config.option.durations is None
    if not (is_quiet and hasattr(config, "workerinput")):
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


EXAMPLES = 2  # of a costly test, in `make test`
# With these fixtures a test talks to a server, so that each of its examples takes 10 to 100 ms.
SERVERS = {"sandbox", "digipost_sandbox", "caller", "run", "service", "stage", "standing"}
# Here each example takes a path of its own through the code, so `make test` runs all of them.
OTHER_PATHS = (
    "tests/cli/",
    "tests/resources/",
    "tests/sandbox/conformance/",
    "tests/sandbox/faults/",
    "tests/sandbox/pages/",
    "tests/sandbox/services/",
    "tests/use_cases/",
)


@pytest.hookimpl(tryfirst=True)  # before pytest looks for the tests that -m selects
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the later examples of a costly test as thorough: `make test` runs the first two."""
    examples: Counter[str] = Counter()
    for item in items:
        has_server = SERVERS.intersection(getattr(item, "fixturenames", ()))
        is_costly = item.get_closest_marker("costly") or (
            has_server and not item.nodeid.startswith(OTHER_PATHS)
        )
        if is_costly and not item.get_closest_marker("thorough"):
            function = item.nodeid.partition("[")[0]
            examples[function] += 1
            if examples[function] > EXAMPLES:
                item.add_marker(THOROUGH)
