"""Common parts of manifests of all kinds: rows, names of columns, and errors in reading."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeAlias

import attrs

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.names import tidied
from digipost.errors._masking import masked_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = [
    "MOST_CHARACTERS_OF_A_LINE",
    "Added",
    "Manifest",
    "Record",
    "Source",
    "checked_names",
    "reading",
]

MOST_CHARACTERS_OF_A_LINE = 1 << 20  # our limit: a line of JSON is one letter's data, without its documents

Added: TypeAlias = "Mapping[str, str]"
"""The texts of the columns that are added to a row in a manifest of rows to correct, by their names."""

Source: TypeAlias = "Callable[[], BinaryIO]"
"""Opens the content of a manifest from its first byte, on each call."""


@attrs.frozen
class Record:
    """Row of a manifest.

    Attributes:
        number: 1 for the first row with values, which in CSV is the first one below the header.
        values: The values by the manifest's own names, including empty cells.
        problem: The reason why the row could not be read, if it could not.
        row: The number that a spreadsheet shows beside the row; the number counts header and empty rows too.
    """

    number: int
    values: Mapping[str, object] = attrs.field(repr=False)
    problem: str | None = None
    row: int = attrs.field(
        default=attrs.Factory(lambda self: self.number, takes_self=True), kw_only=True, eq=False
    )


class Manifest(Protocol):
    """Manifest of any kind."""

    @property
    def path(self) -> Path:
        """Return the path of the manifest."""
        ...

    @property
    def columns(self) -> tuple[str, ...] | None:
        """Return the names of its columns, or None if each row has its own."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Return facts found in the file, such as its encoding, in plain sentences."""
        ...

    def records(self) -> Iterator[Record]:
        """Yield the rows; each call starts at the first row.

        Raises:
            ManifestError: The rest of the manifest cannot be read; the text says where.
        """
        ...

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows with a problem, their cells unchanged, as a manifest of the same kind.

        Args:
            file: The new manifest.
            problems: The columns with the problem for each row in order, or None to leave the row out.
        """
        ...


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raise errors of reading the file as a `ManifestError`."""
    try:
        yield
    except UnicodeDecodeError:
        raise ManifestError(f"{path.name} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise ManifestError(
            f"{path.name} cannot be read: {error.strerror or type(error).__name__}."
        ) from None


def checked_names(path: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the columns; each name must be present and unique.

    Raises:
        ManifestError: A name is missing or duplicated.
    """
    columns = tuple(tidied(each) for each in names)
    if not any(columns):
        raise ManifestError(f"{path.name} has no header: its first line has to name the columns.")
    if "" in columns:
        raise ManifestError(f"{path.name}: column {columns.index('') + 1} has no name.")
    twice = sorted({each for each in columns if columns.count(each) > 1})
    if twice:
        # Masked: in a file without a header, the first row's values are in the place of the names.
        raise ManifestError(f"{path.name} has more than one column {masked_line(', '.join(twice))}.")
    return columns
