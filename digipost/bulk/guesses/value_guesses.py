"""Guesses that the values of a column contradict: accounts of recipients, and numbers of the sender."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from digipost.bulk.manifests.cell_texts import cleaned, text_of
from digipost.bulk.manifests.column_names import folded
from digipost.bulk.rows.odd_rows import no_letter
from digipost.errors import InvalidValueError
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digipost.bulk.manifests.records import Manifest

__all__ = ["contradicted", "fill_each_other", "text_in"]

_LOOKED_AT = 50  # rows
_LEAST = 3  # rows with evidence
_ACCOUNT = "invoice.creditor_account"
_OWN = ("vår", "til", "betalestil", "creditor")  # accounts of the sender by their names
_OF_THE_SENDER = {
    "recipient.organisation_number": "organisation number",
    "recipient.email": "e-mail address",
}


def contradicted(manifest: Manifest, mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield known names whose guess the values of the first rows contradict, with the reason.

    Args:
        manifest: The manifest.
        mapping: The manifest's own names, by the known name.
    """
    looked_at = {name for name in (_ACCOUNT, *_OF_THE_SENDER) if name in mapping}
    if not looked_at:
        return
    rows = _first_rows(manifest)
    for name in sorted(looked_at):
        theirs = mapping[name]
        texts = [text for values in rows if (text := text_in(values.get(theirs), theirs))]
        if len(texts) < _LEAST:
            continue
        if name == _ACCOUNT and len(set(texts)) == len(texts) and not folded(theirs).startswith(_OWN):
            problem = "another account in each row, as the accounts of recipients are"
            question = "if the invoices are paid to it"
        elif name in _OF_THE_SENDER and len(set(texts)) == 1:
            problem = f"the same {_OF_THE_SENDER[name]} in all rows, as the sender's own is"
            question = "if it is the recipient's"
        else:
            continue
        yield (
            name,
            f"The column {masked_text(theirs)} has {problem}: map it to {name} {question}, else ignore it.",
        )


def fill_each_other(manifest: Manifest, name: str, other: str) -> bool:
    """Return True if none of the first rows has a value in both columns, and some have one in `other`.

    Args:
        manifest: The manifest.
        name: A column.
        other: The column that is empty where `name` has a value.
    """
    pairs = [
        (text_in(values.get(name), name), text_in(values.get(other), other))
        for values in _first_rows(manifest)
    ]
    return not any(first and second for first, second in pairs) and any(second for _, second in pairs)


def _first_rows(manifest: Manifest) -> list[Mapping[str, object]]:
    letters = (record for record in manifest.records() if no_letter(record) is None)
    return [record.values for record in islice(letters, _LOOKED_AT)]


def text_in(value: object, name: str) -> str | None:
    """Return the text in a cell; None if the cell is empty or has no text form."""
    try:
        found = cleaned(value, name)
        return None if found is None else text_of(found, name)
    except InvalidValueError:
        return None
