"""Data types from plain data: what fits becomes typed, and what does not is named without its value."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.datatypes import Appointment, Info, Invoice, Language, Payslip, Receipt
from digipost.errors import InvalidValueError
from digipost.plain_data import DATA_TYPES, data_type_from, plain_data_of, value_from
from digipost.xml import to_xml
from tests.generated.examples import Examples, is_root
from tests.generated.packages import OURS
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement

OSLO = timezone(timedelta(hours=1))
BILL = {"due_date": "2024-02-15T00:00:00+01:00", "sum": "100.21", "creditor_account": "15941432384"}
EXPECTED = Invoice(
    due_date=datetime(2024, 2, 15, tzinfo=OSLO), sum=Decimal("100.21"), creditor_account="15941432384"
)


@in_one_test(
    "data",
    [
        BILL,
        {"due-date": BILL["due_date"], "sum": Decimal("100.21"), "creditor-account": "15941432384"},
        {**BILL, "sum": 100.21, "kid": None},
        {**BILL, "due_date": datetime(2024, 2, 14, 23, tzinfo=UTC)},
        EXPECTED,
    ],
)
def test_the_same_invoice_in_many_forms(data: object) -> None:
    assert data_type_from("invoice", data) == EXPECTED


def test_objects_lists_and_enumerations_of_a_data_type() -> None:
    data = {
        "startTime": "2024-06-15T12:00:00Z",
        "address": {"street_address": "Testgata 1", "postal_code": "0155", "city": "Oslo"},
        "info": [{"title": "Parking", "text": "Behind the house"}],
        "language": "NB",
    }
    made = data_type_from("appointment", data)
    assert isinstance(made, Appointment)
    assert made.start_time == datetime(2024, 6, 15, 12, tzinfo=UTC)
    assert made.address is not None
    assert made.address.city == "Oslo"
    assert made.info == [Info(title="Parking", text="Behind the house")]
    assert made.language is Language.NB


def test_local_times_dates_and_names_that_are_keywords() -> None:
    slip = data_type_from("payslip", {"payment_date": "2024-06-15", "net_amount": 31000})
    assert slip == Payslip(payment_date=date(2024, 6, 15), net_amount=Decimal(31000))
    proof = data_type_from(
        "proof",
        {
            "title": "Membership",
            "proof-holder": {"firstname": "Ola", "surname": "Nordmann"},
            "valid-period": {"period": {"from": "2024-01-01T00:00:00", "to": "2024-12-31T23:59:59"}},
        },
    )
    assert b"<from>2024-01-01T00:00:00</from>" in to_xml(proof)
    with pytest.raises(InvalidValueError, match=r"^proof\.valid_period\.period\.from_: "):
        data_type_from(
            "proof",
            {
                "title": "Membership",
                "proof-holder": {"firstname": "Ola", "surname": "Nordmann"},
                "valid-period": {"period": {"from": "2024-01-01T00:00:00Z"}},
            },
        )


@in_one_test(
    ("change", "field", "problem"),
    [
        ({"sum": "100,21"}, "invoice.sum", "a point before decimals"),
        ({"sum": "1 000.00"}, "invoice.sum", "nothing between thousands"),
        ({"sum": "NaN"}, "invoice.sum", "a number such as 100.21"),
        ({"sum": True}, "invoice.sum", "a number such as 100.21"),
        ({"sum": float("inf")}, "invoice.sum", "a number such as 100.21"),
        ({"sum": None}, "invoice.sum", "needed"),
        ({"due_date": "2024-03-16"}, "invoice.due_date", "offset from UTC"),
        ({"due_date": "15.02.2024"}, "invoice.due_date", "offset from UTC"),
        ({"due_date": 20240215}, "invoice.due_date", "offset from UTC"),
        ({"creditor_account": 15941432384}, "invoice.creditor_account", "put it in quotes"),
        ({"creditor_account": "1594"}, "invoice.creditor_account", "eleven digits"),
        ({"amount": "1"}, "invoice", "those of Invoice are creditor_account, due_date"),
        ({"link": "https://example.com"}, "invoice.link", "ExternalLink"),
        ({"link": {"description": "x"}}, "invoice.link.url", "needed"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, object], field: str, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem) as raised:
        data_type_from("invoice", {**BILL, **change})
    assert raised.value.field == field
    for value in change.values():
        if isinstance(value, str) and len(value) > 3 and value not in problem:
            assert value not in str(raised.value)


@in_one_test(
    ("name", "data", "problem"),
    [
        ("bill", {}, "the known ones are appointment"),
        ("invoice", "100.21", "fields of Invoice"),
        ("receipt", {"receipt_line": {}}, "unknown field"),
        ("appointment", {"start_time": "2024-06-15T12:00:00Z", "info": {}}, "a list"),
        ("appointment", {"start_time": "2024-06-15T12:00:00Z", "language": "XX"}, "one of NB"),
        ("boligdetaljer", {"bruksareal": 1.5}, "a whole number"),
        ("payslip", {"payment_date": "tomorrow"}, "a date such as"),
    ],
)
def test_what_is_not_there_is_named(name: str, data: object, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        data_type_from(name, data)


def test_every_data_type_has_a_name() -> None:
    assert DATA_TYPES["external_link"].__name__ == "ExternalLink"
    assert DATA_TYPES["receipt"] is Receipt
    assert {*DATA_TYPES.values()} == {each for each in OURS.classes() if is_root(each, OURS.datatypes)}
    assert len(DATA_TYPES) >= 21


PROOF = {
    "title": "Membership",
    "proof_holder": {"firstname": "Ola", "surname": "Nordmann"},
    "valid_period": {"period": {"from_": "2024-01-01T00:00:00"}},
}


@in_one_test(
    ("name", "plain"),
    [
        ("invoice", BILL),
        ("proof", PROOF),
        ("payslip", {"payment_date": "2024-06-15", "net_amount": "31000.50"}),
        (
            "appointment",
            {
                "start_time": "2024-06-15T12:00:00+00:00",
                "address": {"street_address": "Testgata 1", "postal_code": "0155", "city": "Oslo"},
                "info": [{"title": "Parking", "text": "Behind the house"}],
                "language": "NB",
            },
        ),
    ],
)
def test_a_data_type_as_plain_data_goes_through_json(name: str, plain: dict[str, object]) -> None:
    found = plain_data_of(data_type_from(name, plain))

    assert {key: value for key, value in found.items() if key in plain} == plain
    assert data_type_from(name, json.loads(json.dumps(found))) == data_type_from(name, plain)


@cache
def examples() -> Examples:
    return Examples(OURS)


@in_one_test("name", DATA_TYPES)
def test_a_data_type_with_all_its_fields_goes_through_json(name: str) -> None:
    value = examples().rich(DATA_TYPES[name])

    assert data_type_from(name, json.loads(json.dumps(plain_data_of(value)))) == value


@in_one_test("given", [None, BILL, "invoice", Info(title="Parking", text="Here"), Invoice])
def test_what_is_no_data_type_has_no_plain_data(given: DataTypeElement) -> None:
    with pytest.raises(InvalidValueError, match=r"^data_type: a data type such as Invoice is expected, not "):
        plain_data_of(given)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.thorough
@given(st.sampled_from(sorted(DATA_TYPES)), st.data())
def test_any_plain_data_is_a_data_type_or_a_typed_error(name: str, data: st.DataObject) -> None:
    fields = sorted(DATA_TYPES[name].__annotations__)
    described = data.draw(st.dictionaries(st.sampled_from([*fields, "x"]), anything, max_size=4) | anything)
    made: DataTypeElement
    try:
        made = data_type_from(name, described)
    except InvalidValueError:
        return
    assert type(made) is DATA_TYPES[name]


def test_the_decimals_of_json_stay_as_written() -> None:
    data = json.loads('{"due_date": "2024-02-15T00:00:00Z", "sum": 0.10, "creditor_account": "15941432384"}')
    made = data_type_from("invoice", data)
    assert isinstance(made, Invoice)
    assert made.sum == Decimal("0.1")


@in_one_test(
    ("given", "amount"),
    [(0.1 + 0.2, "0.3"), (100.1, "100.1"), (1001.0, "1001"), (99.99000000000001, "99.99"), (1e-7, "1E-7")],
)
def test_the_noise_of_a_binary_fraction_is_no_part_of_an_amount(given: float, amount: str) -> None:
    assert value_from(Decimal, given, "sum") == Decimal(amount)


@in_one_test("given", [5.005, "100.213", Decimal("0.001"), 1.001])
def test_an_amount_with_a_third_decimal_is_refused(given: object) -> None:
    bill = {"due_date": "2024-02-15T00:00:00+01:00", "sum": given, "creditor_account": "15941432384"}
    with pytest.raises(InvalidValueError) as caught:
        data_type_from("invoice", bill)
    assert caught.value.field == "invoice.sum"
    assert caught.value.problem.startswith("an amount with at most two decimals is expected")
