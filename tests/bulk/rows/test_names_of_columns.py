"""Findings name the column of the row that a value comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.bulk.rows.countries import code_of
from digipost.errors import InvalidValueError
from tests.support.invoice_rows import message
from tests.support.manifests import PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = {
    **{f"print.{name}": text for name, text in {"name": "A", "addressline1": "B 1"}.items()},
    "print.zip_code": "0155",
    "print.city": "Oslo",
    **{f"return_address.{name}": text for name, text in {"name": "C", "addressline1": "D 1"}.items()},
    "return_address.zip_code": "0155",
    "return_address.city": "Oslo",
}
LONG = "x" * 101
ABROAD = {"return_address.country": "Sverige", "return_address.zip_code": "11432"}
EMAIL = {"email_notification.subject": "x", "email_notification.text": "y"}
EMAIL |= {"email_notification.at": "2034-02-15 08:00"}


@in_one_test(
    ("values", "column"),
    [
        ({"print.addressline1": LONG}, "print.addressline1"),
        ({"return_address.addressline1": LONG}, "return_address.addressline1"),
        ({"print.addressline3": LONG}, "print.addressline3"),
        ({"print.city": LONG}, "print.city"),
        ({"print.name": LONG * 3}, "print.name"),
        ({"return_address.zip_code": "155"}, "return_address.zip_code"),
        ({f"print.addressline{number}": "x" for number in (1, 2, 3, 4)}, "print.addressline4"),
        ({**ABROAD, "return_address.city": LONG}, "return_address.city"),
        ({**ABROAD, "return_address.addressline2": LONG}, "return_address.addressline2"),
        ({"print.country": "Narnia"}, "print.country"),
    ],
)
def test_columns_of_addresses(tmp_path: Path, values: dict[str, object], column: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        message(tmp_path, ADDRESS | values)
    assert caught.value.field == column


@in_one_test("address", ["a, b", "a@b.no, c@d.no", "Ola <a@b.no>", "a@b.no;c@d.no", "a b@c.no"])
def test_an_email_column_holds_one_address(tmp_path: Path, address: str) -> None:
    for name, others in {
        "email_notification.address": EMAIL,
        "invitation.email_address": {"invitation.until": "2034-02-15"},
    }.items():
        with pytest.raises(InvalidValueError, match="one e-mail address is expected") as caught:
            message(tmp_path, {**others, name: address})
        assert caught.value.field == name


def test_a_wrong_address_among_recipients_names_its_column(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError) as caught:
        message(tmp_path, {PIN: None, "recipient.email": "a@b.no;c d"})
    assert caught.value.field == "recipient.email"


COUNTRIES = """Czech Republic CZ;Turkey TR;Ivory Coast CI;Swaziland SZ;The Netherlands NL;Skottland GB;
Wales GB;
England GB;Nord-Irland GB;Hviterussland BY;Makedonia MK;Kongeriket Norge NO;Kingdom of Norway NO;NOR NO;UK GB;
USA US;United States of America US;Republic of Ireland IE;Republic of Korea KR;Kongeriket Sverige SE;gbr GB;
Forbundsrepublikken Tyskland DE;The Kingdom of the Netherlands NL;Hong Kong HK;SJM SJ;Storbritannia GB"""


@in_one_test("pair", [each.strip() for each in COUNTRIES.split(";")])
def test_usual_former_and_official_names_of_countries(pair: str) -> None:
    name, _, code = pair.rpartition(" ")
    assert code_of(name, "print.country") == code


@in_one_test(
    ("name", "meant"),
    [("Danmrk", "Denmark"), ("Norwegen", "Norway"), ("Sweeden", "Sweden"), ("Polenn", "Poland")],
)
def test_a_near_name_is_suggested(name: str, meant: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"Is {meant} meant\?"):
        code_of(name, "print.country")


@in_one_test("name", ["Narnia", "XXX", "EUR", "Republic of China", "Congo", "x"])
def test_no_country(name: str) -> None:
    with pytest.raises(InvalidValueError, match="is no country"):
        code_of(name, "print.country")
