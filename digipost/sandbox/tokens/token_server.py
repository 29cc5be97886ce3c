"""The sandbox's token endpoint: a separate server, as at Digipost, and its TLS settings."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding

from digipost.auth.certificates import Identity
from digipost.auth.mutual_tls import client_tls
from digipost.authentication import ClientCredentials
from digipost.sandbox.faults._middleware import FaultMiddleware
from digipost.sandbox.faults.rules import Host
from digipost.sandbox.tokens.authority import Authority
from digipost.sandbox.tokens.tokens import PATH, TokenEndpoint, Tokens
from digipost.sandbox.wire.server import HOST, HttpServer
from digipost.sandbox.wire.signing_identity import new_key, shipped_key, write_pkcs12

if TYPE_CHECKING:
    import os
    import ssl
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from cryptography import x509

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.faults import Faults

__all__ = ["TokenServer"]

_BUILT_IN = "built-in"


class TokenServer:
    """Gives tokens to clients that present their certificate.

    Its authority and TLS settings are created on first use.

    Args:
        storage: The storage of the authority that issues the server's and the clients' certificates.
        clock: The time of the sandbox.
        faults: The faults of the sandbox.

    Attributes:
        tokens: The clients and the tokens that were issued.
    """

    def __init__(self, storage: Storage, clock: Callable[[], datetime], faults: Faults) -> None:
        self.tokens = Tokens(storage.store, clock)
        self._storage = storage
        self._faults = faults
        self._making = Lock()
        self._authority_and_tls: tuple[Authority, ssl.SSLContext] | None = None
        self._server: HttpServer | None = None
        self._port = 0
        self._built_in: ClientCredentials | None = None

    @property
    def url(self) -> str:
        """The address of the token endpoint."""
        return f"https://{HOST}:{self._port}{PATH}"

    @property
    def ca_path(self) -> Path:
        """The file with the certificate of the authority."""
        return self._authority.path

    def start(self, api_url: str) -> None:
        """Start the server, on the same port as before if it was closed.

        Raises:
            OSError: No port is free, or another program has taken the previous port.
        """
        self._server = HttpServer(self._port, is_secure=True)
        self._port = self._server.port
        endpoint = FaultMiddleware(TokenEndpoint(self.tokens, api_url), self._faults, Host.TOKEN)
        self._server.serve_on_demand(lambda: (endpoint, self._tls))

    def close(self) -> None:
        """Stop the server; without effect if it is not running."""
        if self._server is not None:
            self._server.close()
            self._server = None

    @property
    def _authority(self) -> Authority:
        return self._made()[0]

    @property
    def _tls(self) -> ssl.SSLContext:
        return self._made()[1]

    def _made(self) -> tuple[Authority, ssl.SSLContext]:
        with self._making:
            if self._authority_and_tls is None:
                authority = Authority(self._storage.folder, HOST, lasts=self._storage.lasts)
                self._authority_and_tls = authority, authority.server_tls(self.tokens.certificates())
            return self._authority_and_tls

    def issue(self, client_id: str, path: str | os.PathLike[str], password: str, broker_id: int) -> None:
        """Register a client for an account, and write its key and certificate to a PKCS#12 file.

        Raises:
            ConfigurationError: The id is taken, the password is empty, or the file cannot be written.
        """
        self.tokens.check_free(client_id)
        key = new_key()
        certificate = self._authority.issue(key.public_key(), f"Client of broker {broker_id}")
        write_pkcs12(path, key, certificate, password, [self._authority.certificate])
        self.tokens.register(client_id, certificate, broker_id)

    def recognise(self, certificate: x509.Certificate) -> None:
        """Accept a certificate of another issuer in TLS, so that its client receives an error response."""
        self._tls.load_verify_locations(cadata=certificate.public_bytes(Encoding.PEM).decode())

    def built_in_credentials(self, broker_id: int) -> ClientCredentials:
        """Return credentials of a client for the sandbox's own broker; they need no file."""
        if self._built_in is None:
            key = shipped_key("broker")
            certificate = self._authority.issue(key.public_key(), f"Client of broker {broker_id}")
            self.tokens.register(_BUILT_IN, certificate, broker_id)
            tls = client_tls(Identity(key, certificate, ()), self.ca_path)
            reason = "those of a sandbox's own client stay in its process; use Sandbox.issue_client"
            self._built_in = ClientCredentials(_BUILT_IN, certificate, tls, reason)
        return self._built_in
