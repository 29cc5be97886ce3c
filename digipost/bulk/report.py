"""The report of a mailing: each row's outcome as CSV and JSON, a page to read, and rows to correct."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID

import attrs

from digipost.base.checked_calls import path, takes
from digipost.bulk._corrections import reference, taken_over
from digipost.bulk._settings import Settings
from digipost.bulk._wording import DUPLICATE_ROW, INVALID, code_spelled, finding_in_words
from digipost.bulk.errors import BulkError, ManifestError
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.manifests.columns import CORRECTS, PROBLEM
from digipost.bulk.manifests.snapshot import snapshot
from digipost.bulk.reports.page import page
from digipost.bulk.reports.summary import Summary, in_utc
from digipost.bulk.reports.to_correct import write_what_to_correct
from digipost.bulk.row_states import DUPLICATE, State
from digipost.errors._command_words import in_words_of_commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import IO

    from digipost.bulk._lineage import Taken
    from digipost.bulk.row_states import Row

__all__ = ["Report", "status", "write_report"]

_PARTS_OF_TIME = 60
_MOST_ON_THE_PAGE = 1000  # rows
_MOST_PROBLEMS = 1000  # different ones; the page shows fewer
_FIELDS = ("row", "state", "channel", "attempts", "at", "code", "problem", "warnings")
_TO_CORRECT = {State.INVALID, State.REFUSED}
_CHANGED = "the file differs from the one that was checked; the letter was sent with the one found then"
_HELD = "Digipost holds the letter back until its batch is completed"
_GONE = "the letter is gone with its batch"
_FINE = {State.DELIVERED, State.PRINTED}


@attrs.frozen
class Report:
    """Files of a report.

    Attributes:
        summary: The summary.
        csv: Each row's outcome.
        json: The outcomes, with the summary.
        html: A page to read.
        to_correct: A manifest of the rows that were invalid or refused; None without such rows.
            Duplicates of an earlier row are left out: in a separate mailing, a duplicate would be sent. A
            manifest whose correction has begun stays as it is, and the new manifest gets a number.
        not_to_correct: The reason why there is no manifest to correct, although rows were invalid or refused:
            the mailing's own manifest has changed or is missing.
    """

    summary: Summary
    csv: Path
    json: Path
    html: Path
    to_correct: Path | None
    not_to_correct: str | None = None


@takes("bulk.write_report", folder=path)
def write_report(folder: str | os.PathLike[str]) -> Report:
    """Write the report of the mailing in that folder, replacing an earlier one.

    The report can be written at any time, also while the mailing is being sent. The manifest of rows to
    correct is written beside the mailing's own, since the paths of its documents start there. Send it as a
    new mailing.

    Raises:
        JournalError: There is no mailing.
        BulkError: A file cannot be written.
    """
    folder = Path(folder).absolute()
    taken = taken_over(folder)
    with Journal(folder / FILE_NAME, writing=False) as journal:
        settings = Settings.from_facts(journal.facts)
        columns = settings.columns.mapping
        with _writing():
            to_correct, problem = _write_what_to_correct(journal, settings, folder, taken)
            summary = _summary(journal, settings, len(taken), to_correct)
            report = Report(
                summary,
                folder / "report.csv",
                folder / "report.json",
                folder / "report.html",
                to_correct,
                problem,
            )
            _write_csv(report.csv, _rows(journal, columns, taken, summary))
            _write_json(report.json, _rows(journal, columns, taken, summary), summary)
            link = None if to_correct is None else _link(to_correct, folder)
            remarkable = (row for row in _rows(journal, columns, taken) if _is_remarkable(row, summary))
            with _text(report.html) as file:
                file.write(page(summary, remarkable, most=_MOST_ON_THE_PAGE, to_correct=link))
    return report


@takes("bulk.status", folder=path)
def status(folder: str | os.PathLike[str]) -> Summary:
    """Return the summary of the mailing in that folder so far; nothing is written.

    The function needs no connection, and works while another process sends.

    Raises:
        JournalError: There is no mailing.
    """
    folder = Path(folder).absolute()
    corrected = len(taken_over(folder))
    with Journal(folder / FILE_NAME, writing=False) as journal:
        return _summary(journal, Settings.from_facts(journal.facts), corrected, None)


def _summary(journal: Journal, settings: Settings, corrected: int, to_correct: Path | None) -> Summary:
    counts: Counter[tuple[State, str]] = Counter()
    for state, code, count in journal.codes():
        counts[state, code_spelled(code)] += count
    checked_at = journal.facts.get("checked_at")
    has_batch = settings.in_batch and journal.facts.get("batch") == "created"
    return Summary(
        settings.manifest.name,
        journal.counts(),
        [(state, code, count) for (state, code), count in counts.most_common()],
        journal.times(_PARTS_OF_TIME),
        journal.retried(),
        journal.changed(),
        corrected,
        api_url=settings.api_url,
        has_begun=journal.has_begun,
        checked_at=None if checked_at is None else datetime.fromisoformat(checked_at),
        last_at=journal.last_at(),
        problems=journal.problems(_MOST_PROBLEMS),
        warnings=journal.problems(_MOST_PROBLEMS, are_errors=False),
        to_correct=None if to_correct is None else to_correct.name,
        columns=settings.columns.mapping,
        held=sum(journal.counts()[state] for state in _FINE) if _is_held(journal, settings) else 0,
        batch=settings.batch(UUID(journal.facts["id"])) if has_batch else None,
    )


def _is_held(journal: Journal, settings: Settings) -> bool:
    """Return True if the accepted letters are in a batch that is not completed."""
    return settings.in_batch and journal.facts.get("batch") != "completed"


def _is_remarkable(row: Row, summary: Summary) -> bool:
    if row.state is State.PLANNED and not summary.has_begun:
        return False  # expected before anything is sent
    return row.state not in _FINE or row.changed is not None


def _link(path: Path, folder: Path) -> str:
    """Return the relative address of a file from a page in that folder, also across drives on Windows."""
    if path.is_relative_to(folder.parent):
        # The bytes are used, since a file name need not be UTF-8.
        return quote(b"../" + os.fsencode(path.relative_to(folder.parent).as_posix()))
    return path.as_uri()


def _write_what_to_correct(
    journal: Journal, settings: Settings, folder: Path, taken: Mapping[int, Taken]
) -> tuple[Path | None, str | None]:
    """Write the manifest to correct; return its path, or the reason why it is missing."""
    columns, beside = settings.columns.mapping, settings.manifest.parent
    if not any(_is_to_correct(row) and row.number not in taken for row in _rows(journal, columns)):
        return None, None
    problems = (
        {PROBLEM: row.problem or row.code or "", CORRECTS: reference(folder, beside, row.number)}
        if _is_to_correct(row) and row.number not in taken
        else None
        for row in _rows(journal, columns)
    )
    try:
        with snapshot(settings.manifest, folder, settings.digest, settings.form) as manifest:
            return write_what_to_correct(manifest, folder, problems), None
    except ManifestError as error:
        return None, str(error)


def _text(path: Path) -> IO[str]:
    """Open a file for text. Characters without an encoding, as in names that are not UTF-8, are escaped."""
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"The report cannot be written: {error.strerror or type(error).__name__}."
        raise BulkError(problem) from error


def _rows(
    journal: Journal,
    columns: Mapping[str, str],
    taken: Mapping[int, Taken] | None = None,
    summary: Summary | None = None,
) -> Iterator[Row]:
    """Yield the rows with their findings, changed documents and sent corrections."""
    held = None
    if summary is not None and summary.held:
        held = _GONE if summary.batch is None else _HELD
    findings = journal.findings()
    finding = next(findings, None)
    for row in journal.rows():
        problems: list[str] = []
        warnings: list[str] = []
        code = INVALID
        while finding is not None and finding.number == row.number:
            said = problems if finding.is_error else warnings
            said.append(finding_in_words(finding.field, finding.problem, columns))
            code = DUPLICATE_ROW if finding.field == DUPLICATE else code
            finding = next(findings, None)
        if warnings:
            row = attrs.evolve(row, warnings="; ".join(warnings))  # noqa: PLW2901 - completed
        if row.code is not None:
            row = attrs.evolve(row, code=code_spelled(row.code))  # noqa: PLW2901 - completed
        if row.problem is not None:  # by Digipost or the client
            row = attrs.evolve(row, problem=in_words_of_commands(row.problem))  # noqa: PLW2901 - likewise
        if row.state is State.INVALID:
            row = attrs.evolve(row, code=code, problem="; ".join(problems))  # noqa: PLW2901 - completed
        elif row.state in _FINE:
            told = [None if row.changed is None else f"{row.changed}: {_CHANGED}", held]
            row = attrs.evolve(row, problem="; ".join(filter(None, told)) or None)  # noqa: PLW2901 - likewise
        if taken and row.number in taken:
            problem = f"{row.problem or ''}; corrected as {taken[row.number]}".removeprefix("; ")
            row = attrs.evolve(row, problem=problem)  # noqa: PLW2901 - likewise
        yield row


def _is_to_correct(row: Row) -> bool:
    """Return True if the row is to be corrected and sent; False for a duplicate, which would then be sent."""
    return row.state in _TO_CORRECT and row.code != DUPLICATE_ROW


def _record(row: Row) -> dict[str, str | int | None]:
    at = None if row.at is None else in_utc(row.at)
    return dict(
        zip(
            _FIELDS,
            (row.row, str(row.state), row.channel, row.attempts, at, row.code, row.problem, row.warnings),
            strict=True,
        )
    )


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    with _text(path) as file:
        table = csv.writer(file)
        table.writerow(_FIELDS)
        table.writerows(_record(row).values() for row in rows)


def _write_json(path: Path, rows: Iterable[Row], summary: Summary) -> None:
    """Write one JSON object as a stream, with each row on a line."""
    with _text(path) as file:
        head = json.dumps(summary.to_json(), ensure_ascii=False, indent=1)
        file.write(head.removesuffix("\n}") + ',\n "rows": [')
        for index, row in enumerate(rows):
            file.write((",\n  " if index else "\n  ") + json.dumps(_record(row), ensure_ascii=False))
        file.write("\n ]\n}\n")
