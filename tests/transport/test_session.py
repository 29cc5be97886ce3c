"""`HttpTransport(session=…)`: a session of the caller's, and what of it is used."""

from __future__ import annotations

import gzip
import io
import ssl
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import certifi
import pytest
import requests
from requests.adapters import HTTPAdapter

from digipost import ClientConfig, DigipostClient, Environment
from digipost.base.authorities import tls_context
from digipost.errors import ConfigurationError, DeliveryUnknownError, TransportError
from digipost.transport import HttpRequest, HttpTransport
from digipost.transport._adapter import Adapter
from tests.support.counterpart import NOW, entry_point
from tests.support.letters import letter
from tests.support.loopback import OK, PERSONAL, RESET, Loopback, closed_port
from tests.support.tls_servers import Authority, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digipost import RequestSigning

CERTIFICATES = r"session\.verify, session\.cert or REQUESTS_CA_BUNDLE"


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


def get(session: requests.Session, url: str) -> bytes:
    with HttpTransport(session=session).send(HttpRequest("GET", url, {"A": "b"})) as answer:
        return answer.read(1000)


class TestUsed:
    def test_its_adapters(self, session: requests.Session) -> None:
        seen: list[str | None] = []

        class Watching(HTTPAdapter):
            def add_headers(self, request: requests.PreparedRequest, **_: object) -> None:
                seen.append(request.url)

        session.mount("http://", Watching())
        with Loopback() as server:
            assert get(session, server.origin + PERSONAL) == b"ok"
            assert seen == [server.origin + PERSONAL]

    def test_its_adapters_cannot_decompress(self, session: requests.Session) -> None:
        compressed = gzip.compress(b"ok")

        class Decompressing(HTTPAdapter):
            def send(self, *arguments: Any, **options: Any) -> requests.Response:  # noqa: ANN401 - as requests has it
                response = super().send(*arguments, **options)
                response.raw.decode_content = True
                return response

        session.mount("http://", Decompressing())
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(compressed)}\r\nContent-Encoding: gzip\r\n\r\n"
        with Loopback(head.encode() + compressed) as server:
            assert get(session, server.origin) == compressed

    @pytest.mark.parametrize("raw", [None, io.BytesIO(b"ok")])
    def test_its_adapters_must_return_responses_of_urllib3(
        self, session: requests.Session, raw: object
    ) -> None:
        class Recorded(HTTPAdapter):
            def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
                answer = requests.Response()
                answer.status_code, answer.request, answer.raw = 200, request, raw
                return answer

        session.mount("http://", Recorded())
        problem = "example comes from an adapter of the session whose responses are not urllib3's$"
        with pytest.raises(TransportError, match=problem) as caught:
            get(session, "http://api.digipost.example/a")
        assert caught.value.request_sent  # the adapter can have sent it

    def test_its_proxies(self, session: requests.Session) -> None:
        with Loopback() as proxy:
            session.proxies = {"http": proxy.origin}
            assert get(session, "http://api.digipost.example/a") == b"ok"
            assert proxy.heard[0].startswith(b"GET http://api.digipost.example/a HTTP/1.1\r\n")

    def test_proxies_of_the_environment_unless_it_does_not_trust_it(
        self, session: requests.Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Loopback() as proxy, Loopback() as server:
            monkeypatch.setenv("http_proxy", proxy.origin)
            get(session, "http://api.digipost.example/a")
            assert len(proxy.heard) == 1
            session.trust_env = False
            get(session, server.origin)
            assert len(proxy.heard) == 1

    def test_its_verify(self, session: requests.Session, authority: Authority) -> None:
        with Loopback(tls=serving(authority.issue("127.0.0.1"))) as server:
            with pytest.raises(TransportError, match="certificate verification"):
                get(session, server.origin)
            session.verify = str(authority.path)
            assert get(session, server.origin) == b"ok"

    def test_its_verify_before_that_of_the_environment(
        self, session: requests.Session, authority: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.path))
        session.verify = certifi.where()
        with Loopback(tls=serving(authority.issue("127.0.0.1"))) as server:
            with pytest.raises(TransportError, match="certificate verification"):
                get(session, server.origin)
            session.verify = True
            assert get(session, server.origin) == b"ok"

    def test_its_cert(self, session: requests.Session, authority: Authority) -> None:
        server_side = serving(authority.issue("127.0.0.1"))
        server_side.load_verify_locations(authority.path)
        server_side.verify_mode = ssl.CERT_REQUIRED
        session.verify, session.cert = str(authority.path), str(authority.issue("10.0.0.1"))
        with Loopback(tls=server_side) as server:
            assert get(session, server.origin) == b"ok"

    @pytest.mark.parametrize("kind", [list, tuple, next])
    def test_its_response_hooks(
        self, session: requests.Session, kind: Callable[[Iterator[Any]], Any]
    ) -> None:
        seen: list[tuple[int, str | None]] = []

        def hook(response: requests.Response, **_: object) -> None:
            seen.append((response.status_code, response.headers.get("location")))

        session.hooks = {"response": kind(iter([hook]))}
        redirect = b"HTTP/1.1 307 Elsewhere\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
        with Loopback(redirect) as server:
            answer = HttpTransport(session=session).send(HttpRequest("GET", server.origin, {}))
            assert (answer.status, answer.headers["location"]) == (307, "/b")
            answer.close()
            assert seen == [(307, "/b")]
            assert len(server.heard) == 1

    def test_hooks_are_told_how_a_request_was_sent(self, session: requests.Session) -> None:
        told: dict[str, object] = {}
        session.hooks["response"].append(lambda _response, **options: told.update(options))
        with Loopback() as server:
            get(session, server.origin)
        assert (told["stream"], told["verify"], told["timeout"]) == (True, True, (10, 30))

    def test_a_hook_that_decompresses_the_body_is_named(self, session: requests.Session) -> None:
        session.hooks["response"].append(lambda response, **_: response.content and None)
        compressed = gzip.compress(b"ok")
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(compressed)}\r\nContent-Encoding: gzip\r\n\r\n"
        with Loopback(head.encode() + compressed) as server:
            problem = f"{server.origin} was read by a hook or an adapter of the session$"
            with pytest.raises(TransportError, match=problem) as caught:
                get(session, server.origin)
        assert caught.value.request_sent

    @pytest.mark.parametrize("status", [b"404 Not Found", b"400 Bad Request", b"503 Unavailable"])
    def test_a_hook_that_raises_for_the_status_leaves_the_answer_to_the_client(
        self, session: requests.Session, status: bytes
    ) -> None:
        session.hooks["response"].append(lambda response, **_: response.raise_for_status())
        with Loopback(b"HTTP/1.1 " + status + b"\r\nContent-Length: 2\r\n\r\nok", OK) as server:
            answer = HttpTransport(session=session).send(HttpRequest("GET", server.origin, {}))
            assert (str(answer.status).encode(), answer.read(10)) == (status[:3], b"ok")
            assert get(session, server.origin) == b"ok"
            assert server.connections == 1

    def test_the_error_of_another_request_in_a_hook_is_one(self, session: requests.Session) -> None:
        with Loopback(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n") as other, Loopback() as server:
            session.hooks["response"].append(
                lambda *_, **__: requests.get(other.origin, timeout=5).raise_for_status()
            )
            with pytest.raises(TransportError) as caught:
                get(session, server.origin)
            assert caught.value.request_sent
            assert server.client_hung_up()

    @pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
    def test_a_connection_is_closed_if_a_hook_fails(
        self, session: requests.Session, error: type[BaseException]
    ) -> None:
        def hook(_: requests.Response, **__: object) -> None:
            raise error

        session.hooks["response"].append(hook)
        with Loopback() as server:
            with pytest.raises(error) as caught:
                get(session, server.origin)
            assert server.client_hung_up()
        assert caught.traceback  # which keeps the response alive until here

    def test_our_adapter_serves_a_session_by_itself(self, session: requests.Session) -> None:
        session.mount("http://", Adapter(tls_context))
        with Loopback() as server, ThreadPoolExecutor(1) as other:
            assert other.submit(session.get, server.origin).result().text == "ok"


class TestNotUsed:
    def test_headers_auth_params_and_cookies(
        self, session: requests.Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login ola password secret\n")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        session.headers["X-Mine"] = "secret"
        session.auth = ("ola", "secret")
        session.params = {"secret": "secret"}
        session.cookies.set("secret", "secret", domain="127.0.0.1")
        with Loopback(OK.replace(b"\r\n", b"\r\nSet-Cookie: a=b\r\n", 1)) as server:
            get(session, f"{server.origin}/a")
            get(session, f"{server.origin}/a")
        for heard in server.heard:
            assert heard.startswith(b"GET /a HTTP/1.1\r\n")
            for unwanted in (b"x-mine", b"authorization", b"cookie", b"secret"):
                assert unwanted not in heard.lower()

    def test_redirects(self, session: requests.Session) -> None:
        redirect = b"HTTP/1.1 302 Elsewhere\r\nLocation: /b\r\nContent-Length: 2\r\n\r\nno"
        with Loopback(redirect) as server:
            answer = HttpTransport(session=session).send(HttpRequest("GET", server.origin, {}))
            assert answer.read(10) == b"no"
            assert len(server.heard) == 1

    def test_redirects_by_a_send_of_its_own(self) -> None:
        told: dict[str, object] = {}

        class Logging(requests.Session):
            def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # noqa: ANN401 - as requests has it
                told.update(options)
                return super().send(request, **options)

        with Logging() as session, Loopback() as server:
            get(session, server.origin)
        assert told["allow_redirects"] is False

    def test_the_answer_is_not_decompressed(self, session: requests.Session) -> None:
        packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"
        with Loopback(packed) as server:
            assert get(session, server.origin) == b"abc"


class TestRefused:
    def test_when_it_does_not_verify(self, session: requests.Session) -> None:
        session.verify = False
        with pytest.raises(ConfigurationError, match=r"session\.verify"):
            HttpTransport(session=session)

    @pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
    def test_when_it_does_not_verify_whatever_the_environment_trusts(
        self, session: requests.Session, variable: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(variable, certifi.where())
        session.verify = False
        with pytest.raises(ConfigurationError, match=r"session\.verify"):
            HttpTransport(session=session)

    @pytest.mark.parametrize(
        "settings",
        [
            {"verify": "/nowhere/a.pem"},
            {"cert": "/nowhere/a.pem"},
            {"cert": (certifi.where(), "/nowhere/a.pem")},
        ],
    )
    def test_when_it_names_a_file_that_is_not_there(
        self, session: requests.Session, settings: dict[str, Any]
    ) -> None:
        transport = HttpTransport(session=session)
        for name, value in settings.items():
            setattr(session, name, value)
        for act in (
            lambda: HttpTransport(session=session),
            lambda: transport.send(HttpRequest("GET", closed_port(), {})),
        ):
            with pytest.raises(ConfigurationError, match=r"names '/nowhere/a\.pem', and no file"):
                act()

    def test_when_the_environment_names_such_a_file(
        self, session: requests.Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/a.pem")
        with pytest.raises(ConfigurationError, match=f"^{CERTIFICATES} names '/nowhere"):
            HttpTransport(session=session)

    def test_when_it_stops_verifying(self, session: requests.Session) -> None:
        transport = HttpTransport(session=session)
        session.verify = False
        with Loopback() as server:
            with pytest.raises(ConfigurationError, match=r"session\.verify"):
                transport.send(HttpRequest("GET", server.origin, {}))
            assert server.connections == 0

    def test_with_tls_or_proxies_beside_it(self, session: requests.Session) -> None:
        with pytest.raises(ConfigurationError, match="leave tls and proxies out"):
            HttpTransport(session=session, proxies={"http": "http://proxy:3128"})


class TestErrors:
    def test_no_connection_is_certain(self, session: requests.Session) -> None:
        with pytest.raises(TransportError) as caught:
            get(session, closed_port())
        assert not caught.value.request_sent

    def test_a_broken_one_is_not(self, session: requests.Session) -> None:
        with Loopback(RESET) as server, pytest.raises(TransportError) as caught:
            get(session, server.origin + PERSONAL)
        assert caught.value.request_sent
        assert "Nordmann" not in str(caught.value)

    def test_an_interim_answer_is_one(self, session: requests.Session) -> None:
        with Loopback(b"HTTP/1.1 103 Early\r\n\r\n" + OK) as server:
            with pytest.raises(TransportError, match="103"):
                get(session, server.origin)
            assert server.client_hung_up()


def test_the_caller_closes_it(session: requests.Session) -> None:
    with Loopback() as server:
        transport = HttpTransport(session=session)
        transport.send(HttpRequest("GET", server.origin, {})).read(10)
        transport.close()
        session.get(server.origin)
        assert server.connections == 1
        session.close()
        assert server.client_hung_up()


def test_a_client_sends_by_it(session: requests.Session, credentials: RequestSigning) -> None:
    seen: list[str | None] = []
    session.hooks["response"].append(lambda response, **_: seen.append(response.request.method))
    with Loopback(entry_point(create_message="/messages").on_the_wire("/"), OK) as server:
        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin))
        transport = HttpTransport(session=session)
        client = DigipostClient(config, credentials, transport=transport, clock=lambda: NOW)
        with client, pytest.raises(DeliveryUnknownError):
            client.messages.send(letter())
    assert seen[:2] == ["GET", "POST"]
