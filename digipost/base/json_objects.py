"""Objects of JSON, in which no name may stand twice: of its two values one would be dropped."""

from __future__ import annotations

__all__ = ["DoubledNameError", "object_of"]


class DoubledNameError(ValueError):
    """Error of an object with two values for one name, which is the text of the error."""


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON, as the `object_pairs_hook` of `json.loads`.

    Raises:
        DoubledNameError: A name stands twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):  # called for each row of a manifest, where this is rare
        names = [name for name, _ in pairs]
        raise DoubledNameError(next(name for name in names if names.count(name) > 1))
    return found
