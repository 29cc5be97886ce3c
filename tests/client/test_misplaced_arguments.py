"""Mistakes of newcomers with arguments: neighbouring kinds, wrong places, arguments without a name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from digipost import (
    ArchiveDocument,
    ClientConfig,
    DigipostClient,
    Document,
    Environment,
    ListedTime,
    Message,
    PrintDetails,
    RequestForRegistration,
    RequestSigning,
    RetryPolicy,
    Secret,
    SmsNotification,
    printing,
    recipient,
)
from digipost.datatypes import Invoice
from tests.support.counterpart import VECTORS
from tests.support.letters import OLA
from tests.support.mistakes import check_error_of, config, of

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox

P12, CERTIFICATE, KEY = (VECTORS / name for name in ("broker.p12", "broker.cert.pem", "broker.key.pem"))
PASSWORD = (VECTORS / "broker.p12.password.txt").read_text().strip()
NOW = datetime.now(UTC)
DAY = date(2026, 1, 1)

# Mistakes that type checkers would find, too.
made: Any = Document
letter: Any = Message
to: Any = recipient
paper: Any = printing
signing: Any = RequestSigning
sms: Any = SmsNotification
listed: Any = ListedTime
details: Any = PrintDetails
registration: Any = RequestForRegistration
retries: Any = RetryPolicy
environment: Any = Environment
new_client: Any = DigipostClient
invoice: Any = Invoice
CONFIG = ClientConfig(broker_id=12345, environment=Environment.TEST)


def message(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"recipient": OLA, "primary_document": of(), **changes}
    return Message(**given)


# The mistake, the field that the text names, and the advice in it.
MISTAKES: list[tuple[Callable[[], object], str, str]] = [
    # A single value in place of a list, and the other way round.
    (lambda: sms(at=NOW), "SmsNotification.at", "write [ListedTime(time=value)] for a single one"),
    (lambda: sms(at=DAY), "SmsNotification.at", "write [ListedTime(time=value)]"),
    (lambda: sms(at=ListedTime(time=NOW)), "SmsNotification.at", "write [value] for a single one"),
    (lambda: sms(after_hours=timedelta(1)), "SmsNotification.after_hours", "as an item, a whole number"),
    (lambda: of(sms_notification=[SmsNotification()]), "Document.sms_notification", "without a list"),
    (lambda: to.by_email("ola@example.no"), "recipient.addresses", "write [value] for a single one"),
    # Arguments without their name.
    (lambda: sms(24), "SmsNotification", "the names are overrides, at, after_hours"),
    (lambda: listed(NOW), "ListedTime", "write ListedTime(time=…)"),
    (lambda: retries(3), "RetryPolicy", "the names are attempts, first_wait"),
    (lambda: made.from_path("a.pdf", "Subject"), "Document.from_path", "by name there are subject"),
    (lambda: to.by_email("a@b.no", "c@d.no"), "recipient.by_email", "write recipient.by_email(addresses)"),
    (
        lambda: to.by_name_and_address("Ola Nordmann", "Gata 1", "0155", "Oslo"),
        "recipient.by_name_and_address",
        "write recipient.by_name_and_address(fullname=…, addressline1=…",
    ),
    (
        lambda: paper.norwegian_address("Ola", "Gata 1", "0155", "Oslo"),
        "printing.norwegian_address.zip_code",
        "write printing.norwegian_address(name, zip_code=…, city=…)",
    ),
    # A value in place of an object that holds it.
    (lambda: of(sms_notification=24), "Document.sms_notification", "write SmsNotification(…)"),
    (lambda: of(sms_notification="+4790000000"), "Document.sms_notification", "write SmsNotification(…)"),
    (
        lambda: of(email_notification="ola@example.no"),
        "Document.email_notification",
        "write EmailNotification(email_address=…, subject=…, text=…)",
    ),
    (
        lambda: message(print_if_unread=NOW),
        "Message.print_if_unread",
        "write PrintIfUnread(print_if_unread_a",
    ),
    (
        lambda: message(request_for_registration=NOW),
        "Message.request_for_registration",
        "write RequestForRegistration(registration_deadline=…)",
    ),
    (
        lambda: details(recipient=OLA, return_address=OLA),
        "PrintDetails.recipient",
        "write PrintRecipient(name=…)",
    ),
    (lambda: message(primary_document=Path("a.pdf")), "Message.primary_document", "from Document.from_path("),
    (
        lambda: message(primary_document=ArchiveDocument.from_bytes(b"x", file_name="x.txt")),
        "Message.primary_document",
        "Document.from_path(",
    ),
    (lambda: message(recipient=recipient), "Message.recipient", "not module"),
    (
        lambda: message(recipient=recipient.by_personal_identification_number),
        "Message.recipient",
        "from recipient.by_personal_identification_number(…), not function",
    ),
    # Numbers that were numbers on their way.
    (
        lambda: to.by_personal_identification_number(1013300001),
        "identification_number",
        "with any zeros in f",
    ),
    (lambda: to.by_personal_identification_number("1013300001"), "identification_number", "a zero in front"),
    (lambda: to.by_personal_identification_number("311084-12345"), "identification_number", "punctuation"),
    (lambda: to.by_organisation_number("31108412345"), "organisation_number", "exactly 9 digits"),
    (lambda: to.by_bank_account_number("NO9386011117947"), "bank_account_number", "exactly 11 digits"),
    (
        lambda: invoice(due_date=NOW, sum=Decimal(1), creditor_account="15941432384", kid=123),
        "kid",
        "in quotes",
    ),
    (lambda: invoice(due_date=NOW, sum=Decimal("1.005"), creditor_account="1"), "Invoice.sum", "round it"),
    (lambda: config(broker_id=12345.0), "ClientConfig.broker_id", "an int"),
    # Times.
    (
        lambda: message(delivery_time=NOW.timestamp()),
        "Message.delivery_time",
        "datetime.fromtimestamp(value, U",
    ),
    (lambda: registration(registration_deadline=DAY), "registration_deadline", "datetime.combine(value"),
    (
        lambda: to.by_name_and_address(
            fullname="Ola", addressline1="Gata 1", postalcode="0155", city="Oslo", birth_date="1990-01-31"
        ),
        "birth_date",
        "write date.fromisoformat(value)",
    ),
    (
        lambda: to.by_name_and_address(
            fullname="Ola", addressline1="Gata 1", postalcode="0155", city="Oslo", birth_date=NOW
        ),
        "birth_date",
        "write value.date()",
    ),
    # Certificates and configuration.
    (
        lambda: signing.from_pem(CERTIFICATE.read_bytes(), KEY.read_bytes()),
        "certificate_path",
        "must be a str",
    ),
    (lambda: signing.from_pem(CERTIFICATE, KEY.read_text()), "key_path", "not shown"),
    (lambda: signing.from_pkcs12(P12, f"{PASSWORD}\n"), "broker.p12", "Check the password"),
    (lambda: signing.from_pkcs12(P12, Path("password.txt")), "password", "Secret.from_file(path)"),
    (lambda: signing.from_pkcs12(P12, Secret.from_env("NO_SUCH_NAME")), "NO_SUCH_NAME", "is not set"),
    (lambda: signing.from_pkcs12(P12), "RequestSigning.from_pkcs12.password", "from_pkcs12(path, password)"),
    (lambda: new_client(CONFIG, P12), "credentials", "use RequestSigning.from_pkcs12(path, password)"),
    (lambda: environment.named("prod"), "environment", "the names are production"),
    (lambda: environment.custom("http://api.digipost.no"), "Environment.api_url", "must begin with https://"),
    (lambda: config(read_timeout=0), "ClientConfig.read_timeout", "must be positive"),
    (lambda: of(subject=b"x"), "Document.subject", "not bytes"),
]


@pytest.mark.parametrize(("mistake", "field", "remedy"), MISTAKES, ids=[field for _, field, _ in MISTAKES])
def test_a_mistake_is_an_error_that_names_field_and_remedy(
    mistake: Callable[[], object], field: str, remedy: str
) -> None:
    hides = (PASSWORD, "31108412345", "1013300001", "311084-12345", "BEGIN", "ola@example.no", "+4790000000")
    check_error_of(mistake, field, remedy, hides=hides)


def test_mistakes_in_a_call_are_found_before_any_request(client: DigipostClient, sandbox: Sandbox) -> None:
    given: Any = client
    closed = sandbox.client()
    closed.close()
    wrong: list[tuple[Callable[[], object], str, str]] = [
        (lambda: closed.messages.send(message()), "The client is closed", "make a new one"),
        (lambda: given.documents.status("2026-117"), "uuid", "such as message.primary_document.uuid"),
        (lambda: given.documents.events(since="2026-01-01"), "since", "write datetime.fromisoformat(value)"),
        (lambda: given.documents.events(after=DAY), "after", "the cursor of an earlier feed"),
        (
            lambda: given.recipients.identify("31108412345"),
            "recipient",
            "recipient.by_personal_identification_",
        ),
        (lambda: given.tags.add(31108412345), "personal_identification_number", "put it in quotes"),
        (lambda: given.with_options(retrys=3), "retrys", "did you mean retries?"),
        (lambda: given.accounts.create_or_activate("1"), "create_or_activate", "national_identity_number=…"),
    ]
    for mistake, field, remedy in wrong:
        check_error_of(mistake, field, remedy, hides=("31108412345",))
    assert sandbox.requests == ()
