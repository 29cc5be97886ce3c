"""Workbooks of rows to correct look as the manifest did: titles, formats, widths, fonts and fills."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
from openpyxl.styles import Alignment, Color, Font, PatternFill  # type: ignore[import-untyped]  # likewise

from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from tests.support.corrected_rows import ADDED, corrected
from tests.support.workbooks import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TypeAlias

    from openpyxl.cell import Cell  # type: ignore[import-untyped]  # likewise

    Rows: TypeAlias = Sequence[Sequence[object]]


NAMES = ("Fnr", "Navn", "Beløp", "Forfall", "Postnr", "Andel", "Valuta", "Tid", "Varighet", "Vip", "Notat")
FORMATS = (
    "@",
    None,
    '"kr" #,##0.00',
    "d. mmmm yyyy",
    "0000",
    "0.0%",
    "[$€-2] #,##0.00",
    "hh:mm",
    "[h]:mm",
    None,
    None,
)


def row(number: int) -> list[object]:
    cells = (
        *(f"0101330000{number}", "Åse\nØdegård", 1250.5 + number, datetime(2034, 2, 10 + number), 155),  # noqa: DTZ001
        *(0.125, 99.5, time(8, 30), timedelta(hours=30), True, "007"),
    )
    return list(zip(cells, FORMATS, strict=True))


def test_a_workbook_to_correct_looks_as_the_manifest_did(tmp_path: Path) -> None:
    title, printed = "Fakturaer 2034", [("Utskrift:", None), (datetime(2034, 2, 1), "dd.mm.yyyy")]  # noqa: DTZ001
    letters = [[None, *row(number)] for number in range(1, 6)]
    letters[2][1] = (None, "@")  # a missing number of a person, in a cell of text
    rows: Rows = [[title], printed, [], [None, *NAMES], *letters]
    path = write_xlsx(tmp_path / "m.xlsx", rows, "Fakturaer høst")
    book = openpyxl.load_workbook(path)
    book.active.column_dimensions["B"].width = 33
    book.active.row_dimensions[7].hidden = True
    book.save(path)
    sheet = openpyxl.load_workbook(corrected(path, {3, 5})).active
    assert sheet.title == "Fakturaer høst"
    assert [each.value for each in sheet["A"][:2]] == [title, "Utskrift:"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (datetime(2034, 2, 1), "dd.mm.yyyy")  # noqa: DTZ001
    assert [each.value for each in sheet[4]] == [None, *NAMES, *ADDED]
    assert [each.number_format for each in sheet[5]][1:12] == [
        each or ("General" if name == "Vip" else "@") for name, each in zip(NAMES, FORMATS, strict=True)
    ]
    assert [each.value for each in sheet[6]][1:12] == [
        *("01013300005", "Åse\nØdegård", 1255.5, datetime(2034, 2, 15), 155, 0.125, 99.5, time(8, 30)),  # noqa: DTZ001
        *(timedelta(hours=30), True, "007"),
    ]
    assert sheet["B5"].value is None
    assert [each.value for each in sheet[6]][12:] == [*ADDED.values()]
    assert sheet.max_row == 6
    assert not sheet.row_dimensions[5].hidden
    assert 33 <= sheet.column_dimensions["B"].width < 34
    assert sheet.column_dimensions["M"].width > 50


def filled(**ground: object) -> PatternFill:
    return PatternFill("solid", fgColor=Color(**ground))


LOOKS: list[tuple[dict[str, Any], PatternFill | None, tuple[object, ...]]] = [
    ({"bold": True, "italic": True, "underline": "single"}, None, (True, "single", None, None)),
    ({"bold": False, "underline": None}, None, (False, None, None, None)),
    ({"color": "FFC00000"}, None, (False, None, "FFC00000", None)),
    ({"color": "FFFFFFFF"}, filled(rgb="FF1F4E78"), (False, None, "FFFFFFFF", "FF1F4E78")),
    # As Excel names its usual colours: by the theme, lighter or darker.
    ({"color": Color(theme=0)}, filled(theme=4), (False, None, "FFFFFFFF", "FF4F81BD")),
    ({}, filled(theme=4, tint=0.7999816888943144), (False, None, None, "FFDCE6F2")),
    ({}, filled(theme=4, tint=-0.249977111117893), (False, None, None, "FF376092")),
    # Without its ground, white text would be invisible.
    ({"color": "FFFFFFFF"}, filled(indexed=64), (False, None, None, None)),
    ({"color": "FFFFFFFF"}, None, (False, None, None, None)),
]


def test_fonts_and_fills_are_kept(tmp_path: Path) -> None:
    """Each column has a font and a fill, but for the last one."""
    count = len(LOOKS)
    rows: list[list[object]] = [[f"c{number}" for number in range(count + 1)]]
    rows += [[*[value] * count, "y"] for value in ("x", None, 1.5)]
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "m.xlsx", rows))
    for column, (font, fill, _) in enumerate(LOOKS, 1):
        for row in range(1, 5):
            cell = book.active.cell(row, column)
            cell.font, cell.alignment = Font(**font), Alignment(horizontal="center", wrap_text=True)
            if fill is not None:
                cell.fill = fill
    book.save(tmp_path / "m.xlsx")
    sheet = openpyxl.load_workbook(corrected(tmp_path / "m.xlsx", {1, 2, 3})).active
    for row in range(1, 5):
        cells = [sheet.cell(row, column) for column in range(1, count + 1)]
        found = [(each.font.b, each.font.u, rgb(each.font.color), ground(each)) for each in cells]
        assert found == [kept for _, _, kept in LOOKS], row
        assert {(each.alignment.horizontal, each.alignment.wrap_text) for each in cells} == {("center", True)}
    plain = sheet.cell(4, count + 1)
    assert (rgb(plain.font.color), ground(plain)) == (None, None)


def rgb(colour: Color | None) -> str | None:
    return None if colour is None or colour.type != "rgb" else str(colour.rgb)


def ground(cell: Cell) -> str | None:
    return rgb(cell.fill.fgColor) if cell.fill.fill_type == "solid" else None


def test_merged_titles_stay_merged(tmp_path: Path) -> None:
    rows: Rows = [["Fakturaer", None, None, "2034"], ["Uke", 7.0], ["a", "b", "c", "d"], ["x"], ["y"]]
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "m.xlsx", rows))
    for each in ("A1:C1", "D1:E1", "A2:B2", "A3:B3", "A4:B5", "C4:D4"):
        book.active.merged_cells.add(each)
    book.save(tmp_path / "m.xlsx")
    form = ManifestFormat(header_row=3)
    written = corrected(tmp_path / "m.xlsx", {2}, form)
    sheet = openpyxl.load_workbook(written).active
    # Below the titles, a row can be one that was left out.
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:C1", "D1:E1", "A2:B2"}
    assert (sheet["A1"].value, sheet["D1"].value, sheet["A2"].value) == ("Fakturaer", "2034", "Uke")
    assert [each.values["a"] for each in open_manifest(written, form=form).records()] == ["y"]


def test_cells_merged_over_each_other_break_nothing(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "m.xlsx", [["Fakturaer"], ["a", "b"], ["x"]]))
    for each in ("A1:C1", "B1:E1", "G1:G1"):
        book.active.merged_cells.add(each)
    book.save(tmp_path / "m.xlsx")
    form = ManifestFormat(header_row=2)
    sheet = openpyxl.load_workbook(corrected(tmp_path / "m.xlsx", {1}, form)).active
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:C1"}
