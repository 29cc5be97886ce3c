"""Text as PowerShell and Notepad write it: passwords, numbers and data types."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode
from digipost.datatypes import decode
from digipost.secret import Secret
from digipost_schema import datatypes
from tests.cli.conftest import ROOT
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

OLA = "31108412345"
FORMS = {
    "UTF-8": ("utf-8", b""),
    "a mark": ("utf-8", codecs.BOM_UTF8),
    "PowerShell": ("utf-16-le", codecs.BOM_UTF16_LE),
    "big endian": ("utf-16-be", codecs.BOM_UTF16_BE),
    "UTF-16 without a mark": ("utf-16-le", b""),
}
XML = """<?xml version="1.0" encoding="{encoding}"?>
<invoice xmlns="http://api.digipost.no/schema/datatypes"><link><url>https://www.example.com</url></link>
<due-date>2034-02-15T00:00:00+01:00</due-date><sum>100.21</sum><creditor-account>15941432384</creditor-account>
<kid>2034117</kid></invoice>"""
JSON = (
    '{"due_date": "2034-02-15T00:00:00+01:00", "sum": 100.21, "creditor_account": "15941432384", '
    '"kid": "2034117"}'
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    return tmp_path / "letter.pdf"


def encoded(text: str, form: str) -> bytes:
    encoding, mark = FORMS[form]
    return mark + text.encode(encoding)


def sent_with(
    variables: dict[str, str | None], letter: Path, stdin: bytes | None, *options: str
) -> subprocess.CompletedProcess[bytes]:
    """`digipost send` in a process of its own, with those bytes as its standard input, or without one."""
    program = "import os, sys; "
    program += "sys.stdin = None; " if stdin is None else ""
    program += "from digipost.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "send", str(letter), "--subject", "Hello", *options],
        input=stdin,
        cwd=ROOT,
        env=os.environ | {name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", ""])
def test_a_number_from_a_file(run: Run, sandbox: Sandbox, letter: Path, form: str, newline: str) -> None:
    (letter.parent / "pin.txt").write_bytes(encoded(OLA + newline, form))
    ended = run("send", letter, "--to-pin-file", letter.parent / "pin.txt", "--subject", "Hello")
    assert ended.code == ExitCode.DONE, ended.stderr
    assert len(sandbox.letters) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_number_from_standard_input(run: Run, sandbox: Sandbox, letter: Path, form: str) -> None:
    stdin = encoded(f"{OLA}\r\n", form)
    ended = run("send", letter, "--to-pin", "-", "--subject", "Hello", stdin=stdin)
    assert ended.code == ExitCode.DONE, ended.stderr
    assert len(sandbox.letters) == 1


@pytest.mark.thorough
def test_a_number_from_the_standard_input_of_a_process(
    variables: dict[str, str | None], sandbox: Sandbox, letter: Path
) -> None:
    ended = sent_with(variables, letter, encoded(f"{OLA}\r\n", "PowerShell"), "--to-pin", "-")
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert len(sandbox.letters) == 1


@pytest.mark.parametrize(
    ("stdin", "problem"),
    [
        (b"", "nothing came"),
        (b"\r\n", "nothing came"),
        (b"\xff\xfe\x00\xd8\n\x00", "no text"),
        (b"31108412345\n01013300001\n", "one line is expected"),
        (b"\r\n31108412345\r\n01013300001", "one line is expected"),
        (codecs.BOM_UTF16_LE + "31108412345\r\n01013300001\r\n".encode("utf-16-le"), "one line is expected"),
    ],
)
def test_standard_input_that_holds_no_number(
    run: Run, sandbox: Sandbox, letter: Path, stdin: bytes, problem: str
) -> None:
    ended = run("send", letter, "--to-pin", "-", "--subject", "Hello", stdin=stdin)
    assert (ended.code, problem in ended.stderr) == (ExitCode.USAGE, True), ended.stderr
    assert "Traceback" not in ended.stderr
    assert sandbox.requests == ()


@pytest.mark.thorough
def test_a_line_is_taken_while_the_standard_input_stays_open(
    variables: dict[str, str | None], sandbox: Sandbox, letter: Path
) -> None:
    command = [sys.executable, "-m", "digipost", "send", str(letter), "--subject", "x", "--to-pin", "-"]
    environment = os.environ | {name: value for name, value in variables.items() if value is not None}
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT, env=environment) as process:
        assert process.stdin is not None
        process.stdin.write(f"{OLA}\n".encode())
        process.stdin.flush()
        assert process.wait(60) == ExitCode.DONE
    assert len(sandbox.letters) == 1


@pytest.mark.thorough
def test_a_process_without_standard_input(
    variables: dict[str, str | None], sandbox: Sandbox, letter: Path
) -> None:
    ended = sent_with(variables, letter, None, "--to-pin", "-")
    assert (ended.returncode, b"this command has none" in ended.stderr) == (ExitCode.USAGE, True)
    assert b"Traceback" not in ended.stderr
    assert sandbox.requests == ()


def test_a_file_that_is_no_text(run: Run, letter: Path) -> None:
    (letter.parent / "pin.txt").write_bytes(b"\xff311084")
    ended = run("send", letter, "--to-pin-file", letter.parent / "pin.txt", "--subject", "Hello")
    assert ended.code == ExitCode.USAGE
    assert "no text in UTF-8 or UTF-16" in ended.stderr
    assert "311084" not in ended.stderr


@in_one_test("form", FORMS)
@in_one_test("newline", ["\n", "\r\n", ""])
def test_a_password_from_a_file(tmp_path: Path, form: str, newline: str) -> None:
    (tmp_path / "p.txt").write_bytes(encoded(f"hemmelig ø {newline}", form))
    assert Secret.from_file(tmp_path / "p.txt").reveal() == "hemmelig ø "


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [XML, JSON])
def test_a_data_type_is_taken_as_validate_takes_it(
    run: Run, sandbox: Sandbox, letter: Path, form: str, text: str
) -> None:
    file = letter.parent / "invoice.txt"
    content = (
        text.replace("{encoding}", "utf-16" if form == "PowerShell" else "utf-8") if text is XML else text
    )
    file.write_bytes(encoded(content, form))
    if text is XML:
        assert run("validate", file).code == ExitCode.DONE
    ended = run("send", letter, "--to-pin", OLA, "--subject", "Hello", "--invoice", file)
    assert ended.code == ExitCode.DONE, ended.stderr
    (sent,) = sandbox.letters
    assert sent.message.primary_document.data_type is not None
    assert isinstance(decode(sent.message.primary_document.data_type), datatypes.Invoice)


def test_xml_in_another_encoding_is_read_as_it_declares(run: Run, letter: Path) -> None:
    file = letter.parent / "invoice.xml"
    file.write_bytes(
        XML.replace("{encoding}", "iso-8859-1").replace("www.example", "www.blåbær").encode("latin-1")
    )
    assert run("validate", file).code == ExitCode.DONE
    file.write_bytes(XML.replace("{encoding}", "utf-8").replace("sum>", "summ>").encode("utf-16"))
    ended = run("validate", file)
    assert ended.code == ExitCode.REFUSED
    assert "invoice.xml:3:" in ended.stdout
