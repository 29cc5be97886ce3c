"""The verdicts of Digipost's own validator on small files, each with one fault.

The files in tests/fixtures/preflight were made for this; verdicts.json has the verdicts of
printability-validator, with its PDFBox 3.0.2 and all checks on. The first letter of a name is the kind of the
fault.
"""

from __future__ import annotations

import json
from pathlib import Path

from digipost.preflight import check
from tests.support.tables import in_one_test

FOLDER = Path(__file__).parents[1] / "fixtures" / "preflight"
VERDICTS = json.loads((FOLDER / "verdicts.json").read_text(encoding="utf-8"))
FILES = sorted(FOLDER.rglob("*.pdf"))


def test_each_file_has_its_verdict() -> None:
    assert {each.name for each in FILES} == {*VERDICTS}


@in_one_test("path", FILES)
def test_the_verdict_is_that_of_the_validator(path: Path) -> None:
    report = check(path)
    expected = VERDICTS[path.name]
    assert [*report.verdicts] == expected["verdicts"]
    assert report.number_of_pages == expected["pages"]
