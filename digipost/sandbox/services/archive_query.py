"""Read the filter for an archive's documents from a query."""

from __future__ import annotations

import binascii
from base64 import b64decode
from datetime import datetime
from typing import TYPE_CHECKING

from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.model.archives import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["filter_of", "text_in_base64"]


def filter_of(query: Mapping[str, str]) -> Filter:
    """Return the filter in a query.

    Raises:
        RefusalError: The filter cannot be read.
    """
    texts = text_in_base64(query["attributes"]).split(",") if query.get("attributes") else []
    if len(texts) % 2:
        raise bad_request("INVALID_QUERY_PARAMETER", "`attributes` must be keys and values by turns.")
    return Filter(
        attributes=dict(zip(texts[::2], texts[1::2], strict=True)),
        from_date=_date(query.get("fromDate")),
        to_date=_date(query.get("toDate")),
    )


def text_in_base64(text: str) -> str:
    """Decode a text from base64.

    Raises:
        RefusalError: The text is not base64 of UTF-8.
    """
    try:
        return b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise bad_request("INVALID_QUERY_PARAMETER", "Base64 of UTF-8 text is expected.") from None


def _date(text: str | None) -> datetime | None:
    """Return a time from base64, as Digipost's Java client sends it, or plain, as its .NET client does."""
    if not text:
        return None
    # Every time has a colon, and no base64 has one.
    plain = text if ":" in text else text_in_base64(text)
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        raise bad_request("INVALID_DATE", "A date must be a time of ISO 8601 with a zone.") from None
    return moment
