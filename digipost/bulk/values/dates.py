"""Dates and times in the usual notations of Norway: `15.02.2034`, `2034-02-15`, `15. februar 2034`.

A time without an offset is local time in Norway.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digipost.bulk.manifests.manifest_format import DATE_FORMATS
from digipost.bulk.values.misread import Misread
from digipost.errors import ConfigurationError

__all__ = ["day", "moment", "order_of"]

_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_SLASH_AND_DASH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})-([0-9]{4})")  # 15/2-2034, a usage of Norway
_SLASHED = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
_DASHED = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4}")
_SHORT_YEAR = re.compile(
    r"[0-9]{1,2}(?:\. ?[0-9]{1,2}\. ?|/[0-9]{1,2}-)[0-9]{2}|"
    r"[0-9]{1,2}\.?[ .-]?(?:jan|feb|mar|apr|ma[iy]|ju[nl]|aug|sep|o[kc]t|nov|de[sc])[a-z]*\.?[ .-]?[0-9]{2}",
    re.IGNORECASE,
)
_NAMED = re.compile(r"([0-9]{1,2})\.?[ .-]?([a-z]{3,9})\.?[ .-]?([0-9]{4})", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"([a-zø]{3,9})(?:\. ?|, ?| )(?=[0-9])", re.IGNORECASE
)  # Excel's long date begins with it
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")  # 2034-2-5
_TIME = re.compile(
    r"(?:[T ]|, ?| kl\.? ?)([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?"
    r"( ?Z| ?[+-][0-9]{2}:?[0-9]{2})?"
)
_SERIAL = re.compile(r"[0-9]{4,5}(?:[.,][0-9]+)?")  # days since 1900; a spreadsheet shows them as a date
_MONTHS = (
    ("jan", "januar", "january"),
    ("feb", "februar", "february"),
    ("mar", "mars", "march"),
    ("apr", "april"),
    ("mai", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"),
    ("nov", "november"),
    ("des", "desember", "dec", "december"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAYS = (
    ("man", "mandag", "mon", "monday"),
    ("tir", "tirsdag", "tirs", "tue", "tuesday"),
    ("ons", "onsdag", "wed", "wednesday"),
    ("tor", "torsdag", "tors", "thu", "thursday"),
    ("fre", "fredag", "fri", "friday"),
    ("lør", "lørdag", "sat", "saturday"),
    ("søn", "søndag", "sun", "sunday"),
)
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_LAST_MONTH = 12
_FIRST_YEAR = 1900
_END_OF_DAY = time(23, 59, 59)

_EXPECTED = Misread("a date is expected, such as 15.02.2034 or 2034-02-15")
_NO_SUCH_DAY = Misread("is no day of the calendar; dots mean dd.mm.yyyy, as in 15.02.2034")
_EARLY_YEAR = Misread(
    "has a year before 1900, as programs make of a year of two digits or of an empty date: write the year "
    "with four digits, or leave the cell empty"
)
_OTHER_WEEKDAY = Misread("is on another weekday than the one that stands before it")
_TIME_EXPECTED = Misread("has no time of day: give one too, as in 15.02.2034 08:00, by clocks in Norway")
_NO_SUCH_TIME = Misread("is no time of day, such as 08:00")
_NOT_ONE_TIME = Misread(
    "is a time that clocks in Norway show twice or never, when summer time begins or ends: give its offset "
    "from UTC too, as in 2034-10-29T02:30:00+01:00"
)
_AMBIGUOUS = Misread(
    "is a date of which the order is not known: 01/02/2034 is 1 February or January 2. Give --date-format "
    "dd/mm/yyyy or mm/dd/yyyy"
)
_AMBIGUOUS_DASHES = Misread(
    "is a date of which the order is not known: 01-02-2034 is 1 February or January 2. Give --date-format "
    "dd-mm-yyyy or mm-dd-yyyy"
)
_WHICH_CENTURY = Misread(
    "has a year of two digits: write four, or give --date-format dd.mm.yy if all dates are like 15.02.34"
)
_IS_SERIAL = Misread(
    "is a number and no date: format the cells as dates in the spreadsheet, and export again"
)


def day(value: object, date_format: str | None) -> date | Misread:
    """Return the day in a cell."""
    match value:
        case date() if value.year < _FIRST_YEAR:
            return _EARLY_YEAR
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            found, rest = _day_and_rest(value, date_format)
            if rest and not isinstance(found, Misread) and not _is_midnight(rest):
                return _EXPECTED
            return found
    return _IS_SERIAL


def moment(value: object, date_format: str | None, *, ends_day: bool) -> datetime | Misread:
    """Return the time in a cell.

    Args:
        value: The value of the cell.
        date_format: A key of `DATE_FORMATS`, if the caller has chosen one.
        ends_day: True if a day without a time means its end in Norway, as for a due date.
    """
    if isinstance(value, str):
        return _moment_of_text(value, date_format, ends_day=ends_day)
    if not isinstance(value, date):
        return _IS_SERIAL
    return _EARLY_YEAR if value.year < _FIRST_YEAR else _moment_of_cell(value, ends_day=ends_day)


def _moment_of_cell(value: date, *, ends_day: bool) -> datetime | Misread:
    """Return the time in a cell with a date, or with a date and a time."""
    if isinstance(value, datetime):
        if value.utcoffset() is not None:
            return value
        if value.time() != time():
            return _in_norway(value)
        value = value.date()
    return _end_of(value) if ends_day else _TIME_EXPECTED


def order_of(text: str, date_format: str | None) -> str | None:
    """Return the first part of a date, `d` or `m`, if only one order is possible.

    The result also contains the mark after that part, if `date_format` has another mark: `d/` for 15/02/2034.
    """
    mark = _mark_between(date_format)
    between = "[./-]" if date_format is None else re.escape(mark or ".")
    found = re.match(rf"([0-9]{{1,2}})({between}) ?([0-9]{{1,2}}){between} ?[0-9]{{2,4}}", text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    other = "" if found[2] == (mark or ".") else found[2]
    if first > _LAST_MONTH >= second:
        return f"d{other}"
    return f"m{other}" if second > _LAST_MONTH >= first else None


def _mark_between(date_format: str | None) -> str | None:
    """Return the mark between day and month, for a format that begins with them."""
    if date_format is None or date_format.startswith("y"):
        return None
    return date_format[2]


@lru_cache(1024)  # the rows of a mailing have few due dates
def _moment_of_text(text: str, date_format: str | None, *, ends_day: bool) -> datetime | Misread:
    found, rest = _day_and_rest(text, date_format)
    if isinstance(found, Misread):
        return found
    if not rest:
        return _end_of(found) if ends_day else _TIME_EXPECTED
    parts = _TIME.fullmatch(rest)
    if parts is None:
        return _NO_SUCH_TIME
    hour, minute, second, offset = parts.groups()
    try:
        at = datetime.combine(found, time(int(hour), int(minute), int(second or 0)))
    except ValueError:
        return _NO_SUCH_TIME
    if offset is None:
        return _end_of(found) if ends_day and at.time() == time() else _in_norway(at)
    zone = offset.strip()
    return at.replace(tzinfo=UTC if zone == "Z" else datetime.strptime(zone, "%z").tzinfo)


def _day_and_rest(text: str, date_format: str | None) -> tuple[date | Misread, str]:
    """Return the day at the beginning of a text, and the rest of the text."""
    named = _WEEKDAY.match(text)
    weekday = None if named is None else _WEEKDAY_OF.get(named[1].casefold())
    if named is None or weekday is None:
        return _numbered_day_and_rest(text, date_format)
    found, rest = _numbered_day_and_rest(text[named.end() :], date_format)
    if isinstance(found, date) and found.weekday() != weekday:
        return _OTHER_WEEKDAY, ""
    return found, rest


def _numbered_day_and_rest(text: str, date_format: str | None) -> tuple[date | Misread, str]:
    """Return the day at the beginning of a text without a weekday, and the rest of the text."""
    if date_format is not None:
        found = _in_format(text, date_format)
        if found is not None:
            return found
    for pattern, read in _READERS:
        fits = pattern.match(text)
        if fits is not None and not text[fits.end() :][:1].isdigit():
            rest = text[fits.end() :]
            return read(fits), "" if rest == "." else rest
    if _SERIAL.fullmatch(text):
        return _IS_SERIAL, ""
    return _EXPECTED, ""


def _in_format(text: str, date_format: str) -> tuple[date | Misread, str] | None:
    """Return the day in a chosen format and the rest of the text; None for a text in another format."""
    form = re.escape(date_format).replace(r"\-", "-")
    for part, digits in (
        ("yyyy", "[0-9]{4}"),
        ("dd", "[0-9]{1,2}"),
        ("mm", "[0-9]{1,2}"),
        ("yy", "[0-9]{2}"),
    ):
        form = form.replace(part, digits)
    fits = re.match(rf"{form}(?![0-9])", text)
    if fits is None:
        return None
    try:
        found = datetime.strptime(fits[0], DATE_FORMATS[date_format]).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return Misread(f"is no day of the calendar in the format {date_format}"), ""
    return _EARLY_YEAR if found.year < _FIRST_YEAR else found, text[fits.end() :]


def _date(year: str, month: int, day_of_month: str) -> date | Misread:
    try:
        found = date(int(year), month, int(day_of_month))
    except ValueError:
        return _NO_SUCH_DAY
    return _EARLY_YEAR if found.year < _FIRST_YEAR else found


def _iso(found: re.Match[str]) -> date | Misread:
    digits = found[0].replace("-", "")
    return _date(digits[:4], int(digits[4:6]), digits[6:])


def _named(found: re.Match[str]) -> date | Misread:
    month = _MONTH_OF.get(found[2].lower())
    return _EXPECTED if month is None else _date(found[3], month, found[1])


_READERS = (
    (_ISO, _iso),
    (_YEAR_FIRST, lambda found: _date(found[1], int(found[2]), found[3])),
    (_DOTTED, lambda found: _date(found[3], int(found[2]), found[1])),
    (_SLASH_AND_DASH, lambda found: _date(found[3], int(found[2]), found[1])),
    (_NAMED, _named),
    (_SLASHED, lambda _: _AMBIGUOUS),
    (_DASHED, lambda _: _AMBIGUOUS_DASHES),
    (_SHORT_YEAR, lambda _: _WHICH_CENTURY),
)


def _is_midnight(rest: str) -> bool:
    parts = _TIME.fullmatch(rest)
    return parts is not None and not any(int(each or 0) for each in parts.groups()[:3])


def _end_of(found: date) -> datetime | Misread:
    return _in_norway(datetime.combine(found, _END_OF_DAY))


def _in_norway(at: datetime) -> datetime | Misread:
    """Return a local time in Norway with its offset."""
    early, late = (at.replace(tzinfo=_norway(), fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        return _NOT_ONE_TIME
    return early


@cache
def _norway() -> ZoneInfo:
    try:
        return ZoneInfo("Europe/Oslo")
    except ZoneInfoNotFoundError:
        raise ConfigurationError("Dates need the time zones: pip install 'digipost[bulk]'") from None
