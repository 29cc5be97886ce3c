"""Manifests in workbooks: the results of formulas, and numbers with the zeros of their formats."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # likewise

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.errors import InvalidValueError
from tests.support.ods import write_ods
from tests.support.workbooks import openpyxl_book

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.thorough
@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"])
def test_a_formula_that_failed_is_there(tmp_path: Path, error: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "m.xlsx") as book:
        sheet = book.add_worksheet()
        for place, name in enumerate(("a", "b", "c")):
            sheet.write(0, place + 1, name)
        sheet.write(1, 1, "x")
        sheet.write_formula(1, 3, "=NA()", None, error)
    (record,) = open_manifest(tmp_path / "m.xlsx").records()
    assert record.values == {"a": "x", "b": None, "c": error}


def test_a_formula_that_was_never_calculated_is_refused(tmp_path: Path) -> None:
    for name, write in (("openpyxl", _openpyxl_formulas), ("xlsxwriter", _xlsxwriter_formulas)):
        manifest = open_manifest(write(tmp_path / f"{name}.xlsx"))
        (record,) = manifest.records()
        for column in ("kid", "sum"):
            with pytest.raises(InvalidValueError, match="a formula without a result"):
                Columns(mapping={"subject": column}, ignored=tuple({"kid", "sum", "given"} - {column})).known(
                    record.values
                )
        assert record.values["given"] in {7, None}
        assert record.values["sum"] == "#UNCALCULATED! =1+1"


@pytest.mark.thorough
def test_the_rows_to_correct_show_the_formula_that_was_never_calculated(tmp_path: Path) -> None:
    formula = '=IF(A2<>"x & y",SUM(B2:B9),0)'
    path = openpyxl_book(tmp_path / "m.xlsx", [("kid", "sum"), (formula, f"={'A' * 5000}")])
    manifest = open_manifest(path)
    (record,) = manifest.records()
    assert record.values == {"kid": f"#UNCALCULATED! {formula}", "sum": "#UNCALCULATED! =" + "A" * 200}
    with (tmp_path / "again.xlsx").open("wb") as file:
        manifest.write_problems(file, iter([{"problem": "p", "corrects": "c"}]))
    (again,) = open_manifest(tmp_path / "again.xlsx").records()
    assert again.values == {**record.values, "problem": "p", "corrects": "c"}
    with pytest.raises(InvalidValueError, match="a formula without a result"):
        Columns(mapping={"subject": "kid"}, ignored=("sum",)).known(again.values)


def _openpyxl_formulas(path: Path) -> Path:
    return openpyxl_book(path, [("kid", "sum", "given"), ("=A1", "=1+1", None)])


def _xlsxwriter_formulas(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:  # it writes 0, and has the spreadsheet calculate
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("kid", "sum", "given"))
        sheet.write_formula(1, 0, "=2034114", None, "")
        sheet.write_formula(1, 1, "=1+1")
        sheet.write_formula(1, 2, "=3+4", None, 7)
    return path


@pytest.mark.costly
@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("00000000000", 1013300001, "01013300001"),
        ("000000\\ 00000", 1013300001, "010133 00001"),
        ("[$-414]000000 00000;@", 1013300001, "010133 00001"),
        ("0000", 155, "0155"),
        ("0000", 12345, "12345"),
        ("00 00 00 00", 1234567, "01 23 45 67"),
        ('"Nr. "000', 7, "Nr. 007"),
        ("0000", 15.5, 15.5),
        ("0000", -15, -15),
        ("0", 155, 155),
        ("0.00", 155, 155),
        ("#,##0", 155, 155),
    ],
)
def test_a_number_is_shown_with_the_zeros_of_its_format(
    tmp_path: Path, code: str, number: float, shown: object
) -> None:
    book = openpyxl.Workbook()
    for line, value in enumerate((number, 1234.0), 2):
        book.active.cell(line, 3, value)
    book.active.cell(1, 3, "postnr")
    book.active.cell(2, 3).number_format = code
    book.save(tmp_path / "m.xlsx")
    first, second = open_manifest(tmp_path / "m.xlsx").records()
    assert (first.values["postnr"], second.values["postnr"]) == (shown, 1234)
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as other:
        sheet = other.add_worksheet()
        sheet.write(0, 2, "postnr")
        sheet.write_number(1, 2, number, other.add_format({"num_format": code}))
        sheet.write_number(2, 2, 1234)
    first, second = open_manifest(tmp_path / "x.xlsx").records()
    assert (first.values["postnr"], second.values["postnr"]) == (shown, 1234)


@pytest.mark.thorough
def test_a_sheet_of_opendocument_shows_zeros_and_hidden_rows_too(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("fnr", "", "postnr"), (1013300001, "", 155), (7, "", 1550), (9, "", 0)]
    path = write_ods(tmp_path / "m.ods", rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"].decode()
    for number, shown in ((1013300001, "01013300001"), (155, "0155"), (0, "0")):
        cell = f'office:value="{number}">'
        assert cell in content
        before, _, after = content.partition(cell)
        content = before + cell + f"<text:p>{shown}</text:p>" + after[after.index("</text:p>") + 9 :]
    cut = content.index("<table:table-row>", content.index("<table:table-row>") + 1)
    hidden = '<table:table-row table:visibility="filter">'
    content = content[:cut] + hidden + content[cut:].removeprefix("<table:table-row>")
    content = content.replace("<table:table-cell/>", '<table:table-cell table:number-columns-repeated="1"/>')
    parts["content.xml"] = content.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    manifest = open_manifest(path)
    assert (
        "rows of the sheet Fakturaer that a filter or a user has hidden are sent like the others (row 2)"
        in manifest.notes[0]
    )
    assert [tuple(record.values.values()) for record in manifest.records()] == [
        ("01013300001", "0155"),
        (7, 1550),
        (9, 0),
    ]


@pytest.mark.thorough
def test_a_formula_gives_its_result(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "m.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(1, 0, '="Faktura "&1001', None, "Faktura 1001")
        sheet.write_formula(1, 1, "=1000+1", None, 1001)
    (record,) = open_manifest(tmp_path / "m.xlsx").records()
    assert record.values == {"a": "Faktura 1001", "b": 1001}
