"""Manifests of text: their encoding and byte order mark, in reading and in writing."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digipost.bulk.manifests.encodings import encoding_of
from digipost.bulk.manifests.records import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Source

__all__ = ["TextManifest"]


class TextManifest:
    """Manifest of text.

    Args:
        path: The path of the manifest.
        source: Opens its content.
        form: Its format.
        is_unicode: True for formats that are always Unicode.

    Attributes:
        path: The path of the manifest.
        notes: Facts found in the manifest, in plain sentences.
    """

    def __init__(self, path: Path, source: Source, form: ManifestFormat, *, is_unicode: bool = False) -> None:
        self.path = path
        self._source = source
        self._encoding = encoding_of(path, source, form.codec, is_unicode=is_unicode)
        self.notes: tuple[str, ...] = ()
        if self._encoding.is_guessed:
            self.notes = (f"{path.name} is read as {self._encoding.name}; --encoding takes another.",)

    @contextmanager
    def opened(self, newline: str) -> Iterator[io.TextIOWrapper]:
        """Open the manifest at its first character; errors of reading become a `ManifestError`."""
        with reading(self.path), self._source() as content:
            content.read(len(self._encoding.mark))
            with io.TextIOWrapper(content, self._encoding.codec, newline=newline) as file:
                yield file

    @contextmanager
    def written(self, file: BinaryIO) -> Iterator[io.TextIOWrapper]:
        """Wrap a file as a text stream with this manifest's encoding, and its byte order mark if any."""
        file.write(self._encoding.mark)
        # Cells are encodable; in the text of a problem, other characters become question marks.
        text = io.TextIOWrapper(file, self._encoding.codec, errors="replace", newline="")
        yield text
        text.detach()
