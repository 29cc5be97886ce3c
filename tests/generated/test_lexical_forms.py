"""Lexical forms of each type of XML Schema: all that libxml2 accepts, and nothing else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from digipost_schema import _lexical as lexical
from tests.generated.strategies import steady

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: dict[str, Callable[[str], object]] = {
    "dateTime": lexical.read_datetime,
    "date": lexical.read_date,
    "integer": lexical.read_integer,
    "decimal": lexical.read_decimal,
    "double": lexical.read_double,
    "boolean": lexical.read_boolean,
}
years = st.sampled_from(["2024", "2023", "1900", "2000", "0001", "9999", "024"])
two = st.sampled_from(
    ["00", "01", "02", "12", "13", "23", "24", "29", "30", "31", "59", "60", "1", "001", "1x"]
)
zones = st.sampled_from(
    ["", "Z", "+00:00", "-00:00", "+01:00", "-13:59", "+14:00", "+1:00", "+0100", "z", "[Z]"]
)
fractions = st.sampled_from(["", ".0", ".123", ".1234567890", ".", ",5"])
dates = st.tuples(years, st.just("-"), two, st.just("-"), two).map("".join)
times = st.tuples(st.sampled_from("TtT "), two, st.just(":"), two, st.just(":"), two, fractions).map("".join)
# libxml2 takes 1E for a double, which has no digits where XML Schema wants some.
numbers = st.text("0123456789+-.eEINFaN_ \n", max_size=8).filter(
    lambda text: text.strip()[-1:] not in set("eE+-")
)
TEXTS = {
    "dateTime": st.tuples(dates, times, zones).map("".join),
    "date": st.tuples(dates, zones).map("".join),
    "integer": numbers,
    "decimal": numbers,
    "double": numbers,
    "boolean": st.sampled_from(["true", "false", "1", "0", "True", "", " true ", "yes", "01"]),
}


@steady
@given(data=st.data())
@pytest.mark.parametrize("name", READERS)
def test_whatever_libxml2_accepts_is_read_and_nothing_else(name: str, data: st.DataObject) -> None:
    text = data.draw(TEXTS[name])

    assert reads(READERS[name], text) == is_valid(name)(text)


def reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except (ValueError, OverflowError):
        return False
    return True


@cache
def is_valid(name: str) -> Callable[[str], bool]:
    text = f'<xs:element xmlns:xs="http://www.w3.org/2001/XMLSchema" name="t" type="xs:{name}"/>'
    schema = etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{text}</xs:schema>')
    )

    def verdict(text: str) -> bool:
        element = etree.Element("t")
        element.text = text
        return schema.validate(element)

    return verdict
