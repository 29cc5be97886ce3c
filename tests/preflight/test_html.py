"""The check of HTML, held against what Digipost's own validator answered, and against its rules."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from digipost.errors import InvalidValueError
from digipost.preflight import HtmlReport, check_html
from digipost.preflight.html_rules.css_properties import PROPERTIES, Kind
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parents[1] / "fixtures" / "html"
REFUSED = "Found HTML policy violation"


def cases() -> Iterator[tuple[dict[str, Any], bytes]]:
    with (FIXTURES / "cases.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            encoded = case.get("html_base64")
            yield case, case["html"].encode() if encoded is None else base64.b64decode(encoded)


CASES = [pytest.param(case, data, id=case["name"]) for case, data in cases()]


def body(content: str) -> bytes:
    return f"<html><head></head><body>{content}</body></html>".encode()


def said(content: str) -> set[str]:
    return {each.text for each in check_html(body(content)).messages}


def told(report: HtmlReport) -> list[tuple[int, int]]:
    return [(each.line, each.column) for each in report.messages]


class TestDigipostsOwnAnswers:
    def test_all_are_here(self) -> None:
        assert len(CASES) == 135

    @in_one_test(("case", "data"), CASES)
    def test_verdict_and_messages_are_the_same(self, case: dict[str, Any], data: bytes) -> None:
        report = check_html(data)
        assert report.is_accepted is (case["verdict"] in {"ok", "changed"})
        if case["verdict"] == "exception":  # of the validator itself, in place of messages
            assert any("rules" in each.text for each in report.messages)
        else:
            assert {each.text for each in report.messages} == set(case["messages"])

    @in_one_test(("case", "data"), CASES)
    def test_a_change_is_told_only_where_the_validator_made_one(
        self, case: dict[str, Any], data: bytes
    ) -> None:
        if check_html(data).is_changed:
            assert case["verdict"] == "changed"

    def test_most_changes_are_told(self) -> None:
        changed = [check_html(data).is_changed for case, data in cases() if case["verdict"] == "changed"]
        assert (sum(changed), len(changed)) == (35, 40)

    @in_one_test(("case", "data"), CASES)
    def test_what_the_validator_wrote_is_accepted(self, case: dict[str, Any], data: bytes) -> None:
        if "output" in case:
            assert check_html(case["output"].encode()).is_accepted, data

    def test_the_table_of_properties_is_digiposts(self) -> None:
        bits = {
            1: Kind.QUANTITY,
            2: Kind.COLOUR_CODE,
            4: Kind.NEGATIVE,
            8: Kind.STRING,
            16: Kind.ADDRESS,
            64: Kind.ANY_WORD,
        }
        published = json.loads((FIXTURES / "css_properties.json").read_text())
        assert {name.lstrip("+") for name in published} == set(PROPERTIES)
        for name, facts in published.items():
            ours = PROPERTIES[name.lstrip("+")]
            assert sum(bit for bit, kind in bits.items() if kind in ours.kinds) == facts["bits"] & 95, name
            assert ours.words == set(facts["literals"]), name
            if "fn" in facts:
                assert {f"{each}(" for each in ours.functions} == set(facts["fn"]), name


class TestTags:
    @in_one_test(
        ("content", "expected"),
        [
            ('<font color="red">a</font>', set()),
            ("<font>a</font>", {f"{REFUSED}. Tag name: font"}),
            ('<img class="x">', set()),
            ('<img src="cid:1">', {f"{REFUSED}. Tag name: img"}),
            ("<span>a</span>", set()),
            ("<O:P>a</O:P>", {f"{REFUSED}. Tag name: O:P"}),
            ("<BUTTON>a</BUTTON>", {f"{REFUSED}. Tag name: button"}),
            ("<option>a</option>", {f"{REFUSED}. Tag name: option", f"{REFUSED}. Tag name: select"}),
            ("<p>a</p hidden>", set()),
            ("<>a</> < b <3", set()),
            ("<!-- <script> --><p>a</p>", set()),
            ("<!-- a-b -> <blink>b</blink>", {f"{REFUSED}. Tag name: blink"}),
            ("<%= name %><p>a</p>", set()),
            ("<title><script>x</script></title>", set()),
            ("<textarea><script>x</script></textarea>", {f"{REFUSED}. Tag name: textarea"}),
            ("<script><b onclick=x></script>", {f"{REFUSED}. Tag name: script"}),
            ("<script>", {f"{REFUSED}. Tag name: script"}),
        ],
    )
    def test_an_element_is_allowed_or_not(self, content: str, expected: set[str]) -> None:
        assert said(content) == expected

    def test_formatting_that_the_validator_opens_again_has_no_attributes(self) -> None:
        assert said('<p><font color="red">a</p>b</font>') == {f"{REFUSED}. Tag name: font"}
        assert said('<p><font color="red">a</font></p>b') == set()
        assert said('<table><tr><td><font size="2">a</td><td>b</td></tr></table>') == {
            f"{REFUSED}. Tag name: font"
        }
        assert said("<p><b>a</p>b</b>") == set()

    def test_tags_below_256_elements_are_dropped_unseen(self) -> None:
        assert said("<div>" * 250 + "<foo>" + "</div>" * 250) == {f"{REFUSED}. Tag name: foo"}
        assert said("<div>" * 260 + "<foo>" + "</div>" * 260) == set()


class TestAttributes:
    @in_one_test(
        "content",
        [
            '<a href="https://e.no/a(1)" target="_top" rel="x">a</a>',
            '<a href="side(1) {2}.html">a</a>',
            '<a href=" https://e.no ">a</a>',
            '<a href="//e.no/x">a</a>',
            '<a href="?a=1&copy=2&aring;">a</a>',
            '<a href="blå.html" nohref>a</a>',
            '<p id="a&#45;b">a</p>',
            '<p title="Hei&aring;">a</p>',
            "<p class=a hidden>a</p>",
            "<table noresize border=1><tbody><tr><td nowrap colspan=2 width=50%>a</td></tr></tbody></table>",
            '<img src="data:image/png;base64,AA\nAA" alt="?<>">',
            '<meta name="viewport" content="width=device-width, initial-scale=1.0">',
            '<meta http-equiv="Content-Type" content="text/html;charset=UTF-8">',
            '<font face="Arial, Open Sans" size="+1">a</font>',
        ],
    )
    def test_these_are_allowed(self, content: str) -> None:
        assert said(content) == set()

    @in_one_test(
        ("content", "tag", "names"),
        [
            ('<a rel="x">a</a>', "a", "rel"),
            ('<a href="ftp://e.no">a</a>', "a", "href"),
            ('<a href="javascript&#58;x">a</a>', "a", "href"),
            ('<a href="java\nscript:x">a</a>', "a", "href"),
            ('<a href="">a</a>', "a", "href"),
            ('<a href="https://-">a</a>', "a", "href"),
            ('<a href="HTTPS://e.no">a</a>', "a", "href"),
            ("<p class=a:b onclick=x lang=nb>a</p>", "p", "class, onclick"),
            ("<p hidden>a</p>", "p", "hidden"),
            ("<p / id=a>a</p>", "p", "/"),
            ('<p title="?" title="a">a</p>', "p", ""),
            ('<td background="https://e.no/a.png" id=a>a</td>', "td", "background"),
            ("<table border>a</table>", "table", "border"),
            ("<td width=>a</td>", "td", "width"),
            ('<meta name="viewport" content="width=100000">', "meta", "content"),
            ("<p onclick", "p", "onclick"),
            ('<p data-x="<b>">a</p>', "p", "data-x"),
        ],
    )
    def test_these_are_not(self, content: str, tag: str, names: str) -> None:
        found = check_html(b"<html><body>" + content.encode()).messages
        expected = [f"{REFUSED}: Tag name: {tag}, attribute(s): {names}"] if names else []
        assert [each.text for each in found] == expected

    @in_one_test(
        ("style", "expected"),
        [
            ("display:none !important", True),
            ("margin: -5px", False),
            ("top: -5px", True),
            ("width: 1fr", False),
            ("width: 5 px", True),
            ("font-weight: 750", False),
            ("font-weight: 700.0", True),
            ("font-family: 'Blå'", False),
            ("font-family: Blå", True),
            ("color: #ABC", True),
            ("color: #ABCD", False),
            ("background: url(javascript:x)", False),
            ("background: url(a b.png)", True),
            (f"background: url(data:image/png;base64,{'A' * 1001})", True),
            (f"background: url(data:image/png;base64,{'A' * 1002})", False),
            ("background: url('a.png')", True),
            ("background: URL( &quot;javascript:x&quot; )", False),
            ("color: url('a.png')", False),
            ("background: rgb(", True),
            ("color: calc(1px)", False),
            ("{}; color: red", True),
            ("zoom; color: red", True),
            ("/* color: red */", False),
            ("color", False),
            (f"width: {'1' * 9000}px", True),
            (f"color: {'rgb(' * 9000}", True),
        ],
    )
    def test_a_style_is_allowed_while_something_is_left_of_it(self, style: str, expected: object) -> None:
        assert (said(f'<p style="{style}">a</p>') == set()) is expected


class TestStyleElements:
    @in_one_test(
        ("css", "expected"),
        [
            ("", set()),
            ("p { color: red }", {"Declaration must end with ';'."}),
            ("p { width: 1px; a: b:c; }", {"Property 'a' is not allowed."}),
            ("p {} h1 { color: red; }", {"CSS in style-element is invalid."}),
            ("p { color: red; } h1", {"CSS in style-element is invalid."}),
            ("p { color: red; /* x */ }", {"Content of selector 'p' contains one or more illegal words."}),
            ("p { font-family: Arial,\n sans-serif; color: red; }", set()),
            (".a { flex: 1 0 auto; flex: 1 1 .5em; gap: 10; align-self: auto; }", set()),
            (".a { flex: 1 1 1 1; }", {"Value '1 1 1 1' is not allowed for property 'flex'."}),
            (".a { gap: 10pt; }", {"Value '10pt' is not allowed for property 'gap'."}),
            (".a { display: NONE; }", {"Value 'NONE' is not allowed for property 'display'."}),
            (".a { display: Block; float: whatever; }", set()),
        ],
    )
    def test_css_is_allowed_or_not(self, css: str, expected: set[str]) -> None:
        assert said(f"<style>{css}</style>") == expected

    def test_the_validator_stops_at_the_first_and_forgets_the_rest(self) -> None:
        letter = "<form></form><style>* { zoom: 1; }</style><style>p { zoom: 1; }</style><video></video>"
        report = check_html(body(letter))
        assert {each.text for each in report.messages} == {
            "CSS in style-element is invalid.",
            "CSS selector not found. Indicates illegal css.",
        }
        assert {each.text for each in report.further} == {
            f"{REFUSED}. Tag name: form",
            f"{REFUSED}. Tag name: video",
            "Property 'zoom' is not allowed.",
        }

    def test_a_style_that_code_of_a_server_parts_is_two(self) -> None:
        assert said("<style>p { color: red; }<% x %>h1 { color: red; }</style>") == set()


class TestPlaces:
    def test_line_and_column_are_those_of_the_fault(self) -> None:
        letter = b"<html>\n<body>\r\n<p id='a'\n   onclick='x'>\xc3\xa5<b>\xc3\xa5</b><form></body>"
        assert told(check_html(letter)) == [(4, 4), (4, 25)]

    def test_in_a_style_element_too(self) -> None:
        letter = b"<style>\np { color: red; }\nh1 {\n  zoom: 1;\n  COLOR: red;\n}\n</style>"
        assert told(check_html(letter)) == [(4, 3), (5, 3)]

    def test_nothing_of_the_letter_is_in_a_repr_or_summary(self) -> None:
        letter = body("<style>p { content: 'Hemmelig' }</style><p hemmelig=1><hemmelig>")
        report = check_html(letter)
        for each in (*report.messages, *report.further):
            assert "emmelig" not in each.summary
        assert "emmelig" not in repr(report)
        assert [each.summary for each in report.further] == [
            "an attribute of <p> is not allowed",
            "a tag or attribute is not allowed",
        ]
        assert str(report.messages[0]).startswith("line 1, column ")


class TestAdvice:
    @in_one_test(
        ("content", "words"),
        [
            ('<img src="data:image/png;base64,AA">', "alt"),
            ('<p style="font-size:8pt">a</p>', "10.7 px"),
            ('<p style="font:bold 11px Arial">a</p>', "11 px"),
            ('<font size="1">a</font>', "10 px"),
            ("<style>p { font-size: x-small; }</style>", "10 px"),
            ("<style>p { width: 600px; }</style>", "600 px"),
            ('<table width="600"></table>', "600 px"),
            ('<p style="min-width:20cm">a</p>', "755.9 px"),
        ],
    )
    def test_it_is_given_and_refuses_nothing(self, content: str, words: str) -> None:
        report = check_html(body(content))
        assert report.is_accepted
        assert [words in each.text for each in report.advice] == [True]

    @in_one_test(
        "content",
        [
            '<img src="data:image/png;base64,AA" alt="" width="100%">',
            '<p style="font-size:12px;width:360px">a</p>',
            '<p style="font-size:9pt;font-size:0.8em">a</p>',
            '<img src="data:image/png;base64,AA" alt="Kart" width="800" style="max-width:100%">',
            "<style>.brev { margin: 0 auto; max-width: 600px; }</style>",
        ],
    )
    def test_it_is_not_given_without_need(self, content: str) -> None:
        assert check_html(body(content)).advice == ()


class TestWhatIsGiven:
    def test_a_path_or_bytes(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.html"
        path.write_bytes(b"<foo>")
        assert check_html(path) == check_html(str(path)) == check_html(b"<foo>")
        assert check_html(memoryview(b"")).is_accepted

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidValueError, match=r"preflight\.content"):
            check_html(tmp_path / "letter.html")


LETTER = "<html><head></head><body><p>Hei på deg</p></body></html>"


@in_one_test(
    ("content", "column"),
    [
        (LETTER.encode("latin-1"), 34),
        (LETTER.encode("cp865"), 34),
        (LETTER.encode("utf-16"), 1),
        (LETTER.replace("å", "a").encode("utf-16-le"), 2),
        (LETTER.replace("å", "a").encode("utf-16-be"), 1),
        (LETTER.encode() + b"\xc3", 57),
    ],
)
def test_a_letter_that_is_not_utf_8_gets_advice(content: bytes, column: int) -> None:
    report = check_html(content)
    assert report.is_accepted  # as the validator has it
    (advice,) = report.advice
    assert advice.text.startswith("The letter is not in UTF-8")
    assert (advice.line, advice.column) == (1, column)


@in_one_test("content", [LETTER.encode(), LETTER.encode("utf-8-sig"), "\ufffd 😀".encode()])
def test_a_letter_in_utf_8_gets_none(content: bytes) -> None:
    assert check_html(content).advice == ()
