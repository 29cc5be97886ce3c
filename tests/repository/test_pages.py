"""Every Python example of the documentation runs, against a sandbox of its own; mypy accepts the guides.

A section of a guide is a program of its own; any other page runs from top to bottom. Files that a page shows,
with their names as titles, are written to files of those names, which pytest runs.
"""

from __future__ import annotations

import logging
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

from digipost.sandbox import Sandbox
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark import ParameterSet

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
# The first page shows the program that test_first_letter runs.
PAGES = sorted(path for path in DOCS.glob("*.md") if path.stem not in {"index", "testing"})
GUIDES = sorted((DOCS / "guides").glob("*.md"))
TITLED = re.compile(r'^```python title="([a-z_]+\.py)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## (.+)\n((?:.*\n)*?)(?=## |\Z)", re.MULTILINE)
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PASSWORD = "a password of my own"
GIVEN = """\
from digipost import DigipostClient
from digipost.sandbox import Sandbox

client: DigipostClient
sandbox: Sandbox
"""
"""The names that sections of a guide are given, for type checkers."""


def sections() -> Iterator[tuple[str, str]]:
    """The name of each section of the guides, and its program."""
    for page in GUIDES:
        for heading, text in SECTION.findall(page.read_text(encoding="utf-8")):
            examples = EXAMPLE.findall(text)
            if examples:
                yield f"{page.stem}: {heading}", "\n".join(examples)


def parameters() -> list[ParameterSet]:
    return [pytest.param(program, id=name) for name, program in sections()]


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working directory of an example, which may change variables and the level of the logger."""
    logger = logging.getLogger("digipost")
    level = logger.level
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGIPOST_PASSWORD", PASSWORD)
    for name in ("BROKER_ID", "API_URL", "CERTIFICATE", "CERTIFICATE_PASSWORD"):
        monkeypatch.setenv(f"DIGIPOST_{name}", "")  # a page may set it; the test restores it at its end
    yield tmp_path
    logger.setLevel(level)


@pytest.fixture
def files(empty_folder: Path) -> Path:
    """The files that the pages outside the guides name."""
    tmp_path = empty_folder
    for name in ("invoice.pdf", "terms.pdf", "letter.pdf", "letter-for-print.pdf"):
        shutil.copyfile(REPOSITORY / "examples" / "invoice.pdf", tmp_path / name)
    (tmp_path / "letter.html").write_text(
        "<html><body><p onclick='x()'>Hei</p></body></html>", encoding="utf-8"
    )
    (tmp_path / "letters").mkdir()
    for number in (1, 2):
        shutil.copyfile(REPOSITORY / "examples" / "invoice.pdf", tmp_path / "letters" / f"{number}.pdf")
    (tmp_path / "customers.csv").write_text("fnr,nr\n31108412345,1\n01013300001,2\n", encoding="utf-8")
    return tmp_path


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page_run(page: Path, files: Path) -> None:
    with Sandbox() as sandbox:
        sandbox.issue_certificate(files / "certificate.p12", PASSWORD)
        document = Sybil([PythonCodeBlockParser(), SkipParser()], path=str(page.parent)).parse(page)
        document.namespace |= {
            "sandbox": sandbox,
            "client": sandbox.client(),
            "environment": sandbox.environment,
        }
        for example in document.examples():
            example.evaluate()


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize("program", parameters())
def test_a_section_of_a_guide_runs_alone(
    program: str, empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_folder / "section.py").write_text(program, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["try_section.py", "section.py"])
    monkeypatch.syspath_prepend(REPOSITORY / "examples")  # the application that a page shows
    runpy.run_path(str(REPOSITORY / "examples" / "try_section.py"))


@pytest.mark.thorough
def test_the_page_that_says_how_to_try_shows_the_output(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "guides" / "try.md").read_text(encoding="utf-8")
    (example,) = EXAMPLE.findall(page)
    (empty_folder / "section.py").write_text(example, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["try_section.py", "section.py"])
    runpy.run_path(str(REPOSITORY / "examples" / "try_section.py"))
    assert f"$ python try_section.py section.py\n{capsys.readouterr().out}```" in page


@in_one_test("page", sorted((DOCS / "guides").glob("*.md")))
def test_a_page_whose_examples_are_given_objects_says_how_to_try_them(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    examples = "".join(EXAMPLE.findall(text))
    if re.search(r"\b(client|sandbox)\.", examples) and page.stem not in {"try", "fastapi"}:
        assert "](try.md)" in text


@pytest.mark.thorough
def test_type_checkers_accept_each_section_of_a_guide(tmp_path: Path) -> None:
    names = {}
    for number, (name, program) in enumerate(sections()):
        names[f"section_{number}"] = name
        (tmp_path / f"section_{number}.py").write_text(GIVEN + program, encoding="utf-8")
    assert len(names) > 30
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(tmp_path)],
        cwd=REPOSITORY,
        env=os.environ | {"MYPYPATH": os.pathsep.join(("examples", "generated"))},
        capture_output=True,
        text=True,
        check=False,
    )
    problems = re.sub(r"\S*(section_\d+)\.py", lambda found: names[found[1]], result.stdout)
    assert problems + result.stderr == ""


@pytest.mark.thorough
def test_the_tests_of_the_page_about_testing_run(pytester: pytest.Pytester) -> None:
    page = (DOCS / "testing.md").read_text(encoding="utf-8")
    files = dict(TITLED.findall(page))
    for name, text in files.items():
        (pytester.path / name).write_text(text, encoding="utf-8")
    tests = re.findall(r"^ *(?:async )?def test_", "".join(files.values()), re.MULTILINE)
    assert len(tests) >= 5
    assert page.count("```python") == len(files)
    under_both = page.count("@pytest.mark.anyio")  # which runs a test under asyncio and under trio
    arguments = ("--disable-plugin-autoload", "-p", "digipost.pytest_plugin", "-p", "anyio.pytest_plugin")
    run = pytester.runpytest_subprocess(*arguments, "-p", "no:cacheprovider", "-W", "error")
    run.assert_outcomes(passed=len(tests) + under_both)
