"""The corpus, and what hypothesis makes of it, on every target; `make fuzz` goes on from there."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.campaigns.fuzzing.targets import TARGETS
from tests.support.tables import in_one_test

CORPUS = Path(__file__).parent / "corpus"
ROOT = Path(__file__).parents[3]
INPUTS = {name: sorted((CORPUS / name).iterdir()) for name in TARGETS}


@in_one_test("name", TARGETS)
def test_the_corpus_breaks_no_promise(name: str) -> None:
    assert len(INPUTS[name]) > 2
    for path in INPUTS[name]:
        TARGETS[name](path.read_bytes())


def changed(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """A seed with a few of its bytes replaced by others, none or more."""

    @st.composite
    def change(draw: st.DrawFn) -> bytes:
        data = draw(st.sampled_from(seeds))
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(data)))
            end = draw(st.integers(start, min(len(data), start + 20)))
            data = data[:start] + draw(st.binary(max_size=20)) + data[end:]
        return data

    return change()


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize("name", TARGETS)
def test_neither_does_what_is_like_it(name: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(st.binary(max_size=200) | changed([path.read_bytes() for path in INPUTS[name]]))
    def try_it(data: bytes) -> None:
        TARGETS[name](data)

    try_it()


@pytest.mark.thorough
@pytest.mark.skipif(
    find_spec("atheris") is None,
    reason="atheris is not installed: no wheel for this machine or Python",
)
def test_a_minute_of_fuzzing_finds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaigns.fuzzing", "--seconds", "40", "--seed", "1"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" ok") == len(TARGETS)
