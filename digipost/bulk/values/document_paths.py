r"""Paths of documents in manifests from other machines.

`letters\1001.pdf` comes from Windows. `blåbær.pdf` can have composed letters in the manifest and combining
letters on the disk. The name on the disk can also be in an encoding other than UTF-8.
"""

from __future__ import annotations

import os
from functools import lru_cache
from os.path import exists, join
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["found_path"]


def found_path(folder: str, path: str) -> str:
    """Return the path of a file on this machine; a path without a file is returned unchanged.

    Args:
        folder: The folder where a relative path starts.
        path: The path in the manifest.
    """
    has_backslash = os.sep == "/" and "\\" in path
    if not has_backslash and path.isascii():
        return path
    if exists(join(folder, path)):  # noqa: PTH110, PTH118 - much faster, and done for each letter
        return path
    tried = path.replace("\\", "/") if has_backslash else path
    if not tried.isascii() and not exists(join(folder, tried)):  # noqa: PTH110, PTH118 - likewise
        return _spelt_otherwise(folder, tried) or tried
    return tried


def _spelt_otherwise(folder: str, path: str) -> str | None:
    """Return the path with each part as spelled on the disk, if those files exist."""
    found = "/" if path.startswith("/") else ""
    for part in path.split("/"):
        if part in {"", "."}:
            continue
        at = join(folder, found)  # noqa: PTH118 - likewise
        name = part if exists(join(at, part)) else _entry(at, part)  # noqa: PTH110, PTH118 - likewise
        if name is None:
            return None
        found = join(found, name)  # noqa: PTH118 - likewise
    return found


def _entry(folder: str, name: str) -> str | None:
    wanted = normalize("NFC", name)
    if exists(join(folder, wanted)):  # noqa: PTH110, PTH118 - likewise
        return wanted
    try:
        return _odd_entries(folder, os.stat(folder).st_mtime_ns).get(wanted)  # noqa: PTH116 - likewise
    except OSError:
        return None


@lru_cache(2)  # a mailing's documents are in few folders
def _odd_entries(folder: str, _modified: int) -> Mapping[str, str]:
    """Return the entries with combining letters or in another encoding, by their composed names."""
    found: dict[str, str] = {}
    for entry in os.listdir(os.fsencode(folder)):  # noqa: PTH208 - names as bytes
        name, composed = os.fsdecode(entry), normalize("NFC", _decoded(entry))
        if composed != name:
            found.setdefault(composed, name)
    return found


def _decoded(name: bytes) -> str:
    """Return a decoded file name, from UTF-8 or else from the Windows encoding of Norway."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp1252", "replace")
