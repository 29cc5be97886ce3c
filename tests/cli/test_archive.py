"""`digipost archive`: upload, list, get, update and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

NOWHERE = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


@pytest.fixture
def uuid(run: Run, tmp_path: Path) -> str:
    """A receipt that is archived."""
    (tmp_path / "receipt.pdf").write_bytes(b"%PDF-1.7 a receipt")
    ended = run(
        *("archive", "upload", tmp_path / "receipt.pdf", "--archive", "Receipts"),
        *("--attribute", "case=2024/17", "--reference", "4711", "--json"),
    )
    assert ended.code == ExitCode.DONE, ended.stderr
    (record,) = ended.records
    found: str = record["uuid"]
    return found


@pytest.mark.parametrize(
    "options",
    [
        ("Receipts",),
        ("Receipts", "--attribute", "case=2024/17"),
        ("--reference", "4711"),
        ("Receipts", "--since", "2020-01-01T00:00+01:00"),
    ],
)
def test_a_document_is_found(run: Run, uuid: str, options: tuple[str, ...]) -> None:
    (record,) = run("archive", "list", *options, "--json").records
    assert (record["uuid"], record["file_name"], record["reference"]) == (uuid, "receipt.pdf", "4711")
    assert record["attributes"] == {"case": "2024/17"}


@pytest.mark.parametrize("option", ["--attribute=case=2024/17", "--since=2026-12-01T08:00+01:00"])
def test_a_filter_without_an_archive_is_refused(run: Run, sandbox: Sandbox, option: str) -> None:
    for more in ((), ("--reference", "4711")):
        ended = run("archive", "list", option, *more)
        assert ended.code == ExitCode.USAGE
        assert "give NAME or --default too" in ended.stderr
    assert sandbox.requests == ()


def test_another_attribute_finds_nothing(run: Run, uuid: str) -> None:
    ended = run("archive", "list", "Receipts", "--attribute", "case=1")
    assert (ended.stdout, ended.stderr) == ("", "No document was found.\n")
    assert uuid


def test_the_archives_are_listed(run: Run, uuid: str) -> None:
    assert {"name": "Receipts"} in run("archive", "list", "--json").records
    assert run("archive", "list", "Letters").code == ExitCode.REFUSED
    assert uuid


def test_get_saves_it_and_writes_over_nothing(run: Run, uuid: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.pdf"
    assert run("archive", "get", uuid, "--to", target, "--json").records[0]["file"] == str(target)
    assert target.read_bytes() == b"%PDF-1.7 a receipt"
    target.write_bytes(b"mine")
    ended = run("archive", "get", uuid, "--to", target)
    assert ended.code == ExitCode.USAGE
    assert ended.stderr == f"Error: {target}: the file exists already; give another path with --to.\n"
    assert target.read_bytes() == b"mine"


def test_a_name_that_others_chose_stays_in_this_folder(
    run: Run, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from digipost import ArchiveDocument  # noqa: PLC0415

    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    evil = ArchiveDocument.from_bytes(b"x", file_name="../../evil.pdf")
    sandbox.client().archive.put([evil])
    assert run("archive", "get", evil.uuid, "--json").records[0]["file"] == "evil.pdf"
    assert [each.name for each in folder.iterdir()] == ["evil.pdf"]


def test_update_changes_what_it_is_found_by(run: Run, uuid: str) -> None:
    (record,) = run(
        "archive", "update", uuid, "--attribute", "year=2026", "--reference", "1", "--json"
    ).records
    assert record["attributes"] == {"case": "2024/17", "year": "2026"}
    assert [each["uuid"] for each in run("archive", "list", "--reference", "1", "--json").records] == [uuid]


def test_delete_is_for_good(run: Run, uuid: str) -> None:
    assert run("archive", "delete", uuid, "--json").records == [{"uuid": uuid, "deleted": True}]
    assert run("archive", "get", uuid).code == ExitCode.REFUSED


def test_an_attribute_is_a_pair(run: Run, sandbox: Sandbox) -> None:
    ended = run("archive", "list", "Receipts", "--attribute", "case")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: --attribute: a key, = and a value are expected")
    assert sandbox.requests == ()


def test_a_file_that_is_not_there(run: Run, sandbox: Sandbox) -> None:
    ended = run("archive", "upload", "missing.pdf")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: FILES: there is no file at the path 'missing.pdf'.")
    assert sandbox.requests == ()


@pytest.mark.parametrize("command", ["get", "update", "delete"])
def test_a_document_that_is_not_there(run: Run, command: str) -> None:
    assert run("archive", command, NOWHERE, "--json").error["status"] == 404
