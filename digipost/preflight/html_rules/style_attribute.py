"""The CSS in a `style` attribute, as Digipost's HTML validator reads it.

The validator drops unknown parts of a declaration, and the attribute if nothing is left. The validator is
more lenient than the CSS standard: an unclosed bracket ends with the text, and `!important` alone keeps a
declaration.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from digipost.errors import ConfigurationError
from digipost.preflight.html_rules.addresses import allowed_address
from digipost.preflight.html_rules.css_properties import PROPERTIES, Kind, Property
from digipost.preflight.html_rules.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Declaration", "declarations", "load_css_parser"]

_UNITS = words("em ex ch rem vh vw vmin vmax px mm cm in pt pc deg rad grad turn s ms hz khz dpi dpcm dppx")
_URL_SAFE = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&+,;=%]")
_MOST_URL = 1024  # characters, after encoding; the validator drops longer addresses
_FONT_NAME = re.compile(r"[A-Za-z0-9 \t-]+")
_COLOUR_CODE = re.compile(r"[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
_MOST_DIGITS = 300
_SHORT = 500  # characters
_LONG_NUMBER = re.compile(rf"[0-9]{{{_MOST_DIGITS},}}")
_LITERAL, _IDENT, _FUNCTION = "literal", "ident", "function"
_BRACKETS = {"() block": "()", "[] block": "[]", "{} block": "{}"}
_NAME_OF_FONT = Kind.ANY_WORD | Kind.STRING
_UNKNOWN = Property()


@attrs.frozen
class Declaration:
    """Declaration in a `style` attribute.

    Attributes:
        name: The property, in lower case.
        is_kept: True if a part of its value is accepted.
        is_whole: True if no part of its value is dropped, as far as that is certain.
    """

    name: str
    is_kept: bool
    is_whole: bool


# tinycss2 has no type annotations.
_CssToken = Any


def load_css_parser() -> Callable[[str], list[_CssToken]]:
    """Load tinycss2, and return its tokenizer.

    Raises:
        ConfigurationError: The extra `html` is not installed.
    """
    try:
        from tinycss2 import parse_component_value_list  # noqa: PLC0415 - an extra
    except ImportError:
        raise ConfigurationError(
            "Checking HTML needs the extra `html`: pip install 'digipost[html]'. "
            "ClientConfig(preflight=False) sends without checks."
        ) from None
    cut: Callable[[str], list[_CssToken]] = parse_component_value_list
    return cut


def declarations(css: str) -> tuple[Declaration, ...]:
    """Read the value of a `style` attribute.

    Raises:
        ConfigurationError: The extra `html` is not installed.
    """
    return _declared_again(css) if len(css) <= _SHORT else _declared(css)


def _declared(css: str) -> tuple[Declaration, ...]:
    # tinycss2 converts each run of digits to a number, and Python refuses runs of thousands of digits.
    shortened = _LONG_NUMBER.sub(lambda digits: digits[0][:_MOST_DIGITS], css)
    return tuple(_declarations([*_flat(load_css_parser()(shortened))]))


# Letters repeat the same few styles in each cell of a table.
_declared_again = lru_cache(maxsize=64)(_declared)


def _flat(parsed: Sequence[_CssToken]) -> Iterator[_CssToken]:
    """Yield the tokens in order, including tokens in brackets, with the brackets as texts."""
    open_ones: list[Iterator[_CssToken]] = [iter(parsed)]
    closing: list[str] = [""]
    while open_ones:
        token = next(open_ones[-1], None)
        if token is None:
            open_ones.pop()
            if closing[-1]:
                yield closing[-1]
            closing.pop()
        elif token.type in _BRACKETS:
            yield _BRACKETS[token.type][0]
            open_ones.append(iter(token.content))
            closing.append(_BRACKETS[token.type][1])
        elif token.type not in {"whitespace", "comment"}:
            yield token


def _declarations(tokens: list[_CssToken]) -> Iterator[Declaration]:
    at = 0
    while at < len(tokens):
        if _type(tokens[at]) != _IDENT or at + 1 == len(tokens) or _sign(tokens[at + 1]) != ":":
            # The validator consumes the name before it notices the missing colon.
            at = _after_error(tokens, at + 1 if _type(tokens[at]) == _IDENT else at)
            continue
        name, at = tokens[at].lower_value, at + 2
        end = at
        while end < len(tokens) and _sign(tokens[end]) != ";":
            end += 1
        kept, dropped = _parts(tokens[at:end], PROPERTIES.get(name, _UNKNOWN))
        yield Declaration(name, kept > 0, dropped == 0)
        at = end + 1


def _after_error(tokens: list[_CssToken], at: int) -> int:
    """Return the place after the next `;`, or the place where the enclosing brackets end."""
    depth = 0
    while at < len(tokens):
        sign = _sign(tokens[at])
        if sign == ";":
            return at + 1
        if sign in {"(", "[", "{"}:
            depth += 1
        elif sign in {")", "]", "}"} or _type(tokens[at]) == _FUNCTION:
            depth -= 1
            if depth <= 0:
                return at if depth == 0 else at + 1
        at += 1
    return at


def _type(token: _CssToken) -> str:
    return _LITERAL if isinstance(token, str) else str(token.type)


def _sign(token: _CssToken) -> str | None:
    if isinstance(token, str):
        return token
    return token.value if token.type == _LITERAL else None


def _parts(value: list[_CssToken], described: Property) -> tuple[int, int]:
    """Count the parts of a value that are kept, and the parts that are dropped."""
    kept = dropped = 0
    last: str | None = None
    # A separate entry describes the content of a function. The code avoids recursion, since the letter
    # decides how deeply functions are nested.
    waiting: list[tuple[Iterator[_CssToken], Property]] = [(iter(value), described)]
    while waiting:
        tokens, allowed = waiting[-1]
        token = next(tokens, None)
        if token is None or (_sign(token) == ";"):
            waiting.pop()
            last = ")"
            continue
        if _type(token) == _FUNCTION and token.lower_name != "url":
            name = token.lower_name
            inner = PROPERTIES[f"{name}()"] if name in allowed.functions else _UNKNOWN
            is_kept = inner is not _UNKNOWN
            waiting.append((_flat(token.arguments), inner))
        elif _type(token) == _IDENT and token.lower_value == "important" and last == "!":
            is_kept, dropped = True, dropped - 1
        else:
            is_kept = _is_kept(token, allowed)
        last = _sign(token)
        kept, dropped = kept + is_kept, dropped + (not is_kept)
    return kept, dropped


def _is_kept(token: _CssToken, allowed: Property) -> bool:
    kind = _type(token)
    if kind == _LITERAL:
        return _sign(token) in allowed.words
    if kind == _IDENT:
        is_name = _NAME_OF_FONT in allowed.kinds and token.lower_value != "url"
        return is_name or token.lower_value in allowed.words
    if kind in {"number", "percentage", "dimension"}:
        return _is_kept_quantity(token, kind, allowed)
    if kind == "hash":
        return Kind.COLOUR_CODE in allowed.kinds and _COLOUR_CODE.fullmatch(token.value) is not None
    if kind == "string" and Kind.ANY_WORD in allowed.kinds:
        return _FONT_NAME.fullmatch(token.value) is not None
    return Kind.ADDRESS in allowed.kinds and _is_kept_address(token, kind)


def _is_kept_quantity(token: _CssToken, kind: str, allowed: Property) -> bool:
    if kind == "dimension" and token.lower_unit not in _UNITS:
        return False
    if kind == "number" and f"{token.value:g}" in allowed.words:
        return True
    return (Kind.NEGATIVE if token.value < 0 else Kind.QUANTITY) in allowed.kinds


def _is_kept_address(token: _CssToken, kind: str) -> bool:
    if kind == "error":
        # The validator accepts a broken address up to the break.
        return token.kind in {"bad-url", "eof-in-url"}
    if kind == _FUNCTION:  # a quoted address
        quoted = next((each for each in token.arguments if each.type != "whitespace"), None)
        return quoted is not None and quoted.type == "string" and _is_address(quoted.value)
    return kind in {"string", "url"} and _is_address(token.value)


def _is_address(text: str) -> bool:
    address = allowed_address(text)
    if not address:
        return False
    encoded = sum(
        1 if _URL_SAFE.fullmatch(character) else 3 * len(character.encode(errors="replace"))
        for character in address[:_MOST_URL]
    )
    return len(address) < _MOST_URL and encoded < _MOST_URL
