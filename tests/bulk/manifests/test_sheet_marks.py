"""Cells that show something else than their value, and rows with a mark, in files of several programs."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # likewise
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock  # type: ignore[import-untyped]  # likewise
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]  # likewise
from openpyxl.styles import Font  # type: ignore[import-untyped]  # likewise

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.manifests.sheet_converter.number_formats import format_of
from digipost.bulk.manifests.sheet_manifest import SheetManifest
from digipost.bulk.values.misread import Misread
from digipost.bulk.values.understanding import understood
from digipost.errors import InvalidValueError
from tests.support.ods import write_ods
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MADE_BY_LIBREOFFICE = Path(__file__).parents[2] / "fixtures" / "sheets"
DAY = date(2034, 2, 15)
# Of the workbooks that LibreOffice 7.4 wrote: the columns "Beløp", "Forfallsdato" and "Notat" of each row.
ROWS: dict[int, tuple[object, object, object]] = {
    4: (1250.5, DAY, None),
    5: ("1250.5 €", DAY, None),
    6: ("1250.5 $", DAY, None),
    7: ("1250.5 SEK", DAY, None),
    8: (1250.5, DAY, None),
    9: ("1250.5 EUR", DAY, None),
    10: ("12.5 %", DAY, None),
    11: (1250.5, datetime(2034, 2, 15, 12, 30), None),  # noqa: DTZ001 - as a sheet has it
    12: (1250.5, DAY, None),
    13: (1250.5, DAY, None),
    14: (1250.5, DAY, "Vei 1 Vei 2"),
    15: ("#DIV/0!", DAY, None),
    16: (1250.5, DAY, "#NAME?"),
    17: (1.0, DAY, None),
    18: (1250.5, DAY, None),
    19: (1250.5, DAY, None),
    20: (99999.0, None, None),
}
# OpenDocument names the currency, and has the text of a cell.
OF_OPENDOCUMENT = {5: "1250.5 EUR", 6: "1250.5 USD", 9: "EUR 1,250.50"}


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_workbook_of_libreoffice(suffix: str) -> None:
    manifest = open_manifest(MADE_BY_LIBREOFFICE / f"libreoffice{suffix}")
    hidden, struck = manifest.notes[1:]
    assert hidden.endswith("that a filter or a user has hidden are sent like the others (rows 12, 19).")
    assert struck.endswith("struck through in the sheet Fakturaer is sent like the rest (rows 13, 14).")
    expected: dict[int, tuple[object, object, object]] = dict(ROWS)
    if suffix == ".ods":
        expected |= {row: (text, *ROWS[row][1:]) for row, text in OF_OPENDOCUMENT.items()}
    records = list(manifest.records())
    assert {
        each.row: tuple(each.values[name] for name in ("Beløp", "Forfallsdato", "Notat")) for each in records
    } == expected
    assert {each.values["Postnr"] for each in records[:-1]} == {"0155"}
    for each in records:
        amount = each.values["Beløp"]
        if isinstance(amount, str) and not amount.startswith("#"):
            assert "currency" in _problem({"invoice.sum": amount}) or amount.endswith("%")
    for row, column in ((15, "Beløp"), (16, "Notat")):
        (failed,) = (each.values[column] for each in records if each.row == row)
        assert "failed formula" in _problem({"subject": failed})


def _with_sheet(path: Path, written: Path, change: Callable[[etree._Element], None]) -> Path:
    """Write an Excel file with the XML of its sheets changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                sheet = etree.fromstring(content)
                change(sheet)
                content = etree.tostring(sheet)
            new.writestr(name, content)
    return written


def _references_last(sheet: etree._Element) -> None:
    for each in sheet.iter("{*}row", "{*}c"):
        each.set("r", each.attrib.pop("r"))


def _no_references(sheet: etree._Element) -> None:
    for each in sheet.iter("{*}row", "{*}c"):
        del each.attrib["r"]
    for each in sheet.iter("{*}row"):
        each.insert(1, etree.Comment(" of a program "))


