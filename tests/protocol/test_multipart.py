from __future__ import annotations

import base64
import email.policy
import hashlib
import io
import json
import re
import tracemalloc
from email.parser import BytesParser
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.content import Content, content_from_bytes, content_from_file, content_from_path
from digipost.errors import InvalidValueError
from digipost.protocol.multipart import MultipartBody, Part
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

VECTORS = json.loads((Path(__file__).parents[1] / "fixtures/vectors/vectors.json").read_bytes())
PART_IN_VECTOR = (
    rb'filename="(?P<name>.+)"\r\nContent-Type: (?P<type>.+)\r\n\r\n(?P<content>(?s:.+?))\r\n--httpclient'
)
XML = Part("message", "application/vnd.digipost-v8+xml", content_from_bytes(b"<message/>"))
UUID = "6d99008e-2672-4b55-9b09-996b09a06e47"
LARGE = 3 << 17  # bytes; more than one chunk


class Counted:
    """A content that tells how often it was opened."""

    is_fixed = False

    def __init__(self, data: bytes, size: int | None = None) -> None:
        self.data = data
        self.size = len(data) if size is None else size
        self.openings = 0

    def open(self) -> BinaryIO:
        self.openings += 1
        return io.BytesIO(self.data)


def body_of(*contents: Content, boundary: str | None = None) -> MultipartBody:
    parts = [Part(f"part-{number}", "application/pdf", content) for number, content in enumerate(contents)]
    return MultipartBody([XML, *parts], boundary)


def parsed(body: MultipartBody) -> list[tuple[str | None, str, bytes]]:
    """Return name, media type and bytes of each part, as Python's own parser reads them."""
    head = f"MIME-Version: 1.0\r\nContent-Type: {body.content_type}\r\n\r\n".encode()
    message = BytesParser(policy=email.policy.HTTP).parsebytes(head + b"".join(body))
    assert not message.defects
    parts = []
    for part in message.iter_parts():
        assert part.get_content_disposition() == "attachment"
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        parts.append((part.get_filename(), part.get_content_type(), content))
    return parts


