"""The lifecycle of letters as time goes by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.printing import norwegian_address
from digipost.sandbox import NotificationKind, PrintReason, Sandbox
from digipost.sandbox.base.times import NORWAY
from digipost.sandbox.model.notifications import when_sms_may_go
from digipost.sandbox.model.people import MADE_UP_PEOPLE
from digipost.sandbox.model.printing import next_print_run
from digipost_schema import api_v8
from tests.support.letters import letter
from tests.support.raw_requests import NOBODY, PRINT_DETAILS, Caller, Letter
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from tests.sandbox.conftest import Clock

OLA = MADE_UP_PEOPLE[0]
ADDRESS = norwegian_address("Ola Nordmann", zip_code="0155", city="Oslo")
NEW_YEAR = datetime(2020, 1, 1, tzinfo=UTC)
OVERRIDES = (
    "<overrides><sms-mobile-number>+4799999999</sms-mobile-number><text>Hei</text></overrides>"
    "<after-hours>2</after-hours>"
)
MOMENTS = st.integers(0, 20 * 365 * 24 * 3600).map(lambda seconds: NEW_YEAR + timedelta(seconds=seconds))
UNREAD = (
    "<print-if-unread><print-if-unread-after>2024-06-05T12:00:00Z</print-if-unread-after>"
    f"{PRINT_DETAILS}</print-if-unread>"
)


def sms(content: str) -> str:
    return f"<sms-notification>{content}</sms-notification>"


def email(*times: str) -> str:
    at = "".join(f'<at time="{each}"/>' for each in times)
    return (
        "<email-notification><email-address>ola@example.com</email-address><subject>Post</subject>"
        f"<text>Du har post</text>{at}</email-notification>"
    )


def registration(print_details: str = "") -> str:
    return (
        "<request-for-registration><registration-deadline>2024-06-10T12:00:00Z</registration-deadline>"
        f"<phone-number>+4740000000</phone-number>{print_details}</request-for-registration>"
    )


def sent(caller: Caller, letter: Letter) -> UUID:
    assert caller.post(letter.body).status == 201
    return UUID(letter.uuid)


class TestNotices:
    @in_one_test(
        ("local", "expected"),
        [
            ("2024-06-03T09:00:00", "2024-06-03T09:00:00"),
            ("2024-06-03T19:59:59", "2024-06-03T19:59:59"),
            ("2024-06-03T20:00:00", "2024-06-04T09:00:00"),
            ("2024-06-03T23:30:00", "2024-06-04T09:00:00"),
            ("2024-06-03T08:59:59", "2024-06-03T09:00:00"),
            ("2024-03-30T21:00:00", "2024-03-31T09:00:00"),  # the night in which summer time begins
            ("2024-10-26T21:00:00", "2024-10-27T09:00:00"),
        ],
    )
    def test_an_sms_goes_out_by_day(self, local: str, expected: str) -> None:
        at = datetime.fromisoformat(local).replace(tzinfo=NORWAY)
        assert when_sms_may_go(at.astimezone(UTC)) == datetime.fromisoformat(expected).replace(tzinfo=NORWAY)

    @given(MOMENTS)
    def test_an_sms_never_goes_out_before_its_time_nor_at_night(self, at: datetime) -> None:
        goes = when_sms_may_go(at)
        assert at <= goes < at + timedelta(hours=14)
        assert 9 <= goes.astimezone(NORWAY).hour < 20
        assert when_sms_may_go(goes) == goes

    def test_by_sms_after_so_many_hours_and_at_fixed_times(self, sandbox: Sandbox, caller: Caller) -> None:
        # It is 14:00 in Norway.
        times = '<at time="2024-06-05T03:00:00Z"/><after-hours>0</after-hours><after-hours>8</after-hours>'
        uuid = sent(caller, Letter(in_document=sms(times)))
        (first,) = sandbox.notifications
        assert (first.kind, first.document, first.receiver) == (NotificationKind.SMS, uuid, OLA.mobile_number)
        assert first.sent_at == sandbox.clock.now()
        assert first.letter == sandbox.letters[0].number
        assert "Faktura" in first.text
        sandbox.clock.advance(days=3)
        assert [each.sent_at for each in sandbox.notifications[1:]] == [
            datetime(2024, 6, 4, 9, tzinfo=NORWAY),
            datetime(2024, 6, 5, 9, tzinfo=NORWAY),
        ]

    def test_none_any_more_once_it_was_read(self, sandbox: Sandbox, caller: Caller) -> None:
        notices = sms("<after-hours>0</after-hours><after-hours>24</after-hours>")
        notices += email("2024-06-05T12:00:00Z")
        uuid = sent(caller, Letter(in_document=notices))
        sandbox.clock.advance(hours=1)
        sandbox.recipient(OLA).open(uuid)
        sandbox.clock.advance(days=7)
        assert [each.kind for each in sandbox.notifications] == [NotificationKind.SMS]

    def test_by_email_in_the_words_of_the_sender_also_at_night(
        self, sandbox: Sandbox, caller: Caller
    ) -> None:
        sent(caller, Letter(in_document=email("2024-06-04T01:00:00Z", "2024-06-05T01:00:00Z")))
        assert list(sandbox.notifications) == []
        sandbox.clock.advance(days=1)
        (first,) = sandbox.notifications
        assert (first.kind, first.receiver) == (NotificationKind.EMAIL, "ola@example.com")
        assert (first.subject, first.text) == ("Post", "Du har post")
        assert first.sent_at == datetime(2024, 6, 4, 1, tzinfo=UTC)
        assert "ola@example.com" not in repr(first)

    def test_to_the_number_and_in_the_words_that_the_sender_chose(
        self, sandbox: Sandbox, caller: Caller
    ) -> None:
        sent(caller, Letter(in_document=sms(OVERRIDES)))
        sandbox.clock.advance(hours=2)
        (notice,) = sandbox.notifications
        assert (notice.receiver, notice.text) == ("+4799999999", "Hei")

    def test_of_a_sensitive_letter_tell_nothing(self, sandbox: Sandbox, caller: Caller) -> None:
        notice = sms("<after-hours>0</after-hours>") + "<sensitivity-level>SENSITIVE</sensitivity-level>"
        sent(caller, Letter(in_document=notice))
        assert "Faktura" not in sandbox.notifications[0].text

    def test_count_from_the_delivery(self, sandbox: Sandbox, caller: Caller) -> None:
        before = "<delivery-time>2024-06-10T10:00:00Z</delivery-time>"
        sent(caller, Letter(before_document=before, in_document=sms("<after-hours>1</after-hours>")))
        sandbox.clock.advance(days=8)
        assert [each.sent_at for each in sandbox.notifications] == [datetime(2024, 6, 10, 11, tzinfo=UTC)]


class TestPrint:
    @in_one_test(
        ("local", "day"),
        [
            ("2024-06-03T10:00:00", 4),  # Monday
            ("2024-06-03T19:59:59", 4),
            ("2024-06-03T20:00:00", 5),
            ("2024-06-07T10:00:00", 10),  # Friday
            ("2024-06-07T21:00:00", 10),
            ("2024-06-09T10:00:00", 10),  # Sunday
            ("2024-06-09T21:00:00", 11),
        ],
    )
    def test_is_on_the_next_working_day(self, local: str, day: int) -> None:
        at = datetime.fromisoformat(local).replace(tzinfo=NORWAY)
        assert next_print_run(at) == datetime(2024, 6, day, 12, tzinfo=NORWAY)

    @given(MOMENTS)
    def test_is_after_the_letter_came_and_on_a_working_day(self, at: datetime) -> None:
        run = next_print_run(at)
        assert at < run < at + timedelta(days=5)
        assert run.weekday() < 5

    @pytest.mark.parametrize(
        ("recipient", "reason"),
        [(PRINT_DETAILS, PrintReason.DIRECT), (NOBODY + PRINT_DETAILS, PrintReason.NO_USER)],
    )
    def test_is_queued_and_postmarked(
        self, sandbox: Sandbox, caller: Caller, recipient: str, reason: PrintReason
    ) -> None:
        sent(caller, Letter(recipient=recipient))
        (queued,) = sandbox.print_queue
        assert (queued.letter, queued.reason) == (sandbox.letters[0].number, reason)
        assert queued.queued_at == sandbox.letters[0].received_at
        assert queued.printed_at == datetime(2024, 6, 4, 12, tzinfo=NORWAY)
        assert sandbox.events(sandbox.letters[0]) == ()
        sandbox.clock.advance(days=1)
        (event,) = sandbox.events(sandbox.letters[0])
        assert (event.type, event.created) == (api_v8.EventType.POSTMARKED, queued.printed_at)
        assert event.metadata == api_v8.PostmarkedMetadata(postmarked_date=queued.printed_at)

    def test_of_what_nobody_has_read(self, sandbox: Sandbox, caller: Caller) -> None:
        sent(caller, Letter(at_end=UNREAD))
        assert list(sandbox.print_queue) == []
        sandbox.clock.advance(days=2)
        (queued,) = sandbox.print_queue
        assert (queued.reason, queued.queued_at) == (PrintReason.UNREAD, datetime(2024, 6, 5, 12, tzinfo=UTC))
        assert sandbox.letters[0].channel is api_v8.Channel.PRINT
        assert len(sandbox.recipient(OLA).letters) == 1
        sandbox.clock.advance(days=7)
        assert len(sandbox.print_queue) == 1

    def test_not_of_what_was_read(self, sandbox: Sandbox, caller: Caller) -> None:
        uuid = sent(caller, Letter(at_end=UNREAD))
        sandbox.recipient(OLA).open(uuid)
        sandbox.clock.advance(days=3)
        assert sandbox.print_queue == ()
        assert sandbox.letters[0].channel is api_v8.Channel.DIGIPOST


class TestRegistration:
    def test_an_invitation_goes_out_by_sms(self, sandbox: Sandbox, caller: Caller) -> None:
        sandbox.clock.advance(minutes=4)
        sent(caller, Letter(recipient=NOBODY, at_end=registration()))
        (notice,) = sandbox.notifications
        assert (notice.kind, notice.receiver) == (NotificationKind.INVITATION, "+4740000000")
        assert notice.sent_at == sandbox.clock.now()

    @pytest.mark.parametrize(("print_details", "channel"), [(PRINT_DETAILS, "print"), ("", "none")])
    def test_ends_at_its_deadline(
        self, sandbox: Sandbox, caller: Caller, print_details: str, channel: str
    ) -> None:
        sent(caller, Letter(recipient=NOBODY, at_end=registration(print_details)))
        sandbox.clock.advance(days=7)
        letter = sandbox.letters[0]
        event = sandbox.events(letter)[0]
        assert event.type is api_v8.EventType.REQUEST_FOR_REGISTRATION_EXPIRED
        assert event.created == datetime(2024, 6, 10, 12, tzinfo=UTC)
        assert event.metadata == api_v8.RequestForRegistrationExpiredMetadata(fallback_channel=channel)
        on_paper = channel == "print"
        assert [each.reason for each in sandbox.print_queue] == [PrintReason.NOT_REGISTERED] * on_paper
        assert letter.channel is (api_v8.Channel.PRINT if on_paper else api_v8.Channel.PENDING)
        mailbox = sandbox.recipient("12345678901")
        assert mailbox.requests_for_registration == ()
        mailbox.register()
        assert mailbox.letters == ()

    def test_who_registers_is_notified_of_the_letter_and_not_printed(
        self, sandbox: Sandbox, caller: Caller
    ) -> None:
        end = registration(PRINT_DETAILS)
        sent(caller, Letter(recipient=NOBODY, at_end=end, in_document=sms(OVERRIDES)))
        sandbox.clock.advance(days=1)
        registered_at = sandbox.clock.now()
        sandbox.recipient("12345678901").register()
        sandbox.clock.advance(days=30)
        assert sandbox.print_queue == ()
        assert [(each.kind, each.sent_at) for each in sandbox.notifications[1:]] == [
            (NotificationKind.SMS, registered_at + timedelta(hours=2))
        ]


def test_what_leaves_digipost_by_email_or_peppol_is_reported(sandbox: Sandbox, caller: Caller) -> None:
    email_details = "".join(f"<email-address>{name}@example.com</email-address>" for name in "ab")
    sent(caller, Letter(message_id="1", recipient=f"<email-details>{email_details}</email-details>"))
    address = "<schemeID>9908</schemeID><endpointID>1</endpointID>"
    ends = f"<receiver>{address}</receiver><sender>{address}</sender>"
    peppol = f"<peppol-addresses>{ends}</peppol-addresses>"
    later = "<delivery-time>2024-06-04T12:00:00Z</delivery-time>"
    sent(caller, Letter(message_id="2", recipient=peppol, before_document=later))

    sandbox.clock.advance(hours=1)
    first, second = (sandbox.events(each) for each in sandbox.letters)
    assert [event.metadata for event in first] == [
        api_v8.EmailDeliveredMetadata(email_address=f"{name}@example.com") for name in "ab"
    ]
    assert {event.type for event in first} == {api_v8.EventType.EMAIL_MESSAGE_SENT}
    assert second == ()
    sandbox.clock.advance(days=1)
    assert [each.type for each in sandbox.events(sandbox.letters[1])] == [api_v8.EventType.PEPPOL_DELIVERED]


def test_what_was_due_happens_in_the_order_of_its_times(sandbox: Sandbox, caller: Caller) -> None:
    notices = email("2024-06-05T13:00:00Z", "2024-06-04T13:00:00Z")
    sent(caller, Letter(message_id="1", in_document=notices, at_end=UNREAD))
    sent(caller, Letter(message_id="2", recipient=NOBODY, at_end=registration(PRINT_DETAILS)))
    sent(caller, Letter(message_id="3", recipient=PRINT_DETAILS))
    sandbox.clock.advance(days=20)
    assert [[event.type.value for event in sandbox.events(each)] for each in sandbox.letters] == [
        ["POSTMARKED"],
        ["REQUEST_FOR_REGISTRATION_EXPIRED", "POSTMARKED"],
        ["POSTMARKED"],
    ]
    by_email = [each for each in sandbox.notifications if each.kind is NotificationKind.EMAIL]
    assert [each.sent_at.day for each in by_email] == [4, 5]
    assert [each.reason.value for each in sandbox.print_queue] == ["DIRECT", "UNREAD", "NOT_REGISTERED"]


def test_a_request_sees_what_was_due(clock: Clock) -> None:
    with Sandbox(clock=clock) as sandbox:
        client = sandbox.client()
        message = letter(
            print_if_unread=api_v8.PrintIfUnread(
                print_if_unread_after=datetime(2024, 6, 5, 12, tzinfo=UTC),
                print_details=api_v8.PrintDetails(recipient=ADDRESS, return_address=ADDRESS),
            )
        )
        uuid = message.primary_document.uuid
        client.messages.send(message)
        assert client.documents.status(uuid, sender_id=12345).channel is api_v8.Channel.DIGIPOST
        sandbox.clock.advance(days=3)
        assert client.documents.status(uuid, sender_id=12345).channel is api_v8.Channel.PRINT
