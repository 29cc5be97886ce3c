"""Documentation of the generated classes: each text once in the source, and all of it in `help`."""

from __future__ import annotations

import ast
import inspect
import pydoc
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost_schema import api_v8, datatypes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

MODULES = pytest.mark.parametrize("module", [api_v8, datatypes], ids=["api_v8", "datatypes"])


def texts(module: ModuleType) -> Iterator[tuple[str, str, str]]:
    """Each class, field or member, and the text below it in the source."""
    for cls in ast.parse(inspect.getsource(module)).body:
        for field, below in pairwise(cls.body if isinstance(cls, ast.ClassDef) else []):
            match field, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    assert isinstance(cls, ast.ClassDef)
                    yield cls.name, name, " ".join(text.split())


@MODULES
def test_help_names_every_field_with_its_text(module: ModuleType) -> None:
    found = list(texts(module))
    assert len(found) > 200
    for cls, name, text in found:
        said = " ".join((inspect.getdoc(getattr(module, cls)) or "").split())
        assert f" {name}: {text}" in said, (cls, name)


@pytest.mark.thorough
@MODULES
def test_no_text_stands_twice_in_a_class(module: ModuleType) -> None:
    source = inspect.getsource(module)
    bodies = {
        each.name: ast.get_source_segment(source, each) or ""
        for each in ast.parse(source).body
        if isinstance(each, ast.ClassDef)
    }
    for cls, name, text in texts(module):
        body = " ".join(bodies[cls].replace("\\\\", "\\").split())
        assert body.count(text) <= 1 or len(text.split()) < 6, (cls, name)


def test_pydoc_renders_the_attributes_below_the_summary() -> None:
    shown = pydoc.plain(pydoc.render_doc(api_v8.Link))

    assert re.search(r"An address in an answer.*\n(.*\n)+ \|  Attributes:\n \|      rel: Purpose of", shown)


def test_an_instance_and_a_member_have_the_docstring_of_their_class() -> None:
    link = api_v8.Link(uri="https://example.org")
    assert link.__doc__ == api_v8.Link.__doc__
    assert "Attributes:" in (api_v8.BatchStatus.DONE.__doc__ or "")
    assert attrs.evolve(link, rel="x").__doc__ == link.__doc__


def test_a_docstring_without_source_is_the_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a package of compiled files alone."""
    monkeypatch.setattr(datatypes.Link, "__module__", "builtins")

    assert (datatypes.Link.__doc__ or "").startswith("A reference to a page outside Digipost")
