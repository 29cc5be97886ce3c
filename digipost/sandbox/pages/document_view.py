"""A document of a letter, as the letter's page shows it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

import attrs

from digipost.datatypes import InvoicePayment
from digipost.sandbox.base.refusals import RefusalError
from digipost.sandbox.model.sharing import Sharing
from digipost.sandbox.pages.data_types import DrawnData, drawn
from digipost.sandbox.pages.display_formats import DisplayFormat, shown_file
from digipost.sandbox.pages.document_host import document_address
from digipost.sandbox.pages.html_remarks import Remark, remarks_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.world import World

__all__ = ["ShownDocument", "is_in_mailbox"]


def is_in_mailbox(letter: Letter, now: datetime) -> bool:
    """Return True if the letter is in its recipient's mailbox by now, so that the recipient can act on it."""
    return letter.recipient is not None and letter.delivered_at is not None and letter.delivered_at <= now


@attrs.frozen
class ShownDocument:
    """A document and its state.

    Attributes:
        document: The document as the message describes it.
        uuid: Its uuid.
        size: Its size in bytes.
        showing: Its display format.
        address: The path of its content on the document host.
        data: Its data type, if it has one.
        additions: Data that was added to it afterwards, oldest first.
        opened_at: The time at which the recipient first opened it.
        payment: The payment of the invoice, if it was paid.
        sharing: The state of the sharing, if it asks to share documents.
        is_shared: True while documents are shared because of it.
        remarks: Remarks of Digipost's HTML validator, if the content is shown as HTML.
    """

    document: api_v8.Document
    uuid: UUID
    size: int
    showing: DisplayFormat
    address: str
    data: DrawnData | None
    additions: Sequence[DrawnData]
    opened_at: datetime | None
    payment: InvoicePayment | None
    sharing: Sharing
    is_shared: bool
    remarks: tuple[Remark, ...]

    @classmethod
    def all_of(cls, world: World, letter: Letter) -> list[Self]:
        """Return the documents of the letter, primary document first."""
        pairs = zip(letter.documents, letter.all_documents, strict=True)
        return [cls._of(world, letter, uuid, document) for uuid, document in pairs]

    @classmethod
    def _of(cls, world: World, letter: Letter, uuid: UUID, document: api_v8.Document) -> Self:
        additions = [drawn(each.data_type) for each in letter.additional_data.get(uuid, ())]
        payments = (each.value for each in additions if isinstance(each.value, InvoicePayment))
        path, showing = shown_file(letter, document, uuid)
        sharing = Sharing()
        with suppress(RefusalError):  # the document requests no sharing
            sharing = world.sharings.get(letter.sender_id, uuid)
        return cls(
            document,
            uuid,
            letter.documents.size(uuid),
            showing,
            document_address(letter, document),
            drawn(document.data_type) if document.data_type is not None else None,
            additions,
            letter.opened.get(uuid),
            next(payments, None),
            sharing,
            sharing.is_open(world.clock()),
            remarks_on(path) if showing is DisplayFormat.HTML else (),
        )
