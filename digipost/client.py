"""The client: holds the configuration and the connection, and hands out the nouns of the API."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Self

import attrs

from digipost.config import ClientConfig
from digipost.errors import ConfigurationError
from digipost.from_environment import settings
from digipost.protocol.downloads import Downloads
from digipost.protocol.entry_point import EntryPoints
from digipost.protocol.exchange import Exchange
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
from digipost.transport import HttpTransport

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from digipost.auth.credentials import Credentials
    from digipost.retries import RetryPolicy
    from digipost.transport import HttpAnswer, HttpRequest, Transport

__all__ = ["DigipostClient"]

_now: Callable[[], datetime] = partial(datetime.now, UTC)


class DigipostClient:
    """Sends letters and follows them up; safe to share between threads and tasks.

        config = ClientConfig(broker_id=12345, environment=Environment.TEST)
        with DigipostClient(config, RequestSigning.from_pkcs12("certificate.p12", password)) as client:
            delivery = client.messages.send(letter)

    Nothing is sent before the first call that needs it. Answers are verified. It can be pickled to another
    process when its credentials can.

    Args:
        config: Who sends, and to which Digipost.
        credentials: What proves it: `RequestSigning` or `ClientCredentials`.
        transport: A network of one's own, for tests and for what ours cannot do. Tokens do not come over it,
            since `ClientCredentials` have a connection with their certificate.
        clock: The time now, with a zone; the machine's own unless given.

    Attributes:
        config: As given.
        messages: Sending letters.
        documents: Following up documents that were sent.
        recipients: Looking people and organisations up.
        senders: What a sender has access to.
        inbox: Letters that came to the organisation itself.
        archive: Documents that Digipost keeps for the organisation.
        batches: Messages that are sent together, or not at all.
        tags: Marks on people's accounts.
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
        if not callable(getattr(credentials, "bound_to", None)):
            raise ConfigurationError(
                f"credentials: {type(credentials).__name__} cannot authorize requests; use RequestSigning."
                "from_pkcs12(path, password) or ClientCredentials.from_pkcs12(client_id, path, password)."
            )
        self.config: ClientConfig = config
        self._credentials = credentials
        self._clock = clock = clock or _now
        self._given_transport = transport
        self._transport = _UntilClosed(
            transport
            or HttpTransport(
                connect_timeout=config.connect_timeout,
                read_timeout=config.read_timeout,
                total_timeout=config.total_timeout,
                proxies=config.proxies,
            )
        )
        authorization = credentials.bound_to(config, clock)
        unsigned = Exchange(config, authorization, self._transport, clock, keys=None)
        entry_points = EntryPoints(unsigned, config.environment.api_url)
        exchange = Exchange(config, authorization, self._transport, clock, keys=entry_points)
        downloads = Downloads(exchange, self._transport, config.user_agent_header, config.max_content_bytes)
        api = Api(config, exchange, entry_points, downloads)
        self.messages = Messages(api)
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
        """A client as environment variables describe it; the module `digipost.from_environment` lists them.

            with DigipostClient.from_environment() as client:
                client.messages.send(letter)

        Raises:
            ConfigurationError: Variables are missing, contradict each other, or cannot be used.
        """
        return cls(*settings(os.environ))

    def with_retries(self, retries: RetryPolicy) -> DigipostClient:
        """A client like this one with other retries; it has connections of its own, and is closed by itself.

        Args:
            retries: Instead of `config.retries`.
        """
        return DigipostClient(
            attrs.evolve(self.config, retries=retries),
            self._credentials,
            transport=self._given_transport,
            clock=self._clock,
        )

    def close(self) -> None:
        """Close the connections and refuse further requests; calling it again does nothing."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[DigipostClient], tuple[ClientConfig, Credentials]]:
        if self._given_transport is not None or self._clock is not _now:
            raise ConfigurationError("A client with a transport or clock of its own cannot be pickled.")
        return type(self), (self.config, self._credentials)

    def __repr__(self) -> str:
        return f"DigipostClient({self.config!r}, {self._credentials!r})"


class _UntilClosed:
    """A transport that sends nothing once its client is closed."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._is_closed = False

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Send a request.

        Raises:
            ConfigurationError: The client is closed.
        """
        if self._is_closed:
            raise ConfigurationError("The client is closed, and sends nothing more; make a new one.")
        return self._transport.send(request)

    def close(self) -> None:
        """Close the transport."""
        self._is_closed = True
        self._transport.close()
