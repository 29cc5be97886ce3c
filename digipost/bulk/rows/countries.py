"""Countries of addresses, by their codes in ISO 3166-1 and their names in Norwegian and English.

The names are those of the Unicode CLDR, provided by Babel.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from digipost.errors import ConfigurationError, InvalidValueError

__all__ = ["NORWEGIAN", "code_of"]

NORWEGIAN = frozenset({"NO", "SJ"})
"""Countries with Norwegian postal codes: Norway, and Svalbard with Jan Mayen."""

_LANGUAGES = ("nb", "nn", "en", "se")  # Norwegian in both written forms, English, and Northern Sami
# Regions that CLDR has besides the countries of ISO 3166-1; Kosovo (XK) has post of its own and stays.
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
_OTHER_NAMES = {
    "svalbard": "SJ",
    "jan mayen": "SJ",
    "uk": "GB",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
}


def code_of(country: str, field: str) -> str:
    """Return the code of a country, given its code or name.

    Raises:
        InvalidValueError: There is no such country.
        ConfigurationError: Babel is not installed.
    """
    names = _codes_by_name()
    code = names.get(_folded(country))
    if code is None:
        near = get_close_matches(_folded(country), [name for name in names if len(name) > 2], n=1, cutoff=0.8)  # noqa: PLR2004 - no codes
        hint = f" Is {_codes_to_names()[names[near[0]]]} meant?" if near else ""
        problem = "is no country. Give its name in Norwegian or English, or its two letters in ISO 3166-1"
        raise InvalidValueError(field, f"{problem}.{hint}" if hint else problem)
    return code


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(".", "").split())


@cache
def _codes_to_names() -> dict[str, str]:
    return {code: name for name, code in _territories("en")}


@cache
def _codes_by_name() -> dict[str, str]:
    found = dict(_OTHER_NAMES)
    for language in _LANGUAGES:
        for name, code in _territories(language):
            found[_folded(name)] = found[code.casefold()] = code
    return found


def _territories(language: str) -> list[tuple[str, str]]:
    try:
        from babel import Locale  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise ConfigurationError("A country needs Babel: pip install 'digipost[bulk]'") from None
    territories = Locale(language).territories
    return [
        (name, code)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES  # noqa: PLR2004 - others are regions
    ]
