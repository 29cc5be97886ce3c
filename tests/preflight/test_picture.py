"""The picture of a document, of which a few dots say whether the right things are in the right places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from digipost.errors import InvalidValueError
from digipost.preflight import PrintChecks, check, picture
from digipost.preflight.printability.picture_overlay import font, wrapped
from tests.support.pdfs import SIDEWAYS, UNFOLDING, Page, laughs, paged, pdf, text_at
from tests.support.protection import protected
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

BAD = Page(content=text_at(20, 500, "Hei"))
LEFT, TOP, DENSITY = 30, 93, 4.0  # where the paper of a single page begins, and how large a millimetre is


def drawn(data: bytes, folder: Path, checks: PrintChecks | None = None) -> Image.Image:
    out = folder / "out.png"
    assert picture(data, out, checks) == check(data, checks)
    with Image.open(out) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def dot(image: Image.Image, x_mm: float, y_mm: float) -> tuple[int, int, int]:
    red, green, blue = image.getpixel((round(LEFT + x_mm * DENSITY), round(TOP + y_mm * DENSITY)))  # type: ignore[misc]
    return red, green, blue


def test_the_zone_is_green_when_it_is_free(tmp_path: Path) -> None:
    image = drawn(pdf(), tmp_path)
    red, green, blue = dot(image, 3, 100)
    assert green > red
    assert green > blue
    assert dot(image, 20, 100) == dot(image, 3, 90) == dot(image, 3, 180) == (255, 255, 255)


@pytest.mark.thorough
def test_it_is_red_when_it_is_not_and_the_text_has_a_frame(tmp_path: Path) -> None:
    image = drawn(paged(BAD), tmp_path)
    (box,) = check(paged(BAD)).findings[0].boxes
    red, green, blue = dot(image, 3, 100)
    assert red > green
    assert red > blue
    framed = [dot(image, box.left - 0.6 + step / 10, box.top + box.height / 2)[0:2] for step in range(-4, 5)]
    assert min(green for _, green in framed) < 100


@pytest.mark.thorough
def test_on_a_page_that_lies_sideways_it_is_at_the_lower_edge(tmp_path: Path) -> None:
    image = drawn(paged(Page(box=SIDEWAYS)), tmp_path)
    assert dot(image, 3, 100) == (255, 255, 255)
    assert dot(image, 100, 200) != (255, 255, 255)


def test_without_that_check_there_is_no_zone(tmp_path: Path) -> None:
    image = drawn(pdf(), tmp_path, PrintChecks(left_margin=False))
    assert dot(image, 3, 100) == (255, 255, 255)


@pytest.mark.thorough
def test_what_is_drawn_on_the_page_is_in_the_picture(tmp_path: Path) -> None:
    image = drawn(paged(Page(content="0 0 1 rg 283 283 60 60 re f")), tmp_path)
    assert dot(image, 110, 187) == (0, 0, 255)


@pytest.mark.thorough
def test_pages_stand_side_by_side_and_not_too_many_of_them(tmp_path: Path) -> None:
    one, six, many, more = (drawn(pdf(pages), tmp_path).size for pages in (1, 6, 24, 60))
    assert six[0] > 1.5 * one[0]
    assert more[0] == many[0]
    assert more[1] < many[1] * 1.1
    assert more[0] * more[1] < 8_000_000


@pytest.mark.parametrize(
    "data",
    [
        b"no PDF",
        protected("secret"),
        protected(""),
        pdf(0),
        paged(Page(box="[0 0 0 0]")),
        paged(Page(box="[0 0 200000 1]"), Page(box="[0 0 1 90000]")),
    ],
)
def test_there_is_always_a_picture(data: bytes, tmp_path: Path) -> None:
    width, height = drawn(data, tmp_path).size
    assert 500 < width < 4000
    assert 100 < height < 4000


@pytest.mark.thorough
def test_a_page_that_would_take_too_long_is_left_white(tmp_path: Path) -> None:
    image = drawn(paged(Page(content="/X Do", resources=UNFOLDING), others=laughs()), tmp_path)
    assert dot(image, 100, 50) == (255, 255, 255)


@pytest.mark.thorough
def test_no_zone_is_shown_where_nothing_was_checked(tmp_path: Path) -> None:
    image = drawn(protected(""), tmp_path)
    colours = {pixel for _, pixel in image.getcolors(1 << 24) or ()}
    assert not [each for each in colours if isinstance(each, tuple) and each[1] > each[0] + 40]


@pytest.mark.thorough
def test_a_missing_page_is_white_and_has_no_zone(tmp_path: Path) -> None:
    image = drawn(paged(Page()).replace(b"/Kids[4 0 R", b"/Kids[9 0 R"), tmp_path)
    assert dot(image, 3, 100) == (255, 255, 255)


@pytest.mark.thorough
def test_a_zone_that_cannot_be_verified_is_neither_green_nor_red(tmp_path: Path) -> None:
    red, green, blue = dot(drawn(paged(Page(content="<4")), tmp_path), 3, 100)
    assert abs(red - green) < 40
    assert blue < green


@in_one_test("width", [60, 150, 400])
def test_texts_are_cut_between_words(width: int) -> None:
    text = "INSUFFICIENT_MARGIN_FOR_PRINT: text begins where the barcode is printed"
    lines = wrapped(text, width, font(15))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert {*" ".join(lines).replace("_ ", "_").replace("_", " ").split()} == {
        *text.replace("_", " ").split()
    }


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match=r"preflight\.out"):
        picture(pdf(), tmp_path / "missing" / "out.png")
