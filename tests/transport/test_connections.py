from __future__ import annotations

import contextlib
import importlib
import logging
import pkgutil
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import urllib3

from digipost.errors import ConfigurationError, TransportError, TransportTimeoutError
from digipost.transport import HttpRequest
from tests.support.loopback import (
    HANG_UP,
    OK,
    PERSONAL,
    RESET,
    SILENCE,
    Loopback,
    closed_port,
    failure,
    get,
    transport,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator


class TestNothingWasSent:
    def test_when_the_connection_is_refused(self) -> None:
        with transport() as using:
            error = failure(using, closed_port())
        assert not error.request_sent
        assert "Connection refused" in str(error)

    def test_when_the_host_is_not_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def unknown(*_arguments: object, **_options: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        with transport() as using:
            error = failure(using, "http://api.digipost.example")
        assert not error.request_sent
        assert "host name of http://api.digipost.example is not known" in str(error)

    @in_one_test("host", ["a" * 64, "a..b", "[.]", "[:]"])
    def test_when_the_host_cannot_be(self, host: str) -> None:
        with transport() as using:
            assert not failure(using, f"http://{host}").request_sent

    def test_when_nobody_takes_the_connection(self) -> None:
        with ExitStack() as opened, transport(connect_timeout=0.1) as using:
            server = opened.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
            for _ in range(2):  # which the system queues, and no more
                waiting = opened.enter_context(socket.socket())
                waiting.settimeout(0)
                waiting.connect_ex(server.getsockname())
            error = failure(using, f"http://127.0.0.1:{server.getsockname()[1]}")
        assert isinstance(error, TransportTimeoutError)
        assert not error.request_sent

    def test_when_the_tls_handshake_takes_too_long(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server, transport(connect_timeout=0.1) as using:
            error = failure(using, f"https://127.0.0.1:{server.getsockname()[1]}")
        assert isinstance(error, TransportTimeoutError)
        assert not error.request_sent

    def test_when_the_server_does_not_speak_tls(self) -> None:
        with ThreadPoolExecutor(1) as thread, socket.create_server(("127.0.0.1", 0)) as server:

            def answer_in_plain_text() -> None:
                with server.accept()[0] as connection:
                    connection.recv(1 << 16)
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

            thread.submit(answer_in_plain_text)
            with transport() as using:
                error = failure(using, f"https://127.0.0.1:{server.getsockname()[1]}")
        assert "no TLS connection" in str(error)
        assert not error.request_sent


class TestTheRequestMayHaveArrived:
    @in_one_test("end", [HANG_UP, RESET, b"I do not speak HTTP\r\nConnection: close\r\n\r\n"])
    def test_when_no_answer_comes(self, end: bytes) -> None:
        with Loopback(end) as server, transport() as using:
            assert failure(using, server.origin).request_sent

    def test_and_an_earlier_error_is_not_taken_for_the_cause(self) -> None:
        with Loopback(b"I do not speak HTTP\r\nConnection: close\r\n\r\n") as server, transport() as using:
            try:
                Path("/no/such/letter.pdf").read_bytes()
            except FileNotFoundError:
                error = failure(using, server.origin)
        assert error.__cause__ is None

    @pytest.mark.parametrize("end", [HANG_UP, RESET])
    def test_when_a_connection_that_was_kept_open_breaks(self, end: bytes) -> None:
        with Loopback(OK, end, OK) as server, transport() as using:
            get(using, server.origin)
            assert failure(using, server.origin).request_sent
            assert get(using, server.origin) == b"ok"

    def test_when_the_answer_takes_too_long(self) -> None:
        with Loopback(SILENCE) as server, transport(read_timeout=0.1) as using:
            error = failure(using, server.origin)
        assert isinstance(error, TransportTimeoutError)
        assert error.request_sent

    def test_when_the_server_does_not_take_the_body_in_the_read_timeout(self) -> None:
        taken = []

        class Pieces:
            content_length = 16 << 20

            def __iter__(self) -> Iterator[bytes]:
                for number in range(16):
                    taken.append(number)
                    yield bytes(1 << 20)

        with (
            Loopback(reads=threading.Event()) as server,
            transport(read_timeout=0.1, connect_timeout=60) as using,
            pytest.raises(TransportTimeoutError) as caught,
        ):
            using.send(HttpRequest("POST", server.origin, {}, Pieces()))
        assert caught.value.request_sent
        assert len(taken) < 16  # the longer timeout for connecting is over

    @in_one_test(
        "answer",
        [
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nok",
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok",
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n",
        ],
    )
    def test_when_the_answer_breaks_off(self, answer: bytes) -> None:
        with Loopback(answer) as server, transport() as using:
            assert failure(using, server.origin).request_sent

    @in_one_test("end", [b"Connection: close\r\n\r\nok", b"\r\nok"])
    @in_one_test(
        "header",
        [
            b"Content-Length: 2\r\nContent-Length: 2",
            b"Content-Length: 2, 2",
            b"Content-Length: -2",
            b"Content-Length: +2",
            b"Content-Length: 1_0",
            b"Content-Length: 2\r\nTransfer-Encoding: chunked",
            b"Transfer-Encoding: gzip, chunked",
            b"Transfer-Encoding: identity",
        ],
    )
    def test_when_the_answer_tells_its_end_in_two_ways_or_none(self, header: bytes, end: bytes) -> None:
        with Loopback(b"HTTP/1.1 200 OK\r\n" + header + b"\r\n" + end) as server, transport() as using:
            with pytest.raises(TransportError) as caught:
                get(using, server.origin)
            assert caught.value.request_sent
            assert b"close" in end or server.client_hung_up()

    def test_when_two_lengths_differ(self) -> None:
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 1\r\n\r\nok"
        with Loopback(answer) as server, transport() as using:
            assert failure(using, server.origin).request_sent
            assert server.client_hung_up()

    @pytest.mark.parametrize("header", [b"no header", b"no header\r\nContent-Length: 2"])
    def test_when_a_malformed_header_hides_the_length(self, header: bytes) -> None:
        begun = b"HTTP/1.1 200 OK\r\n" + header + b"\r\nConnection: close\r\n\r\nok"
        with Loopback(begun, HANG_UP) as server, transport(read_timeout=0.2) as using:
            assert failure(using, server.origin).request_sent

    def test_when_the_answer_stops_coming(self) -> None:
        begun = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok"
        with Loopback(begun) as server, transport(read_timeout=0.1) as using:
            error = failure(using, server.origin)
        assert isinstance(error, TransportTimeoutError)
        assert error.request_sent


@pytest.mark.thorough
def test_a_server_slow_to_take_the_body_has_the_read_timeout_not_the_one_for_connecting() -> None:
    reads = threading.Event()
    with Loopback(reads=reads) as server, transport(connect_timeout=0.05) as using:
        threading.Timer(0.2, reads.set).start()
        assert get(using, server.origin, bytes(16 << 20)) == b"ok"


def test_no_log_record_at_any_level_shows_a_target(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    malformed = f"HTTP/1.1 200 OK\r\nno header\r\nConnection: close\r\nLocation: {PERSONAL}\r\n\r\n"
    with Loopback(OK, malformed.encode(), HANG_UP) as server, transport() as using:
        get(using, server.origin)
        with pytest.raises(TransportError):
            get(using, server.origin)
        failure(using, server.origin)
    shown = "".join(f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records)
    assert "Starting new HTTP connection (1): 127.0.0.1" in shown
    for hidden in ("Nordmann", "31108412345", "search", "c2VjcmV0"):
        assert hidden not in shown


def test_nor_after_a_body_that_sent_a_request_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    class Fetched:
        content_length = 2

        def __iter__(self) -> Iterator[bytes]:
            yield get(using, source.origin)

    with Loopback() as source, Loopback() as server, transport() as using:
        request = HttpRequest("POST", server.origin + "/people/Nordmann", {}, Fetched())
        with using.send(request) as answer:
            assert answer.read(10) == b"ok"
        assert server.heard[0].endswith(b"\r\n\r\nok")
    assert "Nordmann" not in caplog.text


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_nor_by_a_proxy_or_without_a_server(
    scheme: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    malformed = f"HTTP/1.1 200 OK\r\nno header\r\nConnection: close\r\nLocation: {PERSONAL}\r\n\r\n"
    handshake = 0.5 if scheme == "https" else 5  # seconds; this proxy never speaks TLS
    with (
        Loopback(OK, malformed.encode(), HANG_UP) as proxy,
        transport(read_timeout=0.5, connect_timeout=handshake) as using,
    ):
        monkeypatch.setenv(f"{scheme.upper()}_PROXY", f"http://user:secret@127.0.0.1:{proxy.port}")
        for _ in range(3):
            with contextlib.suppress(TransportError):
                get(using, f"{scheme}://api.digipost.example")
        failure(using, closed_port())
    shown = "".join(f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records)
    for hidden in ("Nordmann", "31108412345", "search", "c2VjcmV0", "secret", "dXNlcjpzZWNyZXQ"):
        assert hidden not in shown


def test_records_of_other_users_of_urllib3_go_through(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    log = logging.getLogger("urllib3.connectionpool")
    with ThreadPoolExecutor(1) as other, Loopback() as server, transport() as using:
        other.submit(log.debug, "GET %s", PERSONAL).result()
        get(using, server.origin)
        log.debug("GET %s", PERSONAL)
    assert [record.getMessage() for record in caplog.records].count(f"GET {PERSONAL}") == 2


def test_each_logger_of_the_libraries_below_is_watched() -> None:
    for module in pkgutil.walk_packages(urllib3.__path__, "urllib3."):
        if not module.name.startswith(("urllib3.contrib", "urllib3.http2")):
            importlib.import_module(module.name)
    loggers = [
        each
        for name, each in logging.root.manager.loggerDict.items()
        if name.startswith(("urllib3.", "requests.")) and isinstance(each, logging.Logger)
    ]
    assert len(loggers) > 3
    assert [each.name for each in loggers if not each.filters] == []


class TestProxy:
    def test_a_forwarding_proxy_is_told_server_and_target_untouched(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Loopback() as proxy, transport() as using:
            monkeypatch.setenv("HTTP_PROXY", f"user:secret@127.0.0.1:{proxy.port}")
            get(using, "http://api.digipost.example:8080")
            monkeypatch.setenv("HTTP_PROXY", closed_port())
            get(using, "http://api.digipost.example:8080")
        assert proxy.heard[0] == proxy.heard[1]
        head = proxy.heard[0].decode().split("\r\n")
        assert head[:2] == [
            f"GET http://api.digipost.example:8080{PERSONAL} HTTP/1.1",
            "Host: api.digipost.example:8080",
        ]
        assert "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=" in head

    def test_a_proxy_that_refuses_is_named_as_such(self, monkeypatch: pytest.MonkeyPatch) -> None:
        refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nConnection: close\r\n\r\n"
        with Loopback(refusal) as proxy, transport() as using:
            monkeypatch.setenv("HTTPS_PROXY", f"http://user:secret@127.0.0.1:{proxy.port}")
            error = failure(using, "https://api.digipost.example")
        assert not error.request_sent
        assert "the proxy to https://api.digipost.example refused" in str(error)
        assert "secret" not in str(error)
        assert proxy.heard[0].startswith(b"CONNECT api.digipost.example:443 ")

    def test_no_proxy_is_respected(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTP_PROXY", closed_port())
        monkeypatch.setenv("NO_PROXY", "127.0.0.0/8")
        with Loopback() as server, transport() as using:
            assert get(using, server.origin) == b"ok"

    @pytest.mark.parametrize(
        "proxy",
        ["ftp://a:secret@127.0.0.1:1", "http://", "http://a:secret:c", "http://secret@[::1:80", "http://h:0"],
    )
    def test_a_proxy_that_cannot_be_used_is_refused_without_showing_it(
        self, monkeypatch: pytest.MonkeyPatch, proxy: str
    ) -> None:
        monkeypatch.setenv("ALL_PROXY", proxy)
        with transport() as using, pytest.raises(ConfigurationError, match="the proxy") as caught:
            get(using, "http://api.digipost.example")
        assert "secret" not in str(caught.value)


def test_servers_beyond_the_room_for_their_pools_are_called_on_new_connections() -> None:
    with ExitStack() as opened, transport() as using:
        servers = [opened.enter_context(Loopback(OK)) for _ in range(12)]  # requests keeps ten pools
        for server in [*servers, *servers]:
            get(using, server.origin)
        assert [server.connections for server in servers] == [2] * 12


def test_a_transport_that_was_closed_finds_new_pools() -> None:
    with Loopback(OK) as server, transport() as using:
        get(using, server.origin)
        using.close()
        get(using, server.origin)
        assert server.connections == 2
