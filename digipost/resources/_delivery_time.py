"""Check of a message's delivery time; Digipost refuses a time in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["check_delivery_time"]


def check_delivery_time(delivery_time: datetime | None, now: datetime) -> None:
    """Refuse a delivery time in the past; Digipost refuses it with the code DELIVERY_DATE_HISTORICAL.

    `Message` does not check it, since building a message must not depend on the time.

    Args:
        delivery_time: The time when the letter becomes visible; None for at once.
        now: The current time by the client's clock.

    Raises:
        InvalidValueError: The delivery time is in the past.
    """
    if delivery_time is not None and delivery_time < now:
        problem = "is in the past; leave it out to deliver the letter at once, or give a later time"
        raise InvalidValueError("Message.delivery_time", problem)
