"""UUIDs of documents, derived from the letter, for callers that give the letter a key."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol
from uuid import UUID, uuid5

import digipost_schema
from digipost.base.chunks import sha256_of
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from digipost.base.schema_version import api_v8

__all__ = ["keyed_uuids"]

# A random constant. Another namespace would give other uuids, and a letter could be sent twice.
_NAMESPACE = UUID("a3f0b1c2-6f1e-4f0e-9a55-0d6a5f0f7c11")
_NO_CONTENT = bytes(32)  # as long as a digest


class _Content(Protocol):
    def open(self) -> BinaryIO: ...


class _Document(Protocol):
    @property
    def uuid(self) -> UUID: ...

    @property
    def has_random_uuid(self) -> bool: ...


def keyed_uuids(
    described: api_v8.Message, documents: Sequence[_Document], contents: Iterable[_Content | None]
) -> list[UUID]:
    """Return the uuids of a letter's documents, the same for the same letter.

    A uuid from the caller is kept; a random uuid is replaced. Each content is read once.

    Args:
        described: The letter with its key as message id. Its random uuids are replaced too.
        documents: The documents of the letter, in its order.
        contents: For each document the content, and the print content or None.

    Raises:
        InvalidValueError: A content cannot be read.
    """
    letter = hashlib.sha256()
    for place, each in enumerate((described.primary_document, *described.attachment)):
        if documents[place].has_random_uuid:
            each.uuid = UUID(int=place)
    letter.update(digipost_schema.to_xml(described))
    for content in contents:
        letter.update(_NO_CONTENT if content is None else _digest(content))
    name = letter.hexdigest()
    return [
        uuid5(_NAMESPACE, f"{name}/{place}") if each.has_random_uuid else each.uuid
        for place, each in enumerate(documents)
    ]


def _digest(content: _Content) -> bytes:
    with content.open() as stream:
        try:
            return sha256_of(stream)
        except OSError as error:
            problem = f"a document cannot be read ({error.strerror or type(error).__name__})"
            raise InvalidValueError("Message.key", problem) from None
