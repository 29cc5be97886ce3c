"""Manifests in CSV."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.columns import ADDED
from digipost.bulk.manifests.delimiters import delimiter_of, named_delimiter
from digipost.bulk.manifests.header_search import header_of
from digipost.bulk.manifests.records import MOST_CHARACTERS_OF_A_LINE
from digipost.bulk.manifests.text_manifest import TextManifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Added, Record, Source

__all__ = ["CsvManifest"]

_END_OF_DOS = "\x1a"  # the last character of a file as written by DOS programs
_IN_SINGLE_QUOTES = re.compile(r"'.+'")  # as LibreOffice writes cells with an option
_DIVIDED = re.compile(r"[;:~^|,\t]| {2,}")  # other marks between cells than the delimiter


class CsvManifest(TextManifest):
    """Manifest in CSV: a header, and a row for each letter.

    Attributes:
        columns: The names of its columns.
    """

    def __init__(self, path: Path, source: Source, form: ManifestFormat) -> None:
        super().__init__(path, source, form)
        with self.opened("") as file:
            self._first_line = file.readline(MOST_CHARACTERS_OF_A_LINE)
            beginning = self._first_line + file.read(MOST_CHARACTERS_OF_A_LINE)
        named = named_delimiter(self._first_line)
        self._has_named = named is not None
        if named is None:
            with self.opened("") as file:
                named = delimiter_of(file)
        self._delimiter = named
        self._has_spaces = re.search(rf'{re.escape(named)} +"', beginning) is not None
        self._quote = '"'
        self._header, note = header_of(path, self._rows(), form.header_row)
        if all(map(_IN_SINGLE_QUOTES.fullmatch, self._header.names)):
            self._quote = "'"
            self._header, note = header_of(path, self._rows(), form.header_row)
        self.columns: tuple[str, ...] = self._header.names
        if len(self.columns) == 1 and _DIVIDED.search(" ".join(map(str, self._header.cells)).strip()):
            raise ManifestError(
                f"{path.name}: the cells are not divided by semicolons, tabs, commas or bars. Save it as CSV "
                "with semicolons, or name the delimiter in a first line, as in sep=:"
            )
        if note is not None:
            self.notes = (*self.notes, note)

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with the numbers that a spreadsheet gives them."""
        with self.opened("") as file:
            if self._has_named:
                file.readline(MOST_CHARACTERS_OF_A_LINE)
            reader = csv.reader(
                file,
                delimiter=self._delimiter,
                quotechar=self._quote,
                strict=True,
                skipinitialspace=self._has_spaces,
            )
            row = 0
            while True:
                row += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise self._unreadable(reader.line_num + self._has_named, str(error)) from None
                if cells != [_END_OF_DOS]:
                    yield row, cells

    def _unreadable(self, line: int, error: str) -> ManifestError:
        """Return the error for a line that is not CSV."""
        if "end of data" in error:
            problem = "a quotation mark that opens a cell is not closed before the end of the file"
        elif "expected after" in error:
            problem = 'a quotation mark within a cell in quotation marks has to be doubled, as in "12"" disk"'
        elif "field limit" in error:
            problem = "a cell is very long, as if a quotation mark is not closed"
        else:
            problem = error
        return ManifestError(f"{self.path.name} is no CSV at line {line}: {problem}.")

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first.

        Raises:
            ManifestError: The rest of the manifest cannot be read; the text says where.
        """
        return self._header.records(self._rows())

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows with a problem below titles and header, their cells unchanged, in the same format.

        Args:
            file: The new manifest.
            problems: The columns with the problem for each row in order, or None to leave the row out.
        """
        with self.written(file) as text:
            if self._has_named:
                text.write(self._first_line)
            table = csv.writer(text, delimiter=self._delimiter, quotechar=self._quote)
            for row, titles in self._rows():
                if row >= self._header.row:
                    break
                table.writerow(titles)
            table.writerow(self._header.with_added(self._header.cells, {name: name for name in ADDED}))
            for (_, cells), problem in zip(self._header.below(self._rows()), problems, strict=False):
                if problem is not None:
                    table.writerow(self._header.with_added(cells, problem))
