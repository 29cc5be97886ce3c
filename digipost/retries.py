"""When a request is tried again, and after how long.

Tried again is what can pass by itself (`DigipostError.retryable`): a connection that was not made or broke
off, a time-out, 429 and 5xx, also from a proxy that signs nothing. Only what may be repeated comes here:
questions, and messages, which Digipost accepts once by their id. Each try is dated and signed anew.

urllib3's own retries are not used: they are below the signature, and would repeat an old date; and what they
know of an answer is its status, which is not to be believed before the answer is verified.
"""

from __future__ import annotations

import random
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

import attrs

from digipost.deadlines import duration, remaining_seconds
from digipost.errors import ApiError, ConfigurationError, DigipostError
from digipost.telemetry._operations import Attempt, tell_of_retry

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Retries", "RetryPolicy", "with_retries"]

_T = TypeVar("_T")


class Retries(Protocol):
    """What decides about another try; `RetryPolicy` is one, and anything with this method can replace it."""

    def next_wait(self, attempt: int, elapsed: timedelta, error: DigipostError) -> timedelta | None:
        """The wait before the next try, or None to give up.

        It is not asked about errors that will not pass by themselves, nor obeyed beyond a `time_limit`.

        Args:
            attempt: How many tries there were, at least 1.
            elapsed: The time since the first one began.
            error: What the last one ended with; its `retryable` is True.
        """
        ...


@attrs.frozen(kw_only=True)
class RetryPolicy:
    """How often and how long to try; `RetryPolicy(attempts=1)` tries once.

    The wait doubles each time, and half of it is left to chance, so that clients which failed together do not
    come back together. A `Retry-After` of Digipost's is waited for instead, if it is within the limits; where
    it is longer, the error comes at once, and has it as `retry_after`.

    Durations are a `timedelta` or a number of seconds.

    Attributes:
        attempts: How many tries in all, at least 1.
        first_wait: The wait after the first try.
        longest_wait: The longest wait between two tries.
        longest_in_all: No try begins later than this after the first one.

    Raises:
        ConfigurationError: A number below its limit.
    """

    attempts: int = 4
    first_wait: timedelta = attrs.field(default=timedelta(milliseconds=500), converter=duration)
    longest_wait: timedelta = attrs.field(default=timedelta(seconds=20), converter=duration)
    longest_in_all: timedelta = attrs.field(default=timedelta(minutes=2), converter=duration)

    def __attrs_post_init__(self) -> None:
        attempts: object = self.attempts
        if not isinstance(attempts, int) or attempts < 1:
            raise ConfigurationError("RetryPolicy.attempts must be a whole number of at least 1")
        for name in ("first_wait", "longest_wait", "longest_in_all"):
            value = getattr(self, name)
            if not isinstance(value, timedelta) or value < timedelta(0):
                raise ConfigurationError(
                    f"RetryPolicy.{name} must be a number of seconds or a timedelta, and not negative"
                )

    def next_wait(self, attempt: int, elapsed: timedelta, error: DigipostError) -> timedelta | None:
        """The wait before the next try, or None to give up; see `Retries`."""
        if attempt >= self.attempts:
            return None
        wait = self._wait_after(attempt, error)
        return wait if wait <= self.longest_wait and elapsed + wait <= self.longest_in_all else None

    def _wait_after(self, attempt: int, error: DigipostError) -> timedelta:
        if isinstance(error, ApiError) and error.retry_after is not None:
            return error.retry_after
        try:
            longest = min(self.longest_wait, self.first_wait * 2 ** (attempt - 1))
        except OverflowError:  # longer than a timedelta can be
            longest = self.longest_wait
        share: float = random.uniform(0.5, 1)  # noqa: S311 - not a secret
        wait: timedelta = longest * share
        return wait


def with_retries(
    retries: Retries, call: Callable[[], _T], *, sleep: Callable[[float], None] = time.sleep
) -> _T:
    """What `call` returns, called again as `retries` have it after an error that can pass by itself.

    Raises:
        DigipostError: The last error, or the first that will not pass.
    """
    started = time.monotonic()
    attempt = 0
    while True:
        attempt += 1
        try:
            with Attempt(attempt):
                return call()
        except DigipostError as error:
            if not error.retryable:
                raise
            elapsed = timedelta(seconds=time.monotonic() - started)
            wait = retries.next_wait(attempt, elapsed, error)
            left = remaining_seconds()
            if wait is None or (left is not None and wait.total_seconds() >= left):
                raise
            tell_of_retry(attempt, error, wait)
        sleep(wait.total_seconds())
