"""Store a sandbox's accounts: their keys, and the senders that each may act for."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from digipost.sandbox.base.refusals import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.base.store import Store
    from digipost.sandbox.model.letters import ReceivedRequest

__all__ = ["State"]

_MAX_REQUESTS = 1000


class State:
    """Accounts. The server thread changes them, and the user's threads read them.

    Args:
        store: The tables.
        account_of: Returns the account of an organisation number and part, or None.
    """

    def __init__(self, store: Store, account_of: Callable[[str, str | None], int | None]) -> None:
        self._store = store
        self._account_of = account_of
        self._lock = Lock()
        self._requests: deque[ReceivedRequest] = deque(maxlen=_MAX_REQUESTS)

    @property
    def requests(self) -> tuple[ReceivedRequest, ...]:
        """The last thousand requests since this object was made, newest last."""
        with self._lock:
            return tuple(self._requests)

    def record(self, request: ReceivedRequest) -> None:
        """Store a request with the status of its response."""
        with self._lock:
            self._requests.append(request)

    def forget_requests(self) -> None:
        """Remove the recorded requests."""
        with self._lock:
            self._requests.clear()

    def register(self, account_id: int, key: RSAPublicKey) -> None:
        """Register a key of the account, which is created if it does not exist.

        Any registered key may sign, so that a certificate can be replaced in use. It is not documented if
        Digipost accepts several keys.
        """
        der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        with self._store.transaction() as store:
            store.insert("INSERT OR IGNORE INTO account VALUES (?)", account_id)
            store.insert("INSERT OR IGNORE INTO account_key VALUES (?, ?)", account_id, der)

    def allow(self, broker_id: int, sender_ids: Iterable[int]) -> None:
        """Let the broker act for those senders."""
        senders = list(sender_ids)
        with self._store.transaction() as store:
            accounts = [(each,) for each in (broker_id, *senders)]
            store.insert_all("INSERT OR IGNORE INTO account VALUES (?)", accounts)
            allowed = [(broker_id, each) for each in senders]
            store.insert_all("INSERT OR IGNORE INTO allowed VALUES (?, ?)", allowed)

    def keys(self, account_id: int) -> tuple[RSAPublicKey, ...] | None:
        """Return the keys that may sign for the account; None if the account does not exist."""
        if self._store.first("SELECT 1 FROM account WHERE id = ?", account_id) is None:
            return None
        rows = self._store.all("SELECT key FROM account_key WHERE account = ?", account_id)
        return tuple(_key(der) for (der,) in rows)

    def check_grant(self, broker_id: int, sender_id: int) -> None:
        """Check that the broker acts for itself, or for a sender that allows it.

        Raises:
            RefusalError: The broker may not act for the sender.
        """
        query = "SELECT 1 FROM allowed WHERE broker = ? AND sender = ?"
        if sender_id != broker_id and self._store.first(query, broker_id, sender_id) is None:
            raise RefusalError(
                HTTPStatus.FORBIDDEN,
                "BROKER_NOT_AUTHORIZED",
                f"Account {broker_id} may not act for sender {sender_id}.",
            )

    def account_of(self, organisation: api_v8.SenderOrganization) -> int | None:
        """Return the account of an organisation, or of a part of it."""
        return self._account_of(organisation.organization_id, organisation.part_id)

    def sender_of(self, broker_id: int, value: api_v8.Message | api_v8.Archive) -> int:
        """Return the sender of a message or an archive; the broker's own id if it names no sender.

        Raises:
            RefusalError: The broker may not act for the sender.
        """
        if value.sender_organization is not None:
            named = self.account_of(value.sender_organization)
            if named is None:
                # A missing organisation and a missing grant get the same refusal: a conclusion.
                raise RefusalError(
                    HTTPStatus.FORBIDDEN,
                    "BROKER_NOT_AUTHORIZED",
                    f"Account {broker_id} may not act for that organisation.",
                )
            sender_id = named
        else:
            sender_id = broker_id if value.sender_id is None else value.sender_id
        self.check_grant(broker_id, sender_id)
        return sender_id


@lru_cache(maxsize=100)
def _key(der: bytes) -> RSAPublicKey:
    key = load_der_public_key(der)
    if not isinstance(key, RSAPublicKey):
        raise TypeError("the keys of accounts are RSA keys")
    return key
