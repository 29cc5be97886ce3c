"""PDFs that are encrypted, made with pikepdf."""

from __future__ import annotations

import io

import pikepdf

from tests.support.pdfs import pdf


def protected(password: str) -> bytes:
    """Three pages that are encrypted, which may need no password to be opened."""
    with pikepdf.Pdf.open(io.BytesIO(pdf(3))) as document, io.BytesIO() as file:
        document.save(file, encryption=pikepdf.Encryption(user=password, owner="owner", R=6))
        return file.getvalue()
