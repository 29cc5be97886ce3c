"""Norwegian postal codes that lost leading zeros in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import POSTAL_CODE_WITHOUT_ZEROS
from digipost.bulk.rows.countries import NORWEGIAN, code_of
from digipost.errors import InvalidValueError
from digipost.resources._doubts import ADDRESSES

if TYPE_CHECKING:
    from digipost.bulk.rows.cell_values import Values

__all__ = ["padded"]

_DIGITS = 4
_PREFIXES = {
    "print.zip_code": "print",
    "return_address.zip_code": "return_address",
    "recipient.postalcode": "",
    **{f"{address}.postal_code": address for address in ADDRESSES},
}


def padded(values: Values) -> dict[str, str]:
    """Return the postal codes of a row that lost leading zeros, with the zeros restored, by column.

    Args:
        values: The values of the row, by the known names of columns.
    """
    found = {name: str(values[name]) for name in _PREFIXES if isinstance(values.get(name), str | int)}
    return {
        name: code.zfill(_DIGITS)
        for name, code in found.items()
        if POSTAL_CODE_WITHOUT_ZEROS.fullmatch(code) and _is_norwegian(values, _PREFIXES[name])
    }


def _is_norwegian(values: Values, prefix: str) -> bool:
    """Return True for an address without a country or in Norway."""
    countries = [values.get(f"{prefix}.{name}") for name in ("country", "country_code")] if prefix else []
    try:
        return all(code_of(str(each), prefix) in NORWEGIAN for each in countries if each is not None)
    except InvalidValueError:
        return False  # an invalid country is reported separately
