"""A grammar of edits: each kind at several places of both schemas, on as little of a schema as can be."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from tests.codegen.xsd_editing import API, DATATYPES, XS, as_bytes, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

PLACES = 3
SIGNS = ("", "+", "--x--", "__doc__", "1")
NASTY = ("self", "list", "date", "str", "_", "å", "class", "attrs", "value", "e-post", "Meta", "x1", "mro")
TYPES = ("xs:int", "xs:decimal", "xs:boolean", "xs:date", "xs:dateTime", "xs:anyURI", "xs:double", "xs:long")


@dataclass(frozen=True)
class Edit:
    """A schema before and after an edit, and the words of a refusal if it has to be refused."""

    name: str
    before: bytes
    after: bytes
    refused: str | None


def xs(text: str, **attributes: str) -> _Element:
    """An element of XML Schema, written as `element` or `choice`, with attributes."""
    return etree.Element(f"{XS}{text}", dict(attributes))


def around(element: _Element, kind: str, **attributes: str) -> _Element:
    """Put a group around an element."""
    owner = element.getparent()
    assert owner is not None
    group = xs(kind, **attributes)
    owner.replace(element, group)
    group.append(element)
    return group


def toggle(element: _Element, _number: int) -> None:
    if element.get("minOccurs") == "0":
        del element.attrib["minOccurs"]
    else:
        element.set("minOccurs", "0")


def inline(element: _Element, _number: int) -> None:
    """Give an element an anonymous type in place of its own."""
    del element.attrib["type"]
    kind = xs("complexType")
    kind.append(xs("attribute", name="uri", type="xs:string"))
    element.append(kind)


def enumerate_values(element: _Element, number: int) -> None:
    del element.attrib["type"]
    kind, restriction = xs("simpleType"), xs("restriction", base="xs:string")
    element.append(kind)
    kind.append(restriction)
    restriction.extend(xs("enumeration", value=value) for value in ("A", f"--{number}--", "__doc__"))


def in_a_group(element: _Element, number: int) -> None:
    """Move an element into a group of its own."""
    owner, root = element.getparent(), element.getroottree().getroot()
    assert owner is not None
    group, sequence = xs("group", name=f"group-{number}"), xs("sequence")
    reference = xs("group", ref=f"tns:group-{number}", minOccurs="0")
    owner.replace(element, reference)
    group.append(sequence)
    sequence.append(element)
    root.append(group)


def number(name: str) -> _Element:
    return xs("element", name=name, type="xs:int")


def occurs(element: _Element, least: str, most: str) -> None:
    element.attrib.update({"minOccurs": least, "maxOccurs": most})


def nasty(place: int) -> str:
    return NASTY[place % len(NASTY)]


def beside(element: _Element, added: _Element) -> None:
    element.addnext(added)


def shared(element: _Element, _number: int) -> None:
    """Make two alternatives that share the element in different orders."""
    choice = around(element, "choice")
    first, second = xs("sequence"), xs("sequence")
    choice.replace(element, first)
    again = copy.deepcopy(element)
    first.extend([xs("element", name="first-of-two", type="xs:int"), element])
    second.extend([again, xs("element", name="second-of-two", type="xs:int")])
    choice.append(second)


def limited(element: _Element, _number: int) -> None:
    del element.attrib["type"]
    kind, restriction = xs("simpleType"), xs("restriction", base="xs:string")
    element.append(kind)
    kind.append(restriction)
    restriction.extend(
        [xs("minLength", value="1"), xs("maxLength", value="40"), xs("pattern", value="[a-zA-Z0-9]+")]
    )


OF_ELEMENTS: dict[str, tuple[Callable[[_Element, int], object], str | None]] = {
    "disappears": (lambda e, _: e.getparent().remove(e), None),  # type: ignore[union-attr]
    "becomes optional, or required": (toggle, None),
    "becomes a list": (lambda e, _: e.set("maxOccurs", "unbounded"), None),
    "becomes a list of two or three": (
        lambda e, _: occurs(e, "2", "3"),
        None,
    ),
    "never occurs": (lambda e, _: occurs(e, "0", "0"), None),
    "gets another name": (lambda e, n: e.set("name", nasty(n)), None),
    "gets another type": (lambda e, n: e.set("type", TYPES[n % len(TYPES)]), None),
    "gets an anonymous type": (inline, None),
    "gets values of its own": (enumerate_values, None),
    "gets limits": (limited, None),
    "moves to the front": (lambda e, _: e.getparent().insert(0, e), None),  # type: ignore[union-attr]
    "moves into a group": (in_a_group, None),
    "stands in an optional sequence": (
        lambda e, n: around(e, "sequence", minOccurs="0").append(number(f"with-{n}")),
        None,
    ),
    "stands in a choice": (
        lambda e, n: around(e, "choice").append(number(f"or-{n}")),
        None,
    ),
    "stands in a choice of sequences": (shared, None),
    "is followed by a new one": (
        lambda e, n: beside(e, xs("element", name=f"{nasty(n)}-new", type=TYPES[n % len(TYPES)])),
        None,
    ),
    "is followed by data": (
        lambda e, _: beside(e, xs("any", namespace="urn:other", processContents="lax", minOccurs="0")),
        None,
    ),
    "is followed by itself": (lambda e, _: beside(e, copy.deepcopy(e)), "stands twice|not a valid XSD"),
    "may be nil": (lambda e, n: e.attrib.update({"type": TYPES[n % len(TYPES)], "nillable": "true"}), None),
    "has one value": (lambda e, _: e.attrib.update({"type": "xs:string", "fixed": "x"}), None),
    "gets a type that is not bound": (lambda e, _: e.set("type", "xs:time"), "the type xs:time is not bound"),
    "stands in a choice that repeats": (
        lambda e, n: around(e, "choice", maxOccurs="9").append(number(f"or-{n}")),
        "a choice that repeats is not bound",
    ),
    "occurs more often than it may": (
        lambda e, _: occurs(e, "3", "2"),
        "not a valid XSD",
    ),
    "has a malformed limit": (lambda e, _: e.set("maxOccurs", "few"), "not a valid XSD"),
    "has a type that is not there": (lambda e, _: e.set("type", "tns:nothing"), "not a valid XSD"),
}


def attribute(kind: _Element, name: str, **more: str) -> None:
    made = xs("attribute", name=name, type="xs:string", **more)
    attributes = kind.find(f"{XS}attributeGroup")
    assert attributes is None
    kind.append(made)


def root_of(kind: _Element, name: str) -> _Element:
    return xs("element", name=name, type=f"tns:{kind.get('name')}")


def two_roots(kind: _Element, _number: int) -> None:
    for name in ("root-one", "root-two"):
        kind.addprevious(root_of(kind, name))


def first_name(kind: _Element) -> str:
    return next(each.get("name", "") for each in kind.iter(f"{XS}element") if each.get("name"))


OF_TYPES: dict[str, tuple[Callable[[_Element, int], object], str | None]] = {
    "gets an attribute": (lambda t, n: attribute(t, f"new-{n}"), None),
    "gets a required attribute": (
        lambda t, n: attribute(t, nasty(n) + "-a", use="required"),
        None,
    ),
    "gets an attribute with a default": (lambda t, n: attribute(t, f"new-{n}", default="x"), None),
    "gets an attribute named like an element": (lambda t, _: attribute(t, first_name(t)), None),
    "takes text between elements": (lambda t, _: t.set("mixed", "true"), "text between elements"),
    "takes any attribute": (lambda t, _: t.append(xs("anyAttribute")), "anyAttribute is not bound"),
    "gets a twin": (
        lambda t, _: t.addprevious(xs("complexType", name=f"{t.get('name')}.")),
        "the class would be called",
    ),
    "gets a second root": (
        two_roots,
        "its type is that of",
    ),
}
OF_ENUMERATIONS: dict[str, tuple[Callable[[_Element, int], object], str | None]] = {
    "gets a member": (lambda t, n: t[-1].append(xs("enumeration", value=f"NEW_{n}")), None),
    "gets members of signs": (
        lambda t, _: t[-1].extend(xs("enumeration", value=value) for value in SIGNS),
        None,
    ),
    "loses a member": (lambda t, _: t[-1].remove(t[-1][-1]) if len(t[-1]) > 1 else None, None),
    "gets a twin of a member": (
        lambda t, _: t[-1].append(xs("enumeration", value=t[-1][0].get("value", "").lower())),
        "would both be",
    ),
}


def cut(schema: bytes, name: str) -> _Element:
    """As much of a schema as a type needs, with a root of that type."""
    root = tree(schema)
    for note in root.findall(f".//{XS}annotation"):
        owner = note.getparent()
        assert owner is not None
        owner.remove(note)
    by_name = {each.get("name"): each for each in root if each.tag != f"{XS}element"}
    wanted, pending = set[str](), [name]
    while pending:
        each = pending.pop()
        if each in wanted or each not in by_name:
            continue
        wanted.add(each)
        for node in by_name[each].iter(etree.Element):
            names = [node.get(key, "") for key in ("type", "base", "ref")]
            pending += [found.removeprefix("tns:") for found in names if found.startswith("tns:")]
    named = {each: each.get("type", "").removeprefix("tns:") for each in root.findall(f"{XS}element")}
    root[:] = [each for each in root if named.get(each, each.get("name")) in wanted]
    if by_name[name].tag == f"{XS}simpleType":
        holder, sequence = xs("complexType", name="holder"), xs("sequence")
        holder.append(sequence)
        sequence.append(xs("element", name="held", type=f"tns:{name}"))
        root.extend([holder, root_of(holder, "a-holder")])
    elif not root.findall(f"{XS}element[@type='tns:{name}']"):
        root.append(root_of(by_name[name], f"a-{name}"))
    return root


def spread(found: list[tuple[str, str]], salt: int) -> list[tuple[str, str]]:
    """A few of many, others for each kind."""
    step = max(1, len(found) // PLACES)
    return [found[(salt * 7 + number * step) % len(found)] for number in range(min(PLACES, len(found)))]


def edits() -> Iterator[Edit]:
    """Every kind of edit at its places in both schemas."""
    for module, schema in (("api_v8", API), ("datatypes", DATATYPES)):
        root = tree(schema)
        kinds = [each for each in root.findall(f"{XS}complexType") if each.find(f"{XS}sequence") is not None]
        within = [
            (kind.get("name", ""), each.get("name", ""))
            for kind in kinds
            for each in kind.iterfind(f"{XS}sequence/*")
            if each.tag == f"{XS}element" and each.get("type") and kind.get("abstract") != "true"
        ]
        owners = list(dict.fromkeys((owner, "") for owner, _ in within))
        listed = [
            (each.get("name", ""), "")
            for each in root.findall(f"{XS}simpleType")
            if each.find(f".//{XS}enumeration") is not None
        ]
        tables = ((OF_ELEMENTS, within), (OF_TYPES, owners), (OF_ENUMERATIONS, listed))
        for salt, (table, places) in enumerate(tables):
            for place, (kind, (edit, refused)) in enumerate(table.items()):
                for owner, inner in spread(places, place + salt):
                    before = cut(schema, owner)
                    after = copy.deepcopy(before)
                    edit(target(after, owner, inner), place)
                    name = f"{module}: {owner}{f'/{inner}' if inner else ''} {kind}"
                    yield Edit(name, as_bytes(before), as_bytes(after), refused)


def target(root: _Element, owner: str, inner: str) -> _Element:
    """The type `owner`, or the element `inner` of it."""
    types = [each for each in root if each.tag != f"{XS}element"]
    found = next(each for each in types if each.get("name") == owner)
    return next(each for each in found.iter(f"{XS}element") if each.get("name") == inner) if inner else found
