"""What became of a mailing: each row's outcome as CSV and JSON, a page to read, and what to correct."""

from __future__ import annotations

import csv
import json
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.columns import PROBLEM
from digipost.bulk.errors import BulkError
from digipost.bulk.journal import FILE_NAME, Journal
from digipost.bulk.manifest import digest, open_manifest
from digipost.bulk.report_page import page
from digipost.bulk.settings import Settings
from digipost.bulk.states import DUPLICATE, State
from digipost.bulk.summary import Summary

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from typing import IO

    from digipost.bulk.manifest import Manifest
    from digipost.bulk.states import Row

__all__ = ["Report", "write_report"]

_PARTS_OF_TIME = 60
_MOST_ON_THE_PAGE = 1000  # rows
_FIELDS = ("row", "state", "channel", "attempts", "at", "code", "problem")
_TO_CORRECT = {State.INVALID, State.REFUSED}
_WRITTEN = "to-correct.sha256"  # in the mailing's folder: of what was written last
_DUPLICATE_ROW = "DuplicateRow"  # the code of a row that an earlier one has said already
_FINE = {State.DELIVERED, State.PRINTED}


@attrs.frozen
class Report:
    """The files of a report.

    Attributes:
        summary: What they say.
        csv: Each row's outcome.
        json: The same, with the summary.
        html: A page to read.
        to_correct: A manifest of the rows that were invalid or refused; None where there are none. A row that
            says the same as an earlier one is not in it: alone, it would be sent after all. One that somebody
            has begun to correct stays as it is, and this one gets a number.
    """

    summary: Summary
    csv: Path
    json: Path
    html: Path
    to_correct: Path | None


def write_report(folder: str | os.PathLike[str]) -> Report:
    """Write the report of the mailing in that folder, in place of an earlier one.

    It can be written at any time, also while the mailing is being sent. The manifest of what has to be
    corrected stands beside the mailing's own, since the paths of its documents start there; it is sent as a
    new mailing.

    Raises:
        JournalError: There is no mailing.
        ManifestError: Something has to be corrected, and the manifest cannot be read any more.
        BulkError: A file cannot be written.
    """
    folder = Path(folder)
    with Journal(folder / FILE_NAME, writing=False) as journal:
        settings = Settings.from_facts(journal.facts)
        counts = journal.counts()
        summary = Summary(
            settings.manifest.name, counts, journal.codes(), journal.times(_PARTS_OF_TIME), journal.retried()
        )
        with _writing():
            to_correct = None
            if any(_is_to_correct(row) for row in _rows(journal)):
                to_correct = _write_what_to_correct(
                    journal, open_manifest(settings.manifest), folder / _WRITTEN
                )
            report = Report(
                summary, folder / "report.csv", folder / "report.json", folder / "report.html", to_correct
            )
            _write_csv(report.csv, journal)
            _write_json(report.json, journal, summary)
            remarkable = (row for row in _rows(journal) if row.state not in _FINE)
            report.html.write_text(page(summary, remarkable, most=_MOST_ON_THE_PAGE), encoding="utf-8")
    return report


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"The report cannot be written: {error.strerror or type(error).__name__}."
        raise BulkError(problem) from error


def _rows(journal: Journal) -> Iterator[Row]:
    """The rows, those that are invalid with what the check found."""
    findings = journal.findings()
    finding = next(findings, None)
    for row in journal.rows():
        problems = []
        code = "InvalidValueError"
        while finding is not None and finding.number == row.number:
            problems.append(f"{finding.field}: {finding.problem}")
            code = _DUPLICATE_ROW if finding.field == DUPLICATE else code
            finding = next(findings, None)
        if row.state is State.INVALID:
            yield attrs.evolve(row, code=code, problem="; ".join(problems))
        else:
            yield row


def _is_to_correct(row: Row) -> bool:
    """Whether the row is to be corrected and sent; not what is there twice, since alone it would go out."""
    return row.state in _TO_CORRECT and row.code != _DUPLICATE_ROW


def _record(row: Row) -> dict[str, str | int | None]:
    at = None if row.at is None else row.at.isoformat().replace("+00:00", "Z")
    return dict(
        zip(
            _FIELDS,
            (row.number, str(row.state), row.channel, row.attempts, at, row.code, row.problem),
            strict=True,
        )
    )


def _write_csv(path: Path, journal: Journal) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(_FIELDS)
        table.writerows(_record(row).values() for row in _rows(journal))


def _write_json(path: Path, journal: Journal, summary: Summary) -> None:
    """One object, its rows one on each line, written as they come."""
    with path.open("w", encoding="utf-8") as file:
        head = json.dumps(summary.to_json(), ensure_ascii=False, indent=1)
        file.write(head.removesuffix("\n}") + ',\n "rows": [')
        for index, row in enumerate(_rows(journal)):
            file.write((",\n  " if index else "\n  ") + json.dumps(_record(row), ensure_ascii=False))
        file.write("\n ]\n}\n")


def _write_what_to_correct(journal: Journal, manifest: Manifest, written: Path) -> Path:
    """The rows that were invalid or refused, as they stand in the manifest, and why."""
    is_csv = manifest.path.suffix.lower() in {".csv", ".tsv"}
    path = manifest.path.with_suffix(".to-correct" + (manifest.path.suffix if is_csv else ".jsonl"))
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8", newline="") as file:
        write = _csv_writer(file, manifest) if is_csv else _json_writer(file)
        rows = _rows(journal)
        for record in manifest.records():
            row = next(rows, None)
            if row is not None and _is_to_correct(row):
                write(dict(record.values) | {PROBLEM: row.problem or row.code})
    path = _not_begun(path, written)
    part.replace(path)
    written.write_text(digest(path), encoding="ascii")
    return path


def _not_begun(path: Path, written: Path) -> Path:
    """That path, or the next with a number, at which nobody has begun to correct what was written there."""
    last = written.read_text(encoding="ascii") if written.exists() else None
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(each for each in chain([path], numbered) if not each.exists() or digest(each) == last)


def _csv_writer(file: IO[str], manifest: Manifest) -> Callable[[dict[str, object]], object]:
    columns = [*(manifest.columns or ()), *([] if PROBLEM in (manifest.columns or ()) else [PROBLEM])]
    table = csv.DictWriter(
        file, columns, delimiter=getattr(manifest, "delimiter", ","), extrasaction="ignore"
    )
    table.writeheader()
    return table.writerow


def _json_writer(file: IO[str]) -> Callable[[dict[str, object]], object]:
    return lambda values: file.write(json.dumps(values, ensure_ascii=False, default=_as_text) + "\n")


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
