"""The page of a report, from a summary alone."""

from __future__ import annotations

import attrs
import pytest
from lxml import etree

from digipost.bulk.reports.page import page
from digipost.bulk.reports.summary import Summary
from digipost.bulk.row_states import State

SUMMARY = Summary(
    "m.csv", dict.fromkeys(State, 0) | {State.INVALID: 9}, [], [], 0, api_url="https://api.example.com"
)


def drawn(summary: Summary) -> etree._Element:
    return etree.fromstring(page(summary, (), most=1).encode(), etree.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize(("kinds", "shown"), [(13, 13), (100, 100), (101, 100)])
@pytest.mark.parametrize("are_errors", [True, False])
def test_each_kind_of_problem_is_shown_or_said_to_be_elsewhere(
    kinds: int, shown: int, *, are_errors: bool
) -> None:
    found = [("subject", f"is wrong in a way {number}.", 1, number) for number in range(kinds)]
    told = drawn(
        attrs.evolve(SUMMARY, problems=found) if are_errors else attrs.evolve(SUMMARY, warnings=found)
    )
    assert etree.XPath("count(//div[@class='reason'])")(told) == shown
    more = "The 100 most frequent; report.csv has all, row by row."
    assert (etree.XPath("string(//h2/following-sibling::p)")(told) == more) is (kinds > shown)


@pytest.mark.parametrize(
    "whole",
    [
        *("--accept-guesses", "2034-02-15", "2034-02-15T08:00:00", "15.02.2034", "08:00:00"),
        *("row 15", "1 250,00", "1\u00a0250", "1.250,00", "-5,00", "4-6"),
    ],
)
def test_options_dates_and_numbers_are_never_broken(whole: str) -> None:
    told = drawn(attrs.evolve(SUMMARY, problems=[("subject", f"is {whole}, or not: {whole}", 1234, 2)]))
    unbroken = etree.XPath("//div[@class='reason']//span[@class='whole']/text()")(told)
    assert unbroken == [whole, whole, "row 2", "1,234"]
