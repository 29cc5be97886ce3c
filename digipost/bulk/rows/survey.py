"""Survey of whole columns before the rows: it finds two date orders, or two decimal marks, in one column.

Only the other rows of the column can show that 01.02.2034 was meant as January 2. Such a column is refused as
a whole, whichever rows are sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.bulk.values.amounts import decimal_mark
from digipost.bulk.values.dates import order_of
from digipost.bulk.values.understanding import is_amount, is_dated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.bulk.manifests.columns import Columns
    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Manifest

__all__ = ["columns_refused"]

_ORDERS = {"d": "the day first", "m": "the month first"}
_MARKS = {",": "a comma before its decimals", ".": "a point before its decimals"}


@attrs.define
class _Seen:
    """Spellings seen in one column.

    Attributes:
        kind_of: Returns the spelling of a value; None if any spelling fits it.
        words: The description of each spelling.
        first: The first row with each spelling.
    """

    kind_of: Callable[[str], str | None]
    words: Mapping[str, str]
    first: dict[str, int] = attrs.field(factory=dict)


def columns_refused(manifest: Manifest, columns: Columns, form: ManifestFormat) -> dict[str, str]:
    """Return the problems of columns with ambiguous values, by their known names.

    Raises:
        ManifestError: The manifest cannot be read to its end.
    """
    seen = _seen(manifest, columns, form)
    if not seen:
        return {}
    for record in manifest.records():
        values = record.values
        for (name, _), each in seen.items():
            value = values.get(name)
            if isinstance(value, str):
                kind = each.kind_of(value.strip())
                if kind is not None and kind not in each.first:
                    each.first[kind] = record.row
    found = {}
    for (_, known), each in seen.items():
        problem = _problem(each, form.date_format)
        if problem is not None:
            found[known] = problem
    return found


def _seen(manifest: Manifest, columns: Columns, form: ManifestFormat) -> dict[tuple[str, str], _Seen]:
    """Return the columns to survey, by the manifest's own name and the known name."""
    found = {}
    for name in manifest.columns or ():
        for known in columns.meanings(name):
            if is_amount(known):
                found[name, known] = _Seen(decimal_mark, _MARKS)
            elif is_dated(known):
                found[name, known] = _Seen(lambda text: order_of(text, form.date_format), _ORDERS)
    return found


def _problem(seen: _Seen, date_format: str | None) -> str | None:
    if len(seen.first) > 1:
        (one, first), (other, second) = seen.first.items()
        return (
            f"the column has two spellings: row {first} has {seen.words[one]}, row {second} "
            f"{seen.words[other]}. None of its values is certain; write all of them alike"
        )
    expected = "m" if date_format is not None and date_format.startswith("mm") else "d"
    if seen.words is _ORDERS and seen.first and expected not in seen.first:
        ((order, row),) = seen.first.items()
        mark, year = (".", ".yyyy") if date_format is None else (date_format[2], date_format[5:])
        advice = f"{order}{order}{mark}{'dd' if order == 'm' else 'mm'}{year}"
        return (
            f"the column has {seen.words[order]} in row {row}, and dates are read with {_ORDERS[expected]}. "
            f"None of its values is certain; give --date-format {advice}"
        )
    return None
