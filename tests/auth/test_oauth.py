"""Access tokens: asked for as Digipost has it, kept while they last, and fetched once however many wait."""

from __future__ import annotations

import base64
import io
import json
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.auth.oauth import AccessToken, BearerTokens, read_token, token_request
from digipost.environments import Environment
from digipost.errors import (
    AuthenticationError,
    ConfigurationError,
    TransportError,
    TransportTimeoutError,
)
from digipost.transport import HttpAnswer
from tests.support.counterpart import CONFIG, NOW
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.transport import HttpRequest

URL = "https://midp.digipost.example/oauth2/token"
WITH_TOKENS = attrs.evolve(CONFIG, environment=Environment.custom(CONFIG.environment.api_url, URL))
REQUEST = token_request(WITH_TOKENS, "client-id")
LATER = NOW + timedelta(days=365)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def jwt(claims: object) -> str:
    parts = (json.dumps(each).encode() for each in ({"alg": "RS256"}, claims))
    encoded = [base64.urlsafe_b64encode(each).decode().rstrip("=") for each in parts]
    return ".".join([*encoded, "c2lnbmF0dXJl"])


def answer(**fields: object) -> bytes:
    return json.dumps({"access_token": "token-1", "token_type": "Bearer", **fields}).encode()


class TestTheRequest:
    def test_it_has_four_parameters_and_no_secret(self) -> None:
        assert (REQUEST.method, REQUEST.url) == ("POST", URL)
        assert REQUEST.body == (
            b"grant_type=client_credentials&client_id=client-id&scope=dpost-api%3A12345"
            b"&resource=https%3A%2F%2Fapi.digipost.example"
        )
        assert REQUEST.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert REQUEST.headers["User-Agent"].endswith("acme/1.0")
        assert {*REQUEST.headers} == {"Accept", "Content-Type", "User-Agent"}

    @in_one_test("client_id", ["a b", "æ&resource=x", "50%"])
    def test_a_client_id_is_escaped(self, client_id: str) -> None:
        body = token_request(WITH_TOKENS, client_id).body
        assert isinstance(body, bytes)
        assert parse_qs(body.decode(), strict_parsing=True)["client_id"] == [client_id]

    def test_an_environment_without_a_token_endpoint_is_refused(self) -> None:
        with pytest.raises(ConfigurationError, match=r"Environment\.custom\(api_url, token_url\)"):
            token_request(CONFIG, "client-id")


class TestHowLongATokenIsUsed:
    @in_one_test(
        ("fields", "used_for"),
        [
            ({"expires_in": 3600}, 3570),
            ({"expires_in": 3600.5}, 3570.5),
            ({"expires_in": 36}, 6),
            ({"expires_in": 35}, 5),
            ({"expires_in": 34}, 5),
            ({"expires_in": 5}, 5),
            ({"expires_in": 4}, 4),
            ({"expires_in": 0}, 0),
            ({}, 30),
            ({"expires_in": None}, 30),
            ({"expires_in": "3600"}, 30),
            ({"expires_in": True}, 30),
            ({"expires_in": -1}, 30),
            ({"expires_in": float("nan")}, 30),
            ({"expires_in": float("inf")}, 30),
            ({"expires_in": 10**400}, 30),
        ],
    )
    def test_half_a_minute_less_than_it_lasts_but_five_seconds_if_it_can(
        self, fields: dict[str, object], used_for: float
    ) -> None:
        assert read_token(URL, 200, answer(**fields), NOW).used_until == NOW + seconds(used_for)

    @in_one_test(
        ("claims", "used_for"),
        [
            ({"exp": NOW.timestamp() + 600}, 570),
            ({"exp": int(NOW.timestamp()) + 20}, 5),
            ({"exp": int(NOW.timestamp()) - 10}, -10),
            ({"exp": "tomorrow"}, 30),
            ({"exp": True}, 30),
            ({"exp": 10**400}, 30),
            ({}, 30),
            ([], 30),
        ],
    )
    def test_a_jwt_says_itself_when_it_expires(self, claims: object, used_for: float) -> None:
        token = read_token(URL, 200, answer(access_token=jwt(claims)), NOW)
        assert token.used_until == NOW + seconds(used_for)

    def test_expires_in_goes_before_the_claim(self) -> None:
        claims = {"exp": NOW.timestamp() + 600}
        token = read_token(URL, 200, answer(access_token=jwt(claims), expires_in=100), NOW)
        assert token.used_until == NOW + seconds(70)

    @in_one_test("value", ["a.b.c", "a..c", "a.!!!!.c", "e30.bnVsbA.c", "a.b", "a.W1tbW1tb.c"])
    def test_what_looks_like_a_jwt_and_is_none_lasts_a_minute(self, value: str) -> None:
        assert read_token(URL, 200, answer(access_token=value), NOW).used_until == NOW + seconds(30)

    @given(lasts=st.floats(0, 1e9))
    def test_it_is_never_used_after_its_expiry(self, lasts: float) -> None:
        until = read_token(URL, 200, answer(expires_in=lasts), NOW).used_until
        assert NOW <= until <= NOW + seconds(lasts)
        assert until >= NOW + min(seconds(lasts), seconds(5))


