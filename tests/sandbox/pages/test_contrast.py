"""Text can be read: the contrast of the colours of the style sheet, light and dark."""

from __future__ import annotations

import re

import pytest

from digipost.sandbox.pages.rendering import STATIC
from tests.support.tables import in_one_test

COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([a-z-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);",
        (STATIC / "page.css").read_text(encoding="utf-8"),
    )
}
WRITTEN_ON = [
    *((text, ground) for text in ("text", "soft", "accent") for ground in ("ground", "surface", "raised")),
    ("on-accent", "accent-fill"),
    ("good", "good-ground"),
    ("wait", "wait-ground"),
    ("paper-text", "paper-ground"),
]
ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3, level AA


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@in_one_test(("text", "ground"), WRITTEN_ON)
@in_one_test("scheme", [0, 1])
def test_text_stands_out_enough(text: str, ground: str, scheme: int) -> None:
    assert contrast(COLOURS[text][scheme], COLOURS[ground][scheme]) >= ENOUGH


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == 21
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
