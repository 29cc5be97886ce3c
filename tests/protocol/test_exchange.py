"""One request: what goes out, exactly, and when it is dated, hashed and signed."""

from __future__ import annotations

import io
import json
import re
from base64 import b64decode
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from digipost.base.targets import normal_target
from digipost.content import content_from_bytes
from digipost.errors import (
    ParseError,
    TransportError,
)
from digipost.protocol.exchange import Exchange
from digipost.protocol.multipart import MultipartBody, Part
from digipost_schema import api_v8
from tests.support.counterpart import (
    CONFIG,
    DATE,
    DELIVERY,
    NOW,
    VECTORS,
    Counterpart,
    Keys,
    Reply,
    base64_sha256,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from typing import BinaryIO

    from digipost.authentication import RequestSigning

REQUESTS: dict[str, dict[str, Any]] = {
    each["name"]: each for each in json.loads((VECTORS / "vectors.json").read_text())["requests"]
}
XML = "application/vnd.digipost-v8+xml"
GETS = [name for name, each in REQUESTS.items() if each["method"] == "GET"]
INBOX = "/67890/inbox?offset=0"
COMMON = {
    "X-Digipost-UserId": "12345",
    "User-Agent": f"digipost-python/{version('digipost')} acme/1.0",
    "Accept-Encoding": "gzip",
    "Cache-Control": "no-store",
    "Date": DATE,
}


@pytest.fixture
def counterpart() -> Counterpart:
    return Counterpart({INBOX: [Reply(b"<x/>")], "/messages": [DELIVERY]})


@pytest.fixture
def exchange(counterpart: Counterpart, credentials: RequestSigning) -> Exchange:
    return Exchange(CONFIG, credentials, counterpart, lambda: NOW, Keys())


def body() -> MultipartBody:
    return MultipartBody([Part("message", "application/xml", content_from_bytes(b"content"))], "a-boundary")


def without_signature(headers: dict[str, str]) -> dict[str, str]:
    signature = headers.pop("X-Digipost-Signature")
    assert len(b64decode(signature, validate=True)) == 256
    return headers


class TestRequests:
    def test_a_get_has_these_headers_and_no_others(
        self, exchange: Exchange, counterpart: Counterpart
    ) -> None:
        assert exchange.get(INBOX).body == b"<x/>"
        (sent,) = counterpart.received
        assert (sent.method, sent.target, sent.body) == ("GET", INBOX, None)
        assert without_signature(dict(sent.headers)) == {"Accept": XML, **COMMON}

    def test_a_post_has_these_headers_and_no_others(
        self, exchange: Exchange, counterpart: Counterpart
    ) -> None:
        assert exchange.post("/messages", body()).status == 201
        (sent,) = counterpart.received
        assert (sent.method, sent.target) == ("POST", "/messages")
        assert sent.body is not None
        assert without_signature(dict(sent.headers)) == {
            "Accept": XML,
            "Content-Type": "multipart/vnd.digipost-v8+xml; boundary=a-boundary",
            "MIME-Version": "1.0",
            "X-Content-SHA256": base64_sha256(sent.body),
            **COMMON,
        }

    @in_one_test("name", GETS)
    def test_a_known_get_is_sent_with_its_known_signature(
        self, name: str, credentials: RequestSigning
    ) -> None:
        known = REQUESTS[name]
        target = normal_target(known["request_target"])
        counterpart = Counterpart({target: [Reply()]})
        # Letter case is not signed: an escape in small letters has the signature of one in capitals.
        Exchange(CONFIG, credentials, counterpart, lambda: NOW, Keys()).get(known["request_target"])
        (sent,) = counterpart.received
        assert sent.target == target
        assert sent.headers["X-Digipost-Signature"] == known["signature"]

    def test_the_known_message_is_sent_with_its_known_signature(
        self, exchange: Exchange, counterpart: Counterpart
    ) -> None:
        known = REQUESTS["send-message-multipart-java-layout"]
        expected = b64decode(known["body_base64"])
        boundary = known["headers"]["Content-Type"].partition("boundary=")[2]
        parts = re.findall(
            rb'filename="(.+)"\r\nContent-Type: (.+)\r\n\r\n((?s:.+?))\r\n--httpclient', expected
        )
        exchange.post(
            "/messages",
            MultipartBody(
                [Part(n.decode(), t.decode(), content_from_bytes(c)) for n, t, c in parts], boundary
            ),
        )
        (sent,) = counterpart.received
        assert sent.body == expected
        assert (
            dict(sent.headers).items()
            >= {
                name: known["headers"][name]
                for name in ("Accept", "Content-Type", "Date", "X-Content-SHA256")
            }.items()
        )
        assert sent.headers["X-Digipost-Signature"] == known["signature"]

    def test_a_request_is_dated_when_its_body_has_been_hashed(
        self, counterpart: Counterpart, credentials: RequestSigning
    ) -> None:
        @attrs.define
        class SlowDisk:
            """A content whose first reading takes a minute."""

            now: datetime = NOW
            size: int = 1
            is_fixed: bool = False

            def open(self) -> BinaryIO:
                self.now = NOW + timedelta(minutes=1)
                return io.BytesIO(b"x")

        disk = SlowDisk()
        exchange = Exchange(CONFIG, credentials, counterpart, lambda: disk.now, Keys())
        exchange.post("/messages", MultipartBody([Part("message", "application/xml", disk)]))
        assert counterpart.received[0].headers["Date"] == "Mon, 03 Jun 2024 12:01:02 GMT"

    def test_each_request_is_dated_and_signed_anew(
        self, counterpart: Counterpart, credentials: RequestSigning
    ) -> None:
        times = iter([NOW, NOW, NOW + timedelta(seconds=1), NOW])  # each exchange asks twice
        exchange = Exchange(CONFIG, credentials, counterpart, lambda: next(times), Keys())
        exchange.get(INBOX)
        exchange.get(INBOX)
        first, second = (each.headers for each in counterpart.received)
        assert (first["Date"], second["Date"]) == (DATE, "Mon, 03 Jun 2024 12:00:03 GMT")
        assert first["X-Digipost-Signature"] != second["X-Digipost-Signature"]

    def test_a_key_that_cannot_be_had_ends_it_before_anything_is_sent(
        self, counterpart: Counterpart, credentials: RequestSigning
    ) -> None:
        class NoKeys(Keys):
            def current(self) -> Any:  # noqa: ANN401 - never comes to that
                raise TransportError("no connection", request_sent=False)

        exchange = Exchange(CONFIG, credentials, counterpart, lambda: NOW, NoKeys())
        with pytest.raises(TransportError):
            exchange.post("/messages", body())
        assert counterpart.received == []


def test_an_answer_of_another_kind_is_a_parse_error(exchange: Exchange) -> None:
    answer = exchange.get(INBOX)
    with pytest.raises(ParseError, match="`message-delivery` is expected"):
        answer.read(api_v8.MessageDelivery)
    assert repr(answer) == "Answer(status=200)"


def test_an_error_of_the_transport_passes_as_it_is(credentials: RequestSigning) -> None:
    failure = TransportError("broken", request_sent=True)
    exchange = Exchange(CONFIG, credentials, Counterpart({INBOX: [failure]}), lambda: NOW, Keys())
    with pytest.raises(TransportError) as caught:
        exchange.get(INBOX)
    assert caught.value is failure
