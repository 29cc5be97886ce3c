"""Fonts of PDFs."""

from __future__ import annotations

import io

from PIL import ImageFont


def some_font() -> bytes:
    """A TrueType font, of which a PDF would hold a part."""
    font = ImageFont.load_default(10)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert isinstance(font.path, io.BytesIO)
    return font.path.getvalue()


def simple(name: str, more: str = "", kind: str = "TrueType") -> str:
    return f"<</Type/Font/Subtype/{kind}{name and '/BaseFont/' + name}{more}>>"


def described(name: str, program: str = "") -> str:
    called = name and f"/FontName/{name}"
    return f"/FontDescriptor<</Type/FontDescriptor/Flags 4{called}{program}>>"
