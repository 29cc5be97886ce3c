"""A part of `make soak`, at a smaller size: it holds, and its figures are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from tests.campaigns.soak import Part

if TYPE_CHECKING:
    from pathlib import Path

PART = Part("threads", ("tests.campaigns.soak_threads",), "letters")


@pytest.mark.thorough
def test_a_part_is_run_and_its_figures_are_read(tmp_path: Path) -> None:
    outcome = attrs.evolve(PART, command=(*PART.command, "--operations", "64")).run(tmp_path)
    assert outcome.is_good
    assert outcome.figures.letters
    unknown = attrs.evolve(PART, command=("tests.campaigns.soak_threads", "--unknown")).run(tmp_path)
    assert not unknown.is_good
