"""The sandbox as its user sees it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from digipost.authentication import RequestSigning
from digipost.config import ClientConfig
from digipost.environments import Environment
from digipost.sandbox.accounts import Accounts
from digipost.sandbox.answers import AnswerSigner
from digipost.sandbox.application import Application
from digipost.sandbox.clock import Clock, now
from digipost.sandbox.contents import ContentHost, Contents
from digipost.sandbox.entry_point import EntryPointService
from digipost.sandbox.faults import Faults
from digipost.sandbox.gate import Gate
from digipost.sandbox.happenings import Happenings
from digipost.sandbox.identity import shipped_key
from digipost.sandbox.server import HttpServer
from digipost.sandbox.token_server import TokenServer
from digipost.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from digipost.client import DigipostClient
    from digipost.sandbox.letters import Letter
    from digipost.sandbox.people import Person
    from digipost.sandbox.sender_service import SenderDirectory
    from digipost.sandbox.state import ReceivedRequest

__all__ = ["Sandbox"]


class Sandbox(Accounts, Happenings):
    """A Digipost on this machine.

        >>> with Sandbox() as sandbox:
        ...     sandbox.environment.name
        'custom'

    It has an account for a broker, which may act for `senders`, and mailboxes for a few made-up people. What
    it has received stays readable after it was closed.

    Args:
        broker_id: The account id of the built-in broker, for which `client` gives a client.
        senders: The account ids of other senders that the built-in broker may act for.
        recipients: People with a mailbox, besides those whom every sandbox has.
        clock: The clock that the sandbox goes by, with a zone; `Sandbox.clock` can be ahead of it. Requests
            must be dated within five minutes of that.
        port: Where it listens; unless given, on a port that is free.
        sign_decoded_path: Sign answers over the percent-decoded path. Digipost's servers are known to have
            signed it so; without this it is the path as it was sent, which present clients expect.

    Raises:
        InvalidValueError: The clock's time has no zone.
    """

    def __init__(
        self,
        *,
        broker_id: int = 12345,
        senders: Iterable[int] = (67890,),
        recipients: Iterable[Person] = (),
        clock: Callable[[], datetime] = now,
        port: int = 0,
        sign_decoded_path: bool = False,
    ) -> None:
        self._broker_id = broker_id
        self._clock = Clock(clock)
        self._world = World(recipients, self._clock)
        self._signer = AnswerSigner(self._clock, decode_path=sign_decoded_path)
        self._state = self._world.state
        self._state.register(broker_id, shipped_key("broker").public_key())
        self._state.allow(broker_id, senders)
        self._faults = Faults()
        self._token_server = TokenServer(self._world.storage.new_folder() / "ca.pem", self._clock)
        self._servers: tuple[HttpServer, ...] = ()
        self._port = port
        self._clients = ExitStack()

    def start(self) -> Self:
        """Listen and answer, on the same port as before if it was closed; without effect when running.

        Raises:
            OSError: There is no free port, or another program has taken the one of before.
        """
        if not self._servers:
            server, elsewhere = self._servers = (HttpServer(self._port), HttpServer())
            self._port = server.port
            contents = Contents(elsewhere.url, self._clock)
            elsewhere.serve_on_demand(lambda: (ContentHost(contents), None))
            server.serve(self._application(server.url, contents))
            try:
                self._token_server.start(server.url)
            except OSError:
                self.close()
                raise
        return self

    def close(self) -> None:
        """Stop, and close the clients that `client` gave; without effect when not running."""
        self._clients.close()
        for server in self._servers:
            server.close()
        self._servers = ()
        self._token_server.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The address, such as `http://127.0.0.1:41235`.

        Raises:
            RuntimeError: It was never started, and has none yet.
        """
        if not self._port:
            raise RuntimeError(
                "The sandbox has not been started: use it in a with statement, or call start()."
            )
        return f"http://127.0.0.1:{self._port}"

    @property
    def environment(self) -> Environment:
        """This sandbox, for `ClientConfig(environment=...)`."""
        return Environment.custom(self.url, self._token_server.url)

    @property
    def ca_path(self) -> Path:
        """A PEM file with the authority that vouches for the token endpoint; there while the sandbox is.

        Clients that get tokens have to trust it: by `ClientCredentials.from_pkcs12(..., trusted=...)`, or as
        the value of the environment variable `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE`.
        """
        return self._token_server.ca_path

    @property
    def clock(self) -> Clock:
        """The time as the sandbox sees it, which can be moved: `sandbox.clock.advance(days=3)`."""
        return self._clock

    @property
    def broker_id(self) -> int:
        """The account id of the built-in broker."""
        return self._broker_id

    @property
    def recipients(self) -> tuple[Person, ...]:
        """Everybody with a mailbox."""
        return self._world.register.people

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that were accepted, in their order; those of a batch when it is completed."""
        return self._state.letters

    @property
    def requests(self) -> tuple[ReceivedRequest, ...]:
        """The last thousand requests that were answered, newest last."""
        return self._state.requests

    @property
    def directory(self) -> SenderDirectory:
        """What brokers are told of senders; set features and organisation numbers here."""
        return self._world.directory

    @property
    def recipient_key(self) -> RSAPrivateKey:
        """The key that opens documents which were encrypted for a mailbox, whosever it is."""
        return shipped_key("recipient")

    @property
    def print_key(self) -> RSAPrivateKey:
        """The key that opens documents which were encrypted for print."""
        return shipped_key("print")

    @property
    def faults(self) -> Faults:
        """What shall go wrong: rules to add, to look at and to clear."""
        return self._faults

    def client(self, *, oauth: bool = False) -> DigipostClient:
        """A client for the built-in broker, ready for use; it is closed together with the sandbox.

        Args:
            oauth: Get access tokens over mutual TLS instead of signing requests.
        """
        from digipost.client import DigipostClient  # noqa: PLC0415 - the server does without it

        key = shipped_key("broker")
        credentials = (
            self._token_server.built_in_credentials(self._broker_id)
            if oauth
            else RequestSigning.from_signer(lambda data: key.sign(data, PKCS1v15(), SHA256()))
        )
        config = ClientConfig(broker_id=self._broker_id, environment=self.environment)
        return self._clients.enter_context(DigipostClient(config, credentials, clock=self._clock))

    def _application(self, url: str, contents: Contents) -> Application:
        services = self._world.services(url, contents)
        services.append(EntryPointService(url, self._signer, self._state, tuple(services)))
        routes = [route for service in services for route in service.routes()]
        gate = Gate(self._state, self._token_server.tokens, self._clock)
        return Application(routes, gate, self._signer, self._state.record, self._faults)
