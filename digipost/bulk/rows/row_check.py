"""The check of a manifest, row by row, before anything is sent."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from digipost import preflight
from digipost.bulk.row_states import DUPLICATE, Finding
from digipost.bulk.rows.addressees import may_be_printed
from digipost.bulk.rows.fingerprints import Fingerprints, documents_of
from digipost.errors import InvalidValueError
from digipost.resources._content_checks import is_wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from digipost.bulk.manifests.records import Record
    from digipost.bulk.rows.cell_values import Values
    from digipost.bulk.rows.row_message import Letters
    from digipost.config import ClientConfig
    from digipost.message import Message
    from digipost.preflight import PrintChecks

__all__ = ["Checked", "Checks"]

_REMEMBERED = 1000  # PDFs whose check is not done again for the next row
_SHOWN = 3  # faults of one PDF
_PRINT_DOCUMENT = "print_document"
_MAILBOX_ONLY = "; a mailbox takes it, and who has none cannot get it"


@attrs.frozen
class Checked:
    """The outcome of the check of a row.

    Attributes:
        findings: The faults in it.
        documents: The fingerprints of its documents as they were checked; None if the row cannot be sent.
    """

    findings: Sequence[Finding]
    documents: str | None = None


class Checks:
    """Looks at one row after another: its values, its files, and whether it is there twice.

    Args:
        letters: What makes messages of the rows.
        config: Whether PDFs are checked for print, and how.

    Attributes:
        unchecked: The number of rows whose PDFs may be printed, and which no library was there to check.
    """

    def __init__(self, letters: Letters, config: ClientConfig) -> None:
        self._letters = letters
        self._looks_at_pdfs = is_wanted(config)
        self._is_asked_for = config.preflight is not False
        self.unchecked = 0
        # On disk when it grows, and gone with this object; the key makes what is in it worthless to others.
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID")
        self._seen.execute("BEGIN")
        self._key = secrets.token_bytes()
        self._fingerprints = Fingerprints(letters.folder)
        self._findings = lru_cache(_REMEMBERED)(partial(_findings, config.print_checks))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._seen.close()

    def of(self, record: Record) -> Checked:
        """Check a row, which is to be done once for each row."""
        try:
            values = self._letters.values(record)
        except InvalidValueError as error:
            return Checked([_error(record, error.field, error.problem)])
        try:
            message = self._letters.message_of(record.number, values)
        except InvalidValueError as error:
            problems = self._letters.problems(record.number, values) or [error]
            return Checked([_error(record, each.field, each.problem) for each in problems])
        first = self._first_with(values, record.row)
        if first is not None:
            problem = f"says the same as row {first}: the letter would be sent twice"
            return Checked([_error(record, DUPLICATE, problem)])
        # Taken before the PDFs are looked at: a file that changes in between differs when it is sent.
        documents = self._fingerprints.of(values)
        to_print = may_be_printed(values)
        looked_into = _printed(values) if to_print else _encrypted(values, message)
        if not looked_into:
            return Checked([], documents)
        if not self._looks_at_pdfs:
            self.unchecked += self._is_asked_for
            return Checked([], documents)
        print_only = message.is_for_print_only
        findings = [
            finding
            for name in looked_into
            for finding in self._on_paper(
                record, name, str(values[name]), must_be=print_only or name == _PRINT_DOCUMENT
            )
            if finding.is_error or to_print
        ]
        return Checked(findings, documents)

    def _first_with(self, values: Values, number: int) -> int | None:
        """The number of the first row with these values, None where it is this one."""
        said = repr(sorted(values.items(), key=lambda each: each[0])).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(said, digest_size=16, key=self._key).digest()
        added = self._seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, number)).rowcount
        if added:
            return None
        (first,) = self._seen.execute("SELECT number FROM seen WHERE digest = ?", (digest,)).fetchone()
        return int(first)

    def _on_paper(self, record: Record, field: str, path: str, *, must_be: bool) -> Iterator[Finding]:
        """Why a PDF cannot be printed; an error only where a mailbox would be of no help."""
        file = Path(self._letters.folder, path)
        try:
            status = file.stat()
            found = self._findings(file, status.st_size, status.st_mtime_ns)
        except OSError:
            yield _error(record, field, "cannot be read any more")
            return
        except InvalidValueError as error:
            yield _error(record, field, error.problem)
            return
        # As `client.messages.send` has it.
        is_error = must_be or not all(each.verdict.allows_digital for each in found)
        for each in found[:_SHOWN]:
            deed = "cannot be printed" if must_be or each.verdict.allows_digital else "cannot be sent"
            problem = f"{deed}{_where(each.page)}: {each.reason} ({each.verdict})"
            yield Finding(record.number, is_error, field, problem if is_error else problem + _MAILBOX_ONLY)
        if len(found) > _SHOWN:
            yield Finding(record.number, is_error, field, f"and {len(found) - _SHOWN} more like that")


def _printed(values: Values) -> list[str]:
    """The columns of the documents that would be printed."""
    primary = _PRINT_DOCUMENT if _PRINT_DOCUMENT in values else "document"
    return [primary, *(name for name in values if name.startswith("attachment.") and name[11:].isdigit())]


def _encrypted(values: Values, message: Message) -> list[str]:
    """Return the columns of the PDFs that are encrypted, and which Digipost cannot look into any more."""
    if not message.primary_document.encrypt:
        return []
    names = ["document", *(name for name in documents_of(values) if name.startswith("attachment."))]
    return [
        name for name, document in zip(names, message.documents, strict=True) if document.file_type == "pdf"
    ]


def _findings(
    checks: PrintChecks,
    file: Path,
    size: int,  # noqa: ARG001 - what tells a file from what it was
    modified: int,  # noqa: ARG001 - likewise
) -> tuple[preflight.Finding, ...]:
    return preflight.check(file, checks).findings


def _where(page: int | None) -> str:
    return "" if page is None else f", on page {page}"


def _error(record: Record, field: str, problem: str) -> Finding:
    return Finding(record.number, is_error=True, field=field, problem=problem)
