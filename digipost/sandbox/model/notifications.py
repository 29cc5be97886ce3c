"""Store notices to recipients, by SMS and e-mail, for inspection; the sandbox sends none."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.store import microseconds, moment
from digipost.sandbox.base.times import NORWAY, in_norway, later, next_day
from digipost.sandbox.model.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.sandbox.base.store import Store
    from digipost.sandbox.model.letters import Letter

__all__ = [
    "Notification",
    "NotificationKind",
    "NotificationLog",
    "email_about",
    "invitation_of",
    "notice_times",
    "sms_about",
    "when_sms_may_go",
]

_FIRST_SMS, _LAST_SMS = time(9), time(20)  # by the documentation of the schema type `sms-notification`


class NotificationKind(StrEnum):
    """The channel and the reason of a notice.

    Attributes:
        SMS: A letter has arrived; sent by SMS.
        EMAIL: A letter has arrived; sent by e-mail, with the sender's text.
        INVITATION: A letter waits until its recipient registers; sent by SMS.
    """

    SMS = "SMS"
    EMAIL = "EMAIL"
    INVITATION = "INVITATION"


@attrs.frozen(kw_only=True)
class Notification:
    """A notice that Digipost would have sent.

    Attributes:
        letter: The number of the letter that it is about.
        document: The uuid of the document.
        kind: The channel and the reason.
        sent_at: The time at which it went out.
        receiver: The telephone number or e-mail address.
        subject: The subject of an e-mail.
        text: The text; for an SMS it is made up unless the sender has given one.
    """

    letter: int
    document: UUID
    kind: NotificationKind
    sent_at: datetime
    receiver: str = attrs.field(repr=False)
    subject: str | None = attrs.field(default=None, repr=False)
    text: str = attrs.field(repr=False)


class NotificationLog:
    """The notices that went out.

    Args:
        store: The tables.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, sent: Notification) -> None:
        """Store a notice as sent."""
        self._store.insert(
            "INSERT INTO notification (letter, uuid, sent_at, kind, receiver, subject, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            sent.letter,
            str(sent.document),
            microseconds(sent.sent_at),
            sent.kind,
            sent.receiver,
            sent.subject,
            sent.text,
        )

    def sent(self, letter: int | None = None) -> tuple[Notification, ...]:
        """Return the notices, of one letter or of all, in the order in which they went out."""
        rows = self._store.all(
            "SELECT letter, uuid, sent_at, kind, receiver, subject, text FROM notification"
            f"{'' if letter is None else ' WHERE letter = ?'} ORDER BY sent_at, id",
            *(() if letter is None else (letter,)),
        )
        return tuple(
            Notification(
                letter=number,
                document=UUID(uuid),
                kind=NotificationKind(kind),
                sent_at=moment(at),
                receiver=receiver,
                subject=subject,
                text=text,
            )
            for number, uuid, at, kind, receiver, subject, text in rows
        )


def when_sms_may_go(at: datetime) -> datetime:
    """Return that time, or at night in Norway the next nine o'clock there."""
    local = in_norway(at)
    if _FIRST_SMS <= local.time() < _LAST_SMS:
        return at
    day = local.date() if local.time() < _FIRST_SMS else next_day(local.date())
    return max(at, datetime.combine(day, _FIRST_SMS, NORWAY))


def notice_times(letter: Letter, delivered_at: datetime) -> Iterator[tuple[NotificationKind, int, datetime]]:
    """Yield the notices due while documents are unread: kind, the document's place, and time."""
    for place, document in enumerate(letter.all_documents):
        sms, email = document.sms_notification, document.email_notification
        if sms is not None:
            times = [each.time for each in sms.at if each.time is not None]
            times += [later(delivered_at, hours=hours) for hours in sms.after_hours]
            # A notice without a time is sent at once, as Digipost's Java client intends it.
            for at in times or [delivered_at]:
                yield NotificationKind.SMS, place, when_sms_may_go(max(at, delivered_at))
        if email is not None:
            for each in email.at:
                if each.time is not None:
                    yield NotificationKind.EMAIL, place, max(each.time, delivered_at)


def sms_about(letter: Letter, place: int, at: datetime) -> Notification | None:
    """Return the SMS about a document; None if there is no number to send it to."""
    document, uuid = letter.all_documents[place], list(letter.documents)[place]
    overrides = document.sms_notification.overrides if document.sms_notification else None
    receiver = overrides.sms_mobile_number if overrides else _mobile_number(letter)
    if receiver is None:
        return None
    is_open = document.sensitivity_level is not api_v8.SensitivityLevel.SENSITIVE
    about = f": «{document.subject}»" if is_open and document.subject else ""
    return Notification(
        letter=letter.number,
        document=uuid,
        kind=NotificationKind.SMS,
        sent_at=at,
        receiver=receiver,
        text=overrides.text if overrides else f"Du har fått et brev i Digipost{about}.",
    )


def _mobile_number(letter: Letter) -> str | None:
    return letter.recipient.mobile_number if isinstance(letter.recipient, Person) else None


def email_about(letter: Letter, place: int, at: datetime) -> Notification | None:
    """Return the e-mail about a document; None if the sender has not requested it."""
    wanted = letter.all_documents[place].email_notification
    if wanted is None:
        return None
    return Notification(
        letter=letter.number,
        document=list(letter.documents)[place],
        kind=NotificationKind.EMAIL,
        sent_at=at,
        receiver=wanted.email_address,
        subject=wanted.subject,
        text=wanted.text,
    )


def invitation_of(letter: Letter, at: datetime) -> Notification | None:
    """Return the SMS that invites a recipient to register; None if there is no number to send it to."""
    request = letter.message.request_for_registration
    if request is None or request.phone_number is None:
        return None
    return Notification(
        letter=letter.number,
        document=next(iter(letter.documents)),
        kind=NotificationKind.INVITATION,
        sent_at=at,
        receiver=request.phone_number,
        text="Et brev venter på deg i Digipost. Registrer deg for å lese det.",
    )
