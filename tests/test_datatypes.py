"""Data types: a typed value in, the same value out, and what is not known stays as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from digipost import datatypes
from digipost.datatypes import Appointment, Info, Invoice, Payslip, RawElement, decode
from digipost.errors import ParseError
from digipost.xml import from_xml, to_xml
from digipost_schema import api_v8
from tests.support.counterpart import NOW, V8
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement

NAMESPACE = 'xmlns="http://api.digipost.no/schema/datatypes"'
VALUES: dict[str, DataTypeElement] = {
    "invoice": Invoice(due_date=NOW, sum=Decimal("100.21"), creditor_account="15941432384", kid="123"),
    "appointment": Appointment(
        start_time=NOW, place="Oslo", info=[Info(title="Parking", text="Behind the house")]
    ),
    "payslip": Payslip(payment_date=date(2024, 6, 15), net_amount=Decimal("31000.50")),
}


def in_message(content: str) -> api_v8.DataType:
    """The data type of a document that was read."""
    document = (
        f"<message {V8}><recipient/><primary-document><file-type>pdf</file-type>"
        f"<data-type>{content}</data-type></primary-document></message>"
    )
    data_type = from_xml(api_v8.Message, document.encode()).primary_document.data_type
    assert data_type is not None
    return data_type


@in_one_test("name", VALUES)
def test_a_value_that_is_written_and_read_is_the_same(name: str) -> None:
    value = VALUES[name]
    written = to_xml(value).decode().partition("?>")[2]
    assert written.startswith(f"<{name} {NAMESPACE}")
    read = in_message(written)
    assert isinstance(read.content, RawElement)  # as it came, until it is asked for
    assert decode(read) == decode(read.content) == value


def test_a_typed_value_is_given_back_itself() -> None:
    value = VALUES["invoice"]
    assert decode(api_v8.DataType(content=value)) is value


def test_an_unknown_data_type_stays_raw() -> None:
    read = in_message(f"<from-the-future {NAMESPACE}><x/></from-the-future>")
    assert decode(read) is read.content
    assert decode(read) == RawElement(f"<from-the-future {NAMESPACE}><x></x></from-the-future>".encode())


def test_another_prefix_makes_no_difference() -> None:
    read = in_message(
        '<d:invoice xmlns:d="http://api.digipost.no/schema/datatypes"><d:due-date>2024-06-03T14:00:02+02:00'
        "</d:due-date><d:sum>100.21</d:sum><d:creditor-account>15941432384</d:creditor-account>"
        "<d:kid>123</d:kid></d:invoice>"
    )
    assert decode(read) == VALUES["invoice"]


def test_a_known_data_type_that_does_not_fit_says_where() -> None:
    with pytest.raises(ParseError, match="`sum` is missing") as caught:
        decode(in_message(f"<invoice {NAMESPACE}><due-date>2024-06-03T12:00:02Z</due-date></invoice>"))
    assert caught.value.path == "/invoice"


def test_a_malformed_value_is_not_repeated() -> None:
    with pytest.raises(ParseError) as caught:
        decode(RawElement(f"<invoice {NAMESPACE}><due-date>MARKER</due-date></invoice>".encode()))
    assert caught.value.path == "/invoice/due-date"
    assert "MARKER" not in str(caught.value)


def test_a_time_without_a_zone_is_utc() -> None:
    # So Digipost's own data types read it.
    read = decode(
        RawElement(
            f"<invoice {NAMESPACE}><due-date>2024-06-03T12:00:02</due-date>"
            "<sum>1</sum><creditor-account>15941432384</creditor-account></invoice>".encode()
        )
    )
    assert isinstance(read, Invoice)
    assert read.due_date == datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)


def test_what_is_listed_can_be_sent_or_is_part_of_something_that_can() -> None:
    classes = [getattr(datatypes, name) for name in datatypes.__all__ if name != "decode"]
    assert all(isinstance(each, type) for each in classes)
    assert {each.__module__ for each in classes} == {"digipost_schema.datatypes", "digipost_schema._raw"}
