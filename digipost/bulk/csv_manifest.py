"""Manifests in CSV."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from digipost.bulk.columns import ADDED
from digipost.bulk.errors import ManifestError
from digipost.bulk.records import MOST_CHARACTERS_OF_A_LINE, Record, checked_names
from digipost.bulk.text_manifest import TextManifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.records import Added, Source

__all__ = ["CsvManifest"]

_DELIMITERS = (";", "\t", ",")


class CsvManifest(TextManifest):
    """A manifest in CSV: a header, and a row for each letter.

    Attributes:
        columns: The names of its columns.
    """

    def __init__(self, path: Path, source: Source) -> None:
        super().__init__(path, source)
        with self.opened("") as file:
            first = file.readline(MOST_CHARACTERS_OF_A_LINE)
        self._delimiter = max(_DELIMITERS, key=first.count)
        self.columns: tuple[str, ...] = checked_names(path, next(self._lines(), []))

    def _lines(self) -> Iterator[list[str]]:
        with self.opened("") as file:
            reader = csv.reader(file, delimiter=self._delimiter, strict=True)
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    problem = f"{self.path.name} is no CSV at line {reader.line_num}: {error}."
                    raise ManifestError(problem) from None
                if cells:
                    yield cells

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first.

        Raises:
            ManifestError: The manifest cannot be read on; the text says where.
        """
        lines = self._lines()
        next(lines, None)
        for number, cells in enumerate(lines, 1):
            problem = None
            if len(cells) != len(self.columns):
                problem = f"the row has {len(cells)} cells and the header {len(self.columns)}"
            yield Record(number, dict(zip(self.columns, cells, strict=False)), problem)

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows that have a problem, each cell as it stands here, as a manifest of the same kind.

        Args:
            file: The new manifest.
            problems: For each row in order, the columns that say what is wrong, or None to leave the row out.
        """
        lines = self._lines()
        with self.written(file) as text:
            table = csv.writer(text, delimiter=self._delimiter)
            table.writerow(self._with(next(lines), {name: name for name in ADDED}))
            for cells, problem in zip(lines, problems, strict=False):
                if problem is not None:
                    table.writerow(self._with(cells, problem))

    def _with(self, cells: list[str], added: Added) -> list[str]:
        """Return a row with its added columns; cells that the header has no column for stand after them."""
        width = len(self.columns)
        row = [*cells[:width], *[""] * (width - len(cells))]
        for name in ADDED:
            if name in self.columns:
                row[self.columns.index(name)] = added[name]
            else:
                row.append(added[name])
        return row + cells[width:]
