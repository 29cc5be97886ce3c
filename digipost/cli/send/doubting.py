"""Warnings of `digipost send` about values that are most likely mistakes."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digipost.cli.arguments import option_of
from digipost.cli.failures import ExitCode, FailureError
from digipost.resources._doubts import doubts, doubts_about_files

if TYPE_CHECKING:
    from digipost.message import Message

__all__ = ["doubt"]


def doubt(message: Message, *, strict: bool) -> None:
    """Warn of values of a message that are most likely mistakes.

    Args:
        message: The message.
        strict: True to refuse doubtful values.

    Raises:
        FailureError: A value is doubtful, and `strict` is set; the error text names all such values.
    """
    found = [
        f"{option_of(each.field) or each.field}: {each.problem}."
        for each in (*doubts(message, datetime.now(UTC)), *doubts_about_files(message))
    ]
    if found and strict:
        raise FailureError(" ".join(["--strict:", *found]), ExitCode.USAGE)
    for each in found:
        warnings.warn(each, stacklevel=2)
