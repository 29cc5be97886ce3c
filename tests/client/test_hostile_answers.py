"""A server that means harm: each of its answers is refused with an error of ours, in bounded time and memory.

What it does with XML documents themselves is in tests/generated/test_hostile_xml.py; here the whole client is
at work, over a connection.
"""

from __future__ import annotations

import gc
import gzip
import itertools
import subprocess
import sys
import tracemalloc
import warnings
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost import ClientConfig, DigipostClient, Environment
from digipost.errors import (
    ApiError,
    DigipostError,
    InvalidRequestError,
    ParseError,
    TransportError,
    TransportTimeoutError,
    VerificationError,
)
from tests.support.counterpart import NOW, ONCE, V8, Reply, entry_point
from tests.support.letters import letter
from tests.support.loopback import Loopback
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digipost.authentication import RequestSigning

DOCUMENT = UUID(int=11)
TARGET = f"/documents/12345/{DOCUMENT}/status"
HEAD = b"HTTP/1.1 200 OK\r\n"
MUCH = bytes(1 << 16)
LIMIT = 1 << 20  # bytes
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def ask(
    credentials: RequestSigning, *answers: bytes | Iterable[bytes], most: int = LIMIT, seconds: float = 20
) -> None:
    """A question to a Digipost that answers so, after its entry point."""
    with Loopback(entry_point().on_the_wire("/"), *answers) as server:
        config = ClientConfig(
            broker_id=12345,
            environment=Environment.custom(server.origin),
            retries=ONCE,
            total_timeout=timedelta(seconds=seconds),
            max_answer_bytes=most,
        )
        with DigipostClient(config, credentials, clock=lambda: NOW) as client:
            client.documents.status(DOCUMENT)


def refused(credentials: RequestSigning, *answers: bytes | Iterable[bytes]) -> DigipostError:
    with pytest.raises(DigipostError) as caught:
        ask(credentials, *answers)
    assert caught.value.__cause__ is None or isinstance(caught.value.__cause__, OSError | DigipostError)
    return caught.value


def document(content: str = "", encoding: str = "utf-8", before: str = "") -> bytes:
    return f"{before}<document-status {V8}>{content}</document-status>".encode(encoding)


