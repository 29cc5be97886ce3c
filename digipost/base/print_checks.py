"""Settings of the checks that a PDF must pass before it is printed; also an option of `ClientConfig`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import attrs

from digipost.base.arguments import truth
from digipost.base.checked_calls import takes
from digipost.errors import InvalidValueError

__all__ = ["PrintChecks"]


def _millimetres(value: object) -> Decimal:
    try:
        if isinstance(value, Decimal | int | float | str) and not isinstance(value, bool):
            return Decimal(str(value))
    except (InvalidOperation, ValueError):  # no number, or more digits than Python writes
        pass
    return Decimal("NaN")


def _check_millimetres(_: PrintChecks, attribute: attrs.Attribute[Decimal], value: Decimal) -> None:
    if not value.is_finite() or value < 0:
        raise InvalidValueError(
            f"PrintChecks.{attribute.name}", "a number of millimetres is expected, from 0"
        )


def _check_pages(_: PrintChecks, __: attrs.Attribute[int], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidValueError("PrintChecks.max_pages", "a positive whole number is expected")


@takes("PrintChecks", pdf_version=truth, fonts=truth, page_count=truth, left_margin=truth)
@attrs.frozen(kw_only=True)
class PrintChecks:
    """Settings of the checks that Digipost makes before it prints a sender's PDF; the default is all checks.

    The settings of a sender are `client.senders.information(sender_id).print_checks`. The page size, A4, is
    always checked. The defaults equal the defaults of Digipost's own validator.

        >>> PrintChecks(fonts=False).left_margin
        True

    Attributes:
        pdf_version: PDF versions 1.0 to 1.7 only.
        fonts: Fonts must be embedded, except for the fonts that need no embedding.
        page_count: At least one page, and at most `max_pages`.
        left_margin: No text in the zone of the barcode.
        bleed_mm: The millimetres by which a page may be larger than A4, in either direction.
        negative_bleed_mm: The millimetres by which a page may be smaller.
        max_pages: The maximum number of pages. No feature of a sender gives it.

    Raises:
        InvalidValueError: A tolerance or a number is out of range.
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
