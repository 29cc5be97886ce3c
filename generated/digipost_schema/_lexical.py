"""Values as text: functions that write a value, and functions that read each of its forms.

The functions write the form of Digipost's own clients, and read every form that these clients accept. A
reader returns the value or raises `ValueError`; the caller adds the place in the document.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from uuid import UUID, SafeUUID

__all__ = [
    "read_boolean",
    "read_date",
    "read_datetime",
    "read_decimal",
    "read_double",
    "read_integer",
    "read_local_datetime",
    "read_money",
    "read_uri",
    "read_uuid",
    "read_zoned_datetime",
    "write_boolean",
    "write_date",
    "write_datetime",
    "write_decimal",
    "write_double",
    "write_integer",
    "write_local_datetime",
    "write_money",
    "write_uuid",
]

_new, _set, _UNKNOWN = object.__new__, object.__setattr__, SafeUUID.unknown

_MILLISECOND = 1000  # microseconds
_OFFSET_SECONDS = re.compile(r"(?<=[+-]\d\d:\d\d):\d\d(?:\.\d+)?$")

XML_SPACE = " \t\r\n"
CENT = Decimal("0.01")
# Precision for every amount that a field can hold, independent of the thread's context.
_EXACT = Context(prec=400)

_OFFSET = r"(?P<offset>Z|[+-]\d{2}:[0-5]\d)?"
_DATETIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})(?:\.(?P<fraction>\d+))?"
    + _OFFSET,
    re.ASCII,
)
# In this form, Python's own reader, which accepts more forms than XML, returns the same value as XML's rules.
_SHAPE = re.compile(r"....-..-..T..:..:..(?:\.\d+)?(?:Z|[+-]..:[0-5].)$", re.ASCII)
# ISO 8601 as java.time reads it: seconds are optional, and the name of a zone may follow the offset.
_JAVA_DATETIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<hour>\d{2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,9}))?)?" + _OFFSET + r"(?P<zone>\[[A-Za-z][\w/+\-~.]*\])?",
    re.ASCII,
)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:[0-5]\d)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_AMOUNT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_DOUBLE = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|NaN|[+-]?INF", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
# Python itself refuses much longer numbers (CVE-2020-10735); no number of this API is nearly as long.
_LONGEST_NUMBER = 400


def write_datetime(value: datetime) -> str:
    """Write `yyyy-MM-ddTHH:mm:ss[.SSS]` and `Z` or `±hh:mm`; milliseconds are cut, and omitted if zero."""
    text = value.isoformat(timespec="milliseconds" if value.microsecond >= _MILLISECOND else "seconds")
    if text.endswith("+00:00"):
        return text[:-6] + "Z"
    if text[-6] in "+-":
        return text
    if value.utcoffset() is None:
        msg = "a date-time with an offset is expected"
        raise ValueError(msg)
    # Offsets in XML have whole minutes, local mean time before 1895 does not; java.time's formatter cuts.
    return _OFFSET_SECONDS.sub("", text)


def write_local_datetime(value: datetime) -> str:
    """Write a time without an offset, by the same rules."""
    return value.replace(tzinfo=None).isoformat(
        timespec="milliseconds" if value.microsecond >= _MILLISECOND else "seconds"
    )


def write_date(value: date) -> str:
    """Write `yyyy-MM-dd`."""
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def write_integer(value: int) -> str:
    """Write decimal digits."""
    return int.__repr__(value)


def write_decimal(value: Decimal) -> str:
    """Write digits and a point, never an exponent."""
    return f"{value:f}"


def write_money(value: Decimal) -> str:
    """Write exactly two decimals, rounded half up."""
    return f"{value.quantize(CENT, ROUND_HALF_UP, _EXACT):f}"


def write_double(value: float) -> str:
    """Write the shortest form that reads back as the same number."""
    if value != value:  # noqa: PLR0124 - the test for not a number that needs no import
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "INF" if value > 0 else "-INF"
    return float.__repr__(float(value))


def write_boolean(value: bool) -> str:  # noqa: FBT001 - the value itself, not a flag
    """Write `true` or `false`."""
    return "true" if value else "false"


def write_uuid(value: UUID) -> str:
    """Write lower-case hexadecimal with hyphens."""
    # Faster than str(value), and a message with its documents has several.
    groups = value.int.to_bytes(16).hex("-", 2)
    return f"{groups[:4]}{groups[5:29]}{groups[30:34]}{groups[35:]}"


def read_datetime(text: str) -> datetime:
    """Read an `xs:dateTime`.

    A date-time without an offset counts as UTC. (Digipost's Java client uses the machine's own zone, so that
    the same answer means different times on different machines; no answer without an offset is known.)
    """
    if _SHAPE.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass  # such as 24:00:00, which is read below
    match = _DATETIME.fullmatch(text.strip(XML_SPACE))
    if match is None:
        msg = "a date-time such as 2024-01-31T12:00:00+01:00 is expected"
        raise ValueError(msg)
    return _datetime(match, _timezone(match["offset"]))


def read_zoned_datetime(text: str) -> datetime:
    """Read a data type's date-time: seconds and offset may be missing (UTC), a zone's name is dropped."""
    return _datetime(match := _java_match(text), _timezone(match["offset"]))


def read_local_datetime(text: str) -> datetime:
    """Read a data type's local date-time; an offset is accepted and dropped."""
    return _datetime(_java_match(text), None)


