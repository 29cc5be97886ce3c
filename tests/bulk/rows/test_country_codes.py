"""The codes of countries are those of Unicode's CLDR, without its regions that are no countries."""

from __future__ import annotations

import re

from babel import Locale

from digipost.base.countries import COUNTRY_CODES

# CLDR's exceptional reservations, groups and private codes, which ISO 3166-1 does not assign.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def test_the_codes_are_those_of_another_source() -> None:
    territories = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code))}
    assert territories - NO_COUNTRIES == COUNTRY_CODES
    assert len(COUNTRY_CODES) == 249 + 1  # those of ISO 3166-1, and Kosovo
