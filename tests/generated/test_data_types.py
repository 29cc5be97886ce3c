"""The content of a document's data-type: any element of the data types, typed or as it came."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from lxml import etree

from codegen.pipeline import PACKAGE
from digipost_schema import (
    RawElement,
    SchemaParseError,
    SchemaValueError,
    api_v8,
    check,
    datatypes,
    decode,
    from_xml,
    to_xml,
)
from tests.generated.examples import Examples, is_root
from tests.generated.packages import OURS, Value

V8, DATA = api_v8.NAMESPACE, datatypes.NAMESPACE
INVOICE = datatypes.Invoice(
    due_date=datetime(2022, 5, 5, tzinfo=UTC),
    sum=Decimal("100.21"),
    creditor_account="15941432384",
    kid="123123123",
)
INVOICE_XML = (
    f'<invoice xmlns="{DATA}"><due-date>2022-05-05T00:00:00Z</due-date><sum>100.21</sum>'
    "<creditor-account>15941432384</creditor-account><kid>123123123</kid></invoice>"
)
FUTURE = (
    f'<hologram xmlns="{DATA}" depth="3"><ray angle="1">green &amp; blue</ray><x xmlns="urn:x"/></hologram>'
)


def document(content: object) -> api_v8.Document:
    return api_v8.Document(
        uuid=UUID(int=1),
        file_type="pdf",
        data_type=api_v8.DataType(content=content),  # type: ignore[arg-type]
    )


def content_of(found: api_v8.Document) -> RawElement:
    assert found.data_type is not None
    assert isinstance(found.data_type.content, RawElement)
    return found.data_type.content


def test_a_typed_value_is_written_as_its_own_element_with_its_own_namespace() -> None:
    assert to_xml(document(INVOICE)).decode() == (
        f'<?xml version="1.0" encoding="UTF-8"?><document xmlns="{V8}">'
        "<uuid>00000000-0000-0000-0000-000000000001</uuid><file-type>pdf</file-type>"
        f"<data-type>{INVOICE_XML}</data-type></document>"
    )


def test_a_raw_element_is_written_as_it_is() -> None:
    assert f"<data-type>{FUTURE}</data-type>" in to_xml(document(RawElement(FUTURE.encode()))).decode()


@pytest.mark.parametrize("text", [INVOICE_XML, FUTURE], ids=["known", "unknown"])
def test_what_is_read_is_kept_raw_and_written_again_as_it_was(text: str) -> None:
    xml = to_xml(document(RawElement(text.encode())))

    found = from_xml(api_v8.Document, xml)

    assert content_of(found) == RawElement(text.encode())
    assert to_xml(found) == xml
    check(found)


@pytest.mark.parametrize(
    "cls", [cls for cls in OURS.classes() if is_root(cls, datatypes)], ids=lambda cls: cls.__name__
)
def test_every_data_type_is_decoded_to_what_was_written(cls: Value) -> None:
    value = Examples(OURS).rich(cls)

    found = from_xml(api_v8.Document, to_xml(document(value)))

    assert decode(content_of(found)) == value


def test_an_unknown_data_type_is_decoded_to_itself() -> None:
    raw = RawElement(FUTURE.encode())

    assert decode(raw) is raw


def test_an_element_of_the_same_name_in_another_namespace_is_no_data_type() -> None:
    raw = RawElement(b'<invoice xmlns="urn:other"/>')

    assert decode(raw) is raw


def test_a_data_type_that_does_not_fit_its_schema_is_kept_and_refused_when_it_is_decoded() -> None:
    raw = RawElement(f'<invoice xmlns="{DATA}"><due-date>SECRET</due-date></invoice>'.encode())

    found = from_xml(api_v8.Document, to_xml(document(raw)))

    with pytest.raises(SchemaParseError) as caught:
        decode(content_of(found))
    assert (caught.value.path, "SECRET" in str(caught.value)) == ("/invoice/due-date", False)


@pytest.mark.parametrize(
    "content",
    [
        RawElement(b"<invoice/>"),
        RawElement(f'<invoice xmlns="{V8}"/>'.encode()),
        datatypes.Address(city="Oslo"),
        api_v8.Tags(),
        INVOICE_XML,
        INVOICE_XML.encode(),
        None,
    ],
    ids=["no namespace", "another namespace", "no root", "the other schema", "text", "bytes", "nothing"],
)
def test_what_is_no_element_of_the_data_types_is_refused(content: object) -> None:
    with pytest.raises(SchemaValueError, match=r"DataType\.content: "):
        document(content)


def test_a_typed_value_is_checked_when_the_document_is() -> None:
    invoice = from_xml(datatypes.Invoice, INVOICE_XML.replace("15941432384", "1").encode())

    with pytest.raises(SchemaValueError, match=r"Invoice\.creditor_account: a text of eleven digits"):
        check(document(invoice))


def test_only_the_first_element_counts() -> None:
    xml = to_xml(document(INVOICE)).replace(b"</data-type>", f"{FUTURE}</data-type>".encode())

    assert decode(content_of(from_xml(api_v8.Document, xml))) == INVOICE


def test_a_process_that_never_imports_the_data_types_keeps_them_all_the_same() -> None:
    xml = to_xml(document(INVOICE)).replace(b"</invoice>", b"<new xmlns='urn:x'>1</new></invoice>")
    program = (
        "import sys\nfrom digipost_schema import api_v8, from_xml, to_xml\n"
        "value = from_xml(api_v8.Document, sys.stdin.buffer.read())\n"
        "assert repr(value.data_type.content) == 'RawElement(invoice)'\n"
        "sys.stdout.buffer.write(to_xml(value))\n"
        "assert not {'digipost_schema.datatypes', 'digipost'} & set(sys.modules)\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], input=xml, capture_output=True, check=False, cwd=PACKAGE.parent
    )

    assert run.stderr.decode() == ""
    assert canonical(run.stdout) == canonical(xml)


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n", exclusive=True)


def test_a_process_can_write_a_data_type_without_the_api() -> None:
    program = (
        "import sys\nfrom digipost_schema import datatypes, to_xml\n"
        "sys.stdout.buffer.write(to_xml(datatypes.OpeningReceipt(group='g')))\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=PACKAGE.parent
    )

    assert run.stderr.decode() == ""
    assert run.stdout.endswith(f'<opening-receipt xmlns="{DATA}"><group>g</group></opening-receipt>'.encode())
