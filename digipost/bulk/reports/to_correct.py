"""The manifest of rows to correct: invalid or refused rows, unchanged, with the reason."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from itertools import chain, count
from typing import TYPE_CHECKING

from digipost.bulk.manifests.manifest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.manifests.records import Added, Manifest

__all__ = ["write_what_to_correct"]

_WRITTEN_AS = {".xlsm": ".xlsx"}  # written without the macros
_WRITTEN = "to-correct.sha256"  # file in the mailing's folder with the digest of the last such manifest


def write_what_to_correct(manifest: Manifest, folder: Path, problems: Iterator[Added | None]) -> Path:
    """Write the rows with a problem beside the manifest, in its kind, encoding and permissions.

    Args:
        manifest: The manifest of the mailing.
        folder: The folder of the mailing.
        problems: The columns with the problem for each row in order, or None.

    Returns:
        The path. If the correction of an earlier manifest has begun, the new manifest gets another number.
    """
    suffix = _WRITTEN_AS.get(manifest.path.suffix.lower(), manifest.path.suffix)
    path = manifest.path.with_suffix(f".to-correct{suffix}")
    part = path.with_name(f".{path.name}.part")
    try:
        with _created_like(part, manifest.path) as file:
            manifest.write_problems(file, problems)
        written = folder / _WRITTEN
        path = _not_begun(path, written)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    written.write_text(digest(path), encoding="ascii")
    return path


@contextmanager
def _created_like(path: Path, model: Path) -> Iterator[BinaryIO]:
    """Create a file with the permissions of the model, or narrower ones."""
    path.unlink(missing_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(number, "wb") as file:  # noqa: PTH123 - an open file has no path
        found = model.stat()
        mode = stat.S_IMODE(found.st_mode) & 0o666
        if hasattr(os, "fchown"):  # Windows has neither
            with suppress(PermissionError):
                os.fchown(number, -1, found.st_gid)
            if os.fstat(number).st_gid != found.st_gid:
                mode &= ~stat.S_IRWXG  # a group that the user may not assign
            os.fchmod(number, mode)
        yield file


def _not_begun(path: Path, written: Path) -> Path:
    """Return that path, or the next numbered path for which no correction has begun."""
    last = written.read_text(encoding="ascii") if written.exists() else None
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(each for each in chain([path], numbered) if not each.exists() or digest(each) == last)
