"""Manifests: a table with a row for each letter, in CSV, JSON lines or Parquet.

They are read as a stream, so that a long one takes no more memory than a short one. What has to be corrected
is written by the same classes, so that it comes out in the kind and encoding of the manifest.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.csv_manifest import CsvManifest
from digipost.bulk.manifests.json_lines import JsonLinesManifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.manifests.records import reading

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
            `.jsonl` or `.ndjson` (an object on each line), or `.parquet`.
        source: Opens the content from its first byte, each time anew; the file at the path, unless given.
        form: Its format, as far as the file does not tell it.

    Raises:
        ManifestError: There is no such file, it is of another kind, or its header cannot be used.
    """
    path = Path(path)
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(_KINDS)
        raise ManifestError(f"A manifest is a file with one of the suffixes {known}; this one has another.")
    with reading(path):
        return kind(path, source or (lambda: path.open("rb")), form or ManifestFormat())


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        ManifestError: It cannot be read.
    """
    with reading(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _parquet(path: Path, source: Source, form: ManifestFormat) -> Manifest:
    try:
        from digipost.bulk.manifests.parquet import ParquetManifest  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise ManifestError("A manifest in Parquet needs pyarrow: pip install digipost[bulk]") from None
    return ParquetManifest(path, source, form)


_KINDS: dict[str, Callable[[Path, Source, ManifestFormat], Manifest]] = {
    ".csv": CsvManifest,
    ".tsv": CsvManifest,
    ".txt": CsvManifest,
    ".jsonl": JsonLinesManifest,
    ".ndjson": JsonLinesManifest,
    ".parquet": _parquet,
}
