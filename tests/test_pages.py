"""Every Python example of the documentation runs: a page from top to bottom, against a sandbox of its own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

from digipost.sandbox import Sandbox

REPOSITORY = Path(__file__).parent.parent
# The first page shows the program that test_first_letter runs.
PAGES = sorted(path for path in (REPOSITORY / "docs").glob("*.md") if path.name != "index.md")
PASSWORD = "a password of my own"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the examples name."""
    for name in ("invoice.pdf", "terms.pdf", "letter.pdf", "letter-for-print.pdf"):
        shutil.copyfile(REPOSITORY / "examples" / "invoice.pdf", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGIPOST_PASSWORD", PASSWORD)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page_run(page: Path, files: Path) -> None:
    with Sandbox() as sandbox:
        sandbox.issue_certificate(files / "certificate.p12", PASSWORD)
        document = Sybil([PythonCodeBlockParser(), SkipParser()], path=str(page.parent)).parse(page)
        document.namespace |= {
            "sandbox": sandbox,
            "client": sandbox.client(),
            "environment": sandbox.environment,
            "today": datetime.now(UTC),
        }
        for example in document.examples():
            example.evaluate()


def test_the_pages_have_examples() -> None:
    assert "use-cases" in {page.stem for page in PAGES}
    sybil = Sybil([PythonCodeBlockParser()], path=str(REPOSITORY / "docs"))
    assert len(list(sybil.parse(REPOSITORY / "docs" / "use-cases.md").examples())) > 10
