"""Rules across the fields of a class, and the order of writing, derived from its content model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from codegen.content import Content, Element, Group, Wildcard, elements
from codegen.model import Either, RuleModel

__all__ = ["structure_rules", "written"]


def structure_rules(content: Group, names: Mapping[str, str], lists: set[str]) -> tuple[RuleModel, ...]:
    """Return the rules that follow from a content model.

    Args:
        content: The content model.
        names: The Python name of each element.
        lists: The XML names of the elements whose fields are lists.
    """
    found = []
    for part in content.parts:
        if isinstance(part, Group):
            found.append(_choice(part, names, lists) or _group(part, names))
        elif part.name in lists and (part.least or part.most is not None):
            found.append(_occurs(part, names))
    return tuple(found)


def _occurs(part: Element | Wildcard, names: Mapping[str, str]) -> RuleModel:
    name = names[part.name]
    doubts = [f"len(v.{name}) < {part.least}"] if part.least else []
    doubts += [f"len(v.{name}) > {part.most}"] if part.most is not None else []
    return RuleModel("Occurs", f"{name!r}, {part.least}, {part.most}", " or ".join(doubts))


def _group(part: Group, names: Mapping[str, str]) -> RuleModel:
    return RuleModel("Content", _spelled(part, names), "True")


def _spelled(part: Content, names: Mapping[str, str]) -> str:
    if not isinstance(part, Group):
        return f"({names[part.name]!r}, {part.least}, {part.most})"
    kind = "choice" if part.kind == "choice" else "sequence"
    return f"({kind!r}, {part.least}, ({''.join(f'{_spelled(each, names)}, ' for each in part.parts)}))"


def _choice(part: Group, names: Mapping[str, str], lists: set[str]) -> RuleModel | None:
    """Return the rule of a choice between elements and plain sequences of elements; None for other groups."""
    if part.kind != "choice" or any(each.name in lists for each in elements(part)):
        return None
    alternatives = []
    for each in part.parts:
        members = each.parts if isinstance(each, Group) else (each,)
        if isinstance(each, Group) and (each.kind == "choice" or not each.least):
            return None
        if any(isinstance(member, Group) for member in members):
            return None
        must = tuple(
            names[member.name] for member in members if not isinstance(member, Group) and member.least
        )
        may = tuple(
            names[member.name] for member in members if not isinstance(member, Group) and not member.least
        )
        alternatives.append((must, may))
    at_least_one = bool(part.least) and all(must for must, _ in alternatives)
    arguments = f"{tuple(alternatives)!r}, at_least_one={at_least_one}"
    if any(len(must + may) > 1 for must, may in alternatives):
        return RuleModel("Choice", arguments, "True")
    fields = [name for must, may in alternatives for name in must + may]
    first, *others = [f"(v.{name} is not None)" for name in fields]
    if len(others) == 1:
        # The usual case, twice as fast as counting.
        return RuleModel(
            "Choice", arguments, f"{first} is {others[0]}" if at_least_one else f"{first} and {others[0]}"
        )
    return RuleModel(
        "Choice", arguments, f"{' + '.join([first, *others])} {'!= 1' if at_least_one else '> 1'}"
    )


def written(content: Content, names: Mapping[str, str]) -> tuple[str | Either, ...]:
    """Return the Python names of a content model in the order of writing.

    Alternatives of a choice follow each other, since only one alternative's fields are set. If alternatives
    share elements in different orders, the writer has to find the order that fits.
    """
    if not isinstance(content, Group):
        return (names[content.name],)
    if content.kind == "choice":
        merged = _merged([[names[each.name] for each in elements(part)] for part in content.parts])
        if merged is None:
            alternatives = tuple((_spelled(part, names), written(part, names)) for part in content.parts)
            return (Either(alternatives),)
        if not any(isinstance(each, Either) for part in content.parts for each in written(part, names)):
            return tuple(merged)
    return tuple(dict.fromkeys(each for part in content.parts for each in written(part, names)))


def _merged(orders: Sequence[list[str]]) -> list[str] | None:
    """Return one order that satisfies all the given orders, or None."""
    plain = list(dict.fromkeys(name for order in orders for name in order))
    if all(len(set(order)) == len(order) and order == [n for n in plain if n in order] for order in orders):
        return plain
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for order in orders:
        for number, name in enumerate(order):
            sorter.add(name, *order[max(0, number - 1) : number])
    try:
        sorter.prepare()
    except CycleError:
        return None
    found: list[str] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found += ready
        sorter.done(*ready)
    return found
