"""Past and future moments of a letter, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.model.notifications import NotificationKind, email_about, notice_times, sms_about

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.world import World

__all__ = ["Moment", "timeline_of"]


@attrs.frozen
class Moment:
    """A moment of a letter, past or future.

    Attributes:
        at: The time.
        text: A description of it.
        detail: Further details.
        is_to_come: True if it is in the future.
    """

    at: datetime
    text: str
    detail: str = ""
    is_to_come: bool = False


_DELIVERED = {
    api_v8.Channel.DIGIPOST: "Delivered to the mailbox",
    api_v8.Channel.PRINT: "Handed over to print",
    api_v8.Channel.EPOST: "Sent on by e-mail",
    api_v8.Channel.PEPPOL: "Sent on by Peppol",
}
_EVENTS = {
    api_v8.EventType.OPENED: "The sender is told that it was opened",
    api_v8.EventType.POSTMARKED: "Printed and postmarked",
    api_v8.EventType.SHREDDED: "Came back, and was shredded",
    api_v8.EventType.SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED: "Documents were shared",
    api_v8.EventType.SHARE_DOCUMENTS_REQUEST_SHARING_WITHDRAWN: "Sharing was ended by the recipient",
    api_v8.EventType.REQUEST_FOR_REGISTRATION_EXPIRED: "The deadline for registration passed",
    api_v8.EventType.REQUEST_FOR_REGISTRATION_DELIVERED_DIGIPOST: "The recipient registered",
}
_NOTICES = {
    NotificationKind.SMS: "Notified by SMS",
    NotificationKind.EMAIL: "Notified by e-mail",
    NotificationKind.INVITATION: "Invited by SMS",
}


def timeline_of(world: World, letter: Letter) -> list[Moment]:
    """Return the moments of a letter, from its arrival on, oldest first."""
    now = world.clock()
    moments = [Moment(letter.received_at, "Received and accepted", f"signed by account {letter.broker_id}")]
    moments += _delivery(letter, now)
    subjects = {document.uuid: document.subject or "" for document in letter.all_documents}
    for uuid, at in letter.opened.items():
        moments.append(Moment(at, "Opened", subjects[uuid]))
    for notice in world.notifications.sent(letter.number):
        detail = " — ".join(filter(None, (notice.receiver, notice.subject, notice.text)))
        moments.append(Moment(notice.sent_at, _NOTICES[notice.kind], detail))
    moments += _notices_to_come(letter, now)
    for recorded in world.events.of(letter):
        event = recorded.event
        text = _EVENTS.get(event.type, event.type.value.replace("_", " ").capitalize())
        moments.append(Moment(event.created, text, event.type.value))
    for printed in world.print_queue.letters(letter.number):
        if printed.printed_at > now:
            moments.append(Moment(printed.printed_at, "Printed and postmarked", is_to_come=True))
    return sorted(moments, key=lambda each: each.at)


def _notices_to_come(letter: Letter, now: datetime) -> Iterator[Moment]:
    if letter.channel is not api_v8.Channel.DIGIPOST or letter.delivered_at is None:
        return
    for kind, place, at in notice_times(letter, letter.delivered_at):
        about = sms_about if kind is NotificationKind.SMS else email_about
        notice = about(letter, place, at)
        if notice is not None and at > now and letter.is_unread(place):
            text = f"{_NOTICES[kind]}, unless it is opened before"
            yield Moment(at, text, notice.receiver, is_to_come=True)


def _delivery(letter: Letter, now: datetime) -> Iterator[Moment]:
    message, delivered_at = letter.message, letter.delivered_at
    if delivered_at is not None:
        text = _DELIVERED.get(letter.channel, "Delivered")
        yield Moment(delivered_at, text, is_to_come=delivered_at > now)
    request = message.request_for_registration
    if (
        letter.channel is api_v8.Channel.PENDING
        and request is not None
        and request.registration_deadline > now
    ):
        text = (
            "Printed, unless the recipient registers before"
            if request.print_details
            else "Too late to register"
        )
        yield Moment(request.registration_deadline, text, is_to_come=True)
    unread = message.print_if_unread
    is_waiting = letter.channel is api_v8.Channel.DIGIPOST and not letter.opened
    if unread is not None and is_waiting and unread.print_if_unread_after > now:
        yield Moment(unread.print_if_unread_after, "Printed, unless it is opened before", "", is_to_come=True)
