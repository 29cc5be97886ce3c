"""Multipart bodies, written to files while they arrive, so that no letter has to fit in memory."""

from __future__ import annotations

import shutil
from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, BinaryIO, Self

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from digipost.media_types import MULTIPART
from digipost.sandbox.refusals import RefusalError, bad_request

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["MOST_BYTES", "Part", "Upload", "boundary_of"]

MOST_BYTES = 1 << 30
"""The most bytes of an upload; Digipost publishes no figure: a conclusion, so that a disk is not filled."""

# A message of the schema has at most 202 documents, and one part more.
_MAX_PARTS = 203


class Part:
    """One part of a body: its headers, and the file with its bytes.

    Attributes:
        headers: By their names in lower case.
        path: The file, which the sandbox has named; what the client calls it plays no part in that.
    """

    def __init__(self, path: Path) -> None:
        self.headers: dict[str, str] = {}
        self.path = path
        self._digest = sha256()
        self._file: BinaryIO = path.open("wb")

    def write(self, data: memoryview) -> None:
        """Take more of the bytes."""
        self._digest.update(data)
        self._file.write(data)

    def close(self) -> None:
        """All bytes are there, or no more will come."""
        self._file.close()

    @property
    def content_hash(self) -> str:
        """The base64 SHA-256 of the bytes."""
        return b64encode(self._digest.digest()).decode()

    @property
    def name(self) -> str:
        """What the part is called by its `filename`: a document's uuid, or `message`.

        Raises:
            RefusalError: It is not called anything.
        """
        disposition = self.headers.get("content-disposition")
        if disposition is None:
            raise bad_request(
                "MISSING_BODYPART_CONTENT_DISPOSITION",
                "A part of the body has no header Content-Disposition.",
            )
        name = parse_options_header(disposition)[1].get(b"filename")
        if not name:
            raise bad_request(
                "MISSING_BODYPART_FILENAME",
                "The Content-Disposition of a part has no filename: the document's uuid, or `message`.",
            )
        return name.decode("latin-1")


class Upload:
    """A multipart body on its way in. Leaving the `with` removes its folder, unless that was moved away.

    Args:
        folder: Where the parts are written; an empty folder for this upload alone.
        boundary: What separates the parts.

    Attributes:
        folder: As given.
    """

    def __init__(self, folder: Path, boundary: bytes) -> None:
        self.folder = folder
        self._parts: list[Part] = []
        self._header = [b"", b""]
        self._bytes = 0
        self._complete = False
        self._malformed = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_part_data": self._on_part_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for part in self._parts:
            part.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, chunk: bytes) -> None:
        """Take more of the body. What is wrong with it is not complained of before all of it is there."""
        self._bytes += len(chunk)
        if self._malformed or self._bytes > MOST_BYTES:
            return
        try:
            self._parser.write(chunk)
        except FormParserError:
            self._malformed = True

    def parts(self) -> list[Part]:
        """The parts in their order, once the whole body has been written.

        Raises:
            RefusalError: The body is too large, is not well-formed, or ends before its closing boundary.
        """
        if self._bytes > MOST_BYTES:
            problem = f"The body has more than {MOST_BYTES} bytes."
            raise bad_request("REQUEST_TOO_LARGE", problem)
        if self._malformed or not self._complete:
            raise bad_request(
                "PROBLEM_WITH_REQUEST",
                "The body is not a well-formed multipart body that ends with its closing boundary.",
            )
        return self._parts

    def _on_part_begin(self) -> None:
        if len(self._parts) == _MAX_PARTS:
            raise FormParserError("more parts than a message can have")
        self._parts.append(Part(self.folder / str(len(self._parts))))

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header[0] += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1] += data[start:end]

    def _on_header_end(self) -> None:
        name, value = self._header
        self._parts[-1].headers[name.decode("latin-1").lower()] = value.decode("latin-1")
        self._header = [b"", b""]

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._parts[-1].write(memoryview(data)[start:end])

    def _on_part_end(self) -> None:
        self._parts[-1].close()

    def _on_end(self) -> None:
        self._complete = True


def boundary_of(content_type: str | None) -> bytes:
    """The boundary in the `Content-Type` of an upload.

    Raises:
        RefusalError: It is another type, or has no boundary that RFC 2046 allows.
    """
    media_type, parameters = parse_options_header(content_type)
    if media_type.lower() != MULTIPART.encode():
        # The status is in a draft of Digipost's integration guide; the code is a conclusion.
        raise RefusalError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "PROBLEM_WITH_REQUEST",
            f"The Content-Type must be {MULTIPART} with a boundary.",
        )
    boundary = parameters.get(b"boundary", b"")
    if not 1 <= len(boundary) <= 70:  # noqa: PLR2004 - RFC 2046 section 5.1.1
        raise bad_request(
            "PROBLEM_WITH_REQUEST",
            "The Content-Type has no boundary of 1 to 70 characters.",
        )
    return boundary
