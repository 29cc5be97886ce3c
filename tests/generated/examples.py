"""Values of every generated class: few, and each thing that a schema allows in at least one of them."""

from __future__ import annotations

from collections import deque
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.generated.fields import Field, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.generated.packages import Package, Value

SPECIAL = "&<>\"'\r\n\t]]>æ😀"
TEXTS = [
    "Plain text",
    "",
    SPECIAL,
    " leading and trailing ",
    "line\nfeed, carriage\rreturn, both\r\nand\ttab",
    "<b>&amp;&#13;</b><![CDATA[x]]>",
    "\x7f\x85\xa0\u2028\ufeff\ud7ff\ue000\ufffd\U00010000\U0010ffff",
    "e\u0301 עברית 中文",
    "long " * 2000,
]
# One of these at least fits each pattern of the schemas and of the refinements.
PATTERNED = [
    "no.digipost.feature.delivery.digipost",
    "no.digipost.feature.A-b_c.9",
    "-----BEGIN CERTIFICATE-----\nTUlJQm9\nQ==\n-----END CERTIFICATE-----\n",
    "- BEGIN -\n-END-",
    "984661185",
    "å" * 35,
    "€→√№😀a\u030a",
    "https://www.example.com/a?b=c&d='e'#f",
    "http://æøå.no:8080/%C3%A6;x=(1)/~*!$,@+:",
    *("H0101", "K9999"),
    *("0301", "1", "00000000000", "31108412345"),
    *("#A1b2C3", "#ffffff"),
    *("Z", "+01:00", "-0530", "+01"),
]
TIMES = [
    datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2024, 7, 1, 12, 0, 0, 123000, tzinfo=timezone(timedelta(hours=2))),
    datetime(2024, 1, 1, 0, 0, 0, 1000, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999000, tzinfo=timezone(timedelta(hours=14))),
    datetime(1999, 12, 31, 1, 2, 3, 450000, tzinfo=timezone(-timedelta(hours=14))),
    datetime(2024, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Oslo")),
]
DECIMALS = ["100.21", "0", "-0.01", "1E+3", "1E-10", "-12345678901234567890.0987654321", "1.10"]
AMOUNTS = ["100.21", "0", "-0.01", "12345678901.99", "-7.5", "1E+3"]
LEAVES: dict[str, list[Value]] = {
    "double": [1.5, 0.0, -0.0, 1e-7, 1e16, 1.7976931348623157e308, -5e-324, float("inf"), float("-inf"), 3],
    "boolean": [True, False],
    "aware_datetime": TIMES,
    "local_datetime": [each.replace(tzinfo=None) for each in TIMES],
    "calendar_date": [date(2024, 2, 29), date.min, date.max],
    "uuid": [UUID("763ee844-e081-4136-a7f7-c2e5c03fe5d6"), UUID(int=0), UUID(int=2**128 - 1)],
}


class Examples:
    """Values of the classes of one package. They share parts, and are not for changing."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._minimal: dict[type, Value] = {}
        self._rich: dict[type, Value] = {}
        self._values: dict[Field, list[Value]] = {}
        self._holders = self._find_holders()

    def minimal(self, cls: type) -> Value:
        """A value with nothing in it that may be absent."""
        if cls not in self._minimal:
            self._minimal[cls] = self.build(cls, combinations(cls)[0])
        return self._minimal[cls]

    def rich(self, cls: type) -> Value:
        """A value with all in it that can go together; what is inside is minimal."""
        if cls not in self._rich:
            self._rich[cls] = self.build(cls, [*free(cls), *max(combinations(cls), key=len)])
        return self._rich[cls]

    def variants(self, cls: type) -> Iterator[Value]:
        """Values in which every field has each of its values, and every combination of the rules occurs."""
        allowed = combinations(cls)
        by_name = {field.name: field for field in fields(cls)}
        for combination in allowed:
            yield self.build(cls, combination)
        for turn in range(max((len(self.values(field)) for field in fields(cls)), default=0)):
            yield self.build(cls, [*free(cls), *allowed[turn % len(allowed)]], turn)
        for combination in allowed:
            for turn in range(1, max((len(self.values(by_name[name])) for name in combination), default=0)):
                yield self.build(cls, combination, turn)

    def build(
        self, cls: type, names: list[str], turn: int = 0, given: Mapping[str, object] = MappingProxyType({})
    ) -> Value:
        """A value with the named fields and those required; `turn` chooses among each field's values."""
        least = {rule.field: rule.least for rule in rules(cls, "Occurs")}
        arguments: dict[str, object] = dict(given)
        for field in fields(cls):
            if field.name in given or not (field.is_required or field.name in {*names, *least}):
                continue
            values = self.values(field)
            size = max(least.get(field.name, 0), 2 if field.name in names else 0)
            if field.is_list:
                arguments[field.name] = [values[(turn + step) % len(values)] for step in range(size)]
            else:
                arguments[field.name] = values[turn % len(values)]
        return cls(**arguments)

    def values(self, field: Field) -> list[Value]:
        """Return the values that the field, or an item of its list, may hold."""
        if field not in self._values:
            self._values[field] = self._find_values(field)
            assert self._values[field], f"no example fits {field}"
        return self._values[field]

    def _find_values(self, field: Field) -> list[Value]:
        if field.kind in {"instance", "later"}:
            return [
                made
                for cls in self.targets(field)
                for made in (self.minimal(cls), self._rich_unless_own(field, cls))
            ]
        if field.kind == "data_type":
            typed = [self.rich(cls) for cls in self.package.classes() if is_root(cls, self.package.datatypes)]
            return [*typed, *(self.package.raw_element(self.package.to_xml(each)) for each in typed[:2])]
        return leaves(field)

    def _rich_unless_own(self, field: Field, cls: type) -> Value:
        return self.minimal(cls) if field.kind == "later" else self.rich(cls)

    def targets(self, field: Field) -> list[type]:
        """The classes of which an instance can stand in a field, elements of a wildcard apart."""
        if field.kind != "instance":
            return [field.owner] if field.kind == "later" else []
        declared = [each for each in field.limits["classes"] if hasattr(each, "Meta")]
        return [each for each in self.package.classes() if any(issubclass(each, base) for base in declared)]

    def in_a_document(self, value: Value) -> Value:
        """The value, or a root that holds it somewhere; itself if no root can."""
        while not is_root(type(value)) and type(value) in self._holders:
            owner, field = self._holders[type(value)]
            names = next((each for each in combinations(owner) if field.name in each), combinations(owner)[0])
            value = self.build(owner, names, given={field.name: [value] if field.is_list else value})
        return value

    def _find_holders(self) -> dict[type, tuple[type, Field]]:
        """For each class below a root, a class that holds it and the field."""
        classes = self.package.classes()
        held = {target for cls in classes for field in fields(cls) for target in self.targets(field)}
        queue = deque(
            [each for each in classes if is_root(each)] + [each for each in classes if each not in held]
        )
        found: dict[type, tuple[type, Field]] = {}
        while queue:
            owner = queue.popleft()
            for field in fields(owner):
                for target in self.targets(field):
                    if target not in found and not is_root(target):
                        found[target] = owner, field
                        queue.append(target)
        return found


