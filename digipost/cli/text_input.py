"""Text from files and from standard input, in UTF-8 or UTF-16."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, cast

from digipost.base.text_decoding import decoded, unicode_encoding
from digipost.cli.failures import ExitCode, FailureError

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

__all__ = ["data_of_file", "line_of_file", "line_of_stdin"]

_MOST = 4096  # bytes of a line, which contains a number
_DECLARED = re.compile(r"^<\?xml\s[^>]*\?>")


def line_of_stdin(flag: str) -> str:
    """Return the only line of the standard input, without spaces around it.

    Input after the line is refused only if it has already arrived, since the writing program may keep the
    pipe open.

    Args:
        flag: The option that requests the line, for errors.

    Raises:
        FailureError: Standard input is missing, empty, not text, or has more than one line.
    """
    if sys.stdin is None:
        problem = f"{flag} - reads from standard input, and this command has none. Give a file instead."
        raise FailureError(problem, ExitCode.USAGE)
    stream = cast("BufferedReader", sys.stdin.buffer)
    data = b""
    while b"\n" not in data and len(data) < _MOST and (part := stream.read1(_MOST)):
        data += part
    if data.endswith(b"\n") and unicode_encoding(data)[0] == "utf-16-le":
        data += stream.read(1)  # the other half of the newline
    try:
        found = decoded(data).strip()
    except UnicodeError:
        problem = f"{flag} -: standard input is no text in UTF-8 or UTF-16."
        raise FailureError(problem, ExitCode.USAGE) from None
    if not found:
        raise FailureError(f"{flag} -: nothing came from standard input.", ExitCode.USAGE)
    if len(found.splitlines()) > 1:
        raise FailureError(f"{flag} -: one line is expected from standard input, not more.", ExitCode.USAGE)
    return found


def line_of_file(path: Path, flag: str) -> str:
    """Return the text of a file that contains one line, without spaces around it.

    Raises:
        FailureError: The file cannot be read, or is not text.
    """
    data = _content(path, flag)
    try:
        return decoded(data).strip()
    except UnicodeError:
        problem = f"{flag}: {path} is no text in UTF-8 or UTF-16."
        raise FailureError(problem, ExitCode.USAGE) from None


def data_of_file(path: Path, flag: str) -> bytes:
    """Return XML or JSON from a file as UTF-8 without a byte order mark; other encodings unchanged.

    Raises:
        FailureError: The file cannot be read.
    """
    data = _content(path, flag)
    encoding, mark = unicode_encoding(data)
    if encoding == "utf-8":
        return data[len(mark) :]
    try:
        text = decoded(data)
    except UnicodeError:
        return data
    # A declaration of another encoding would no longer be correct.
    return _DECLARED.sub(lambda found: "\n" * found[0].count("\n"), text).encode()


def _content(path: Path, flag: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise FailureError(f"{flag}: {path}: {problem}.", ExitCode.USAGE, kind="OSError") from None
