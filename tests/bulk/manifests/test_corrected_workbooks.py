"""Workbooks of rows to correct: the table as it was, with its titles, header, formats and values."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from string import printable
from typing import TYPE_CHECKING, Any

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Color, Font, PatternFill  # type: ignore[import-untyped]  # likewise

from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived
from tests.support.manifests import HEADER, PERSON
from tests.support.ods import ods_of, write_ods

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from openpyxl.cell import Cell  # type: ignore[import-untyped]  # likewise

    from digipost.bulk.manifests.records import Record
    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

    Rows: TypeAlias = Sequence[Sequence[object]]

SUFFIXES = pytest.mark.parametrize("suffix", [".ods", ".xlsx"])
ADDED = {"problem": "bad: see row 3", "corrects": "m.mailing#1"}


def write_xlsx(path: Path, rows: Rows, name: str = "Fakturaer") -> Path:
    """Write a sheet; a pair of a value and a text is a cell with a number format."""
    book = openpyxl.Workbook()
    book.active.title = name
    for number, cells in enumerate(rows, 1):
        for column, each in enumerate(cells, 1):
            value, shown = each if isinstance(each, tuple) else (each, None)
            cell = book.active.cell(number, column)
            if shown is not None:
                cell.number_format = shown
            if value is not None:
                cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
    book.save(path)
    return path


def write_workbook(path: Path, rows: Rows, name: str = "Fakturaer") -> Path:
    return write_xlsx(path, rows, name) if path.suffix == ".xlsx" else write_ods(path, rows, name)


def corrected(path: Path, numbers: Collection[int], form: ManifestFormat | None = None) -> Path:
    """Write the rows of these numbers as rows to correct; return the path."""
    manifest = open_manifest(path, form=form)
    written = path.with_suffix(f".to-correct{path.suffix}")
    problems = (ADDED if record.number in numbers else None for record in manifest.records())
    with written.open("wb") as file:
        manifest.write_problems(file, problems)
    return written


def values(record: Record) -> list[tuple[str, str]]:
    """Return the values of a row, and their types; numbers as exactly as XlsxWriter writes them."""
    return [
        (name, f"{value:.16G}" if isinstance(value, float) else repr(value))
        for name, value in record.values.items()
        if name not in ADDED
    ]


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


def test_texts_in_cells_for_numbers_are_read_back(tmp_path: Path) -> None:
    odd = ("15.02.2034", "1.2.3 %", "-", "1e", "\N{ARABIC-INDIC DIGIT THREE} %")
    cells = [(text, shown) for text in odd for shown in ("0%", "0000")]
    cells += [("12.5 %", "0.0%"), ("99.5 USD", '0 "USD"'), ("0155", "0000"), ("1e+22 USD", '0 "USD"')]
    path = write_xlsx(tmp_path / "m.xlsx", [["a"], *([each] for each in cells)])
    new = open_manifest(corrected(path, range(1, len(cells) + 1))).records()
    assert [each.values["a"] for each in new] == [text for text, _ in cells]


NUMBERS = st.floats(-1e9, 1e9).map(lambda value: round(value, 6) + 0.0) | st.sampled_from(
    [1e22, 123456789012345678.0]
)
CELLS = st.one_of(
    st.tuples(st.booleans(), st.none()),
    st.tuples(
        NUMBERS,
        st.sampled_from(
            [
                None,
                '"kr" #,##0.00',
                "0.00",
                "0.0%",
                "0%",
                '#,##0.00 "USD"',
                "[$kr-41D] 0",
                "0.00E+00",
                "0",
                "@",
            ]
        ),
    ),
    st.tuples(st.integers(0, 99_999), st.sampled_from(["0000", "000-00", '"N-"0000', "00 00 0", "00000"])),
    st.tuples(
        st.dates(date(1900, 3, 1), date(9999, 12, 30)),
        st.sampled_from(["dd.mm.yyyy", "mmm yyyy", "[$-414]d. mmmm yyyy", "yyyy-mm-dd hh:mm"]),
    ),
    st.tuples(
        st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
        st.sampled_from(["dd.mm.yyyy hh:mm", "dd.mm.yyyy"]),
    ),
    st.tuples(st.times().map(lambda at: at.replace(microsecond=0)), st.sampled_from(["hh:mm", "hh:mm:ss"])),
    st.tuples(st.integers(1, 10**6).map(lambda count: timedelta(seconds=count)), st.just("[h]:mm:ss")),
    st.tuples(
        st.text(st.sampled_from(printable[:95] + "\næøåÆØÅé€"), max_size=12)
        | st.sampled_from(
            ["0155", "12.5 %", "99.5 USD", "#N/A", "=1+1", "_x0041_", "'1", "15.02.2034", "1 234"]
        ),
        st.sampled_from([None, "@", "0000", "0%", "dd.mm.yyyy", '#,##0.00 "USD"']),
    ),
)


@pytest.mark.thorough
@SUFFIXES
@settings(max_examples=12, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    titles=st.integers(0, 3),
    rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=40),
    wanted=st.sets(st.integers(1, 40), min_size=1),
)
def test_untouched_rows_keep_their_values(
    tmp_path: Path, suffix: str, titles: int, rows: list[list[tuple[object, str | None]]], wanted: set[int]
) -> None:
    above: Rows = [["Liste"], [], ["Dato", 1.0]]
    table: list[Sequence[object]] = [*above[:titles], ["a", "b", "c", "d"]]
    table += [list(each) if suffix == ".xlsx" else [value for value, _ in each] for each in rows]
    path = write_workbook(tmp_path / f"m{suffix}", table)
    form = ManifestFormat(header_row=titles + 1)
    old = [each for each in open_manifest(path, form=form).records() if each.number in wanted]
    new = list(open_manifest(corrected(path, wanted, form), form=form).records())
    assert [values(each) for each in new] == [values(each) for each in old]
    assert all(each.values["problem"] == ADDED["problem"] for each in new)


ROW = (PERSON, "letter.pdf", "Åse", 250.5, date(2034, 2, 15), "0155")
BAD = ("123", "letter.pdf", "Bad", 1001.0, date(2034, 2, 16), "0010")
LETTER = (*HEADER, "amount", "day", "note")


@pytest.mark.thorough
@SUFFIXES
def test_what_is_to_be_corrected_is_of_the_same_kind_and_can_be_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, suffix: str
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    path = write_workbook(tmp_path / f"m{suffix}", [LETTER, ROW, [], BAD], "Brev")
    path.chmod(0o640)
    columns = Columns(ignored=("amount", "day", "note"))
    mailing = Mailing(path, broker, columns=columns)
    assert mailing.send(threads(1), skip_invalid=True)[State.INVALID] == 1
    found = write_report(mailing.folder).to_correct
    assert found == tmp_path / f"m.to-correct{suffix}"
    assert found.stat().st_mode == path.stat().st_mode
    (record,) = open_manifest(found).records()
    assert list(record.values.values())[:6] == list(BAD)
    assert str(record.values["problem"]).startswith(
        "recipient.personal_identification_number: exactly 11 digits"
    )
    assert record.values["corrects"] == "m.mailing#2"
    write_workbook(found, [[*LETTER, *ADDED], [PERSON, *list(record.values.values())[1:]]], "Brev")
    assert Mailing(found, broker, columns=columns).send(threads(1))[State.DELIVERED] == 1
    assert arrived(sandbox) == {"Åse": 1, "Bad": 1}
    assert write_report(mailing.folder).to_correct is None
