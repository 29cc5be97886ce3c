"""What of XML Schema is bound; everything else in a schema fails the generation, by name.

xsdata accepts far more, and simplifies some of it in silence: it merges what shares a name, widens what
cannot be told apart, and forgets what a class cannot say. Nothing of that may reach the package unnoticed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

from lxml import etree

from codegen.errors import GenerationError
from codegen.filters import Names

__all__ = ["refuse_unsupported"]

_XS = "{http://www.w3.org/2001/XMLSchema}"

_OCCURRENCE: dict[str, str | None] = {"minOccurs": None, "maxOccurs": None}
# The attributes that each construct may have, and the value where only one is bound.
_CONSTRUCTS: dict[str, dict[str, str | None]] = {
    "schema": {
        "targetNamespace": None,
        "version": None,
        "elementFormDefault": "qualified",
        "attributeFormDefault": "unqualified",
    },
    "simpleType": {"name": None, "final": None},
    "restriction": {"base": None},
    "enumeration": {"value": None},
    "pattern": {"value": None},
    "length": {"value": None},
    "minLength": {"value": None},
    "maxLength": {"value": None},
    "minInclusive": {"value": None},
    "maxInclusive": {"value": None},
    "complexType": {"name": None, "abstract": None, "final": None, "mixed": "false"},
    "simpleContent": {},
    "complexContent": {},
    "extension": {"base": None},
    "sequence": _OCCURRENCE,
    "choice": _OCCURRENCE,
    "all": _OCCURRENCE,
    "element": {
        **_OCCURRENCE,
        "name": None,
        "type": None,
        "ref": None,
        "default": None,
        "nillable": "false",
        "form": "qualified",
    },
    "attribute": {"name": None, "type": None, "use": None, "default": None, "form": "unqualified"},
    "any": {"namespace": None, "processContents": "strict", "minOccurs": "1", "maxOccurs": "1"},
}
_TEXT_FACETS = {"pattern", "length", "minLength", "maxLength"}
_NUMBER_FACETS = {"minInclusive", "maxInclusive"}
# The facets that the validator of a built-in type knows.
_FACETS = {
    "string": _TEXT_FACETS | {"enumeration"},
    "anyURI": _TEXT_FACETS,
    "int": _NUMBER_FACETS,
    "long": _NUMBER_FACETS,
    "integer": _NUMBER_FACETS,
}
# A type that restricts another one replaces these there, where XML Schema demands both.
_REPLACED = {"pattern", "enumeration"}


def refuse_unsupported(schema: bytes) -> None:
    """Raise for the first thing in a schema that the generated classes could not say.

    Raises:
        GenerationError: With the place in the schema, and what stands there.
    """
    try:
        root = etree.fromstring(schema)
    except etree.XMLSyntaxError as error:
        raise GenerationError(f"the file is not well-formed XML: {error}") from error
    if root.tag != f"{_XS}schema":
        raise GenerationError("the file is no XML Schema")
    if root.get("elementFormDefault") != "qualified":
        raise GenerationError("schema: elements without a namespace")
    for annotation in root.findall(f".//{_XS}annotation"):
        owner = annotation.getparent()
        assert owner is not None  # noqa: S101 - the root is not an annotation
        owner.remove(annotation)
    for node in root.iter(etree.Element):
        _refuse_construct(node)
    types = {
        node.get("name", ""): node for node in root if node.tag in {f"{_XS}simpleType", f"{_XS}complexType"}
    }
    _refuse_global_elements(root, types)
    for node in root.iter(f"{_XS}restriction"):
        _refuse_facets(node, types)
    for node in root.iter(f"{_XS}extension"):
        _refuse_extension(node, types)
    for node in root.iter(f"{_XS}complexType"):
        _refuse_content(node)
    _refuse_twins(root, [Names.cls(name) for name in [*types, *_anonymous(root)]], "class")


def _refuse_construct(node: etree._Element) -> None:
    kind = etree.QName(node).localname
    if not str(node.tag).startswith(_XS) or kind not in _CONSTRUCTS:
        _fail(node, f"{kind} is not bound")
    bound = _CONSTRUCTS[kind]
    for name in map(str, node.attrib):
        if name.startswith("{") or name == "id":
            continue  # another tool's
        value = node.get(name)
        if name not in bound or bound[name] not in {None, value}:
            _fail(node, f'{name}="{value}" is not bound')
        if name in _OCCURRENCE and value != "unbounded" and not str(value).isdecimal():
            _fail(node, f'{name}="{value}" is no number')


def _refuse_global_elements(root: etree._Element, types: dict[str, etree._Element]) -> None:
    taken: dict[str, str] = {}
    for node in root.iterchildren(f"{_XS}element"):
        if node.find(f"{_XS}complexType") is not None:
            continue
        name = _local(node.get("type"))
        if name not in types or types[name].tag != f"{_XS}complexType":
            _fail(node, "a global element of a simple type is not bound")
        if types[name].get("abstract") == "true":
            _fail(node, "a global element of an abstract type is not bound")
        if name in taken:
            _fail(node, f"its type is that of {taken[name]}, too")
        taken[name] = node.get("name", "")


def _refuse_facets(node: etree._Element, types: dict[str, etree._Element]) -> None:
    facets = {etree.QName(each).localname for each in node} - {"simpleType"}
    if node.find(f"{_XS}simpleType") is not None or etree.QName(node.getparent()).localname != "simpleType":
        _fail(node, "a restriction of complex content is not bound")
    base, inherited = _local(node.get("base")), set[str]()
    while base in types:
        above = types[base].find(f"{_XS}restriction")
        if above is None:
            _fail(node, f"a restriction of {base} is not bound")
        inherited |= {etree.QName(each).localname for each in above}
        base = _local(above.get("base"))
    for facet in sorted(facets):
        if facet not in _FACETS.get(base, ()):
            _fail(node, f"{facet} of xs:{base} is not bound")
        if facet in _REPLACED & inherited:
            _fail(node, f"a second {facet}, beside that of its base, is not bound")
    if "enumeration" in facets | inherited:
        if facets - {"enumeration"}:
            _fail(node, "an enumeration with other facets is not bound")
        _refuse_twins(node, [_constant(each) for each in node.findall(f"{_XS}enumeration")], "member")


def _constant(node: etree._Element) -> str:
    value = node.get("value", "")
    return Names.constant(value) if value else _fail(node, "an empty enumeration value is not bound")


def _refuse_extension(node: etree._Element, types: dict[str, etree._Element]) -> None:
    base = types.get(_local(node.get("base")))
    is_complex = base is not None and base.tag == f"{_XS}complexType"
    if is_complex and base is not None and base.get("abstract") != "true":
        _fail(node, f"an extension of {base.get('name')}, which is not abstract, is not bound")


def _refuse_content(node: etree._Element) -> None:
    particles = [each for each in node.iter(f"{_XS}element", f"{_XS}any") if _owner(each) is node]
    attributes = [each for each in node.iter(f"{_XS}attribute") if _owner(each) is node]
    wildcards = [each for each in particles if each.tag == f"{_XS}any"]
    if wildcards and (len(particles) > 1 or attributes):
        _fail(node, "a wildcard beside other content is not bound")
    if any(each.get("namespace", "##any").startswith("##") for each in wildcards):
        _fail(node, "a wildcard for more than one namespace is not bound")
    elements = [each for each in particles if each not in wildcards]
    # What alternatives of one choice share is one field; elsewhere the same name means another place.
    by_choice = {(_field_name(each), _path(_choice_around(each))) for each in elements}
    by_alternative = Counter((_field_name(each), _path(_alternative_around(each))) for each in elements)
    names = [name for name, _ in by_choice] + [_field_name(each) for each in attributes]
    names += [name for (name, _), count in by_alternative.items() if count > 1]
    _refuse_twins(node, names, "field")


def _field_name(node: etree._Element) -> str:
    return Names.field(_local(node.get("name") or node.get("ref")))


def _choice_around(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(f"{_XS}choice"), None)


def _alternative_around(node: etree._Element) -> etree._Element | None:
    choice = _choice_around(node)
    return (
        next(each for each in choice if each in {node, *node.iterancestors()}) if choice is not None else None
    )


def _path(node: etree._Element | None) -> str:
    return "" if node is None else node.getroottree().getpath(node)


def _owner(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(f"{_XS}complexType"), None)


def _anonymous(root: etree._Element) -> list[str]:
    """Return the names of classes that elements make of types without a name."""
    return [
        "_".join(each.get("name", "") for each in reversed([node, *node.iterancestors()]) if each.get("name"))
        for node in root.iter(f"{_XS}element")
        if node.find(f"{_XS}complexType") is not None or node.find(f".//{_XS}enumeration") is not None
    ]


def _refuse_twins(node: etree._Element, names: Iterable[str], what: str) -> None:
    twins = sorted(name for name, count in Counter(names).items() if count > 1)
    if twins:
        _fail(node, f"two would have the name {twins[0]} of a {what} in Python")


def _local(name: str | None) -> str:
    return (name or "").rpartition(":")[2]


def _fail(node: etree._Element, problem: str) -> NoReturn:
    steps = [
        " ".join(filter(None, (etree.QName(each).localname, each.get("name") or each.get("value"))))
        for each in reversed([node, *node.iterancestors()])
    ]
    raise GenerationError(f"{' / '.join(steps[1:] or steps)}: {problem}")
