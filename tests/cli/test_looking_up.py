"""`digipost identify`, `search`, `sender` and `status`: what is asked, what is told, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

OLA, KARI = "31108412345", "17077700001"


@pytest.mark.parametrize(
    ("options", "code", "mailbox"),
    [
        (("--to-pin", OLA), ExitCode.DONE, True),
        (("--to-address", "ola.nordmann#1234"), ExitCode.DONE, True),
        (("--to-pin", KARI), ExitCode.REFUSED, False),
        (("--to-pin", "99999999999"), ExitCode.REFUSED, False),
        (("--to-address", "ingen#0000"), ExitCode.REFUSED, False),
    ],
)
def test_identify_tells_by_its_exit_code(
    run: Run, options: tuple[str, ...], code: ExitCode, *, mailbox: bool
) -> None:
    ended = run("identify", *options, "--json")
    assert ended.code == code
    assert ended.records[0]["mailbox"] is mailbox
    assert ended.stderr == ""


def test_identify_shows_people_one_line(run: Run) -> None:
    assert run("identify", "--to-pin", OLA).stdout == "Result    has a mailbox\nMailbox   yes\n"


def test_identify_asks_about_somebody(run: Run, sandbox: Sandbox) -> None:
    ended = run("identify")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: One of --to-pin, ")
    assert sandbox.requests == ()


def test_search_finds_people(run: Run) -> None:
    (record,) = run("search", "ola", "oslo", "--json").records
    assert record == {
        "name": "OLA NORDMANN",
        "digipost_address": "ola.nordmann#1234",
        "organisation_number": None,
        "addresses": ["EKSEMPELVEIEN 1, 0155 OSLO"],
    }
    assert "ola.nordmann#1234" in run("search", "ola").stdout


def test_a_search_without_hits_is_told_on_stderr(run: Run) -> None:
    ended = run("search", "nobody-at-all")
    assert (ended.code, ended.stdout, ended.stderr) == (0, "", "No Digipost user was found.\n")


def test_a_text_that_is_too_short_is_not_searched_for(run: Run) -> None:
    assert run("search", "a").code == ExitCode.USAGE


def test_sender_tells_what_it_may_do(run: Run, sandbox: Sandbox) -> None:
    sandbox.directory.set_features(
        12345, {"delivery.digipost": None, "validation.digipost.file-size": "1000"}
    )
    ended = run("sender", "--json")
    assert ended.code == ExitCode.DONE
    assert ended.records[0] | {"features": {}} == {
        "sender_id": 12345,
        "status": "VALID_SENDER",
        "digital_mail": True,
        "print_as_fallback": False,
        "print_directly": False,
        "largest_file_in_bytes": 1000,
        "file_types": [],
        "features": {},
    }


def test_a_sender_that_one_may_not_send_for_is_the_exit_code(run: Run) -> None:
    ended = run("sender", "999")
    assert ended.code == ExitCode.REFUSED
    assert "NO_INFO_AVAILABLE" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("0",), "SENDER_ID: "),
        (("1", "--organisation", "984661185"), "SENDER_ID or --organisation: give one of them."),
    ],
)
def test_a_sender_that_cannot_be(run: Run, arguments: tuple[str, ...], problem: str) -> None:
    ended = run("sender", *arguments)
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: {problem}")


def test_status_of_a_letter_that_was_sent(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    (sent,) = run("send", tmp_path / "letter.pdf", "--to-pin", OLA, "--subject", "Hello", "--json").records
    (record,) = run("status", sent["document"], "--json").records
    assert (record["uuid"], record["status"]) == (sent["document"], "DELIVERED")
    lines = run("status", sent["document"]).stdout.splitlines()
    assert [" ".join(each.split()) for each in lines][1:3] == ["Status DELIVERED", "Channel DIGIPOST"]