def test_references_of_cells_can_stand_behind_other_attributes(tmp_path: Path) -> None:
    path = MADE_BY_LIBREOFFICE / "libreoffice.xlsx"
    usual = open_manifest(path)
    other = open_manifest(_with_sheet(path, tmp_path / "libreoffice.xlsx", _references_last))
    assert other.notes == usual.notes
    assert [each.values for each in other.records()] == [each.values for each in usual.records()]


def test_cells_can_be_without_references(tmp_path: Path) -> None:
    """As LargeXlsx and other programs for .NET write them: an error was an empty cell."""
    book = openpyxl.Workbook()
    columns = 30  # beyond Z
    book.active.append([f"c{number}" for number in range(columns)])
    for _ in range(2):
        book.active.append(["x"] * (columns - 3) + [0.125, "=A2", "#REF!"])
    for row in (2, 3):
        book.active.cell(row, columns - 2).number_format = "0.0%"
        book.active.cell(row, columns).data_type = "e"
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "usual.xlsx")
    usual = open_manifest(tmp_path / "usual.xlsx")
    other = open_manifest(_with_sheet(tmp_path / "usual.xlsx", tmp_path / "m.xlsx", _no_references))
    (first, second), found = other.records(), list(usual.records())
    assert [first.values, second.values] == [each.values for each in found]
    assert list(first.values.values())[-3:] == ["12.5 %", "#UNCALCULATED! =A2", "#REF!"]
    assert [each.partition(": ")[2] for each in other.notes] == [
        each.partition(": ")[2] for each in usual.notes
    ]
    with (tmp_path / "corrected.xlsx").open("wb") as file:
        other.write_problems(file, iter([{"problem": "bad", "corrects": ""}, None]))
    sheet = openpyxl.load_workbook(tmp_path / "corrected.xlsx").active
    assert (sheet.cell(2, columns - 2).value, sheet.cell(2, columns - 2).number_format) == (0.125, "0.0%")


def _problem(values: Mapping[str, object]) -> str:
    try:
        (found,) = understood(Columns().known(values), date_format=None, folder="").values()
    except InvalidValueError as error:
        return error.problem
    assert isinstance(found, Misread)
    return found.problem


FORMATS: list[tuple[str, float, object]] = [
    ('#,##0.00 "kr"', 1250.5, 1250.5),
    ("[$kr-414] #,##0.00", 1250.5, 1250.5),
    ("[$kr-814] #,##0.00", 1250.5, 1250.5),
    ("[$NOK] #,##0.00", 1250.5, 1250.5),
    ('_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-', 1250.5, 1250.5),
    ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 1250.5, 1250.5),
    ('"Euro-faktura nr." 0', 1250, 1250),
    ("#,##0.00 [$€-407]", 1250.5, "1250.5 €"),
    ("[$€-x-euro2] #,##0", -3, "-3 €"),
    ("[$€] #,##0.00", 0.1 + 0.2, "0.3 €"),
    ("[$SEK] #,##0.00", 1250.5, "1250.5 SEK"),
    ("#,##0.00 [$kr-41D]", 1250.5, "1250.5 SEK"),
    ("[$kr.-406] #,##0.00", 1250.5, "1250.5 DKK"),
    ("#,##0 [$kr.-40F]", 1250.5, "1250.5 ISK"),
    ("[$zł-415] #,##0.00", 1250.5, "1250.5 zł"),
    ('"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', 1250.5, "1250.5 $"),
    ("£#,##0.00", 1250.5, "1250.5 £"),
    ('#,##0.00 "EUR"', 1250.5, "1250.5 EUR"),
    ('#,##0.0 "tkr"', 1250.5, "1250.5 tkr"),
    ("0.0 [$MNOK]", 1.5, "1.5 MNOK"),
    ('0.0,," mill"', 1250000, "1250000 mill"),
    ("0%", 0.25, "25 %"),
    ("0.00%", 0.125, "12.5 %"),
    ('0" % ikke"', 7, 7),
    ("0.00\\%", 7, 7),
]
DIGITS_AS_TEXT: list[tuple[str, float, object]] = [
    ('"0"0000000000', 1013300001, "01013300001"),
    ('"0"0', 1013300001, "01013300001"),
    ('"0"#', 1013300001, "01013300001"),
    ("\\00000000000", 1013300001, "01013300001"),
    ('"0"##########', 1013300001, "01013300001"),
    ('"0"000', 155, "0155"),
    ('0",00"', 1250, "1250,00"),
    ('"47 "00 00 00 00', 12345678, "47 12 34 56 78"),
    ('"F"000', 7, "F007"),
    ("#000", 7, "007"),
    ("####000", 12345, "12345"),
    ("000-00", 1234567, "12345-67"),
    ('"F-"0', 7, 7),
    ("###0", 7, 7),
    ("# ##0", 1250, 1250),
]


