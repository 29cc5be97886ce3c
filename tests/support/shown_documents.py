"""Documents that the page of the sandbox shows."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, get_args

from PIL import Image

from digipost_schema import datatypes

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'
    b'<script>alert(1)</script><image href="https://elsewhere.example/x.png"/></svg>'
)
# Digipost accepts addresses in styles; the page fetches nothing from them.
HTML = (
    b"<!doctype html><h1>Hello</h1><!-- x --><p style='background:url(https://e.example/a.png)'>\xc3\xa6</p>"
)


def png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (3, 2), "red").save(file, "PNG")
    return file.getvalue()


ROOTS: tuple[type[DataTypeElement], ...] = get_args(datatypes.DataTypeElement)
