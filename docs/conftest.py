"""Runs every Python example of the documentation, each page against a sandbox of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

from digipost.sandbox import Sandbox

HERE = Path(__file__).parent
EXAMPLES = Path(__file__).parent.parent / "examples"


def set_up(namespace: dict[str, object]) -> None:
    """Give a page a sandbox, a client of it, and the files that its examples name."""
    stack = ExitStack()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    stack.callback(os.chdir, Path.cwd())
    os.chdir(folder)
    for name in ("invoice.pdf", "terms.pdf", "letter.pdf", "letter-for-print.pdf"):
        shutil.copyfile(EXAMPLES / "invoice.pdf", folder / name)
    sandbox = stack.enter_context(Sandbox())
    sandbox.issue_certificate("certificate.p12", "a password of my own")
    os.environ["DIGIPOST_PASSWORD"] = "a password of my own"  # noqa: S105 - of the sandbox alone
    stack.callback(os.environ.pop, "DIGIPOST_PASSWORD", None)
    namespace |= {
        "sandbox": sandbox,
        "client": sandbox.client(),
        "environment": sandbox.environment,
        "today": datetime.now(UTC),
        "_stack": stack,
    }


def tear_down(namespace: dict[str, object]) -> None:
    """Take all of it away again."""
    stack = namespace["_stack"]
    if isinstance(stack, ExitStack):
        stack.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the examples of a page together, in one worker: each builds on those before it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group(item.path.name))


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    pattern="*.md",
    exclude="index.md",
    setup=set_up,
    teardown=tear_down,
).pytest()
