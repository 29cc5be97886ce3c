"""The entry point: fetched when it is needed, kept for its time, and followed nowhere but home."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost.errors import (
    AuthenticationError,
    ConfigurationError,
    ParseError,
    ServerError,
    TransportError,
    VerificationError,
)
from digipost.protocol.entry_point import EntryPoint, EntryPoints
from digipost.protocol.exchange import Exchange
from tests.support.counterpart import API, CONFIG, NOW, Counterpart, Reply, entry_point, error, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.authentication import RequestSigning
    from digipost.transport import HttpAnswer, HttpRequest

    PointsTo = Callable[[Counterpart], EntryPoints]


@attrs.define
class Watch:
    """A clock that stands until it is set."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def points_to(credentials: RequestSigning, watch: Watch) -> PointsTo:
    def make(counterpart: Counterpart) -> EntryPoints:
        exchange = Exchange(CONFIG, credentials, counterpart, lambda: NOW, keys=None)
        return EntryPoints(exchange, API, seconds=watch)

    return make


class TestKeeping:
    def test_it_is_fetched_when_it_is_first_needed(self, points_to: PointsTo) -> None:
        counterpart = Counterpart({"/": [entry_point()]})
        points = points_to(counterpart)
        assert counterpart.targets == []
        assert points.target("create_message") == "/messages"
        assert points.current() == key_of("server")
        assert counterpart.targets == ["/"]

    def test_sixteen_threads_fetch_it_once(self, credentials: RequestSigning) -> None:
        looks: list[None] = []
        all_have_looked = threading.Event()

        def watch() -> float:
            looks.append(None)
            if len(looks) == 16:
                all_have_looked.set()
            return 0.0

        class Waiting(Counterpart):
            """Does not answer before all the threads have found that there is nothing yet."""

            def send(self, request: HttpRequest) -> HttpAnswer:
                assert all_have_looked.wait(5)
                return super().send(request)

        counterpart = Waiting({"/": [entry_point()]})
        exchange = Exchange(CONFIG, credentials, counterpart, lambda: NOW, keys=None)
        points = EntryPoints(exchange, API, seconds=watch)
        with ThreadPoolExecutor(16) as threads:
            targets = [*threads.map(points.target, ["create_message"] * 16)]
        assert targets == ["/messages"] * 16
        assert counterpart.targets == ["/"]

    @pytest.mark.parametrize(
        ("used_at", "fetches"),
        [
            ([0, 299.9], 1),
            ([0, 300], 2),
            ([0, 200, 400, 600], 1),  # each use lets it live on …
            ([0, *range(200, 3600, 200), 3599.9], 1),
            ([0, *range(200, 3600, 200), 3600], 2),  # … for an hour in all
            ([0, 300, 599.9], 2),
            ([0, 300, 600], 3),
        ],
    )
    def test_it_is_kept_for_five_minutes_after_its_use_and_an_hour_in_all(
        self, used_at: list[float], fetches: int, points_to: PointsTo, watch: Watch
    ) -> None:
        counterpart = Counterpart({"/": [entry_point()]})
        points = points_to(counterpart)
        start = watch.seconds
        for moment in used_at:
            watch.seconds = start + moment
            assert points.target("create_message") == "/messages"
        assert counterpart.targets == ["/"] * fetches

    def test_asking_for_the_key_is_a_use_too(self, points_to: PointsTo, watch: Watch) -> None:
        counterpart = Counterpart({"/": [entry_point()]})
        points = points_to(counterpart)
        for _ in range(4):
            points.current()
            watch.seconds += 200
        assert counterpart.targets == ["/"]

    def test_a_failure_is_not_kept(self, points_to: PointsTo) -> None:
        broken = TransportError("no connection", request_sent=False)
        counterpart = Counterpart({"/": [broken, error(503, "API_UNAVAILABLE"), entry_point()]})
        points = points_to(counterpart)
        with pytest.raises(TransportError):
            points.current()
        with pytest.raises(ServerError):
            points.current()
        assert points.target("create_message") == "/messages"


