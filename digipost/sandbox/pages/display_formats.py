"""Display formats of documents: PDFs and images are recognised by their bytes, whatever type is declared."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.model.letters import Letter

__all__ = ["DisplayFormat", "download_name", "image_type", "shown_file", "text_of"]

_BEGINNING = 512  # bytes
_MOST_OF_IMAGE = 20_000_000
_MOST_OF_HTML = 2_000_000
_MOST_OF_TEXT = 200_000
_LONGEST_NAME = 80

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
# Possessive: with backtracking, there are exponentially many ways to split a text into comments.
_SVG = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+)*+(?:<!DOCTYPE[^>]*+>\s*+)?+<svg\b", re.DOTALL
)
_TEXTS = {"txt", "text", "csv", "xml", "json", "md", "log"}
_PAGES = {"html", "htm"}
_UNSAFE = re.compile(r"[^\w \-]+")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")


class DisplayFormat(StrEnum):
    """The content of a document's frame."""

    PAGES = "pages"
    """Pictures of the pages of a PDF."""
    IMAGE = "image"
    """The image itself."""
    HTML = "html"
    """The letter in HTML, sanitised."""
    TEXT = "text"
    """The text, or its beginning."""
    NOTHING = "nothing"
    """A note that the document cannot be shown, with the reason."""


def shown_file(letter: Letter, document: api_v8.Document, uuid: UUID) -> tuple[Path, DisplayFormat]:
    """Return the file with a document's content, and its display format.

    A document that was encrypted for a key of the sandbox is decrypted. If it was encrypted for another key,
    the file is returned as it arrived, and is not shown.
    """
    if document.encrypted is None:
        path = letter.documents.path(uuid)
        return path, _showing_of(document, path)
    opened = letter.documents.opened(uuid)
    if opened is None:
        return letter.documents.path(uuid), DisplayFormat.NOTHING
    return opened, _showing_of(document, opened)


def _showing_of(document: api_v8.Document, path: Path) -> DisplayFormat:
    """Return the display format of a document with its content in `path`."""
    if not path.exists():
        return DisplayFormat.NOTHING
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    size, file_type = path.stat().st_size, document.file_type.lower()
    if beginning.startswith(b"%PDF-"):
        return DisplayFormat.PAGES
    if image_type(path) is not None:
        return DisplayFormat.IMAGE if size <= _MOST_OF_IMAGE else DisplayFormat.NOTHING
    if file_type in _PAGES:
        return DisplayFormat.HTML if size <= _MOST_OF_HTML else DisplayFormat.NOTHING
    return DisplayFormat.TEXT if file_type in _TEXTS else DisplayFormat.NOTHING


def image_type(path: Path) -> str | None:
    """Return the media type of an image that every browser shows; None for other files.

    SVG is included: when a browser shows it as an image, it runs no script and fetches nothing.
    """
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    for signature, media_type in _SIGNATURES:
        if beginning.startswith(signature):
            return media_type
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if _SVG.match(beginning) else None


def text_of(path: Path) -> tuple[str, bool]:
    """Return the text of a file, and True if it is complete.

    The text is decoded as UTF-8, or else as Windows-1252. Of a large file, only the beginning is read.
    """
    with path.open("rb") as file:
        data = file.read(_MOST_OF_TEXT)
        is_all = not file.read(1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The size limit may have cut a character in two.
        is_cut = not is_all and error.start > len(data) - 4
        text = data[: error.start].decode() if is_cut else data.decode("cp1252", "replace")
    return text, is_all


def download_name(document: api_v8.Document) -> str:
    """Return a file name for a document: its subject, without characters that could be part of a path."""
    plain = unicodedata.normalize("NFC", document.subject or "")
    name = " ".join(_UNSAFE.sub(" ", plain).split())[:_LONGEST_NAME].strip()
    extension = document.file_type.lower()
    return f"{name or 'document'}.{extension if _EXTENSION.fullmatch(extension) else 'bin'}"
