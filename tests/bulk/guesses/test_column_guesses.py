"""Names of columns in Norway: recognised, suggested, or refused with a suggestion."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import ManifestError
from digipost.bulk.guesses.column_guesses import guessed
from digipost.bulk.manifests.column_names import meaning_of
from digipost.bulk.manifests.columns import COLUMNS, Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.suggestions import suggested
from tests.support.guesses import guess, guess_of_rows
from tests.support.manifests import PERSON, PIN, write_csv
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

MEANINGS = [
    ("Fødselsnummer", "pin"),
    ("fødselsnr.", "pin"),
    ("FØDSELSNR", "pin"),
    ("Fodselsnummer", "pin"),
    ("fnr", "pin"),
    ("Fnr.", "pin"),
    ("Personnummer", "pin"),
    ("Person nr", "pin"),
    ("Fødselsnumer", "pin"),
    ("Orgnr", "organisation"),
    ("Org.nr.", "organisation"),
    ("Organisasjonsnummer", "organisation"),
    ("Navn", "name"),
    ("Kundenavn", "name"),
    ("Adresse", "street"),
    ("Adresse 1", "street"),
    ("Postnr", "zip"),
    ("Post nr.", "zip"),
    ("Poststed", "city"),
    ("Beløp", "sum"),
    ("Belop", "sum"),
    ("Beløp (NOK)", "sum"),
    ("Å betale", "sum"),
    ("Totalbeløp", "sum"),
    ("Forfall", "due"),
    ("Forfallsdato", "due"),
    ("Due date", "due"),
    ("KID", "kid"),
    ("KID-nummer", "kid"),
    ("Kontonummer", "account"),
    ("Konto nr.", "account"),
    ("Emne", "subject"),
    ("Tittel", "subject"),
    ("Fil", "document"),
    ("Filnavn", "document"),
    ("Vedlegg", "attachment"),
    ("E-post", "email"),
    ("Epostadresse", "email"),
    ("Mobil", "phone"),
    ("Mobilnr.", "phone"),
    ("Fakturanr", "number"),
    ("Faktura nr.", "number"),
    ("Fødselsdato", "birth_date"),
    ("First name", "first_name"),
    ("Postal code", "zip"),
    ("Amount due", "sum"),
    ("Invoice number", "number"),
    ("Beløp i NOK", "sum"),
    ("Beløp (inkl. mva)", "sum"),
    ("BELØP_INKL_MVA", "sum"),
    ("Totalt inkl. mva.", "sum"),
    ("Beløp\u00a0(kr):", "sum"),
    ("Forfallsdato (dd.mm.åååå)", "due"),
    ("Forfallsdato [ÅÅÅÅ-MM-DD]", "due"),
    ("Due date (yyyy-mm-dd)", "due"),
    ("forfalls_dato", "due"),
    ("FORFALL:", "due"),
    ("Betales innen", "due"),
    ("Fødselsnummer*", "pin"),
    ("Fødselsnummer (påkrevd)", "pin"),
    ("Kundens fødselsnummer", "pin"),
    ("Organisasjonsnr (9 siffer)", "organisation"),
    ("Bankkontonr", "account"),
    ("Postadresse - linje 1", "street"),
    ("Landkode", "country_code"),
    ("Adresselinje", "street"),
    ("Address line", "street"),
    ("Pers.nr.", "pin"),
    ("Til kontonr", "account"),
    ("Sum til betaling", "sum"),
    ("Fil (PDF)", "document"),
    ("Mottakers fødselsnr", "pin"),
    ("Orgnr. (mottaker)", "organisation"),
    ("Customer address", "street"),
]


@in_one_test(("name", "meaning"), MEANINGS)
@in_one_test("form", ["NFC", "NFD"])
def test_a_usual_name_is_recognised(name: str, meaning: str, form: str) -> None:
    assert form in {"NFC", "NFD"}
    assert meaning_of(unicodedata.normalize("NFD" if form == "NFD" else "NFC", name)) == meaning


@in_one_test(
    "name",
    [
        "Merknad",
        "Kundenr",
        "Saldo",
        "x",
        "",
        "1",
        "31108412345",
        "Dato",
        "Sender_id",
        "Leveringssted",
        "Faktura-epost",
        "County",
        "Kind kode",
        "Sender ID",
        "Sent date",
        "Beløp ekskl. mva",
        "Beløp (ekskl. mva)",
        "Totalbeløp eks mva",
        "TotalWithoutTax",
        "Mva-beløp",
        "Betalt beløp",
        "Fakturadato",
        "Leveringsadresse",
        "Forretningsadresse - linje 1",
        "CUSTOMER NO",
    ],
)
def test_others_are_not(name: str) -> None:
    assert meaning_of(name) is None


@in_one_test(
    ("name", "column"),
    [
        ("recipient.pin", PIN),
        ("recipient.fnr", PIN),
        ("pin", PIN),
        ("fødselsnummer", PIN),
        ("recipient.orgnr", "recipient.organisation_number"),
        ("print.postnr", "print.zip_code"),
        ("print.postalcode", "print.zip_code"),
        ("return_address.navn", "return_address.name"),
        ("invoice.beløp", "invoice.sum"),
        ("invoice.forfallsdato", "invoice.due_date"),
        ("forfall", "invoice.due_date"),
        ("sujbect", "subject"),
        ("recipient.personal_identfication_number", PIN),
        ("wholly different", None),
    ],
)
def test_the_right_column_is_suggested(name: str, column: str | None) -> None:
    assert suggested(name, COLUMNS) == column


def test_a_map_to_a_wrong_name_suggests_the_right_one() -> None:
    with pytest.raises(ManifestError, match=f"Is {PIN} meant"):
        Columns(mapping={"recipient.pin": "fnr"})


def test_unknown_columns_are_told_all_together_with_a_suggestion_each() -> None:
    with pytest.raises(ManifestError) as caught:
        Columns().check_header(["fnr", "Beløp", "Merknad", "subject"])
    said = str(caught.value)
    assert f"fnr. Is {PIN} meant?" in said
    assert "Beløp. Is invoice.sum meant?" in said
    assert "Merknad" in said


def test_names_are_compared_in_composed_letters_and_without_spaces(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv", [unicodedata.normalize("NFD", " Beløp\N{NO-BREAK SPACE}"), "Nr\n1"], [("1", "2")]
    )
    columns = Columns(
        mapping={"invoice.sum": unicodedata.normalize("NFD", "Beløp ")}, templates={"subject": "{Nr 1}"}
    )
    manifest = open_manifest(path)
    assert manifest.columns == ("Beløp", "Nr 1")
    columns.check_header(manifest.columns)
    (record,) = manifest.records()
    assert columns.known(record.values) == {"invoice.sum": "1", "subject": "2"}


def test_an_invoice(tmp_path: Path) -> None:
    found = guess(tmp_path, ["Fnr", "Navn", "Beløp", "Forfall", "KID", "Kontonr", "Emne", "Fil", "Merknad"])
    assert found.mapping == {
        "subject": "Emne",
        "document": "Fil",
        PIN: "Fnr",
        "invoice.sum": "Beløp",
        "invoice.due_date": "Forfall",
        "invoice.kid": "KID",
        "invoice.creditor_account": "Kontonr",
    }
    assert (found.templates, found.ignored, found.missing) == ({}, ("Navn", "Merknad"), ())


def test_people_by_name_and_address(tmp_path: Path) -> None:
    found = guess(tmp_path, ["Navn", "Adresse", "Postnr", "Poststed", "Mobil", "Emne", "Fil"])
    assert found.mapping["recipient.fullname"] == "Navn"
    assert found.mapping["recipient.postalcode"] == "Postnr"
    assert found.mapping["recipient.phone_number"] == "Mobil"


def test_paper_is_guessed_only_where_the_sender_has_an_address(tmp_path: Path) -> None:
    header = ["Fnr", "Navn", "Adresse", "Postnr", "Poststed", "Emne", "Fil"]
    assert not any(name.startswith("print.") for name in guess(tmp_path, header).mapping)
    sender = {"return_address.name": "A", "return_address.zip_code": "0155", "return_address.city": "Oslo"}
    found = guess(tmp_path, header, columns=Columns(templates=sender)).mapping
    assert (found["print.name"], found["print.zip_code"]) == ("Navn", "Postnr")


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    found = guess(tmp_path, ["Beløp"])
    assert len(found.missing) == 3
    assert "fødselsnummer" in found.missing[0]


@pytest.mark.parametrize(
    ("name", "path"), [("Fakturanr", "brev/1001.pdf"), ("Kunde nr", "faktura-1001-a.pdf")]
)
def test_documents_that_are_called_after_a_column(tmp_path: Path, name: str, path: str) -> None:
    (tmp_path / "brev").mkdir()
    (tmp_path / path).write_bytes(b"%PDF")
    found = guess(tmp_path, ["Fnr", name], [PERSON, "1001"])
    assert found.templates["document"] == path.replace("1001", f"{{{name}}}")
    assert found.ignored == ()
    assert ("subject" in found.templates) == (name == "Fakturanr")


@in_one_test(
    ("header", "files", "shown"),
    [
        (["Fnr", "Emne", "Antall", "Nr"], ["brev/1.pdf", "brev/2.pdf"], "brev/{Antall}.pdf or brev/{Nr}.pdf"),
        (
            ["Fnr", "Emne", "Nr", "x"],
            ["gamle/1.pdf", "gamle/2.pdf", "brev/1.pdf", "brev/2.pdf"],
            "brev/{Nr}.pdf or gamle/{Nr}.pdf",
        ),
        (
            ["Fnr", "Emne", "Nr", "x"],
            ["a-1.pdf", "a-2.pdf", "b-1.pdf", "b-2.pdf"],
            "a-{Nr}.pdf or b-{Nr}.pdf",
        ),
    ],
)
def test_letters_that_rows_may_share_in_two_ways_are_not_guessed(
    tmp_path: Path, header: list[str], files: list[str], shown: str
) -> None:
    """A wrong guess gives each person the letter of another one."""
    last = ["2", "1"] if "Antall" in header else ["", ""]
    rows = [[PERSON, "A", "1", last[0]], ["31108412345", "B", "2", last[1]]]
    found = guess_of_rows(tmp_path, header, rows, *files)
    assert "document" not in found.templates
    assert found.missing == (
        f"More than one file beside the manifest fits each row, {shown}: choose the document.",
    )


@pytest.mark.parametrize("is_alike", [True, False])
def test_columns_that_are_alike_at_first_are_compared_to_the_end(tmp_path: Path, is_alike: bool) -> None:  # noqa: FBT001 - a parameter
    rows = [[PERSON, "A", str(number), str(number)] for number in range(1, 30)]
    if not is_alike:
        rows[-1][2], rows[-2][2] = rows[-2][2], rows[-1][2]
    files = [f"{number}.pdf" for number in range(1, 30)]
    found = guess_of_rows(tmp_path, ["Fnr", "Emne", "Kundenr", "Saksnr"], rows, *files)
    assert found.templates == ({"document": "{Kundenr}.pdf"} if is_alike else {})
    assert bool(found.missing) != is_alike


@in_one_test(
    ("columns", "line"),
    [
        (["Gate", "Husnr"], "{Gate} {Husnr:optional}"),
        (["Gatenavn", "Gatenr", "Bokstav"], "{Gatenavn} {Gatenr:optional}{Bokstav:optional}"),
        (["Street", "House number"], "{Street} {House number:optional}"),
        (["Veinavn"], "{Veinavn}"),
        (["Gate", "Nr"], "{Gate} {Nr:optional}"),
        (["Gatenavn", "Nr.", "Bokstav"], "{Gatenavn} {Nr.:optional}{Bokstav:optional}"),
    ],
)
def test_a_street_and_its_number_are_one_line(tmp_path: Path, columns: list[str], line: str) -> None:
    found = guess(tmp_path, ["Navn", *columns, "Postnr", "Poststed", "Emne", "Fil"])
    assert found.templates == {"recipient.addressline1": line}
    assert (found.ignored, found.missing) == ((), ())
    sender = {"return_address.name": "A", "return_address.zip_code": "0155", "return_address.city": "Oslo"}
    header = ["Fnr", "Navn", *columns, "Postnr", "Poststed", "Emne", "Fil"]
    on_paper = guess(tmp_path, header, columns=Columns(templates=sender))
    assert on_paper.templates["print.addressline1"] == line


def test_an_address_that_may_have_its_number_is_told(tmp_path: Path) -> None:
    found = guess(tmp_path, ["Navn", "Adresse", "Husnr", "Postnr", "Poststed", "Emne", "Fil"])
    (missing,) = found.missing
    assert missing == (
        "The columns Adresse and Husnr seem to be one line of an address: set addressline1 to "
        '"{Adresse} {Husnr}", or ignore Husnr.'
    )
    assert "Husnr" not in found.ignored


def test_a_third_line_is_printed(tmp_path: Path) -> None:
    header = ["Fnr", "Navn", "Adresse1", "Adresse2", "Adresse3", "Postnr", "Poststed", "Emne", "Fil"]
    sender = {"return_address.name": "A", "return_address.zip_code": "0155", "return_address.city": "Oslo"}
    assert (
        guess(tmp_path, header, columns=Columns(templates=sender)).mapping["print.addressline3"] == "Adresse3"
    )


def test_an_invoice_whose_sum_has_another_name_is_told(tmp_path: Path) -> None:
    (missing,) = guess(tmp_path, ["Fnr", "Beløp EUR", "Forfall", "Konto", "Emne", "Fil"]).missing
    assert missing == (
        "The columns Forfall and Konto seem to be those of an invoice, and no column has its sum: map it, or "
        "ignore them."
    )
    assert guess(tmp_path, ["Fnr", "Beløp", "Konto", "Emne", "Fil"]).missing == ()
    assert guess(tmp_path, ["Fnr", "Frist", "Emne", "Fil"]).missing == ()


def test_a_name_that_is_nearly_known_is_not_ignored(tmp_path: Path) -> None:
    assert guess(tmp_path, ["Fnr", "sujbect", "Merknad"]).ignored == ("Merknad",)


def test_an_invoice_without_an_account_is_told(tmp_path: Path) -> None:
    header = ["Fnr", "Beløp", "Forfall", "KID", "Emne", "Fil"]
    (missing,) = guess(tmp_path, header).missing
    assert "invoice.creditor_account" in missing
    account = Columns(templates={"invoice.creditor_account": "15941432384"})
    assert guess(tmp_path, header, columns=account).missing == ()


def test_rows_that_are_no_letters_name_no_files(tmp_path: Path) -> None:
    """A row of totals had kept the guess of the letters' paths away."""
    for number in (1, 2):
        (tmp_path / f"{number}.pdf").touch()
    rows = [("1", PERSON), ("2", PERSON), ("Fakturanr", "Fnr"), ("Sum", "")]
    path = write_csv(tmp_path / "m.csv", ("Fakturanr", "Fnr"), rows)
    found = guessed(open_manifest(path), Columns(), tmp_path)
    assert found.templates["document"] == "{Fakturanr}.pdf"