class TestSenders:
    def test_each_sender_has_an_entry_point_of_its_own(self, points_to: PointsTo) -> None:
        inboxes = {
            path: [entry_point(f'<link rel="x/get_inbox" uri="{uri}"/>')]
            for path, uri in (("/", "/12345/inbox"), ("/67890", "/67890/inbox"), ("/5", "/5/inbox"))
        }
        counterpart = Counterpart(inboxes)
        points = points_to(counterpart)
        for _ in range(2):
            assert points.target("get_inbox") == "/12345/inbox"
            assert points.target("get_inbox", 67890) == "/67890/inbox"
            assert points.target("get_inbox", 5) == "/5/inbox"
        assert counterpart.targets == ["/", "/67890", "/5"]

    def test_a_senders_entry_point_needs_no_certificate_and_its_own_is_not_believed(
        self, points_to: PointsTo
    ) -> None:
        without = entry_point(certificate=None)
        counterpart = Counterpart(
            {"/": [entry_point()], "/5": [without], "/6": [entry_point(certificate="print")]}
        )
        points = points_to(counterpart)
        assert points.target("create_message", 5) == points.target("create_message", 6) == "/messages"
        assert points.current() == key_of("server")

    def test_it_is_kept_as_long_as_the_brokers(self, points_to: PointsTo, watch: Watch) -> None:
        counterpart = Counterpart({"/5": [entry_point()]})
        points = points_to(counterpart)
        for moment in (0, 299.9, 599.9):
            watch.seconds = 1000 + moment
            points.target("create_message", 5)
        assert counterpart.targets == ["/5"] * 2

    def test_a_sender_that_has_granted_nothing_is_refused(self, points_to: PointsTo) -> None:
        points = points_to(Counterpart({"/5": [error(403, "BROKER_NOT_AUTHORIZED", "No.")]}))
        with pytest.raises(AuthenticationError) as caught:
            points.target("get_inbox", 5)
        assert caught.value.code == "BROKER_NOT_AUTHORIZED"


class TestRenewal:
    def test_a_key_that_has_changed_is_given(self, points_to: PointsTo) -> None:
        counterpart = Counterpart({"/": [entry_point(), entry_point(certificate="print")]})
        points = points_to(counterpart)
        old = points.current()
        assert points.renewed(old) == key_of("print")
        assert points.current() == key_of("print")
        assert counterpart.targets == ["/", "/"]

    def test_a_key_that_is_still_the_same_is_none(self, points_to: PointsTo) -> None:
        points = points_to(Counterpart({"/": [entry_point()]}))
        assert points.renewed(points.current()) is None

    def test_another_thread_that_was_faster_spares_the_request(self, points_to: PointsTo) -> None:
        counterpart = Counterpart({"/": [entry_point(), entry_point(certificate="print")]})
        points = points_to(counterpart)
        old = points.current()
        with ThreadPoolExecutor(8) as threads:
            keys = [*threads.map(points.renewed, [old] * 8)]
        assert keys == [key_of("print")] * 8
        assert counterpart.targets == ["/", "/"]


