"""`digipost validate`: the right line, plain words, and no value of the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode

if TYPE_CHECKING:
    from tests.cli.conftest import Run

FIXTURES = Path(__file__).parents[1] / "fixtures" / "xml"
MESSAGE = """\
<message xmlns="http://api.digipost.no/schema/v8">
  <message-id>1</message-id>
  <recipient>
    <personal-identification-number>31108412345</personal-identification-number>
  </recipient>
  <primary-document>
    <subject>Hello</subject>
    <file-type>pdf</file-type>
    <authentication-level>PASSWORD</authentication-level>
  </primary-document>
</message>
"""
INVOICE = """\
<invoice xmlns="http://api.digipost.no/schema/datatypes">
  <due-date>2026-12-15T00:00:00+01:00</due-date>
  <sum>100.21</sum>
  <creditor-account>15941432384</creditor-account>
</invoice>
"""


def test_a_valid_message_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "message.xml"
    file.write_text(MESSAGE, encoding="utf-8")
    ended = run("validate", file)
    assert (ended.code, ended.stdout, ended.stderr) == (ExitCode.DONE, f"{file}: a valid Message\n", "")


def test_documents_of_both_schemas_are_known(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "invoice.xml"
    file.write_text(INVOICE, encoding="utf-8")
    ended = run("validate", "--json", file, *sorted(FIXTURES.glob("id*.xml")))
    assert ended.code == ExitCode.DONE
    assert [each["kind"] for each in ended.records] == ["Invoice", "IdentificationResult", "Identification"]
    assert all(each["valid"] and each["problems"] == [] for each in ended.records)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "31108412345",
            "311084",
            "4: personal-identification-number: is 6 characters long; the length of 11",
        ),
        (
            ">PASSWORD<",
            ">SECRET<",
            "9: authentication-level: must be one of PASSWORD, TWO_FACTOR, IDPORTEN_3,",
        ),
        (">Hello", ">" + "Hello" * 52, "7: subject: is 260 characters long; the maximum length of 255 is"),
        ("<subject>Hello</subject>", "<title/>", "7: title: is not allowed here; expected here: uuid"),
        (
            "<file-type>pdf</file-type>",
            "",
            "9: authentication-level: is not allowed here; expected here: file",
        ),
        ("<recipient>", "<sender-id>x</sender-id><recipient>", "3: sender-id: must be a valid long"),
        ("<recipient>", '<recipient a="">', "3: recipient, attribute a: is not allowed"),
        ("<recipient>", "<recipient>Ola", "3: recipient: must hold elements alone, and no text between"),
        ("<message ", "<massage ", "11: it is not well-formed XML"),
        ("message", "massage", "1: massage: no document of Digipost begins with this element"),
        (
            ' xmlns="',
            ' xmlns:a="',
            "1: message: no document of Digipost begins with this element, or its names",
        ),
    ],
)
def test_a_problem_is_told_in_plain_words_where_it_is(
    run: Run, tmp_path: Path, old: str, new: str, told: str
) -> None:
    file = tmp_path / "message.xml"
    file.write_text(MESSAGE.replace(old, new), encoding="utf-8")
    ended = run("validate", file)
    assert ended.code == ExitCode.REFUSED
    assert ended.stdout.startswith(f"{file}:{told}")
    assert "{" not in ended.stdout
    assert "Ola" not in ended.stdout


def test_what_the_xsd_lets_through_our_classes_find(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "invoice.xml"
    file.write_text(INVOICE.replace("T00:00:00+01:00", ""), encoding="utf-8")
    ended = run("validate", file)
    assert ended.code == ExitCode.REFUSED
    expected = "a date-time such as 2024-01-31T12:00:00+01:00 is expected"
    assert ended.stdout == f"{file}:1: /invoice/due-date: {expected}\n"


def test_values_are_not_shown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "message.xml"
    file.write_text(MESSAGE.replace("31108412345", "3110841234"), encoding="utf-8")
    printed = run("validate", file, "--json")
    assert "3110841234" not in printed.stdout
    assert printed.records[0]["problems"][0]["line"] == 4


def test_one_wrong_among_many_is_the_exit_code(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "message.xml"
    file.write_text("<", encoding="utf-8")
    assert run("validate", FIXTURES / "datatypes.xml", file, FIXTURES / "identification.xml").code == 1


def test_a_file_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    ended = run("validate", tmp_path / "missing.xml")
    assert ended.stderr == f"Error: FILE: {tmp_path / 'missing.xml'}: there is no such file.\n"
