"""From the published schemas come the same classes as from ours, documentation and accepted delta apart."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codegen.names import Names
from codegen.overrides import Overrides
from codegen.pipeline import OVERRIDES, bindings, package_files
from codegen.published_schemas import SCHEMAS, PublishedSchema, published_schemas
from tests.codegen.xsd_editing import XS, as_bytes, at, taken_back, tree

if TYPE_CHECKING:
    from lxml.etree import _Element

    from codegen.differences import Difference

pytestmark = pytest.mark.thorough

FOLDER = os.environ.get("DIGIPOST_PUBLISHED_SCHEMAS")
every_published_schema = pytest.mark.parametrize("published", published_schemas(), ids=lambda each: each.name)


def as_published(published: PublishedSchema, ours: bytes) -> bytes:
    """The published file; without it ours in its place, undocumented and in another order."""
    if FOLDER:
        return (Path(FOLDER) / published.name).read_bytes()
    root = tree(ours)
    for annotation in root.findall(f".//{XS}annotation"):
        owner = annotation.getparent()
        assert owner is not None
        owner.remove(annotation)
    root[:] = reversed(root)
    return as_bytes(root)


def structure(module: str) -> dict[str, str]:
    """Return the definitions of a module by name, without documentation or meaningless order."""
    body = [each for each in ast.parse(module).body if not is_documentation(each)]
    return {name_of(each): ast.unparse(Plain().visit(each)) for each in body}


def name_of(statement: ast.stmt) -> str:
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        return statement.name
    return ast.unparse(statement).partition("=")[0].partition(":")[0].strip()


def is_documentation(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


class Plain(ast.NodeTransformer):
    """Takes documentation out, and sorts the members of enumerations, tables and unions."""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.body = [each for each in node.body if not is_documentation(each)] or [ast.Pass()]
        if any(ast.unparse(base) == "OpenEnum" for base in node.bases):
            node.body.sort(key=ast.unparse)
        self.generic_visit(node)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.Dict:
        pairs = sorted(zip(node.keys, node.values, strict=True), key=lambda pair: ast.unparse(pair[1]))
        node.keys, node.values = [key for key, _ in pairs], [value for _, value in pairs]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.Name:
        return ast.Name(" | ".join(sorted(ast.unparse(node).split(" | "))))


@every_published_schema
def test_the_classes_and_codecs_are_those_of_ours_without_the_delta(
    published: PublishedSchema, tmp_path: Path
) -> None:
    ours = taken_back((SCHEMAS / published.ours).read_bytes(), published.delta)
    theirs = as_published(published, ours)
    assert ours != theirs

    made = [modules(tmp_path / published.ours, schema) for schema in (ours, theirs)]

    assert made[0].keys() == made[1].keys()
    for name, text in made[0].items():
        assert structure(made[1][name]) == structure(text), name


@every_published_schema
def test_the_delta_is_all_that_ours_has_beside_them(published: PublishedSchema, tmp_path: Path) -> None:
    schema = (SCHEMAS / published.ours).read_bytes()
    name = f"{Path(published.ours).stem}.py"

    ours = structure(modules(tmp_path / published.ours, schema)[name])
    theirs = structure(modules(tmp_path / published.ours, taken_back(schema, published.delta))[name])

    differing = {each for each in ours if ours[each] != theirs.get(each)}
    changed = {cls for each in published.delta for cls in classes_of(each, tree(schema))}
    assert differing - {"__all__", "DataTypeElement"} == changed
    assert theirs.keys() <= ours.keys()


def classes_of(difference: Difference, root: _Element) -> set[str]:
    """The classes that a difference changes: its type, and the nameless types in a type that is missing."""
    place, *within = difference.at.split(" / ")
    if place.startswith("element "):
        return set()
    part = at(root, place)
    return {class_of(each) for each in ([part] if within else [part, *part.iter(f"{XS}complexType")])}


def class_of(part: _Element) -> str:
    names = [str(each.get("name")) for each in (part, *part.iterancestors()) if each.get("name")]
    return Names.cls("_".join(reversed(names)))


def modules(path: Path, schema: bytes) -> dict[str, str]:
    path.write_bytes(schema)
    return bindings(path, Overrides.load(OVERRIDES))[1]


def test_a_difference_in_a_class_is_seen() -> None:
    ours = structure(
        "class A(OpenEnum):\n    X = 'X'\n    Y = 'Y'\n\nclass B:\n    '''Said.'''\n    c: int = 1\n"
    )

    assert ours == structure("class B:\n    c: int = 1\n\nclass A(OpenEnum):\n    Y = 'Y'\n    X = 'X'\n")
    assert ours != structure("class B:\n    c: str = 1\n\nclass A(OpenEnum):\n    Y = 'Y'\n    X = 'X'\n")
    assert ours != structure("class B:\n    c: int = 1\n\nclass A(OpenEnum):\n    X = 'X'\n")


@pytest.mark.parametrize("edition", ["java", "dotnet"])
def test_the_files_of_an_edition_generate_in_place_of_ours(edition: str, tmp_path: Path) -> None:
    for published in published_schemas():
        if published.name.startswith(edition):
            ours = taken_back((SCHEMAS / published.ours).read_bytes(), published.delta)
            (tmp_path / published.ours).write_bytes(as_published(published, ours))

    assert package_files(tmp_path).keys() == package_files().keys()
