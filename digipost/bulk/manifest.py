"""Manifests: a table with a row for each letter, in CSV, JSON lines or Parquet.

They are read as a stream, so that a long one takes no more memory than a short one.
"""

from __future__ import annotations

import csv
import hashlib
import json
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import attrs

from digipost.bulk.errors import ManifestError
from digipost.masking import masked_line

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["Manifest", "Record", "checked_names", "digest", "open_manifest", "reading"]

_DELIMITERS = (";", "\t", ",")
_MOST_CHARACTERS_OF_A_LINE = 1 << 20  # ours: a line of JSON is one letter's data, without its documents


@attrs.frozen
class Record:
    """A row as it stands in the manifest.

    Attributes:
        number: 1 for the first row, which in CSV is the one below the header.
        values: By the manifest's own names; empty cells are there too.
        problem: Why the row could not be read, if so.
    """

    number: int
    values: Mapping[str, object] = attrs.field(repr=False)
    problem: str | None = None


class Manifest(Protocol):
    """A manifest of any kind."""

    @property
    def path(self) -> Path:
        """Where it is."""
        ...

    @property
    def columns(self) -> tuple[str, ...] | None:
        """The names of its columns, or None where each row has its own."""
        ...

    def records(self) -> Iterator[Record]:
        """Its rows from the first, each time anew.

        Raises:
            ManifestError: It cannot be read on; the text says where.
        """
        ...


def open_manifest(path: str | os.PathLike[str]) -> Manifest:
    """The manifest at that path; its kind follows from its name.

    Args:
        path: `.csv` or `.tsv` (UTF-8, with a header; divided by semicolons, tabs or commas, whichever the
            header has most of), `.jsonl` or `.ndjson` (an object on each line), or `.parquet`.

    Raises:
        ManifestError: There is no such file, it is of another kind, or its header cannot be used.
    """
    path = Path(path)
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(_KINDS)
        raise ManifestError(f"A manifest is a file with one of the suffixes {known}; this one has another.")
    with reading(path):
        return kind(path)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        ManifestError: It cannot be read.
    """
    with reading(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """What goes wrong with the file becomes a `ManifestError`."""
    try:
        yield
    except UnicodeDecodeError:
        raise ManifestError(f"{path.name} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise ManifestError(
            f"{path.name} cannot be read: {error.strerror or type(error).__name__}."
        ) from None


def checked_names(path: Path, names: Iterable[str]) -> tuple[str, ...]:
    """The names of the columns, each of which has to be there once.

    Raises:
        ManifestError: They are not so.
    """
    columns = tuple(each.strip() for each in names)
    if not columns:
        raise ManifestError(f"{path.name} has no header: its first line has to name the columns.")
    if "" in columns:
        raise ManifestError(f"{path.name}: column {columns.index('') + 1} has no name.")
    twice = sorted({each for each in columns if columns.count(each) > 1})
    if twice:
        # Masked, since in a manifest without a header the first row stands where the names are expected.
        raise ManifestError(f"{path.name} has more than one column {masked_line(', '.join(twice))}.")
    return columns


class _Csv:
    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline(_MOST_CHARACTERS_OF_A_LINE)
        self.delimiter = max(_DELIMITERS, key=first.count)
        self.columns: tuple[str, ...] = checked_names(path, self._header())

    def _header(self) -> list[str]:
        return next(self._lines(), [])

    def _lines(self) -> Iterator[list[str]]:
        with reading(self.path), self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
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
        lines = self._lines()
        next(lines, None)
        for number, cells in enumerate(lines, 1):
            problem = None
            if len(cells) != len(self.columns):
                problem = f"the row has {len(cells)} cells and the header {len(self.columns)}"
            yield Record(number, dict(zip(self.columns, cells, strict=False)), problem)


class _JsonLines:
    columns = None

    def __init__(self, path: Path) -> None:
        self.path = path
        path.open("rb").close()

    def records(self) -> Iterator[Record]:
        number = 0
        with reading(self.path), self.path.open(encoding="utf-8-sig", newline="\n") as file:
            while line := file.readline(_MOST_CHARACTERS_OF_A_LINE):
                if len(line) == _MOST_CHARACTERS_OF_A_LINE:
                    raise ManifestError(f"{self.path.name}: the line of row {number + 1} is too long.")
                if line.strip():
                    number += 1
                    yield _record(number, line)


def _record(number: int, line: str) -> Record:
    try:
        values = json.loads(line, parse_float=Decimal, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        return Record(number, {}, "the line is no JSON, or has a name twice")
    if not isinstance(values, dict):
        return Record(number, {}, "the line is no JSON object")
    return Record(number, values)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _parquet(path: Path) -> Manifest:
    try:
        from digipost.bulk.parquet import ParquetManifest  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise ManifestError("A manifest in Parquet needs pyarrow: pip install digipost[bulk]") from None
    return ParquetManifest(path)


_KINDS: dict[str, Callable[[Path], Manifest]] = {
    ".csv": _Csv,
    ".tsv": _Csv,
    ".jsonl": _JsonLines,
    ".ndjson": _JsonLines,
    ".parquet": _parquet,
}
