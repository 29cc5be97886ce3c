"""The reference has every public name: exported names, and the classes of their arguments and results."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import griffe
import pytest

from docs.signatures import INTERNAL

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "reference").glob("*.md"))
DIRECTIVE = re.compile(r"^::: (\S+)$", re.MULTILINE)
INHERITING = re.compile(r"^::: (\S+)\n    options:\n      inherited_members: true$", re.MULTILINE)
PACKAGES = ("digipost", "digipost_schema")
# The modules that users import from.
PUBLIC = [
    "digipost",
    "digipost.aio",
    "digipost.bulk",
    "digipost.bulk.errors",
    "digipost.datatypes",
    "digipost.errors",
    "digipost.identification",
    "digipost.preflight",
    "digipost.printing",
    "digipost.pytest_plugin",
    "digipost.recipient",
    "digipost.sandbox",
    "digipost.sandbox.faults",
    "digipost.transport",
    "digipost_schema",
    "digipost_schema.api_v8",
    "digipost_schema.datatypes",
    "digipost_schema.errors",
]


@cache
def modules() -> griffe.ModulesCollection:
    loader = griffe.GriffeLoader(search_paths=[ROOT, ROOT / "generated"])
    for package in PACKAGES:
        loader.load(package)
    loader.resolve_aliases(implicit=False, external=False)
    return loader.modules_collection


def resolved(path: str) -> griffe.Object | None:
    """The object that a path leads to, through any imports; None for those of other packages."""
    if path.partition(".")[0] not in PACKAGES:
        return None
    try:
        found = modules()[path]
        return found.final_target if isinstance(found, griffe.Alias) else found
    except (KeyError, griffe.AliasResolutionError):
        return None


def exported(path: str) -> Iterator[griffe.Object]:
    module = resolved(path)
    assert module is not None, path
    for name in module.exports or ():
        found = resolved(f"{path}.{name}")
        assert found is not None, f"{path}.{name}"
        yield found


@cache
def directives() -> list[str]:
    return [path for page in PAGES for path in DIRECTIVE.findall(page.read_text(encoding="utf-8"))]


@cache
def documented() -> set[str]:
    """The paths that the directives of the pages render: objects, and the members of modules."""
    paths = set()
    for path in directives():
        found = resolved(path)
        assert found is not None, path
        paths.add(found.path)
        if found.is_module:
            paths |= {each.path for each in exported(path) if each.has_docstring or each.is_module}
    return paths


@cache
def with_inherited_members() -> set[str]:
    """The paths that are rendered with the members that their classes inherit."""
    found = {path for page in PAGES for path in INHERITING.findall(page.read_text(encoding="utf-8"))}
    return {each.path for path in found for each in [resolved(path), *exported(path)] if each is not None}


def types(thing: griffe.Object) -> Iterator[griffe.Expr | str | None]:
    """The types in what a user sees of an object."""
    if isinstance(thing, griffe.Function):
        yield thing.returns
        yield from (each.annotation for each in thing.parameters)
    elif isinstance(thing, griffe.Attribute):
        yield thing.annotation
        yield thing.value if thing.parent is not None and thing.parent.is_module else None
    elif isinstance(thing, griffe.Class):
        for name, member in thing.members.items():
            is_public = name == "__init__" or not name.startswith("_")
            if is_public and isinstance(member, griffe.Function | griffe.Attribute):
                yield from types(member)


def parts(thing: griffe.Object) -> Iterator[griffe.Object]:
    """The classes, functions and type aliases of this project that the types name."""
    for each in types(thing):
        if isinstance(each, griffe.Expr):
            for name in each.iterate(flat=True):
                found = resolved(name.canonical_path) if isinstance(name, griffe.ExprName) else None
                if found is not None and is_named_by_itself(found) and found.name not in INTERNAL:
                    yield found


def is_named_by_itself(thing: griffe.Object) -> bool:
    """False for modules, members of enumerations and variables of types."""
    is_variable = isinstance(thing, griffe.Attribute) and str(thing.value).startswith("TypeVar(")
    return not is_variable and thing.parent is not None and thing.parent.is_module and not thing.is_module


def required() -> dict[str, str]:
    """Every public name, and the name that led to it."""
    reasons: dict[str, str] = {}
    waiting = [(each, path) for path in PUBLIC for each in exported(path)]
    waiting += [(found, "a directive") for path in directives() if (found := resolved(path)) is not None]
    seen = set()
    while waiting:
        thing, reason = waiting.pop()
        if thing.path in seen:
            continue
        seen.add(thing.path)
        if not thing.name.startswith("_") and not thing.is_module:
            reasons[thing.path] = reason
        waiting += [(each, thing.path) for each in parts(thing)]
    return reasons


@pytest.mark.thorough
def test_every_public_name_is_in_the_reference() -> None:
    missing = {path: reason for path, reason in required().items() if path not in documented()}
    assert missing == {}


@pytest.mark.thorough
def test_members_of_bases_outside_the_reference_are_in_it() -> None:
    """The letters, requests and events of a sandbox were missing, since an internal base has them."""
    missing = {
        f"{path}.{name}"
        for path in documented() - with_inherited_members()
        if isinstance(found := resolved(path), griffe.Class)
        for name, member in found.inherited_members.items()
        if not name.startswith("_")
        if member.is_function or "property" in member.labels
        if str(member.target_path).rpartition(".")[0] not in documented()
    }
    assert missing == set()
    assert "digipost.sandbox.sandbox.Sandbox" in with_inherited_members()


@pytest.mark.thorough
def test_fields_of_internal_bases_are_described_in_their_classes() -> None:
    extensions = griffe.load_extensions(str(ROOT / "docs" / "signatures.py"))
    loaded = griffe.load("digipost.telemetry", search_paths=[ROOT], extensions=extensions)
    for name in ("OperationStarted", "RequestRetried"):
        docstring = loaded[name].docstring
        assert docstring is not None
        assert all(f"{each}: " in docstring.value for each in ("operation", "operation_id", "message_id"))
        assert docstring.value.count("Attributes:") == 1


@pytest.mark.costly
@pytest.mark.parametrize(
    "name",
    [
        "Download",
        "EventFeed",
        "HttpAnswer",
        "HttpRequest",
        "MessageDelivery",
        "RetryPolicy",
        "SchemaValueError",
        "Transport",
        "YearlyRepeatingPeriod",
    ],
)
def test_names_are_found_however_they_are_reached(name: str) -> None:
    assert name in {path.rpartition(".")[2] for path in required()}


@cache
def as_rendered() -> griffe.Object | griffe.Alias:
    """The schema package as the pages show it, with the extension that mkdocs.yml names."""
    extensions = griffe.load_extensions(str(ROOT / "docs" / "signatures.py"))
    return griffe.load("digipost_schema", search_paths=[ROOT / "generated"], extensions=extensions)


@pytest.mark.thorough
@pytest.mark.parametrize("module", ["api_v8", "datatypes"])
def test_the_reference_names_every_field_of_a_schema_class(module: str) -> None:
    found = as_rendered()[module]
    classes = [each for name in found.exports if isinstance(each := found[name], griffe.Class)]
    assert len(classes) > 50
    for cls in classes:
        assert cls.docstring is not None
        fields = [
            name for name, each in cls.members.items() if each.is_attribute and not name.startswith("_")
        ]
        described = {
            attribute.name
            for section in cls.docstring.parse("google")
            if isinstance(section, griffe.DocstringSectionAttributes)
            for attribute in section.value
        }
        # The text of an element is in the signature, and needs no description of its own.
        assert {*fields} - described <= {"value"}, cls.path
        assert described <= {*fields}, cls.path
