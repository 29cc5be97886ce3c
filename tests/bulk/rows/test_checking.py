"""Findings of the check in rows, before anything is sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.row_message import Letters
from digipost.preflight import PrintChecks
from tests.support.counterpart import CONFIG, NOW
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import PERSON, PIN
from tests.support.pdfs import Page, paged, pdf, text_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digipost import ClientConfig
    from digipost.bulk.row_states import Finding


@pytest.fixture
def checks(tmp_path: Path) -> Iterator[Checks]:
    (tmp_path / "good.pdf").write_bytes(pdf())
    (tmp_path / "long.pdf").write_bytes(pdf(pages=21))
    (tmp_path / "margin.pdf").write_bytes(paged(Page(content=text_at(20, 500))))
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "page.html").write_bytes(b"<p>Hello</p>")
    with checks_by(CONFIG, tmp_path) as checks:
        yield checks


def checks_by(config: ClientConfig, folder: Path, *, strict: bool = False) -> Checks:
    letters = Letters(mailing=uuid4(), columns=Columns(), folder=str(folder))
    return Checks(letters, config, clock=lambda: NOW, strict=strict)


def row(number: int = 1, /, **changes: object) -> Record:
    values: dict[str, object] = {PIN: PERSON, "document": "good.pdf", "subject": "Hello"}
    return Record(number, values | changes)


def found(checks: Checks, record: Record) -> list[Finding]:
    return list(checks.of(record).findings)


def test_a_good_row(checks: Checks) -> None:
    assert found(checks, row(**ON_PAPER)) == []


def test_a_letter_that_is_there_twice(checks: Checks) -> None:
    assert found(checks, row(1)) == found(checks, row(2, subject="Another")) == []
    (finding,) = found(checks, row(3, sender_id=None, subject=" Hello "))
    assert (finding.number, finding.field, finding.is_error) == (3, "duplicate", True)
    assert "says the same as row 1" in finding.problem


def test_a_pdf_that_cannot_be_printed_matters_where_it_may_be(checks: Checks) -> None:
    assert found(checks, row(document="long.pdf")) == []
    (finding,) = found(checks, row(document="long.pdf", **ON_PAPER))
    assert finding.field == "document"
    assert finding.problem.startswith("cannot be printed: ")
    assert "(TOO_MANY_PAGES_FOR_AUTOMATED_PRINT)" in finding.problem


def outside_the_zone(**columns: object) -> Record:
    """A row whose PDF has text where the barcode is printed, which a mailbox does not mind."""
    return row(document="margin.pdf", **columns)


def test_what_a_mailbox_takes_all_the_same_is_said_and_sent(checks: Checks) -> None:
    (finding,) = found(checks, outside_the_zone(**ON_PAPER))
    assert (finding.field, finding.is_error) == ("document", False)
    verdict, said = finding.problem.split("; ")[-2:]
    assert verdict.endswith("(INSUFFICIENT_MARGIN_FOR_PRINT)")
    assert said == "a mailbox accepts it, and a recipient without one cannot get it"


def test_what_can_only_be_printed_has_to_be_printable(checks: Checks) -> None:
    by_post = {PIN: None, "recipient.print_only": "true", **ON_PAPER}
    (finding,) = found(checks, outside_the_zone(**by_post))
    assert finding.is_error
    separate = {"document": "page.html", "print_document": "margin.pdf"}
    (finding,) = found(checks, row(2, **ON_PAPER, **separate))
    assert (finding.field, finding.is_error) == ("print_document", True)
    assert finding.problem.endswith("(INSUFFICIENT_MARGIN_FOR_PRINT)")


def test_the_checks_are_those_of_the_configuration(tmp_path: Path, checks: Checks) -> None:
    assert found(checks, outside_the_zone(**ON_PAPER))
    for config in (
        attrs.evolve(CONFIG, print_checks=PrintChecks(left_margin=False)),
        attrs.evolve(CONFIG, preflight=False),
    ):
        with checks_by(config, tmp_path) as others:
            assert found(others, outside_the_zone(**ON_PAPER)) == []


def test_every_document_that_would_be_printed_is_looked_at(checks: Checks) -> None:
    attached = {"attachment.2": "damaged.pdf", "attachment.2.subject": "Terms"}
    (finding,) = found(checks, row(**ON_PAPER, **attached))
    assert finding.field == "attachment.2"
    assert finding.problem.endswith("(PDF_PARSE_ERROR)")
    on_screen = {"document": "page.html", "print_document": "long.pdf"}
    (finding,) = found(checks, row(**ON_PAPER, **on_screen))
    assert finding.field == "print_document"


def test_both_documents_of_a_row_are_checked(checks: Checks) -> None:
    for name in ("damaged.pdf", "none.pdf"):
        both = row(document=name, print_document=name, **ON_PAPER)
        assert {each.field for each in found(checks, both)} == {"document", "print_document"}


def test_a_pdf_of_many_rows_is_looked_at_again_when_it_has_changed(checks: Checks, tmp_path: Path) -> None:
    assert found(checks, row(1, **ON_PAPER)) == []
    (tmp_path / "good.pdf").write_bytes(b"%PDF-1.7 ...")
    assert len(found(checks, row(2, **ON_PAPER, subject="Second"))) == 1


def in_its_place(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return a change that puts something else in the place of a file."""

    def change(path: Path) -> None:
        path.unlink()
        make(path)

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda path: path.unlink(), "there is no file at the path"),
        (lambda path: path.write_bytes(b""), "the document is empty"),
        (in_its_place(os.mkdir), "a directory"),
        (in_its_place(os.mkfifo), "not a regular file"),
    ],
    ids=["removed", "emptied", "a folder", "a pipe"],
)
def test_a_shared_file_is_looked_at_for_each_row(
    checks: Checks, tmp_path: Path, change: Callable[[Path], object], problem: str
) -> None:
    assert found(checks, row(1)) == found(checks, row(2, subject="Second")) == []
    change(tmp_path / "good.pdf")
    (finding,) = found(checks, row(3, subject="Third"))
    assert finding.field == "document"
    assert problem in finding.problem


