"""How a document can be shown: by what its bytes are, whatever its sender calls it."""

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

__all__ = ["Showing", "download_name", "image_type", "shown_file", "text_of"]

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
# Each part is taken once and never given back: comments could be told apart in exponentially many ways.
_SVG = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+)*+(?:<!DOCTYPE[^>]*+>\s*+)?+<svg\b", re.DOTALL
)
_TEXTS = {"txt", "text", "csv", "xml", "json", "md", "log"}
_PAGES = {"html", "htm"}
_UNSAFE = re.compile(r"[^\w \-]+")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")


class Showing(StrEnum):
    """What a frame with a document holds."""

    PAGES = "pages"
    """Pictures of the pages of a PDF."""
    IMAGE = "image"
    """The image itself."""
    HTML = "html"
    """What is left of a letter in HTML when it was made safe."""
    TEXT = "text"
    """Its characters, or the first of them."""
    NOTHING = "nothing"
    """That it cannot be shown, and why."""


def shown_file(letter: Letter, document: api_v8.Document, uuid: UUID) -> tuple[Path, Showing]:
    """Return a file with what a document holds, and how to show it.

    A document that was encrypted for a key of the sandbox is opened. Of another, it is the file as it came,
    which is not shown.
    """
    if document.encrypted is None:
        path = letter.documents.path(uuid)
        return path, _showing_of(document, path)
    opened = letter.documents.opened(uuid)
    if opened is None:
        return letter.documents.path(uuid), Showing.NOTHING
    return opened, _showing_of(document, opened)


def _showing_of(document: api_v8.Document, path: Path) -> Showing:
    """How to show a document whose content is in that file."""
    if not path.exists():
        return Showing.NOTHING
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    size, file_type = path.stat().st_size, document.file_type.lower()
    if beginning.startswith(b"%PDF-"):
        return Showing.PAGES
    if image_type(path) is not None:
        return Showing.IMAGE if size <= _MOST_OF_IMAGE else Showing.NOTHING
    if file_type in _PAGES:
        return Showing.HTML if size <= _MOST_OF_HTML else Showing.NOTHING
    return Showing.TEXT if file_type in _TEXTS else Showing.NOTHING


def image_type(path: Path) -> str | None:
    """The media type of an image that any browser shows; None for other files.

    A drawing in SVG is one: as an image, a browser neither runs nor fetches what is in it.
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
    """The text of a file, as UTF-8 or else as Windows has it, and whether it is all of it.

    Of a large file it is the beginning.
    """
    with path.open("rb") as file:
        data = file.read(_MOST_OF_TEXT)
        is_all = not file.read(1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A character may have been cut in two.
        is_cut = not is_all and error.start > len(data) - 4
        text = data[: error.start].decode() if is_cut else data.decode("cp1252", "replace")
    return text, is_all


def download_name(document: api_v8.Document) -> str:
    """What a document is called as a file: its subject, without anything that could be part of a path."""
    plain = unicodedata.normalize("NFC", document.subject or "")
    name = " ".join(_UNSAFE.sub(" ", plain).split())[:_LONGEST_NAME].strip()
    extension = document.file_type.lower()
    return f"{name or 'document'}.{extension if _EXTENSION.fullmatch(extension) else 'bin'}"
