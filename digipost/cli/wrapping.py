"""Lines of texts for people: on a terminal, lines end between words; elsewhere, texts keep their own lines.

This module imports only click, since errors and help are shown before other libraries are imported.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["line_width", "say", "wrapped"]

_USUAL, _NARROWEST = 80, 30  # characters of a line
_INDENT = "  "
# Commands to copy: after a line end within one, a shell would run the first half.
_COMMAND = re.compile(r"(?<=: )(?:digipost|pip install) .+?(?=\.?$|\. )", re.MULTILINE)
_UNBROKEN = "\0"  # stands for a space of a command; `textwrap` breaks lines only at spaces


def say(text: str, *, err: bool = False) -> None:
    """Print a text: on a terminal in lines that end between words, elsewhere as it is.

    Args:
        text: The text.
        err: True to print to stderr.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is not None and stream.isatty():
        # Some terminals begin a new line after a character in the last column.
        text = wrapped(text, line_width(stream) - 1)
    click.echo(text, err=err)


def wrapped(text: str, width: int) -> str:
    """Return a text in lines that end between words; further lines of a paragraph are indented.

    Commands at the end of a sentence stay whole, so that they can be copied. The terminal wraps such
    commands, paths, and other words that are longer than a line.
    """
    return "\n".join(_wrapped_line(line, width) for line in text.split("\n"))


def _wrapped_line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    whole = _COMMAND.sub(lambda command: command[0].replace(" ", _UNBROKEN), line)
    indent = line[: len(line) - len(line.lstrip(" "))] + _INDENT
    return textwrap.fill(
        whole,
        width,
        subsequent_indent=indent,
        expand_tabs=False,
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    ).replace(_UNBROKEN, " ")


def line_width(stream: TextIO | None) -> int:
    """Return the width of a terminal in characters, at least 30; 80 if it is unknown."""
    claimed = os.environ.get("COLUMNS", "")
    if claimed.isdecimal() and int(claimed):
        return max(int(claimed), _NARROWEST)
    try:
        width = 0 if stream is None else os.get_terminal_size(stream.fileno()).columns
    except (AttributeError, OSError, ValueError):
        width = 0
    return max(width or _USUAL, _NARROWEST)
