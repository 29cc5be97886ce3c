"""Profiles: read, written, and refused with the entry that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digipost.bulk import Columns, ManifestError, ManifestFormat, Profile
from tests.support.manifests import PIN

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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[map", "no TOML file"),
        ("maps = 1", "an entry maps, which is not known; there can be ignore, map"),
        ("map = 1", "map has to be a table"),
        ("ignore = 'x'", "ignore has to be a list"),
        ("ignore = [1]", "ignore has to be a list"),
        ("[map]\nrecipient.personal_identification_number = 'x'", "Quote names with a point"),
        ("[map]\n'recipient.pin' = 'x'", f"Is {PIN} meant"),
        ("[set]\nsubject = 1", "a text in quotes is expected"),
        ("[format]\nsheets = 'x'", "in \\[format\\] an entry sheets"),
        ("[format]\nheader-row = 'x'", "header-row has to be a number"),
        ("[format]\nheader-row = 0", "a number from 1"),
        ("[format]\nencoding = 'klingon'", "no encoding"),
        ("[format]\ndate-format = 'd/m/y'", "is not known"),
        ("[options]\nyes = true", "in \\[options\\] an entry yes"),
        ("[options]\nsender-id = '1'", "sender-id has a value of another kind"),
        ("[options]\nsender-id = true", "sender-id has a value of another kind"),
        ("[prices]\nmailboxes = 1", "no price mailboxes"),
    ],
)
def test_what_no_profile_can_say_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=f"m.toml.*{problem}"):
        Profile.read(tmp_path / "m.toml")


def test_a_profile_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        Profile.read(tmp_path / "m.toml")
    (tmp_path / "m.toml").write_bytes(b"\x81")
    with pytest.raises(ManifestError, match="no text in UTF-8, UTF-16"):
        Profile.read(tmp_path / "m.toml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_profile_as_editors_on_windows_save_it(tmp_path: Path, encoding: str, end: str) -> None:
    text = f"[map]{end}subject = 'Fødselsår'{end}[set]{end}document = 'b/{{æ}}.pdf'{end}"
    (tmp_path / "m.toml").write_bytes(text.encode(encoding))
    found = Profile.read(tmp_path / "m.toml").columns
    assert (found.mapping, found.templates) == ({"subject": "Fødselsår"}, {"document": "b/{æ}.pdf"})
