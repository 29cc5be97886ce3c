"""`digipost bulk init`, profiles and guesses: a file as it comes out of Excel is understood."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import pytest

from digipost.cli.failures import ExitCode
from digipost.datatypes import decode
from digipost_schema import datatypes
from tests.cli.conftest import ROOT
from tests.support.manifests import PERSON, PIN, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

EXAMPLE = ROOT / "examples" / "fakturaer"
HEADER = ("Fnr", "Emne", "Fil", "Merknad")


def manifest(folder: Path, header: tuple[str, ...] = HEADER) -> Path:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    return write_csv(
        folder / "m.csv", header, [(PERSON, "Hello", "letter.pdf", "x")[: len(header)]], between=";"
    )


@pytest.mark.parametrize("name", ["fakturaer.xlsx", "fakturaer-csv.csv"])
def test_the_example_is_delivered_by_two_commands(
    run: Run, sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "here")
    looked = run("bulk", "init", tmp_path / "here" / name)
    assert looked.code == ExitCode.DONE, looked.stderr
    sent = run("bulk", "send", tmp_path / "here" / name)
    assert sent.code == ExitCode.DONE, sent.stderr
    assert "are used" in sent.stderr
    bills = []
    for letter in sandbox.letters:
        assert letter.message.primary_document.data_type is not None
        bill = decode(letter.message.primary_document.data_type)
        assert isinstance(bill, datatypes.Invoice)
        bills.append(
            (letter.message.primary_document.subject, str(bill.sum), bill.due_date.isoformat(), bill.kid)
        )
        assert bill.creditor_account == "15941432384"
    assert [(subject, float(amount), *rest) for subject, amount, *rest in sorted(bills)] == [
        ("Faktura 1001", 1250.0, "2034-02-15T23:59:59+01:00", "2034114"),
        ("Faktura 1002", 99.5, "2034-02-15T23:59:59+01:00", "2034122"),
        ("Faktura 1003", 12345.75, "2034-03-01T23:59:59+01:00", "2034130"),
    ]


def test_the_csv_of_the_example_is_what_excel_makes_of_the_workbook() -> None:
    sheet = openpyxl.load_workbook(EXAMPLE / "fakturaer.xlsx").active
    with (EXAMPLE / "fakturaer-csv.csv").open(encoding="cp1252", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows == [[_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def _shown(cell: object) -> str:
    match cell:
        case date():
            return f"{cell:%d.%m.%Y}"
        case float() | int() if isinstance(cell, float) or cell > 10_000:
            return f"{cell:,.2f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    return "1\N{NO-BREAK SPACE}250,00" if cell == 1250 else str(cell)


def test_what_is_missing_is_told(run: Run, tmp_path: Path) -> None:
    ended = run("bulk", "init", manifest(tmp_path, ("Fnr", "Emne")))
    assert ended.code == ExitCode.REFUSED
    assert "No column has the paths of the letters" in ended.stderr
    assert "Say it in the profile" in ended.stderr


def test_a_profile_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = manifest(tmp_path)
    (tmp_path / "m.toml").write_text("# mine\n", encoding="utf-8")
    ended = run("bulk", "init", path)
    assert (ended.code, (tmp_path / "m.toml").read_text(encoding="utf-8")) == (ExitCode.USAGE, "# mine\n")
    assert "is there already" in ended.stderr


def test_init_as_json(run: Run, tmp_path: Path) -> None:
    (said,) = run("bulk", "init", manifest(tmp_path), "--json").records
    assert said == {
        "profile": str(tmp_path / "m.toml"),
        "map": {"subject": "Emne", "document": "Fil", PIN: "Fnr"},
        "set": {},
        "ignore": ["Merknad"],
    }


def test_json_lines_have_no_header(run: Run, tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text('{"subject": "x"}\n', encoding="utf-8")
    ended = run("bulk", "init", tmp_path / "m.jsonl")
    assert ended.code == ExitCode.USAGE
    assert "has no header" in ended.stderr
    (tmp_path / "m.jsonl").write_text('{"emne": "x"}\n', encoding="utf-8")
    ended = run("bulk", "send", tmp_path / "m.jsonl", "--dry-run")
    assert "emne. Is subject meant?\n" in ended.stdout + ended.stderr


@pytest.mark.thorough
def test_guesses_are_shown_and_need_to_be_accepted(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    path = manifest(tmp_path)
    refused = run("bulk", "send", path)
    assert refused.code == ExitCode.USAGE
    for said in (
        f"Fnr   {PIN}",
        "Emne  subject",
        "Not used: Merknad",
        "--accept-guesses",
        "digipost bulk init",
    ):
        assert said in refused.stderr
    assert sandbox.requests == ()
    sent = run("bulk", "send", path, "--accept-guesses")
    assert sent.code == ExitCode.DONE
    assert f"Fnr   {PIN}" in sent.stderr
    assert len(sandbox.letters) == 1


def test_what_is_said_is_not_guessed(run: Run, tmp_path: Path) -> None:
    path = manifest(tmp_path, ("Fnr", "Emne", "Fil", "Tittel"))
    ended = run("bulk", "send", path, "--map", "subject=Tittel", "--json")
    assert "Emne" not in ended.error["error"].partition("Not used")[0]


def test_known_names_need_no_guess(run: Run, tmp_path: Path) -> None:
    path = manifest(tmp_path, (PIN, "subject", "document"))
    assert run("bulk", "send", path, "--dry-run").code == ExitCode.DONE


@pytest.mark.thorough
def test_options_come_before_a_profile(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    path = manifest(tmp_path)
    profile = tmp_path / "profiles" / "p.toml"
    profile.parent.mkdir()
    profile.write_text(
        f'ignore = ["Merknad"]\n[map]\n"{PIN}" = "Fnr"\ndocument = "Fil"\n[set]\nsubject = "All alike"\n'
        '[options]\nsender-id = 67890\nconcurrency = 2\ndocuments = ".."\n',
        encoding="utf-8",
    )
    sent = run("bulk", "send", path, "--profile", profile, "--map", "subject=Emne")
    assert sent.code == ExitCode.DONE, sent.stderr
    assert "The columns and options in p.toml" in sent.stderr
    (letter,) = sandbox.letters
    assert (letter.sender_id, letter.message.primary_document.subject) == (67890, "Hello")


def test_documents_of_a_profile_start_beside_it_from_any_directory(
    run: Run, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of the same name where the command is given has the letters of other recipients."""
    (tmp_path / "mailing" / "letters").mkdir(parents=True)
    path = manifest(tmp_path / "mailing")
    (tmp_path / "mailing" / "letter.pdf").rename(tmp_path / "mailing" / "letters" / "letter.pdf")
    (tmp_path / "mailing" / "m.toml").write_text(
        f'ignore = ["Merknad"]\n[map]\n"{PIN}" = "Fnr"\ndocument = "Fil"\nsubject = "Emne"\n'
        '[options]\ndocuments = "letters"\n'
    )
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.pdf").write_bytes(b"%PDF-1.7 of another recipient")
    monkeypatch.chdir(tmp_path)
    sent = run("bulk", "send", path.relative_to(tmp_path))
    assert sent.code == ExitCode.DONE, sent.stderr
    (letter,) = sandbox.letters
    assert list(letter.documents.values()) == [b"%PDF-1.7 ..."]


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("processes = 0", "m.toml, line 7: [options] processes: 0 is not a number from 1 to 256"),
        ("concurrency = 5000", "m.toml, line 7: [options] concurrency: 5000 is not a number from 1 to 1024"),
        ("rate = 0.1", "m.toml, line 7: [options] rate: 0.1 is not a number of at least 0.2"),
        ("sender-id = 0", "--sender-id: a positive whole number is expected"),
    ],
)
def test_options_of_a_profile_have_the_limits_of_the_command(
    run: Run, sandbox: Sandbox, tmp_path: Path, option: str, words: str
) -> None:
    path = manifest(tmp_path)
    (tmp_path / "m.toml").write_text(
        f'ignore = ["Merknad"]\n[map]\n"{PIN}" = "Fnr"\ndocument = "Fil"\nsubject = "Emne"\n'
        f"[options]\n{option}\n"
    )
    ended = run("bulk", "send", path)
    assert (ended.code, sandbox.requests) == (ExitCode.USAGE, ())
    assert words in ended.stderr


