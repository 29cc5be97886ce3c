"""Profiles: read, written, and refused with the entry that is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digipost.bulk import Columns, ManifestError, ManifestFormat, Profile
from digipost.bulk.manifests.manifest import open_manifest
from tests.support.manifests import PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(theirs=names, text=names, ignored=st.lists(names, max_size=3), sheet=names)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(
    tmp_path: Path, theirs: str, text: str, ignored: list[str], sheet: str
) -> None:
    profile = Profile(
        columns=Columns(
            mapping={PIN: theirs},
            templates={"subject": text.replace("{", "{{").replace("}", "}}")},
            ignored=ignored,
        ),
        form=ManifestFormat(sheet=sheet, header_row=3, date_format="dd/mm/yyyy", encoding="cp1252"),
        options={"sender-id": 67890, "batch": True, "rate": 2.5, "documents": "brev"},
    )
    (tmp_path / "m.toml").write_text(profile.to_toml(comments=["A line"]), encoding="utf-8", newline="\n")
    assert Profile.read(tmp_path / "m.toml") == profile


def test_prices_and_a_mark(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("\ufeff[prices]\nmailbox = 2.50\n", encoding="utf-8")
    assert Profile.read(tmp_path / "m.toml").prices is not None
    assert Profile.beside(tmp_path / "m.xlsx") == tmp_path / "m.toml"
    assert Profile.beside("m.a.xlsx").name == "m.a.toml"


@pytest.mark.parametrize("folder", ["/", "."])
def test_a_folder_without_a_name_has_no_profile_and_is_no_manifest(folder: str) -> None:
    assert not Profile.beside(folder).exists()
    with pytest.raises(ManifestError, match=rf"^{re.escape(folder)} is no manifest"):
        open_manifest(folder)


@in_one_test(
    ("text", "problem"),
    [
        # Entries: the line, the entry, the allowed values, and the nearest name.
        ("maps = 1", "line 1: maps is not known; is map meant? There can be ignore, map, set, format, opt"),
        ("a = 1", "line 1: a is not known. There can be ignore, map, set, format, options, prices."),
        ("\n[mapp]\nsubject = 'x'", "line 2: mapp is not known; is map meant?"),
        ("map = 1", "line 1: map has to be a table: a line [map], and its entries below it."),
        ("[[options]]\nrate = 1", "line 1: options has to be a table: a line [options], and its ent"),
        ("# x\nignore = 'x'", 'line 2: ignore has to be a list of names in quotes, as in ["Merknad"].'),
        ("ignore = [1]", "line 1: ignore has to be a list of names in quotes"),
        (
            "[map]\nignore = ['x']",
            "line 2: [map] ignore has to be a text in quotes, and is a list. The list ",
        ),
        (
            "[map]\nrecipient.pin = 'x'",
            '[map] recipient.pin has to be in quotes, as each name with a point: "re',
        ),
        (
            "[map]\n'recipient.pin' = 'x'",
            f"[map] recipient.pin: There is no column of bulk mail called recipient.pin. Is {PIN} meant?",
        ),
        ("[set]\nsubject = 1", "line 2: [set] subject has to be a text in quotes, and is a whole number."),
        (
            "[set]\n\nsubject = 'F {nr'",
            "line 3: [set] subject: The template of subject has an opening brace without its closing one. {N",
        ),
        ("[set]\nsubject = 'F nr}'", "The template of subject has a closing brace without its opening one."),
        ("[set]\nsubject = 'F {}'", "The template of subject has braces without the name of a column betw"),
        ("[set]\nsubject = 'F {nr:02d}'", "more between braces than the name of a column; only :optional "),
        ("[format]\nsheets = 'x'", "line 2: [format] sheets is not known; is sheet meant? There can be enc"),
        (
            "[format]\nheader-row = 'x'",
            "line 2: [format] header-row has to be a whole number, as in 3, and is ",
        ),
        (
            "[format]\nheader-row = 99999999999999999999",
            "line 2: [format] header-row: The row of the header is a number from 1 to 1048576.",
        ),
        (
            "[format]\nheader-row = 0",
            "line 2: [format] header-row: The row of the header is a number from 1 to 1048576.",
        ),
        (
            "[format]\nencoding = 'klingon'",
            "line 2: [format] encoding: There is no encoding of text called kl",
        ),
        ("[format]\nsheet = 2034-02-15", "[format] sheet has to be a text in quotes, and is a date or time."),
        ("[format]\ndate-format = 'd/m/y'", "[format] date-format: The date format d/m/y is not known; the"),
        (
            "[options]\nyes = true",
            "line 2: [options] yes is not known. There can be documents, sender-id, ba",
        ),
        ("[options]\nsender_id = 1", "line 2: [options] sender_id is not known; is sender-id meant?"),
        ("sender-id = 1", "line 1: sender-id has its place below the line [options]."),
        (
            "[options]\nDate_Format = 'x'",
            "line 2: [options] Date_Format has its place below the line [format].",
        ),
        (
            "[options]\nbatch = 'ja'\nsender-id = 1",
            "line 2: [options] batch has to be true or false, without quotes, and is a text in quotes.",
        ),
        (
            "[options]\nsender-id = '1'",
            "[options] sender-id has to be a whole number without quotes, as in 67",
        ),
        (
            "[options]\nsender-id = true",
            "[options] sender-id has to be a whole number without quotes, as in 6",
        ),
        (
            "[options]\nrate = '50'",
            "[options] rate has to be a number without quotes, as in 50, and is a text",
        ),
        (
            "[options]\ndocuments = 1.5",
            '[options] documents has to be a folder in quotes, as in "letters", and',
        ),
        (
            "[prices]\nmailboxes = 1",
            "line 2: [prices] mailboxes is not known; is mailbox meant? There can be ",
        ),
        ("[prices]\nprint = -1", "line 2: [prices] print: a price cannot be negative."),
        ("[prices]\nprint = 'x'", "line 2: [prices] print: a number such as 100.21 is expected"),
        # TOML itself, in plain words.
        ("[map", "line 1: the name of the table has no closing bracket, as in [map]."),
        (
            "[map]\nsubject = 'a'\nsubject = 'b'",
            "line 3: subject stands twice in its table: leave one of the t",
        ),
        (
            "[map];\nsubject = 'x'",
            "line 1: the line of the table [map] has more on it: only a comment, behind",
        ),
        (
            "\n[options.rate]\nx = 1",
            "line 2: [options] rate has to be a number without quotes, as in 50, and is",
        ),
        (
            "[map]\n[map.invoice]\nsum = 'x'",
            "line 2: [map] invoice.sum has to be in quotes, as each name with a",
        ),
        ("[map]\n[set]\n[map]", "line 3: the table [map] stands twice: put all its entries below the first"),
        ('[map]\nsubject = "a\nx = 1', "line 2: the quotation mark of subject is not closed on its line."),
        ("[map]\nsubject = 'a", "line 2: the quotation mark of subject is not closed."),
        ('ignore = ["a"\n[map]\n', "line 1: the list of ignore has no closing bracket ]."),
        (
            "[map]\nsubject = Emne",
            'line 2: the value of subject is of no kind that is known: it can be a text in quotes ("Fakt',
        ),
        (
            "[map]\nsubject = \u201cEmne\u201d",
            "line 2: the value of subject has curly quotation marks: write str",
        ),
        (
            "[prices]\nprint = 2,50",
            "line 2: the value of print has a comma: a number in a profile has a point",
        ),
        ("[options]\nrate = 50/s", "line 2: more stands behind the value of rate: it can be a text"),
        (
            "[map]\nFødselsnr = 'x'",
            "line 2: a name and an equals sign are expected; a name with spaces, points",
        ),
        ("map:\n  subject: Emne", "line 1: a name and an equals sign are expected"),
        (
            '[options]\ndocuments = "C:\\Users\\x"',
            "line 2: documents has a backslash between double quotation m",
        ),
        ('[options]\ndocuments = "C:\\q"', "put single ones around it, as in 'C:\\brev', or write / for it."),
    ],
)
def test_what_no_profile_can_say_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError) as refused:
        Profile.read(tmp_path / "m.toml")
    assert str(refused.value).startswith("m.toml, line ")
    assert problem in str(refused.value)
    assert not str(refused.value).endswith(("?.", ".."))


def test_a_profile_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        Profile.read(tmp_path / "m.toml")
    (tmp_path / "m.toml").write_bytes(b"\x81")
    with pytest.raises(ManifestError, match="no text in UTF-8, UTF-16"):
        Profile.read(tmp_path / "m.toml")


@in_one_test("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@in_one_test("end", ["\n", "\r\n"])
def test_a_profile_as_editors_on_windows_save_it(tmp_path: Path, encoding: str, end: str) -> None:
    text = f"[map]{end}subject = 'Fødselsår'{end}[set]{end}document = 'b/{{æ}}.pdf'{end}"
    (tmp_path / "m.toml").write_bytes(text.encode(encoding))
    found = Profile.read(tmp_path / "m.toml").columns
    assert (found.mapping, found.templates) == ({"subject": "Fødselsår"}, {"document": "b/{æ}.pdf"})
