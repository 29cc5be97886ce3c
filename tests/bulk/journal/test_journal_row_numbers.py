"""The row numbers that a spreadsheet shows, kept in the journal and read with its rows and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.journal.journal import Journal
from digipost.bulk.row_states import Finding, State

if TYPE_CHECKING:
    from pathlib import Path


def _planned(journal: Journal, rows: list[int]) -> None:
    with journal.planning() as plan:
        for number, row in enumerate(rows, 1):
            finding = Finding(number, is_error=True, field="subject", problem="is blank", row=row)
            plan.add(number, State.INVALID, [finding], row=row)


def _read(journal: Journal) -> list[list[int | None]]:
    rows, findings = list(journal.rows()), list(journal.findings())
    first = [row for _, _, _, row in journal.problems(1)]
    return [[row.row for row in rows], [each.row for each in findings], [*first]]


def test_rows_and_findings_have_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", writing=True) as journal:
        _planned(journal, [3, 4, 7])
        assert _read(journal) == [[3, 4, 7], [3, 4, 7], [3]]
    with Journal(tmp_path / "j", writing=False) as journal:
        assert _read(journal) == [[3, 4, 7], [3, 4, 7], [3]]
        assert [row.row for row in journal.rows(2, 1)] == [4]


def test_a_mailing_that_is_planned_anew_has_the_new_numbers(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", writing=True) as journal:
        for rows in ([2, 3], [5, 9], [1, 2]):
            _planned(journal, rows)
            assert _read(journal) == [rows, rows, rows[:1]]


def test_a_reader_follows_a_plan_that_is_made_anew(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", writing=True) as journal:
        _planned(journal, [2, 3])
        with Journal(tmp_path / "j", writing=False) as reader:
            assert _read(reader) == [[2, 3], [2, 3], [2]]
            _planned(journal, [6, 8])
            assert _read(reader) == [[6, 8], [6, 8], [6]]
