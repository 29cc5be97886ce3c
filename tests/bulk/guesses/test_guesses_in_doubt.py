"""Columns whose meaning is open: nothing is guessed, and the columns are named with the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.manifests.columns import Columns
from tests.support.guesses import guess, guess_of_rows
from tests.support.manifests import PERSON, PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

BILL = ["Fnr", "Emne", "Fil", "Forfall", "KID", "Konto"]
TO_PAY = "leave open which sum is to be paid"
WITH_TAX = "leave open if the sum includes the tax"


@in_one_test(
    ("sums", "question"),
    [
        (["Beløp", "Mva"], WITH_TAX),
        (["Sum", "MVA-beløp"], WITH_TAX),
        (["Amount", "VAT"], WITH_TAX),
        (["Beløp", "Saldo"], TO_PAY),
        (["Fakturabeløp", "Utestående"], TO_PAY),
        (["Beloep", "Utestaaende"], TO_PAY),
        (["Total", "Innbetalt"], TO_PAY),
        (["Amount", "Open amount"], TO_PAY),
        (["Beløp", "Brutto"], TO_PAY),
        (["Beløp", "Gjenværende beløp (NOK)"], TO_PAY),
    ],
)
def test_a_sum_beside_another_one_is_not_guessed(tmp_path: Path, sums: list[str], question: str) -> None:
    found = guess(tmp_path, [*BILL, *sums])
    assert "invoice.sum" not in found.mapping
    assert not set(sums) & set(found.ignored)
    (said,) = found.missing
    assert said.startswith(f"The columns {sums[0]} and {sums[1]} {question}: map ")


@in_one_test(
    "sums",
    [
        ["Beløp inkl. mva", "Mva"],
        ["Totalbeløp", "Mva"],
        ["Fakturabeløp", "Mva-beløp"],
        ["Restbeløp", "Saldo"],
        ["Å betale", "Innbetalt"],
        ["Amount due", "Balance"],
        ["Beløp", "Mva-kode"],
        ["Sum", "Sum eks. mva"],
        ["Beløp", "Betalt"],
    ],
)
def test_a_sum_that_its_name_tells_apart_is_guessed(tmp_path: Path, sums: list[str]) -> None:
    found = guess(tmp_path, [*BILL, *sums])
    assert found.mapping["invoice.sum"] == sums[0]
    assert (found.ignored, found.missing) == ((sums[1],), ())


def test_a_sum_beside_one_without_its_tax_includes_it(tmp_path: Path) -> None:
    for without in ("Sum eks. mva", "Beløp ekskl. mva", "Netto", "Amount excl. VAT", "Nettobeløp"):
        found = guess(tmp_path, [*BILL, without, "Mva", "Sum"])
        assert found.mapping["invoice.sum"] == "Sum"
        assert (found.ignored, found.missing) == ((without, "Mva"), ())


def test_sums_of_letters_without_an_invoice_are_open_to_nothing(tmp_path: Path) -> None:
    assert guess(tmp_path, ["Fnr", "Emne", "Fil", "Beløp", "Saldo", "Mva"]).missing == ()
    said = Columns(mapping={"invoice.sum": "Beløp"})
    found = guess(tmp_path, [*BILL, "Beløp", "Saldo", "Mva"], columns=said)
    assert (found.ignored, found.missing) == (("Saldo", "Mva"), ())


@in_one_test(
    ("header", "names"),
    [
        (["Navn", "Adresse", "Ny adresse", "Postnr", "Poststed"], "Adresse and Ny adresse"),
        (["Navn", "Adresse", "Postnr", "Poststed", "New city"], "Poststed and New city"),
        ([*BILL[:1], "Beløp", *BILL[3:], "Ny forfallsdato"], "Forfall and Ny forfallsdato"),
        ([*BILL[:1], "Beløp", *BILL[3:], "Nytt kontonr."], "Konto and Nytt kontonr."),
        ([*BILL[:1], "Beløp", "Korrigert beløp", *BILL[3:]], "Beløp and Korrigert beløp"),
    ],
)
def test_an_older_value_is_not_guessed(tmp_path: Path, header: list[str], names: str) -> None:
    found = guess(tmp_path, [*header, "Emne", "Fil"])
    (said,) = found.missing
    assert said.startswith(f"The columns {names} leave open which of them is valid: map one of them")
    assert not set(names.split(" and ")) & {*found.mapping.values(), *found.ignored}


@in_one_test(
    ("header", "names"),
    [
        (["Orgnr", "Orgnr mottaker"], "Orgnr and Orgnr mottaker"),
        (["Fnr", "Kundens fødselsnr."], "Fnr and Kundens fødselsnr."),
        (["E-post", "Mottakers e-post"], "E-post and Mottakers e-post"),
    ],
)
def test_two_numbers_that_can_be_the_recipients_are_not_guessed(
    tmp_path: Path, header: list[str], names: str
) -> None:
    found = guess(tmp_path, [*header, "Emne", "Fil"])
    assert (
        f"The columns {names} seem to mean the same: map one of them, and ignore the others." in found.missing
    )


@in_one_test(
    ("header", "known"),
    [
        (["Orgnr avsender", "Orgnr mottaker"], "recipient.organisation_number"),
        (["Avsenders e-post", "Mottakers e-post"], "recipient.email"),
        (["Saksbehandlers fnr", "Mottakerfnr"], PIN),
    ],
)
def test_the_recipients_own_number_is_guessed(tmp_path: Path, header: list[str], known: str) -> None:
    found = guess(tmp_path, [*header, "Emne", "Fil"])
    assert found.mapping[known] == header[1]
    assert (found.ignored, found.missing) == ((header[0],), ())


ACCOUNTS = ["15941432384", "86011117947", "12345678903"]


def bills(folder: Path, accounts: list[str], name: str = "Kontonr") -> tuple[str | None, tuple[str, ...]]:
    header = ["Fnr", "Emne", "Fil", "Beløp", "Forfall", "KID", name]
    rows = [[PERSON, "A", "x.pdf", "1", "15.02.2034", "1", account] for account in accounts]
    found = guess_of_rows(folder, header, rows)
    return found.mapping.get("invoice.creditor_account"), found.missing


def test_accounts_of_recipients_are_not_taken_for_the_senders(tmp_path: Path) -> None:
    account, (said,) = bills(tmp_path, ACCOUNTS)
    assert account is None
    assert said == (
        "The column Kontonr has another account in each row, as the accounts of recipients are: map it to "
        "invoice.creditor_account if the invoices are paid to it, else ignore it."
    )


@in_one_test(
    ("accounts", "name"),
    [
        (ACCOUNTS[:2], "Kontonr"),
        ([*ACCOUNTS, ACCOUNTS[0]], "Kontonr"),
        ([ACCOUNTS[0]] * 3, "Konto"),
        (ACCOUNTS, "Vårt kontonr"),
        (ACCOUNTS, "Til konto"),
    ],
)
def test_accounts_of_the_sender_are_guessed(tmp_path: Path, accounts: list[str], name: str) -> None:
    assert bills(tmp_path, accounts, name) == (name, ())


@in_one_test(("name", "known"), [("Orgnr", "recipient.organisation_number"), ("E-post", "recipient.email")])
def test_a_number_that_all_rows_share_is_not_taken_for_the_recipients(
    tmp_path: Path, name: str, known: str
) -> None:
    rows = [["984661185", f"Faktura {number}", "x.pdf"] for number in range(3)]
    found = guess_of_rows(tmp_path, [name, "Emne", "Fil"], rows)
    assert known not in found.mapping
    assert found.ignored == ()
    assert "in all rows, as the sender's own is" in found.missing[0]
    rows[0][0] = "974652277"
    assert guess_of_rows(tmp_path, [name, "Emne", "Fil"], rows).mapping[known] == name


@in_one_test(
    ("rows", "is_both"),
    [
        ([[PERSON, ""], ["", "984661185"]], True),
        ([["", "984661185"], [PERSON, ""], ["", ""]], True),
        ([[PERSON, "984661185"], ["", "974652277"]], False),
        ([[PERSON, ""], ["01013300001", ""]], False),
        ([[PERSON, "984661185"], ["01013300001", "984661185"]], False),
    ],
)
def test_people_and_organisations_in_one_table(
    tmp_path: Path,
    rows: list[list[str]],
    is_both: bool,  # noqa: FBT001 - a parameter
) -> None:
    found = guess_of_rows(tmp_path, ["Fnr", "Orgnr", "Emne", "Fil"], [[*row, "A", "x.pdf"] for row in rows])
    assert found.mapping[PIN] == "Fnr"
    assert found.mapping.get("recipient.organisation_number") == ("Orgnr" if is_both else None)
    assert (found.ignored, found.missing) == (() if is_both else ("Orgnr",), ())


SENDER = {"return_address.name": "A", "return_address.zip_code": "0155", "return_address.city": "Oslo"}


@in_one_test("first", ["Fnr", "Kundenr"])
@in_one_test(
    ("columns", "advice"),
    [
        (
            ["Postboks"],
            'map it to addressline1, or set that to "Postboks {Postboks}" if it has the number only.',
        ),
        (["Adresse", "Postboks"], "beside Adresse: map it to addressline2, or ignore it."),
    ],
)
def test_a_post_box_is_not_left_out(tmp_path: Path, first: str, columns: list[str], advice: str) -> None:
    header = [first, "Navn", *columns, "Postnr", "Poststed", "Emne", "Fil"]
    found = guess(tmp_path, header, columns=Columns(templates=SENDER if first == "Fnr" else {}))
    assert found.missing[0].startswith("The column Postboks seems to be a line of an address")
    assert found.missing[0].endswith(advice)
    assert "Postboks" not in found.ignored
    if first == "Fnr":
        assert guess(tmp_path, header).missing == ()  # without paper, nothing needs it


def test_a_number_that_follows_no_street_is_none_of_a_house(tmp_path: Path) -> None:
    found = guess(tmp_path, ["Nr", "Navn", "Gate", "Postnr", "Poststed", "Emne", "Fil"])
    assert (found.templates, found.ignored, found.missing) == ({}, ("Nr",), ())
