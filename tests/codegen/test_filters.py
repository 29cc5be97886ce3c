"""Names in Python, and documentation as docstrings."""

from __future__ import annotations

import ast
import inspect
import keyword

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.filters import docstring
from codegen.names import Names


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("externalLink", "ExternalLink"),
        ("message-delivery", "MessageDelivery"),
        ("identification-result-with-encryption-key", "IdentificationResultWithEncryptionKey"),
        ("option_credential_ids", "OptionCredentialIds"),
    ],
)
def test_a_type_becomes_a_class(name: str, made: str) -> None:
    assert Names.cls(name) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("sender-id", "sender_id"),
        ("purchaseTime", "purchase_time"),
        ("schemeID", "scheme_id"),
        ("x509Certificate", "x509_certificate"),
        ("street-address-2", "street_address_2"),
        ("from", "from_"),
        ("class", "class_"),
        ("type", "type"),
    ],
)
def test_an_element_becomes_a_field_and_never_a_keyword(name: str, made: str) -> None:
    assert Names.field(name) == made


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("IDPORTEN_3", "IDPORTEN_3"),
        ("two-words", "TWO_WORDS"),
        ("a b.c", "A_B_C"),
        ("3D", "_3D"),
        ("None", "NONE"),
    ],
)
def test_an_enumeration_value_becomes_a_constant(value: str, made: str) -> None:
    assert Names.constant(value) == made


@settings(derandomize=True, deadline=None)
@given(st.from_regex(r"_?[A-Za-z][A-Za-z0-9_.-]{0,20}", fullmatch=True))
def test_every_xml_name_becomes_names_that_python_has(name: str) -> None:
    for made in (Names.field(name), Names.constant(name)):
        assert made.isidentifier()
        assert not keyword.iskeyword(made)


@pytest.mark.parametrize("nothing", [None, "", " \n\t "])
def test_no_documentation_is_no_docstring(nothing: str | None) -> None:
    assert docstring(nothing, 4) == ""


def test_a_short_text_is_one_line() -> None:
    assert docstring(" The sender's\n   account. ", 4) == '    """The sender\'s account."""'


def test_a_long_text_is_wrapped_with_the_quotes_on_a_line_of_their_own() -> None:
    made = docstring("word " * 30, 8)

    first, second, closing = made.splitlines()
    assert first.startswith('        """word word')
    assert second.startswith("        word")
    assert closing == '        """'
    assert max(map(len, (first, second))) <= 100


def test_paragraphs_stay_apart() -> None:
    assert docstring("One\nline.\n\n   Another.", 0) == '"""One line.\n\nAnother.\n"""'


def test_a_long_word_is_not_broken() -> None:
    link = "https://api.digipost.no/" + "x" * 120

    assert link in docstring(f"See {link} for more-or-less all.", 4)


@pytest.mark.parametrize(
    "text",
    [
        'ends with a "quote"',
        '"quoted" first',
        r"a \d pattern, and \n, and the end \\",
        'three """ of them',
        '""""',
        "it's 'single' quotes",
        r"\\",
    ],
)
@pytest.mark.parametrize("indent", [0, 4])
def test_quotes_and_backslashes_come_back_as_they_were(text: str, indent: int) -> None:
    assert spoken(docstring(text, indent)) == text.replace('"""', "'''")


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\"\\'")))
def test_every_documentation_is_a_docstring_that_says_the_same(text: str) -> None:
    made = docstring(text, 4)

    assert spoken(made).split() == text.replace('"""', "'''").split()


def spoken(made: str) -> str:
    """The text of a docstring as Python reads it."""
    if not made:
        return ""
    tree = ast.parse(inspect.cleandoc(made) if made.startswith('"') else f"class A:\n{made}")
    return (ast.get_docstring(tree if made.startswith('"') else tree.body[0]) or "").strip()  # type: ignore[arg-type]
