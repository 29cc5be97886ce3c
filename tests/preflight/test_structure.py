"""Page trees and trailers that are odd or damaged: known answers of PDFBox 3.0.2, which the validator has."""

from __future__ import annotations

import re

import pytest

from digipost.preflight import check
from tests.support.fonts import some_font
from tests.support.pdfs import A4, HELVETICA, Page, Stream, assembled, paged, text_at
from tests.support.tables import in_one_test

PAGE = f"<</Type/Page/Parent @pages/MediaBox{A4}/Resources<</Font<</F @font>>>>/Contents @content>>"
WHOLE = paged(Page(content=text_at(100, 500)))
UNSUPPORTED, EMPTY, UNREADABLE = "UNSUPPORTED_DIMENSIONS", "DOCUMENT_HAS_NO_PAGES", "PDF_PARSE_ERROR"


def tree(pages: str, *nodes: str, catalog: str = "<</Type/Catalog/Pages @pages>>") -> bytes:
    objects: dict[str, str | bytes | Stream] = {
        "catalog": catalog,
        "pages": pages,
        "font": HELVETICA,
        **{f"node{number}": node for number, node in enumerate(nodes)},
        "content": Stream(text_at(100, 500).encode()),
    }
    return assembled(objects)


@in_one_test(
    ("data", "pages", "verdicts", "unread"),
    [
        (tree("<</Type/Pages/Count 2/Kids[@node0 null]>>", PAGE), 2, [UNSUPPORTED], (2,)),
        (tree("<</Type/Pages/Count 3/Kids[@node0 99 0 R @node0]>>", PAGE), 3, [UNSUPPORTED], (2,)),
        (tree("<</Type/Pages/Count 3/Kids[97 0 R 98 0 R 99 0 R]>>"), 3, [UNSUPPORTED], (1, 2, 3)),
        (tree("<</Type/Pages/Count 2/Kids[@node0 5]>>", PAGE), 2, [], (2,)),
        (tree("<</Type/Pages/Count 0/Kids[]>>"), 0, [EMPTY], ()),
        (tree("<</Type/Pages/Count 1/Kids[]>>"), 1, [], (1,)),
        (tree("<</Type/Pages/Count 1>>"), 1, [], (1,)),
        (tree("<</Type/Pages/Count 1.0/Kids[@node0]>>", PAGE), 1, [], ()),
        (tree("<</Type/Pages/Count -1/Kids[@node0]>>", PAGE), -1, [], ()),
        (tree("<</Type/Pages/Count 1/Kids[@node0]>>", PAGE.replace("/Page/", "/Pages/")), 1, [], (1,)),
        (tree("<</Type/Pages/Count 1/Kids[@node0]>>", PAGE.replace("/Page/", "/Template/")), 1, [], (1,)),
        (tree("<</Type/Pages/Count 2/Kids[@node0 @node0]>>", PAGE), 2, [], ()),
        (tree(f"<</Type/Pages/Count 1/Kids[{PAGE}]>>"), 1, [], ()),
        (tree("", PAGE, catalog="<</Type/Catalog/Pages @node0>>").replace(b"@pages", b"2 0 R"), 1, [], ()),
        (tree("<<>>", PAGE, catalog="<</Type/Catalog>>"), -1, [UNREADABLE], ()),
        (tree("<</Type/Pages>>", PAGE, catalog="<</Type/Catalog/Pages[@pages]>>"), -1, [UNREADABLE], ()),
    ],
)
def test_a_page_tree(data: bytes, pages: int, verdicts: list[str], unread: tuple[int, ...]) -> None:
    report = check(data)
    assert (report.number_of_pages, [*report.verdicts], report.unread) == (pages, verdicts, unread)


