"""People and organisations from a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from digipost.errors import ConfigurationError, InvalidValueError
from digipost.sandbox import Organisation, Person, Sandbox, recipients_file
from digipost.sandbox.recipients_file import read_recipients
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

KARI = Person(
    name="Kari Eksempel",
    personal_identification_number="17077700002",
    digipost_address="kari.eksempel#1A2B",
    addressline1="Eksempelveien 3",
    postalcode="0155",
    city="Oslo",
    birth_date=date(1977, 7, 17),
    mobile_number="+4740000002",
)
BRUK = Organisation(
    name="Eksempel Bruk AS",
    organisation_number="310000051",
    digipost_address="eksempel.bruk#1A2B",
    account_id=11002,
)
NAMED = "[[organisation]]\nname = 'A'\n"
JSON = """{"person": [{"name": "Kari Eksempel", "personal_identification_number": "17077700002",
"digipost_address": "kari.eksempel#1A2B", "addressline1": "Eksempelveien 3", "postalcode": "0155",
"city": "Oslo", "birth_date": "1977-07-17", "mobile_number": "+4740000002"}]}"""


def written(folder: Path, text: str, name: str = "recipients.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def example() -> str:
    """The one in the documentation."""
    lines = (recipients_file.__doc__ or "").splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines if line.startswith("    "))


def test_the_example_is_read(tmp_path: Path) -> None:
    assert read_recipients(written(tmp_path, example())) == [KARI, BRUK]


def test_the_same_in_json(tmp_path: Path) -> None:
    assert read_recipients(written(tmp_path, JSON, "recipients.json")) == [KARI]


def test_a_sandbox_knows_them(tmp_path: Path) -> None:
    path = written(tmp_path, example())
    for given in (path, str(path)):
        with Sandbox(recipients=given) as sandbox:
            assert sandbox.recipient("kari.eksempel#1A2B").owner == KARI
            assert sandbox.recipient("310000051").owner == BRUK
            assert {KARI, BRUK} <= set(sandbox.parties)
            assert KARI in sandbox.recipients


@in_one_test(
    ("text", "problem"),
    [
        ("person = 1", "tables"),
        ("[[people]]", "people: is neither"),
        ("person = [1]", "person 1: must be a table"),
        (NAMED, "organisation 1: organisation_number: is missing"),
        (f"{NAMED}organisation_number = '1'", "nine digits"),
        (f"{NAMED}organisation_number = 310000051", "must be a text"),
        (
            "[[organisation]]\nname = 'A'\norganisation_number = '310000051'\naccount_id = true",
            "whole number",
        ),
        (f"{NAMED}colour = 'red'", "colour: is unknown"),
    ],
)
def test_what_is_no_recipient_is_named_by_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        read_recipients(written(tmp_path, text))


def test_a_birth_date_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="birth_date: must be a date"):
        read_recipients(written(tmp_path, JSON.replace("1977-07-17", "17.7.1977"), "r.json"))


@in_one_test(("text", "name"), [("[[", "a.toml"), ("{", "a.json"), ("\x00", "a.toml"), ("a;b", "a.csv")])
def test_a_file_that_is_not_well_formed_is_refused(tmp_path: Path, text: str, name: str) -> None:
    form = "JSON" if name == "a.json" else "TOML"
    with pytest.raises(ConfigurationError, match=f"not well-formed {form}, with tables"):
        read_recipients(written(tmp_path, text, name))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(ConfigurationError, match="it is not text in UTF-8"):
        read_recipients(tmp_path / "people.xlsx")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        Sandbox(recipients=tmp_path / "nowhere.toml")
