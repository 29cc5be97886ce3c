"""Credentials that get OAuth 2.0 access tokens with a client certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Self

from digipost.auth.certificates import load_pkcs12
from digipost.auth.credentials import STAYS_HERE, check_environment, picklable
from digipost.auth.key_files import hidden_path, located
from digipost.auth.mutual_tls import client_tls
from digipost.auth.oauth import BearerTokens, token_request
from digipost.errors import ConfigurationError
from digipost.secret import hidden
from digipost.transport import HttpTransport
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    import os
    import ssl
    from collections.abc import Callable

    from cryptography import x509

    from digipost.config import ClientConfig
    from digipost.secret import Secret

__all__ = ["ClientCredentials"]


@explains_arguments()
class ClientCredentials:
    """Gets access tokens with the certificate of a client that is registered in Nyva, Digipost's portal.

    This is OAuth 2.0 over mutual TLS, which Digipost recommends for new integrations.

        credentials = ClientCredentials.from_pkcs12("client-id", "client.p12", password)

    The certificate is presented to the environment's token endpoint only, as in Digipost's .NET client. In
    Nyva a client has one certificate. A new certificate gets a new client id, so create new credentials with
    both. Each `DigipostClient` keeps its own tokens.

    Pickled credentials hold the client id, the path of the file and the place of its password. Credentials
    with a password given as a string cannot be pickled.

    Attributes:
        client_id: The client's id in Nyva.
        certificate: The certificate of the token requests.
    """

    def __init__(
        self,
        client_id: str,
        certificate: x509.Certificate,
        tls: ssl.SSLContext,
        origin: tuple[Callable[..., ClientCredentials], tuple[object, ...]] | str,
    ) -> None:
        # Called by `from_pkcs12` and the sandbox. `origin` holds the call that makes the credentials again,
        # or the reason that no call can.
        self.client_id = client_id
        self.certificate = certificate
        self._tls = tls
        self._origin = origin

    @classmethod
    def from_pkcs12(
        cls,
        client_id: str,
        path: str | os.PathLike[str],
        password: str | Secret,
        *,
        trusted: str | os.PathLike[str] | None = None,
    ) -> Self:
        """Get tokens with the key and certificate of a PKCS#12 file (.p12, .pfx).

        Args:
            client_id: The client's id, as Nyva shows it.
            path: The file with the certificate that is registered in Nyva for this client.
            password: Its password, or the password's place; an empty string for a file without one.
            trusted: A file or directory of certificates in PEM, such as a sandbox's. They verify the token
                endpoint's certificate, instead of the defaults of the environment or requests.

        Raises:
            ConfigurationError: The file or its certificate cannot be used; the error text gives the reason.
        """
        path, password = hidden_path(path), hidden(password)
        file = located(path)
        client_id = _checked_client_id(client_id)
        trusted = None if trusted is None else located(trusted, "trusted")
        identity = load_pkcs12(file, password, now=datetime.now(UTC))
        if identity.certificate is None:
            raise ConfigurationError(f"{file} holds no certificate: export it anew, with its certificate.")
        tls = client_tls(identity, trusted)
        origin = (partial(cls.from_pkcs12, trusted=trusted), (client_id, file, password))
        return cls(client_id, identity.certificate, tls, STAYS_HERE if isinstance(password, str) else origin)

    @property
    def certificate_expires(self) -> datetime:
        """The time when the certificate expires, in UTC. From then on, the client gets no new token."""
        return self.certificate.not_valid_after_utc

    @property
    def certificate_subject(self) -> str:
        """The subject of the certificate, as in RFC 4514."""
        return self.certificate.subject.rfc4514_string()

    def bound_to(self, config: ClientConfig, clock: Callable[[], datetime]) -> BearerTokens:
        """Return tokens for the configured broker, from the token endpoint of the configured environment.

        Raises:
            ConfigurationError: The environment has no token endpoint; or it is production, and the
                certificate is a sandbox's.
        """
        check_environment(self.certificate, config)
        transport = HttpTransport(
            connect_timeout=config.connect_timeout,
            read_timeout=config.read_timeout,
            total_timeout=config.total_timeout,
            tls=self._tls,
            proxies=config.proxies,
        )
        return BearerTokens(token_request(config, self.client_id), transport, self.certificate_expires, clock)

    def __reduce__(self) -> tuple[object, ...]:
        return picklable(self._origin)

    def __repr__(self) -> str:
        certificate = f"{self.certificate_subject!r}, expires {self.certificate_expires:%Y-%m-%d}"
        return f"ClientCredentials({self.client_id!r}, {certificate})"


def _checked_client_id(value: object) -> str:
    if isinstance(value, str) and value and value.isprintable():
        return value
    raise ConfigurationError("client_id must be the text that Nyva shows for the client.")
