"""Rows that are credit notes according to a column such as Type, but have the sum of a claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.bulk.manifests.columns import ADDED
from digipost.errors._masking import masked_text
from digipost_schema import datatypes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.message import Message

__all__ = ["claim_of_a_credit_note"]

_CREDIT_NOTE = re.compile(
    r"\s*(?:kreditt?[ -]?(?:nota|faktura)|credit[ -]?(?:note|memo|invoice))", re.IGNORECASE
)
_FIRST = frozenset("kKcC ")  # of such a text: the pattern costs more
_CLAIMS: Mapping[type, str] = {datatypes.Invoice: "invoice.sum", datatypes.Inkasso: "inkasso.sum"}


def claim_of_a_credit_note(given: Mapping[str, object], message: Message) -> tuple[str, str] | None:
    """Return the column of the sum and the problem, if a row is marked as a credit note but claims a sum.

    Args:
        given: The row's values by the manifest's own names.
        message: The message of the row.
    """
    data = message.primary_document.data_type
    column = _CLAIMS.get(type(data))
    if column is None or (getattr(data, "sum", None) or 0) <= 0:
        return None
    for name, value in given.items():
        if not isinstance(value, str) or value[:1] not in _FIRST or name in ADDED:
            continue
        if _CREDIT_NOTE.match(value):
            problem = f"asks for a payment, and by the column {masked_text(name)} the row is a credit note"
            return column, problem
    return None
