"""Layouts of tables as people and programs make them: understood, or refused with advice."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import pytest

from digipost.bulk.errors import ManifestError
from digipost.bulk.guesses.column_guesses import Guess, guessed
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.errors import InvalidValueError
from tests.support.manifests import PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PERSON = "31108412345"
HEADER = ("Fødselsnr", "Emne", "Beløp", "Forfallsdato", "Fil")
ROW = (PERSON, "Faktura 1", 100.5, date(2034, 12, 31), "1.pdf")


def book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def guess(path: Path, rows: Sequence[Sequence[str]]) -> Guess:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return guessed(open_manifest(path), Columns(), path.parent)


TITLES: list[tuple[list[tuple[object, ...]], int]] = [
    ([("Fakturaer i februar",)], 2),
    ([("Dato:", "01.02.2034"), ()], 3),
    ([("Kunde:", "Acme AS", "Dato:", "01.02.2034"), ()], 3),
    ([("Mottaker", None, "Faktura", None, "Fil")], 2),
    ([("Mottaker", None, "Betaling", "Forfall", "Brev")], 2),
    ([("A", "B", "C", "D", "E")], 2),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("above", "row"), TITLES)
def test_the_header_is_the_row_with_usual_names(
    tmp_path: Path, above: list[tuple[object, ...]], row: int
) -> None:
    found = open_manifest(book(tmp_path / "m.xlsx", [*above, HEADER, ROW]))
    assert found.columns == HEADER
    assert f"row {row} is taken for the header" in found.notes[0]
    assert [record.row for record in found.records()] == [row + 1]


def test_words_of_letters_are_not_taken_for_a_header(tmp_path: Path) -> None:
    rows = [("Kode", "Type", "Tekst", "Kanal"), ("x", "Faktura", "Brev", "y")]
    assert open_manifest(book(tmp_path / "m.xlsx", rows)).columns == rows[0]
    rows = [("Emne", "Fil", "Vei", "Merknad"), ("Faktura", "Brev", "Gate", "Total")]
    assert open_manifest(book(tmp_path / "m.xlsx", rows)).columns == rows[0]


@in_one_test(
    "cell",
    [
        "31108412345",
        "311084 12345",
        "1594.14.32384",
        "ola@example.com",
        "31.12.2034",
        "2034-12-31",
        "1 250,00",
        "1250.00",
        "letters/1001.pdf",
        "984 661 185",
    ],
)
def test_a_table_without_a_header_is_refused_and_not_shown(tmp_path: Path, cell: str) -> None:
    path = text(tmp_path / "m.csv", f"Kari Nordmann;Storgata 1;{cell}\nOla Hansen;Gata 2;{cell}\n")
    with pytest.raises(ManifestError, match="row 1 looks like a letter") as caught:
        open_manifest(path)
    assert "--header-row" in str(caught.value)
    assert "Nordmann" not in str(caught.value)
    assert cell not in str(caught.value)
    assert open_manifest(path, form=ManifestFormat(header_row=1)).columns  # the caller has said so


@pytest.mark.thorough
@pytest.mark.parametrize("row", [ROW, (31108412345, "Hei"), (100.5, "Hei"), (date(2034, 1, 1), "Hei")])
def test_so_in_a_workbook(tmp_path: Path, row: tuple[object, ...]) -> None:
    with pytest.raises(ManifestError, match="row 1 looks like a letter"):
        open_manifest(book(tmp_path / "m.xlsx", [row, row]))


def test_years_can_be_names(tmp_path: Path) -> None:
    assert open_manifest(book(tmp_path / "m.xlsx", [("Navn", 2033, 2034), ("x", 1, 2)])).columns is not None


def test_names_of_which_none_is_known_are_not_shown() -> None:
    with pytest.raises(ManifestError, match="None of the manifest's columns") as caught:
        Columns().check_header(["Kari Nordmann", "Storgata 1", "Oslo"])
    assert "Kari" not in str(caught.value)
    for nearly in ("sujbect", "attachment.0", "recipient.x"):
        with pytest.raises(ManifestError, match=nearly):
            Columns().check_header([nearly, "Kari Nordmann"])


@pytest.mark.thorough
def test_a_name_that_is_there_twice_is_refused_by_its_columns(tmp_path: Path) -> None:
    rows = [(*HEADER, None, "Beløp"), (*ROW, None, 7)]
    with pytest.raises(ManifestError, match=r"more than one column Beløp: columns C and G\. Rename"):
        open_manifest(book(tmp_path / "m.xlsx", rows))


@in_one_test(
    "content",
    [
        "Fnr:Emne:Fil\n31108412345:Hei:1.pdf\n",
        "Fnr~Emne~Fil\n31108412345~Hei~1.pdf\n",
        "Fnr         Emne   Fil\n31108412345 Hei    1.pdf\n",
        '"Fnr;Emne;Fil"\n"31108412345;Hei;1.pdf"\n',
    ],
)
def test_cells_that_are_not_divided_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(ManifestError, match="the cells are not divided by semicolons"):
        open_manifest(text(tmp_path / "m.csv", content))


@in_one_test(
    "content",
    [
        '"Fnr"; "Emne"; "Fil"\n"31108412345"; "Hei; du"; "1.pdf"\n',
        '"Fnr", "Emne", "Fil"\n"31108412345", "Hei; du", "1.pdf"\n',
        "Fnr;Emne;Fil\r\n31108412345;Hei; du;1.pdf\r\n\x1a".replace("Hei; du", '"Hei; du"'),
        "sep=:\nFnr:Emne:Fil\n31108412345:Hei; du:1.pdf\n",
        "# eksportert i dag\nFnr;Emne;Fil\n31108412345;'Hei; du';1.pdf\n".replace("'", '"'),
        'Fnr;Emne;Fil;;\n31108412345;"Hei; du";1.pdf;;\n',
        'Fnr;Emne;Fil\n31108412345;"Hei; du";1.pdf;;;\n',
    ],
)
def test_other_dialects_of_csv(tmp_path: Path, content: str) -> None:
    manifest = open_manifest(text(tmp_path / "m.csv", content))
    assert manifest.columns == ("Fnr", "Emne", "Fil")
    (record,) = manifest.records()
    assert list(record.values.values()) == [PERSON, "Hei; du", "1.pdf"]


def test_cells_in_single_quotation_marks(tmp_path: Path) -> None:
    path = text(tmp_path / "m.csv", f"'Fnr';'Emne';'Fil'\n{PERSON};'Hei; ''du''';'1.pdf'\n")
    manifest = open_manifest(path)
    assert manifest.columns == ("Fnr", "Emne", "Fil")
    assert [each.values["Emne"] for each in manifest.records()] == ["Hei; 'du'"]
    written = io.BytesIO()
    manifest.write_problems(written, iter([{"problem": "no"}]))
    assert "'Hei; ''du''';1.pdf;no" in written.getvalue().decode()
    open_manifest(text(path, "'Fnr';Emne\n1;'Hei'\n"))  # one of them alone is no quotation


@in_one_test(
    ("content", "advice"),
    [
        ('a;b\n"Rør" 12;x\n', "has to be doubled"),
        ('a;b\n"Han sa \\"hei\\"";x\n', "has to be doubled"),
        ('a;b\n"Rør;x\ny;z\n', "is not closed before the end"),
    ],
)
def test_quotation_marks_out_of_place(tmp_path: Path, content: str, advice: str) -> None:
    with pytest.raises(ManifestError, match=advice):
        list(open_manifest(text(tmp_path / "m.csv", content)).records())


@in_one_test("word", ["Særlig", "ærlig", "ÆRLIG", "KJÆRE", "NÆRINGSLIV", "Blå", "Rød"])
def test_letters_of_dos_are_noticed(tmp_path: Path, word: str) -> None:
    path = text(tmp_path / "m.csv", f"Fnr;Emne\n{PERSON};{word}\n", "cp865")
    with pytest.raises(ManifestError, match="--encoding cp865"):
        open_manifest(path)
    (record,) = open_manifest(path, form=ManifestFormat(encoding="cp865")).records()
    assert record.values["Emne"] == word


@in_one_test("word", ["100 €", "€ 5", "Miša", "Žižek", "paž"])
def test_signs_of_iso_8859_15_are_noticed(tmp_path: Path, word: str) -> None:
    path = text(tmp_path / "m.csv", f"Fnr;Emne;By\n{PERSON};{word};Bodø\n", "iso-8859-15")
    with pytest.raises(ManifestError, match="--encoding iso-8859-15"):
        open_manifest(path)
    (record,) = open_manifest(path, form=ManifestFormat(encoding="iso-8859-15")).records()
    assert record.values["Emne"] == word


@in_one_test("word", ["ÆRE", "ØL", "Blå", "Rød", "bær"])
def test_letters_of_an_old_mac_are_noticed(tmp_path: Path, word: str) -> None:
    with pytest.raises(ManifestError, match=r"mac_roman|cp865"):
        open_manifest(text(tmp_path / "m.csv", f"Fnr;Emne\n{PERSON};{word}\n", "mac_roman"))


@in_one_test(
    "word", ["O'BRIEN", "D'ARC", "DON'T", "`sitat' her", "rock `n' roll", "d'Arc", "Acme® AS", "Kari's"]
)
def test_quotation_marks_of_windows_are_no_letters_of_dos(tmp_path: Path, word: str) -> None:
    word = word.translate({ord("'"): "\u2019", ord("`"): "\u2018"})
    path = text(tmp_path / "m.csv", f"Fnr;Emne\n{PERSON};{word}\n", "cp1252")
    (record,) = open_manifest(path).records()
    assert record.values["Emne"] == word


def test_question_marks_in_place_of_letters_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="question marks in place of letters"):
        open_manifest(text(tmp_path / "m.csv", "F?dselsnr;Bel?p\n1;2\n"))
    for lost in ("B?t", "En k?lonne", "Bl\ufffdb\ufffdr"):
        with pytest.raises(InvalidValueError, match="has a letter that another program has lost"):
            Columns().known({"subject": lost})
    for kept in ("Hva nå?", "Se https://example.com/a?b=c", "Ja?Nei", "?", "a=b?c"):
        assert Columns().known({"subject": kept}) == {"subject": kept}


@in_one_test(
    ("name", "form", "option"),
    [
        ("m.csv", ManifestFormat(sheet="Ark1"), "--sheet"),
        ("m.jsonl", ManifestFormat(sheet="Ark1"), "--sheet"),
        ("m.xlsx", ManifestFormat(encoding="cp1252"), "--encoding"),
        ("m.jsonl", ManifestFormat(header_row=2), "--header-row"),
        ("m.parquet", ManifestFormat(encoding="utf-8"), "--encoding"),
    ],
)
def test_parts_that_a_kind_of_file_does_not_have_are_refused(
    tmp_path: Path, name: str, form: ManifestFormat, option: str
) -> None:
    with pytest.raises(ManifestError, match=f"Leave out {option}"):
        open_manifest(text(tmp_path / name, "a;b\n1;2\n"), form=form)


class TestNames:
    ADDRESS = ("Adresse", "Postnr", "Poststed", "Emne", "Fil")

    def test_first_and_last_name_are_joined(self, tmp_path: Path) -> None:
        found = guess(tmp_path / "m.csv", [("Fornavn", "Etternavn", *self.ADDRESS)])
        assert found.templates["recipient.fullname"] == "{Fornavn} {Etternavn}"
        assert (found.ignored, found.missing) == ((), ())
        english = ("First name", "Last name", "Address", "Zip", "City", "Subject", "File")
        found = guess(tmp_path / "m.csv", [english])
        assert found.templates["recipient.fullname"] == "{First name} {Last name}"

    def test_a_middle_name_can_be_missing_in_a_row(self, tmp_path: Path) -> None:
        found = guess(tmp_path / "m.csv", [("Etternavn", "Mellomnavn", "Fornavn", *self.ADDRESS)])
        template = found.templates["recipient.fullname"]
        assert template == "{Fornavn} {Mellomnavn:optional} {Etternavn}"
        columns = Columns(templates={"recipient.fullname": template})

        def joined(*names: str | None) -> object:
            row = dict(zip(("Fornavn", "Mellomnavn", "Etternavn"), names, strict=True))
            return columns.known(row)["recipient.fullname"]

        assert joined("Åse", "Blåbær", "Ødegård") == "Åse Blåbær Ødegård"
        assert joined("Ola", None, "Nordmann") == "Ola Nordmann"
        assert joined(" Ola ", " ", "Nordmann") == "Ola Nordmann"
        with pytest.raises(InvalidValueError, match="needs the column Fornavn"):
            joined(None, None, "Nordmann")

    def test_a_column_with_the_whole_name_comes_first(self, tmp_path: Path) -> None:
        found = guess(tmp_path / "m.csv", [("Navn", "Fornavn", "Etternavn", *self.ADDRESS)])
        assert found.mapping["recipient.fullname"] == "Navn"
        assert found.ignored == ("Fornavn", "Etternavn")

    def test_the_name_on_an_envelope_is_joined_too(self, tmp_path: Path) -> None:
        path = text(tmp_path / "m.csv", ";".join(("Fnr", "Fornavn", "Etternavn", *self.ADDRESS)) + "\n")
        sender = {"return_address.name": "A"}
        found = guessed(open_manifest(path), Columns(templates=sender), tmp_path)
        assert found.templates["print.name"] == "{Fornavn} {Etternavn}"

    @in_one_test(
        ("header", "told"),
        [
            (("Navn (etternavn, fornavn)", "Adresse", "Postnr", "Poststed"), "has the last name first"),
            (("Navn", "Adresse", "Postnr./sted"), "postal code and town together"),
            (("Navn", "Adresse", "Postnummer og poststed"), "postal code and town together"),
        ],
    )
    def test_two_parts_in_one_column_are_told(
        self, tmp_path: Path, header: tuple[str, ...], told: str
    ) -> None:
        found = guess(tmp_path / "m.csv", [(*header, "Emne", "Fil")])
        assert told in found.missing[0]
        assert not any(name.startswith("recipient.") for name in found.mapping)
        assert guess(tmp_path / "m.csv", [(*header, "Fnr", "Emne", "Fil")]).missing == ()


class TestDoubtfulColumns:
    def test_two_columns_of_one_meaning_are_not_chosen_between(self, tmp_path: Path) -> None:
        header = ("Fnr", "Beløp", "Å betale", "Forfall", "KID", "Emne", "Fil")
        found = guess(tmp_path / "m.csv", [header])
        assert "invoice.sum" not in found.mapping
        assert "Beløp and Å betale seem to mean the same" in found.missing[0]
        with pytest.raises(ManifestError, match=r"Beløp\. Is invoice\.sum meant"):
            Columns(mapping=found.mapping, ignored=found.ignored).check_header(header)

    def test_a_usual_name_comes_before_a_misspelt_one(self, tmp_path: Path) -> None:
        found = guess(tmp_path / "m.csv", [("Fødselsnumer", "Fødselsnummer", "Emne", "Fil")])
        assert found.mapping[PIN] == "Fødselsnummer"

    @pytest.mark.parametrize(
        ("header", "lacking"), [(("Forfall", "KID", "Konto"), "its sum"), (("Beløp", "KID"), "its due date")]
    )
    def test_an_invoice_that_lacks_a_column_is_not_dropped_in_silence(
        self, tmp_path: Path, header: tuple[str, ...], lacking: str
    ) -> None:
        found = guess(tmp_path / "m.csv", [("Fnr", "Emne", "Fil", *header)])
        assert lacking in found.missing[0]
        assert "KID" not in found.ignored

    def test_numbered_attachments(self, tmp_path: Path) -> None:
        found = guess(tmp_path / "m.csv", [("Fnr", "Emne", "Fil", "Vedlegg 1", "Vedlegg 2")])
        assert found.mapping["attachment.2"] == "Vedlegg 2"
        assert found.templates["attachment.2.subject"] == "Vedlegg 2"
        columns = Columns(templates=found.templates)
        assert columns.known({"attachment.1": "a.pdf"}) == {
            "attachment.1": "a.pdf",
            "attachment.1.subject": "Vedlegg",
        }
        assert columns.known({"attachment.1": ""}) == {}  # a row without attachments

    @in_one_test(
        "name",
        ["Fra kontonummer", "Id-nummer", "Fødselsår", "Customer no", "Navn 2", "E-post 2", "Personalnummer"],
    )
    def test_names_that_look_alike_mean_something_else(self, tmp_path: Path, name: str) -> None:
        assert guess(tmp_path / "m.csv", [("Fnr", "Emne", "Fil", name)]).ignored == (name,)


INDEXED = [",Fnr,Emne,Fil", "0,{0},A,1.pdf", "7,{0},B,2.pdf"]


@pytest.mark.parametrize("as_text", [True, False])
def test_the_index_of_pandas_and_the_row_names_of_r_are_not_used(tmp_path: Path, as_text: bool) -> None:  # noqa: FBT001 - a parameter
    lines = [line.format(PERSON) for line in INDEXED]
    if as_text:
        quoted = "\n".join(f'"{line}"'.replace(",", '";"') for line in lines)
        path = text(tmp_path / "m.csv", quoted)
    else:
        cells = [line.split(",") for line in lines]
        path = book(
            tmp_path / "m.xlsx", [[None, *cells[0][1:]], *([int(row[0]), *row[1:]] for row in cells[1:])]
        )
    manifest = open_manifest(path)
    assert manifest.columns == ("Fnr", "Emne", "Fil")
    assert manifest.notes == (f"{path.name}: column A has no name and counts the rows; it is not used.",)
    records = list(manifest.records())
    assert [each.problem for each in records] == [None, None]
    assert records[1].values == {"Fnr": PERSON, "Emne": "B", "Fil": "2.pdf"}
    corrected = io.BytesIO()
    if as_text:
        manifest.write_problems(corrected, iter([{"problem": "x", "corrects": "y"}, None]))
        assert corrected.getvalue().decode().splitlines()[1] == f"0;{PERSON};A;1.pdf;x;y"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (",Fnr,Emne\nOla,{0},A\n2,{0},B", "a value in column A, which has no name"),
        (f",Emne,Fil\n{PERSON},A,1.pdf", "a value in column A, which has no name"),
        ("Fnr,Emne\n1,{0},A", "a first column that counts the rows has to have a name"),
        ("Fnr,Emne\n{0},A,B", "a cell with the delimiter in it has to stand in quotation marks"),
        (",Fnr,Emne\n1,{0},A,B", "the row has 4 cells and the header 3"),
    ],
)
def test_other_columns_without_a_name_are_refused(tmp_path: Path, content: str, problem: str) -> None:
    (record, *_) = open_manifest(text(tmp_path / "m.csv", content.format(PERSON))).records()
    assert problem in (record.problem or "")
