"""Values that stand in a manifest and could not be understood, until something needs them."""

from __future__ import annotations

import attrs

from digipost.errors import InvalidValueError

__all__ = ["Misread"]


@attrs.frozen
class Misread:
    """A value that was not understood, in place of the value: so that all problems of a row are told at once.

    Attributes:
        problem: Why, without anything of the value.
    """

    problem: str

    def error(self, field: str) -> InvalidValueError:
        """Return the error of the field that has this value."""
        return InvalidValueError(field, self.problem)