@in_one_test(("code", "number", "shown"), DIGITS_AS_TEXT)
def test_a_digit_in_a_number_format_can_be_a_text(code: str, number: float, shown: object) -> None:
    show = format_of(code)
    assert (number if show is None else show(number)) == shown


@pytest.mark.thorough
@pytest.mark.parametrize("program", ["openpyxl", "xlsxwriter"])
def test_a_number_in_another_currency_or_as_a_percentage_says_so(tmp_path: Path, program: str) -> None:
    path = tmp_path / "m.xlsx"
    if program == "openpyxl":
        book = openpyxl.Workbook()
        book.active.append(["Beløp"])
        for line, (code, number, _) in enumerate(FORMATS, 2):
            book.active.cell(line, 1, number).number_format = code
        book.save(path)
    else:
        with xlsxwriter.Workbook(path) as other:
            sheet = other.add_worksheet()
            sheet.write(0, 0, "Beløp")
            for line, (code, number, _) in enumerate(FORMATS, 1):
                sheet.write_number(line, 0, number, other.add_format({"num_format": code}))
    assert [each.values["Beløp"] for each in open_manifest(path).records()] == [
        shown for *_, shown in FORMATS
    ]


def test_a_sum_in_another_currency_is_refused_with_advice() -> None:
    for text in ("1250.5 €", "1250.5 SEK", "1250.5 ISK", "CHF 10"):
        assert "number format" in _problem({"invoice.sum": text})
    for text in ("25 %", "1250.5 zł"):
        assert "an amount is expected" in _problem({"invoice.sum": text})


def _struck_in_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["a", "b"], ["x", 1], ["x", 2], ["x", 3], ["x", 4], ["x", 5]):
        sheet.append(row)
    sheet["B3"].font = Font(strike=True)
    sheet["C4"].font = Font(strike=True)  # of a cell without a value
    sheet["A5"].font = Font(strike=False)
    crossed = TextBlock(InlineFont(strike=True), "gammel")
    sheet["A6"] = CellRichText(crossed, " ny")
    book.save(path)


def _struck_in_xlsxwriter(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        struck = book.add_format({"font_strikeout": True})
        for line, row in enumerate((["a", "b"], ["x", 1], ["x", 2], ["x", 3], ["x", 4])):
            sheet.write_row(line, 0, row)
        sheet.write(2, 1, 2, struck)
        sheet.write_blank(3, 2, None, struck)
        sheet.write_rich_string(5, 0, struck, "gammel", " ny")


@pytest.mark.parametrize("write", [_struck_in_openpyxl, _struck_in_xlsxwriter])
def test_text_that_is_struck_through_is_told(tmp_path: Path, write: object) -> None:
    assert callable(write)
    write(tmp_path / "m.xlsx")
    (note,) = open_manifest(tmp_path / "m.xlsx").notes
    assert "struck through" in note
    assert note.endswith("(rows 3, 6).")


@pytest.mark.thorough
def test_cells_that_are_merged_over_several_rows_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Brev", None], ["a", "b"], ["x", 1], ["y", 2], ["z", 3]):
        book.active.append(row)
    for merged in ("A1:B1", "B4:B5"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "m.xlsx")
    (note,) = open_manifest(tmp_path / "m.xlsx", form=ManifestFormat(header_row=2)).notes
    assert note.endswith("that is merged with those below counts for its first row only (row 4).")
    rows = [("a", "b"), ("x", 17), ("y", None)]
    cell = NUMBER.format(17)
    spanned = cell.replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"')
    (note,) = _replaced(write_ods(tmp_path / "m.ods", rows), (cell, spanned)).notes
    assert note.endswith("first row only (row 2).")


@pytest.mark.thorough
def test_many_rows_that_are_struck_through_are_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in range(1, 10):
        book.active.cell(line, 1, f"text {line}").font = Font(strike=line > 1)
    book.save(tmp_path / "m.xlsx")
    assert open_manifest(tmp_path / "m.xlsx").notes[0].endswith("(rows 2, 3, 4, 5, 6 and 3 more).")


NUMBER = (
    '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'
)


def _replaced(path: Path, *pairs: tuple[str, str]) -> SheetManifest:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"].decode()
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {"content.xml": content.encode()}).items():
            archive.writestr(name, data)
    found = open_manifest(path)
    assert isinstance(found, SheetManifest)
    return found


