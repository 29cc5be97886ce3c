"""Suggestions for unknown column names."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from digipost.bulk.manifests.column_names import meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COLUMNS_OF", "COLUMNS_OF_THE_LETTER", "is_misspelt", "similar", "suggested"]

_ADDRESS = {
    "name": "name",
    "street": "addressline1",
    "street2": "addressline2",
    "street3": "addressline3",
    "zip": "zip_code",
    "city": "city",
    "country": "country",
    "country_code": "country_code",
}
_LAST_PARTS = {
    "recipient": {
        "pin": "personal_identification_number",
        "organisation": "organisation_number",
        "account": "bank_account_number",
        "name": "fullname",
        "street": "addressline1",
        "street2": "addressline2",
        "zip": "postalcode",
        "city": "city",
        "birth_date": "birth_date",
        "phone": "phone_number",
        "email": "email",
        "digipost_address": "digipost_address",
    },
    "print": _ADDRESS,
    "return_address": _ADDRESS,
    "invoice": {"sum": "sum", "due": "due_date", "kid": "kid", "account": "creditor_account"},
}
COLUMNS_OF: Mapping[str, Mapping[str, str]] = {
    first: {meaning: f"{first}.{last}" for meaning, last in parts.items()}
    for first, parts in _LAST_PARTS.items()
}
"""The column for the meaning of a name's last part, by the first part of the name."""
COLUMNS_OF_THE_LETTER: Mapping[str, str] = {
    "subject": "subject",
    "document": "document",
    "attachment": "attachment.1",
    "delivery_time": "delivery_time",
}
"""The column for the meaning of a name without a first part."""
_ALONE = {
    **COLUMNS_OF_THE_LETTER,
    **COLUMNS_OF["invoice"],
    **{meaning: column for meaning, column in COLUMNS_OF["recipient"].items() if meaning != "account"},
}
_MISSPELT = 0.8


def suggested(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that an unknown name most likely stands for.

    Args:
        name: The unknown name, such as `recipient.pin` or `fødselsnummer`.
        known: The known names.
    """
    first, _, last = name.rpartition(".")
    if first not in COLUMNS_OF:
        first, last = "", name
    known = list(known)
    meaning = meaning_of(last)
    if meaning is not None:
        found = COLUMNS_OF.get(first, _ALONE).get(meaning)
        if found in known or (found is not None and found.startswith("invoice.")):
            return found
    near = get_close_matches(name, known, n=1)
    return near[0] if near else None


def similar(name: str, names: Iterable[str]) -> str | None:
    """Return the manifest's column that was most likely meant by a missing name."""
    names = list(names)
    meaning = meaning_of(name)
    alike = [each for each in names if meaning is not None and meaning_of(each) == meaning]
    near = alike if len(alike) == 1 else get_close_matches(name, names, n=1)
    return near[0] if near else None


def is_misspelt(name: str, known: Iterable[str]) -> bool:
    """Return True if a name differs from a known name by a typing mistake."""
    return bool(get_close_matches(name, list(known), n=1, cutoff=_MISSPELT))
