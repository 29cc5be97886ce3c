"""What all errors have in common."""

from __future__ import annotations

__all__ = ["DigipostError"]


class DigipostError(Exception):
    """The root of all errors of this library."""

    retryable: bool = False
    """Whether the same call can succeed later without a change."""

    def __reduce__(self) -> tuple[object, ...]:
        # Exception's own way calls the class with the text alone; a class with further arguments needs more.
        return _restored, (type(self), self.args), self.__dict__


def _restored(cls: type[DigipostError], args: tuple[object, ...]) -> DigipostError:
    return cls.__new__(cls, *args)
