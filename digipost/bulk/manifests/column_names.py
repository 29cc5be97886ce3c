"""Names of columns in Norway, in Norwegian and in English, with their meanings."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Meaning", "folded", "meaning_of", "number_of_attachment", "usual_meaning_of"]

Meaning = str
"""A column of bulk mail, or a name that depends on the other columns, such as `name` and `street`."""

_NAMES = {
    "pin": "fødselsnummer fødselsnr fnr personnummer personnr persnr pnr pin personid fødselsogpersonnummer "
    "dnummer dnr fødselsnummerdnummer fødselsnrdnr fnrdnr ssn nationalid "
    "nationalidentitynumber personalidentificationnumber personalnumber socialsecuritynumber "
    "kundensfødselsnummer kundensfnr mottakersfødselsnummer mottakersfnr fødselsnummermottaker",
    "organisation": "organisasjonsnummer organisasjonsnr orgnummer orgnr foretaksnummer foretaksnr "
    "organisationnumber organizationnumber organizationno orgno companynumber vatnumber customerorgno "
    "kundensorganisasjonsnummer kundensorgnr",
    "digipost_address": "digipostadresse digipostaddress",
    "email": "epost epostadresse mail mailadresse email emailaddress customeremail kundensepostadresse "
    "invoiceemailaddress fakturaepostadresse",
    "phone": "mobil mobilnr mobilnummer mobiltelefon telefon telefonnr telefonnummer tlf mobile phone "
    "phonenumber customerphone customermobile",
    "name": "navn fulltnavn forogetternavn kundenavn mottaker mottakernavn mottakersnavn name fullname "
    "customername recipient recipientname customer kunde kundensnavn",
    "first_name": "fornavn firstname givenname",
    "middle_name": "mellomnavn middlename",
    "last_name": "etternavn lastname surname familyname",
    "name_in_another_order": "navnetternavnfornavn etternavnfornavn etternavnogfornavn lastnamefirstname",
    "street": "adresse adresse1 adresselinje adresselinje1 gateadresse gate vei veg postadresse address "
    "address1 addressline addressline1 street streetaddress adr adr1 gatevei postadresse1 postadresselinje1 "
    "postaladdress postaladdrline1 postaladdressline1 fakturaadresse invoiceaddress",
    "street_name": "gatenavn veinavn vegnavn streetname",
    "house_number": "husnr husnummer gatenr gatenummer veinr veinummer housenumber houseno streetnumber",
    "house_letter": "bokstav husbokstav houseletter",
    "street2": "adresse2 adresselinje2 coadresse co address2 addressline2 adr2 adressefelt2 postadresse2 "
    "postadresselinje2 postaladdrline2 postaladdressline2",
    "street3": "adresse3 adresselinje3 address3 addressline3",
    "post_box": "postboks postboksnr postboksnummer postboksadresse pobox pob postbox",
    "zip_and_city": "postnrsted postnrogsted postnrpoststed postnrogpoststed postnummersted postnummerogsted "
    "postnummerpoststed postnummerogpoststed zipcity postalcodecity postalcodeandcity",
    "zip": "postnr postnummer postkode zip zipcode postalcode postcode postadressepostnummer "
    "postadressepostnr postaladdrpostalno postaladdresspostalcode fakturapostnr "
    "fakturapostkode invoicezipcode",
    "city": "poststed by sted city town postadressepoststed postadressested postaladdrcity postaladdresscity "
    "fakturapoststed invoiceziparea",
    "country": "land country postadresseland postaladdrcountry postaladdresscountry fakturaland "
    "invoicecountry",
    "country_code": "landkode landskode countrycode",
    "birth_date": "fødselsdato fdato birthdate dateofbirth",
    "sum": "beløp sum total totalt totalbeløp fakturabeløp restbeløp åbetale tilbetaling beløpåbetale "
    "sumåbetale beløpinklmva beløpnok beløpkr beløpikr amount amountdue amountnok totalamount invoiceamount "
    "beløpinok suminklmva totaltinklmva totalinklmva totalbeløpinklmva totalsum fakturatotal fakturasum "
    "sumnok sumkr totalnok totalkr totalwithtax sumtilbetaling beløptilbetaling",
    "due": "forfall forfallsdato forfalldato forfdato forfallsdag betalingsfrist betalesinnen frist duedate "
    "due paymentdue paymentduedate invoiceduedate",
    "kid": "kid kidnr kidnummer kidkode kundeidentifikasjon ocr ocrnummer paymentreference",
    "account": "kontonummer kontonr konto bankkonto bankkontonr bankkontonummer tilkonto tilkontonr "
    "tilkontonummer betalestilkonto vårtkontonr vårtkontonummer vårkonto account "
    "accountnumber bankaccount bankaccountnumber bankaccountno bankaccountnosender creditoraccount",
    "number": "fakturanr fakturanummer faktura bilagsnr bilagsnummer invoice invoicenumber invoiceno "
    "invoiceid",
    "subject": "emne tittel overskrift subject title",
    "document": "fil filnavn filsti dokument brev pdf pdffil file filename document documentpath path letter",
    "attachment": "vedlegg vedlegg1 vedleggsfil attachment attachment1",
    "delivery_time": "sendetid sendetidspunkt leveringstidspunkt leveringstid deliverytime senddate",
}
_MEANINGS: Mapping[str, Meaning] = {
    name: meaning for meaning, names in _NAMES.items() for name in names.split()
}
# The recipient's own data, as in Orgnr mottaker, Kundens e-post and Recipient address. A column
# such as Kundetelefon can also be the number that customers call.
_OF_A_RECIPIENT = frozenset(
    {"pin", "organisation", "email", "name", "street", "street2", "zip", "city", "country"}
)
_BEFORE = ("mottaker", "mottakers", "kunde", "kundens", "customer", "recipient")
_BEHIND = ("mottaker", "kunde", "customer", "recipient")
# Names that differ from a known name by a letter or two, but mean something else.
_OTHERS = frozenset(
    {"fødselsår", "idnummer", "idnr", "personalnummer", "frakonto", "betalt", "sendt"}
    | {"sender", "senderid", "senderno", "sendernr", "sentdate", "fakturaepost", "leveringssted"}
    | {"county", "kindkode"}
)
# The forms of æ, ø and å in exports that cannot write these letters.
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_SWEDISH = str.maketrans({"æ": "ä", "ø": "ö"})
# Hints behind a name: units, forms of dates, numbers of digits, and whether a value is needed.
_HINT = re.compile(
    r"""[(\[]\s*(?:(?:i\s)?(?:kr\.?|nok|kroner) | [0-9]{1,2}\s(?:siffer|digits) | pdf | inkl\.?\s?mva\.?
      | (?:dd?|mm?|[åay]{2,4})(?:[./-](?:dd?|mm?|[åay]{2,4})){2}
      | obligatorisk | påkrevd | påkrevet | valgfri(?:tt)? | må\sfylles\sut | required | optional)\s*[)\]]""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED = re.compile(r"(?:vedlegg|vedleggsfil|attachment)([1-9][0-9]?)")
