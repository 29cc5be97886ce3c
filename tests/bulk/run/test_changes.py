"""A manifest or a document that changes while its letters are sent: nothing is sent but what was checked."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from digipost import ClientConfig, DigipostClient, RequestSigning
from digipost.bulk.errors import BulkError, JournalError, ManifestError
from digipost.bulk.mailing import Mailing
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived, once_each
from tests.support.counterpart import VECTORS
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import HEADER, PERSON, PIN, letters, write_csv, write_lines
from tests.support.parquet_files import parquet
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.bulk.run.progress import Progress
    from digipost.sandbox import Sandbox

ROOT = Path(__file__).parents[3]
COUNT = 120
FIELDS = (*HEADER, "invoice_reference")
# Long enough that no buffer has all of it before the first letter is sent.
ROWS = [(PERSON, "letter.pdf", f"Letter {number}", "x" * 100) for number in range(1, COUNT + 1)]
WRITERS: dict[str, Callable[[Path, list[tuple[str, str, str, str]]], object]] = {
    "m.csv": lambda path, rows: write_csv(path, FIELDS, rows),
    "m.jsonl": lambda path, rows: write_lines(path, [dict(zip(FIELDS, row, strict=True)) for row in rows]),
    "m.parquet": lambda path, rows: parquet(
        path, dict(zip(FIELDS, map(list, zip(*rows, strict=True)), strict=True))
    ),
}


def _reordered(rows: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    return rows[::-1]


def _cut_short(rows: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    return rows[:3]


def _a_row_first(rows: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    return [(PERSON, "letter.pdf", "Another", ""), *rows]


CHANGES = [_reordered, _cut_short, _a_row_first]


# `make test` has each change, and each format, once.
@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "change"),
    [
        pytest.param(name, change, marks=[pytest.mark.thorough] if at != other else [])
        for at, name in enumerate(sorted(WRITERS))
        for other, change in enumerate(CHANGES)
    ],
)
def test_a_manifest_that_changes_while_it_is_sent_changes_nothing(
    tmp_path: Path,
    broker: DigipostClient,
    sandbox: Sandbox,
    name: str,
    change: Callable[[list[tuple[str, str, str, str]]], list[tuple[str, str, str, str]]],
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n" + bytes(1000))
    path = tmp_path / name
    WRITERS[name](path, ROWS)
    mailing = Mailing(path, broker)
    mailing.check()

    changed: list[Progress] = []

    def tell(progress: Progress) -> None:
        if progress.counts[State.SENDING] and not changed:
            changed.append(progress)
            WRITERS[name](path, change(ROWS))  # in place, after the first letter

    assert mailing.send(threads(2), tell=tell)[State.DELIVERED] == COUNT
    assert changed
    assert arrived(sandbox) == once_each(COUNT)
    with pytest.raises(JournalError, match="The manifest has changed"):
        Mailing(path, broker).send()
    assert arrived(sandbox) == once_each(COUNT)


@pytest.mark.thorough
def test_a_manifest_that_changes_while_it_is_checked_is_checked_as_it_was(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    path = letters(tmp_path, 2000)
    mailing = Mailing(path, broker)

    def tell(_: int) -> None:
        write_csv(path, HEADER, [(PERSON, "letter.pdf", f"Other {number}") for number in range(3000)])

    assert mailing.check(tell=tell)[State.PLANNED] == 2000
    with pytest.raises(ManifestError, match=r"letters\.csv has changed since it was checked\. Nothing is s"):
        mailing.send()
    assert sandbox.letters == ()


@pytest.mark.parametrize("act", ["check", "send"])
def test_a_manifest_that_changed_before_it_was_copied_is_refused(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, act: str
) -> None:
    mailing = Mailing(letters(tmp_path, 3), broker)
    if act == "send":
        mailing.check()
    write_csv(tmp_path / "letters.csv", FIELDS, ROWS)
    with pytest.raises(ManifestError, match="has changed since it was checked"):
        getattr(mailing, act)()
    assert sandbox.letters == ()


@pytest.mark.thorough
def test_no_copy_is_left_on_disk(tmp_path: Path, broker: DigipostClient) -> None:
    folder = tmp_path / "letters.mailing"
    seen: set[str] = set()

    def tell(_: Progress) -> None:
        for path in folder.iterdir():
            seen.add(path.name)
            assert PERSON.encode() not in path.read_bytes()

    Mailing(letters(tmp_path, 5), broker).send(threads(1), tell=tell)
    assert "journal.sqlite3" in seen
    assert {each.name for each in folder.iterdir()} == {"journal.sqlite3", "journal.sqlite3.lock"}


COPIES = """
import resource, sys
from digipost import bulk
from tests.support.brokers import client
mailing = bulk.Mailing(sys.argv[1], client(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
try:
    mailing.check()
except bulk.BulkError as error:
    print(type(error).__name__, error.retryable, error)
"""


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="files have no limits there")
def test_a_copy_that_cannot_be_written_says_so(tmp_path: Path, sandbox: Sandbox) -> None:
    rows = [(PERSON, "letter.pdf", "x" * 100_000)] * 30
    path = write_csv(tmp_path / "m.csv", HEADER, rows)
    command = [sys.executable, "-c", COPIES, str(path), sandbox.url]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == (
        "BulkError True A copy of m.csv cannot be written to the mailing's folder: File too large.\n"
    )
    assert sandbox.requests == ()


def test_what_has_to_be_corrected_is_never_taken_from_another_manifest(
    tmp_path: Path, broker: DigipostClient
) -> None:
    letters(tmp_path, 1)
    rows = [(PERSON, "letter.pdf", "A"), ("123", "letter.pdf", "B")]
    path = write_csv(tmp_path / "m.csv", HEADER, rows)
    mailing = Mailing(path, broker)
    mailing.send(threads(1), skip_invalid=True)
    write_csv(path, HEADER, rows[::-1])
    report = write_report(mailing.folder)
    assert report.to_correct is None
    assert report.not_to_correct is not None
    assert report.not_to_correct.startswith("m.csv has changed since it was checked")
    assert report.summary.counts[State.INVALID] == 1
    path.unlink()
    report = write_report(mailing.folder)
    assert report.not_to_correct == "m.csv cannot be read: No such file or directory."
    assert report.csv.exists()
    write_csv(path, HEADER, rows)
    assert write_report(mailing.folder).to_correct is not None


def problems(mailing: Mailing) -> dict[str, str]:
    with write_report(mailing.folder).csv.open(encoding="utf-8", newline="") as file:
        return {row["row"]: row["problem"] for row in csv.DictReader(file) if row["problem"]}


CHANGED = "the file differs from the one that was checked; the letter was sent with the one found then"


@pytest.mark.thorough
def test_a_document_that_differs_from_the_checked_one_is_named(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    names = ("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf")
    for name in names:
        (tmp_path / name).write_bytes(pdf())
    header = (*HEADER, "attachment.1", "attachment.1.subject", "print_document", *ON_PAPER)
    paper = list(ON_PAPER.values())
    rows: list[tuple[object, ...]] = [
        (PERSON, "a.pdf", "Rewritten", "", "", "", *[""] * len(paper)),
        (PERSON, "b.pdf", "As it was", "", "", "", *[""] * len(paper)),
        (PERSON, "b.pdf", "Attachment", "c.pdf", "Terms", "", *[""] * len(paper)),
        (PERSON, "b.pdf", "Print", "", "", "d.pdf", *paper),
        (PERSON, "e.pdf", "Copied back", "", "", "", *[""] * len(paper)),
    ]
    mailing = Mailing(write_csv(tmp_path / "m.csv", header, rows), broker)
    assert mailing.check()[State.PLANNED] == 5
    status = (tmp_path / "a.pdf").stat()
    # As long as before, and with the time of before.
    content = bytearray(pdf())
    content[-2] ^= 1
    (tmp_path / "a.pdf").write_bytes(content)
    os.utime(tmp_path / "a.pdf", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "c.pdf").write_bytes(pdf(2))
    (tmp_path / "d.pdf").write_bytes(pdf(3))
    shutil.copy(tmp_path / "e.pdf", tmp_path / "f.pdf")
    (tmp_path / "f.pdf").replace(tmp_path / "e.pdf")  # another file with the same content
    assert mailing.send(threads(2))[State.DELIVERED] == 5
    assert problems(mailing) == {
        "2": f"document: {CHANGED}",
        "4": f"attachment.1: {CHANGED}",
        "5": f"print_document: {CHANGED}",
    }
    report = write_report(mailing.folder)
    assert (report.summary.changed, report.to_correct) == (3, None)
    assert "attachment.1: the file differs" in report.html.read_text(encoding="utf-8")
    assert len(sandbox.letters) == 5


def test_a_document_that_changes_after_it_was_sent_is_not_named(
    tmp_path: Path, broker: DigipostClient
) -> None:
    mailing = Mailing(letters(tmp_path, 2), broker)
    mailing.send(threads(1))
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 another")
    mailing.send(threads(1))
    assert problems(mailing) == {}


def test_a_document_that_is_gone_is_refused_and_not_called_changed(
    tmp_path: Path, broker: DigipostClient
) -> None:
    mailing = Mailing(letters(tmp_path, 1), broker)
    mailing.check()
    (tmp_path / "letter.pdf").unlink()
    assert mailing.send(threads(1))[State.REFUSED] == 1
    assert problems(mailing)["2"].startswith("document: there is no file at the path")
    assert PIN not in problems(mailing)["2"]


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


OPEN = (
    "An earlier attempt may have arrived, so it is unknown if Digipost has the letter. Remove the cause, and "
    "resume the mailing to ask again."
)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (Path.unlink, "document: there is no file at the path"),
        (_emptied, "document: the document is empty"),
        (_a_folder, "document: the path leads to something that is a directory"),
    ],
)
def test_a_letter_that_may_have_arrived_is_not_refused_because_its_document_is_gone(
    tmp_path: Path,
    broker: DigipostClient,
    sandbox: Sandbox,
    change: Callable[[Path], object],
    problem: str,
) -> None:
    mailing = Mailing(letters(tmp_path, 1), broker)
    mailing.check()
    sandbox.faults.add("lose-answer path=/messages times=1")
    document = tmp_path / "letter.pdf"
    content = document.read_bytes()

    def tell(_: Progress) -> None:
        if sandbox.letters and document.is_file() and document.stat().st_size:
            change(document)

    assert mailing.send(threads(1), tell=tell)[State.UNKNOWN] == 1
    assert problems(mailing)["2"].startswith(problem)
    assert problems(mailing)["2"].endswith(f". {OPEN}")
    assert write_report(mailing.folder).to_correct is None
    if document.is_dir():
        document.rmdir()
    document.write_bytes(content)
    assert mailing.send(threads(1))[State.DELIVERED] == 1
    assert arrived(sandbox) == once_each(1)


def test_a_letter_that_arrived_with_the_checked_content_is_proven_by_that(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 1), broker)
    mailing.check()
    sandbox.faults.add("lose-answer path=/messages times=1")
    document = tmp_path / "letter.pdf"
    content = document.read_bytes()

    def tell(_: Progress) -> None:
        if sandbox.letters and document.stat().st_size == len(content):
            (tmp_path / "other.pdf").write_bytes(content + b"another")
            (tmp_path / "other.pdf").replace(document)

    assert mailing.send(threads(1), tell=tell)[State.UNKNOWN] == 1
    assert [row.attempts for row in mailing.rows()] == [2]
    assert problems(mailing)["2"] == (
        "document: the file differs from the one that was checked, and Digipost has a letter with another "
        "content. Put the checked file back, and resume the mailing to ask again."
    )
    document.write_bytes(content)
    assert mailing.send(threads(1))[State.DELIVERED] == 1
    assert arrived(sandbox) == once_each(1)


def test_nor_is_it_called_failed_because_the_client_cannot_ask(
    tmp_path: Path, config: ClientConfig, sandbox: Sandbox
) -> None:
    key = load_pem_private_key((VECTORS / "broker.key.pem").read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)

    def signed(canonical: bytes) -> bytes:
        if sandbox.letters:
            raise OSError("the module with the key does not answer")
        return key.sign(canonical, PKCS1v15(), SHA256())

    mailing = Mailing(letters(tmp_path, 1), DigipostClient(config, RequestSigning.from_signer(signed)))
    mailing.check()
    sandbox.faults.add("lose-answer path=/messages times=1")
    with pytest.raises(BulkError, match="from_signer failed"):
        mailing.send(threads(1))
    assert mailing.counts()[State.UNKNOWN] == 1
    assert problems(mailing)["2"].endswith(f". {OPEN}")
