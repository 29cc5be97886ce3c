"""Column names in the form used to compare them, and the known names of lines of addresses."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

__all__ = ["is_line_of_address", "tidied"]

_LINE_OF_ADDRESS = re.compile(r"(?:recipient|print|return_address)\.(?:name|fullname|addressline[1-5]|city)")


def tidied(name: str) -> str:
    """Return a column name on one line, without surrounding spaces and with composed letters."""
    return normalize("NFC", " ".join(name.replace("\u200b", "").replace("\ufeff", "").split()))


@cache
def is_line_of_address(name: str) -> bool:
    """Return True for the known name of a column with a person's name, or with a line of an address."""
    return _LINE_OF_ADDRESS.fullmatch(name) is not None
