"""Findings about a row, in the words of manifests."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digipost.bulk.manifests.names import is_line_of_address
from digipost.bulk.row_states import Finding
from digipost.bulk.rows.odd_rows import no_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.bulk.manifests.records import Record
    from digipost.bulk.rows.cell_values import Values

__all__ = ["error_in", "finding_in", "line_breaks_in", "no_letter_in"]

_OR_BYTES = ", or read it yourself and give the bytes"  # a manifest has no bytes
_TITLE = re.compile(r"subject|attachment\.[0-9]+\.subject|email_notification\.subject|invoice_reference")
_BROKEN_TITLE = "has a line break, and a mailbox shows it as one line: write it on one line"
_BROKEN_ADDRESS = "has a line break: give each line of the address a column of its own"


def no_letter_in(record: Record) -> list[Finding]:
    """Return the only finding of a row that is most likely no letter; an empty list for other rows."""
    problem = no_letter(record)
    return [] if problem is None else [error_in(record, "row", problem)]


def line_breaks_in(record: Record, values: Values) -> Iterator[Finding]:
    """Yield warnings about line breaks in titles and addresses.

    Digipost's schema allows line breaks. Its documentation does not describe how a mailbox or a printer
    shows them.

    Args:
        record: The row.
        values: Its values by the known names of columns.
    """
    for name, problem in _of_one_line(tuple(values)):
        value = values[name]
        if isinstance(value, str) and ("\n" in value or "\r" in value):
            yield finding_in(record, name, problem, is_error=False)


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _of_one_line(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the columns whose texts must be one line, with the problem of a longer text."""
    titles = ((name, _BROKEN_TITLE) for name in names if _TITLE.fullmatch(name))
    addresses = ((name, _BROKEN_ADDRESS) for name in names if is_line_of_address(name))
    return (*titles, *addresses)


def error_in(record: Record, field: str, problem: str) -> Finding:
    """Return a finding that prevents the sending of a row."""
    # Relative paths start there; another process may have another working directory.
    said = problem.replace("the working directory", "the folder of documents").replace(_OR_BYTES, "")
    return finding_in(record, field, said, is_error=True)


def finding_in(record: Record, field: str, problem: str, *, is_error: bool) -> Finding:
    """Return a finding about a row."""
    return Finding(record.number, is_error, field, problem, row=record.row)
