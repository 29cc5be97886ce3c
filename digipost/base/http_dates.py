"""Dates in HTTP headers (RFC 9110, section 5.6.7), in the one form that Digipost signs."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate
from functools import lru_cache

from digipost.errors import InvalidValueError, ParseError

__all__ = ["format_http_date", "parse_http_date"]

_OTHER_FORM = "is not of the form 'Mon, 03 Jun 2024 12:00:02 GMT'"
_DATE_LENGTH = len("Mon, 03 Jun 2024 12:00:02 GMT")


def format_http_date(moment: datetime) -> str:
    """Return a time for the header `Date`, in GMT and whole seconds: `Mon, 03 Jun 2024 12:00:02 GMT`.

    Raises:
        InvalidValueError: The time has no zone.
    """
    if moment.utcoffset() is None:
        problem = "needs a time with a zone: give datetime.now(UTC), or add one with replace(tzinfo=...)"
        raise InvalidValueError("Date", problem)
    return format_datetime(moment.astimezone(UTC), usegmt=True)


@lru_cache(maxsize=16)  # all responses of a second have the same date
def parse_http_date(text: str) -> datetime:
    """Return the time in a header `Date`, in UTC; of RFC 1123 only the form that Digipost writes is read.

    Years before 100 are refused: the library's parser reads them as short forms of later years.

    Raises:
        ParseError: The header has another form, or the day does not exist.
    """
    fields = parsedate(text) if len(text) == _DATE_LENGTH else None
    if fields is None:
        raise ParseError("Date", _OTHER_FORM)
    year, month, day, hour, minute, second, *_ = fields
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise ParseError("Date", "is no time of the calendar") from error
    # The library's parser accepts many forms. Only the form that Digipost signs is accepted: the time written
    # again must give the same text.
    written = format_http_date(moment)
    if text != written:
        is_other_day = text[3:] == written[3:] and text[:3].istitle()
        raise ParseError("Date", "has the wrong day of the week" if is_other_day else _OTHER_FORM)
    return moment
