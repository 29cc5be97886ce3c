"""Text as XML."""

from __future__ import annotations

import re

__all__ = ["NOT_XML", "attribute", "text"]

# Three small sets: compiling one large set takes eight times as long.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")
"""Characters that XML 1.0 cannot carry, escaped or not."""


def text(value: str) -> str:
    """Return `value` as the text of an element."""
    # Most values are one word of letters and digits, which needs no escapes.
    if value.isalnum():
        return value
    # All printable characters are allowed in XML, and this check is fast.
    if not value.isprintable() and NOT_XML.search(value):
        msg = "a character that XML cannot carry"
        raise ValueError(msg)
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    # A parser would return a carriage return as a line feed.
    return value.replace("\r", "&#13;") if "\r" in value else value


def attribute(value: str) -> str:
    """Return `value` as the text of an attribute in double quotes."""
    value = text(value)
    if '"' in value:
        value = value.replace('"', "&quot;")
    # A parser would return tabs and line feeds as spaces.
    return value if value.isprintable() else value.replace("\t", "&#9;").replace("\n", "&#10;")
