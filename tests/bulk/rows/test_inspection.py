"""The inspection of documents: each file once, by processes too, and not again when it is sent."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.mailing import Mailing
from digipost.bulk.row_states import State
from digipost.bulk.rows.inspection import Fault, Inspections, Kind
from digipost.bulk.run.workers import processes, threads
from digipost.preflight import PrintChecks
from tests.support.arrivals import arrived, once_each
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import HEADER, PERSON, write_csv
from tests.support.pdfs import Page, paged, pdf, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _pytest.mark import ParameterSet

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

_opened: list[str] | None = None


def thorough(program: str) -> ParameterSet:
    """A program that `make test` leaves out: each start takes a second."""
    return pytest.param(program, marks=pytest.mark.thorough)


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None and isinstance(arguments[0], str | os.PathLike):
        _opened.append(os.path.basename(os.fspath(arguments[0])))  # noqa: PTH119 - of any kind of path


sys.addaudithook(_hook)


@contextmanager
def openings() -> Iterator[list[str]]:
    """Collect the names of files that this process opens."""
    global _opened  # noqa: PLW0603 - a hook cannot be removed
    found: list[str] = []
    _opened = found
    try:
        yield found
    finally:
        _opened = None


def on_paper(folder: Path, documents: list[str], *, extra: dict[str, str] | None = None) -> Path:
    """A manifest of letters that may be printed, with these documents."""
    columns = {**ON_PAPER, **(extra or {})}
    rows = [
        (PERSON, document, f"Letter {number}", *columns.values())
        for number, document in enumerate(documents, 1)
    ]
    return write_csv(folder / "m.csv", (*HEADER, *columns), rows)


@pytest.mark.thorough
def test_a_document_of_many_rows_is_inspected_once(tmp_path: Path, broker: DigipostClient) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    by_inspection = []
    for rows in (1, 40):
        paths = on_paper(tmp_path, ["a.pdf"] * rows), letters(tmp_path, "a.pdf", rows)
        opened = [openings_of("a.pdf", path, broker) for path in paths]
        by_inspection.append(opened[0] - opened[1])
    assert by_inspection[0] == by_inspection[1] > 0


def test_a_document_of_many_rows_is_opened_once(tmp_path: Path, broker: DigipostClient) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"Hello")
    few, many = (openings_of("a.txt", letters(tmp_path, "a.txt", rows), broker) for rows in (1, 40))
    assert few == many > 0
    mixed = write_csv(tmp_path / "m.csv", HEADER, [(PERSON, f"{'ab'[n % 2]}.txt", f"{n}") for n in range(9)])
    assert openings_of("b.txt", mixed, broker) == few


def openings_of(name: str, path: Path, broker: DigipostClient) -> int:
    with openings() as opened:
        Mailing(path, broker).check()
    return opened.count(name)


def letters(folder: Path, document: str, count: int) -> Path:
    """A manifest of letters for mailboxes alone."""
    return write_csv(folder / "n.csv", HEADER, [(PERSON, document, f"Letter {n}") for n in range(count)])


@pytest.mark.thorough
def test_more_shared_documents_than_a_cache_holds_are_inspected_once_each(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    inspections = Inspections(PrintChecks())
    for number in range(1500):
        inspections.result(str(path), str(number), Kind.PDF)  # as of 1500 files
    with openings() as opened:
        for number in range(1500):
            inspections.result(str(path), str(number), Kind.PDF)
    assert "a.pdf" not in opened
    inspections.close()


@pytest.mark.thorough
@pytest.mark.parametrize("extra", [{}, {"attachment.1": "b.pdf", "attachment.1.subject": "Terms"}])
def test_what_was_checked_and_has_not_changed_is_not_checked_when_it_is_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, extra: dict[str, str]
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(pdf())
    mailing = Mailing(on_paper(tmp_path, ["a.pdf"], extra=extra), broker)
    mailing.check()
    with openings() as to_both:
        assert mailing.send(threads(1))[State.DELIVERED] == 1

    mailing = Mailing(letters(tmp_path, "a.pdf", 1), broker)
    mailing.check()
    with openings() as to_a_mailbox:
        assert mailing.send(threads(1))[State.DELIVERED] == 1
    assert to_both.count("a.pdf") == to_a_mailbox.count("a.pdf") > 0
    assert len(sandbox.letters) == 2


def test_what_has_changed_since_is_checked_again(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    mailing = Mailing(on_paper(tmp_path, ["a.pdf"]), broker)
    mailing.check()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 damaged")
    assert mailing.send(threads(1))[State.REFUSED] == 1
    (row,) = mailing.rows()
    assert row.code == "NOT_PRINTABLE"
    assert sandbox.letters == ()


def test_a_touched_file_counts_by_its_content(tmp_path: Path, broker: DigipostClient) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    mailing = Mailing(on_paper(tmp_path, ["a.pdf"]), broker)
    mailing.check()
    os.utime(tmp_path / "a.pdf", (0, 0))
    assert mailing.send(threads(1))[State.DELIVERED] == 1
    (row,) = mailing.rows()
    assert row.changed is None


@pytest.mark.thorough
def test_a_document_with_a_remark_is_checked_again_for_its_way(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    """Text in the zone of the barcode stops nothing that goes to a mailbox, and all that goes to print."""
    (tmp_path / "margin.pdf").write_bytes(paged(Page(content=text_at(20, 500))))
    (tmp_path / "good.pdf").write_bytes(pdf())
    (tmp_path / "page.html").write_bytes(b"<html><head></head><body><p>Hei</p></body></html>")
    extra = {"print_document": "good.pdf", "attachment.1": "margin.pdf", "attachment.1.subject": "Terms"}
    path = on_paper(tmp_path, ["page.html"], extra=extra)
    path.write_text(path.read_text().replace(PERSON, "17077700002"))  # who has no mailbox
    mailing = Mailing(path, broker)
    assert mailing.check()[State.PLANNED] == 1
    assert mailing.send(threads(1))[State.REFUSED] == 1
    (row,) = mailing.rows()
    assert row.code == "NOT_PRINTABLE"
    assert sandbox.letters == ()


def test_html_is_checked_as_pdfs_are(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    (tmp_path / "good.html").write_bytes(b"<html><head></head><body><p>Hei</p></body></html>")
    (tmp_path / "bad.htm").write_bytes(b"<html><head></head><body><p onclick='x()'>Hei</p></body></html>")
    rows = [
        (PERSON, "good.html", "A", "", ""),
        (PERSON, "bad.htm", "B", "", ""),
        (PERSON, "good.html", "C", "bad.htm", "Terms"),
    ]
    columns = (*HEADER, "attachment.1", "attachment.1.subject")
    mailing = Mailing(write_csv(tmp_path / "m.csv", columns, rows), broker)
    assert mailing.check()[State.INVALID] == 2
    problem = "Digipost refuses the HTML: line 1, column 29: an attribute of <p> is not allowed"
    found = [(each.number, each.field, each.problem) for each in mailing.findings()]
    assert found == [(2, "document", problem), (3, "attachment.1", problem)]
    assert mailing.send(threads(1), skip_invalid=True)[State.DELIVERED] == 1
    assert len(sandbox.letters) == 1


@pytest.mark.thorough
def test_processes_check_and_send(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    names = []
    for number in range(20):
        content = pdf() if number % 5 else paged(Page(content=text_at(20, 500)))
        (tmp_path / f"{number}.pdf").write_bytes(content)
        names += [f"{number}.pdf"]
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7 damaged")
    path = on_paper(tmp_path, [*names, "damaged.pdf", "0.pdf", "damaged.pdf"])
    found: list[object] = []
    for workers in (None, processes(2, 4)):
        mailing = Mailing(path, broker)
        counts = mailing.check(workers)
        found.append((counts, list(mailing.findings())))
    assert found[0] == found[1]
    assert mailing.counts()[State.INVALID] == 2
    with openings() as opened:
        counts = Mailing(path, broker).send(processes(2, 4), skip_invalid=True)
    assert counts[State.DELIVERED] == 21
    assert set(arrived(sandbox)) == set(once_each(23)) - {"Letter 21", "Letter 23"}
    assert "1.pdf" not in opened


ENDS_AT_FATAL = """
import os, sys
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith("fatal.pdf"):
        os._exit(3)
