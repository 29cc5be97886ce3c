"""Two calls of each operation of the client, and what ties their answers to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

import attrs

from digipost import ArchiveDocument, DigipostClient, recipient
from digipost.datatypes import Bank, Invoice, InvoicePayment, ShareDocumentsRequest
from digipost.sandbox import InboxLetter, Person, Sandbox, SharedFile
from digipost_schema import api_v8
from tests.support.counterpart import ONCE
from tests.support.letters import document, letter

if TYPE_CHECKING:
    from digipost import Message
    from digipost.resources.batches import Batch
    from tests.support.swapping import Swapping

__all__ = ["OPERATIONS", "PEOPLE", "Call", "Operation", "Stage", "Tie"]

Call = Callable[[], object]
PEOPLE = [
    Person(
        name=name,
        personal_identification_number=number,
        digipost_address=address,
        addressline1="Gata 1",
        postalcode="0155",
        city="Oslo",
    )
    for name, number, address in (
        ("Ola Nordmann", "31108412345", "ola#1A2B"),
        ("Kari Larsen", "01010112345", "kari#1A2B"),
    )
]
DUE = datetime(2034, 2, 15, tzinfo=UTC)


@attrs.frozen
class Stage:
    """A sandbox, and a client over a network that exchanges answers."""

    sandbox: Sandbox
    client: DigipostClient
    network: Swapping

    @property
    def anew(self) -> DigipostClient:
        """A client with empty caches."""
        return self.client.with_options(retries=ONCE)

    def sent(self, **changes: object) -> Message:
        message = letter(**changes)
        self.client.messages.send(message)
        return message

    def archived(self) -> api_v8.ArchiveDocument:
        put = ArchiveDocument.from_bytes(b"a", file_name="a.txt", attributes={"case": str(uuid4())})
        return self.client.archive.put([put], archive=str(uuid4())).documents[0]

    def invoice(self) -> api_v8.Document:
        data = Invoice(due_date=DUE, sum=Decimal(1250), creditor_account="15941432384", kid="12")
        message = letter(primary_document=document(data_type=data))
        return self.client.messages.send(message).primary_document

    def moved(self) -> api_v8.DocumentMetadata:
        uuid = self.sent().primary_document.uuid
        self.sandbox.record_event(uuid, api_v8.EventType.MOVE_FILES_FROM_PUBLIC_SECTOR)
        (metadata,) = (each.metadata for each in self.client.documents.events() if each.uuid == uuid)
        assert isinstance(metadata, api_v8.MoveFilesFromPublicSectorMetadata)
        return metadata.document[0]

    def received(self) -> api_v8.InboxDocument:
        letter_id = self.sandbox.deliver_to_inbox(InboxLetter(subject=str(uuid4())))
        return next(each for each in self.client.inbox.list_documents() if each.id == letter_id)

    def shared(self) -> UUID:
        request = ShareDocumentsRequest(max_share_duration_seconds=3600, purpose="Loan")
        uuid = self.sent(primary_document=document(data_type=request)).primary_document.uuid
        self.sandbox.share(uuid, SharedFile(subject=str(uuid)))
        return uuid

    def batch(self) -> Batch:
        batch = self.client.batches.create()
        self.sent(batch=batch.uuid)
        return batch


class Tie(Enum):
    """The part of an answer that tells for which call it was made."""

    CONTENT = "names in the answer, whatever path was signed"
    PATH = "the signed path only"
    NONE = "nothing: the path is the same, and no name is in the answer"
    PROOF = "names in the answer; then a look-up proves the letter"


class Operation(NamedTuple):
    """Two calls of an operation, made ready by a function; and what ties their answers to them."""

    tie: Tie
    ready: Callable[[Stage], tuple[Call, Call]]
    reason: str = ""
    is_read: bool = True  # else any answer that no name contradicts is taken


def twice(make: Callable[[Stage], Call]) -> Callable[[Stage], tuple[Call, Call]]:
    return lambda stage: (make(stage), make(stage))


def of(noun: str, method: str, make: Callable[[Stage], object]) -> Callable[[Stage], tuple[Call, Call]]:
    """A method of a noun with one argument, which is made anew for each call."""

    def ready(stage: Stage) -> Call:
        function, argument = getattr(getattr(stage.client, noun), method), make(stage)
        return lambda: function(argument)

    return twice(ready)


def each(noun: str, method: str, one: object, two: object) -> Callable[[Stage], tuple[Call, Call]]:
    def ready(stage: Stage) -> tuple[Call, Call]:
        function = getattr(getattr(stage.client, noun), method)
        return lambda: function(one), lambda: function(two)

    return ready


def _reading(noun: str, make: Callable[[Stage], object]) -> Callable[[Stage], tuple[Call, Call]]:
    def ready(stage: Stage) -> Call:
        nouns, argument = getattr(stage.client, noun), make(stage)
        return lambda: nouns.content(argument).read()

    return twice(ready)


def _archives(stage: Stage) -> tuple[Call, Call]:
    stage.archived()
    put = ArchiveDocument.from_bytes(b"a", file_name="a.txt")
    stage.client.archive.put([put], sender_id=67890)
    archive = stage.client.archive
    return archive.list_archives, lambda: archive.list_archives(sender_id=67890)


def _documents_of_archives(stage: Stage) -> Call:
    uuid = stage.archived().uuid
    name = stage.client.archive.get_archive(uuid).name
    archive = next(each for each in stage.client.archive.list_archives() if each.name == name)
    return lambda: list(stage.client.archive.list_documents(archive))


def _referred(method: str) -> Callable[[Stage], tuple[Call, Call]]:
    def ready(stage: Stage) -> Call:
        name = f"case {uuid4()}"
        put = ArchiveDocument.from_bytes(b"a", file_name="a.txt", reference_id=name)
        stage.client.archive.put([put])
        return lambda: getattr(stage.client.archive, method)(name)

    return twice(ready)


def _account(number: str) -> dict[str, str]:
    return {
        "national_identity_number": number,
        "phone_number": "+4740000527",
        "email_address": "ola@example.com",
    }


def _accounts(stage: Stage) -> tuple[Call, Call]:
    create = stage.client.accounts.create_or_activate
    return lambda: create(**_account("31108412345")), lambda: create(**_account("01010112345"))


def _information(part: str) -> Callable[[Stage], Call]:
    def ready(stage: Stage) -> Call:
        return lambda: stage.anew.senders.information_by_organisation("984661185", part_id=part)

    return ready


def _print_certificate(stage: Stage) -> Call:
    def fetch() -> object:
        return stage.anew.messages.print_certificate()

    return fetch


def _organisations(stage: Stage) -> tuple[Call, Call]:
    return _information("a")(stage), _information("b")(stage)


def _events(stage: Stage) -> tuple[Call, Call]:
    stage.moved()
    documents, hour = stage.client.documents, timedelta(hours=1)
    now = datetime.now(UTC)
    return lambda: list(documents.events(since=now - hour)), lambda: list(
        documents.events(since=now - 2 * hour)
    )


def _identify(*addresses: str, **options: bool) -> Callable[[Stage], tuple[Call, Call]]:
    def ready(stage: Stage) -> tuple[Call, Call]:
        one, two = (recipient.by_digipost_address(each) for each in addresses)
        identify = stage.client.recipients.identify
        return lambda: identify(one, **options), lambda: identify(two, **options)

    return ready


def _identify_people(stage: Stage) -> tuple[Call, Call]:
    one, two = (
        recipient.by_personal_identification_number(each.personal_identification_number) for each in PEOPLE
    )
    identify = stage.client.recipients.identify
    return lambda: identify(one, include_person_alias=True), lambda: identify(two, include_person_alias=True)


def _added(stage: Stage) -> Call:
    invoice = stage.invoice()
    paid = InvoicePayment(
        payment_id="1",
        payment_status="PAID",
        payment_time=DUE,
        debtor_account="15941432384",
        payment_channel="BANK",
        payment_bank=Bank(name="Sparebanken"),
    )
    return lambda: stage.client.documents.add_data(invoice, paid)


def _new_uuid(stage: Stage) -> Call:
    document, uuid = stage.archived(), uuid4()
    return lambda: stage.client.archive.add_unique_uuid(document, uuid)


def _put(stage: Stage) -> Call:
    documents = [ArchiveDocument.from_bytes(b"a", file_name="a.txt")]
    return lambda: stage.client.archive.put(documents)


def _state(stage: Stage) -> api_v8.ShareDocumentsRequestState:
    return stage.client.shared_documents.get_state(stage.shared())


def _shared_file(stage: Stage) -> api_v8.SharedDocument:
    return _state(stage).shared_documents.shared_document[0]


OPERATIONS = {
    "messages.send": Operation(Tie.PROOF, of("messages", "send", lambda _: letter())),
    "messages.confirm": Operation(Tie.CONTENT, of("messages", "confirm", Stage.sent)),
    "messages.print_certificate": Operation(
        Tie.NONE,
        twice(_print_certificate),
        reason="All calls ask for the same certificate.",
    ),
    "documents.status": Operation(
        Tie.CONTENT, of("documents", "status", lambda stage: stage.sent().primary_document.uuid)
    ),
    "documents.events": Operation(
        Tie.NONE,
        _events,
        reason="The interval and the sender are in the query, and an event names no sender.",
    ),
    "documents.content": Operation(
        Tie.PATH, _reading("documents", Stage.moved), reason="A content has no name.", is_read=False
    ),
    "documents.add_data": Operation(Tie.PATH, twice(_added), reason="The answer is empty."),
    "recipients.identify": Operation(Tie.CONTENT, _identify("ola#1A2B", "kari#1A2B")),
    "recipients.identify (with the key)": Operation(
        Tie.CONTENT, _identify("ola#1A2B", "kari#1A2B", include_encryption_key=True)
    ),
    "recipients.identify (by number)": Operation(
        Tie.NONE,
        _identify_people,
        reason="Digipost repeats no number, name or postal address, and hides the Digipost address.",
    ),
    "recipients.search": Operation(
        Tie.PATH,
        each("recipients", "search", "Ola Nordmann", "Kari Larsen"),
        reason="Digipost decides which users are hits.",
    ),
    "recipients.suggest": Operation(
        Tie.PATH,
        each("recipients", "suggest", "Ola", "Kari"),
        reason="Digipost decides which texts are suggested.",
    ),
    "senders.information": Operation(Tie.CONTENT, each("senders", "information", 12345, 67890)),
    "senders.information_by_organisation": Operation(
        Tie.NONE, _organisations, reason="Number and part are in the query, and the answer repeats neither."
    ),
    "inbox.list_documents": Operation(
        Tie.PATH,
        lambda stage: (
            lambda: list(stage.client.inbox.list_documents()),
            lambda: list(stage.client.inbox.list_documents(sender_id=67890)),
        ),
        reason="A letter in the inbox names no owner.",
    ),
    "inbox.content": Operation(
        Tie.PATH, _reading("inbox", Stage.received), reason="A content has no name.", is_read=False
    ),
    "inbox.delete": Operation(
        Tie.PATH, of("inbox", "delete", Stage.received), is_read=False, reason="The answer is empty."
    ),
    "archive.put": Operation(Tie.CONTENT, twice(_put)),
    "archive.list_archives": Operation(
        Tie.PATH, _archives, reason="The sandbox's archives name no sender; if they did, it is compared."
    ),
    "archive.list_documents": Operation(Tie.CONTENT, twice(_documents_of_archives)),
    "archive.list_documents_by_reference": Operation(Tie.CONTENT, _referred("list_documents_by_reference")),
    "archive.list_archives_by_reference": Operation(Tie.CONTENT, _referred("list_archives_by_reference")),
    "archive.get_archive": Operation(
        Tie.CONTENT, of("archive", "get_archive", lambda stage: stage.archived().uuid)
    ),
    "archive.get_document": Operation(
        Tie.CONTENT, of("archive", "get_document", lambda stage: stage.archived().uuid)
    ),
    "archive.content": Operation(
        Tie.PATH, _reading("archive", Stage.archived), reason="A content has no name.", is_read=False
    ),
    "archive.content_link": Operation(
        Tie.PATH,
        of("archive", "content_link", Stage.archived),
        reason="The address has a token instead of a name.",
    ),
    "archive.update": Operation(Tie.CONTENT, of("archive", "update", Stage.archived)),
    "archive.add_unique_uuid": Operation(Tie.CONTENT, twice(_new_uuid)),
    "archive.delete": Operation(
        Tie.PATH, of("archive", "delete", Stage.archived), is_read=False, reason="The answer is empty."
    ),
    "batches.create": Operation(Tie.CONTENT, of("batches", "create", lambda _: uuid4())),
    "batches.get": Operation(Tie.CONTENT, of("batches", "get", lambda stage: stage.batch().uuid)),
    "batch.refresh": Operation(Tie.CONTENT, twice(lambda stage: stage.batch().refresh)),
    "batch.complete": Operation(Tie.CONTENT, twice(lambda stage: stage.batch().complete)),
    "batch.cancel": Operation(Tie.CONTENT, twice(lambda stage: stage.batch().cancel)),
    "tags.add": Operation(
        Tie.NONE,
        each("tags", "add", "31108412345", "01010112345"),
        is_read=False,
        reason="The answer is empty.",
    ),
    "tags.get": Operation(
        Tie.NONE,
        each("tags", "get", "31108412345", "01010112345"),
        reason="The number is in the query, and the answer lists tags alone.",
    ),
    "tags.remove": Operation(
        Tie.NONE,
        each("tags", "remove", "31108412345", "01010112345"),
        is_read=False,
        reason="The answer is empty.",
    ),
    "shared_documents.get_state": Operation(Tie.CONTENT, of("shared_documents", "get_state", Stage.shared)),
    "shared_documents.content": Operation(
        Tie.PATH, _reading("shared_documents", _shared_file), reason="A content has no name.", is_read=False
    ),
    "shared_documents.content_link": Operation(
        Tie.PATH,
        of("shared_documents", "content_link", _shared_file),
        reason="The address has a token instead of a name.",
    ),
    "shared_documents.stop_sharing": Operation(
        Tie.PATH,
        of("shared_documents", "stop_sharing", _state),
        reason="The answer is empty.",
    ),
    "accounts.create_or_activate": Operation(
        Tie.NONE, _accounts, reason="The answer has a Digipost address and a key, and no number."
    ),
}
