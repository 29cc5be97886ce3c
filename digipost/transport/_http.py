"""`HttpTransport`: requests over HTTP by a `requests.Session`."""

from __future__ import annotations

import os
import ssl
from datetime import timedelta
from functools import cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn

import requests
from requests.hooks import dispatch_hook
from requests.structures import CaseInsensitiveDict
from urllib3 import BaseHTTPResponse

from digipost.base.arguments import check_setting
from digipost.base.authorities import session_settings, tls_context, trusted_certificates
from digipost.base.connections import Connection
from digipost.base.headers import tells_end
from digipost.base.proxies import checked_proxies, proxy_for
from digipost.base.request_states import RequestState
from digipost.deadlines import Timeouts
from digipost.errors import ConfigurationError, TransportError
from digipost.transport._adapter import Adapter
from digipost.transport._failures import FOREIGN_ERRORS, raise_ours
from digipost.transport._messages import HttpAnswer
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.transport._messages import HttpRequest


@explains_arguments()
class HttpTransport:
    """A transport over connections that are kept open; safe to share between threads, and after a fork.

    Like requests, it reads the environment, but only once: the trusted authorities when the transport is
    created, the proxy for a server at the first request to it. Servers on this machine are called without a
    proxy.

    Args:
        connect_timeout: See `Timeouts.connect`.
        read_timeout: See `Timeouts.read`.
        total_timeout: See `Timeouts.total`.
        tls: TLS settings, such as `tls_context()` with a client certificate added.
        proxies: See `ClientConfig.proxies`; they replace the environment's proxies.
        session: The caller's own session, instead of `tls` and `proxies`. Its adapters, proxies, `verify`,
            `cert` and response hooks are used (hooks must not read the body; `raise_for_status` in one
            changes nothing). Its headers, `auth`, `params` and cookies are ignored. Redirects are not
            followed. The caller closes it, and must not use it across a fork.

    Raises:
        ConfigurationError: A timeout is not positive, or a proxy cannot be used. TLS settings or session do
            not verify the server. The environment names certificates that do not exist.
    """

    def __init__(
        self,
        *,
        connect_timeout: timedelta | float = timedelta(seconds=10),
        read_timeout: timedelta | float = timedelta(seconds=30),
        total_timeout: timedelta | float = timedelta(minutes=10),
        tls: ssl.SSLContext | None = None,
        proxies: Mapping[str, str] | None = None,
        session: requests.Session | None = None,
    ) -> None:
        self._timeouts = Timeouts(connect=connect_timeout, read=read_timeout, total=total_timeout)
        check_setting("tls", tls, ssl.SSLContext, "an ssl.SSLContext")
        check_setting("session", session, requests.Session, "a requests.Session")
        if tls is not None and (tls.verify_mode != ssl.CERT_REQUIRED or not tls.check_hostname):
            raise ConfigurationError("tls must verify the server: CERT_REQUIRED, and check_hostname on")
        if session is not None and (tls is not None or proxies is not None):
            raise ConfigurationError("session has settings of its own: leave tls and proxies out")
        self._proxies = None if proxies is None else checked_proxies(proxies)
        self._chosen: dict[str, dict[str, str]] = {}  # proxies of the library's own session, by origin
        self._is_given, self._process = session is not None, os.getpid()
        if session is not None:
            session_settings(session, "https://localhost/")
            self._session = session
            return
        load_tls = cache(partial(tls_context, trusted_certificates()))
        self._make_session = partial(_own_session, load_tls if tls is None else lambda: tls)
        self._session = self._make_session()

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Send a request and return the response; see `Transport.send`.

        Raises:
            TransportError: No final response arrived; `TransportTimeoutError` if a timeout passed.
            ConfigurationError: A proxy or certificates cannot be used, or the session does not verify.
            InvalidValueError: The body cannot be read any more, or has changed; the body itself raises this
                error.
        """
        timeouts = request.timeouts or self._timeouts
        state = RequestState(request.target, timeouts)
        prepared = _prepared(request, state)
        try:
            with state:
                settings = self._settings_for(request)
                send: Callable[..., requests.Response]
                if self._is_given:
                    send = partial(self._session.send, allow_redirects=False)
                    prepared.hooks = {"response": partial(_hooked, self._session)}
                else:  # without the session's work on cookies, redirects and hooks
                    send = self._session.get_adapter(request.url).send
                left, connect = state.seconds_left(), timeouts.connect.total_seconds()
                settings["timeout"] = min(connect, left), min(state.read_timeout, left)
                state.unsent = False
                response = send(prepared, stream=True, **settings)
        except requests.exceptions.InvalidSchema:  # of a proxy; its text can hold a password
            raise ConfigurationError("a SOCKS proxy needs PySocks: pip install 'requests[socks]'") from None
        except FOREIGN_ERRORS as error:
            raise_ours(error, request.origin, unsent=state.unsent)
        return _Received(response, request.origin, state).answer()

    def close(self) -> None:
        """Close the idle connections; a later request opens a new one."""
        if self._process == os.getpid() and not self._is_given:
            self._session.close()

    def _settings_for(self, request: HttpRequest) -> dict[str, Any]:
        if self._is_given:
            return session_settings(self._session, request.url)
        if self._process != os.getpid():
            # A child process must not use its parent's connections.
            self._session, self._process = self._make_session(), os.getpid()
        if request.origin not in self._chosen:
            self._chosen[request.origin] = proxy_for(request.origin, self._proxies)
        return {"proxies": self._chosen[request.origin], "verify": True, "cert": None}


def _own_session(tls: Callable[[], ssl.SSLContext]) -> requests.Session:
    session = requests.Session()
    session.mount("https://", adapter := Adapter(tls))
    session.mount("http://", adapter)
    return session


def _prepared(request: HttpRequest, state: RequestState) -> requests.PreparedRequest:
    """Return a request for requests without its usual preparation, which changes URL and headers."""
    prepared = requests.PreparedRequest()
    prepared.method, prepared.url, body = request.method, request.url, request.body
    prepared.headers = CaseInsensitiveDict(request.headers)
    if body is not None:
        length = len(body) if isinstance(body, bytes) else body.content_length
        prepared.headers["Content-Length"] = str(length)
    if isinstance(body, bytes | None):
        prepared.body = body
    else:  # `seconds_left` raises between two pieces
        prepared.body = (piece for piece in body if state.seconds_left())  # type: ignore[assignment]  # types-requests knows no iterable
    return prepared


def _hooked(session: requests.Session, response: requests.Response, **options: Any) -> requests.Response:  # noqa: ANN401
    try:
        hooked: requests.Response = dispatch_hook("response", session.hooks, response, **options)  # type: ignore[no-untyped-call]
    except BaseException as error:
        if not isinstance(error, requests.HTTPError) or error.response is not response:
            response.close()
            raise
        hooked = response  # by `raise_for_status`: the client raises its own error for the status
    hooked.headers.pop("location", None)  # or requests reads the whole body for the next one
    return hooked


class _Received:
    """The body of a response as it arrives; it raises errors of this library only."""

    def __init__(self, response: requests.Response, origin: str, state: RequestState) -> None:
        self._response, self._origin, self._state = response, origin, state
        self._is_read, self._has_end = False, True
        # The connection, until it is back in its pool; a custom adapter in the caller's session can have
        # none.
        self._connection = getattr(response.raw, "connection", None)

    def answer(self) -> HttpAnswer:
        """Return the response; `TransportError` if it is not final, or its length is ambiguous."""
        status, raw = self._response.status_code, self._response.raw
        if not isinstance(raw, BaseHTTPResponse):
            self._fail("comes from an adapter of the session whose responses are not urllib3's")
        try:
            if status < HTTPStatus.OK:
                # http.client takes all of these but 100 for the final response, which follows later.
                self._fail(f"is {status}, which is no final one")
            answer = HttpAnswer(status, raw.headers.items(), self)
            has_end = tells_end(answer.headers)
            if has_end is None:
                self._fail("has malformed headers, or tells its length in two ways")
        except TransportError:
            self._response.close()
            raise
        has_no_body = status in {204, 304} or self._response.request.method == "HEAD"
        self._has_end = has_end or has_no_body or "x-content-sha256" in answer.headers
        return answer

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes as received; the last bytes return the connection to its pool."""
        if self._is_read:
            return b""
        try:
            with self._state as state:
                state.seconds_left()
                data: bytes = self._response.raw.read1(size, decode_content=False)
        except (*FOREIGN_ERRORS, RuntimeError) as error:
            self._is_read = True
            self._response.close()
            if isinstance(error, RuntimeError):  # of urllib3, if it is decompressed already
                self._fail("was read by a hook or an adapter of the session")
            raise_ours(error, self._origin)
        self._is_read = not data
        if self._is_read and not self._has_end:
            self._fail("has neither length nor hash, so that a part of it may be missing")
        return data

    def close(self) -> None:
        """Close the connection, unless the body was read completely or is empty."""
        if not self._is_read and self._response.raw.length_remaining == 0:
            self.read(1)
        elif not self._is_read:
            self._is_read = True
            self._response.close()

    def abandon(self) -> None:
        """Never use the connection again, although it may be in the pool already."""
        if isinstance(self._connection, Connection):
            self._connection.is_abandoned = True
        self.close()

    def _fail(self, problem: str) -> NoReturn:
        raise TransportError(f"the answer of {self._origin} {problem}", request_sent=True) from None
