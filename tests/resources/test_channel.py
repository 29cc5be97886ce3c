"""Encrypted letters, and those with other contents for print, against a Digipost on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, recipient
from digipost.content import content_from_bytes, content_from_path
from digipost.errors import DeliveryUnknownError, UnknownRecipientError
from digipost_schema import api_v8
from tests.support.cms import opened
from tests.support.counterpart import ONCE, base64_sha256
from tests.support.letters import OLA, document, letter
from tests.support.paper import PAPER
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from digipost import ClientConfig, Message, RequestSigning
    from digipost.sandbox import Letter, Sandbox

NUMBER_OF_NOBODY = "12345678901"
NOBODY = recipient.by_personal_identification_number(NUMBER_OF_NOBODY)
NOBODY_ON_PAPER = recipient.by_personal_identification_number(NUMBER_OF_NOBODY, print_details=PAPER)
OLA_ON_PAPER = attrs.evolve(OLA, print_details=PAPER)
SCREEN, PRINTED = b"<p>Hei</p>", pdf(2)


def secret(**changes: object) -> Message:
    return letter(primary_document=document(pdf(3), encrypt=True, **changes))


def two_faced(**changes: object) -> Message:
    face = document(SCREEN, file_type="html", print_content=content_from_bytes(PRINTED))
    return letter(**{"primary_document": face, "recipient": OLA_ON_PAPER, **changes})


def arrived(sandbox: Sandbox) -> Letter:
    (only,) = sandbox.letters
    return only


def targets(sandbox: Sandbox) -> list[str]:
    return [each.target for each in sandbox.requests if each.target != "/"]


class TestTheMailbox:
    def test_a_document_is_encrypted_for_its_recipient(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        delivery = client.messages.send(secret())
        there = arrived(sandbox)
        (cms,) = there.documents.values()
        assert opened(cms, sandbox.recipient_key, tmp_path / "key.pem") == pdf(3)
        assert there.message.primary_document.encrypted == api_v8.Encrypted(number_of_pages=3)
        assert there.message.primary_document.file_type == "pdf"
        assert delivery.primary_document.content_hash is not None
        assert delivery.primary_document.content_hash.value == base64_sha256(cms)
        assert delivery.delivery_method is api_v8.Channel.DIGIPOST

    def test_documents_that_are_not_marked_stay_as_they_are(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        html = document(SCREEN, file_type="html", encrypt=True)
        client.messages.send(letter(attachments=[html]))
        plain, cms = arrived(sandbox).documents.values()
        assert plain.startswith(b"%PDF")
        assert opened(cms, sandbox.recipient_key, tmp_path / "key.pem") == SCREEN
        message = arrived(sandbox).message
        assert message.primary_document.encrypted is None
        assert message.attachment[0].encrypted == api_v8.Encrypted()

    def test_nothing_is_said_of_print(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(attrs.evolve(secret(), recipient=OLA_ON_PAPER))
        assert arrived(sandbox).message.recipient == OLA

    def test_the_screen_content_is_what_arrives(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(two_faced())
        there = arrived(sandbox)
        assert [*there.documents.values()] == [SCREEN]
        assert there.message.primary_document.file_type == "html"
        assert there.message.recipient == OLA

    def test_a_large_file_is_encrypted_from_its_path(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        path = tmp_path / "large.txt"
        data = b"<a/>" * 100_000
        path.write_bytes(data)
        large = attrs.evolve(document(b"x", file_type="txt", encrypt=True), content=content_from_path(path))
        client.messages.send(letter(primary_document=large))
        (cms,) = arrived(sandbox).documents.values()
        assert opened(cms, sandbox.recipient_key, tmp_path / "key.pem") == data


class TestPrint:
    def test_who_has_no_mailbox_gets_the_print_content(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        more = document(pdf(1), subject="Vedlegg")
        delivery = client.messages.send(two_faced(recipient=NOBODY_ON_PAPER, attachments=[more]))
        there = arrived(sandbox)
        assert [*there.documents.values()] == [PRINTED, pdf(1)]
        assert [there.message.primary_document.file_type, there.message.attachment[0].file_type] == [
            "pdf"
        ] * 2
        assert there.message.recipient == NOBODY_ON_PAPER
        assert delivery.delivery_method is api_v8.Channel.PRINT

    def test_a_document_is_encrypted_for_print(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        client.messages.send(attrs.evolve(secret(), recipient=NOBODY_ON_PAPER))
        (cms,) = arrived(sandbox).documents.values()
        assert opened(cms, sandbox.print_key, tmp_path / "key.pem") == pdf(3)
        assert arrived(sandbox).message.primary_document.encrypted == api_v8.Encrypted(number_of_pages=3)

    def test_the_pages_are_those_of_the_print_content(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        face = document(SCREEN, file_type="html", encrypt=True, print_content=content_from_bytes(PRINTED))
        client.messages.send(letter(primary_document=face, recipient=NOBODY_ON_PAPER))
        (cms,) = arrived(sandbox).documents.values()
        assert opened(cms, sandbox.print_key, tmp_path / "key.pem") == PRINTED
        assert arrived(sandbox).message.primary_document.encrypted == api_v8.Encrypted(number_of_pages=2)

    def test_the_answer_about_another_recipient_gives_no_mailbox_the_print_content(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        client.messages.send(two_faced(recipient=NOBODY_ON_PAPER))
        sandbox.faults.add("replay-answer path=*identif* times=1")
        client.messages.send(two_faced())
        assert [*sandbox.letters[-1].documents.values()] == [SCREEN]
        assert sandbox.faults.rules[-1].is_spent

    def test_the_answer_about_another_recipient_encrypts_no_mailbox_for_the_printer(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        client.messages.send(attrs.evolve(secret(), recipient=NOBODY_ON_PAPER))
        sandbox.faults.add("replay-answer path=*identif* times=1")
        client.messages.send(attrs.evolve(secret(), recipient=OLA_ON_PAPER))
        (cms,) = sandbox.letters[-1].documents.values()
        assert opened(cms, sandbox.recipient_key, tmp_path / "key.pem") == pdf(3)

    @pytest.mark.parametrize("face", ["encrypted", "print content"])
    def test_the_mailbox_of_another_recipient_keeps_no_letter_from_print(
        self, client: DigipostClient, sandbox: Sandbox, face: str
    ) -> None:
        message = secret() if face == "encrypted" else two_faced()
        client.messages.send(attrs.evolve(message, message_id="first", recipient=OLA_ON_PAPER))
        sandbox.faults.add("replay-answer path=*identif* times=1")
        message = secret() if face == "encrypted" else two_faced()
        delivery = client.messages.send(attrs.evolve(message, recipient=NOBODY_ON_PAPER))
        assert delivery.delivery_method is api_v8.Channel.PRINT
        assert sandbox.faults.rules[-1].is_spent

    def test_the_answer_about_another_recipient_refuses_nothing(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        with pytest.raises(UnknownRecipientError):
            client.messages.send(attrs.evolve(secret(), recipient=NOBODY))
        sandbox.faults.add("replay-answer path=*identif* times=1")
        client.messages.send(secret())
        assert len(sandbox.letters) == 1

    def test_who_is_only_printed_for_is_not_asked_about(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        client.messages.send(attrs.evolve(secret(), recipient=recipient.print_only(PAPER)))
        (cms,) = arrived(sandbox).documents.values()
        assert opened(cms, sandbox.print_key, tmp_path / "key.pem") == pdf(3)
        assert not [target for target in targets(sandbox) if "identification" in target]

    def test_the_certificate_is_fetched_once_in_a_while(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first = client.messages.print_certificate()
        for _ in range(2):
            client.messages.send(attrs.evolve(secret(), recipient=recipient.print_only(PAPER)))
        assert client.messages.print_certificate() == first
        assert len([target for target in targets(sandbox) if "certificate" in target]) == 1

    def test_without_an_address_nothing_is_sent(self, client: DigipostClient, sandbox: Sandbox) -> None:
        with pytest.raises(UnknownRecipientError, match="add print details") as caught:
            client.messages.send(attrs.evolve(secret(), recipient=NOBODY))
        assert caught.value.code == "UNKNOWN_RECIPIENT"
        assert sandbox.letters == ()
        assert "/messages" not in targets(sandbox)


class TestLost:
    def test_an_encrypted_letter_is_found_by_the_hash_of_what_was_sent(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(secret())
        assert delivery.primary_document.encrypted == api_v8.Encrypted(number_of_pages=3)
        assert (
            delivery.primary_document.content_hash == arrived(sandbox).delivery.primary_document.content_hash
        )

    def test_it_is_confirmed_by_the_hash_of_the_error(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        message = secret()
        sandbox.faults.lose_next_answer()
        with DigipostClient(attrs.evolve(config, retries=ONCE), credentials) as client:
            with pytest.raises(DeliveryUnknownError) as caught:
                client.messages.send(message)
            with pytest.raises(DeliveryUnknownError, match="not known to be this one's"):
                client.messages.confirm(message)
            delivery = client.messages.confirm(message, content_hash=caught.value.content_hash)
        assert delivery.message_id == message.message_id

    @pytest.mark.parametrize("who", [OLA_ON_PAPER, NOBODY_ON_PAPER])
    def test_either_content_is_a_proof(
        self, who: api_v8.MessageRecipient, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = two_faced(recipient=who)
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(message)
        assert (
            client.messages.confirm(message).primary_document.content_hash
            == delivery.primary_document.content_hash
        )
