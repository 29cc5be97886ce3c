"""Construction allows the values that libxml2 accepts: at their limits, and in every combination of fields.

Values are put into slots past the validators, so that both are asked about the same thing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import chain, combinations
from typing import TYPE_CHECKING

import attrs
import pytest
from lxml import etree

from codegen.pipeline import PACKAGE
from digipost_schema._enums import open_member
from digipost_schema.errors import SchemaValueError
from tests.generated.examples import PATTERNED, TEXTS, Examples, rules
from tests.generated.examples import combinations as allowed_combinations
from tests.generated.fields import NEWER, Field, fields, refined
from tests.generated.packages import OURS, Value
from tests.generated.strategies import NOT_IN_XML

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.generated.differential import Differential

EXAMPLES = Examples(OURS)
SCHEMA = etree.XMLSchema(file=PACKAGE / "xsd/all.xsd")
NEAR_LIMITS = sorted(
    {limit + step for limit in (0, 9, 10, 11, 20, 80, 100, 130, 160, 255, 500) for step in (0, 1)}
)
LENGTHS = ["x" * length for length in NEAR_LIMITS]
NUMBERS = [sign * (2**power + step) for sign in (1, -1) for power in (0, 31, 63) for step in (-1, 0, 1)]
NEVER_TEXT = [
    *("no.digipost.feature.", "no.digipost.features.a", "NO.digipost.feature.a", "no.digipost.feature.a b"),
    *("-----BEGIN A-----\nTUlJ-----END A-----", "BEGIN\n-END-", "a-b", "_", "a" * 36, "\u0661"),
]


def every_field(*kinds: str) -> list[Field]:
    found = [each for cls in OURS.classes() for each in fields(cls) if each.kind in kinds]
    return [each for each in found if EXAMPLES.in_a_document(EXAMPLES.minimal(each.owner)).Meta.element]


def holding(field: Field, held: object) -> Value:
    """A document in which a field holds something, whether or not it may."""
    names = next((each for each in allowed_combinations(field.owner) if field.name in each), None)
    value = EXAMPLES.build(field.owner, names or [*allowed_combinations(field.owner)[0], field.name])
    put(value, field.name, [held] if field.is_list else held)
    return EXAMPLES.in_a_document(value)


def put(value: object, name: str, held: object) -> None:
    getattr(type(value), name).__set__(value, held)


def passes(value: object) -> bool:
    try:
        OURS.check(value)
    except SchemaValueError:
        return False
    return True


def is_valid(xml: bytes) -> bool:
    return SCHEMA.validate(etree.fromstring(xml))


def candidates(field: Field) -> Iterator[object]:
    if field.kind == "text":
        yield from [*TEXTS, *PATTERNED, *LENGTHS, *NEVER_TEXT]
    elif field.kind == "integer":
        yield from NUMBERS
    elif field.kind == "member":
        yield from [*field.limits["enum"], open_member(field.limits["enum"], "SOMETHING_NEW")]


@pytest.mark.parametrize("kind", ["text", "integer", "member"])
def test_a_single_value_passes_when_libxml2_accepts_it(kind: str) -> None:
    verdicts = set()
    for field in every_field(kind):
        for held in candidates(field):
            document = holding(field, held)
            ours, theirs = passes(document), is_valid(OURS.to_xml(document))
            verdicts.add((ours, theirs))
            # Limits beyond the schema make us stricter.
            stricter = field.key in refined("limits")
            assert ours == theirs or (stricter and theirs), f"{field}: {held!r}"

    assert verdicts >= {(True, True), (False, False)}


def test_every_simple_field_has_been_asked_about_or_has_no_limits() -> None:
    asked = {"text", "integer", "member", *NEWER}
    others = {each.kind for cls in OURS.classes() for each in fields(cls)} - asked

    assert others == {
        *("boolean", "aware_datetime", "local_datetime", "calendar_date", "uuid", "double"),
        *("_check_decimal", "_check_money", "instance", "later", "data_type"),
    }


@pytest.mark.parametrize("bad", [*NOT_IN_XML, "\ud800"], ids=lambda bad: f"U+{ord(bad):04X}")
def test_a_character_that_xml_cannot_carry_is_refused_in_every_text(bad: str) -> None:
    for field in every_field("text"):
        good = EXAMPLES.values(field)[0]
        assert not field.accepts(good[:1] + bad + good[2:]), str(field)


def test_a_character_that_xml_cannot_carry_is_never_written() -> None:
    """Also where a list was changed behind the validators' back."""
    for field in every_field("text"):
        with pytest.raises(SchemaValueError):
            OURS.to_xml(holding(field, "\x00"))


WRONG = {
    "text": [b"x", 1, None],
    "integer": ["1", 1.0, True, Decimal(1)],
    "double": ["1.5", True, Decimal("1.5"), 2**53 + 1],
    "boolean": ["true", 1, 0],
    "member": ["DELIVERED", 1],
    "_check_decimal": [
        1.5,
        1,
        "1.5",
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1E+100"),
        Decimal("1E-101"),
    ],
    "_check_money": [1.5, 1, "1.5", Decimal("NaN"), Decimal("1E+16"), Decimal("0.005"), Decimal("1.2501")],
    "aware_datetime": [
        *("2024-01-01T00:00:00Z", date(2024, 1, 1), datetime(2024, 1, 1)),  # noqa: DTZ001 - just that
        *(datetime(2024, 1, 1, tzinfo=timezone(sign * timedelta(hours=14, minutes=1))) for sign in (1, -1)),
    ],
    "local_datetime": ["2024-01-01T00:00:00", date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC)],
    "calendar_date": ["2024-01-01", datetime(2024, 1, 1, tzinfo=UTC)],
    "uuid": ["763ee844-e081-4136-a7f7-c2e5c03fe5d6", 1],
    "instance": ["x", object(), {}],
    "later": ["x", object()],
    "data_type": [
        "<invoice/>",
        b"<invoice/>",
        OURS.raw_element(b"<invoice/>"),
        EXAMPLES.minimal(OURS.api_v8.Tags),
    ],
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_value_of_another_type_is_refused_by_every_field_of_the_kind(kind: str) -> None:
    found = [each for cls in OURS.classes() for each in fields(cls) if each.kind == kind]

    assert found
    for field in found:
        assert [value for value in WRONG[kind] if field.accepts(value)] == [], str(field)


def subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def with_choices() -> list[type]:
    return [cls for cls in OURS.classes() if rules(cls, "Choice")]


@pytest.mark.parametrize("cls", with_choices(), ids=lambda cls: cls.__name__)
def test_a_combination_of_fields_passes_when_libxml2_accepts_it(
    cls: Value, differential: Differential
) -> None:
    ruled = dict.fromkeys(
        name for rule in rules(cls, "Choice") for one in rule.alternatives for name in (*one[0], *one[1])
    )
    example = EXAMPLES.build(cls, allowed_combinations(cls)[0])
    held = {
        name: EXAMPLES.values(next(each for each in fields(cls) if each.name == name))[0] for name in ruled
    }
    verdicts = {}
    for subset in subsets(list(ruled)):
        value = attrs.evolve(example)
        for name in ruled:
            put(value, name, held[name] if name in subset else None)
        document = EXAMPLES.in_a_document(value)
        verdicts[subset] = is_valid(differential.stock.write(document).encode())

        assert passes(document) == verdicts[subset], subset
        assert writes(document) == verdicts[subset], subset
        assert builds(cls, value) == verdicts[subset], subset
        assert (
            evolves(example, {name: held[name] if name in subset else None for name in ruled})
            == verdicts[subset]
        )

    assert set(verdicts.values()) == {True, False}


def writes(document: object) -> bool:
    try:
        OURS.to_xml(document)
    except SchemaValueError:
        return False
    return True


def builds(cls: Value, value: object) -> bool:
    try:
        cls(**{each.name: getattr(value, each.name) for each in attrs.fields(cls)})
    except SchemaValueError:
        return False
    return True


def evolves(example: Value, changes: dict[str, object]) -> bool:
    try:
        attrs.evolve(example, **changes)
    except SchemaValueError:
        return False
    return True


def with_counts() -> list[tuple[type, Value]]:
    return [(cls, rule) for cls in OURS.classes() for rule in rules(cls, "Occurs")]


@pytest.mark.parametrize(
    ("cls", "rule"), with_counts(), ids=lambda each: getattr(each, "__name__", "") or each.field
)
def test_a_list_passes_with_as_many_items_as_libxml2_accepts(
    cls: Value, rule: Value, differential: Differential
) -> None:
    (field,) = [each for each in fields(cls) if each.name == rule.field]
    verdicts = set()
    for size in {0, 1, rule.least, rule.most or 3, (rule.most or 3) + 1}:
        value = EXAMPLES.build(cls, allowed_combinations(cls)[0])
        put(value, rule.field, EXAMPLES.values(field)[:1] * size)
        document = EXAMPLES.in_a_document(value)
        valid = is_valid(differential.stock.write(document).encode())
        verdicts.add(passes(document))

        assert writes(document) == valid, size
        assert passes(document) == builds(cls, value), size
        assert passes(document) == valid or (valid and field.key in refined("limits")), size

    assert verdicts == {True, False}


def test_one_of_the_fields_that_are_needed_beyond_the_schema_has_to_be_set() -> None:
    needed = [(cls, rule) for cls in OURS.classes() for rule in rules(cls, "Required")]
    assert len(needed) == 7
    for cls, rule in needed:
        value: Value = attrs.evolve(EXAMPLES.rich(cls))
        for name in rule.fields:
            setattr(value, name, None)

        with pytest.raises(SchemaValueError, match=f"{cls.__name__}.{', '.join(rule.fields)}: "):
            OURS.check(value)
        with pytest.raises(SchemaValueError):
            attrs.evolve(EXAMPLES.rich(cls), **dict.fromkeys(rule.fields))


@pytest.mark.parametrize(
    "amount", ["0.005", "100.213", "-0.001", "1.23000001", "12345678901234567890.999", "5E-3"]
)
def test_an_amount_with_a_third_decimal_is_refused_and_never_rounded(amount: str) -> None:
    for field in every_field("_check_money"):
        assert not field.accepts(Decimal(amount)), str(field)
        assert field.accepts(round(Decimal(amount), 2) if len(amount) < 20 else Decimal("0.99")), str(field)


@pytest.mark.parametrize("amount", ["100.2100", "0E-9", "1E+3", "-0.00", "9999999999999999.99"])
def test_zeros_after_two_decimals_do_not_count(amount: str) -> None:
    assert all(field.accepts(Decimal(amount)) for field in every_field("_check_money"))


def test_the_sums_of_claims_are_among_the_amounts() -> None:
    names = {str(field) for field in every_field("_check_money")}
    assert {"Invoice.sum", "Inkasso.sum", "Receipt.total_price", "Payslip.net_amount"} <= names
    assert "ForeignCurrencyPayment.amount" not in names  # some currencies have three decimals
