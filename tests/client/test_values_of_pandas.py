"""Values of numpy and pandas, which callers read from tables: taken if certain, otherwise a typed error.

Neither library is needed: the classes below behave as theirs do, where that differs from Python's own values.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from digipost import ClientConfig, Document, Environment, recipient
from digipost.errors import DigipostError, SchemaValueError
from digipost.xml import to_xml
from digipost_schema import api_v8, datatypes
from tests.support.letters import document, letter
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import DigipostClient


class int64:  # noqa: N801 - the name in numpy, which errors show
    """A whole number that is no int."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


class float64(float):  # noqa: N801
    """A float that is a subclass."""

    __slots__ = ()


class bool_:  # noqa: N801
    """A truth value that is no bool."""

    def __bool__(self) -> bool:
        return True


class datetime64:  # noqa: N801
    """A time that is no datetime."""


class NaTType(datetime):
    """A datetime that is no time: not equal to itself, and without an offset."""

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = datetime.__hash__

    def utcoffset(self) -> Any:  # noqa: ANN401 - as pandas has it
        raise ValueError("NaTType does not support utcoffset")


class NAType:
    """A missing value, which is neither true nor false, and has no order."""

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    def __eq__(self, other: object) -> Any:  # noqa: ANN401 - as pandas has it
        return self

    __hash__ = object.__hash__


class Timestamp(datetime):
    """A datetime that is a subclass."""


NAT, NA, NAN = NaTType(1, 1, 1), NAType(), float("nan")
NOON = Timestamp(2030, 1, 1, 12, 30, 0, 250_000, tzinfo=UTC)
ODD = [NAT, NA, NAN, float64(5.5), int64(5), bool_(), datetime64(), NOON]
CLASSES = [
    value
    for module in (api_v8, datatypes)
    for value in vars(module).values()
    if isinstance(value, type) and attrs.has(value)
]


# Type checkers refuse most of the arguments below.
UNTYPED_API: Any = api_v8
UNTYPED_DATA: Any = datatypes
UNTYPED_RECIPIENT: Any = recipient


def built_document(**fields: Any) -> Document:  # noqa: ANN401
    described = {"content": document().content, "subject": "Faktura", "file_type": "pdf"}
    return Document(**{**described, **fields})


def config(**fields: Any) -> ClientConfig:  # noqa: ANN401 - any value is the point
    return ClientConfig(**{"broker_id": 12345, "environment": Environment.TEST, **fields})


@pytest.mark.parametrize("field", ["sender_id", "sender"])
def test_an_id_of_numpy_is_taken_as_an_int(field: str) -> None:
    sender = letter(**{field: int64(67890)}).sender_id
    assert (sender, type(sender)) == (67890, int)


@in_one_test("field", ["broker_id", "max_answer_bytes", "max_content_bytes"])
def test_so_is_a_number_of_the_configuration(field: str) -> None:
    number = getattr(config(**{field: int64(12345)}), field)
    assert (number, type(number)) == (12345, int)


def test_so_are_those_of_a_request(digipost_client: DigipostClient) -> None:
    page_size: Any = int64(10)
    until: Any = int64(7)
    assert list(digipost_client.inbox.list_documents(page_size=page_size, until=until)) == []


def test_a_time_of_pandas_is_sent() -> None:
    written = to_xml(letter(delivery_time=NOON).to_schema(config()))
    assert b"<delivery-time>2030-01-01T12:30:00.250Z</delivery-time>" in written


@in_one_test(
    ("refused", "told"),
    [
        (lambda: letter(sender_id=float64(5.0)), "Message.sender_id: .*write int"),
        (lambda: letter(sender_id=bool_()), "Message.sender_id: a positive whole number"),
        (lambda: letter(sender_id=NA), "Message.sender_id: a positive whole number"),
        (lambda: letter(sender_organization=NA), "Message.sender_organization: "),
        (lambda: letter(delivery_time=NAT), "Message.delivery_time: .*missing time: give None"),
        (lambda: letter(delivery_time=datetime64()), "Message.delivery_time: .*pandas.Timestamp"),
        (lambda: letter(invoice_reference=NAN), "Message.invoice_reference: text is expected, not float"),
        (lambda: document(subject=NAN), "Document.subject: a text of 1 to 255 characters"),
        (
            lambda: UNTYPED_RECIPIENT.by_personal_identification_number(int64(1)),
            "personal_identification_number",
        ),
        (lambda: UNTYPED_DATA.Info(title=NA, text="x"), "Info.title: text is expected, not NAType"),
        (lambda: UNTYPED_DATA.Period(from_=NAT), "Period.from_: .*missing time: give None"),
        (lambda: UNTYPED_DATA.Barcode(show_value_in_barcode=bool_()), "write bool"),
        (
            lambda: UNTYPED_DATA.Invoice(due_date=NAT, sum=Decimal(1), creditor_account="1"),
            "Invoice.due_date: ",
        ),
        (
            lambda: UNTYPED_DATA.Invoice(due_date=NOON, sum=float64(1.5), creditor_account="1"),
            "write Decimal",
        ),
        (lambda: UNTYPED_DATA.Invoice(due_date=NOON, sum=int64(1), creditor_account="1"), "write Decimal"),
        (lambda: UNTYPED_DATA.Invoice(due_date=NOON, sum=NA, creditor_account="1"), "Invoice.sum: a Decimal"),
        (lambda: UNTYPED_API.PrintIfUnread(print_if_unread_after=NAT, print_details=None), "missing time"),
        (lambda: config(broker_id=float64(5.0)), "ClientConfig.broker_id must be an int"),
        (lambda: config(read_timeout=NA), "ClientConfig.read_timeout must be"),
    ],
)
def test_what_is_not_certain_is_an_error_that_names_the_field(
    refused: Callable[[], object], told: str
) -> None:
    with pytest.raises(DigipostError, match=told):
        refused()


@pytest.mark.parametrize(
    "build", [letter, built_document, config], ids=["Message", "Document", "ClientConfig"]
)
def test_no_field_of_a_builder_raises_another_error(build: Callable[..., attrs.AttrsInstance]) -> None:
    for attribute in attrs.fields(type(build())):
        for value in ODD:
            with suppress(DigipostError):
                build(**{attribute.alias: value})


@in_one_test("cls", CLASSES)
def test_nor_does_a_field_of_the_schema(cls: type[attrs.AttrsInstance]) -> None:
    owner = object.__new__(cls)
    for attribute in attrs.fields(cls):
        for value in ODD if attribute.validator else ():
            with suppress(SchemaValueError):
                attribute.validator(owner, attribute, value)
