"""A private copy of a manifest, so that every letter of a run comes from the checked manifest."""

from __future__ import annotations

import hashlib
import io
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from digipost.base.chunks import CHUNK_BYTES
from digipost.bulk.errors import BulkError, ManifestError
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.records import reading
from digipost.content import content_from_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Manifest

__all__ = ["snapshot"]


@contextmanager
def snapshot(path: Path, folder: Path, digest: str, form: ManifestFormat) -> Iterator[Manifest]:
    """Copy a manifest to an unnamed file and open the copy, which is deleted with this context or process.

    Args:
        path: The path of the manifest.
        folder: The folder on whose disk the copy is written.
        digest: The SHA-256 that the manifest must have.
        form: The format of the manifest.

    Raises:
        ManifestError: The manifest cannot be read, or its content differs.
        BulkError: The copy cannot be written.
    """
    try:
        copy = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed below
    except OSError as error:
        raise _not_copied(path, error) from error
    with copy:
        if _copied(path, copy) != digest:
            raise ManifestError(
                f"{path.name} has changed since it was checked. Nothing is sent from the changed manifest: "
                "restore it, or send it as another mailing, with the rows that have not gone out."
            )
        content = content_from_file(copy) if copy.seek(0, io.SEEK_END) and not copy.seek(0) else None
        yield open_manifest(path, io.BytesIO if content is None else content.open, form)


def _copied(path: Path, copy: IO[bytes]) -> str:
    """Copy the manifest, and return the SHA-256 of the copied bytes."""
    found = hashlib.sha256()
    with reading(path), path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            found.update(chunk)
            _write(copy, chunk, path)
    return found.hexdigest()


def _write(copy: IO[bytes], chunk: bytes, path: Path) -> None:
    try:
        copy.write(chunk)
    except OSError as error:
        raise _not_copied(path, error) from error


def _not_copied(path: Path, error: OSError) -> BulkError:
    problem = f"A copy of {path.name} cannot be written to the mailing's folder: {error.strerror}."
    return BulkError(problem, retryable=True)
