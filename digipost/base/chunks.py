"""Reading contents and manifests in chunks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["CHUNK_BYTES", "sha256_of"]

CHUNK_BYTES = 1 << 16
"""Larger chunks are no faster, since each is hashed, encrypted or decoded."""


def sha256_of(stream: BinaryIO) -> bytes:
    """Return the SHA-256 of the rest of a stream; `hashlib.file_digest` would need `readinto` too."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.digest()
