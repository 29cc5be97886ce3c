"""Names of columns in Norway, in Norwegian and in English, with their meanings."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Meaning", "meaning_of"]

Meaning = str
"""A column of bulk mail, or one of those that depend on the other columns, such as `name` and `street`."""

_NAMES = {
    "pin": "fødselsnummer fødselsnr fnr personnummer personnr pnr pin personid fødselsogpersonnummer dnummer "
    "ssn nationalid nationalidentitynumber personalidentificationnumber personalnumber socialsecuritynumber",
    "organisation": "organisasjonsnummer organisasjonsnr orgnummer orgnr foretaksnummer foretaksnr "
    "organisationnumber organizationnumber orgno companynumber vatnumber",
    "digipost_address": "digipostadresse digipostaddress",
    "email": "epost epostadresse mail mailadresse email emailaddress",
    "phone": "mobil mobilnr mobilnummer telefon telefonnr telefonnummer tlf mobile phone phonenumber",
    "name": "navn fulltnavn kundenavn mottaker mottakernavn mottakersnavn name fullname customername "
    "recipient recipientname customer kunde",
    "first_name": "fornavn firstname givenname",
    "last_name": "etternavn lastname surname familyname",
    "street": "adresse adresse1 adresselinje1 gateadresse gate vei postadresse address address1 addressline1 "
    "street streetaddress",
    "street2": "adresse2 adresselinje2 coadresse co address2 addressline2",
    "zip": "postnr postnummer zip zipcode postalcode postcode",
    "city": "poststed by sted city town",
    "country": "land country",
    "birth_date": "fødselsdato fdato birthdate dateofbirth",
    "sum": "beløp sum total totalt totalbeløp fakturabeløp restbeløp åbetale tilbetaling beløpåbetale "
    "beløpinklmva beløpnok amount amountdue totalamount invoiceamount",
    "due": "forfall forfallsdato forfalldato betalingsfrist frist duedate due paymentdue",
    "kid": "kid kidnr kidnummer ocr paymentreference",
    "account": "kontonummer kontonr konto bankkonto bankkontonummer tilkonto betalestilkonto account "
    "accountnumber bankaccount creditoraccount",
    "number": "fakturanr fakturanummer faktura bilagsnr bilagsnummer invoice invoicenumber invoiceno",
    "subject": "emne tittel overskrift subject title",
    "document": "fil filnavn filsti dokument brev pdf pdffil file filename document documentpath path letter",
    "attachment": "vedlegg vedlegg1 vedleggsfil attachment attachment1",
    "delivery_time": "sendetid sendetidspunkt leveringstidspunkt leveringstid deliverytime senddate",
}
_MEANINGS: Mapping[str, Meaning] = {
    name: meaning for meaning, names in _NAMES.items() for name in names.split()
}
# The forms of æ, ø and å in exports that cannot write these letters.
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_LONG = 5  # characters; shorter names are similar by chance
_CUTOFF = 0.86


def meaning_of(name: str) -> Meaning | None:
    """Return the meaning of a column name, if it is a usual name or nearly one."""
    folded = _folded(name)
    found = _ALL.get(folded)
    if found is None and len(folded) >= _LONG:
        near = get_close_matches(folded, _ALL, n=1, cutoff=_CUTOFF)
        found = _ALL[near[0]] if near else None
    return found


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", normalize("NFC", name).casefold())


_ALL = {name.translate(_PLAIN): meaning for name, meaning in _MEANINGS.items()} | dict(_MEANINGS)
