"""PDFs, made by hand so that a test knows each byte of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

A4 = "[0 0 595.276 841.89]"
SIDEWAYS = "[0 0 841.89 595.276]"
HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_NAME = re.compile(rb"@(\w+)")


@attrs.frozen
class Stream:
    """An object with data; `about` is what stands in its dictionary besides the length."""

    data: bytes
    about: str = ""

    def __bytes__(self) -> bytes:
        head = f"<<{self.about}/Length {len(self.data)}>>\nstream\n".encode("latin-1")
        return head + self.data + b"\nendstream"


@attrs.frozen(kw_only=True)
class Page:
    """A page: what is drawn, its boxes and other keys, and its resources."""

    content: str | bytes = b""
    box: str = A4
    keys: str = ""
    resources: str | None = "<</Font<</F @font>>>>"


def pdf(pages: int = 1, text: str = "a letter") -> bytes:
    """A PDF of empty A4 pages, with a text in a comment."""
    kids = " ".join(f"@page{number}" for number in range(pages))
    page = "<</Type/Page/Parent @pages/MediaBox[0 0 595 842]>>"
    objects = {
        "catalog": "<</Type/Catalog/Pages @pages>>",
        "pages": f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        **{f"page{number}": page for number in range(pages)},
    }
    return assembled(objects, header=f"%PDF-1.7\n%{text}\n")


def paged(
    *pages: Page, others: Mapping[str, str | bytes | Stream] | None = None, header: str = "%PDF-1.7\n"
) -> bytes:
    """A PDF of these pages. Their font is Helvetica, as `/F`; `others` are objects that they name with @."""
    kids = " ".join(f"@page{number}" for number in range(len(pages)))
    objects: dict[str, str | bytes | Stream] = {
        "catalog": "<</Type/Catalog/Pages @pages>>",
        "pages": f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "font": HELVETICA,
        **(others or {}),
    }
    for number, page in enumerate(pages):
        resources = "" if page.resources is None else f"/Resources {page.resources}"
        box = f"/MediaBox {page.box}" if page.box else ""
        objects[f"page{number}"] = (
            f"<</Type/Page/Parent @pages{box}{page.keys}{resources}/Contents @content{number}>>"
        )
        data = page.content if isinstance(page.content, bytes) else page.content.encode("latin-1")
        objects[f"content{number}"] = Stream(data)
    return assembled(objects, header=header)


def text_at(x: float, y: float, text: str = "X", size: float = 10) -> str:
    """Instructions that write a text whose first glyph starts there, in points from the origin."""
    return f"BT /F {size} Tf 1 0 0 1 {x:.4f} {y:.4f} Tm ({text}) Tj ET\n"


def assembled(objects: Mapping[str, str | bytes | Stream], *, header: str = "%PDF-1.7\n") -> bytes:
    """A file of these objects, of which the first is the catalog; `@name` refers to another one."""
    numbers = {name.encode(): number for number, name in enumerate(objects, 1)}
    data = header.encode("latin-1")
    places = []
    for number, value in enumerate(objects.values(), 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, _referring(value, numbers))
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)


def _referring(value: str | bytes | Stream, numbers: Mapping[bytes, int]) -> bytes:
    if isinstance(value, Stream):
        about = _referring(value.about, numbers).decode("latin-1")
        return bytes(Stream(value.data, about))
    text = value if isinstance(value, bytes) else value.encode("latin-1")
    return _NAME.sub(lambda found: b"%d 0 R" % numbers[found[1]], text)


UNFOLDING = "<</XObject<</X @laugh0>>>>"
"""The resources of a page that draws the forms of `laughs`."""


def laughs() -> dict[str, Stream]:
    """Forms that draw forms, ten times each: a kilobyte that comes to a million million."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 900 900]"
    forms = {
        f"laugh{depth}": Stream(b"/X Do " * 10, f"{form}/Resources<</XObject<</X @laugh{depth + 1}>>>>")
        for depth in range(9)
    }
    return {**forms, "laugh9": Stream(b"0 0 1 1 re f " * 15, form)}
