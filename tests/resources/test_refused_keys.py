"""Letters that Digipost refuses because of the key that they were encrypted with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, recipient
from digipost.errors import DuplicateMessageError, InvalidRequestError, TransportError, UnknownRecipientError
from tests.support.counterpart import (
    Reply,
    base64_sha256,
    delivery_of,
    error,
)
from tests.support.key_refusals import (
    FIRST,
    SECOND,
    SECRET,
    STATUS,
    WRONG_KEY,
    client_of,
    digipost,
    letters,
    status_of,
)
from tests.support.letters import OLA, letter
from tests.support.paper import PAPER
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from digipost import Message, RequestSigning
    from digipost.sandbox import Sandbox

SECRET_PRINT = attrs.evolve(SECRET, recipient=recipient.print_only(PAPER))
LOST = TransportError("lost", request_sent=True)
REFUSALS = pytest.mark.parametrize("refusal", [WRONG_KEY, error(400, "ENCRYPTION_KEY_NOT_FOUND")])


@REFUSALS
def test_the_certificate_for_print_is_fetched_anew(refusal: Reply, credentials: RequestSigning) -> None:
    transport = digipost(refusal, delivery_of(SECRET))
    client = client_of(transport, credentials)
    assert client.messages.send(SECRET_PRINT).status == "DELIVERED"
    assert transport.targets == ["/", "/print", "/messages", "/print", "/messages"]
    refused, accepted = letters(transport)
    assert (FIRST in refused, SECOND in refused) == (True, False)
    assert (FIRST in accepted, SECOND in accepted) == (False, True)
    assert re.findall(rb"<message-id>(.+)</message-id>", refused + accepted) == [b"letter-1"] * 2
    client.messages.send(SECRET_PRINT)
    assert SECOND in letters(transport)[-1]
    assert transport.targets.count("/print") == 2


@REFUSALS
def test_the_recipient_is_identified_anew(refusal: Reply, credentials: RequestSigning) -> None:
    transport = digipost(refusal, delivery_of(SECRET))
    client_of(transport, credentials).messages.send(SECRET)
    assert transport.targets == ["/", "/identify", "/messages", "/identify", "/messages"]
    refused, accepted = letters(transport)
    assert b"old-key" in refused
    assert b"new-key" in accepted


@REFUSALS
@pytest.mark.parametrize("kind", [SECRET, SECRET_PRINT], ids=["mailbox", "print"])
def test_a_letter_that_arrived_before_the_refusal_of_another_ones_key_is_delivered(
    kind: Message, refusal: Reply, credentials: RequestSigning
) -> None:
    """Encrypted anew it has another content, so that the hash of the first one is the proof."""
    sent: list[str] = []
    transport = digipost(refusal, error(400, "DUPLICATE_MESSAGE"), look_up=lambda: status_of(SECRET, sent[0]))
    delivery = client_of(transport, credentials).messages.send(kind, before_sending=sent.append)
    assert delivery.message_id == "letter-1"
    assert len(set(sent)) == 2


def test_the_content_of_another_letter_is_no_proof_then(credentials: RequestSigning) -> None:
    transport = digipost(
        WRONG_KEY, error(400, "DUPLICATE_MESSAGE"), look_up=lambda: status_of(SECRET, base64_sha256(pdf()))
    )
    with pytest.raises(DuplicateMessageError):
        client_of(transport, credentials).messages.send(SECRET)


def test_a_letter_to_an_unknown_recipient_without_an_address_is_not_prepared_anew(
    credentials: RequestSigning,
) -> None:
    transport = digipost(error(404, "UNKNOWN_RECIPIENT"))
    with pytest.raises(UnknownRecipientError):
        client_of(transport, credentials).messages.send(SECRET)
    assert transport.targets.count("/identify") == 1
    first, again = letters(transport)
    assert first == again


def test_a_letter_is_not_encrypted_a_third_time(credentials: RequestSigning) -> None:
    transport = digipost(WRONG_KEY)
    with pytest.raises(InvalidRequestError, match="Send the message again") as caught:
        client_of(transport, credentials).messages.send(SECRET)
    assert caught.value.code == "CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY"
    assert len(letters(transport)) == 2


def test_another_refusal_says_nothing_of_the_key(credentials: RequestSigning) -> None:
    refusal = error(400, "CONTENT_NOT_ENCRYPTED")
    transport = digipost(refusal, refusal, delivery_of(SECRET))
    with pytest.raises(InvalidRequestError):
        client_of(transport, credentials).messages.send(SECRET)
    first, again = letters(transport)
    assert first == again


def test_a_letter_without_encryption_is_sent_once(credentials: RequestSigning) -> None:
    transport = digipost(WRONG_KEY, delivery_of(SECRET))
    with pytest.raises(InvalidRequestError):
        client_of(transport, credentials).messages.send(letter())
    assert len(letters(transport)) == 1


def test_a_letter_that_may_have_arrived_is_not_encrypted_anew(credentials: RequestSigning) -> None:
    transport = digipost(LOST, WRONG_KEY, delivery_of(SECRET))
    client = client_of(transport, credentials)
    with pytest.raises(InvalidRequestError):
        client.messages.send(SECRET_PRINT)
    assert transport.targets == ["/", "/print", "/messages", "/messages", STATUS]
    assert letters(transport)[0] == letters(transport)[1]
    client.messages.send(SECRET_PRINT)  # as the caller decides
    assert SECOND in letters(transport)[-1]


def test_it_arrives_encrypted_at_the_second_try(client: DigipostClient, sandbox: Sandbox) -> None:
    rule = "status=400 code=CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY path=/messages times=1"
    sandbox.faults.add(rule)
    assert client.messages.send(SECRET).status == "DELIVERED"
    (arrived,) = sandbox.letters
    assert (arrived.message.message_id, arrived.message.recipient) == ("letter-1", OLA)
    assert arrived.message.primary_document.encrypted is not None
