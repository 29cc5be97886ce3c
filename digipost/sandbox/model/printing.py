"""The print queue: letters that go out on paper, with reason and time."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.base.store import microseconds, moment
from digipost.sandbox.base.times import NORWAY, in_norway, next_day

if TYPE_CHECKING:
    from digipost.sandbox.base.store import Store

__all__ = ["PrintQueue", "PrintReason", "PrintedLetter", "next_print_run"]

_CLOSES = time(
    20
)  # by Digipost's documentation of print: what is sent before goes out on the next working day
_RUN = time(12)  # made up
_SATURDAY = 5


class PrintReason(StrEnum):
    """The reason for printing a letter.

    Attributes:
        DIRECT: Its sender has given print details only, and named no recipient.
        NO_USER: The recipient is no Digipost user.
        UNREAD: The recipient had not read it by its `print-if-unread-after`.
        NOT_REGISTERED: The recipient had not registered by the `registration-deadline`.
    """

    DIRECT = "DIRECT"
    NO_USER = "NO_USER"
    UNREAD = "UNREAD"
    NOT_REGISTERED = "NOT_REGISTERED"


@attrs.frozen(kw_only=True)
class PrintedLetter:
    """A letter in the print queue.

    Attributes:
        letter: The number of the letter.
        reason: The reason for printing it.
        queued_at: The time at which print was decided.
        printed_at: The time of print and postmark, which may be in the future.
    """

    letter: int
    reason: PrintReason
    queued_at: datetime
    printed_at: datetime


class PrintQueue:
    """The letters that were printed, or will be.

    Args:
        store: The tables.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, letter: int, reason: PrintReason, at: datetime) -> datetime:
        """Queue a letter; return the time at which it is printed."""
        printed_at = next_print_run(at)
        self._store.insert(
            "INSERT INTO printing (letter, reason, queued_at, printed_at) VALUES (?, ?, ?, ?)",
            letter,
            reason,
            microseconds(at),
            microseconds(printed_at),
        )
        return printed_at

    def letters(self, letter: int | None = None) -> tuple[PrintedLetter, ...]:
        """Return the queued letters, of one number or of all, in the order of queueing."""
        rows = self._store.all(
            "SELECT letter, reason, queued_at, printed_at FROM printing"
            f"{'' if letter is None else ' WHERE letter = ?'} ORDER BY id",
            *(() if letter is None else (letter,)),
        )
        return tuple(
            PrintedLetter(
                letter=number,
                reason=PrintReason(reason),
                queued_at=moment(queued),
                printed_at=moment(printed),
            )
            for number, reason, queued, printed in rows
        )


def next_print_run(at: datetime) -> datetime:
    """Return the print time of a letter queued at that time: each working day, at noon in Norway.

    A letter queued before 20:00 is printed on the next working day. Saturdays and Sundays are no working
    days; the sandbox does not know other holidays.
    """
    local = in_norway(at)
    day = local.date() if local.time() < _CLOSES else next_day(local.date())
    return datetime.combine(_working_day_after(day), _RUN, NORWAY)


def _working_day_after(day: date) -> date:
    day = next_day(day)
    while day.weekday() >= _SATURDAY and day != date.max:
        day = next_day(day)
    return day
