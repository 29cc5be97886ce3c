"""Manifests in workbooks: the cells as the sheet means them, from files of several programs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # likewise
from openpyxl.utils.datetime import MAC_EPOCH  # type: ignore[import-untyped]  # likewise

from digipost.bulk.errors import ManifestError
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.errors import InvalidValueError
from digipost_schema import datatypes
from tests.support.manifests import PIN
from tests.support.ods import write_ods
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

DAY, MOMENT = date(2034, 2, 15), datetime(2034, 2, 15, 10, 30)  # noqa: DTZ001 - as a sheet has them
HEADER = ("fnr", "navn", "beløp", "forfall", "kid", "vip", "tid")
ROW = (31108412345, "Åse Ødegård", 1250.5, DAY, 2034117, True, MOMENT)


def openpyxl_book(path: Path, rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Fakturaer"
    for name, content in {"Fakturaer": rows, **sheets}.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
    book.save(path)
    return path


def xlsxwriter_book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Fakturaer")
        day, moment = (book.add_format({"num_format": each}) for each in ("dd.mm.yyyy", "dd.mm.yyyy hh:mm"))
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, moment if isinstance(cell, datetime) else day)
                else:
                    sheet.write(line, place, cell)
    return path


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("write", "suffix"),
    [(openpyxl_book, ".xlsx"), (xlsxwriter_book, ".xlsx"), (write_ods, ".ods"), (openpyxl_book, ".xlsm")],
)
def test_cells_have_their_types(tmp_path: Path, write: object, suffix: str) -> None:
    assert callable(write)
    manifest = open_manifest(write(tmp_path / f"m{suffix}", [HEADER, ROW]))
    assert manifest.columns == HEADER
    (record,) = manifest.records()
    assert tuple(record.values.values()) == ROW
    assert [type(each) for each in record.values.values()] == [float, str, float, date, float, bool, datetime]
    assert (record.number, record.row, manifest.notes) == (1, 2, ())


def test_titles_empty_rows_and_columns(tmp_path: Path) -> None:
    rows = [
        (),
        (None, "Fakturaer i februar"),
        (),
        (None, *HEADER),
        (None, *ROW),
        (),
        (None, "", *[None] * 6),
        (None, *ROW),
    ]
    manifest = open_manifest(openpyxl_book(tmp_path / "m.xlsx", rows))
    assert manifest.columns == HEADER
    assert [record.row for record in manifest.records()] == [5, 8]
    assert manifest.notes == ("m.xlsx: row 4 is taken for the header; --header-row takes another.",)
    with pytest.raises(ManifestError, match="no header in row 3"):
        open_manifest(tmp_path / "m.xlsx", form=ManifestFormat(header_row=3))


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    for row in (("forfall", "tid"), (DAY, MOMENT)):
        book.active.append(row)
    book.save(tmp_path / "m.xlsx")
    manifest = open_manifest(tmp_path / "m.xlsx")
    (record,) = manifest.records()
    assert tuple(record.values.values()) == (DAY, MOMENT)
    with (tmp_path / "again.xlsx").open("wb") as file:
        manifest.write_problems(file, iter([{"problem": "p", "corrects": "c"}]))
    (again,) = open_manifest(tmp_path / "again.xlsx").records()
    assert tuple(again.values.values()) == (DAY, MOMENT, "p", "c")


def test_the_only_sheet_with_cells_is_taken(tmp_path: Path) -> None:
    path = openpyxl_book(tmp_path / "m.xlsx", [HEADER, ROW], Ark2=[])
    assert len(list(open_manifest(path).records())) == 1
    openpyxl_book(path, [HEADER, ROW], Ark2=[("a", "b"), (1, 2)])
    with pytest.raises(ManifestError, match=r"2 sheets: Fakturaer, Ark2\. Choose one by --sheet"):
        open_manifest(path)
    (record,) = open_manifest(path, form=ManifestFormat(sheet="Ark2")).records()
    assert record.values == {"a": 1, "b": 2}
    with pytest.raises(ManifestError, match="no sheet Ark3 with cells; it has Fakturaer, Ark2"):
        open_manifest(path, form=ManifestFormat(sheet="Ark3"))


@pytest.mark.thorough
def test_hidden_sheets_count_for_nothing_and_hidden_rows_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([1, 2])
    book.active.row_dimensions[2].hidden = True
    hidden = book.create_sheet("Oppslag")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "m.xlsx")
    manifest = open_manifest(tmp_path / "m.xlsx")
    assert len(list(manifest.records())) == 1
    (note,) = manifest.notes
    assert note.endswith("that a filter or a user has hidden are sent like the others (row 2).")


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


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@in_one_test(
    ("name", "content", "problem"),
    [
        ("m.xlsx", b"", "is empty"),
        ("m.csv", b"", "is empty"),
        ("m.xlsx", b"PK\x03\x04", "no workbook"),
        ("m.ods", b"PK\x03\x04" + bytes(100), "no workbook"),
        ("m.xlsx", b"fnr;navn\r\n", "is text.*csv"),
        ("m.xlsx", b"fnr\tnavn\r\n", "is text.*csv"),
        ("m.xlsx", "fnr;navn\r\n".encode("utf-16"), "is text.*csv"),
        ("m.xlsx", b"\x00\x01\x02", "no workbook"),
        ("m.xlsx", b"%PDF-1.7", "is a PDF"),
        ("m.csv", b"%PDF-1.7", "is a PDF"),
        ("m.xls", OLE, "Excel 97-2003.*xlsx"),
        ("m.xlsx", OLE, "Excel 97-2003.*xlsx"),
        ("m.xlsx", OLE + bytes(2_000_000) + ENCRYPTED, "protected by a password"),
        ("m.xlsx", OLE + bytes((1 << 20) - 18) + ENCRYPTED, "protected by a password"),
        ("m.csv", b"PK\x03\x04", "is a workbook.*Rename"),
        ("m.xls", b"<html><table>", "web page"),
        ("m.xlsx", b"<html><table>", "web page"),
        ("m.csv", b"\xef\xbb\xbf<!DOCTYPE html>", "web page"),
        ("m.xlsb", b"PK\x03\x04", "binary workbook of Excel.*xlsx"),
        ("m.numbers", b"PK\x03\x04", "Apple Numbers.*export.*xlsx"),
        ("m.csv", b'{"fnr": "1"}\n', "is JSON.*jsonl"),
        ("m.txt", b'\xef\xbb\xbf[{"fnr": "1"}]', "is JSON.*jsonl"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ManifestError, match=problem):
        open_manifest(tmp_path / name)


def test_a_workbook_without_cells(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no sheet with cells"):
        open_manifest(openpyxl_book(tmp_path / "m.xlsx", []))


@pytest.mark.thorough
def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "m.xlsx", "w") as archive:
        archive.writestr("letter.pdf", "%PDF")
    with pytest.raises(ManifestError, match="no workbook"):
        open_manifest(tmp_path / "m.xlsx")


COLUMNS = Columns(
    mapping={PIN: "fnr", "invoice.sum": "beløp", "invoice.due_date": "forfall", "invoice.kid": "kid"},
    templates={"subject": "Til {navn}", "document": "letter.pdf", "invoice.creditor_account": "15941432384"},
    ignored=("vip", "tid"),
)


@pytest.mark.thorough
def test_a_mailing_from_a_sheet_is_sent(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    bad = (1013300001, "Ole", 99.9, DAY, 7, False, time(8))
    mailing = Mailing(openpyxl_book(tmp_path / "m.xlsx", [HEADER, ROW, (), bad]), broker, columns=COLUMNS)
    counts = mailing.send(skip_invalid=True)
    assert (counts[State.DELIVERED], counts[State.INVALID]) == (1, 1)
    (letter,) = sandbox.letters
    assert letter.message.primary_document.subject == "Til Åse Ødegård"
    (finding,) = [each for each in mailing.findings() if each.is_error]
    assert (finding.row, finding.field) == (4, PIN)
    assert "lost the zero" in finding.problem
    report = write_report(mailing.folder)
    assert report.to_correct == tmp_path / "m.to-correct.xlsx"
    (record,) = open_manifest(report.to_correct).records()
    assert tuple(record.values.values())[:7] == bad
    assert record.values["corrects"] == "m.mailing#2"
    book = openpyxl.load_workbook(report.to_correct)
    assert book.sheetnames == ["Fakturaer"]
    assert book.active["D2"].value == datetime(2034, 2, 15)  # noqa: DTZ001 - as a sheet has it
    assert book.active["A2"].data_type == "n"
    assert (tmp_path / "m.to-correct.xlsx").stat().st_mode & 0o777 == (
        tmp_path / "m.xlsx"
    ).stat().st_mode & 0o777


def test_the_letter_means_what_the_sheet_does(tmp_path: Path, broker: DigipostClient) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    mailing = Mailing(write_ods(tmp_path / "m.ods", [HEADER, ROW]), broker, columns=COLUMNS)
    (record,) = open_manifest(tmp_path / "m.ods").records()
    made = mailing.settings.letters(uuid4()).message(record)
    bill = made.primary_document.data_type
    assert isinstance(bill, datatypes.Invoice)
    assert (bill.sum, bill.kid) == (Decimal("1250.5"), "2034117")
    assert bill.due_date.isoformat() == "2034-02-15T23:59:59+01:00"


@pytest.mark.thorough
def test_the_table_is_private_and_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    manifest = open_manifest(openpyxl_book(tmp_path / "m.xlsx", [HEADER, ROW]))
    assert len(list(manifest.records())) == 1
    assert list(folder.iterdir()) == []


@pytest.mark.thorough
def test_a_workbook_is_converted_once(tmp_path: Path) -> None:
    path = openpyxl_book(tmp_path / "m.xlsx", [HEADER, ROW, (timedelta(hours=30),)])
    first, again = open_manifest(path), open_manifest(path)
    assert first._table is again._table  # type: ignore[attr-defined]  # the table is no part of the protocol


@pytest.mark.thorough
def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "python_calamine.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'python_calamine'\")"
    )
    openpyxl_book(tmp_path / "m.xlsx", [HEADER, ROW])
    program = "from digipost.bulk.manifests.manifest import open_manifest; open_manifest('m.xlsx')"
    paths = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "pip install 'digipost[bulk]'" in ended.stderr
