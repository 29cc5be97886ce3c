"""The media types of the API, version 8."""

from __future__ import annotations

from typing import Final

__all__ = ["ANYTHING", "MULTIPART", "XML"]

XML: Final = "application/vnd.digipost-v8+xml"
"""Requests and answers. Digipost's own clients send it without a charset."""

MULTIPART: Final = "multipart/vnd.digipost-v8+xml"
"""A message or an archive with its documents; on the wire the parameter `boundary` follows."""

ANYTHING: Final = "*/*"
"""What is accepted where a document's content is fetched."""