class TestLinks:
    @pytest.mark.parametrize(
        ("uri", "target"),
        [
            (f"{API}/messages", "/messages"),
            ("/messages", "/messages"),
            ("messages", "/messages"),
            ("", "/"),
            (API, "/"),
            (f"{API}?a=b", "/?a=b"),
            (f"{API}:443/messages", "/messages"),
            ("HTTPS://API.Digipost.Example/Messages", "/Messages"),
            ("//api.digipost.example/messages", "/messages"),
            (f"{API}/a%2Fb%20c/?Q=%2B&amp;r=1", "/a%2Fb%20c/?Q=%2B&r=1"),
        ],
    )
    def test_a_link_is_resolved_with_path_and_query_as_given(
        self, uri: str, target: str, points_to: PointsTo
    ) -> None:
        points = points_to(Counterpart({"/": [entry_point(f'<link rel="x/tested" uri="{uri}"/>')]}))
        assert points.target("tested") == target

    @pytest.mark.parametrize(
        "uri",
        [
            "https://evil.example/messages",
            f"{API}/messages#part",
            "//evil.example/messages",
            "http://api.digipost.example/messages",
            "http://api.digipost.example:443/messages",
            f"{API}:8443/messages",
            f"{API}.evil.example/messages",
            f"{API}@evil.example/messages",
            "https://api.digipost.example\\@evil.example/messages",
            "ftp://api.digipost.example/messages",
            "mailto:ola@example.com",
            "https://[::1/messages",
            f"{API}:port/messages",
            f"{API}/with space",
            f"{API}/æ",
            f"{API}/a?b=\x7f",
        ],
    )
    def test_a_link_to_anywhere_else_is_not_followed(self, uri: str, points_to: PointsTo) -> None:
        points = points_to(Counterpart({"/": [entry_point(f'<link rel="x/tested" uri="{uri}"/>')]}))
        with pytest.raises(
            ParseError, match=r"another host|malformed|to be escaped|fragment|user name"
        ) as caught:
            points.target("tested")
        assert caught.value.path == "/entrypoint/link[@rel=tested]"
        assert "evil" not in str(caught.value)

    def test_a_link_that_is_not_asked_for_may_lead_anywhere(self, points_to: PointsTo) -> None:
        documentation = '<link rel="x/api_documentation" uri="https://www.digipost.example/docs"/>'
        points = points_to(Counterpart({"/": [entry_point(documentation)]}))
        assert points.target("create_message") == "/messages"

    @pytest.mark.parametrize("rel", ["x/TESTED", "https://api.other.example/relations/tested", "tested"])
    def test_the_last_part_of_the_relation_is_its_name(self, rel: str, points_to: PointsTo) -> None:
        points = points_to(Counterpart({"/": [entry_point(f'<link rel="{rel}" uri="/there"/>')]}))
        assert points.target("tested") == "/there"

    def test_a_link_without_a_relation_is_passed_over(self, points_to: PointsTo) -> None:
        points = points_to(Counterpart({"/": [entry_point('<link uri="/nowhere"/>')]}))
        assert points.target("create_message") == "/messages"

    def test_a_missing_link_says_what_it_means(self, points_to: PointsTo) -> None:
        points = points_to(Counterpart({"/": [entry_point(create_message="")]}))
        with pytest.raises(ConfigurationError, match=r"no link create_message: .*permission.* Ask Digipost"):
            points.target("create_message")


class TestWhatIsRefused:
    @pytest.mark.parametrize("certificate", ["<certificate/>", ""])
    def test_an_entry_point_without_a_certificate(self, certificate: str, points_to: PointsTo) -> None:
        document = entry_point(certificate=None).body.replace(b"<link", f"{certificate}<link".encode(), 1)
        with pytest.raises(ParseError, match="certificate` is missing"):
            points_to(Counterpart({"/": [Reply(document)]})).current()

    def test_a_certificate_that_cannot_be_read(self, points_to: PointsTo) -> None:
        document = entry_point(certificate=None).body.replace(
            b"<link", b"<certificate>x</certificate><link", 1
        )
        with pytest.raises(VerificationError, match="cannot be read"):
            points_to(Counterpart({"/": [Reply(document)]})).current()

    def test_another_document(self, points_to: PointsTo) -> None:
        with pytest.raises(ParseError, match="`entrypoint` is expected"):
            points_to(Counterpart({"/": [Reply(b"<html/>")]})).current()

    def test_a_body_that_is_not_the_one_hashed(self, points_to: PointsTo) -> None:
        changed = attrs.evolve(
            entry_point(), headers={"X-Content-SHA256": "bm8=", "X-Digipost-Signature": ""}
        )
        with pytest.raises(VerificationError, match="hash"):
            points_to(Counterpart({"/": [changed]})).current()

    def test_a_refusal_is_told_as_such(self, points_to: PointsTo) -> None:
        with pytest.raises(AuthenticationError) as caught:
            points_to(Counterpart({"/": [error(403, "UNKNOWN_USER_ID", "Who?")]})).current()
        assert caught.value.code == "UNKNOWN_USER_ID"


def test_repr_shows_no_link() -> None:
    point = EntryPoint(API, {"tested": "/31108412345"}, key_of("server"))
    assert repr(point) == f"EntryPoint(api_url='{API}')"
