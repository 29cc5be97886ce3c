"""Draw docs/images/preflight.png: a document with most faults that a picture can show."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))

from digipost import preflight  # noqa: E402 - from the checkout
from tests.support.pdfs import SIDEWAYS, Page, paged, text_at  # noqa: E402 - likewise

LINE = "We have received your application of 3 March and will answer it within four weeks."


def lines(left: float, top: float, count: int) -> str:
    """Return the text of a letter, in lines of 20 points."""
    heading = text_at(left, top, "Your application", 20)
    return heading + "".join(text_at(left, top - 50 - 20 * number, LINE) for number in range(count))


def main() -> None:
    """Write the picture."""
    document = paged(
        Page(content=lines(70, 740, 24)),
        Page(content=lines(24, 740, 24)),
        Page(content=lines(70, 700, 24), box="[0 0 612 792]"),
        Page(content=lines(70, 500, 14) + text_at(200, 24, LINE), box=SIDEWAYS),
    )
    out = DOCS / "images" / "preflight.png"
    preflight.picture(document, out)
    with Image.open(out) as image:
        image.quantize(96, dither=Image.Dither.NONE).save(out, optimize=True)  # a smaller file


if __name__ == "__main__":
    main()
