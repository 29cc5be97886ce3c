"""Columns whose names leave their meaning open, and names and streets in several columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.manifests.column_names import folded, usual_meaning_of
from digipost.bulk.manifests.rival_columns import listed_names
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["is_house_number", "name_template", "street_template", "uncertainties"]

_PARTS_OF_A_NAME = {"first_name": "{%s}", "middle_name": "{%s:optional}", "last_name": "{%s}"}
# Columns with only the name of a street, if another column has the number.
_STREETS = {"gate", "vei", "veg", "street"}
_NUMBERS = {"nr", "nummer", "no", "number"}
_IDENTIFIERS = {"pin", "digipost_address", "organisation"}
_OF_AN_ADDRESS = {"street", "zip", "city", "zip_and_city"}
_OF_AN_INVOICE = {"sum": "its sum", "due": "its due date", "kid": "its KID"}


def name_template(meanings: Mapping[str, str]) -> str | None:
    """Return a template of the full name from columns with its parts; None if a column has the full name.

    Args:
        meanings: The manifest's own names by their meanings.
    """
    if "name" in meanings or not meanings.keys() >= {"first_name", "last_name"}:
        return None
    names = {part: meanings[part] for part in _PARTS_OF_A_NAME if part in meanings}
    if any(set("{}:!") & set(name) for name in names.values()):
        return None
    return " ".join(_PARTS_OF_A_NAME[part] % name for part, name in names.items())


def street_template(meanings: Mapping[str, str]) -> str | None:
    """Return a template of street and number from columns with these parts; None if one column has both.

    Args:
        meanings: The manifest's own names by their meanings.
    """
    if "street_name" in meanings and "street" not in meanings:
        street = meanings["street_name"]
    elif "house_number" in meanings and folded(meanings.get("street", "")) in _STREETS:
        street = meanings["street"]
    else:
        return None
    number, letter = (meanings.get(part) for part in ("house_number", "house_letter"))
    if any(set("{}:!") & set(name) for name in (street, number or "", letter or "")):
        return None
    behind = "".join(f"{{{name}:optional}}" for name in (number, letter) if name is not None)
    return f"{{{street}}} {behind}".rstrip()


def is_house_number(name: str, before: str) -> bool:
    """Return True for a column such as Nr directly behind the column of a street.

    Args:
        name: The column.
        before: The column in front of it.
    """
    return folded(name) in _NUMBERS and (
        folded(before) in _STREETS or usual_meaning_of(before) == "street_name"
    )


def uncertainties(
    seen: Mapping[str, Sequence[str]], wanted: Collection[str], said: AbstractSet[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield needed columns with an uncertain meaning, each with the reason as a sentence.

    Args:
        seen: The manifest's own names by their meanings.
        wanted: The meanings that are needed.
        said: The known names that are given or guessed.
    """
    for meaning, names in seen.items():
        if len(names) > 1 and meaning in wanted:
            problem = f"The columns {listed_names(names)} seem to mean the same"
            yield tuple(names), f"{problem}: map one of them, and ignore the others."
    if (
        "street" in wanted
        and "house_number" in seen
        and folded((*seen.get("street", ()), "")[0]) not in _STREETS
    ):
        yield from _of_a_street(seen)
    is_unknown = not any(name.startswith("recipient.") for name in said) and not _IDENTIFIERS & seen.keys()
    if is_unknown:
        yield from _of_an_address(seen)
    if is_unknown or "street" in wanted:
        yield from _of_a_post_box(seen)
    yield from _of_an_invoice(seen, said)


def _of_an_address(seen: Mapping[str, Sequence[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield columns that hold two parts of a recipient, or its name in another order."""
    for name in seen.get("zip_and_city", ()):
        yield (
            (name,),
            f"The column {masked_text(name)} has postal code and town together: make two columns of it.",
        )
    if _OF_AN_ADDRESS & seen.keys():
        for name in seen.get("name_in_another_order", ()):
            problem = f"The column {masked_text(name)} has the last name first"
            yield (name,), f"{problem}: make a column for each part of the name."


def _of_a_post_box(seen: Mapping[str, Sequence[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield columns with a post box, beside an address or instead of a street."""
    for name in seen.get("post_box", ()):
        column = masked_text(name)
        problem = f"The column {column} seems to be a line of an address"
        if "street" in seen:
            street = masked_text(seen["street"][0])
            yield (name,), f"{problem} beside {street}: map it to addressline2, or ignore it."
        elif _OF_AN_ADDRESS & seen.keys():
            line = f'"Postboks {{{column}}}"'
            yield (
                (name,),
                f"{problem}: map it to addressline1, or set that to {line} if it has the number only.",
            )


def _of_a_street(seen: Mapping[str, Sequence[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield columns with a house number, beside an address that may include the number too."""
    if "street" in seen:
        numbers = (*seen["house_number"], *seen.get("house_letter", ()))
        parts = (seen["street"][0], *numbers)
        line = " ".join(f"{{{masked_text(name)}}}" for name in parts)
        problem = f"The columns {listed_names(parts)} seem to be one line of an address"
        yield numbers, f'{problem}: set addressline1 to "{line}", or ignore {listed_names(numbers)}.'


def _of_an_invoice(
    seen: Mapping[str, Sequence[str]], said: AbstractSet[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield columns of an invoice that lacks its sum or its due date."""
    there = [meaning for meaning in _OF_AN_INVOICE if meaning in seen]
    if there == ["due"] and "account" in seen:
        there.append("account")
    lacking = [what for meaning, what in list(_OF_AN_INVOICE.items())[:2] if meaning not in seen]
    if len(there) > 1 and len(lacking) == 1 and not any(name.startswith("invoice.") for name in said):
        names = tuple(name for meaning in there for name in seen[meaning])
        problem = f"The columns {listed_names(names)} seem to be those of an invoice"
        yield names, f"{problem}, and no column has {lacking[0]}: map it, or ignore them."
