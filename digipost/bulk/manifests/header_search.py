"""Search for the header of a table, below any titles and groups of columns; it can be missing.

The usual names of columns identify a header. A file without a header is refused. The error does not show its
cells, which are the first person's data.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.column_names import usual_meaning_of
from digipost.bulk.manifests.columns import is_known
from digipost.bulk.manifests.names import tidied
from digipost.bulk.manifests.records import checked_names
from digipost.bulk.manifests.sheet_converter.sheet_references import column_letters
from digipost.bulk.manifests.tables import Header, has_value, is_count
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["header_of"]

_LOOKED_AT = 30  # rows within which the header is expected
_CELLS_OF_A_TITLE = 2
_LEAST_NAMES = 2  # usual names in a row that is taken for the header although another row comes first
_LAST_YEAR = 9999  # a sheet can have years as names of columns
_LOST_LETTER = re.compile(r"[^\W\d_]\?[a-zæøå]")  # as in F?dselsnr
_DATA = re.compile(
    r"""(?:[0-9][ .-]?){9,}                                    # a number of a person, account or organisation
      | [0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4} | [0-9]{4}-[0-9]{2}-[0-9]{2}.*                # a date
      | -?[0-9][0-9 .,\u00a0]*[.,][0-9]{2}                       # an amount
      | \S+@\S+\.\S+                                            # an e-mail address
      | .+\.(?:pdf|html?)                                       # a path
    """,
    re.VERBOSE | re.IGNORECASE,
)


def header_of(
    path: Path, rows: Iterable[tuple[int, Sequence[object]]], wanted: int | None
) -> tuple[Header, str | None]:
    """Return the header of a table, and a note if needed, such as for a header below the first row.

    Args:
        path: The path of the manifest, for errors.
        rows: The rows from the first, with their row numbers.
        wanted: The row of the header, if the caller has chosen it.

    Raises:
        ManifestError: The header is missing, or contains a name twice.
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
        row, cells = _header_row(with_values)
        if any(map(_is_data, cells)):
            raise ManifestError(_no_header(path, row))
        if (row, cells) != with_values[0]:
            note = f"{path.name}: row {row} is taken for the header; --header-row takes another."
    found = [tidied(str(cell)) if has_value(cell) else "" for cell in cells]
    if any("\ufffd" in name or _LOST_LETTER.search(name) for name in found):
        problem = "has question marks in place of letters in the names of columns"
        raise ManifestError(f"{path.name} {problem}. Export it again from its source, as UTF-8.")
    places = tuple(place for place, name in enumerate(found) if name)
    _refuse_twice(path, found)
    names = checked_names(path, [found[place] for place in places])
    counts_rows = _counts_rows(places, [each for at, each in first if at > row and _filled(each)])
    if counts_rows:
        counted = f"{path.name}: column A has no name and counts the rows; it is not used."
        note = counted if note is None else f"{note} {counted}"
    return Header(row, names, places, cells, counts_rows), note


def _counts_rows(places: tuple[int, ...], rows: Sequence[Sequence[object]]) -> bool:
    """Return True if the first column has no name and only numbers, as pandas and R write an index."""
    return places[:1] == (1,) and bool(rows) and all(cells and is_count(cells[0]) for cells in rows)


def _header_row(rows: Sequence[tuple[int, Sequence[object]]]) -> tuple[int, Sequence[object]]:
    """Return the first row that is not a title, or a later row with more usual names."""
    widest = max(_filled(cells) for _, cells in rows)
    candidates = [each for each in rows if not _is_title(_filled(each[1]), widest)]
    first = candidates[0]
    best = max(candidates, key=lambda each: _usual(each[1]))  # the first of equally good rows
    usual, filled = _usual(best[1]), _filled(best[1])
    if usual < _LEAST_NAMES or 2 * usual <= filled or usual <= _usual(first[1]):
        return first
    # A row of groups is narrower than the header, and a letter is as wide.
    is_header = filled > _filled(first[1]) or (filled == _filled(first[1]) and not _usual(first[1]))
    return best if is_header else first


def _is_title(filled: int, widest: int) -> bool:
    """Return True for a row such as "Invoices in February", or "Date: | 1 February", above a table."""
    return filled <= _CELLS_OF_A_TITLE and widest > 2 * filled


def _is_data(cell: object) -> bool:
    """Return True for a cell with a value of a letter, not the name of a column."""
    match cell:
        case str():
            text = cell.strip()
            return _DATA.fullmatch(text) is not None and not is_known(text)
        case bool() | None:
            return False
        case int() | float():
            return not 0 <= cell <= _LAST_YEAR or cell != int(cell)
    return isinstance(cell, date)


def _no_header(path: Path, row: int) -> str:
    return (
        f"{path.name}: row {row} looks like a letter and not like the names of the columns. Add a row with "
        "names above it; if the names stand in another row, or in this one, give its number with "
        "--header-row."
    )


def _refuse_twice(path: Path, names: Sequence[str]) -> None:
    """Refuse a name that two columns have.

    Raises:
        ManifestError: The text names the columns by their letters.
    """
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        name = twice[0]
        letters = [column_letters(place) for place, each in enumerate(names) if each == name]
        columns = f"{', '.join(letters[:-1])} and {letters[-1]}"
        problem = f"{path.name} has more than one column {masked_text(name)}: columns {columns}"
        raise ManifestError(f"{problem}. Rename all but one.")


def _usual(cells: Sequence[object]) -> int:
    """Return the number of cells with the usual name of a column."""
    texts = [tidied(cell) for cell in cells if isinstance(cell, str)]
    return sum(usual_meaning_of(text) is not None or is_known(text) for text in texts)


def _filled(cells: Sequence[object]) -> int:
    return sum(map(has_value, cells))