@in_one_test(
    "data",
    [
        WHOLE.replace(b"%%EOF\n", b""),
        WHOLE[: WHOLE.index(b"startxref")] + b"%%EOF",
        re.sub(rb"startxref\n\d+", b"startxref\n0", WHOLE),
        re.sub(rb"startxref\n(\d+)", lambda found: b"startxref\n%d" % (int(found[1]) - 7), WHOLE),
        re.sub(rb"startxref\n\d+", b"startxref\n99999999", WHOLE),
        re.sub(rb"(\d{10}) 00000 n", lambda found: b"%010d 00000 n" % (int(found[1]) + 13), WHOLE),
        WHOLE.replace(b"00000 n", b"00001 n"),
        WHOLE.replace(b"00000 n", b"00000 f"),
        WHOLE.replace(b"xref\n0 ", b"xref\n1 "),
        re.sub(rb"/Size \d+", b"/Size 2", WHOLE),
        re.sub(rb"/Size \d+", b"", WHOLE),
        WHOLE.replace(b"/Root 1 0 R", b""),
        WHOLE.replace(b"trailer", b"trail"),
        re.sub(rb"/Size", b"/Prev %d/Size" % WHOLE.index(b"xref\n"), WHOLE),
        WHOLE.replace(b"\n", b"\r"),
        WHOLE + bytes(5000),
        b"x\n" * 2500 + WHOLE,
        WHOLE.replace(b"endobj\n", b""),
        WHOLE.replace(b"endstream", b""),
        re.sub(rb"/Length \d+", b"/Length -5", WHOLE),
        re.sub(rb"/Length \d+", b"/Length/X", WHOLE),
        re.sub(rb"/Length \d+", b"/Length 77 0 R", WHOLE),
        WHOLE.replace(b"/Root", b"/Encrypt 99 0 R/Root"),
        WHOLE.replace(b"/Type/Catalog", b"/Type/Catalog/Note(/Encrypt 5 0 R /Root 9 0 R)"),
    ],
)
def test_a_file_that_is_mended(data: bytes) -> None:
    report = check(data)
    assert (report.number_of_pages, [*report.verdicts], report.unread) == (1, [], ())


@in_one_test(
    "data",
    [
        WHOLE.replace(b"/Root 1 0 R", b"/Root 9 0 R"),
        WHOLE.replace(b"/Root 1 0 R", b"/Root 2 0 R"),
        WHOLE.replace(b"/Root", b"/Encrypt<<>>/Root"),
        WHOLE.replace(b"/Root", b"/Encrypt<</Filter/Foo/V 1>>/Root"),
    ],
)
def test_a_file_that_cannot_be(data: bytes) -> None:
    assert [*check(data).verdicts] == [UNREADABLE]


FONT = "<</Type/Font/Subtype/TrueType/BaseFont/Calibri/FontDescriptor @descriptor>>"
EMBEDDED = paged(
    Page(content=text_at(100, 500), resources="<</Font<</F @embedded>>>>"),
    others={
        "embedded": FONT,
        "descriptor": "<</Type/FontDescriptor/Flags 4/FontName/Calibri/FontFile2 @program>>",
        "program": Stream(some_font()),
    },
)
UPDATED = EMBEDDED + b"9 0 obj\n<</Note 1>>\nendobj\nxref\n9 1\n%010d 00000 n \n" % len(EMBEDDED)


@pytest.mark.parametrize("size", [0, 2, 5, 6, 7, 8, 9, None])
def test_objects_above_the_size_that_the_trailer_states_are_read(size: int | None) -> None:
    said = b"" if size is None else b"/Size %d" % size
    table = re.search(rb"\nxref\n", EMBEDDED)
    assert table is not None
    updated = UPDATED + b"trailer\n<<%b/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        said,
        table.start() + 1,
        UPDATED.rindex(b"xref\n9 1"),
    )
    for data in (EMBEDDED, updated):
        report = check(re.sub(rb"/Size \d+", said, data))
        assert (report.number_of_pages, [*report.verdicts], report.unread) == (1, [], ())


def test_a_page_count_that_is_missing_is_none_also_without_the_size() -> None:
    # PDFBox counts pages only after a search for objects.
    data = tree("<</Type/Pages/Kids[@node0]>>", PAGE)
    assert [*check(re.sub(rb"/Size \d+", b"", data)).verdicts] == [EMPTY]
