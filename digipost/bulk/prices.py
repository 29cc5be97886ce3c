"""Prices of letters, as a sender has agreed on them with Digipost, and the cost of a forecast."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from digipost.base.checked_calls import optional, takes
from digipost.bulk.errors import ManifestError
from digipost.bulk.forecasts import Way
from digipost.errors import InvalidValueError
from digipost.plain_data import value_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.bulk.forecasts import Forecast

__all__ = ["Prices"]


def _price(field: str, value: object) -> Decimal:
    price = value_from(Decimal, value, field)
    if price < 0:
        raise InvalidValueError(field, "a price cannot be negative")
    return price


@takes("Prices", mailbox=_price, print=_price, print_abroad=optional(_price), page=_price, sheet=_price)
@attrs.frozen(kw_only=True)
class Prices:
    """Prices of letters, in one currency; a price that is not given is 0.

    Attributes:
        mailbox: A letter to a mailbox.
        print: A letter on paper in Norway: its envelope, cover sheet and postage.
        print_abroad: A letter on paper to another country; as in Norway, unless given.
        page: A printed page.
        sheet: A printed sheet.
    """

    mailbox: Decimal = Decimal(0)
    print: Decimal = Decimal(0)
    print_abroad: Decimal | None = None
    page: Decimal = Decimal(0)
    sheet: Decimal = Decimal(0)

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> Prices:
        """Return the prices in a table, such as `[prices]` of a profile: `mailbox = 2.50`.

        Raises:
            ManifestError: A name is not a price, or a value is not an amount.
        """
        names = [each.name for each in attrs.fields(cls)]
        unknown = sorted(table.keys() - set(names))
        if unknown:
            raise ManifestError(f"There is no price {unknown[0]}. The prices are {', '.join(names)}.")
        try:
            # A float is converted to the decimal number that the user typed.
            found = {
                name: value_from(Decimal, str(value) if isinstance(value, float) else value, f"prices.{name}")
                for name, value in table.items()
            }
        except InvalidValueError as error:
            raise ManifestError(f"{error}.") from None
        negative = next((name for name, value in found.items() if value < 0), None)
        if negative is not None:
            raise ManifestError(f"prices.{negative}: a price cannot be negative.")
        return cls(**found)

    def cost(self, forecast: Forecast) -> dict[str, Decimal]:
        """Return the cost of a forecast: for each kind of price, and in total."""
        abroad = forecast.abroad
        per_letter_abroad = self.print if self.print_abroad is None else self.print_abroad
        parts = {
            "mailbox": self.mailbox * forecast.ways[Way.MAILBOX],
            "print": self.print * (forecast.ways[Way.PRINT] - abroad),
            "print_abroad": per_letter_abroad * abroad,
            "pages": self.page * forecast.pages,
            "sheets": self.sheet * forecast.sheets,
        }
        return {**parts, "total": sum(parts.values(), Decimal(0))}
