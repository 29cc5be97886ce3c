"""What XML Schema 1.0 lets a schema say, and what each part means when it is left out.

Everything here is from the W3C's "XML Schema Part 1: Structures" and "Part 2: Datatypes", second edition.
What is not in `CONSTRUCTS` is not understood, and `codegen.schema_facts` refuses it: a fact must never be
lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

__all__ = ["CONSTRUCTS", "XSD", "Construct", "SchemaError"]

XSD = "http://www.w3.org/2001/XMLSchema"

AttributeReader = Callable[[_Element, str], str | None]
"""Reads the named attribute of an element: its meaning in one spelling, or None where it has none."""


class SchemaError(Exception):
    """A file that is no schema, or one whose facts cannot all be told."""

    def __init__(self, message: str, element: _Element | None = None) -> None:
        """Say where `element` stands, if it is known."""
        line = "" if element is None or element.sourceline is None else f"line {element.sourceline}: "
        super().__init__(line + message)


@dataclass(frozen=True)
class Construct:
    """One kind of element of a schema.

    Attributes:
        attributes: How to read each attribute that is a fact.
        children: The kinds of child that it may have.
        ordered: Whether the order of the children means something.
        named_by: The attributes that can name it; the first one that is there does.
        must_be_named: Whether it is nothing without a name.
        no_facts: Attributes that say nothing of their own.
    """

    attributes: Mapping[str, AttributeReader] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    ordered: bool = False
    named_by: tuple[str, ...] = ()
    must_be_named: bool = False
    no_facts: frozenset[str] = frozenset({"id"})


def _text(element: _Element, name: str) -> str | None:
    return element.get(name)


def _value(element: _Element, name: str) -> str:
    written = element.get(name)
    if written is None:
        raise SchemaError(f"{name} is missing", element)
    return written.strip()


def _boolean(element: _Element, name: str) -> str:
    values = {"true": "true", "1": "true", "false": "false", "0": "false"}
    written = element.get(name, "false").strip()
    if written not in values:
        raise SchemaError(f'{name}="{written}" is neither true nor false', element)
    return values[written]


def _mixed_content(element: _Element, name: str) -> str:
    """What the type says holds where its content says nothing."""
    owner = element.getparent()
    if element.get(name) is None and owner is not None and owner.get(name) is not None:
        return _boolean(owner, name)
    return _boolean(element, name)


def _count(element: _Element, name: str) -> str:
    written = element.get(name, "1").strip()  # both occurrences are 1 where they are left out
    if name == "maxOccurs" and written == "unbounded":
        return written
    if not (written.isascii() and written.isdecimal()):
        raise SchemaError(f'{name}="{written}" is not a number', element)
    return str(int(written))


def _one_of(default: str, *others: str) -> AttributeReader:
    def read(element: _Element, name: str) -> str:
        written = element.get(name, default).strip()
        if written not in {default, *others}:
            raise SchemaError(f'{name}="{written}" is not one of {default}, {", ".join(others)}', element)
        return written

    return read


def _qualified_name(element: _Element, written: str) -> str:
    """A name without its prefix: `local` in the schema's own namespace, `xs:local`, or `{namespace}local`."""
    prefix, _, local = written.rpartition(":")
    if prefix and prefix not in element.nsmap:
        raise SchemaError(f"the prefix of {written} is not declared", element)
    namespace = element.nsmap.get(prefix or None, "")
    if namespace == XSD:
        return f"xs:{local}"
    own_namespace = element.getroottree().getroot().get("targetNamespace", "")
    return local if namespace == own_namespace else f"{{{namespace}}}{local}"


def _reference(element: _Element, name: str) -> str | None:
    written = element.get(name)
    return None if written is None else _qualified_name(element, written.strip())


def _references(element: _Element, name: str) -> str | None:
    written = element.get(name)
    return None if written is None else " ".join(_qualified_name(element, each) for each in written.split())


def _type_or(anything: str) -> AttributeReader:
    def read(element: _Element, name: str) -> str | None:
        decided_elsewhere = {"ref", "substitutionGroup"} & set(element.keys())
        has_own_type = any(
            child.tag in {f"{{{XSD}}}simpleType", f"{{{XSD}}}complexType"} for child in element
        )
        return _reference(element, name) or (None if decided_elsewhere or has_own_type else anything)

    return read


def _form(default_from: str) -> AttributeReader:
    """A form is a fact where it departs from the schema's default, which is a fact of its own."""
    written_as = _one_of("unqualified", "qualified")

    def read(element: _Element, name: str) -> str | None:
        default = written_as(element.getroottree().getroot(), default_from)
        return (
            None if name not in element.attrib or element.get(name) == default else written_as(element, name)
        )

    return read


def _derivations(default_from: str, *possible: str) -> AttributeReader:
    """A set of ways to derive; the schema's default counts as far as it is possible for the component."""

    def read(element: _Element, name: str) -> str:
        inherited = element.getroottree().getroot().get(default_from, "")
        written = set(element.get(name, inherited).split())
        if name in element.attrib and not written <= {"#all", *possible}:
            raise SchemaError(f'{name}="{element.get(name)}" is not a list of {", ".join(possible)}', element)
        return " ".join(sorted(possible if "#all" in written else written & set(possible)))

    return read