sys.addaudithook(hook)
"""


def test_workers_inspect_what_was_begun_and_nothing_twice(tmp_path: Path) -> None:
    names = {"whole.pdf": pdf(), "wrong.pdf": b"no PDF"}
    for name, content in names.items():
        (tmp_path / name).write_bytes(content)
    with threads(2) as workers:
        inspections = Inspections(PrintChecks(), workers)
        for name in (*names, *names):
            inspections.begin(str(tmp_path / name), "", Kind.PDF)
        found = {name: inspections.result(str(tmp_path / name), "", Kind.PDF) for name in names}
        assert {name: inspections.result(str(tmp_path / name), "", Kind.PDF) for name in names} == found
        inspections.close()
    alone = Inspections(PrintChecks())
    assert found == {name: alone.result(str(tmp_path / name), "", Kind.PDF) for name in names}
    assert (found["whole.pdf"], found["wrong.pdf"] == ()) == ((), False)
    alone.close()


@pytest.mark.thorough
def test_a_document_that_ends_a_process_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(ENDS_AT_FATAL)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    names = ["1.pdf", "fatal.pdf", "2.pdf", "3.pdf"]
    for name in names:
        (tmp_path / name).write_bytes(pdf())
    with processes(2, 1) as workers:
        inspections = Inspections(PrintChecks(), workers)
        for name in names:
            inspections.begin(str(tmp_path / name), "", Kind.PDF)
        found = {name: inspections.result(str(tmp_path / name), "", Kind.PDF) for name in names}
        inspections.close()
    (fault,) = found.pop("fatal.pdf")
    assert fault == Fault("ends the program that looks into it; make the file anew")
    assert set(found.values()) == {()}


@pytest.mark.parametrize(
    "program",
    [
        "from digipost.bulk import processes\nprocesses(2, 1)\n",
        thorough("from digipost.bulk import processes\ndef run():\n    return processes(2, 1)\nrun()\n"),
        thorough(
            "from digipost.bulk import processes\ntry:\n    with processes(2, 1): pass\nfinally: pass\n"
        ),
        thorough("import digipost.bulk as bulk\nfor n in [2]:\n    bulk.processes(n, 1)\n"),
    ],
)
def test_processes_without_a_main_guard_are_refused_in_one_sentence(tmp_path: Path, program: str) -> None:
    ended = run(tmp_path, program)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "digipost.bulk.errors.BulkError: "
        'Put what this program runs under `if __name__ == "__main__":`, since each process that is started '
        "imports the program and would run all of it again."
    )


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_processes_of_a_program_from_standard_input_are_refused_in_one_sentence(name: str) -> None:
    program = "from digipost.bulk import processes\nif __name__ == '__main__':\n    processes(2, 1)\n"
    ended = subprocess.run(
        [sys.executable, name], input=program, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith(
        "digipost.bulk.errors.BulkError: Save this program in a file, since each process"
    )


@pytest.mark.parametrize(
    "program",
    [
        "from digipost.bulk import processes\nif __name__ == '__main__':\n    processes(2, 1)\n",
        thorough(
            "import digipost.bulk as b\ndef run():\n    b.processes(2, 1)\n"
            "if '__main__' == __name__:\n    run()"
        ),
        thorough(
            "import multiprocessing as m, digipost.bulk as b\n"
            "if not m.parent_process():\n    b.processes(2, 1)"
        ),
    ],
)
def test_a_main_guard_is_seen(tmp_path: Path, program: str) -> None:
    ended = run(tmp_path, program)
    assert (ended.returncode, ended.stderr) == (0, "")


def run(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text(program)
    command = [sys.executable, "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
