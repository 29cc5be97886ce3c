"""Map methods and paths to operations; each path is compiled once for all sandboxes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import compile_path

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Call", "Route"]


class _WholeNumber(Convertor[int]):
    """A number that fits a row of SQLite: Starlette's `int` takes any, and Python refuses 4300 digits."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("number", _WholeNumber())

_compiled = cache(compile_path)


@attrs.frozen
class Call:
    """An admitted request.

    Attributes:
        broker_id: The account that it comes from.
        request: The request, with its body still to be read.
    """

    broker_id: int
    request: Request


@attrs.frozen
class Route:
    """An operation and its path.

    Attributes:
        path: The path, with parameters in braces, as in Starlette.
        endpoint: The operation.
        methods: The methods in capitals; GET includes HEAD.
    """

    path: str
    endpoint: Callable[[Call], Coroutine[Any, Any, Response]]
    methods: Sequence[str]

    def parameters(self, method: str, path: str) -> Mapping[str, object] | None:
        """Return the parameters in this path (without its escapes); None if the route does not match."""
        if ("GET" if method == "HEAD" else method) not in self.methods:
            return None
        pattern, _, convertors = _compiled(self.path)
        found = pattern.match(path)
        if found is None:
            return None
        return {name: convertors[name].convert(value) for name, value in found.groupdict().items()}
