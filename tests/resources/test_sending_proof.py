"""An answer belongs to its letter, and a rejection counts only if it proves something: over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, recipient
from digipost.errors import (
    ApiError,
    AuthenticationError,
    DeliveryUnknownError,
    DuplicateMessageError,
    InvalidRequestError,
    NotFoundError,
    ParseError,
    UnknownRecipientError,
)
from tests.support.arrivals import arrived_ids, asked
from tests.support.counterpart import THREE_TIMES
from tests.support.letters import document, letter

if TYPE_CHECKING:
    from digipost import ClientConfig
    from digipost.sandbox import Sandbox


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=THREE_TIMES)


class TestReplayedAnswers:
    def test_the_answer_to_another_letter_proves_nothing(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first, second = letter(), letter()
        client.messages.send(first)
        sandbox.faults.add("replay-answer path=/messages times=1")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(second)
        assert isinstance(caught.value.__cause__, ParseError)
        assert caught.value.__cause__.path == "message-delivery/message-id"
        assert arrived_ids(sandbox) == [first.message_id]
        assert asked(sandbox)[1:] == [("POST", 201), ("GET", 404)]

    @pytest.mark.parametrize("documents", [1, 2])
    def test_the_refusal_of_another_letter_is_not_believed_of_one_that_arrived(
        self, client: DigipostClient, sandbox: Sandbox, documents: int
    ) -> None:
        refused = letter(recipient=recipient.by_personal_identification_number("01013399999"))
        with pytest.raises(UnknownRecipientError):
            client.messages.send(refused)
        sandbox.faults.add("late-answer path=/messages times=1")
        sent = letter(attachments=[document() for _ in range(documents - 1)])
        delivery = client.messages.send(sent)
        assert delivery.message_id == sent.message_id
        assert arrived_ids(sandbox) == [sent.message_id]

    @pytest.mark.parametrize(
        "refusal",
        [
            "status=403 code=BROKER_NOT_AUTHORIZED",
            "status=403",
            "status=400 code=INVALID_SIGNATURE",
            "status=409",
        ],
    )
    def test_no_kind_of_refusal_is_believed_of_a_letter_that_arrived(
        self, client: DigipostClient, sandbox: Sandbox, refusal: str
    ) -> None:
        sandbox.faults.add(f"{refusal} processed=yes path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert arrived_ids(sandbox) == [sent.message_id]
        assert [method for method, _ in asked(sandbox)] == ["POST", "GET"]

    @pytest.mark.parametrize("status", [403, 409])
    def test_nor_of_one_that_digipost_has_not_heard_of(
        self, client: DigipostClient, sandbox: Sandbox, status: int
    ) -> None:
        sandbox.faults.add(f"status={status} path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert asked(sandbox) == [("POST", status), ("GET", 404), ("POST", 201)]

    def test_an_account_without_permission_hears_so_at_the_second_refusal(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=403 code=BROKER_NOT_AUTHORIZED")
        with pytest.raises(AuthenticationError) as caught:
            client.messages.send(letter())
        assert caught.value.code == "BROKER_NOT_AUTHORIZED"
        assert sandbox.letters == ()

    def test_a_refusal_of_its_own_stands(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.add("status=400 path=/messages")
        with pytest.raises(InvalidRequestError):
            client.messages.send(letter())
        assert asked(sandbox) == [("POST", 400), ("GET", 404)] * 2
        assert arrived_ids(sandbox) == []

    def test_a_refusal_that_does_not_come_again_was_not_this_letters(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert asked(sandbox) == [("POST", 400), ("GET", 404), ("POST", 201)]

    @pytest.mark.parametrize("id_of_the_first", ["once", None])
    def test_a_replayed_refusal_of_a_letter_that_digipost_has_not_heard_of_is_not_believed(
        self, client: DigipostClient, sandbox: Sandbox, id_of_the_first: str | None
    ) -> None:
        if id_of_the_first is not None:
            client.messages.send(letter(message_id=id_of_the_first))
            refused = letter(message_id=id_of_the_first)
        else:
            refused = letter(recipient=recipient.by_personal_identification_number("01013399999"))
        with pytest.raises(ApiError):
            client.messages.send(refused)
        sandbox.faults.add("replay-answer path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert arrived_ids(sandbox)[-1] == sent.message_id

    def test_a_letter_is_unknown_if_it_cannot_be_sent_again(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 path=/messages times=1")
        sandbox.faults.add("hang-up path=/messages")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(letter())
        assert caught.value.retryable

    def test_so_it_does_when_the_status_cannot_be_had(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.add("status=400 path=/messages")
        sandbox.faults.add("status=503 path=/documents/*")
        with pytest.raises(InvalidRequestError):
            client.messages.send(letter())

    def test_the_same_letter_can_be_sent_again_then(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter())
        message = letter()
        sandbox.faults.add("replay-answer path=/messages times=1")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(message)
        assert caught.value.retryable
        with pytest.raises(NotFoundError):
            client.messages.confirm(message)
        assert client.messages.send(message).message_id == message.message_id
        assert arrived_ids(sandbox)[1:] == [message.message_id]

    def test_answers_that_come_one_letter_late_are_told_apart(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("late-answer path=/messages")
        messages = [letter(attachments=[document(b"terms")]) for _ in range(4)]
        for message in messages:
            delivery = client.messages.send(message)
            assert delivery.message_id == message.message_id
            assert delivery.primary_document.uuid == message.primary_document.uuid
        assert arrived_ids(sandbox) == [each.message_id for each in messages]

    def test_a_replayed_refusal_is_no_delivery(self, client: DigipostClient, sandbox: Sandbox) -> None:
        refused = letter(message_id="once")
        client.messages.send(letter(message_id="once"))
        with pytest.raises(DuplicateMessageError):
            client.messages.send(refused)
        sandbox.faults.add("replay-answer path=/messages")
        with pytest.raises(ApiError):
            client.messages.send(letter())
        assert arrived_ids(sandbox) == ["once"]
