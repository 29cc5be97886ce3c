"""Rows of a manifest that are not letters: totals, and repeated headers."""

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
_AMOUNT = re.compile(r"-?[0-9][0-9 .,\u00a0\u202f]*[.,][0-9]{2}")
# Lines that programs of databases and ERP systems write: a rule below the header, and the number of rows.
_RULE = re.compile(r"[-=+|_ ]{2,}")
_COUNTED = re.compile(
    r"\([0-9 .]+ (?:rows?|rad(?:er)?|linjer?)\b.*\)"
    r"|(?:slutt på|end of) (?:rapport|report|fil|file|liste?)\W*",
    re.IGNORECASE,
)
_LEAST_COLUMNS = 3  # of a table in which a number alone in its row is a total


def no_letter(record: Record) -> str | None:
    """Return the problem of an invalid row that is most likely not a letter; None for other rows."""
    values = {name: value for name, value in record.values.items() if name not in ADDED}
    filled = {name: value for name, value in values.items() if has_value(value)}
    first = next(iter(filled.values()), None)
    if isinstance(first, str) and _TOTALS.fullmatch(first.strip()):
        return "seems to hold the totals of the table: delete it from the manifest"
    if len(filled) == 1 and _is_amount(first) and len(values) >= _LEAST_COLUMNS:
        return "has a number alone, as a row of totals has: delete it from the manifest"
    if filled and all(isinstance(value, str) and tidied(value) == name for name, value in filled.items()):
        return "repeats the names of the columns: delete it from the manifest, which holds one table"
    texts = [value.strip() for value in filled.values() if isinstance(value, str)]
    is_rule = len(texts) == len(filled) > 0 and all(map(_RULE.fullmatch, texts))
    if is_rule or (len(filled) == len(texts) == 1 and _COUNTED.fullmatch(texts[0])):
        return "seems to be a line that a program has put into the table: delete it from the manifest"
    return None


def _is_amount(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, str) and bool(_AMOUNT.fullmatch(value.strip())))
