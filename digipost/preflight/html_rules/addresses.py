"""Addresses in attributes and in CSS, as Digipost's HTML validator accepts them."""

from __future__ import annotations

import re

__all__ = ["allowed_address"]

_PROTOCOL = re.compile(r"([^/#?:]*):")
_PROTOCOLS = {"http", "https", "mailto", "data"}


def allowed_address(value: str) -> str | None:
    """Return an address without white space around it, or None if its protocol is not allowed."""
    address = value.strip(" \t\n\f\r")
    protocol = _PROTOCOL.match(address)
    return address if protocol is None or protocol[1].lower() in _PROTOCOLS else None
