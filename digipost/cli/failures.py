"""Failures of commands, as one line on stderr and an exit code for scripts."""

from __future__ import annotations

import codecs
import errno
import json
import os
import re
import sys
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING

import click

from digipost.cli.wrapping import say
from digipost.errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    DeliveryUnknownError,
    DigipostError,
    EncryptionError,
    InvalidValueError,
    ParseError,
    VerificationError,
)
from digipost.errors._command_words import in_words_of_commands
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from typing import TextIO

__all__ = [
    "AS_JSON",
    "ExitCode",
    "FailureError",
    "encodes_all",
    "failure_of",
    "give_up_output",
    "in_plain_words",
    "printable",
]

AS_JSON = "digipost.as_json"
"""The key in a command's context that records if `--json` was given."""


# Control characters can move the cursor or recolour the terminal; others change the text direction.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_OUTPUT_IS_FULL = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, getattr(errno, "EDQUOT", errno.ENOSPC)}
_LIMITS = re.compile(r"is not in the range (?:([0-9.]+)<=x<=([0-9.]*[0-9])|x>=([0-9.]*[0-9]))")
_KINDS = re.compile(r"is not a valid (integer|float)(?: range)?\b")
# Errors of a path that the user gave, as opposed to errors of the machine.
_WRONG_PATH = (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError)


class ExitCode(IntEnum):
    """Exit code of a command."""

    DONE = 0
    REFUSED = 1
    """Digipost refused the request, or a check failed: the same command will fail again."""
    USAGE = 2
    """An option, file or value cannot be accepted; nothing was sent."""
    SETUP = 3
    """The certificate, password or environment cannot be used, or the account has no permission."""
    TRY_AGAIN = 4
    """No connection, or Digipost is busy: a retry of the command can succeed."""
    UNKNOWN = 5
    """Unknown outcome; the error text explains how to find it out."""
    UNTRUSTED = 6
    """A response has a wrong date, hash or signature, or does not fit the schema."""
    NOT_TOLD = 7
    """The action was done, but its result could not be written."""
    INTERRUPTED = 130
    """The user pressed Ctrl-C."""


class FailureError(Exception):
    """Error that ends a command with a text on stderr and a code other than 0.

    Attributes:
        exit_code: The exit code.
        facts: Further fields of the `--json` output, besides the text.
    """

    def __init__(self, message: str, exit_code: ExitCode, **facts: str | int | None) -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.facts = facts

    def show(self, *, as_json: bool) -> None:
        """Print the failure to stderr: as `Error: …`, or as one JSON object."""
        text = printable(f"Error: {self}")
        if as_json:
            known = {name: value for name, value in self.facts.items() if value is not None}
            described = {"error": str(self), "exit_code": int(self.exit_code), **known}
            text = json.dumps(described, ensure_ascii=not encodes_all(sys.stderr))
        with suppress(OSError):  # the exit code still reports the failure if stderr cannot be written
            if as_json:
                click.echo(text, err=True)
            else:
                say(text, err=True)


def failure_of(error: Exception) -> FailureError | None:
    """Return the failure of a command for an error; None for an error that is a bug in this program."""
    if isinstance(error, FailureError):
        return error
    if isinstance(error, DigipostError):
        text = in_words_of_commands(str(error))
        if isinstance(error, InvalidValueError) and not text.endswith((".", "?")):
            text += "."
        return FailureError(text, _code(error), **_facts(error))
    if isinstance(error, click.ClickException):
        hint = (
            f" See: {error.ctx.command_path} --help"
            if isinstance(error, click.UsageError) and error.ctx
            else ""
        )
        # click repeats the user's input, which can be a person's number in a wrong place.
        text = in_plain_words(masked_text(_of_click(error)))
        if not text.endswith((".", "?", "!")):
            text += "."
        return FailureError(text + hint, ExitCode.USAGE, kind=type(error).__name__)
    return _failure_around_us(error)


def _of_click(error: click.ClickException) -> str:
    """Return the text of click for an error, with its suggestion and the values that an option accepts."""
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        return f"{error.message} Is {' or '.join(map(repr, error.possibilities))} meant?"
    if isinstance(error, click.BadOptionUsage) and error.ctx is not None:
        options = {name: each for each in error.ctx.command.params for name in each.opts}
        option = options.get(error.option_name)
        if option is not None and option.nargs > 1:
            return f"{error.option_name} needs {option.nargs} values: {option.make_metavar(error.ctx)}."
    return error.format_message()


def in_plain_words(text: str) -> str:
    """Return an error of click without programmers' terms: limits as `0<=x<=5`, and kinds of numbers."""
    text = _LIMITS.sub(
        lambda found: (
            f"is not a number from {found[1]} to {found[2]}"
            if found[2]
            else f"is not a number of at least {found[3]}"
        ),
        text,
    )
    return _KINDS.sub(
        lambda found: "is not a whole number" if found[1] == "integer" else "is not a number", text
    )


def printable(text: str) -> str:
    """Return an untrusted text with replacements for the characters that control a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def encodes_all(stream: TextIO | None) -> bool:
    """Return True if a stream can write every character; a console of Windows often cannot."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def give_up_output() -> None:
    """Redirect stdout to the null device: a failing flush at exit would change the exit code."""
    with suppress(AttributeError, OSError, ValueError):  # no standard output, or no file descriptor
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, sys.stdout.fileno())
        finally:
            os.close(nothing)


def _failure_around_us(error: Exception) -> FailureError | None:
    """Return the failure for an error of the machine or installation; None for other errors."""
    if isinstance(error, ImportError) and "pip install" in error.msg:  # our own: names the package
        return FailureError(error.msg, ExitCode.SETUP, kind="ImportError")
    if isinstance(error, OSError) and error.strerror and error.errno != errno.EPIPE:
        if error.filename is None and error.errno in _OUTPUT_IS_FULL:
            problem = f"The result could not be written: {error.strerror}"
            return FailureError(problem, ExitCode.NOT_TOLD, kind="OSError")
        where = f"{error.filename}: " if error.filename else ""
        code = ExitCode.USAGE if isinstance(error, _WRONG_PATH) else ExitCode.REFUSED
        return FailureError(f"{where}{error.strerror}", code, kind="OSError")
    return None


def _code(error: DigipostError) -> ExitCode:
    match error:
        case DeliveryUnknownError():
            return ExitCode.UNKNOWN
        case _ if error.retryable:
            return ExitCode.TRY_AGAIN
        case InvalidValueError() | EncryptionError():
            return ExitCode.USAGE
        case ConfigurationError() | AuthenticationError():
            return ExitCode.SETUP
        case VerificationError() | ParseError():
            return ExitCode.UNTRUSTED
    return ExitCode.REFUSED


def _facts(error: DigipostError) -> dict[str, str | int | None]:
    facts: dict[str, str | int | None] = {"kind": type(error).__name__}
    match error:
        case InvalidValueError():
            facts |= {"field": error.field}
        case ApiError():
            facts |= {"status": error.status, "code": error.code}
        case DeliveryUnknownError():
            facts |= {"message_id": error.message_id}
    return facts
