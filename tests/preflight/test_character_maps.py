"""Maps of codes to characters: CMaps of a PDF and tables of a font, by known answers."""

from __future__ import annotations

import struct

import pytest

from digipost.preflight.text.characters import character_of, unicode_characters
from digipost.preflight.text.cmaps import read_cmap, read_unicode_map

CODES = b"""
2 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange
2 begincidrange <20> <7e> 1 <8140> <817e> 633 endcidrange
1 begincidchar <80> 97 endcidchar
"""
CHARACTERS = b"""
1 begincodespacerange <0000> <ffff> endcodespacerange
3 beginbfchar <0003> <0020> <0041> <00c5> <42> <006600660069> endbfchar
3 beginbfrange <0050> <0052> <0061> <0060> <0062> [<0031> <0032 0033> <34>] <70> <71> <00660069> endbfrange
"""


def test_codes_of_one_and_two_bytes_have_identifiers() -> None:
    found = read_cmap(CODES, is_vertical=False)
    codes = found.codes(b"\x20\x81\x41\x80\x7f\x9f")
    assert codes == [(0x20, 1), (0x8141, 2), (0x80, 1), (0x7F, 1), (0x9F, 1)]
    assert [found.identifier(code) for code, _ in codes] == [1, 634, 97, 0, 0]
    assert [found.identifier(code) for code in (0x1F, 0x7E, 0x817E, 0x817F)] == [0, 95, 695, 0]
    assert not found.is_vertical


@pytest.mark.parametrize(
    ("data", "said", "is_vertical"),
    [(b"", False, False), (b"", True, True), (b"/WMode 1 def", False, True), (b"/WMode 0 def", False, False)],
)
def test_text_runs_downwards_if_name_or_map_says_so(data: bytes, *, said: bool, is_vertical: bool) -> None:
    assert read_cmap(data, is_vertical=said).is_vertical == is_vertical


@pytest.mark.parametrize("data", [b"", b"/Identity-H usecmap", b"/Identity-V usecmap"])
def test_without_ranges_codes_of_two_bytes_are_identifiers(data: bytes) -> None:
    found = read_cmap(data, is_vertical=False)
    assert found.codes(b"\x01\x02\xff\xfe") == [(0x102, 2), (0xFFFE, 2)]
    assert found.identifier(0x102) == 0x102


def test_codes_have_characters() -> None:
    found = read_unicode_map(CHARACTERS)
    known = {
        3: " ",
        0x41: "Å",
        0x42: "ffi",
        0x50: "a",
        0x51: "b",
        0x52: "c",
        0x60: "1",
        0x61: "23",
        0x62: "4",
        0x70: "fi",
        0x71: "fj",
    }
    assert {code: found.text(code) for code in known} == known
    assert [found.text(code) for code in (0, 0x53, 0x63, 0x72)] == [None] * 4
    # Of a simple font, each code has one byte.
    assert {code for code in known if found.text(code, is_simple=True) is not None} == {0x42, 0x70, 0x71}
    assert not found.is_identity


def test_a_map_named_identity_has_the_codes_as_characters() -> None:
    found = read_unicode_map(b"/CMapName /Adobe-Identity-UCS def")
    assert (found.text(0xE5), found.is_identity) == ("å", True)
    assert read_unicode_map(b"/CMapName /Other def").text(0xE5) is None


@pytest.mark.parametrize(
    "body",
    [
        b"1 beginbfrange <00> <01> [<0041> endbfrange",
        b"1 beginbfrange <00> <00> <0041> <05> <06> endbfrange",
        b"1 beginbfrange 0 1 <0042> <00> <00> <0041> endbfrange",
        b"1 beginbfchar <00> <0041> <01> endbfchar",
        b"1 beginbfchar /a <0042> <00> <0041> endbfchar",
    ],
)
def test_a_map_that_is_damaged_gives_what_it_has(body: bytes) -> None:
    assert read_unicode_map(body).texts == {(1, 0): b"\x00A"}


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("space", " "),
        ("uni0020", " "),
        ("uni00A0.alt", "\xa0"),
        ("u1F600", "😀"),
        ("uFFFFFF", "\U0010ffff"),
        ("controlCR", " "),
        ("A", "x"),
        ("aring.sc", "x"),
        ("afii10017", "x"),
        ("g17", None),
        ("cid00042", None),
        (".notdef", None),
    ],
)
def test_a_glyph_is_named_after_its_character(name: str, character: str | None) -> None:
    assert character_of(name) == character


def font(*maps: tuple[int, int, bytes]) -> bytes:
    """A font of one table: maps of characters to glyphs, each with its platform and encoding."""
    head, data = struct.pack(">HH", 0, len(maps)), b""
    for platform, encoding, table in maps:
        head += struct.pack(">HHI", platform, encoding, 4 + 8 * len(maps) + len(data))
        data += table
    directory = struct.pack(">4sHHHH", b"\0\1\0\0", 1, 0, 0, 0)
    return directory + struct.pack(">4sIII", b"cmap", 0, 28, len(head + data)) + head + data


BYTES = struct.pack(">HHH", 0, 262, 0) + bytes(0x41) + b"\x07\x08\x07" + bytes(188)
# A and B by a delta, a and c by a list that has no glyph for b, and the last segment, which is always there.
SEGMENTS = struct.pack(
    ">HHHHHHH 3H H 3H 3H 3H 3H",
    *(4, 0, 0, 6, 0, 0, 0),
    *(0x42, 0x63, 0xFFFF),
    0,
    *(0x41, 0x61, 0xFFFF),
    *(65536 - 0x41 + 7, 1, 1),
    *(0, 4, 0),
    *(19, 0, 20),
)
DENSE = struct.pack(">HHHHH 4H", 6, 0, 0, 0x41, 4, 7, 0, 9, 7)
GROUPS = struct.pack(">HHIII 6I", 12, 0, 0, 0, 2, 0x41, 0x42, 7, 0x1F600, 0x1F600, 9)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (font((1, 0, BYTES)), {7: 0x41, 8: 0x42}),
        (font((3, 1, SEGMENTS)), {7: 0x41, 8: 0x42, 20: 0x61, 21: 0x63}),
        (font((1, 0, DENSE)), {7: 0x41, 9: 0x43}),
        (font((3, 10, GROUPS)), {7: 0x41, 8: 0x42, 9: 0x1F600}),
        (font((1, 0, BYTES), (3, 1, DENSE)), {7: 0x41, 9: 0x43}),  # Unicode comes first
        (font((3, 1, DENSE), (3, 10, GROUPS)), {7: 0x41, 8: 0x42, 9: 0x1F600}),
        (font((3, 1, struct.pack(">H", 14))), {}),
        (font(), {}),
        (font((3, 1, SEGMENTS[:20])), {}),
        (b"", {}),
    ],
)
def test_glyphs_have_the_first_of_their_characters(program: bytes, expected: dict[int, int]) -> None:
    assert unicode_characters(program) == expected
