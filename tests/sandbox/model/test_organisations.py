"""Organisations as recipients."""

from __future__ import annotations

import pytest

from digipost import recipient
from digipost.errors import InvalidValueError, NotFoundError
from digipost.identification import DigipostUser, KnownPerson, Unidentified
from digipost.sandbox import Organisation, Sandbox
from digipost.sandbox.model.people import MADE_UP_ORGANISATIONS, MADE_UP_PEOPLE
from digipost_schema import api_v8
from tests.support.letters import document, letter
from tests.support.paper import PAPER
from tests.support.tables import in_one_test

OWN, WITH_MAILBOX, WITHOUT = MADE_UP_ORGANISATIONS


def to(organisation: Organisation) -> api_v8.MessageRecipient:
    return recipient.by_organisation_number(organisation.organisation_number)


@pytest.mark.parametrize("party", [*MADE_UP_ORGANISATIONS, MADE_UP_PEOPLE[-1]], ids=lambda party: party.name)
def test_made_up_numbers_have_the_right_check_digit(party: Organisation) -> None:
    weights = {9: (3, 2, 7, 6, 5, 4, 3, 2, 1), 11: (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)}[len(party.number)]
    assert sum(weight * int(digit) for weight, digit in zip(weights, party.number, strict=True)) % 11 == 0


def test_they_are_identified(sandbox: Sandbox) -> None:
    client = sandbox.client()
    assert isinstance(client.recipients.identify(to(WITH_MAILBOX)), DigipostUser)
    assert isinstance(client.recipients.identify(to(WITHOUT)), KnownPerson)
    unknown = recipient.by_organisation_number("984661185")
    assert isinstance(client.recipients.identify(unknown), Unidentified)


def test_they_are_found_by_name(sandbox: Sandbox) -> None:
    (found,) = sandbox.client().recipients.search("prøveby")
    assert (found.organisation_name, found.organisation_number) == ("PRØVEBY KOMMUNE", WITH_MAILBOX.number)
    assert (found.firstname, found.digipost_address) == (None, WITH_MAILBOX.digipost_address)
    assert sandbox.client().recipients.search("papirmøllen") == []


def test_they_get_letters(sandbox: Sandbox) -> None:
    client = sandbox.client()
    delivery = client.messages.send(letter(recipient=to(WITH_MAILBOX)))
    assert delivery.delivery_method is api_v8.Channel.DIGIPOST
    (received,) = sandbox.recipient(WITH_MAILBOX.number).letters
    assert received.recipient == WITH_MAILBOX
    assert list(client.inbox.list_documents()) == []
    with pytest.raises(NotFoundError):
        client.messages.send(letter(recipient=to(WITHOUT)))
    on_paper = recipient.by_organisation_number(WITHOUT.number, print_details=PAPER)
    assert client.messages.send(letter(recipient=on_paper)).delivery_method is api_v8.Channel.PRINT


def test_one_with_an_account_has_them_in_its_inbox_over_the_api(sandbox: Sandbox) -> None:
    client = sandbox.client()
    primary = document(b"%PDF-1.7 one", subject="Innkalling", opening_receipt="1")
    attached = document(b"two", file_type="txt", subject="To")
    message = letter(recipient=to(OWN), primary_document=primary, attachments=[attached])
    client.messages.send(message)
    (received,) = client.inbox.list_documents()
    assert (received.subject, received.content_type) == ("Innkalling", "application/pdf")
    assert received.reference_from_sender == message.message_id
    (attachment,) = received.attachment
    assert (attachment.subject, attachment.content_type) == ("To", "text/plain")
    assert client.documents.status(primary.uuid, sender_id=12345).read is api_v8.Read.N
    with client.inbox.content(received) as download:
        assert download.read() == b"%PDF-1.7 one"
    with client.inbox.content(attachment) as download:
        assert download.read() == b"two"
    assert client.documents.status(primary.uuid, sender_id=12345).read is api_v8.Read.Y
    client.inbox.delete(received)
    assert list(client.inbox.list_documents()) == []
    assert sandbox.letters[0].documents[primary.uuid] == b"%PDF-1.7 one"


def test_a_letter_for_later_or_in_a_batch_comes_into_the_inbox_then(sandbox: Sandbox) -> None:
    client = sandbox.client()
    batch = client.batches.create()
    client.messages.send(letter(recipient=to(OWN), batch=batch.uuid))
    assert list(client.inbox.list_documents()) == []
    batch.complete()
    assert len(list(client.inbox.list_documents())) == 1
    later = sandbox.clock.now().replace(year=2025)
    client.messages.send(letter(recipient=to(OWN), delivery_time=later))
    assert len(list(client.inbox.list_documents())) == 1
    sandbox.clock.advance(days=366)
    assert len(list(client.inbox.list_documents())) == 2


@in_one_test("number", ["31000001", "3100000199", "31000001x"])
def test_an_organisation_has_nine_digits(number: str) -> None:
    with pytest.raises(InvalidValueError, match="nine digits"):
        Organisation(name="Eksempel", organisation_number=number)
