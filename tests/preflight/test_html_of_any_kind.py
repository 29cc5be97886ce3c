"""HTML of any kind is checked in bounded time, and read as the standard library reads it."""

from __future__ import annotations

import html.parser
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.preflight import check_html
from digipost.preflight.html_rules.tokens import Tag, tokens

LONG = """
from digipost.preflight import check_html
many = 200_000
units = "<|<!|<!--|<!-- -|<a |<a b=c |<a b='c'|</|</style|<%|{{|&|<p>|<b><i>x</b>|<font size=2><p>x"
for unit in units.split("|"):
    check_html(unit.encode() * (many // len(unit)))
style = b"<style>%s</style>"
for unit in (b"{", b"a{", b"a }", b".a { color: red; }\\n\\n", b"a:", b" ", b":;", b"a{a:a;}"):
    check_html(style % (unit * (many // len(unit)) + b"@x"))
    check_html(style % (b"p {" + unit * (many // len(unit)) + b"}"))
attribute = b'<p %s="%s">'
for unit in (b"(", b"a,", b"rgb(", b"'a'", b"1", b"1e", b"/*", b"<!--", b"a:b;", b";", b" "):
    check_html(attribute % (b"style", b"color:" + unit * (many // 8 // len(unit))))
for name in (b"title", b"id", b"class", b"style"):
    for unit in (b"&amp", b"a", b"-", b" "):
        check_html(attribute % (name, unit * (many // len(unit))))
print("done")
"""


class TestBounds:
    @pytest.mark.thorough
    def test_nothing_takes_long(self) -> None:
        """The validator's expression takes hours for some of these, and `html.parser` minutes."""
        done = subprocess.run(
            [sys.executable, "-c", LONG], capture_output=True, text=True, check=True, timeout=300
        )
        assert done.stdout == "done\n"

    @given(st.binary(max_size=300))
    def test_any_bytes_are_checked(self, data: bytes) -> None:
        text = data.decode(errors="replace")
        report = check_html(data)
        lines = text.split("\n")
        for each in (*report.messages, *report.further, *report.changes, *report.advice):
            assert 1 <= each.line <= len(lines)
            assert 1 <= each.column <= len(lines[each.line - 1]) + 2

    pieces = st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div class='a'>",
                "</div>",
                "<b>",
                "</b>",
                "<td>",
                "<li>",
                "<font size=2>",
                "a",
                " ",
            ),
            *(
                "</font>",
                "<style>",
                "p { color: red; }",
                "</style>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<a href='x'>",
            ),
            *("<img", " alt=a", ">", "/>", "=", '"', "'", "&amp;", "<%", "%>", "\n"),
        ]
    )

    @given(st.lists(pieces, max_size=40).map("".join))
    def test_tokens_follow_each_other_and_lose_nothing(self, text: str) -> None:
        at = 0
        for token in tokens(text):
            assert token.start == at
            at = token.end
        assert at == len(text)


NAMES = st.sampled_from(["p", "div", "b", "td", "h1", "blockquote"])
WORDS = st.text("abc æ1", max_size=5)
ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "class", "title", "data-x"]), WORDS, max_size=3)


@st.composite
def elements(draw: st.DrawFn) -> str:
    name, attributes = draw(NAMES), draw(ATTRIBUTES)
    inner = draw(st.lists(WORDS | st.deferred(elements), max_size=3))
    written = "".join(f' {each}="{value}"' for each, value in attributes.items())
    return f"<{name}{written}>{''.join(inner)}</{name}>"


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


@pytest.mark.thorough
@given(elements())
def test_well_formed_html_is_read_as_the_standard_library_reads_it(text: str) -> None:
    other = _Tags()
    other.feed(text)
    other.close()
    ours = [
        (each.name, [(attribute.name, attribute.value) for attribute in each.attributes])
        for each in tokens(text)
        if isinstance(each, Tag) and not each.is_end
    ]
    assert ours == other.found
