"""Parse multipart bodies, and write them to files while they arrive, so that no letter must fit in memory."""

from __future__ import annotations

import io
import shutil
from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, BinaryIO, Self

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from digipost.protocol.media_types import MULTIPART
from digipost.sandbox.base.refusals import RefusalError, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["MOST_BYTES", "Part", "Upload", "boundary_of"]

MOST_BYTES = 1 << 30
"""The maximum bytes of an upload, to protect the disk. Digipost publishes no figure: a conclusion."""

# A message of the schema has at most 202 documents; its XML is one more part.
_MAX_PARTS = 203


class Part:
    """A part of a body: its headers and its bytes, in memory until the body grows.

    Attributes:
        headers: The headers, by name in lower case.
        file: The name of its file, chosen by the sandbox independently of the client's filename.
        size: The number of bytes.
    """

    def __init__(self, file: str) -> None:
        self.headers: dict[str, str] = {}
        self.file = file
        self.size = 0
        self._digest = sha256()
        self._bytes: BinaryIO = io.BytesIO()
        self._path: Path | None = None
        self._is_complete = False

    def write(self, data: memoryview) -> None:
        """Append bytes to the part."""
        self._digest.update(data)
        self._bytes.write(data)
        self.size += len(data)

    def move_to(self, folder: Path) -> None:
        """Move the part's bytes to a file, and write further bytes there."""
        written = self.read()
        self._path = folder / self.file
        self._bytes = self._path.open("wb")
        self._bytes.write(written)
        if self._is_complete:
            self._bytes.close()

    def head(self, most: int) -> bytes:
        """Return at most that many bytes from the start."""
        return self._all(most)

    def read(self) -> bytes:
        """Return all bytes."""
        return self._all(-1)

    def _all(self, most: int) -> bytes:
        if self._path is not None:
            with self._path.open("rb") as file:
                return file.read(most)
        self._bytes.seek(0)
        found = self._bytes.read(most)
        self._bytes.seek(0, io.SEEK_END)
        return found

    def close(self) -> None:
        """Mark the part as complete or abandoned, and close its file, if there is one."""
        self._is_complete = True
        if self._path is not None:
            self._bytes.close()

    @property
    def content_hash(self) -> str:
        """The base64 SHA-256 of the bytes."""
        return b64encode(self._digest.digest()).decode()

    @property
    def name(self) -> str:
        """The part's `filename`: a document's uuid, or `message`.

        Raises:
            RefusalError: The part has no filename.
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
    """A multipart body being received. Leaving the `with` removes its folder, unless it was moved away.

    Args:
        new_folder: Makes an empty folder for the parts of this upload, if it does not stay in memory.
        has_room: Returns True if an upload of that size (bytes) may stay in memory.
        boundary: The separator of the parts.

    Attributes:
        folder: The folder of the parts; None while they are in memory.
    """

    def __init__(
        self, new_folder: Callable[[], Path], boundary: bytes, has_room: Callable[[int], bool]
    ) -> None:
        self.folder: Path | None = None
        self._new_folder = new_folder
        self._has_room = has_room
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

    def __exit__(self, *_: object) -> None:
        for part in self._parts:
            part.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, chunk: bytes) -> None:
        """Append bytes to the body. Only `parts`, called after the whole body, raises errors in it."""
        self._bytes += len(chunk)
        if self._malformed or self._bytes > MOST_BYTES:
            return
        if self.folder is None and not self._has_room(self._bytes):
            self._move_to_files()
        try:
            self._parser.write(chunk)
        except FormParserError:
            self._malformed = True

    def parts(self) -> list[Part]:
        """Return the parts in their order, once the whole body has been written.

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

    def _move_to_files(self) -> None:
        self.folder = self._new_folder()
        for part in self._parts:
            part.move_to(self.folder)

    def _on_part_begin(self) -> None:
        if len(self._parts) == _MAX_PARTS:
            raise FormParserError("more parts than a message can have")
        self._parts.append(Part(str(len(self._parts))))
        if self.folder is not None:
            self._parts[-1].move_to(self.folder)

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
    """Return the boundary in the `Content-Type` of an upload.

    Raises:
        RefusalError: The body has another type, or no boundary that RFC 2046 allows.
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
