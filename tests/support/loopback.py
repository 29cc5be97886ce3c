"""A server on the loopback interface: it keeps what it hears and answers what it is told."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import traceback
from datetime import timedelta
from typing import TYPE_CHECKING, Self

import pytest

from digipost.errors import TransportError
from digipost.transport import HttpRequest, HttpTransport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
HANG_UP = b""
RESET = b"reset"
SILENCE = b"silence"
"""Three answers that are none: the connection closed, reset, or left open without a word."""


PERSONAL = "/recipients/search/Ola%20Nordmann?number=31108412345"
HEADERS = {"X-Digipost-Signature": "c2VjcmV0"}


class Loopback:
    """Answers one request after another, the last answer for ever, over as many connections as come.

    Args:
        answers: The bytes of each answer, or one of the three above; or pieces, which can be without end.
        tls: The server's side of TLS.
        tunnels: True for a proxy that is asked to CONNECT first, and then is the server behind it.
        reads: Nothing is read from a connection before this is set.

    An answer with `Connection: close` closes its connection, whether it is complete or not.

    Attributes:
        origin: Scheme, host and port.
        heard: The bytes of each request, complete or not.
        connections: The number of connections.
    """

    def __init__(
        self,
        *answers: bytes | Iterable[bytes],
        tls: ssl.SSLContext | None = None,
        tunnels: bool = False,
        reads: threading.Event | None = None,
    ) -> None:
        self.heard: list[bytes] = []
        self.connections = 0
        self._answers: list[bytes | Iterable[bytes]] = list(answers) or [OK]
        self._tls = tls
        self._tunnels = tunnels
        self._reads = reads
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._closing = threading.Event()
        self._hung_up = threading.Semaphore(0)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.origin = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"

    def client_hung_up(self) -> bool:
        """Wait until a client closes a connection; return False if none does."""
        return self._hung_up.acquire(timeout=5)

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._reads:
            self._reads.set()
        # Closing alone would not wake the thread that waits for a connection.
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _start(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            # Else the second of two writes waits 40 ms for the client's acknowledgement of the first.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.add(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self._tunnels:
                self.heard.append(self._request(connection))
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            if self._tls:
                self._open.discard(connection)
                connection = self._tls.wrap_socket(
                    connection, server_side=True, do_handshake_on_connect=False
                )
                self._open.add(connection)  # which has the descriptor now, so that the end shuts it down
            with connection:
                if isinstance(connection, ssl.SSLSocket):
                    connection.do_handshake()
                while self._answer(connection):
                    pass

    def _answer(self, connection: socket.socket) -> bool:
        if self._reads:
            self._reads.wait(5)
        request = self._request(connection)
        if request:
            self.heard.append(request)
        if not _complete(request):
            self._hung_up.release()
            return False
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if answer == SILENCE:
            self._closing.wait(5)
        elif answer == RESET:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif not isinstance(answer, bytes):
            try:
                for piece in answer:
                    connection.sendall(piece)
            except OSError:
                self._hung_up.release()
            return False
        else:
            connection.sendall(answer)
        return answer not in (SILENCE, RESET, HANG_UP) and b"connection: close" not in answer.lower()

    @staticmethod
    def _request(connection: socket.socket) -> bytes:
        """All of one request, or what there was of it when the client hung up."""
        received = b""
        while not _complete(received):
            try:
                data = connection.recv(1 << 18)
            except ConnectionResetError:
                break
            if not data:
                break
            received += data
        return received


def _complete(received: bytes) -> bool:
    head, end, body = received.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return len(body) >= int(line.partition(b":")[2])
    return bool(end)


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def forget_network_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes proxies and trusted certificates out of the environment."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


@contextlib.contextmanager
def transport(
    read_timeout: float = 5,
    connect_timeout: float = 5,
    total_timeout: float = 60,
    tls: ssl.SSLContext | None = None,
) -> Iterator[HttpTransport]:
    made = HttpTransport(
        connect_timeout=timedelta(seconds=connect_timeout),
        read_timeout=timedelta(seconds=read_timeout),
        total_timeout=timedelta(seconds=total_timeout),
        tls=tls,
    )
    yield made
    made.close()


def get(using: HttpTransport, origin: str, body: bytes | None = None) -> bytes:
    with using.send(HttpRequest("POST" if body else "GET", origin + PERSONAL, HEADERS, body)) as answer:
        return answer.read(1000)


def failure(using: HttpTransport, origin: str, body: bytes | None = None) -> TransportError:
    """The error of a request that must fail, which shows nothing that is personal or secret."""
    with pytest.raises(TransportError) as caught:
        get(using, origin, body)
    shown = "".join(traceback.format_exception(caught.value))
    for hidden in ("Nordmann", "31108412345", "search", "c2VjcmV0"):
        assert hidden not in shown
    assert origin in str(caught.value)
    assert isinstance(caught.value.__cause__, OSError | None)
    assert caught.value.__suppress_context__
    return caught.value
