"""The choices of a content model as rules across fields, read from what xsdata mapped before it simplifies.

xsdata's analysis makes every field of a choice optional and merges fields of one name; which combinations the
schema allows is only in the paths of the attributes as first mapped.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from xsdata.codegen.models import Attr

from codegen.errors import GenerationError

__all__ = ["Alternative", "ChoiceRule", "choice_rules"]


@attrs.frozen
class Alternative:
    """One alternative of a choice, by XML names."""

    must: tuple[str, ...]
    may: tuple[str, ...]


@attrs.frozen
class ChoiceRule:
    """One choice: its alternatives, and whether one of them has to be there."""

    alternatives: tuple[Alternative, ...]
    at_least_one: bool


def choice_rules(attributes: Sequence[Attr]) -> list[ChoiceRule]:
    """Return the rules of one class.

    Args:
        attributes: The attributes as xsdata's schema mapper made them, before any analysis.

    Raises:
        GenerationError: For choices that repeat or nest, for elements that repeat in one, and for
            sequences or groups that repeat.
    """
    choices: dict[int, list[Attr]] = {}
    least: dict[int, int] = {}
    for attribute in attributes:
        steps = attribute.restrictions.path
        if any(most > 1 for _, _, _, most in steps):
            raise GenerationError(f"{attribute.name}: a sequence or choice that repeats")
        found = [step for step in steps if step[0] == "c"]
        if len(found) > 1:
            raise GenerationError(f"{attribute.name}: a choice within a choice")
        if found and (attribute.restrictions.max_occurs or 0) > 1:
            raise GenerationError(f"{attribute.name}: an element that repeats in a choice")
        if not found and any(at_least == 0 for kind, _, at_least, _ in steps if kind in "sga"):
            raise GenerationError(f"{attribute.name}: a sequence that may be left out")
        for _, identity, at_least, _ in found:
            choices.setdefault(identity, []).append(attribute)
            least[identity] = at_least
    return [_rule(identity, members, least[identity]) for identity, members in choices.items()]


def _rule(identity: int, members: list[Attr], least: int) -> ChoiceRule:
    # A sequence inside a choice is one alternative; an element of its own is another.
    # xsdata names sequences by what was their address, which an attribute may have by now: never mix the two.
    groups: dict[tuple[str, int], list[Attr]] = {}
    for number, member in enumerate(members):
        steps = member.restrictions.path
        below = steps[[step[1] for step in steps].index(identity) + 1 :]
        alternative = ("sequence", below[0][1]) if below else ("element", number)
        groups.setdefault(alternative, []).append(member)
    alternatives = tuple(
        Alternative(
            must=tuple(each.name for each in group if each.restrictions.min_occurs),
            may=tuple(each.name for each in group if not each.restrictions.min_occurs),
        )
        for group in groups.values()
    )
    # An alternative of which nothing is required lets the whole choice be empty.
    return ChoiceRule(alternatives, at_least_one=least > 0 and all(each.must for each in alternatives))
