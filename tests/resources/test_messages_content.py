"""The documents of a letter on their way, over HTTP: streamed, from any source, whole or not at all."""

from __future__ import annotations

import io
import tracemalloc
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, Document, recipient
from digipost.errors import InvalidValueError
from digipost.transport import HttpTransport
from tests.support.counterpart import base64_sha256
from tests.support.letters import PDF, document, letter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digipost import ClientConfig, RequestSigning
    from digipost.sandbox import Sandbox
    from digipost.transport import HttpAnswer, HttpRequest


class OneWay(io.RawIOBase):
    """A stream that cannot seek, like a download."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._data.read(size)


class TestSources:
    def test_paths_bytes_and_file_objects_arrive_alike(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(PDF)
        with path.open("rb") as file, path.open("rb") as read_in_part:
            read_in_part.seek(5)
            documents = [
                Document.from_path(path, subject="path"),
                Document.from_path(str(path), subject="text"),
                document(PDF, subject="bytes"),
                Document.from_file(file, subject="file", file_type="pdf"),
                Document.from_file(read_in_part, subject="rest", file_type="pdf"),
                Document.from_file(io.BytesIO(PDF), subject="memory", file_type="pdf"),
                Document.from_file(OneWay(PDF), subject="one way", file_type="pdf"),  # type: ignore[arg-type]  # a reading half
            ]
            client.messages.send(letter(primary_document=documents[0], attachments=documents[1:]))
        contents = [*sandbox.letters[0].documents.values()]
        assert contents == [PDF, PDF, PDF, PDF, PDF[5:], PDF, PDF]

    def test_a_large_document_costs_no_memory(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        sandbox.directory.set_features(12345, {})  # without a limit on the size of files
        client.messages.send(letter())  # so that what is loaded once is not counted
        path = tmp_path / "large.pdf"
        with path.open("wb") as file:
            file.truncate(32 << 20)  # sparse: it takes no room on the disk
        tracemalloc.start()
        try:
            client.messages.send(letter(primary_document=Document.from_path(path, subject="Stor")))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        # Of both sides: the sandbox is in this process.
        assert peak < 4 << 20
        large = sandbox.letters[1].delivery.primary_document
        assert large.content_hash is not None
        assert large.content_hash.value == base64_sha256(bytes(32 << 20))


class Meanwhile(HttpTransport):
    """The network, on which something happens after the body was hashed and before it is sent."""

    happening: Callable[[], object]

    def send(self, request: HttpRequest) -> HttpAnswer:
        if request.method == "POST":
            self.happening()
        return super().send(request)


class TestNothingIsHalfSent:
    @pytest.mark.parametrize("change", [PDF.upper(), PDF[:4], PDF + b"more", None])
    def test_a_file_that_changes_before_it_is_sent_is_not_accepted(
        self,
        change: bytes | None,
        config: ClientConfig,
        credentials: RequestSigning,
        sandbox: Sandbox,
        tmp_path: Path,
    ) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(PDF)
        transport = Meanwhile()
        transport.happening = (lambda: path.write_bytes(change)) if change else path.unlink
        message = letter(primary_document=Document.from_path(path, subject="Faktura"))
        with DigipostClient(config, credentials, transport=transport) as client:
            with pytest.raises(
                InvalidValueError,
                match="changed while it was being sent" if change else "no file at the path",
            ):
                client.messages.send(message)
            assert not sandbox.letters
            # Nothing of it is in the way of the same message with a document that stays as it is.
            transport.happening = lambda: None
            path.write_bytes(PDF)
            again = attrs.evolve(message.primary_document, content=document().content)
            client.messages.send(attrs.evolve(message, primary_document=again))
        (accepted,) = sandbox.letters
        assert [*accepted.documents.values()] == [PDF]

    def test_what_cannot_be_sent_makes_no_request(self, client: DigipostClient, sandbox: Sandbox) -> None:
        who = recipient.by_digipost_address("ola.nordmann#1234")
        message = letter(recipient=who)
        who.organisation_number = "984661185"
        for wrong in (message, "letter", None):
            with pytest.raises(InvalidValueError):
                client.messages.send(wrong)  # type: ignore[arg-type]  # what is tested
        assert sandbox.requests == ()
