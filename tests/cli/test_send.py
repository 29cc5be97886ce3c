"""`digipost send`: letters that arrive as the options say, once, and errors that name the option."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.cli.failures import ExitCode
from digipost.datatypes import Appointment, Invoice, decode
from digipost_schema import api_v8

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Outcome, Run

OLA = "31108412345"
BATCH = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"
PRINTABLE = Path(__file__).parents[2] / "examples" / "invoice.pdf"
INVOICE = """\
{"due_date": "2026-12-15T00:00:00+01:00", "sum": 1250.10, "creditor_account": "15941432384", "kid": "12"}"""
APPOINTMENT = '{"appointment": {"start-time": "2026-12-15T08:00:00+01:00", "sub-title": "Dentist"}}'
INVOICE_XML = """\
<invoice xmlns="http://api.digipost.no/schema/datatypes"><due-date>2026-12-15T00:00:00+01:00</due-date>
<sum>100.21</sum><creditor-account>15941432384</creditor-account><kid>12</kid></invoice>"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    (tmp_path / "terms.pdf").write_bytes(b"%PDF-1.7 the terms")
    (tmp_path / "pin.txt").write_text(f"{OLA}\n", encoding="utf-8")
    return tmp_path


class TestArriving:
    def test_a_letter_arrives(self, run: Run, sandbox: Sandbox, files: Path) -> None:
        ended = run("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "Hello", "--json")
        (letter,) = sandbox.letters
        assert ended.code == ExitCode.DONE
        (answer,) = ended.records
        assert (answer["status"], answer["channel"]) == ("DELIVERED", "DIGIPOST")
        assert answer["message_id"] == letter.message.message_id
        assert letter.documents == {UUID(answer["document"]): b"%PDF-1.7 a letter"}
        assert letter.message.primary_document.subject == "Hello"
        assert letter.recipient == sandbox.recipients[0]

    @pytest.mark.parametrize(
        "to",
        [
            ("--to-pin", OLA),
            ("--to-pin", "-"),
            ("--to-pin-file", "pin.txt"),
            ("--to-address", "ola.nordmann#1234"),
            ("--to-name", "Ola Nordmann", "--address", "Eksempelveien 1", "--address", "0155 Oslo"),
            (
                *("--to-name", "Ola Nordmann", "--address", "Eksempelveien 1", "--address", "0155 Oslo"),
                *("--birth-date", "1984-10-31"),
            ),
        ],
    )
    def test_the_recipient_is_named_in_many_ways(
        self, run: Run, sandbox: Sandbox, files: Path, to: tuple[str, ...]
    ) -> None:
        named = [files / each if each == "pin.txt" else each for each in to]
        ended = run("send", files / "letter.pdf", *named, "--subject", "Hello", stdin=f"{OLA}\n")
        assert ended.code == ExitCode.DONE, ended.stderr
        assert sandbox.letters[0].recipient == sandbox.recipients[0]

    def test_the_number_can_be_in_a_variable(self, run: Run, sandbox: Sandbox, files: Path) -> None:
        assert run("send", files / "letter.pdf", "--subject", "Hello", DIGIPOST_TO_PIN=OLA).code == 0
        assert len(sandbox.letters) == 1

    def test_everything_that_was_given_arrives(self, run: Run, sandbox: Sandbox, files: Path) -> None:
        sandbox.allow(12345, 67890)
        ended = run(
            *("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "Hello"),
            *("--attach", files / "terms.pdf", "Terms", "--authentication-level", "two_factor"),
            *("--sensitivity-level", "sensitive", "--sms-after", "24", "--sms-after", "48"),
            *("--sms-at", "2126-12-01T08:00+01:00", "--sender-id", "67890", "--message-id", "my-id"),
            *("--invoice-reference", "4711"),
        )
        assert ended.code == ExitCode.DONE, ended.stderr
        message = sandbox.letters[0].message
        assert (message.message_id, message.sender_id, message.invoice_reference) == ("my-id", 67890, "4711")
        assert [each.subject for each in message.attachment] == ["Terms"]
        for document in (message.primary_document, *message.attachment):
            assert document.authentication_level is api_v8.AuthenticationLevel.TWO_FACTOR
            assert document.sensitivity_level is api_v8.SensitivityLevel.SENSITIVE
        sms = message.primary_document.sms_notification
        assert sms is not None
        assert sms.after_hours == [24, 48]
        assert [str(each.time) for each in sms.at] == ["2126-12-01 08:00:00+01:00"]

    def test_what_else_the_library_can_arrives_too(self, run: Run, sandbox: Sandbox, files: Path) -> None:
        ended = run(
            *("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "Hello"),
            *("--sms-after", "24,72", "--sms-after", "96", "--opening-receipt", "annual-2026"),
            *("--attach", files / "terms.pdf", "Terms", "--attach", files / "terms.pdf", "Terms too"),
            *("--notify-email", "a@b.no", "--notify-subject", "A letter", "--notify-text", "Log in."),
            *("--notify-at", "2126-12-01T08:00+01:00", "--notify-at", "2126-12-02T08:00+01:00"),
        )
        assert ended.code == ExitCode.DONE, ended.stderr
        message = sandbox.letters[0].message
        document = message.primary_document
        assert document.sms_notification is not None
        assert document.sms_notification.after_hours == [24, 72, 96]
        assert document.opening_receipt == "annual-2026"
        assert document.email_notification is not None
        assert document.email_notification.email_address == "a@b.no"
        assert [f"{each.time:%d}" for each in document.email_notification.at] == ["01", "02"]
        assert [each.subject for each in message.attachment] == ["Terms", "Terms too"]

    def test_a_letter_can_be_encrypted(self, run: Run, sandbox: Sandbox) -> None:
        command = ("send", PRINTABLE, "--to-pin", OLA, "--subject", "Hello", "--encrypt")
        ended = run(*command, "--attach", PRINTABLE, "Again", "--message-id", "m-1")
        assert ended.code == ExitCode.DONE, ended.stderr
        message = sandbox.letters[0].message
        assert message.primary_document.encrypted is not None
        assert message.attachment[0].encrypted is not None
        again = run(*command, "--message-id", "m-1")
        assert again.code == ExitCode.REFUSED
        assert f"digipost status {message.primary_document.uuid}" in again.stderr

    def test_it_is_posted_if_it_is_unread(self, run: Run, sandbox: Sandbox) -> None:
        ended = run(
            *("send", PRINTABLE, "--to-pin", OLA, "--subject", "Hello"),
            *("--print-if-unread", "2126-12-01T08:00+01:00", "--print-name", "Ola Nordmann"),
            *("--print-address", "0155 Oslo", "--return-name", "Acme", "--return-address", "0101 Oslo"),
        )
        assert ended.code == ExitCode.DONE, ended.stderr
        message = sandbox.letters[0].message
        assert message.recipient.print_details is None
        assert message.print_if_unread is not None
        assert message.print_if_unread.print_if_unread_after.year == 2126
        assert message.print_if_unread.print_details.recipient.name == "Ola Nordmann"

    @pytest.mark.parametrize("paper", [True, False])
    def test_a_person_without_mailbox_is_invited(self, run: Run, sandbox: Sandbox, *, paper: bool) -> None:
        address = ("--print-name", "Kari", "--print-address", "0155 Oslo")
        back = ("--return-name", "Acme", "--return-address", "0101 Oslo")
        ended = run(
            *("send", PRINTABLE, "--to-pin", "12345678901", "--subject", "Hello"),
            *("--invite-until", "2126-12-01T08:00+01:00", "--invite-phone", "+4791234567"),
            *("--invite-email", "a@b.no", *((*address, *back) if paper else ()), "--json"),
        )
        assert ended.code == ExitCode.DONE, ended.stderr
        assert ended.records[0]["channel"] == "PENDING"
        request = sandbox.letters[0].message.request_for_registration
        assert request is not None
        assert (request.phone_number, request.email_address) == ("+4791234567", "a@b.no")
        assert (request.print_details is not None) is paper

    def test_print_details_come_from_the_name_and_address(self, run: Run, sandbox: Sandbox) -> None:
        ended = run(
            *("send", PRINTABLE, "--subject", "Hello", "--print-fallback", "--colour", "--shred"),
            *("--to-name", "Kari Brevløs", "--address", "Papirgata 3", "--address", "7010 Trondheim"),
            *("--return-name", "Acme", "--return-address", "Gatan 1", "--return-address", "SE"),
            "--json",
        )
        assert ended.records[0]["channel"] == "PRINT"
        details = sandbox.letters[0].message.recipient.print_details
        assert details is not None
        assert details.recipient.norwegian_address is not None
        assert details.recipient.name == "Kari Brevløs"
        assert details.recipient.norwegian_address.zip_code == "7010"
        assert details.return_address.foreign_address is not None
        assert details.return_address.foreign_address.country_code == "SE"
        assert details.color is api_v8.PrintColors.COLORS
        assert details.nondeliverable_handling is api_v8.NondeliverableHandling.SHRED

    def test_paper_alone(self, run: Run) -> None:
        ended = run(
            *("send", PRINTABLE, "--subject", "Hello", "--print-only"),
            *("--print-name", "Ola Nordmann", "--print-address", "0155 Oslo"),
            *("--return-name", "Acme", "--return-address", "0101 Oslo", "--json"),
        )
        assert ended.records[0]["channel"] == "PRINT"


class TestDataTypes:
    @pytest.mark.parametrize(
        ("options", "content", "kind"),
        [
            (("--invoice", "invoice.json"), INVOICE, Invoice),
            (("--invoice", "invoice.xml"), INVOICE_XML, Invoice),
            (("--data-type", "data.xml"), INVOICE_XML, Invoice),
            (("--data-type", "data.json"), APPOINTMENT, Appointment),
            (("--data-type", "data.json"), f'{{"invoice": {INVOICE}}}', Invoice),
        ],
    )
    def test_data_arrive_typed(
        self, run: Run, sandbox: Sandbox, files: Path, *, options: tuple[str, str], content: str, kind: type
    ) -> None:
        flag, name = options
        (files / name).write_text(content, encoding="utf-8")
        ended = run("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "x", flag, files / name)
        assert ended.code == ExitCode.DONE, ended.stderr
        data = sandbox.letters[0].message.primary_document.data_type
        assert data is not None
        assert isinstance(decode(data), kind)

    @pytest.mark.parametrize(
        ("flag", "content", "problem"),
        [
            ("--invoice", "{", "line 1: it is neither JSON nor XML."),
            (
                "--invoice",
                INVOICE.replace('"sum": 1250.10, ', ""),
                "invoice.sum: is needed and was not given.",
            ),
            ("--invoice", INVOICE.replace("1250.10", "[]"), "invoice.sum: a number such as 100.21"),
            ("--invoice", INVOICE.replace("+01:00", ""), "invoice.due_date: a date, a time and its offset"),
            (
                "--invoice",
                INVOICE.replace("kid", "kidd"),
                "invoice: has an unknown field; those of Invoice are",
            ),
            ("--invoice", APPOINTMENT, "invoice: has a field that Invoice has not"),
            ("--invoice", INVOICE_XML.replace("100.21", "x"), "line 2: sum: must be a valid decimal."),
            ("--invoice", "<address xmlns='http://api.digipost.no/schema/datatypes'/>", "line 1: address: "),
            ("--data-type", INVOICE, "an object with the data type as its one key is expected"),
            ("--data-type", '{"bill": {}}', "data_type: is unknown; the known ones are appointment,"),
        ],
    )
    def test_a_file_that_cannot_be_used_is_told_with_the_place(
        self, run: Run, sandbox: Sandbox, files: Path, *, flag: str, content: str, problem: str
    ) -> None:
        (files / "data").write_text(content, encoding="utf-8")
        ended = run("send", files / "letter.pdf", "--to-pin", OLA, "--subject", "x", flag, files / "data")
        assert ended.code == ExitCode.USAGE
        assert ended.stderr.startswith(f"Error: {files / 'data'}: {problem}")
        assert ended.stderr.count("\n") == 1
        assert sandbox.requests == ()


PAPER = ("--print-fallback", "--return-name", "Acme", "--return-address", "0101 Oslo")


class TestRefusing:
    @pytest.mark.parametrize(
        ("options", "problem"),
        [
            ((), "One of --to-pin, --to-pin-file, --to-address, --to-organisation, --to-name, --to-account"),
            (("--to-pin", OLA, "--to-address", "a#1"), "One of --to-pin, --to-pin-file,"),
            (("--to-pin", OLA, "--print-only"), "Give one recipient only; these were given: --to-pin, --pri"),
            (("--to-pin", "123"), "--to-pin: exactly 11 digits are expected"),
            (("--to-organisation", "123"), "--to-organisation: exactly 9 digits are expected"),
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
            (("--to-pin", OLA, "--invite-phone", "91234567"), "--invite-phone and --invite-email count with"),
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
            "delivers real mail, and there is no terminal to ask for confirmation: give --yes.\n"
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
            "again with --message-id 1: it cannot arrive twice. Or run: digipost status"
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


if TYPE_CHECKING:
    from collections.abc import Callable

    Send = Callable[..., Outcome]