def base64_sha256(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


# Pieces of what delimits parts, so that contents come close to it.
contents = st.lists(
    st.one_of(
        st.sampled_from(
            [b"\r\n", b"--", b"\r\n--digipost-", b"--digipost-0--\r\n", b"\r", b"\n", b" ", b"\0"]
        ),
        st.binary(max_size=20),
    ),
    min_size=1,
).map(lambda pieces: b"".join(pieces) or b"\n")


class TestLayout:
    def test_it_is_the_java_clients_byte_for_byte(self) -> None:
        vector = next(v for v in VECTORS["requests"] if v["name"] == "send-message-multipart-java-layout")
        expected = base64.b64decode(vector["body_base64"])
        boundary = vector["headers"]["Content-Type"].partition("boundary=")[2]
        parts = [
            Part(match["name"].decode(), match["type"].decode(), content_from_bytes(match["content"]))
            for match in re.finditer(PART_IN_VECTOR, expected)
        ]
        body = MultipartBody(parts, boundary)
        assert len(parts) == 3
        assert b"".join(body) == expected
        assert body.content_type == vector["headers"]["Content-Type"]
        assert str(body.content_length) == vector["headers"]["Content-Length"]
        assert body.sha256 == vector["headers"]["X-Content-SHA256"]

    @pytest.mark.thorough
    @given(st.lists(contents, min_size=1, max_size=4))
    def test_another_parser_finds_the_same_parts(self, documents: list[bytes]) -> None:
        body = body_of(*map(content_from_bytes, documents))
        assert parsed(body) == [
            ("message", "application/vnd.digipost-v8+xml", b"<message/>"),
            *((f"part-{n}", "application/pdf", document) for n, document in enumerate(documents)),
        ]

    @given(st.lists(contents, max_size=4))
    def test_length_and_hashes_are_those_of_the_bytes(self, documents: list[bytes]) -> None:
        body = body_of(*map(content_from_bytes, documents))
        sent = b"".join(body)
        assert body.content_length == len(sent)
        assert body.sha256 == base64_sha256(sent)
        assert body.part_hashes == {
            "message": base64_sha256(b"<message/>"),
            **{f"part-{n}": base64_sha256(document) for n, document in enumerate(documents)},
        }

    def test_each_body_has_a_boundary_of_its_own(self) -> None:
        first, second = body_of().content_type, body_of().content_type
        assert first != second
        assert re.fullmatch(
            r"multipart/vnd\.digipost-v8\+xml; boundary=digipost-[0-9a-f-]{36}", first, flags=re.ASCII
        )

    @in_one_test("boundary", ["", "a b", "a\r\nb", 'a"b', "æ", "a" * 71, "a;b"])
    def test_a_boundary_that_cannot_stand_in_the_header_is_refused(self, boundary: str) -> None:
        with pytest.raises(InvalidValueError) as caught:
            body_of(boundary=boundary)
        assert str(caught.value) == "MultipartBody.boundary: must be 1 to 70 ASCII letters, digits or '+_.-"

    @in_one_test("text", ["", 'a"b', "a\\b", "a\rb", "a\nb", "a\0b", "bjørn", "a\x7f"])
    def test_names_and_media_types_that_cannot_stand_in_a_header_are_refused(self, text: str) -> None:
        problem = "must be printable ASCII without quotes or backslashes, and not empty"
        with pytest.raises(InvalidValueError, match=rf"^Part\.name: {problem}$"):
            Part(text, "application/pdf", XML.content)
        with pytest.raises(InvalidValueError, match=rf"^Part\.media_type: {problem}$"):
            Part(UUID, text, XML.content)

    @pytest.mark.parametrize("parts", [[], [XML, XML]])
    def test_parts_are_at_least_one_and_of_different_names(self, parts: list[Part]) -> None:
        with pytest.raises(InvalidValueError) as caught:
            MultipartBody(parts)
        assert str(caught.value) == "MultipartBody.parts: must be at least one, and each name only once"


class TestReading:
    def test_a_content_is_hashed_once_and_read_again_for_each_sending(self) -> None:
        content = Counted(b"x" * LARGE)
        body = body_of(content)
        assert content.openings == 0
        assert body.sha256 == body.sha256
        assert content.openings == 1
        assert body.sendings == 0
        first = b"".join(body)
        assert (content.openings, body.sendings) == (2, 1)
        assert b"".join(body) == first
        assert (content.openings, body.sendings) == (3, 2)

    def test_what_is_small_and_in_memory_is_read_once(self) -> None:
        content = Counted(b"document")
        content.is_fixed = True
        body = body_of(content)
        assert b"".join(body) == b"".join(body)
        assert content.openings == 1

    def test_it_can_be_sent_without_asking_for_the_hash(self) -> None:
        assert b"".join(body_of(Counted(b"document"))).count(b"document") == 1

    def test_a_letter_goes_out_in_one_piece(self) -> None:
        assert len(list(body_of(content_from_bytes(bytes(50_000))))) == 1

    def test_a_large_document_goes_out_in_pieces_of_a_bounded_size(self) -> None:
        sizes = [len(piece) for piece in body_of(content_from_bytes(bytes(10 * LARGE)))]
        assert max(sizes) < 2 << 17
        assert len(sizes) <= 10 * LARGE // (1 << 17) + 2

    def test_several_documents_share_pieces_of_a_bounded_size(self) -> None:
        sizes = [len(piece) for piece in body_of(*[Counted(bytes(50_000))] * 20)]
        assert all(1 << 17 <= size < 2 << 17 for size in sizes[:-1])
        assert len(sizes) > 1

    @pytest.mark.thorough
    def test_a_large_document_costs_no_memory(self, tmp_path: Path) -> None:
        with (tmp_path / "scan.pdf").open("wb") as file:
            file.truncate(64 << 20)
        body = body_of(content_from_path(tmp_path / "scan.pdf"))
        tracemalloc.start()
        try:
            assert sum(map(len, body)) == body.content_length
            assert tracemalloc.get_traced_memory()[1] < 4 << 20
        finally:
            tracemalloc.stop()


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "other bytes": lambda data: data[:-1] + b"!",
    "fewer bytes": lambda data: data[:-1],
    "no bytes": lambda _: b"",
    "one byte more": lambda data: data + b"!",
    "many bytes more": lambda data: data * 3,
}


