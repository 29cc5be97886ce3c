"""Values of any generated class, made by hypothesis."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from digipost_schema._patterns import compiled
from tests.generated.examples import combinations, free, leaves, rules
from tests.generated.fields import Field, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from tests.generated.examples import Examples
    from tests.generated.packages import Value

DEEPEST = 4

# The same examples on every machine and in every process, however busy it is.
steady = settings(
    derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)

NOT_IN_XML = [chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"] + ["\ufffe", "\uffff"]
characters = st.characters(exclude_categories=["Cs"], exclude_characters=NOT_IN_XML) | st.sampled_from(
    "&<>\"'\r\n\t ]"
)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def to_milliseconds(value: datetime) -> datetime:
    """A time as exact as it is written."""
    return value.replace(microsecond=value.microsecond // 1000 * 1000, fold=0)


SIMPLE: dict[str, SearchStrategy[Value]] = {
    "double": st.floats(allow_nan=False) | st.integers(-(2**53), 2**53),
    "boolean": st.booleans(),
    "aware_datetime": st.datetimes(timezones=offsets).map(to_milliseconds),
    "local_datetime": st.datetimes().map(to_milliseconds),
    "calendar_date": st.dates(),
    "uuid": st.uuids(allow_nil=True),
}


def simple(field: Field) -> SearchStrategy[Value]:
    """Values of a simple field; half of them are the edges that are known to matter."""
    made: SearchStrategy[Value]
    if field.kind == "text":
        made = _texts(field)
    elif field.kind == "integer":
        most = 10**100 - 1
        least = field.limits["at_least"]
        made = st.integers(-most if least is None else least, field.limits["at_most"] or most)
    elif field.kind == "_check_money":
        made = st.integers(-(10**20), 10**20).map(lambda cents: Decimal(cents) / 100)
    elif field.kind == "_check_decimal":
        made = st.decimals("-1e100", "1e100", allow_nan=False, places=None)
    elif field.kind == "member":
        made = st.sampled_from(list(field.limits["enum"]))
    else:
        made = SIMPLE[field.kind] if field.kind in SIMPLE else st.sampled_from(leaves(field))
    return (made | st.sampled_from(leaves(field))).filter(field.accepts)


def _texts(field: Field) -> SearchStrategy[str]:
    pattern: str | None = field.limits["pattern"]
    if pattern is not None:
        return st.from_regex(compiled(pattern), fullmatch=True)
    least, most = field.limits["least"] or 0, field.limits["most"]
    return st.text(characters, min_size=least, max_size=min(most or 40, 40) if least < 40 else most)


def values(examples: Examples, cls: type) -> SearchStrategy[Value]:
    """Values of a class, with others in them."""
    return _values(examples, cls, 0)


@st.composite
def _values(draw: DrawFn, examples: Examples, cls: type, depth: int) -> Value:
    if depth > DEEPEST:
        return examples.minimal(cls)
    chosen = draw(st.sampled_from(combinations(cls)))
    limits = {rule.field: (rule.least, rule.most) for rule in rules(cls, "Occurs")}
    arguments: dict[str, Value] = {}
    for field in fields(cls):
        if not (
            field.is_required or field.name in chosen or (field.name in free(cls) and draw(st.booleans()))
        ):
            continue
        items = _items(examples, field, depth)
        if field.is_list:
            least, most = limits.get(field.name, (0, None))
            arguments[field.name] = draw(st.lists(items, min_size=least, max_size=min(most or 3, least + 2)))
        else:
            arguments[field.name] = draw(items)
    return cls(**_with_the_least(examples, cls, arguments))


def _items(examples: Examples, field: Field, depth: int) -> SearchStrategy[Value]:
    targets = examples.targets(field)
    if targets:
        return st.one_of([_values(examples, each, depth + 1) for each in targets])
    if field.kind == "data_type":
        return st.sampled_from(examples.values(field))
    return simple(field)


def _with_the_least(examples: Examples, cls: type, arguments: dict[str, Value]) -> dict[str, Value]:
    """Lists that have to have something in them, where none was drawn."""
    least = {rule.field for rule in rules(cls, "Occurs") if rule.least}
    return {name: getattr(examples.minimal(cls), name) for name in least if name not in arguments} | arguments
