"""A mailbox from its owner's view, with the owner's actions.

mailbox = sandbox.recipient("31108412345")
mailbox.letters                         # the delivered letters, oldest first
mailbox.open(document.uuid)             # sets the document status to `read`, and records OPENED
mailbox.pay(invoice.uuid)
mailbox.share(request.uuid, SharedFile(subject="Lønnsslipp"))
sandbox.recipient("12345678901").register()
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from digipost.base.arguments import whole_number
from digipost.base.checked_calls import a, takes, uuid
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.sandbox.model.sharing import SharedFile
from digipost.sandbox.services.additional_data import type_of
from digipost_schema import datatypes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.model.register import Party
    from digipost.sandbox.world import World

__all__ = ["Mailbox", "mailbox_of"]

_PERSON = re.compile(r"[0-9]{11}")
_PAYABLE = {"inkasso", "invoice"}
_PAYMENT = "invoice-payment"
_MOST_LETTERS = 2**63 - 1  # SQLite's largest number
_ACCOUNT = "99990000014"  # made up, with a check digit that is right


def _count(field: str, value: object) -> int:
    return whole_number(field, value, 0, _MOST_LETTERS)


class Mailbox:
    """The mailbox of a person or an organisation, even if the owner has not registered yet.

    Args:
        world: The sandbox's data.
        number: The personal identification number or organisation number.
    """

    def __init__(self, world: World, number: str) -> None:
        self._world = world
        self._number = number

    def __repr__(self) -> str:
        return f"Mailbox({self.owner.name if self.owner else 'unknown owner'})"

    @property
    def owner(self) -> Party | None:
        """The person or organisation with the mailbox; None if only an invitation has named the number."""
        return self._world.register.get(self._number)

    @property
    def is_registered(self) -> bool:
        """Return True if the owner is a Digipost user and so has a mailbox."""
        owner = self.owner
        return owner is not None and owner.digipost_address is not None

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that have been delivered by now, in the order of the delivery times."""
        self._world.settle()
        return tuple(self._world.letters.in_mailbox(self._number, self._world.clock()))

    @property
    def size(self) -> int:
        """The number of letters that have been delivered by now."""
        self._world.settle()
        return self._world.letters.count_in_mailbox(self._number, self._world.clock())

    @takes("mailbox.newest", most=_count, offset=_count)
    def newest(self, most: int = 100, *, offset: int = 0) -> tuple[Letter, ...]:
        """Return one page of the delivered letters, newest first, for mailboxes with many letters."""
        self._world.settle()
        found = self._world.letters.newest_in_mailbox(self._number, self._world.clock(), offset, most)
        return tuple(found)

    @property
    def requests_for_registration(self) -> tuple[Letter, ...]:
        """Letters that wait, until the deadline, for the owner to register; their `channel` is `PENDING`."""
        self._world.settle()
        return tuple(self._world.letters.waiting_for(self._number, self._world.clock()))

    def register(self) -> Party:
        """Make the owner a Digipost user, and deliver the letters that waited for it. This cannot be undone.

        Returns:
            The owner, with a Digipost address.
        """
        self._world.settle()
        return self._world.lifecycle.register(self._number)

    @takes("mailbox.open", document=uuid)
    def open(self, document: UUID) -> bytes:
        """Open a document of a letter in this mailbox, and return its bytes.

        The document status is `read` from now on, and no further notice is sent about it. A sender that has
        asked for an opening receipt gets the event `OPENED`.

        Raises:
            InvalidValueError: The mailbox does not contain the document by now.
        """
        letter = self._letter(document)
        self._world.lifecycle.open(letter, document)
        return letter.documents[document]

    @takes("mailbox.pay", document=uuid)
    def pay(self, document: UUID) -> datatypes.InvoicePayment:
        """Pay an invoice or a debt collection claim in this mailbox.

        The payment is among the letter's `additional_data` afterwards. Digipost does not document if it adds
        such data itself, or leaves it to senders and banks.

        Raises:
            InvalidValueError: The document is not in the mailbox, cannot be paid, or is already paid.
        """
        letter = self._letter(document)
        (data_type,) = (each.data_type for each in letter.all_documents if each.uuid == document)
        if data_type is None or type_of(data_type) not in _PAYABLE:
            raise InvalidValueError("document", "holds no invoice and no inkasso that could be paid")
        if any(type_of(each.data_type) == _PAYMENT for each in letter.additional_data.get(document, ())):
            raise InvalidValueError("document", "has been paid already")
        payment = datatypes.InvoicePayment(
            payment_id=str(uuid4()),
            payment_status="PAID",
            payment_time=self._world.clock(),
            debtor_account=_ACCOUNT,
            payment_channel="Digipost sandbox",
            payment_bank=datatypes.Bank(name="Eksempelbanken"),
        )
        data = api_v8.AdditionalData(data_type=api_v8.DataType(content=payment))
        self._world.letters.add_data(letter, document, data, self._world.clock())
        return payment

    @takes("mailbox.share", request=uuid, files=a(SharedFile))
    def share(self, request: UUID, *files: SharedFile) -> None:
        """Share documents, as a letter in this mailbox with a `share-documents-request` asks for.

        Raises:
            InvalidValueError: The mailbox does not contain the request.
        """
        self._world.sharings.share(self._letter(request).sender_id, request, files)

    @takes("mailbox.withdraw", request=uuid)
    def withdraw(self, request: UUID) -> None:
        """End a sharing that `share` began.

        Raises:
            InvalidValueError: Nothing is shared because of that request.
        """
        self._world.sharings.withdraw(self._letter(request).sender_id, request)

    def _letter(self, document: UUID) -> Letter:
        self._world.settle()
        found: Sequence[Letter] = self._world.letters.in_mailbox(
            self._number, self._world.clock(), document=document
        )
        if not found:
            raise InvalidValueError("document", "no letter in this mailbox has a document with this uuid")
        return found[-1]


def mailbox_of(world: World, who: str | Party) -> Mailbox:
    """Return the mailbox of a person or an organisation, found by object, number or Digipost address.

    Raises:
        InvalidValueError: The text is neither a number nor the address of a mailbox.
    """
    if not isinstance(who, str):
        return Mailbox(world, who.number)
    party = world.register.get(who) or world.register.at(who)
    if party is not None:
        return Mailbox(world, party.number)
    if not _PERSON.fullmatch(who):
        raise InvalidValueError(
            "recipient", "must be an eleven-digit number, or the address of a mailbox here"
        )
    return Mailbox(world, who)
