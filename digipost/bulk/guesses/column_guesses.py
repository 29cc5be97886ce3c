"""Guesses of the meaning of a manifest's columns, by their names and the files beside the manifest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.guesses.document_guesses import document_templates
from digipost.bulk.guesses.uncertain_columns import (
    is_house_number,
    name_template,
    street_template,
    uncertainties,
)
from digipost.bulk.guesses.value_guesses import contradicted, fill_each_other
from digipost.bulk.manifests.column_names import meaning_of, number_of_attachment, usual_meaning_of
from digipost.bulk.manifests.columns import COLUMNS
from digipost.bulk.manifests.rival_columns import rivals
from digipost.bulk.manifests.suggestions import COLUMNS_OF, COLUMNS_OF_THE_LETTER, is_misspelt
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from digipost.bulk.manifests.columns import Columns
    from digipost.bulk.manifests.records import Manifest

__all__ = ["Guess", "guessed"]

_MOST_SHOWN = 4  # templates
# Columns that identify the recipient: the first of these in the manifest is used.
_IDENTIFIERS = {
    meaning: COLUMNS_OF["recipient"][meaning] for meaning in ("pin", "digipost_address", "organisation")
}
_BY_NAME = {
    **{
        meaning: COLUMNS_OF["recipient"][meaning]
        for meaning in ("name", "street", "street2", "zip", "city", "birth_date", "phone")
    },
    "email": "recipient.email_address",  # beside a name, an e-mail address only narrows the search
}


@attrs.frozen
class Guess:
    """Guess of the meaning of columns that are not known.

    Attributes:
        mapping: The manifest's own names, by the known name.
        templates: Texts with names of columns in braces, by the known name.
        ignored: The columns that seem to mean nothing here.
        missing: Values that a letter needs and that no column certainly contains, in plain sentences. Columns
            that they name are neither mapped nor ignored.
    """

    mapping: Mapping[str, str]
    templates: Mapping[str, str]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]


def guessed(manifest: Manifest, columns: Columns, documents: Path) -> Guess:
    """Return a guess of the meaning of the unknown columns.

    Args:
        manifest: The manifest.
        columns: The known meanings, which are never replaced by guesses.
        documents: The folder where relative paths of documents start.
    """
    names = manifest.columns or ()
    said = {known for name in names for known in columns.meanings(name)} | set(columns.templates)
    unknown = [name for name in names if not columns.means_something(name)]
    seen = _seen(unknown)
    open_questions = list(rivals(unknown, seen))
    disputed = {meaning for meaning, _, _ in open_questions}
    meanings = {
        meaning: found[0] for meaning, found in seen.items() if len(found) == 1 and meaning not in disputed
    }
    parts = {"name": name_template(meanings), "street": street_template(meanings)}
    together = {meaning: template for meaning, template in parts.items() if template is not None}
    possible = seen.keys() | together.keys()
    wanted = {known: meaning for meaning, known in _wanted(possible, said) if known not in said}
    mapping = {
        known: meanings[meaning]
        for known, meaning in wanted.items()
        if meaning in meanings and meaning not in together
    }
    mapping |= {known: theirs for known, theirs in _attachments(unknown) if known not in said}
    mapping |= _organisations(manifest, mapping, meanings)
    wrong = dict(contradicted(manifest, mapping))
    letters = [] if "document" in said | set(mapping) else document_templates(manifest, documents)
    templates = dict(_templates(meanings, said | set(mapping)))
    if len(letters) == 1:
        templates["document"] = letters[0]
    templates |= {known: together[meaning] for known, meaning in wanted.items() if meaning in together}
    uncertain = dict(uncertainties(seen, wanted.values(), said | set(mapping) | set(templates)))
    uncertain |= {(mapping.pop(known),): reason for known, reason in wrong.items()}
    uncertain |= {names: reason for meaning, names, reason in open_questions if meaning in wanted.values()}
    asked = {known for known, meaning in wanted.items() if meaning in disputed}
    used = {
        *mapping.values(),
        *(name for name in unknown if any(f"{{{name}" in each for each in templates.values())),
        *(name for names in uncertain for name in names),
    }
    ignored = tuple(name for name in unknown if name not in used and not is_misspelt(name, COLUMNS))
    missing = tuple(
        _missing(
            said | set(mapping) | set(templates) | wrong.keys() | asked,
            letters,
            has_recipient=bool(_IDENTIFIERS.keys() & seen.keys()),
        )
    )
    return Guess(mapping, templates, ignored, (*uncertain.values(), *missing))


def _seen(unknown: Iterable[str]) -> dict[str, list[str]]:
    """Return the columns by their meanings; a misspelt name counts only if no other has its meaning."""
    usual: dict[str, list[str]] = {}
    misspelt: dict[str, list[str]] = {}
    for before, name in pairwise(("", *unknown)):
        if number_of_attachment(name) is not None:
            continue
        meaning = "house_number" if is_house_number(name, before) else usual_meaning_of(name)
        if meaning is not None:
            usual.setdefault(meaning, []).append(name)
        elif (meaning := meaning_of(name)) is not None:
            misspelt.setdefault(meaning, []).append(name)
    return {**misspelt, **usual}


def _attachments(unknown: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns of numbered attachments, as known name and manifest's name."""
    for name in unknown:
        number = number_of_attachment(name)
        if number is not None:
            yield f"attachment.{number}", name


