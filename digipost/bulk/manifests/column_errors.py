"""Errors about the columns of a manifest, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.manifests.suggestions import similar, suggested
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["NONE_KNOWN", "missing_columns", "two_sources", "unknown_column", "unknown_columns"]

_MOST_TOLD = 12  # columns in one error
_LONGEST_NAME = 60  # characters

NONE_KNOWN = (
    "None of the manifest's columns has a name that is known. If its first row is a letter already, add a "
    "row with names above it; if the names stand in another row, give --header-row. Else map or ignore each "
    "column by its name, as digipost bulk columns lists them."
)
"""The error of a manifest without any known column."""


def two_sources(name: str, first: str, second: str) -> str:
    """Return the problem of two columns of a manifest with the same meaning."""
    columns = f"{masked_text(first)} and {masked_text(second)}"
    return (
        f"Two columns of the manifest say {name}: {columns}. Ignore one of them by its name, with --ignore."
    )


def unknown_columns(names: Sequence[str], known: Iterable[str]) -> str:
    """Return the problem of the columns of a manifest without a meaning."""
    known = list(known)
    said = [unknown_column("The manifest has a column that is not known,", name, known) for name in names]
    shown = said[:_MOST_TOLD]
    if len(said) > len(shown):
        more = len(said) - len(shown)
        shown.append(f"And {more:,} more {'is' if more == 1 else 'are'} not known.")
    advice = "Map it, or ignore it by its name" if len(said) == 1 else "Map or ignore each by its name"
    return " ".join([*shown, f"{advice}, with --map and --ignore."])


def missing_columns(uses: Mapping[str, str], known: Iterable[str]) -> str:
    """Return the problem of columns that a manifest does not have.

    Args:
        uses: The use of each, as the end of a sentence.
        known: The columns of the manifest.
    """
    names = list(known)
    said = [
        f"The manifest has no column {_shown(name)}{use}.{_is_meant(similar(name, names))}"
        for name, use in uses.items()
    ]
    return " ".join(said[:_MOST_TOLD])


def unknown_column(problem: str, name: str, known: Iterable[str]) -> str:
    """Return the problem of an unknown name, with the known name that was most likely meant.

    Args:
        problem: The beginning of the sentence, which the name follows.
        name: The unknown name.
        known: The known names.
    """
    said = f"{problem} {_shown(name)}."
    if name.startswith("attachment."):
        return f"{said} Attachments are attachment.1 to attachment.201, each with .subject and .file_type."
    return said + _is_meant(suggested(name, known))


def _shown(name: str) -> str:
    if not name:
        return "with an empty name"
    # Masked: in a file without a header, the first person's data is in the place of the names.
    return masked_text(name) if name.isprintable() and len(name) <= _LONGEST_NAME else "with an odd name"


def _is_meant(near: str | None) -> str:
    return f" Is {masked_text(near)} meant?" if near else ""