def _namespaces(element: _Element, name: str) -> str:
    own_namespace = element.getroottree().getroot().get("targetNamespace", "##local")
    written = element.get(name, "##any").split()
    return " ".join(sorted({own_namespace if each == "##targetNamespace" else each for each in written}))


_OCCURRENCE: dict[str, AttributeReader] = {"minOccurs": _count, "maxOccurs": _count}
_BLOCKED_ELEMENTS = _derivations("blockDefault", "extension", "restriction", "substitution")
_ELEMENT: dict[str, AttributeReader] = {
    "type": _type_or("xs:anyType"),
    "default": _text,
    "fixed": _text,
    "nillable": _boolean,
    "block": _BLOCKED_ELEMENTS,
}
_ATTRIBUTE: dict[str, AttributeReader] = {
    "type": _type_or("xs:anySimpleType"),
    "default": _text,
    "fixed": _text,
}
_WILDCARD: dict[str, AttributeReader] = {
    "namespace": _namespaces,
    "processContents": _one_of("strict", "lax", "skip"),
}
_GROUPS = frozenset({"sequence", "choice", "all"})
_ATTRIBUTES = frozenset({"attribute", "attributeGroup", "anyAttribute"})
_CONTENT = _GROUPS | {"group"} | _ATTRIBUTES
_PARTICLES = frozenset({"element", "any", "group", "sequence", "choice"})
_TYPES = frozenset({"simpleType", "complexType"})
_DERIVATIONS = frozenset({"extension", "restriction"})
_VARIETIES = frozenset({"restriction", "list", "union"})
_FACETS = frozenset({
    "length", "minLength", "maxLength", "pattern", "enumeration", "whiteSpace", "totalDigits",
    "fractionDigits", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive",
})  # fmt: skip

_NAMED = ("name",)
_NAMED_OR_REFERRED_TO = ("name", "ref")


def _global(attributes: Mapping[str, AttributeReader], children: frozenset[str]) -> Construct:
    return Construct(attributes, children, named_by=_NAMED, must_be_named=True)


def _local(attributes: Mapping[str, AttributeReader], children: frozenset[str] = frozenset()) -> Construct:
    return Construct(
        {"ref": _reference, **attributes}, children, named_by=_NAMED_OR_REFERRED_TO, must_be_named=True
    )


CONSTRUCTS: dict[str, Construct] = {
    "schema": Construct(
        {
            "targetNamespace": _text,
            "elementFormDefault": _one_of("unqualified", "qualified"),
            "attributeFormDefault": _one_of("unqualified", "qualified"),
        },
        frozenset({"element", "attribute", "group", "attributeGroup", "simpleType", "complexType"}),
        # The two defaults count on each component that they are for.
        no_facts=frozenset({"id", "version", "blockDefault", "finalDefault"}),
    ),
    "schema/element": _global(
        _ELEMENT
        | {
            "abstract": _boolean,
            "substitutionGroup": _reference,
            "final": _derivations("finalDefault", "extension", "restriction"),
        },
        _TYPES,
    ),
    "schema/attribute": _global(_ATTRIBUTE, frozenset({"simpleType"})),
    "schema/group": _global({}, _GROUPS),
    "schema/attributeGroup": _global({}, _ATTRIBUTES),
    "element": _local(_ELEMENT | _OCCURRENCE | {"form": _form("elementFormDefault")}, _TYPES),
    "attribute": _local(
        _ATTRIBUTE
        | {"use": _one_of("optional", "required", "prohibited"), "form": _form("attributeFormDefault")},
        frozenset({"simpleType"}),
    ),
    "group": _local(_OCCURRENCE),
    "attributeGroup": _local({}),
    "sequence": Construct(_OCCURRENCE, _PARTICLES, ordered=True),
    "choice": Construct(_OCCURRENCE, _PARTICLES),
    "all": Construct(_OCCURRENCE, frozenset({"element"})),
    "any": Construct(_WILDCARD | _OCCURRENCE),
    "anyAttribute": Construct(_WILDCARD),
    "schema/complexType": _global(
        {
            "abstract": _boolean,
            "mixed": _boolean,
            "final": _derivations("finalDefault", "extension", "restriction"),
            "block": _derivations("blockDefault", "extension", "restriction"),
        },
        _CONTENT | {"simpleContent", "complexContent"},
    ),
    "complexType": Construct({"mixed": _boolean}, _CONTENT | {"simpleContent", "complexContent"}),
    "simpleContent": Construct({}, _DERIVATIONS),
    "complexContent": Construct({"mixed": _mixed_content}, _DERIVATIONS),
    "extension": Construct({"base": _reference}, _CONTENT),
    "restriction": Construct({"base": _reference}, _CONTENT | _FACETS | {"simpleType"}),
    "schema/simpleType": _global(
        {"final": _derivations("finalDefault", "list", "restriction", "union")},
        _VARIETIES,
    ),
    "simpleType": Construct({}, _VARIETIES),
    "list": Construct({"itemType": _reference}, frozenset({"simpleType"})),
    "union": Construct({"memberTypes": _references}, frozenset({"simpleType"}), ordered=True),
    **{facet: Construct({"value": _value, "fixed": _boolean}) for facet in _FACETS},
    # The value of these two is their name: a second one is a further fact, not another value of the first.
    "enumeration": Construct(named_by=("value",), must_be_named=True),
    "pattern": Construct(named_by=("value",), must_be_named=True),
}
