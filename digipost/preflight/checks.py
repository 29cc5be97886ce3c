"""Which checks a PDF has to pass before it is printed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import attrs

from digipost.errors import InvalidValueError

__all__ = ["PrintChecks"]


def _millimetres(value: object) -> Decimal:
    try:
        return Decimal(value) if isinstance(value, Decimal | int) else Decimal(str(value))
    except InvalidOperation:
        return Decimal("NaN")


def _check_millimetres(_: PrintChecks, attribute: attrs.Attribute[Decimal], value: Decimal) -> None:
    if not value.is_finite() or value < 0:
        raise InvalidValueError(
            f"PrintChecks.{attribute.name}", "a number of millimetres is expected, from 0"
        )


def _check_pages(_: PrintChecks, __: attrs.Attribute[int], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidValueError("PrintChecks.max_pages", "a positive whole number is expected")


@attrs.frozen(kw_only=True)
class PrintChecks:
    """Which checks Digipost does of a PDF before it prints it for a sender; by default all of them.

    Those of one sender are `client.senders.information(sender_id).print_checks`. That each page is as large
    as A4 is checked always. The defaults are those of Digipost's own validator.

        >>> PrintChecks(fonts=False).left_margin
        True

    Attributes:
        pdf_version: Only PDF 1.0 to 1.7.
        fonts: Fonts have to be embedded, or be among those that need not.
        page_count: At least one page, and at most `max_pages`.
        left_margin: No text where the barcode is printed.
        bleed_mm: By how many millimetres a page may be larger than A4, either way.
        negative_bleed_mm: By how many it may be smaller.
        max_pages: How many pages can be printed. No feature of a sender tells it.

    Raises:
        InvalidValueError: A tolerance or number that cannot be.
    """

    pdf_version: bool = True
    fonts: bool = True
    page_count: bool = True
    left_margin: bool = True
    bleed_mm: Decimal = attrs.field(default=Decimal(0), converter=_millimetres, validator=_check_millimetres)
    negative_bleed_mm: Decimal = attrs.field(
        default=Decimal(10), converter=_millimetres, validator=_check_millimetres
    )
    max_pages: int = attrs.field(default=20, validator=_check_pages)
