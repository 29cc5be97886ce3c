from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from digipost.base.authorities import tls_context
from digipost.errors import ConfigurationError
from digipost.transport import HttpTransport
from tests.support.loopback import PERSONAL, Loopback, failure, get, transport
from tests.support.tls_servers import Authority, serving

if TYPE_CHECKING:
    from pathlib import Path


class TestTls:
    @pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
    def test_the_environment_says_whom_to_trust(
        self, authority: Authority, monkeypatch: pytest.MonkeyPatch, variable: str
    ) -> None:
        monkeypatch.setenv(variable, str(authority.path))
        with Loopback(tls=serving(authority.issue("127.0.0.1"))) as server, transport() as using:
            monkeypatch.delenv(variable)
            assert get(using, server.origin) == get(using, server.origin) == b"ok"
            assert server.connections == 1

    def test_an_unknown_authority_is_refused(self, authority: Authority) -> None:
        with Loopback(tls=serving(authority.issue("127.0.0.1"))) as server, transport() as using:
            error = failure(using, server.origin)
        assert "certificate verification of" in str(error)
        assert not error.request_sent
        assert not server.heard

    def test_a_certificate_of_another_server_is_refused(self, authority: Authority) -> None:
        with (
            Loopback(tls=serving(authority.issue("127.0.0.2"))) as server,
            transport(tls=tls_context(str(authority.path))) as using,
        ):
            error = failure(using, server.origin)
        assert "mismatch" in str(error)
        assert not server.heard

    def test_nobody_is_trusted_but_whom_the_settings_name(self, authority: Authority) -> None:
        context = tls_context(str(authority.path))
        with Loopback(tls=serving(authority.issue("127.0.0.1"))) as server, transport(tls=context) as using:
            get(using, server.origin)
        assert len(context.get_ca_certs()) == 1

    def test_a_proxy_that_speaks_tls_is_verified_as_a_server_is(
        self, authority: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        context = tls_context(str(authority.path))
        with Loopback(tls=serving(authority.issue("127.0.0.1"))) as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.origin)
            with transport(tls=context) as using:
                assert get(using, "http://api.digipost.example") == b"ok"
            with transport() as using:
                assert not failure(using, "http://api.digipost.example").request_sent

    def test_a_request_goes_through_a_proxy_that_learns_only_the_server(
        self, authority: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        context = tls_context(str(authority.path))
        with Loopback(tls=serving(authority.issue("192.0.2.10")), tunnels=True) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", f"http://user:secret@127.0.0.1:{proxy.port}")
            with transport(tls=context) as using:
                assert get(using, "https://192.0.2.10:444") == b"ok"
        to_the_proxy, through_it = (heard.decode() for heard in proxy.heard)
        assert to_the_proxy.startswith("CONNECT 192.0.2.10:444 ")
        assert "\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n" in to_the_proxy
        assert through_it.startswith(f"GET {PERSONAL} HTTP/1.1\r\nHost: 192.0.2.10:444\r\n")
        assert "\r\nX-Digipost-Signature: c2VjcmV0\r\n" in through_it
        assert "Proxy-Authorization" not in through_it

    def test_what_runs_on_this_machine_is_called_without_a_proxy(
        self, authority: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Loopback() as proxy, Loopback(tls=serving(authority.issue("127.0.0.1"))) as server:
            monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
            with transport(tls=tls_context(str(authority.path))) as using:
                assert get(using, server.origin) == b"ok"
            assert not proxy.heard

    def test_a_client_certificate_is_presented(self, authority: Authority) -> None:
        server_side = serving(authority.issue("127.0.0.1"))
        server_side.verify_mode = ssl.CERT_REQUIRED
        server_side.load_verify_locations(authority.path)
        context = tls_context(str(authority.path))
        with Loopback(tls=server_side) as server:
            with transport(tls=context) as without:
                failure(without, server.origin)
            context.load_cert_chain(authority.issue("10.0.0.1"))
            with transport(tls=context) as using:
                assert get(using, server.origin) == b"ok"

    def test_settings_that_do_not_verify_are_refused(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname = False
        with pytest.raises(ConfigurationError, match="must verify"):
            HttpTransport(tls=context)

    def test_certificates_that_are_not_there_are_refused_at_once(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
        with pytest.raises(ConfigurationError, match=r"REQUESTS_CA_BUNDLE names '.*none\.pem', and no file"):
            HttpTransport()

    def test_certificates_that_are_none_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "bad.pem").write_text("not PEM")
        with pytest.raises(ConfigurationError, match="unreadable"):
            tls_context(str(tmp_path / "bad.pem"))

    def test_a_directory_of_certificates_is_one_too(self, tmp_path: Path) -> None:
        assert tls_context(str(tmp_path)).get_ca_certs() == []
