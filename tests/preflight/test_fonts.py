"""Fonts that can be printed: embedded and whole, or known to every printer."""

from __future__ import annotations

import pytest

from digipost.preflight import PrintChecks, Verdict, check
from tests.support.fonts import described, simple, some_font
from tests.support.pdfs import Page, Stream, paged, text_at
from tests.support.tables import in_one_test

WHOLE, DAMAGED = Stream(some_font()), Stream(b"nothing of a font" * 9, "/Length1 60/Length2 60")


def composite(more: str = "", kind: str = "CIDFontType2") -> str:
    system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    part = f"<</Type/Font/Subtype/{kind}/BaseFont/Calibri{system}{more}>>"
    return f"<</Type/Font/Subtype/Type0/BaseFont/Calibri/Encoding/Identity-H/DescendantFonts[{part}]>>"


DRAWN = "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>/Encoding<<>>>>"


def verdicts(*fonts: str, checks: PrintChecks | None = None) -> list[str]:
    names = " ".join(f"/F{number} {font}" for number, font in enumerate(fonts))
    page = Page(resources=f"<</Font<<{names}>>>>")
    return [*check(paged(page, others={"whole": WHOLE, "damaged": DAMAGED}), checks).verdicts]


# These were compared with the results of PDFBox 2.0.
@in_one_test(
    "font",
    [
        simple("Helvetica", kind="Type1"),
        simple("Times-Roman", kind="Type1"),
        simple("Symbol", kind="Type1"),
        simple("Zapf-Dingbats", kind="Type1"),
        simple("TimesNewRomanPSMT"),
        simple("ABCDEF+Arial-BoldMT"),
        simple("Co#20ur-ier"),
        simple("arial"),
        simple("Calibri", described("Arial")),
        simple("Calibri", described("Calibri", "/FontFile2 @whole")),
        simple("", described("", "/FontFile2 @whole")),
        composite(),
        composite(described("Calibri", "/FontFile2 @whole")),
        composite(described("Arial")),
        simple("Courier", kind="Unheard-of"),
    ],
)
def test_a_font_that_can_be_printed(font: str) -> None:
    assert verdicts(font) == []


@in_one_test(
    "font",
    [
        simple("Calibri"),
        simple("Ariel"),
        simple("Calibri", kind="Type1"),
        simple("Calibri", kind="MMType1"),
        simple("", kind="Type1"),
        simple("Arial", described("Calibri")),
        simple("Arial", described("")),
        simple("Arial", described("Arial", "/FontFile2 @damaged")),
        simple("Calibri", described("Calibri", "/FontFile @damaged"), kind="Type1"),
        simple("Calibri", described("Calibri", "/FontFile3 @damaged"), kind="Type1"),
        composite(described("Calibri")),
        composite(described("Calibri", "/FontFile2 @damaged")),
        DRAWN,
    ],
)
def test_a_font_that_cannot(font: str) -> None:
    assert verdicts(simple("Arial"), font) == ["REFERENCES_INVALID_FONT"]
    assert verdicts(font, checks=PrintChecks(fonts=False)) == []


@in_one_test(
    "font",
    [
        "42",
        "null",
        "<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H>>",
        composite(kind="TrueType"),
        simple("Arial", kind="CIDFontType2"),
    ],
)
def test_what_is_no_font_makes_the_document_unreadable(font: str) -> None:
    assert verdicts(simple("Calibri"), font) == ["PDF_PARSE_ERROR"]


def test_each_page_is_named_with_its_fonts_and_none_twice() -> None:
    bad = Page(resources=f"<</Font<</A {simple('Verdana')}/B {simple('Calibri')}/C {simple('Calibri')}>>>>")
    report = check(paged(bad, Page(), bad))
    assert [each.page for each in report.findings] == [1, 3]
    assert report.verdicts == (Verdict.REFERENCES_INVALID_FONT,) * 2
    assert report.findings[0].reason.endswith(": Calibri (not embedded), Verdana (not embedded)")
    assert not report.allows_digital


def test_a_name_is_shown_in_plain_and_short() -> None:
    reason = check(paged(Page(resources=f"<</Font<</A {simple('X#1b' * 99)}>>>>"))).findings[0].reason
    assert reason.isprintable()
    assert len(reason) < 150


def test_resources_are_inherited_and_those_of_forms_do_not_count() -> None:
    fonts = f"/Resources<</Font<</F {simple('Calibri')}>>>>"
    data = paged(Page(resources=None))
    assert check(data.replace(b"/Type/Pages", b"/Type/Pages" + fonts.encode())).verdicts == (
        Verdict.REFERENCES_INVALID_FONT,
    )
    form = Stream(b"", f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{fonts}")
    page = Page(content="/X Do", resources="<</XObject<</X @form>>>>")
    assert check(paged(page, others={"form": form})).findings == ()


# Names as programs write them: in the machine's encoding, in UTF-8, escaped, in Chinese.
NAMES = ("Gr#f8tesk", "Gr\xf8tesk", "Gr\xc3\xb8tesk", "Gr#c3#b8tesk", "\xba\xda\xcc\xe5,Bold", "\xff\xfe")


@pytest.mark.parametrize("name", NAMES)
def test_a_font_whose_name_is_not_ascii_is_read(name: str) -> None:
    assert verdicts(simple(name, described(name, "/FontFile2 @whole"))) == []
    assert verdicts(simple(f"{name}Arial"), simple(f"Arial-{name}", described(f"Arial-{name}"))) == []
    assert verdicts(simple(name, described(name))) == ["REFERENCES_INVALID_FONT"]


@pytest.mark.parametrize("name", ["Gr\xf8tesk", "Gr\xc3\xb8tesk"])
def test_a_name_that_is_not_ascii_is_shown(name: str) -> None:
    [finding] = check(paged(Page(resources=f"<</Font<</F {simple(name)}>>>>"))).findings
    assert finding.reason.endswith(": Gr?tesk (not embedded)")


@in_one_test("name", NAMES)
@in_one_test(("x", "expected"), [(100, []), (20, ["INSUFFICIENT_MARGIN_FOR_PRINT"])])
def test_resources_whose_names_are_not_ascii_are_found(name: str, x: float, expected: list[str]) -> None:
    form = Stream(text_at(x, 500).encode(), "/Type/XObject/Subtype/Form/BBox[0 0 600 900]")
    drawn = Page(content=f"/{name} Do", resources=f"<</Font<</F @font>>/XObject<</{name} @form>>>>")
    assert [*check(paged(drawn, others={"form": form})).verdicts] == expected


@in_one_test("name", NAMES)
def test_the_widths_of_a_font_whose_resource_is_not_ascii_place_its_text(name: str) -> None:
    # The first glyph begins left of the page, and only its width takes the second one into the zone.
    wide = "<</Type/Font/Subtype/Type1/BaseFont/Arial/FirstChar 65/LastChar 66/Widths[9000 500]>>"
    text = f"BT /{name} 10 Tf 1 0 0 1 -60 500 Tm (AB) Tj ET"
    page = Page(content=text, resources=f"<</Font<</{name} {wide}>>>>")
    assert [*check(paged(page)).verdicts] == ["INSUFFICIENT_MARGIN_FOR_PRINT"]
