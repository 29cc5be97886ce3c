"""Texts of `digipost bulk` that a user acts on: paths, progress, extras to install, and their exit codes."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from digipost.bulk._planning import CheckInterruptedError
from digipost.bulk.mailing import Mailing
from digipost.cli.bulk.findings import interrupted_in_words
from digipost.cli.failures import ExitCode
from tests.support.manifests import HEADER, PERSON, letters, write_csv
from tests.support.without_libraries import digipost_without

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["a.pdf"], "Row 2: document: there is no file at the path a.pdf. "),
        (["a.pdf", "a.pdf"], "2 rows: document: there is no file at the path a.pdf. "),
        (["a.pdf", "b.pdf"], "2 rows: document: there is no file at the paths a.pdf and b.pdf. "),
        (
            ["a.pdf", "b.pdf", "a.pdf", "c.pdf"],
            "4 rows: document: there is no file at the paths a.pdf, b.pdf and",
        ),
        (
            [f"{each}.pdf" for each in range(9)],
            "at the paths 0.pdf, 1.pdf, 2.pdf and 6 more. Check the path ",
        ),
    ],
)
def test_the_first_missing_files_are_told(run: Run, tmp_path: Path, paths: list[str], said: str) -> None:
    rows = [(PERSON, path, f"Letter {number}") for number, path in enumerate(paths)]
    ended = run("bulk", "send", write_csv(tmp_path / "m.csv", HEADER, rows), "--dry-run")
    assert said in " ".join(ended.stdout.split())


def test_an_interrupted_check_tells_its_progress(sandbox: Sandbox, tmp_path: Path) -> None:
    """Ctrl-C comes after the first rows; the journal keeps nothing of the check."""

    def interrupt(rows: int) -> None:
        assert rows == 500
        raise KeyboardInterrupt

    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7")
    rows = [(PERSON if number % 250 else "123", "letter.pdf", f"Letter {number}") for number in range(501)]
    with sandbox.client() as client:
        mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), client)
        with pytest.raises(CheckInterruptedError) as interrupted:
            mailing.check(tell=interrupt)
    assert interrupted_in_words(interrupted.value) == "Checked 500 of 501 rows, with 2 findings."
    assert interrupted_in_words(CheckInterruptedError(1, 1, None)) == "Checked 1 row, with 1 finding."
    assert interrupted_in_words(KeyboardInterrupt()) == "No row was checked yet."
    assert sum(mailing.counts().values()) == 0


@pytest.mark.parametrize("command", ["status", "report", "resume"])
def test_a_manifest_in_place_of_the_folder_of_its_mailing(run: Run, tmp_path: Path, command: str) -> None:
    ended = run("bulk", command, letters(tmp_path, 1))
    assert "letters.csv is a file: give the folder of its mailing, as in letters.mailing." in ended.stderr
    assert ended.code == ExitCode.USAGE


@pytest.mark.parametrize("command", ["status", "report", "resume"])
def test_the_root_of_the_disk_holds_no_mailing(run: Run, command: str) -> None:
    ended = run("bulk", command, "/")
    assert "There is no mailing in /. Give the folder of one, such as invoices.mailing." in ended.stderr
    assert ended.code == ExitCode.USAGE


def test_a_folder_of_documents_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    manifest = letters(tmp_path, 1)
    manifest.with_suffix(".toml").write_text("[options]\ndocuments = 'brev'\n", encoding="utf-8")
    ended = run("bulk", "send", manifest, "--dry-run")
    assert f"documents in the profile: {tmp_path / 'brev'} is no folder that exists." in ended.stderr
    assert ended.code == ExitCode.USAGE


@pytest.mark.thorough
def test_a_folder_that_vanishes_leaves_letters_unknown(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.faults.add("delay=0.3s path=/messages")
    manifest = letters(tmp_path, 40)

    def remove() -> None:
        while not sandbox.letters:
            pass
        shutil.rmtree(tmp_path / "letters.mailing")

    removing = threading.Thread(target=remove)
    removing.start()
    ended = run("bulk", "send", manifest, "--concurrency", "1")
    removing.join()
    assert ended.code == ExitCode.UNKNOWN, ended.stderr
    assert "Letters may have been sent, and the journal cannot be read" in " ".join(ended.stderr.split())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("library", "name", "options"),
    [
        ("pyarrow", "m.parquet", ()),
        ("babel", "m.csv", ()),
        ("jinja2", "m.csv", ()),
        ("distributed", "m.csv", ("--dask", "tcp://127.0.0.1:1")),
        ("pikepdf", "m.csv", ("--require-preflight",)),
    ],
)
def test_an_extra_that_is_missing_ends_each_command_alike(
    sandbox: Sandbox, tmp_path: Path, library: str, name: str, options: tuple[str, ...]
) -> None:
    letters(tmp_path, 1)
    path = tmp_path / name
    more = {"print.country": "Sverige"} if library == "babel" else {}
    write_csv(path, (*HEADER, *more), [(PERSON, "letter.pdf", "Hei", *more.values())])
    ended = digipost_without([library], sandbox, "bulk", "send", str(path), "--yes", *options)
    assert "pip install 'digipost[" in ended.stderr
    assert ended.returncode == ExitCode.SETUP, ended.stderr
