"""Compare a schema from Digipost with ours, and list the changes in Python: `python -m codegen diff`."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from codegen.builder import build_module
from codegen.differences import Difference, differences, digest_without
from codegen.effects import effects
from codegen.errors import GenerationError
from codegen.overrides import Overrides
from codegen.published_schemas import SCHEMAS, SOURCES, PublishedSchema, published_schemas
from codegen.surface import surface
from codegen.xsd import Xsd
from codegen.xsd_files import namespace_of

if TYPE_CHECKING:
    from argparse import Namespace

    from codegen.model import ModuleModel

__all__ = ["OVERRIDES", "compared", "run_diff"]

_SAME, _DIFFERENT, _REFUSED = 0, 1, 2

OVERRIDES = Path(__file__).parent / "overrides.toml"


def run_diff(arguments: Namespace) -> int:
    """Print how the schema `arguments.published` differs from ours, with the effects.

    Our schema is `arguments.ours`. By default, it is the schema in `schemas/` with the same target
    namespace, or with the namespace of another version.

    Returns:
        0 if there is no difference beyond the accepted delta, 1 if there is one, 2 if `generate` would refuse
        the schema, also because of overrides that no longer fit.
    """
    published: Path = arguments.published
    try:
        theirs = Xsd.read(published)
        ours: Path = arguments.ours or _ours_for(theirs)
        lines, status = compared(Xsd.read(ours), theirs)
    except GenerationError as error:
        sys.stderr.write(f"`generate` would refuse it: {error}\n")
        return _REFUSED
    sys.stdout.write("\n".join([f"{published} in place of {ours}:", *lines, ""]))
    if status == _REFUSED:
        sys.stderr.write(
            "`generate` would refuse it: overrides stop fitting; correct codegen/overrides.toml\n"
        )
    return status


def compared(ours: Xsd, theirs: Xsd, refinements: Path = OVERRIDES) -> tuple[list[str], int]:
    """Compare the models that `generate` builds from two schemas.

    Args:
        ours: The present schema.
        theirs: The schema that would replace it.
        refinements: The file of overrides.

    Returns:
        The lines of a report, and the status: `_SAME` if `schemas/SOURCES.toml` accepts every difference.

    Raises:
        GenerationError: If one of the schemas is not supported.
    """
    known = _known(ours) or _known(theirs) or ours.path
    mine, _, _ = _model(ours, known.stem, refinements)
    other, complaints, unused = _model(theirs, known.stem, refinements)
    if ours.namespace != theirs.namespace:
        # `[[like]]` applies only the entries that fit the new version.
        unused = []
    complaints += [f"{each}: fits nothing" for each in unused]
    found = differences(mine, other)
    recorded, is_same = _edition(other, known.name, found)
    delta = recorded.delta if recorded else {}
    accepted = [each for each in found if each in delta]
    gone = [each for each in delta if each not in found]
    unlisted = [each for each in found if each not in delta]
    told, besides = effects([*unlisted, *accepted], surface(mine), surface(other))
    # In the form of an edition in `schemas/SOURCES.toml`.
    digests = {"sha256": hashlib.sha256(theirs.data).hexdigest(), "facts": digest_without(other)}
    lines = [f'    {name} = "{digest}"' for name, digest in digests.items()]
    for difference, said in told[: len(unlisted)]:
        lines += ["", str(difference), *(f"    {each}" for each in said)]
    for title, texts in (("In Python besides:", besides), ("Overrides that stop fitting:", complaints)):
        lines += ["", title, *(f"    {each}" for each in texts)] if texts else []
    for difference in gone:
        lines += ["", str(difference), f"    listed in {SOURCES.name}, but there is no such difference"]
    if recorded:
        which = f"{recorded.name}, version {recorded.version}"
        lines += ["", f"Accepted for {which}{'' if is_same else ', the edition before this one'}:"]
        lines += [f"    {each} ({delta[each]})" for each in accepted] or ["    nothing"]
    changes = len(unlisted) + len(gone) + len(besides) + len(complaints)
    if not found and not changes:
        return [*lines, "No difference."], _SAME
    lines += ["", f"Differences: {changes}; accepted beside these: {len(accepted)}."]
    return lines, _REFUSED if complaints else _DIFFERENT if changes else _SAME


def _model(xsd: Xsd, name: str, refinements: Path) -> tuple[ModuleModel, list[str], list[str]]:
    """Return the model of a schema as `name`, the complaints about overrides, and the unused overrides."""
    overrides = Overrides.load(refinements)
    overrides.complaints = []
    model = build_module(xsd, overrides, name)
    # The override of a type raises an error for each field with the type.
    return model, [*dict.fromkeys(overrides.complaints)], overrides.unused([name])


def _edition(theirs: ModuleModel, ours: str, found: list[Difference]) -> tuple[PublishedSchema | None, bool]:
    """Return the recorded file that equals theirs, or else the recorded file that theirs probably updates."""
    recorded = [each for each in published_schemas() if each.ours == ours]
    digest = digest_without(theirs)
    for each in recorded:
        if each.facts == digest:
            return each, True
    fitting = [(len(each.delta.keys() & set(found)), each) for each in recorded]
    fits, best = max(fitting, key=lambda each: 2 * each[0] - len(each[1].delta), default=(0, None))
    return (best, False) if fits else (None, False)


def _ours_for(theirs: Xsd) -> Path:
    if known := _known(theirs):
        return known
    raise GenerationError(
        f"{theirs.path.name}:1: schema: no schema in {SCHEMAS.name}/ has the namespace {theirs.namespace}; "
        "name the one to compare it with"
    )


def _known(xsd: Xsd) -> Path | None:
    """Return our schema of the same namespace, or else of another version of the namespace."""
    paths = {path: namespace_of(path) for path in sorted(SCHEMAS.glob("*.xsd"))}
    for named in (str, _unversioned):
        for path, namespace in paths.items():
            if named(namespace) == named(xsd.namespace):
                return path
    return None


def _unversioned(namespace: str) -> str:
    return re.sub(r"\d+$", "", namespace)
