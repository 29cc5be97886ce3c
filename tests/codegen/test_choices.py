"""Choices as rules across fields: every combination gets the verdict of libxml2."""

from __future__ import annotations

from itertools import chain, combinations, permutations
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from digipost_schema.errors import SchemaValueError
from tests.codegen.small_schemas import classes, letter, schema

if TYPE_CHECKING:
    from pathlib import Path

ROOT = '<xs:element name="letter" type="tns:letter"/>'


def element(name: str, occurs: str = "") -> str:
    return f'<xs:element name="{name}" type="xs:string" {occurs}/>'


A, B, C, D = map(element, "abcd")
OPTIONAL = 'minOccurs="0"'
A_OR_NOT, B_OR_NOT, D_OR_NOT = (element(name, OPTIONAL) for name in "abd")

MODELS = {
    "exactly one": f"<xs:choice>{A}{B}{C}</xs:choice>",
    "at most one": f"<xs:choice {OPTIONAL}>{A}{B}{C}</xs:choice>",
    "alternatives that may be empty": f"<xs:choice>{A_OR_NOT}{B_OR_NOT}</xs:choice>",
    "one alternative that may be empty": f"<xs:choice>{A}{B_OR_NOT}</xs:choice>",
    "two elements together": f"<xs:choice><xs:sequence>{A}{B}</xs:sequence>{C}</xs:choice>",
    "an element that may go with another": (
        f"<xs:choice><xs:sequence>{A}{B_OR_NOT}</xs:sequence>{C}</xs:choice>"
    ),
    "an element of two alternatives": (
        f"<xs:choice {OPTIONAL}><xs:sequence>{A}{B_OR_NOT}</xs:sequence>{B}{C}{D}</xs:choice>"
    ),
    "a sequence of optional elements as an alternative": (
        f"<xs:choice><xs:sequence>{A_OR_NOT}{B_OR_NOT}</xs:sequence>{C}</xs:choice>"
    ),
    "two choices": f"<xs:choice>{A}{B}</xs:choice><xs:choice {OPTIONAL}>{C}{D}</xs:choice>",
    "a sequence that may be left out": f"<xs:sequence {OPTIONAL}>{A}{B}</xs:sequence>{D_OR_NOT}",
    "a sequence of optional elements that may be left out": (
        f"<xs:sequence {OPTIONAL}>{A}{B_OR_NOT}</xs:sequence>{D_OR_NOT}"
    ),
    "a choice in a sequence that may be left out": (
        f"<xs:sequence {OPTIONAL}><xs:choice>{A}{B}</xs:choice></xs:sequence>{D_OR_NOT}"
    ),
    "a choice and an element in a sequence that may be left out": (
        f"<xs:sequence {OPTIONAL}><xs:choice>{A}{B}</xs:choice>{C}</xs:sequence>"
    ),
    "a sequence that may be left out in an alternative": (
        f"<xs:choice>{A}<xs:sequence>{B}<xs:sequence {OPTIONAL}>{C}{D}</xs:sequence></xs:sequence>"
        "</xs:choice>"
    ),
    "a sequence that may be left out as an alternative": (
        f"<xs:choice><xs:sequence {OPTIONAL}>{A}{B}</xs:sequence>{C}</xs:choice>"
    ),
    "a choice within a choice": f"<xs:choice>{A}<xs:choice>{B}{C}</xs:choice></xs:choice>",
    "a choice within an alternative": (
        f"<xs:choice>{A}<xs:sequence>{B}<xs:choice {OPTIONAL}>{C}{D}</xs:choice></xs:sequence></xs:choice>"
    ),
    "an element of every alternative": (
        f"<xs:choice><xs:sequence>{A}{B}</xs:sequence><xs:sequence>{C}{A}</xs:sequence></xs:choice>"
    ),
    "an optional choice of sequences that share": (
        f"<xs:choice {OPTIONAL}><xs:sequence>{A}{B}</xs:sequence><xs:sequence>{C}{A}</xs:sequence>"
        "</xs:choice>"
    ),
    "a choice between elements": f"{A_OR_NOT}<xs:choice>{B}{C}</xs:choice>{D_OR_NOT}",
}


@pytest.mark.parametrize("content", MODELS.values(), ids=MODELS)
def test_a_combination_can_be_built_when_libxml2_accepts_it(content: str, tmp_path: Path) -> None:
    module = classes(tmp_path, ROOT + letter(content))
    validator = etree.XMLSchema(etree.fromstring(schema(ROOT + letter(content)).encode()))
    names = sorted(set("abcd") & {each.name for each in module.Letter.__attrs_attrs__})
    subsets = list(chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)))

    def accepted(subset: tuple[str, ...]) -> bool:
        """The verdict of libxml2 on these elements, in whatever order."""
        documents = ("".join(f"<{name}>x</{name}>" for name in order) for order in permutations(subset))
        roots = (etree.fromstring(f'<letter xmlns="urn:letter">{text}</letter>') for text in documents)
        return any(validator.validate(root) for root in roots)

    verdicts = {subset: accepted(subset) for subset in subsets}

    assert {subset: builds(module.Letter, subset) for subset in subsets} == verdicts
    assert set(verdicts.values()) == {True, False}


def builds(cls: type, fields: tuple[str, ...]) -> bool:
    try:
        cls(**dict.fromkeys(fields, "x"))
    except (SchemaValueError, TypeError):
        return False
    return True


def test_the_error_names_the_alternatives(tmp_path: Path) -> None:
    module = classes(tmp_path, letter(MODELS["an element that may go with another"]))

    with pytest.raises(SchemaValueError) as caught:
        module.Letter(a="x", c="y")

    assert str(caught.value) == "Letter.a, c: exactly one of these alternatives is allowed: a (and b); c"


def test_the_error_names_the_fields_of_which_one_is_needed(tmp_path: Path) -> None:
    module = classes(tmp_path, letter(MODELS["exactly one"]))

    with pytest.raises(SchemaValueError, match=r"Letter\.a, b, c: one of these is needed"):
        module.Letter()
