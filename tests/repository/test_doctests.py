"""The examples in the docstrings do what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import digipost
import digipost_schema
from tests.support.counterpart import VECTORS
from tests.support.pdfs import pdf

ROOT = Path(__file__).parents[2]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def with_examples() -> list[str]:
    """The modules in whose text an example stands, by their paths: nothing is imported for the list."""
    packages = ((digipost, "digipost."), (digipost_schema, "digipost_schema."))
    found = [each for package, prefix in packages for each in walk_packages(package.__path__, prefix)]
    names = ["digipost", "digipost_schema", *(each.name for each in found)]
    return [name for name in names if ">>> " in source_of(name)]


def source_of(name: str) -> str:
    root = ROOT / "generated" if name.startswith("digipost_schema") else ROOT
    path = root.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", with_examples())
def test_the_examples_run(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Files that a reader of the examples has at hand: a certificate, its password, and a letter.
    (tmp_path / "certificate.p12").write_bytes((VECTORS / "broker.p12").read_bytes())
    (tmp_path / "invoice.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "letter.pdf").write_bytes(pdf())
    monkeypatch.setenv("DIGIPOST_PASSWORD", (VECTORS / "broker.p12.password.txt").read_text().strip())
    monkeypatch.chdir(tmp_path)
    module = import_module(name)
    expected = source_of(name).count(">>> ")
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=OPTIONS)
    for example in doctest.DocTestFinder().find(module):
        runner.run(example, out=report.append)
    assert "".join(report) == ""
    assert runner.summarize(verbose=False) == (0, expected)


def test_there_are_examples_to_run() -> None:
    assert {"digipost.document", "digipost.message", "digipost.recipient", "digipost.xml"} <= {
        *with_examples()
    }
