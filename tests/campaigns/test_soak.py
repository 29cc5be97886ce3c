"""The table of `make soak`: what is good, what is bad, and that a part which tried nothing proves nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import attrs
import pytest
from rich.console import Console

from tests.campaigns.soak import Outcome, Part, parts, table
from tests.support.figures import Figures

if TYPE_CHECKING:
    from pathlib import Path

PART = Part("threads", ("tests.campaigns.soak_threads",), "letters")
GOOD = Outcome(PART, Figures(letters=5, faults=1, lost=0, doubled=0), code=0, seconds=61.4)


def shown(*outcomes: Outcome) -> list[str]:
    console = Console(file=io.StringIO(), width=120)
    console.print(table(outcomes))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_what_was_tried_and_held_is_good() -> None:
    assert GOOD.is_good
    (row,) = (line for line in shown(GOOD) if "threads" in line)
    cells = [cell.strip() for cell in row.strip("│ ").split("│")]
    assert cells == ["threads", "5", "1", "0", "0", "-", "-", "-", "-", "61 s", "good"]


@pytest.mark.parametrize(
    "bad",
    [
        attrs.evolve(GOOD, figures=Figures(letters=5, lost=1)),
        attrs.evolve(GOOD, figures=Figures(letters=5, doubled=1)),
        attrs.evolve(GOOD, figures=Figures(letters=5, wrong=1)),
        attrs.evolve(GOOD, figures=Figures(letters=5, leaks=1)),
        attrs.evolve(GOOD, figures=Figures(letters=0)),
        attrs.evolve(GOOD, figures=Figures(faults=5)),
        attrs.evolve(GOOD, code=1),
        attrs.evolve(GOOD, code=-9),
    ],
)
def test_what_went_wrong_or_tried_nothing_is_bad(bad: Outcome) -> None:
    assert not bad.is_good
    assert sum("BAD" in line for line in shown(GOOD, bad)) == 1


@pytest.mark.thorough
def test_each_part_is_a_program_that_leaves_what_it_tries_in_its_figures(tmp_path: Path) -> None:
    names = {field.name for field in attrs.fields(Figures)}
    for part in parts(5000):
        assert part.tries in names
        helped = attrs.evolve(part, command=(part.command[0], "--help"))
        assert helped.run(tmp_path).code == 0
        assert not helped.run(tmp_path).is_good  # it has left nothing


@pytest.mark.thorough
def test_a_part_is_run_and_its_figures_are_read(tmp_path: Path) -> None:
    outcome = attrs.evolve(PART, command=(*PART.command, "--operations", "64")).run(tmp_path)
    assert outcome.is_good
    assert outcome.figures.letters
    unknown = attrs.evolve(PART, command=("tests.campaigns.soak_threads", "--unknown")).run(tmp_path)
    assert not unknown.is_good
