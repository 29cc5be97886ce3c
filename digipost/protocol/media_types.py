"""The media types of the API, in the version of its schema."""

from __future__ import annotations

from typing import Final

from digipost.base.schema_version import VERSION

__all__ = ["ANYTHING", "MULTIPART", "XML"]

XML: Final = f"application/vnd.digipost-{VERSION}+xml"
"""Requests and answers. Digipost's own clients send it without a charset."""

MULTIPART: Final = f"multipart/vnd.digipost-{VERSION}+xml"
"""A message or an archive with its documents; on the wire the parameter `boundary` follows."""

ANYTHING: Final = "*/*"
"""What is accepted where a document's content is fetched."""
