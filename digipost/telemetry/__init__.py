"""Telemetry of a client: typed events for `ClientConfig(on_event=…)`.

    def count(event: ClientEvent) -> None:
        if isinstance(event, RequestRetried):
            retries.labels(event.operation, event.error).inc()

    config = ClientConfig(broker_id=12345, environment=Environment.TEST, on_event=count)

An operation, such as `messages.send`, begins and ends with an event. Between them are the events of its
requests: each attempt, the entry point, an OAuth token, and a look-up. The attribute `origin` names the
server. The client calls the function in the thread of the operation, so it must be fast and thread-safe. The
client logs an exception of the function and continues.

No event holds an address, a name, a personal number, a search text or a content. The message id is the
caller's own; digits in it that look like a personal number are masked.

`digipost.telemetry.opentelemetry` turns the events into traces and metrics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

if TYPE_CHECKING:
    from datetime import timedelta

__all__ = [
    "ClientEvent",
    "OperationEnded",
    "OperationStarted",
    "RequestAnswered",
    "RequestFailed",
    "RequestRetried",
    "RequestStarted",
]


@attrs.frozen(kw_only=True)
class _Event:
    """The attributes of all events.

    Attributes:
        operation: The method that was called, such as `messages.send`.
        operation_id: Identifies the operation within the process.
        message_id: The id of the sent message, if there is one.
    """

    operation: str
    operation_id: int
    message_id: str | None


@attrs.frozen(kw_only=True)
class OperationStarted(_Event):
    """An operation begins; its other events follow in the same thread."""


@attrs.frozen(kw_only=True)
class RequestStarted(_Event):
    """A request is passed to the transport.

    Attributes:
        method: The HTTP method.
        origin: Scheme, host and port of the server.
        attempt: Counts the attempts of this request, from 1.
    """

    method: str
    origin: str
    attempt: int


@attrs.frozen(kw_only=True)
class RequestAnswered(_Event):
    """A response of any status arrived; it is not verified yet.

    Attributes:
        method: The HTTP method.
        origin: Scheme, host and port of the server.
        attempt: Counts the attempts of this request, from 1.
        status: The HTTP status.
        duration: The time until the headers of the response arrived.
    """

    method: str
    origin: str
    attempt: int
    status: int
    duration: timedelta


@attrs.frozen(kw_only=True)
class RequestFailed(_Event):
    """No usable response arrived: there was none, it broke off, or it could not be verified.

    Attributes:
        method: The HTTP method.
        origin: Scheme, host and port of the server.
        attempt: Counts the attempts of this request, from 1.
        status: The HTTP status of the unusable response; None without a response.
        error: The name of the error's class, such as `TransportTimeoutError`.
        duration: The time until the request failed.
    """

    method: str
    origin: str
    attempt: int
    status: int | None
    error: str
    duration: timedelta


@attrs.frozen(kw_only=True)
class RequestRetried(_Event):
    """A request will be retried after a wait, which begins now.

    Attributes:
        attempt: The number of the attempt that failed, from 1.
        error: The class name of the attempt's error.
        status: The HTTP status of the attempt's response, if there was one.
        wait: The time until the next attempt.
    """

    attempt: int
    error: str
    status: int | None
    wait: timedelta


@attrs.frozen(kw_only=True)
class OperationEnded(_Event):
    """An operation ends: its method returns or raises.

    Attributes:
        duration: The total time, with all attempts and waits.
        error: The class name of the raised error, if there is one.
    """

    duration: timedelta
    error: str | None


ClientEvent: TypeAlias = (
    OperationStarted | RequestStarted | RequestAnswered | RequestFailed | RequestRetried | OperationEnded
)
"""One of the events."""
