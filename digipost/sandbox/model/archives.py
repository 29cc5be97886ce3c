"""The archives of senders."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import RefusalError, bad_request
from digipost.sandbox.base.store import microseconds, whole_milliseconds
from digipost.sandbox.model.contents import StoredContent
from digipost_schema import from_xml, to_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.wire.uploads import Part

__all__ = ["Archived", "Archives", "Filter"]

_DEFAULT_TYPE = "application/octet-stream"
_MOST_ATTRIBUTES = 15  # schema type `archive-document`


@attrs.frozen(eq=False)
class Archived:
    """A document in an archive.

    Attributes:
        document: The document's description, without links, under the uuid that it was sent with.
        content: The stored bytes.
    """

    document: api_v8.ArchiveDocument
    content: StoredContent


@attrs.frozen(kw_only=True)
class Filter:
    """A selection of an archive's documents. Both ends of the interval belong to it: a conclusion."""

    attributes: Mapping[str, str]
    from_date: datetime | None
    to_date: datetime | None

    def condition(self) -> tuple[str, list[object]]:
        """Return the filter as an SQL condition, in which `a` is the document, and its values."""
        condition, values = "", list[object]()
        for key, value in self.attributes.items():
            has_it = "SELECT 1 FROM archived_attribute WHERE archived = a.id AND key = ? AND value = ?"
            condition += f" AND EXISTS ({has_it})"
            values += [key, value]
        for sign, at in ((">=", self.from_date), ("<=", self.to_date)):
            if at is not None:
                condition += f" AND a.archived_at {sign} ?"
                values.append(microseconds(at))
        return condition, values