def _organisations(
    manifest: Manifest, mapping: Mapping[str, str], meanings: Mapping[str, str]
) -> dict[str, str]:
    """Return the column of organisations in a table where each row has a person or an organisation."""
    people, organisations = mapping.get(_IDENTIFIERS["pin"]), meanings.get("organisation")
    if people is None or organisations is None or not fill_each_other(manifest, people, organisations):
        return {}
    return {_IDENTIFIERS["organisation"]: organisations}


def _wanted(meanings: AbstractSet[str], said: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the meanings that make sense together, with the columns of bulk mail for them."""
    yield from COLUMNS_OF_THE_LETTER.items()
    is_said = any(name.startswith("recipient.") for name in said)
    identifier = next((meaning for meaning in _IDENTIFIERS if meaning in meanings), None)
    if identifier is not None:
        yield identifier, _IDENTIFIERS[identifier]
    elif not is_said:
        if meanings >= {"name", "street", "zip", "city"}:
            yield from _BY_NAME.items()
        elif "email" in meanings:
            yield "email", "recipient.email"
    if (identifier or is_said) and any(name.startswith("return_address.") for name in said):
        yield from COLUMNS_OF["print"].items()  # a letter on paper needs the sender's address too
    if any(name.startswith("invoice.") for name in said) or meanings >= {"sum", "due"}:
        yield from COLUMNS_OF["invoice"].items()


def _templates(meanings: Mapping[str, str], said: set[str]) -> Iterator[tuple[str, str]]:
    """Yield templates for missing titles: a subject with the invoice number, and titles of attachments."""
    if "subject" not in said and "number" in meanings and not set("{}:!") & set(meanings["number"]):
        yield "subject", f"Faktura {_in_braces(meanings['number'])}"
    for name in sorted(said):
        if name.startswith("attachment.") and name.count(".") == 1 and f"{name}.subject" not in said:
            number = name.partition(".")[2]
            yield f"{name}.subject", "Vedlegg" if number == "1" else f"Vedlegg {number}"


def _in_braces(name: str) -> str:
    return f"{{{name}}}"


def _missing(said: Iterable[str], letters: Sequence[str], *, has_recipient: bool) -> Iterator[str]:
    said = set(said)
    if not has_recipient and not any(name.startswith("recipient.") for name in said):
        yield "No column tells the recipient, as a fødselsnummer does."
    if "subject" not in said:
        yield "No column has the subject of the letters."
    if {"invoice.sum", "invoice.due_date"} <= said and "invoice.creditor_account" not in said:
        yield "No column has the account that invoices are paid to, invoice.creditor_account."
    if "document" not in said and len(letters) > 1:
        shown = " or ".join(map(masked_text, letters[:_MOST_SHOWN]))
        yield f"More than one file beside the manifest fits each row, {shown}: choose the document."
    elif "document" not in said:
        yield "No column has the paths of the letters, and none names a PDF beside the manifest in each row."
