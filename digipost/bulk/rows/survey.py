"""Survey of whole columns before the rows, to find two date orders or two decimal marks in one column.

Only the other rows of the column can show that 01.02.2034 was meant as January 2. The check refuses such a
column as a whole, regardless of the rows to send.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.values.amounts import decimal_mark
from digipost.bulk.values.data_objects import texts_in
from digipost.bulk.values.dates import order_of
from digipost.bulk.values.understanding import is_amount, is_dated
from digipost.plain_data import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from digipost.bulk.manifests.columns import Columns
    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Manifest, Record

__all__ = ["columns_refused"]

_OBJECTS = frozenset({"email_notification", "invitation", "recipient", "sms"})  # in JSON, with dates inside
_ORDERS = {"d": "the day first", "m": "the month first"}
_MARKS = {",": "a comma before its decimals", ".": "a point before its decimals"}
_EXAMPLES = {"d": "31{}12{}2034", "m": "12{}31{}2034", ",": "1250,00", ".": "1250.00"}
_CERTAIN = {",": "1250,00", ".": "1250,00", "d": "2034-12-31", "m": "2034-12-31"}


@attrs.define
class _Seen:
    """Spellings seen in one column.

    Attributes:
        kind_of: Returns the spelling of a value; None if any spelling fits it.
        words: The description of each spelling, by its first character.
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
    survey = _Survey(columns, form)
    if manifest.columns is not None and not survey.concerns(manifest.columns):
        return {}
    for record in manifest.records():
        survey.look_at(record)
    return survey.problems()


class _Survey:
    """Spellings in columns with amounts and dates, also through templates and in objects of data types."""

    def __init__(self, columns: Columns, form: ManifestFormat) -> None:
        self._columns = columns
        self._date_format = form.date_format
        self._templates = [name for name in columns.templates if is_amount(name) or is_dated(name)]
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._meanings: dict[str, tuple[str, ...]] = {}

    def concerns(self, names: Iterable[str]) -> bool:
        """Return True if a manifest with these columns can have amounts or dates in texts."""
        return bool(self._templates) or any(map(self._known, names))

    def look_at(self, record: Record) -> None:
        """Record the spellings in a row."""
        for name, value in record.values.items():
            if value is not None and value != "":
                for known in self._known(name):
                    self._look_into(name, known, value, record.row)
        for known in self._templates:
            text = self._columns.filled_in(known, record.values)
            if text is not None:
                self._note("", known, text, record.row)

    def problems(self) -> dict[str, str]:
        """Return the problems of columns by their known names."""
        found = {}
        for (_, known), each in self._seen.items():
            problem = _problem(each, self._date_format)
            if problem is not None:
                found[known] = problem
        return found

    def _look_into(self, name: str, known: str, value: object, row: int) -> None:
        if known in DATA_TYPES:
            for field, text in texts_in(known, value):
                self._note(name, field, text, row)
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                for each in self._known(f"{name}.{key}"):
                    self._look_into(f"{name}.{key}", each, inner, row)
        elif isinstance(value, str):
            self._note(name, known, value, row)

    def _known(self, name: str) -> tuple[str, ...]:
        """Return the known names of a column that can have amounts or dates."""
        if name not in self._meanings:
            meanings = self._columns.meanings(name)
            typed = tuple(
                each for each in meanings if each in DATA_TYPES or is_amount(each) or is_dated(each)
            )
            self._meanings[name] = typed or ((name,) if name in _OBJECTS else ())
        return self._meanings[name]

    def _note(self, name: str, known: str, text: str, row: int) -> None:
        seen = self._seen.get((name, known))
        if seen is None:
            if is_amount(known):
                seen = _Seen(decimal_mark, _MARKS)
            elif is_dated(known):
                seen = _Seen(lambda text: order_of(text, self._date_format), _ORDERS)
            else:
                return
            self._seen[name, known] = seen
        kind = seen.kind_of(text.strip())
        if kind is not None and kind not in seen.first:
            seen.first[kind] = row


def _problem(seen: _Seen, date_format: str | None) -> str | None:
    kinds = {kind[0]: kind for kind in reversed(seen.first)}
    if len(kinds) > 1:
        (one, first), (other, second) = sorted(
            ((kind, seen.first[kind]) for kind in kinds.values()), key=itemgetter(1)
        )
        return (
            f"the column has two spellings: row {first} has {_shown(seen, one, date_format)}, row {second} "
            f"{_shown(seen, other, date_format)}. None of its values is certain; write all of them alike, as "
            f"in {_CERTAIN[one[0]]}"
        )
    expected = "m" if date_format is not None and date_format.startswith("mm") else "d"
    # Each date with marks other than dots is refused separately, unless a format is chosen.
    if seen.words is _ORDERS and {"d", "m"} & seen.first.keys() and expected not in kinds:
        ((order, row),) = ((each, row) for each, row in seen.first.items() if len(each) == 1)
        mark, year = _mark_and_year(date_format)
        advice = f"{order}{order}{mark}{'dd' if order == 'm' else 'mm'}{year}"
        return (
            f"the column has {seen.words[order]} in row {row}, and dates are read with {_ORDERS[expected]}. "
            f"None of its values is certain; give --date-format {advice}"
        )
    return None


def _shown(seen: _Seen, kind: str, date_format: str | None) -> str:
    """Return the description of a spelling with an example, which is not a value of the manifest."""
    mark = kind[1:] or _mark_and_year(date_format)[0]
    return f"{seen.words[kind[0]]}, as in {_EXAMPLES[kind[0]].format(mark, mark)}"


def _mark_and_year(date_format: str | None) -> tuple[str, str]:
    """Return the mark between day and month, and the part of the format behind them."""
    if date_format is None or date_format.startswith("y"):
        return ".", ".yyyy"
    return date_format[2], date_format[5:]
