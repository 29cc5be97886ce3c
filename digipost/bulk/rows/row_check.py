"""The check of a manifest, row by row, before anything is sent."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.row_states import DUPLICATE
from digipost.bulk.rows.cell_values import optional
from digipost.bulk.rows.credit_notes import claim_of_a_credit_note
from digipost.bulk.rows.digest_table import DigestTable
from digipost.bulk.rows.document_files import DocumentFiles
from digipost.bulk.rows.field_names import column_of
from digipost.bulk.rows.findings import error_in, finding_in, line_breaks_in, no_letter_in
from digipost.bulk.rows.fingerprints import Fingerprints, documents_of, rules_of, with_letter, with_mark
from digipost.bulk.rows.inspection import Inspections, Kind
from digipost.bulk.rows.letter_digests import keyed, letter_digest
from digipost.bulk.rows.recipient_columns import with_columns
from digipost.errors import InvalidValueError
from digipost.preflight.html import is_html_possible
from digipost.resources._content_checks import is_wanted, may_be_printed
from digipost.resources._delivery_time import check_delivery_time
from digipost.resources._doubts import NO_PDF, doubts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self

    from digipost.bulk.manifests.records import Record
    from digipost.bulk.row_states import Finding
    from digipost.bulk.rows.cell_values import Values
    from digipost.bulk.rows.inspection import Workers
    from digipost.bulk.rows.row_message import Letters
    from digipost.config import ClientConfig
    from digipost.message import Message

__all__ = ["Checked", "Checks"]

_MOST_WAITING = 1000  # rows whose documents are being inspected
_NAME = itemgetter(0)
_PRINT_DOCUMENT = "print_document"
_PDF, _HTML = "pdf", frozenset({"html", "htm"})
_MAILBOX_ONLY = "; a mailbox accepts it, and a recipient without one cannot get it"


@attrs.frozen
class Checked:
    """Result of the check of a row.

    Attributes:
        findings: The problems of the row.
        documents: The fingerprints of its documents as they were checked; None if the row cannot be sent.
        letter: The digest of its letter; None if the row cannot be sent.
    """

    findings: Sequence[Finding]
    documents: str | None = None
    letter: bytes | None = None


@attrs.frozen
class _Document:
    """Document to inspect.

    Attributes:
        must_pass: True if each fault is an error, even if a mailbox would take the document.
        may_be_printed: True if the document may be printed.
    """

    column: str
    path: str
    fingerprint: str
    kind: Kind
    must_pass: bool
    may_be_printed: bool


@attrs.frozen
class _Begun:
    """Row whose documents are being inspected."""

    record: Record
    findings: Sequence[Finding]
    documents: str | None = None
    inspected: Sequence[_Document] = ()
    is_whole: bool = False
    letter: bytes | None = None


class Checks:
    """Check of rows, one after another: values, files, and duplicates.

    Args:
        letters: The maker of messages from rows.
        config: The configuration with the print checks for PDFs.
        clock: Returns the current time, with a zone.
        strict: True to treat values that are most likely mistakes as errors.
        workers: The processes that inspect documents; this process does it unless they are given.

    Attributes:
        unchecked: The number of rows with printable PDFs that were not checked because a library is missing.
        unchecked_html: The number of rows with HTML that was not checked because a library is missing.
    """

    def __init__(
        self,
        letters: Letters,
        config: ClientConfig,
        *,
        clock: Callable[[], datetime],
        strict: bool = False,
        workers: Workers | None = None,
    ) -> None:
        self._files = DocumentFiles()
        self._letters = attrs.evolve(letters, content_of=self._files.content)
        self._clock = clock
        self._strict = strict
        self._looks_at_pdfs = is_wanted(config)
        self._looks_at_html = is_html_possible() if config.preflight is None else config.preflight
        self._is_asked_for = config.preflight is not False
        self.unchecked = self.unchecked_html = 0
        self._seen = DigestTable[int]()
        self._fingerprints = Fingerprints(letters.folder, self._files)
        self._inspections = Inspections(config.print_checks, workers)
        self._rules = rules_of(config)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._seen.close()
        self._inspections.close()

    def of(self, record: Record) -> Checked:
        """Check a row; call this once for each row."""
        return self._end(self._begin(record))

    def of_all(self, records: Iterable[Record]) -> Iterator[tuple[Record, Checked]]:
        """Check rows, and yield them in their order; documents of several rows are inspected concurrently."""
        waiting: deque[_Begun] = deque()
        for record in records:
            waiting.append(self._begin(record))
            while waiting and (self._inspections.is_busy or len(waiting) > _MOST_WAITING):
                begun = waiting.popleft()
                yield begun.record, self._end(begun)
        for begun in waiting:
            yield begun.record, self._end(begun)

    def _begin(self, record: Record) -> _Begun:
        """Check a row except for the content of its documents, and start their inspection."""
        self._files.begin_row()
        try:
            values = self._letters.values(record)
        except InvalidValueError as error:
            return _Begun(record, no_letter_in(record) or [error_in(record, error.field, error.problem)])
        try:
            message = self._letters.message_of(0, values)
        except InvalidValueError as error:
            if odd := no_letter_in(record):
                return _Begun(record, odd)
            return _Begun(record, list(self._problems(record, values, error)))
        first = self._first_with(values, record.row)
        if first is not None:
            problem = f"says the same as row {first}: the letter would be sent twice"
            return _Begun(record, [error_in(record, DUPLICATE, problem)])
        # Read before the inspection, so that a file that changes during it differs when the letter is sent.
        fingerprints = self._fingerprints.of(values)
        to_print = may_be_printed(message)
        wanted = [
            _Document(
                name, self._fingerprints.path(values, name), fingerprints[name], kind, must_pass, to_print
            )
            for name, kind, must_pass in _to_inspect(values, message)
        ]
        inspected = [each for each in wanted if self._looks_at(each.kind)]
        self._count(wanted)
        for each in inspected:
            self._inspections.begin(each.path, each.fingerprint, each.kind)
        letter = letter_digest(values, fingerprints)
        no_pdfs = self._fingerprints.no_pdfs(fingerprints, but={each.column for each in inspected})
        remarks = (finding_in(record, name, NO_PDF, is_error=False) for name in no_pdfs)
        return _Begun(
            record,
            [*self._remarks(record, message), *line_breaks_in(record, values), *remarks],
            with_letter(" ".join(fingerprints.values()), keyed(letter, self._letters.mailing)),
            inspected,
            len(inspected) == len(wanted),
            letter,
        )

    def _end(self, begun: _Begun) -> Checked:
        """Wait for the inspection of a row's documents, and return the result of the check."""
        if begun.documents is None:
            return Checked(begun.findings)
        remarks = [each for document in begun.inspected for each in self._inspected(begun.record, document)]
        documents = begun.documents
        if begun.is_whole and not remarks:
            documents = with_mark(documents, self._rules)
        findings = [*begun.findings, *remarks]
        if self._strict:
            findings = [attrs.evolve(each, is_error=True) for each in findings]
        for name, (given, sent) in self._letters.fixed(begun.record).items():
            problem = f"{given} is sent as {sent}, with the zero that it has lost"
            findings.append(finding_in(begun.record, name, problem, is_error=False))
        return Checked(findings, documents, begun.letter)

    def _looks_at(self, kind: Kind) -> bool:
        return self._looks_at_pdfs if kind is Kind.PDF else self._looks_at_html

    def _count(self, wanted: Sequence[_Document]) -> None:
        """Count a row whose documents should be inspected but cannot be."""
        kinds = {each.kind for each in wanted if not self._looks_at(each.kind)}
        self.unchecked += self._is_asked_for and Kind.PDF in kinds
        self.unchecked_html += self._is_asked_for and Kind.HTML in kinds

    def _problems(self, record: Record, values: Values, first: InvalidValueError) -> Iterator[Finding]:
        """Yield all findings about a row that cannot become a message."""
        problems = self._letters.problems(0, values)
        for each in (
            with_columns(each, self._letters.columns, record.values) for each in problems.found or [first]
        ):
            yield error_in(record, each.field, each.problem)
        if problems.message is not None:
            remarks = self._remarks(record, problems.message)
            yield from (each for each in remarks if each.field not in problems.replaced)
            yield from line_breaks_in(record, values)
            return
        with suppress(InvalidValueError):  # an unreadable delivery time is reported already
            yield from self._too_late(record, optional(datetime, values, "delivery_time"))

    def _remarks(self, record: Record, message: Message) -> Iterator[Finding]:
        """Yield findings about the times of a message, and about values that are most likely mistakes."""
        if message.delivery_time is not None:
            yield from self._too_late(record, message.delivery_time)
        for each in doubts(message, self._clock()):
            yield finding_in(record, column_of(each.field), each.problem, is_error=False)
        credit = claim_of_a_credit_note(record.values, message)
        if credit is not None:
            yield finding_in(record, *credit, is_error=False)

    def _too_late(self, record: Record, delivery_time: datetime | None) -> Iterator[Finding]:
        try:
            check_delivery_time(delivery_time, self._clock())
        except InvalidValueError as error:
            yield error_in(record, column_of(error.field), error.problem)

    def _first_with(self, values: Values, number: int) -> int | None:
        """Return the number of the first row with these values; None if it is this row."""
        digest = self._seen.digest(repr(sorted(values.items(), key=_NAME)))
        return self._seen.add(digest, number)

    def _inspected(self, record: Record, document: _Document) -> Iterator[Finding]:
        """Yield the faults of a document; they are errors only if a mailbox would not take it either."""
        found = self._inspections.result(document.path, document.fingerprint, document.kind)
        # The same rule as in `client.messages.send`.
        is_error = document.must_pass or not all(each.allows_digital for each in found)
        if not is_error and not document.may_be_printed:
            return
        for each in found:
            problem = each.problem
            if not (document.must_pass or each.allows_digital):
                problem = problem.replace("cannot be printed", "cannot be sent", 1)
            if not is_error:
                problem += _MAILBOX_ONLY
            yield finding_in(record, document.column, problem, is_error=is_error)


def _to_inspect(values: Values, message: Message) -> Iterator[tuple[str, Kind, bool]]:
    """Yield columns of documents with their rules, and True if they must be printable.

    `digipost.resources._content_checks` has the same rules for a message.
    """
    print_only, to_print = message.is_for_print_only, may_be_printed(message)
    columns = [name for name in documents_of(values) if name != _PRINT_DOCUMENT]
    for name, document in zip(columns, message.documents, strict=True):
        if document.print_content is not None:
            yield _PRINT_DOCUMENT, Kind.PDF, True
        elif print_only:
            yield name, Kind.PDF, True
        if print_only:
            continue
        if document.file_type == _PDF and (to_print or document.encrypt):
            yield name, Kind.PDF, False
        elif document.file_type in _HTML:
            yield name, Kind.HTML, True
