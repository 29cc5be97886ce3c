"""The architecture page and CONTRIBUTING.md name files that exist, and the drawing is current."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"]
PATH = re.compile(r"`((?:codegen|digipost|docs|generated|schemas|tests|examples|benchmarks)/[\w/.]*)`")


def house() -> ModuleType:
    found = importlib.util.spec_from_file_location("house", ROOT / "docs" / "house.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_drawing_is_what_the_contracts_say() -> None:
    module = house()
    assert module.PICTURE.read_text(encoding="utf-8") == module.drawn(), "run: .venv/bin/python docs/house.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_files_that_are_named_exist(page: Path) -> None:
    named = set(PATH.findall(page.read_text(encoding="utf-8")))
    assert len(named) > 20
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_commands_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for command in re.findall(r"`make ([a-z -]+)", text):
        assert set(command.split()) <= targets


def test_every_folder_of_the_library_is_in_the_table() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for package in (ROOT / "digipost", ROOT / "digipost" / "sandbox"):
        for folder in (each.parent for each in package.glob("*/__init__.py")):
            assert f"| `{folder.relative_to(ROOT).as_posix()}/` |" in text


def test_every_folder_of_the_tests_mirrors_the_library_or_is_in_the_table() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for folder in (each for each in (ROOT / "tests").iterdir() if any(each.rglob("*.py"))):
        assert (ROOT / "digipost" / folder.name).is_dir() or f"`tests/{folder.name}/`" in text
