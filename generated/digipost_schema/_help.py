"""Docstrings of classes for `help`, with the texts of their fields, and `repr` of deeply nested values.

The source has the text of each field once: below the field, where editors find it. `help` reads only the
docstring of the class, so reading that docstring adds the texts of the fields.
"""

from __future__ import annotations

import sys
import threading
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["describe"]

_WIDTH = 92
_DEEPEST = 50  # each level takes about ten of Python's thousand frames


class _Docstring:
    """A docstring of a class, assembled when a program reads it."""

    def __init__(self, summary: str) -> None:
        self.summary = summary

    def __get__(self, _instance: object, owner: type) -> str:
        return _whole(self.summary, owner)


def describe(namespace: dict[str, object]) -> None:
    """Add the texts of fields and members to the docstrings of a module's classes, and guard their `repr`.

    Args:
        namespace: The globals of the module.
    """
    for each in namespace.values():
        if not isinstance(each, type) or each.__module__ != namespace["__name__"]:
            continue
        if each.__doc__:
            type.__setattr__(each, "__doc__", _Docstring(each.__doc__))
        if "__attrs_attrs__" in vars(each):
            type.__setattr__(each, "__repr__", _guarded(vars(each)["__repr__"]))


class _Shown(threading.local):
    """The number of nested values in the `repr` that a thread is computing."""

    depth = 0


_shown = _Shown()


def _guarded(represent: Callable[[object], str]) -> Callable[[object], str]:
    """Return a `repr` without values nested too deeply for Python's stack: logging must not fail for them."""

    def __repr__(self: object) -> str:  # noqa: N807 - its name in tracebacks
        if _shown.depth >= _DEEPEST:
            return f"{type(self).__name__}(...)"
        _shown.depth += 1
        try:
            return represent(self)
        finally:
            _shown.depth -= 1

    return __repr__


def _whole(summary: str, owner: type) -> str:
    texts: dict[str, str] = {}
    for each in [each for each in reversed(owner.__mro__) if each.__module__ == owner.__module__]:
        texts |= _texts(each.__module__).get(each.__qualname__, {})
    # A lazy import, since only readers of documentation need it.
    import inspect  # noqa: PLC0415

    entries = [_filled(f"{name}: {text}") for name, text in texts.items()]
    if not entries:
        return summary
    # Python 3.13 removes the indentation of docstrings when it compiles them; other versions keep it.
    return "\n".join([inspect.cleandoc(summary), "", "Attributes:", *entries, ""])


@cache
def _texts(module: str) -> dict[str, dict[str, str]]:
    """Return the text below each field by class and name; empty if there is no source."""
    import ast  # noqa: PLC0415 - likewise
    import inspect  # noqa: PLC0415 - likewise

    loaded = sys.modules.get(module)
    try:
        tree = ast.parse("" if loaded is None else inspect.getsource(loaded))
    except (OSError, TypeError):
        return {}
    found: dict[str, dict[str, str]] = {}
    for cls in [each for each in tree.body if isinstance(each, ast.ClassDef)]:
        for field, below in pairwise(cls.body):
            match field, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found.setdefault(cls.name, {})[name] = " ".join(text.split())
    return found


def _filled(text: str) -> str:
    import textwrap  # noqa: PLC0415 - likewise

    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=" " * 4,
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )
