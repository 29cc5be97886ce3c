"""The target that is signed is the target that is sent."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digipost import ClientConfig, DigipostError, Environment
from digipost.base.targets import normal_target
from digipost.errors import InvalidValueError, ParseError
from digipost.protocol.exchange import Exchange
from digipost.protocol.links import local_target
from digipost.transport import HttpRequest, HttpTransport
from tests.support.counterpart import NOW
from tests.support.loopback import HEADERS, Loopback
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REFUSED = {
    "dot segments": ["/.", "/..", "/a/../b", "/a/./b", "/a/..", "/..?q=1", "/%2e%2E/a", "/a/.%2e"],
    "empty segments": ["//", "//host/a", "/a//b", "/a//", "/a;", "/a;?q=1"],
    "empty query": ["/a?", "/?"],
    "fragment": ["/a#", "/a#b", "/a?q=1#b"],
    "malformed escapes": ["/%", "/%4", "/a%zz", "/a?q=%", "/a?q=%G0", "/%%41"],
    "other characters": ["", "a", "?q=1", "/a b", "/å", "/a\r\nb", "/a\x00", "/a\x7f", "/a?q=å"],
}
# All that can stand in a target, and what is near it; most are short, so that separators meet.
PIECES = st.sampled_from(
    [*"/?&=;:@.,+~!$'()*-_%#|{}^`<>\\\"[] åA1", "%2f", "%C3%86", "%2E", "..", "//", "%e5"]
)
TARGETS = st.lists(PIECES, max_size=12).map(lambda pieces: "/" + "".join(pieces))


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@pytest.fixture(scope="module")
def directly() -> Iterator[HttpTransport]:
    transport = HttpTransport()
    yield transport
    transport.close()


@pytest.fixture(scope="module")
def by_proxy(server: Loopback) -> Iterator[HttpTransport]:
    transport = HttpTransport(proxies={"http": server.origin})
    yield transport
    transport.close()


def request_line(server: Loopback) -> str:
    return server.heard[-1].partition(b"\r\n")[0].decode("latin-1")


class TestForm:
    @in_one_test(
        ("target", "form"),
        [
            ("/", "/"),
            ("/messages", "/messages"),
            ("/a/", "/a/"),
            (
                "/recipients/search/%c3%86rlig%20%C3%98deg%c3%a5rd",
                "/recipients/search/%C3%86rlig%20%C3%98deg%C3%A5rd",
            ),
            ("/a+b:c~d%2Fe%2f'()*!$&,;=@", "/a+b:c~d%2Fe%2F'()*!$&,;=@"),
            (
                "/q?from=2024-01-02T03%3a04%2B01%3A00&to=a+b:c",
                "/q?from=2024-01-02T03%3A04%2B01%3A00&to=a+b:c",
            ),
            ("/q??a=/?b//../c", "/q??a=/?b//../c"),
            ('/raw|{}^`<>\\"[]?|{}', "/raw%7C%7B%7D%5E%60%3C%3E%5C%22%5B%5D?%7C%7B%7D"),
            ("/...", "/..."),
            ("/.a/..b/c..", "/.a/..b/c.."),
        ],
    )
    def test_it_is_that_of_urllib3(self, target: str, form: str) -> None:
        assert normal_target(target) == form
        assert normal_target(form) == form

    @in_one_test("target", [each for kind in REFUSED.values() for each in kind])
    def test_others_are_refused_before_anything_is_sent_and_not_shown(self, target: str) -> None:
        with pytest.raises(InvalidValueError) as caught:
            normal_target(target)
        assert caught.value.field == "target"
        with pytest.raises(InvalidValueError) as caught:
            HttpRequest("GET", f"http://host{'' if target.startswith('/') else '/å'}{target}", {})
        assert caught.value.field == "HttpRequest.url"
        with pytest.raises(InvalidValueError) as caught:
            normal_target(f"/Nordmann{target}Nordmann#")
        assert "Nordmann" not in str(caught.value)

    @given(TARGETS)
    def test_a_form_has_itself_as_its_form(self, target: str) -> None:
        with contextlib.suppress(InvalidValueError):
            assert normal_target(normal_target(target)) == normal_target(target)


class TestOnTheWire:
    @pytest.mark.thorough
    @given(TARGETS)
    @example("/a;b;c/d;e?f;")
    @example("/a?/../b//c")
    @example("/%C3%A6?%c3")
    @settings(max_examples=200)
    def test_what_is_sent_is_what_is_asked_for(
        self, server: Loopback, directly: HttpTransport, target: str
    ) -> None:
        with contextlib.suppress(InvalidValueError):
            request = HttpRequest("GET", server.origin + target, {})
            directly.send(request).read(10)
            assert request.target == normal_target(target)
            assert request_line(server) == f"GET {request.target} HTTP/1.1"

    @pytest.mark.thorough
    @given(TARGETS)
    @example("/a;b;c/d;e?f;")
    @example("/a?/../b//c")
    @settings(max_examples=200)
    def test_so_it_is_by_a_proxy(self, server: Loopback, by_proxy: HttpTransport, target: str) -> None:
        with contextlib.suppress(InvalidValueError):
            request = HttpRequest("GET", "http://api.digipost.example:8080" + target, {})
            by_proxy.send(request).read(10)
            assert request_line(server) == f"GET http://api.digipost.example:8080{request.target} HTTP/1.1"

    @pytest.mark.thorough
    @given(TARGETS)
    @settings(max_examples=200)
    def test_what_is_signed_is_what_is_sent(
        self, server: Loopback, directly: HttpTransport, target: str
    ) -> None:
        signed: list[str] = []

        class Signing:
            def authorize(self, _method: str, target: str, _headers: Mapping[str, str]) -> dict[str, str]:
                signed.append(target)
                return HEADERS

            def discard(self, _headers: Mapping[str, str]) -> bool:
                return False

        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin))
        before = len(server.heard)
        # The answer is not signed, and so an error; a target that cannot be sent is one before.
        with contextlib.suppress(DigipostError):
            Exchange(config, Signing(), directly, lambda: NOW, None).delete(target)
        assert [f"DELETE {each} HTTP/1.1" for each in signed] == [
            heard.partition(b"\r\n")[0].decode() for heard in server.heard[before:]
        ]
        assert len(signed) <= 1


class TestLinks:
    @in_one_test("target", [each for kind in REFUSED.values() for each in kind if each[:2] == "/a"])
    @in_one_test("base", ["", "https://api.test.digipost.no", "//api.test.digipost.no"])
    def test_a_link_that_could_not_be_sent_as_signed_is_refused(self, base: str, target: str) -> None:
        with pytest.raises(ParseError) as caught:
            local_target("https://api.test.digipost.no", base + target, where="/link")
        assert "/link" in str(caught.value)

    @in_one_test(
        "uri",
        [
            "https://api.test.digipost.no/a%c3?b=%2f",
            "https://API.test.digipost.no:443/a%c3?b=%2f",
            "//api.test.digipost.no/a%c3?b=%2f",
            "/a%c3?b=%2f",
            "a%c3?b=%2f",
        ],
    )
    def test_others_come_in_the_form_that_is_sent(self, uri: str) -> None:
        assert local_target("https://api.test.digipost.no", uri, where="/link") == "/a%C3?b=%2F"

    @in_one_test(
        "uri",
        [
            "https://evil.example/a",
            "//evil.example/a",
            "http://api.test.digipost.no/a",
            "mailto:a@b.no",
            "https://api.test.digipost.no:8443/a",
            "https:///a",
            "ftp:/a",
            "https://[/a",
            "https://h:x/a",
        ],
    )
    def test_a_link_to_another_host_is_refused(self, uri: str) -> None:
        with pytest.raises(ParseError):
            local_target("https://api.test.digipost.no", uri, where="/link")
