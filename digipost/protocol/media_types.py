"""The media types of the API, in the version of its schema."""

from __future__ import annotations

from typing import Final

from digipost.base.schema_version import VERSION

__all__ = ["ANYTHING", "MULTIPART", "XML"]

XML: Final = f"application/vnd.digipost-{VERSION}+xml"
"""The media type of requests and responses. Digipost's own clients send it without a charset."""

MULTIPART: Final = f"multipart/vnd.digipost-{VERSION}+xml"
"""The media type of a message or an archive with its documents; the parameter `boundary` follows in the
header."""

ANYTHING: Final = "*/*"
"""The value of `Accept` for the content of a document."""
