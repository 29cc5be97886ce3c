"""Postal addresses for printed letters.

    >>> from digipost import PrintDetails, printing
    >>> details = PrintDetails(
    ...     recipient=printing.norwegian_address("Ola Nordmann", "Testgata 1", zip_code="0155", city="Oslo"),
    ...     return_address=printing.foreign_address(
    ...         "Provfirman AB", "Provgatan 3", "111 22 Stockholm", country_code="SE"
    ...     ),
    ... )

Digipost prints both addresses on its cover sheet. They must be complete by the rules of the postal service.
Colours, and the handling of undeliverable letters, are fields of `PrintDetails` itself.
"""

from __future__ import annotations

from digipost.base.arguments import visible_text
from digipost.base.recipient_rules import check_country
from digipost.base.recipient_rules import zip_code as checked_zip_code
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.xml import schema_values
from digipost_schema._arguments import explained

__all__ = ["foreign_address", "norwegian_address"]

_MOST_NORWEGIAN_LINES = 3  # schema type `norwegian-address`
_MOST_FOREIGN_LINES = 4  # schema type `foreign-address`


@explained
def norwegian_address(name: str, *lines: str, zip_code: str, city: str) -> api_v8.PrintRecipient:
    """Return a postal address in Norway.

    Args:
        name: Of the person or organisation; at most 130 characters.
        *lines: At most three, such as street and number; each at most 100 characters.
        zip_code: The postal code, four digits as text, such as `"0155"`.
        city: The postal town; at most 80 characters.

    Raises:
        InvalidValueError: A text is blank or too long, there are too many lines, or the postal code is not
            four digits.
    """
    address = _lines(lines, _MOST_NORWEGIAN_LINES)
    with schema_values():
        where = api_v8.NorwegianAddress(
            **address,
            zip_code=checked_zip_code("printing.zip_code", zip_code),
            city=visible_text("printing.city", city),
        )
        return api_v8.PrintRecipient(name=visible_text("printing.name", name), norwegian_address=where)


@explained
def foreign_address(
    name: str, *lines: str, country: str | None = None, country_code: str | None = None
) -> api_v8.PrintRecipient:
    """Return a postal address in another country.

    Args:
        name: Of the person or organisation; at most 130 characters.
        *lines: One to four, postal code and town among them; each at most 100 characters.
        country: Its Norwegian or English name; at most 80 characters.
        country_code: The two capital letters of ISO 3166-1, such as `SE`, instead of `country`.

    Raises:
        InvalidValueError: A text is blank or too long, or there is no line or too many lines. The caller must
            give either a country or a country code, and not Norway or a country without a code.
    """
    if not lines:
        raise InvalidValueError("printing.lines", "a foreign address has at least one line")
    if (country is None) == (country_code is None):
        raise InvalidValueError("printing.country", "give it or country_code, and not both")
    if country is not None:
        visible_text("printing.country", country)
    check_country("printing", country, country_code)
    address = _lines(lines, _MOST_FOREIGN_LINES)
    with schema_values():
        where = api_v8.ForeignAddress(**address, country=country, country_code=country_code)
        return api_v8.PrintRecipient(name=visible_text("printing.name", name), foreign_address=where)


def _lines(lines: tuple[str, ...], most: int) -> dict[str, str]:
    if len(lines) > most:
        raise InvalidValueError("printing.lines", f"at most {most} are allowed")
    return {
        f"addressline{number}": visible_text(f"printing.lines[{number - 1}]", line)
        for number, line in enumerate(lines, 1)
    }
