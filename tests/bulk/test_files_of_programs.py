"""Columns of the business programs of Norway, by their public documentation: understood, or named as missing.

The names are those of exports and of import templates, which users fill in and export again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.bulk.guesses.column_guesses import Guess, guessed
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from tests.support.manifests import write_csv

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RETURN = {f"return_address.{name}": "x" for name in ("name", "addressline1", "zip_code", "city")}

TRIPLETEX_INVOICES = (
    *("INVOICE NO", "INVOICE DATE", "DUE DATE", "KID", "ORDER NO", "CUSTOMER NO", "CUSTOMER NAME"),
    *("CUSTOMER EMAIL", "ORGANIZATION NO", "REFERENCE NO", "COMMENTS", "CURRENCY"),
    *("ORDER LINE - DESCRIPTION", "ORDER LINE - UNIT PRICE", "ORDER LINE - COUNT", "ORDER LINE - VAT CODE"),
)
TRIPLETEX_ORDERS = (
    *("ORDER NO", "ORDER DATE", "CUSTOMER NO", "CUSTOMER NAME", "ORGANIZATION NO", "CUSTOMER EMAIL"),
    *("CUSTOMER PHONE", "CUSTOMER MOBILE", "POSTAL ADDR - LINE 1", "POSTAL ADDR - LINE 2"),
    *("POSTAL ADDR - POSTAL NO", "POSTAL ADDR - CITY", "POSTAL ADDR - COUNTRY", "BUSINESS ADDR - LINE 1"),
    *(
        "BUSINESS ADDR - LINE 2",
        "BUSINESS ADDR - POSTAL NO",
        "BUSINESS ADDR - CITY",
        "BUSINESS ADDR - COUNTRY",
    ),
)
TRIPLETEX_CUSTOMERS = (
    *("Kundenummer", "Leverandørnummer", "Navn", "Organisasjonsnummer", "Telefon", "Mobil", "Faks", "Epost"),
    *("Postadresse - linje 1", "Postadresse - linje 2", "Postadresse - postnummer", "Postadresse - sted"),
    *("Postadresse - land", "Forretningsadresse - linje 1", "Forretningsadresse - postnummer"),
    *("Forretningsadresse - sted", "Forretningsadresse - land"),
)
SEVEN_OFFICE_INVOICES = (
    *("OrderId", "InvoiceId", "CustomerId", "CustomerName", "CustomerOrgNo", "CustomerReferenceNo"),
    *(
        "TotalWithTax",
        "TotalWithoutTax",
        "TotalTax",
        "TotalCost",
        "CurrencyId",
        "CurrencyRate",
        "CurrencyUnit",
    ),
    *("InvoiceDate", "OrderDate", "DateChanged", "PaymentTime", "InvoiceText", "InvoiceTitle"),
    *("InvoiceAddress", "InvoiceZipCode", "InvoiceZipArea", "InvoiceCity", "InvoiceState", "InvoiceCountry"),
    *("InvoiceEmailAddress", "RecName", "RecAddress", "RecZipcode", "RecZipArea", "RecCity", "RecCountry"),
    *("RecPhone", "KID", "ReferenceNo", "BankAccountNoSender", "SendToFactoring"),
)
UNI_MICRO_CUSTOMERS = (
    *("Kundenummer", "Navn", "Adresse", "Adressefelt2", "Postnr", "Poststed", "Landkode", "Land", "Telefon"),
    *("Telefax", "Mobil", "Email", "Organisasjonsnr", "Kredittdager", "Kredittgrense", "Selgernr"),
    *("Kundekategori", "Valutakode", "Kommentar", "Gironummer", "Leveringsmåte", "Kjedenummer"),
)


def guess(path: Path, names: Sequence[str], columns: Columns | None = None) -> Guess:
    manifest = open_manifest(write_csv(path, names, [["x"] * len(names)], between=";"))
    return guessed(manifest, columns or Columns(), path.parent)


@pytest.mark.parametrize(
    ("names", "mapping"),
    [
        (
            SEVEN_OFFICE_INVOICES,
            {
                "recipient.organisation_number": "CustomerOrgNo",
                "print.name": "CustomerName",
                "print.addressline1": "InvoiceAddress",
                "print.zip_code": "InvoiceZipCode",
                "print.city": "InvoiceZipArea",
                "print.country": "InvoiceCountry",
            },
        ),
        (
            UNI_MICRO_CUSTOMERS,
            {
                "recipient.organisation_number": "Organisasjonsnr",
                "print.name": "Navn",
                "print.addressline1": "Adresse",
                "print.addressline2": "Adressefelt2",
                "print.zip_code": "Postnr",
                "print.city": "Poststed",
                "print.country": "Land",
                "print.country_code": "Landkode",
            },
        ),
        (
            TRIPLETEX_CUSTOMERS,
            {
                "recipient.organisation_number": "Organisasjonsnummer",
                "print.name": "Navn",
                "print.addressline1": "Postadresse - linje 1",
                "print.addressline2": "Postadresse - linje 2",
                "print.zip_code": "Postadresse - postnummer",
                "print.city": "Postadresse - sted",
                "print.country": "Postadresse - land",
            },
        ),
        (
            TRIPLETEX_ORDERS,
            {
                "recipient.organisation_number": "ORGANIZATION NO",
                "print.name": "CUSTOMER NAME",
                "print.addressline1": "POSTAL ADDR - LINE 1",
                "print.addressline2": "POSTAL ADDR - LINE 2",
                "print.zip_code": "POSTAL ADDR - POSTAL NO",
                "print.city": "POSTAL ADDR - CITY",
                "print.country": "POSTAL ADDR - COUNTRY",
            },
        ),
    ],
)
def test_recipients_and_addresses(tmp_path: Path, names: Sequence[str], mapping: dict[str, str]) -> None:
    found = guess(tmp_path / "m.csv", names, Columns(templates=RETURN))
    assert dict(found.mapping) == mapping


@pytest.mark.parametrize(
    ("names", "named"),
    [
        (TRIPLETEX_INVOICES, "DUE DATE and KID seem to be those of an invoice, and no column has its sum"),
        (SEVEN_OFFICE_INVOICES, "and no column has its due date"),
    ],
)
def test_parts_of_an_invoice_that_are_missing_are_named(
    tmp_path: Path, names: Sequence[str], named: str
) -> None:
    """No part is ignored in silence: these columns would stay behind otherwise."""
    found = guess(tmp_path / "m.csv", names)
    (problem,) = [each for each in found.missing if "those of an invoice" in each]
    assert named in problem
    assert not {"KID", "DUE DATE", "TotalWithTax"} & {*found.ignored}


def test_an_export_with_all_of_an_invoice(tmp_path: Path) -> None:
    names = (
        "Fakturanr.",
        "Kundenr",
        "Kundenavn",
        "Org. nr.",
        "Fakturadato",
        "Forf.dato",
        "Totalt inkl. mva.",
    )
    found = guess(tmp_path / "m.csv", (*names, "Totalt ekskl. mva.", "KID-nummer", "Bankkontonr", "Valuta"))
    assert found.mapping == {
        "recipient.organisation_number": "Org. nr.",
        "invoice.sum": "Totalt inkl. mva.",
        "invoice.due_date": "Forf.dato",
        "invoice.kid": "KID-nummer",
        "invoice.creditor_account": "Bankkontonr",
    }
    assert found.templates == {"subject": "Faktura {Fakturanr.}"}


def test_a_mark_of_the_kind_of_table_above_it(tmp_path: Path) -> None:
    """PowerOffice Go begins an import with a cell such as [Orders], left above the table."""
    path = tmp_path / "m.csv"
    path.write_text("[Orders];;\nFnr;Navn;Adresse\n01013300001;Ola;Vei 1\n", encoding="utf-8")
    manifest = open_manifest(path)
    assert manifest.columns == ("Fnr", "Navn", "Adresse")
