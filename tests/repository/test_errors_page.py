"""The page of errors has each error of the library, in its tree, with its remedy."""

from __future__ import annotations

import re
from pathlib import Path

import digipost_schema
from digipost import errors
from tests.support.tables import in_one_test

PAGE = (Path(__file__).parents[2] / "docs" / "guides" / "errors.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
CLASSES = [
    each
    for name in errors.__all__
    if isinstance(each := getattr(errors, name), type) and each is not errors.DigipostError
]
TREE = re.findall(r"^(DigipostError|[│ ]*[├└]── \w+)", PAGE, re.MULTILINE)


@in_one_test("cls", CLASSES)
def test_an_error_says_when_it_is_raised_and_what_to_do(cls: type) -> None:
    assert re.search(r"^\*\*When:\*\* .+\n", SECTIONS[cls.__name__], re.MULTILINE)
    assert re.search(r"^\*\*What to do:\*\* .+\n", SECTIONS[cls.__name__], re.MULTILINE)


def test_the_tree_is_that_of_the_classes() -> None:
    above: list[str] = []
    drawn = {}
    for line in TREE:
        depth, name = len(line) - len(line.lstrip("│├└─ ")), line.lstrip("│├└─ ")
        above[depth // 4 :] = [name]
        drawn[name] = above[-2] if depth else None
    assert drawn == {
        "DigipostError": None,
        **{
            each.__name__: next(b.__name__ for b in each.__bases__ if issubclass(b, errors.DigipostError))
            for each in CLASSES
        },
    }


@in_one_test("name", SECTIONS)
def test_no_section_is_about_an_error_that_is_no_more(name: str) -> None:
    assert hasattr(errors, name) or hasattr(digipost_schema, name)
