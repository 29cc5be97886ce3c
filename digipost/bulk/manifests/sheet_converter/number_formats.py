"""Number formats of sheets that change the meaning of a number: a part of `sheet_program`.

A number can be shown with zeros in front, as a postal code is, in another currency than Norwegian kroner, or
as a percentage. The bare number would then differ from the meaning that the sheet shows.
"""

from __future__ import annotations

import re
from sys import float_info
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["format_of", "has_other_currency"]

# A format of digits with zeros in front: 0000, 000000\\ 00000, 00 00 00 00.
_LOCALE = re.compile(r"\[\$?-?[0-9A-Fa-f]+\]")
_ZEROS = re.compile(r'(?:[0#]|\\.|"[^"]*"|[ -])+')
_LITERAL = re.compile(r'\\(.)|"([^"]*)"|([ -])|([0#])')
_QUOTED = re.compile(r'\\.|"[^"]*"')
_CURRENCY = re.compile(r"\[\$([^\]-]+)(?:-(?:([0-9A-Fa-f]+)\]|[^\]]*\])|\])")
_OTHER_CURRENCY = re.compile(
    # Also thousands and millions of kroner.
    "[\u20ac$\u00a3\u00a5]|(?<![A-Za-z])(?:EUR|USD|GBP|SEK|DKK|ISK|CHF|PLN|[tkm]NOK|[tkm]kr|mill|mrd|tusen)(?![A-Za-z])",
    re.IGNORECASE,
)
# "kr" of a neighbour: the languages of Sweden, Finland, Denmark, the Faroe Islands, Greenland and Iceland, by
# the numbers of [MS-LCID], with the currencies of these countries.
_NEIGHBOURS = {
    **dict.fromkeys((0x41D, 0x81D), "SEK"),
    **dict.fromkeys((0x406, 0x438, 0x46F), "DKK"),
    0x40F: "ISK",
}
_OF_A_LANGUAGE = 0xFFFF
_KRONER = frozenset({"kr", "kr.", "nok"})


def format_of(code: str) -> Callable[[float], object] | None:
    """Return the function that shows a number in an Excel format; None if the format keeps its meaning."""
    currency = _currency_of(code)
    if currency is not None:
        return lambda number: f"{_plain(number)} {currency}"
    if "%" in _QUOTED.sub("", code):
        return lambda number: f"{_plain(number * 100)} %"
    zeros = _LOCALE.sub("", code.partition(";")[0])
    if _ZEROS.fullmatch(zeros):
        places = _QUOTED.sub("", zeros)
        width = places.count("0")
        # A format can contain a digit as text: "0"0000000000 is a zero before ten digits.
        has_digit = any(char.isdigit() for text in _QUOTED.findall(zeros) for char in text)
        if width > 1 or (has_digit and (width or "#" in places)):
            return lambda number: _with_zeros(number, width, zeros)
    return None


def has_other_currency(shown: str) -> bool:
    """Return True if a number is shown in another currency than kroner."""
    return _OTHER_CURRENCY.search(shown) is not None


def _currency_of(code: str) -> str | None:
    """Return the currency of a format of Excel; None for kroner, and without a currency."""
    for symbol, language in _CURRENCY.findall(code):
        name = symbol.strip()
        if name.casefold() in _KRONER:
            neighbour = _NEIGHBOURS.get(int(language or "0", 16) & _OF_A_LANGUAGE)
            if neighbour is not None:
                return neighbour
        elif name:
            return str(name)
    found = _OTHER_CURRENCY.search(re.sub(r"\[[^\]]*\]", "", code))
    return found[0] if found is not None else None


def _plain(number: float) -> str:
    return f"{number:.{float_info.dig}g}"


def _with_zeros(number: float, width: int, code: str) -> object:
    """Return a whole number as text in a format with that number of zeros; other numbers unchanged."""
    if number < 0 or number != int(number):
        return number
    digits = str(int(number)).zfill(width)
    if code == "0" * width:
        return digits
    parts = _LITERAL.findall(code)
    places = sum(bool(place) for *_, place in parts)
    empty = max(places - len(digits), 0)  # places of # to the left of the first digit
    more = max(len(digits) - places, 0)  # digits without a place, which precede the first one
    text = ""
    for escaped, quoted, plain, place in parts:
        if not place:
            text += escaped or quoted or plain
        elif empty:
            empty -= 1
        else:
            text, digits, more = text + digits[: more + 1], digits[more + 1 :], 0
    return text
