"""Serve HTTP on a loopback port, with or without TLS, in a separate thread."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import select
import socket
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import ssl
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

    from starlette.types import ASGIApp

__all__ = ["CLIENT_CERTIFICATE", "CUT", "HANG_UP", "HOST", "HttpServer"]

HOST = "127.0.0.1"
"""The address on which servers listen."""

CLIENT_CERTIFICATE = "digipost.client_certificate"
"""The key in the scope's `state` for the client's TLS certificate (DER) or None."""

HANG_UP = "digipost.hang_up"
"""The key in the scope's `state` for a callable that closes the connection without a response."""

CUT = "digipost.cut"
"""The key in the scope's `state` for a callable that closes the connection after pending bytes are sent."""

_KEEP_ALIVE_SECONDS = 60


class HttpServer:
    """Listens from the start, and answers once it has an application to serve.

    Args:
        port: The port, or 0 for a free one.
        is_secure: True for HTTPS.

    Attributes:
        url: The base URL, without a final slash.
        port: The actual port.
    """

    def __init__(self, port: int = 0, *, is_secure: bool = False) -> None:
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"{'https' if is_secure else 'http'}://{HOST}:{self.port}"
        self._lock = Lock()
        self._is_closed = False
        self._server: _Server | None = None
        self._waiting, self._waking = socket.socketpair()

    def serve(self, application: ASGIApp) -> None:
        """Answer requests, from now until `close`. Connections made earlier wait for their response."""
        self._server = _server_of(application, None)
        self._begin(self._run)

    def serve_on_demand(self, prepare: Callable[[], tuple[ASGIApp, ssl.SSLContext | None]]) -> None:
        """Serve like `serve`, but call `prepare` for application and TLS settings at the first connection.

        For servers that most sandboxes never use.
        """
        self._begin(self._run_on_demand, prepare)

    def close(self) -> None:
        """Stop, and abort requests in progress."""
        with self._lock:
            self._is_closed = True
            if self._server is not None:
                self._server.stop()
        self._waking.close()
        self._thread.join()
        self._waiting.close()

    def _begin(self, run: Callable[..., None], *arguments: object) -> None:
        name = f"digipost-sandbox-{self.port}"
        self._thread = Thread(target=run, args=arguments, name=name, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with self._socket:
            if self._server is not None:
                self._server.run(sockets=[self._socket])

    def _run_on_demand(self, prepare: Callable[[], tuple[ASGIApp, ssl.SSLContext | None]]) -> None:
        with self._socket:
            select.select([self._socket, self._waiting], [], [])
            if self._is_open():
                server = _server_of(*prepare())
                if self._is_open(server):
                    server.run(sockets=[self._socket])

    def _is_open(self, server: _Server | None = None) -> bool:
        """Return True unless closed; a given server is stored, so that `close` stops it."""
        with self._lock:
            self._server = server
            return not self._is_closed


def _server_of(application: ASGIApp, tls: ssl.SSLContext | None) -> _Server:
    config = uvicorn.Config(
        application,
        loop="asyncio",
        http=_Protocol,
        ws="none",
        lifespan="off",
        interface="asgi3",
        # Logging is configured by the surrounding program, which may run its own uvicorn.
        log_config=None,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
    )
    config.load()
    # Replace uvicorn's wrapper for its lowest log level, which would log paths and queries.
    config.loaded_app = application
    config.ssl = tls  # uvicorn's own arguments accept only paths of certificate files
    return _Server(config)


def _listening(port: int) -> socket.socket:
    # asyncio switches Nagle's algorithm off only for a socket that names its protocol. Without this, a
    # response's head and body would be 40 ms apart.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # there it only lets a restarted sandbox reuse its port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


_NOT_ASCII = re.compile(rb"[\x80-\xff]+")


class _Protocol(H11Protocol):
    """Never writes an access log, whatever the program's logging: paths can hold search texts.

    Paths may hold bytes that are not ASCII, which h11 refuses: Digipost's Java client searches in ISO-8859-1.
    These bytes are escaped for h11. The application gets the original path, since the client signed that.
    """

    _request_line = b""

    def data_received(self, data: bytes) -> None:
        """Receive bytes from the client."""
        before = self.scope
        if self.conn.their_state is h11.IDLE and not self._request_line.endswith(b"\n"):
            line, newline, rest = data.partition(b"\n")
            self._request_line += line + newline
            data = _NOT_ASCII.sub(_escaped, line) + newline + rest
        super().data_received(data)
        if self.scope is not before:  # uvicorn has read the head; its task has not begun yet
            if not self._request_line.isascii():
                self.scope["raw_path"] = self._request_line.split(b" ")[1].partition(b"?")[0]
            self._request_line = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept a connection, and give the client's certificate to the application."""
        super().connection_made(transport)
        self.access_log = False
        self.app_state = {HANG_UP: transport.abort, CUT: transport.close}
        tls = transport.get_extra_info("ssl_object")
        if tls is not None:
            self.app_state[CLIENT_CERTIFICATE] = tls.getpeercert(binary_form=True)


def _escaped(found: re.Match[bytes]) -> bytes:
    return quote(found[0].decode("latin-1")).encode()


class _Server(uvicorn.Server):
    """Stops at once when told to. uvicorn itself checks ten times a second, then waits for its clients."""

    _loop: AbstractEventLoop | None = None

    def stop(self) -> None:
        """End `run`, from another thread."""
        self.should_exit = True
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the server has stopped by itself
                self._loop.call_soon_threadsafe(self._stopping.set)

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        self._stopping = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        if not self.should_exit:
            await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - closed by `_run`
        """Abort the connections, let their tasks finish, and stop listening."""
        # Close the listener last, with no connection pending: asyncio would forget an accepted connection
        # that has a task but is not handed over yet.
        while self.server_state.connections or len(asyncio.all_tasks()) > 1:
            for connection in list(self.server_state.connections):
                connection.transport.abort()
            if self.config.ssl is not None and not self.server_state.tasks:
                _end_handshakes()
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()


def _end_handshakes() -> None:
    """Cancel unfinished TLS handshakes; asyncio would wait a minute for such clients."""
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
