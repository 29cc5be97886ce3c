"""Values of a manifest that could not be read; the error is raised when the value is needed."""

from __future__ import annotations

import attrs

from digipost.errors import InvalidValueError

__all__ = ["Misread", "of_several"]


@attrs.frozen
class Misread:
    """Placeholder of a value that could not be read, so that all problems of a row are reported at once.

    Attributes:
        problem: The reason, without any part of the value.
    """

    problem: str

    def error(self, field: str) -> InvalidValueError:
        """Return the error for the field with this value."""
        return InvalidValueError(field, self.problem)


def of_several(problem: str, position: int, count: int) -> str:
    """Return a problem with the position of its value in a cell's list, as in `value 2 of 3: …`.

    Args:
        problem: The description of the problem.
        position: The position of the value, from 1.
        count: The number of values; a single value gets no number.
    """
    return problem if count == 1 else f"value {position} of {count}: {problem}"
