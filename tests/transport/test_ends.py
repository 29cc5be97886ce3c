"""An answer is whole, or it is an error: with a length, in chunks, or with the server's hash."""

from __future__ import annotations

import hashlib
import socket
import threading
import tracemalloc
from base64 import b64encode
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digipost import ClientConfig, DigipostClient, Environment
from digipost.deadlines import time_limit
from digipost.errors import TransportError, TransportTimeoutError
from digipost.transport import HttpRequest, HttpTransport, Timeouts
from tests.support.counterpart import NOW, ONCE, Reply, entry_point
from tests.support.loopback import OK, SILENCE, Loopback, failure, get, transport
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digipost import RequestSigning

CONTENT = bytes(range(256)) * 800
HASH = b64encode(hashlib.sha256(CONTENT).digest()).decode()
OTHER_HASH = b64encode(hashlib.sha256(CONTENT[:-1]).digest()).decode()
LAST = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
TICK = timedelta(milliseconds=100)


def fetched(answer: bytes) -> bytes:
    with (
        Loopback(answer) as server,
        transport() as using,
        using.send(HttpRequest("GET", server.origin, {})) as got,
    ):
        return got.read(1 << 20)


class TestWhole:
    @in_one_test(
        "answer",
        [
            LAST + b"Content-Length: 3\r\n\r\nabc",
            LAST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            LAST + b"Transfer-Encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nTrailer: z\r\n\r\n",
            LAST + b"X-Content-SHA256: the caller compares\r\n\r\nabc",
        ],
    )
    def test_an_answer_that_tells_its_end_is_taken(self, answer: bytes) -> None:
        assert fetched(answer) == b"abc"

    @pytest.mark.parametrize("status", [b"204 No Content", b"304 Not Modified"])
    def test_an_answer_that_never_has_a_body_needs_no_end(self, status: bytes) -> None:
        assert fetched(b"HTTP/1.1 " + status + b"\r\n\r\n") == b""

    @in_one_test("headers", [b"", b"Content-Length: 9\r\n", b"Transfer-Encoding: chunked\r\n"])
    def test_nor_does_the_answer_to_a_head_request(self, headers: bytes) -> None:
        with Loopback(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n") as server, transport() as using:
            for _ in range(2):
                assert using.send(HttpRequest("HEAD", server.origin, {})).read(10) == b""
            assert server.connections == 1

    @in_one_test("body", [b"", b"abc", b"x" * 100_000])
    def test_one_that_does_not_is_refused_at_its_end(self, body: bytes) -> None:
        with Loopback(LAST + b"\r\n" + body) as server, transport() as using:
            error = failure_after(using, server)
        assert "neither length nor hash" in str(error)
        assert error.request_sent

    @in_one_test("missing", [1, 2, 99_999])
    def test_one_that_falls_short_of_its_length_is_refused(self, missing: int) -> None:
        head = LAST + b"Content-Length: 100000\r\n\r\n"
        with Loopback(head + b"x" * (100_000 - missing)) as server, transport() as using:
            assert failure_after(using, server).request_sent


def failure_after(using: HttpTransport, server: Loopback) -> TransportError:
    with pytest.raises(TransportError) as caught, using.send(HttpRequest("GET", server.origin, {})) as answer:
        answer.read(1 << 20)
    return caught.value


class TestSaved:
    """A content that was cut leaves no file, wherever it comes from."""

    @pytest.mark.parametrize(
        "head",
        [f"Content-Length: {len(CONTENT)}\r\n", f"X-Content-SHA256: {HASH}\r\n"],
        ids=["length", "hash"],
    )
    def test_what_is_whole_is_there(self, head: str, credentials: RequestSigning, tmp_path: Path) -> None:
        save(credentials, LAST + head.encode() + b"\r\n" + CONTENT, tmp_path / "letter.pdf")
        assert (tmp_path / "letter.pdf").read_bytes() == CONTENT

    @pytest.mark.parametrize(
        "head",
        ["", f"Content-Length: {len(CONTENT) + 7}\r\n", f"X-Content-SHA256: {OTHER_HASH}\r\n"],
        ids=["nothing", "length", "hash"],
    )
    def test_what_is_cut_is_not(self, head: str, credentials: RequestSigning, tmp_path: Path) -> None:
        with pytest.raises(TransportError):
            save(credentials, LAST + head.encode() + b"\r\n" + CONTENT, tmp_path / "letter.pdf")
        assert [*tmp_path.iterdir()] == []


def save(credentials: RequestSigning, answer: bytes, path: Path) -> None:
    with Loopback(answer) as contents:
        there = Reply(b"", 307, {"Location": f"{contents.origin}/once"}).on_the_wire("/content")
        with Loopback(entry_point().on_the_wire("/"), there) as server:
            config = ClientConfig(
                broker_id=12345, environment=Environment.custom(server.origin), retries=ONCE
            )
            with DigipostClient(config, credentials, clock=lambda: NOW) as client:
                client.documents.content("/content").save(path)


class TestMemory:
    MUCH = 48 << 20  # bytes

    def test_a_large_body_goes_out_in_pieces(self) -> None:
        class Large:
            content_length = TestMemory.MUCH

            def __iter__(self) -> Iterator[bytes]:
                return (bytes(1 << 16) for _ in range(TestMemory.MUCH >> 16))

        received: list[int] = []
        with counting(received) as origin, transport() as using:
            assert peak(lambda: using.send(HttpRequest("POST", origin, {}, Large())).read(10)) < 4 << 20
        assert received == [self.MUCH]

    @pytest.mark.thorough
    def test_a_large_answer_comes_in_pieces(self) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % self.MUCH
        pieces = [head, *[bytes(1 << 16)] * (self.MUCH >> 16)]
        with Loopback(pieces) as server, transport() as using:

            def fetch() -> None:
                with using.send(HttpRequest("GET", server.origin, {})) as answer:
                    assert sum(map(len, answer.iter_raw())) == self.MUCH

            assert peak(fetch) < 4 << 20


def peak(action: Callable[[], object]) -> int:
    """Return the most bytes that Python held during an action."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@contextmanager
def counting(received: list[int]) -> Iterator[str]:
    """A server that takes one large body and notes its length."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as file:
            length = next(
                int(line[15:]) for line in iter(file.readline, b"\r\n") if line.startswith(b"Content-L")
            )
            buffer, count = bytearray(1 << 16), 0
            while count < length:
                count += file.readinto(buffer)
            received.append(count)
            connection.sendall(OK)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(5)


class TestTime:
    def test_timeouts_can_come_with_a_request(self) -> None:
        with Loopback(SILENCE) as server, transport(read_timeout=60) as using:
            request = HttpRequest("GET", server.origin, {}, timeouts=Timeouts(read=TICK))
            with pytest.raises(TransportTimeoutError) as caught:
                using.send(request)
        assert caught.value.request_sent

    def test_requests_with_other_timeouts_share_a_connection(self) -> None:
        with Loopback() as server, transport() as using:
            for timeouts in (None, Timeouts(read=timedelta(seconds=9)), Timeouts(connect=TICK)):
                using.send(HttpRequest("GET", server.origin, {}, timeouts=timeouts)).read(10)
            assert server.connections == 1

    def test_the_total_is_looked_at_before_the_request(self) -> None:
        with Loopback() as server, transport() as using, time_limit(TICK):
            threading.Event().wait(0.11)
            error = failure(using, server.origin)
            assert isinstance(error, TransportTimeoutError)
            assert not error.request_sent
            assert server.connections == 0

    @pytest.mark.thorough
    def test_the_total_is_looked_at_between_the_pieces_of_what_is_sent(self) -> None:
        class Slow:
            content_length = 1000

            def __iter__(self) -> Iterator[bytes]:
                for _ in range(1000):
                    threading.Event().wait(0.02)
                    yield b"x"

        with Loopback() as server, transport(total_timeout=1) as using:
            with pytest.raises(TransportTimeoutError) as caught:
                using.send(HttpRequest("POST", server.origin, {}, Slow()))
            assert server.client_hung_up()
        assert caught.value.request_sent
        assert len(server.heard[0]) < 900

    @pytest.mark.thorough
    def test_the_total_is_looked_at_between_the_pieces_of_an_answer(self) -> None:
        def slowly() -> Iterator[bytes]:
            yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
            for _ in range(1000):
                threading.Event().wait(0.01)
                yield b"x"

        with Loopback(slowly()) as server, transport(total_timeout=1) as using:
            answer = using.send(HttpRequest("GET", server.origin, {}))
            with pytest.raises(TransportTimeoutError):
                answer.read(1000)
            assert server.client_hung_up()

    @pytest.mark.thorough
    def test_the_time_of_the_caller_does_not_count(self) -> None:
        pieces = [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", b"o", b"k"]
        with Loopback(pieces) as server, transport(total_timeout=2) as using:
            answer = using.send(HttpRequest("GET", server.origin, {}))
            body = answer.iter_raw(1)
            assert next(body) == b"o"
            threading.Event().wait(2.1)
            assert next(body) == b"k"

    @pytest.mark.thorough
    def test_a_body_is_written_under_the_read_timeout_also_on_a_connection_kept_open(self) -> None:
        reads = threading.Event()
        reads.set()
        with Loopback(reads=reads) as server, transport() as using:
            with time_limit(timedelta(seconds=1)):
                get(using, server.origin)
            reads.clear()
            threading.Timer(1.3, reads.set).start()
            # More than the system's buffers take.
            assert get(using, server.origin, bytes(16 << 20)) == b"ok"
            assert server.connections == 1
