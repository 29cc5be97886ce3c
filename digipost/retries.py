"""Retries: the transient errors after which a request is repeated, and the waits between attempts.

Transient errors are retried (`DigipostError.retryable`): a connection that failed or broke off, a timeout,
429 and 5xx, also from a proxy that signs nothing. Only requests that are safe to repeat are retried: queries,
and messages, since Digipost accepts a message id once. Each attempt is dated and signed again.

urllib3's own retries are not used. They repeat a request that is already signed, with its old date. They also
act on the status of a response before the response is verified.
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
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Retries", "RetryPolicy", "with_retries"]

_T = TypeVar("_T")


class Retries(Protocol):
    """A retry policy: `RetryPolicy`, or any other object with this method."""

    def next_wait(self, attempt: int, elapsed: timedelta, error: DigipostError) -> timedelta | None:
        """Return the wait before the next attempt, or None to stop retrying.

        The client calls this method for transient errors only. A `time_limit` overrides the result.

        Args:
            attempt: The number of attempts so far, at least 1.
            elapsed: The time since the first attempt began.
            error: The error of the last attempt; its `retryable` is True.
        """
        ...


@explains_arguments()
@attrs.frozen(kw_only=True)
class RetryPolicy:
    """The number of attempts and the waits between them; `RetryPolicy(attempts=1)` never retries.

    The wait doubles with each attempt. Half of the wait is random, so that clients that failed at the same
    time do not retry at the same time. Digipost's `Retry-After` replaces the wait if it is within the limits.
    If it is longer, the error is raised at once, with this time as `retry_after`.

    Durations are a `timedelta` or a number of seconds.

    Attributes:
        attempts: The most attempts in total, at least 1.
        first_wait: The wait after the first attempt.
        longest_wait: The longest wait between two attempts.
        longest_in_all: The longest time between the beginnings of the first and the last attempt.

    Raises:
        ConfigurationError: A value is below its minimum.
    """

    attempts: int = 4
    first_wait: timedelta = attrs.field(default=timedelta(milliseconds=500), converter=duration)
    longest_wait: timedelta = attrs.field(default=timedelta(seconds=20), converter=duration)
    longest_in_all: timedelta = attrs.field(default=timedelta(minutes=2), converter=duration)

    def __attrs_post_init__(self) -> None:
        attempts: object = self.attempts
        if not isinstance(attempts, int) or isinstance(attempts, bool) or attempts < 1:
            raise ConfigurationError("RetryPolicy.attempts must be a whole number of at least 1")
        for name in ("first_wait", "longest_wait", "longest_in_all"):
            value = getattr(self, name)
            if not isinstance(value, timedelta) or value < timedelta(0):
                raise ConfigurationError(
                    f"RetryPolicy.{name} must be a number of seconds or a timedelta, and not negative"
                )

    def next_wait(self, attempt: int, elapsed: timedelta, error: DigipostError) -> timedelta | None:
        """Return the wait before the next attempt, or None to stop retrying; see `Retries`."""
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
    """Return the result of `call`; repeat the call after transient errors as `retries` decides.

    Raises:
        DigipostError: The last error, or the first error that is not transient.
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
