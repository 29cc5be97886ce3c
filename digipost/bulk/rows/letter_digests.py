"""Digests of letters: the same content to the same recipient is recognised in a linked mailing.

A mailing's journal has the digest of each letter with the mailing's id as the key. So precomputed tables of
digests are useless, and digests of two mailings can be compared only with both journals. The
journal is as private as the manifest beside it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from digipost.plain_data import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from digipost.bulk.rows.cell_values import Values

__all__ = ["keyed", "letter_digest"]

_SIZE = 16  # bytes
_OPTIONS = frozenset({"print.color", "print.nondeliverable_handling"})


def letter_digest(values: Values, fingerprints: Mapping[str, str]) -> bytes:
    """Return the digest of a letter's recipient, subjects, documents and data type.

    Args:
        values: The values of the row.
        fingerprints: The fingerprints of its documents, by their columns.
    """
    columns, names = _content_of(tuple(values))
    content = [each.rpartition(":")[2] for name, each in fingerprints.items() if name != "print_document"]
    text = f"{names} {content} {[values[name] for name in columns]!r}".casefold()
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def keyed(digest: bytes, mailing: UUID) -> str:
    """Return the digest of a letter as the journal of the mailing with that id has it."""
    return hashlib.blake2b(digest, digest_size=_SIZE, key=mailing.bytes).hexdigest()


@lru_cache
def _content_of(names: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the columns of a letter's recipient, subjects and data type, and their names in one text."""
    # A letter for print only has its recipient in the columns for print.
    is_on_paper = "recipient.print_only" in names
    found = tuple(sorted(name for name in names if _is_content(name, is_on_paper=is_on_paper)))
    return found, repr(found)


def _is_content(name: str, *, is_on_paper: bool) -> bool:
    first, _, last = name.partition(".")
    if first == "print":
        return is_on_paper and name not in _OPTIONS
    is_subject = name == "subject" or (first == "attachment" and last.endswith(".subject"))
    return is_subject or first == "recipient" or first in DATA_TYPES
