"""Messages that may be printed, that invite somebody, or are encrypted: their XML, and what is refused."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import attrs
import pytest

from digipost import Document, Message, PrintIfUnread, RequestForRegistration, recipient
from digipost.content import content_from_bytes
from digipost.encryption import EncryptedContent, certificate_key
from digipost.errors import InvalidValueError
from digipost.xml import to_xml
from tests.support.counterpart import CONFIG, VECTORS
from tests.support.letters import OLA, document, letter
from tests.support.paper import PAPER, PAPER_XML
from tests.support.tables import in_one_test
from tests.support.validity import SCHEMA, parsed

DEADLINE = datetime(2024, 12, 24, 17, tzinfo=UTC)
OLA_ON_PAPER = attrs.evolve(OLA, print_details=PAPER)
UNREAD = PrintIfUnread(print_if_unread_after=DEADLINE, print_details=PAPER)
INVITATION = RequestForRegistration(
    registration_deadline=DEADLINE, phone_number="+4791234567", print_details=PAPER
)
PDF_CONTENT = content_from_bytes(b"%PDF-1.7 for print")
BY_EMAIL = recipient.by_email(["ola@example.com"])
BY_PEPPOL = recipient.by_peppol("9908:810418052", "9908:984661185")
HTML = document(b"<p>", file_type="html")


def in_xml(message: Message) -> str:
    written = to_xml(message.to_schema(CONFIG))
    SCHEMA.assertValid(parsed(written))
    return written.decode()


class TestXml:
    def test_print_if_unread_and_an_invitation_stand_at_the_end(self) -> None:
        message = letter(print_if_unread=UNREAD, request_for_registration=INVITATION)
        assert in_xml(message).endswith(
            "</primary-document><print-if-unread><print-if-unread-after>2024-12-24T17:00:00Z"
            f"</print-if-unread-after>{PAPER_XML}</print-if-unread>"
            "<request-for-registration><registration-deadline>2024-12-24T17:00:00Z</registration-deadline>"
            f"<phone-number>+4791234567</phone-number>{PAPER_XML}</request-for-registration></message>"
        )

    def test_print_details_belong_to_the_recipient(self) -> None:
        assert f"</personal-identification-number>{PAPER_XML}</recipient>" in in_xml(
            letter(recipient=OLA_ON_PAPER)
        )

    def test_print_only_is_print_details_alone(self) -> None:
        assert f"<recipient>{PAPER_XML}</recipient>" in in_xml(letter(recipient=recipient.print_only(PAPER)))

    def test_an_encrypted_content_has_its_mark(self) -> None:
        key = certificate_key((VECTORS / "print.cert.pem").read_text())
        cms = EncryptedContent(PDF_CONTENT, key, number_of_pages=7)
        message = letter(primary_document=attrs.evolve(document(encrypt=True), content=cms))
        assert '<encrypted number-of-pages="7"/>' in in_xml(message)
        assert message.to_body(CONFIG).content_length > cms.size

    def test_an_encrypted_content_of_another_format_has_no_pages(self) -> None:
        key = certificate_key((VECTORS / "print.cert.pem").read_text())
        cms = EncryptedContent(PDF_CONTENT, key)
        message = letter(primary_document=attrs.evolve(HTML, encrypt=True, content=cms))
        assert "<encrypted/>" in in_xml(message)

    def test_a_document_that_is_to_be_encrypted_does_not_go_out_as_it_is(self) -> None:
        with pytest.raises(InvalidValueError, match="has not been encrypted yet") as caught:
            letter(primary_document=document(encrypt=True)).to_body(CONFIG)
        assert caught.value.field == "Document.encrypt"


@in_one_test("number", ["+4791234567", "004791234567", "0114791234567", "91234567", "+1 212 555 0100"])
def test_a_telephone_number_has_a_country_code_or_eight_digits(number: str) -> None:
    invitation = RequestForRegistration(registration_deadline=DEADLINE, phone_number=number)
    assert f"<phone-number>{number}</phone-number>" in in_xml(letter(request_for_registration=invitation))


def test_an_invitation_needs_no_telephone_number() -> None:
    invitation = RequestForRegistration(registration_deadline=DEADLINE, email_address="ola@example.com")
    assert "<email-address>ola@example.com" in in_xml(letter(request_for_registration=invitation))


@in_one_test(
    "message",
    [
        lambda: letter(recipient=OLA_ON_PAPER, attachments=[document()]),
        lambda: letter(
            recipient=OLA_ON_PAPER, primary_document=attrs.evolve(HTML, print_content=PDF_CONTENT)
        ),
        lambda: letter(recipient=recipient.print_only(PAPER)),
        lambda: letter(primary_document=HTML),
        lambda: letter(recipient=BY_EMAIL, primary_document=HTML),
        lambda: letter(
            request_for_registration=RequestForRegistration(registration_deadline=DEADLINE),
            primary_document=HTML,
        ),
    ],
)
def test_what_can_be_printed_or_never_is_can_be_sent(message: object) -> None:
    assert callable(message)
    assert isinstance(message(), Message)


def invitation_to(number: str) -> RequestForRegistration:
    return RequestForRegistration(registration_deadline=DEADLINE, phone_number=number)


PDF_OR = "must be pdf in a letter that may be printed; or give"
PDF_LATER = "must be pdf in a letter that may be printed later"
PRINT_CONTENT = attrs.evolve(document(uuid=UUID(int=1)), print_content=PDF_CONTENT)
REFUSED: list[tuple[dict[str, object], str, str]] = [
    ({"recipient": OLA_ON_PAPER, "primary_document": HTML}, "Document.file_type", PDF_OR),
    ({"recipient": OLA_ON_PAPER, "attachments": [HTML]}, "Message.attachments[0].file_type", PDF_OR),
    (
        {"recipient": recipient.print_only(PAPER), "attachments": [document(uuid=UUID(int=2)), HTML]},
        "Message.attachments[1].file_type",
        PDF_OR,
    ),
    ({"print_if_unread": UNREAD, "primary_document": HTML}, "Document.file_type", PDF_LATER),
    (
        {"request_for_registration": INVITATION, "attachments": [HTML]},
        "Message.attachments[0].file_type",
        PDF_LATER,
    ),
    (
        {
            "recipient": OLA_ON_PAPER,
            "print_if_unread": UNREAD,
            "primary_document": attrs.evolve(HTML, print_content=PDF_CONTENT),
        },
        "Document.file_type",
        PDF_LATER,
    ),
    ({"primary_document": PRINT_CONTENT}, "Document.print_content", "needs print_details"),
    (
        {"print_if_unread": UNREAD, "attachments": [PRINT_CONTENT]},
        "Message.attachments[0].print_content",
        "print_details",
    ),
    (
        {"recipient": BY_EMAIL, "primary_document": document(encrypt=True)},
        "Document.encrypt",
        "is not possible by e-mail or Peppol",
    ),
    (
        {"recipient": BY_PEPPOL, "attachments": [document(encrypt=True)]},
        "Document.encrypt",
        "is not possible by e-mail or Peppol",
    ),
    (
        {"recipient": attrs.evolve(BY_EMAIL, print_details=PAPER), "primary_document": PRINT_CONTENT},
        "Document.print_content",
        "is not possible by e-mail or Peppol",
    ),
    (
        {
            "recipient": recipient.by_digipost_address("ola.nordmann#1A2B"),
            "request_for_registration": INVITATION,
        },
        "Message.request_for_registration",
        "by personal identification number",
    ),
    ({"request_for_registration": invitation_to("9123456")}, "RequestForRegistration.phone_number", r"\+47"),
    ({"request_for_registration": invitation_to("912345678")}, "RequestForRegistration.phone_number", "code"),
    ({"request_for_registration": invitation_to("")}, "RequestForRegistration.phone_number", "code"),
    ({"print_if_unread": PAPER}, "Message.print_if_unread", "PrintIfUnread is expected"),
    ({"request_for_registration": "MARKER"}, "Message.request_for_registration", "is expected"),
]


@in_one_test(("given", "field", "problem"), REFUSED)
def test_what_digipost_could_only_refuse_is_refused_here(
    given: dict[str, object], field: str, problem: str
) -> None:
    with pytest.raises(InvalidValueError, match=problem) as caught:
        letter(**given)
    assert caught.value.field == field
    shown = "".join(traceback.format_exception_only(caught.value))
    for hidden in ("MARKER", "9123456", "ola@example", "Kari"):
        assert hidden not in shown


@in_one_test(
    ("changes", "field"),
    [
        ({"encrypt": 1}, "Document.encrypt"),
        ({"encrypt": None}, "Document.encrypt"),
        ({"print_content": [b"MARKER"]}, "Document.print_content"),
        ({"print_content": VECTORS}, "Document.print_content"),
    ],
)
def test_a_document_is_refused_with_what_is_no_content(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        document(**changes)
    assert caught.value.field == field
    assert "MARKER" not in str(caught.value)


@pytest.mark.parametrize("wrong", [b"MARKER", VECTORS])
def test_a_path_is_no_content_before_it_is_made_one(wrong: object) -> None:
    with pytest.raises(InvalidValueError, match="from_path, from_bytes or from_file"):
        Document(subject="Faktura", file_type="pdf", content=wrong)  # type: ignore[arg-type]  # what is tested


def test_repr_shows_no_address_and_no_number() -> None:
    message = letter(recipient=OLA_ON_PAPER, print_if_unread=UNREAD, request_for_registration=INVITATION)
    for hidden in ("Kari", "Testgata", "0155", "91234567"):
        assert hidden not in repr(message)
