"""The current operation of a thread; it names requests and retries for the log and for `on_event`."""

from __future__ import annotations

import functools
import itertools
import logging
import time
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, Self, TypeVar

from digipost.errors import ApiError, DigipostError
from digipost.errors._masking import masked_line
from digipost.telemetry import (
    OperationEnded,
    OperationStarted,
    RequestAnswered,
    RequestFailed,
    RequestRetried,
    RequestStarted,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from digipost.telemetry import ClientEvent

__all__ = ["Attempt", "RequestWatch", "operation", "tell_of_retry"]

_log = logging.getLogger("digipost")
# The program, not the library, configures the handlers of the log.
_log.addHandler(logging.NullHandler())

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _HasConfig(Protocol):
    @property
    def on_event(self) -> Callable[[ClientEvent], None] | None: ...


class _HasApi(Protocol):
    @property
    def config(self) -> _HasConfig: ...


class _Noun(Protocol):
    @property
    def _api(self) -> _HasApi: ...


_S = TypeVar("_S", bound=_Noun)


class _Operation:
    """A call of one method of a client."""

    _ids = itertools.count(1)

    def __init__(self, name: str, message_id: object, tell: Callable[[ClientEvent], None] | None) -> None:
        self.name = name
        self.number = next(self._ids)
        self.tell = tell
        self._message_id = message_id

    @functools.cached_property
    def message_id(self) -> str | None:
        return masked_line(self._message_id) if isinstance(self._message_id, str) else None

    def __str__(self) -> str:
        return self.name if self.message_id is None else f"{self.name} (message id {self.message_id})"


_NONE = _Operation("request", None, None)
_current: ContextVar[_Operation] = ContextVar("digipost_operation", default=_NONE)
_attempt: ContextVar[int] = ContextVar("digipost_attempt", default=1)


def operation(
    name: str,
) -> Callable[[Callable[Concatenate[_S, _P], _T]], Callable[Concatenate[_S, _P], _T]]:
    """Decorate a method as an operation with this name; inside another operation, it begins no new one."""

    def marked(method: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
        @functools.wraps(method)
        def call(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
            if _current.get() is not _NONE:
                return method(self, *args, **kwargs)
            first = args[0] if args else kwargs.get("message")
            message_id = getattr(first, "message_id", None)
            before = _current.set(_Operation(name, message_id, self._api.config.on_event))
            started = time.perf_counter()
            error: BaseException | None = None
            try:
                _tell(OperationStarted)
                return method(self, *args, **kwargs)
            except BaseException as raised:
                error = raised
                raise
            finally:
                _tell(OperationEnded, duration=_since(started), error=error and type(error).__name__)
                _current.reset(before)

        return call

    return marked


class Attempt:
    """Context manager: requests inside it are reported with this attempt number."""

    __slots__ = ("_before", "_number")

    def __init__(self, number: int) -> None:
        self._number = number

    def __enter__(self) -> None:
        self._before = _attempt.set(self._number)

    def __exit__(self, *_: object) -> None:
        _attempt.reset(self._before)


class RequestWatch:
    """Reports the events of one request: its beginning, its response, and an error inside the `with` block.

    Args:
        method: The HTTP method.
        origin: Scheme, host and port of the server.
    """

    __slots__ = ("_method", "_origin", "_started", "_status")

    def __init__(self, method: str, origin: str) -> None:
        self._method, self._origin = method, origin
        self._status: int | None = None
        self._started = time.perf_counter()
        _tell(RequestStarted, method=method, origin=origin, attempt=_attempt.get())

    def answered(self, status: int) -> None:
        """Report the response."""
        self._status = status
        is_logged = _log.isEnabledFor(logging.DEBUG)
        if not is_logged and _current.get().tell is None:
            return
        duration = _since(self._started)
        # Neither path nor query: they can hold a search text or a personal number.
        if is_logged:
            milliseconds = duration / timedelta(milliseconds=1)
            _log.debug("%s: %s answered %d in %.0f ms", _current.get(), self._method, status, milliseconds)
        self._tell(RequestAnswered, status=status, duration=duration)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, DigipostError) and not isinstance(error, ApiError):
            name = type(error).__name__
            _log.debug("%s: %s failed (%s)", _current.get(), self._method, name)
            self._tell(RequestFailed, status=self._status, error=name, duration=_since(self._started))

    def _tell(self, kind: Callable[..., ClientEvent], **facts: object) -> None:
        _tell(kind, method=self._method, origin=self._origin, attempt=_attempt.get(), **facts)


def tell_of_retry(attempt: int, error: DigipostError, wait: timedelta) -> None:
    """Report that a request will be retried after a wait.

    Args:
        attempt: The number of the attempt that failed, from 1.
        error: The error of that attempt.
        wait: The time until the next attempt.
    """
    status = getattr(error, "status", None)
    name = type(error).__name__
    reason = name if status is None else f"{name}, status {status}"
    seconds = wait.total_seconds()
    _log.warning(
        "%s: attempt %d failed (%s); the next one is in %.1f s", _current.get(), attempt, reason, seconds
    )
    _tell(RequestRetried, attempt=attempt, error=name, status=status, wait=wait)


def _tell(kind: Callable[..., ClientEvent], **facts: object) -> None:
    current = _current.get()
    if current.tell is None:
        return
    event = kind(operation=current.name, operation_id=current.number, message_id=current.message_id, **facts)
    try:
        current.tell(event)
    except Exception:  # noqa: BLE001 - whatever the program's function raises
        # A failing function of the program must not stop a letter.
        _log.exception("ClientConfig.on_event raised an exception")


def _since(started: float) -> timedelta:
    return timedelta(seconds=time.perf_counter() - started)
