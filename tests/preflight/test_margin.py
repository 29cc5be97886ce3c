"""Text may begin everywhere but in the zone of the barcode, as the page is displayed."""

from __future__ import annotations

import ctypes

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.preflight import Box, PrintChecks, Report, Verdict, check
from digipost.preflight.printability.sheets import Sheet, Zone
from tests.support.pdfs import A4, SIDEWAYS, UNFOLDING, Page, Stream, laughs, paged, text_at
from tests.support.tables import in_one_test

CHECKS = PrintChecks()
UPRIGHT, LYING = Sheet(0, 0, 595.276, 841.89), Sheet(0, 0, 841.89, 595.276)
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 900 900]"
IN_THE_ZONE = (20, 500)  # points of an upright page


def report(content: str, **page: str) -> Report:
    return check(paged(Page(content=content, **page)))


def is_free(content: str, **page: str) -> bool:
    found = [*report(content, **page).verdicts]
    assert found in ([], ["INSUFFICIENT_MARGIN_FOR_PRINT"])
    return not found


class TestTheZone:
    def test_it_is_15_by_80_mm_at_the_left_edge(self) -> None:
        assert UPRIGHT.zone(CHECKS) == Zone(0, 269.2, 42.5, 226.7)
        assert UPRIGHT.zone(CHECKS).box == Box(0, 94.968, 14.993, 79.975)

    def test_on_a_page_that_lies_sideways_it_is_at_the_lower_edge(self) -> None:
        assert LYING.zone(CHECKS) == Zone(269.2, 552.7, 226.7, 42.5)

    def test_there_it_follows_the_height_of_the_page(self) -> None:
        assert Sheet(0, 0, 841.89, 567).zone(CHECKS).top == 524.4  # 200 - 15 mm

    def test_a_page_of_another_size_has_the_upright_one(self) -> None:
        assert Sheet(0, 0, 842, 700).zone(CHECKS) == UPRIGHT.zone(CHECKS)

    def test_the_tolerances_say_what_lies_sideways(self) -> None:
        large = Sheet(0, 0, 870, 624)  # 307 by 220 mm
        assert large.zone(CHECKS).left == 0
        assert large.zone(PrintChecks(bleed_mm=10)).left == 269.2

    @pytest.mark.parametrize("rotation", [90, 270])
    def test_a_turned_page_keeps_the_zone_of_its_own_box(self, rotation: int) -> None:
        assert Sheet(0, 0, 595.276, 841.89, rotation).zone(CHECKS) == UPRIGHT.zone(CHECKS)

    # From the top left, in points, the last place inside and the first outside.
    @in_one_test(
        ("x", "y", "free"),
        [
            (0, 400, False),
            (-0.01, 400, True),
            (42.49, 400, False),
            (42.5, 400, True),
            (20, 269.21, False),
            (20, 269.19, True),
            (20, 495.89, False),
            (20, 495.91, True),
        ],
    )
    def test_its_edges(self, x: float, y: float, free: bool) -> None:  # noqa: FBT001 - pytest passes it by name
        assert is_free(text_at(x, 841.89 - y)) is free

    @in_one_test(
        ("x", "y", "free"),
        [
            (269.21, 590, False),
            (269.19, 590, True),
            (495.89, 590, False),
            (495.91, 590, True),
            (300, 552.71, False),
            (300, 552.69, True),
            (300, 595.19, False),
        ],
    )
    def test_its_edges_on_a_page_that_lies_sideways(self, x: float, y: float, free: bool) -> None:  # noqa: FBT001 - likewise
        assert is_free(text_at(x, 595.276 - y), box=SIDEWAYS) is free


