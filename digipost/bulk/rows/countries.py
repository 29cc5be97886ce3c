"""Countries of addresses, by their codes in ISO 3166-1 and their names in Norwegian and English.

The names and the codes of three letters come from the Unicode CLDR, provided by Babel. This module adds usual
and former names that CLDR lacks.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from digipost.errors import ConfigurationError, InvalidValueError

__all__ = ["NORWEGIAN", "code_of"]

NORWEGIAN = frozenset({"NO", "SJ"})
"""Countries with Norwegian postal codes: Norway, and Svalbard with Jan Mayen."""

_LANGUAGES = ("nb", "nn", "en", "se")  # Norwegian in both written forms, English, and Northern Sami
# Regions that CLDR has besides the countries of ISO 3166-1; Kosovo (XK) has its own postal service and stays.
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
_OTHER_NAMES = {
    "svalbard": "SJ",
    "jan mayen": "SJ",
    **dict.fromkeys(("uk", "england", "great britain", "scotland", "skottland", "wales"), "GB"),
    **dict.fromkeys(("northern ireland", "nord-irland", "nordirland"), "GB"),
    **dict.fromkeys(("united states of america", "amerikas forente stater", "amerika"), "US"),
    **dict.fromkeys(("holland", "nederlandene"), "NL"),
    **dict.fromkeys(("eire", "republikken irland"), "IE"),
    **dict.fromkeys(("czech republic", "den tsjekkiske republikk", "tsjekkiske republikk"), "CZ"),
    **dict.fromkeys(("hviterussland", "kviterussland", "belorussia"), "BY"),
    **dict.fromkeys(("macedonia", "makedonia"), "MK"),
    **dict.fromkeys(("russian federation", "den russiske føderasjon"), "RU"),
    **dict.fromkeys(("ivory coast", "côte d'ivoire", "cote d'ivoire"), "CI"),
    **dict.fromkeys(("hong kong", "hongkong"), "HK"),
    **dict.fromkeys(("macau", "macao"), "MO"),
    "republic of korea": "KR",
    "turkey": "TR",
    "swaziland": "SZ",
    "east timor": "TL",
    "persia": "IR",
    "ceylon": "LK",
    "uae": "AE",
    "emiratene": "AE",
}
_BEFORE_A_NAME = (
    *("the", "kingdom of", "republic of", "federal republic of", "principality of", "grand duchy of"),
    *("kongeriket", "republikken", "forbundsrepublikken", "fyrstedømmet", "storhertugdømmet"),
)
# Pairs of countries: without these words, a name would mean the other country.
_DIFFER_BY_THEM = frozenset({"china", "congo", "kina", "kongo", "korea"})


_CODE_LETTERS = 3  # at most


def code_of(country: str, field: str) -> str:
    """Return the code of a country, given its code or name.

    Raises:
        InvalidValueError: The country is unknown.
        ConfigurationError: Babel is not installed.
    """
    names = _codes_by_name()
    name = _folded(country)
    code = names.get(name) or names.get(_shortened(name))
    if code is None:
        short = _shortened(name)
        alike = [each for each in names if len(each) > _CODE_LETTERS and each[0] == short[:1]]
        near = get_close_matches(short, alike, n=1, cutoff=0.7)
        hint = f" Is {_codes_to_names()[names[near[0]]]} meant?" if near else ""
        problem = "is no country. Give its name in Norwegian or English, or its letters in ISO 3166-1"
        raise InvalidValueError(field, f"{problem}.{hint}" if hint else problem)
    return code


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(".", "").split())


def _shortened(name: str) -> str:
    """Return a folded name without the first words of official names, as in `kingdom of norway`."""
    short = name
    for words in ("the", *_BEFORE_A_NAME, "the"):
        short = short.removeprefix(f"{words} ")
    return name if short in _DIFFER_BY_THEM else short


@cache
def _codes_to_names() -> dict[str, str]:
    return {code: name for name, code in _territories("en")}


@cache
def _codes_by_name() -> dict[str, str]:
    found = dict(_OTHER_NAMES)
    for language in _LANGUAGES:
        for name, code in _territories(language):
            found[_folded(name)] = found[code.casefold()] = code
    countries = set(found.values())
    from babel.core import get_global  # noqa: PLC0415 - an extra

    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == _CODE_LETTERS and alias.isalpha() and len(codes) == 1 and codes[0] in countries:
            found.setdefault(alias.casefold(), codes[0])
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
