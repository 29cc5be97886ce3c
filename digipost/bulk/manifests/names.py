"""Names of columns in the form in which they are compared."""

from __future__ import annotations

from unicodedata import normalize

__all__ = ["tidied"]


def tidied(name: str) -> str:
    """Return the name of a column in one line, without spaces around it and with composed letters."""
    return normalize("NFC", " ".join(name.replace("\u200b", "").replace("\ufeff", "").split()))
