"""JSON objects in which each name may occur only once; Python would keep only a name's last value."""

from __future__ import annotations

__all__ = ["DoubledNameError", "object_of"]


class DoubledNameError(ValueError):
    """An object has two values for one name; the error text is the name."""


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object; for use as the `object_pairs_hook` of `json.loads`.

    Raises:
        DoubledNameError: A name occurs twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):  # called for each row of a manifest, where this is rare
        names = [name for name, _ in pairs]
        raise DoubledNameError(next(name for name in names if names.count(name) > 1))
    return found
