"""Doubts about a message: probable mistakes in values that Digipost accepts.

These rules are common sense and not Digipost's own, so a doubt is a warning and not an error. The
check digits of personal identification numbers are not checked: Digipost's own test persons have wrong ones.
"""

from __future__ import annotations

from functools import cache, lru_cache, reduce
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs

from digipost.base.arguments import POSTAL_CODE, POSTAL_CODE_WITHOUT_ZEROS
from digipost.base.countries import is_norway
from digipost_schema import datatypes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal

    from digipost.base.schema_version import api_v8
    from digipost.message import Message

__all__ = [
    "ADDRESSES",
    "NO_PDF",
    "Doubt",
    "are_all_possible",
    "begins_as_pdf",
    "doubts",
    "doubts_about_files",
]

# https://help.monitorerp.com/NO-MONITOR_G5/en-us/Content/Topics/UserGuide/Using/InvoicingAccountsReceivable/KIDNumbers.htm
_SHORTEST_KID = 2  # digits; the most are 25, by the schema
# A conclusion from the sender's feature `validation.digipost.invoice-allow-no-kid` of Digipost's API.
_NEEDED = "is not given, and Digipost refuses an invoice without it unless the sender has its permission"
# The addresses in data types, which are Norwegian unless they name another country.
_ADDRESSES: Mapping[type, Mapping[str, tuple[str, ...]]] = {
    datatypes.Appointment: {"appointment": ("address",)},
    datatypes.Boligdetaljer: {"boligdetaljer": ("residence.address",)},
    datatypes.Event: {"event": ("address",)},
    datatypes.PickupNotice: {
        "pickup_notice": ("recipient.address", "sender.address", "pickup_place.address")
    },
    datatypes.Receipt: {"receipt": ("merchant_address",)},
    datatypes.Residence: {"residence": ("address",)},
}
ADDRESSES = tuple(
    f"{kind}.{path}" for paths in _ADDRESSES.values() for kind, each in paths.items() for path in each
)
"""The addresses in data types, as columns name them."""

NO_PDF = "is called PDF and does not begin as one: recipients may be unable to open it. Make the file anew"
_PDF_MARK, _MARK_WITHIN = b"%PDF-", 1024  # bytes within which programs that read PDFs look for the mark
_MODULUS = 11
_WEIGHTS = range(2, 8)  # of the digits from the right, repeated


@attrs.frozen
class Doubt:
    """A value that is probably a mistake.

    Attributes:
        field: The field's dotted name, such as `invoice.kid`.
        problem: The reason, without the value.
    """

    field: str
    problem: str


def are_all_possible() -> bool:
    """Return True if both libraries for numbers, python-stdnum and phonenumbers, are installed."""
    return _library("stdnum.luhn") is not None and _library("phonenumbers") is not None


def doubts(message: Message, now: datetime) -> Iterator[Doubt]:
    """Yield the probable mistakes in a message.

    Args:
        message: The message.
        now: The time, with a zone.
    """
    recipient = message.recipient
    yield from _account("recipient.bank_account_number", recipient.bank_account_number)
    yield from _organisation("recipient.organisation_number", recipient.organisation_number)
    if recipient.name_and_address is not None:
        if not POSTAL_CODE.fullmatch(recipient.name_and_address.postalcode):
            yield Doubt("recipient.postalcode", "is no Norwegian postal code of four digits")
        yield from _telephone("recipient.phone_number", recipient.name_and_address.phone_number)
    if message.sender_organization is not None:
        field = "Message.sender_organization.organization_id"
        yield from _organisation(field, message.sender_organization.organization_id)
    if message.print_if_unread is not None:
        yield from _past("Message.print_if_unread", message.print_if_unread.print_if_unread_after, now)
    request = message.request_for_registration
    if request is not None:
        yield from _telephone("RequestForRegistration.phone_number", request.phone_number)
        yield from _past("RequestForRegistration.registration_deadline", request.registration_deadline, now)
    yield from _of_addresses(message)
    for document in message.documents:
        sms = document.sms_notification
        if sms is not None and sms.overrides is not None:
            yield from _telephone("SmsOverrides.sms_mobile_number", sms.overrides.sms_mobile_number)
        for each in sms.at if sms is not None else ():
            yield from _past("SmsNotification.at", each.time, now)
        email = document.email_notification
        for each in email.at if email is not None else ():
            yield from _past("EmailNotification.at", each.time, now)
        yield from _of_data_type(document.data_type, now)


def doubts_about_files(message: Message) -> Iterator[Doubt]:
    """Yield a doubt for each document of a message with file type PDF whose first bytes are not a PDF's.

    Raises:
        InvalidValueError: A document cannot be read any more.
    """
    for place, document in enumerate(message.documents):
        if document.file_type == "pdf":
            with document.content.open() as file:
                is_pdf = begins_as_pdf(file.read(_MARK_WITHIN))
            if not is_pdf:
                field = f"Message.attachments[{place - 1}]" if place else "Document.content"
                yield Doubt(field, NO_PDF)


def begins_as_pdf(beginning: bytes) -> bool:
    """Return True if the mark of a PDF is near the beginning of a file, where programs look for it."""
    return _PDF_MARK in beginning[:_MARK_WITHIN]


def _of_addresses(message: Message) -> Iterator[Doubt]:
    named = message.recipient.name_and_address
    if named is not None:
        yield from _code_twice("recipient.city", named.postalcode, named.city)
    for each in (message.recipient, message.print_if_unread, message.request_for_registration):
        if each is not None and each.print_details is not None:
            yield from _on_paper("print", each.print_details.recipient)
            yield from _on_paper("return_address", each.print_details.return_address)


