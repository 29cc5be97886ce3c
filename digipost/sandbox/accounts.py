"""Accounts of brokers and other senders, with certificates and clients such as Digipost issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.x509 import Certificate

from digipost.base.arguments import account_id
from digipost.base.checked_calls import a, each, optional, path, string, takes
from digipost.sandbox.wire.signing_identity import certificate_for, new_key, public_key_of, write_pkcs12

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from digipost.sandbox.tokens.token_server import TokenServer
    from digipost.sandbox.world import World

__all__ = ["Accounts"]


class Accounts:
    """The part of a sandbox that opens accounts. At Digipost, senders open them on its web pages."""

    _world: World
    _broker_id: int
    _token_server: TokenServer

    @takes(
        "sandbox.issue_certificate",
        path=path,
        password=string,
        broker_id=optional(account_id),
        senders=each(account_id),
    )
    def issue_certificate(
        self,
        path: str | os.PathLike[str],
        password: str,
        *,
        broker_id: int | None = None,
        senders: Iterable[int] = (),
    ) -> None:
        """Make a key and a certificate for a broker, and write them to a file, as Digipost would.

        The account is opened if it does not exist. Its earlier certificates stay usable.

        Args:
            path: The PKCS#12 file to write. It is encrypted, and readable by its owner alone.
            password: The password of the file.
            broker_id: The account id; the built-in broker's unless given.
            senders: The account ids of other senders that the broker may act for.

        Raises:
            ConfigurationError: The password is empty, or the file cannot be written.
        """
        account = self._broker_id if broker_id is None else broker_id
        key = new_key()
        certificate = certificate_for(key, f"Broker {account}", self._world.clock())
        write_pkcs12(path, key, certificate, password)
        self._world.state.register(account, key.public_key())
        self._world.state.allow(account, senders)
        self._token_server.recognise(certificate)

    @takes(
        "sandbox.issue_client",
        client_id=string,
        path=path,
        password=string,
        broker_id=optional(account_id),
        senders=each(account_id),
    )
    def issue_client(
        self,
        client_id: str,
        path: str | os.PathLike[str],
        password: str,
        *,
        broker_id: int | None = None,
        senders: Iterable[int] = (),
    ) -> None:
        """Register an OAuth client with its own key and certificate, and write both to a file.

            sandbox.issue_client("client-id", "client.p12", password)
            ClientCredentials.from_pkcs12("client-id", "client.p12", password, trusted=sandbox.ca_path)

        Args:
            client_id: The client's id, not used for anything else. The client keeps this one certificate.
            path: The PKCS#12 file to write. It is encrypted, and readable by its owner alone.
            password: The password of the file.
            broker_id: The account that the client acts for; the built-in broker's unless given. The account
                is opened if it does not exist.
            senders: The account ids of other senders that the broker may act for.

        Raises:
            ConfigurationError: The id is taken, the password is empty, or the file cannot be written.
        """
        account = self._broker_id if broker_id is None else broker_id
        self._token_server.issue(client_id, path, password, account)
        self._world.state.allow(account, senders)

    @takes("sandbox.register_broker", broker_id=account_id, certificate=a(Certificate, bytes))
    def register_broker(self, broker_id: int, certificate: Certificate | bytes) -> None:
        """Open an account with the caller's own certificate, or add the certificate to an existing account.

        Args:
            broker_id: The account id.
            certificate: The certificate, or the bytes of a PEM file.

        Raises:
            ConfigurationError: The certificate cannot be read, or has no RSA key.
        """
        self._world.state.register(broker_id, public_key_of(certificate))

    @takes("sandbox.allow", broker_id=account_id, sender_id=account_id)
    def allow(self, broker_id: int, sender_id: int) -> None:
        """Let a broker act for another sender. Otherwise the broker gets a 403 for that sender."""
        self._world.state.allow(broker_id, (sender_id,))
