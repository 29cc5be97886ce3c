"""Proxies: of the configuration, for all that a client calls, and of the environment as requests reads it."""

from __future__ import annotations

import pickle
import socket
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import ClientConfig, ClientCredentials, DigipostClient, Environment
from digipost.base.authorities import tls_context
from digipost.base.proxies import checked_proxies, proxy_for
from digipost.errors import ConfigurationError, DigipostError, TransportError
from digipost.transport import HttpRequest, HttpTransport
from tests.support.counterpart import NOW, ONCE, Reply, entry_point
from tests.support.issuers import Issuers
from tests.support.loopback import OK, Loopback, closed_port, failure, get, transport
from tests.support.tables import in_one_test
from tests.support.tls_servers import Authority, serving

if TYPE_CHECKING:
    from pathlib import Path

    from digipost import RequestSigning

HOST = "https://192.0.2.10"  # for documentation, RFC 5737: nothing is there
WITH_PASSWORD = "http://ola:hemmelig@proxy.example:3128"


def config(proxies: object, environment: Environment | None = None) -> ClientConfig:
    environment = environment or Environment.custom(HOST, f"{HOST}/token")
    return ClientConfig(broker_id=12345, environment=environment, retries=ONCE, proxies=proxies)  # type: ignore[arg-type]