def _on_paper(place: str, address: api_v8.PrintRecipient) -> Iterator[Doubt]:
    norwegian = address.norwegian_address
    if norwegian is not None:
        yield from _code_twice(f"{place}.city", norwegian.zip_code, norwegian.city)
        lines = (norwegian.addressline1, norwegian.addressline2, norwegian.addressline3)
        if place == "print" and not any(lines):
            problem = "is not given: without a street or a post box, the letter may not arrive"
            yield Doubt(f"{place}.addressline1", problem)


def _code_twice(field: str, code: str, city: str) -> Iterator[Doubt]:
    if code and city.startswith(code):
        yield Doubt(field, "begins with the postal code, which the address would have twice")


def _of_data_type(value: object, now: datetime) -> Iterator[Doubt]:
    match value:
        case datatypes.Invoice():
            yield from _claim("invoice", value.sum, value.due_date, value.kid, now)
            yield from _account("invoice.creditor_account", value.creditor_account)
            if value.kid is None:
                yield Doubt("invoice.kid", _NEEDED)
        case datatypes.Inkasso():
            yield from _claim("inkasso", value.sum, value.due_date, value.kid, now)
            yield from _account("inkasso.account", value.account)
    for kind, paths in _ADDRESSES.get(type(value), {}).items():
        for path in paths:
            yield from _lost_zero(f"{kind}.{path}.postal_code", reduce(_part, path.split("."), value))


def _part(value: object, name: str) -> object:
    return getattr(value, name, None)


def _lost_zero(field: str, address: object) -> Iterator[Doubt]:
    """Yield a doubt about a postal code of fewer than four digits, unless the address is abroad."""
    code, country = _part(address, "postal_code"), _part(address, "country")
    is_short = isinstance(code, str) and POSTAL_CODE_WITHOUT_ZEROS.fullmatch(code) is not None
    if is_short and (not country or is_norway(str(country))):
        yield Doubt(field, "has fewer than four digits: a Norwegian postal code seems to have lost a zero")


def _claim(
    kind: str, amount: Decimal | None, due: datetime, kid: str | None, now: datetime
) -> Iterator[Doubt]:
    if amount is not None and amount <= 0:
        said = "is zero" if amount == 0 else "is negative"
        yield Doubt(f"{kind}.sum", f"{said}, and a claim is for a sum above zero")
    yield from _past(f"{kind}.due_date", due, now)
    if kid is not None and not _is_kid(kid):
        yield Doubt(
            f"{kind}.kid",
            "is no KID: 2 to 25 digits are expected, the last of them a check digit by modulus 10 or 11",
        )


def _past(field: str, when: datetime | None, now: datetime) -> Iterator[Doubt]:
    if when is not None and when < now:
        yield Doubt(field, "is in the past")


def _account(field: str, number: str | None) -> Iterator[Doubt]:
    if number is not None and _is_wrong("stdnum.no.kontonr", number):
        yield Doubt(field, "has a wrong check digit, so that there is no such Norwegian account")


def _organisation(field: str, number: str | None) -> Iterator[Doubt]:
    if number is not None and _is_wrong("stdnum.no.orgnr", number):
        yield Doubt(field, "has a wrong check digit, so that there is no such Norwegian organisation")


@lru_cache(256)  # the rows of a mailing have few accounts of creditors
def _is_wrong(kind: str, number: str) -> bool:
    library = _library(kind)
    return library is not None and not library.is_valid(number)


def _is_kid(kid: str) -> bool:
    """Return True if the check digit of a KID is right by modulus 10 or modulus 11.

    The creditor's agreement with the bank determines the modulus:
    https://intercom-help.eu/visma-real-estate/nb/articles/150203-kid-nummer-core. By modulus 11, a hyphen
    stands for a check digit of 10:
    https://www.remember.no/kredittkort/faq/faktura/dette-betyr-omradene-i-faktura/kid-nummer/
    """
    digits, check = kid[:-1], kid[-1:]
    if len(kid) < _SHORTEST_KID or not (digits.isascii() and digits.isdigit()):
        return False
    if check != "-" and not (check.isascii() and check.isdigit()):
        return False
    luhn = _library("stdnum.luhn")
    if luhn is None:
        return True
    return check == _modulus_11(digits) or (check != "-" and luhn.is_valid(kid))


def _modulus_11(digits: str) -> str:
    """Return the check digit of a number by modulus 11; a hyphen for 10."""
    weighted = sum(
        int(digit) * _WEIGHTS[index % len(_WEIGHTS)] for index, digit in enumerate(reversed(digits))
    )
    check = -weighted % _MODULUS
    return "-" if check == _MODULUS - 1 else str(check)


def _telephone(field: str, number: str | None) -> Iterator[Doubt]:
    library = _library("phonenumbers")
    if number is None or library is None:
        return
    # Digipost's documentation of requests for registration: these precede a country code.
    for prefix in ("00", "011"):
        if number.startswith(prefix):
            number = f"+{number.removeprefix(prefix)}"
    try:
        # Digipost reads a number of eight digits without country code as a Norwegian one.
        is_known = library.is_valid_number(library.parse(number, "NO"))
    except library.NumberParseException:
        is_known = False
    if not is_known:
        yield Doubt(field, "is in no country's numbering plan; give it with its country code, as in +47")


@cache
def _library(name: str) -> Any:  # noqa: ANN401 - a library without types, or None
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None
