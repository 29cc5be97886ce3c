"""Rules of faults, and their form as text."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import InvalidValueError
from digipost.sandbox.faults import Delay, ErrorBody, Host, Mishap, Redirect, Rule, Status
from tests.support.tables import in_one_test

SECOND = timedelta(seconds=1)

PARSED = {
    "delay=2s path=/messages times=3": Rule(Delay(2 * SECOND), path="/messages", times=3),
    "delay=500ms": Rule(Delay(SECOND / 2)),
    "delay=1.5": Rule(Delay(1.5 * SECOND)),
    "delay=1m": Rule(Delay(60 * SECOND)),
    "status=503": Rule(Status(503)),
    "status=429 retry-after=30s body=empty": Rule(Status(429, retry_after=30 * SECOND, body=ErrorBody.EMPTY)),
    "status=403 times=1 code=NOT_APPROVED_FOR_PRINT": Rule(
        Status(403, code="NOT_APPROVED_FOR_PRINT"), times=1
    ),
    "status=500 processed=yes": Rule(Status(500, processed=True)),
    "status=401 body=page processed=no": Rule(Status(401, body=ErrorBody.PAGE)),
    "redirect": Rule(Redirect()),
    "redirect=http://127.0.0.1:1/?a=b": Rule(Redirect("http://127.0.0.1:1/?a=b")),
    "lose-answer method=POST share=2% seed=7": Rule(Mishap.LOSE_ANSWER, method="POST", share=0.02, seed=7),
    "hang-up share=0.5 path='/recipients/search/Ola Nordmann'": Rule(
        Mishap.HANG_UP, share=0.5, path="/recipients/search/Ola Nordmann"
    ),
    "hang-up at=token times=1": Rule(Mishap.HANG_UP, at=Host.TOKEN, times=1),
    "status=503 body=page at=contents": Rule(Status(503, body=ErrorBody.PAGE), at=Host.CONTENTS),
    **{str(mishap): Rule(mishap) for mishap in Mishap},
}

WRONG = {
    "": "there is no fault",
    "delay='2s": "a quotation mark",
    "thunder": "must begin with one of the faults delay=TIME, status=NUMBER, redirect, hang-up, ",
    "hang-up=1": "must begin with one of the faults",
    "delay": "`delay=` needs a time, such as 500ms, 2s or 1m",
    "delay=soon": "`delay=` needs a time",
    "delay=-1s": "`delay=` needs a time",
    "delay=99999s": "from 0 to a day",
    "status=unavailable": "`status=` needs a whole number",
    "status=200": "from 400 to 599",
    "status=503 body=wrong": "`body=` must be one of document, untyped, empty, text, page",
    "status=503 retry-after=1.5s": "whole seconds",
    "status=503 processed=perhaps": "`processed=` must be yes or no",
    "replay-answer at=contents": "must be `api`",
    "status=503 code=x": "capital letters",
    "redirect=ftp://a/": "an address of http or https",
    "hang-up retry-after=1s": "`retry-after=` cannot be combined with `hang-up`; allowed are method, path, ",
    "status=503 colour=red": "cannot be combined with `status`; allowed are retry-after, body, code, ",
    "hang-up once": "`once` has no `=`: after the fault come method, path, at, times, share, seed",
    "hang-up times=1 times=2": "`times=` is there twice",
    "hang-up times=0": "at least 1",
    "hang-up times=many": "`times=` needs a whole number",
    "hang-up share=much": "`share=` needs a share, such as 0.02 or 2%",
    "hang-up share=0": "above 0 and at most 1",
    "hang-up share=101%": "above 0 and at most 1",
    "hang-up share=nan": "a finite number",
    "hang-up method=post": "capital letters",
    "hang-up path=": "must not be empty",
    "hang-up at=home": "`at=` must be one of api, token, contents",
    "stale-date at=token": "must be `api`: elsewhere there are only delay, status, redirect, hang-up, ",
}


@in_one_test(("text", "rule"), PARSED.items())
def test_a_rule_is_read_from_text(text: str, rule: Rule) -> None:
    assert Rule.parse(text) == rule


@in_one_test(("text", "problem"), WRONG.items())
def test_a_text_that_is_no_rule_is_refused_with_what_could_be_there(text: str, problem: str) -> None:
    with pytest.raises(InvalidValueError) as raised:
        Rule.parse(text)
    assert problem in raised.value.problem


times = st.integers(0, 86_400_000_000).map(lambda microseconds: timedelta(microseconds=microseconds))
faults = st.one_of(
    st.sampled_from(Mishap),
    times.map(Delay),
    st.builds(
        Status,
        st.integers(400, 599),
        retry_after=st.none() | st.integers(0, 86_400).map(lambda seconds: timedelta(seconds=seconds)),
        body=st.sampled_from(ErrorBody),
        code=st.none() | st.from_regex(r"[A-Z0-9_]{1,9}", fullmatch=True),
        processed=st.booleans(),
    ),
    st.builds(Redirect, st.none() | st.from_regex(r"https?://[!-~]{1,20}", fullmatch=True)),
)
rules = st.builds(
    Rule,
    faults,
    method=st.none() | st.sampled_from(["GET", "POST"]),
    path=st.text(min_size=1),
    times=st.none() | st.integers(1, 10**9),
    share=st.floats(0, 1, exclude_min=True),
    seed=st.integers(-(10**9), 10**9),
)


@given(rules)
def test_the_text_of_a_rule_is_read_as_that_rule(rule: Rule) -> None:
    assert Rule.parse(str(rule)) == rule


@in_one_test("fault", [*map(str, Mishap), "delay", "status", "redirect"])
def test_the_guide_to_tests_has_every_kind(fault: str) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "testing.md").read_text(encoding="utf-8")
    assert f"`{fault}`" in guide or f"`{fault}=" in guide
