"""Fixtures of the client's tests: a broker with a certificate, and a Digipost on this machine."""

from __future__ import annotations

import gc
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol
from anyio.from_thread import start_blocking_portal
from hypothesis import settings

from digipost.aio import AsyncDigipostClient
from digipost.authentication import RequestSigning
from digipost.client import DigipostClient
from digipost.config import ClientConfig
from digipost.retries import RetryPolicy
from digipost.sandbox import Sandbox
from digipost.secret import Secret
from tests.support.blocking import blocking
from tests.support.counterpart import VECTORS
from tests.support.loopback import forget_network_settings

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


@pytest.fixture(scope="session", autouse=True)
def _no_proxy() -> Iterator[None]:
    """Loopback is reached directly, whatever the machine's environment says."""
    with pytest.MonkeyPatch.context() as environment:
        forget_network_settings(environment)
        yield


@pytest.fixture(scope="session")
def credentials() -> RequestSigning:
    """The broker's, which can be pickled."""
    password = Secret.from_file(VECTORS / "broker.p12.password.txt")
    return RequestSigning.from_pkcs12(VECTORS / "broker.p12", password)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A Digipost of this test's own, with an account 12345 for the broker's certificate."""
    with Sandbox() as sandbox:
        sandbox.register_broker(12345, (VECTORS / "broker.cert.pem").read_bytes())
        yield sandbox


@pytest.fixture
def config(sandbox: Sandbox) -> ClientConfig:
    """The broker's settings; a retry does not wait half a second."""
    retries = RetryPolicy(first_wait=timedelta(milliseconds=10))
    return ClientConfig(broker_id=12345, environment=sandbox.environment, retries=retries)


@pytest.fixture(
    params=["signed", pytest.param("oauth", marks=THOROUGH), pytest.param("async", marks=THOROUGH)]
)
def client(
    request: pytest.FixtureRequest, sandbox: Sandbox, config: ClientConfig, credentials: RequestSigning
) -> Iterator[DigipostClient]:
    """The broker's client, over HTTP: signing its requests, with tokens, and behind its asynchronous face."""
    get_tokens = sandbox._token_server.built_in_credentials(config.broker_id)  # which need no file
    with DigipostClient(config, get_tokens if request.param == "oauth" else credentials) as client:
        if request.param == "async":
            with start_blocking_portal() as portal:
                yield blocking(portal, AsyncDigipostClient.over(client))
        else:
            yield client
