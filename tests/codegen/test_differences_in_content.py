"""Each kind of fact about elements, groups and wildcards, changed in a copy of our schema."""

from __future__ import annotations

import pytest

from tests.codegen.xsd_editing import (
    Case,
    adding,
    moving,
    removing,
    renaming,
    replacing,
    setting,
    unsetting,
    wrapping,
)

MESSAGE = "complexType message / sequence"
INSTRUCTION = "complexType print-instruction / sequence"
ADDRESS = "complexType print-recipient / sequence / choice"
FILE_TYPE = "complexType document / sequence / element file-type"
WILDCARD = "complexType data-type / sequence / any"
MOVED = "complexType move-files-from-public-sector-metadata / complexContent / extension"

CASES = [
    Case(
        "an element's name",
        setting(f"{MESSAGE} / element batch", name="job-id"),
        f"{MESSAGE} / element batch: only in ours",
        "Message: field `batch` disappears",
        f"{MESSAGE} / element job-id: only in theirs",
        "Message: field `job_id` appears, optional",
    ),
    Case(
        "a new optional element",
        adding(MESSAGE, '<xs:element name="from" type="xs:string" minOccurs="0"/>'),
        f"{MESSAGE} / element from: only in theirs",
        "Message: field `from_` appears, optional",
    ),
    Case(
        "a new required element",
        adding(MESSAGE, '<xs:element name="callToAction" type="xs:string"/>'),
        f"{MESSAGE} / element callToAction: only in theirs",
        "Message: field `call_to_action` appears, required",
    ),
    Case(
        "a new element that repeats",
        adding(MESSAGE, '<xs:element name="tag" type="tns:tag" minOccurs="0" maxOccurs="unbounded"/>'),
        f"{MESSAGE} / element tag: only in theirs",
        "Message: field `tag` appears, a list of any length",
    ),
    Case(
        "a new element of a type of its own",
        adding(MESSAGE, '<xs:element name="x"><xs:complexType/></xs:element>'),
        f"{MESSAGE} / element x: only in theirs",
        "Message: field `x` appears, required",
    ),
    Case(
        "an element that is gone",
        removing(f"{MESSAGE} / element invoice-reference"),
        f"{MESSAGE} / element invoice-reference: only in ours",
        "Message: field `invoice_reference` disappears",
    ),
    Case(
        "an element's built-in type",
        setting(f"{MESSAGE} / element message-id", type="xs:int"),
        f"{MESSAGE} / element message-id: type is xs:string in ours, xs:int in theirs",
        "Message: field `message_id`: `int` (was `str`)",
    ),
    Case(
        "an element's own type",
        setting(f"{MESSAGE} / element recipient", type="tns:recipient"),
        f"{MESSAGE} / element recipient: type is message-recipient in ours, recipient in theirs",
        "Message: field `recipient`: `Recipient` (was `MessageRecipient`)",
    ),
    Case(
        "an element's simple type",
        setting("complexType address / all / element city", type="tns:city"),
        "complexType address / all / element city: type is xs:string in ours, city in theirs",
        "Address: field `city`: still `str`; schema type city (was xs:string)",
    ),
    Case(
        "an element's type to an enumeration",
        setting(FILE_TYPE, type="tns:channel"),
        f"{FILE_TYPE}: type is xs:string in ours, channel in theirs",
        "Document: field `file_type`: `Channel` (was `str`)",
    ),
    Case(
        "an element's type in an extension",
        setting(f"{MOVED} / sequence / element x509Certificate", type="xs:date"),
        f"{MOVED} / sequence / element x509Certificate: type is xs:string in ours, xs:date in theirs",
        "MoveFilesFromPublicSectorMetadata: field `x509_certificate`: `date` (was `str`)",
    ),
    Case(
        "the type of documents",
        setting("element message", type="tns:batch"),
        "element message: type is message in ours, batch in theirs",
        "documents with root `message`: `Batch` (was `Message`)",
    ),
    Case(
        "the order in a sequence",
        moving(f"{INSTRUCTION} / element key", INSTRUCTION),
        f"{INSTRUCTION}: order is element key, element value in ours, element value, element key in theirs",
        "PrintInstruction: same fields; in XML they come in another order",
    ),
    Case(
        "the most occurrences",
        setting(f"{MESSAGE} / element attachment", maxOccurs="5"),
        f"{MESSAGE} / element attachment: maxOccurs is 201 in ours, 5 in theirs",
        "Message: field `attachment` becomes a list of at most 5 (was a list of at most 201)",
    ),
    Case(
        "occurrences without bound",
        setting(f"{MESSAGE} / element batch", maxOccurs="unbounded"),
        f"{MESSAGE} / element batch: maxOccurs is 1 in ours, unbounded in theirs",
        "Message: field `batch` becomes a list of any length (was optional)",
    ),
    Case(
        "an element that has to be there",
        unsetting(f"{MESSAGE} / element batch", "minOccurs"),
        f"{MESSAGE} / element batch: minOccurs is 0 in ours, 1 in theirs",
        "Message: field `batch` becomes required (was optional)",
    ),
    Case(
        "an element that may be left out",
        setting(f"{MESSAGE} / element recipient", minOccurs="0"),
        f"{MESSAGE} / element recipient: minOccurs is 1 in ours, 0 in theirs",
        "Message: field `recipient` becomes optional (was required)",
    ),
    Case(
        "an element moved out of a choice",
        moving(f"{MESSAGE} / choice / element sender-id", MESSAGE),
        f"{MESSAGE} / choice / element sender-id: only in ours",
        "Message: field `sender_id` becomes required (was optional, one of a choice)",
        f"{MESSAGE} / element sender-id: only in theirs",
        "Message: field `sender_id` becomes required (was optional, one of a choice)",
    ),
    Case(
        "an element moved into a choice",
        moving(f"{MESSAGE} / element recipient", f"{MESSAGE} / choice"),
        f"{MESSAGE} / choice / element recipient: only in theirs",
        "Message: field `recipient` becomes optional, one of a choice (was required)",
        f"{MESSAGE} / element recipient: only in ours",
        "Message: field `recipient` becomes optional, one of a choice (was required)",
    ),
    Case(
        "a choice that has to be made",
        unsetting(f"{MESSAGE} / choice", "minOccurs"),
        f"{MESSAGE} / choice: minOccurs is 0 in ours, 1 in theirs",
        "Message: exactly one of `sender_id`, `sender_organization` is set now",
    ),
    Case(
        "a choice that need not be made",
        setting(ADDRESS, minOccurs="0"),
        f"{ADDRESS}: minOccurs is 1 in ours, 0 in theirs",
        "PrintRecipient: none or one of `foreign_address`, `norwegian_address` is set now",
    ),
    Case(
        "a choice that repeats",
        setting(ADDRESS, maxOccurs="2"),
        f"{ADDRESS}: maxOccurs is 1 in ours, 2 in theirs",
        (
            "PrintRecipient: "
            "field `foreign_address` becomes a list of at most 2, one of a choice "
            "(was optional, one of a choice); "
            "field `norwegian_address` becomes a list of at most 2, one of a choice "
            "(was optional, one of a choice)"
        ),
    ),
    Case(
        "a sequence that becomes a choice",
        renaming(INSTRUCTION, "choice"),
        f"{INSTRUCTION}: only in ours",
        (
            "PrintInstruction: field `key` becomes optional, one of a choice (was required); "
            "field `value` becomes optional, one of a choice (was required)"
        ),
        "complexType print-instruction / choice: only in theirs",
        (
            "PrintInstruction: field `key` becomes optional, one of a choice (was required); "
            "field `value` becomes optional, one of a choice (was required); "
            "the rule appears that only one is set of `key`, `value`"
        ),
    ),
    Case(
        "a choice that is gone",
        removing(ADDRESS),
        f"{ADDRESS}: only in ours",
        (
            "PrintRecipient: field `foreign_address` disappears; "
            "field `norwegian_address` disappears; "
            "the rule disappears that only one is set of `foreign_address`, `norwegian_address`"
        ),
    ),
    Case(
        "a sequence that may be left out",
        setting(INSTRUCTION, minOccurs="0"),
        f"{INSTRUCTION}: minOccurs is 1 in ours, 0 in theirs",
        (
            "PrintInstruction: field `key` becomes optional (was required); "
            "field `value` becomes optional (was required)"
        ),
    ),
    Case(
        "a sequence around a sequence",
        wrapping(INSTRUCTION, "sequence"),
        f"{INSTRUCTION} / element key: only in ours",
        "PrintInstruction: field `key`: same in Python; its place in the XML changes",
        f"{INSTRUCTION} / element value: only in ours",
        "PrintInstruction: field `value`: same in Python; its place in the XML changes",
        f"{INSTRUCTION} / sequence: only in theirs",
        "PrintInstruction: same fields; the XML around `key`, `value` changes",
    ),
    Case(
        "a field's type without a name",
        replacing(
            f"{MESSAGE} / element invoice-reference",
            '<xs:element name="invoice-reference" type="tns:name" minOccurs="0"/>',
        ),
        f"{MESSAGE} / element invoice-reference: type is not given in ours, name in theirs",
        "Message: field `invoice_reference`: still `str`; schema type name (was not named)",
        f"{MESSAGE} / element invoice-reference / simpleType: only in ours",
        "Message: field `invoice_reference`: no longer defined by simpleType within it",
    ),
    Case(
        "an element in a type without a name",
        setting("element error / complexType / sequence / element error-type", minOccurs="0"),
        "element error / complexType / sequence / element error-type: minOccurs is 1 in ours, 0 in theirs",
        "Error: field `error_type` becomes optional (was required)",
    ),
    Case(
        "an element's default",
        setting("complexType print-details / sequence / element color", default="COLORS"),
        (
            "complexType print-details / sequence / element color: default is MONOCHROME in ours, "
            "COLORS in theirs"
        ),
        "PrintDetails: field `color`: default COLORS (was MONOCHROME)",
    ),
    Case(
        "an element's new default",
        setting(FILE_TYPE, default="pdf"),
        f"{FILE_TYPE}: default is not given in ours, pdf in theirs",
        "Document: field `file_type`: default pdf (was none)",
    ),
    Case(
        "an element's fixed value",
        setting(FILE_TYPE, fixed="pdf"),
        f"{FILE_TYPE}: fixed is not given in ours, pdf in theirs",
        "Document: field `file_type`: the only value allowed is pdf (was not fixed)",
    ),
    Case(
        "nillable",
        setting(f"{MESSAGE} / element message-id", nillable="true"),
        f"{MESSAGE} / element message-id: nillable is false in ours, true in theirs",
        "Message: field `message_id` may be nil, `None` in Python",
    ),
    Case(
        "an element's form",
        setting(f"{MESSAGE} / element message-id", form="unqualified"),
        f"{MESSAGE} / element message-id: form is not given in ours, unqualified in theirs",
        "Message: field `message_id`: same name in Python; in XML it moves into or out of the namespace",
    ),
    Case(
        "a wildcard's namespace",
        setting(WILDCARD, namespace="##other"),
        f"{WILDCARD}: namespace is http://api.digipost.no/schema/datatypes in ours, ##other in theirs",
        (
            "DataType: the field for any element: namespace ##other (was "
            "http://api.digipost.no/schema/datatypes)"
        ),
    ),
    Case(
        "how a wildcard is validated",
        setting(WILDCARD, processContents="lax"),
        f"{WILDCARD}: processContents is strict in ours, lax in theirs",
        "DataType: the field for any element: processContents lax (was strict)",
    ),
    Case(
        "how often a wildcard occurs",
        setting(WILDCARD, maxOccurs="2"),
        f"{WILDCARD}: maxOccurs is 1 in ours, 2 in theirs",
        "DataType: the field for any element: maxOccurs 2 (was 1)",
    ),
    Case(
        "a wildcard for attributes",
        adding("complexType link", "<xs:anyAttribute/>"),
        "complexType link / anyAttribute: only in theirs",
        "Link: the field for any attribute of namespace ##any appears",
    ),
    Case(
        "an element by reference",
        replacing(f"{MESSAGE} / element batch", '<xs:element ref="tns:batch" minOccurs="0"/>'),
        f"{MESSAGE} / element batch: ref is not given in ours, batch in theirs",
        "Message: field `batch`: ref batch (was none)",
        f"{MESSAGE} / element batch: type is batch in ours, not given in theirs",
        "Message: field `batch`: still `Batch`; schema type not named (was batch)",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_report_says_what_differs_and_what_it_means(case: Case) -> None:
    assert case.reported() == case.report
