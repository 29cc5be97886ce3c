"""Digipost publishes a new schema: it is compared and generated from, and what was there still works."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

import digipost_schema
from codegen.__main__ import main
from codegen.pipeline import SCHEMAS, differences, generate, package_files
from digipost_schema import api_v8
from tests.codegen.xsd_editing import as_bytes, at, part, remove, tree
from tests.generated.differential import Differential
from tests.generated.packages import Package, imported_from
from tests.generated.stock import Stock

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPTIONAL = "type message / element always-send: only in theirs"
MEMBER = "enumeration event-type / value PAPER_NOTIFICATION_SENT: only in theirs"
REQUIRED = "type document / element page-count: only in theirs"
REMOVED = "type message / element invoice-reference: only in ours"
DELIVERY = (
    '<message-delivery xmlns="http://api.digipost.no/schema/v8"><delivery-method>DIGIPOST</delivery-method>'
    "<sender-id>1</sender-id><status>DELIVERED</status><primary-document><file-type>pdf</file-type>{}"
    "</primary-document></message-delivery>"
)


@dataclass(frozen=True)
class Update:
    """The new schemas, and the package made from them."""

    schemas: Path
    package: Path
    bindings: Package


@pytest.fixture(scope="module")
def update(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Update]:
    folder = tmp_path_factory.mktemp("update")
    schemas, package = folder / "schemas", folder / "package"
    schemas.mkdir()
    (schemas / "datatypes.xsd").write_bytes((SCHEMAS / "datatypes.xsd").read_bytes())
    root = tree()
    at(root, "complexType message / sequence").append(
        part('<xs:element name="always-send" type="xs:boolean" minOccurs="0"/>')
    )
    at(root, "simpleType event-type / restriction").append(
        part('<xs:enumeration value="PAPER_NOTIFICATION_SENT"/>')
    )
    at(root, "complexType document / sequence").append(part('<xs:element name="page-count" type="xs:int"/>'))
    remove(root, "type message / element invoice-reference")
    (schemas / "api_v8.xsd").write_bytes(as_bytes(root))
    generate(schemas, package)
    with imported_from(package, "digipost_schema_of_tomorrow") as bindings:
        yield Update(schemas, package, bindings)


def test_the_comparison_names_each_change_and_what_it_does(
    update: Update, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(update.schemas / "api_v8.xsd")]) == 1
    printed = capsys.readouterr().out.splitlines()

    effects = {
        line: printed[number + 1].strip() for number, line in enumerate(printed) if ": only in " in line
    }
    assert effects.keys() == {OPTIONAL, MEMBER, REQUIRED, REMOVED}
    assert effects[OPTIONAL] == "Message: field `always_send` appears: `bool | None`"
    assert "`PAPER_NOTIFICATION_SENT`" in effects[MEMBER]
    assert effects[REQUIRED].startswith("Document: field `page_count` appears: `int`, required")
    assert effects[REMOVED] == "Message: field `invoice_reference` disappears"
    assert "Differences: 4;" in printed[-1]


def test_the_page_shows_what_the_comparison_prints(
    update: Update, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (SCHEMAS.parent / "docs" / "schema-updates.md").read_text(encoding="utf-8")
    main(["diff", str(update.schemas / "api_v8.xsd")])
    printed = capsys.readouterr().out.splitlines()

    shown = [
        line[8:] for line in page.splitlines() if line.startswith(("        type ", "        enumeration "))
    ]
    effects = [line[8:] for line in page.splitlines() if line.startswith("            ")]
    assert (len(shown), len(effects)) == (4, 4)
    assert {*shown, *effects} <= set(printed)


def test_the_package_changes_in_the_one_schema_only(update: Update) -> None:
    changed = set(differences(package_files(), update.package))

    assert changed == {"api_v8.py", "api_v8_codec.py", "xsd/api_v8.xsd"}


def test_the_new_optional_field_can_be_used_and_the_removed_one_is_gone(update: Update) -> None:
    new = update.bindings.api_v8
    document = new.Document(file_type="pdf", page_count=3)
    message = new.Message(recipient=new.MessageRecipient(), primary_document=document, always_send=True)

    xml = update.bindings.to_xml(message)

    assert b"<always-send>true</always-send></message>" in xml
    assert update.bindings.from_xml(new.Message, xml) == message
    with pytest.raises(TypeError, match="invoice_reference"):
        new.Message(recipient=new.MessageRecipient(), primary_document=document, invoice_reference="1")


def test_the_new_required_field_is_required(update: Update) -> None:
    new = update.bindings.api_v8

    with pytest.raises(TypeError, match="page_count"):
        new.Document(file_type="pdf")
    with pytest.raises(
        ValueError, match="/message-delivery/primary-document: the element `page-count` is missing"
    ):
        update.bindings.from_xml(new.MessageDelivery, DELIVERY.format("").encode())


def test_the_new_member_is_one(update: Update) -> None:
    member = update.bindings.api_v8.EventType.PAPER_NOTIFICATION_SENT

    assert member in list(update.bindings.api_v8.EventType)


def test_what_nothing_has_changed_is_used_as_before(update: Update) -> None:
    for old in digipost_schema, update.bindings:
        batch = old.api_v8.Batch(uuid=UUID(int=1), status=old.api_v8.BatchStatus.DONE)
        assert old.from_xml(old.api_v8.Batch, old.to_xml(batch)) == batch


def test_the_package_of_today_reads_what_tomorrow_sends(update: Update) -> None:
    """Without having heard of it: unknown elements are ignored, unknown members open."""
    xml = DELIVERY.format("<page-count>3</page-count><new/>").encode()
    event = (
        '<document-events xmlns="http://api.digipost.no/schema/v8"><event type="PAPER_NOTIFICATION_SENT"'
        f' uuid="{UUID(int=1)}" created="2024-01-01T00:00:00Z" document-created="2024-01-01T00:00:00Z"/>'
        "</document-events>"
    ).encode()

    assert (
        update.bindings.from_xml(update.bindings.api_v8.MessageDelivery, xml).primary_document.page_count == 3
    )
    assert digipost_schema.from_xml(api_v8.MessageDelivery, xml).primary_document.file_type == "pdf"
    assert digipost_schema.from_xml(api_v8.DocumentEvents, event).event[0].type == "PAPER_NOTIFICATION_SENT"


def test_a_removed_element_that_is_still_sent_is_ignored(update: Update) -> None:
    old = api_v8.Message(
        recipient=api_v8.MessageRecipient(),
        primary_document=api_v8.Document(file_type="pdf"),
        invoice_reference="17",
    )
    xml = digipost_schema.to_xml(old).replace(b"</file-type>", b"</file-type><page-count>1</page-count>")

    found = update.bindings.from_xml(update.bindings.api_v8.Message, xml)

    assert not hasattr(found, "invoice_reference")
    assert found.primary_document.page_count == 1


def test_what_is_made_from_the_new_schema_agrees_with_xsdata_and_libxml2(
    update: Update, tmp_path: Path
) -> None:
    sys.path.insert(0, str(tmp_path))
    try:
        stock = Stock(tmp_path, update.schemas, "stock_of_tomorrow")
        changed = [
            cls for cls in update.bindings.classes() if cls.__name__ in {"Message", "Document", "Event"}
        ]
        exercised = Differential(update.bindings, stock, update.package / "xsd").everything(changed)
    finally:
        sys.path.remove(str(tmp_path))

    assert {("api_v8", "Message", "always-send"), ("api_v8", "Document", "page-count")} <= exercised.fields
    assert ("api_v8", "EventType", "PAPER_NOTIFICATION_SENT") in exercised.members
