"""The elements and attributes that Digipost's HTML validator allows.

This is version 2 of its policy, in force since June 2019.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digipost.preflight.html_rules.addresses import allowed_address
from digipost.preflight.html_rules.style_attribute import declarations
from digipost.preflight.html_rules.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.preflight.html_rules.attributes import Attribute
    from digipost.preflight.html_rules.tokens import Tag

__all__ = ["ELEMENTS", "NEEDS_ATTRIBUTES", "VOID", "refused_attributes", "washed_address"]

ELEMENTS = words(
    "html body head title meta base style a label h1 h2 h3 h4 h5 h6 p i b u strong em small big pre code "
    "cite samp sub sup strike center blockquote hr br font map span div img ul ol li dd dt dl table thead "
    "tbody tfoot tr td th col colgroup caption fieldset legend figure figcaption header nav section aside "
    "article footer hgroup main abbr acronym address dfn "
    "kbd q var tt"
)
VOID = words(
    "area base basefont br col command embed hr img input isindex keygen link meta param source track wbr"
)
NEEDS_ATTRIBUTES = frozenset({"font", "img"})
"""The elements that the validator refuses if no attribute is left."""

_SPACE = " \t\n\v\f\r"  # `\s` in Java
_COLOUR = (
    "aqua|black|blue|fuchsia|gray|grey|green|lime|maroon|navy|olive|purple|red|silver|teal|white|yellow"
    "|#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?"
)
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_LENGTH = "[0-9]+%?"
_NAME = r"[a-zA-Z0-9\-_$]+"
_ID = r"[a-zA-Z0-9:\-_.]+"
_ALIGN = "(?i:center|left|right|justify|char)"
_VALIGN = "(?i:baseline|bottom|middle|top)"
_VIEWPORT = (
    "(?:[, ;\t]*(?:width|height|initial-scale|minimum-scale|maximum-scale|user-scalable|target-densityDpi)"
    r" {0,3}= {0,3}(?:device-width|device-height|device-dpi|yes|no|[0-9.\-]{1,4})){1,6}"
)
_CONTENT = "text/html; *charset=(?:[uU][tT][fF]-?8|[iI][sS][oO]-8859-1)"
_PICTURE = "data:image/(?:gif|jpg|jpeg|png);base64.+"

_ONSITE = r"\.#@$%+&;-_~,?=/!"
_OFFSITE = ".#@$%+&;:-_~,?=/!()"
_OFFSITE_START = re.compile(rf"[{_SPACE}]*(?:(?:ht|f)tps?://|mailto:)")
# The validator encodes these characters before it compares an address with its patterns.
_ENCODED = re.compile(r"[\x00-\x20(){}]")


def _matching(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: compiled.fullmatch(value) is not None


def _anything(_: str) -> bool:
    return True


def _is_of(characters: str, value: str) -> bool:
    """Return True if each character is in `characters`, or is a letter or digit of any script."""
    return all(each in characters or unicodedata.category(each)[0] in "LN" for each in value)


def _is_title(value: str) -> bool:
    return _is_of(_SPACE + "-_',:[]!./\\()&", value)


def _is_paragraph(value: str) -> bool:
    return _is_of(_SPACE + ",'.-_()", re.sub("&[0-9]{2};", "", value))


def washed_address(value: str) -> str | None:
    """Return an address as the validator encodes it, or None if its protocol is not allowed."""
    address = allowed_address(value)
    if address is None:
        return None
    return _ENCODED.sub(lambda found: f"%{ord(found[0]):02x}" if found[0] != "\0" else "", address)


def _is_onsite(value: str) -> bool:
    return value != "" and _is_of(_ONSITE, value)


def _is_offsite(value: str) -> bool:
    start = _OFFSITE_START.match(value)
    if start is None:
        return False
    rest = value[start.end() :].rstrip(_SPACE)
    return (
        rest != "" and _is_of("", rest[0]) and all(_is_of(_OFFSITE, each) or _is_space(each) for each in rest)
    )


def _is_space(character: str) -> bool:
    return unicodedata.category(character) == "Zs"


def _address(allows: Callable[[str], bool]) -> Callable[[str], bool]:
    def is_allowed(value: str) -> bool:
        washed = washed_address(value)
        return washed is not None and allows(washed)

    return is_allowed


def _is_style(value: str) -> bool:
    return any(each.is_kept for each in declarations(value))


_is_viewport = _matching(_VIEWPORT)
_is_content_type = _matching(_CONTENT)
_ROWS = "thead tbody tfoot"
_COLUMNS = "col colgroup"
# Attributes, their elements (`*` for all), and the allowed values.
_RULES: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("id", "*", _matching(_ID)),
    ("class", "*", _matching(r"[a-zA-Z0-9\s,\-_]+")),
    ("lang", "*", _matching("[a-zA-Z]{2,20}")),
    ("title", "*", _is_title),
    ("style", "*", _is_style),
    ("href", "a", _address(lambda value: _is_onsite(value) or _is_offsite(value))),
    ("target", "a base", _matching("_blank")),
    ("name", "a", _matching(_NAME)),
    ("nohref", "a", _anything),
    ("for", "label", _matching(_ID)),
    ("color", "font", _matching(_COLOUR)),
    ("face", "font", _matching(r"[\w;, \-]+")),
    ("size", "font", _matching(_NUMBER)),
    ("src", "img", _address(_matching(_PICTURE))),
    ("alt", "img", _anything),
    ("align", f"p table {_ROWS} tr td th {_COLUMNS} img hr", _matching(_ALIGN)),
    ("valign", f"{_ROWS} tr td th {_COLUMNS}", _matching(_VALIGN)),
    ("border cellpadding cellspacing", "table", _matching(_NUMBER)),
    ("bgcolor", "table td th", _matching(_COLOUR)),
    ("background", "table td th tr", _address(_is_onsite)),
    ("noresize", "table", _matching("(?i:noresize)")),
    ("height width", "table td th tr img hr", _matching(_LENGTH)),
    ("span width", _COLUMNS, _matching(_LENGTH)),
    ("colspan rowspan", "td th", _matching(_NUMBER)),
    ("abbr", "td th", _is_paragraph),
    ("axis headers", "td th", _matching(_NAME)),
    ("scope", "td th", _matching("(?i:(?:row|col)(?:group)?)")),
    ("nowrap", "td th", _anything),
    ("char", f"td th tr {_COLUMNS} {_ROWS}", lambda value: len(value) <= 1),
    ("charoff", f"td th tr {_COLUMNS} {_ROWS}", _matching(_LENGTH)),
    ("type", "style", _matching("text/css")),
    ("http-equiv", "meta", lambda value: value.lower() == "content-type"),
    ("charset", "meta", _anything),
    ("name", "meta", lambda value: value.lower() == "viewport"),
    ("content", "meta", lambda value: _is_viewport(value) or _is_content_type(value)),
)
_ALLOWED: dict[tuple[str, str], Callable[[str], bool]] = {
    (element, attribute): is_allowed
    for attributes, elements, is_allowed in _RULES
    for element in elements.split()
    for attribute in attributes.split()
}


def refused_attributes(tag: Tag) -> tuple[list[Attribute], bool]:
    """Find the attributes of a start tag that the validator refuses.

    Returns:
        The refused attributes, each name once, and True if at least one attribute is left.
    """
    kept: dict[str, str] = {}
    for each in tag.attributes:
        is_allowed = _ALLOWED.get((tag.name, each.name)) or _ALLOWED.get(("*", each.name))
        if is_allowed is not None and is_allowed(each.value):
            kept.setdefault(each.name, each.value)
    added: set[str] = set()
    if tag.name == "a":
        # The validator writes both attributes itself, regardless of the letter.
        if "target" not in kept.values():
            added.add("target")
        if "href" in kept:
            added.add("rel")
    refused: dict[str, Attribute] = {}
    for each in tag.attributes:
        if each.name not in kept and each.name not in added:
            refused.setdefault(each.name, each)
    return [*refused.values()], bool(kept or added)