@pytest.mark.parametrize(
    ("profile", "problem"),
    [("none.toml", "cannot be read"), ("m.csv", "m.csv, line 1: a name and an equals sign are expected")],
)
def test_a_profile_that_cannot_be_read(run: Run, tmp_path: Path, profile: str, problem: str) -> None:
    ended = run("bulk", "send", manifest(tmp_path), "--profile", tmp_path / profile)
    assert ended.code == ExitCode.USAGE
    assert problem in ended.stderr


def test_prices_of_a_profile_are_in_the_forecast(run: Run, tmp_path: Path) -> None:
    path = manifest(tmp_path)
    run("bulk", "init", path)
    with (tmp_path / "m.toml").open("a", encoding="utf-8") as file:
        file.write("[prices]\nmailbox = 2.50\n")
    ended = run("bulk", "send", path, "--forecast")
    assert "letters to a mailbox: 2.50" in ended.stdout
    assert "print_abroad" not in ended.stdout


def test_names_of_people_in_place_of_a_header_are_not_shown(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", ("01013300001", "fnr", "emne", "fil"), [("1", PERSON, "x", "y")])
    ended = run("bulk", "send", path)
    assert "01013300001" not in ended.stderr + ended.stdout


def test_a_table_without_names_makes_no_profile(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", ["Kari Nordmann", "Storgata 1", "Oslo"], [["Ola", "Gata 2", "Moss"]])
    for command in (("init", path), ("send", path), ("send", path, "--accept-guesses")):
        ended = run("bulk", *command)
        assert ended.code == ExitCode.USAGE
        assert "None of the manifest's columns has a name that is known" in ended.stderr
        assert "Kari" not in ended.stdout + ended.stderr
    assert not path.with_suffix(".toml").exists()


def test_joined_names_are_shown_and_kept_in_the_profile(run: Run, tmp_path: Path) -> None:
    header = ("Fornavn", "Mellomnavn", "Etternavn", "Adresse", "Postnr", "Poststed", "Emne", "Fil")
    row = ("Ola", "", "Nordmann", "Storgata 1", "0155", "Oslo", "Hei", "letter.pdf")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    path = write_csv(tmp_path / "m.csv", header, [row], between=";")
    looked = run("bulk", "init", path)
    assert looked.code == ExitCode.DONE, looked.stderr
    assert "{Fornavn} {Mellomnavn:optional} {Etternavn}  recipient.fullname" in looked.stdout
    checked = run("bulk", "send", path, "--dry-run")
    assert checked.code == ExitCode.DONE, checked.stdout


def test_what_is_missing_is_told_when_guesses_are_accepted(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", ("Fnr", "Fil", "KID", "Forfall"), [(PERSON, "x.pdf", 1, 2)])
    ended = run("bulk", "send", path, "--accept-guesses")
    assert ended.code == ExitCode.USAGE
    assert "no column has its sum" in ended.stderr
