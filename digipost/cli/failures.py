"""What goes wrong, as one line on stderr and an exit code that a script can act on."""

from __future__ import annotations

import codecs
import errno
import json
import re
import sys
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING

import click

from digipost.cli.wording import in_words_of_commands
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

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["AS_JSON", "ExitCode", "FailureError", "encodes_all", "failure_of", "printable"]

AS_JSON = "digipost.as_json"
"""Where the context of a command tells that `--json` was given."""


# Control characters can move the cursor or recolour the terminal; some others turn the direction of text.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_OUTPUT_IS_FULL = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, getattr(errno, "EDQUOT", errno.ENOSPC)}
# Errors of a path that was given, as opposed to those of the machine.
_WRONG_PATH = (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError)


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    REFUSED = 1
    """Digipost says no, or a check failed: the same command will end so again."""
    USAGE = 2
    """An option, file or value cannot be accepted; nothing was sent."""
    SETUP = 3
    """The certificate, password or environment cannot be used, or the account may not do this."""
    TRY_AGAIN = 4
    """No connection, or Digipost cannot take it now: the same command can succeed later."""
    UNKNOWN = 5
    """Whether it was done cannot be told; the text says how to find out."""
    UNTRUSTED = 6
    """An answer whose date, hash or signature is wrong, or that does not fit the schema."""
    NOT_TOLD = 7
    """It was done, and what came of it could not be written out."""
    INTERRUPTED = 130
    """Ctrl-C."""


class FailureError(Exception):
    """A command that ends with a text on stderr and a code other than 0.

    Attributes:
        exit_code: How it ended.
        facts: What `--json` shows of it, besides the text.
    """

    def __init__(self, message: str, exit_code: ExitCode, **facts: str | int | None) -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.facts = facts

    def show(self, *, as_json: bool) -> None:
        """Print it to stderr: as `Error: …`, or as one JSON object."""
        text = printable(f"Error: {self}")
        if as_json:
            known = {name: value for name, value in self.facts.items() if value is not None}
            described = {"error": str(self), "exit_code": int(self.exit_code), **known}
            text = json.dumps(described, ensure_ascii=not encodes_all(sys.stderr))
        with suppress(OSError):  # the exit code still tells, where there is nothing to print to
            click.echo(text, err=True)


def failure_of(error: Exception) -> FailureError | None:
    """How a command ends on an error; None for an error that is a mistake in this program."""
    if isinstance(error, FailureError):
        return error
    if isinstance(error, DigipostError):
        return FailureError(in_words_of_commands(str(error)), _code(error), **_facts(error))
    if isinstance(error, click.ClickException):
        hint = (
            f" See: {error.ctx.command_path} --help"
            if isinstance(error, click.UsageError) and error.ctx
            else ""
        )
        return FailureError(error.format_message() + hint, ExitCode.USAGE, kind=type(error).__name__)
    return _failure_around_us(error)


def printable(text: str) -> str:
    """Return a text from elsewhere without characters that would act on a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def encodes_all(stream: TextIO | None) -> bool:
    """Return True if a stream can write every character; a console of Windows often cannot."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def _failure_around_us(error: Exception) -> FailureError | None:
    """What neither this program nor Digipost is to blame for."""
    if isinstance(error, ImportError) and "pip install" in error.msg:  # ours, which ends with what to install
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
