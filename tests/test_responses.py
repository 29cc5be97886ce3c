"""How answers begin: read as h11 reads them, over a pair of sockets."""

from __future__ import annotations

import http.client
import socket
from string import ascii_letters, digits

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import TransportError
from digipost.responses import Response

names = st.text(f"{ascii_letters}{digits}!#$%&'*+-.^_`|~", min_size=1, max_size=12)
values = st.text([chr(number) for number in range(32, 127)], max_size=20)
own = ("content-length", "transfer-encoding", "connection")
pairs = st.lists(st.tuples(names.filter(lambda name: name.lower() not in own), values), max_size=12)
BODY = {"length": b"hello", "nothing": b"", "chunks": b"5;x=y\r\nhello\r\n0\r\nX: y\r\n\r\n", "all": b"hello"}
framings = st.sampled_from(
    [
        ([("Content-Length", "5")], "length"),
        ([("Content-Length", "5"), ("Connection", "keep-alive, Close")], "length"),
        ([("content-length", " 0 ")], "nothing"),
        ([("Transfer-Encoding", "chunked")], "chunks"),
        ([("TRANSFER-ENCODING", "chunked"), ("connection", "close")], "chunks"),
        ([], "all"),
    ]
)


def begun(data: bytes, method: str = "GET") -> Response:
    """An answer of which all is there that will come."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        response = Response(ours, method=method)
        try:
            response.begin()
        except BaseException:
            response.close()
            raise
        return response


def head(*lines: str, first: str = "HTTP/1.1 200 OK") -> bytes:
    return "".join(f"{line}\r\n" for line in (first, *lines, "")).encode("latin-1")


def refused(data: bytes) -> str:
    with pytest.raises(TransportError) as caught:
        begun(data)
    assert caught.value.request_sent
    return str(caught.value)


@given(
    pairs, framings, st.sampled_from([200, 201, 204, 304, 307, 404, 500]), st.sampled_from(["GET", "HEAD"])
)
def test_another_reader_finds_the_same(
    fields: list[tuple[str, str]], framing: tuple[list[tuple[str, str]], str], status: int, method: str
) -> None:
    lines, body = [f"{name}:{value}" for name, value in fields + framing[0]], BODY[framing[1]]
    if method == "HEAD" or status in {204, 304}:
        body = b""
    data = head(*lines, first=f"HTTP/1.1 {status} Said") + body
    other = h11.Connection(h11.CLIENT)
    other.send(h11.Request(method=method, target="/", headers=[("Host", "x")]))
    other.send(h11.EndOfMessage())
    other.receive_data(data)
    event = other.next_event()
    assert isinstance(event, h11.Response)
    pieces = []
    while isinstance(piece := other.next_event(), h11.Data):
        pieces.append(piece.data)

    with begun(data, method) as response:
        assert (response.status, response.reason) == (status, "Said")
        expected = [(name.decode(), value.decode()) for name, value in event.headers.raw_items()]
        assert response.pairs == expected
        assert response.will_close == (other.their_state is not h11.DONE)
        assert response.read() == b"".join(pieces)


@pytest.mark.parametrize(
    ("lines", "version", "length", "closes"),
    [
        (["Content-Length: 5"], "HTTP/1.0", 5, True),
        (["Content-Length: 5", "Connection: Keep-Alive"], "HTTP/1.0", 5, False),
        (["Transfer-Encoding: Chunked"], "HTTP/1.1", None, False),
        (["Content-Length: 5"], "HTTP/1.2", 5, False),
        ([], "HTTP/1.1", None, True),
        (["Content-Length: 5", "Connection: upgrade", "connection: CLOSE"], "HTTP/1.1", 5, True),
    ],
)
def test_whether_another_answer_can_follow(
    *, lines: list[str], version: str, length: int | None, closes: bool
) -> None:
    with begun(head(*lines, first=f"{version} 200 OK")) as response:
        assert (response.length, response.will_close) == (length, closes)


def test_what_only_announces_the_answer_is_passed_over() -> None:
    data = head("X: y", first="HTTP/1.1 100 Continue") + head("Content-Length: 1") + b"!"
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        with Response(ours, method="GET") as response:
            response.begin()
            assert (response.status, response.pairs) == (200, [("Content-Length", "1")])
            assert response.read() == b"!"


MALFORMED = {
    "no colon": ["Content-Length 4"],
    "no name": [": a"],
    "a space before the colon": ["X : a"],
    "a continued line": ["X: a", " b"],
    "a line that begins as a continued one": ["\tX: a"],
    "a carriage return in a value": ["X: a\rY: b"],
    "a name that is no token": ["X(y): a"],
    "a length that is no number": ["Content-Length: +4"],
    "a length in another alphabet's digits": ["Content-Length: \xb2"],
    "a length that no file has": [f"Content-Length: {'9' * 19}"],
    "two lengths": ["Content-Length: 4", "content-length: 5"],
    "the same length twice": ["Content-Length: 4", "Content-Length: 4"],
    "an empty length": ["Content-Length:"],
    "a coding that is not of HTTP/1.1": ["Transfer-Encoding: identity"],
    "two codings": ["Transfer-Encoding: gzip, chunked"],
    "a coding twice": ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
    "an empty coding": ["Transfer-Encoding:"],
}


@pytest.mark.parametrize("lines", MALFORMED.values(), ids=MALFORMED)
def test_what_is_malformed_is_not_mended(lines: list[str]) -> None:
    assert refused(head(*lines)) == "the answer's headers are malformed, or tell two lengths"


def test_a_length_in_two_ways_is_refused() -> None:
    data = head("Content-Length: 4", "Transfer-Encoding: chunked")
    assert refused(data) == "the answer tells its length in two ways"


def with_headers(count: int) -> bytes:
    return head(*(f"X-{number}: y" for number in range(count)))


def with_line(length: int) -> bytes:
    return head("X:".ljust(length - len("\r\n"), "x"))


def test_as_much_as_http_client_takes_is_taken() -> None:
    with begun(with_headers(100)) as many, begun(with_line(1 << 16)) as long:
        assert len(many.pairs) == 100
        assert len(long.pairs[0][1]) == (1 << 16) - len("X:\r\n")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (with_headers(101), http.client.HTTPException),
        (with_line((1 << 16) + 1), http.client.LineTooLong),
        (head()[:-2], http.client.IncompleteRead),
        (head("X: y")[:-3], http.client.IncompleteRead),
        (b"", http.client.RemoteDisconnected),
        (head(first="HTTP/2 200 OK"), http.client.UnknownProtocol),
        (head(first="HTTP/0.9 200 OK"), http.client.UnknownProtocol),
        (head(first="SIP/1.1 200 OK"), http.client.BadStatusLine),
    ],
)
def test_what_is_too_much_or_breaks_off_is_an_error_of_the_network(
    data: bytes, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        begun(data)
