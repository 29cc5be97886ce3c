"""A letter is sent once, whatever happens on the way: over HTTP, against a Digipost that loses answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, RequestForRegistration, recipient
from digipost.errors import (
    DigipostError,
    DuplicateMessageError,
    NotFoundError,
    ServerError,
    TransportError,
)
from digipost.retries import RetryPolicy
from digipost_schema import api_v8
from tests.support.counterpart import ONCE, base64_sha256
from tests.support.letters import document, letter
from tests.support.paper import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import ClientConfig, Message, RequestSigning
    from digipost.sandbox import Sandbox

THREE_TIMES = RetryPolicy(attempts=3, first_wait=timedelta(0))
NOBODY = "12345678901"


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=THREE_TIMES)


@pytest.fixture
def impatient(config: ClientConfig, credentials: RequestSigning) -> Iterator[DigipostClient]:
    """A client that tries once."""
    with DigipostClient(attrs.evolve(config, retries=ONCE), credentials) as client:
        yield client


def asked(sandbox: Sandbox) -> list[tuple[str, int]]:
    """The sandbox's requests, but for those of the entry point."""
    return [(each.method, each.status) for each in sandbox.requests if each.target != "/"]


def status_path(message: Message, sender_id: int = 12345) -> str:
    return f"/documents/{sender_id}/{message.primary_document.uuid}/status"


class TestLostAnswers:
    def test_a_letter_whose_answer_was_lost_is_found(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter(attachments=[document(b"terms", subject="Vilkår")])
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(message)
        (arrived,) = sandbox.letters
        assert delivery == arrived.delivery
        assert asked(sandbox) == [("POST", 201), ("POST", 400), ("GET", 200)]

    def test_it_has_no_links(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(letter())
        assert (delivery.link, delivery.primary_document.link) == ([], [])

    def test_it_is_looked_up_at_its_sender(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.allow(12345, 67890)
        message = letter(sender_id=67890)
        sandbox.faults.lose_next_answer()
        assert client.messages.send(message).sender_id == 67890
        assert sandbox.requests[-1].target == status_path(message, 67890)

    def test_one_on_paper_is_found(self, client: DigipostClient, sandbox: Sandbox) -> None:
        who = recipient.by_personal_identification_number(NOBODY, print_details=PAPER)
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(letter(recipient=who))
        assert delivery.delivery_method is api_v8.Channel.PRINT
        assert delivery.status is api_v8.MessageStatus.DELIVERED_TO_PRINT

    def test_one_that_waits_for_a_registration_is_found(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter(
            recipient=recipient.by_personal_identification_number(NOBODY),
            request_for_registration=RequestForRegistration(
                registration_deadline=datetime.now(UTC) + timedelta(days=7), phone_number="+4791234567"
            ),
        )
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(message)
        assert delivery == sandbox.letters[0].delivery
        assert delivery.delivery_method is api_v8.Channel.PENDING
        assert delivery.status is api_v8.MessageStatus.COMPLETE

    def test_one_that_never_arrived_is_sent_again(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter()
        sandbox.faults.refuse_next()
        assert client.messages.send(message).message_id == message.message_id
        assert asked(sandbox) == [("POST", 503), ("POST", 201)]

    def test_a_refusal_whose_answer_was_lost_is_heard(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.lose_next_answer()
        with pytest.raises(NotFoundError, match="add print details"):
            client.messages.send(letter(recipient=recipient.by_personal_identification_number(NOBODY)))
        again = [("POST", 404), ("GET", 404)]
        assert asked(sandbox) == [("POST", 404), *again, *again]

    def test_a_refusal_after_a_fault_is_not_the_last_word(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter()
        client.messages.send(message)
        sandbox.faults.refuse_next()
        # The first attempt was answered with 503, which Digipost can have sent after taking the letter in.
        assert client.messages.send(message).message_id == message.message_id


class TestAnothersLetter:
    def test_an_id_that_another_letter_has_is_refused(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter(message_id="once"))
        with pytest.raises(DuplicateMessageError):
            client.messages.send(letter(message_id="once"))
        assert asked(sandbox) == [("POST", 201), *[("POST", 400), ("GET", 404)] * 2]

    def test_an_id_that_another_letter_has_is_no_proof(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        client.messages.send(letter(message_id="once"))
        sandbox.faults.lose_next_answer()
        with pytest.raises(DuplicateMessageError):
            client.messages.send(letter(message_id="once"))
        assert asked(sandbox)[1:] == [("POST", 400), *[("POST", 400), ("GET", 404)] * 2]
        assert len(sandbox.letters) == 1

    def test_a_uuid_with_another_content_is_no_proof(self, client: DigipostClient, sandbox: Sandbox) -> None:
        first = letter()
        client.messages.send(first)
        other = document(b"%PDF-1.7 another letter", uuid=first.primary_document.uuid)
        sandbox.faults.lose_next_answer()
        with pytest.raises(DigipostError) as caught:
            client.messages.send(letter(message_id="another", primary_document=other))
        assert getattr(caught.value, "code", None) == "DUPLICATE_DOCUMENT_ID"
        assert len(sandbox.letters) == 1

    def test_attachments_have_the_hashes_of_the_status(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter(attachments=[document(b"terms")])
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(message)
        assert delivery.attachment[0].content_hash == api_v8.ContentHash(
            value=base64_sha256(b"terms"), hash_algorithm="SHA256"
        )


class TestNothingWasSent:
    def test_without_a_connection_nothing_was(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter())  # for the entry point
        sandbox.close()
        with pytest.raises(TransportError) as caught:
            client.messages.send(letter())
        assert not caught.value.request_sent

    def test_what_digipost_cannot_take_now_it_has_not_taken(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        for _ in range(3):
            sandbox.faults.refuse_next()
        with pytest.raises(ServerError, match="not sent twice") as caught:
            client.messages.send(letter())
        assert caught.value.code == "API_UNAVAILABLE"
        assert asked(sandbox) == [*[("POST", 503)] * 3, ("GET", 404)]

    def test_what_fails_before_the_letter_says_nothing_of_it(
        self, impatient: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.lose_next_answer("/")
        with pytest.raises(TransportError):
            impatient.messages.send(letter())
        assert asked(sandbox) == []