@pytest.mark.parametrize("box", [A4, SIDEWAYS, "[30 -20 625.276 821.89]"])
@given(data=st.data())
def test_text_is_in_the_zone_where_its_origin_is(box: str, data: st.DataObject) -> None:
    left, bottom, right, top = map(float, box.strip("[]").split())
    x, y = (
        data.draw(st.floats(low, high).map(lambda each: round(each, 2)))
        for low, high in ((left, right), (bottom, top))
    )
    rotation = data.draw(st.sampled_from([0, 90, 180, 270]))
    user_unit = data.draw(st.sampled_from(["", "/UserUnit 3"]))
    sheet = Sheet(left, bottom, right - left, top - bottom, rotation)
    zone, (across, down) = sheet.zone(CHECKS), sheet.displayed(x, y)
    edges = (zone.left, zone.left + zone.width, zone.top, zone.top + zone.height)
    if min(abs(a - b) for a, b in zip((across, across, down, down), edges, strict=True)) < 0.01:
        return  # on which side, single precision decides
    free = is_free(text_at(x, y), box=box, keys=f"/Rotate {rotation}{user_unit}")
    assert free is not zone.holds(across, down)


@given(
    rotation=st.sampled_from([0, 90, 180, 270]),
    corner=st.tuples(st.integers(-50, 50), st.integers(-50, 50)),
    point=st.tuples(st.integers(0, 500), st.integers(0, 800)),
)
def test_a_page_is_turned_as_pdfium_displays_it(
    rotation: int, corner: tuple[int, int], point: tuple[int, int]
) -> None:
    (left, bottom), (x, y) = corner, point
    crop = f"[{left} {bottom} {left + 600} {bottom + 840}]"
    document = pypdfium2.PdfDocument(
        paged(Page(box="[-99 -99 999 999]", keys=f"/CropBox{crop}/Rotate {rotation}"))
    )
    page = document[0]
    width, height = (int(each) for each in page.get_size())
    across, down = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x + left, y + bottom, across, down)
    document.close()
    ours = Sheet(left, bottom, 600, 840, rotation).displayed(x + left, y + bottom)
    assert (across.value, down.value) == pytest.approx(ours, abs=1)


class TestText:
    X, Y = IN_THE_ZONE

    @in_one_test(
        "content",
        [
            f"q 2 0 0 2 {X} {Y} cm BT /F 10 Tf (X) Tj ET Q",
            f"BT /F 10 Tf {X} {Y - 300} Td 300 Ts (X) Tj ET",
            f"BT /F 10 Tf 0 1 -1 0 {X} 200 Tm (long enough to reach the zone from below) Tj ET",
            f"BT /F 10 Tf -200 {Y} Td (a text that comes from outside the page, and reaches it) Tj ET",
            f"BT 3 Tr /F 10 Tf {X} {Y} Td (invisible) Tj ET",
            f"0 0 1 1 re W n BT /F 10 Tf {X} {Y} Td (clipped) Tj ET",
            f"1 g BT /F 10 Tf {X} {Y} Td (white) Tj ET",
            f"BT /F 10 Tf {X + 100} {Y} Td [(ab) 13000 (c)] TJ ET",
            f"BT /F 10 Tf 12 TL {X} {Y + 12} Td ( ) Tj (X) ' ET",
            f"/Span <</ActualText (Y)>> BDC BT /F 10 Tf 300 {Y} Td (X) Tj {X - 300} 0 Td (X) Tj ET EMC",
        ],
    )
    def test_it_counts_however_it_gets_there(self, content: str) -> None:
        assert not is_free(content)

    @in_one_test(
        "content",
        [
            f"BT /F 10 Tf {X} {Y} Td (   ) Tj ET",
            f"BT /F 10 Tf {X} {Y} Td (\\001) Tj ET",
            f"BT /F 400 Tf 45 {Y} Td (X) Tj ET",
            f"BT /F 99 Tf -20 {Y} Td (X) Tj ET",
            f"BT /F 10 Tf {X} {Y} Td ( ) Tj 300 0 Td (X) Tj ET",
            f"{X} {Y} 10 10 re f",
            "BT /F 10 Tf 20 20 Td (the left margin elsewhere) Tj ET",
        ],
    )
    def test_what_does_not_begin_there_or_is_no_text_is_free(self, content: str) -> None:
        assert is_free(content)

    @pytest.mark.parametrize(("matrix", "free"), [("1 0 0 1 10 0", False), ("1 0 0 1 100 0", True)])
    def test_text_of_a_form_is_where_the_form_is_drawn(self, matrix: str, free: bool) -> None:  # noqa: FBT001 - pytest passes it by name
        form = Stream(text_at(5, 500).encode(), f"{FORM}/Matrix[{matrix}]/Resources<</Font<</F @font>>>>")
        page = Page(content="q 1 0 0 1 5 0 cm /X Do Q", resources="<</XObject<</X @form>>>>")
        assert (check(paged(page, others={"form": form})).findings == ()) is free

    def test_annotations_do_not_count(self) -> None:
        look = Stream(text_at(1, 1).encode(), f"{FORM}/Resources<</Font<</F @font>>>>")
        note = "<</Type/Annot/Subtype/FreeText/F 4/Rect[10 450 100 550]/AP<</N @look>>>>"
        page = Page(keys="/Annots[@note]")
        assert check(paged(page, others={"note": note, "look": look})).findings == ()

    def test_the_check_can_be_off(self) -> None:
        data = paged(Page(content=text_at(*IN_THE_ZONE)))
        assert check(data, PrintChecks(left_margin=False)).is_printable


