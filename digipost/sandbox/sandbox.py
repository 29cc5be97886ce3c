"""The sandbox as its users see it."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from digipost.authentication import RequestSigning
from digipost.base.arguments import account_id, truth, whole_number
from digipost.base.checked_calls import a, each, function, optional, path, takes
from digipost.config import ClientConfig
from digipost.environments import Environment
from digipost.sandbox.accounts import Accounts
from digipost.sandbox.actions import Actions
from digipost.sandbox.application import Application
from digipost.sandbox.base.clock import now
from digipost.sandbox.base.retries import RetriesAtOnce
from digipost.sandbox.faults import Faults, Host
from digipost.sandbox.faults._middleware import FaultMiddleware
from digipost.sandbox.model.contents import ContentHost, Contents
from digipost.sandbox.model.people import MADE_UP_ORGANISATIONS, Organisation, Person
from digipost.sandbox.page_server import PageServer
from digipost.sandbox.recipients_file import read_recipients
from digipost.sandbox.services.admission import Admission
from digipost.sandbox.services.entry_point import EntryPointService
from digipost.sandbox.tokens.token_server import TokenServer
from digipost.sandbox.views import Views
from digipost.sandbox.wire.answers import AnswerSigner
from digipost.sandbox.wire.server import HttpServer
from digipost.sandbox.wire.signing_identity import shipped_key
from digipost.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from digipost.client import DigipostClient
    from digipost.sandbox.base.clock import Clock

__all__ = ["Sandbox"]

_LAST_PORT = 65535
_PARTIES = each(a(Person, Organisation))


def _recipients(field: str, value: object) -> object:
    return path(field, value) if isinstance(value, str | os.PathLike) else _PARTIES(field, value)


def _port(field: str, value: object) -> int:
    return whole_number(field, value, 0, _LAST_PORT)


@takes(
    "Sandbox",
    broker_id=account_id,
    senders=each(account_id),
    recipients=_recipients,
    clock=function,
    path=optional(path),
    port=_port,
    sign_decoded_path=truth,
    relative_inbox_links=truth,
    contents_take_credentials=truth,
)
class Sandbox(Accounts, Actions, Views, PageServer):
    """A simulated Digipost on this machine.

        >>> with Sandbox() as sandbox:
        ...     sandbox.environment.name
        'custom'

    It has an account for a broker, which may act for `senders`, and mailboxes for a few made-up people and
    organisations. Letters to the first of these organisations arrive in the broker's own inbox. Received data
    stays readable after the sandbox is closed.

    Args:
        broker_id: The account id of the built-in broker, which `client` acts for.
        senders: The account ids of other senders that the built-in broker may act for.
        recipients: People and organisations in addition to the built-in ones; or the path of a file that
            lists them, see `digipost.sandbox.recipients_file`.
        path: The folder that keeps all data for later sandboxes; it is created if it does not exist. Unless
            given, the data is gone with this object.
        clock: The base clock, with a zone; `Sandbox.clock` can be ahead of it. Requests must be dated within
            five minutes of one of the two, and are answered by the nearer one.
        port: The port to listen on; a free one unless given.
        sign_decoded_path: Sign responses over the percent-decoded path. Digipost's servers are known to have
            done so. By default the path is signed as it was sent, which present clients expect.
        relative_inbox_links: Give the addresses in an inbox without scheme and host, as a sample in
            Digipost's documentation has them. Absolute addresses, the default, are a conclusion.
        contents_take_credentials: Let the host of contents also answer requests with credentials, as
            Digipost's own Java client sends them. By default it refuses them, so that a client's mistake is
            noticed.

    Raises:
        ConfigurationError: The folder cannot be used, another sandbox uses it, or the file cannot be read.
        InvalidValueError: The clock's time has no zone, or the file lists an entry that is no recipient.
    """

    def __init__(
        self,
        *,
        broker_id: int = 12345,
        senders: Iterable[int] = (67890,),
        recipients: Iterable[Person | Organisation] | str | os.PathLike[str] = (),
        clock: Callable[[], datetime] = now,
        path: str | os.PathLike[str] | None = None,
        port: int = 0,
        sign_decoded_path: bool = False,
        relative_inbox_links: bool = False,
        contents_take_credentials: bool = False,
    ) -> None:
        self._broker_id = broker_id
        if isinstance(recipients, str | os.PathLike):
            recipients = read_recipients(Path(recipients))
        own = attrs.evolve(MADE_UP_ORGANISATIONS[0], account_id=broker_id)
        self._world = World((own, *recipients), clock, None if path is None else Path(path))
        self._clock = self._world.clock
        self._signer = AnswerSigner(self._clock, decode_path=sign_decoded_path)
        self._state = self._world.state
        self._state.register(broker_id, shipped_key("broker").public_key())
        self._state.allow(broker_id, senders)
        self._relative_inbox_links = relative_inbox_links
        self._contents_take_credentials = contents_take_credentials
        self._faults = Faults()
        self._token_server = TokenServer(self._world.storage, self._clock, self._faults)
        self._servers: tuple[HttpServer, ...] = ()
        self._port = port
        self._clients = ExitStack()

    def start(self) -> Self:
        """Listen and answer, on the same port as before if it was closed; without effect when running.

        Raises:
            ConfigurationError: Another sandbox has come to use the folder.
            OSError: There is no free port, or another program has taken the earlier port.
        """
        if not self._servers:
            self._world.storage.acquire()
            server, elsewhere = self._servers = (HttpServer(self._port), HttpServer())
            self._port = server.port
            contents = Contents(elsewhere.url, self._clock)
            host = ContentHost(
                contents, self._signer, self._clock, takes_credentials=self._contents_take_credentials
            )
            elsewhere.serve_on_demand(lambda: (FaultMiddleware(host, self._faults, Host.CONTENTS), None))
            server.serve(self._application(server.url, contents))
            try:
                self._token_server.start(server.url)
            except OSError:
                self.close()
                raise
        return self

    def close(self) -> None:
        """Stop, and close the clients that `client` returned; without effect when not running."""
        self._clients.close()
        self._close_page()
        for server in self._servers:
            server.close()
        self._servers = ()
        self._token_server.close()
        self._world.storage.release()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The address, such as `http://127.0.0.1:41235`.

        Raises:
            RuntimeError: The sandbox was never started, and has no address yet.
        """
        if not self._port:
            raise RuntimeError(
                "The sandbox has not been started: use it in a with statement, or call start()."
            )
        return f"http://127.0.0.1:{self._port}"

    @property
    def environment(self) -> Environment:
        """The environment of this sandbox, for `ClientConfig(environment=...)`."""
        return Environment.custom(self.url, self._token_server.url)

    @property
    def ca_path(self) -> Path:
        """The path of a PEM file with the token endpoint's CA; the file exists while the sandbox does.

        Clients that get access tokens must trust it: by `ClientCredentials.from_pkcs12(..., trusted=...)`, or
        by the environment variable `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE`.
        """
        return self._token_server.ca_path

    @property
    def clock(self) -> Clock:
        """The sandbox's clock, which can be moved: `sandbox.clock.advance(days=3)`."""
        return self._clock

    @property
    def broker_id(self) -> int:
        """The account id of the built-in broker."""
        return self._broker_id

    @property
    def recipient_key(self) -> RSAPrivateKey:
        """The key that decrypts documents encrypted for any mailbox."""
        return shipped_key("recipient")

    @property
    def print_key(self) -> RSAPrivateKey:
        """The key that decrypts documents encrypted for print."""
        return shipped_key("print")

    @property
    def faults(self) -> Faults:
        """The faults to inject: rules to add, to inspect and to clear."""
        return self._faults

    @takes("sandbox.client", oauth=truth)
    def client(self, *, oauth: bool = False) -> DigipostClient:
        """Return a client for the built-in broker, ready for use; it is closed together with the sandbox.

        It retries as often as other clients, but without waiting, so that a test of a 503 takes no seconds.

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
        config = ClientConfig(
            broker_id=self._broker_id, environment=self.environment, retries=RetriesAtOnce()
        )
        return self._clients.enter_context(DigipostClient(config, credentials, clock=self._clock))

    def _application(self, url: str, contents: Contents) -> Application:
        services = self._world.services(url, contents, relative_inbox_links=self._relative_inbox_links)
        services.append(EntryPointService(url, self._signer, self._state, tuple(services)))
        routes = [route for service in services for route in service.routes()]
        admission = Admission(self._state, self._token_server.tokens, self._clock)
        return Application(
            routes,
            admission=admission,
            signer=self._signer,
            record=self._state.record,
            faults=self._faults,
            settle=self._world.settle,
        )
