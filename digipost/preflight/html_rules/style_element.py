"""The CSS in a `style` element, by the rules of Digipost's HTML validator.

The validator uses regular expressions whose time grows exponentially with the number of rules. This module
applies the same rules, but reads each part of the text a constant number of times.

A block is `selector { declarations }`. The validator silently skips declarations that its expression does not
recognise if it recognises another one of the block. This module does the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.preflight.html_rules.css_properties import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MOST_RULES", "style_problems"]

MOST_RULES = 500
"""Maximum rules in a `style` element. The validator accepts 300, and raises an exception at 1 000."""

_JAVA_BLANK = "".join(map(chr, range(0x21)))  # removed by Java's `String.trim`
_SELECTOR = r"[.#\-\w\s: \[\],]"
_SELECTOR_BEFORE = re.compile(rf"{_SELECTOR}*", re.ASCII)
_NAME_BEFORE = re.compile(r"[\w\- ]*", re.ASCII)
_VALUE = re.compile(r"[\w. ,%#\-:\"'()!\\]*", re.ASCII)
_ILLEGAL_WORDS = ("javascript", "expression", "url(", "http://", "https://", "/*", "*/")

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_LENGTH = re.compile(r"[0-9]+(?:%|px|em|rem)?")
_BASIS = re.compile(r"auto|content|(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:%|px|em|rem)?")
_FLEX_VALUES = (_NUMBER, _NUMBER, _BASIS)  # grow, shrink, basis


def _words(text: str) -> Callable[[str], bool]:
    return frozenset(text.split()).__contains__


def _anything(_: str) -> bool:
    return True


def _is_flex(value: str) -> bool:
    values = value.split()
    return 0 < len(values) <= len(_FLEX_VALUES) and all(
        pattern.fullmatch(each) for pattern, each in zip(_FLEX_VALUES, values, strict=False)
    )


_ALIGNED = "flex-start flex-end center baseline stretch"
_ALLOWED: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(PROPERTIES, _anything),
    **dict.fromkeys(("clear", "float", "content"), _anything),
    "display": _words("block inline-block inline flex"),
    "flex-direction": _words("row column row-reverse column-reverse"),
    "flex-wrap": _words("nowrap wrap wrap-reverse"),
    "justify-content": _words("flex-start flex-end center space-between space-around space-evenly"),
    "align-items": _words(_ALIGNED),
    "align-self": _words(f"auto {_ALIGNED}"),
    "gap": lambda value: _LENGTH.fullmatch(value) is not None,
    "flex": _is_flex,
}


def style_problems(css: str) -> list[tuple[str, int]]:
    """Return the validator's messages on the text of a `style` element.

    Returns:
        The messages, each with its place in the text.
    """
    end = len(css.rstrip(_JAVA_BLANK))
    start = end - len(css[:end].lstrip(_JAVA_BLANK))
    if start == end:
        return []
    problems = []
    broken = _first_that_is_no_rule(css, start, end)
    if broken is not None:
        problems.append(("CSS in style-element is invalid.", broken))
    number = 0
    for selector, at, content_start, content_end in _rules(css, start, end):
        number += 1
        problems += _problems_of_rule(css, selector, at, content_start, content_end)
    if number > MOST_RULES:
        problem = (
            f"The style element has {number} rules; Digipost's validator can fail on more than {MOST_RULES}."
        )
        problems.append((problem, start))
    return problems


def _first_that_is_no_rule(css: str, at: int, end: int) -> int | None:
    """Return the place where the text stops being a sequence of rules, or None if the whole text is one."""
    while at < end:
        selector = _matched_to(_SELECTOR_BEFORE, css, at, end)
        if selector == at or css[selector : selector + 1] != "{":
            # After the last rule only white space could follow, which the caller has removed.
            return selector
        closing = css.find("}", selector, end)
        if closing < 0 or closing == selector + 1:
            return selector
        at = closing + 1
    return None


def _matched_to(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    found = pattern.match(text, at, end)
    return at if found is None else found.end()


def _rules(css: str, at: int, end: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield the rules in the text: selector, its place, and the begin and end of the content."""
    closing = at
    while True:
        opening = css.find("{", at, end)
        if opening < 0:
            return
        if closing <= opening:  # otherwise, it matches the previous brace
            closing = css.find("}", opening + 1, end)
        if closing < 0:
            return
        before = css[at:opening]
        width = _matched_to(_SELECTOR_BEFORE, before[::-1], 0, len(before))
        if width == 0 or closing == opening + 1:
            at = opening + 1
            continue
        start = opening - width
        yield css[start:opening].strip(_JAVA_BLANK), start, opening + 1, closing
        at = _past_space(css, closing + 1, end)


def _past_space(css: str, at: int, end: int) -> int:
    while at < end and css[at] in " \t\n\v\f\r":
        at += 1
    return at


def _problems_of_rule(css: str, selector: str, at: int, start: int, end: int) -> Iterator[tuple[str, int]]:
    if not selector:
        yield "CSS selector not found. Indicates illegal css.", at
        return
    content = css[start:end].lower()
    if any(word in content for word in _ILLEGAL_WORDS):
        yield f"Content of selector '{selector}' contains one or more illegal words.", start
        return
    yield from _problems_of_declarations(css, start, end)


def _problems_of_declarations(css: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    is_recognised = False
    at = start
    while True:
        colon = css.find(":", at, end)
        if colon < 0:
            break
        value_end = _matched_to(_VALUE, css, colon + 1, end)
        if css[value_end : value_end + 1] != ";" or value_end == end:
            # Another colon in this text would end at the same place.
            at = value_end
            continue
        is_recognised = True
        before = css[at:colon]
        width = _matched_to(_NAME_BEFORE, before[::-1], 0, len(before))
        name = css[colon - width : colon].strip(_JAVA_BLANK)
        value = css[colon + 1 : value_end].strip(_JAVA_BLANK)
        is_allowed = _ALLOWED.get(name)
        if is_allowed is None:
            yield f"Property '{name}' is not allowed.", colon - len(css[colon - width : colon].lstrip())
        elif not is_allowed(value.lower()):
            yield f"Value '{value}' is not allowed for property '{name}'.", colon + 1
        at = value_end + 1
    content = css[start:end].strip(_JAVA_BLANK)
    if not is_recognised and content:
        place = _past_space(css, start, end)
        if content.endswith(";"):
            yield f"Malformed declaration: {content} .", place
        else:
            yield "Declaration must end with ';'.", place
