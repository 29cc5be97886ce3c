"""The archives of senders."""

from __future__ import annotations

from http import HTTPStatus
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.refusals import RefusalError
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.contents import StoredContent
    from digipost.sandbox.uploads import Part

__all__ = ["Archived", "Archives", "Filter"]

_MOST_ATTRIBUTES = 15  # schema type `archive-document`


@attrs.define(eq=False)
class Archived:
    """A document in an archive.

    Attributes:
        document: What is known of it, without links.
        content: Its bytes.
    """

    document: api_v8.ArchiveDocument
    content: StoredContent


@attrs.frozen(kw_only=True)
class Filter:
    """Which documents of an archive are asked for."""

    attributes: Mapping[str, str]
    from_date: datetime | None
    to_date: datetime | None

    def takes(self, document: api_v8.ArchiveDocument) -> bool:
        """Whether it is one of them. That both ends of the interval belong to it is a conclusion."""
        archived = document.archived_time
        if archived is None or (self.from_date and archived < self.from_date):
            return False
        if self.to_date and archived > self.to_date:
            return False
        its = {(each.key, each.value) for each in document.attributes}
        return its.issuperset(self.attributes.items())


@attrs.define(eq=False)
class _Archive:
    number: int
    name: str | None
    documents: list[Archived] = attrs.Factory(list)


class Archives:
    """All archives of all senders. A document is gone when its deletion time has come.

    Args:
        clock: The time.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._numbers = count(1)
        self._archives: dict[int, dict[str | None, _Archive]] = {}
        self._by_uuid: dict[tuple[int, UUID], Archived] = {}

    def put(
        self, sender_id: int, archive: api_v8.Archive, contents: Mapping[UUID, tuple[Part, StoredContent]]
    ) -> list[Archived]:
        """Store documents, all or none.

        Raises:
            RefusalError: The uuid of one has been used.
        """
        now = self._clock()
        with self._lock:
            for document in archive.documents:
                self._check_unused(sender_id, document.uuid)
            senders = self._archives.setdefault(sender_id, {})
            into = senders.setdefault(archive.name, _Archive(next(self._numbers), archive.name))
            stored = [
                Archived(_received(document, contents[document.uuid][0], now), contents[document.uuid][1])
                for document in archive.documents
            ]
            into.documents += stored
            self._by_uuid |= {(sender_id, each.document.uuid): each for each in stored}
            return stored

    def names(self, sender_id: int) -> list[tuple[int, str | None]]:
        """Number and name of each archive of the sender."""
        with self._lock:
            return [(each.number, each.name) for each in self._archives.get(sender_id, {}).values()]

    def page(
        self, sender_id: int, number: int, chosen: Filter, offset: int, limit: int
    ) -> tuple[str | None, list[Archived], bool]:
        """The name of an archive, a page of what the filter takes of it, and whether there is more.

        Raises:
            RefusalError: The sender has no such archive.
        """
        with self._lock:
            for archive in self._archives.get(sender_id, {}).values():
                if archive.number == number:
                    found = [each for each in self._kept(archive.documents) if chosen.takes(each.document)]
                    return archive.name, found[offset : offset + limit], len(found) > offset + limit
        raise _not_there("There is no such archive.")

    def get(self, sender_id: int, uuid: UUID) -> Archived:
        """One document, by any of its uuids.

        Raises:
            RefusalError: The sender has no such document.
        """
        with self._lock:
            return self._found(sender_id, uuid)

    def with_reference(self, sender_id: int, reference: str) -> list[tuple[str | None, list[Archived]]]:
        """The documents with that reference id, by the name of their archive."""
        with self._lock:
            found = [
                (
                    archive.name,
                    [each for each in self._kept(archive.documents) if _reference(each) == reference],
                )
                for archive in self._archives.get(sender_id, {}).values()
            ]
        return [(name, documents) for name, documents in found if documents]

    def update(self, sender_id: int, uuid: UUID, told: api_v8.ArchiveDocument) -> Archived:
        """Set attributes and reference id; whatever else is told is not looked at.

        Raises:
            RefusalError: The sender has no such document.
        """
        with self._lock:
            archived = self._found(sender_id, uuid)
            # Attributes can be changed and added, but not removed.
            old = {each.key: each.value for each in archived.document.attributes}
            new = old | {each.key: each.value for each in told.attributes}
            if len(new) > _MOST_ATTRIBUTES:
                problem = f"A document has at most {_MOST_ATTRIBUTES} attributes."
                raise RefusalError(HTTPStatus.BAD_REQUEST, "VALIDATION_FAILED", problem)
            archived.document = attrs.evolve(
                archived.document,
                referenceid=told.referenceid,
                attributes=[api_v8.ArchiveDocumentAttribute(key=key, value=new[key]) for key in new],
            )
            return archived

    def delete(self, sender_id: int, uuid: UUID) -> None:
        """Remove a document.

        Raises:
            RefusalError: The sender has no such document.
        """
        with self._lock:
            archived = self._found(sender_id, uuid)
            for archive in self._archives[sender_id].values():
                archive.documents = [each for each in archive.documents if each is not archived]
            self._by_uuid = {key: each for key, each in self._by_uuid.items() if each is not archived}

    def add_uuid(self, sender_id: int, uuid: UUID, new: UUID) -> Archived:
        """Let a document be found by one more uuid.

        Raises:
            RefusalError: The sender has no such document, or has used the new uuid.
        """
        with self._lock:
            archived = self._found(sender_id, uuid)
            self._check_unused(sender_id, new)
            self._by_uuid[sender_id, new] = archived
            return archived

    def _found(self, sender_id: int, uuid: UUID) -> Archived:
        archived = self._by_uuid.get((sender_id, uuid))
        if archived is None or not self._kept([archived]):
            raise _not_there("This sender has archived no document with this uuid.")
        return archived

    def _kept(self, documents: Sequence[Archived]) -> list[Archived]:
        now = self._clock()
        return [
            each
            for each in documents
            if each.document.deletion_time is None or each.document.deletion_time > now
        ]

    def _check_unused(self, sender_id: int, uuid: UUID) -> None:
        if (sender_id, uuid) in self._by_uuid:
            problem = f"A document with the uuid {uuid} has been archived already."
            raise RefusalError(HTTPStatus.BAD_REQUEST, "DUPLICATE_DOCUMENT_ID", problem)


def _received(document: api_v8.ArchiveDocument, part: Part, now: datetime) -> api_v8.ArchiveDocument:
    return attrs.evolve(
        document,
        content_hash=api_v8.ContentHash(value=part.content_hash, hash_algorithm="SHA256"),
        archived_time=now.replace(microsecond=now.microsecond // 1000 * 1000),  # as precise as it is told
        link=[],
    )


def _reference(archived: Archived) -> str | None:
    return archived.document.referenceid


def _not_there(problem: str) -> RefusalError:
    return RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", problem)