class TestChanges:
    @staticmethod
    def given_out(body: MultipartBody, after: Callable[[], object] = lambda: None) -> bytes:
        """Return the bytes that go out before the body raises; `after` runs after the first piece."""
        sent = io.BytesIO()

        def send() -> None:
            for piece in body:
                sent.write(piece)
                after()

        with pytest.raises(InvalidValueError, match=r"content of part part-0: changed while"):
            send()
        return sent.getvalue()

    @in_one_test("change", CHANGES.values())
    @in_one_test("size", [10, LARGE, LARGE + 1])
    def test_a_change_before_sending_leaves_the_body_open(
        self, change: Callable[[bytes], bytes], size: int
    ) -> None:
        content, later = Counted(b"x" * size), Counted(b"later")
        body = body_of(content, later, boundary="limit")
        assert body.sha256
        content.data = change(content.data)
        sent = self.given_out(body)
        assert b"--limit--" not in sent
        assert b"later" not in sent
        assert len(sent) < body.content_length

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_what_has_changed_is_not_taken_for_what_was_sent(self, change: Callable[[bytes], bytes]) -> None:
        content = Counted(b"x" * 10)
        body = body_of(content)
        assert body.sha256
        content.data = change(content.data)
        with pytest.raises(InvalidValueError, match=r"content of part part-0: changed while"):
            _ = body.part_hashes

    @in_one_test("change", [b"y" * LARGE, b"x" * (LARGE - 1), b"x" * (LARGE + 1)])
    def test_a_change_while_sending_leaves_the_body_open(self, change: bytes, tmp_path: Path) -> None:
        path = tmp_path / "report.pdf"
        path.write_bytes(b"x" * LARGE)
        body = body_of(content_from_path(path), boundary="limit")
        sent = self.given_out(body, after=lambda: path.write_bytes(change))
        assert b"--limit--" not in sent
        assert len(sent) < body.content_length

    @in_one_test("size", [10, LARGE - 1, LARGE])
    def test_what_a_content_has_grown_by_never_goes_out(self, size: int) -> None:
        content = Counted(b"x" * size)
        body = body_of(content)
        assert body.sha256
        content.data += b"!"
        assert b"!" not in self.given_out(body)

    @pytest.mark.parametrize("size", [9, 11])
    def test_a_content_that_is_not_as_long_as_it_says_is_refused_before_any_request(self, size: int) -> None:
        with pytest.raises(InvalidValueError) as caught:
            _ = body_of(Counted(b"x" * 10, size)).sha256
        assert str(caught.value) == (
            "content of part part-0: changed while it was being sent, or since the document was made. "
            "Digipost has not accepted the message: when nothing writes to the file any more, make the "
            "document anew and send again"
        )

    def test_a_content_that_was_put_back_can_be_sent_again(self) -> None:
        content = Counted(b"x" * 10)
        body = body_of(content)
        assert body.sha256
        content.data = b"y" * 10
        self.given_out(body)
        content.data = b"x" * 10
        assert len(b"".join(body)) == body.content_length

    @pytest.mark.parametrize(
        ("error", "told"),
        [
            (OSError(5, "Input/output error", "/home/ola.nordmann/letter.pdf"), "Input/output error"),
            (OSError(), "OSError"),
        ],
    )
    def test_a_failing_disk_is_named_by_its_part_and_not_by_its_path(self, error: OSError, told: str) -> None:
        class Broken(io.BytesIO):
            def read(self, _size: int | None = -1, /) -> bytes:
                raise error

        class OnBrokenDisk(Counted):
            def open(self) -> BinaryIO:
                return Broken()

        with pytest.raises(InvalidValueError) as caught:
            list(body_of(OnBrokenDisk(b"x")))
        assert str(caught.value) == f"content of part part-0: cannot be read any more ({told})"

    def test_a_file_object_that_was_closed_is_refused_while_hashing(self) -> None:
        file = io.BytesIO(b"document")
        body = body_of(content_from_file(file))
        file.close()
        with pytest.raises(InvalidValueError, match="is closed"):
            _ = body.sha256


def test_the_xml_that_describes_the_parts_is_found_among_them() -> None:
    document = Part("document", "application/pdf", content_from_bytes(b"%PDF"))
    assert MultipartBody([document, XML]).xml == b"<message/>"
    assert MultipartBody([document]).xml == b""
