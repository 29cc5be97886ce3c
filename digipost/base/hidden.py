"""Passwords, tokens and keys in a form that no traceback shows."""

from __future__ import annotations

__all__ = ["HiddenBytes", "HiddenText"]


class HiddenText(str):
    """A text that `repr` does not show, so that tracebacks with local variables do not show it either."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden text>"


class HiddenBytes(bytes):
    """Bytes that `repr` does not show, for the same reason as `HiddenText`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden bytes>"
