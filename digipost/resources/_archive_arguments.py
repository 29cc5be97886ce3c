"""Checks of the archive's arguments and responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digipost.archive_document import ArchiveDocument
from digipost.base.arguments import list_hint
from digipost.base.checked_calls import text
from digipost.errors import InvalidValueError, ParseError

if TYPE_CHECKING:
    from digipost.base.schema_version import api_v8

__all__ = ["check_documents", "checked_reference", "only_document"]

_MOST_DOCUMENTS = 201  # schema type `archive`
_LONGEST_REFERENCE = 255  # schema type `archive-document`


def check_documents(documents: Sequence[ArchiveDocument]) -> None:
    """Refuse a list of documents that cannot be stored.

    Raises:
        InvalidValueError: The list is empty or too long, holds other objects, or holds two documents with the
            same uuid.
    """
    given: object = documents
    if not isinstance(given, Sequence) or not all(isinstance(each, ArchiveDocument) for each in given):
        raise InvalidValueError("documents", f"a list of ArchiveDocument is expected{list_hint(given)}")
    if not 1 <= len(documents) <= _MOST_DOCUMENTS:
        raise InvalidValueError("documents", f"1 to {_MOST_DOCUMENTS} are expected")
    if len({each.uuid for each in documents}) < len(documents):
        raise InvalidValueError("documents", "two have the same uuid; each needs its own")


def checked_reference(value: object) -> str:
    """Return a reference id.

    Raises:
        InvalidValueError: The value is not a text, or is too short or too long.
    """
    if not isinstance(value, str) or not 1 <= len(value) <= _LONGEST_REFERENCE:
        raise InvalidValueError("reference_id", f"1 to {_LONGEST_REFERENCE} characters are expected")
    return text("reference_id", value)


def only_document(archive: api_v8.Archive) -> api_v8.ArchiveDocument:
    """Return the one document of a response.

    Raises:
        ParseError: There is not exactly one document.
    """
    if len(archive.documents) != 1:
        raise ParseError("/archive/documents", f"1 is expected, and there are {len(archive.documents)}")
    return archive.documents[0]