class TestAnswersWithoutAToken:
    @in_one_test(
        ("status", "data"),
        [
            (200, b""),
            (200, b"<html>"),
            (200, b"\xff"),
            (200, b"[" * 100_000),
            (200, b'"token-1"'),
            (200, b"{}"),
            (200, answer(access_token="")),
            (200, answer(access_token=None)),
            (200, answer(access_token=["token-1"])),
            (200, answer(access_token="token-1\r\nX-Evil: 1")),
            (200, answer(access_token="tøken-1")),
            (201, answer()),
            (302, answer()),
            (401, answer()),
            (503, b"token-1"),
        ],
    )
    def test_they_are_an_error_that_names_the_endpoint_and_shows_no_token(
        self, status: int, data: bytes
    ) -> None:
        with pytest.raises(AuthenticationError) as caught:
            read_token(URL, status, data, NOW)
        error: BaseException | None = caught.value
        assert caught.value.status == status
        assert URL in str(error)
        while error is not None:
            assert not any(text in repr((error.args, vars(error))) for text in ("token-1", "tøken"))
            error = error.__cause__ or error.__context__

    def test_the_reason_that_the_endpoint_gives_is_shown(self) -> None:
        data = json.dumps({"error": "invalid_scope", "error_description": "No such account."}).encode()
        with pytest.raises(AuthenticationError, match=r"400 invalid_scope: .*No such account\. ") as caught:
            read_token(URL, 400, data, NOW)
        assert (caught.value.code, caught.value.retryable) == ("invalid_scope", False)

    def test_a_number_in_the_reason_is_masked(self) -> None:
        data = json.dumps({"error": "31108412345", "error_description": "31108412345"}).encode()
        with pytest.raises(AuthenticationError) as caught:
            read_token(URL, 400, data, NOW)
        assert "31108412345" not in repr(vars(caught.value)) + str(caught.value)

    @in_one_test("wrong", [None, 5, ["x"], {"a": "b"}])
    def test_a_reason_that_is_no_text_is_left_out(self, wrong: object) -> None:
        data = json.dumps({"error": wrong, "error_description": wrong}).encode()
        with pytest.raises(AuthenticationError, match=r"gave no access token\. Check") as caught:
            read_token(URL, 400, data, NOW)
        assert caught.value.code is None

    def test_invalid_client_is_explained(self) -> None:
        with pytest.raises(AuthenticationError, match="not the one registered for this client id"):
            read_token(URL, 401, b'{"error": "invalid_client"}', NOW)

    def test_what_can_pass_by_itself_may_be_tried_again(self) -> None:
        with pytest.raises(AuthenticationError) as caught:
            read_token(URL, 503, b"", NOW)
        assert caught.value.retryable


def test_a_token_does_not_show() -> None:
    assert "secret" not in repr(AccessToken("secret", NOW))


@attrs.define
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class Endpoint:
    """A token endpoint that gives `token-1`, `token-2` and so on, or does what it was told to.

    Attributes:
        asked: The number of requests for a token.
        closed: The number of times that its connection was closed.
    """

    def __init__(self, *behaviour: Exception | Callable[[], object], expires_in: int = 3600) -> None:
        self._behaviour = list(behaviour)
        self._expires_in = expires_in
        self.asked = 0
        self.closed = 0

    def send(self, request: HttpRequest) -> HttpAnswer:
        assert request is REQUEST
        self.asked += 1
        behaviour = self._behaviour.pop(0) if self._behaviour else None
        if isinstance(behaviour, Exception):
            raise behaviour
        if behaviour is not None:
            behaviour()
        data = answer(access_token=f"token-{self.asked}", expires_in=self._expires_in)
        return HttpAnswer(200, [], io.BytesIO(data))

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def clock() -> Clock:
    return Clock()


def bearer(tokens: BearerTokens) -> dict[str, str]:
    return tokens.authorize("GET", "/", {})


