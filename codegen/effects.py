"""The effect of differences between schemas on users of the generated classes."""

from __future__ import annotations

from collections.abc import Mapping

from codegen.differences import ONLY_OURS, ONLY_THEIRS, Difference
from codegen.surface import Entry

__all__ = ["effects"]

Change = tuple[Entry | None, Entry | None]


def effects(
    found: list[Difference], before: Mapping[str, Entry], after: Mapping[str, Entry]
) -> tuple[list[tuple[Difference, list[str]]], list[str]]:
    """Return the changes in Python for each difference, and the changes that no difference causes.

    Args:
        found: The differences.
        before: The names of the module generated from our schema.
        after: The names of the module generated from theirs.
    """
    changes = {
        path: (before.get(path), after.get(path))
        for path in sorted(before.keys() | after.keys())
        if _shown(before.get(path)) != _shown(after.get(path))
    }
    told: set[str] = set()
    lines = []
    for difference in found:
        paths = [
            path for path, change in changes.items() if path not in told and _belongs(change, difference)
        ]
        told.update(paths)
        if difference.what in {ONLY_OURS, ONLY_THEIRS}:
            # For a class that appears or disappears, the fields are not listed.
            paths = [path for path in paths if path.rpartition(".")[0] not in paths]
        said = [_line(changes[path]) for path in paths]
        lines.append((difference, said or [_nothing(difference)]))
    return lines, [_line(change) for path, change in changes.items() if path not in told]


def _shown(entry: Entry | None) -> str | None:
    return None if entry is None else entry.value


def _belongs(change: Change, difference: Difference) -> bool:
    places = {entry.place for entry in change if entry is not None}
    at = difference.at
    if at.startswith("type ") and at.rpartition(" / ")[0] in places:
        # The rules of the class, since a field in a choice is part of them.
        return True
    if difference.what in {ONLY_OURS, ONLY_THEIRS}:
        return any(place == at or place.startswith(f"{at} / ") for place in places)
    return at in places


def _line(change: Change) -> str:
    before, after = change
    if after is None and before is not None:
        return f"{before.subject} disappears"
    if before is None and after is not None:
        return f"{after.subject} appears" + (
            f": {after.value}" if after.value and "class" not in after.subject else ""
        )
    if before is not None and after is not None:
        if after.subject.startswith("class "):
            return f"{after.subject}: {after.value or 'no rule'} (was {before.value or 'no rule'})"
        return f"{after.subject} becomes {after.value} (was {before.value})"
    return ""


def _nothing(difference: Difference) -> str:
    if difference.what == "namespace":
        return "same names in Python; in XML everything moves to the other namespace"
    return "no change in Python, except for what is read or written as XML"
