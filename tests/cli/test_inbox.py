"""`digipost inbox`: list, fetch and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode
from digipost.sandbox import InboxLetter

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run


@pytest.fixture
def letters(sandbox: Sandbox) -> list[int]:
    """Two letters: an older one with an attachment, and a newer one."""
    attachment = InboxLetter(subject="Map", content=b"a map", content_type="image/png")
    first = sandbox.deliver_to_inbox(InboxLetter(subject="Invitation", attachments=[attachment]))
    return [first, sandbox.deliver_to_inbox(InboxLetter(subject="Reminder", sender="Skatteetaten"))]


def test_the_list_is_newest_first(run: Run, letters: list[int]) -> None:
    records = run("inbox", "list", "--json").records
    assert [each["id"] for each in records] == letters[::-1]
    assert [each["subject"] for each in records] == ["Reminder", "Invitation"]
    assert records[1]["attachments"] == [letters[0] + 1]
    assert [each["id"] for each in run("inbox", "list", "--limit", "1", "--json").records] == letters[1:]


def test_a_limit_that_no_list_reaches(run: Run) -> None:
    for noun in ("inbox", "archive"):
        ended = run(noun, "list", "--limit", "99999999999999999999")
        assert (ended.code, "from 0 to 1000000000" in ended.stderr) == (ExitCode.USAGE, True)


def test_the_list_is_a_table_for_people(run: Run, letters: list[int]) -> None:
    header, first, *_ = run("inbox", "list").stdout.splitlines()
    assert header.split() == ["ID", "Delivered", "Sender", "Subject", "Attachments"]
    assert first.split()[0] == str(letters[1])


def test_an_empty_inbox_is_told(run: Run) -> None:
    assert run("inbox", "list").stderr == "The inbox is empty.\n"


def test_get_saves_a_letter_with_its_attachments(run: Run, letters: list[int], tmp_path: Path) -> None:
    ended = run("inbox", "get", letters[0], "--to", tmp_path, "--json")
    assert ended.code == ExitCode.DONE
    assert (tmp_path / f"{letters[0]}.pdf").read_bytes() == b"%PDF-1.7 a letter"
    assert (tmp_path / f"{letters[0] + 1}.png").read_bytes() == b"a map"
    assert [each["file"] for each in ended.records] == [
        str(tmp_path / f"{letters[0]}.pdf"),
        str(tmp_path / f"{letters[0] + 1}.png"),
    ]


def test_get_into_a_folder_that_is_not_there(run: Run, letters: list[int], tmp_path: Path) -> None:
    ended = run("inbox", "get", letters[0], "--to", tmp_path / "missing")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: --to: the folder '{tmp_path / 'missing'}' cannot be written to")


def test_delete_is_for_good(run: Run, letters: list[int]) -> None:
    assert run("inbox", "delete", letters[0], "--json").records == [{"id": letters[0], "deleted": True}]
    assert [each["id"] for each in run("inbox", "list", "--json").records] == letters[1:]


@pytest.mark.parametrize("command", ["get", "delete"])
def test_an_id_that_is_not_there_stops_before_anything_is_done(
    run: Run, letters: list[int], tmp_path: Path, command: str
) -> None:
    to = ("--to", tmp_path) if command == "get" else ()
    ended = run("inbox", command, letters[0], "77", *to)
    assert ended.code == ExitCode.REFUSED
    assert ended.stderr == "Error: The inbox has no letter 77. Nothing was done.\n"
    assert list(tmp_path.iterdir()) == []
    assert len(run("inbox", "list", "--json").records) == 2
