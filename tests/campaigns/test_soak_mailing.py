"""The soak of `make soak`, at a smaller size: killed, resumed, and each letter has arrived once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.campaigns.soak_mailing import ROOT


@pytest.mark.thorough
@pytest.mark.parametrize("by", ["threads", "processes", "dask"])
def test_each_letter_arrives_once_whatever_is_killed(by: str) -> None:
    program = "tests.campaigns.soak_mailing"
    command = [sys.executable, "-m", program, "--letters", "240", "--kills", "3", "--by", by]
    soaked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert soaked.returncode == 0, soaked.stdout + soaked.stderr
    assert "arrived exactly once" in soaked.stdout


@pytest.mark.thorough
def test_each_letter_arrives_once_whatever_is_damaged() -> None:
    program = "tests.campaigns.soak_mailing_damage"
    command = [sys.executable, "-m", program, "--letters", "240", "--kills", "2"]
    soaked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert soaked.returncode == 0, soaked.stdout + soaked.stderr
    assert "damaged journals that were refused" in soaked.stdout
