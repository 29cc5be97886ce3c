"""The error of the generator."""

from __future__ import annotations

__all__ = ["GenerationError"]


class GenerationError(Exception):
    """A schema has an unsupported construct, an override fits nothing, or a tool warned or failed."""
