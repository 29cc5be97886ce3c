"""The parts of a manifest's format that the file does not state."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import attrs

from digipost.base.checked_calls import integer, optional, string, takes
from digipost.bulk.errors import ManifestError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DATE_FORMATS", "MOST_ROWS", "ManifestFormat"]

MOST_ROWS = 1 << 20
"""The maximum number of rows of a workbook, and the last row that can be the header."""

DATE_FORMATS: Mapping[str, str] = {
    "dd.mm.yyyy": "%d.%m.%Y",
    "yyyy-mm-dd": "%Y-%m-%d",
    "dd/mm/yyyy": "%d/%m/%Y",
    "mm/dd/yyyy": "%m/%d/%Y",
    "dd-mm-yyyy": "%d-%m-%Y",
    "mm-dd-yyyy": "%m-%d-%Y",
    "mm.dd.yyyy": "%m.%d.%Y",
    "yyyy/mm/dd": "%Y/%m/%d",
    "yyyymmdd": "%Y%m%d",
    "dd.mm.yy": "%d.%m.%y",
    "dd/mm/yy": "%d/%m/%y",
    "mm/dd/yy": "%m/%d/%y",
}
"""The date formats that can be chosen, with the format of each in `datetime.strptime`."""

_OTHER_NAMES = {
    "ansi": "cp1252",
    "windows": "cp1252",
    "dos": "cp865",
    "mac": "mac_roman",
    "unicode": "utf-16",
}


def _codec(_: object, __: object, encoding: str | None) -> None:
    if encoding is None:
        return
    try:
        name = codecs.lookup(_OTHER_NAMES.get(encoding.lower(), encoding)).name
        "æøå;".encode(name)
    except (LookupError, TypeError, ValueError):
        problem = f"There is no encoding of text called {_shown(encoding)}, such as utf-8, utf-16 or cp1252."
        raise ManifestError(problem) from None


def _date_format(_: object, __: object, date_format: str | None) -> None:
    if date_format is not None and date_format not in DATE_FORMATS:
        known = ", ".join(DATE_FORMATS)
        raise ManifestError(
            f"The date format {_shown(date_format)} is not known; the known ones are {known}."
        )


def _header_row(_: object, __: object, row: int | None) -> None:
    if row is not None and not 1 <= row <= MOST_ROWS:
        raise ManifestError(f"The row of the header is a number from 1 to {MOST_ROWS}.")


@takes(
    "ManifestFormat",
    encoding=optional(string),
    sheet=optional(string),
    header_row=optional(integer),
    date_format=optional(string),
)
@attrs.frozen(kw_only=True)
class ManifestFormat:
    """Format of a manifest. Unset parts are detected from the file.

        ManifestFormat(sheet="Fakturaer", date_format="dd/mm/yyyy")

    Attributes:
        encoding: The encoding of a CSV file, such as `utf-8`, `cp1252` or `utf-16`.
        sheet: The name of the sheet, in a workbook with several.
        header_row: The row with the column names, by its number in a spreadsheet.
        date_format: The order of a date's parts, one of `DATE_FORMATS`. Without it, dates are
            `dd.mm.yyyy` or `yyyy-mm-dd`.

    Raises:
        ManifestError: There is no such encoding or date format.
    """

    encoding: str | None = attrs.field(default=None, validator=_codec)
    sheet: str | None = None
    header_row: int | None = attrs.field(default=None, validator=_header_row)
    date_format: str | None = attrs.field(default=None, validator=_date_format)

    @property
    def codec(self) -> str | None:
        """Return the encoding by its name in Python."""
        if self.encoding is None:
            return None
        return codecs.lookup(_OTHER_NAMES.get(self.encoding.lower(), self.encoding)).name


def _shown(text: str) -> str:
    return re.sub(r"[^\w./ -]", "?", text)[:30]
