"""Workbooks of rows to correct: the table as it was, the header in its row, no ties to other rows."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import pytest

from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from tests.support.corrected_rows import ADDED, SUFFIXES, corrected, values
from tests.support.ods import ods_of
from tests.support.workbooks import write_workbook, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TypeAlias

    Rows: TypeAlias = Sequence[Sequence[object]]


@SUFFIXES
def test_the_header_stays_in_its_row(tmp_path: Path, suffix: str) -> None:
    """A profile names the row, and holds for the corrected manifest too."""
    rows: Rows = [["Liste"], [], [], ["a", "b"], [1.0, "x"], [], [2.0, "y"], [3.0, "z"]]
    form = ManifestFormat(header_row=4)
    path = write_workbook(tmp_path / f"m{suffix}", rows)
    manifest = open_manifest(corrected(path, {2, 3}, form), form=form)
    assert manifest.columns == ("a", "b", *ADDED)
    assert [(each.row, *each.values.values()) for each in manifest.records()] == [
        (5, 2.0, "y", *ADDED.values()),
        (6, 3.0, "z", *ADDED.values()),
    ]


def test_titles_stay_in_csv_too(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("sep=;\nListe;\n\na;b\n1;x\n2;y\n", encoding="utf-8")
    form = ManifestFormat(header_row=3)
    manifest = open_manifest(written := corrected(path, {2}, form), form=form)
    assert [list(each.values.values())[:2] for each in manifest.records()] == [["2", "y"]]
    assert written.read_text(encoding="utf-8").splitlines()[:4] == [
        "sep=;",
        "Liste;",
        "",
        "a;b;problem;corrects",
    ]


@SUFFIXES
def test_a_corrected_workbook_is_corrected_again(tmp_path: Path, suffix: str) -> None:
    path = write_workbook(
        tmp_path / f"m{suffix}", [["a", "problem", "b"], [1.0, "old", "x"], [2.0, "old", "y"]]
    )
    first = corrected(path, {1, 2})
    (record,) = open_manifest(corrected(first, {2})).records()
    assert dict(record.values) == {"a": 2.0, "b": "y", **ADDED}
    assert open_manifest(first).columns == ("a", "problem", "b", "corrects")


@SUFFIXES
def test_cells_without_a_name_keep_their_place(tmp_path: Path, suffix: str) -> None:
    path = write_workbook(tmp_path / f"m{suffix}", [["a", "b"], [1.0, "x", "more"], [2.0]])
    one, two = open_manifest(corrected(path, {1, 2})).records()
    assert (list(one.values.values()), list(two.values.values())) == (
        [1.0, "x", *ADDED.values()],
        [2.0, None, *ADDED.values()],
    )
    assert "column C" in str(one.problem)


TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
REST = '<table:table-cell table:number-columns-repeated="{}"/>'
ODS = (  # as LibreOffice writes it, on one line
    '<table:table-column table:number-columns-repeated="16384"/>'
    f'<table:table-row table:number-rows-repeated="2">{REST.format(16384)}</table:table-row>'
    f"<table:table-row>{''.join(map(TEXT.format, 'abc'))}{REST.format(16381)}</table:table-row>"
    '<table:table-row-group table:display="false">'
    '<table:table-row table:number-rows-repeated="3" table:visibility="filter">'
    '<table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="7">'
    f"<text:p>7</text:p></table:table-cell>{REST.format(16381)}</table:table-row></table:table-row-group>"
    '<table:table-row><table:table-cell table:formula="of:=[.A6]*2" office:value-type="float" '
    'office:value="14"><text:p>14</text:p></table:table-cell>'
    '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>x</text:p>'
    '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"/></table:table-cell>'
    '<table:table-cell table:formula="of:=VLOOKUP([.A6])" office:value-type="string" '
    'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    "</table:table-row>"
    '<table:table-row><table:table-cell table:formula="of:=1+1"/><table:covered-table-cell/>'
    '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p>'
    "</table:table-cell></table:table-row>"
    f'<table:table-row table:number-rows-repeated="1048000">{REST.format(16384)}</table:table-row>'
    "<table:named-expressions/>"
)


def test_ties_to_other_rows_end(tmp_path: Path) -> None:
    """Formulas, merged cells and filters would mean something else beside other rows."""
    path = tmp_path / "m.ods"
    path.write_bytes(ods_of(ODS, "Ark 1"))
    old = list(open_manifest(path).records())
    written = corrected(path, {2, 4, 5})
    assert [values(each) for each in open_manifest(written).records()] == [
        values(old[each]) for each in (1, 3, 4)
    ]
    with zipfile.ZipFile(written) as archive:
        content = archive.read("content.xml").decode()
        assert archive.namelist()[0] == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    for gone in ("formula", "spanned", "visibility", "display", "draw:frame", "named-expressions", "covered"):
        assert gone not in content
    assert content.count("<table:table-row") - content.count("<table:table-row-group") == 5


def test_other_sheets_of_opendocument_stay_behind(tmp_path: Path) -> None:
    cell = TEXT.format
    table = f"<table:table-row>{cell('a')}</table:table-row><table:table-row>{cell('{}')}</table:table-row>"
    others = [
        f'</table:table><table:table table:name="{name}">' + table.format(name) for name in ("One", "Two")
    ]
    path = tmp_path / "m.ods"
    path.write_bytes(ods_of("".join([table.format("Brev"), *others]), "Brev"))
    for name in ("Brev", "One", "Two"):
        form = ManifestFormat(sheet=name)
        written = corrected(path, {1}, form)
        with zipfile.ZipFile(written) as archive:
            content = archive.read("content.xml").decode()
        assert [each in content for each in ("Brev", "One", "Two")] == [
            each == name for each in ("Brev", "One", "Two")
        ]
        (record,) = open_manifest(written, form=form).records()
        assert record.values["a"] == name


def test_other_sheets_stay_behind(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["secret"])
    sheet = book.create_sheet("Brev")
    for each in (["a"], ["x"], ["y"]):
        sheet.append(each)
    book.save(tmp_path / "m.xlsx")
    form = ManifestFormat(sheet="Brev")
    written = corrected(tmp_path / "m.xlsx", {2}, form)
    assert openpyxl.load_workbook(written).sheetnames == ["Brev"]
    with zipfile.ZipFile(written) as archive:
        assert not any(b"secret" in archive.read(each) for each in archive.namelist())
    (record,) = open_manifest(written, form=form).records()
    assert record.values["a"] == "y"


@pytest.mark.costly
@pytest.mark.parametrize("name", ["A much longer name than Excel allows", "a:b/c", "'quoted'"])
def test_names_of_sheets_that_excel_does_not_allow(tmp_path: Path, name: str) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [["a"], ["x"]])
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for each in old.namelist():
            new.writestr(each, old.read(each).replace(b'name="Fakturaer"', f'name="{name}"'.encode()))
    path.write_bytes(content.getvalue())
    (record,) = open_manifest(corrected(path, {1})).records()
    assert record.values["a"] == "x"


def test_a_text_that_is_too_long_for_excel_is_cut(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [["a"], ["x"]])
    written = tmp_path / "written.xlsx"
    with written.open("wb") as file:
        open_manifest(path).write_problems(file, iter([{"problem": "x" * 40_000, "corrects": ""}]))
    (record,) = open_manifest(written).records()
    assert record.values["problem"] == "x" * 32_767
