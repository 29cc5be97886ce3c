"""Guesses of the paths of letters: templates with the column that files beside a manifest are named after."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from digipost.bulk.guesses.value_guesses import text_in
from digipost.bulk.rows.odd_rows import no_letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digipost.bulk.manifests.records import Manifest

__all__ = ["document_templates"]

_LOOKED_AT = 20  # rows whose documents are looked for
_MOST_FILES = 50_000


def document_templates(manifest: Manifest, documents: Path) -> list[str]:
    """Return the templates that give each of the first rows its own file.

    Templates that give all rows the same files count once. So more than one template means that the files do
    not show which letter belongs to which row.

    Args:
        manifest: The manifest.
        documents: The folder where relative paths of documents start.
    """
    files = set(_files(documents))
    letters = (record for record in manifest.records() if no_letter(record) is None)
    rows = [record.values for record in islice(letters, _LOOKED_AT)]
    if not files or not rows:
        return []
    found: dict[tuple[str | None, ...], str] = {}
    templates = []
    for name in manifest.columns or ():
        texts = [text_in(values.get(name), name) for values in rows]
        for before, after in _around(texts, files, name):
            paths = tuple(None if text is None else f"{before}{text}{after}" for text in texts)
            other = found.setdefault(paths, name)
            if other == name or not _are_alike(manifest, name, other):
                templates.append(f"{before}{{{name}}}{after}")
    return templates


def _around(texts: Sequence[str | None], files: set[str], name: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of file names before and behind a column's texts, if each text has a file."""
    given = [text for text in texts if text]
    first = texts[0]
    if set("{}:!") & set(name) or first is None or len(set(given)) < len(given):
        return  # each letter's file has a unique name
    for file in sorted(files, key=lambda each: (len(each), each)):
        before, found, after = file.partition(first)
        if not found or "{" in file or "}" in file or not _is_whole(before, after):
            continue
        if all(text is None or f"{before}{text}{after}" in files for text in texts):
            yield before, after


def _are_alike(manifest: Manifest, name: str, other: str) -> bool:
    """Return True if two columns have the same texts in all rows."""
    return all(
        text_in(record.values.get(name), name) == text_in(record.values.get(other), other)
        for record in manifest.records()
    )


def _is_whole(before: str, after: str) -> bool:
    """Return True if the text in between is a whole word of a file name."""
    return not before[-1:].isalnum() and not after[:1].isalnum() and "/" not in after


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of PDFs in a folder and its direct subfolders."""
    patterns = ("*.pdf", "*.PDF", "*/*.pdf", "*/*.PDF")
    found = (path for pattern in patterns for path in folder.glob(pattern))
    for path in islice(found, _MOST_FILES):
        yield path.relative_to(folder).as_posix()
