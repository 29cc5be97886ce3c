"""Filters and predictors of streams: what Pillow and the standard library have encoded comes out again."""

from __future__ import annotations

import zlib
from base64 import a85encode
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from digipost.preflight import check
from digipost.preflight.pdf.filters import ascii_85, ascii_hex, lzw, run_lengths
from digipost.preflight.pdf.predictors import unpredicted
from tests.support.pdfs import Page, Stream, paged, text_at
from tests.support.tables import in_one_test

MOST = 1 << 20
SIZE = (67, 41)  # an odd number of bits and bytes in a row
TEXTS = (b"", b"x", bytes(4), b"abcd", bytes(9) + b"end", bytes(range(256)) * 3)


def picture(mode: str) -> Image.Image:
    """A picture with soft and hard edges, so that PNG uses all of its filters."""
    random = Random(1)  # noqa: S311 - no secret
    wide, high = SIZE
    grey = [(7 * x * y // 50 + random.choice((0, 0, 3, 90))) % 256 for y in range(high) for x in range(wide)]
    bands = []
    for place in range(len(Image.new(mode, (1, 1)).getbands())):
        band = Image.new("L", SIZE)
        band.putdata([(each * (place + 1)) % 256 for each in grey])
        bands.append(band)
    return bands[0].convert(mode) if len(bands) == 1 else Image.merge(mode, bands)


def png(image: Image.Image) -> bytes:
    """Return the rows of a PNG, each with its filter before it."""
    file = BytesIO()
    image.save(file, "PNG")
    data, place, rows = file.getvalue(), 8, b""
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] == b"IDAT":
            rows += data[place + 8 : place + 8 + length]
        place += length + 12
    return zlib.decompress(rows)


def tiff(image: Image.Image, compression: str, predictor: int) -> list[tuple[bytes, int]]:
    """Return the strips of a TIFF, and the number of rows in each."""
    file = BytesIO()
    image.save(file, "TIFF", compression=compression, tiffinfo={317: predictor})
    with Image.open(file) as saved:
        tags: dict[int, tuple[int, ...]] = {number: saved.tag_v2[number] for number in (273, 279)}  # type: ignore[attr-defined]
        each = min(saved.tag_v2.get(278, SIZE[1]), SIZE[1])  # type: ignore[attr-defined]
    left = [min(each, SIZE[1] - start) for start in range(0, SIZE[1], each)]
    places = zip(tags[273], tags[279], left, strict=True)
    return [(file.getvalue()[start : start + length], rows) for start, length, rows in places]


@pytest.mark.parametrize(("mode", "bits"), [("L", 8), ("LA", 8), ("RGB", 8), ("RGBA", 8), ("1", 1)])
def test_the_differences_of_png_are_undone(mode: str, bits: int) -> None:
    image = picture(mode)
    colours, rows = len(image.getbands()), png(image)
    used = set(rows[:: len(rows) // SIZE[1]])
    assert bits == 1 or len(used) > 2
    assert unpredicted(rows, 15, colours, bits, SIZE[0]) == image.tobytes()


def test_each_filter_of_png_is_undone() -> None:
    """By definition, for three rows of two bytes."""
    begin = b"\x00\x0a\x14"
    for kind, row, expected in (
        (0, b"\x05\x06", b"\x05\x06"),
        (1, b"\x05\x06", b"\x05\x0b"),
        (2, b"\x05\xf0", b"\x0f\x04"),
        (3, b"\x05\x06", b"\x0a\x15"),
        (4, b"\x05\x06", b"\x0f\x1a"),
        (9, b"\x05\x06", b"\x05\x06"),  # no filter has this number
    ):
        assert unpredicted(begin + bytes([kind]) + row, 12, 1, 8, 2) == b"\x0a\x14" + expected


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
@pytest.mark.parametrize("predictor", [1, 2])
def test_the_lzw_and_the_differences_of_tiff_are_undone(mode: str, predictor: int) -> None:
    image, found = picture(mode), b""
    for strip, _ in tiff(image, "tiff_lzw", predictor):
        decoded, is_whole = lzw(strip, MOST)
        assert is_whole
        shape = (len(image.getbands()), 8, SIZE[0])
        found += decoded if predictor == 1 else unpredicted(decoded, predictor, *shape)
    assert found == image.tobytes()


def test_run_lengths_are_undone() -> None:
    image = picture("L").point([0] * 128 + [255] * 128)
    strips = [run_lengths(strip, MOST) for strip, _ in tiff(image, "packbits", 1)]
    assert b"".join(decoded for decoded, _ in strips) == image.tobytes()
    assert all(is_whole for _, is_whole in strips)
    assert run_lengths(b"\x01ab\xfec\x80later", MOST) == (b"abccc", True)
    assert run_lengths(b"\x05ab", MOST) == (b"ab", False)


def test_base_85_and_hexadecimal_digits_are_undone() -> None:
    for text in TEXTS:
        assert ascii_85(a85encode(text) + b"~>", 0) == (text, True)
        assert ascii_85(a85encode(text, wrapcol=7) + b"~>", 0) == (text, True)
        assert ascii_hex(text.hex(" ").encode() + b">", 0)[0] == text
    assert ascii_hex(b"4a4>", 0)[0] == b"J@"
    assert ascii_85(b"87cUR\x7f", 0) == (b"Hell", False)


FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Resources<</Font<</F @font>>>>"
# Long enough that the codes of LZW grow; the last instruction writes into the left margin.
CONTENT = "".join(
    text_at(200 + 7 * number % 300, 100 + number, f"{number}") for number in range(150)
).encode()
CONTENT += text_at(5, 500).encode()


def in_lzw(data: bytes, early: int) -> bytes:
    """Encode by LZW; codes grow one code earlier than necessary, or (0) when they must."""
    table = {bytes([each]): each for each in range(256)}
    codes, width, last = [(256, 9)], 9, b""
    for byte in data:
        more = last + bytes([byte])
        if more in table:
            last = more
            continue
        codes.append((table[last], width))
        table[more] = 258 + len(table) - 256
        width = max(9, (table[more] + early).bit_length())
        last = bytes([byte])
    codes += [(table[last], width), (257, width)]
    bits = "".join(f"{code:0{width}b}" for code, width in codes)
    return int(bits.ljust(-len(bits) // 8 * -8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


LZW = "/Filter/LZWDecode/DecodeParms"


@in_one_test(
    ("data", "about"),
    [
        (in_lzw(CONTENT, 1), "/Filter/LZWDecode"),
        (in_lzw(CONTENT, 1), f"{LZW}<</EarlyChange 1>>"),
        (in_lzw(CONTENT, 0), f"{LZW}<</EarlyChange 0>>"),
        (in_lzw(CONTENT, 0), f"{LZW}[<</EarlyChange 0>>]"),
        (in_lzw(CONTENT, 1), f"{LZW}<</EarlyChange 2>>"),  # as PDFBox takes it
        (
            in_lzw(CONTENT, 0).hex().encode() + b">",
            "/Filter[/ASCIIHexDecode/LZWDecode]/DecodeParms[null<</EarlyChange 0>>]",
        ),
        (
            in_lzw(b"\0" + CONTENT, 0),
            f"{LZW}<</EarlyChange 0/Predictor 12/Columns {len(CONTENT)}>>",
        ),
        (
            zlib.compress(b"\0" + CONTENT),
            f"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns {len(CONTENT)}>>",
        ),
    ],
)
def test_text_in_the_margin_is_found_in_a_stream_with_parameters(data: bytes, about: str) -> None:
    page = Page(content="/X Do", resources="<</XObject<</X @form>>>>")
    found = check(paged(page, others={"form": Stream(data, FORM + about)}))
    assert [*found.verdicts] == ["INSUFFICIENT_MARGIN_FOR_PRINT"]
    assert len(found.findings[0].boxes) == 1
