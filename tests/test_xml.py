"""The one door to the generated codecs: what goes through it, and which errors come out."""

from __future__ import annotations

import traceback
from decimal import Decimal

import pytest

from digipost.datatypes import Invoice
from digipost.errors import DigipostError, InvalidValueError, ParseError
from digipost.xml import SchemaFields, from_xml, schema_values, to_xml
from digipost_schema import api_v8
from tests.support.counterpart import NOW, V8
from tests.support.tables import in_one_test

MARK = "Nordmann"  # a personal value, which must not show


def test_a_value_is_written_as_a_document() -> None:
    error = api_v8.Error(error_code="A", error_message="b < c", error_type="NONE")
    assert (
        to_xml(error)
        == (
            f'<?xml version="1.0" encoding="UTF-8"?><error {V8}><error-code>A</error-code>'
            "<error-message>b &lt; c</error-message><error-type>NONE</error-type></error>"
        ).encode()
    )


def test_a_document_is_read_as_a_value() -> None:
    document = f"<error {V8}><error-code>A</error-code><error-message>ø</error-message></error>".encode()
    assert from_xml(api_v8.Error, document) == api_v8.Error(error_code="A", error_message="ø")


def test_data_types_are_documents_too() -> None:
    invoice = Invoice(due_date=NOW, sum=Decimal("100.21"), creditor_account="15941432384")
    assert from_xml(Invoice, to_xml(invoice)) == invoice


@in_one_test(
    ("data", "path", "problem"),
    [
        (b"", "/", "not well-formed"),
        (MARK.encode(), "/", "not well-formed"),
        (f"<error {V8}>{MARK}".encode(), "/", "not well-formed"),
        (f"<nonsense {V8}>{MARK}</nonsense>".encode(), "/", "`error` is expected"),
        (f"<error>{MARK}</error>".encode(), "/", "another namespace"),
        (f"<error {V8}>{MARK}</error>".encode(), "/error", "`error-code` is missing"),
        (f'<!DOCTYPE error [<!ENTITY x "{MARK}">]><error {V8}>&x;</error>'.encode(), "/", "document type"),
    ],
)
def test_what_cannot_be_read_says_where_and_not_what(data: bytes, path: str, problem: str) -> None:
    with pytest.raises(ParseError, match=problem) as caught:
        from_xml(api_v8.Error, data)
    assert caught.value.path == path
    assert MARK not in "".join(traceback.format_exception(caught.value))


def test_a_number_that_is_none_is_told_by_its_place() -> None:
    document = (
        f"<message-delivery {V8}><delivery-method>PRINT</delivery-method><sender-id>{MARK}</sender-id>"
        "</message-delivery>"
    ).encode()
    with pytest.raises(ParseError, match="whole number is expected") as caught:
        from_xml(api_v8.MessageDelivery, document)
    assert caught.value.path == "/message-delivery/sender-id"
    assert MARK not in "".join(traceback.format_exception(caught.value))


def test_what_cannot_be_written_names_the_field() -> None:
    who = api_v8.MessageRecipient(digipost_address="ola.nordmann#1A2B")
    who.personal_identification_number = "31108412345"  # alone it is good; two ways to find somebody are not
    with pytest.raises(InvalidValueError, match="at most one of these alternatives") as caught:
        to_xml(api_v8.Message(recipient=who, primary_document=api_v8.Document(file_type="pdf")))
    assert caught.value.field == "MessageRecipient.digipost_address, personal_identification_number"
    shown = "".join(traceback.format_exception(caught.value))
    assert "31108412345" not in shown
    assert "nordmann" not in shown


@in_one_test("value", [5, None, "<message/>", api_v8.ListedTime(time=NOW)])
def test_only_a_global_element_can_be_written(value: object) -> None:
    with pytest.raises(InvalidValueError, match="global element"):
        to_xml(value)


@pytest.mark.parametrize("cls", [int, api_v8.ListedTime])
def test_only_a_global_element_can_be_read(cls: type) -> None:
    with pytest.raises(InvalidValueError, match=f"^{cls.__name__}.type: .*global element"):
        from_xml(cls, b"<x/>")


def test_what_a_generated_class_refuses_is_an_error_of_this_library() -> None:
    with pytest.raises(InvalidValueError, match=r"^Link\.uri: ") as caught, schema_values():
        api_v8.Link(uri=5)  # type: ignore[arg-type]  # what is tested
    assert caught.value.field == "Link.uri"
    assert caught.value.__suppress_context__


def test_other_errors_pass_through() -> None:
    error = DigipostError("something else")
    with pytest.raises(DigipostError) as caught, schema_values():
        raise error
    assert caught.value is error


def test_a_builder_for_fields_that_the_schema_lost_says_what_to_change() -> None:
    with pytest.raises(
        TypeError, match=r"class Message has no field old, older: .* change the builder Message"
    ):
        SchemaFields(api_v8.Message, "recipient", "old", "older")
