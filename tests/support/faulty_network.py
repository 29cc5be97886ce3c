"""A bad network on the loopback interface: between a client and a server, with faults that a test plans."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
from enum import Enum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["Fault", "FaultyNetwork"]

_SHORT = 0.02  # seconds; a client's patience is longer
_PAGE = b"<html><body>The network says no</body></html>"
_random = random.Random(1)  # noqa: S311 - not a secret


class Fault(Enum):
    """The fault of one request."""

    DELAY = "delays, within the client's patience"
    SILENCE = "keeps the answer until the client gives up"
    RESET_BEFORE = "resets before the request"
    RESET_DURING = "resets during the request"
    RESET_AFTER = "resets after the request, which goes no further"
    TRUNCATED_REQUEST = "cuts the request off on its way"
    CORRUPTED_REQUEST = "turns a bit of the request"
    CORRUPTED_ANSWER = "turns a bit of the answer"
    TRUNCATED_ANSWER = "cuts the answer off"
    LOST_ANSWER = "cuts off after the server has processed"
    CLOSED_IDLE = "closes the connection when it is idle"
    PAGE_INSTEAD = "answers 502 for the server, which hears nothing"
    PAGE_AFTERWARDS = "answers 504 for the server, which has processed"
    INTERIM_ANSWER = "sends a 1xx answer before the final one"
    INTERIM_FIRST = "sends a 1xx answer, and the final one later"
    DOUBLED_ANSWER = "sends the answer twice"
    ANSWER_AGAIN = "sends the answer again when the next request comes"
    FALSE_SUCCESS = "answers 201 for the server, which hears nothing"
    REPLAYED_ANSWER = "repeats an old answer; the server hears nothing"
    LATE_ANSWER = "gives a letter the answer to the one before"
    REPEATED_LETTER = "sends a letter twice, gives the second answer"
    REFUSED_INSTEAD = "answers 401 for the server, which hears nothing"
    REFUSED_AFTERWARDS = "answers 401 for the server, which has processed"


def _own_answer(status: int) -> bytes:
    head = f"HTTP/1.1 {status} From The Network\r\nContent-Type: text/html\r\nContent-Length: {len(_PAGE)}"
    return f"{head}\r\n\r\n".encode() + _PAGE


_INSTEAD: dict[Fault | None, bytes] = {
    Fault.PAGE_INSTEAD: _own_answer(502),
    Fault.FALSE_SUCCESS: _own_answer(201),
    Fault.REFUSED_INSTEAD: _own_answer(401),
}
_AFTERWARDS = {Fault.PAGE_AFTERWARDS: _own_answer(504), Fault.REFUSED_AFTERWARDS: _own_answer(401)}

# Faults of letters alone. An old answer to a look-up names what it is about, and was true when it was signed.
_OF_LETTERS = {
    Fault.REPLAYED_ANSWER,
    Fault.LATE_ANSWER,
    Fault.REPEATED_LETTER,
    Fault.REFUSED_INSTEAD,
    Fault.REFUSED_AFTERWARDS,
}


class FaultyNetwork:
    """Takes connections, and makes one of its own to the server for each.

    Args:
        server: The server's port.
        plan: Returns the fault of the next request; None for no fault. Called by many threads.

    Attributes:
        port: The port on which it listens.
        faults: The number of faults.
    """

    def __init__(self, server: int, plan: Callable[[], Fault | None]) -> None:
        self._server = server
        self._plan = plan
        self._closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._earlier = b""  # the last answer to a letter
        self._again: dict[socket.socket, bytes] = {}  # before the answer to the next request
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self.faults = 0

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closing.set()
        for each in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(10)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        self._threads = [each for each in self._threads if each.is_alive()]
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._carry, client)

    def _carry(self, client: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            client,
            socket.create_connection(("127.0.0.1", self._server)) as server,
        ):
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ends = {client, server}
            self._open |= ends
            try:
                while not self._closing.is_set() and self._exchange(client, server):
                    pass
            finally:
                self._open -= ends
                self._again.pop(client, None)

    def _exchange(self, client: socket.socket, server: socket.socket) -> bool:
        """One request and its answer; whether the connection goes on."""
        first = client.recv(1)
        if not first:
            return False
        fault = self._plan()
        if fault in _OF_LETTERS and first != b"P":
            fault = None
        self.faults += fault is not None
        if fault is Fault.RESET_BEFORE or (fault is Fault.RESET_DURING and client.recv(100)):
            return _reset(client)
        request = first + _message(client, first)
        client.sendall(self._again.pop(client, b""))
        if answer := self._earlier if fault is Fault.REPLAYED_ANSWER else _INSTEAD.get(fault):
            client.sendall(answer)
            return True
        if fault in (Fault.RESET_AFTER, Fault.TRUNCATED_REQUEST):
            if fault is Fault.TRUNCATED_REQUEST:
                server.sendall(request[: _random.randrange(1, len(request))])
            return _reset(client)
        if fault is Fault.DELAY:
            self._closing.wait(_SHORT)
        server.sendall(_corrupted(request) if fault is Fault.CORRUPTED_REQUEST else request)
        # A request that was damaged can keep the server waiting for more; the client gives up before this.
        server.settimeout(2)
        answer = _message(server)
        if fault is Fault.REPEATED_LETTER:
            server.sendall(request)
            answer = _message(server)
        if first == b"P" and answer:
            answer = self._kept(answer, fault)
        return self._answer(client, answer, fault)

    def _kept(self, answer: bytes, fault: Fault | None) -> bytes:
        """Keep the answer to a letter; return it, or the one before if answers are late."""
        earlier, self._earlier = self._earlier or answer, answer
        return earlier if fault is Fault.LATE_ANSWER else answer

    def _answer(self, client: socket.socket, answer: bytes, fault: Fault | None) -> bool:
        match fault:
            case Fault.LOST_ANSWER:
                return _reset(client)
            case Fault.SILENCE:
                client.settimeout(2)
                client.recv(1)  # nothing comes until the client hangs up
                return False
            case Fault.TRUNCATED_ANSWER:
                client.sendall(answer[: _random.randrange(1, len(answer))])
                return False
            case Fault.CORRUPTED_ANSWER:
                client.sendall(_corrupted(answer))
                return False  # a client that was told of more bytes than there are is not kept waiting
            case Fault.INTERIM_FIRST:
                client.sendall(_interim())
                self._closing.wait(_SHORT)
            case Fault.INTERIM_ANSWER:
                answer = _interim() + answer
            case Fault.DOUBLED_ANSWER:
                answer += answer
            case Fault.ANSWER_AGAIN:
                self._again[client] = answer
            case Fault.PAGE_AFTERWARDS | Fault.REFUSED_AFTERWARDS:
                answer = _AFTERWARDS[fault]
        client.sendall(answer)
        return bool(answer) and fault is not Fault.CLOSED_IDLE


def _message(source: socket.socket, received: bytes = b"") -> bytes:
    """The rest of an HTTP message with a length, after what was received; less when the source hangs up."""
    start = len(received)
    while b"\r\n\r\n" not in received:
        if not (more := source.recv(1 << 16)):
            return received[start:]
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
    )
    pieces, missing = [received], length - len(body)
    while missing > 0 and (more := source.recv(1 << 16)):
        pieces.append(more)
        missing -= len(more)
    return b"".join(pieces)[start:]


def _interim() -> bytes:
    return _random.choice(
        [b"HTTP/1.1 %d Wait\r\nLink: </a>\r\n\r\n" % status for status in (101, 102, 103, 199)]
    )


def _corrupted(message: bytes) -> bytes:
    at = _random.randrange(len(message))
    return message[:at] + bytes([message[at] ^ 1 << _random.randrange(8)]) + message[at + 1 :]


def _reset(connection: socket.socket) -> bool:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False
