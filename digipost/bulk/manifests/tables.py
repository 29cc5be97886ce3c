"""Rows of tables in spreadsheets: empty rows, and cells outside the named columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.manifests.records import Record
from digipost.bulk.manifests.sheet_converter.sheet_references import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digipost.bulk.manifests.records import Added

__all__ = ["Header", "has_value", "is_count"]

_COUNT = re.compile(r"\s*[0-9]{1,8}\s*")  # a number of more digits identifies a person or an organisation
_DELIMITED = "; a cell with the delimiter in it has to stand in quotation marks"

_UNNAMED = ", and a first column that counts the rows has to have a name, too"


@attrs.frozen
class Header:
    """Header of a table.

    Attributes:
        row: The number of its row in the spreadsheet.
        names: The names of the columns.
        places: The index of each of these columns in a row.
        cells: The cells of the header row, unchanged.
        counts_rows: True if the first column has no name and counts the rows, as the index of pandas does.
    """

    row: int
    names: tuple[str, ...]
    places: tuple[int, ...]
    cells: Sequence[object]
    counts_rows: bool = False
    _is_plain: bool = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_is_plain", self.places == tuple(range(len(self.cells))))

    def below(self, rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[tuple[int, Sequence[object]]]:
        """Yield the rows below the header that have a value."""
        for row, cells in rows:
            if row > self.row and any(map(has_value, cells)):
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
            problem = f"the row has {_cells(len(cells))} and the header {len(self.cells)}"
            return Record(number, values, problem, row=row)
        named = set(self.places)
        for place, cell in enumerate(cells):
            if place not in named and has_value(cell):
                if place == 0 and self.counts_rows and is_count(cell):
                    continue
                column = column_letters(place)
                problem = f"has a value in column {column}, which has no name in the header, row {self.row}"
                if place >= len(self.cells):
                    advice = _UNNAMED if place == len(self.cells) and is_count(cells[0]) else ""
                    problem = (
                        f"the row has {_cells(_width(cells))} and the header "
                        f"{len(self.cells)}{_DELIMITED}{advice}"
                    )
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


def is_count(cell: object) -> bool:
    """Return True for a whole number that can count rows."""
    if isinstance(cell, str):
        return _COUNT.fullmatch(cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell == int(cell)


def has_value(cell: object) -> bool:
    """Return True unless a cell is empty or has only spaces."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _width(cells: Sequence[object]) -> int:
    """Return the number of cells up to the last one with a value."""
    return max((place + 1 for place, cell in enumerate(cells) if has_value(cell)), default=0)