class Archives:
    """The archives of all senders. A document is gone from its deletion time on.

    Args:
        storage: The folder and database.
        clock: The time.
    """

    def __init__(self, storage: Storage, clock: Callable[[], datetime]) -> None:
        self._storage = storage
        self._store = storage.store
        self._clock = clock

    def put(
        self, sender_id: int, archive: api_v8.Archive, parts: Mapping[UUID, Part], folder: str
    ) -> list[Archived]:
        """Store documents, all or none.

        Args:
            sender_id: The sender that owns the documents.
            archive: The archive's name and its documents' descriptions.
            parts: The uploaded part of each document.
            folder: The name of the stored folder with the parts' files.

        Raises:
            RefusalError: The uuid of a document has been used.
        """
        now = whole_milliseconds(self._clock())
        with self._store.transaction():
            for document in archive.documents:
                self._check_unused(sender_id, document.uuid)
            number = self._archive(sender_id, archive.name)
            for document in archive.documents:
                part = parts[document.uuid]
                path = f"{folder}/{part.file}"
                self._add(sender_id, number, _received(document, part.content_hash, now), path)
            return [self._found(sender_id, document.uuid)[1] for document in archive.documents]

    def names(self, sender_id: int) -> list[tuple[int, str | None]]:
        """Return number and name of each archive of the sender."""
        rows = self._store.all("SELECT id, name FROM archive WHERE sender = ? ORDER BY id", sender_id)
        return [(number, name) for number, name in rows]

    def page(
        self, sender_id: int, number: int, chosen: Filter, offset: int, limit: int
    ) -> tuple[str | None, list[Archived], bool]:
        """Return the archive's name, one page of its documents that fit the filter, and True if more follow.

        Raises:
            RefusalError: The sender does not have this archive.
        """
        archive = self._store.first("SELECT name FROM archive WHERE id = ? AND sender = ?", number, sender_id)
        if archive is None:
            raise _not_there("There is no such archive.")
        condition, values = chosen.condition()
        found = self._all(f"a.archive = ?{condition}", number, *values, limit=(offset, limit + 1))
        return archive[0], found[:limit], len(found) > limit

    def get(self, sender_id: int, uuid: UUID) -> Archived:
        """Return one document, by any of its uuids.

        Raises:
            RefusalError: The sender does not have this document.
        """
        return self._found(sender_id, uuid)[1]

    def name_of(self, sender_id: int, uuid: UUID) -> str | None:
        """Return the name of the archive that a document is in; None for the default archive."""
        name: str | None = self._store.value(
            "SELECT c.name FROM archived_uuid AS u JOIN archived AS a ON a.id = u.archived"
            " JOIN archive AS c ON c.id = a.archive WHERE u.sender = ? AND u.uuid = ?",
            sender_id,
            str(uuid),
        )
        return name

    def with_reference(self, sender_id: int, reference: str) -> list[tuple[str | None, list[Archived]]]:
        """Return the documents with that reference id, by the name of their archive."""
        found = [
            (name, self._all("a.archive = ? AND a.reference = ?", number, reference))
            for number, name in self.names(sender_id)
        ]
        return [(name, documents) for name, documents in found if documents]

    def update(self, sender_id: int, uuid: UUID, told: api_v8.ArchiveDocument) -> Archived:
        """Set attributes and reference id of a document; other changes are ignored.

        Raises:
            RefusalError: The sender does not have this document.
        """
        with self._store.transaction() as store:
            number, archived = self._found(sender_id, uuid)
            # Attributes can be changed and added, but not removed.
            old = {each.key: each.value for each in archived.document.attributes}
            new = old | {each.key: each.value for each in told.attributes}
            if len(new) > _MOST_ATTRIBUTES:
                problem = f"A document has at most {_MOST_ATTRIBUTES} attributes."
                raise bad_request("VALIDATION_FAILED", problem)
            document = attrs.evolve(
                archived.document,
                referenceid=told.referenceid,
                attributes=[api_v8.ArchiveDocumentAttribute(key=key, value=new[key]) for key in new],
            )
            query = "UPDATE archived SET reference = ?, xml = ? WHERE id = ?"
            store.change(query, document.referenceid, to_xml(document), number)
            self._set_attributes(number, document)
            return attrs.evolve(archived, document=document)

    def delete(self, sender_id: int, uuid: UUID) -> None:
        """Remove a document.

        Raises:
            RefusalError: The sender does not have this document.
        """
        with self._store.transaction() as store:
            store.change("DELETE FROM archived WHERE id = ?", self._found(sender_id, uuid)[0])

    def add_uuid(self, sender_id: int, uuid: UUID, new: UUID) -> Archived:
        """Add another uuid for finding a document.

        Raises:
            RefusalError: The sender does not have this document, or has used the new uuid.
        """
        with self._store.transaction() as store:
            number, archived = self._found(sender_id, uuid)
            self._check_unused(sender_id, new)
            store.insert("INSERT INTO archived_uuid VALUES (?, ?, ?)", sender_id, str(new), number)
            return archived

    def _archive(self, sender_id: int, name: str | None) -> int:
        query = "SELECT id FROM archive WHERE sender = ? AND coalesce(name, '') = ?"
        number: int | None = self._store.value(query, sender_id, name or "")
        if number is not None:
            return number
        return self._store.insert("INSERT INTO archive (sender, name) VALUES (?, ?)", sender_id, name)

    def _add(self, sender_id: int, archive: int, document: api_v8.ArchiveDocument, path: str) -> None:
        number = self._store.insert(
            "INSERT INTO archived (archive, archived_at, deleted_at, reference, media_type, path, xml)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            archive,
            microseconds(document.archived_time) if document.archived_time else None,
            microseconds(document.deletion_time) if document.deletion_time else None,
            document.referenceid,
            document.content_type or _DEFAULT_TYPE,
            path,
            to_xml(document),
        )
        query = "INSERT INTO archived_uuid VALUES (?, ?, ?)"
        self._store.insert(query, sender_id, str(document.uuid), number)
        self._set_attributes(number, document)

    def _set_attributes(self, number: int, document: api_v8.ArchiveDocument) -> None:
        attributes = [(number, each.key, each.value) for each in document.attributes]
        self._store.insert_all("INSERT OR REPLACE INTO archived_attribute VALUES (?, ?, ?)", attributes)

    def _found(self, sender_id: int, uuid: UUID) -> tuple[int, Archived]:
        query = "SELECT archived FROM archived_uuid WHERE sender = ? AND uuid = ?"
        number = self._store.value(query, sender_id, str(uuid))
        found = self._all("a.id = ?", number)
        if not found:
            raise _not_there("This sender has archived no document with this uuid.")
        return number, found[0]

    def _all(self, condition: str, *values: object, limit: tuple[int, int] = (0, -1)) -> list[Archived]:
        offset, most = limit
        rows = self._store.all(
            f"SELECT a.xml, a.path, a.media_type FROM archived AS a WHERE {condition}"
            " AND (a.deleted_at IS NULL OR a.deleted_at > ?) ORDER BY a.id LIMIT ? OFFSET ?",
            *values,
            microseconds(self._clock()),
            most,
            offset,
        )
        return [
            Archived(from_xml(api_v8.ArchiveDocument, xml), StoredContent(self._storage, path, media_type))
            for xml, path, media_type in rows
        ]

    def _check_unused(self, sender_id: int, uuid: UUID) -> None:
        query = "SELECT 1 FROM archived_uuid WHERE sender = ? AND uuid = ?"
        if self._store.first(query, sender_id, str(uuid)) is not None:
            problem = f"A document with the uuid {uuid} has been archived already."
            raise bad_request("DUPLICATE_DOCUMENT_ID", problem)


def _received(document: api_v8.ArchiveDocument, content_hash: str, now: datetime) -> api_v8.ArchiveDocument:
    return attrs.evolve(
        document,
        content_hash=api_v8.ContentHash(value=content_hash, hash_algorithm="SHA256"),
        archived_time=now,
        link=[],
    )


def _not_there(problem: str) -> RefusalError:
    return RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", problem)
