"""`digipost send`: letters that arrive as the options say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.cli.failures import ExitCode
from digipost.datatypes import Appointment, Invoice, decode
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Outcome, Run

    Send = Callable[..., Outcome]

OLA = "31108412345"
PRINTABLE = Path(__file__).parents[2] / "examples" / "invoice.pdf"
INVOICE = """\
{"due_date": "2026-12-15T00:00:00+01:00", "sum": 1250.10, "creditor_account": "15941432384", "kid": "12"}"""
APPOINTMENT = '{"appointment": {"start-time": "2026-12-15T08:00:00+01:00", "sub-title": "Dentist"}}'
INVOICE_XML = """\
<invoice xmlns="http://api.digipost.no/schema/datatypes"><due-date>2026-12-15T00:00:00+01:00</due-date>
<sum>100.21</sum><creditor-account>15941432384</creditor-account><kid>12</kid></invoice>"""


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
            ("--invoice", '{"sum": "1", "kid": "1", "sum": "2"}', "the field sum is there twice."),
            ("--data-type", '{"invoice": {"sum": 1}, "invoice": {}}', "the field invoice is there twice."),
            ("--data-type", '{"invoice": {"link": {"url": 1, "url": 2}}}', "the field url is there twice."),
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
            ("--invoice", APPOINTMENT, "invoice: has an unknown field; those of Invoice are"),
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
        assert ended.stderr.startswith(f"Error: {flag}: {files / 'data'}: {problem}")
        assert ended.stderr.count("\n") == 1
        assert sandbox.requests == ()
