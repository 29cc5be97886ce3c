"""The errors for a document that the schemas do not allow, without the values in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digipost.base.schema_validation import Problem, parsed, problems
from tests.support.tables import in_one_test

EACH = st.sampled_from(["The value '", "' has ", "' is ", ": '", "'", "a", " ", "."])


def found_in(value: str) -> list[Problem]:
    text = value.replace("&", "&amp;").replace("<", "&lt;")
    xml = f'<tags xmlns="http://api.digipost.no/schema/v8"><tag-type>{text}</tag-type></tags>'
    document = parsed(xml.encode())
    assert not isinstance(document, Problem)
    return problems(document)


@given(st.lists(EACH, max_size=8).map("".join))
def test_a_value_is_never_told(value: str) -> None:
    texts = [each.text for each in found_in(f"31108412345{value}31108412345")]
    assert texts
    assert not any("31108412345" in text for text in texts)


@in_one_test("character", ["a", "å", "\N{SNOWMAN}", "\N{GRINNING FACE}", "'", "' is "])
@in_one_test("length", [10, 50_000, 63_000, 64_000, 70_000])
def test_nor_is_one_that_libxml2_has_cut(character: str, length: int) -> None:
    count = length // len(character.encode())
    texts = [each.text for each in found_in("31108412345" + character * count)]
    assert texts
    assert not any("31108412345" in text or character * 5 in text for text in texts)


def test_the_rest_of_the_message_stays() -> None:
    (problem, *_) = found_in("NO_TAG")
    assert problem.text == (
        "Element '{http://api.digipost.no/schema/v8}tag-type': [facet 'enumeration'] The value is not an "
        "element of the set {'PUBLIC_MAILBOX_TAG'}."
    )
