"""Matrices of six numbers, which place drawn objects in PDF (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["IDENTITY", "Matrix", "multiplied"]

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
