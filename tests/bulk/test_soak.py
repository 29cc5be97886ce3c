"""The soak of `make soak`, at a smaller size: killed, resumed, and each letter has arrived once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.bulk.soak import ROOT


@pytest.mark.thorough
@pytest.mark.parametrize("by", ["threads", "processes", "dask"])
def test_each_letter_arrives_once_whatever_is_killed(by: str) -> None:
    command = [sys.executable, "-m", "tests.bulk.soak", "--letters", "240", "--kills", "3", "--by", by]
    soaked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert soaked.returncode == 0, soaked.stdout + soaked.stderr
    assert "arrived exactly once" in soaked.stdout


@pytest.mark.thorough
def test_each_letter_arrives_once_whatever_is_damaged() -> None:
    command = [sys.executable, "-m", "tests.bulk.soak_damage", "--letters", "240", "--kills", "2"]
    soaked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert soaked.returncode == 0, soaked.stdout + soaked.stderr
    assert "damaged journals that were refused" in soaked.stdout
