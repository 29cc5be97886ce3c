"""`python -m codegen diff`: a schema from Digipost against ours, and what it would change in Python."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from codegen.published_schemas import SCHEMAS, SOURCES, published_schemas
from codegen.schema_difference import differences
from codegen.schema_effects import effect
from codegen.schema_facts import SchemaError, digest, read_facts

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from codegen.schema_facts import Component

__all__ = ["report", "run_diff"]

_SAME, _DIFFERENT, _UNREADABLE = 0, 1, 2


def run_diff(arguments: Namespace) -> int:
    """Print how the schema `arguments.published` differs from ours, and what that means.

    Ours is `arguments.ours` or, if that is None, the schema in `schemas/` with the same target namespace.

    Returns:
        0 if nothing differs beyond the accepted delta, 1 if something does, 2 if a file is no schema.
    """
    published: Path = arguments.published
    try:
        theirs = _read(published)
        ours: Path = arguments.ours or _ours_for(theirs)
        lines, is_as_accepted = report(_read(ours), theirs)
    except SchemaError as error:
        sys.stderr.write(f"{error}\n")
        return _UNREADABLE
    sys.stdout.write("\n".join([f"{published} in place of {ours}:", *lines, ""]))
    return _SAME if is_as_accepted else _DIFFERENT


def report(ours: Component, theirs: Component) -> tuple[list[str], bool]:
    """Compare two schemas.

    Returns:
        What to print, and whether the differences are those that `schemas/SOURCES.toml` accepts for theirs.
    """
    found = differences(ours, theirs)
    if not found:
        return ["No difference."], True
    recorded = next((each for each in published_schemas() if each.facts == digest(theirs)), None)
    delta = recorded.delta if recorded else {}
    unlisted = [difference for difference in found if difference not in delta]
    missing = [difference for difference in delta if difference not in found]
    accepted = [difference for difference in delta if difference in found]
    lines = []
    for difference in unlisted:
        lines += ["", str(difference), f"    {effect(difference, ours, theirs)}"]
    for difference in missing:
        lines += ["", str(difference), f"    listed in {SOURCES.name}, but there is no such difference"]
    if recorded:
        lines += ["", f"Accepted for {recorded.name}, version {recorded.version}:"]
        lines += [f"    {difference} ({delta[difference]})" for difference in accepted] or ["    nothing"]
    lines += ["", f"Differences: {len(unlisted) + len(missing)}; accepted beside these: {len(accepted)}."]
    return lines, not unlisted and not missing


def _read(path: Path) -> Component:
    try:
        return read_facts(path)
    except SchemaError as error:
        raise SchemaError(f"{path}: {error}") from error


def _ours_for(theirs: Component) -> Path:
    namespace = theirs.properties.get("targetNamespace")
    for path in sorted(SCHEMAS.glob("*.xsd")):
        if _read(path).properties.get("targetNamespace") == namespace:
            return path
    raise SchemaError(
        f"no schema in {SCHEMAS} has the target namespace {namespace}; name the one to compare with"
    )
