"""Commands speak of options and variables, and not of Python."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pytest

from digipost.auth.oauth import token_request
from digipost.cli.failures import ExitCode
from digipost.errors import ConfigurationError
from digipost.errors import _codes as error_codes
from digipost.errors._command_words import in_words_of_commands
from tests.support.counterpart import CONFIG
from tests.support.letters import PDF
from tests.support.manifests import HEADER, PERSON, letters, write_csv
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PYTHON = re.compile(r"\b(?:ClientConfig|ClientCredentials|Environment\.|Message\b|client\.|[a-z]+_[a-z_]+)")
UUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


@in_one_test("code", sorted(error_codes._ADVICE))
def test_advice_for_an_error_code_has_no_python(code: str) -> None:
    advice = in_words_of_commands(error_codes.advice_for(code) or "")
    assert advice
    assert not PYTHON.search(advice), advice


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"DIGIPOST_BROKER_ID": "0"}, ExitCode.SETUP, "--broker-id (DIGIPOST_BROKER_ID) must be"),
        ({"DIGIPOST_BROKER_ID": "99"}, ExitCode.SETUP, "--broker-id (DIGIPOST_BROKER_ID) is the account id"),
        ({"DIGIPOST_API_URL": "ftp://x"}, ExitCode.SETUP, "--api-url (DIGIPOST_API_URL) must begin with"),
        (
            {"DIGIPOST_API_URL": None, "DIGIPOST_ENVIRONMENT": "tset"},
            ExitCode.SETUP,
            "For another address give --api-url (DIGIPOST_API_URL).",
        ),
        ({"DIGIPOST_TOKEN_URL": "nowhere"}, ExitCode.SETUP, "--token-url (DIGIPOST_TOKEN_URL) must"),
    ],
)
def test_a_setting_is_named_as_it_is_given(
    run: Run, changed: dict[str, str | None], code: ExitCode, words: str
) -> None:
    ended = run("status", UUID, **changed)
    assert ended.code == code
    assert words in ended.stderr
    assert not PYTHON.search(ended.stderr.replace("DIGIPOST", "")), ended.stderr


@pytest.mark.parametrize(
    ("options", "changed", "words"),
    [
        ((), {"DIGIPOST_BROKER_ID": "4711"}, "--broker-id (DIGIPOST_BROKER_ID) is the account id"),
        (("--sender-id", "0"), {}, "Error: --sender-id: a positive whole number is expected"),
        (("--rate", "nan"), {}, "Error: --rate: a finite number is expected"),
    ],
)
def test_a_mailing_that_cannot_be_sent_names_the_option(
    run: Run, tmp_path: Path, options: tuple[str, ...], changed: dict[str, str | None], words: str
) -> None:
    ended = run("bulk", "send", letters(tmp_path, 1), *options, **changed)
    assert words in ended.stderr
    assert not PYTHON.search(ended.stderr), ended.stderr


def test_a_row_that_may_have_gone_out_is_told_without_python(run: Run, tmp_path: Path) -> None:
    manifest = write_csv(letters(tmp_path, 1), HEADER, [("17077700002", "letter.pdf", "A")])
    assert run("bulk", "send", manifest).code == ExitCode.REFUSED
    write_csv(tmp_path / "letters.to-correct.csv", HEADER, [(PERSON, "letter.pdf", "A")])
    ended = run("bulk", "send", tmp_path / "letters.to-correct.csv")
    assert "or send with --again." in ended.stdout


def test_a_missing_token_endpoint() -> None:
    with pytest.raises(ConfigurationError) as caught:
        token_request(CONFIG, "client")
    assert in_words_of_commands(str(caught.value)) == (
        "OAuth needs the address of a token endpoint: give --token-url (DIGIPOST_TOKEN_URL)."
    )


def test_a_recipient_without_mailbox(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(PDF)
    ended = run("send", letter, "--to-pin", "12345678901", "--subject", "x")
    assert ended.code == ExitCode.REFUSED
    assert ended.stderr.endswith("The recipient has no Digipost mailbox: give --print-fallback to post it.\n")


def test_html_that_digipost_refuses(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.html"
    letter.write_text("<p onclick='x'>", encoding="utf-8")
    ended = run("send", letter, "--to-pin", "31108412345", "--subject", "x")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr == (
        "Error: FILE: Digipost refuses the HTML. Line 1, column 4: an attribute of <p> is not allowed. "
        "digipost preflight tells more.\n"
    )


def test_words_that_are_too_short_for_a_search(run: Run) -> None:
    ended = run("search", "ab")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: WORDS: at least 3 characters are expected")


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "missing.xml"),
        ("preflight", "missing.html"),
        ("send", "missing.pdf", "--to-pin", "1", "--subject", "x"),
        ("identify", "--to-pin-file", "missing.txt"),
        ("archive", "upload", "missing.pdf"),
        ("sandbox", "--recipients", "missing.toml"),
    ],
)
def test_a_missing_file_is_the_same_everywhere(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command).code == ExitCode.USAGE


class TestDefaultArchive:
    @pytest.mark.thorough
    def test_it_can_be_listed(self, run: Run, tmp_path: Path) -> None:
        receipt = tmp_path / "receipt.pdf"
        receipt.write_bytes(PDF)
        run("archive", "upload", receipt)
        run("archive", "upload", receipt, "--archive", "Receipts")
        assert run("archive", "list").stdout.splitlines()[1:] == [
            "(the default archive: --default)",
            "Receipts",
        ]
        assert [each["name"] for each in run("archive", "list", "--json").records] == [None, "Receipts"]
        assert len(run("archive", "list", "--default", "--json").records) == 1

    def test_it_is_one_of_three_ways(self, run: Run) -> None:
        for options in (("x", "--default"), ("x", "--reference", "1"), ("--default", "--reference", "1")):
            ended = run("archive", "list", *options)
            assert (ended.code, ended.stderr) == (
                ExitCode.USAGE,
                "Error: NAME, --default or --reference: give one of them.\n",
            )

    def test_there_may_be_none(self, run: Run) -> None:
        ended = run("archive", "list", "--default")
        assert (ended.code, ended.stderr) == (
            ExitCode.REFUSED,
            "Error: There is no default archive. To list them: digipost archive list\n",
        )


def test_a_port_that_is_in_use_is_named(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("sandbox", "--port", port)
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: --port: the port {port} is in use by another program.")


class TestDoctor:
    def test_a_certificate_of_a_sandbox_is_none_for_real_mail(self, run: Run) -> None:
        shown = run("doctor", "--json").records
        assert {each["check"]: each["found"] for each in shown}["certificate"].startswith("made by a sandbox")
        shown = run("doctor", "--json", DIGIPOST_API_URL="https://localhost.invalid").records
        (certificate,) = [each for each in shown if each["check"] == "certificate"]
        assert (certificate["result"], "issued by Digipost" in certificate["found"]) == ("failed", False)

    def test_a_server_on_this_machine_is_not_called_digipost(self, run: Run) -> None:
        shown = run("doctor", "--json").records
        found = {each["check"]: each["found"] for each in shown}
        assert found["clock"] == "agrees with that of the server on this machine"
        assert found["signature"] == "the server on this machine accepts it"


RETURN = ("--return-name", "A", "--return-address", "Vei 1", "--return-address", "0155 Oslo")
KARI = ("--to-name", "Kari", "--address", "Vei 1", "--address", "0155 Oslo")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--attach", "missing.pdf", "B"), "--attach: there is no file at the path 'missing.pdf'."),
        (("--attach", ".", "B"), "Give the path of a file.\n"),
        (("--message-id", " "), "--message-id: 1 to 200 printable characters are expected"),
        (
            ("--sender-id", "1", "--sender-organisation", "984661185"),
            "--sender-id: give --sender-organisation",
        ),
        (("--print-only",), "Give one recipient only; these were given: --to-address, --print-only."),
    ],
)
def test_an_option_or_file_is_named(run: Run, tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(PDF)
    ended = run("send", letter, "--to-address", "ola.nordmann#1234", "--subject", "x", *options)
    assert ended.code == ExitCode.USAGE
    assert words in ended.stderr
    assert not PYTHON.search(ended.stderr), ended.stderr


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (("NO",), "--print-address: is Norway: end the address with postal code and town."),
        (("0155 Oslo", "1", "2", "3", "4", "5", "SE"), "--print-address: "),
        ((" ", "SE"), "--print-address: "),
    ],
)
def test_the_option_of_an_address_is_named(
    run: Run, tmp_path: Path, address: tuple[str, ...], words: str
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(PDF)
    lines = [each for line in ("Vei", *address) for each in ("--print-address", line)]
    ended = run("send", letter, "--subject", "x", "--print-only", "--print-name", "K", *lines, *RETURN)
    assert ended.code == ExitCode.USAGE
    assert words in ended.stderr
    assert not PYTHON.search(ended.stderr), ended.stderr


@pytest.mark.parametrize("name", ["letter", "letter.", ".pdf"])
def test_a_file_without_an_ending_is_told_to_have_one(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7 a letter")
    ended = run("send", tmp_path / name, *KARI, "--subject", "x")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr == (
        "Error: FILE: the format is unknown: the file's name has to end in it, as in letter.pdf.\n"
    )


def test_a_letter_that_is_no_pdf_is_named(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Hello", encoding="utf-8")
    ended = run("send", letter, *KARI, "--subject", "x", "--print-fallback", *RETURN)
    assert ended.stderr == "Error: FILE: must be pdf in a letter that may be printed.\n"


@pytest.mark.parametrize("command", ["archive upload", "preflight", "validate"])
def test_the_path_of_a_missing_file_is_named(run: Run, command: str) -> None:
    ended = run(*command.split(), "missing.pdf")
    assert ended.code == ExitCode.USAGE
    assert "missing.pdf" in ended.stderr


def test_a_certificate_in_pem_form(run: Run, tmp_path: Path) -> None:
    pem = tmp_path / "certificate.pem"
    pem.write_text("-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n", encoding="utf-8")
    ended = run("status", UUID, "--certificate", pem)
    assert ended.code == ExitCode.SETUP
    assert "openssl pkcs12 -export" in ended.stderr
    assert not PYTHON.search(ended.stderr.replace(str(pem), "")), ended.stderr


def test_a_certificate_of_a_sandbox_in_production(run: Run) -> None:
    ended = run("batch", "show", UUID, DIGIPOST_API_URL=None, DIGIPOST_ENVIRONMENT="production")
    assert ended.code == ExitCode.SETUP
    assert "--certificate, or the sandbox by --api-url (DIGIPOST_API_URL)." in ended.stderr
    assert not PYTHON.search(ended.stderr), ended.stderr
