"""`client.with_options`: other options over the same connections."""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digipost import ClientConfig, DigipostClient, Environment, time_limit
from digipost.aio import AsyncDigipostClient
from digipost.errors import ConfigurationError, InvalidValueError, TransportError, TransportTimeoutError
from digipost.retries import RetryPolicy
from digipost.transport import HttpRequest, HttpTransport, Timeouts
from digipost_schema.api_v8 import AuthenticationLevel, SensitivityLevel
from tests.support.letters import letter
from tests.support.loopback import SILENCE, Loopback
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost import RequestSigning
    from digipost.sandbox import Sandbox
    from digipost.transport import HttpAnswer

ONCE = RetryPolicy(attempts=1)


class Watched:
    """The real network, which remembers what went over it and if it was closed."""

    def __init__(self) -> None:
        self.network = HttpTransport()
        self.requests: list[HttpRequest] = []
        self.is_closed = False

    def send(self, request: HttpRequest) -> HttpAnswer:
        self.requests.append(request)
        return self.network.send(request)

    def close(self) -> None:
        self.is_closed = True
        self.network.close()


def test_an_option_is_changed_and_the_others_stay(config: ClientConfig, credentials: RequestSigning) -> None:
    with DigipostClient(config, credentials) as client:
        other = client.with_options(
            retries=ONCE,
            read_timeout=5,
            connect_timeout=timedelta(seconds=2),
            total_timeout=7.5,
            authentication_level=AuthenticationLevel.TWO_FACTOR,
            sensitivity_level=SensitivityLevel.SENSITIVE,
            max_answer_bytes=1,
            max_content_bytes=2,
            preflight=False,
        )
        changed = other.config
        assert client.config is config
    assert (changed.retries, changed.preflight, changed.broker_id) == (ONCE, False, config.broker_id)
    assert changed.read_timeout == timedelta(seconds=5)
    assert changed.connect_timeout == timedelta(seconds=2)
    assert changed.total_timeout == timedelta(seconds=7.5)
    assert changed.authentication_level is AuthenticationLevel.TWO_FACTOR
    assert changed.sensitivity_level is SensitivityLevel.SENSITIVE
    assert (changed.max_answer_bytes, changed.max_content_bytes) == (1, 2)
    assert changed.print_checks is config.print_checks


def test_connections_and_entry_points_are_shared(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    network = Watched()
    client = DigipostClient(config, credentials, transport=network)
    client.messages.send(letter())
    client.with_options(retries=ONCE).messages.send(letter())
    client.with_options(retries=ONCE).with_options(read_timeout=9).messages.send(letter())
    assert [each.target for each in sandbox.requests] == ["/", "/messages", "/messages", "/messages"]
    assert [each.timeouts for each in network.requests] == [
        None,  # those of the transport
        None,
        Timeouts(connect=10, read=30, total=600),
        Timeouts(connect=10, read=9, total=600),
    ]


def test_an_entry_point_that_is_not_at_hand_is_fetched_with_the_new_options(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    client = DigipostClient(config, credentials)
    sandbox.faults.add("status=503 path=/ times=1")
    with pytest.raises(Exception, match="503"):
        client.with_options(retries=ONCE).messages.send(letter())
    assert [each.target for each in sandbox.requests] == ["/"]
    client.messages.send(letter())  # and what the other fetched is at hand for this one
    client.with_options(retries=ONCE).messages.send(letter())
    assert [each.target for each in sandbox.requests] == ["/", "/", "/messages", "/messages"]


def test_closing_it_leaves_the_connections_open(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    network = Watched()
    client = DigipostClient(config, credentials, transport=network)
    with client.with_options(retries=ONCE) as other:
        other.messages.send(letter())
    with pytest.raises(ConfigurationError, match="closed"):
        other.messages.send(letter())
    assert not network.is_closed
    client.messages.send(letter())
    assert len(sandbox.letters) == 2


def test_it_sends_nothing_after_the_first_client_is_closed(
    config: ClientConfig, credentials: RequestSigning
) -> None:
    with DigipostClient(config, credentials) as client:
        other = client.with_options(retries=ONCE)
    with pytest.raises(ConfigurationError, match="closed"):
        other.messages.send(letter())


def test_its_read_timeout_holds(credentials: RequestSigning) -> None:
    with Loopback(SILENCE) as server:
        config = ClientConfig(
            broker_id=12345, environment=Environment.custom(server.origin), retries=ONCE, read_timeout=60
        )
        with DigipostClient(config, credentials) as client, pytest.raises(TransportTimeoutError):
            client.with_options(read_timeout=0.05).messages.send(letter())


def test_it_can_be_pickled(config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox) -> None:
    with DigipostClient(config, credentials) as client:
        data = pickle.dumps(client.with_options(retries=ONCE))
    with pickle.loads(data) as copy:  # noqa: S301 - our own
        assert copy.config.retries == ONCE
        copy.messages.send(letter())
    assert len(sandbox.letters) == 1


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"retries": 3}, "ClientConfig.retries must be a RetryPolicy"),
        ({"read_timeout": 0}, "ClientConfig.read_timeout must be positive"),
        ({"read_timeout": "5"}, "ClientConfig.read_timeout must be a number of seconds or a timedelta"),
        ({"max_answer_bytes": 1.5}, "ClientConfig.max_answer_bytes must be an int"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    options: dict[str, object], problem: str, config: ClientConfig, credentials: RequestSigning
) -> None:
    with DigipostClient(config, credentials) as client, pytest.raises(ConfigurationError, match=problem):
        client.with_options(**options)  # type: ignore[arg-type]  # what is tested


def test_the_old_name_warns_where_it_is_called(config: ClientConfig, credentials: RequestSigning) -> None:
    with DigipostClient(config, credentials) as client:
        with pytest.warns(
            DeprecationWarning, match=r"with_retries is deprecated; use with_options"
        ) as caught:
            other = client.with_retries(ONCE)
        assert other.config.retries == ONCE
    assert [each.filename for each in caught] == [__file__]


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_the_asynchronous_client_has_it_too(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    async with AsyncDigipostClient(config, credentials) as client:
        async with client.with_options(retries=ONCE) as other:
            await other.messages.send(letter())
        await client.messages.send(letter())
    assert [each.target for each in sandbox.requests] == ["/", "/messages", "/messages"]
    assert not hasattr(client, "with_retries")


class TestSeconds:
    """Durations are numbers of seconds wherever they are timedeltas."""

    def test_in_timeouts(self) -> None:
        assert Timeouts(connect=1, read=0.5, total=90) == Timeouts(
            connect=timedelta(seconds=1), read=timedelta(milliseconds=500), total=timedelta(seconds=90)
        )
        HttpTransport(connect_timeout=1, read_timeout=2, total_timeout=3).close()

    def test_in_retries(self) -> None:
        assert RetryPolicy(first_wait=0, longest_in_all=60).longest_in_all == timedelta(minutes=1)

    def test_in_a_time_limit(self) -> None:
        with Loopback(SILENCE) as server:
            network = HttpTransport()
            with time_limit(0.05), pytest.raises(TransportError):
                network.send(HttpRequest("GET", server.origin, {}))
            network.close()

    @in_one_test("limit", [0, -1, "20", None, True, float("nan")])
    def test_a_time_limit_that_is_none_is_refused(self, limit: object) -> None:
        with pytest.raises(InvalidValueError, match=r"time_limit\.limit"), time_limit(limit):  # type: ignore[arg-type]
            pass
