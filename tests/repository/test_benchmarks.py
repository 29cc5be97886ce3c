"""Benchmarks that take a size: each runs with a small one, since `make bench` is run rarely."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(("program", "arguments"), [("bulk.py", ("memory", "40")), ("sheets.py", ("50",))])
def test_a_benchmark_prints_its_figures(program: str, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, str(BENCHMARKS / program), *arguments]

    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert json.loads(said)
