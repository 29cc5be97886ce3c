"""Text as XML."""

from __future__ import annotations

import re

__all__ = ["attribute", "text"]

# What has to be escaped, or cannot be written at all: everything but these.
_SPECIAL_IN_TEXT = re.compile("[^\t\n\x20-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL_IN_ATTRIBUTE = re.compile("[^\x20!#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A carriage return would come back as a line feed, and in an attribute tab and line feed as spaces.
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_TEXT_TABLE = str.maketrans(_IN_TEXT)
_ATTRIBUTE_TABLE = str.maketrans(_IN_ATTRIBUTE)


def text(value: str) -> str:
    """Return `value` as the text of an element."""
    # Printable is narrower than what XML can carry, and three searches are faster than one expression.
    if value.isprintable() and not ("&" in value or "<" in value or ">" in value):
        return value
    return value if _SPECIAL_IN_TEXT.search(value) is None else _escape(value, _TEXT_TABLE)


def attribute(value: str) -> str:
    """Return `value` as it stands between double quotes."""
    return value if _SPECIAL_IN_ATTRIBUTE.search(value) is None else _escape(value, _ATTRIBUTE_TABLE)


def _escape(value: str, table: dict[int, str]) -> str:
    if _NOT_XML.search(value):
        msg = "a character that XML cannot carry"
        raise ValueError(msg)
    return value.translate(table)
