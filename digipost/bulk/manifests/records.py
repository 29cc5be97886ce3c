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

MOST_CHARACTERS_OF_A_LINE = 1 << 20  # ours: a line of JSON is one letter's data, without its documents

Added: TypeAlias = "Mapping[str, str]"
"""The texts of the columns that a row gets in a manifest of what has to be corrected, by their names."""

Source: TypeAlias = "Callable[[], BinaryIO]"
"""Opens the content of a manifest from its first byte, each time anew."""


@attrs.frozen
class Record:
    """A row as it stands in the manifest.

    Attributes:
        number: 1 for the first row with values, which in CSV is the first one below the header.
        values: By the manifest's own names; empty cells are there too.
        problem: Why the row could not be read, if so.
        row: The number that a spreadsheet shows beside the row; header and empty rows have one too.
    """

    number: int
    values: Mapping[str, object] = attrs.field(repr=False)
    problem: str | None = None
    row: int = attrs.field(
        default=attrs.Factory(lambda self: self.number, takes_self=True), kw_only=True, eq=False
    )


class Manifest(Protocol):
    """A manifest of any kind."""

    @property
    def path(self) -> Path:
        """The path of the manifest."""
        ...

    @property
    def columns(self) -> tuple[str, ...] | None:
        """The names of its columns, or None where each row has its own."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found by looking at the file, such as its encoding, in sentences for people."""
        ...

    def records(self) -> Iterator[Record]:
        """Its rows from the first, each time anew.

        Raises:
            ManifestError: It cannot be read on; the text says where.
        """
        ...

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows that have a problem, each cell as it stands here, as a manifest of the same kind.

        Args:
            file: The new manifest.
            problems: For each row in order, the columns that say what is wrong, or None to leave the row out.
        """
        ...


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raise errors of the file as a `ManifestError`."""
    try:
        yield
    except UnicodeDecodeError:
        raise ManifestError(f"{path.name} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise ManifestError(
            f"{path.name} cannot be read: {error.strerror or type(error).__name__}."
        ) from None


def checked_names(path: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the columns, each of which has to be there once.

    Raises:
        ManifestError: A name is missing or there twice.
    """
    columns = tuple(tidied(each) for each in names)
    if not any(columns):
        raise ManifestError(f"{path.name} has no header: its first line has to name the columns.")
    if "" in columns:
        raise ManifestError(f"{path.name}: column {columns.index('') + 1} has no name.")
    twice = sorted({each for each in columns if columns.count(each) > 1})
    if twice:
        # Masked, since in a manifest without a header the first row stands where the names are expected.
        raise ManifestError(f"{path.name} has more than one column {masked_line(', '.join(twice))}.")
    return columns
