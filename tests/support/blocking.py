"""The asynchronous client as a synchronous one, so that the tests of the whole API run against both faces."""

from __future__ import annotations

import inspect
from functools import partial
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from anyio.from_thread import BlockingPortal

    from digipost import DigipostClient
    from digipost.aio import AsyncDigipostClient

__all__ = ["blocking"]


class _Blocking:
    """An object of `digipost.aio` whose coroutines run in an event loop of another thread."""

    def __init__(self, portal: BlockingPortal, face: Any) -> None:  # noqa: ANN401 - any of the faces
        self._portal = portal
        self._face = face

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the face has it
        value = getattr(self._face, name)
        return partial(self._call, value) if callable(value) else self._wrapped(value)

    def __enter__(self) -> Self:
        self._call(self._face.__aenter__)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._call(self._face.__aexit__, kind, error, traceback)

    def __iter__(self) -> Iterator[Any]:
        iterator = self._face.__aiter__()
        return self if iterator is self._face else cast("Iterator[Any]", _Blocking(self._portal, iterator))

    def __next__(self) -> Any:  # noqa: ANN401 - an item
        try:
            return self._call(self._face.__anext__)
        except StopAsyncIteration:
            raise StopIteration from None

    def __reduce__(self) -> tuple[object, ...]:
        return cast("tuple[object, ...]", self._face._sync.__reduce__())

    def __repr__(self) -> str:
        return repr(self._face).removeprefix("Async")

    def _call(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any method
        if not inspect.iscoroutinefunction(call):
            return self._wrapped(call(*args, **kwargs))
        return self._wrapped(self._portal.call(partial(call, *args, **kwargs)))

    def _wrapped(self, value: Any) -> Any:  # noqa: ANN401 - any result
        is_face = type(value).__module__.startswith("digipost.aio")
        return _Blocking(self._portal, value) if is_face else value


def blocking(portal: BlockingPortal, client: AsyncDigipostClient) -> DigipostClient:
    """Return a client whose calls go through the asynchronous one."""
    return cast("DigipostClient", _Blocking(portal, client))
