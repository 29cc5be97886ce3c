"""Values of a manifest that could not be read; the error is raised when the value is needed."""

from __future__ import annotations

import attrs

from digipost.errors import InvalidValueError

__all__ = ["Misread"]


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
