"""Column names in the form used to compare them."""

from __future__ import annotations

from unicodedata import normalize

__all__ = ["tidied"]


def tidied(name: str) -> str:
    """Return a column name on one line, without surrounding spaces and with composed letters."""
    return normalize("NFC", " ".join(name.replace("\u200b", "").replace("\ufeff", "").split()))
