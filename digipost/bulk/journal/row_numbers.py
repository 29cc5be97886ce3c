"""Row numbers of a spreadsheet, to show to users; the code counts rows from 1.

The header, titles and empty rows make the difference; the journal stores it for each row where it changes.
"""

from __future__ import annotations

import json
from bisect import bisect_right

__all__ = ["RowNumbers"]


class RowNumbers:
    """Row numbers of a spreadsheet, by the number of each row in the manifest.

    Args:
        steps: The first row of each stretch with a constant difference between both numbers, as pairs of the
            row's number and the spreadsheet's.
    """

    def __init__(self, steps: list[tuple[int, int]] | None = None) -> None:
        self._numbers = [number for number, _ in steps or []]
        self._rows = [row for _, row in steps or []]

    def add(self, number: int, row: int) -> None:
        """Add the next row of the manifest."""
        if self.row(number) != row:
            self._numbers.append(number)
            self._rows.append(row)

    def row(self, number: int) -> int:
        """Return the spreadsheet's number for a row."""
        place = bisect_right(self._numbers, number) - 1
        return number if place < 0 else self._rows[place] + number - self._numbers[place]

    def to_text(self) -> str:
        """Return the numbers as text for the journal."""
        return json.dumps(list(zip(self._numbers, self._rows, strict=True)))

    @classmethod
    def from_text(cls, text: str) -> RowNumbers:
        """Return the numbers from the text in a journal."""
        return cls([(int(number), int(row)) for number, row in json.loads(text)])
