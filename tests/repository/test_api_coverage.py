"""The whole API over HTTP: each test is a story, and together they fill every row of `docs/coverage.md`.

`python -m tests.repository.test_api_coverage` writes that page anew.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from inspect import signature
from pathlib import Path
from uuid import uuid4

import attrs
import pytest

from digipost import (
    ArchiveDocument,
    ClientConfig,
    DigipostClient,
    DigipostUser,
    RequestSigning,
    datatypes,
    recipient,
)
from digipost.datatypes import Bank, InvoicePayment, ShareDocumentsRequest, decode
from digipost.errors import NotFoundError
from digipost.sandbox import InboxLetter, Sandbox, SharedFile
from digipost.secret import Secret
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.generated.examples import Examples, is_root
from tests.generated.packages import OURS
from tests.repository.api_coverage import NOT_FOLLOWED, RELATIONS, SCHEMAS, missing, page
from tests.support.counterpart import VECTORS
from tests.support.letters import OLA, PDF, document, letter, with_account
from tests.support.paper import PAPER
from tests.support.recording import Record, RecordingTransport, traced

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
DATA_TYPES = [each for each in OURS.classes() if is_root(each, OURS.datatypes)]
PAYMENT = InvoicePayment(
    payment_id="1",
    payment_status="PAID",
    payment_time=datetime(2024, 7, 1, tzinfo=UTC),
    debtor_account="15941432384",
    payment_channel="BANK",
    payment_bank=Bank(name="Sparebanken"),
)


@pytest.fixture
def client(sandbox: Sandbox) -> DigipostClient:
    return sandbox.client()


def test_a_letter_can_be_followed_up(client: DigipostClient, sandbox: Sandbox) -> None:
    message = letter()
    uuid = message.primary_document.uuid
    assert client.messages.send(message).status is api_v8.MessageStatus.DELIVERED
    assert client.messages.confirm(message).message_id == message.message_id
    status = client.documents.status(uuid)
    # As the .NET client makes it, of the link of the entry point.
    link = api_v8.Link(
        rel=f"{sandbox.url}/relations/document_status",
        uri=f"{sandbox.url}/documents/{sandbox.broker_id}/{uuid}",
    )
    assert client.documents.status(link) == status
    assert status.status is api_v8.DeliveryStatus.DELIVERED
    sandbox.record_event(uuid, api_v8.EventType.MOVE_FILES_FROM_PUBLIC_SECTOR)
    (event,) = client.documents.events()
    assert isinstance(event.metadata, api_v8.MoveFilesFromPublicSectorMetadata)
    assert client.documents.content(event.metadata.document[0]).read() == PDF


def test_a_refusal_is_explained(client: DigipostClient) -> None:
    with pytest.raises(NotFoundError) as caught:
        client.documents.status(uuid4())
    assert caught.value.code == "DOCUMENT_NOT_FOUND"


def test_a_letter_can_be_encrypted(client: DigipostClient, sandbox: Sandbox) -> None:
    secret = letter(primary_document=document(b"<p>", file_type="html", encrypt=True))
    assert client.messages.send(secret).delivery_method is api_v8.Channel.DIGIPOST
    assert sandbox.letters[-1].message.primary_document.encrypted is not None


def test_a_letter_can_be_printed(client: DigipostClient, sandbox: Sandbox) -> None:
    certificate = client.messages.print_certificate()
    assert certificate.value.startswith("-----BEGIN CERTIFICATE-----")
    client.messages.send(letter(recipient=recipient.print_only(PAPER)))
    assert sandbox.letters[-1].delivery.delivery_method is api_v8.Channel.PRINT


@pytest.mark.thorough
def test_a_document_can_have_any_data_type(client: DigipostClient, sandbox: Sandbox) -> None:
    examples = Examples(OURS)
    for cls in DATA_TYPES:
        value = with_account(examples.rich(cls))
        delivery = client.messages.send(letter(primary_document=document(data_type=value)))
        there = sandbox.letters[-1].message.primary_document
        assert there.data_type is not None
        assert to_xml(decode(there.data_type)) == to_xml(value)
        if cls is datatypes.Invoice:
            client.documents.add_data(delivery.primary_document, PAYMENT)
            assert [*sandbox.letters[-1].additional_data] == [there.uuid]


def test_people_can_be_looked_up(client: DigipostClient) -> None:
    by_address = recipient.by_digipost_address("ola.nordmann#1234")
    assert isinstance(client.recipients.identify(by_address), DigipostUser)
    identity = client.recipients.identify(OLA, include_encryption_key=True)
    assert isinstance(identity, DigipostUser)
    assert identity.encryption_key is not None
    (ola,) = client.recipients.search("Ola Nordmann")
    assert ola.digipost_address == "ola.nordmann#1234"
    (suggestion,) = client.recipients.suggest("Ola N")
    assert client.recipients.search(suggestion) == [ola]


def test_a_sender_can_be_looked_up(client: DigipostClient) -> None:
    assert client.senders.information(12345).is_valid
    assert not client.senders.information_by_organisation("984661185").is_valid


def test_people_can_get_accounts_and_tags(client: DigipostClient) -> None:
    number = "12345678901"
    account = client.accounts.create_or_activate(
        national_identity_number=number, phone_number="+4799999999", email_address="kari@example.com"
    )
    assert "#" in account.digipost_address
    client.tags.add(number)
    assert client.tags.get(number) == [api_v8.TagType.PUBLIC_MAILBOX_TAG]
    client.tags.remove(number)
    assert client.tags.get(number) == []


def test_the_inbox_can_be_emptied(client: DigipostClient, sandbox: Sandbox) -> None:
    sandbox.deliver_to_inbox(InboxLetter(content=b"hello"))
    (received,) = client.inbox.list_documents()
    assert client.inbox.content(received).read() == b"hello"
    client.inbox.delete(received)
    assert [*client.inbox.list_documents()] == []


def test_archived_documents_can_be_managed(client: DigipostClient) -> None:
    receipt = ArchiveDocument.from_bytes(
        PDF, file_name="receipt.pdf", attributes={"case": "1"}, reference_id="ref"
    )
    client.archive.put([receipt], archive="Receipts")
    (archive,) = client.archive.list_archives()
    (stored,) = client.archive.list_documents(archive, attributes={"case": "1"})
    assert client.archive.list_documents_by_reference("ref") == [stored]
    assert client.archive.get_document(receipt.uuid) == stored
    assert client.archive.get_archive(receipt.uuid).documents == [stored]
    assert [each.documents for each in client.archive.list_archives_by_reference("ref")] == [[stored]]
    assert client.archive.content(stored).read() == PDF
    assert client.archive.content_link(stored).content_type == "application/pdf"
    assert client.archive.update(attrs.evolve(stored, referenceid="other")).referenceid == "other"
    again = uuid4()
    assert client.archive.add_unique_uuid(stored, again).uuid == again
    client.archive.delete(stored)
    with pytest.raises(NotFoundError):
        client.archive.get_document(receipt.uuid)


def test_a_batch_is_sent_as_a_whole(client: DigipostClient, sandbox: Sandbox) -> None:
    before = len(sandbox.letters)
    cancelled = client.batches.create()
    cancelled.cancel()
    batch = client.batches.create()
    client.messages.send(letter(batch=batch.uuid))
    assert client.batches.get(batch.uuid).digital_count == 1
    assert batch.refresh().status is api_v8.BatchStatus.NOT_COMMITTED
    batch.complete()
    assert len(sandbox.letters) == before + 1


def test_documents_can_be_shared(client: DigipostClient, sandbox: Sandbox) -> None:
    request = ShareDocumentsRequest(max_share_duration_seconds=3600, purpose="Loan")
    message = letter(primary_document=document(data_type=request))
    client.messages.send(message)
    uuid = message.primary_document.uuid
    sandbox.share(uuid, SharedFile(content=b"5000"))
    state = client.shared_documents.get_state(uuid)
    (shared,) = state.shared_documents.shared_document
    assert client.shared_documents.content(shared).read() == b"5000"
    assert client.shared_documents.content_link(shared).content_type == "application/pdf"
    client.shared_documents.stop_sharing(state)
    assert client.shared_documents.get_state(uuid).shared_documents.shared_document == []


def recorded() -> Record:
    """Return the traffic of all the stories above, run one after the other against one sandbox."""
    record = Record()
    credentials = RequestSigning.from_pkcs12(
        VECTORS / "broker.p12", Secret.from_file(VECTORS / "broker.p12.password.txt")
    )
    with Sandbox() as sandbox:
        sandbox.register_broker(sandbox.broker_id, (VECTORS / "broker.cert.pem").read_bytes())
        config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment)
        transport = RecordingTransport(sandbox.url, RELATIONS, record)
        given = {
            "client": traced(DigipostClient(config, credentials, transport=transport), record),
            "sandbox": sandbox,
        }
        for name, story in STORIES.items():
            record.test = name
            story(**{each: given[each] for each in signature(story).parameters})
        transport.close()
    return record


STORIES = {
    name: value
    for name, value in globals().items()
    if name.startswith("test_") and "client" in signature(value).parameters
}


def test_the_page_says_what_was_seen_and_nothing_is_missing() -> None:
    record = recorded()
    assert missing(record) == []
    assert record.offered <= {*RELATIONS, *NOT_FOLLOWED}
    assert PAGE.read_text(encoding="utf-8") == page(record), "write it anew: make coverage"


def test_what_was_not_seen_is_missing() -> None:
    found = missing(Record())
    assert {"element message", "relation create_message", "data type invoice"} <= {*found}
    # Elements with names of their own: several may have one type, so that classes do not count them.
    elements = re.findall('^  <xs:element name="', (SCHEMAS / "api_v8.xsd").read_text("utf-8"), re.MULTILINE)
    assert len(elements) >= 31
    assert len(found) == len(set(found)) == len(elements) + len(RELATIONS) + len(DATA_TYPES)


if __name__ == "__main__":
    PAGE.write_text(page(recorded()), encoding="utf-8")
