"""Advance letters as time passes, whenever the sandbox is accessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.store import microseconds, moment
from digipost.sandbox.model.notifications import (
    NotificationKind,
    email_about,
    invitation_of,
    notice_times,
    sms_about,
    when_sms_may_go,
)
from digipost.sandbox.model.people import Organisation
from digipost.sandbox.model.printing import PrintReason
from digipost.sandbox.model.sender_limits import is_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.base.store import Store
    from digipost.sandbox.model.events import EventLog
    from digipost.sandbox.model.inbox import Inboxes
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.model.notifications import NotificationLog
    from digipost.sandbox.model.printing import PrintQueue
    from digipost.sandbox.model.register import Party, Register

__all__ = ["Lifecycle"]

_INVITE, _DEADLINE, _PRINT_UNREAD, _POSTMARK = "invite", "deadline", "print-unread", "postmark"
_HAND_OVER = "hand-over"
_ELSEWHERE = {api_v8.Channel.EPOST, api_v8.Channel.PEPPOL}


class Lifecycle:
    """Appointments for letters, and the actions that follow.

    No background thread runs: `settle` performs all actions that have become due since the last call, in the
    order of their times and dated with them.

    Args:
        store: The tables.
        register: People and organisations.
        letters: The letters.
        events: Events for senders.
        notifications: Notices for recipients.
        print_queue: Letters to be printed.
        inboxes: Letters for organisations.
        clock: The time.
    """

    def __init__(
        self,
        store: Store,
        *,
        register: Register,
        letters: LetterBook,
        events: EventLog,
        notifications: NotificationLog,
        print_queue: PrintQueue,
        inboxes: Inboxes,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._register = register
        self._letters = letters
        self._events = events
        self._notifications = notifications
        self._print_queue = print_queue
        self._inboxes = inboxes
        self._clock = clock
        self._happenings: dict[str, Callable[[Letter, int, datetime], None]] = {
            NotificationKind.SMS: self._notify_by_sms,
            NotificationKind.EMAIL: self._notify_by_email,
            _INVITE: self._invite,
            _DEADLINE: self._end_registration,
            _PRINT_UNREAD: self._print_unread,
            _POSTMARK: self._postmark,
            _HAND_OVER: self._hand_over,
        }

    def begin(self, letter: Letter) -> None:
        """Schedule the later steps of an accepted letter."""
        if letter.channel is api_v8.Channel.PRINT:
            self._print(letter, _why_on_paper(letter.message), letter.delivered_at or letter.received_at)
        elif letter.channel is api_v8.Channel.PENDING:
            request = letter.message.request_for_registration
            if request is not None:
                self._appoint(letter, _INVITE, when_sms_may_go(self._clock()))
                self._appoint(letter, _DEADLINE, request.registration_deadline)
        elif letter.delivered_at is None:
            return
        elif letter.channel in _ELSEWHERE:
            self._appoint(letter, _HAND_OVER, letter.delivered_at)
        else:
            account = letter.recipient.account_id if isinstance(letter.recipient, Organisation) else None
            if account is not None:
                self._inboxes.deliver_letter(account, letter, letter.delivered_at)
            for kind, place, at in notice_times(letter, letter.delivered_at):
                self._appoint(letter, kind, at, place)
            if letter.message.print_if_unread is not None:
                self._appoint(letter, _PRINT_UNREAD, letter.message.print_if_unread.print_if_unread_after)

    def settle(self) -> None:
        """Perform all actions that are due by now."""
        now = microseconds(self._clock())
        due = "SELECT id, at, kind, letter, place FROM appointment WHERE at <= ? ORDER BY at, id LIMIT 1"
        if self._store.first(due, now) is None:
            return
        with self._store.transaction() as store:
            while (row := store.first(due, now)) is not None:
                number, at, kind, letter, place = row
                store.change("DELETE FROM appointment WHERE id = ?", number)
                self._happenings[kind](self._letters.numbered(letter), place or 0, moment(at))

    def open(self, letter: Letter, document: UUID) -> None:
        """Mark a document as opened. A sender that has requested a receipt gets an event: a conclusion."""
        now = self._clock()
        with self._store.transaction():
            if self._letters.open(letter, document, now):
                place = list(letter.documents).index(document)
                if letter.all_documents[place].opening_receipt is not None:
                    self._events.record(letter, document, api_v8.EventType.OPENED, created=now)

    def register(self, number: str) -> Party:
        """Give the owner of that number a mailbox, and deliver the letters that waited for it.

        Raises:
            InvalidValueError: The number is unknown, and is not a new person's eleven digits.
        """
        now = self._clock()
        with self._store.transaction():
            party = self._register.open_mailbox(number)
            for waiting in self._letters.waiting_for(number, now):
                wanted = waiting.message.delivery_time
                at = max(wanted, now) if wanted else now
                letter = self._letters.send_by(waiting, api_v8.Channel.DIGIPOST, at, party)
                self._cancel(letter)
                kind = api_v8.EventType.REQUEST_FOR_REGISTRATION_DELIVERED_DIGIPOST
                self._events.record(letter, _primary(letter), kind, created=at)
                self.begin(letter)
        return party

    def _appoint(self, letter: Letter, kind: str, at: datetime, place: int | None = None) -> None:
        self._store.insert(
            "INSERT INTO appointment (at, kind, letter, place) VALUES (?, ?, ?, ?)",
            microseconds(at),
            kind,
            letter.number,
            place,
        )

    def _cancel(self, letter: Letter) -> None:
        self._store.change("DELETE FROM appointment WHERE letter = ?", letter.number)

    def _print(self, letter: Letter, reason: PrintReason, at: datetime) -> None:
        self._appoint(letter, _POSTMARK, self._print_queue.add(letter.number, reason, at))

    def _notify_by_sms(self, letter: Letter, place: int, at: datetime) -> None:
        if letter.is_unread(place) and (sms := sms_about(letter, place, at)):
            self._notifications.add(sms)

    def _notify_by_email(self, letter: Letter, place: int, at: datetime) -> None:
        if letter.is_unread(place) and (email := email_about(letter, place, at)):
            self._notifications.add(email)

    def _invite(self, letter: Letter, _: int, at: datetime) -> None:
        if invitation := invitation_of(letter, at):
            self._notifications.add(invitation)

    def _end_registration(self, letter: Letter, _: int, at: datetime) -> None:
        request = letter.message.request_for_registration
        on_paper = request is not None and request.print_details is not None
        metadata = api_v8.RequestForRegistrationExpiredMetadata(
            fallback_channel="print" if on_paper else "none"
        )
        kind = api_v8.EventType.REQUEST_FOR_REGISTRATION_EXPIRED
        self._cancel(letter)
        self._events.record(letter, _primary(letter), kind, metadata=metadata, created=at)
        if on_paper:
            printed = self._letters.send_by(letter, api_v8.Channel.PRINT, at, None)
            self._print(printed, PrintReason.NOT_REGISTERED, at)

    def _print_unread(self, letter: Letter, _: int, at: datetime) -> None:
        # Conclusions: the primary document must be read to avoid print. The letter stays in the mailbox,
        # while its sender sees that it went out on paper.
        if letter.is_unread(0):
            printed = self._letters.send_by(
                letter, api_v8.Channel.PRINT, letter.delivered_at, letter.recipient
            )
            self._print(printed, PrintReason.UNREAD, at)

    def _postmark(self, letter: Letter, _: int, at: datetime) -> None:
        metadata = api_v8.PostmarkedMetadata(postmarked_date=at)
        kind = api_v8.EventType.POSTMARKED
        self._events.record(letter, _primary(letter), kind, metadata=metadata, created=at)

    def _hand_over(self, letter: Letter, _: int, at: datetime) -> None:
        # Only the kinds of event are known; one event per address is a conclusion.
        email = letter.message.recipient.email_details
        if email is None:
            self._events.record(letter, _primary(letter), api_v8.EventType.PEPPOL_DELIVERED, created=at)
            return
        for address in email.email_address:
            metadata = api_v8.EmailDeliveredMetadata(email_address=address)
            kind = api_v8.EventType.EMAIL_MESSAGE_SENT
            self._events.record(letter, _primary(letter), kind, metadata=metadata, created=at)


def _primary(letter: Letter) -> UUID:
    return next(iter(letter.documents))


def _why_on_paper(message: api_v8.Message) -> PrintReason:
    return PrintReason.NO_USER if is_named(message.recipient) else PrintReason.DIRECT
