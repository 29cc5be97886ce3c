"""Manifests of text: their encoding and mark, in reading and in writing."""

from __future__ import annotations

import codecs
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digipost.bulk.records import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.records import Source

__all__ = ["TextManifest"]


class TextManifest:
    """A manifest of text.

    Args:
        path: The manifest's.
        source: Opens its content.

    Attributes:
        path: As above.
    """

    def __init__(self, path: Path, source: Source) -> None:
        self.path = path
        self._source = source
        with source() as file:
            self._has_mark = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8

    @contextmanager
    def opened(self, newline: str) -> Iterator[io.TextIOWrapper]:
        """Open the manifest from its first character, with errors of reading as `ManifestError`."""
        with reading(self.path), io.TextIOWrapper(self._source(), "utf-8-sig", newline=newline) as file:
            yield file

    @contextmanager
    def written(self, file: BinaryIO) -> Iterator[io.TextIOWrapper]:
        """Wrap a file for a manifest in the encoding of this one, with a mark if this one has it."""
        encoding = "utf-8-sig" if self._has_mark else "utf-8"
        text = io.TextIOWrapper(file, encoding, newline="")
        yield text
        text.detach()