class TestFindings:
    def test_each_page_and_each_piece_of_text_is_named(self) -> None:
        pieces = text_at(10, 500, "Hei du") + text_at(10, 400, "X") + text_at(200, 500, "Hei")
        found = check(paged(Page(), Page(content=pieces), Page(content=text_at(*IN_THE_ZONE))))
        assert [each.page for each in found.findings] == [2, 3]
        first, second = found.findings[0].boxes
        # Millimetres: 10 points from the left, the baseline 342 points from the top, and letters above it.
        assert first.left == pytest.approx(3.5, abs=0.1)
        assert first.top < 341.89 / 72 * 25.4 < first.top + first.height
        assert second.top > first.top
        assert 5 < first.width < 14
        assert first.width > second.width
        assert "0.0 to 15.0 mm from the left" in found.findings[0].reason
        assert found.allows_digital

    def test_the_text_itself_is_not(self) -> None:
        assert "Hemmelig" not in repr(report(text_at(*IN_THE_ZONE, "Hemmelig")))


class TestPagesThatCannotBeRead:
    def test_a_page_that_unfolds_without_end_is_not_tried(self) -> None:
        hopeless = Page(content="/X Do", resources=UNFOLDING)
        found = check(paged(Page(), hopeless, others=laughs()))
        assert [(each.verdict, each.page) for each in found.findings] == [
            (Verdict.UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT, 2)
        ]
        assert found.allows_digital

    def test_it_comes_before_the_margin_and_only_for_pages_before_that(self) -> None:
        hopeless = Page(content="/X Do", resources=UNFOLDING)
        bad = Page(content=text_at(*IN_THE_ZONE))
        found = check(paged(hopeless, bad, hopeless, bad, others=laughs()))
        assert [(each.verdict.value.split("_")[0], each.page) for each in found.findings] == [
            ("UNABLE", 1),
            ("INSUFFICIENT", 2),
            ("INSUFFICIENT", 4),
        ]


@in_one_test(
    ("content", "pieces"),
    [
        (text_at(10, 400, "A") + text_at(10, 500, "B"), 2),
        (text_at(2, 400, "A  b C"), 1),
        ("BT /F 10 Tf 0 1 -1 0 30 400 Tm (upwards it goes) Tj ET", 1),
        ("BT /F 10 Tf 5 400 Td (A) Tj 15 0 Td (B) Tj ET", 1),
        ("BT /F 4 Tf 5 400 Td (A) Tj 25 0 Td (B) Tj ET", 2),
    ],
)
def test_glyphs_side_by_side_are_one_piece(content: str, pieces: int) -> None:
    (finding,) = report(content).findings
    assert len(finding.boxes) == pieces


@pytest.mark.thorough
def test_a_document_that_is_opened_anew_to_save_memory_goes_on_where_it_was() -> None:
    image = Stream(
        bytes(5000 * 4000),
        "/Type/XObject/Subtype/Image/Width 5000/Height 4000/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    resources = "<</Font<</F @font>>/XObject<</I @image{}>>>>"
    pages = [
        Page(content="q 99 0 0 99 99 99 cm /I Do Q " + text, resources=resources.format(number))
        for number, text in enumerate(["", text_at(20, 500), "", text_at(20, 500), ""])
    ]
    found = check(paged(*pages, others={f"image{number}": image for number in range(5)}))
    assert [each.page for each in found.findings] == [2, 4]
