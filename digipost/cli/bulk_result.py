"""The result of a mailing that cannot be written out, such as to a full disk or a closed pipe."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from digipost.bulk import BulkError, State
from digipost.cli.failures import ExitCode, FailureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.bulk import Mailing

__all__ = ["writing_out"]


@contextmanager
def writing_out(mailing: Mailing, stopped: FailureError | None) -> Iterator[None]:
    """Write what became of a mailing; if that fails, say in text and exit code that letters were sent.

    Args:
        mailing: The mailing.
        stopped: The failure that ended the sending, if any; its exit code stays.

    Raises:
        FailureError: Something cannot be written.
    """
    try:
        yield
    except (BulkError, OSError, UnicodeError) as error:
        _give_up_output()
        folder = shlex.quote(str(mailing.folder))
        failed = f"{_problem(error)} To write it again: digipost bulk report {folder}"
        said, code = _became_of(mailing)
        if stopped is not None:
            said, code = f"{stopped} {said}", stopped.exit_code
        raise FailureError(f"{said} {failed}", code, kind=type(error).__name__) from error


def _problem(error: BulkError | OSError | UnicodeError) -> str:
    if isinstance(error, BulkError):
        return str(error)
    reason = error.strerror if isinstance(error, OSError) else "it cannot show a character"
    return f"The result cannot be written to the standard output: {reason or type(error).__name__}."


def _became_of(mailing: Mailing) -> tuple[str, ExitCode]:
    """Return what is known of the letters, and the exit code: more important is that letters are left."""
    try:
        counts = mailing.counts()
    except BulkError as error:
        return f"Letters may have been sent, and the journal cannot be read: {error}", ExitCode.UNKNOWN
    sent, total = counts[State.DELIVERED] + counts[State.PRINTED], sum(counts.values())
    said = f"Digipost has {sent:,} of {total:,} letters."
    if counts[State.UNKNOWN] or counts[State.SENDING]:
        return said, ExitCode.UNKNOWN
    if counts[State.FAILED] or counts[State.PLANNED]:
        return said, ExitCode.TRY_AGAIN
    return said, ExitCode.NOT_TOLD


def _give_up_output() -> None:
    """Let Python find nothing to write at its end, which would fail again and change the exit code."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, sys.stdout.fileno())
        finally:
            os.close(nothing)
