"""The rules of print, each on both sides of its limit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from digipost.errors import InvalidValueError
from digipost.preflight import PrintChecks, Verdict, check
from tests.support.pdfs import A4, SIDEWAYS, Page, paged, pdf, text_at
from tests.support.protection import protected
from tests.support.tables import in_one_test

NOTHING: list[str] = []
POINTS = 72 / 25.4


def box(width_mm: float, height_mm: float) -> str:
    return f"[0 0 {width_mm * POINTS:.4f} {height_mm * POINTS:.4f}]"


def verdicts(data: bytes, checks: PrintChecks | None = None) -> list[str]:
    return [*check(data, checks).verdicts]


class TestEncryption:
    @pytest.mark.parametrize(("password", "pages"), [("secret", -1), ("", 3)])
    def test_an_encrypted_document_is_refused_and_not_looked_into(self, password: str, pages: int) -> None:
        report = check(protected(password), PrintChecks(max_pages=2))
        assert report.verdicts == (Verdict.PDF_IS_ENCRYPTED,)
        assert report.number_of_pages == pages
        assert not report.is_printable
        assert report.allows_digital


class TestPages:
    @pytest.mark.parametrize(
        ("pages", "expected"),
        [
            (0, ["DOCUMENT_HAS_NO_PAGES"]),
            (1, NOTHING),
            (20, NOTHING),
            (21, ["TOO_MANY_PAGES_FOR_AUTOMATED_PRINT"]),
        ],
    )
    def test_there_are_one_to_twenty(self, pages: int, expected: list[str]) -> None:
        assert verdicts(pdf(pages)) == expected
        assert check(pdf(pages)).number_of_pages == pages
        assert verdicts(pdf(pages), PrintChecks(page_count=False)) == NOTHING

    def test_pages_and_odd_fonts_are_no_finding_where_neither_is_checked(self) -> None:
        page = Page(resources="<</Font<</F <</Type/Font/Subtype/TrueType/BaseFont/Calibri>>/G 42>>>>")
        data = paged(*[page] * 21)
        assert verdicts(data, PrintChecks(fonts=False, page_count=False)) == NOTHING
        assert verdicts(data) == ["PDF_PARSE_ERROR"]

    def test_the_limit_can_be_another(self) -> None:
        assert verdicts(pdf(14), PrintChecks(max_pages=14)) == NOTHING
        assert verdicts(pdf(15), PrintChecks(max_pages=14)) == ["TOO_MANY_PAGES_FOR_AUTOMATED_PRINT"]

    def test_no_page_is_no_letter_and_too_many_are_one(self) -> None:
        assert not check(pdf(0)).allows_digital
        assert check(pdf(21)).allows_digital

    # Observed with PDFBox 2.0, which the validator's is a successor of.
    @pytest.mark.parametrize("declared", [b"/Count 0", b"/Other 2"])
    def test_what_the_file_declares_counts(self, declared: bytes) -> None:
        assert verdicts(pdf(2).replace(b"/Count 2", declared)) == ["DOCUMENT_HAS_NO_PAGES"]


class TestVersion:
    @in_one_test("version", ["1.0", "1.4", "1.5", "1.6", "1.7"])
    def test_up_to_1_7_it_can_be_printed(self, version: str) -> None:
        report = check(paged(Page(), header=f"%PDF-{version}\n"))
        assert (report.pdf_version, report.findings) == (version, ())

    @pytest.mark.parametrize("version", ["1.8", "2.0", "0.9"])
    def test_no_other_can(self, version: str) -> None:
        data = paged(Page(), header=f"%PDF-{version}\n")
        assert verdicts(data) == ["UNSUPPORTED_PDF_VERSION_FOR_PRINT"]
        assert verdicts(data, PrintChecks(pdf_version=False)) == NOTHING
        assert check(data).allows_digital

    def test_the_header_decides_and_not_the_catalog(self) -> None:
        data = pdf().replace(b"/Type/Catalog", b"/Type/Catalog/Version/2.0")
        assert data.count(b"/Version") == 1
        assert verdicts(data) == NOTHING

    @in_one_test("header", ["\n\n%PDF-1.7\n", "%PDF-\n", "%PDF-1.75\n"])
    def test_readers_of_pdfs_are_lenient(self, header: str) -> None:
        assert verdicts(paged(Page(), header=header)) == NOTHING

    # Observed with PDFBox 3.0.2: it takes a header that it cannot read for 1.7, and none for 1.4.
    @in_one_test("header", ["%XYZ-1.7\n", "%pdf-2.0\n", "%PDF-x.y\n", "%PDF--2.\n", "%FDF-1.2\n"])
    def test_a_header_that_is_none_is_no_fault(self, header: str) -> None:
        assert verdicts(paged(Page(), header=header)) == NOTHING

    def test_without_header_there_is_no_version(self) -> None:
        assert check(paged(Page(), header="%XYZ-1.7\n")).pdf_version is None

    @pytest.mark.thorough
    @pytest.mark.parametrize("before", [b"1 line\n", b"x" * 2000 + b"\n", b"x\n" * 40_000])
    def test_the_header_can_come_late(self, before: bytes) -> None:
        assert check(before + paged(Page(), header="%PDF-1.3\n")).pdf_version == "1.3"


class TestDimensions:
    @in_one_test(
        ("width", "height"), [(210, 297), (297, 210), (200, 287), (287, 200), (199.51, 297), (210.49, 297.49)]
    )
    def test_a4_is_printed_either_way(self, width: float, height: float) -> None:
        assert verdicts(paged(Page(box=box(width, height)))) == NOTHING

    @in_one_test(
        ("width", "height"),
        [(210.51, 297), (210, 297.51), (199.49, 297), (210, 286.49), (216, 279), (148, 210), (250, 250)],
    )
    def test_what_is_larger_or_too_small_is_not(self, width: float, height: float) -> None:
        report = check(paged(Page(), Page(box=box(width, height))))
        assert report.verdicts == (Verdict.UNSUPPORTED_DIMENSIONS,)
        (finding,) = report.findings
        assert finding.page == 2
        (where,) = finding.boxes
        assert (where.left, where.top) == (0, 0)
        assert (where.width, where.height) == pytest.approx((width, height), abs=0.01)
        assert report.allows_digital

    def test_tolerances_can_be_others(self) -> None:
        letter = paged(Page(box=box(216, 279)))
        assert verdicts(letter, PrintChecks(bleed_mm=Decimal(10), negative_bleed_mm=Decimal(20))) == NOTHING
        assert verdicts(letter, PrintChecks(bleed_mm=Decimal(10))) == ["UNSUPPORTED_DIMENSIONS"]
        exact = PrintChecks(negative_bleed_mm=Decimal(0))
        assert verdicts(paged(Page()), exact) == NOTHING
        assert verdicts(paged(Page(box=box(209, 297))), exact) == ["UNSUPPORTED_DIMENSIONS"]

    @in_one_test(
        ("page", "fits"),
        [
            (Page(box="[-50 -50 700 950]", keys=f"/CropBox{A4}"), True),
            (Page(box=A4, keys="/CropBox[-50 -50 700 950]"), True),
            (Page(box=A4, keys="/CropBox[0 0 300 400]"), False),
            (Page(box="[595.276 841.89 0 0]"), True),
            (Page(box=""), False),
            (Page(box="[0 0 1]"), False),
            (Page(box=A4, keys="/Rotate 90"), True),
            (Page(box=A4, keys="/UserUnit 2"), True),
            (Page(box=A4, keys="/CropBox[2000 2000 3000 3000]"), False),
        ],
    )
    def test_the_crop_box_within_the_media_box_counts(self, page: Page, fits: bool) -> None:  # noqa: FBT001 - pytest passes it by name
        assert (verdicts(paged(page)) == NOTHING) is fits

    def test_boxes_are_inherited(self) -> None:
        data = paged(Page(box=""))
        assert verdicts(data.replace(b"/Type/Pages", b"/Type/Pages/MediaBox" + A4.encode())) == NOTHING

    def test_they_are_always_looked_at(self) -> None:
        none = PrintChecks(pdf_version=False, fonts=False, page_count=False, left_margin=False)
        assert verdicts(paged(Page(box=box(100, 100))), none) == ["UNSUPPORTED_DIMENSIONS"]


class TestOrder:
    def test_findings_come_in_the_order_of_the_checks_and_each_page_has_its_own(self) -> None:
        bad_font = "<</Font<</F <</Type/Font/Subtype/TrueType/BaseFont/Calibri>>>>>>"
        page = Page(box=box(216, 297), content=text_at(20, 500), resources=bad_font)
        report = check(paged(*[page] * 21, header="%PDF-2.0\n"))
        assert [*report.verdicts] == [
            "TOO_MANY_PAGES_FOR_AUTOMATED_PRINT",
            "UNSUPPORTED_PDF_VERSION_FOR_PRINT",
            "UNSUPPORTED_DIMENSIONS",
            "INSUFFICIENT_MARGIN_FOR_PRINT",
            *["REFERENCES_INVALID_FONT"] * 21,
        ]
        assert [each.verdict.value.split("_")[0] for each in report.of_page(21)] == [
            "UNSUPPORTED",
            "INSUFFICIENT",
            "REFERENCES",
        ]
        assert len(report.findings) == 2 + 3 * 21

    def test_what_makes_it_unreadable_is_all_that_is_said(self) -> None:
        data = paged(Page(box=SIDEWAYS), Page(box=box(1, 1), resources="<</Font<</F 42>>>>"))
        report = check(data)
        assert report.verdicts == (Verdict.PDF_PARSE_ERROR,)
        assert report.number_of_pages == 2
        assert verdicts(data, PrintChecks(fonts=False)) == ["UNSUPPORTED_DIMENSIONS"]


@in_one_test("field", ["bleed_mm", "negative_bleed_mm", "max_pages"])
@in_one_test("value", [-1, "much", float("nan")])
def test_checks_that_cannot_be_are_refused(field: str, value: object) -> None:
    with pytest.raises(InvalidValueError, match=f"PrintChecks.{field}"):
        PrintChecks(**{field: value})  # type: ignore[arg-type]
