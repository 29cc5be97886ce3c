"""Mishaps that a test arranges: each happens once, where it was told to."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest

from tests.sandbox.wire import Letter, certificate_of, check_signature

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.sandbox.wire import Caller


def test_a_lost_answer_is_one_to_a_letter_that_arrived(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.lose_next_answer()
    letter = Letter()
    with pytest.raises(http.client.RemoteDisconnected):
        caller.post(letter.body)
    assert len(sandbox.letters) == 1
    assert [each.status for each in sandbox.requests] == [201]
    assert caller.post(letter.body).refusal == (400, "DUPLICATE_MESSAGE")


def test_an_answer_to_a_large_body_is_lost_too(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.lose_next_answer()
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        caller.post(Letter(content=bytes(5 << 20)).body)
    assert len(sandbox.letters) == 1


def test_a_refusal_is_signed_and_changes_nothing(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.refuse_next()
    letter = Letter()
    answer = caller.post(letter.body)
    assert answer.refusal == (503, "API_UNAVAILABLE")
    assert answer.text("error-type") == "SERVER"
    check_signature(answer, "/messages", certificate_of(caller.get("/")))
    assert sandbox.letters == ()
    assert caller.post(letter.body).status == 201


def test_faults_happen_in_their_order_and_at_their_path(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.refuse_next("/")
    sandbox.faults.lose_next_answer("/")
    sandbox.faults.refuse_next("/777")
    assert caller.post(Letter().body).status == 201
    assert caller.get("/").status == 503
    with pytest.raises(http.client.RemoteDisconnected):
        caller.get("/")
    assert caller.get("/").status == 200
    assert caller.get("/777?a=b").status == 503
    assert caller.get("/777").status == 200
