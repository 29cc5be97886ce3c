"""The delimiter of a CSV file, found by parsing its beginning with each usual delimiter."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["delimiter_of", "named_delimiter"]

# The first of equally good delimiters is used: Excel in Norway writes semicolons.
_DELIMITERS = (";", "\t", ",", "|")
_LOOKED_AT = 1 << 18  # characters
_ROWS = 200
_NAMED = re.compile(r'"?sep=(.)"?;*\s*', re.IGNORECASE)


def named_delimiter(line: str) -> str | None:
    """Return the delimiter from a first line such as `sep=;`, which Excel reads; None from other lines."""
    found = _NAMED.fullmatch(line.rstrip("\r\n"))
    return found[1] if found else None


def delimiter_of(file: TextIO) -> str:
    """Return the delimiter that gives the most rows of equal length, with more than one cell."""
    text = file.read(_LOOKED_AT)
    return max(_DELIMITERS, key=lambda each: _fitness(text, each))


def _fitness(text: str, delimiter: str) -> tuple[bool, float, int]:
    """Return a score for the consistency of a table's rows, larger for better."""
    if delimiter not in text:
        return False, 0, 0
    widths: Counter[int] = Counter()
    try:
        lines = text.splitlines(keepends=True)
        rows = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
        widths.update(len(row) for row in islice(rows, _ROWS) if any(row))
    except csv.Error:
        pass  # the sample can end within a quoted cell
    if not widths:
        return False, 0, 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
    return width > 1, count / widths.total(), width
