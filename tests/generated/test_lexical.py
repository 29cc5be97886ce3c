"""Values as text: known answers."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost_schema import _lexical as lexical
from tests.generated.strategies import steady

VECTORS = json.loads(
    (Path(__file__).parent.parent / "fixtures/vectors/vectors.json").read_text(encoding="utf-8")
)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize("vector", VECTORS["datatype_zoned_datetime"], ids=lambda vector: vector["input"])
def test_a_time_of_a_data_type_is_read_and_written_as_java_does(vector: dict[str, str | None]) -> None:
    text, written = vector["input"], vector["output"]
    assert text is not None

    if written is None:
        with pytest.raises(ValueError, match="is expected"):
            lexical.read_zoned_datetime(text)
    else:
        assert lexical.write_datetime(lexical.read_zoned_datetime(text)) == written


@pytest.mark.parametrize("vector", VECTORS["money_two_decimals"], ids=lambda vector: vector["input"])
def test_money_is_rounded_half_up_to_two_decimals_read_and_written(vector: dict[str, str]) -> None:
    assert lexical.write_money(Decimal(vector["input"])) == vector["output"]
    assert str(lexical.read_money(vector["input"])) == vector["output"]


@pytest.mark.parametrize(
    "text", ["", "NaN", "Infinity", "1_000", "1,5", "\u0661", "1e5000", "0x1", "1 0", "9" * 401]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="an amount such as"):
        lexical.read_money(text)


def test_the_context_of_the_thread_does_not_change_amounts() -> None:
    with localcontext() as context:
        context.prec = 3
        assert lexical.write_money(Decimal("12345678.905")) == "12345678.91"
        assert lexical.read_money("12345678.905") == Decimal("12345678.91")
        assert lexical.write_decimal(Decimal("12345678.905")) == "12345678.905"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2024, 1, 31, 12, 0, tzinfo=UTC), "2024-01-31T12:00:00Z"),
        (datetime(2024, 1, 31, 12, 0, tzinfo=timezone(timedelta(0))), "2024-01-31T12:00:00Z"),
        (datetime(2024, 1, 31, 12, 0, tzinfo=OSLO), "2024-01-31T12:00:00+01:00"),
        (datetime(2024, 10, 27, 2, 30, tzinfo=OSLO), "2024-10-27T02:30:00+02:00"),
        (datetime(2024, 10, 27, 2, 30, tzinfo=OSLO, fold=1), "2024-10-27T02:30:00+01:00"),
        (datetime(2024, 1, 31, 12, 0, tzinfo=ZoneInfo("America/St_Johns")), "2024-01-31T12:00:00-03:30"),
        (datetime(2024, 1, 31, 12, 0, 0, 999, tzinfo=UTC), "2024-01-31T12:00:00Z"),
        (datetime(2024, 1, 31, 12, 0, 0, 1999, tzinfo=UTC), "2024-01-31T12:00:00.001Z"),
        (datetime(2024, 1, 31, 12, 0, 0, 500000, tzinfo=UTC), "2024-01-31T12:00:00.500Z"),
        (datetime(2024, 1, 31, 12, 0, 0, 999999, tzinfo=UTC), "2024-01-31T12:00:00.999Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
        (datetime(1850, 1, 1, tzinfo=OSLO), "1850-01-01T00:00:00+00:43"),
        (datetime(1850, 1, 1, 0, 0, 0, 5000, tzinfo=OSLO), "1850-01-01T00:00:00.005+00:43"),
        (datetime(1850, 1, 1, tzinfo=ZoneInfo("America/New_York")), "1850-01-01T00:00:00-04:56"),
    ],
)
def test_a_time_has_three_digits_of_a_second_or_none_and_an_offset(value: datetime, text: str) -> None:
    assert lexical.write_datetime(value) == text


def test_a_time_without_an_offset_cannot_be_written() -> None:
    for microsecond in (0, 5000):
        with pytest.raises(ValueError, match="with an offset is expected"):
            lexical.write_datetime(datetime(2024, 1, 31, 12, 0, 0, microsecond))  # noqa: DTZ001 - just that


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2024, 1, 31, 12, 0), "2024-01-31T12:00:00"),  # noqa: DTZ001 - a local time
        (datetime(2024, 1, 31, 12, 0, 0, 500999), "2024-01-31T12:00:00.500"),  # noqa: DTZ001 - a local time
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00"),
    ],
)
def test_a_local_time_is_written_without_an_offset(value: datetime, text: str) -> None:
    assert lexical.write_local_datetime(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-01-31T12:00:00+01:00", datetime(2024, 1, 31, 12, 0)),  # noqa: DTZ001 - a local time
        ("2024-01-31T12:00", datetime(2024, 1, 31, 12, 0)),  # noqa: DTZ001 - a local time
        ("2024-01-31T12:00:00.123456789Z", datetime(2024, 1, 31, 12, 0, 0, 123456)),  # noqa: DTZ001 - a local time
    ],
)
def test_a_local_time_is_read_without_its_offset(text: str, value: datetime) -> None:
    assert lexical.read_local_datetime(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2016-09-14T14:06:53.958+02:00", "2016-09-14T12:06:53.958000+00:00"),
        ("2016-09-14T14:06:53Z", "2016-09-14T14:06:53+00:00"),
        ("2016-09-14T14:06:53", "2016-09-14T14:06:53+00:00"),
        ("2016-09-14T14:06:53.1234567891+00:00", "2016-09-14T14:06:53.123456+00:00"),
        ("2016-12-31T24:00:00Z", "2017-01-01T00:00:00+00:00"),
        (" \t\r\n2016-09-14T14:06:53-03:30\n", "2016-09-14T17:36:53+00:00"),
    ],
)
def test_a_time_is_read_in_every_form_of_xml_schema(text: str, value: str) -> None:
    read = lexical.read_datetime(text)

    assert read.tzinfo is not None
    assert read.astimezone(UTC).isoformat() == value


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "T",
            "2024-01-31",
            "2024-01-31 12:00:00Z",
            "2024-01-31T12:00Z",
            "2024-01-31T12Z",
            "20240131T120000Z",
        ),
        *(
            "2024-W05-3T12:00:00Z",
            "2024-01-31T12:00:00+0100",
            "2024-01-31T12:00:00+01",
            "2024-01-31T12:00:00,5Z",
        ),
        *("2024-01-31T12:00:00+01:00[Europe/Oslo]", "2024-01-31T12:00:00 +01:00", "2024-01-31T12:00:00.Z"),
        *("2024-13-01T12:00:00Z", "2023-02-29T12:00:00Z", "2024-01-31T25:00:00Z", "2024-01-31T12:60:00Z"),
        *("2024-01-31T12:00:60Z", "2024-01-31T24:00:01Z", "9999-12-31T24:00:00Z", "0000-01-01T00:00:00Z"),
        *(
            "2024-01-31T12:00:00+01:60",
            "2024-01-31T12:00:00+99:00",
            "\uff12\uff10\uff12\uff14-01-31T12:00:00Z",
            "2024-01-31t12:00:00z",
        ),
        *("2024-01-31T12:00:00+01:00:30", "-2024-01-31T12:00:00Z", "12024-01-31T12:00:00Z"),
    ],
)
def test_what_is_no_time_of_xml_schema_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        lexical.read_datetime(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1980-02-03", date(1980, 2, 3)),
        ("1980-02-03+01:00", date(1980, 2, 3)),
        (" 1980-02-03Z ", date(1980, 2, 3)),
    ],
)
def test_a_date_is_read_without_its_offset_and_written_without_one(text: str, value: date) -> None:
    assert lexical.read_date(text) == value
    assert lexical.write_date(value) == "1980-02-03"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100.21", "100.21"),
        ("100.210", "100.210"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("-0", "-0"),
        ("0E-2", "0.00"),
    ],
)
def test_a_decimal_is_written_as_it_is_and_without_an_exponent(value: str, text: str) -> None:
    assert lexical.write_decimal(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((1.5, "1.5"), (3, "3.0"), (1e-7, "1e-07"), (1e16, "1e+16"), (0.1 + 0.2, "0.30000000000000004")),
        *((-0.0, "-0.0"), (float("inf"), "INF"), (float("-inf"), "-INF"), (float("nan"), "NaN")),
    ],
)
def test_a_double_is_written_in_its_shortest_form(value: float, text: str) -> None:
    assert lexical.write_double(value) == text
    assert repr(lexical.read_double(text)) == repr(float(value))


def test_a_boolean_is_a_word_and_read_as_a_digit_too() -> None:
    assert [lexical.write_boolean(value) for value in (True, False)] == ["true", "false"]
    assert [lexical.read_boolean(text) for text in ("true", "1", "false", " 0 ")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_uuid_is_written_in_lower_case_and_read_in_either() -> None:
    value = UUID("763EE844-E081-4136-A7F7-C2E5C03FE5D6")

    assert lexical.write_uuid(value) == "763ee844-e081-4136-a7f7-c2e5c03fe5d6"
    assert lexical.read_uuid("763EE844-e081-4136-a7f7-c2e5c03fe5d6") == value
    assert hash(lexical.read_uuid(str(value))) == hash(value)


@steady
@given(st.uuids())
def test_any_uuid_is_written_as_python_does_and_read_as_a_whole_one(value: UUID) -> None:
    assert lexical.write_uuid(value) == str(value)
    read = lexical.read_uuid(str(value))
    assert (read, read.version, read.bytes, repr(read), read.is_safe) == (
        *(value, value.version, value.bytes, repr(value), value.is_safe),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "763ee844e0814136a7f7c2e5c03fe5d6", "{763ee844-e081-4136-a7f7-c2e5c03fe5d6}", "763ee844"),
        *("urn:uuid:763ee844-e081-4136-a7f7-c2e5c03fe5d6", "763ee844-e081-4136-a7f7-c2e5c03fe5d6\n"),
        *("\u066763ee844-e081-4136-a7f7-c2e5c03fe5d6", "763ee844-e081-4136-a7f7-c2e5c03fe5dg"),
    ],
)
def test_what_is_no_uuid_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a uuid is expected"):
        lexical.read_uuid(text)
