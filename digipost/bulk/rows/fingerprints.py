"""Fingerprints of a row's documents, to detect documents that changed after the check.

A fingerprint has two parts. The first is the status of the file (size, times, inode), which is cheap to read.
The second is the digest of its content, which is compared only if the status differs.

After the fingerprints of a row's documents, the digest of its letter follows; see `letter_digests`. At the
end, inspected documents have a mark for the inspection rules. If the rules are the same, the documents are
not inspected again before they are sent.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from os.path import join
from typing import TYPE_CHECKING

from digipost.base.chunks import CHUNK_BYTES
from digipost.base.version import VERSION
from digipost.bulk.rows.document_files import DocumentFiles, Status, status_of
from digipost.resources._doubts import begins_as_pdf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from digipost.bulk.rows.cell_values import Values
    from digipost.config import ClientConfig

__all__ = [
    "Fingerprints",
    "documents_of",
    "letter_of",
    "mark_of",
    "rules_of",
    "with_letter",
    "with_mark",
]

_REMEMBERED = 1000  # files that many rows share
_DIGEST_SIZE = 16  # bytes
_GONE = "-"
_LETTER = " letter="  # separates the fingerprints from the digest of the letter
_PASSED = " passed="  # separates both from the mark


def documents_of(values: Values) -> list[str]:
    """Return the columns with paths of documents, in an order that depends on the row alone."""
    return list(_documents_among(tuple(values)))


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _documents_among(names: tuple[str, ...]) -> tuple[str, ...]:
    attachments = [name for name in names if name.startswith("attachment.") and name[11:].isdigit()]
    return (
        *(name for name in ("document", "print_document") if name in names),
        *sorted(attachments, key=lambda name: int(name[11:])),
    )


def rules_of(config: ClientConfig) -> str:
    """Return the mark for the inspection rules of a configuration in this version of the library."""
    said = f"{config.print_checks} {VERSION}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def with_letter(fingerprints: str, digest: str) -> str:
    """Return the fingerprints of documents with the digest of their letter."""
    return f"{fingerprints}{_LETTER}{digest}"


def letter_of(fingerprints: str) -> str | None:
    """Return the digest of a row's letter; None in a journal of a version without digests."""
    return fingerprints.partition(_PASSED)[0].partition(_LETTER)[2] or None


def with_mark(fingerprints: str, rules: str) -> str:
    """Return the fingerprints of documents that passed their inspection, with the mark."""
    return f"{fingerprints}{_PASSED}{rules}"


def mark_of(fingerprints: str) -> str | None:
    """Return the mark of a row's fingerprints; None if a document was not inspected, or failed."""
    return fingerprints.partition(_PASSED)[2] or None


class Fingerprints:
    """Calculator of the fingerprints of rows' documents.

    Args:
        folder: The folder where relative paths of documents start.
        files: The files of the rows that are checked.
    """

    def __init__(self, folder: str, files: DocumentFiles | None = None) -> None:
        self._folder = folder
        self._status_of = status_of if files is None else files.status
        self._content = lru_cache(_REMEMBERED)(self._digest)
        self._no_pdfs: set[str] = set()

    def of(self, values: Values) -> dict[str, str]:
        """Return the fingerprints of a row's documents, by their columns."""
        return {name: self._fingerprint(self.path(values, name)) for name in documents_of(values)}

    def no_pdfs(self, fingerprints: Mapping[str, str], *, but: AbstractSet[str]) -> list[str]:
        """Return the columns of documents whose file type is PDF, but whose content begins otherwise.

        Args:
            fingerprints: The fingerprints of a row's documents, as `of` has returned them.
            but: The columns of documents that are inspected anyway.
        """
        found = fingerprints.items() if self._no_pdfs else ()
        return [name for name, each in found if each.partition(":")[2] in self._no_pdfs and name not in but]

    def changed(self, values: Values, checked: str) -> list[str]:
        """Return the columns of documents that differ from the checked ones.

        Args:
            values: The values of the row.
            checked: The fingerprints of the check, from the journal.
        """
        return [
            name
            for name, before in zip(documents_of(values), _of_documents(checked), strict=True)
            if self._differs(self.path(values, name), before)
        ]

    def path(self, values: Values, name: str) -> str:
        """Return the path of the document in a column."""
        return join(self._folder, str(values[name]))  # noqa: PTH118 - much faster, and done for each letter

    def _fingerprint(self, path: str) -> str:
        try:
            status = _digest_of(self._status_of(path))
            return f"{status}:{self._content(path, status)}"
        except OSError:
            return _GONE  # reported by the check

    def _digest(self, path: str, status: str) -> str:  # noqa: ARG002 - a part of the cache's key
        found, beginning = _content(path)
        if not begins_as_pdf(beginning) and path.lower().endswith(".pdf"):
            self._no_pdfs.add(found)
        return found

    def _differs(self, path: str, before: str) -> bool:
        status, _, content = before.partition(":")
        try:
            now = _digest_of(status_of(path))
            return now != status and self._content(path, now) != content
        except OSError:
            return True


def _of_documents(fingerprints: str) -> list[str]:
    return fingerprints.partition(_PASSED)[0].partition(_LETTER)[0].split()


@lru_cache(256)  # rows can share a document
def _digest_of(status: Status) -> str:
    told = (status.size, status.modified, status.changed, status.inode)
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _content(path: str) -> tuple[str, bytes]:
    """Return the digest of a file, and its beginning."""
    found = hashlib.blake2b(digest_size=_DIGEST_SIZE)
    # `hashlib.file_digest` takes twice as long for a small file: it fills 256 kB with zeros first.
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - likewise
        beginning = chunk = file.read(CHUNK_BYTES)
        while chunk:
            found.update(chunk)
            chunk = file.read(CHUNK_BYTES)
    return found.hexdigest(), beginning
