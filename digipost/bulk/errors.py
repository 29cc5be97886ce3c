"""Errors of bulk mail, in addition to those of `digipost.errors`."""

from __future__ import annotations

from digipost.errors import DigipostError

__all__ = ["BulkError", "JournalError", "ManifestError"]


class BulkError(DigipostError):
    """Error that stops a mailing; nothing is lost, and the text says what to do.

    `retryable` is True if resuming the mailing later can succeed without a change.
    """

    # Rebuilding an error from its `args` needs positional arguments.
    def __init__(self, problem: str, retryable: bool = False) -> None:  # noqa: FBT001, FBT002
        super().__init__(problem, arguments=(problem, retryable))
        self.retryable = retryable


class ManifestError(BulkError):
    """Error of a manifest that cannot be read, or that has unknown columns; nothing was sent."""


class JournalError(BulkError):
    """Error of a journal that belongs to another mailing, is in use, or cannot be written."""