def test_a_shared_file_that_changes_has_another_fingerprint(checks: Checks, tmp_path: Path) -> None:
    path = tmp_path / "good.pdf"
    before = checks.of(row(1)).documents
    same = checks.of(row(2, subject="Second")).documents
    path.write_bytes(path.read_bytes() + b"\n")
    after = checks.of(row(3, subject="Third")).documents
    assert before is not None
    assert same is not None
    assert after is not None
    assert before.split()[0] == same.split()[0] != after.split()[0]


def test_a_row_that_is_refused_says_nothing_of_the_files_of_later_rows(
    checks: Checks, tmp_path: Path
) -> None:
    good = checks.of(row(1)).documents
    assert found(checks, row(2, **{PIN: "1"}))
    (tmp_path / "good.pdf").write_bytes(pdf(pages=2))
    changed = checks.of(row(3, subject="Third")).documents
    assert good is not None
    assert changed is not None
    assert good.split()[0] != changed.split()[0]


def test_what_is_wrong_with_a_value_comes_with_its_field(checks: Checks) -> None:
    (finding,) = found(checks, row(document="none.pdf"))
    assert (finding.field, finding.is_error) == ("document", True)
    (finding,) = found(checks, Record(9, {}, "the line is no JSON"))
    assert (finding.number, finding.field, finding.problem) == (9, "row", "the line is no JSON")


def test_an_encrypted_pdf_is_looked_into_before_it_is_sent(checks: Checks) -> None:
    assert found(checks, row(encrypt="true")) == []
    assert found(checks, row(encrypt="true", document="margin.pdf")) == []  # a mailbox takes it
    assert found(checks, row(encrypt="true", document="page.html")) == []
    assert found(checks, row(document="damaged.pdf")) == []  # Digipost looks into it
    attached = {"attachment.1": "damaged.pdf", "attachment.1.subject": "More"}
    (finding,) = found(checks, row(encrypt="true", **attached))
    assert (finding.field, finding.is_error) == ("attachment.1", True)
    (finding,) = found(checks, row(encrypt="true", document="damaged.pdf"))
    assert (finding.field, finding.is_error) == ("document", True)
    assert finding.problem.startswith("cannot be sent: ")
    assert found(checks, row(document="damaged.pdf", **ON_PAPER))[0].is_error


