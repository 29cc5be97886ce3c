"""Mistakes with values: types, files, certificates and orders."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import requests

from digipost import (
    ArchiveDocument,
    ClientConfig,
    ClientCredentials,
    DigipostClient,
    DigipostError,
    Document,
    Environment,
    Message,
    RequestSigning,
    RetryPolicy,
    Secret,
    SensitivityLevel,
    SmsNotification,
    printing,
    recipient,
    time_limit,
    xml,
)
from digipost.datatypes import Appointment, Invoice
from digipost.plain_data import data_type_from
from digipost.transport import HttpTransport
from digipost_schema import api_v8
from tests.support.counterpart import VECTORS
from tests.support.letters import OLA, document
from tests.support.mistakes import check_error_of, config, of
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox

P12, CERTIFICATE, KEY = (VECTORS / name for name in ("broker.p12", "broker.cert.pem", "broker.key.pem"))
PASSWORD = (VECTORS / "broker.p12.password.txt").read_text().strip()
SIGNING = RequestSigning.from_signer(bytes)
NOW = datetime.now(UTC)
FIRST = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))
LAST = datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))
NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - the mistake
ONE = document()

# Mistakes that type checkers would find, too.
made: Any = Document
archived: Any = ArchiveDocument
letter: Any = Message
to: Any = recipient
paper: Any = printing
signing: Any = RequestSigning
oauth: Any = ClientCredentials
environment: Any = Environment
retries: Any = RetryPolicy
sms: Any = SmsNotification
transport: Any = HttpTransport
limit: Any = time_limit
data: Any = data_type_from
schema: Any = xml
secret: Any = Secret
new_client: Any = DigipostClient
CONFIG = ClientConfig(broker_id=12345, environment=Environment.TEST)


def message(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"recipient": OLA, "primary_document": ONE, **changes}
    return Message(**given)


def invoice(**changes: Any) -> Invoice:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"due_date": NOW, "sum": Decimal(1), "creditor_account": "15941432384", **changes}
    return Invoice(**given)


def archive(**changes: Any) -> ArchiveDocument:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"file_name": "x.txt", **changes}
    return ArchiveDocument.from_bytes(b"x", **given)


def closed() -> io.BytesIO:
    file = io.BytesIO(b"x")
    file.close()
    return file


def read_to_its_end() -> io.BytesIO:
    file = io.BytesIO(b"x")
    file.read()
    return file


def written() -> object:
    return io.BufferedWriter(io.BytesIO())


# The mistake, the field that the text names, and the advice in it.
MISTAKES: list[tuple[Callable[[], object], str, str]] = [
    # Files.
    (lambda: made.from_path("", subject="x"), "Document.content", "the path is empty"),
    (lambda: made.from_path("~/x.pdf", subject="x"), "Document.content", "Path(path).expanduser()"),
    (lambda: made.from_path("a\0.pdf", subject="x"), "Document.content", "characters that no path can have"),
    (lambda: made.from_path(io.BytesIO(b"x")), "Document.content", "there is from_file"),
    (lambda: made.from_file(closed(), file_type="pdf"), "Document.content", "the file object is closed"),
    (lambda: made.from_file(written(), file_type="pdf"), "Document.content", "open(path, 'rb')"),
    (lambda: made.from_file(read_to_its_end(), file_type="pdf"), "Document.content", "the document is empty"),
    (lambda: made.from_file(iter([b"x"]), file_type="pdf"), "Document.content", "open(path, 'rb')"),
    (lambda: made.from_bytes([1, 2], file_type="pdf"), "Document.content", "a document is bytes, not list"),
    (lambda: made.from_bytes(5, file_type="pdf"), "Document.content", "a document is bytes, not int"),
    (lambda: of(print_content=VECTORS), "Document.print_content", "a directory"),
    (lambda: of(print_content="no/such.pdf"), "Document.print_content", "'no/such.pdf'"),
    # Documents.
    (lambda: of(file_type="application/pdf"), "Document.file_type", "such as pdf"),
    (lambda: of(file_type=None), "Document.file_type", "such as pdf"),
    (lambda: of(subject="a\0b"), "Document.subject", "remove it"),
    (lambda: of(subject="a\ud800"), "Document.subject", "remove it"),
    (lambda: of(uuid=None), "Document.uuid", "leave it out"),
    (
        lambda: of(authentication_level="two_factor"),
        "authentication_level",
        "write AuthenticationLevel.TWO_FACTOR",
    ),
    (lambda: of(sensitivity_level="NORMAL"), "sensitivity_level", "write SensitivityLevel.NORMAL"),
    (
        lambda: of(authentication_level=SensitivityLevel.NORMAL),
        "authentication_level",
        "not SensitivityLevel",
    ),
    (lambda: of(data_type=Invoice), "DataType.content", "such as datatypes.Invoice"),
    (lambda: of(data_type="<invoice/>"), "DataType.content", "RawElement"),
    (lambda: of(encrypt=1), "Document.encrypt", "True or False"),
    (lambda: of(opening_receipt=True), "Document.opening_receipt", "text is expected"),
    (lambda: of(sms_notification={"after_hours": [1]}), "sms_notification", "write SmsNotification(**value)"),
    (lambda: sms(at=[NOW]), "SmsNotification.at", "write ListedTime(time=value)"),
    (lambda: sms(after_hours=(1, 2)), "SmsNotification.after_hours", "write list(value)"),
    (lambda: sms(after_hours=0), "SmsNotification.after_hours", "write [value]"),
    (lambda: sms(after_hours=[timedelta(hours=1)]), "SmsNotification.after_hours", "a whole number"),
    # Messages.
    (lambda: message(recipient=[OLA]), "Message.recipient", "MessageRecipient is expected"),
    (lambda: message(attachments=iter([ONE])), "Message.attachments", "write list(value)"),
    (lambda: message(attachments=ONE), "Message.attachments", "write [value]"),
    (lambda: message(attachments=["x.pdf"]), "Message.attachments", "with from_path"),
    (lambda: message(attachments=None), "Message.attachments", "a list of Document"),
    (lambda: message(sender_id=True), "Message.sender_id", "a positive whole number"),
    (lambda: message(sender_id=2**63), "Message.sender_id", "at most"),
    (lambda: message(sender=1, sender_id=2), "Message.sender_id", "give one of sender"),
    (lambda: message(message_id=uuid4()), "Message.message_id", "1 to 200 printable characters"),
    (lambda: message(delivery_time=timedelta(days=1)), "Message.delivery_time", "a datetime is expected"),
    (lambda: message(print_if_unread=NOW), "Message.print_if_unread", "PrintIfUnread is expected"),
    # Recipients.
    (lambda: to.by_personal_identification_number("31108412345\n"), "personal_identification", "11 digits"),
    (lambda: to.by_personal_identification_number(b"31108412345"), "personal_identification", "in quotes"),
    (lambda: to.by_organisation_number("NO984661185MVA"), "organisation_number", "9 digits"),
    (lambda: to.by_email(["Ola <ola@example.no>"]), "recipient.addresses[0]", "such as ola@example.com"),
    (lambda: to.by_email({"ola@example.no"}), "recipient.addresses", "a list of e-mail addresses"),
    (
        lambda: to.by_organisation_number("984661185", print_details="Gata 1"),
        "print_details",
        "PrintDetails are",
    ),
    (
        lambda: paper.norwegian_address("Ola", ["Gata 1"], zip_code="0155", city="Oslo"),
        "printing.lines",
        "a text",
    ),
    (
        lambda: paper.foreign_address("Ola", "Gatan 1", country_code="se"),
        "printing.country_code",
        "two capital",
    ),
    # Data types.
    (lambda: invoice(sum=True), "Invoice.sum", "a Decimal is expected"),
    (lambda: invoice(sum="100,21"), "Invoice.sum", "write Decimal("),
    (lambda: invoice(due_date=time(1)), "Invoice.due_date", "a datetime is expected"),
    (lambda: invoice(creditor_account=15941432384), "Invoice.creditor_account", "text is expected"),
    (
        lambda: of(data_type=Appointment(start_time=NOW, end_time=NOW - timedelta(hours=1))),
        "appointment.end_time",
        "exchange or correct them",
    ),
    (lambda: data("faktura", {}), "data_type", "the known ones are"),
    (lambda: data(None, {}), "data_type", "the known ones are"),
    (lambda: data("invoice", "{}"), "invoice", "an object with the fields of Invoice"),
    # Archive.
    (lambda: archive(uuid=None), "ArchiveDocument.uuid", "leave it out"),
    (lambda: archive(attributes=[("a", "b")]), "ArchiveDocument.attributes", "a dictionary of texts"),
    (lambda: archive(attributes={"a": 1}), "ArchiveDocumentAttribute.value", "text is expected"),
    (lambda: archive(deletion_time=NAIVE), "ArchiveDocument.deletion_time", "value.replace(tzinfo="),
    (lambda: archived.uuid_of_name(4711), "ArchiveDocument.uuid_of_name", "write str(value)"),
    # Configuration.
    (lambda: config(broker_id=True), "ClientConfig.broker_id", "an int"),
    (lambda: config(environment=Environment), "ClientConfig.environment", "such as Environment.TEST"),
    (lambda: config(read_timeout=(1, 2)), "ClientConfig.read_timeout", "a number of seconds"),
    (lambda: config(proxies="http://proxy:8080"), "ClientConfig.proxies", "a dict, as in"),
    (lambda: config(retries=RetryPolicy), "ClientConfig.retries", "a RetryPolicy"),
    (lambda: config(user_agent="a\r\nb"), "ClientConfig.user_agent", "printable ASCII"),
    (lambda: retries(attempts=True), "RetryPolicy.attempts", "a whole number"),
    (lambda: environment.named(None), "environment", "the names are"),
    (lambda: environment.custom("https://api.digipost.no/v8"), "Environment.api_url", "have no path"),
    (lambda: limit(-1).__enter__(), "time_limit.limit", "must be positive"),
    # Certificates.
    (lambda: signing.from_pkcs12(CERTIFICATE, "x"), "broker.cert.pem", "load it with from_pem"),
    (lambda: signing.from_pem(P12), "broker.p12", "use from_pkcs12"),
    (lambda: signing.from_pem(KEY, CERTIFICATE), "broker.key.pem", "certificate_path comes first"),
    (lambda: signing.from_pem(CERTIFICATE), "broker.cert.pem", "as key_path"),
    (lambda: signing.from_pem(CERTIFICATE, VECTORS / "server.key.pem"), "server.key.pem", "none of the cert"),
    (lambda: signing.from_pem(CERTIFICATE, KEY, "hunter2"), "broker.key.pem", "leave the password out"),
    (lambda: signing.from_pem(CERTIFICATE.read_text(), KEY), "certificate_path", "not shown"),
    (lambda: signing.from_pkcs12(P12.read_bytes(), "hunter2"), "path", "must be a str or a pathlib.Path"),
    (lambda: signing.from_pkcs12(P12, b"hunter2"), "password", "Secret.from_env(name)"),
    (lambda: signing.from_pkcs12(VECTORS, "hunter2"), "vectors", "Is a directory"),
    (lambda: signing.from_signer("key.pem"), "sign", "there are from_pkcs12 and from_pem"),
    (lambda: oauth.from_pkcs12("", P12, PASSWORD), "client_id", "that Nyva shows"),
    (lambda: secret.from_env(None), "Secret.from_env", "such as DIGIPOST_PASSWORD"),
    # Clients.
    (lambda: new_client(SIGNING, CONFIG), "config", "a ClientConfig is expected"),
    (lambda: new_client(CONFIG, RequestSigning), "credentials", "RequestSigning.from_pkcs12("),
    (
        lambda: new_client(CONFIG, SIGNING, transport=requests.Session()),
        "transport",
        "HttpTransport(session=…)",
    ),
    (lambda: new_client(CONFIG, SIGNING, clock=NOW), "clock", "lambda: datetime.now(UTC)"),
    (lambda: transport(session="x"), "session", "a requests.Session"),
    (lambda: transport(tls=True), "tls", "an ssl.SSLContext"),
    # XML.
    (lambda: schema.from_xml(api_v8.Message, None), "from_xml.data", "as bytes"),
    (lambda: schema.from_xml(b"<x/>", api_v8.Message), "from_xml.data", "write from_xml(cls, data)"),
]


@in_one_test(("mistake", "field", "remedy"), MISTAKES)
def test_a_mistake_is_an_error_that_names_field_and_remedy(
    mistake: Callable[[], object], field: str, remedy: str
) -> None:
    check_error_of(mistake, field, remedy, hides=("hunter2", PASSWORD, "31108412345", "BEGIN"))


def test_mistakes_in_a_call_are_found_before_any_request(client: DigipostClient, sandbox: Sandbox) -> None:
    given: Any = client
    mine = archive()
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: given.messages.send([message()]), "message: a Message is expected, not list"),
        (lambda: given.messages.send(Message), "message: a Message is expected"),
        (lambda: given.messages.send(message(), before_sending="x"), "before_sending: a function"),
        (lambda: given.messages.confirm("id"), "message: a Message is expected"),
        (
            lambda: given.messages.confirm(message(), content_hash=b"x"),
            "content_hash: the content_hash of the",
        ),
        (lambda: given.documents.status(ONE), "uuid: a UUID is expected"),
        (lambda: given.documents.events(since=NAIVE), "since: a time with a zone"),
        (lambda: given.documents.events(until=LAST), "until: a time in the years from 1 to 9999"),
        (lambda: given.documents.events(since=FIRST), "since: a time in the years from 1 to 9999"),
        (lambda: given.documents.events(since=date(2026, 1, 1)), "since: a datetime is expected"),
        (lambda: given.documents.events(since=NOW, until=NOW - timedelta(days=1)), "until: a time after"),
        (lambda: given.documents.events(after=NOW), "after: the cursor of an earlier feed"),
        (lambda: given.recipients.identify("31108412345"), "recipient: a recipient or an Identification"),
        (
            lambda: given.recipients.identify(OLA, include_encryption_key="no"),
            "include_encryption_key: True or",
        ),
        (lambda: given.recipients.search(b"ola"), "text: a text is expected, not bytes"),
        (lambda: given.senders.information("12345"), "sender_id: a positive whole number"),
        (lambda: given.inbox.list_documents(until="7"), "until: the id of a letter"),
        (lambda: given.inbox.content(7), "document: an InboxDocument is expected"),
        (lambda: given.archive.put(mine), "documents: a list of ArchiveDocument is expected, not Archive"),
        (lambda: given.archive.put(each for each in [mine]), "documents: .*write list"),
        (lambda: given.archive.put([ONE]), "documents: .*one of the items is something else"),
        (
            lambda: given.archive.content(mine),
            "document: an ArchiveDocument is expected, as from client.archive",
        ),
        (lambda: given.archive.list_documents("Receipts"), "archive: an Archive is expected, as from client"),
        (lambda: given.archive.get_document("receipt.pdf"), "uuid: a UUID is expected"),
        (lambda: given.batches.get("mine"), "uuid: a UUID is expected"),
        (lambda: given.shared_documents.content("x"), "document: a SharedDocument is expected"),
        (
            lambda: given.with_options(read_timeout="5"),
            "ClientConfig.read_timeout must be a number of seconds",
        ),
    ]
    for each, problem in wrong:
        with pytest.raises(DigipostError, match=f"^{problem}") as caught:
            each()
        assert "31108412345" not in str(caught.value)
    assert sandbox.requests == ()
