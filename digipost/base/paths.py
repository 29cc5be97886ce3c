"""Callers' paths in error texts: shown, unless the value may be a document's text or a password."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeGuard

from digipost.errors._masking import masked_line

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["is_path", "named_path", "path_problem", "proves_to_be_a_path", "shown_path", "suffix_of"]

_MOST = 500  # characters
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")
_SEPARATORS = frozenset({os.sep, os.altsep or os.sep})
_NOT_SHOWN = "It is not shown, since it may be a text; for a text there is from_bytes(text.encode('utf-8'))"


def suffix_of(path: str | os.PathLike[str]) -> str:
    """Return the file type from a path's suffix, in lower case; an empty text if the path has no suffix."""
    name = os.path.basename(path)  # noqa: PTH119 - a PurePath takes ten times as long, for each row of a mailing
    if not name or name.startswith("."):
        name = PurePath(path).suffix
    _, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot else ""


def shown_path(path: str | os.PathLike[str]) -> str:
    """Return a path in quotes, with personal numbers masked; an empty text if it may be a document's text."""
    text = str(PurePath(path))
    if isinstance(path, str):
        is_named = _SEPARATORS.intersection(text) or _SUFFIX.fullmatch(PurePath(text).suffix)
        if not is_named or not text.isprintable() or len(text) > _MOST:
            return ""
    return repr(masked_line(text))


def named_path(path: str | os.PathLike[str], *, is_shown: bool) -> str:
    """Return the words `the path` and, unless `is_shown` is False, the result of `shown_path`."""
    return f"the path {shown_path(path) if is_shown else ''}".rstrip()


def path_problem(error: OSError | ValueError, path: str | os.PathLike[str], *, is_shown: bool) -> str:
    """Return the problem with the path of a document.

    Args:
        error: The system's error, whose own text would repeat the path unmasked.
        path: The path.
        is_shown: False to leave the path out.
    """
    name, quoted = named_path(path, is_shown=is_shown), shown_path(path) if is_shown else ""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            problem = f"there is no file at {name}. Check the path and the working directory"
            if quoted.startswith("'~"):
                problem += "; write Path(path).expanduser() for the folder of the user"
        case PermissionError():
            problem = f"the file at {name} may not be read. Check its permissions"
        case OSError():
            problem = f"the file at {name} cannot be read ({error.strerror or type(error).__name__})"
        case _:
            problem = "the path holds characters that no path can have"
    return f"{problem}. {_NOT_SHOWN}" if is_shown and not quoted else problem


def is_path(value: object) -> TypeGuard[str | os.PathLike[str]]:
    """Return True for a path in text; False for bytes, open files and other values."""
    return isinstance(value, str | os.PathLike) and not isinstance(os.fspath(value), bytes)


def proves_to_be_a_path(text: str, suffixes: Collection[str]) -> bool:
    """Return True if a text is certainly a path, and not a password given instead of a path.

    The text is a path if the file exists, its name has one of these suffixes, or its folder exists.
    """
    path = Path(text)
    if path.suffix.lower() in suffixes:
        return True
    try:
        # The folders "." and "/" exist for every text, so they prove nothing.
        names_a_folder = path.parent.name not in {"", ".."} and path.parent.is_dir()
        return names_a_folder or path.exists()
    except (OSError, ValueError):
        return False
