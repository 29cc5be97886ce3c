"""When a request is tried again, and after how long.

Tried again is what can pass by itself: a connection that was not made or broke off, a time-out, 429 and 5xx,
also from a proxy that signs nothing. Only what may be repeated comes here: questions, and messages, which
Digipost accepts once by their id. Each try is dated and signed anew.
"""

from __future__ import annotations

import random
import time
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import attrs

from digipost.errors import ApiError, ConfigurationError, DigipostError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["RetryPolicy", "with_retries"]

_T = TypeVar("_T")


@attrs.frozen(kw_only=True)
class RetryPolicy:
    """How often and how long to try; `RetryPolicy(attempts=1)` tries once.

    The wait doubles each time, and half of it is left to chance, so that clients which failed together do not
    come back together. A `Retry-After` of Digipost's is waited for instead, if it is within the limits.

    Attributes:
        attempts: How many tries in all, at least 1.
        first_wait: The wait after the first try.
        longest_wait: The longest wait between two tries.
        longest_in_all: No try begins later than this after the first one.

    Raises:
        ConfigurationError: A number below its limit.
    """

    attempts: int = 4
    first_wait: timedelta = timedelta(milliseconds=500)
    longest_wait: timedelta = timedelta(seconds=20)
    longest_in_all: timedelta = timedelta(minutes=2)

    def __attrs_post_init__(self) -> None:
        if self.attempts < 1:
            raise ConfigurationError("RetryPolicy.attempts must be a whole number of at least 1")
        for name in ("first_wait", "longest_wait", "longest_in_all"):
            if getattr(self, name) < timedelta(0):
                raise ConfigurationError(f"RetryPolicy.{name} must not be negative")

    def wait_after(self, attempt: int, error: DigipostError) -> timedelta:
        """The wait after a try that failed; the first one is number 1."""
        if isinstance(error, ApiError) and error.retry_after is not None:
            return error.retry_after
        longest = min(self.longest_wait, self.first_wait * 2 ** (attempt - 1))
        share: float = random.uniform(0.5, 1)  # noqa: S311 - not a secret
        wait: timedelta = longest * share
        return wait


def with_retries(
    policy: RetryPolicy, call: Callable[[], _T], *, sleep: Callable[[float], None] = time.sleep
) -> _T:
    """What `call` returns, called again as the policy has it after an error that can pass by itself.

    Raises:
        DigipostError: The last error, or the first that will not pass.
    """
    started = time.monotonic()
    attempt = 1
    while True:
        try:
            return call()
        except DigipostError as error:
            if not error.retryable or attempt == policy.attempts:
                raise
            wait = policy.wait_after(attempt, error)
            elapsed = timedelta(seconds=time.monotonic() - started)
            if wait > policy.longest_wait or elapsed + wait > policy.longest_in_all:
                raise
        sleep(wait.total_seconds())
        attempt += 1
