"""Type checkers know the generated classes and both faces of the client, and find mistakes alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent


@pytest.mark.parametrize("subject", ["schema", "client"])
def test_mypy_accepts_what_is_right_and_finds_what_is_wrong(subject: str) -> None:
    accepted, refused = HERE / f"accepted_{subject}.py", HERE / f"refused_{subject}.py"
    marked = {
        number: text.partition("# E: ")[2]
        for number, text in enumerate(refused.read_text(encoding="utf-8").splitlines(), 1)
        if "# E: " in text
    }
    # Its settings are the strictest, whatever those of the project are; its cache is its own.
    options = [
        "--strict",
        "--config-file=",
        f"--cache-dir={REPOSITORY / '.mypy_cache/typing'}",
        "--no-error-summary",
        "--follow-imports=silent",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(accepted), str(refused)],
        env=os.environ | {"MYPYPATH": f"{REPOSITORY / 'generated'}:{REPOSITORY}"},
        capture_output=True,
        text=True,
        check=False,
    )

    found = re.findall(r"^(.*):(\d+): error: (.*)$", run.stdout, re.MULTILINE)
    assert run.stderr == ""
    assert [each for each in found if not each[0].endswith(refused.name)] == []
    errors: dict[int, str] = {}
    for _, number, text in found:
        errors[int(number)] = errors.get(int(number), "") + text
    assert errors.keys() == marked.keys()
    for number, fragment in marked.items():
        assert fragment in errors[number]
