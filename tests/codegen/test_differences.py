"""Differences between two schemas, each with its effect in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.codegen.xsd_editing import (
    OURS,
    adding,
    adding_to_the_schema,
    edited,
    model,
    moving,
    removing,
    replacing,
    reported,
    setting,
    together,
    wrapping,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.xsd_editing import Edit

NOTE = "<xs:annotation><xs:documentation>Said.</xs:documentation></xs:annotation>"
OPTIONAL = '<xs:element name="new" type="xs:int" minOccurs="0"/>'
INLINE = """<xs:element name="batch" minOccurs="0"><xs:complexType><xs:attribute name="a" type="xs:int"/>
    </xs:complexType></xs:element>"""
TWO = """<xs:choice minOccurs="0"><xs:element name="batch" type="tns:batch"/>
    <xs:element name="batch-id" type="xs:string"/></xs:choice>"""
IS_UUID = "uuid: xs:string, pattern [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
IN_ORDER, TURNED = (
    f'["sequence", 1, "{a}-id", "{b}-id"]' for a, b in (("organization", "part"), ("part", "organization"))
)
SAME = "no change in Python, except for what is read or written as XML"

CASES: dict[str, tuple[Edit, list[str]]] = {
    "documentation": (adding_to_the_schema(NOTE), []),
    "an optional element": (
        adding("type message / sequence", OPTIONAL),
        ["type message / element new: only in theirs", "Message: field `new` appears: `int | None`"],
    ),
    "a required attribute": (
        adding("type message", '<xs:attribute name="new" type="xs:boolean" use="required"/>'),
        ["type message / attribute new: only in theirs", "Message: field `new` appears: `bool`, required"],
    ),
    "an element less": (
        removing("type message / element batch"),
        ["type message / element batch: only in ours", "Message: field `batch` disappears"],
    ),
    "an element that never occurs": (
        setting("type message / element batch", minOccurs="0", maxOccurs="0"),
        ["type message / element batch: only in ours", "Message: field `batch` disappears"],
    ),
    "an element that becomes a list": (
        setting("type message / element batch", maxOccurs="unbounded"),
        [
            "type message / element batch: occurs is 0..1 in ours, 0..unbounded in theirs",
            "Message: field `batch` becomes `list[Batch]` (was `Batch | None`)",
        ],
    ),
    "an element that becomes required": (
        setting("type message / element batch", minOccurs="1"),
        [
            "type message / element batch: occurs is 0..1 in ours, 1..1 in theirs",
            "Message: field `batch` becomes `Batch`, required (was `Batch | None`)",
        ],
    ),
    "another type": (
        setting("type link / attribute rel", type="xs:int"),
        [
            "type link / attribute rel: type is xs:string in ours, xs:int in theirs",
            "Link: field `rel` becomes `int | None` (was `str | None`)",
        ],
    ),
    "a limit": (
        setting("type link / attribute rel", type="tns:uuid"),
        [
            f"type link / attribute rel: type is xs:string in ours, {IS_UUID} in theirs",
            "Link: field `rel` becomes `UUID | None` (was `str | None`)",
        ],
    ),
    "another order": (
        moving("type sender-organization / element part-id", "type sender-organization / sequence", 0),
        [
            f"type sender-organization: content is {IN_ORDER} in ours, {TURNED} in theirs",
            SAME,
        ],
    ),
    "a choice around one element, which says nothing": (
        wrapping("type message / element batch", "choice"),
        [],
    ),
    "an element in a choice with a new one": (
        replacing("type message / element batch", TWO),
        [
            "type message / element batch: occurs is 0..1 in ours, 1..1 in theirs",
            "Message: the rule that there is at most one of `batch`; `batch_id` appears",
            "type message / element batch-id: only in theirs",
            "Message: field `batch_id` appears: `str | None`",
        ],
    ),
    "a type made anonymous": (
        replacing("type message / element batch", INLINE),
        [
            "type message / element batch: type is batch in ours, message_batch in theirs",
            "Message: field `batch` becomes `MessageBatch | None` (was `Batch | None`)",
            "type message / element batch / type: only in theirs",
            "class `MessageBatch` appears",
        ],
    ),
    "a member more": (
        adding("enumeration batch-status / restriction", '<xs:enumeration value="on-hold"/>'),
        [
            "enumeration batch-status / value on-hold: only in theirs",
            "BatchStatus: member `ON_HOLD` appears: 'on-hold'",
        ],
    ),
    "a type and a root more": (
        together(
            adding_to_the_schema('<xs:complexType name="new-type"><xs:sequence/></xs:complexType>'),
            adding_to_the_schema('<xs:element name="new-root" type="tns:new-type"/>'),
        ),
        [
            "element new-root: only in theirs",
            "documents with root `new-root` appears: `NewType`",
            "type new-type: only in theirs",
            "class `NewType` appears",
        ],
    ),
    "a default": (
        setting("type link / attribute rel", default="x"),
        [
            "type link / attribute rel: default is not given in ours, x in theirs",
            "Link: field `rel` becomes `str`, default 'x' (was `str | None`)",
        ],
    ),
}


@pytest.mark.costly
@pytest.mark.parametrize(("edit", "report"), CASES.values(), ids=CASES)
def test_a_difference_is_reported_with_its_effect(edit: Edit, report: list[str], tmp_path: Path) -> None:
    assert reported(OURS, model(edited(tmp_path, edit))) == report
