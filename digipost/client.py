"""The client: it holds the configuration and the connection, and offers the API's resources as attributes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import attrs

from digipost.base.argument_hints import OF_CLIENT
from digipost.base.warning import deprecated
from digipost.config import ClientConfig
from digipost.errors import ConfigurationError
from digipost.from_environment import settings
from digipost.protocol.downloads import Downloads
from digipost.protocol.entry_point import EntryPoints
from digipost.protocol.exchange import Exchange
from digipost.protocol.until_closed import UntilClosed
from digipost.resources._api import Api
from digipost.resources.accounts import Accounts
from digipost.resources.archive import Archive
from digipost.resources.batches import Batches
from digipost.resources.documents import Documents
from digipost.resources.inbox import Inbox
from digipost.resources.messages import Messages
from digipost.resources.recipients import Recipients
from digipost.resources.senders import Senders
from digipost.resources.shared_documents import SharedDocuments
from digipost.resources.tags import Tags
from digipost.transport import HttpTransport, Timeouts
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from digipost.auth.credentials import Authorization, Credentials
    from digipost.base.print_checks import PrintChecks
    from digipost.base.schema_version import AuthenticationLevel, SensitivityLevel
    from digipost.retries import Retries
    from digipost.telemetry import ClientEvent
    from digipost.transport import Transport

__all__ = ["DigipostClient"]

_now: Callable[[], datetime] = partial(datetime.now, UTC)


@explains_arguments(hints=OF_CLIENT)
class DigipostClient:
    """Sends letters and follows them up; safe to share between threads and tasks.

        config = ClientConfig(broker_id=12345, environment=Environment.TEST)
        with DigipostClient(config, RequestSigning.from_pkcs12("certificate.p12", password)) as client:
            delivery = client.messages.send(letter)

    The first call that needs a connection opens it. The client verifies responses. It can be pickled to
    another process if its credentials can.

    Args:
        config: The broker, the environment and the options.
        credentials: The proof of the broker's identity: `RequestSigning` or `ClientCredentials`.
        transport: A custom transport, for tests or special networks. Requests for tokens do not use it:
            `ClientCredentials` have their own connection, with their certificate.
        clock: Returns the current time with a time zone; the machine's clock unless given.

    Attributes:
        config: As given.
        clock: As given.
        messages: Sending letters.
        documents: Following up documents that were sent.
        recipients: Looking people and organisations up.
        senders: The features that a sender has access to.
        inbox: Letters that the organisation itself has received.
        archive: Documents that Digipost keeps for the organisation.
        batches: Batches of messages: Digipost sends all messages of a batch, or none.
        tags: Tags on people's accounts.
        shared_documents: Documents that people share with the organisation.
        accounts: Accounts of people.
    """

    def __init__(
        self,
        config: ClientConfig,
        credentials: Credentials,
        *,
        transport: Transport | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        if not isinstance(config, ClientConfig):
            raise ConfigurationError(f"config: a ClientConfig is expected, not {type(config).__name__}.")
        if isinstance(credentials, type) or not callable(getattr(credentials, "bound_to", None)):
            raise ConfigurationError(
                f"credentials: {type(credentials).__name__} cannot authorize requests; use RequestSigning."
                "from_pkcs12(path, password) or ClientCredentials.from_pkcs12(client_id, path, password)."
            )
        _check_parts(transport, clock)
        clock = clock or _now
        network = transport or HttpTransport(
            connect_timeout=config.connect_timeout,
            read_timeout=config.read_timeout,
            total_timeout=config.total_timeout,
            proxies=config.proxies,
        )
        authorization = credentials.bound_to(config, clock)
        self._build(config, _Connections(credentials, authorization, UntilClosed(network), transport, clock))

    def _build(self, config: ClientConfig, connections: _Connections) -> None:
        shared = connections.entry_points
        timeouts = Timeouts(
            connect=config.connect_timeout, read=config.read_timeout, total=config.total_timeout
        )
        transport, clock = connections.transport, connections.clock
        made = partial(Exchange, config, connections.authorization, transport, clock)
        if shared:  # with another client, whose transport has other timeouts
            made = partial(made, timeouts=timeouts)
        unsigned = made(keys=None)
        entry_points = (
            shared.through(unsigned) if shared else EntryPoints(unsigned, config.environment.api_url)
        )
        exchange = made(keys=entry_points)
        downloads = Downloads(exchange, transport, config.user_agent_header, config.max_content_bytes)
        api = Api(config, exchange, entry_points, downloads)
        self.config: ClientConfig = config
        self._connections = attrs.evolve(connections, entry_points=entry_points)
        self.clock: Callable[[], datetime] = clock
        self.messages = Messages(api, clock)
        self.documents = Documents(api, clock)
        self.recipients = Recipients(api)
        self.senders = Senders(api)
        self.inbox = Inbox(api)
        self.archive = Archive(api)
        self.batches = Batches(api)
        self.tags = Tags(api)
        self.shared_documents = SharedDocuments(api)
        self.accounts = Accounts(api)

    @classmethod
    def from_environment(cls) -> Self:
        """Return a client configured by environment variables; `digipost.from_environment` lists them.

            with DigipostClient.from_environment() as client:
                client.messages.send(letter)

        Raises:
            ConfigurationError: Variables are missing, contradict each other, or cannot be used.
        """
        return cls(*settings(os.environ))

    def with_options(
        self,
        *,
        retries: Retries | None = None,
        connect_timeout: timedelta | float | None = None,
        read_timeout: timedelta | float | None = None,
        total_timeout: timedelta | float | None = None,
        authentication_level: AuthenticationLevel | None = None,
        sensitivity_level: SensitivityLevel | None = None,
        max_answer_bytes: int | None = None,
        max_content_bytes: int | None = None,
        preflight: bool | None = None,
        print_checks: PrintChecks | None = None,
        on_event: Callable[[ClientEvent], None] | None = None,
    ) -> DigipostClient:
        """Return a copy of this client with other options.

            patient = client.with_options(read_timeout=120, retries=RetryPolicy(attempts=8))
            patient.messages.send(letter)

        The copy shares the connections, tokens and entry points of this client. Closing the copy leaves them
        open. After this client is closed, both clients refuse requests.

        Args:
            retries: Replaces `config.retries`. Options that the caller omits keep their values.
            connect_timeout: A `timedelta` or a number of seconds.
            read_timeout: Likewise.
            total_timeout: Likewise.
            authentication_level: The authentication level for documents that have none.
            sensitivity_level: Likewise.
            max_answer_bytes: The most bytes of an XML answer.
            max_content_bytes: The most bytes of a fetched document.
            preflight: True to check documents before they are sent; see `ClientConfig.preflight`.
            print_checks: The set of checks for print.
            on_event: Called with each event of `digipost.telemetry`.

        Raises:
            ConfigurationError: A value cannot be used; the error text names the field.
        """
        given = {
            "retries": retries,
            "connect_timeout": connect_timeout,
            "read_timeout": read_timeout,
            "total_timeout": total_timeout,
            "authentication_level": authentication_level,
            "sensitivity_level": sensitivity_level,
            "max_answer_bytes": max_answer_bytes,
            "max_content_bytes": max_content_bytes,
            "preflight": preflight,
            "print_checks": print_checks,
            "on_event": on_event,
        }
        changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        config = attrs.evolve(self.config, **changes)
        shared = attrs.evolve(self._connections, transport=self._connections.transport.shared())
        client = DigipostClient.__new__(DigipostClient)
        client._build(config, shared)  # noqa: SLF001 - its own
        return client

    @deprecated("with_options(retries=…)")
    def with_retries(self, retries: Retries) -> DigipostClient:
        """Return a copy of this client with other retries; use `with_options` instead.

        Args:
            retries: Replaces `config.retries`.
        """
        return self.with_options(retries=retries)

    def close(self) -> None:
        """Close the connections and refuse further requests; calling it again does nothing."""
        self._connections.transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[DigipostClient], tuple[ClientConfig, Credentials]]:
        if self._connections.given is not None or self._connections.clock is not _now:
            raise ConfigurationError("A client with a transport or clock of its own cannot be pickled.")
        return type(self), (self.config, self._connections.credentials)

    def __repr__(self) -> str:
        return f"DigipostClient({self.config!r}, {self._connections.credentials!r})"


def _check_parts(transport: object, clock: object) -> None:
    is_session = hasattr(transport, "mount")  # of requests, whose `send` takes requests of another kind
    is_transport = callable(getattr(transport, "send", None)) and not is_session
    if transport is not None and not is_transport:
        raise ConfigurationError("transport: a Transport is expected, such as HttpTransport(session=…).")
    if clock is not None and not callable(clock):
        raise ConfigurationError("clock: a function is expected, such as lambda: datetime.now(UTC).")


@attrs.frozen
class _Connections:
    """The state that a client shares with its copies from `with_options`.

    Attributes:
        credentials: As given.
        authorization: The credentials for this broker.
        transport: Sends the requests.
        given: The caller's transport, if any.
        clock: Returns the current time.
        entry_points: The entry points of the client that owns the connections; None if this client owns them.
    """

    credentials: Credentials
    authorization: Authorization
    transport: UntilClosed
    given: Transport | None
    clock: Callable[[], datetime]
    entry_points: EntryPoints | None = None
