"""The other origin, where contents are: good once, for 30 seconds, and for nobody's credentials."""

from __future__ import annotations

from datetime import timedelta
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from digipost.sandbox import InboxLetter, Sandbox
from tests.support.counterpart import VECTORS
from tests.support.raw_requests import (
    BROKER_ID,
    DATE,
    Answer,
    Caller,
    certificate_of,
    check_signature,
    content_hash,
    exchange,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from tests.sandbox.conftest import Clock


@pytest.fixture
def address(sandbox: Sandbox, caller: Caller) -> str:
    """A new address of a content."""
    number = sandbox.deliver_to_inbox(InboxLetter(content=b"letter"), account_id=BROKER_ID)
    answer = caller.get(f"/{BROKER_ID}/inbox/{number}/content")
    assert (answer.status, answer.body) == (307, b"")
    return answer.headers["location"]


def fetch(
    address: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> tuple[int, str | None, bytes]:
    """Status, type and body, from whoever answers there."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(method, f"{parts.path}?{parts.query}", headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read()
    finally:
        connection.close()


def test_it_is_another_origin_with_a_token_of_128_digits(sandbox: Sandbox, address: str) -> None:
    assert urlsplit(address).netloc != urlsplit(sandbox.url).netloc
    token, download = urlsplit(address).query.split("&")
    assert len(bytes.fromhex(token.removeprefix("token="))) == 64
    assert download == "download=false"


def test_an_address_is_good_once(address: str) -> None:
    assert fetch(address) == (200, "application/pdf", b"letter")
    assert fetch(address)[0] == 404


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (30, 200), (30.001, 404)])
def test_an_address_is_good_for_30_seconds(seconds: float, status: int, address: str, clock: Clock) -> None:
    clock.now += timedelta(seconds=seconds)
    assert fetch(address)[0] == status


@pytest.mark.parametrize(
    "header", ["Authorization", "authorization", "X-Digipost-UserId", "x-digipost-signature", "Cookie"]
)
def test_whoever_shows_who_they_are_is_refused_and_nothing_used_up(header: str, address: str) -> None:
    status, _, body = fetch(address, {header: "secret"})
    assert status == 400
    assert b"secret" not in body
    assert fetch(address)[0] == 200


def test_only_the_whole_address_is_good(address: str) -> None:
    right = urlsplit(address)
    for wrong in (
        right._replace(path="/documents/2"),
        right._replace(query="token=0"),
        right._replace(query=""),
        right._replace(path="/"),
    ):
        assert fetch(wrong.geturl())[0] == 404
    assert fetch(address, method="POST")[0] == 405
    assert fetch(address)[0] == 200


def test_the_api_has_no_contents_and_the_other_origin_no_api(
    sandbox: Sandbox, caller: Caller, address: str
) -> None:
    parts = urlsplit(address)
    target = f"{parts.path}?{parts.query}"
    assert exchange(sandbox, "GET", target, caller.headers("GET", target)).status == 404
    assert fetch(parts._replace(path="/messages", query="").geturl())[0] == 404


def test_answers_there_are_dated_hashed_and_signed(address: str, caller: Caller) -> None:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    told = Answer(answer.status, headers, answer.read())
    connection.close()
    assert headers["date"] == DATE
    assert headers["x-content-sha256"] == content_hash(told.body)
    check_signature(told, parts.path, certificate_of(caller.get("/")))


def test_it_can_be_told_to_answer_who_shows_credentials(clock: Clock, broker_key: RSAPrivateKey) -> None:
    with Sandbox(clock=clock, contents_take_credentials=True) as sandbox:
        sandbox.register_broker(BROKER_ID, (VECTORS / "broker.cert.pem").read_bytes())
        number = sandbox.deliver_to_inbox(InboxLetter(content=b"letter"), account_id=BROKER_ID)
        answer = Caller(sandbox, broker_key).get(f"/{BROKER_ID}/inbox/{number}/content")
        found = fetch(answer.headers["location"], {"X-Digipost-UserId": str(BROKER_ID)})
    assert found == (200, "application/pdf", b"letter")


def test_addresses_in_an_inbox_can_be_relative() -> None:
    with Sandbox(relative_inbox_links=True) as sandbox:
        sandbox.deliver_to_inbox(InboxLetter(content=b"letter"))
        client = sandbox.client()
        (document,) = client.inbox.list_documents()
        assert document.content_uri == f"/{sandbox.broker_id}/inbox/{document.id}/content"
        assert {link.uri for link in document.link} == {document.content_uri, document.delete_uri}
        with client.inbox.content(document) as download:
            assert download.read() == b"letter"
