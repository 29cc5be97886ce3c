"""Postal addresses: what they become, and what is refused."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import pytest

from digipost import ForeignAddress, NorwegianAddress, PrintRecipient, printing
from digipost.errors import InvalidValueError
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable


@in_one_test("lines", [(), ("Testgata 1",), ("c/o Kari", "Testgata 1", "Oppgang B")])
def test_a_norwegian_address(lines: tuple[str, ...]) -> None:
    named = {f"addressline{number}": line for number, line in enumerate(lines, 1)}
    assert printing.norwegian_address("Ola", *lines, zip_code="0155", city="Oslo") == PrintRecipient(
        name="Ola", norwegian_address=NorwegianAddress(**named, zip_code="0155", city="Oslo")
    )


def test_a_foreign_address_by_the_name_of_the_country() -> None:
    assert printing.foreign_address("Eva", "1", "2", "3", "4", country="Sverige") == PrintRecipient(
        name="Eva",
        foreign_address=ForeignAddress(
            addressline1="1", addressline2="2", addressline3="3", addressline4="4", country="Sverige"
        ),
    )


def test_a_foreign_address_by_the_code_of_the_country() -> None:
    assert printing.foreign_address("Eva", "Provgatan 3", country_code="SE") == PrintRecipient(
        name="Eva", foreign_address=ForeignAddress(addressline1="Provgatan 3", country_code="SE")
    )


def norwegian(*lines: Any, name: Any = "MARKER", **changes: Any) -> PrintRecipient:  # noqa: ANN401 - what is tested
    return printing.norwegian_address(name, *lines, **{"zip_code": "0155", "city": "Oslo", **changes})


def foreign(*lines: Any, name: Any = "MARKER", **changes: Any) -> PrintRecipient:  # noqa: ANN401 - what is tested
    return printing.foreign_address(name, *lines, **changes)


@in_one_test(
    ("make", "field"),
    [
        (lambda: norwegian(name=" "), "printing.name"),
        (lambda: norwegian(name=None), "printing.name"),
        (lambda: norwegian(name="MARKER" * 30), "PrintRecipient.name"),
        (lambda: norwegian("MARKER", " "), r"printing.lines[1]"),
        (lambda: norwegian("MARKER", None), r"printing.lines[1]"),
        (lambda: norwegian("1", "2", "3", "4"), "printing.lines"),
        (lambda: norwegian("MARKER" * 20), "NorwegianAddress.addressline1"),
        (lambda: norwegian(zip_code=155), "printing.zip_code"),
        (lambda: norwegian(zip_code=""), "printing.zip_code"),
        (lambda: norwegian(city="\t"), "printing.city"),
        (lambda: foreign(country_code="SE"), "printing.lines"),
        (lambda: foreign("1", "2", "3", "4", "5", country_code="SE"), "printing.lines"),
        (lambda: foreign("MARKER"), "printing.country"),
        (lambda: foreign("MARKER", country="Sverige", country_code="SE"), "printing.country"),
        (lambda: foreign("MARKER", country=" "), "printing.country"),
        (lambda: foreign("MARKER", country_code="se"), "printing.country_code"),
        (lambda: foreign("MARKER", country_code="SWE"), "printing.country_code"),
        (lambda: foreign("MARKER", country_code="XX"), "printing.country_code"),
        (lambda: foreign("MARKER", country_code="UK"), "printing.country_code"),
        (lambda: foreign("MARKER", country_code="EU"), "printing.country_code"),
        (lambda: foreign("MARKER", country_code=46), "printing.country_code"),
        (lambda: foreign("MARKER", name="", country_code="SE"), "printing.name"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused(make: Callable[[], object], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert caught.value.field == field
    assert "MARKER" not in "".join(traceback.format_exception_only(caught.value))


@in_one_test("norway", [{"country": "Norge"}, {"country": " NORWAY "}, {"country_code": "NO"}])
def test_norway_is_no_foreign_country(norway: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError, match="use norwegian_address") as caught:
        foreign("Vei 1", **norway)
    assert caught.value.field == f"printing.{next(iter(norway))}"


@in_one_test("zip_code", ["155", "5", "N-7010", "15 5", "0155 ", "01555", "o155", "\u0660155"])
def test_a_norwegian_postal_code_is_four_digits(zip_code: str) -> None:
    with pytest.raises(InvalidValueError, match="four digits") as caught:
        printing.norwegian_address("Ola", "Vei 1", zip_code=zip_code, city="Oslo")
    assert caught.value.field == "printing.zip_code"
    assert ("a zero in front got lost" in caught.value.problem) == (zip_code in {"155", "5"})
