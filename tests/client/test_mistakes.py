"""Mistakes that people make: each is a typed error that names field and remedy, before any request."""

from __future__ import annotations

import io
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from digipost import (
    ArchiveDocument,
    ClientConfig,
    DigipostClient,
    DigipostError,
    Document,
    Environment,
    ListedTime,
    Message,
    NorwegianAddress,
    PrintRecipient,
    RequestSigning,
    SmsNotification,
    recipient,
)
from digipost.datatypes import Invoice
from digipost.errors import ParseError, SchemaError, SchemaParseError, SchemaValueError
from digipost.retries import RetryPolicy
from digipost.transport import HttpTransport
from digipost_schema import api_v8, from_xml
from tests.support.counterpart import VECTORS
from tests.support.letters import OLA, document, letter
from tests.support.mistakes import check_error_of
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox

P12 = VECTORS / "broker.p12"
PASSWORD = (VECTORS / "broker.p12.password.txt").read_text().strip()
NOW = datetime.now(UTC)
ONE = document()
ANY: Any = None
TEXT: Any = "12345"
# Mistakes that type checkers would find, too.
made: Any = Document
archived: Any = ArchiveDocument
sms: Any = SmsNotification
to: Any = recipient
listed_time: Any = ListedTime
address: Any = NorwegianAddress


def invoice(**changes: Any) -> Invoice:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {
        "due_date": NOW,
        "sum": Decimal("100.21"),
        "creditor_account": "15941432384",
        "kid": "123",
    }
    return Invoice(**(given | changes))


