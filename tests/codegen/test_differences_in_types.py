"""Each kind of fact about types, attributes and whole schemas, changed in a copy of our schema."""

from __future__ import annotations

import pytest

from codegen.schema_difference import differences
from codegen.schema_facts import read_facts
from tests.codegen.xsd_editing import (
    API,
    OURS,
    Case,
    adding,
    adding_to_the_schema,
    removing,
    replacing,
    report,
    setting,
    together,
    unsetting,
)

MESSAGE = "complexType message / sequence"
ALIAS = "complexType identification / attribute include-personalias-for-digipost-user"
EXTENSION = "complexType postmarked-metadata / complexContent / extension"
ZIP_CODE = "simpleType zip-code / restriction"

CASES = [
    Case(
        "a facet of a type without a name",
        setting(f"{MESSAGE} / element invoice-reference / simpleType / restriction / maxLength", value="70"),
        (
            f"{MESSAGE} / element invoice-reference / simpleType / restriction / maxLength: value is "
            "100 in ours, 70 in theirs"
        ),
        "Message: field `invoice_reference`: at most 70 characters now (was 100)",
    ),
    Case(
        "a facet of a type with a name",
        setting(f"{ZIP_CODE} / maxLength", value="4"),
        f"{ZIP_CODE} / maxLength: value is 10 in ours, 4 in theirs",
        "every field of type `zip-code`: at most 4 characters now (was 10)",
    ),
    Case(
        "a new facet",
        adding(ZIP_CODE, '<xs:minLength value="4"/>'),
        f"{ZIP_CODE} / minLength: only in theirs",
        "every field of type `zip-code`: at least 4 characters now",
    ),
    Case(
        "a facet that is gone",
        removing("simpleType after-hours / restriction / minInclusive"),
        "simpleType after-hours / restriction / minInclusive: only in ours",
        "every field of type `after-hours`: at least 0 no longer",
    ),
    Case(
        "a facet that is fixed",
        setting(f"{ZIP_CODE} / maxLength", fixed="true"),
        f"{ZIP_CODE} / maxLength: fixed is false in ours, true in theirs",
        (
            "every field of type `zip-code`: no change in Python; "
            "what other schemas may derive from it changes"
        ),
    ),
    Case(
        "the form of elements",
        lambda root: root.attrib.pop("elementFormDefault"),
        "schema: elementFormDefault is qualified in ours, unqualified in theirs",
        "every class: same names in Python; in XML all inner elements move into or out of the namespace",
    ),
    Case(
        "the form of attributes",
        lambda root: root.set("attributeFormDefault", "qualified"),
        "schema: attributeFormDefault is unqualified in ours, qualified in theirs",
        "every class: same names in Python; in XML all attributes move into or out of the namespace",
    ),
    Case(
        "an attribute's use",
        setting("complexType link / attribute rel", use="required"),
        "complexType link / attribute rel: use is optional in ours, required in theirs",
        "Link: field `rel` becomes required (was optional)",
    ),
    Case(
        "an attribute's type",
        setting("complexType event / attribute created", type="xs:date"),
        "complexType event / attribute created: type is xs:dateTime in ours, xs:date in theirs",
        "Event: field `created`: `date` (was `datetime`)",
    ),
    Case(
        "an attribute's default",
        setting(ALIAS, default="true"),
        f"{ALIAS}: default is false in ours, true in theirs",
        "Identification: field `include_personalias_for_digipost_user`: default true (was false)",
    ),
    Case(
        "a new attribute",
        adding("complexType link", '<xs:attribute name="title" type="xs:string"/>'),
        "complexType link / attribute title: only in theirs",
        "Link: field `title` appears, optional",
    ),
    Case(
        "an attribute that is gone",
        removing("complexType feature / simpleContent / extension / attribute param"),
        "complexType feature / simpleContent / extension / attribute param: only in ours",
        "Feature: field `param` disappears",
    ),
    Case(
        "a new enumeration value",
        adding("simpleType event-type / restriction", '<xs:enumeration value="SMS_NOTIFICATION_DELIVERED"/>'),
        "simpleType event-type / restriction / enumeration SMS_NOTIFICATION_DELIVERED: only in theirs",
        "enumeration `EventType` gains member `SMS_NOTIFICATION_DELIVERED`",
    ),
    Case(
        "an enumeration value that is gone",
        removing("simpleType channel / restriction / enumeration EPOST"),
        "simpleType channel / restriction / enumeration EPOST: only in ours",
        "enumeration `Channel` loses member `EPOST`",
    ),
    Case(
        "a pattern",
        setting("simpleType PEM-type / restriction / pattern", value="[A-Z]+"),
        (
            "simpleType PEM-type / restriction / pattern -+ *BEGIN [^-]* "
            "*-+[A-Za-z0-9+/\\n]*={0,2}\\n-+ *END [^-]* *-+\\n?: only in ours"
        ),
        (
            "every field of type `PEM-type`: text that matches -+ *BEGIN [^-]* "
            "*-+[A-Za-z0-9+/\\n]*={0,2}\\n-+ *END [^-]* *-+\\n? no longer"
        ),
        "simpleType PEM-type / restriction / pattern [A-Z]+: only in theirs",
        "every field of type `PEM-type`: text that matches [A-Z]+ now",
    ),
    Case(
        "abstract",
        setting("complexType message", abstract="true"),
        "complexType message: abstract is false in ours, true in theirs",
        "Message becomes abstract: only what derives from it can be built",
    ),
    Case(
        "no longer abstract",
        unsetting("complexType event-metadata", "abstract"),
        "complexType event-metadata: abstract is true in ours, false in theirs",
        "EventMetadata can be built itself",
    ),
    Case(
        "mixed content",
        setting("complexType message", mixed="true"),
        "complexType message: mixed is false in ours, true in theirs",
        "Message takes text between its elements",
    ),
    Case(
        "final",
        setting("complexType message", final="#all"),
        "complexType message: final is not given in ours, extension restriction in theirs",
        "Message: no change in Python; what other schemas may derive from it changes",
    ),
    Case(
        "block",
        setting("complexType message", block="restriction"),
        "complexType message: block is not given in ours, restriction in theirs",
        "Message: no change in Python; what may stand in for it in XML changes",
    ),
    Case(
        "the base of an extension",
        setting(EXTENSION, base="tns:failed-print-metadata"),
        f"{EXTENSION}: base is event-metadata in ours, failed-print-metadata in theirs",
        "class `PostmarkedMetadata` derives from `FailedPrintMetadata` (was `EventMetadata`)",
    ),
    Case(
        "the base of a text",
        setting("complexType content-hash / simpleContent / extension", base="xs:int"),
        ("complexType content-hash / simpleContent / extension: base is xs:string in ours, xs:int in theirs"),
        "ContentHash: `int` (was `str`)",
    ),
    Case(
        "the base of a simple type",
        setting("simpleType after-hours / restriction", base="xs:decimal"),
        "simpleType after-hours / restriction: base is xs:int in ours, xs:decimal in theirs",
        "every field of type `after-hours`: `Decimal` (was `int`)",
    ),
    Case(
        "a restriction that becomes a list",
        replacing(
            "simpleType city", '<xs:simpleType name="city"><xs:list itemType="xs:string"/></xs:simpleType>'
        ),
        "simpleType city / restriction: only in ours",
        "every field of type `city`: no longer defined by restriction within it",
        "simpleType city / list: only in theirs",
        "every field of type `city`: now defined by list within it",
    ),
    Case(
        "a new class",
        adding_to_the_schema('<xs:complexType name="new-type"/>'),
        "complexType new-type: only in theirs",
        "class `NewType` appears",
    ),
    Case(
        "a new enumeration",
        adding_to_the_schema(
            '<xs:simpleType name="new-kind"><xs:restriction base="xs:string">'
            '<xs:enumeration value="A"/></xs:restriction></xs:simpleType>'
        ),
        "simpleType new-kind: only in theirs",
        "enumeration `NewKind` appears",
    ),
    Case(
        "a new simple type",
        adding_to_the_schema(
            '<xs:simpleType name="new-text"><xs:restriction base="xs:string"/></xs:simpleType>'
        ),
        "simpleType new-text: only in theirs",
        "no class of its own: simpleType `new-text` appears; see the fields that refer to it",
    ),
    Case(
        "a new document",
        adding_to_the_schema('<xs:element name="new-document" type="tns:message"/>'),
        "element new-document: only in theirs",
        "documents with root `new-document` appear, read as `Message`",
    ),
    Case(
        "a substitution",
        together(
            adding_to_the_schema('<xs:element name="anything" type="tns:message"/>'),
            setting("element message", substitutionGroup="tns:anything"),
        ),
        "element message: substitutionGroup is not given in ours, anything in theirs",
        "documents with root `message`: substitutionGroup anything (was none)",
        "element anything: only in theirs",
        "documents with root `anything` appear, read as `Message`",
    ),
    Case(
        "a class that is gone",
        removing("element autocomplete"),
        "element autocomplete: only in ours",
        "class `Autocomplete` disappears",
    ),
    Case(
        "a document that is gone",
        removing("element message"),
        "element message: only in ours",
        "documents with root `message` disappear, read as `Message`",
    ),
]


