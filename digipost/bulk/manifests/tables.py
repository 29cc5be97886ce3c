"""Tables in spreadsheets: titles above the header, empty rows, and empty columns at the edges."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.names import tidied
from digipost.bulk.manifests.records import Record, checked_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from digipost.bulk.manifests.records import Added

__all__ = ["Header", "header_of"]

_LOOKED_AT = 30  # rows within which the header is expected
_CELLS_OF_A_TITLE = 2


@attrs.frozen
class Header:
    """Header of a table.

    Attributes:
        row: The number of its row in the spreadsheet.
        names: The names of the columns.
        places: The index of each of these columns in a row.
        cells: The cells of the header row, unchanged.
    """

    row: int
    names: tuple[str, ...]
    places: tuple[int, ...]
    cells: Sequence[object]
    _is_plain: bool = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_is_plain", self.places == tuple(range(len(self.cells))))

    def below(self, rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[tuple[int, Sequence[object]]]:
        """Yield the rows below the header that have a value."""
        for row, cells in rows:
            if row > self.row and any(map(_has_value, cells)):
                yield row, cells

    def records(self, rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[Record]:
        """Yield the records of a table below its header; rows without any value are left out."""
        width = len(self.cells)
        for number, (row, cells) in enumerate(self.below(rows), 1):
            if self._is_plain and len(cells) == width:
                yield Record(number, dict(zip(self.names, cells, strict=True)), row=row)
            else:
                yield self._edged(number, row, cells)

    def _edged(self, number: int, row: int, cells: Sequence[object]) -> Record:
        """Return the record of a row with cells outside the named columns, or with too few cells."""
        values = {
            name: cells[place]
            for name, place in zip(self.names, self.places, strict=True)
            if place < len(cells)
        }
        if len(cells) < len(self.cells):
            problem = f"the row has {len(cells)} cells and the header {len(self.cells)}"
            return Record(number, values, problem, row=row)
        named = set(self.places)
        for place, cell in enumerate(cells):
            if place not in named and _has_value(cell):
                column = _column_letters(place)
                problem = f"has a value in column {column}, which has no name in the header, row {self.row}"
                if place >= len(self.cells):
                    problem = f"the row has {_width(cells)} cells and the header {len(self.cells)}"
                return Record(number, values, problem, row=row)
        return Record(number, values, row=row)

    def with_added(self, cells: Sequence[object], added: Added) -> list[object]:
        """Return a row with the columns added to it in a manifest to correct.

        Cells without a column in the header follow after the added columns.
        """
        width = len(self.cells)
        row = [*cells[:width], *[""] * (width - len(cells))]
        places = dict(zip(self.names, self.places, strict=True))
        for name, text in added.items():
            if name in places:
                row[places[name]] = text
            else:
                row.append(text)
        return [*row, *cells[width:]]


def header_of(
    path: Path, rows: Iterable[tuple[int, Sequence[object]]], wanted: int | None
) -> tuple[Header, str | None]:
    """Return the header of a table, and a note if it is not the first row with values.

    Args:
        path: The path of the manifest, for errors.
        rows: The rows from the first, with their row numbers.
        wanted: The row of the header, if the caller has chosen it.

    Raises:
        ManifestError: There is no header, or a name is there twice.
    """
    first = list(islice(rows, max(_LOOKED_AT, wanted or 0)))
    note = None
    if wanted is not None:
        row, cells = next((each for each in first if each[0] == wanted), (wanted, ()))
        if not _filled(cells):
            raise ManifestError(f"{path.name} has no header in row {wanted}: the row is empty.")
    else:
        with_values = [each for each in first if _filled(each[1])]
        if not with_values:
            checked_names(path, [])
        widest = max(_filled(cells) for _, cells in with_values)
        row, cells = next(each for each in with_values if not _is_title(_filled(each[1]), widest))
        if (row, cells) != with_values[0]:
            note = f"{path.name}: row {row} is taken for the header; --header-row takes another."
    found = [tidied(str(cell)) if _has_value(cell) else "" for cell in cells]
    places = tuple(place for place, name in enumerate(found) if name)
    names = checked_names(path, [found[place] for place in places])
    return Header(row, names, places, cells), note


def _column_letters(place: int) -> str:
    """Return the spreadsheet letters of a column: A for 0, AA for 26."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _has_value(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _is_title(filled: int, widest: int) -> bool:
    """Return True for a row such as "Invoices in February", or "Date: | 1 February", above a table."""
    return filled <= _CELLS_OF_A_TITLE and widest > 2 * filled


def _filled(cells: Sequence[object]) -> int:
    return sum(map(_has_value, cells))


def _width(cells: Sequence[object]) -> int:
    """Return the number of cells up to the last one with a value."""
    return max((place + 1 for place, cell in enumerate(cells) if _has_value(cell)), default=0)
