"""Encodings of manifests, in reading and in what is written to correct."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'fnr;navn\r\n31108412345;Åse "Blåbær" Ødegård\r\n'.replace('"Blåbær"', "Blåbær")
FORMS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 as Excel and PowerShell write it": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16, the other way round": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 without a mark, the other way round": TEXT.encode("utf-16-be"),
    "UTF-32": codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    "CP1252": TEXT.encode("cp1252"),
}


@in_one_test("form", FORMS)
@in_one_test("suffix", [".csv", ".txt", ".tsv"])
def test_the_encoding_is_found_and_kept(tmp_path: Path, form: str, suffix: str) -> None:
    path = tmp_path / f"m{suffix}"
    path.write_bytes(FORMS[form])
    manifest = open_manifest(path)
    (record,) = manifest.records()
    assert record.values == {"fnr": "31108412345", "navn": "Åse Blåbær Ødegård"}
    written = io.BytesIO()
    manifest.write_problems(written, iter([{"problem": "ærlig", "corrects": ""}]))
    path.write_bytes(written.getvalue())
    (again,) = open_manifest(path).records()
    assert again.values == {**record.values, "problem": "ærlig", "corrects": ""}
    assert written.getvalue()[:4] == FORMS[form][:4]


def test_what_was_guessed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(FORMS["CP1252"])
    assert open_manifest(path).notes == ("m.csv is read as CP1252 (Windows); --encoding takes another.",)
    path.write_bytes(FORMS["UTF-8 with a mark"])
    assert open_manifest(path).notes == ()


@in_one_test("name", ["cp865", "CP850", "mac_roman", "dos", "mac"])
def test_other_encodings_are_refused_until_they_are_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / "m.csv"
    codec = {"dos": "cp865", "mac": "mac_roman"}.get(name, name)
    path.write_bytes(TEXT.encode(codec))
    with pytest.raises(ManifestError, match="encoding"):
        open_manifest(path)
    (record,) = open_manifest(path, form=ManifestFormat(encoding=name)).records()
    assert record.values["navn"] == "Åse Blåbær Ødegård"


@in_one_test(
    ("content", "encoding", "problem"),
    [
        (TEXT.encode().decode("cp1252", "replace").encode(), None, "Export it again"),
        (TEXT.encode().replace(b"; ", b";") + b"\xff;1", None, "bytes that are no text"),
        (TEXT.encode("cp1252"), "utf-8", "not UTF-8 text"),
        (b"\xff\xfea\x00\x00\xd8", None, "not UTF-16 text"),
    ],
)
def test_broken_letters_are_refused(
    tmp_path: Path, content: bytes, encoding: str | None, problem: str
) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(content)
    with pytest.raises(ManifestError, match=problem):
        open_manifest(path, form=ManifestFormat(encoding=encoding))


@in_one_test(
    ("was", "read_as"),
    [
        ("cp865", "cp1252"),
        ("cp850", "cp1252"),
        ("cp865", "cp437"),
        ("mac_roman", "cp1252"),
        ("mac_roman", "latin-1"),
        ("mac_roman", "cp437"),
        ("cp1252", "cp437"),
        ("cp1252", "cp850"),
    ],
)
@in_one_test("form", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_that_a_program_has_read_and_written_wrongly_is_refused(
    tmp_path: Path, was: str, read_as: str, form: str
) -> None:
    text = "Fødselsnummer;navn;by\n01013300001;Bjørn Blåbær;Bodø\n"
    damaged = text.encode(was).decode(read_as)
    path = tmp_path / "m.csv"
    path.write_bytes(damaged.encode(form))
    with pytest.raises(ManifestError, match="Export it again from its source"):
        open_manifest(path)


@in_one_test("text", ["50 ¢ a piece", "¿Qué?", "A¢", "Hjem \u203a Nytt", "5†", "¢a", "a │ b"])
def test_marks_beside_words_are_no_damage(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.csv"
    path.write_text(f"a;b\n{text};2\n", encoding="utf-8")
    (record,) = open_manifest(path).records()
    assert record.values["a"] == text


@in_one_test("encoding", ["klingon", "rot13", "base64", ""])
def test_what_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    with pytest.raises(ManifestError, match="no encoding of text"):
        ManifestFormat(encoding=encoding)


@in_one_test(
    "text",
    ["Dupont d\N{RIGHT SINGLE QUOTATION MARK}Arc", "5 ¾ liter", "Œuvre", "†1994", "naïve", "Ærlig", "50 °C"],
)
def test_letters_of_cp1252_are_no_sign_of_another_encoding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(f"a;b\n{text};2\n".encode("cp1252"))
    (record,) = open_manifest(path).records()
    assert record.values["a"] == text