SHARED = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:group name="g"><xs:sequence><xs:element name="a"/><xs:element name="b"/></xs:sequence></xs:group>
  <xs:attributeGroup name="ag"><xs:attribute name="c"/></xs:attributeGroup>
  <xs:complexType name="t"><xs:group ref="g"/><xs:attributeGroup ref="ag"/></xs:complexType>
</xs:schema>"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '<xs:element name="b"/>',
            "",
            [
                "group g / sequence / element b: only in ours",
                "group `g`: field `b` disappears in each class that refers to it",
            ],
        ),
        (
            '<xs:element name="b"/>',
            '<xs:element name="b" minOccurs="0"/>',
            [
                "group g / sequence / element b: minOccurs is 1 in ours, 0 in theirs",
                "group `g`: field `b`: minOccurs 0 (was 1)",
            ],
        ),
        (
            'ref="g"',
            'ref="g" maxOccurs="2"',
            ["complexType t / group g: maxOccurs is 1 in ours, 2 in theirs", "T: maxOccurs 2 (was 1)"],
        ),
        (
            '<xs:attribute name="c"/>',
            '<xs:attribute name="c" use="required"/>',
            [
                "attributeGroup ag / attribute c: use is optional in ours, required in theirs",
                "attributeGroup `ag`: field `c`: use required (was optional)",
            ],
        ),
        (
            '<xs:attributeGroup ref="ag"/>',
            "",
            [
                "complexType t / attributeGroup ag: only in ours",
                "T: no longer defined by attributeGroup ag within it",
            ],
        ),
        (
            "xs:sequence",
            "xs:choice",
            [
                "group g / sequence: only in ours",
                "group `g` disappears in each class that refers to it",
                "group g / choice: only in theirs",
                "group `g` appears in each class that refers to it",
            ],
        ),
    ],
)
def test_a_difference_in_a_shared_group_is_told_as_such(old: str, new: str, expected: list[str]) -> None:
    ours, theirs = (read_facts(schema.encode()) for schema in (SHARED, SHARED.replace(old, new)))

    assert report(ours, theirs) == expected


def test_the_target_namespace_is_told_once() -> None:
    theirs = read_facts(API.replace(b'"http://api.digipost.no/schema/v8"', b'"urn:another"'))

    assert [str(each) for each in differences(OURS, theirs)] == [
        "schema: targetNamespace is http://api.digipost.no/schema/v8 in ours, urn:another in theirs"
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_report_says_what_differs_and_what_it_means(case: Case) -> None:
    assert case.reported() == case.report
