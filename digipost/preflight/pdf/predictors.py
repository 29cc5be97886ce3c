"""Predictors: filters store bytes as differences from their neighbours (ISO 32000-1, 7.4.4.4)."""

from __future__ import annotations

__all__ = ["unpredicted"]

_TIFF = 2
_BYTE = 8  # bits
_MOST_BYTES = 1 << 20  # bytes of a row


def unpredicted(data: bytes, predictor: int, colours: int, bits: int, columns: int) -> bytes:
    """Return the original bytes.

    Args:
        data: The differences.
        predictor: 2 for TIFF, 10 or more for PNG, whose rows each begin with the kind of difference.
        colours: Components of a sample.
        bits: Bits of a component.
        columns: Samples of a row.
    """
    step = max(1, min(colours, 32) * bits // 8)
    length = (min(colours, 32) * bits * columns + 7) // 8
    if not 0 < length <= _MOST_BYTES:
        return data
    if predictor == _TIFF:
        return _tiff(data, step, length) if bits == _BYTE else data
    return _png(data, step, length)


def _tiff(data: bytes, step: int, length: int) -> bytes:
    row = bytearray(data)
    for start in range(0, len(row), length):
        for place in range(start + step, min(start + length, len(row))):
            row[place] = (row[place] + row[place - step]) % 256
    return bytes(row)


def _png(data: bytes, step: int, length: int) -> bytes:
    decoded = bytearray()
    above = bytes(length)
    for start in range(0, len(data), length + 1):
        row = bytearray(data[start + 1 : start + 1 + length])
        for place in range(len(row)):
            left = row[place - step] if place >= step else 0
            corner = above[place - step] if place >= step else 0
            row[place] = (row[place] + _difference(data[start], left, above[place], corner)) % 256
        decoded += row
        above = bytes(row).ljust(length, b"\x00")
    return bytes(decoded)


def _difference(kind: int, left: int, above: int, corner: int) -> int:
    """Return the predicted value of a byte: PNG's filters none, sub, up, average and Paeth."""
    if kind == 4:  # noqa: PLR2004 - Paeth: the neighbour that is closest to left + above - corner
        return min((left, above, corner), key=lambda each: abs(left + above - corner - each))
    return {1: left, 2: above, 3: (left + above) // 2}.get(kind, 0)
