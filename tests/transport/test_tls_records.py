"""Bytes that come in one TLS record with a response are never the response to the next request."""

from __future__ import annotations

import select
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from digipost import ClientConfig, DigipostClient, DigipostUser, Environment, Unidentified, recipient
from digipost.base.authorities import tls_context
from digipost.transport import HttpRequest, HttpTransport
from tests.support.counterpart import API, NOW, ONCE, V8, Reply, entry_point
from tests.support.loopback import Loopback, transport
from tests.support.tables import in_one_test
from tests.support.tls_servers import Authority, serving

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    from digipost import RequestSigning


def answer(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


def in_chunks(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


def sizes(using: HttpTransport, origin: str, times: int) -> list[int]:
    """The lengths of the bodies that come for so many requests."""
    found = []
    for _ in range(times):
        with using.send(HttpRequest("GET", f"{origin}/", {})) as received:
            found.append(len(received.read(1 << 20)))
    return found


# Python's reader of HTTP holds 8192 bytes, and a TLS record 16384.
@in_one_test("size", [1, 8192 - 42, 8192, 12_000])
@in_one_test("written", [answer, in_chunks])
@in_one_test("stray", [answer(b"forged"), b"x" * 4000, answer(b"")])
def test_a_stray_answer_is_read_by_no_request(
    size: int, written: Callable[[bytes], bytes], stray: bytes, authority: Authority
) -> None:
    with (
        Loopback(
            written(bytes(size)) + stray, answer(b"own"), tls=serving(authority.issue("127.0.0.1"))
        ) as server,
        transport(tls=tls_context(str(authority.path))) as using,
    ):
        assert sizes(using, server.origin, 3) == [size, 3, 3]


@pytest.mark.parametrize("status", [b"204 No Content", b"304 Not Modified"], ids=["204", "304"])
def test_nor_is_the_body_of_an_answer_that_has_none(status: bytes, authority: Authority) -> None:
    body = b"x" * 9000 + answer(b"forged")
    first = b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)
    with (
        Loopback(first, answer(b"own"), tls=serving(authority.issue("127.0.0.1"))) as server,
        transport(tls=tls_context(str(authority.path))) as using,
    ):
        assert sizes(using, server.origin, 2) == [0, 3]


@pytest.mark.parametrize("size", [1, 8192, 12_000, 40_000])
def test_a_connection_whose_answers_are_read_is_used_again(size: int, authority: Authority) -> None:
    with (
        Loopback(answer(bytes(size)), tls=serving(authority.issue("127.0.0.1"))) as server,
        transport(tls=tls_context(str(authority.path))) as using,
    ):
        assert sizes(using, server.origin, 3) == [size] * 3
        assert server.connections == 1


def test_one_that_is_abandoned_is_not_used_again(authority: Authority) -> None:
    with (
        Loopback(answer(b"own"), tls=serving(authority.issue("127.0.0.1"))) as server,
        transport(tls=tls_context(str(authority.path))) as using,
    ):
        for _ in range(2):
            received = using.send(HttpRequest("GET", f"{server.origin}/", {}))
            assert received.read(3) == b"own"
            received.abandon()
        assert server.connections == 2


@contextmanager
def proxy_that_speaks_tls(settings: ssl.SSLContext, port: int) -> Iterator[str]:
    """A proxy that is reached by TLS, and connects to this port of the machine; yields its address."""

    def serve() -> None:
        while True:
            plain = listener.accept()[0]
            with (
                settings.wrap_socket(plain, server_side=True) as client,
                socket.create_connection(("127.0.0.1", port)) as server,
                suppress(OSError),
            ):
                client.recv(4096)
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                while copied(client, server):
                    pass

    def copied(client: ssl.SSLSocket, server: socket.socket) -> bytes:
        source = client if client.pending() else select.select([client, server], [], [])[0][0]
        data: bytes = source.recv(1 << 16)
        (server if source is client else client).sendall(data)
        return data

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as thread:
        served = thread.submit(serve)
        try:
            yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
        assert isinstance(served.exception(5), OSError)


@pytest.mark.parametrize(("stray", "connections"), [(answer(b"forged"), 2), (b"", 1)], ids=["stray", "none"])
def test_so_it_is_by_a_proxy_that_speaks_tls_itself(
    stray: bytes, connections: int, authority: Authority
) -> None:
    first = answer(bytes(12_000)) + stray
    with (
        Loopback(first, answer(b"own"), tls=serving(authority.issue("192.0.2.10"))) as server,
        proxy_that_speaks_tls(serving(authority.issue("127.0.0.1")), server.port) as proxy,
        closing(HttpTransport(tls=tls_context(str(authority.path)), proxies={"https": proxy})) as using,
    ):
        assert sizes(using, "https://192.0.2.10", 3) == [12_000, 3, 3]
    assert server.connections == connections


def test_an_answer_that_comes_twice_identifies_only_its_own_recipient(
    authority: Authority, credentials: RequestSigning
) -> None:
    link = f'<link rel="{API}/relations/identify_recipient" uri="/identification" media-type="x"/>'
    unknown = f"<identification-result {V8}><result>UNIDENTIFIED</result></identification-result>"
    known = f"<identification-result {V8}><result>DIGIPOST</result></identification-result>"
    twice = [Reply(unknown.encode() + b" " * size).on_the_wire("/identification") for size in (9000, 0)]
    with Loopback(
        entry_point(link, create_message="").on_the_wire("/"),
        b"".join(twice),
        Reply(known.encode()).on_the_wire("/identification"),
        tls=serving(authority.issue("127.0.0.1")),
    ) as server:
        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin), retries=ONCE)
        using = HttpTransport(tls=tls_context(str(authority.path)))
        with DigipostClient(config, credentials, transport=using, clock=lambda: NOW) as client:
            people = [recipient.by_digipost_address(f"ola.nordmann#{number}000") for number in (1, 2)]
            found = [type(client.recipients.identify(each)) for each in people]
    assert found == [Unidentified, DigipostUser]
