"""`digipost send`: errors that name the option, a letter that is sent once, and a dry run."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.cli.addressing import RECIPIENT_OPTIONS
from digipost.cli.failures import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Outcome, Run

    Send = Callable[..., Outcome]

OLA = "31108412345"
BATCH = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"
PAPER = ("--print-fallback", "--return-name", "Acme", "--return-address", "0101 Oslo")


class TestRefusing:
    @pytest.mark.parametrize(
        ("options", "problem"),
        [
            (
                (),
                f"One of {', '.join(RECIPIENT_OPTIONS)}, --to-email, --to-peppol, --print-only is",
            ),
            (
                ("--to-pin", OLA, "--to-address", "a#1"),
                "Give one recipient only; these were given: --to-pin, --to",
            ),
            (("--to-pin-file", "/dev/null"), "--to-pin-file: exactly 11 digits are expected"),
            (
                ("--to-name", "Ola", "--address", "Gata 1", "--address", "155 Oslo"),
                "--address: a postal code has",
            ),
            (
                (
                    *PAPER[:-1],
                    "101 Oslo",
                    "--to-name",
                    "Ola",
                    *("--address", "Gata 1"),
                    *("--address", "0155 Oslo"),
                ),
                "--return-address: a postal code has four digits",
            ),
            (("--to-pin", OLA, "--print-only"), "Give one recipient only; these were given: --to-pin, --pri"),
            (("--to-pin", "123"), "--to-pin: exactly 11 digits are expected"),
            (("--to-organisation", "123"), "--to-organisation: exactly 9 digits are expected"),
            (("--to-email", "a, b"), "--to-email: one e-mail address is expected"),
            (("--to-name", "Ola"), "--to-name needs --address twice or three times"),
            (("--to-name", "Ola", "--address", "Gata 1", "--address", "Oslo"), "--to-name needs --address"),
            (("--to-peppol", "123"), "--to-peppol: a scheme, a colon and an identifier are expected"),
            (("--to-pin", OLA, "--subject", " "), "--subject: a text of 1 to 255 characters"),
            (("--to-pin", OLA, "--sms-after", "-1"), "--sms-after: "),
            (("--to-pin", OLA, "--sms-after", "24;72"), "--sms-after: whole hours are expected"),
            (
                ("--to-pin", OLA, "--notify-email", "a@b.no"),
                "An e-mail needs all of --notify-email, --notify-sub",
            ),
            (("--to-pin", OLA, "--notify-at", "2126-12-01T08:00+01:00"), "An e-mail needs all of"),
            (
                ("--to-pin", OLA, "--invite-phone", "91234567"),
                "--invite-phone and --invite-email need --invite-until",
            ),
            (
                ("--to-pin", OLA, "--invite-until", "2126-12-01T08:00+01:00", "--invite-phone", "1"),
                "--invite-phone: a country code is expected",
            ),
            (
                ("--to-address", "ola.nordmann#1234", "--invite-until", "2126-12-01T08:00+01:00"),
                "--invite-until: only a recipient by personal identification number",
            ),
            (
                ("--to-pin", OLA, "--print-if-unread", "2126-12-01T08:00+01:00"),
                "A letter on paper needs the rec",
            ),
            (
                ("--to-pin", OLA, "--print-fallback"),
                "A letter on paper needs the recipient's address (--to-name",
            ),
            (
                ("--to-pin", OLA, "--return-name", "A"),
                "The options for paper need --print-fallback, --pri",
            ),
            (("--to-pin", OLA, "--sms-at", "2026-12-01"), "--sms-at: a date, a time and its offset from UTC"),
            (("--to-pin", OLA, "--deliver-at", "soon"), "--deliver-at: a date, a time and its offset"),
            (("--to-pin", OLA, "--sender-id", "0"), "--sender-id: a positive whole number is expected"),
            (("--to-pin", OLA, "--message-id", " "), "--message-id: 1 to 200 printable characters"),
            (
                ("--to-pin", OLA, "--attach", "missing.pdf", "x"),
                "--attach: there is no file at the path 'miss",
            ),
            (("--to-pin", OLA, "--invoice", "a", "--data-type", "b"), "--invoice or --data-type: give one"),
            (("--to-pin", OLA, "--colour"), "The options for paper need --print-fallback"),
            (("--to-pin", OLA, *PAPER), "A letter on paper needs the recipient's address"),
            (
                ("--print-only", "--print-name", "Ola", "--print-address", "0155 Oslo"),
                "A letter on paper needs the return address (--return-name and --return-address).",
            ),
        ],
    )
    def test_the_option_is_named_and_nothing_is_sent(
        self, run: Run, sandbox: Sandbox, files: Path, options: tuple[str, ...], problem: str
    ) -> None:
        ended = run("send", files / "letter.pdf", "--subject", "Hello", *options)
        assert ended.code == ExitCode.USAGE
        assert ended.stderr.startswith(f"Error: {problem}")
        assert ended.stderr.count("\n") == 1
        assert OLA not in ended.stderr
        assert sandbox.requests == ()

    def test_somebody_without_a_mailbox(self, run: Run, files: Path) -> None:
        ended = run("send", files / "letter.pdf", "--to-pin", "17077700001", "--subject", "Hello")
        assert ended.code == ExitCode.REFUSED
        assert "17077700001" not in ended.stderr

    def test_an_account_that_may_not_send_for_another(self, run: Run, files: Path) -> None:
        to = ("--to-pin", OLA, "--sender-id", "999")
        assert run("send", files / "letter.pdf", *to, "--subject", "Hello").code == ExitCode.SETUP

    @pytest.mark.parametrize("option", ["--environment", "--api-url"])
    def test_real_mail_is_not_sent_without_somebody_to_ask(self, run: Run, files: Path, option: str) -> None:
        where = {"--environment": "production", "--api-url": "https://digipost.example.com"}[option]
        ended = run("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "Hello", option, where)
        assert ended.code == ExitCode.USAGE
        assert ended.stderr.endswith(
            "delivers real mail, and there is no terminal to confirm it: give --yes.\n"
        )


class TestOnce:
    @pytest.fixture
    def send(self, run: Run, files: Path) -> Send:
        return lambda *more: run(
            "send", files / "letter.pdf", "--to-pin", OLA, "--subject", "Hello", "--message-id", "1", *more
        )

    def test_the_same_command_twice_sends_once(self, send: Send, sandbox: Sandbox) -> None:
        first, second = send("--json"), send("--json")
        assert (first.code, second.code) == (0, 0)
        changes = {"delivered": "", "sent_now": False}
        assert first.records[0]["sent_now"] is True
        assert first.records[0] | changes == second.records[0] | {"delivered": ""}
        assert len(sandbox.letters) == 1

    def test_people_are_told_that_it_had_arrived(self, send: Send) -> None:
        send()
        assert send().stderr == (
            "A letter with this --message-id and this content was accepted before: nothing was sent again.\n"
        )

    @pytest.mark.thorough
    def test_another_letter_with_the_same_id_is_refused(
        self, send: Send, sandbox: Sandbox, files: Path
    ) -> None:
        send()
        (files / "letter.pdf").write_bytes(b"%PDF-1.7 another letter")
        ended = send()
        assert ended.code == ExitCode.REFUSED
        assert ended.stderr.startswith("Error: Another letter with this --message-id was accepted before: ")
        assert len(sandbox.letters) == 1

    def test_a_lost_answer_is_found_out_about(self, send: Send, sandbox: Sandbox) -> None:
        sandbox.faults.lose_next_answer()
        assert send("--json").records[0]["status"] == "DELIVERED"
        assert len(sandbox.letters) == 1

    @pytest.mark.thorough
    def test_what_to_do_when_the_outcome_is_unknown(self, send: Send, sandbox: Sandbox) -> None:
        sandbox.faults.add("lose-answer path=/messages times=1")
        sandbox.faults.add("status=503 path=/messages")
        ended = send("--json")
        assert ended.code == ExitCode.UNKNOWN
        assert (
            "Repeat the command with --message-id 1: it cannot arrive twice. Or run: digipost status"
            in ended.error["error"]
        )
        assert ended.error["message_id"] == "1"
        assert UUID(ended.error["document"]) in sandbox.letters[0].documents


class TestDryRun:
    def test_it_shows_all_and_sends_nothing(self, run: Run, sandbox: Sandbox, files: Path) -> None:
        ended = run(
            *("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "Your appointment", "--dry-run"),
            *("--attach", files / "terms.pdf", "Terms", "--message-id", "my-id", "--batch", BATCH),
        )
        assert ended.code == ExitCode.DONE
        assert sandbox.requests == ()
        lines = {" ".join(line.split()) for line in ended.stdout.splitlines()}
        assert lines >= {
            "Environment custom (no real mail)",
            f"Address {sandbox.url}",
            "Recipient a person, by personal identification number",
            "On paper never",
            "Message ID my-id",
            f"Batch {BATCH}",
            "Your appointment pdf 17 PASSWORD NORMAL",
            "Terms pdf 18 PASSWORD NORMAL",
        }
        assert ended.stderr.endswith("Nothing was sent.\n")
        assert OLA not in ended.stdout + ended.stderr

    def test_a_pdf_that_cannot_be_printed_is_found(self, run: Run, sandbox: Sandbox, files: Path) -> None:
        ended = run(
            *("send", files / "letter.pdf", "--subject", "Hello", "--print-only", "--dry-run"),
            *("--print-name", "Ola Nordmann", "--print-address", "0155 Oslo"),
            *("--return-name", "Acme", "--return-address", "0101 Oslo"),
        )
        assert ended.code == ExitCode.USAGE
        assert ended.stderr.startswith("Error: FILE: the PDF cannot be printed. PDF_PARSE_ERROR: ")
        assert sandbox.requests == ()

    def test_json_says_the_same(self, run: Run, sandbox: Sandbox, files: Path) -> None:
        ended = run("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "x", "--dry-run", "--json")
        (record,) = ended.records
        assert record["sent"] is False
        assert record["environment"] == "custom (no real mail)"
        assert [each["bytes"] for each in record["documents"]] == [17]
        assert sandbox.requests == ()

    def test_production_is_called_real_mail(self, run: Run, files: Path) -> None:
        to = ("--to-pin", OLA, "--environment", "production")
        ended = run("send", files / "letter.pdf", *to, "--subject", "x", "--dry-run", "--json")
        assert ended.records[0]["environment"] == "production (real mail)"

    def test_the_uuid_is_that_of_the_letter_that_is_sent(self, run: Run, files: Path) -> None:
        command = (
            "send",
            files / "letter.pdf",
            "--to-pin",
            OLA,
            "--subject",
            "x",
            "--message-id",
            "1",
            "--json",
        )
        planned = run(*command, "--dry-run").records[0]["documents"][0]["uuid"]
        assert run(*command).records[0]["document"] == planned
