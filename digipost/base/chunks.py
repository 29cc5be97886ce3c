"""The size of the pieces in which contents and manifests are read."""

from __future__ import annotations

__all__ = ["CHUNK_BYTES"]

CHUNK_BYTES = 1 << 16
"""Larger pieces gain nothing where each is hashed, encrypted or decoded."""
