"""The body of a message: its XML and its documents, each a part, as one stream of known length.

The layout follows Digipost's Java client. The `filename` of a part is the uuid of its document; the
XML is the part called `message`.

The body is read twice: for the hash in the headers, and for sending. The closing boundary is sent only after
the second reading has given the same hash, so Digipost never accepts a file that changed in the meantime.
"""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

import attrs

from digipost.errors import InvalidValueError
from digipost.protocol.media_types import MULTIPART, XML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digipost.content import Content

__all__ = ["MultipartBody", "Part"]

_CHUNK = 1 << 17  # bytes; larger ones are no faster, and a letter with its XML is still sent in one write
_HEADER_TEXT = re.compile(r"[ !#-\[\]-~]+")  # printable ASCII except the characters that end a quoted text
# RFC 2046 section 5.1.1 allows 1 to 70 of these characters, and a few others that would need quotes in the
# header.
_BOUNDARY = re.compile(r"[0-9A-Za-z'+_.-]{1,70}")


def _header_text(part: Part, attribute: attrs.Attribute[str], value: str) -> None:
    if not _HEADER_TEXT.fullmatch(value):
        problem = "must be printable ASCII without quotes or backslashes, and not empty"
        raise InvalidValueError(f"{type(part).__name__}.{attribute.name}", problem)


@attrs.frozen
class Part:
    """A part of the body.

    Attributes:
        name: `message` for the XML, else the uuid of the document that `content` belongs to.
        media_type: The media type of the bytes. Digipost uses the `file-type` in the XML, not this (a
            conclusion from the requests of its two clients, not its documentation).
        content: The bytes.

    Raises:
        InvalidValueError: A name or media type is not allowed in a header.
    """

    name: str = attrs.field(validator=_header_text)
    media_type: str = attrs.field(validator=_header_text)
    content: Content


class MultipartBody:
    """The body of a request with a message; it can be iterated any number of times, and yields bytes.

    Args:
        parts: At least one, with unique names, in sending order.
        boundary: Random and unpredictable unless given. A given boundary must not occur in a part; tests use
            one to get known bytes.

    Attributes:
        content_type: The value of the request's `Content-Type`.
        content_length: The exact length in bytes.
        sendings: The number of iterations that have begun; each is a request that may have reached Digipost.

    Raises:
        InvalidValueError: There are no parts, two have the same name, or RFC 2046 does not allow the
            boundary.
    """

    def __init__(self, parts: Sequence[Part], boundary: str | None = None) -> None:
        boundary = f"digipost-{uuid.uuid4()}" if boundary is None else boundary
        if not _BOUNDARY.fullmatch(boundary):
            raise InvalidValueError(
                "MultipartBody.boundary", "must be 1 to 70 ASCII letters, digits or '+_.-"
            )
        if not parts or len({part.name for part in parts}) < len(parts):
            raise InvalidValueError("MultipartBody.parts", "must be at least one, and each name only once")
        self._parts = [(_head(part, boundary), part) for part in parts]
        self._closing = f"--{boundary}--\r\n".encode()
        self._marks: dict[str, bytes] = {}  # the hash of the body up to the end of each part
        self._is_fixed = all(part.content.is_fixed for part in parts)
        self._sha256 = ""
        self._whole = b""  # the body, if it is small and in memory anyway
        self.sendings = 0
        self.content_type = f"{MULTIPART}; boundary={boundary}"
        self.content_length = len(self._closing) + sum(
            len(head) + part.content.size + len(b"\r\n") for head, part in self._parts
        )

    @property
    def sha256(self) -> str:
        """The base64 SHA-256 of the whole body, for `X-Content-SHA256`; the first access reads all contents.

        Raises:
            InvalidValueError: A content cannot be read, or its length has changed.
        """
        if self._sha256:
            return self._sha256
        if self._is_fixed and self.content_length <= _CHUNK:
            self._whole = b"".join(self._pieces(hashing=False))
            self._sha256 = _base64(hashlib.sha256(self._whole).digest())
        else:
            for _ in self._pieces(hashing=True):
                pass
        return self._sha256

    @property
    def part_hashes(self) -> Mapping[str, str]:
        """The base64 SHA-256 of each part's content by the part's name; Digipost's response repeats them.

        Raises:
            InvalidValueError: A content changed since the body was hashed, or cannot be read.
        """
        hashes = {}
        so_far = hashlib.sha256()
        for head, part in self._parts:
            so_far.update(head)
            digest = hashlib.sha256()
            for chunk in _read(part):
                digest.update(chunk)
                so_far.update(chunk)
            so_far.update(b"\r\n")
            self._check(part, so_far.digest())
            hashes[part.name] = _base64(digest.digest())
        return hashes

    @property
    def xml(self) -> bytes:
        """The XML that describes the other parts; empty if there is none."""
        described = (part.content for _, part in self._parts if part.media_type.startswith(XML))
        content = next(described, None)
        if content is None:
            return b""
        with content.open() as stream:
            return stream.read()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the body in chunks; never more bytes than `content_length`.

        Raises:
            InvalidValueError: A content changed after it was hashed, or cannot be read. The bytes yielded
                before the error lack the closing boundary.
        """
        self.sha256  # noqa: B018 - this reading must have the same hash
        self.sendings += 1
        if self._whole:
            return iter((self._whole,))
        # Contents in memory cannot change, so they are not hashed again for sending.
        return _joined(self._pieces(hashing=not self._is_fixed))

    def _pieces(self, *, hashing: bool) -> Iterator[bytes]:
        so_far = hashlib.sha256()
        for head, part in self._parts:
            for piece in chain((head,), _read(part), (b"\r\n",)):
                if hashing:
                    so_far.update(piece)
                yield piece
            if hashing:
                self._check(part, so_far.digest())
        if hashing:
            so_far.update(self._closing)
            self._sha256 = _base64(so_far.digest())
        yield self._closing

    def _check(self, part: Part, so_far: bytes) -> None:
        """Check that the body up to the end of this part is the same as at the first reading."""
        if self._marks.setdefault(part.name, so_far) != so_far:
            raise _changed(part)


def _head(part: Part, boundary: str) -> bytes:
    return (
        f"--{boundary}\r\n"
        f'Content-Disposition: attachment; filename="{part.name}"\r\n'
        f"Content-Type: {part.media_type}\r\n\r\n"
    ).encode()


def _read(part: Part) -> Iterator[bytes]:
    """Yield the content of a part in chunks, exactly as many bytes as the part's size."""
    left = part.content.size
    with part.content.open() as stream:
        # Read one byte more than the remaining size, to detect a content that has grown before yielding it.
        while chunk := _read_from(stream, part, min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise _changed(part)
            yield chunk
    if left:
        raise _changed(part)


def _read_from(stream: BinaryIO, part: Part, size: int) -> bytes:
    try:
        return stream.read(size)
    except OSError as error:
        problem = f"cannot be read any more ({error.strerror or type(error).__name__})"
        raise InvalidValueError(_field(part), problem) from None


def _changed(part: Part) -> InvalidValueError:
    problem = (
        "changed while it was being sent, or since the document was made. Digipost has not accepted the "
        "message: when nothing writes to the file any more, make the document anew and send again"
    )
    return InvalidValueError(_field(part), problem)


def _field(part: Part) -> str:
    return f"content of part {part.name}"


def _joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in fewer chunks, since each chunk becomes a write to the network."""
    pending: list[bytes] = []
    size = 0
    for piece in pieces:
        pending.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield b"".join(pending)  # no copy of a single chunk, as in the middle of a large part
            pending, size = [], 0
    if pending:
        yield b"".join(pending)


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
