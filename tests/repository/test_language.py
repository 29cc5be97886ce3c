"""The code and the documentation name their actors; docstrings of functions begin with what they do."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"\w[\w'-]*")
# A reader has to find out which person or program each of these stands for.
UNNAMED = {"anybody", "anyone", "everybody", "nobody", "somebody", "who", "whoever", "whom"}
CONTINUED = re.compile(r"\s|WHERE\b")  # a part of a sentence, or of a question in SQL
MOST = 0.5  # in 1000 words
QUESTIONS = {
    "how",
    "that",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "whoever",
    "whom",
    "whose",
    "why",
}
VERBS = set(
    WORD.findall(
        """
        abort accept add advance allow answer append apply archive ask await begin call cancel carry change
        check close collect combine compare compile complete convert copy count create cut decode delete
        deliver discard do draw drop encode end enter fail fetch fill find format generate get give go guard
        hand handle have identify import indent insert inspect issue keep let limit list listen load lock
        look make mark mask move name open pay perform place prepare print process put queue raise read
        receive record redirect refuse register release remember remove render reorder repeat replace report
        require restore return roll round run save schedule search send serve set share show sign skip start
        split stop store suggest suppress take tell transform turn unlock unpack upgrade use wait warn wrap
        write yield
        """
    )
)


def words(text: str) -> list[str]:
    """The words of a page's prose, without its examples."""
    return [word.lower() for word in WORD.findall(FENCED.sub("", text))]


def unnamed(text: str) -> list[str]:
    return [word for word in words(text) if word in UNNAMED]


def test_pages_name_their_actors() -> None:
    paths = [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
    pages = {path: path.read_text(encoding="utf-8") for path in paths}
    found = {path.name: unnamed(text) for path, text in pages.items() if unnamed(text)}
    count = sum(len(words(text)) for text in pages.values())
    assert count > 10_000
    assert sum(map(len, found.values())) * 1000 <= MOST * count, found


def test_words_of_examples_do_not_count() -> None:
    text = "Who sends?\n\n```python\nprint('Who sends?')\n```\n\nWhoever has it, or somebody else; the whole."
    assert unnamed(text) == ["who", "whoever", "somebody"]


def sources() -> Iterator[str]:
    for folder in ("digipost", "codegen"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.read_text(encoding="utf-8")


class Read(NamedTuple):
    """The words and texts of a module, which are kept instead of its large tree."""

    first_words: list[str]
    """The first word of each function's docstring."""
    texts: list[str]
    """The texts that users can read: strings of three words or more, and no docstrings."""


@cache
def read(source: str) -> Read:
    nodes = list(ast.walk(ast.parse(source)))
    functions = [each for each in nodes if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    docstrings = [text for each in functions if (text := ast.get_docstring(each))]
    return Read([WORD.findall(text)[0].lower() for text in docstrings], list(texts(nodes)))


def first_words() -> Iterator[str]:
    for source in sources():
        yield from read(source).first_words


def test_docstrings_of_functions_begin_with_verbs() -> None:
    words_found = list(first_words())
    count = len(words_found)
    assert count > 1000
    assert sum(word in QUESTIONS for word in words_found) <= 0.01 * count
    assert sum(word in VERBS for word in words_found) >= 0.6 * count


def test_docstrings_of_the_schema_package_begin_without_question_words() -> None:
    """Those of its modules and classes too, and no clause of them begins with `what`."""
    found = [
        text
        for path in sorted((ROOT / "codegen" / "runtime").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (text := ast.get_docstring(node))
    ]
    assert len(found) > 100
    assert [text for text in found if WORD.findall(text)[0].lower() in QUESTIONS] == []
    assert [text for text in found if {"what", "whatever"} & set(words(text))] == []


@pytest.mark.thorough
def test_docstrings_of_tests_begin_without_question_words() -> None:
    found = [
        text
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and (text := ast.get_docstring(node))
    ]
    assert len(found) > 500
    assert [text for text in found if WORD.findall(text)[0].lower() in QUESTIONS] == []


SENTENCE_END = re.compile(r"(?<=[.:;!?])\s+")


def test_the_documentation_of_the_schemas_begins_sentences_without_question_words() -> None:
    """It becomes the docstrings of the generated classes, and the reference."""
    found = [
        " ".join(str(each.text).split())
        for path in sorted((ROOT / "schemas").glob("*.xsd"))
        for each in etree.parse(path).iterfind(".//{http://www.w3.org/2001/XMLSchema}documentation")
    ]
    assert len(found) > 500
    assert [text for text in found if WORD.findall(text)[0].lower() in QUESTIONS] == []
    asking = QUESTIONS - {"when", "where"}  # which can begin a condition
    sentences = [sentence for text in found for sentence in SENTENCE_END.split(text)]
    assert [each for each in sentences if WORD.findall(each)[0].lower() in asking] == []
    assert sum(len(unnamed(text)) for text in found) * 1000 <= MOST * sum(len(words(text)) for text in found)


def test_code_names_its_actors() -> None:
    found = [word.lower() for source in sources() for word in WORD.findall(source)]
    assert len(found) > 100_000
    assert sum(word in UNNAMED for word in found) * 1000 <= MOST * len(found)


def texts(nodes: list[ast.AST]) -> Iterator[str]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    hidden = {
        id(each.value)
        for node in nodes
        if isinstance(node, documented)
        for each in node.body
        if isinstance(each, ast.Expr)
    }
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            hidden.update(map(id, node.values))
            yield "".join(str(each.value) if isinstance(each, ast.Constant) else "…" for each in node.values)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.value


def texts_for_users() -> Iterator[str]:
    """Yield error texts, help texts, and the lines of the sandbox's pages."""
    for path in sorted([*(ROOT / "digipost").rglob("*.py"), *(ROOT / "codegen").rglob("*.py")]):
        if "aio" not in path.parts:
            yield from read(path.read_text(encoding="utf-8")).texts
    for path in sorted((ROOT / "digipost" / "sandbox").rglob("*.html")):
        yield from re.sub(r"{[{%#].*?[}%#]}|<[^>]*>", "\n", path.read_text(encoding="utf-8")).splitlines()


def test_texts_for_users_begin_without_question_words_and_name_their_actors() -> None:
    found = [WORD.findall(each) for each in texts_for_users() if not CONTINUED.match(each)]
    found = [[word.lower() for word in each] for each in found if len(each) >= 3]
    assert len(found) > 1000
    assert [" ".join(each) for each in found if set(each) & UNNAMED] == []
    assert [" ".join(each) for each in found if each[0] in QUESTIONS] == []


def test_a_question_in_a_text_is_found() -> None:
    assert read('"""Who?"""\nf("Who sends?", f"To {x} and nobody")').texts == [
        "To … and nobody",
        "Who sends?",
    ]
