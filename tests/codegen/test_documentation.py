"""The documentation in our schemas, which becomes docstrings: it is there, and it says more than the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.codegen.xsd_editing import API, DATATYPES, XS, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

every_schema = pytest.mark.parametrize("schema", [API, DATATYPES], ids=["api_v8", "datatypes"])


def words(text: str) -> set[str]:
    """The words of names and sentences alike: lower case, without the `s` of a plural."""
    found = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)
    return {word.lower() if word.endswith("ss") else word.lower().removesuffix("s") for word in found}


FILLERS = words(
    "a an the this that these those its their each every any all some one of for to from in on at by "
    "with and or as if is are be been has have can may must which whose where when whether how there it "
    "they given used element attribute field type value class enumeration entry item member property "
    "object structure string text number name list kind contains containing holds holding specifies "
    "describes denotes represents indicates gives tells shows defines defined optional required "
    "associated belonging corresponding specific particular actual various information details data "
    "about"
)


def echoes(name_words: set[str], documentation: str) -> bool:
    """Return True if every word of a text is in the names, or in any text."""
    return words(documentation) <= name_words | FILLERS


@pytest.mark.parametrize(
    ("names", "documentation"),
    [
        ("message delivery-time", "The delivery time of the message."),
        ("deliveryTime", "Delivery time"),
        ("links", "This element contains the link."),
        ("document-status attachment", "List of the attachments of a document status."),
        ("batch uuid", "UUID of this batch. Required."),
        ("externalLink url", "Specifies the URL value for the external link."),
        ("hash-algorithm SHA256", "Hash algorithm: SHA256."),
        ("subject", ""),
        ("subject", " … "),
    ],
)
def test_a_text_of_the_words_of_its_names_is_an_echo(names: str, documentation: str) -> None:
    assert echoes(words(names), documentation)


@pytest.mark.parametrize(
    ("names", "documentation"),
    [
        ("message delivery-time", "The earliest time at which the recipient sees the message."),
        ("deliveryTime", "The delivery time, in UTC."),
        ("subject", "At most 255 characters."),
        ("address city", "Postal town."),
        ("batch uuid", "Made up by the sender."),
    ],
)
def test_a_text_with_something_to_say_is_no_echo(names: str, documentation: str) -> None:
    assert not echoes(words(names), documentation)


def documentation_of(element: _Element | None) -> str:
    if element is None:
        return ""
    return "\n\n".join(
        each.text or "" for each in element.iterfind(f"{XS}annotation/{XS}documentation")
    ).strip()


def names_of(element: _Element) -> list[str]:
    """The names of an element and of what it is in, from the outside in; a reference or value is one too."""
    around = [*reversed(list(element.iterancestors())), element]
    names = [each.get("name") or each.get("ref") or each.get("value") or "" for each in around]
    return [name.removeprefix("tns:") for name in names if name]


def classes(root: _Element) -> Iterator[tuple[list[str], str]]:
    """Each class and its documentation; of a type without a name it may stand on the element around it."""
    for each in root.iter(f"{XS}complexType"):
        owner = None if each.get("name") else each.getparent()
        yield names_of(each), documentation_of(each) or documentation_of(owner)


def enumerations(root: _Element) -> Iterator[tuple[list[str], str]]:
    for each in root.iter(f"{XS}simpleType"):
        if each.find(f"{XS}restriction/{XS}enumeration") is not None:
            owner = None if each.get("name") else each.getparent()
            yield names_of(each), documentation_of(each) or documentation_of(owner)


def fields(root: _Element) -> Iterator[tuple[list[str], str]]:
    """Each field and its documentation or else that of the type that it names."""
    for each in root.iter(f"{XS}element", f"{XS}any", f"{XS}attribute"):
        if each.getparent() is not root:
            referred = root.find(f"{XS}element[@name='{each.get('ref', '').removeprefix('tns:')}']")
            name = (each if referred is None else referred).get("type", "").removeprefix("tns:")
            named_types = root.iterfind(f"*[@name='{name}']")
            of_type = [documentation_of(one) for one in named_types if one.tag != f"{XS}element"]
            yield names_of(each), documentation_of(each) or "".join(of_type)


@every_schema
def test_every_class_is_documented(schema: bytes) -> None:
    assert [names for names, text in classes(tree(schema)) if not text] == []


@every_schema
def test_every_enumeration_and_every_value_is_documented(schema: bytes) -> None:
    root = tree(schema)
    values = [(names_of(each), documentation_of(each)) for each in root.iter(f"{XS}enumeration")]

    assert [names for names, text in [*enumerations(root), *values] if not text] == []


@every_schema
def test_every_field_or_its_type_is_documented(schema: bytes) -> None:
    assert [names for names, text in fields(tree(schema)) if not text] == []


@every_schema
def test_the_first_paragraph_of_a_class_or_enumeration_ends_as_a_sentence(schema: bytes) -> None:
    root = tree(schema)
    summaries = [
        (names, re.split(r"\n\s*\n", text)[0]) for names, text in [*classes(root), *enumerations(root)]
    ]

    assert [names for names, summary in summaries if not summary.endswith(".")] == []


@every_schema
def test_no_documentation_only_echoes_the_names(schema: bytes) -> None:
    root = tree(schema)
    documented = [each for each in root.iter() if each.find(f"{XS}annotation") is not None]

    assert len(documented) > 1
    assert [
        (names_of(each), documentation_of(each))
        for each in documented
        if echoes(words(" ".join([*names_of(each), each.get("type", "")])), documentation_of(each))
    ] == []


def test_what_lacks_documentation_is_found() -> None:
    root = tree()
    for annotation in list(root.iter(f"{XS}annotation")):
        owner = annotation.getparent()
        assert owner is not None
        owner.remove(annotation)

    for documented in (classes(root), enumerations(root), fields(root)):
        assert not any(text for _, text in documented)
