"""The texts of the transport's errors, word for word: what happened, where, and what to do."""

from __future__ import annotations

import io
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import requests

from digipost.base.authorities import tls_context
from digipost.base.proxies import checked_proxies
from digipost.base.targets import normal_target, normal_url
from digipost.deadlines import Timeouts, time_limit
from digipost.errors import DigipostError, TransportError, TransportTimeoutError
from digipost.transport import HttpAnswer, HttpRequest, HttpTransport
from tests.support.loopback import (
    HANG_UP,
    OK,
    RESET,
    SILENCE,
    Loopback,
    closed_port,
    failure,
    get,
    transport,
)
from tests.support.tables import in_one_test
from tests.support.tls_servers import Authority, serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

URL = "http://host/"
NO_PROXY = (
    "the proxy cannot be used: its address must be http://host:port or https://host:port, with "
    "user:password@ before the host if it needs them"
)
NAMES = "the proxies must be named https, http or all, or https://host and the like, without a port"
PRINTABLE = "must begin with / and be printable ASCII: spaces and other characters are to be escaped"
EMPTY = "must not have an empty part: no // in the path, and no ; at its end"
ESCAPE = "has a % without two hexadecimal digits after it; write a percent sign as %25"
NO_URL = "must be http(s)://host[:port]/path[?query], without user or password"
DIFFER = "must differ, and be none of ['content-length', 'host', 'transfer-encoding']"


def refused(make: Callable[..., object], *arguments: object, **options: object) -> str:
    with pytest.raises(DigipostError) as caught:
        make(*arguments, **options)
    return str(caught.value)


@in_one_test(
    ("target", "problem"),
    [
        ("a", PRINTABLE),
        ("/ ", PRINTABLE),
        ("/å", PRINTABLE),
        ("/#", "must not have a fragment (#)"),
        ("/%", ESCAPE),
        ("//", EMPTY),
        ("/;", EMPTY),
        ("/..", "must not have . or .. as a segment of its path"),
        ("/?", "must not end with ?; leave an empty query out"),
    ],
)
def test_of_targets(target: str, problem: str) -> None:
    assert refused(normal_target, target) == f"target: {problem}"
    if target != "a":
        assert refused(normal_url, f"http://host{target}") == f"HttpRequest.url: {problem}"


@in_one_test(
    "url", ["ftp://host/", "http://a@host/", "http://host:65536/", "http://", "http:///", "http://[x]/"]
)
def test_of_urls(url: str) -> None:
    assert refused(HttpRequest, "GET", url, {}) == f"HttpRequest.url: {NO_URL}"


@pytest.mark.parametrize("port", [1, 65535])
def test_a_port_is_at_most_65535(port: int) -> None:
    assert normal_url(f"http://[::1]:{port}") == f"http://[::1]:{port}/"


def test_of_requests() -> None:
    method = "HttpRequest.method: must be in upper-case letters, such as POST"
    assert refused(HttpRequest, "get", URL, {}) == method
    for headers in ({"a": "", "A": ""}, {"HOST": ""}, {"Content-length": ""}, {"transfer-Encoding": ""}):
        assert refused(HttpRequest, "GET", URL, headers) == f"HttpRequest.headers: {DIFFER}"
    names = "HttpRequest.headers: must have names of RFC 9110, such as Accept"
    for name in ("", "a b", "ø", "a:"):
        assert refused(HttpRequest, "GET", URL, {name: ""}) == names
    values = "HttpRequest.headers: must be printable ASCII on one line"
    for value in ("\n", "\r", "\x00", "\x7f", "ø"):
        assert refused(HttpRequest, "GET", URL, {"A": value}) == values
    assert HttpRequest("GET", URL, {"A": "\t ~"}).headers == {"A": "\t ~"}


@in_one_test(
    ("proxies", "problem"),
    [
        ("http://proxy:3128", "the proxies must be a dict, as in {'https': 'http://host:port'}"),
        ({1: "http://proxy:3128"}, NAMES),
        ({"ftp": "http://proxy:3128"}, NAMES),
        ({"https:": "http://proxy:3128"}, NAMES),
        ({"https://": "http://proxy:3128"}, NAMES),
        ({"https://a b": "http://proxy:3128"}, NAMES),
        ({"https://host/path": "http://proxy:3128"}, NAMES),
        ({"https://host:443": "http://proxy:3128"}, NAMES),
        ({"https://ola@host": "http://proxy:3128"}, NAMES),
        ({"no_proxy": "host"}, NAMES),
        ({"https": 1}, NO_PROXY),
        ({"https": "ftp://proxy:3128"}, NO_PROXY),
    ],
)
def test_of_proxies(proxies: object, problem: str) -> None:
    assert refused(checked_proxies, proxies) == problem


