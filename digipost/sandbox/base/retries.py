"""Retries without waits, for a sandbox, which is available again at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import attrs

from digipost.retries import RetryPolicy

if TYPE_CHECKING:
    from digipost.errors import DigipostError

__all__ = ["RetriesAtOnce"]


@attrs.frozen
class RetriesAtOnce:
    """Retries as often as a policy allows, but without its waits.

    Attributes:
        policy: Decides if there is another attempt.
    """

    policy: RetryPolicy = attrs.field(factory=RetryPolicy)

    def next_wait(self, attempt: int, elapsed: timedelta, error: DigipostError) -> timedelta | None:
        """Return a wait of zero, or None to give up; see `digipost.retries.Retries`."""
        return None if self.policy.next_wait(attempt, elapsed, error) is None else timedelta(0)
