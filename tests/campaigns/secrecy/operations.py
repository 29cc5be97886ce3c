"""A scenario for each operation of the client: it makes ready, and returns the call that is listened to."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from digipost import recipient
from digipost.datatypes import Bank, Invoice, InvoicePayment, ShareDocumentsRequest
from digipost.resources.batches import Batch
from digipost.sandbox import InboxLetter, SharedFile
from digipost_schema import api_v8
from tests.campaigns.secrecy.planted import (
    ACCOUNT,
    ADDRESS,
    ARCHIVED,
    EMAIL,
    NAME,
    NUMBER,
    PERSON,
    PHONE,
    STREET,
    SUBJECT,
)
from tests.campaigns.secrecy.scene import PDF
from tests.support.counterpart import ONCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from digipost import DigipostClient
    from tests.campaigns.secrecy.scene import Scene

    Call = Callable[[], object]


DUE = datetime(2034, 2, 15, tzinfo=UTC)
BY_NAME = recipient.by_name_and_address(
    fullname=NAME, addressline1=PERSON.addressline1, postalcode=PERSON.postalcode, city=PERSON.city
)


# Deprecated names of operations that have others.
OLD_NAMES = {
    *("archive.archives", "archive.archives_by_reference", "archive.archive_of"),
    *("archive.document", "archive.documents", "archive.documents_by_reference"),
    *("inbox.documents", "recipients.identify_with_encryption_key", "shared_documents.state", "tags.of"),
}


def surface(client: DigipostClient) -> set[str]:
    """The public operations: the methods of all nouns, and of the batches that they hand out."""
    nouns = {
        name: type(value)
        for name, value in vars(client).items()
        if type(value).__module__.startswith("digipost.resources.")
    }
    return {
        f"{noun}.{name}"
        for noun, cls in {**nouns, "batch": Batch}.items()
        for name, value in vars(cls).items()
        if callable(value) and not name.startswith("_")
    } - OLD_NAMES


def _anew(scene: Scene) -> DigipostClient:
    """A client that remembers nothing yet."""
    return scene.client.with_options(retries=ONCE)


def _send(scene: Scene) -> Call:
    return partial(scene.client.messages.send, scene.letter(BY_NAME))


def _confirm(scene: Scene) -> Call:
    return partial(scene.client.messages.confirm, scene.sent())


def _status(scene: Scene) -> Call:
    return partial(scene.client.documents.status, scene.sent().primary_document.uuid)


def _happened(scene: Scene) -> api_v8.DocumentMetadata:
    """A document that moved from the public sector."""
    uuid = scene.sent().primary_document.uuid
    scene.sandbox.record_event(uuid, api_v8.EventType.MOVE_FILES_FROM_PUBLIC_SECTOR)
    moved = [each.metadata for each in scene.client.documents.events()]
    last = next(
        each for each in reversed(moved) if isinstance(each, api_v8.MoveFilesFromPublicSectorMetadata)
    )
    return last.document[0]


def _events(scene: Scene) -> Call:
    _happened(scene)
    return lambda: list(scene.client.documents.events())


def _moved_content(scene: Scene) -> Call:
    document = _happened(scene)
    return lambda: _read(scene, scene.client.documents.content(document))


def _read(scene: Scene, download: object) -> object:
    scene.search.look("the repr of a download", repr(download))
    assert download.read()  # type: ignore[attr-defined]
    return download


def _add_data(scene: Scene) -> Call:
    invoice = Invoice(due_date=DUE, sum=Decimal(1250), creditor_account=ACCOUNT, kid="12")
    delivery = scene.client.messages.send(scene.letter(primary_document=scene.document(data_type=invoice)))
    paid = InvoicePayment(
        payment_id="1",
        payment_status="PAID",
        payment_time=DUE,
        debtor_account=ACCOUNT,
        payment_channel="BANK",
        payment_bank=Bank(name="Sparebanken"),
    )
    return partial(scene.client.documents.add_data, delivery.primary_document, paid)


def _inbox(scene: Scene) -> api_v8.InboxDocument:
    attachment = InboxLetter(subject=SUBJECT, content=PDF)
    letter = InboxLetter(
        subject=SUBJECT, content=PDF, sender=NAME, reference=ARCHIVED, attachments=[attachment]
    )
    scene.sandbox.deliver_to_inbox(letter)
    return next(iter(scene.client.inbox.list_documents()))


def _inbox_documents(scene: Scene) -> Call:
    _inbox(scene)
    return lambda: list(scene.client.inbox.list_documents())


def _inbox_content(scene: Scene) -> Call:
    document = _inbox(scene)
    return lambda: _read(scene, scene.client.inbox.content(document))


def _archive_content(scene: Scene) -> Call:
    document = scene.archived()
    return lambda: _read(scene, scene.client.archive.content(document))


def _archive_documents(scene: Scene) -> Call:
    scene.archived()
    (archive, *_) = scene.client.archive.list_archives()
    return lambda: list(scene.client.archive.list_documents(archive, attributes={"case": ARCHIVED}))


def _archives_by_reference(scene: Scene) -> Call:
    scene.archived()
    return partial(scene.client.archive.list_archives_by_reference, ARCHIVED)


def _by_reference(scene: Scene) -> Call:
    scene.archived()
    return partial(scene.client.archive.list_documents_by_reference, ARCHIVED)


def _shared_uuid(scene: Scene) -> UUID:
    request = ShareDocumentsRequest(max_share_duration_seconds=3600, purpose=SUBJECT)
    uuid = scene.sent(primary_document=scene.document(data_type=request)).primary_document.uuid
    scene.sandbox.share(uuid, SharedFile(subject=SUBJECT, content=PDF))
    return uuid


def _shared(scene: Scene) -> api_v8.ShareDocumentsRequestState:
    return scene.client.shared_documents.get_state(_shared_uuid(scene))


def _shared_file(scene: Scene) -> api_v8.SharedDocument:
    return _shared(scene).shared_documents.shared_document[0]


def _state(scene: Scene) -> Call:
    return partial(scene.client.shared_documents.get_state, _shared_uuid(scene))


def _shared_content(scene: Scene) -> Call:
    file = _shared_file(scene)
    return lambda: _read(scene, scene.client.shared_documents.content(file))


def _filled_batch(scene: Scene) -> Batch:
    batch = scene.client.batches.create()
    scene.sent(batch=batch.uuid)
    return batch


OPERATIONS: dict[str, Callable[[Scene], Call]] = {
    "messages.send": _send,
    "messages.confirm": _confirm,
    "messages.print_certificate": lambda scene: _anew(scene).messages.print_certificate,
    "documents.status": _status,
    "documents.events": _events,
    "documents.content": _moved_content,
    "documents.add_data": _add_data,
    "recipients.identify": lambda scene: partial(
        scene.client.recipients.identify,
        recipient.by_digipost_address(ADDRESS),
        include_person_alias=True,
    ),
    "recipients.identify (with the key)": lambda scene: partial(
        scene.client.recipients.identify, BY_NAME, include_encryption_key=True
    ),
    "recipients.search": lambda scene: partial(scene.client.recipients.search, f"{NAME} {STREET}"),
    "recipients.suggest": lambda scene: partial(scene.client.recipients.suggest, NAME),
    "senders.information": lambda scene: partial(_anew(scene).senders.information, 67890),
    "senders.information_by_organisation": lambda scene: partial(
        scene.client.senders.information_by_organisation, "984661185"
    ),
    "inbox.list_documents": _inbox_documents,
    "inbox.content": _inbox_content,
    "inbox.delete": lambda scene: partial(scene.client.inbox.delete, _inbox(scene)),
    "archive.put": lambda scene: partial(scene.client.archive.put, [scene.receipt()], archive=None),
    "archive.list_archives": lambda scene: scene.client.archive.list_archives,
    "archive.list_documents": _archive_documents,
    "archive.list_documents_by_reference": _by_reference,
    "archive.list_archives_by_reference": _archives_by_reference,
    "archive.get_archive": lambda scene: partial(scene.client.archive.get_archive, scene.archived().uuid),
    "archive.get_document": lambda scene: partial(scene.client.archive.get_document, scene.archived().uuid),
    "archive.content": _archive_content,
    "archive.content_link": lambda scene: partial(scene.client.archive.content_link, scene.archived()),
    "archive.update": lambda scene: partial(scene.client.archive.update, scene.archived()),
    "archive.add_unique_uuid": lambda scene: partial(
        scene.client.archive.add_unique_uuid, scene.archived(), uuid4()
    ),
    "archive.delete": lambda scene: partial(scene.client.archive.delete, scene.archived()),
    "batches.create": lambda scene: scene.client.batches.create,
    "batches.get": lambda scene: partial(scene.client.batches.get, _filled_batch(scene).uuid),
    "batch.refresh": lambda scene: _filled_batch(scene).refresh,
    "batch.complete": lambda scene: _filled_batch(scene).complete,
    "batch.cancel": lambda scene: _filled_batch(scene).cancel,
    "tags.add": lambda scene: partial(scene.client.tags.add, NUMBER),
    "tags.get": lambda scene: partial(scene.client.tags.get, NUMBER),
    "tags.remove": lambda scene: partial(scene.client.tags.remove, NUMBER),
    "shared_documents.get_state": _state,
    "shared_documents.content": _shared_content,
    "shared_documents.content_link": lambda scene: partial(
        scene.client.shared_documents.content_link, _shared_file(scene)
    ),
    "shared_documents.stop_sharing": lambda scene: partial(
        scene.client.shared_documents.stop_sharing, _shared(scene)
    ),
    "accounts.create_or_activate": lambda scene: partial(
        scene.client.accounts.create_or_activate,
        national_identity_number=NUMBER,
        phone_number=PHONE,
        email_address=EMAIL,
    ),
}