class TestCredentials:
    @pytest.mark.parametrize(
        ("before", "pair"),
        [
            ("", None),
            ("ola:secret@", "ola:secret"),
            ("ola@", "ola:"),
            (":token@", ":token"),
            ("%C3%B8la:a%40b%3A@", "øla:a@b:"),
        ],
    )
    @pytest.mark.parametrize("scheme", ["http://", ""])
    def test_they_go_to_the_proxy(
        self, before: str, pair: str | None, scheme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Loopback() as proxy, transport() as using:
            monkeypatch.setenv("HTTP_PROXY", f"{scheme}{before}127.0.0.1:{proxy.port}")
            get(using, "http://api.digipost.example")
        head = proxy.heard[0].decode().split("\r\n")
        expected = pair and f"Proxy-Authorization: Basic {b64encode(pair.encode()).decode()}"
        assert [each for each in head if each.startswith("Proxy-")] == ([expected] if expected else [])

    def test_they_go_no_further(self, authority: Authority) -> None:
        with Loopback(tls=serving(authority.issue("192.0.2.10")), tunnels=True) as proxy:
            made = HttpTransport(
                tls=tls_context(str(authority.path)),
                proxies={"https": f"http://ola:hemmelig@127.0.0.1:{proxy.port}"},
            )
            made.send(HttpRequest("GET", f"{HOST}/a", {})).close()
            made.close()
        to_the_proxy, through_it = proxy.heard
        assert b"\r\nProxy-Authorization: Basic " in to_the_proxy
        assert b"Proxy-" not in through_it


class TestOfTheConfiguration:
    def test_they_serve_the_api_and_contents(
        self, authority: Authority, credentials: RequestSigning, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.path))
        monkeypatch.setenv("HTTPS_PROXY", closed_port())
        there = Reply(b"", 307, {"Location": f"{HOST}:444/once"}).on_the_wire("/content")
        answers = [entry_point().on_the_wire("/"), there, OK]
        with Loopback(*answers, tls=serving(authority.issue("192.0.2.10")), tunnels=True) as proxy:
            settings = config({"https": f"http://127.0.0.1:{proxy.port}"}, Environment.custom(HOST))
            with DigipostClient(settings, credentials, clock=lambda: NOW) as client:
                assert client.documents.content("/content").read() == b"ok"
        assert [heard.partition(b" HTTP")[0] for heard in proxy.heard] == [
            b"CONNECT 192.0.2.10:443",
            b"GET /",
            b"GET /content",
            b"CONNECT 192.0.2.10:444",
            b"GET /once",
        ]

    @pytest.mark.thorough
    def test_and_tokens(self, tmp_path: Path) -> None:
        issuers = Issuers()
        p12 = issuers.write_p12(tmp_path / "client.p12", "password")
        with Loopback(b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n") as proxy:
            settings = config({"https": f"http://127.0.0.1:{proxy.port}"})
            credentials = ClientCredentials.from_pkcs12("client-id", p12, "password")
            with (
                DigipostClient(settings, credentials) as client,
                pytest.raises(TransportError, match="proxy"),
            ):
                client.senders.information(12345)
        assert proxy.heard[0].startswith(b"CONNECT 192.0.2.10:443 ")

    def test_what_runs_on_this_machine_is_called_without_them(self) -> None:
        with Loopback() as server:
            made = HttpTransport(proxies={"http": closed_port(), "all": closed_port()})
            assert made.send(HttpRequest("GET", server.origin, {})).read(10) == b"ok"
            made.close()

    @in_one_test(
        "host",
        [
            "localhost",
            "localhost.",
            "api.localhost",
            "api.localhost.",
            "127.0.0.2",
            "0.0.0.0",  # noqa: S104 - nothing listens there
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
        ],
    )
    def test_this_machine_has_many_names(self, host: str) -> None:
        assert proxy_for(f"http://{host}:8282", {"all": closed_port()}) == {}

    @in_one_test("host", ["localhost.example", "notlocalhost", "128.0.0.1", "[::ffff:10.0.0.1]"])
    def test_others_are_called_by_them(self, host: str) -> None:
        assert proxy_for(f"http://{host}:8282", {"all": "http://proxy:3128"}) == {"all": "http://proxy:3128"}

    def test_one_for_a_host_goes_before_one_for_all(self) -> None:
        proxies = {"https": "http://a:1", "https://b.example": "http://b:1", "all": "http://c:1"}
        assert proxy_for("https://a.example", proxies) == {"all": "http://a:1"}
        assert proxy_for("https://b.example", proxies) == {"all": "http://b:1"}
        assert proxy_for("http://a.example", proxies) == {"all": "http://c:1"}
        assert proxy_for("https://a.example", {}) == {}

    def test_no_proxies_at_all_replace_those_of_the_environment(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
        assert proxy_for("https://a.example", None) == {"all": "http://proxy.example:3128"}
        assert proxy_for("https://a.example", {}) == {}

    @in_one_test(
        "proxies",
        [
            "http://proxy:3128",
            [("https", "http://proxy:3128")],
            {"https": None},
            {"https": ""},
            {"https": "http://"},
            {"https": "ftp://ola:hemmelig@proxy:3128"},
            {"https": "http://ola:hemmelig@proxy:port"},
            {"https": "http://ola:hemmelig@[::1:3128"},
            {"https": "http://ola:hemmelig@proxy:0"},
            {"https": " http://ola:hemmelig@proxy:3128"},
            {"https": "http://ola:hemmelig@pro xy:3128"},
            {"https": "http://ola:hem melig@proxy:3128"},
            {"https": "http://ola:hemmelig@proxy\n:3128"},
            {"https": "http://ola:hemmelig@proxy:3128 "},
            {"https": "http://ola:hemmelig@proxy:99999"},
            {"https://ola:hemmelig@": "http://"},
            {"HTTPS_PROXY": "http://ola:hemmelig@proxy:3128"},
            {1: "http://ola:hemmelig@proxy:3128"},
        ],
    )
    def test_a_broken_one_is_refused_at_once_and_not_shown(self, proxies: object) -> None:
        with pytest.raises(ConfigurationError, match=r"ClientConfig\.proxies") as caught:
            config(proxies)
        assert "hemmelig" not in str(caught.value)

    def test_their_addresses_show_nowhere(self) -> None:
        settings = config({"https": WITH_PASSWORD})
        client_repr = repr(attrs.asdict(settings)["proxies"]) + repr(settings) + str(settings)
        assert "hemmelig" not in client_repr
        assert "proxies={'https': '***'}" in repr(settings)
        made = HttpTransport(proxies={"https": WITH_PASSWORD})
        assert "hemmelig" not in repr(vars(made))

    def test_they_travel_with_the_configuration(self) -> None:
        again = pickle.loads(pickle.dumps(config({"https": WITH_PASSWORD})))  # noqa: S301 - our own
        assert again == config({"https": WITH_PASSWORD})
        assert again.proxies == {"https": WITH_PASSWORD}
        assert "hemmelig" not in repr(again.proxies)
        assert hash(again) == hash(config({"https": WITH_PASSWORD}))

    def test_an_error_shows_no_address(self) -> None:
        made = HttpTransport(
            proxies={"http": f"http://ola:hemmelig@127.0.0.1:{closed_port().rpartition(':')[2]}"}
        )
        error = failure(made, "http://api.digipost.example")
        made.close()
        assert not error.request_sent
        assert "hemmelig" not in str(error)


class TestSocks:
    def test_what_is_not_installed_is_a_configuration_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(*_arguments: object, **_options: object) -> None:
            # As requests has it where PySocks is not installed.
            from requests.exceptions import InvalidSchema  # noqa: PLC0415

            raise InvalidSchema("Missing dependencies for SOCKS support.")

        monkeypatch.setattr("requests.adapters.SOCKSProxyManager", missing)
        made = HttpTransport(proxies={"http": "socks5://ola:hemmelig@127.0.0.1:1080"})
        with pytest.raises(ConfigurationError, match="PySocks") as caught:
            made.send(HttpRequest("GET", "http://api.digipost.example/", {}))
        made.close()
        assert "hemmelig" not in str(caught.value)


def test_the_name_of_a_proxy_may_have_no_scheme() -> None:
    assert checked_proxies({"https": "proxy:3128"}) == {"https": "http://proxy:3128"}


def test_a_closed_client_sends_nothing(credentials: RequestSigning) -> None:
    with Loopback(entry_point().on_the_wire("/")) as server:
        settings = config(None, Environment.custom(server.origin))
        client = DigipostClient(settings, credentials, clock=lambda: NOW)
        with client, pytest.raises(DigipostError):
            client.senders.information(12345)
        before = len(server.heard)
        for _ in range(2):
            with pytest.raises(ConfigurationError, match="client is closed"):
                client.documents.content("/content")
        assert len(server.heard) == before


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("https://API.digipost.example", "https://api.digipost.example:8443"),
        ("HTTPS", "https://api.digipost.example"),
        ("https://fe80::1", "https://[FE80::1]:8443"),
        ("all://api.digipost.example", "https://api.digipost.example"),
    ],
)
def test_a_proxy_for_one_server_is_found_by_its_name(name: str, origin: str) -> None:
    assert proxy_for(origin, checked_proxies({name: "proxy:3128"})) == {"all": "http://proxy:3128"}
    assert proxy_for("http://elsewhere.example", checked_proxies({name: "proxy:3128"})) == {}


