"""Lazy imports of modules, since most programs need one of several."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from ._schemas import CODECS

__all__ = ["LazyModule", "codec"]


class LazyModule:
    """A module of this package that is imported when a name of it is looked up, as in type hints."""

    def __init__(self, package: str | None, name: str) -> None:
        self._name = f"{package}.{name}"

    def __getattr__(self, name: str) -> object:
        value: object = getattr(import_module(self._name), name)
        return value


@cache
def codec(namespace: str | None) -> Any:  # noqa: ANN401 - a module
    """Return the module of codecs of a namespace, or None if no schema here has the namespace."""
    name = CODECS.get(namespace or "")
    return None if name is None else import_module(f"{__package__}.{name}")
