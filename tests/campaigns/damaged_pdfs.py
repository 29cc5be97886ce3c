"""PDFs that are damaged at random: bytes flipped, pieces cut out, objects swapped."""

from __future__ import annotations

import random
import re
import zlib
from functools import cache
from pathlib import Path

from tests.support.pdfs import Page, Stream, paged, text_at

__all__ = ["damaged", "samples"]

_ROOT = Path(__file__).parents[2]
_OBJECT = re.compile(rb"\d+ \d+ obj.*?endobj", re.DOTALL)
_FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 850]"


@cache
def samples() -> tuple[bytes, ...]:
    """Return whole PDFs: made by hand, by widespread programs, and those with one fault."""
    packed = zlib.compress((text_at(100, 500, "Hello") * 40).encode())
    form = Stream(packed, f"{_FORM}/Filter/FlateDecode/Resources<</Font<</F @font>>>>")
    resources = "<</Font<</F @font>>/XObject<</X @form>>>>"
    pages = [Page(content=text_at(100, 400), resources=resources), Page(content="/X Do", resources=resources)]
    made = sorted((_ROOT / "benchmarks" / "pdfs").glob("*.pdf"))
    faulty = sorted((_ROOT / "tests" / "fixtures" / "preflight").rglob("*.pdf"))
    return (paged(*pages, others={"form": form}), *(each.read_bytes() for each in (*made, *faulty)))


def damaged(seed: int) -> bytes:
    """Return a damaged PDF, the same for each seed."""
    choose = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(choose.choice(samples()))
    for _ in range(choose.choice((1, 1, 2, 5, 20))):
        choose.choice((_flip, _flip, _cut, _swap, _repeat))(data, choose)
    return bytes(data) or b"%PDF"


def _flip(data: bytearray, choose: random.Random) -> None:
    if data:
        data[choose.randrange(len(data))] = choose.choice(
            (0, 255, *b"0123456789<>[]()/% R", choose.randrange(256))
        )


def _cut(data: bytearray, choose: random.Random) -> None:
    start = choose.randrange(len(data) + 1)
    length = choose.choice((1, 10, 100, len(data)))
    del data[start : start + length]


def _swap(data: bytearray, choose: random.Random) -> None:
    objects = [each.span() for each in _OBJECT.finditer(data)]
    if len(objects) > 1:
        (start, end), (begin, stop) = sorted(choose.sample(objects, 2))
        first, second = data[start:end], data[begin:stop]
        data[begin:stop] = first
        data[start:end] = second


def _repeat(data: bytearray, choose: random.Random) -> None:
    start = choose.randrange(len(data) + 1)
    data[start:start] = data[start : start + choose.choice((1, 30, 500))]
