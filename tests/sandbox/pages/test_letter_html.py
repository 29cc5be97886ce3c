"""A letter in HTML after it was cleaned."""

from __future__ import annotations

from hypothesis import given
from hypothesis.strategies import sampled_from, text, tuples

from digipost.sandbox.pages.html_sanitizer import sanitised
from tests.sandbox.pages.markup import found
from tests.support.tables import in_one_test

EMPTY = "<style></style>"


@in_one_test(
    "letter",
    [
        "<h1>Hello</h1><p>To <strong>you</strong></p>",
        '<p style="color:blue;margin-top:1em">x</p>',
        '<p style="font-style:italic">x</p>',
        '<table style="table-layout:fixed;border-bottom-left-radius:2px;-moz-box-shadow:none"></table>',
        '<img src="data:image/png;base64,AAAA" alt="A chart" width="50%">',
        '<table border="1"><tbody><tr><td colspan="2" align="right">1</td></tr></tbody></table>',
        '<div class="a b" id="c:1" lang="nb" title="Details (1)">x</div>',
        '<font color="#a1b2c3" size="2">x</font>',
    ],
)
def test_what_digipost_allows_stays_as_it_is(letter: str) -> None:
    assert sanitised(letter) == EMPTY + letter


@in_one_test(
    "letter",
    [
        "<script>alert(1)</script>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mi xlink:href='javascript:alert(1)'></mi></math>",
        "<iframe src='https://elsewhere.example'></iframe>",
        "<object data='https://elsewhere.example'></object>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://elsewhere.example/pixel.png'>",
        "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
        "<body onload=alert(1) background='https://elsewhere.example/'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='data:text/html,alert(1)'>x</a>",
        "<a href='ftp://elsewhere.example/'>x</a>",
        "<form action='https://elsewhere.example/'><input name=password><button>x</button></form>",
        "<link rel=stylesheet href='https://elsewhere.example/'>",
        "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
        "<base href='https://elsewhere.example/'>",
        "<p style='background:url(https://elsewhere.example/)'>x</p>",
        "<p style='behavior:url(#x);position:fixed'>x</p>",
        "<style>@import 'https://elsewhere.example/';</style>",
        "<style>p { background: url(https://elsewhere.example/); }</style>",
        "<style>p { color: red; }</style><style></style><script>alert(1)</script>",
        "<style>p{}</style\n><style><!--</style><img src=x onerror=alert(1)>--></style>",
        "<video src='https://elsewhere.example/' autoplay></video>",
    ],
)
def test_nothing_that_acts_or_loads_is_left(letter: str) -> None:
    left = sanitised(letter)
    for harmful in ("script", "alert", "elsewhere", "onerror", "onload", "svg", "javascript", "form", "url("):
        assert harmful not in left.lower()


def test_links_open_in_another_tab_and_tell_nothing() -> None:
    left = sanitised('<a href="https://www.digipost.no/" target="_top">x</a>')
    (link,) = found(left, "//a")
    assert link.get("target") == "_blank"
    assert set(link.get("rel").split()) == {"nofollow", "noopener", "noreferrer"}


def test_a_style_sheet_within_the_rules_stays() -> None:
    css = "\nh1, .box:hover { color: #123456; margin: 0 auto; }\n#top { font: bold 1em 'Arial'; }\n"
    assert (
        sanitised(f"<head><style type='text/css'>{css}</style></head><p>x</p>")
        == f"<style>{css}</style><p>x</p>"
    )


def test_a_long_style_sheet_takes_no_long_time() -> None:
    assert sanitised("<style>" + "a{b:c}" * 50_000 + "!</style>") == EMPTY
    assert sanitised("<style>" * 50_000) == EMPTY


@given(
    tuples(
        sampled_from(["<script>", "<style>", "<svg/onload=", "<a href=", "<img src=", "<p style="]), text()
    )
)
def test_whatever_follows_nothing_runs(parts: tuple[str, str]) -> None:
    for element in found(f"<body>{sanitised(''.join(parts))}</body>", "//*"):
        assert element.tag not in {"script", "svg", "iframe", "form"}
        assert not any(name.startswith("on") for name in element.attrib)
