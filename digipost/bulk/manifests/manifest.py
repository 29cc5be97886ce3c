"""Manifests: a table with a row for each letter, in CSV, JSON lines or Parquet.

They are read as a stream, so that memory use does not grow with their length. Rows to correct are written by
the same classes, in the kind and encoding of the manifest.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.content_kinds import CSV, JSON_LINES, OTHER_WORKBOOKS, check_content
from digipost.bulk.manifests.csv_manifest import CsvManifest
from digipost.bulk.manifests.json_lines import JsonLinesManifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.manifests.records import reading
from digipost.bulk.manifests.sheet_manifest import SheetManifest
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from digipost.bulk.manifests.records import Manifest, Source

__all__ = ["digest", "open_manifest"]


def open_manifest(
    path: str | os.PathLike[str], source: Source | None = None, form: ManifestFormat | None = None
) -> Manifest:
    """Return the manifest at that path; its kind follows from its name.

    Args:
        path: `.csv`, `.tsv` or `.txt` (with a header; divided by semicolons, tabs, commas or bars),
            `.jsonl` or `.ndjson` (an object on each line), `.parquet`, or a sheet in `.xlsx`, `.xlsm` or
            `.ods`.
        source: Opens the content from its first byte, on each call; the default is the file at the path.
        form: The parts of its format that the file does not state.

    Raises:
        ManifestError: The file is missing or of another kind, or its header cannot be used.
        ConfigurationError: The library for its kind is not installed; the text says what to install.
    """
    path = Path(path)
    kind = _KINDS.get(path.suffix.lower())
    if kind is None and path.suffix.lower() not in OTHER_WORKBOOKS:
        known = ", ".join(_KINDS)
        name = path.name or str(path)  # a folder such as . or / has no name
        raise ManifestError(f"{name} is no manifest: its name ends with none of the suffixes {known}.")
    form = form or ManifestFormat()
    _check_parts(path, form)
    source = source or (lambda: path.open("rb"))
    with reading(path):
        check_content(path, source, is_workbook=kind is _sheet)
        assert kind is not None  # noqa: S101 - the other workbooks were refused
        return kind(path, source, form)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits.

    Raises:
        ManifestError: The file cannot be read.
    """
    with reading(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_parts(path: Path, form: ManifestFormat) -> None:
    """Refuse parts of a format that a manifest of that kind does not have.

    Raises:
        ManifestError: The text names the part.
    """
    suffix = path.suffix.lower()
    for name, suffixes in _PARTS.items():
        if getattr(form, name) is not None and suffix not in suffixes:
            option = name.replace("_", "-")
            kind = next(kind for kind, suffixes in _KINDS_IN_WORDS.items() if suffix in suffixes)
            raise ManifestError(
                f"{path.name} is {kind} and {_WITHOUT[name]}. Leave out --{option}; in a profile, take "
                f"{option} out of [format]."
            )


def _sheet(path: Path, source: Source, form: ManifestFormat) -> Manifest:
    return SheetManifest(path, source, form)


def _parquet(path: Path, source: Source, form: ManifestFormat) -> Manifest:
    try:
        from digipost.bulk.manifests.parquet import ParquetManifest  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise ConfigurationError(
            "A manifest in Parquet needs pyarrow: pip install 'digipost[bulk]'"
        ) from None
    return ParquetManifest(path, source, form)


_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".ods", *OTHER_WORKBOOKS})
# The kinds of files that have each part of a format; dates are in all of them.
_PARTS: dict[str, frozenset[str]] = {
    "encoding": CSV | JSON_LINES,
    "sheet": _WORKBOOKS,
    "header_row": _WORKBOOKS | CSV,
}
_KINDS_IN_WORDS = {
    "a workbook": _WORKBOOKS,
    "a CSV file": CSV,
    "a file in JSON lines": JSON_LINES,
    "a Parquet file": frozenset({".parquet"}),
}
_WITHOUT = {
    "encoding": "has a known encoding",
    "sheet": "has no sheets",
    "header_row": "has no row of its own for the names of columns",
}
_KINDS: dict[str, Callable[[Path, Source, ManifestFormat], Manifest]] = {
    ".csv": CsvManifest,
    ".tsv": CsvManifest,
    ".txt": CsvManifest,
    ".jsonl": JsonLinesManifest,
    ".ndjson": JsonLinesManifest,
    ".parquet": _parquet,
    ".xlsx": _sheet,
    ".xlsm": _sheet,
    ".ods": _sheet,
}
