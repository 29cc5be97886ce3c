"""Rows of a manifest that are no letters: totals, and repeated headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.bulk.manifests.columns import ADDED
from digipost.bulk.manifests.names import tidied
from digipost.bulk.manifests.tables import has_value

if TYPE_CHECKING:
    from digipost.bulk.manifests.records import Record

__all__ = ["no_letter"]

_TOTALS = re.compile(
    r"(?:sum(?: (?:total|kr|nok))?|total(?:t|s|er|sum)?|i alt|(?:grand|sub)[ -]?total|delsum"
    r"|(?:antall|count)(?: [^\W\d_]+)?)[ :]*[0-9 ]*"
    r"|#UNCALCULATED! =(?:SUM|SUBTOTAL|COUNTA?)\(.*",
    re.IGNORECASE | re.DOTALL,
)
_LEAST_COLUMNS = 3  # of a table in which a number alone in its row is a total


def no_letter(record: Record) -> str | None:
    """Return the problem of an invalid row that is most likely no letter; None for other rows."""
    values = {name: value for name, value in record.values.items() if name not in ADDED}
    filled = {name: value for name, value in values.items() if has_value(value)}
    first = next(iter(filled.values()), None)
    if isinstance(first, str) and _TOTALS.fullmatch(first.strip()):
        return "seems to hold the totals of the table: delete it from the manifest"
    if len(filled) == 1 and isinstance(first, float) and len(values) >= _LEAST_COLUMNS:
        return "has a number alone, as a row of totals has: delete it from the manifest"
    if filled and all(isinstance(value, str) and tidied(value) == name for name, value in filled.items()):
        return "repeats the names of the columns: delete it from the manifest, which holds one table"
    return None
