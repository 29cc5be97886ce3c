"""Findings of the check of a mailing, as lines; the same problem in many rows is one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from digipost.bulk._planning import documents_in
from digipost.bulk._wording import finding_in_words
from digipost.bulk.journal.rows import alike
from digipost.cli.bulk_progress import Watch
from digipost.cli.failures import ExitCode, FailureError, printable
from digipost.cli.output import as_json, note
from digipost.cli.wrapping import say
from digipost.errors._masking import masked_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digipost.bulk import Finding, Mailing, State, Workers

__all__ = ["check_mailing"]

_SHOWN = 20  # problems
_MOST_PROBLEMS = 10_000  # problems that are counted; the report has more
_THE_PATH = "the path"
_IS_OF_A_FILE = re.compile(r"(?:there is no file at|the file at) the path\b|the path leads to")


@attrs.define
class _Problem:
    """Problem of rows.

    Attributes:
        first: The first finding with it.
        count: The number of rows with it.
    """

    first: Finding
    count: int = 0


def check_mailing(mailing: Mailing, workers: Workers) -> dict[State, int]:
    """Check a mailing, and print the findings, errors before warnings.

    Paths of missing files are printed only here, since a file name can contain a person's name.

    Args:
        mailing: The mailing.
        workers: The workers of this machine.

    Raises:
        FailureError: There are no rows.
    """
    with Watch() as watch:
        counts = mailing.check(workers, tell=watch.checked)
    if not sum(counts.values()):
        raise FailureError(
            f"{printable(mailing.settings.manifest.name)} has no row below its header.", ExitCode.USAGE
        )
    if not as_json():
        found = _problems(mailing.findings())
        shown = found[:_SHOWN]
        rows = {each.first.number for each in shown if _IS_OF_A_FILE.search(each.first.problem)}
        paths = documents_in(mailing.settings, rows) if rows else {}
        for each in shown:
            say(_line(each, paths, mailing.settings.columns.mapping))
        if len(found) > _SHOWN:
            note(f"Those were the first {_SHOWN} problems; the report has all rows that cannot be sent.")
    return counts


def _problems(findings: Iterable[Finding]) -> list[_Problem]:
    """Return the problems, errors before warnings."""
    found: dict[tuple[bool, str, str], _Problem] = {}
    for each in findings:
        key = (not each.is_error, each.field, alike(each.problem))
        found.setdefault(key, _Problem(each)).count += 1
        if len(found) > _MOST_PROBLEMS:
            break
    return sorted(found.values(), key=lambda each: not each.first.is_error)


def _line(problem: _Problem, paths: Mapping[int, Mapping[str, str]], columns: Mapping[str, str]) -> str:
    first = problem.first
    mark = "" if first.is_error else "Warning: "
    told = first.problem
    path = paths.get(first.number, {}).get(first.field)
    if path is not None and _IS_OF_A_FILE.search(told):
        told = told.replace(_THE_PATH, f"{_THE_PATH} {masked_line(path)}", 1)
    said = finding_in_words(first.field, told, columns).removesuffix(".")
    if not said.endswith("?"):
        said += "."
    if problem.count == 1:
        return f"{mark}Row {first.row}: {said}"
    return f"{mark}{problem.count:,} rows: {said} The first is row {first.row}."
