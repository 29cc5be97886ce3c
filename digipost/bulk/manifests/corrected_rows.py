"""Rows of a spreadsheet to correct: rows of the original by their numbers, and the columns added to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from digipost.bulk.manifests.columns import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digipost.bulk.manifests.records import Added
    from digipost.bulk.manifests.tables import Header

__all__ = ["CorrectedRow", "corrected_rows"]

_Rows: TypeAlias = "Iterable[tuple[int, Sequence[object]]]"


@attrs.frozen
class CorrectedRow:
    """Row of a spreadsheet to correct.

    Attributes:
        number: Its number in the new sheet.
        original: Its number in the original sheet.
        cells: The cells of the original: None, texts, numbers, booleans, dates, times and durations.
        replaced: The texts that replace cells, by their places.
        at: The place where cells are inserted; the cells from there on move to the right.
        inserted: The texts of the inserted cells.
    """

    number: int
    original: int
    cells: Sequence[object]
    replaced: Mapping[int, str] = attrs.field(factory=dict)
    at: int = 0
    inserted: Sequence[str] = ()

    def placed(self) -> Iterator[tuple[int, int | None, object]]:
        """Yield each cell with its place in the new row and in the original one; None for an added cell."""
        for place, cell in enumerate(self.cells):
            moved = place + len(self.inserted) if place >= self.at else place
            if place not in self.replaced:
                yield moved, place, cell
        for place, text in self.replaced.items():
            yield place, None, text
        for place, text in enumerate(self.inserted, self.at):
            yield place, None, text


def corrected_rows(
    header: Header, rows: _Rows, again: _Rows, problems: Iterable[Added | None]
) -> Iterator[CorrectedRow]:
    """Yield the rows of a table up to its header as they are, and the rows with a problem below it.

    Args:
        header: The header.
        rows: The rows of the table.
        again: The same rows, for a second iteration.
        problems: The columns with the problem for each row below the header in order, or None to leave the
            row out.
    """
    for row, cells in rows:
        if row >= header.row:
            break
        yield CorrectedRow(row, row, cells)
    yield _with_added(header, header.row, header.row, header.cells, {name: name for name in ADDED})
    number = header.row
    for (row, cells), problem in zip(header.below(again), problems, strict=False):
        if problem is not None:
            number += 1
            yield _with_added(header, number, row, cells, problem)


def _with_added(header: Header, number: int, row: int, cells: Sequence[object], added: Added) -> CorrectedRow:
    places = dict(zip(header.names, header.places, strict=True))
    replaced = {places[name]: text for name, text in added.items() if name in places}
    inserted = [text for name, text in added.items() if name not in places]
    return CorrectedRow(number, row, cells, replaced, len(header.cells), inserted)
