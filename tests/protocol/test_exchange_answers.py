"""Answers that are believed, and the reading of compressed ones."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from base64 import b64decode
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from digipost.errors import (
    AuthenticationError,
    InvalidRequestError,
    ParseError,
    ServerError,
    TransportError,
    VerificationError,
)
from digipost.protocol.exchange import Exchange
from tests.support.counterpart import (
    CONFIG,
    NOW,
    VECTORS,
    Counterpart,
    Keys,
    Reply,
    base64_sha256,
    error,
    key_of,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.authentication import RequestSigning
    from digipost.protocol.answer import Answer

    Ask = Callable[..., Answer]

INBOX = "/67890/inbox?offset=0"
RESPONSES: dict[str, dict[str, Any]] = {
    each["name"]: each for each in json.loads((VECTORS / "vectors.json").read_text())["responses"]
}
LIMIT = 16 << 20  # bytes


@pytest.fixture
def ask(credentials: RequestSigning) -> Ask:
    """Asks a counterpart that gives this reply; its answer is always given up in the end."""

    def asking(reply: Reply, target: str = INBOX, keys: Keys | None = None) -> Answer:
        counterpart = Counterpart({target: [reply]})
        try:
            return Exchange(CONFIG, credentials, counterpart, lambda: NOW, keys or Keys()).get(target)
        finally:
            assert counterpart.targets == [target]
            assert counterpart.bodies[0].closed

    return asking


class TestVerification:
    @in_one_test("name", ["gzip-body", "escaped-path-decoded-form", "escaped-path-encoded-form"])
    def test_a_known_answer_is_believed(self, name: str, credentials: RequestSigning) -> None:
        known = RESPONSES[name]
        target = known["request_url"].removeprefix("https://api.digipost.example")
        reply = Reply(b64decode(known["body_base64"]), known["status"], known["headers"])
        counterpart = Counterpart({target: [reply]})
        answer = Exchange(CONFIG, credentials, counterpart, lambda: NOW, Keys()).get(target)
        assert answer.status == 200
        assert b"<?xml" in answer.body

    @pytest.mark.parametrize("status", [200, 307, 403, 404, 500])
    @pytest.mark.parametrize(
        ("check", "changes"),
        [
            ("date", {"headers": {"Date": ""}}),
            ("date", {"headers": {"Date": "Mon, 03 Jun 2024 11:55:01 GMT"}}),
            ("date", {"headers": {"Date": "yesterday"}}),
            ("hash", {"headers": {"X-Content-SHA256": ""}}),
            ("hash", {"headers": {"X-Content-SHA256": base64_sha256(b"other")}}),
            ("signature", {"headers": {"X-Digipost-Signature": ""}}),
            ("signature", {"headers": {"X-Digipost-Signature": "bm8="}}),
            ("signature", {"signer": "print"}),
            ("signature", {"signed_path": "/67890/archive"}),
            ("signature", {"signed_path": INBOX}),
            ("signature", {"signed_status": 201}),
        ],
    )
    def test_what_is_not_digiposts_is_not_believed(
        self, check: str, changes: dict[str, Any], status: int, ask: Ask
    ) -> None:
        with pytest.raises(VerificationError) as caught:
            ask(Reply(b"<x/>", status, **changes))
        assert (caught.value.check, caught.value.status) == (check, status)
        assert caught.value.retryable is (status == 500)

    def test_a_401_needs_neither_date_hash_nor_signature(self, ask: Ask) -> None:
        bare = {"Date": "", "X-Content-SHA256": "", "X-Digipost-Signature": ""}
        with pytest.raises(AuthenticationError) as caught:
            ask(Reply(b"<html>", 401, bare))
        assert caught.value.status == 401

    @pytest.mark.parametrize(("page", "check"), [(b"<html>Unavailable", "hash"), (b"", "signature")])
    def test_an_unsigned_page_of_a_proxy_shows_its_status(self, page: bytes, check: str, ask: Ask) -> None:
        with pytest.raises(VerificationError, match="503") as caught:
            ask(Reply(page, 503, {"X-Content-SHA256": "", "X-Digipost-Signature": ""}))
        assert (caught.value.check, caught.value.status, caught.value.retryable) == (check, 503, True)

    @pytest.mark.parametrize(
        ("signed", "believed"),
        [
            ("/recipients/search/%c3%86rlig%20x", True),
            ("/recipients/search/ærlig x", True),
            ("/recipients/search/ærlig%20x", False),
            ("/recipients/search/erlig x", False),
        ],
    )
    def test_the_path_is_signed_as_sent_or_decoded(self, signed: str, believed: bool, ask: Ask) -> None:  # noqa: FBT001 - pytest passes it by name
        reply, target = Reply(b"<x/>", signed_path=signed), "/recipients/search/%C3%86rlig%20x?y=Z"
        if believed:
            assert ask(reply, target).body == b"<x/>"
            return
        with pytest.raises(VerificationError, match="signature"):
            ask(reply, target)

    def test_without_keys_the_signature_alone_is_left_unchecked(self, credentials: RequestSigning) -> None:
        def fetch(reply: Reply) -> Answer:
            return Exchange(CONFIG, credentials, Counterpart({"/": [reply]}), lambda: NOW, None).get("/")

        assert fetch(Reply(b"<x/>", headers={"X-Digipost-Signature": ""})).body == b"<x/>"
        with pytest.raises(VerificationError, match="date"):
            fetch(Reply(b"<x/>", headers={"Date": ""}))
        with pytest.raises(VerificationError, match="hash"):
            fetch(Reply(b"<x/>", headers={"X-Content-SHA256": "no"}))

    def test_the_answer_is_dated_by_the_clock_after_it_came(self, credentials: RequestSigning) -> None:
        times = iter([NOW, NOW + timedelta(minutes=6)])
        exchange = Exchange(CONFIG, credentials, Counterpart({"/": [Reply()]}), lambda: next(times), Keys())
        with pytest.raises(VerificationError, match="360 s behind this machine's clock"):
            exchange.get("/")


class TestChangedCertificate:
    CHANGED = Reply(b"<x/>", signer="print")

    def test_it_is_fetched_anew_once(self, ask: Ask) -> None:
        keys = Keys(new=key_of("print"))
        assert ask(self.CHANGED, keys=keys).body == b"<x/>"
        assert keys.renewals == 1

    def test_it_is_not_fetched_anew_while_it_fits(self, ask: Ask) -> None:
        keys = Keys()
        ask(Reply(b"<x/>"), keys=keys)
        assert keys.renewals == 0

    @pytest.mark.parametrize(
        "new", [None, "broker", TransportError("no connection", request_sent=False), ParseError("/", "no")]
    )
    def test_when_that_does_not_help_the_answer_is_not_believed(self, new: Any, ask: Ask) -> None:  # noqa: ANN401 - each of these
        # What is told is about the answer that came. That fetching the key failed says nothing of it, least
        # of all that the request was never sent.
        keys = Keys(new=key_of("broker") if new == "broker" else new)
        with pytest.raises(VerificationError) as caught:
            ask(self.CHANGED, keys=keys)
        assert (caught.value.check, caught.value.status) == ("signature", 200)
        assert keys.renewals == 1


def compressed(data: bytes, encoding: str = "gzip") -> Reply:
    return Reply(data, headers={"Content-Encoding": encoding})


class TestCompression:
    PLAIN = b"<x>" + b"y" * 1000 + b"</x>"
    PACKED = gzip.compress(PLAIN, mtime=0)

    @pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZip", " gzip "])
    def test_the_hash_is_over_what_came_and_the_answer_is_what_it_was(self, encoding: str, ask: Ask) -> None:
        reply = compressed(self.PACKED, encoding)
        assert reply.headers_for(INBOX)["X-Content-SHA256"] == base64_sha256(self.PACKED)
        assert ask(reply).body == self.PLAIN

    def test_a_hash_over_what_it_was_before_is_refused(self, ask: Ask) -> None:
        headers = {"Content-Encoding": "gzip", "X-Content-SHA256": base64_sha256(self.PLAIN)}
        with pytest.raises(VerificationError, match="hash"):
            ask(Reply(self.PACKED, headers=headers))

    def test_an_answer_costs_no_more_memory_than_it_has_bytes(self, ask: Ask) -> None:
        ask(compressed(self.PACKED))  # so that what is loaded once is not counted
        tracemalloc.start()
        try:
            ask(compressed(self.PACKED))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 1 << 20

    def test_several_members_and_what_pads_them_are_read(self, ask: Ask) -> None:
        packed = gzip.compress(self.PLAIN[:5]) + gzip.compress(self.PLAIN[5:]) + bytes(8)
        assert ask(compressed(packed)).body == self.PLAIN

    def test_identity_is_no_compression(self, ask: Ask) -> None:
        assert ask(compressed(self.PLAIN, "identity")).body == self.PLAIN

    def test_nothing_need_not_be_compressed(self, ask: Ask) -> None:
        assert ask(compressed(b"")).body == b""

    def test_several_members_are_one_answer(self, ask: Ask) -> None:
        assert ask(compressed(gzip.compress(b"<x>") + gzip.compress(b"</x>"))).body == b"<x></x>"

    @pytest.mark.parametrize("size", [4095, 4096, 4097, 9000])
    def test_members_and_zeros_may_end_anywhere(self, size: int, ask: Ask) -> None:
        # Stored, so that the sizes of the members are those of the bytes and 23 more.
        first, second = (gzip.compress(each * (size - 23), 0) for each in (b"1", b"2"))
        assert len(first) == size
        for padding in (0, 1, 4096, 5000):
            packed = first + bytes(padding) + second + bytes(padding)
            assert ask(compressed(packed)).body == b"1" * (size - 23) + b"2" * (size - 23)
            with pytest.raises(ParseError, match="damaged"):
                ask(compressed(packed + first[:5]))

    @pytest.mark.parametrize("encoding", ["deflate", "br", "zstd", "gzip, gzip", "gzip, br"])
    def test_what_was_not_asked_for_is_refused(self, encoding: str, ask: Ask) -> None:
        with pytest.raises(ParseError, match="not asked for"):
            ask(compressed(self.PACKED, encoding))

    @pytest.mark.parametrize(
        "damaged",
        [
            pytest.param(PACKED[:-1], id="cut at the end"),
            pytest.param(PACKED[:20], id="cut in the middle"),
            pytest.param(PACKED[:5], id="cut in the header"),
            pytest.param(PACKED[:-8] + bytes(8), id="another checksum"),
            pytest.param(PACKED[:12] + b"\xff" * 8 + PACKED[20:], id="other bytes in the middle"),
            pytest.param(PACKED + b"more", id="more at the end"),
            pytest.param(zlib.compress(PLAIN), id="deflate"),
            pytest.param(PLAIN, id="not compressed"),
        ],
    )
    def test_what_is_damaged_is_refused(self, damaged: bytes, ask: Ask) -> None:
        with pytest.raises(ParseError, match="damaged"):
            ask(compressed(damaged))

    @pytest.mark.thorough
    def test_a_bomb_is_not_unpacked_further_than_the_limit(self, ask: Ask) -> None:
        full = gzip.compress(bytes(LIMIT), 1)
        assert len(ask(compressed(full)).body) == LIMIT
        with pytest.raises(ParseError, match="larger than ClientConfig"):
            ask(compressed(full + gzip.compress(b"x")))
        tracemalloc.start()
        try:
            with pytest.raises(ParseError, match="larger than ClientConfig"):
                ask(compressed(full * 16))
            assert tracemalloc.get_traced_memory()[1] < 5 * LIMIT
        finally:
            tracemalloc.stop()

    def test_an_error_can_be_compressed_too(self, ask: Ask) -> None:
        document = error(400, "MISSING_SUBJECT", "Because.").body
        with pytest.raises(InvalidRequestError) as caught:
            ask(Reply(gzip.compress(document), 400, {"Content-Encoding": "gzip"}))
        assert caught.value.code == "MISSING_SUBJECT"

    @pytest.mark.parametrize("encoding", ["gzip", "br"])
    def test_an_error_that_cannot_be_unpacked_is_still_that_error(self, encoding: str, ask: Ask) -> None:
        with pytest.raises(ServerError) as caught:
            ask(Reply(b"no gzip", 503, {"Content-Encoding": encoding}))
        assert (caught.value.status, caught.value.code) == (503, None)


def test_an_answer_that_is_too_large_is_given_up(ask: Ask) -> None:
    with pytest.raises(TransportError, match="larger than the configuration allows") as caught:
        ask(Reply(bytes(LIMIT + 1)))
    assert caught.value.request_sent
    assert not caught.value.retryable
