"""The directory of a TrueType or OpenType font (OpenType 1.9, font file)."""

from __future__ import annotations

import struct

__all__ = ["tables"]


def tables(program: bytes) -> dict[str, tuple[int, int]]:
    """Return the tables by their tags, each with its position and length.

    Raises:
        struct.error: The font ends within its directory.
    """
    (count,) = struct.unpack_from(">H", program, 4)
    found: dict[str, tuple[int, int]] = {}
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", program, 12 + 16 * index)
        found[tag.decode("latin-1")] = (start, length)
    return found
