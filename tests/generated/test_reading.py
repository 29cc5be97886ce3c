"""Additions of Digipost do not break a reader; missing or garbled parts are errors with their place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digipost_schema import (
    RawElement,
    SchemaParseError,
    SchemaValueError,
    api_v8,
    check,
    datatypes,
    from_xml,
    to_xml,
)

V8 = api_v8.NAMESPACE
XSI = "http://www.w3.org/2001/XMLSchema-instance"
UUID = "763ee844-e081-4136-a7f7-c2e5c03fe5d6"
TIME = "2024-01-01T00:00:00Z"
EVENT = f'<event uuid="{UUID}" type="OPENED" created="{TIME}" document-created="{TIME}"'


def delivery(document: str = f"<uuid>{UUID}</uuid><file-type>pdf</file-type>", more: str = "") -> bytes:
    return (
        f'<message-delivery xmlns="{V8}"><delivery-method>DIGIPOST</delivery-method><sender-id>1</sender-id>'
        f"<status>DELIVERED</status><primary-document>{document}</primary-document>{more}</message-delivery>"
    ).encode()


def events(metadata: str) -> bytes:
    return f'<document-events xmlns="{V8}">{EVENT}>{metadata}</event></document-events>'.encode()


def test_unknown_elements_and_attributes_are_ignored_wherever_they_stand() -> None:
    known = from_xml(api_v8.MessageDelivery, delivery())
    more = (
        delivery(f"<a/><uuid new='1'>{UUID}</uuid><b><uuid>x</uuid></b><file-type>pdf</file-type><c>text</c>")
        .replace(b"<message-delivery ", b'<message-delivery new="1" xmlns:n="urn:n" n:uuid="x" ')
        .replace(b"<status>", b"<n:status>OTHER</n:status>text<status>")
    )

    assert from_xml(api_v8.MessageDelivery, more) == known


def test_an_element_of_another_namespace_is_not_taken_for_ours() -> None:
    text = delivery("<uuid xmlns='urn:other'>not a uuid</uuid><file-type>pdf</file-type><uuid xmlns=''/>")

    assert from_xml(api_v8.MessageDelivery, text).primary_document.uuid is None


def test_comments_and_instructions_between_and_within_values_do_not_matter() -> None:
    text = delivery(f"<?x y?><uuid><!-- a -->{UUID}</uuid><file-type>p<!-- b -->d<![CDATA[f]]></file-type>")

    document = from_xml(api_v8.MessageDelivery, text).primary_document
    assert (str(document.uuid), document.file_type) == (UUID, "pdf")


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-8", "UTF-16", "windows-1252"])
def test_prefixes_and_encodings_do_not_matter(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><v:recipients xmlns:v="{V8}"><v:recipient>'
        "<v:firstname>Bjørn</v:firstname><v:digipost-address>b#1</v:digipost-address>"
        "</v:recipient></v:recipients>"
    )

    assert from_xml(api_v8.Recipients, text.encode(encoding)).recipient[0].firstname == "Bjørn"


def test_an_error_without_a_type_can_be_read() -> None:
    text = f'<error xmlns="{V8}"><error-code>C</error-code><error-message>M</error-message></error>'

    assert from_xml(api_v8.Error, text.encode()) == api_v8.Error(error_code="C", error_message="M")


def test_broken_facets_can_be_read_and_written_but_not_built() -> None:
    text = f'<document xmlns="{V8}"><subject>{"x" * 300}</subject><file-type>pdf</file-type></document>'

    document = from_xml(api_v8.Document, text.encode())

    assert document.subject == "x" * 300
    assert from_xml(api_v8.Document, to_xml(document)) == document
    with pytest.raises(
        SchemaValueError, match=r"Document\.subject: at most 255 characters are allowed, not 300"
    ):
        check(document)
    with pytest.raises(SchemaValueError, match=r"Document\.subject: "):
        api_v8.Document(subject="x" * 300, file_type="pdf")


def test_a_combination_that_the_schema_forbids_can_be_read_but_not_written() -> None:
    text = (
        f'<identification-result xmlns="{V8}"><result>INVALID</result>'
        "<digipost-address>a#1</digipost-address><invalid-reason>UNKNOWN</invalid-reason>"
        "</identification-result>"
    )

    result = from_xml(api_v8.IdentificationResult, text.encode())

    assert (result.digipost_address, result.invalid_reason) == ("a#1", api_v8.InvalidReason.UNKNOWN)
    with pytest.raises(SchemaValueError, match="at most one of these alternatives"):
        to_xml(result)


def test_an_unknown_type_keeps_its_element_as_it_is() -> None:
    metadata = f'<metadata xmlns:xsi="{XSI}" xsi:type="sms-delivered" number="99999999"><x>1</x></metadata>'

    found = from_xml(api_v8.DocumentEvents, events(metadata))

    raw = found.event[0].metadata
    assert isinstance(raw, RawElement)
    assert (raw.name, raw.namespace) == ("metadata", V8)
    assert raw == RawElement(metadata.replace("<metadata", f'<metadata xmlns="{V8}"').encode())
    assert from_xml(api_v8.DocumentEvents, to_xml(found)) == found
    check(found)


@pytest.mark.parametrize(
    "name",
    ["postmarked-metadata", "v:postmarked-metadata", " v:postmarked-metadata\n"],
    ids=["default", "prefix", "space"],
)
def test_the_type_is_known_by_its_namespace_and_not_by_its_prefix(name: str) -> None:
    time = "2024-01-01T00:00:00Z"
    metadata = f'<metadata xmlns:i="{XSI}" xmlns:v="{V8}" i:type="{name}" postmarked-date="{time}"/>'

    found = from_xml(api_v8.DocumentEvents, events(metadata)).event[0].metadata

    assert found == api_v8.PostmarkedMetadata(postmarked_date=datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "attributes", ["", 'xsi:type="x:postmarked-metadata" xmlns:x="urn:x"', 'xsi:type="y:postmarked-metadata"']
)
def test_a_type_that_is_missing_or_of_another_namespace_is_unknown(attributes: str) -> None:
    found = (
        from_xml(api_v8.DocumentEvents, events(f'<metadata xmlns:xsi="{XSI}" {attributes}/>'))
        .event[0]
        .metadata
    )

    assert isinstance(found, RawElement)


def test_a_raw_element_of_another_name_is_not_written_in_its_place() -> None:
    found = from_xml(api_v8.DocumentEvents, events("<metadata/>"))
    found.event[0].metadata = RawElement(b"<other/>")

    with pytest.raises(SchemaValueError, match="an element `metadata` of the namespace"):
        to_xml(found)


@pytest.mark.parametrize(
    ("cls", "text", "path", "problem"),
    [
        (
            api_v8.MessageDelivery,
            delivery("<file-type>pdf</file-type>").replace(b"<sender-id>1</sender-id>", b""),
            "/message-delivery",
            "the element `sender-id` is missing",
        ),
        (
            api_v8.MessageDelivery,
            delivery(""),
            "/message-delivery/primary-document",
            "the element `file-type` is missing",
        ),
        (
            api_v8.MessageDelivery,
            delivery(more="<attachment><file-type/></attachment><attachment/>"),
            "/message-delivery/attachment[2]",
            "the element `file-type` is missing",
        ),
        (
            api_v8.DocumentEvents,
            events("").replace(b'created="', b'made="', 1),
            "/document-events/event",
            "the attribute `created` is missing",
        ),
        (
            api_v8.MessageDelivery,
            delivery("<uuid>SECRET</uuid><file-type>pdf</file-type>"),
            "/message-delivery/primary-document/uuid",
            "a uuid is expected",
        ),
        (
            api_v8.MessageDelivery,
            delivery(more="<link uri='a'/><attachment><file-type/><opened>SECRET</opened></attachment>"),
            "/message-delivery/attachment/opened",
            "true or false is expected",
        ),
        (
            api_v8.MessageDelivery,
            delivery().replace(b">1<", b">SECRET<"),
            "/message-delivery/sender-id",
            "a whole number is expected",
        ),
        (
            api_v8.MessageDelivery,
            delivery(more="<link uri='a'/><link/>"),
            "/message-delivery/link[2]",
            "the attribute `uri` is missing",
        ),
        (
            api_v8.DocumentEvents,
            events("").replace(b"2024-01-01T00:00:00Z", b"SECRET", 1),
            "/document-events/event/@created",
            "a date-time such as 2024-01-31T12:00:00+01:00 is expected",
        ),
        (
            api_v8.DocumentEvents,
            events("").replace(b"2024-01-01", b"2024-02-30", 1),
            "/document-events/event/@created",
            "a value within its range is expected",
        ),
        (
            api_v8.DocumentEvents,
            events(f'<metadata xmlns:xsi="{XSI}" xsi:type="postmarked-metadata"/>'),
            "/document-events/event/metadata",
            "the attribute `postmarked-date` is missing",
        ),
        (
            api_v8.AdditionalData,
            f'<additional-data xmlns="{V8}"><data-type/></additional-data>'.encode(),
            "/additional-data/data-type",
            "the element `data type` is missing",
        ),
        (
            datatypes.Payslip,
            f'<payslip xmlns="{datatypes.NAMESPACE}"><net-amount>SECRET</net-amount></payslip>'.encode(),
            "/payslip/net-amount",
            "a decimal number is expected",
        ),
        (
            api_v8.EncryptionKey,
            f'<encryption-keys xmlns="{V8}">SECRET</encryption-keys>'.encode(),
            "/",
            "a root element `encryption-key` is expected; this is another element",
        ),
        (
            api_v8.EncryptionKey,
            b'<encryption-key xmlns="urn:x">SECRET</encryption-key>',
            "/",
            "a root element `encryption-key` is expected; this is another namespace",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_without_its_value(
    cls: type, text: bytes, path: str, problem: str
) -> None:
    with pytest.raises(SchemaParseError) as caught:
        from_xml(cls, text)

    assert (caught.value.path, caught.value.problem) == (path, problem)
    assert "SECRET" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_a_class_that_is_no_global_element_cannot_be_read_or_written_alone() -> None:
    with pytest.raises(SchemaValueError, match="a class that is a global element is expected"):
        from_xml(api_v8.Link, b"<link/>")
    with pytest.raises(SchemaValueError, match="a class that is a global element is expected"):
        to_xml(api_v8.Link(uri="x"))


def test_what_was_read_can_be_changed_and_is_then_validated() -> None:
    found = from_xml(api_v8.MessageDelivery, delivery())

    found.sender_id = 2
    with pytest.raises(
        SchemaValueError, match=r"MessageDelivery\.sender_id: a whole number is expected, not str"
    ):
        found.sender_id = "3"  # type: ignore[assignment]
    assert (found.sender_id, type(found)) == (2, api_v8.MessageDelivery)


def test_an_element_without_text_stands_for_the_default_of_the_schema() -> None:
    element = f'<appointment xmlns="{datatypes.NAMESPACE}">{{}}</appointment>'
    time = "<start-time>2024-01-31T12:00:00Z</start-time>"

    said = from_xml(datatypes.Appointment, element.format(f"{time}<language/>").encode())
    unsaid = from_xml(datatypes.Appointment, element.format(time).encode())

    assert said.language is datatypes.Language.NB
    assert unsaid.language is None