END = "</table:table-cell>"
MONEY = 'office:value-type="currency" office:value="99"'
CELLS: list[tuple[str, object]] = [
    ('table:formula="of:=[.A1]+1"/>', "#UNCALCULATED! =[.A1]+1"),
    (f'table:formula="of:=[.A1]"><text:p/>{END}', "#UNCALCULATED! =[.A1]"),
    (f'table:formula="X" office:value-type="string" office:string-value=""><text:p/>{END}', None),
    (f'table:formula="X" office:value-type="float" office:value="0"><text:p>#REF!</text:p>{END}', "#REF!"),
    (
        f'table:formula="X" office:value-type="string" office:string-value=""><text:p>Feil:508</text:p>{END}',
        "Feil:508",
    ),
    (f"{MONEY}><text:p>€ 99</text:p>{END}", "€ 99"),
    (f'{MONEY} office:currency="NOK"><text:p>kr 99</text:p>{END}', 99.0),
    (f'{MONEY} office:currency="DKK"><text:p>99 kr.</text:p>{END}', "99 DKK"),
    (f'office:value-type="percentage" office:value="1"><text:p>100%</text:p>{END}', "100 %"),
]


@pytest.mark.thorough
def test_cells_of_opendocument(tmp_path: Path) -> None:
    rows = [("a", "b"), *((1000 + number, "x") for number in range(len(CELLS))), (18, "y")]
    pairs = [
        (NUMBER.format(1000 + number), f"<table:table-cell {cell}") for number, (cell, _) in enumerate(CELLS)
    ]
    *records, last = _replaced(write_ods(tmp_path / "m.ods", rows), *pairs).records()
    assert [each.values["a"] for each in records] == [value for _, value in CELLS]
    assert last.values["a"] == 18
    for text in ("#UNCALCULATED!", "#REF!", "Feil:508"):
        assert "formula" in _problem({"subject": text})


STYLES = """<office:automatic-styles>
<style:style style:name="none"><style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="solid"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="double"><style:text-properties style:text-line-through-type="double"/></style:style>
<style:style style:name="child" style:parent-style-name="double"/>
<style:style style:name="other" style:parent-style-name="solid"><style:text-properties
 style:text-line-through-style="none"/></style:style></office:automatic-styles><office:body>"""


@pytest.mark.thorough
def test_text_that_is_struck_through_in_opendocument(tmp_path: Path) -> None:
    cells = ["none", "solid", "double", "child", "other"]
    rows = [
        ("a", "b", None),
        *((None, each, None) for each in cells),
        (None, None, "column"),
        (None, None, "own"),
    ]
    text = '<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>{0}</text:p>'
    styled = text.replace("<table:table-cell", '<table:table-cell table:style-name="{0}"')
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="child"/>'
    )
    manifest = _replaced(
        write_ods(tmp_path / "m.ods", rows),
        ("office:version", 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version'),
        ("<office:body>", STYLES),
        ('table:name="Fakturaer">', f'table:name="Fakturaer">{columns}'),
        *((text.format(each), styled.format(each)) for each in (*cells, "own")),
    )
    assert "".join(manifest.notes).endswith("(rows 3, 4, 5, 7).")
