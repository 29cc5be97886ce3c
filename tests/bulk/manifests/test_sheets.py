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
from openpyxl.utils.datetime import MAC_EPOCH  # type: ignore[import-untyped]  # likewise

from digipost.bulk.errors import ManifestError
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost_schema import datatypes
from tests.support.manifests import PIN
from tests.support.ods import write_ods
from tests.support.tables import in_one_test
from tests.support.workbooks import openpyxl_book, xlsxwriter_book

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

DAY, MOMENT = date(2034, 2, 15), datetime(2034, 2, 15, 10, 30)  # noqa: DTZ001 - as a sheet has them
HEADER = ("fnr", "navn", "beløp", "forfall", "kid", "vip", "tid")
ROW = (31108412345, "Åse Ødegård", 1250.5, DAY, 2034117, True, MOMENT)


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
