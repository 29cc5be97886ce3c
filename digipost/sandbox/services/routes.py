"""Which method and path leads to what; what a path means is worked out once for all sandboxes."""

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
    """A number that a row of SQLite can have: Starlette's `int` takes any, and Python refuses 4300 digits."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("number", _WholeNumber())

_compiled = cache(compile_path)


@attrs.frozen
class Call:
    """A request that was let in.

    Attributes:
        broker_id: The account that signed it.
        request: The request, with its body still to be read.
    """

    broker_id: int
    request: Request


@attrs.frozen
class Route:
    """An operation, and where it is.

    Attributes:
        path: With parameters in braces, as Starlette has them.
        endpoint: The operation.
        methods: In capitals; with GET goes HEAD.
    """

    path: str
    endpoint: Callable[[Call], Coroutine[Any, Any, Response]]
    methods: Sequence[str]

    def parameters(self, method: str, path: str) -> Mapping[str, object] | None:
        """What the parameters are in this path (without its escapes); None where it is another one."""
        if ("GET" if method == "HEAD" else method) not in self.methods:
            return None
        pattern, _, convertors = _compiled(self.path)
        found = pattern.match(path)
        if found is None:
            return None
        return {name: convertors[name].convert(value) for name, value in found.groupdict().items()}
