"""Font programs that a PDF holds: whole or damaged, as PDFBox 3.0.2 has it for each of these.

Three of the damaged ones make PDFBox give up on the document. Here they are damaged fonts too: both verdicts
forbid print and mailbox.
"""

from __future__ import annotations

import struct

from digipost.preflight import check
from digipost.preflight.text.sfnt import tables
from tests.support.fonts import described, simple, some_font
from tests.support.pdfs import Page, Stream, paged
from tests.support.tables import in_one_test

FONT = some_font()
TABLES = {tag: FONT[place : place + length] for tag, (place, length) in tables(FONT).items()}
GLYPHS = struct.unpack(">H", TABLES["maxp"][4:6])[0]
POST = struct.pack(">I28x", 0x20000)  # numbers glyphs, but ends where their numbers begin
DAMAGED = ["REFERENCES_INVALID_FONT"]


def truetype(**changed: bytes) -> bytes:
    """A font with other tables; `post` is the last, and nothing follows it."""
    found = {**TABLES, **changed}
    order = [*sorted(found, key=lambda tag: tag == "post")]
    directory = struct.pack(">4sHHHH", b"\0\1\0\0", len(order), 128, 3, 0)
    place, data = 12 + 16 * len(order), b""
    for tag in order:
        directory += struct.pack(">4sIII", tag.encode(), 0, place + len(data), len(found[tag]))
        data += found[tag] + (b"" if tag == "post" else bytes(-len(found[tag]) % 4))
    return directory + data


def glyphs(number: int) -> bytes:
    return TABLES["maxp"][:4] + struct.pack(">H", number) + TABLES["maxp"][6:]


def characters(mapping: bytes) -> bytes:
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + mapping


def grouped(form: int, *groups: tuple[int, int, int], count: int | None = None) -> bytes:
    number = len(groups) if count is None else count
    head = struct.pack(">HHII", form, 0, 0, 0) + (bytes(8192) if form == 8 else b"")
    listed = b"".join(struct.pack(">III", *each) for each in groups)
    return characters(head + struct.pack(">I", number) + listed)


def numbered(first: int, count: int) -> bytes:
    return characters(struct.pack(">HHIIII", 10, 0, 20, 0, first, count))


def verdicts(program: bytes) -> list[str]:
    font = simple("Calibri", described("Calibri", "/FontFile2 @program"))
    page = Page(resources=f"<</Font<</F {font}>>>>")
    return [*check(paged(page, others={"program": Stream(program)})).verdicts]


SURROGATES = (0xD800, 0xDFFF, 1)


@in_one_test(
    "program",
    [
        truetype(),
        truetype(post=POST),
        truetype(maxp=glyphs(1), loca=bytes(8)),
        truetype(maxp=glyphs(1), loca=bytes(8), glyf=b""),
        truetype(cmap=grouped(8, (0x20, 0x7E, 1))),
        truetype(cmap=numbered(0x20, 3)),
        truetype(cmap=grouped(13, (0x20, 0x7E, 1))),
        truetype(cmap=grouped(13, (0x20, 0x7E, GLYPHS + 1), SURROGATES)),
        *(truetype(maxp=glyphs(0), cmap=grouped(form, SURROGATES)) for form in (8, 12, 13)),
    ],
)
def test_a_truetype_font_that_is_whole(program: bytes) -> None:
    assert verdicts(program) == []


@in_one_test(
    "program",
    [
        truetype(post=POST) + b"\0",
        truetype(post=POST[:-1]),
        truetype(post=POST + b"\0\5"),
        *(truetype(cmap=grouped(form, (0x50, 0x20, 1))) for form in (8, 12, 13)),
        *(truetype(cmap=grouped(form, (0x20, 0x7E, 1), count=9000)) for form in (8, 12)),
        truetype(cmap=grouped(8, (0x20, 0x7E, GLYPHS))),
        truetype(cmap=grouped(8, (0x20, 0x10000, 1))),
        truetype(cmap=grouped(8, (0x20, 0x7E, 1), count=0x10001)),
        truetype(cmap=grouped(8)[:100]),
        truetype(cmap=numbered(0x110000, 1)),
        truetype(cmap=numbered(0x10FFFF, 1)),
        truetype(cmap=numbered(0xD7FF, 2)),
        truetype(cmap=numbered(0x20, 1 << 31)),
        truetype(cmap=grouped(13, SURROGATES)),
        truetype(cmap=grouped(13, (0x20, 0xD800, 1))),
        truetype(cmap=grouped(13, (0x20, 0x110000, 1))),
    ],
)
def test_a_truetype_font_that_is_damaged(program: bytes) -> None:
    assert verdicts(program) == DAMAGED


