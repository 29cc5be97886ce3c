"""Amounts in the usual notations of Norway: `1 250,00`, `1.250,00`, `1250.00`, `kr 1 250,-`."""

from __future__ import annotations

import re
from decimal import Decimal

from digipost.bulk.values.misread import Misread

__all__ = ["amount", "decimal_mark"]

# No-break, figure, thin and narrow spaces separate thousands, and so do apostrophes in Switzerland.
_BETWEEN = "[\\s\u00a0\u2007\u2008\u2009\u202f'\u2019]"
_SPACES = re.compile(_BETWEEN)
_ODD_GROUPS = re.compile(rf"[0-9]{_BETWEEN}+(?:[0-9]{{1,2}}|[0-9]{{4,}})(?![0-9])")
_CURRENCY = re.compile(r"^([-+(]?)(?:kr\.?|nok)|(?:kroner|kr\.?|nok)(?=\)?$)", re.IGNORECASE)
_OTHER_CURRENCY = re.compile(
    # Thousands and millions of kroner are also refused.
    r"[\u20ac$\u00a3\u00a5]|\b(?:{0})\b|^(?:{0})|(?:{0})$".format(
        "eur|usd|gbp|sek|dkk|isk|chf|[tkm]kr|[tkm]nok|mill\\.?|mrd\\.?|tusen"
    ),
    re.IGNORECASE,
)
_CERTAIN = re.compile(r"-?[0-9]+(?:([.,])[0-9]{2})?")
_PLAIN = re.compile(r"[+-]?[0-9]+")
_DECIMALS = re.compile(r"([+-]?[0-9]+)([.,])([0-9]+)")
_THOUSANDS = re.compile(r"([+-]?[0-9]{1,3}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]*))?")
_SHORTENED = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
_GROUPED_BY_OTHER = {
    ",": re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+"),
    ".": re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+"),
}
_THREE = 3  # digits of a group of thousands

_EXPECTED = Misread("an amount is expected, such as 1250,00 or 1250.00")
_TWO_READINGS = Misread(
    "can be read in two ways: 1.250 and 1,250 mean 1250 or 1.25. Write it with two decimals, as in 1250,00"
)
_IS_SHORTENED = Misread(
    "is a number that a spreadsheet has shortened, as in 1,25E+03: show it with all digits and export again"
)
_IN_ANOTHER_CURRENCY = Misread(
    "is in another currency or unit, by its text or by the number format of its cell; a sum is in Norwegian "
    "kroner"
)


def amount(text: str) -> Decimal | Misread:
    """Return the amount written in a text."""
    if _CERTAIN.fullmatch(text) is not None:  # most amounts are such numbers
        return Decimal(text.replace(",", "."))
    if _OTHER_CURRENCY.search(text):
        return _IN_ANOTHER_CURRENCY
    tidy = _tidied(text)
    if tidy is not None and _PLAIN.fullmatch(tidy):
        return Decimal(tidy)
    if tidy is None:
        return _EXPECTED
    return _IS_SHORTENED if _SHORTENED.fullmatch(tidy) else _with_marks(tidy)


def _with_marks(tidy: str) -> Decimal | Misread:
    """Parse an amount that is written with decimal or thousands separators."""
    decimals = _DECIMALS.fullmatch(tidy)
    if decimals is not None:
        whole, _, fraction = decimals.groups()
        # After more than three digits, or after a single zero, the mark cannot separate thousands.
        if len(fraction) == _THREE and len(whole.lstrip("+-")) <= _THREE and whole.lstrip("+-0"):
            return _TWO_READINGS
        return Decimal(f"{whole}.{fraction}")
    grouped = _THOUSANDS.fullmatch(tidy)
    if grouped is not None:
        whole, between, mark, fraction = grouped.groups()
        if mark != between:
            return Decimal(f"{whole.replace(between, '')}.{fraction or '0'}")
    return _EXPECTED


def decimal_mark(text: str) -> str | None:
    """Return the decimal mark of an amount, a comma or a point; None without decimals."""
    certain = _CERTAIN.fullmatch(text)
    if certain is not None:
        return certain[1]
    tidy = _tidied(text)
    if tidy is None:
        return None
    decimals = _DECIMALS.fullmatch(tidy)
    if decimals is not None:
        return None if amount(text) is _TWO_READINGS else decimals[2]
    grouped = _THOUSANDS.fullmatch(tidy)
    if grouped is None:
        return None
    if grouped[3] is not None:
        return grouped[3]
    return {".": ",", ",": "."}[grouped[2]]  # 1.250.000 leaves only the other mark


def _tidied(text: str) -> str | None:
    """Return an amount without currency and spaces, its sign in front; None if it is not an amount."""
    if _ODD_GROUPS.search(text):
        return None
    tidy = _CURRENCY.sub(r"\1", _SPACES.sub("", text).replace("\N{MINUS SIGN}", "-").replace(":-", ",-"))
    if tidy.endswith((",-", ",\N{EN DASH}", ".-")):  # 1250,- is a price without decimals
        mark, tidy = tidy[-2], tidy[:-2]
        if _GROUPED_BY_OTHER[mark].fullmatch(tidy):  # in 1.250,- the comma is the decimal mark
            tidy = f"{tidy}{mark}00"
    elif tidy.endswith("-") and not tidy.startswith(("-", "+")):  # a negative amount as SAP writes it
        tidy = f"-{tidy[:-1]}"
    elif tidy.startswith("(") and tidy.endswith(")"):  # a negative amount in accounting notation
        tidy = f"-{tidy[1:-1]}"
    tidy = tidy.rstrip(".,") if tidy[-1:] in {".", ","} and tidy[:-1].lstrip("+-").isdigit() else tidy
    return tidy if tidy and tidy.isascii() else None
