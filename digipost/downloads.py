"""Moved to `digipost.protocol.downloads`; this path works until 1.0."""

from digipost.protocol.downloads import Download

__all__ = ["Download"]
