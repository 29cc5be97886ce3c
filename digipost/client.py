"""The client: holds the configuration and the connection, and hands out the nouns of the API."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Self

from digipost.config import ClientConfig
from digipost.downloads import Downloads
from digipost.entrypoint import EntryPoints
from digipost.errors import ConfigurationError
from digipost.exchange import Exchange
from digipost.resources.api import Api
from digipost.resources.documents import Documents
from digipost.resources.messages import Messages
from digipost.transport import HttpTransport

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from digipost.authentication import Credentials
    from digipost.transport import Transport

__all__ = ["DigipostClient"]

_now: Callable[[], datetime] = partial(datetime.now, UTC)


class DigipostClient:
    """Sends letters and follows them up; safe to share between threads.

        config = ClientConfig(broker_id=12345, environment=Environment.TEST)
        with DigipostClient(config, RequestSigning.from_pkcs12("certificate.p12", password)) as client:
            delivery = client.messages.send(letter)

    Nothing is sent before the first call that needs it. Answers are verified. It can be pickled to another
    process when its credentials can.

    Args:
        config: Who sends, and to which Digipost.
        credentials: What proves it.
        transport: A network of one's own, for tests and for what ours cannot do.
        clock: The time now, with a zone; the machine's own unless given.

    Attributes:
        config: As given.
        messages: Sending letters.
        documents: Following up documents that were sent.
    """

    def __init__(
        self,
        config: ClientConfig,
        credentials: Credentials,
        *,
        transport: Transport | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        if not isinstance(config, ClientConfig):
            raise ConfigurationError(f"config: a ClientConfig is expected, not {type(config).__name__}.")
        if not callable(getattr(credentials, "authorize", None)):
            raise ConfigurationError(
                f"credentials: {type(credentials).__name__} cannot authorize requests; "
                "use RequestSigning.from_pkcs12(path, password)."
            )
        self.config = config
        self._credentials = credentials
        self._own_transport = transport is None
        self._clock = clock
        self._transport = transport or HttpTransport(
            connect_timeout=config.connect_timeout, read_timeout=config.read_timeout
        )
        unsigned = Exchange(config, credentials, self._transport, clock, keys=None)
        entry_points = EntryPoints(unsigned, config.environment.api_url)
        exchange = Exchange(config, credentials, self._transport, clock, keys=entry_points)
        downloads = Downloads(exchange, self._transport, config.user_agent_header)
        api = Api(config, exchange, entry_points, downloads)
        self.messages = Messages(api)
        self.documents = Documents(api)

    def close(self) -> None:
        """Close the connections; calling it again does nothing."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[DigipostClient], tuple[ClientConfig, Credentials]]:
        if not self._own_transport or self._clock is not _now:
            raise ConfigurationError("A client with a transport or clock of its own cannot be pickled.")
        return type(self), (self.config, self._credentials)

    def __repr__(self) -> str:
        return f"DigipostClient({self.config!r}, {self._credentials!r})"
