"""The version of the library.

The build reads it from here, and so does the library: a vendored copy or a zip file has no metadata, and
reading metadata takes as long as importing requests' session.
"""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.1.0"
