"""The version of the library.

The build and the library read the version here. A vendored copy or a zip file has no metadata, and reading
metadata takes as long as importing requests' session.
"""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.1.0"
