"""Patterns that Python's `re` could try in too many ways are refused; the others take no such time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.errors import GenerationError
from codegen.patterns import translate_pattern
from digipost_schema._patterns import compiled

EXPONENTIAL = [
    "(a|a|aa)*b",
    "(a|a)+b",
    "(a|ab|b)*c",
    "(a|[a-c]b?)*c",
    "(a+)+b",
    "(a*)*b",
    "((a|b)*)*c",
    "([a-z]+-?)+",
    r"(\w|\d)*-",
    r"(\w|é)*-",
    r"(x(\s|[\n ])y?)*(( )*\n*)*z",
    "(a?b?){2,}c",
    "(a{1,9}b?){1,9}c",
    "((a|aa){2}b?)+c",
    "(.|a)*",
    "(ab|a|b)*(c|d)",
]
SHARED = [".*a.*b.*c", "[^-]*a[^-]*b-*[^-]*c", r"\d*-?\d*-?\d*", "a*(a*b?a*)c", "(a*b?a*){3}c"]
EXPLODING = ["a?" * 30 + "b", "(ab)?" * 30 + "c", "(a?){30}b", "(a?){30,}b", "(a|b)?" * 30, "(a|)" * 30 + "b"]
LARGE = ["(" + "|".join(f"{n:04}" for n in range(1000)) + ")*x"]
ACCEPTED = [
    "(a|b|cc)*b",
    "(a|bc)+",
    r"(\.[a-z]+)*",
    "([0-9a-f]{2}:){19}[0-9a-f]{2}",
    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    r"[^@]+@[^@]+\.[^@]+",
    "-+ *BEGIN [^-]* *-+[A-Za-z0-9+/\n]*={0,2}\n-+ *END [^-]* *-+\n?",
    r"\w{1,35}",
    r"(\+47)? ?[0-9]{2}( ?[0-9]{2}){3}",
    "(19|20)[0-9]{2}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])",
    r"-?\d*\.?\d*",
    "(a|(b|c)*d)*e",
    r"(\d{1,3}(,\d{3})*)?",
    "|".join(f"{n:04}" for n in range(1000)),
    "a" * 500,
    "",
]


@pytest.mark.parametrize("pattern", [*EXPONENTIAL, *SHARED, *EXPLODING, *LARGE])
def test_a_pattern_that_could_take_too_long_is_refused(pattern: str) -> None:
    with pytest.raises(GenerationError, match=re.escape(repr(pattern))):
        translate_pattern(pattern)


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_the_error_says_that_a_repetition_is_the_reason(pattern: str) -> None:
    with pytest.raises(GenerationError, match="repetition"):
        translate_pattern(pattern)


@pytest.mark.parametrize("pattern", ACCEPTED)
def test_any_other_pattern_is_translated(pattern: str) -> None:
    compiled(translate_pattern(pattern))


@pytest.mark.parametrize(
    ("pattern", "translated"),
    [
        ("[^-]* *-", "[^-]*-"),
        (" *[^-]*-", "[^-]*-"),
        ("[^-]* +-", "[^-]* -"),
        ("[^-]+ {2,5}-", "[^-]+ {2}-"),
        ("a+a+[ab]*", "a+a[ab]*"),
        ("[0-9]?[0-9]*", "[0-9]*"),
        ("[0-9]*[0-9a]?", "[0-9]*[0-9a]?"),
        ("a*a", "a*a"),
        ("a*b*", "a*b*"),
    ],
)
def test_a_repetition_beside_one_that_covers_it_is_left_out(pattern: str, translated: str) -> None:
    assert translate_pattern(pattern) == translated


def test_the_certificate_of_many_blanks_is_checked_at_once() -> None:
    """It took hours: two pairs of repetitions could each share the blanks in as many ways as there are."""
    blanks = " " * 5_000
    text = f"-----BEGIN {blanks}-----\nAA\n-----END {blanks}-----\n!"
    pattern = translate_pattern("-+ *BEGIN [^-]* *-+[A-Za-z0-9+/\n]*={0,2}\n-+ *END [^-]* *-+\n?")

    assert not compiled(pattern).fullmatch(text)
    assert compiled(pattern).fullmatch(text[:-1])


nested = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "ab", "c"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("|".join).map("({})".format),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.tuples(inner.map("({})".format), st.sampled_from(["?", "*", "+", "{2}", "{0,3}", "{1,9}"])).map(
            "".join
        ),
    ),
    max_leaves=6,
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(pattern=nested, letters=st.sampled_from(["a", "ab", "ba", "aab", "abb"]))
def test_what_is_translated_ends_on_a_text_that_does_not_match(pattern: str, letters: str) -> None:
    try:
        expression = compiled(translate_pattern(pattern))
    except GenerationError:
        return
    assert not expression.fullmatch(letters * 60 + "!")
