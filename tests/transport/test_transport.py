from __future__ import annotations

import gzip
import io
import itertools
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost.content import content_from_bytes
from digipost.errors import ConfigurationError, InvalidValueError, TransportError
from digipost.protocol.multipart import MultipartBody, Part
from digipost.transport import HttpAnswer, HttpRequest, HttpTransport, Timeouts
from tests.support.loopback import HANG_UP, OK, RESET, Loopback
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TICK = timedelta(milliseconds=100)
PLAIN = {"User-Agent": "ours", "Accept-Encoding": "gzip"}


@pytest.fixture
def transport() -> Iterator[HttpTransport]:
    transport = HttpTransport()
    yield transport
    transport.close()


def exchange(transport: HttpTransport, url: str, method: str = "GET") -> bytes:
    with transport.send(HttpRequest(method, url, {})) as answer:
        return answer.read(1000)


class TestRequestOnTheWire:
    def test_nothing_is_added_but_host(self, transport: HttpTransport) -> None:
        with Loopback() as server:
            headers = {"X-Digipost-UserId": "12345", "accept": "*/*", **PLAIN}
            transport.send(HttpRequest("GET", f"{server.origin}/a?b=c", headers)).read(10)
        assert server.heard == [
            f"GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            "X-Digipost-UserId: 12345\r\naccept: */*\r\n"
            "User-Agent: ours\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        ]

    def test_a_request_that_asks_for_no_compression_says_so(self, transport: HttpTransport) -> None:
        with Loopback() as server:
            transport.send(HttpRequest("GET", server.origin, {})).read(10)
        assert b"\r\nAccept-Encoding: identity\r\n" in server.heard[0]

    def test_headers_that_libraries_add_go_out_as_the_caller_has_them(self, transport: HttpTransport) -> None:
        with Loopback() as server:
            headers = {"user-agent": "ours", "ACCEPT-ENCODING": "gzip"}
            transport.send(HttpRequest("GET", server.origin, headers)).read(10)
        assert server.heard[0].endswith(b"\r\nuser-agent: ours\r\nACCEPT-ENCODING: gzip\r\n\r\n")

    @pytest.mark.parametrize(
        ("method", "body", "end"),
        [
            ("POST", b"abc", b"\r\n\r\nabc"),
            ("PUT", b"", b"\r\n\r\n"),
            ("POST", None, b"\r\n\r\n"),
        ],
    )
    def test_the_length_of_a_body_is_told(
        self, transport: HttpTransport, method: str, body: bytes | None, end: bytes
    ) -> None:
        with Loopback() as server:
            transport.send(HttpRequest(method, server.origin, {}, body)).read(10)
        length = f"\r\nContent-Length: {len(body or b'')}\r\n".encode()
        assert server.heard[0].count(length) == 1
        assert server.heard[0].endswith(end)

    def test_a_delete_has_no_length(self, transport: HttpTransport) -> None:
        with Loopback() as server:
            transport.send(HttpRequest("DELETE", server.origin, {})).read(10)
        assert b"content-length" not in server.heard[0].lower()

    def test_a_streamed_body_goes_out_with_its_length_and_not_in_chunks(
        self, transport: HttpTransport
    ) -> None:
        body = MultipartBody([Part("message", "application/xml", content_from_bytes(bytes(1 << 20)))])
        with Loopback() as server:
            transport.send(HttpRequest("POST", server.origin, {}, body)).read(10)
        head, _, received = server.heard[0].partition(b"\r\n\r\n")
        assert received == b"".join(body)
        assert f"Content-Length: {body.content_length}".encode() in head
        assert b"Transfer-Encoding" not in head

    def test_no_passwords_from_netrc_and_no_cookies_are_added(
        self, transport: HttpTransport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login ola password secret\n")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        with Loopback(OK.replace(b"\r\n", b"\r\nSet-Cookie: a=b\r\n", 1)) as server:
            exchange(transport, server.origin)
            exchange(transport, server.origin)
        assert len(server.heard) == 2
        for request in server.heard:
            assert b"authorization" not in request.lower()
            assert b"cookie" not in request.lower()


class TestRequest:
    @in_one_test(
        "url",
        [
            "/messages",
            "ftp://host/",
            "http://",
            "http://user:secret@host/",
            "http://host/#part",
            "http://host/å",
            "http://host/a b",
            "http://host/a\r\nb",
            "http://host?query",
            "http://host:port/",
            "http://host:65536/",
            "http://høst/",
        ],
    )
    def test_a_url_that_cannot_go_out_as_it_is_is_refused_without_showing_it(self, url: str) -> None:
        with pytest.raises(InvalidValueError, match=r"HttpRequest\.url") as caught:
            HttpRequest("GET", url, {})
        assert "secret" not in str(caught.value)

    @in_one_test(
        "headers",
        [
            {"A": "secret\r\nB: c"},
            {"A\n": "secret"},
            {"A:": "secret"},
            {"": "secret"},
            {"A": "secret å"},
            {"Date": "secret", "date": "b"},
            {"content-length": "3"},
            {"Host": "h"},
            {"Transfer-Encoding": "chunked"},
        ],
    )
    def test_headers_that_cannot_go_out_as_they_are_are_refused(self, headers: dict[str, str]) -> None:
        with pytest.raises(InvalidValueError, match=r"HttpRequest\.headers") as caught:
            HttpRequest("GET", "http://host/", headers)
        assert "secret" not in str(caught.value)

    @in_one_test("method", ["", "get", "GET ", "GET /x HTTP/1.1\r\n"])
    def test_a_method_is_in_capitals(self, method: str) -> None:
        with pytest.raises(InvalidValueError, match=r"HttpRequest\.method"):
            HttpRequest(method, "http://host/", {})

    def test_its_repr_shows_the_server_and_no_more(self) -> None:
        request = HttpRequest(
            "GET", "https://host:8443/ola?q=nordmann", {"Authorization": "secret"}, b"letter"
        )
        assert repr(request) == "<HttpRequest GET https://host:8443/***>"


class TestAnswer:
    def test_its_bytes_are_those_received(self, transport: HttpTransport) -> None:
        packed = gzip.compress(b"<xml/>")
        head = f"HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
        with Loopback(head.encode() + packed) as server:
            answer = transport.send(HttpRequest("GET", server.origin, {}))
            assert (answer.status, answer.headers["content-encoding"]) == (201, "gzip")
            assert answer.read(1000) == packed

    def test_chunks_of_http_are_put_together(self, transport: HttpTransport) -> None:
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        with Loopback(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n") as server:
            with transport.send(HttpRequest("GET", server.origin, {})) as answer:
                assert b"".join(answer.iter_raw(2)) == b"abcde"
            exchange(transport, server.origin)
            assert server.connections == 1

    def test_a_redirect_is_an_answer(self, transport: HttpTransport) -> None:
        redirect = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
        with Loopback(redirect) as server, transport.send(HttpRequest("GET", server.origin, {})) as answer:
            assert (answer.status, answer.headers["Location"]) == (307, "/elsewhere")
        assert len(server.heard) == 1

    def test_all_its_pieces_are_put_together(self, transport: HttpTransport) -> None:
        body = bytes(range(256)) * 1000
        with Loopback(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body) as server:
            assert transport.send(HttpRequest("GET", server.origin, {})).read(len(body)) == body

    def test_white_space_of_http_alone_is_taken_from_a_header(self) -> None:
        headers = HttpAnswer(200, [("A", " \t\xa0Xa b\xa0 "), ("B", "XX")], io.BytesIO()).headers
        assert dict(headers) == {"A": "\xa0Xa b\xa0", "B": "XX"}

    def test_after_it_broke_off_nothing_more_comes(self, transport: HttpTransport) -> None:
        with Loopback(OK.replace(b"2", b"3") + b"", HANG_UP) as server:
            answer = transport.send(HttpRequest("GET", server.origin, {}, timeouts=Timeouts(read=TICK)))
            with pytest.raises(TransportError):
                answer.read(10)
            assert [*answer.iter_raw()] == []

    def test_it_can_be_made_of_bytes(self) -> None:
        with HttpAnswer(200, [("A", "b")], io.BytesIO(b"abc")) as answer:
            assert [*answer.iter_raw(2)] == [b"ab", b"c"]

    def test_one_of_bytes_is_closed_when_it_belongs_to_another_request(self) -> None:
        body = io.BytesIO(b"abc")
        HttpAnswer(200, [], body).abandon()
        assert body.closed

    def test_more_than_the_limit_is_refused(self) -> None:
        body = io.BytesIO(b"abc")
        assert HttpAnswer(200, [], io.BytesIO(b"abc")).read(3) == b"abc"
        with pytest.raises(TransportError, match="larger") as caught:
            HttpAnswer(200, [], body).read(2)
        assert caught.value.request_sent
        assert body.closed

    def test_headers_are_found_whatever_their_case_and_joined_when_they_repeat(self) -> None:
        headers = HttpAnswer(200, [("Date", " now\t"), ("Via", "a"), ("via", "b")], io.BytesIO()).headers
        assert dict(headers.lower_items()) == {"date": "now", "via": "a, b"}
        assert headers["DATE"] == "now"
        assert "dAte" in headers
        assert headers.get("absent") is None
        assert len(headers) == 2

    @pytest.mark.parametrize("name", ["Date", "X-Content-SHA256", "X-Digipost-Signature", "Location"])
    def test_a_header_that_decides_something_may_not_come_twice(
        self, transport: HttpTransport, name: str
    ) -> None:
        twice = OK.replace(b"\r\n", f"\r\n{name}: 2\r\n{name.lower()}: 2\r\n".encode(), 1)
        with Loopback(twice) as server:
            with pytest.raises(TransportError, match=f"more than one {name.lower()} header") as caught:
                transport.send(HttpRequest("GET", server.origin, {}))
            assert server.client_hung_up()
        assert caught.value.request_sent


class TestConnections:
    def test_an_answer_read_to_its_end_frees_its_connection(self, transport: HttpTransport) -> None:
        with Loopback() as server:
            first = transport.send(HttpRequest("GET", server.origin, {}))
            assert first.read(10) == b"ok"
            assert exchange(transport, server.origin) == b"ok"
            first.close()
            assert exchange(transport, server.origin) == b"ok"
            assert server.connections == 1

    @pytest.mark.parametrize("way", ["closed", "dropped"])
    def test_an_answer_not_read_gives_its_connection_up(self, transport: HttpTransport, way: str) -> None:
        with Loopback() as server:
            answer = transport.send(HttpRequest("GET", server.origin, {}))
            if way == "closed":
                answer.close()
            del answer
            assert server.client_hung_up()
            assert exchange(transport, server.origin) == b"ok"

    @pytest.mark.parametrize("body", [b"x", b"xy", b"x" * 100_000])
    def test_closing_an_answer_that_is_not_read_closes_its_connection_at_once(
        self, transport: HttpTransport, body: bytes
    ) -> None:
        with Loopback(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body) as server:
            answer = transport.send(HttpRequest("GET", server.origin, {}))
            answer.close()
            assert server.client_hung_up()
            assert [*answer.iter_raw()] == []

    def test_closing_an_answer_without_a_body_frees_its_connection(self, transport: HttpTransport) -> None:
        with Loopback(b"HTTP/1.1 307 There\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n", OK) as server:
            answer = transport.send(HttpRequest("GET", server.origin, {}))
            answer.close()
            assert exchange(transport, server.origin) == b"ok"
            assert server.connections == 1
            assert [*answer.iter_raw()] == []

    def test_an_error_of_the_body_passes_and_its_connection_is_given_up(
        self, transport: HttpTransport
    ) -> None:
        error = InvalidValueError("content of part x", "changed")

        class Changing:
            content_length = 100

            def __iter__(self) -> Iterator[bytes]:
                yield b"x" * 50
                raise error

        with Loopback() as server:
            exchange(transport, server.origin)
            with pytest.raises(InvalidValueError) as caught:
                transport.send(HttpRequest("POST", server.origin, {}, Changing()))
            assert caught.value is error
            assert server.client_hung_up()
            exchange(transport, server.origin)
            assert server.connections == 2
        assert server.heard[1].partition(b"\r\n\r\n")[2] == b"x" * 50

    @pytest.mark.thorough
    def test_thirty_two_threads_share_it(self, transport: HttpTransport) -> None:
        with Loopback() as server, ThreadPoolExecutor(32) as threads:
            together = threading.Barrier(32)

            def send(number: int) -> bytes:
                answer = transport.send(HttpRequest("GET", f"{server.origin}/{number}", {}))
                together.wait(20)  # all are under way before the first is read
                return answer.read(10)

            assert [*threads.map(send, range(32))] == [b"ok"] * 32
            assert [*threads.map(send, range(32))] == [b"ok"] * 32
            assert server.connections == 32
        assert {line.split()[1] for line in server.heard} == {f"/{number}".encode() for number in range(32)}

    @pytest.mark.parametrize("status", [b"408", b"413", b"429", b"503"])
    def test_nothing_is_sent_again(self, transport: HttpTransport, status: bytes) -> None:
        later = b"HTTP/1.1 " + status + b" Later\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
        with Loopback(later) as server:
            exchange(transport, server.origin)
            assert len(server.heard) == 1

    @pytest.mark.parametrize("end", [HANG_UP, RESET])
    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "POST"])
    def test_not_even_when_no_answer_came(self, transport: HttpTransport, method: str, end: bytes) -> None:
        with Loopback(OK, end, OK) as server:
            exchange(transport, server.origin)
            with pytest.raises(TransportError):
                exchange(transport, server.origin, method)
            assert len(server.heard) == 2

    def test_the_body_of_a_redirect_is_not_read_unasked(self, transport: HttpTransport) -> None:
        redirect = b"HTTP/1.1 307 Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 999999999999\r\n\r\n"
        endless = itertools.chain([redirect], itertools.repeat(bytes(1 << 16)))
        with Loopback(endless) as server:
            transport.send(HttpRequest("GET", server.origin, {})).close()
            assert server.client_hung_up()

    def test_closing_closes_what_waits_and_can_be_repeated(self, transport: HttpTransport) -> None:
        with Loopback() as server:
            exchange(transport, server.origin)
            transport.close()
            transport.close()
            assert server.client_hung_up()
            assert exchange(transport, server.origin) == b"ok"

    @pytest.mark.thorough
    def test_a_child_process_does_not_use_its_parents_connection(self) -> None:
        script = """if True:
            import os, sys
            from digipost.transport import HttpRequest, HttpTransport
            transport = HttpTransport()
            def send(path):
                with transport.send(HttpRequest("GET", sys.argv[1] + path, {})) as answer:
                    assert answer.read(10) == b"ok"
            send("/parent")
            if child := os.fork():
                assert os.waitpid(child, 0)[1] == 0
                send("/parent-again")
            else:
                send("/child")
                os._exit(0)
        """
        with Loopback() as server:
            subprocess.run([sys.executable, "-c", script, server.origin], cwd=ROOT, check=True, timeout=20)
            assert [request.split()[1] for request in server.heard] == [
                b"/parent",
                b"/child",
                b"/parent-again",
            ]
            assert server.connections == 2


@pytest.mark.parametrize("timeouts", [{"connect_timeout": timedelta(0)}, {"read_timeout": timedelta(-1)}])
def test_a_timeout_is_positive(timeouts: dict[str, timedelta]) -> None:
    with pytest.raises(ConfigurationError, match="must be a positive number of seconds"):
        HttpTransport(**timeouts)  # type: ignore[arg-type]  # mypy takes the keys for any argument