DOCUMENTS = {
    "a billion laughs": document("&l11;", before=f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "an external entity": document("&e;", before='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    "an external DTD": document(before='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "a depth without end": f"<document-status {V8}>".encode() + b"<attachments>" * 70_000,
    "an attribute of 11 MB": document(before="").replace(b"xmlns", b'a="' + b"x" * (11 << 20) + b'" xmlns'),
    "a text of 11 MB": document("x" * (11 << 20)),
    "invalid UTF-8": document("\xff", "latin-1"),
    "half a surrogate pair": document().replace(b"><", b">\xed\xa0\x80<"),
    "another encoding than it says": document("æ", "latin-1", '<?xml version="1.0" encoding="UTF-8"?>'),
    "an encoding that is none": document(before='<?xml version="1.0" encoding="x-evil"?>'),
    "an encoding that hides what it is": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-x+AD4-',
    "another document": f"<tags {V8}/>".encode(),
    "a document of nobody": b"<document-status/>",
    "a web page": b"<!DOCTYPE html><html><body>It works!<br></body></html>",
    "nothing": b"",
}


@in_one_test("name", DOCUMENTS)
def test_a_document_that_is_none_is_refused_although_it_is_signed(
    name: str, credentials: RequestSigning
) -> None:
    with pytest.raises(ParseError) as caught:
        ask(credentials, Reply(DOCUMENTS[name]).on_the_wire(TARGET), most=16 << 20)
    assert not caught.value.retryable
    assert "passwd" not in str(caught.value)


@in_one_test("name", DOCUMENTS)
def test_a_refusal_that_says_nothing_is_a_refusal(name: str, credentials: RequestSigning) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        ask(credentials, Reply(DOCUMENTS[name], 400).on_the_wire(TARGET), most=16 << 20)
    assert (caught.value.status, caught.value.message) == (400, "")


def slowly(first: bytes, then: bytes) -> Iterator[bytes]:
    """A little now and then, so that no single reading takes long."""
    yield first
    while True:
        Event().wait(0.01)
        yield then


def endlessly(first: bytes, then: bytes) -> Iterable[bytes]:
    return itertools.chain([first], itertools.repeat(then))


ENDLESS: dict[str, Callable[[], Iterable[bytes]]] = {
    "a body without a length": lambda: endlessly(HEAD + b"\r\n", MUCH),
    "a body with a length": lambda: endlessly(HEAD + b"Content-Length: 999999999999\r\n\r\n", MUCH),
    "chunks": lambda: endlessly(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + MUCH + b"\r\n"),
    "one chunk": lambda: endlessly(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffffff\r\n", MUCH),
    "a chunk of any length": lambda: endlessly(HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", MUCH),
    "the length of a chunk": lambda: endlessly(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 65536),
    "a status line": lambda: endlessly(b"HTTP/1.1 200 ", b"O" * 65536),
    "a header": lambda: endlessly(HEAD + b"X-Long: ", b"x" * 65536),
    "headers": lambda: endlessly(HEAD, b"X-Many: x\r\n" * 1000),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_given_up(name: str, credentials: RequestSigning) -> None:
    tracemalloc.start()
    try:
        caught = refused(credentials, ENDLESS[name]())
        assert tracemalloc.get_traced_memory()[1] < 8 * LIMIT
    finally:
        tracemalloc.stop()
    assert isinstance(caught, TransportError)
    assert caught.request_sent


TRICKLES: dict[str, Callable[[], Iterable[bytes]]] = {
    "a body without a length": lambda: slowly(HEAD + b"\r\n", b" "),
    "a body with a length": lambda: slowly(HEAD + b"Content-Length: 100000\r\n\r\n", b" "),
    "chunks": lambda: slowly(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@pytest.mark.parametrize("name", TRICKLES)
def test_a_body_that_trickles_is_given_up_when_the_time_for_all_of_it_is_over(
    name: str, credentials: RequestSigning
) -> None:
    # Each reading alone is quick; the time-out for one is 30 s.
    with pytest.raises(TransportTimeoutError) as caught:
        ask(credentials, TRICKLES[name](), seconds=0.2)
    assert caught.value.request_sent


def with_length(*lines: bytes, body: bytes = b"<x/>") -> bytes:
    return HEAD + b"".join(line + b"\r\n" for line in (*lines, b"Connection: close", b"")) + body


MALFORMED = {
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "HTTP before it had headers": b"<document-status/>\r\n\r\n",
    "a status that is none": b"HTTP/1.1 abc\r\n\r\n",
    "a status that is too high": b"HTTP/1.1 99999 OK\r\n\r\n",
    "a status that is too low": b"HTTP/1.1 099 OK\r\n\r\n",
    "a negative length": with_length(b"Content-Length: -4"),
    "a length with a sign": with_length(b"Content-Length: +4"),
    "a hexadecimal length": with_length(b"Content-Length: 0x4"),
    "a length in other digits": with_length("Content-Length: \N{FULLWIDTH DIGIT FOUR}".encode()),
    "a length of thousands of digits": with_length(b"Content-Length: " + b"9" * 5000),
    "a list of lengths": with_length(b"Content-Length: 4, 4"),
    "a length and chunks": with_length(
        b"Content-Length: 4", b"Transfer-Encoding: chunked", body=b"4\r\n<x/>\r\n0\r\n\r\n"
    ),
    "a length too long for what comes": with_length(b"Content-Length: 5"),
    "chunks that break off": with_length(b"Transfer-Encoding: chunked", body=b"ff\r\n<x/>"),
    "a chunk without a length": with_length(b"Transfer-Encoding: chunked", body=b"zz\r\n<x/>\r\n"),
    "a chunk of negative length": with_length(b"Transfer-Encoding: chunked", body=b"-5\r\n<x/>\r\n"),
    "a chunk of any length": with_length(b"Transfer-Encoding: chunked", body=b"-1\r\n<x/>\r\n"),
    "a header with NUL": with_length(b"X: a\x00b", b"Content-Length: 4"),
    "a header with an escape sequence": with_length(b"X: \x1b[2J", b"Content-Length: 4"),
    "a header without a colon": with_length(b"Content-Length 4", b"X: a"),
    "two dates": with_length(b"Date: now", b"Date: then", b"Content-Length: 4"),
    "two signatures": with_length(
        b"X-Digipost-Signature: a", b"x-digipost-signature: b", b"Content-Length: 4"
    ),
    "a hundred and one headers": with_length(*(b"X-%d: y" % number for number in range(101))),
}


@in_one_test("name", MALFORMED)
def test_what_is_no_answer_of_http_is_a_failure_of_the_connection(
    name: str, credentials: RequestSigning
) -> None:
    caught = refused(credentials, MALFORMED[name])
    assert type(caught) is TransportError, caught
    assert caught.request_sent
    assert "127.0.0.1" in str(caught) or str(caught).startswith("the answer")


@pytest.mark.thorough
def test_an_answer_of_two_lengths_is_a_failure_of_the_connection(credentials: RequestSigning) -> None:
    answer = with_length(b"Content-Length: 4", b"Content-Length: 5")
    with warnings.catch_warnings():
        # urllib3 gives such an answer up without closing it, so that its socket is closed with the error.
        warnings.simplefilter("ignore", ResourceWarning)
        caught = refused(credentials, answer)
        assert type(caught) is TransportError
        assert caught.request_sent
        del caught
        gc.collect()


@pytest.mark.parametrize("header", [b": a", b" folded: before the first"])
def test_a_header_without_a_name_makes_no_answer(header: bytes, credentials: RequestSigning) -> None:
    with pytest.raises((TransportError, VerificationError)):
        ask(credentials, with_length(header, b"Content-Length: 4"))


def signed(body: bytes, name: str, value: str) -> bytes:
    return Reply(body, headers={"Connection": "close", name: value}).on_the_wire(TARGET)


def test_a_length_too_short_for_what_comes_cuts_the_answer_so_that_it_is_not_believed(
    credentials: RequestSigning,
) -> None:
    whole = document()
    answer = signed(whole, "Content-Length", str(len(whole) - 1))
    caught = refused(credentials, answer)
    assert isinstance(caught, VerificationError)
    assert caught.check == "hash"


def test_what_follows_an_answer_is_not_taken_for_the_next_one(credentials: RequestSigning) -> None:
    forged = b"HTTP/1.1 418 Forged\r\nContent-Length: 0\r\n\r\n"
    first = Reply(document()).on_the_wire(TARGET) + forged
    with Loopback(entry_point().on_the_wire("/"), first, Reply(b"", 404).on_the_wire(TARGET)) as server:
        environment = Environment.custom(server.origin)
        config = ClientConfig(broker_id=12345, environment=environment, retries=ONCE)
        with DigipostClient(config, credentials, clock=lambda: NOW) as client:
            client.documents.status(DOCUMENT)
            with pytest.raises(ApiError) as caught:
                client.documents.status(DOCUMENT)
        assert caught.value.status == 404


@pytest.mark.parametrize("status", [101, 204, 304])
def test_a_status_that_brings_nothing_is_no_document(status: int, credentials: RequestSigning) -> None:
    answer = Reply(b"", status).on_the_wire(TARGET)
    assert isinstance(refused(credentials, answer, b""), DigipostError)


COMPRESSED: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: gzip.compress(bytes(LIMIT + 1)),
    "a bomb of many small ones": lambda: gzip.compress(b"x" * 100_000) * 100,
    "a bomb in a bomb": lambda: gzip.compress(gzip.compress(bytes(100 * LIMIT))),
    "cut off": lambda: gzip.compress(b"<x/>" * 1000)[:-3],
    "damaged": lambda: gzip.compress(bytes(range(256)) * 100)[:50] + b"\xff" * 50,
    "none": lambda: b"<x/>",
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", COMPRESSED)
def test_what_cannot_be_unpacked_is_refused(name: str, credentials: RequestSigning) -> None:
    answer = signed(COMPRESSED[name](), "Content-Encoding", "gzip")
    tracemalloc.start()
    try:
        caught = refused(credentials, answer)
        assert tracemalloc.get_traced_memory()[1] < 12 * LIMIT
    finally:
        tracemalloc.stop()
    assert isinstance(caught, ParseError), caught


class TestRedirects:
    """A redirect of any status sends nothing to another server."""

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_a_letter_does_not_follow(self, status: int, credentials: RequestSigning) -> None:
        with Loopback() as elsewhere:
            there = Reply(b"", status, {"Location": f"{elsewhere.origin}/messages"})
            first = entry_point(create_message="/messages").on_the_wire("/")
            with Loopback(first, there.on_the_wire("/messages")) as server:
                config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin))
                client = DigipostClient(config, credentials, clock=lambda: NOW)
                with client, pytest.raises(ApiError) as caught:
                    client.messages.send(letter())
            assert (caught.value.status, caught.value.retryable) == (status, False)
            assert elsewhere.connections == 0
            # A redirect names no letter, so that it is believed when it comes twice.
            assert sum(each.startswith(b"POST /messages ") for each in server.heard) == 2

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_neither_does_the_first_question_of_all(self, status: int, credentials: RequestSigning) -> None:
        with Loopback() as elsewhere:
            there = Reply(b"", status, {"Location": f"{elsewhere.origin}/"})
            with Loopback(there.on_the_wire("/")) as server:
                config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin))
                client = DigipostClient(config, credentials, clock=lambda: NOW)
                with client, pytest.raises(ApiError) as caught:
                    client.documents.status(DOCUMENT)
            assert caught.value.status == status
            assert elsewhere.connections == 0


@pytest.mark.thorough
def test_all_of_this_needs_little_memory_and_time() -> None:
    """The same tests again, in a process that would be ended if it took more."""
    script = """if True:
        import resource, sys
        import pytest
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))  # bytes, pytest itself included
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
        sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not thorough", sys.argv[1]]))
    """
    subprocess.run([sys.executable, "-c", script, __file__], check=True, cwd=Path(__file__).parents[2])
