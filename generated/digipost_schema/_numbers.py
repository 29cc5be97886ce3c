"""Validators of fields that hold numbers."""

from __future__ import annotations

from decimal import Decimal

from ._validators import Problem, Validator, expected

__all__ = ["decimal", "double", "integer", "money"]

# Far beyond any amount, and still short enough to write without an exponent.
_MOST_DIGITS = 100
_LARGEST_NUMBER = 10**_MOST_DIGITS - 1
_LARGEST_WHOLE_DOUBLE = 2**53  # larger whole numbers cannot all be represented as a double
_MONEY_DECIMALS = 2
# XML Schema Part 2, 3.2.3: readers may limit decimals to 18 digits, here with two decimals.
_MONEY_DIGITS = 16


def integer(*, at_least: int | None = None, at_most: int | None = None) -> Validator:
    """Allow a whole number within inclusive limits."""

    def check(value: object) -> Problem:
        if not isinstance(value, int) or isinstance(value, bool):
            hint = "; write int(value)" if hasattr(value, "__index__") else ""  # numpy.int64
            return expected("a whole number", value) + ("" if isinstance(value, bool) else hint)
        if at_least is not None and value < at_least:
            return f"a number of at least {at_least} is expected"
        if at_most is not None and value > at_most:
            return f"a number of at most {at_most} is expected"
        return None if abs(value) <= _LARGEST_NUMBER else f"at most {_MOST_DIGITS} digits are expected"

    return Validator(check)


def _check_decimal(value: object) -> Problem:
    if not isinstance(value, Decimal):
        is_number = isinstance(value, float | int | str) or hasattr(value, "__index__")
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        hint = "; write Decimal(value)" if is_whole else "; write Decimal('100.21')" if is_number else ""
        return expected("a Decimal", value) + hint
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return "a finite Decimal is expected"
    if value.adjusted() >= _MOST_DIGITS or exponent < -_MOST_DIGITS:
        return f"a Decimal with at most {_MOST_DIGITS} digits on each side of the point is expected"
    return None


def decimal(
    *,
    at_least: str | None = None,
    at_most: str | None = None,
    above: str | None = None,
    below: str | None = None,
    digits: int | None = None,
    places: int | None = None,
) -> Validator:
    """Allow a finite `Decimal` within limits.

    Args:
        at_least: The smallest number, as text.
        at_most: The largest number.
        above: An exclusive lower limit.
        below: An exclusive upper limit.
        digits: The maximum number of digits before and after the point; leading and trailing zeros do not
            count.
        places: The maximum number of digits after the point; trailing zeros do not count.
    """
    least, most, over, under = (
        None if each is None else Decimal(each) for each in (at_least, at_most, above, below)
    )

    def check(value: object) -> Problem:
        problem = _check_decimal(value)
        if problem is not None or not isinstance(value, Decimal):
            return problem
        if least is not None and value < least:
            return f"a number of at least {least} is expected"
        if most is not None and value > most:
            return f"a number of at most {most} is expected"
        if (over is not None and value <= over) or (under is not None and value >= under):
            return (
                " and ".join(
                    [f"a number above {over}"] * (over is not None) + [f"below {under}"] * (under is not None)
                )
                + " is expected"
            )
        whole, fraction = _digits(value)
        if places is not None and fraction > places:
            return f"at most {places} digits after the point are expected"
        return (
            None if digits is None or whole + fraction <= digits else f"at most {digits} digits are expected"
        )

    plain = (at_least, at_most, above, below, digits, places) == (None,) * 6
    return Validator(_check_decimal if plain else check)


def _digits(value: Decimal) -> tuple[int, int]:
    """Return the number of digits before and after the point, without leading and trailing zeros."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - it is finite
    text = "".join(map(str, digits)).lstrip("0")
    kept = text.rstrip("0")
    exponent += len(text) - len(kept)
    return max(len(kept) + exponent, 0), max(-exponent, 0) if kept else 0


def _check_money(value: object) -> Problem:
    problem = _check_decimal(value)
    if problem is None and isinstance(value, Decimal):
        if value.adjusted() >= _MONEY_DIGITS:
            return f"an amount with at most {_MONEY_DIGITS} digits before the point is expected"
        _, digits, exponent = value.as_tuple()
        beyond = exponent + _MONEY_DECIMALS if isinstance(exponent, int) else 0
        if beyond < 0 and any(digits[beyond:]):
            return "an amount with at most two decimals is expected; round it by the rules of your accounts"
    return problem


def money() -> Validator:
    """Allow a finite `Decimal` with at most two decimals; trailing zeros do not count."""
    return Validator(_check_money)


def double() -> Validator:
    """Allow a float or a whole number."""

    def check(value: object) -> Problem:
        if isinstance(value, int) and not isinstance(value, bool):
            within = abs(value) <= _LARGEST_WHOLE_DOUBLE
            return None if within else "a number that a double can hold is expected"
        return None if isinstance(value, float) else expected("a number", value)

    return Validator(check)
