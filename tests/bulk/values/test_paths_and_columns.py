"""Paths as Windows writes them, and values that only their whole column explains."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.manifests.records import Record
from digipost.bulk.row_states import State
from digipost.bulk.rows.row_message import Letters
from tests.support.invoice_rows import problem
from tests.support.manifests import PERSON, PIN, write_csv
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal, TypeAlias

    from digipost.client import DigipostClient

    Form: TypeAlias = Literal["NFC", "NFD"]


class TestPaths:
    def found(self, folder: Path, path: str) -> bool:
        letters = Letters(mailing=uuid4(), columns=Columns(), folder=str(folder))
        made = letters.message(Record(1, {PIN: PERSON, "document": path, "subject": "Hello"}))
        return made.primary_document.content is not None

    @pytest.mark.skipif(sys.platform == "win32", reason="a backslash is no part of a name there")
    @pytest.mark.parametrize("path", ["letters\\1001.pdf", ".\\letters\\1001.pdf", "letters/1001.pdf"])
    def test_a_path_of_windows(self, tmp_path: Path, path: str) -> None:
        (tmp_path / "letters").mkdir()
        (tmp_path / "letters" / "1001.pdf").write_bytes(b"%PDF-1.7")
        assert self.found(tmp_path, path)

    @pytest.mark.skipif(sys.platform == "win32", reason="likewise")
    def test_a_name_with_a_backslash_comes_first(self, tmp_path: Path) -> None:
        (tmp_path / "a\\b.pdf").write_bytes(b"%PDF-1.7")
        assert self.found(tmp_path, "a\\b.pdf")

    @in_one_test("on_disk", ["NFC", "NFD"])
    @in_one_test("in_manifest", ["NFC", "NFD"])
    def test_composed_and_combining_letters(self, tmp_path: Path, on_disk: Form, in_manifest: Form) -> None:
        folder = tmp_path / unicodedata.normalize("NFC" if on_disk == "NFD" else "NFD", "Vår")
        folder.mkdir()
        (folder / unicodedata.normalize(on_disk, "blåbær.pdf")).write_bytes(b"%PDF-1.7")
        path = unicodedata.normalize(in_manifest, "Vår/blåbær.pdf")
        assert self.found(tmp_path, path)
        assert self.found(tmp_path, path.replace("/", "\\"))

    def test_a_folder_is_listed_once_for_all_letters(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """To list it for each letter took half an hour for 50 000 of them."""
        for number in range(3):
            (tmp_path / unicodedata.normalize("NFD", f"blåbær-{number}.pdf")).write_bytes(b"%PDF-1.7")
        listed, list_folder = [], os.listdir

        def counted(path: bytes) -> list[bytes]:
            listed.append(path)
            return list_folder(path)

        monkeypatch.setattr(os, "listdir", counted)
        assert all(self.found(tmp_path, f"blåbær-{number}.pdf") for number in range(3))
        assert "there is no file" in problem(tmp_path, {"document": "blåbær-4.pdf"})
        assert len(listed) <= 2  # once more after `problem` has written a file
        (tmp_path / unicodedata.normalize("NFD", "blåbær-4.pdf")).write_bytes(b"%PDF-1.7")
        os.utime(tmp_path, ns=(1, 1))
        assert self.found(tmp_path, "blåbær-4.pdf")

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names there are Unicode")
    def test_a_name_that_is_not_utf8(self, tmp_path: Path) -> None:
        with open(os.path.join(os.fsencode(tmp_path), b"bl\xe5b\xe6r.pdf"), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"%PDF-1.7")
        assert self.found(tmp_path, "blåbær.pdf")

    def test_no_such_file(self, tmp_path: Path) -> None:
        assert "there is no file" in problem(tmp_path, {"document": "Vår\\blåbær.pdf"})


class TestColumnsAsAWhole:
    HEADER = (PIN, "document", "subject", "sum", "due", "konto", "kid")
    COLUMNS = Columns(
        mapping={
            "invoice.sum": "sum",
            "invoice.due_date": "due",
            "invoice.creditor_account": "konto",
            "invoice.kid": "kid",
        }
    )

    def findings(
        self,
        folder: Path,
        broker: DigipostClient,
        rows: list[tuple[str, str]],
        date_format: str | None = None,
    ) -> list[tuple[int, str, str]]:
        (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
        written = [
            (PERSON, "letter.pdf", f"Letter {number}", *row, "15941432384", "123455")
            for number, row in enumerate(rows)
        ]
        path = write_csv(folder / "m.csv", self.HEADER, written, between=";")
        form = ManifestFormat(date_format=date_format)
        mailing = Mailing(path, broker, columns=self.COLUMNS, form=form)
        counts = mailing.check()
        found = [(each.row, each.field, each.problem) for each in mailing.findings()]
        assert counts[State.INVALID] == len({row for row, _, _ in found})
        return found

    @pytest.mark.parametrize(
        ("rows", "field", "reason"),
        [
            (
                [("1,50", "15.02.2034"), ("1.50", "15.02.2034"), ("9", "15.02.2034")],
                "invoice.sum",
                "row 2 has a comma before its decimals, as in 1250,00, row 3 a point",
            ),
            (
                [("1", "15.02.2034"), ("1", "02.15.2034"), ("1", "01.02.2034")],
                "invoice.due_date",
                "row 2 has the day first, as in 31.12.2034, row 3 the month first",
            ),
            ([("1", "01.02.2034"), ("1", "02.15.2034")], "invoice.due_date", "give --date-format mm.dd.yyyy"),
        ],
    )
    def test_a_column_with_two_spellings_is_refused(
        self, tmp_path: Path, broker: DigipostClient, rows: list[tuple[str, str]], field: str, reason: str
    ) -> None:
        found = self.findings(tmp_path, broker, rows)
        assert {(row, name) for row, name, _ in found} == {(row + 2, field) for row in range(len(rows))}
        assert all(reason in said for _, _, said in found)

    def test_so_with_a_chosen_format(self, tmp_path: Path, broker: DigipostClient) -> None:
        rows = [("1", "01/02/2034"), ("1", "02/15/2034")]
        found = self.findings(tmp_path, broker, rows, "dd/mm/yyyy")
        assert ["give --date-format mm/dd/yyyy" in said for _, _, said in found] == [True, True]
        assert self.findings(tmp_path, broker, rows, "mm/dd/yyyy") == []

    def test_what_is_certain_stays(self, tmp_path: Path, broker: DigipostClient) -> None:
        rows = [
            ("1 250,00", "15.02.2034"),
            ("1.250,00", "2034-02-15"),
            ("7", "1.2.2034"),
            ("99,5", "15. mai 2034"),
        ]
        assert self.findings(tmp_path, broker, rows) == []
