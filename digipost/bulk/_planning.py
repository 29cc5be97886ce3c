"""The planning of a mailing: check all rows, and write the results into the journal in one transaction."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from digipost.base.warning import warn_caller
from digipost.bulk._wording import counted
from digipost.bulk.errors import BulkError
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.row_states import State
from digipost.bulk.rows.fingerprints import documents_of
from digipost.errors import InvalidValueError
from digipost.resources._doubts import are_all_possible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from digipost.bulk._corrections import Corrections
    from digipost.bulk._settings import Settings
    from digipost.bulk.journal.journal import Journal
    from digipost.bulk.manifests.records import Manifest
    from digipost.bulk.rows.row_check import Checks

__all__ = ["CheckInterruptedError", "documents_in", "has_rows", "plan_rows", "warn_of_unchecked"]

_ROWS_AT_ONCE = 500


class CheckInterruptedError(KeyboardInterrupt):
    """Interrupt by the user during the check of a mailing.

    Attributes:
        rows: The number of rows checked so far.
        findings: The number of findings in them.
        total: The number of all rows, if it is known.
    """

    def __init__(self, rows: int, findings: int, total: int | None) -> None:
        super().__init__()
        self.rows, self.findings, self.total = rows, findings, total


def plan_rows(
    journal: Journal,
    manifest: Manifest,
    checks: Checks,
    corrections: Corrections,
    tell: Callable[[int], None],
) -> None:
    """Check all rows, and write the initial state of each into the journal.

    Args:
        journal: Open for writing.
        manifest: The rows.
        checks: The check of a row.
        corrections: The rows that correct those of other mailings.
        tell: Called with the number of rows checked so far.

    Raises:
        ManifestError: The manifest cannot be read to its end.
        JournalError: The journal cannot be written.
        CheckInterruptedError: The user has interrupted the check; the journal stays as it was.
    """
    with journal.planning() as plan:
        try:
            for record, checked in checks.of_all(manifest.records()):
                corrects, sent_before = corrections.of(record, checked.letter)
                findings = [*checked.findings, *sent_before]
                state = State.INVALID if any(each.is_error for each in findings) else State.PLANNED
                plan.add(
                    record.number,
                    state,
                    findings,
                    row=record.row,
                    documents=checked.documents,
                    corrects=corrects,
                )
                if plan.rows % _ROWS_AT_ONCE == 0:
                    tell(plan.rows)
            tell(plan.rows)
        except KeyboardInterrupt:
            raise CheckInterruptedError(plan.rows, plan.findings, _number_of_rows(manifest)) from None


def _number_of_rows(manifest: Manifest) -> int | None:
    """Return the number of rows; None if the user interrupts the counting, or the manifest cannot be read."""
    with suppress(KeyboardInterrupt, BulkError):
        return sum(1 for _ in manifest.records())
    return None


def has_rows(settings: Settings) -> bool:
    """Return True if the manifest has at least one row.

    Raises:
        ManifestError: The manifest cannot be read.
    """
    manifest = open_manifest(settings.manifest, form=settings.form)
    return next(iter(manifest.records()), None) is not None


def documents_in(settings: Settings, rows: Collection[int]) -> dict[int, dict[str, str]]:
    """Return the paths of documents as the manifest spells them, by row and column.

    Args:
        settings: The settings of the mailing.
        rows: The numbers of the wanted rows.

    Raises:
        ManifestError: The manifest cannot be read.
    """
    found: dict[int, dict[str, str]] = {}
    for record in open_manifest(settings.manifest, form=settings.form).records():
        if record.number in rows:
            with suppress(InvalidValueError):
                values = settings.columns.known(record.values)
                found[record.number] = {name: str(values[name]) for name in documents_of(values)}
        if record.number >= max(rows):
            break
    return found


def warn_of_unchecked(checks: Checks) -> None:
    """Warn once of all documents that were not checked because a library is missing.

    Warns:
        UserWarning: Documents were not checked.
    """
    missing = {
        "print": (checks.unchecked, "PDFs", " that may be printed"),
        "html": (checks.unchecked_html, "HTML documents", ""),
    }
    for extra, (count, documents, that) in missing.items():
        if count:
            letters = counted(count, "letter")
            warn_caller(
                f"The {documents} of {letters}{that} were not checked. To check them, install the extra "
                f"{extra}: pip install 'digipost[{extra}]'",
                UserWarning,
            )
    if not are_all_possible():
        warn_caller(
            "Check digits and telephone numbers were not checked. To check them, install the extra bulk: pip "
            "install 'digipost[bulk]'",
            UserWarning,
        )
