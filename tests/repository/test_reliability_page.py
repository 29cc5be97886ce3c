"""The page that says which test holds which promise names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

from digipost import ClientConfig, Environment
from tests.support.tables import in_one_test

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE)))


@in_one_test("path", NAMED)
def test_a_test_that_the_page_names_is_there(path: str) -> None:
    assert "def test_" in (ROOT / path).read_text(encoding="utf-8")


def test_the_limits_are_those_of_the_configuration() -> None:
    config = ClientConfig(broker_id=1, environment=Environment.TEST)
    limits = PAGE.partition("## Limits")[2].partition("## ")[0]
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+ \w+)", limits, re.MULTILINE))
    assert told == {
        "connect_timeout": f"{config.connect_timeout.total_seconds():.0f} s",
        "read_timeout": f"{config.read_timeout.total_seconds():.0f} s",
        "total_timeout": f"{config.total_timeout.total_seconds() / 60:.0f} min",
        "max_answer_bytes": f"{config.max_answer_bytes >> 20} MB",
        "max_content_bytes": f"{config.max_content_bytes >> 30} GB",
        "retries": "4 tries",
    }
