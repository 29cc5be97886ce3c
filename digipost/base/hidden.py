"""Passwords, tokens and keys in a form that no traceback shows."""

from __future__ import annotations

__all__ = ["HiddenBytes", "HiddenText"]


class HiddenText(str):
    """A text that no `repr` shows, so that no traceback with the variables of functions shows it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden text>"


class HiddenBytes(bytes):
    """Bytes that no `repr` shows, for the same reason as `HiddenText`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden bytes>"
