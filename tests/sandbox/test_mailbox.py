"""The view of recipients, and the effects of their actions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from digipost.errors import InvalidValueError
from digipost.sandbox import Person, SharedFile
from digipost.sandbox.model.people import MADE_UP_PEOPLE
from digipost_schema import api_v8, to_xml
from tests.support.raw_requests import NOBODY, Caller, Letter, attachment, exchange, multipart, part

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox

OLA = MADE_UP_PEOPLE[0]
RECEIPT = "<opening-receipt>0123</opening-receipt>"
REQUEST = (
    '<data-type><share-documents-request xmlns="http://api.digipost.no/schema/datatypes">'
    "<max-share-duration-seconds>60</max-share-duration-seconds><purpose>Lånesøknad</purpose>"
    "</share-documents-request></data-type>"
)
INVOICE = (
    '<data-type><invoice xmlns="http://api.digipost.no/schema/datatypes">'
    "<due-date>2024-07-01T00:00:00+02:00</due-date><sum>1</sum>"
    "<creditor-account>15941432384</creditor-account><kid>123123123</kid></invoice></data-type>"
)


def sent(caller: Caller, letter: Letter) -> UUID:
    assert caller.post(letter.body).status == 201
    return UUID(letter.uuid)


def kinds(sandbox: Sandbox, place: int = 0) -> list[str]:
    return [event.type.value for event in sandbox.events(sandbox.letters[place])]


@pytest.mark.parametrize(
    "who",
    [OLA, OLA.personal_identification_number, OLA.digipost_address],
    ids=["person", "number", "address"],
)
def test_a_mailbox_is_found_by_whose_it_is(sandbox: Sandbox, who: str | Person) -> None:
    mailbox = sandbox.recipient(who)
    assert mailbox.owner == OLA
    assert mailbox.is_registered
    assert repr(mailbox) == "Mailbox(Ola Nordmann)"


@pytest.mark.parametrize("who", ["", "nobody#0000", "1234567890", "98466118x"])
def test_there_is_no_mailbox_of_what_is_no_recipient(sandbox: Sandbox, who: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^recipient: must be") as caught:
        sandbox.recipient(who)
    assert not who or who not in str(caught.value)


def test_letters_are_there_when_they_are_delivered(sandbox: Sandbox, caller: Caller) -> None:
    later = Letter(message_id="later", before_document="<delivery-time>2024-06-03T14:02:02Z</delivery-time>")
    sent(caller, later)
    sent(caller, Letter(message_id="now"))
    to_another = f"<digipost-address>{MADE_UP_PEOPLE[1].digipost_address}</digipost-address>"
    sent(caller, Letter(message_id="other", recipient=to_another))

    mailbox = sandbox.recipient(OLA)
    assert [each.message.message_id for each in mailbox.letters] == ["now"]
    with pytest.raises(InvalidValueError, match="no letter in this mailbox"):
        mailbox.open(UUID(later.uuid))
    sandbox.clock.advance(hours=3)
    assert [each.message.message_id for each in mailbox.letters] == ["now", "later"]
    assert mailbox.open(UUID(later.uuid)) == later.content


def test_opening_turns_read_to_yes_and_sends_the_receipt_once(sandbox: Sandbox, caller: Caller) -> None:
    enclosed = str(uuid4())
    letter = Letter(in_document=RECEIPT, attachments=attachment(enclosed))
    caller.post(
        multipart(part("message", letter.xml), part(letter.uuid, b"%PDF-1"), part(enclosed, b"%PDF-2"))
    )
    uuid = UUID(letter.uuid)

    def read() -> str | None:
        return caller.get(f"/documents/777/{uuid}/status").xml.get("read")

    assert read() == "N"
    mailbox = sandbox.recipient(OLA)
    assert mailbox.open(UUID(enclosed)) == b"%PDF-2"
    assert (read(), kinds(sandbox)) == ("N", [])
    assert mailbox.open(uuid) == mailbox.open(uuid) == b"%PDF-1"
    assert (read(), kinds(sandbox)) == ("Y", ["OPENED"])
    assert set(sandbox.letters[0].opened) == {uuid, UUID(enclosed)}


def test_an_event_that_it_was_opened_means_that_it_was_read(sandbox: Sandbox, caller: Caller) -> None:
    uuid = sent(caller, Letter(in_document=RECEIPT))
    sandbox.record_event(uuid, api_v8.EventType.OPENED)
    assert caller.get(f"/documents/777/{uuid}/status").xml.get("read") == "Y"
    sandbox.recipient(OLA).open(uuid)
    assert kinds(sandbox) == ["OPENED"]


def test_an_invoice_is_paid_once(sandbox: Sandbox, caller: Caller) -> None:
    uuid, other = sent(caller, Letter(in_document=INVOICE)), sent(caller, Letter(message_id="other"))
    mailbox = sandbox.recipient(OLA)
    payment = mailbox.pay(uuid)
    (added,) = sandbox.letters[0].additional_data[uuid]
    assert payment.payment_status == "PAID"
    assert f"<payment-id>{payment.payment_id}</payment-id>".encode() in to_xml(added)
    with pytest.raises(InvalidValueError, match="paid already"):
        mailbox.pay(uuid)
    with pytest.raises(InvalidValueError, match="no invoice"):
        mailbox.pay(other)
    with pytest.raises(InvalidValueError, match="no letter in this mailbox"):
        sandbox.recipient(MADE_UP_PEOPLE[1]).pay(uuid)


def test_documents_are_shared_and_withdrawn(sandbox: Sandbox, caller: Caller) -> None:
    uuid = sent(caller, Letter(in_document=REQUEST))
    mailbox = sandbox.recipient(OLA)
    mailbox.share(uuid, SharedFile(subject="Lønnsslipp"))
    mailbox.withdraw(uuid)
    assert kinds(sandbox) == [
        "SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED",
        "SHARE_DOCUMENTS_REQUEST_SHARING_WITHDRAWN",
    ]
    with pytest.raises(InvalidValueError, match="nothing is shared"):
        mailbox.withdraw(uuid)


def invitation(deadline: str = "2024-06-10T12:00:00Z") -> str:
    return (
        f"<request-for-registration><registration-deadline>{deadline}</registration-deadline>"
        "<phone-number>+4740000000</phone-number></request-for-registration>"
    )


def test_who_registers_gets_what_has_waited(sandbox: Sandbox, caller: Caller) -> None:
    uuid = sent(caller, Letter(recipient=NOBODY, at_end=invitation(), in_document=RECEIPT))
    mailbox = sandbox.recipient("12345678901")
    assert (mailbox.owner, mailbox.is_registered, mailbox.letters) == (None, False, ())
    (waiting,) = mailbox.requests_for_registration
    assert waiting.channel is api_v8.Channel.PENDING
    with pytest.raises(InvalidValueError, match="no letter in this mailbox"):
        mailbox.open(uuid)

    sandbox.clock.advance(days=1)
    user = mailbox.register()

    assert user.digipost_address is not None
    assert mailbox.requests_for_registration == ()
    (letter,) = mailbox.letters
    assert (letter.recipient, letter.channel) == (user, api_v8.Channel.DIGIPOST)
    assert letter.delivered_at == sandbox.clock.now()
    assert kinds(sandbox) == ["REQUEST_FOR_REGISTRATION_DELIVERED_DIGIPOST"]
    mailbox.open(uuid)
    assert mailbox.register() == user


def test_an_account_opened_over_the_api_gets_them_too(sandbox: Sandbox, caller: Caller) -> None:
    sent(caller, Letter(recipient=NOBODY, at_end=invitation()))
    person = api_v8.UserInformation(
        national_identity_number="12345678901", phone_number="+4740000000", email_address="ny@example.com"
    )
    body = to_xml(person)
    headers = caller.headers("POST", "/user-accounts", body) | {
        "Content-Type": "application/vnd.digipost-v8+xml"
    }
    assert exchange(sandbox, "POST", "/user-accounts", headers, body).status == 200
    assert len(sandbox.recipient("12345678901").letters) == 1


def test_letters_are_found_by_number(sandbox: Sandbox, caller: Caller) -> None:
    answer = caller.post(Letter().body)
    number = int(answer.headers["location"].rpartition("/")[2])
    letter = sandbox.letter(number)
    assert letter.number == sandbox.letters[0].number == number
    assert letter.request is not None
    assert (letter.request.method, letter.request.target, letter.request.status) == ("POST", "/messages", 201)
    assert letter.request.headers["x-digipost-userid"] == "777"
    with pytest.raises(KeyError):
        sandbox.letter(number + 1)


def test_letters_are_a_sequence(sandbox: Sandbox, caller: Caller) -> None:
    for number in range(3):
        sent(caller, Letter(message_id=str(number)))
    letters = sandbox.letters

    def ids(*found: object) -> list[str | None]:
        return [each.message.message_id for each in found if hasattr(each, "message")]

    assert len(letters) == 3
    assert ids(*letters) == ids(*letters[:]) == ["0", "1", "2"]
    assert ids(letters[-1], *letters[1:], *letters[::-2]) == ["2", "1", "2", "2", "0"]
    assert letters == tuple(letters)
    assert letters != ()
    with pytest.raises(IndexError):
        _ = letters[3]
    sent(caller, Letter(message_id="3"))
    assert len(letters) == 4
