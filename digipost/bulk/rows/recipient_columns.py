"""Columns of a manifest with the check's interpretation, for a row without exactly one recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.errors import InvalidValueError
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.bulk.manifests.columns import Columns

__all__ = ["with_columns"]

_RECIPIENT = "recipient"
_MOST_TOLD = 12  # columns in one error


def with_columns(
    error: InvalidValueError, columns: Columns, values: Mapping[str, object]
) -> InvalidValueError:
    """Return an error about the whole recipient with the columns of the row; other errors unchanged.

    Args:
        error: The error.
        columns: The meaning of the manifest's columns.
        values: The row's values by the manifest's own names.
    """
    if error.field != _RECIPIENT:
        return error
    told = sorted(
        (_rank(meanings := columns.meanings(name)), index, _told(name, meanings, columns, is_empty=not value))
        for index, (name, value) in enumerate(values.items())
    )
    shown = [text for *_, text in told[:_MOST_TOLD]]
    if len(told) > len(shown):
        shown.append(f"and {len(told) - len(shown)} more")
    return InvalidValueError(error.field, f"{error.problem}. The columns of this row are {', '.join(shown)}")


def _rank(meanings: tuple[str, ...]) -> int:
    """Return the position of a column in the text: recipients first, then columns that are not used."""
    if any(each.startswith(f"{_RECIPIENT}.") for each in meanings):
        return 0
    return 2 if meanings else 1


def _told(name: str, meanings: tuple[str, ...], columns: Columns, *, is_empty: bool) -> str:
    """Return a column with its meaning: `Fnr (taken for recipient.personal_identification_number, empty)`."""
    facts = [] if meanings else ["not used" if name in columns.ignored else "used in a template"]
    if meanings and meanings != (name,):
        facts.append(f"taken for {' and '.join(meanings)}")
    if meanings and is_empty:
        facts.append("empty")
    # Masked: in a file without a header, the first person's data is in the place of the names.
    return masked_text(name) + (f" ({', '.join(facts)})" if facts else "")