_LONG = 5  # characters; shorter names are similar by chance
_CUTOFF = 0.86


def meaning_of(name: str) -> Meaning | None:
    """Return the meaning of a column name, if it is a usual name or has one wrong letter."""
    return usual_meaning_of(name) or _near_meaning_of(folded(name))


def usual_meaning_of(name: str) -> Meaning | None:
    """Return the meaning of a column name, if it is a usual name."""
    return _listed_meaning_of(folded(name)) or _listed_meaning_of(
        folded(_HINT.sub("", normalize("NFC", name)))
    )


def number_of_attachment(name: str) -> int | None:
    """Return the number of a column such as `Vedlegg 2`."""
    found = _NUMBERED.fullmatch(folded(name))
    return int(found[1]) if found is not None else None


def folded(name: str) -> str:
    """Return a column name in lower case, without spaces and punctuation."""
    return re.sub(r"[\W_]", "", normalize("NFC", name).casefold())


def _listed_meaning_of(name: str) -> Meaning | None:
    """Return the meaning of a folded name that is known, also with a word for the recipient."""
    if name in _ALL:
        return _ALL[name]
    rests = [name.removeprefix(each) for each in _BEFORE if name.startswith(each)]
    rests += [name.removesuffix(each) for each in _BEHIND if name.endswith(each)]
    return next((_ALL[rest] for rest in rests if _ALL.get(rest) in _OF_A_RECIPIENT), None)


def _near_meaning_of(name: str) -> Meaning | None:
    """Return the meaning of the usual name that was misspelt."""
    if len(name) < _LONG or name in _OTHERS or any(map(str.isdigit, name)):
        return None  # `epost2` is another column than `epost`
    near = get_close_matches(name, _ALL, n=1, cutoff=_CUTOFF)
    is_typing_mistake = near and near[0][0] == name[0] and abs(len(near[0]) - len(name)) <= 1
    return _ALL[near[0]] if is_typing_mistake else None


_ALL = {
    name.translate(letters): meaning
    for letters in (_PLAIN, _SPELT, _SWEDISH, {})
    for name, meaning in _MEANINGS.items()
}
