"""Styles of cells in an Excel file: the number format, font and fill that a file to correct repeats."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, TypeAlias
from xml.etree import ElementTree as ET

import attrs

from digipost.bulk.manifests.sheet_converter.sheet_marks import named

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping, Sequence

__all__ = ["PLAIN", "NumberFormat", "Style", "styles_of"]

NumberFormat: TypeAlias = "int | str"
"""The number of a format that Excel has built in, or the code of another format."""

_FIRST_OWN = 164  # ECMA-376, part 1, 18.8.30: smaller numbers are built in
_GENERAL: NumberFormat = 0
_STYLES, _THEME = "xl/styles.xml", "xl/theme/theme1.xml"
# The numbers in cells (18.8.3) and in the theme have different orders: light and dark change places.
_OF_A_THEME = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    *(f"accent{number}" for number in range(1, 7)),
    "hlink",
    "folHlink",
)
_OFF = frozenset({"0", "false", "none"})
_FONT = {"b": "bold", "i": "italic", "u": "underline"}
_BLACK, _WHITE = "#000000", "#FFFFFF"
_ALIGNED = frozenset({"left", "center", "right"})


@attrs.frozen
class Style:
    """Style of a cell.

    Attributes:
        format: The number format.
        look: Font, fill and alignment, by the names of XlsxWriter's formats.
    """

    format: NumberFormat = _GENERAL
    look: tuple[tuple[str, str | int], ...] = ()


PLAIN = Style()
"""The style of a cell without a style of its own."""


def styles_of(archive: zipfile.ZipFile) -> list[Style]:
    """Return the styles of a workbook, by their numbers in cells."""
    if _STYLES not in archive.namelist():
        return []
    root = ET.fromstring(archive.read(_STYLES))  # noqa: S314 - expat bounds entities
    theme = _theme(archive)
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in named(root, "numFmt")}
    fonts = [each for all_ in named(root, "fonts") for each in all_]
    fills = [each for all_ in named(root, "fills") for each in all_]
    return [
        Style(_format(each, codes), _look(each, fonts, fills, theme))
        for cells in named(root, "cellXfs")
        for each in cells
    ]


def _format(cell: ET.Element, codes: Mapping[str, str]) -> NumberFormat:
    id_ = cell.get("numFmtId", "0")
    return codes[id_] if id_ in codes else int(id_) if int(id_) < _FIRST_OWN else _GENERAL


def _look(
    cell: ET.Element, fonts: Sequence[ET.Element], fills: Sequence[ET.Element], theme: Mapping[str, str]
) -> tuple[tuple[str, str | int], ...]:
    font, fill = _numbered(fonts, cell.get("fontId")), _numbered(fills, cell.get("fillId"))
    found: dict[str, str | int] = {}
    if font is not None:
        found |= {
            name: 1
            for mark, name in _FONT.items()
            for each in named(font, mark)
            if each.get("val") not in _OFF
        }
    pattern = None if fill is None else next(named(fill, "patternFill"), None)
    is_filled = pattern is not None and pattern.get("patternType", "none") != "none"
    ground = _colour(pattern, "fgColor", theme) if pattern is not None and is_filled else None
    if ground is not None:
        found |= {"bg_color": ground, "pattern": 1}
    # A light text would be invisible without its background; a text without a colour is black.
    ink = None if font is None or (is_filled and ground is None) else _colour(font, "color", theme)
    if ink is not None and ink not in ({_BLACK} if ground is not None else {_BLACK, _WHITE}):
        found["font_color"] = ink
    for each in named(cell, "alignment"):
        if each.get("horizontal") in _ALIGNED:
            found["align"] = each.get("horizontal", "")
        if each.get("wrapText", "0") not in _OFF:
            found["text_wrap"] = 1
    return tuple(found.items())


def _numbered(parts: Sequence[ET.Element], number: str | None) -> ET.Element | None:
    return parts[int(number)] if number is not None and int(number) < len(parts) else None


def _colour(part: ET.Element, name: str, theme: Mapping[str, str]) -> str | None:
    """Return a colour as #RRGGBB; None for a colour of the system or the palette of old versions."""
    colour = next(named(part, name), None)
    if colour is None:
        return None
    rgb = colour.get("rgb", "")[-6:] or theme.get(colour.get("theme", ""))
    return None if not rgb else _tinted(rgb, float(colour.get("tint", "0")))


def _tinted(rgb: str, tint: float) -> str:
    """Return a colour that is lighter (a tint above 0) or darker, by ECMA-376, part 1, 18.8.19."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(rgb)))
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    parts = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "#" + bytes(round(part * 255) for part in parts).hex().upper()


def _theme(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the colours of the theme as RRGGBB, by their numbers in cells."""
    if _THEME not in archive.namelist():
        return {}
    root = ET.fromstring(archive.read(_THEME))  # noqa: S314 - likewise
    found: dict[str, str] = {}
    for number, name in enumerate(_OF_A_THEME):
        for each in named(root, name):
            for colour in each:
                found[str(number)] = colour.get("lastClr") or colour.get("val") or ""
    return found
