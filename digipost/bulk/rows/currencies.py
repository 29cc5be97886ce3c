"""Currencies of rows: columns such as `Valuta`, which are unknown to bulk mail but change the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.manifests.cell_texts import cleaned
from digipost.bulk.manifests.column_names import folded
from digipost.bulk.values.misread import Misread
from digipost.bulk.values.understanding import is_amount
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digipost.bulk.manifests.columns import Columns

__all__ = ["columns_of_currencies", "in_other_currency"]

_NAMES = frozenset(
    {"val", "valuta", "valutakode", "valutasort", "valutatype", "fakturavaluta", "beløpvaluta", "isovaluta"}
    | {"myntenhet", "currency", "currencycode", "currencyid", "currencyiso", "isocurrency", "iso4217"}
)
_KRONER = frozenset(
    {"nok", "kr", "nkr", "kroner", "norskekroner", "norskkrone", "norwegiankrone", "norwegiankroner", "578"}
)


def columns_of_currencies(columns: Columns) -> tuple[str, ...]:
    """Return the manifest's own names of columns with a currency and without another meaning."""
    return tuple(name for name in columns.unmapped if folded(name) in _NAMES)


def in_other_currency(
    given: Mapping[str, object], currencies: Iterable[str], values: Iterable[str]
) -> dict[str, Misread]:
    """Return a placeholder for each amount of a row that has another currency than Norwegian kroner.

    Args:
        given: The row's values by the manifest's own names.
        currencies: The columns with a currency.
        values: The known names of the row's values.
    """
    for name in currencies:
        currency = cleaned(given.get(name), name)
        if currency is not None and folded(str(currency)) not in _KRONER:
            problem = (
                f"is in another currency, by the column {masked_text(name)}; a sum is in Norwegian kroner"
            )
            return {each: Misread(problem) for each in values if is_amount(each)}
    return {}
