"""Draw the layers of the library and of the sandbox: python docs/house.py writes docs/images/house.svg.

The floors are the layers of the contracts in pyproject.toml. `make lint` enforces the contracts, so the
drawing matches the code. A test compares the picture with the contracts.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

__all__ = ["PICTURE", "drawn"]

_ROOT = Path(__file__).parent.parent
PICTURE = _ROOT / "docs" / "images" / "house.svg"
_HOUSES = ("digipost", "digipost.sandbox")

_LEGEND = {
    "file": "a public module",
    "folder": "a folder with public names",
    "internal": "a folder that is internal as a whole",
}

_WIDTH, _MARGIN, _TITLE = 440, 8, 44  # a phone shows it in a size that can be read
_FLOOR, _ROOM = 38, 28  # heights
_LETTER, _PADDING, _GAP = 7.3, 12, 8
_STYLE = """
text { font: 13px ui-monospace, Menlo, Consolas, monospace; fill: #1f2937 }
.title { font: 600 15px system-ui, sans-serif }
.floor { fill: #f3f4f6 }
.file { fill: #ffffff; stroke: #9ca3af }
.folder { fill: #dbeafe; stroke: #3b82f6 }
.internal { fill: #e5e7eb; stroke: #6b7280 }
@media (prefers-color-scheme: dark) {
  text { fill: #e5e7eb } .floor { fill: #1f2937 } .file { fill: #111827 }
  .folder { fill: #1e3a8a } .internal { fill: #374151 }
}
"""


class _Room(NamedTuple):
    """A module or a folder.

    Attributes:
        name: Its name in the package.
        kind: `file`, `folder`, or `internal` for a folder without public names.
    """

    name: str
    kind: str

    @property
    def width(self) -> int:
        return round(len(self.name) * _LETTER) + 2 * _PADDING


def drawn() -> str:
    """Return the drawing as SVG."""
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = {each["containers"][0]: each["layers"] for each in contracts if each["type"] == "layers"}
    parts: list[str] = []
    top = float(_MARGIN)
    for row in _rows([_Room(words, kind) for kind, words in _LEGEND.items()]):
        _draw(parts, row, top)
        top += _FLOOR
    for package in _HOUSES:
        top = _house(parts, package, layers[package], top)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" '
        f'viewBox="0 0 {_WIDTH} {top + _MARGIN:.0f}" role="img" '
        'aria-label="The layers of the library and of the sandbox">'
    )
    return "\n".join([head, f"<style>{_STYLE}</style>", *parts, "</svg>", ""])


def _house(parts: list[str], package: str, layers: list[str], top: float) -> float:
    parts.append(f'<text class="title" x="{_MARGIN}" y="{top + 30:.0f}">{package}/</text>')
    top += _TITLE
    for layer in layers:
        rows = _rows([_room(package, name.strip()) for name in layer.split("|")])
        height = len(rows) * _FLOOR
        parts.append(
            f'<rect class="floor" x="{_MARGIN}" y="{top:.0f}" rx="4" width="{_WIDTH - 2 * _MARGIN}" '
            f'height="{height - 4}"/>'
        )
        for number, row in enumerate(rows):
            _draw(parts, row, top + number * _FLOOR)
        top += height
    return top


def _room(package: str, name: str) -> _Room:
    folder = _ROOT.joinpath(*package.split("."), name)
    if not folder.is_dir():
        return _Room(f"{name}.py", "file")
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return _Room(f"{name}/", "internal" if "Internal" in text else "folder")


def _rows(rooms: list[_Room]) -> list[list[_Room]]:
    """Break the rooms of a floor into rows that fit."""
    rows: list[list[_Room]] = [[]]
    for room in rooms:
        taken = sum(each.width + _GAP for each in rows[-1])
        if taken + room.width > _WIDTH - 4 * _MARGIN:
            rows.append([])
        rows[-1].append(room)
    return rows


def _draw(parts: list[str], rooms: list[_Room], top: float) -> None:
    left = (_WIDTH - sum(each.width + _GAP for each in rooms) + _GAP) // 2
    for room in rooms:
        parts.append(
            f'<rect class="{room.kind}" x="{left}" y="{top + 3:.0f}" rx="3" width="{room.width}" '
            f'height="{_ROOM}"/>'
        )
        parts.append(
            f'<text x="{left + room.width // 2}" y="{top + 21:.0f}" text-anchor="middle">'
            f"{escape(room.name)}</text>"
        )
        left += room.width + _GAP


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
