"""Why a package could not be generated."""

from __future__ import annotations

__all__ = ["GenerationError"]


class GenerationError(Exception):
    """A schema has what is not bound, an override fits nothing, or a tool warned or failed."""