@pytest.mark.parametrize(
    "word",
    [
        "Sum",
        "Totalt:",
        "I ALT",
        " Total ",
        "Sum total",
        "Subtotal",
        "Antall: 3",
        "Antall fakturaer 12",
        "Sum kr",
    ],
)
def test_a_row_of_totals_is_named_as_such(checks: Checks, word: str) -> None:
    totals: dict[str, object] = {"invoice.sum": "99 999,00", PIN: None, "document": None}
    (finding,) = found(checks, Record(7, {"subject": word, **totals}))
    assert (finding.field, finding.problem) == (
        "row",
        "seems to hold the totals of the table: delete it from the manifest",
    )
    assert found(checks, row(subject=word)) == []  # it can be the subject of a letter
    assert len(found(checks, Record(8, {"subject": f"{word} av alt", **totals}))) > 1


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"subject": None, "invoice.sum": 1251.0, "document": None}, "has a number alone"),
        ({"subject": None, "document": "#UNCALCULATED! =SUBTOTAL(9,C2:C5)"}, "seems to hold the totals"),
        ({PIN: PIN, "subject": " Subject ", "document": "document"}, "exactly 11 digits"),
        ({PIN: PIN, "subject": "subject", "document": None}, "repeats the names of the columns"),
        ({PIN: PIN, "subject": None, "problem": "x", "corrects": "m#1"}, "repeats the names of the columns"),
        ({PIN: 13.0, "subject": None, "problem": "x", "corrects": "m#1"}, "is needed"),
        ({PIN: None, "subject": None, "document": "1 349,50"}, "has a number alone"),
        ({PIN: None, "subject": None, "document": "1349"}, "is needed"),
        ({PIN: "-----------", "subject": "-------", "document": "--------"}, "a program has put into"),
        ({PIN: "===========", "subject": None}, "a program has put into"),
        ({PIN: "(2 rows affected)"}, "a program has put into"),
        ({PIN: "(2 rader)", "subject": None}, "a program has put into"),
        ({PIN: "Slutt på rapport", "subject": None}, "a program has put into"),
        ({PIN: "(2 rows affected)", "subject": "x", "document": "good.pdf"}, "exactly 11 digits"),
        ({PIN: 13.0, "subject": None}, "is needed"),  # a table of two columns has no totals
    ],
)
def test_rows_that_are_no_letters(checks: Checks, values: dict[str, object], problem: str) -> None:
    assert any(problem in each.problem for each in found(checks, Record(7, values)))


@pytest.mark.parametrize("content", [b"hello", b"<html></html>", b"PK\x03\x04", bytes(2000) + b"%PDF-1.7"])
def test_a_file_that_is_called_pdf_and_is_none(checks: Checks, tmp_path: Path, content: bytes) -> None:
    """A mailbox takes it, and the recipient cannot open it."""
    (tmp_path / "other.PDF").write_bytes(content)
    for number, document in enumerate(("other.PDF", "good.pdf", "other.PDF")):
        findings = found(checks, row(document=document, subject=f"Letter {number}"))
        assert [(each.field, each.is_error) for each in findings] == (
            [("document", False)] if document == "other.PDF" else []
        )
    attached = {"attachment.1": "other.PDF", "attachment.1.subject": "More"}
    (finding,) = found(checks, row(**attached))
    assert (finding.field, finding.problem) == (
        "attachment.1",
        "is called PDF and does not begin as one: recipients may be unable to open it. Make the file anew",
    )
    (on_paper,) = found(checks, row(document="other.PDF", **ON_PAPER))  # which is inspected, and told once
    assert on_paper.is_error


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"\xef\xbb\xbf%PDF-1.4"), ("a.pdf", b"\n%PDF-2.0"), ("a.txt", b"hello")]
)
def test_files_that_are_what_they_are_called(
    checks: Checks, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert found(checks, row(document=name)) == []
