"""Every Python example of the documentation runs: a page from top to bottom, against a sandbox of its own.

What a page shows as files, with their names as titles, is written to files of those names, which pytest runs.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

from digipost.sandbox import Sandbox

REPOSITORY = Path(__file__).parent.parent
# The first page shows the program that test_first_letter runs.
PAGES = sorted(path for path in (REPOSITORY / "docs").glob("*.md") if path.stem not in {"index", "testing"})
TITLED = re.compile(r'^```python title="([a-z_]+\.py)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
PASSWORD = "a password of my own"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the examples name."""
    for name in ("invoice.pdf", "terms.pdf", "letter.pdf", "letter-for-print.pdf"):
        shutil.copyfile(REPOSITORY / "examples" / "invoice.pdf", tmp_path / name)
    (tmp_path / "letter.html").write_text(
        "<html><body><p onclick='x()'>Hei</p></body></html>", encoding="utf-8"
    )
    (tmp_path / "letters").mkdir()
    for number in (1, 2):
        shutil.copyfile(REPOSITORY / "examples" / "invoice.pdf", tmp_path / "letters" / f"{number}.pdf")
    (tmp_path / "customers.csv").write_text("fnr,nr\n31108412345,1\n01013300001,2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGIPOST_PASSWORD", PASSWORD)
    for name in ("BROKER_ID", "API_URL", "CERTIFICATE", "CERTIFICATE_PASSWORD"):
        monkeypatch.setenv(f"DIGIPOST_{name}", "")  # which a page may set, and which is put back in the end
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


@pytest.mark.thorough
def test_the_tests_of_the_page_about_testing_run(pytester: pytest.Pytester) -> None:
    page = (REPOSITORY / "docs" / "testing.md").read_text(encoding="utf-8")
    files = dict(TITLED.findall(page))
    for name, text in files.items():
        (pytester.path / name).write_text(text, encoding="utf-8")
    tests = re.findall(r"^ *def test_", "".join(files.values()), re.MULTILINE)
    assert len(tests) >= 5
    assert page.count("```python") == len(files)
    arguments = ("--disable-plugin-autoload", "-p", "digipost.pytest_plugin", "-p", "no:cacheprovider")
    pytester.runpytest_subprocess(*arguments, "-W", "error").assert_outcomes(passed=len(tests))
