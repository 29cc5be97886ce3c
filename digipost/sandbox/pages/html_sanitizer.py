"""HTML letters, sanitised for display.

The allowed HTML follows the policy that Digipost publishes for letters in HTML (its HTML validator, version 2
of the policy); `digipost.preflight.html_rules` has its elements and properties. Where Digipost would refuse
the letter, this removes the forbidden parts and shows the rest.
"""

from __future__ import annotations

import re

import nh3

from digipost.preflight.html_rules.css_properties import PROPERTIES
from digipost.preflight.html_rules.policy import ELEMENTS

__all__ = ["sanitised"]

_TAGS = ELEMENTS - {"style"}
# Elements that are removed together with their text. The text of `style` elements is checked separately.
_GONE_WITH_THEIR_CONTENT = {"script", "style", "iframe", "object", "noscript", "template", "svg", "math"}

_REL = "nofollow noopener noreferrer"
_COLOUR = (
    r"(?i:aqua|black|blue|fuchsia|gr[ae]y|green|lime|maroon|navy|olive|purple|red|silver|teal|white|yellow"
    r"|#[0-9a-f]{3}(?:[0-9a-f]{3})?)"
)
_NUMBER = r"[0-9]+"
_LENGTH = r"[0-9]+%?"
_NAME = r"[a-zA-Z0-9:\-_.]+"
_ALIGN = r"(?i:center|left|right|justify|char)"
_VALIGN = r"(?i:baseline|bottom|middle|top)"
_ANY = r"[\s\S]*"
_CELLS = ("td", "th")
_COLUMNS = ("col", "colgroup")
_ROWS = ("thead", "tbody", "tfoot", "tr")

# Attribute, the elements that may have it, and the pattern of its values.
_RULES = (
    ("id", ("*",), _NAME),
    ("class", ("*",), r"[a-zA-Z0-9\s,\-_]+"),
    ("lang", ("*",), r"[a-zA-Z]{2,20}"),
    ("title", ("*",), r"[\w\s\-',:\[\]!./\\()&]*"),
    # Without addresses, except for embedded pictures: the frame blocks all other requests.
    ("style", ("*",), r"(?:(?!url\(|\\)[\s\S]|url\(['\"]?data:)*"),
    ("href", ("a",), r"(?:(?:https?://|mailto:)|(?![a-zA-Z][a-zA-Z0-9+.\-]*:))[\w.#@$%+&;:\-~,?=/!() ]+"),
    ("target", ("a",), r"_blank"),
    ("name", ("a",), r"[a-zA-Z0-9\-_$]+"),
    ("for", ("label",), _NAME),
    ("color", ("font",), _COLOUR),
    ("face", ("font",), r"[\w;, \-]+"),
    ("size", ("font",), _NUMBER),
    ("src", ("img",), r"data:image/(?:gif|jpg|jpeg|png);base64[\s\S]*"),
    ("alt", ("img",), _ANY),
    ("align", ("p", "table", *_ROWS, *_CELLS, *_COLUMNS, "img", "hr"), _ALIGN),
    ("valign", (*_ROWS[:3], *_CELLS, *_COLUMNS), _VALIGN),
    ("border", ("table",), _NUMBER),
    ("cellpadding", ("table",), _NUMBER),
    ("cellspacing", ("table",), _NUMBER),
    ("bgcolor", ("table", *_CELLS), _COLOUR),
    ("height", ("table", *_CELLS, "tr", "img", "hr"), _LENGTH),
    ("width", ("table", *_CELLS, "tr", "img", "hr", *_COLUMNS), _LENGTH),
    ("span", _COLUMNS, _LENGTH),
    ("colspan", _CELLS, _NUMBER),
    ("rowspan", _CELLS, _NUMBER),
    ("abbr", _CELLS, r"[\w\s\-',:\[\]!./\\()&]*"),
    ("headers", _CELLS, r"[a-zA-Z0-9:\-_. ]+"),
    ("scope", _CELLS, r"(?i:(?:row|col)(?:group)?)"),
)
_ATTRIBUTES: dict[str, set[str]] = {}
_VALUES: dict[tuple[str, str], re.Pattern[str]] = {}
for _attribute, _elements, _value in _RULES:
    for _element in _elements:
        _ATTRIBUTES.setdefault(_element, set()).add(_attribute)
        _VALUES[_element, _attribute] = re.compile(_value)

_VALUES["a", "rel"] = re.compile(_REL)  # set by nh3, not by the letter

_PROPERTIES = {name for name in PROPERTIES if not name.endswith("()")}

# Possessive, so that the time is proportional to the length of a letter.
_STYLE_ELEMENT = re.compile(r"<style\b[^<>]*+>([^<]*+)</style\s*+>", re.IGNORECASE)
# Without `<`, so that every parser sees the end of a `style` element at the same place.
_RULE_SET = re.compile(r"\s*+[\w.#\-:\[\], ]++\{[\w\s.,%#\-:\"'()!;]*+\}\s*+")
_NOT_IN_CSS = re.compile(r"javascript|expression|url\(|https?://", re.IGNORECASE)


def sanitised(html: str) -> str:
    """Remove everything from a letter that is active, or is fetched from elsewhere.

    Returns:
        HTML of the elements, attributes and styles that Digipost allows. The style sheets come first, and
        links open in another tab.
    """
    styles = "\n".join(text for text in _STYLE_ELEMENT.findall(html) if _is_harmless(text))
    body = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_GONE_WITH_THEIR_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        link_rel=_REL,
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties=_PROPERTIES,
    )
    return f"<style>{styles}</style>{body}"


def _allowed(element: str, attribute: str, value: str) -> str | None:
    pattern = _VALUES.get((element, attribute)) or _VALUES.get(("*", attribute))
    return value if pattern is not None and pattern.fullmatch(value) else None


def _is_harmless(css: str) -> bool:
    """Return True if Digipost allows the text of a `style` element: it has rules only."""
    at = 0
    while found := _RULE_SET.match(css, at):
        at = found.end()
    return at == len(css) and not _NOT_IN_CSS.search(css)
