"""What a sandbox knows: accounts, their grants, and the letters it accepted."""

from __future__ import annotations

from collections import deque
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.refusals import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from digipost.sandbox.letters import Letter
    from digipost_schema import api_v8

__all__ = ["Account", "ReceivedRequest", "State"]

_FIRST_MESSAGE_NUMBER = 1001
_MAX_REQUESTS = 1000


@attrs.frozen(kw_only=True)
class ReceivedRequest:
    """A request as it came over the wire, and how it was answered.

    Attributes:
        method: The HTTP method.
        target: Path and query, as they were sent.
        headers: By their names in lower case.
        status: The HTTP status of the answer.
    """

    method: str
    target: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    status: int


@attrs.define
class Account:
    """An account at Digipost.

    Attributes:
        keys: The keys of its certificates. Any of them may sign, so that a certificate can be replaced in
            use; whether Digipost keeps several is not documented.
        senders: The other accounts for which it may act.
    """

    keys: list[RSAPublicKey] = attrs.Factory(list)
    senders: set[int] = attrs.Factory(set)


class State:
    """The state of a sandbox. The server changes it, and its user looks at it, from threads of their own.

    Args:
        account_of: The account of an organisation number and part, or None.
    """

    def __init__(self, account_of: Callable[[str, str | None], int | None]) -> None:
        self._account_of = account_of
        self._lock = Lock()
        self._accounts: dict[int, Account] = {}
        self._letters: list[Letter] = []
        self._accepted = 0
        self._message_ids: set[tuple[int, str]] = set()
        self._documents: dict[tuple[int, UUID], Letter] = {}
        self._requests: deque[ReceivedRequest] = deque(maxlen=_MAX_REQUESTS)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters in the order in which they were accepted, or their batch completed."""
        with self._lock:
            return tuple(self._letters)

    @property
    def requests(self) -> tuple[ReceivedRequest, ...]:
        """The last thousand requests, newest last."""
        with self._lock:
            return tuple(self._requests)

    def record(self, request: ReceivedRequest) -> None:
        """Remember a request and its answer."""
        with self._lock:
            self._requests.append(request)

    def register(self, account_id: int, key: RSAPublicKey) -> None:
        """Let requests that this key signed come from that account."""
        with self._lock:
            self._accounts.setdefault(account_id, Account()).keys.append(key)

    def allow(self, broker_id: int, sender_ids: Iterable[int]) -> None:
        """Let the broker act for those senders."""
        with self._lock:
            broker = self._accounts.setdefault(broker_id, Account())
            for sender_id in sender_ids:
                broker.senders.add(sender_id)
                self._accounts.setdefault(sender_id, Account())

    def keys(self, account_id: int) -> tuple[RSAPublicKey, ...] | None:
        """The keys that may sign for the account; None where there is no such account."""
        with self._lock:
            account = self._accounts.get(account_id)
            return None if account is None else tuple(account.keys)

    def check_grant(self, broker_id: int, sender_id: int) -> None:
        """The broker acts for itself, or for a sender that allows it.

        Raises:
            RefusalError: Neither.
        """
        with self._lock:
            if sender_id != broker_id and sender_id not in self._accounts[broker_id].senders:
                raise RefusalError(
                    HTTPStatus.FORBIDDEN,
                    "BROKER_NOT_AUTHORIZED",
                    f"Account {broker_id} may not act for sender {sender_id}.",
                )

    def sender_of(self, broker_id: int, value: api_v8.Message | api_v8.Archive) -> int:
        """The sender that a message or an archive names, or the broker, which must be allowed to act for it.

        Raises:
            RefusalError: It is not allowed to.
        """
        if value.sender_organization is not None:
            organisation = value.sender_organization
            named = self._account_of(organisation.organization_id, organisation.part_id)
            if named is None:
                # Whether it exists is not told apart from whether it has granted anything: a conclusion.
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

    def check_unused(self, sender_id: int, message: api_v8.Message) -> None:
        """The sender has used neither the message id nor the uuid of a document before.

        Raises:
            RefusalError: One of them was used.
        """
        with self._lock:
            self._check_unused(sender_id, message)

    def add(self, letter: Letter) -> int:
        """Take a letter in, and return its number. One of a batch stays out of `letters` for the time being.

        Raises:
            RefusalError: Its message id, or the uuid of a document, has been used.
        """
        with self._lock:
            self._check_unused(letter.sender_id, letter.message)
            if letter.message.message_id is not None:
                self._message_ids.add((letter.sender_id, letter.message.message_id))
            for uuid in letter.documents:
                self._documents[letter.sender_id, uuid] = letter
            if letter.message.batch is None:
                self._letters.append(letter)
            self._accepted += 1
            return _FIRST_MESSAGE_NUMBER + self._accepted - 1

    def release(self, letters: Iterable[Letter]) -> None:
        """Send letters of a batch, as they are given here."""
        with self._lock:
            for letter in letters:
                self._letters.append(letter)
                for uuid in letter.documents:
                    self._documents[letter.sender_id, uuid] = letter

    def forget(self, letters: Iterable[Letter]) -> None:
        """Drop letters of a batch, so that their ids are free again: a conclusion."""
        with self._lock:
            for letter in letters:
                if letter.message.message_id is not None:
                    self._message_ids.discard((letter.sender_id, letter.message.message_id))
                for uuid in letter.documents:
                    del self._documents[letter.sender_id, uuid]

    def letter_with(self, sender_id: int, uuid: UUID) -> Letter | None:
        """The sender's letter with the document of that uuid."""
        with self._lock:
            return self._documents.get((sender_id, uuid))

    def _check_unused(self, sender_id: int, message: api_v8.Message) -> None:
        # That both are unique for each sender, not for all, is documented for documents alone.
        if (sender_id, message.message_id) in self._message_ids:
            raise RefusalError(
                HTTPStatus.BAD_REQUEST,
                "DUPLICATE_MESSAGE",
                "A message with this message-id has been accepted already.",
            )
        for document in (message.primary_document, *message.attachment):
            if (sender_id, document.uuid) in self._documents:
                raise RefusalError(
                    HTTPStatus.BAD_REQUEST,
                    "DUPLICATE_DOCUMENT_ID",
                    f"A document with the uuid {document.uuid} has been accepted already.",
                )