def message(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    return Message(**{"recipient": OLA, "primary_document": document(), **changes})


def config(**changes: Any) -> ClientConfig:  # noqa: ANN401 - any attribute
    return ClientConfig(**{"broker_id": 12345, "environment": Environment.TEST, **changes})


def of(**description: Any) -> Document:  # noqa: ANN401 - any attribute
    return Document.from_bytes(b"x", **{"subject": "x", "file_type": "txt", **description})


# The mistake, the field that the text names, and the advice in it.
MISTAKES: list[tuple[Callable[[], object], str, str]] = [
    # Dates and times.
    (lambda: invoice(due_date=datetime(2026, 1, 1)), "Invoice.due_date", "value.replace(tzinfo="),  # noqa: DTZ001 - the mistake
    (
        lambda: invoice(due_date=date(2026, 1, 1)),
        "Invoice.due_date",
        "datetime.combine(value, time(0), tzinfo=",
    ),
    (lambda: invoice(due_date="2026-01-01"), "Invoice.due_date", "datetime.fromisoformat(value)"),
    (lambda: message(delivery_time=datetime(2026, 1, 1)), "Message.delivery_time", "value.replace(tzinfo="),  # noqa: DTZ001 - likewise
    (lambda: message(delivery_time=date(2026, 1, 1)), "Message.delivery_time", "datetime.combine(value"),
    (lambda: message(delivery_time="2026-01-01"), "Message.delivery_time", "datetime.fromisoformat(value)"),
    (lambda: listed_time(time=date(2026, 1, 1)), "ListedTime.time", "datetime.combine(value"),
    # Amounts and numbers.
    (lambda: invoice(sum=100.21), "Invoice.sum", "write Decimal('100.21')"),
    (lambda: invoice(sum=100), "Invoice.sum", "write Decimal(value)"),
    (lambda: invoice(sum="100.21"), "Invoice.sum", "write Decimal("),
    (lambda: invoice(sum=Decimal("100.211")), "Invoice.sum", "at most two decimals"),
    (lambda: invoice(sum=Decimal("NaN")), "Invoice.sum", "finite Decimal"),
    (lambda: invoice(kid=123), "Invoice.kid", "text is expected"),
    (
        lambda: of(data_type=invoice(creditor_account="1594.14.32384")),
        "creditor_account",
        "a text of eleven digits is expected; this one has a length of 13",
    ),
    # Contents.
    (lambda: made.from_bytes(Path("x.pdf"), file_type="pdf"), "Document.content", "there is from_path"),
    (lambda: made.from_bytes("x.pdf", file_type="pdf"), "Document.content", "text.encode('utf-8')"),
    (lambda: made.from_bytes(io.BytesIO(b"x"), file_type="pdf"), "Document.content", "there is from_file"),
    (lambda: made.from_bytes(b"", file_type="pdf"), "Document.content", "at least one byte"),
    (lambda: made.from_path("missing.pdf"), "Document.content", "no file at the path"),
    (lambda: made.from_path(b"%PDF-1.7", subject="x"), "Document.content", "there is from_bytes"),
    (lambda: made.from_path(3), "Document.content", "a path is a str or a Path"),
    (lambda: made.from_path("."), "Document.content", "a directory"),
    (lambda: made.from_file("x.pdf", file_type="pdf"), "Document.content", "there is from_path"),
    (lambda: made.from_file(b"%PDF", file_type="pdf"), "Document.content", "there is from_bytes"),
    (
        lambda: made.from_file(io.StringIO("x"), file_type="pdf"),
        "Document.content",
        "open(path, 'rb')",
    ),
    (lambda: archived.from_bytes("x", file_name="x.txt"), "content", "text.encode('utf-8')"),
    # Documents.
    (lambda: of(subject=""), "Document.subject", "not blank"),
    (lambda: of(subject="x" * 300), "Document.subject", "at most 255 characters"),
    (lambda: of(subject=b"x"), "Document.subject", "a text of 1 to 255 characters"),
    (lambda: of(file_type=".pdf"), "Document.file_type", "such as pdf"),
    (lambda: of(file_type="PDF"), "Document.file_type", "such as pdf"),
    (lambda: of(uuid="763ee844-e081-4136-a7f7-c2e5c03fe5d6"), "Document.uuid", "write UUID("),
    (lambda: of(authentication_level="PASSWORD"), "Document.authentication_level", "TWO_FACTOR"),
    (lambda: of(sensitivity_level="NORMAL"), "Document.sensitivity_level", "SENSITIVE"),
    (lambda: of(data_type={"sum": 1}), "DataType.content", "such as datatypes.Invoice"),
    (lambda: of(encrypt="yes"), "Document.encrypt", "True or False"),
    (lambda: of(sms_notification="1"), "Document.sms_notification", "SmsNotification is expected"),
    (lambda: sms(after_hours=1), "SmsNotification.after_hours", "write [value]"),
    (lambda: sms(after_hours=["1"]), "SmsNotification.after_hours", "a whole number"),
    (lambda: sms(at=[NOW]), "SmsNotification.at", "ListedTime is expected"),
    # Recipients.
    (
        lambda: to.by_personal_identification_number(31108412345),
        "personal_identification_number",
        "in quotes",
    ),
    (
        lambda: to.by_personal_identification_number("3110841234"),
        "personal_identification_number",
        "11 digits",
    ),
    (
        lambda: to.by_personal_identification_number("311084 12345"),
        "personal_identification_number",
        "without spaces",
    ),
    (lambda: to.by_organisation_number("98466118"), "organisation_number", "9 digits"),
    (lambda: to.by_bank_account_number("1594.14.32384"), "bank_account_number", "11 digits"),
    (lambda: to.by_email("ola@example.no"), "recipient.addresses", "a list of e-mail addresses"),
    (lambda: address(zip_code=155, city="Oslo"), "NorwegianAddress.zip_code", "text is expected"),
    (lambda: PrintRecipient(name="Ola"), "PrintRecipient.norwegian_address", "one of these is needed"),
    # Messages: swapped, missing and mistyped.
    (lambda: message(recipient="31108412345"), "Message.recipient", "MessageRecipient is expected"),
    (
        lambda: message(recipient=ONE, primary_document=OLA),
        "Message.primary_document",
        "a Document is expected",
    ),
    (lambda: message(primary_document="invoice.pdf"), "Message.primary_document", "a Document is expected"),
    (lambda: message(primary_document=ONE, attachments=ONE), "Message.attachments", "a list of Document"),
    (lambda: message(primary_document=ONE, attachments=[ONE]), "Message.attachments", "each needs its own"),
    (lambda: message(sender_id="12345"), "Message.sender_id", "a positive whole number"),
    (lambda: message(message_id=17), "Message.message_id", "1 to 200 printable characters"),
    (lambda: message(batch=17), "Message.batch", "a batch of client.batches"),
    # Configuration and certificates.
    (lambda: config(broker_id="12345"), "ClientConfig.broker_id", "an int"),
    (lambda: config(environment="test"), "ClientConfig.environment", "Environment.named("),
    (lambda: config(read_timeout="5"), "ClientConfig.read_timeout", "a number of seconds or a timedelta"),
    (lambda: config(retries=3), "ClientConfig.retries", "a RetryPolicy"),
    (lambda: RetryPolicy(attempts=0), "RetryPolicy.attempts", "at least 1"),
    (lambda: HttpTransport(read_timeout=0), "timeout", "a positive number of seconds"),
    (lambda: RequestSigning.from_pkcs12("missing.p12", "x"), "missing.p12", "cannot be read"),
    (lambda: RequestSigning.from_pkcs12("hunter2", "x.p12"), "path", "the path comes before the password"),
    (lambda: RequestSigning.from_pkcs12(P12, "wrong"), "broker.p12", "Check the password"),
    (lambda: RequestSigning.from_pkcs12(__file__, "x"), "test_mistakes.py", "not a PKCS#12 file"),
    (
        lambda: DigipostClient(ANY, RequestSigning.from_pkcs12(P12, PASSWORD)),
        "config",
        "a ClientConfig is expected",
    ),
    (lambda: DigipostClient(config(), ANY), "credentials", "RequestSigning."),
]


@in_one_test(("mistake", "field", "remedy"), MISTAKES)
def test_a_mistake_is_an_error_that_names_field_and_remedy(
    mistake: Callable[[], object], field: str, remedy: str
) -> None:
    check_error_of(
        mistake, field, remedy, hides=("hunter2", PASSWORD, "31108412345", "3110841234", "311084 12345")
    )


def test_mistakes_in_a_call_are_found_before_any_request(client: DigipostClient, sandbox: Sandbox) -> None:
    wrong: list[Callable[[], object]] = [
        lambda: client.messages.send(ANY),
        lambda: client.documents.status("not a uuid"),
        lambda: client.documents.status(letter().primary_document.uuid, sender_id=TEXT),
        lambda: client.recipients.identify(ANY),
        lambda: client.recipients.search("x"),
        lambda: client.senders.information(ANY),
        lambda: client.archive.put([]),
        lambda: client.tags.add("123"),
    ]
    for each in wrong:
        with pytest.raises(DigipostError):
            each()
    assert sandbox.requests == ()


class TestOneTree:
    def test_an_error_of_a_data_type_is_one_of_the_library(self) -> None:
        with pytest.raises(DigipostError) as caught:
            invoice(sum=100.21)
        assert isinstance(caught.value, SchemaValueError)
        assert isinstance(caught.value, ValueError)  # as it was before

    def test_xml_that_the_schema_package_cannot_read_is_one(self) -> None:
        with pytest.raises(DigipostError) as caught:
            from_xml(api_v8.Message, b"<message>")
        assert isinstance(caught.value, SchemaParseError)
        assert not isinstance(caught.value, ParseError)  # which an answer of the server is

    def test_assignment_raises_one(self) -> None:
        due = invoice()
        with pytest.raises(DigipostError, match=r"Invoice\.sum"):
            due.sum = 100.21  # type: ignore[assignment]

    def test_they_are_pickled_whole(self) -> None:
        for error in (
            SchemaValueError("Document", "subject", "is missing"),
            SchemaParseError("/message", "is not"),
        ):
            copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
            assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))

    def test_the_names_are_in_digipost_errors(self) -> None:
        assert issubclass(SchemaError, DigipostError)
        assert (SchemaValueError.__mro__[1], SchemaParseError.__mro__[1]) == (SchemaError, SchemaError)
