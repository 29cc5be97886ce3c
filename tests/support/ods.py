"""Workbooks of OpenDocument as LibreOffice lays them out: repeated cells and rows, types in attributes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'office:version="1.3"><office:body><office:spreadsheet>'
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write_ods(path: Path, rows: Sequence[Sequence[object]], name: str = "Fakturaer") -> Path:
    """Write a sheet."""
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    path.write_bytes(ods_of(lines + rest, name))
    return path


def ods_of(table: str, name: str = "Fakturaer") -> bytes:
    """Return a workbook with a sheet of that XML."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", _MIME)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        sheet = f"<table:table table:name={quoteattr(name)}>{table}</table:table>"
        archive.writestr("content.xml", _HEAD + sheet + _TAIL)
    return written.getvalue()


def _cell(cell: object) -> str:
    match cell:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            kind = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
        case int() | float():
            kind = f'office:value-type="float" office:value="{cell}"'
        case datetime():
            kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        case date():
            kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        case time():
            return _cell(timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second))
        case timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            period = f"PT{minutes // 60:02}H{minutes % 60:02}M{seconds:02}S"
            kind = f'office:value-type="time" office:time-value="{period}"'
        case _:
            kind = 'office:value-type="string" calcext:value-type="string"'
    return f"<table:table-cell {kind}>{_paragraphs(str(cell))}</table:table-cell>"


def _paragraphs(text: str) -> str:
    """Each line as a paragraph; spaces that XML would join are elements."""
    lines = (escape(line).replace(" ", "<text:s/>").replace("\t", "<text:tab/>") for line in text.split("\n"))
    return "".join(f"<text:p>{line}</text:p>" for line in lines)
