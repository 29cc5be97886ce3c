"""Files that are not a manifest, or whose content contradicts their suffix; each error gives advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.errors import ManifestError

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.bulk.manifests.records import Source

__all__ = ["CSV", "JSON_LINES", "OTHER_WORKBOOKS", "check_content"]

OTHER_WORKBOOKS = {
    ".xls": "is a workbook of Excel 97-2003. Open it in a spreadsheet, and save it as .xlsx.",
    ".xlt": "is a template of Excel 97-2003. Open it in a spreadsheet, and save it as .xlsx.",
    ".xlsb": "is a binary workbook of Excel. Open it in Excel, and save it as .xlsx (Excel Workbook).",
    ".numbers": "is a document of Apple Numbers. Open it in Numbers, and export it to Excel, as .xlsx.",
}
"""Workbooks that have to be saved as another kind, with the problem and the advice of each suffix."""

CSV = frozenset({".csv", ".tsv", ".txt"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
"""The suffixes of the kinds of text."""

_LOOKED_AT = 64  # bytes
_CHUNK = 1 << 20  # bytes
_ZIP = b"PK\x03\x04"  # as in .xlsx and .ods
_OLE = b"\xd0\xcf\x11\xe0"  # as in .xls and in an encrypted .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO, 2.3.4: the name of the stream
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHERWISE = "although its name says otherwise."
_TEXT = f"is text, {_OTHERWISE} Rename it to end with .csv."
_DAMAGED = "is no workbook that can be read. Open it in the spreadsheet, and save it as .xlsx."
_MARKS = b"\xef\xbb\xbf \r\n\t"


def check_content(path: Path, source: Source, *, is_workbook: bool) -> None:
    """Refuse a file whose content does not match its suffix; some programs write such files for Excel.

    Args:
        path: The path of the manifest.
        source: Opens its content.
        is_workbook: True if its suffix is that of a workbook that can be read.

    Raises:
        ManifestError: The text says how to save it.
    """
    problem = _problem(path.suffix.lower(), source, is_workbook=is_workbook)
    if problem is not None:
        raise ManifestError(f"{path.name} {problem}")


def _problem(suffix: str, source: Source, *, is_workbook: bool) -> str | None:
    """Return the problem of a file, or None."""
    with source() as file:
        start = file.read(_LOOKED_AT)
    is_table, is_text = suffix in CSV, suffix in CSV | JSON_LINES
    if start.startswith(_OLE) and suffix != ".parquet":
        return _of_ole(source)
    found = _by_start(start, is_text=is_text, is_table=is_table) or OTHER_WORKBOOKS.get(suffix)
    if found is None and not start and (is_workbook or is_table):
        return "is empty. Export it again from its source, with a row that names the columns."
    if found is None and is_workbook and not start.startswith(_ZIP):
        is_text = b"\0" not in start or start.startswith(_UTF_16)
        return _TEXT if is_text else _DAMAGED
    return found


def _by_start(start: bytes, *, is_text: bool, is_table: bool) -> str | None:
    """Return the problem of a file that begins as another kind of file, or None."""
    text = start.lstrip(_MARKS).lower()
    if text.startswith(_MARKUP):
        return f"is a web page or XML, {_OTHERWISE} Open it in a spreadsheet, and save it as .xlsx."
    if start.startswith(b"%PDF"):
        return "is a PDF. A manifest is a table with a row for each letter; the letters are files beside it."
    if is_text and start.startswith(_ZIP):
        return f"is a workbook, {_OTHERWISE} Rename it to end with .xlsx."
    if is_table and text.startswith((b'{"', b"[{")):
        return f"is JSON, {_OTHERWISE} Write an object on each line, and name it .jsonl."
    return None


def _of_ole(source: Source) -> str:
    """Return the problem of a workbook in the container of old Office files or of encrypted ones."""
    before = b""
    with source() as file:
        while chunk := file.read(_CHUNK):
            if _ENCRYPTED in before + chunk:
                return "is protected by a password. Remove it in the spreadsheet, and save the file as .xlsx."
            before = chunk[-len(_ENCRYPTED) :]
    return OTHER_WORKBOOKS[".xls"]
