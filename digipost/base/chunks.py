"""The chunk size for reading contents and manifests."""

from __future__ import annotations

__all__ = ["CHUNK_BYTES"]

CHUNK_BYTES = 1 << 16
"""Larger chunks are no faster, since each is hashed, encrypted or decoded."""
