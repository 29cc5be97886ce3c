"""Columns that compete for the same meaning: Beløp and Saldo, Beløp and Mva, Adresse and Ny adresse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.bulk.manifests.column_names import folded, usual_meaning_of
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from digipost.bulk.manifests.columns import Columns

__all__ = ["listed_names", "rivals", "texts_for_some_rows"]

_NEW = ("ny", "nye", "nytt", "new", "endret", "korrigert", "oppdatert", "updated")
# Sums of open items and of payments. The names are in the form of `_plain`.
_OTHER_SUMS = frozenset(
    {"saldo", "saldonok", "saldokr", "restsaldo", "rest", "restanse", "utestaende", "utestaendebelop"}
    | {"apentbelop", "apenpost", "apensaldo", "gjenstar", "gjenstaende", "gjenstaendebelop", "betaltbelop"}
    | {"gjenvaerende", "gjenvaerendebelop", "gjenvaerendebelopnok", "utestaendebelopnok", "restsum"}
    | {"innbetalt", "innbetaltbelop", "brutto", "bruttobelop", "balance", "balancedue", "remaining"}
    | {"remainingamount", "openamount", "outstanding", "outstandingamount", "paidamount", "amountpaid"}
    | {"gross", "grossamount"}
)
_TAXES = frozenset(
    {"mva", "mvabelop", "heravmva", "mvakr", "mvanok", "merverdiavgift", "moms", "vat", "vatamount", "tax"}
    | {"taxamount"}
)
_TO_PAY = re.compile("betal|due|rest")
_WITHOUT_TAX = re.compile("(?:belop|sum|total|amount|pris).*(?:eks|excl|without|net)|^net")
_WITH_TAX = re.compile("betal|due|rest|inkl|tax|total|faktura|invoice")


def rivals(
    unknown: Collection[str], seen: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield meanings that more than one column can have, with these columns, and the reason as a sentence.

    Args:
        unknown: The manifest's own names without a known meaning.
        seen: The manifest's own names by their usual meanings.
    """
    sums = list(map(_plain, seen.get("sum", ())))
    if sums and not any(map(_TO_PAY.search, sums)):
        yield from _rivals_of(
            seen["sum"],
            [name for name in unknown if _plain(name) in _OTHER_SUMS],
            "sum",
            "leave open which sum is to be paid: map one of them to invoice.sum, and ignore the others",
        )
    # Beside a sum without the tax, such as Sum eks. mva, the other sum includes the tax.
    if sums and not any(map(_WITH_TAX.search, sums)) and not any(map(_without_tax, unknown)):
        yield from _rivals_of(
            seen["sum"],
            [name for name in unknown if _plain(name) in _TAXES],
            "sum",
            "leave open if the sum includes the tax: map the column with the whole sum to invoice.sum, and "
            "ignore the others",
        )
    for meaning, names in seen.items():
        newer = [name for name in unknown if _meaning_of_new(name) == meaning]
        yield from _rivals_of(
            names, newer, meaning, "leave open which of them is valid: map one of them, and ignore the others"
        )


def _rivals_of(
    names: Sequence[str], others: Sequence[str], meaning: str, doubt: str
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    if others:
        together = (*names, *others)
        yield meaning, together, f"The columns {listed_names(together)} {doubt}."


def _meaning_of_new(name: str) -> str | None:
    """Return the meaning of a column such as Ny adresse, without its first word."""
    rests = (folded(name).removeprefix(each) for each in _NEW if folded(name).startswith(each))
    return next((meaning for rest in rests if (meaning := usual_meaning_of(rest)) is not None), None)


def _without_tax(name: str) -> bool:
    return _WITHOUT_TAX.search(_plain(name)) is not None


def _plain(name: str) -> str:
    """Return a folded name without the letters that exports write in several ways: `belop` for Beløp."""
    letters = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o"})
    return folded(name).translate(letters).replace("aa", "a").replace("oe", "o")


def texts_for_some_rows(columns: Columns, names: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each template that only some rows use, since the manifest has a column for it.

    Args:
        columns: The meaning of the manifest's columns.
        names: The manifest's own names.
    """
    sources = {known: theirs for theirs in names for known in columns.meanings(theirs)}
    for known in columns.templates:
        if known in sources:
            column = masked_text(sources[known])
            yield f"The column {column} has {known}. The text set for it is used in rows without one only."


def listed_names(names: Sequence[str]) -> str:
    """Return columns as words: `Beløp, Rest and Saldo`."""
    *others, last = map(masked_text, names)
    return f"{', '.join(others)} and {last}" if others else last