@in_one_test("scheme", ["http", "https", "socks4", "socks4a", "socks5", "socks5h"])
@in_one_test("name", ["http", "https", "all", "http://a.example", "https://a.example", "all://b"])
def test_each_kind_of_proxy_is_taken(scheme: str, name: str) -> None:
    proxies = {name: f"{scheme}://proxy:3128"}
    assert checked_proxies(proxies) == proxies


def test_of_times() -> None:
    for value in (timedelta(0), timedelta(seconds=-1), 0, -10, "10", None, True):
        for name in ("connect", "read", "total"):
            problem = "each timeout must be a positive number of seconds or timedelta"
            assert refused(Timeouts, **{name: value}) == problem

    def limited() -> None:
        with time_limit(timedelta(0)):
            pass

    def not_limited() -> None:
        with time_limit("10"):  # type: ignore[arg-type]  # what is tested
            pass

    assert refused(limited) == "time_limit.limit: must be positive"
    problem = "time_limit.limit: a timedelta or a number of seconds is expected, not str"
    assert refused(not_limited) == problem


def test_the_defaults_of_times() -> None:
    assert Timeouts() == Timeouts(
        connect=timedelta(seconds=10), read=timedelta(seconds=30), total=timedelta(minutes=10)
    )


def test_of_settings() -> None:
    assert refused(HttpTransport, tls=5) == "tls: an ssl.SSLContext is expected, not int."
    assert refused(HttpTransport, session=5) == "session: a requests.Session is expected, not int."
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    problem = "tls must verify the server: CERT_REQUIRED, and check_hostname on"
    assert refused(HttpTransport, tls=context) == problem
    context.verify_mode = ssl.CERT_OPTIONAL
    context.check_hostname = True
    assert refused(HttpTransport, tls=context) == problem
    with requests.Session() as session:
        problem = "session has settings of its own: leave tls and proxies out"
        assert refused(HttpTransport, session=session, proxies={}) == problem
        assert refused(HttpTransport, session=session, tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)) == problem
        session.verify = False
        problem = "session must verify servers: set session.verify to True or to a CA bundle"
        assert refused(HttpTransport, session=session) == problem


def test_of_trusted_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = "trusted: a path is expected, a str or a pathlib.Path, not int"
    assert refused(tls_context, 5) == problem
    absent, rest = str(tmp_path / "none.pem"), "Give a file of certificates in PEM, or a directory of them."
    for path, reason in ((absent, "No such file or directory"), ("\0", "no path has such characters")):
        problem = f"trusted: the trusted certificates at {path!r} are unreadable ({reason}). {rest}"
        assert refused(tls_context, path) == problem
    (tmp_path / "bad.pem").write_text("not PEM")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "bad.pem"))
    problem = "REQUESTS_CA_BUNDLE or SSL_CERT_FILE: the trusted certificates at "
    assert refused(tls_context).startswith(problem)


def answer(*headers: tuple[str, str], body: bytes = b"") -> HttpAnswer:
    return HttpAnswer(200, headers, io.BytesIO(body))


def test_of_answers() -> None:
    control = "the answer has a header with a control character"
    for character in ("\x00", "\x08", "\x0a", "\x1f", "\x7f"):
        assert refused(answer, ("A", f"a{character}b")) == control
    with pytest.raises(TransportError) as caught:
        answer(("A", "\x00"))
    assert (caught.value.request_sent, caught.value.retryable) == (True, True)
    assert answer(("A", "a\tb\u200b\x80")).headers["a"] == "a\tb\u200b\x80"
    for name in ("Content-Length", "Date", "Location", "X-Content-SHA256", "X-Digipost-Signature"):
        problem = f"the answer has more than one {name.lower()} header"
        assert refused(answer, (name, "a"), (name.upper(), "a")) == problem
    with pytest.raises(TransportError) as caught:
        answer(body=b"abc").read(2)
    assert str(caught.value) == "the answer is larger than the configuration allows"
    assert (caught.value.request_sent, caught.value.retryable) == (True, False)


