"""Findings of the check of a mailing, as lines; a problem that many rows share has one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from digipost.bulk._planning import CheckInterruptedError, documents_in
from digipost.bulk._wording import counted, finding_in_words
from digipost.bulk.journal.database import alike
from digipost.cli.bulk.progress import Watch
from digipost.cli.failures import ExitCode, FailureError, printable
from digipost.cli.output import as_json, note
from digipost.cli.wrapping import say
from digipost.errors._masking import masked_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digipost.bulk import Finding, Mailing, State, Workers

__all__ = ["check_mailing", "interrupted_in_words"]

_SHOWN = 20  # problems
_MOST_PROBLEMS = 10_000  # problems that are counted; the report lists more
_MOST_LOOKED_UP = 1000  # rows whose paths are looked up for a problem
_PATHS_SHOWN = 3
_THE_PATH = "the path"
_IS_OF_A_FILE = re.compile(r"(?:there is no file at|the file at) the path\b|the path leads to")


@attrs.define
class _Problem:
    """Problem that one or more rows have.

    Attributes:
        first: The first finding of the problem.
        count: The number of rows with the problem.
        rows: For a problem of files, the numbers of the first rows that have it.
    """

    first: Finding
    count: int = 0
    rows: list[int] = attrs.field(factory=list)

    @property
    def is_of_a_file(self) -> bool:
        """Return True if the path of a file helps to explain the problem."""
        return _IS_OF_A_FILE.search(self.first.problem) is not None

    def add(self, finding: Finding) -> None:
        """Count a row with the problem."""
        self.count += 1
        if len(self.rows) < _MOST_LOOKED_UP and self.is_of_a_file:
            self.rows.append(finding.number)


def check_mailing(mailing: Mailing, workers: Workers) -> dict[State, int]:
    """Check a mailing, and print the findings, errors before warnings.

    Paths of missing files are printed only here, since a file name can contain a person's name.

    Args:
        mailing: The mailing.
        workers: The workers of this machine.

    Raises:
        FailureError: The mailing has no rows.
    """
    try:
        with Watch() as watch:
            counts = mailing.check(workers, tell=watch.checked)
    except KeyboardInterrupt as error:
        note(f"{interrupted_in_words(error)} Nothing was sent.")
        raise
    if not sum(counts.values()):
        raise FailureError(
            f"{printable(mailing.settings.manifest.name)} has no row below its header.", ExitCode.USAGE
        )
    if not as_json():
        found = _problems(mailing.findings())
        shown = found[:_SHOWN]
        rows = {number for each in shown for number in each.rows}
        paths = documents_in(mailing.settings, rows) if rows else {}
        for each in shown:
            say(_line(each, paths, mailing.settings.columns.mapping))
        if len(found) > _SHOWN:
            note(f"Those were the first {_SHOWN} problems; the report has all rows that cannot be sent.")
    return counts


def interrupted_in_words(error: KeyboardInterrupt) -> str:
    """Return the progress of a check that the user ended, as in `Checked 5 of 12 rows, with 3 findings`."""
    if not isinstance(error, CheckInterruptedError):
        return "No row was checked yet."
    rows = counted(error.rows, "row") if error.total is None else counted(error.rows, "row", of=error.total)
    return f"Checked {rows}, with {counted(error.findings, 'finding')}."


def _problems(findings: Iterable[Finding]) -> list[_Problem]:
    """Return the problems, errors before warnings."""
    found: dict[tuple[bool, str, str], _Problem] = {}
    for each in findings:
        key = (not each.is_error, each.field, alike(each.problem))
        found.setdefault(key, _Problem(each)).add(each)
        if len(found) > _MOST_PROBLEMS:
            break
    return sorted(found.values(), key=lambda each: not each.first.is_error)


def _line(problem: _Problem, paths: Mapping[int, Mapping[str, str]], columns: Mapping[str, str]) -> str:
    first = problem.first
    mark = "" if first.is_error else "Warning: "
    told = first.problem
    different = list(dict.fromkeys(paths.get(number, {}).get(first.field, "") for number in problem.rows))
    if any(different):
        told = told.replace(
            _THE_PATH, _paths_in_words(different, is_whole=len(problem.rows) == problem.count), 1
        )
    said = finding_in_words(first.field, told, columns).removesuffix(".")
    if not said.endswith("?"):
        said += "."
    if problem.count == 1:
        return f"{mark}Row {first.row}: {said}"
    return f"{mark}{problem.count:,} rows: {said} The first is row {first.row}."


def _paths_in_words(paths: Sequence[str], *, is_whole: bool) -> str:
    """Return the first paths and the number of the others: `the paths a.pdf, b.pdf, c.pdf and 7 more`.

    Args:
        paths: Different paths.
        is_whole: True if these are the paths of all rows with the problem.
    """
    shown = [masked_line(each) for each in paths[:_PATHS_SHOWN]]
    more = len(paths) - len(shown)
    if len(paths) == 1:
        return f"{_THE_PATH} {shown[0]}"
    listed = ", ".join(shown) if more else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{_THE_PATH}s {listed}" + (
        f" and {more:,} more" if more and is_whole else " and more" if more else ""
    )
