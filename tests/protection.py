"""PDFs that are encrypted, made with pypdf."""

from __future__ import annotations

import io

import pypdf

from tests.pdfs import pdf


def protected(password: str) -> bytes:
    """Three pages that are encrypted, which may need no password to be opened."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(3)))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    with io.BytesIO() as file:
        writer.write(file)
        return file.getvalue()
