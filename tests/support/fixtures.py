"""Fixtures of the client's tests: a broker with a certificate, and a Digipost on this machine."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from anyio.from_thread import start_blocking_portal

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

THOROUGH = pytest.mark.thorough


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
