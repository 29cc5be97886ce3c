"""Contents that the sandbox takes for print, for invitations and as encrypted; and the print certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digipost.content import content_from_bytes
from digipost.encryption import EncryptedContent, EncryptionKey, certificate_key, recipient_key
from digipost.preflight import check_html
from digipost.sandbox.services.recipients import RECIPIENT_KEY_ID
from digipost.sandbox.services.senders import DEFAULT_FEATURES
from digipost_schema import api_v8, from_xml
from tests.support.counterpart import VECTORS
from tests.support.raw_requests import BROKER_ID, NOBODY, PRINT_DETAILS, Caller, Letter, multipart, part

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox

ON_PAPER = NOBODY + PRINT_DETAILS
OLA = "<personal-identification-number>31108412345</personal-identification-number>"
ADDRESS = "<digipost-address>ola.nordmann#1234</digipost-address>"
ENCRYPTED = '<encrypted number-of-pages="1"/>'
MUST_BE_PDF = (400, "CONTENT_OF_PRINT_MESSAGE_MUST_BE_PDF")
UNREAD = (
    "<print-if-unread><print-if-unread-after>2024-12-24T17:00:00Z</print-if-unread-after>"
    f"{PRINT_DETAILS}</print-if-unread>"
)


def invitation(more: str = "") -> str:
    deadline = "<registration-deadline>2024-12-24T17:00:00Z</registration-deadline>"
    return f"<request-for-registration>{deadline}{more}</request-for-registration>"


def html(letter: Letter) -> bytes:
    xml = letter.xml.replace(b"<file-type>pdf<", b"<file-type>html<")
    return multipart(part("message", xml), part(letter.uuid, letter.content))


def encrypted(key: EncryptionKey) -> bytes:
    with EncryptedContent(content_from_bytes(b"%PDF-1.7"), key).open() as stream:
        return stream.read()


def certificate(sandbox: Sandbox, caller: Caller) -> str:
    entry_point = from_xml(api_v8.Entrypoint, caller.get("/").body)
    (uri,) = [
        each.uri
        for each in entry_point.link
        if (each.rel or "").endswith("/get_print_encryption_certificate")
    ]
    answer = caller.get(uri.removeprefix(sandbox.url))
    assert answer.status == 200
    return from_xml(api_v8.EncryptionCertificate, answer.body).value


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": ON_PAPER},
        {"recipient": PRINT_DETAILS},
        {"at_end": UNREAD},
        {"at_end": invitation(PRINT_DETAILS)},
    ],
)
def test_what_is_or_may_be_printed_must_be_pdf(
    changes: dict[str, Any], sandbox: Sandbox, caller: Caller
) -> None:
    letter = Letter(**changes)
    assert caller.post(html(letter)).refusal == MUST_BE_PDF
    assert sandbox.letters == ()
    assert caller.post(letter.body).status == 201


def test_what_is_for_a_mailbox_may_be_anything(caller: Caller) -> None:
    assert caller.post(html(Letter(recipient=OLA + PRINT_DETAILS))).status == 201


class TestHtml:
    @pytest.mark.parametrize(
        "content",
        [b"<script>x</script>", b"<p onclick='x'>", b"<style>* { margin: 0; }</style>", b"<img src='a.png'>"],
    )
    def test_what_the_validator_refuses_is_refused(
        self, content: bytes, sandbox: Sandbox, caller: Caller
    ) -> None:
        answer = caller.post(html(Letter(recipient=OLA, content=content)))
        assert answer.refusal == (400, "ILLEGAL_HTML_CONTENT")
        assert check_html(content).messages[0].text in from_xml(api_v8.Error, answer.body).error_message
        assert sandbox.letters == ()

    @pytest.mark.parametrize("content", [b"<p>Hei", b"<!-- x --><p>Hei</p>", b"\xe6", b"%PDF-1.7"])
    def test_what_it_accepts_or_mends_arrives(self, content: bytes, caller: Caller) -> None:
        assert caller.post(html(Letter(recipient=OLA, content=content))).status == 201

    def test_what_is_encrypted_cannot_be_checked(self, sandbox: Sandbox, caller: Caller) -> None:
        pem = sandbox.recipient_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        cms = encrypted(recipient_key(pem.decode(), RECIPIENT_KEY_ID))
        assert caller.post(html(Letter(in_document=ENCRYPTED, content=cms))).status == 201

    def test_a_sender_needs_the_feature(self, sandbox: Sandbox, caller: Caller) -> None:
        letter = Letter(recipient=OLA, content=b"<p>Hei</p>")
        without = {name: param for name, param in DEFAULT_FEATURES.items() if name != "brev.kanSendeHtml"}
        sandbox.directory.set_features(BROKER_ID, without)
        assert caller.post(html(letter)).refusal == (400, "ILLEGAL_CONTENT_TYPE")
        sandbox.directory.set_features(BROKER_ID, DEFAULT_FEATURES)
        assert caller.post(html(letter)).status == 201


def test_what_is_called_pdf_must_be_one_to_be_printed(caller: Caller) -> None:
    letter = Letter(recipient=ON_PAPER, content=b"<html>")
    assert caller.post(letter.body).refusal == (400, "INVALID_PDF_CONTENT")


@pytest.mark.parametrize(
    ("recipient", "more", "refusal"),
    [
        (ADDRESS, "", (400, "VALIDATION_FAILED")),
        (NOBODY, "<phone-number>912345678</phone-number>", (400, "INVALID_PHONE_NUMBER")),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(
    recipient: str, more: str, refusal: tuple[int, str], caller: Caller
) -> None:
    assert caller.post(Letter(recipient=recipient, at_end=invitation(more)).body).refusal == refusal


@pytest.mark.parametrize("number", ["91234567", "+46701234567", "0046701234567", "01146701234567"])
def test_an_invitation_goes_to_a_telephone_number(number: str, caller: Caller) -> None:
    letter = Letter(recipient=NOBODY, at_end=invitation(f"<phone-number>{number}</phone-number>"))
    assert caller.post(letter.body).status == 201


def test_the_certificate_for_print_stays_the_same(sandbox: Sandbox, caller: Caller) -> None:
    pem = certificate(sandbox, caller)
    assert certificate(sandbox, caller) == pem
    assert x509.load_pem_x509_certificate(pem.encode()).public_key() == sandbox.print_key.public_key()


class TestEncrypted:
    def test_what_is_for_the_mailbox_is_kept_as_it_came(self, sandbox: Sandbox, caller: Caller) -> None:
        pem = (VECTORS / "recipient.pub.pem").read_text()  # the sandbox compares the name of the key
        cms = encrypted(recipient_key(pem, RECIPIENT_KEY_ID))
        assert caller.post(Letter(in_document=ENCRYPTED, content=cms).body).status == 201
        assert [*sandbox.letters[0].documents.values()] == [cms]

    def test_what_is_for_print_is_kept_as_it_came(self, sandbox: Sandbox, caller: Caller) -> None:
        cms = encrypted(certificate_key(certificate(sandbox, caller)))
        letter = Letter(recipient=ON_PAPER, in_document=ENCRYPTED, content=cms)
        assert caller.post(letter.body).status == 201
        assert [*sandbox.letters[0].documents.values()] == [cms]

    @pytest.mark.parametrize("recipient", [OLA, ON_PAPER])
    def test_what_is_not_encrypted_is_refused(self, recipient: str, caller: Caller) -> None:
        letter = Letter(recipient=recipient, in_document=ENCRYPTED)
        assert caller.post(letter.body).refusal == (400, "CONTENT_NOT_ENCRYPTED")

    @pytest.mark.parametrize("recipient", [OLA, ON_PAPER])
    @pytest.mark.parametrize("name", ["cms-recipient.der", "cms-print.der"])
    def test_what_is_for_another_key_is_refused(self, name: str, recipient: str, caller: Caller) -> None:
        # As Digipost's Java client makes it.
        letter = Letter(recipient=recipient, in_document=ENCRYPTED, content=(VECTORS / name).read_bytes())
        assert caller.post(letter.body).refusal == (400, "CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY")

    def test_the_key_of_print_is_not_that_of_a_mailbox(self, sandbox: Sandbox, caller: Caller) -> None:
        cms = encrypted(certificate_key(certificate(sandbox, caller)))
        letter = Letter(in_document=ENCRYPTED, content=cms)
        assert caller.post(letter.body).refusal == (400, "CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY")
        again = attrs.evolve(letter, recipient=ON_PAPER)
        assert caller.post(again.body).status == 201