class TestKeeping:
    def test_a_token_is_fetched_when_it_is_needed_and_used_until_it_runs_out(self, clock: Clock) -> None:
        endpoint = Endpoint()
        tokens = BearerTokens(REQUEST, endpoint, LATER, clock)
        assert endpoint.asked == 0
        for after, number in ((0, 1), (3569, 1), (3570, 2), (3571, 2)):
            clock.now = NOW + seconds(after)
            assert bearer(tokens) == {"Authorization": f"Bearer token-{number}"}
        assert (endpoint.asked, endpoint.closed) == (2, 2)

    def test_a_token_that_lasts_no_time_is_used_for_what_it_was_fetched_for(self, clock: Clock) -> None:
        tokens = BearerTokens(REQUEST, Endpoint(expires_in=0), LATER, clock)
        assert [bearer(tokens)["Authorization"] for _ in range(2)] == ["Bearer token-1", "Bearer token-2"]

    def test_a_refused_token_is_given_up(self, clock: Clock) -> None:
        tokens = BearerTokens(REQUEST, Endpoint(), LATER, clock)
        assert tokens.discard(bearer(tokens)) is True
        assert bearer(tokens) == {"Authorization": "Bearer token-2"}

    def test_a_token_that_was_replaced_already_does_not_take_the_new_one_with_it(self, clock: Clock) -> None:
        tokens = BearerTokens(REQUEST, Endpoint(), LATER, clock)
        old = bearer(tokens)
        tokens.discard(old)
        new = bearer(tokens)
        assert tokens.discard(old) is True
        assert bearer(tokens) == new

    def test_a_failure_is_not_kept(self, clock: Clock) -> None:
        refused = TransportError("no connection", request_sent=False)
        tokens = BearerTokens(REQUEST, Endpoint(refused), LATER, clock)
        with pytest.raises(TransportError):
            bearer(tokens)
        assert bearer(tokens) == {"Authorization": "Bearer token-2"}

    @pytest.mark.parametrize("kind", [TransportError, TransportTimeoutError])
    def test_a_failed_connection_says_that_nothing_went_to_the_api(
        self, kind: type[TransportError], clock: Clock
    ) -> None:
        broken = kind(f"the connection to {URL} broke", request_sent=True)
        endpoint = Endpoint(broken)
        with pytest.raises(TransportError, match=r"no access token could be fetched: .*broke") as caught:
            bearer(BearerTokens(REQUEST, endpoint, LATER, clock))
        assert type(caught.value) is kind
        assert caught.value.__cause__ is broken
        assert not caught.value.request_sent
        assert caught.value.retryable
        assert endpoint.closed == 1

    def test_a_certificate_that_is_about_to_expire_is_warned_of(
        self, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        expires = datetime(2024, 8, 1, tzinfo=UTC)
        tokens = BearerTokens(REQUEST, Endpoint(), expires, clock)
        bearer(tokens)
        assert caplog.records == []
        clock.now = expires - timedelta(days=29)
        with caplog.at_level(logging.DEBUG):
            bearer(tokens)
        (warning,) = (each for each in caplog.records if each.levelno == logging.WARNING)
        assert "expires on 2024-08-01" in warning.getMessage()
        assert "token-2" not in caplog.text

    def test_with_an_expired_certificate_no_token_is_asked_for(self, clock: Clock) -> None:
        endpoint = Endpoint()
        tokens = BearerTokens(REQUEST, endpoint, clock.now - timedelta(days=1), clock)
        with pytest.raises(ConfigurationError, match=r"^The certificate for Digipost's tokens expired on "):
            bearer(tokens)
        assert endpoint.closed == 0


class TestThreads:
    """A token has run out, and while one thread fetches the next, seven others find that out too."""

    class Scene:
        def __init__(self, outcome: Exception | None) -> None:
            self._outcome = outcome
            self._now = NOW
            self._fetching = threading.Event()
            self._another_looked = threading.Semaphore(0)
            self.endpoint = Endpoint(lambda: None, self._fetch)
            self._tokens = BearerTokens(REQUEST, self.endpoint, LATER, self._clock)

        def _clock(self) -> datetime:
            if self._fetching.is_set():
                self._another_looked.release()
            return self._now

        def _fetch(self) -> None:
            self._fetching.set()
            for _ in range(7):
                assert self._another_looked.acquire(timeout=5)
            if self._outcome:
                raise self._outcome

        def play(self) -> list[Future[dict[str, str]]]:
            bearer(self._tokens)
            self._now = NOW + timedelta(days=1)
            with ThreadPoolExecutor(8) as threads:
                first = threads.submit(bearer, self._tokens)
                assert self._fetching.wait(5)
                return [first, *(threads.submit(bearer, self._tokens) for _ in range(7))]

    def test_one_fetches_and_the_others_wait(self) -> None:
        scene = self.Scene(None)
        assert [each.result() for each in scene.play()] == [{"Authorization": "Bearer token-2"}] * 8
        assert scene.endpoint.asked == 2

    def test_those_who_waited_for_a_failure_share_it(self) -> None:
        scene = self.Scene(TransportTimeoutError("timed out", request_sent=True))
        errors = [each.exception() for each in scene.play()]
        assert [type(each) for each in errors] == [TransportTimeoutError] * 8
        assert len({str(each) for each in errors}) == 1
        assert len({id(each) for each in errors}) == 8  # a traceback is one thread's
        assert scene.endpoint.asked == 2