def _java_match(text: str) -> re.Match[str]:
    match = _JAVA_DATETIME.fullmatch(text)
    if match is None or (match["zone"] and not match["offset"]):
        msg = "a date-time such as 2024-01-31T12:00:00+01:00 is expected"
        raise ValueError(msg)
    return match


def _datetime(match: re.Match[str], zone: timezone | None) -> datetime:
    fraction = match["fraction"]
    microsecond = int(fraction[:6].ljust(6, "0")) if fraction else 0
    year, month, day = match["day"].split("-")
    hour, minute, second = match["hour"], match["minute"], match["second"]
    # XML Schema allows 24:00:00, which is midnight at the end of the day.
    if hour == "24" and minute == "00" and second == "00" and not microsecond:
        return datetime(int(year), int(month), int(day), tzinfo=zone) + timedelta(days=1)
    return datetime(
        int(year), int(month), int(day), int(hour), int(minute), int(second or 0), microsecond, tzinfo=zone
    )


def _timezone(offset: str | None) -> timezone:
    if offset is None or offset == "Z":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    if not minutes:
        return UTC
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def read_date(text: str) -> date:
    """Read an `xs:date`; an offset, which a date may have, is dropped."""
    match = _DATE.fullmatch(text.strip(XML_SPACE))
    if match is None:
        msg = "a date such as 2024-01-31 is expected"
        raise ValueError(msg)
    return date.fromisoformat(match[1])


def read_integer(text: str) -> int:
    """Read an integer."""
    text = text.strip(XML_SPACE)
    if len(text) > _LONGEST_NUMBER or not _INTEGER.fullmatch(text):
        msg = "a whole number is expected"
        raise ValueError(msg)
    return int(text)


def read_decimal(text: str) -> Decimal:
    """Read an `xs:decimal`, which has no exponent."""
    text = text.strip(XML_SPACE)
    if len(text) > _LONGEST_NUMBER or not _DECIMAL.fullmatch(text):
        msg = "a decimal number is expected"
        raise ValueError(msg)
    return Decimal(text)


def read_money(text: str) -> Decimal:
    """Read an amount and round it to two decimals, half up."""
    text = text.strip(XML_SPACE)
    if len(text) <= _LONGEST_NUMBER and _AMOUNT.fullmatch(text):
        try:
            return Decimal(text).quantize(CENT, ROUND_HALF_UP, _EXACT)
        except InvalidOperation:
            pass  # an exponent beyond all amounts
    msg = "an amount such as 100.21 is expected"
    raise ValueError(msg)


def read_double(text: str) -> float:
    """Read an `xs:double`."""
    text = text.strip(XML_SPACE)
    if len(text) > _LONGEST_NUMBER or not _DOUBLE.fullmatch(text):
        msg = "a number is expected"
        raise ValueError(msg)
    return float(text.replace("INF", "inf"))


def read_boolean(text: str) -> bool:
    """Read `true`, `false`, `1` or `0`."""
    text = text.strip(XML_SPACE)
    if text in {"true", "1"}:
        return True
    if text in {"false", "0"}:
        return False
    msg = "true or false is expected"
    raise ValueError(msg)


def read_uuid(text: str) -> UUID:
    """Read a uuid with hyphens, in either case."""
    if not _UUID.fullmatch(text):
        msg = "a uuid is expected"
        raise ValueError(msg)
    # The same as UUID's own __init__ for a number, without its checks of the arguments.
    value = _new(UUID)
    _set(value, "int", int(text.replace("-", ""), 16))
    _set(value, "is_safe", _UNKNOWN)
    return value


def read_uri(text: str) -> str:
    """Read an `xs:anyURI`, without the white space around it."""
    return text.strip(XML_SPACE)
