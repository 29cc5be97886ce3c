"""PDFs, made by hand so that a test knows each byte of them."""

from __future__ import annotations


def pdf(pages: int = 1, text: str = "a letter") -> bytes:
    """A PDF of empty A4 pages, with a text in a comment."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages,
    ]
    data = f"%PDF-1.7\n%{text}\n".encode()
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{each}\nendobj\n".encode()
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return data + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
