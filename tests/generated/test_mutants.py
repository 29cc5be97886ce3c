"""The differential check finds faults: each of these packages has one, and none of them passes."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from codegen.pipeline import PACKAGE
from tests.generated.differential import DifferenceError, Differential
from tests.generated.packages import imported_from

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from pathlib import Path

    from tests.generated.stock import Stock


@dataclass(frozen=True)
class Fault:
    """A change of one place in a module of the package, made in what the templates have written.

    Attributes:
        module: The module.
        scope: The function in it that is changed; empty for the whole module.
        pattern: The text to find there, exactly once.
        replacement: The text in its place.
        cls: The class whose examples are tried.
    """

    module: str
    scope: str
    pattern: str
    replacement: str
    cls: str

    def put_into(self, package: Path) -> None:
        path = package / f"{self.module}.py"
        text = path.read_text(encoding="utf-8")
        start = text.index(f"def {self.scope}(") if self.scope else 0
        end = text.find("\n\n\n", start) if self.scope else len(text)
        changed, count = re.subn(self.pattern, self.replacement, text[start:end])
        assert count == 1, f"{count} places"
        path.write_text(text[:start] + changed + text[end:], encoding="utf-8")


def line(name: str) -> str:
    """The line of a writer that writes one element."""
    return rf"( +f\"\"\"[^\n]*<{name}>[^\n]*\n)"


API, DATA = "api_v8_codec", "datatypes_codec"
FAULTS = {
    "elements out of order": Fault(
        API, "write_name_and_address", line("postalcode") + line("city"), r"\2\1", "NameAndAddress"
    ),
    "a text that is not escaped": Fault(
        API, "write_name_and_address", r"_text\(v\.fullname\)", "v.fullname", "NameAndAddress"
    ),
    "an attribute escaped as text": Fault(API, "write_link", r"_attribute\(v\.uri\)", "_text(v.uri)", "Link"),
    "an element that is not written": Fault(API, "write_batch", line("count-print"), "", "Batch"),
    "an attribute that is not written": Fault(
        API, "write_document_status", r" +f\"\"\"[^\n]*is-primary-document[^\n]*\n", "", "DocumentStatus"
    ),
    "false taken for absent": Fault(
        API, "write_document", r"\((x\d+ := v\.opened)\) is None", r"not (\1)", "Document"
    ),
    "an empty text taken for absent": Fault(
        API, "write_recipient", r"\((x\d+ := v\.firstname)\) is None", r"not (\1)", "Recipient"
    ),
    "an item that is dropped": Fault(API, "write_inbox", r"in v\.document\b", "in v.document[1:]", "Inbox"),
    "items in another order": Fault(
        API, "write_inbox", r"in v\.document\b", "in reversed(v.document)", "Inbox"
    ),
    "a swapped choice": Fault(
        API, "write_print_recipient", '"norwegian-address"', '"foreign-address"', "PrintRecipient"
    ),
    "an alternative written as another": Fault(
        API,
        "write_identification_result",
        r"v\.invalid_reason",
        "v.unidentified_reason",
        "IdentificationResult",
    ),
    "a type that is not named": Fault(
        API, "write_event_metadata", r' xsi:type="\{name\}"', "", "PostmarkedMetadata"
    ),
    "no namespace": Fault(DATA, "", r" xmlns=\"\{_attribute\(_NAMESPACE\)\}\"", "", "Payslip"),
    "an amount as it is": Fault(
        DATA, "write_receipt", r"_write_money\(v\.total_price\)", "v.total_price", "Receipt"
    ),
    "a boolean as Python has it": Fault(DATA, "write_barcode", "_write_boolean", "str", "Barcode"),
    "a time as Python has it": Fault(
        API,
        "write_shared_document",
        r"_write_datetime\(v\.delivery_time\)",
        "v.delivery_time",
        "SharedDocument",
    ),
    "a carriage return that is not escaped": Fault(
        "_escaping", "text", r'value\.replace\("\\r", "&#13;"\) if "\\r" in value else value', "value", "Info"
    ),
    "a line feed in an attribute that is not escaped": Fault(
        "_escaping", "attribute", r'\.replace\("\\n", "&#10;"\)', "", "Link"
    ),
    "the end of a section that is not escaped": Fault("_escaping", "text", r'"&gt;"', '">"', "Info"),
    "an element that is not read": Fault(API, "read_batch", r"\}count-print", "}count-prints", "Batch"),
    "an attribute that is not read": Fault(API, "read_link", r'"media-type"', '"media-types"', "Link"),
    "a field read into another": Fault(
        API, "read_name_and_address", r"o\.city = f_city", "o.city = f_postalcode", "NameAndAddress"
    ),
    "all items but the last that are not read": Fault(
        API, "read_inbox", r"f_document\.append\((.*)\)", r"f_document = [\1]", "Inbox"
    ),
    "an enumeration read as another": Fault(
        API, "read_batch", r"_m\.BatchStatus,", "_m.MessageStatus,", "Batch"
    ),
    "a type that is not known": Fault(
        API, "", r'\(_NAMESPACE, "postmarked-metadata"\)', '(_NAMESPACE, "postmark")', "PostmarkedMetadata"
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_what_a_template_writes_is_found(fault: Fault, stock: Stock, tmp_path: Path) -> None:
    folder = tmp_path / "mutant"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    fault.put_into(folder)

    with imported_from(folder, "digipost_schema_mutant") as mutant:
        classes = [cls for cls in mutant.classes() if cls.__name__ == fault.cls]
        assert classes
        with pytest.raises(DifferenceError):
            Differential(mutant, stock, folder / "xsd").everything(classes)


def test_a_package_without_a_fault_passes_under_another_name(stock: Stock, tmp_path: Path) -> None:
    folder = tmp_path / "mutant"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    names = {fault.cls for fault in FAULTS.values()}

    with imported_from(folder, "digipost_schema_mutant") as mutant:
        classes = [cls for cls in mutant.classes() if cls.__name__ in names]
        Differential(mutant, stock, folder / "xsd").everything(classes)
