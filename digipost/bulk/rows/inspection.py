"""Inspection of the documents of a mailing: PDFs that may be printed, and HTML; each file is inspected once.

Worker processes inspect documents concurrently. Threads would gain nothing: pdfium reads one document at a
time in a process.
"""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from enum import StrEnum
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeAlias, TypeVar

import attrs

from digipost import preflight
from digipost.bulk.rows.digest_table import DigestTable
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from digipost.preflight import PrintChecks

__all__ = ["Fault", "Inspections", "Kind", "Workers"]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Faults: TypeAlias = "tuple[Fault, ...]"

_SHOWN = 3  # faults of one document
_AT_ONCE_EACH = 4  # documents handed out per worker process


class Workers(Protocol):
    """Processes that inspect documents."""

    @property
    def executors(self) -> int:
        """Return the number of processes."""
        ...

    def apply(self, call: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> Future[_T]:
        """Call a function in a worker process."""
        ...


class Kind(StrEnum):
    """Rules for the inspection of a document."""

    PDF = "pdf"
    """Rules for print."""
    HTML = "html"


@attrs.frozen
class Fault:
    """Fault of a document.

    Attributes:
        problem: The fault and its place.
        allows_digital: True if a mailbox accepts the document despite the fault.
    """

    problem: str
    allows_digital: bool = False


_UNREADABLE = (Fault("cannot be read any more"),)
_ENDS_THE_PROGRAM = (Fault("ends the program that looks into it; make the file anew"),)


class Inspections:
    """Inspections of documents, with the results cached on disk.

    Args:
        checks: The checks of a PDF.
        workers: The processes that inspect; the default is this process.
    """

    def __init__(self, checks: PrintChecks, workers: Workers | None = None) -> None:
        self._checks = checks
        self._workers = workers
        self._begun: dict[bytes, tuple[Future[_Faults], str, Kind]] = {}
        self._results = DigestTable[str]()

    def close(self) -> None:
        """Delete the results."""
        self._results.close()

    @property
    def is_busy(self) -> bool:
        """Return True if the workers have the maximum number of documents."""
        return self._workers is None or len(self._begun) >= _AT_ONCE_EACH * self._workers.executors

    def begin(self, path: str, fingerprint: str, kind: Kind) -> None:
        """Give a document to a worker, unless it was inspected before or there are no workers."""
        if self._workers is None:
            return
        digest = self._digest(path, fingerprint, kind)
        if digest not in self._begun and self._known(digest) is None:
            future = self._workers.apply(_inspected, path, kind, self._checks)
            self._begun[digest] = (future, path, kind)

    def result(self, path: str, fingerprint: str, kind: Kind) -> _Faults:
        """Wait for a document's inspection, and return the first faults with the number of further faults.

        Args:
            path: The path of the document.
            fingerprint: The fingerprint, which distinguishes the file from a changed one.
            kind: The rules.

        Raises:
            ConfigurationError: A library for the inspection is missing.
        """
        digest = self._digest(path, fingerprint, kind)
        known = self._known(digest)
        if known is not None:
            return known
        if digest in self._begun:
            found = self._waited_for(*self._begun.pop(digest))
        else:
            found = _inspected(path, kind, self._checks)
        said = json.dumps([attrs.astuple(each) for each in found])
        self._results.add(digest, said)
        return found

    def _waited_for(self, future: Future[_Faults], path: str, kind: Kind) -> _Faults:
        try:
            return future.result()
        except BrokenExecutor:
            return _alone(path, kind, self._checks)

    def _known(self, digest: bytes) -> _Faults | None:
        found = self._results.get(digest)
        return None if found is None else tuple(Fault(*each) for each in json.loads(found))

    def _digest(self, path: str, fingerprint: str, kind: Kind) -> bytes:
        return self._results.digest(f"{kind} {fingerprint} {path}")


def _alone(path: str, kind: Kind, checks: PrintChecks) -> _Faults:
    """Inspect a document in a separate process, to identify a document that crashes it."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        try:
            return executor.submit(_inspected, path, kind, checks).result()
        except BrokenExecutor:
            return _ENDS_THE_PROGRAM


def _inspected(path: str, kind: Kind, checks: PrintChecks) -> _Faults:
    try:
        return _of_html(path) if kind is Kind.HTML else _of_pdf(path, checks)
    except (OSError, InvalidValueError):
        return _UNREADABLE


def _of_pdf(path: str, checks: PrintChecks) -> _Faults:
    found = preflight.check(path, checks).findings
    faults = [
        Fault(
            f"cannot be printed{_where(each.page)}: {each.reason} ({each.verdict})",
            each.verdict.allows_digital,
        )
        for each in found
    ]
    return _first(faults)


def _of_html(path: str) -> _Faults:
    found = preflight.check_html(path).messages
    problem = "Digipost refuses the HTML"
    return _first(
        [Fault(f"{problem}: line {each.line}, column {each.column}: {each.summary}") for each in found]
    )


def _first(faults: list[Fault]) -> _Faults:
    """Return the first faults, and a fault with the number of further faults."""
    others = faults[_SHOWN:]
    if not others:
        return tuple(faults)
    allow_digital = all(each.allows_digital for each in others)
    return (*faults[:_SHOWN], Fault(f"and {len(others):,} more like that", allow_digital))


def _where(page: int | None) -> str:
    return "" if page is None else f", on page {page}"