def relay(listener: socket.socket, wanted: list[bytes]) -> None:
    """A SOCKS 5 proxy for one connection (RFC 1928), with an answer of its own behind it."""
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as file:
        file.read(file.read(2)[1])
        connection.sendall(b"\x05\x00")
        file.read(4)
        host = file.read(file.read(1)[0])
        wanted.append(host + b":%d" % int.from_bytes(file.read(2)))
        connection.sendall(b"\x05\x00\x00\x01" + bytes(6))
        wanted.append(file.readline())
        connection.sendall(OK)


def test_a_socks_proxy_works_where_pysocks_is_installed() -> None:
    wanted: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as thread:
        listener.settimeout(10)  # so that a request that fails ends the test
        served = thread.submit(relay, listener, wanted)
        using = HttpTransport(proxies={"http": f"SOCKS5H://127.0.0.1:{listener.getsockname()[1]}"})
        assert get(using, "http://api.digipost.example:8080") == b"ok"
        using.close()
        served.result(5)
    assert wanted[0] == b"api.digipost.example:8080"
    assert wanted[1].startswith(b"GET /")


def test_a_proxy_that_speaks_tls_is_asked_to_connect_when_its_certificate_is_trusted(
    authority: Authority,
) -> None:
    refusal = b"HTTP/1.1 407 No\r\nConnection: close\r\n\r\n"
    with Loopback(refusal, tls=serving(authority.issue("127.0.0.1"))) as proxy:
        for trusted in (str(authority.path), None):
            using = HttpTransport(tls=tls_context(trusted), proxies={"https": proxy.origin})
            assert not failure(using, HOST).request_sent
            using.close()
    assert [heard.partition(b" HTTP")[0] for heard in proxy.heard] == [b"CONNECT 192.0.2.10:443"]


def test_no_authority_is_added_to_those_of_the_settings_by_a_proxy(authority: Authority) -> None:
    context = tls_context(str(authority.path))
    with Loopback(tls=serving(authority.issue("192.0.2.10")), tunnels=True) as proxy:
        using = HttpTransport(tls=context, proxies={"https": f"http://127.0.0.1:{proxy.port}"})
        using.send(HttpRequest("GET", f"{HOST}/", {})).close()
        using.close()
    assert len(context.get_ca_certs()) == 1
