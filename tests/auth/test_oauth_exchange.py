"""Requests with an access token: which headers they have, and the one more try after a 401."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost.auth.oauth import BearerTokens, token_request
from digipost.content import content_from_bytes
from digipost.environments import Environment
from digipost.errors import AuthenticationError, DigipostError, TransportError
from digipost.protocol.exchange import Exchange
from digipost.protocol.multipart import MultipartBody, Part
from digipost.transport import HttpAnswer
from tests.support.counterpart import (
    CONFIG,
    DATE,
    DELIVERY,
    NOW,
    Counterpart,
    Keys,
    Reply,
    base64_sha256,
    error,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.authentication import RequestSigning
    from digipost.transport import HttpRequest

UNAUTHORIZED = Reply(status=401, headers={"Date": "", "X-Digipost-Signature": ""})
LATER = NOW + timedelta(days=365)


class Endpoint:
    """Gives `token-1`, `token-2` and so on; after `most` of them it refuses."""

    def __init__(self, most: int = 9) -> None:
        self.given = 0
        self._most = most

    def send(self, _: HttpRequest) -> HttpAnswer:
        if self.given == self._most:
            return HttpAnswer(401, [], io.BytesIO(b'{"error": "invalid_client"}'))
        self.given += 1
        return HttpAnswer(200, [], io.BytesIO(json.dumps({"access_token": f"token-{self.given}"}).encode()))

    def close(self) -> None:
        pass


def exchange(
    counterpart: Counterpart, endpoint: Endpoint | None = None, clock: Callable[[], datetime] = lambda: NOW
) -> Exchange:
    environment = Environment.custom(CONFIG.environment.api_url, "https://midp.example/oauth2/token")
    request = token_request(attrs.evolve(CONFIG, environment=environment), "client-id")
    tokens = BearerTokens(request, endpoint or Endpoint(), LATER, clock)
    return Exchange(CONFIG, tokens, counterpart, clock, Keys())


def body() -> MultipartBody:
    return MultipartBody([Part("message", "application/xml", content_from_bytes(b"content"))], "a-boundary")


CALLS: dict[str, Callable[[Exchange], object]] = {
    "get": lambda exchange: exchange.get("/"),
    "ask": lambda exchange: exchange.ask("/", b"<x/>"),
    "post": lambda exchange: exchange.post("/", body()),
    "put": lambda exchange: exchange.put("/", b"<x/>"),
    "delete": lambda exchange: exchange.delete("/"),
    "open": lambda exchange: exchange.open("/"),
}


def test_a_post_has_a_token_and_a_hash_and_no_signature() -> None:
    counterpart = Counterpart({"/messages": [DELIVERY]})
    exchange(counterpart).post("/messages", body())
    (sent,) = counterpart.received
    assert sent.body is not None
    assert sent.headers["Authorization"] == "Bearer token-1"
    assert sent.headers["X-Digipost-UserId"] == "12345"
    assert sent.headers["Date"] == DATE
    assert sent.headers["X-Content-SHA256"] == base64_sha256(sent.body)
    assert "X-Digipost-Signature" not in sent.headers


def test_a_token_serves_for_many_requests() -> None:
    counterpart, endpoint = Counterpart({"/": [Reply(b"<x/>")]}), Endpoint()
    sending = exchange(counterpart, endpoint)
    for _ in range(3):
        sending.get("/")
    assert endpoint.given == 1


@in_one_test("call", CALLS)
def test_after_a_401_the_same_request_goes_out_once_more_with_a_new_token(call: str) -> None:
    counterpart = Counterpart({"/": [UNAUTHORIZED, Reply(b"<x/>")]})
    CALLS[call](exchange(counterpart))
    first, second = counterpart.received
    assert (first.method, first.target, first.body) == (second.method, second.target, second.body)
    assert first.headers["Authorization"] == "Bearer token-1"
    assert second.headers == {**first.headers, "Authorization": "Bearer token-2"}
    assert counterpart.bodies[0].closed


@in_one_test("call", CALLS)
def test_a_second_401_is_the_callers_error(call: str) -> None:
    counterpart, endpoint = Counterpart({"/": [UNAUTHORIZED]}), Endpoint()
    with pytest.raises(AuthenticationError) as caught:
        CALLS[call](exchange(counterpart, endpoint))
    assert caught.value.status == 401
    assert "token-" not in repr(vars(caught.value)) + str(caught.value)
    assert (len(counterpart.received), endpoint.given) == (2, 2)


def test_the_second_try_is_dated_anew() -> None:
    counterpart = Counterpart({"/": [UNAUTHORIZED, Reply(b"<x/>")]})
    times = iter(NOW + timedelta(seconds=number) for number in range(20))
    exchange(counterpart, clock=lambda: next(times)).get("/")
    first, second = (each.headers["Date"] for each in counterpart.received)
    assert first < second


def test_the_token_of_a_second_try_serves_from_then_on() -> None:
    counterpart, endpoint = Counterpart({"/": [UNAUTHORIZED, Reply(b"<x/>")]}), Endpoint()
    sending = exchange(counterpart, endpoint)
    sending.get("/")
    sending.get("/")
    assert counterpart.received[-1].headers["Authorization"] == "Bearer token-2"
    assert endpoint.given == 2


def test_without_a_new_token_the_reason_is_the_error() -> None:
    counterpart = Counterpart({"/messages": [UNAUTHORIZED]})
    with pytest.raises(AuthenticationError, match=r"https://midp\.example/oauth2/token"):
        exchange(counterpart, Endpoint(most=1)).post("/messages", body())
    assert len(counterpart.received) == 1
    assert counterpart.bodies[0].closed


@in_one_test("status", [400, 403, 404, 500])
def test_another_refusal_leaves_the_token_as_it_is(status: int) -> None:
    counterpart, endpoint = Counterpart({"/": [error(status, "GENERAL_ERROR")]}), Endpoint()
    sending = exchange(counterpart, endpoint)
    for _ in range(2):
        with pytest.raises(DigipostError, match=f"answered {status}"):
            sending.delete("/")
    assert (len(counterpart.received), endpoint.given) == (2, 1)


def test_a_second_try_that_does_not_arrive_is_an_error_of_the_connection() -> None:
    broken = TransportError("broken", request_sent=True)
    with pytest.raises(TransportError) as caught:
        exchange(Counterpart({"/": [UNAUTHORIZED, broken]})).get("/")
    assert caught.value is broken


def test_a_signed_request_is_not_sent_again_after_a_401(credentials: RequestSigning) -> None:
    counterpart = Counterpart({"/": [UNAUTHORIZED]})
    with pytest.raises(AuthenticationError):
        Exchange(CONFIG, credentials, counterpart, lambda: NOW, Keys()).get("/")
    assert len(counterpart.received) == 1
