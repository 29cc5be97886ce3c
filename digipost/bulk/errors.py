"""What bulk mail raises besides the errors of `digipost.errors`."""

from __future__ import annotations

from digipost.errors import DigipostError

__all__ = ["BulkError", "JournalError", "ManifestError"]


class BulkError(DigipostError):
    """A mailing that cannot go on; nothing is lost, and the text says what to do.

    `retryable` tells whether resuming it later can help without a change.
    """

    def __init__(self, problem: str, *, retryable: bool = False) -> None:
        super().__init__(problem)
        self.retryable = retryable


class ManifestError(BulkError):
    """A manifest that cannot be read, or has columns that are not known; nothing was sent."""


class JournalError(BulkError):
    """A journal that cannot be used: it belongs to another mailing, is in use, or cannot be written."""
