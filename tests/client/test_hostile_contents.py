"""A host of contents that means harm: nothing of ours goes there, and nothing endless is taken from it."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest

from digipost import ClientConfig, DigipostClient, Environment
from digipost.errors import ApiError, ParseError, TransportError, TransportTimeoutError
from digipost_schema import api_v8
from tests.support.counterpart import NOW, ONCE, Reply, entry_point
from tests.support.loopback import Loopback
from tests.support.wired import talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digipost.authentication import RequestSigning
    from digipost.protocol.downloads import Download

LIMIT = 1 << 20  # bytes
HEAD = b"HTTP/1.1 200 OK\r\n"
PATH = "/12345/inbox/9/content"
LETTER = api_v8.InboxDocument(
    id=9,
    sender="Kari",
    delivery_time=datetime.now(UTC),
    authentication_level=api_v8.AuthenticationLevel.PASSWORD,
    content_uri=PATH,
)


def fetched(credentials: RequestSigning, server: Loopback, seconds: float = 20) -> Download:
    config = ClientConfig(
        broker_id=12345,
        environment=Environment.custom(server.origin),
        retries=ONCE,
        total_timeout=timedelta(seconds=seconds),
        max_content_bytes=LIMIT,
    )
    return DigipostClient(config, credentials, clock=lambda: NOW).inbox.content(LETTER)


def sent_on(location: str) -> tuple[bytes, bytes]:
    """The entry point, and a content that is at another address."""
    there = Reply(b"", 307, {"Location": location})
    return entry_point().on_the_wire("/"), there.on_the_wire(PATH)


def test_to_the_host_of_contents_goes_the_address_and_nothing_else(credentials: RequestSigning) -> None:
    answer = HEAD + b"Content-Length: 6\r\n\r\nletter"
    with Loopback(answer) as elsewhere, Loopback(*sent_on(f"{elsewhere.origin}/once?key=1")) as server:
        assert fetched(credentials, server).read() == b"letter"
    (request,) = elsewhere.heard
    line, *headers = request.decode().strip().split("\r\n")
    assert line == "GET /once?key=1 HTTP/1.1"
    assert {each.partition(":")[0] for each in headers} == {
        "Host",
        "Accept",
        "Accept-Encoding",
        "Cache-Control",
        "User-Agent",
    }


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_it_cannot_send_us_further(status: int, credentials: RequestSigning) -> None:
    with Loopback() as third:
        further = f"HTTP/1.1 {status} X\r\nLocation: {third.origin}/\r\nContent-Length: 0\r\n\r\n".encode()
        with (
            Loopback(further) as elsewhere,
            Loopback(*sent_on(f"{elsewhere.origin}/once")) as server,
            pytest.raises(ApiError) as caught,
        ):
            fetched(credentials, server)
        assert caught.value.status == status
        assert third.connections == 0


@pytest.mark.parametrize(
    "location",
    [
        "http://contents.digipost.example/1",  # from an API with TLS
        "file:///etc/passwd",
        "ftp://contents.digipost.example/1",
        "data:text/plain,letter",
        "javascript:alert(1)",
        "https://user:password@contents.digipost.example/1",
        "https://contents.digipost.example/a b",
        "https://contents.digipost.example/æ",
        "https://contents.digipost.example:99999/",
        "https://[::1/",
    ],
)
def test_an_address_that_is_none_for_contents_is_not_followed(
    location: str, credentials: RequestSigning
) -> None:
    client, counterpart = talk(credentials, {PATH: [Reply(b"", 307, {"Location": location})]}, links={})
    with pytest.raises(ParseError) as caught:
        client.inbox.content(LETTER)
    assert "password" not in str(caught.value)
    assert counterpart.targets == ["/", PATH]


@pytest.mark.parametrize("coding", ["gzip", "br", "GZIP", "identity, gzip"])
def test_a_content_that_is_compressed_unasked_is_not_saved_as_it_is(
    coding: str, tmp_path: Path, credentials: RequestSigning
) -> None:
    """The bytes would be no PDF; elsewhere no hash has to be there, and here it is that of these bytes."""
    packed = gzip.compress(b"%PDF-1.7 letter")
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    direct = Reply(packed, headers={"Content-Encoding": coding}).on_the_wire(PATH)
    with Loopback(head + packed) as elsewhere:
        for answers in (sent_on(f"{elsewhere.origin}/once"), (entry_point().on_the_wire("/"), direct)):
            with Loopback(*answers) as server:
                with pytest.raises(ParseError, match="compressed"):
                    fetched(credentials, server).save(tmp_path / "letter.pdf")
                assert (elsewhere if elsewhere.heard else server).client_hung_up()
                elsewhere.heard.clear()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", [201, 203, 204, 206])
def test_an_answer_without_the_whole_content_is_not_saved_as_one(
    status: int, tmp_path: Path, credentials: RequestSigning
) -> None:
    body = b"" if status == 204 else b"%PDF-1"
    with (
        Loopback(entry_point().on_the_wire("/"), Reply(body, status).on_the_wire(PATH)) as server,
        pytest.raises(ParseError, match=f"the answer {status} does not bring the whole content"),
    ):
        fetched(credentials, server).save(tmp_path / "letter.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_content_that_is_called_identity_is_saved(credentials: RequestSigning) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\nContent-Length: 6\r\n\r\nletter"
    with Loopback(answer) as elsewhere, Loopback(*sent_on(f"{elsewhere.origin}/once")) as server:
        assert fetched(credentials, server).read() == b"letter"


ENDLESS = {
    "without a length": HEAD + b"\r\n",
    "with a length": HEAD + b"Content-Length: 999999999999\r\n\r\n",
    "in one chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffffff\r\n",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_content_without_end_is_given_up_and_leaves_no_file(
    name: str, tmp_path: Path, credentials: RequestSigning
) -> None:
    pieces: Iterable[bytes] = itertools.chain([ENDLESS[name]], itertools.repeat(bytes(1 << 16)))
    with Loopback(pieces) as elsewhere, Loopback(*sent_on(f"{elsewhere.origin}/once")) as server:
        download = fetched(credentials, server)
        tracemalloc.start()
        try:
            with pytest.raises(TransportError, match="larger than ClientConfig") as caught:
                download.save(tmp_path / "letter.pdf")
            assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
        finally:
            tracemalloc.stop()
        assert elsewhere.client_hung_up()
    assert not caught.value.retryable
    assert list(tmp_path.iterdir()) == []


def test_a_content_that_is_as_long_as_the_limit_is_taken(credentials: RequestSigning) -> None:
    answer = HEAD + b"Content-Length: %d\r\n\r\n" % LIMIT + bytes(LIMIT)
    with Loopback(answer) as elsewhere, Loopback(*sent_on(f"{elsewhere.origin}/once")) as server:
        assert len(fetched(credentials, server).read()) == LIMIT


def trickle() -> Iterator[bytes]:
    yield HEAD + b"Content-Length: 100000\r\n\r\n"
    while True:
        Event().wait(0.01)
        yield b"x"


@pytest.mark.thorough
def test_a_content_that_trickles_is_given_up(credentials: RequestSigning) -> None:
    with (
        Loopback(trickle()) as elsewhere,
        Loopback(*sent_on(f"{elsewhere.origin}/once")) as server,
        fetched(credentials, server, seconds=1.5) as download,
        pytest.raises(TransportTimeoutError),
    ):
        download.read()


@pytest.mark.thorough
def test_a_reader_may_take_its_time(credentials: RequestSigning) -> None:
    answer = HEAD + b"Content-Length: 200000\r\n\r\n" + bytes(200_000)
    with Loopback(answer) as elsewhere, Loopback(*sent_on(f"{elsewhere.origin}/once")) as server:
        pieces = iter(fetched(credentials, server, seconds=1.5))
        length = len(next(pieces))
        Event().wait(1.6)  # longer than one request may take
        assert length + sum(map(len, pieces)) == 200_000


def test_a_length_that_is_none_is_not_told(credentials: RequestSigning) -> None:
    for length in ("9" * 5000, "-1", "many"):
        reply = Reply(b"letter", headers={"Content-Length": length})
        client, _ = talk(credentials, {PATH: [reply]}, links={})
        with client.inbox.content(LETTER) as download:
            assert download.size is None