def leaves(field: Field) -> list[Value]:
    """Return a strategy for the values of a simple field."""
    if field.kind in LEAVES:
        return LEAVES[field.kind]
    return [each for each in MADE[field.kind](field) if field.accepts(each)]


def _integers(field: Field) -> list[Value]:
    least, most = field.limits["at_least"], field.limits["at_most"]
    numbers = [least, most, 0, 1, -1, 12345] if least is not None else [0, -(10**30), 10**30]
    return list(dict.fromkeys(numbers))


def _decimals(field: Field) -> list[Value]:
    return [field.limits["least"], field.limits["most"], *map(Decimal, DECIMALS)]


def _members(field: Field) -> list[Value]:
    return [value for one in field.limits["self"].members for value in leaves(field.within(one.check))]


def _lists(field: Field) -> list[Value]:
    """Lists of each size up to three; xsdata knows no empty ones, and separates items by more than blanks."""
    found = leaves(field.within(field.limits["item"].check))
    items = [each for each in found if not isinstance(each, str) or each.split() == [each]]
    return [
        tuple(items[(place + step) % len(items)] for step in range(size))
        for place in range(len(items))
        for size in range(1, max(3, field.limits["least"] or 0) + 1)
    ]


def _texts(field: Field) -> list[str]:
    least, most = field.limits["least"] or 0, field.limits["most"]
    fitted = [(text * (least // max(len(text), 1) + 1))[:most] if text else text for text in TEXTS]
    longest = [(SPECIAL * most)[:most], "x" * most] if most else []
    return list(dict.fromkeys(PATTERNED if field.limits["pattern"] else [*fitted, *longest]))


MADE: dict[str, Callable[[Field], list[Value]]] = {
    "member": lambda field: list(field.limits["enum"]),
    "integer": _integers,
    "_check_money": lambda _: [Decimal(each) for each in AMOUNTS],
    "_check_decimal": lambda _: [Decimal(each) for each in DECIMALS],
    "decimal": _decimals,
    "text": _texts,
    "only": lambda field: [field.limits["value"]],
    "list_of": _lists,
    "_Union": _members,
}


def rules(cls: type, kind: str) -> list[Value]:
    """The rules of one kind that hold across a class's fields."""
    return [rule for rule in getattr(cls.Meta, "rules", ()) if type(rule).__name__ == kind]  # type: ignore[attr-defined]


def options(rule: Value) -> list[tuple[str, ...]]:
    """The sets of fields that a rule allows, the smallest one first."""
    if type(rule).__name__ == "Required":
        return sorted({*((name,) for name in rule.fields), rule.fields}, key=len)
    found = {must for must, _ in rule.alternatives} | {must + may for must, may in rule.alternatives}
    return sorted(found - {()} if rule.at_least_one else found | {()}, key=lambda names: (len(names), names))


def combinations(cls: type) -> list[list[str]]:
    """The sets of fields that all rules of a class allow together, the smallest one first."""
    ruled = [options(rule) for rule in [*rules(cls, "Choice"), *rules(cls, "Required")]]
    return [[name for names in chosen for name in names] for chosen in product(*ruled)]


def free(cls: type) -> list[str]:
    """The fields that no such rule is about."""
    ruled = {name for names in combinations(cls) for name in names}
    return [field.name for field in fields(cls) if field.name not in ruled]


def is_root(cls: type, module: object = None) -> bool:
    """Return True if a class is a global element; of one module, if it is given."""
    return cls.Meta.element is not None and (module is None or cls.__module__ == module.__name__)  # type: ignore[attr-defined]
