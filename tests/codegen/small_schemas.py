"""Small schemas written in a test, bound as the real ones are."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from codegen.overrides import Overrides
from codegen.pipeline import bindings

if TYPE_CHECKING:
    from pathlib import Path

QUALIFIED = 'elementFormDefault="qualified"'


def schema(body: str, attributes: str = QUALIFIED) -> str:
    """A schema for the namespace `urn:letter` with `body` in it; `xs:` and `tns:` are declared."""
    return (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:letter"'
        f' targetNamespace="urn:letter" {attributes}>{body}</xs:schema>'
    )


def letter(content: str, attributes: str = "") -> str:
    """A complex type `letter` with a sequence."""
    return f'<xs:complexType name="letter"><xs:sequence>{content}</xs:sequence>{attributes}</xs:complexType>'


def restricted(base: str, facets: str) -> str:
    """A complex type `letter` with an element `a` of a type of its own."""
    inner = f'<xs:simpleType><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'
    return letter(f'<xs:element name="a">{inner}</xs:element>')


def bind(folder: Path, body: str, *, attributes: str = QUALIFIED, refinements: str = "") -> dict[str, str]:
    """The modules made of the schema `letter.xsd` with this body."""
    path = folder / "letter.xsd"
    path.write_text(schema(body, attributes), encoding="utf-8")
    overrides = folder / "overrides.toml"
    overrides.write_text(refinements, encoding="utf-8")
    _, modules = bindings(path, Overrides.load(overrides))
    return modules


def classes(folder: Path, body: str, *, refinements: str = "") -> Any:  # noqa: ANN401 - a module of classes
    """The module of classes, run as a part of the package."""
    module = ModuleType("digipost_schema.letter")
    module.__package__ = "digipost_schema"
    made = bind(folder, body, refinements=refinements)["letter.py"]
    exec(compile(made, "letter.py", "exec"), module.__dict__)  # noqa: S102 - what we have just made
    return module