@in_one_test(
    ("answer", "problem"),
    [
        (b"HTTP/1.1 103 Early\r\n\r\n", "is 103, which is no final one"),
        (b"HTTP/1.1 199 Last\r\n\r\n", "is 199, which is no final one"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "has malformed headers, or tells its length in two ways",
        ),
        (
            b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok",
            "has neither length nor hash, so that a part of it may be missing",
        ),
    ],
)
def test_of_answers_that_are_none(answer: bytes, problem: str) -> None:
    with Loopback(answer) as server, transport() as using:
        error = failure(using, server.origin)
        assert str(error) == f"the answer of {server.origin} {problem}"
        assert (type(error), error.request_sent, error.retryable) == (TransportError, True, True)


@pytest.mark.parametrize(
    ("end", "detail"),
    [(HANG_UP, "RemoteDisconnected"), (RESET, "Connection reset by peer")],
)
def test_of_connections_that_break(end: bytes, detail: str) -> None:
    with Loopback(end) as server, transport() as using:
        problem = f"the connection to {server.origin} broke before the answer was complete ({detail})"
        error = failure(using, server.origin)
        assert str(error) == problem
        assert error.retryable


def test_of_what_takes_too_long() -> None:
    with Loopback(SILENCE) as server, transport(read_timeout=0.1) as using:
        error = failure(using, server.origin)
        assert str(error) == f"timed out waiting for an answer from {server.origin}"
        assert type(error) is TransportTimeoutError
    with Loopback(SILENCE) as server, transport(total_timeout=1e-6) as using:
        error = failure(using, server.origin)
        assert str(error.__cause__) == "the time for the whole request is over"
    with socket.create_server(("127.0.0.1", 0)) as silent, transport(connect_timeout=0.1) as using:
        origin = f"https://127.0.0.1:{silent.getsockname()[1]}"
        assert str(failure(using, origin)) == f"timed out waiting for a connection to {origin}"


def test_of_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    origin = closed_port()
    with transport() as using:
        problem = (
            f"no connection to {origin} (Connection refused). Check the network, firewall and HTTPS_PROXY"
        )
        assert str(failure(using, origin)) == problem

    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with transport() as using:
        assert str(failure(using, "http://a.example")) == (
            "the host name of http://a.example is not known (Name or service not known). "
            "Check the name and the network"
        )


@pytest.mark.parametrize("status", [407, 502, 204])
def test_of_a_proxy_that_refuses(status: int) -> None:
    with Loopback(b"HTTP/1.1 %d No\r\nConnection: close\r\n\r\n" % status) as proxy:
        using = HttpTransport(proxies={"https": proxy.origin})
        error = failure(using, "https://a.example")
        using.close()
    assert str(error) == (
        f"the proxy to https://a.example refused (status {status}). Check HTTPS_PROXY, its user and "
        "password, NO_PROXY"
    )
    assert not error.request_sent


@pytest.mark.thorough
def test_of_tls(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with Loopback(tls=serving(authority.issue("127.0.0.1"))) as server, transport() as using:
        error = failure(using, server.origin)
        assert str(error) == (
            f"certificate verification of {server.origin} failed: unable to get local issuer certificate. "
            "If a proxy on the way has an authority of its own, name a file with its certificate in "
            "REQUESTS_CA_BUNDLE"
        )
    context = tls_context(str(authority.path))
    with Loopback(tls=serving(authority.issue("127.0.0.2"))) as server, transport(tls=context) as using:
        assert "IP address mismatch, certificate is not valid for '127.0.0.1'" in str(
            failure(using, server.origin)
        )
    with socket.create_server(("127.0.0.1", 0)) as plain, ThreadPoolExecutor(1) as thread:

        def answer_in_plain_text() -> None:
            with plain.accept()[0] as connection:
                connection.recv(1 << 16)
                connection.sendall(OK)

        thread.submit(answer_in_plain_text)
        origin = f"https://127.0.0.1:{plain.getsockname()[1]}"
        with transport() as using:
            text = str(failure(using, origin))
    assert text.startswith(f"no TLS connection to {origin} (")
    assert text.endswith("). Check that the address is one for HTTPS")


def test_of_missing_socks(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_arguments: Any, **_options: Any) -> None:  # noqa: ANN401 - as requests has it
        raise requests.exceptions.InvalidSchema("Missing dependencies for SOCKS support.")

    monkeypatch.setattr("requests.adapters.SOCKSProxyManager", missing)
    using = HttpTransport(proxies={"http": "socks5://ola:hemmelig@127.0.0.1:1080"})
    problem = "a SOCKS proxy needs PySocks: pip install 'requests[socks]'"
    assert refused(get, using, "http://a.example") == problem
    using.close()