def encrypted(data: bytes, key: int) -> bytes:
    """Data as a font of Type 1 keeps it (Adobe Type 1 Font Format, section 7), after four bytes."""
    done = bytearray()
    for each in bytes(4) + data:
        done.append(each ^ key >> 8)
        key = (done[-1] + key) * 52845 + 22719 & 0xFFFF
    return bytes(done)


GLYPH = encrypted(bytes((139, 139 + 100, 13, 14)), 4330)  # 0 100 hsbw endchar
CLEAR = b"""%!PS-AdobeFont-1.0: Small 1.0
11 dict begin
/FontInfo 1 dict dup begin /FullName (Small) readonly def end readonly def
/FontName /Small def
/FontMatrix [0.001 0 0 0.001 0 0] readonly def
/PaintType 0 def
/FontType 1 def
/Encoding StandardEncoding def
/FontBBox {0 0 100 100} readonly def
currentdict end
currentfile eexec
"""
HIDDEN = encrypted(
    b"dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly def\n"
    b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n/BlueValues [] def\n"
    b"/MinFeature {16 16} def\n/password 5839 def\n/lenIV 4 def\n"
    b"2 index /CharStrings 1 dict dup begin\n/.notdef %d RD " % len(GLYPH) + GLYPH + b" ND\nend\nend\n"
    b"readonly put\nnoaccess put\ndup /FontName get exch definefont pop\nmark currentfile closefile\n",
    55665,
)
END = b"\n" + (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"


def segment(kind: int, data: bytes, length: int | None = None) -> bytes:
    return bytes((0x80, kind)) + struct.pack("<I", len(data) if length is None else length) + data


def type_1(program: bytes) -> list[str]:
    lengths = f"/Length1 {len(CLEAR)}/Length2 {len(HIDDEN)}/Length3 {len(END)}"
    font = simple("Calibri", described("Calibri", "/FontFile @program"), kind="Type1")
    page = Page(resources=f"<</Font<</F {font}>>>>")
    return [*check(paged(page, others={"program": Stream(program, lengths)})).verdicts]


@in_one_test(
    "program",
    [
        CLEAR + HIDDEN + END,
        segment(1, CLEAR) + segment(2, HIDDEN) + segment(1, END) + b"\x80\3",
        segment(1, CLEAR) + segment(2, HIDDEN) + segment(1, END) + b"\x80\3more",
        segment(1, CLEAR) + segment(2, HIDDEN) + segment(1, END),
    ],
)
def test_a_type_1_font_that_is_whole(program: bytes) -> None:
    assert type_1(program) == []


@in_one_test(
    "program",
    [
        segment(1, CLEAR) + segment(2, HIDDEN) + segment(1, END, 9999),
        segment(1, CLEAR) + segment(2, HIDDEN) + segment(1, END, len(END) - 1),
        segment(1, CLEAR) + segment(2, HIDDEN) + segment(1, END) + b"more",
        segment(1, CLEAR) + segment(2, HIDDEN) + segment(7, END),
        segment(1, CLEAR) + segment(2, HIDDEN) + b"\x80\1\0",
        segment(1, CLEAR) + segment(2, HIDDEN) + b"\x80",
        b"\x80" + CLEAR + HIDDEN + END,
    ],
)
def test_a_type_1_font_whose_segments_are_damaged(program: bytes) -> None:
    assert type_1(program) == DAMAGED
