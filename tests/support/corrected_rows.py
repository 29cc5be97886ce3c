"""Rows to correct: written as a manifest of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.bulk.manifests.manifest import open_manifest

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Record


SUFFIXES = pytest.mark.parametrize("suffix", [".ods", ".xlsx"])
ADDED = {"problem": "bad: see row 3", "corrects": "m.mailing#1"}


def corrected(path: Path, numbers: Collection[int], form: ManifestFormat | None = None) -> Path:
    """Write the rows of these numbers as rows to correct; return the path."""
    manifest = open_manifest(path, form=form)
    written = path.with_suffix(f".to-correct{path.suffix}")
    problems = (ADDED if record.number in numbers else None for record in manifest.records())
    with written.open("wb") as file:
        manifest.write_problems(file, problems)
    return written


def values(record: Record) -> list[tuple[str, str]]:
    """Return the values of a row, and their types; numbers as exactly as XlsxWriter writes them."""
    return [
        (name, f"{value:.16G}" if isinstance(value, float) else repr(value))
        for name, value in record.values.items()
        if name not in ADDED
    ]
