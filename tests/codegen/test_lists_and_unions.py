"""Lists and unions of simple types: bound as libxml2 and xsdata read them, or refused in one line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from lxml import etree

from codegen.pipeline import models_of
from codegen.samples import samples
from tests.codegen.compound_schemas import LISTS, UNIONS, restricted, simple, union
from tests.codegen.made_packages import canonical, package_of, validator
from tests.codegen.probes import NAMESPACE, XSI, element, probe
from tests.codegen.second_opinion import SecondOpinion

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

numbers = count()
Value = Any


def document(content: str) -> bytes:
    return f'<probe xmlns="{NAMESPACE}" xmlns:xsi="{XSI}"{content}</probe>'.encode()


def made(module: Value, text: str) -> Value:
    """The value of a short form: words of it stand for members and nil."""
    known = vars(module) | {"D": Decimal, "date": date, "datetime": datetime, "UTC": UTC}
    return eval(text, known)  # noqa: S307 - our own words


# A document, and the fields that it has.
READ: dict[str, tuple[str, str, str]] = {
    "numbers": (LISTS, "><ints>1 -2 3</ints>", "{'ints': (1, -2, 3)}"),
    "nothing": (LISTS, "><ints/>", "{'ints': ()}"),
    "blanks of every sort": (LISTS, ">\n<ints>\n 1\t2\r\n  3 </ints>", "{'ints': (1, 2, 3)}"),
    "lists that repeat": (
        LISTS,
        "><ints/><words>a b</words><words/><words>&lt;&amp; \u00a0</words>",
        "{'words': [('a', 'b'), (), ('<&', '\u00a0')]}",
    ),
    "members": (LISTS, "><ints/><sizes>B A B</sizes>", "{'sizes': (Size.B, Size.A, Size.B)}"),
    "an own enumeration": (LISTS, "><ints/><own>B A</own>", "{'own': (Own.B, Own.A)}"),
    "times": (
        LISTS,
        "><ints/><times>2024-01-31T12:00:00Z 2024-01-31T13:00:00Z</times>",
        "{'times': tuple(datetime(2024, 1, 31, hour, tzinfo=UTC) for hour in (12, 13))}",
    ),
    "nil": (LISTS, '><ints/><times xsi:nil="true"/>', "{}"),
    "decimals": (LISTS, "><ints/><pair>1.5 -2</pair>", "{'pair': (D('1.5'), D(-2))}"),
    "attributes and a text": (
        LISTS,
        ' flags="true false"><ints/><held days="2024-01-31 2024-02-01">A</held>',
        "{'flags': (True, False), 'held': Held(days=(date(2024, 1, 31), date(2024, 2, 1)), value=(Size.A,))}",
    ),
    "an int of a union": (UNIONS, ' when="2024-01-31"><a>5</a>', "{'a': 5, 'when': date(2024, 1, 31)}"),
    "a text of a union": (
        UNIONS,
        ' when="2024-01-31T12:00:00Z"><a>five &amp; more</a>',
        "{'a': 'five & more', 'when': datetime(2024, 1, 31, 12, tzinfo=UTC)}",
    ),
    "a text that is too large for an int": (
        UNIONS,
        ' when="2024-01-31"><a>99999999999</a>',
        "{'a': '99999999999'}",
    ),
    "members and dates": (
        UNIONS,
        ' when="2024-01-31"><a/><b>A</b><b>2024-01-31</b><b>B</b>',
        "{'a': '', 'b': [Size.A, date(2024, 1, 31), Size.B]}",
    ),
    "the first that takes a text": (UNIONS, ' when="2024-01-31"><a/><c>true</c>', "{'c': True}"),
    "the second that takes a text": (UNIONS, ' when="2024-01-31"><a/><c>9</c>', "{'c': 9}"),
    "the last that takes a text": (UNIONS, ' when="2024-01-31"><a/><c>10</c>', "{'c': D(10)}"),
    "a member of the first enumeration": (UNIONS, ' when="2024-01-31"><a/><d>B</d>', "{'d': Size.B}"),
    "a member of the second enumeration": (UNIONS, ' when="2024-01-31"><a/><d>C d</d>', "{'d': Other.C_D}"),
    "a text in a union within a union": (UNIONS, ' when="2024-01-31"><a/><d>xz</d>', "{'d': 'xz'}"),
    "a list of a union": (
        UNIONS,
        ' when="2024-01-31"><a/><e>A 2024-01-31 B</e>',
        "{'e': (Size.A, date(2024, 1, 31), Size.B)}",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_document_is_read_as_it_is_meant_and_written_again(name: str, tmp_path: Path) -> None:
    schema, content, fields = READ[name]
    number = next(numbers)
    with package_of(tmp_path, schema, number) as (package, module, _):
        valid = validator(tmp_path / f"twist_{number}")
        valid.assertValid(etree.fromstring(document(content)))
        value = package.from_xml(module.ProbeType, document(content))
        for field, wanted in made(module, fields).items():
            found = getattr(value, field)
            assert (found, kinds(found)) == (wanted, kinds(wanted)), field
        if name == "nil":
            assert value.times is package.NIL
        package.check(value)
        again = package.to_xml(attrs.evolve(value))

    valid.assertValid(etree.fromstring(again))
    if name != "blanks of every sort":
        assert canonical(again) == canonical(document(content))


def kinds(value: Value) -> Value:
    return [kinds(each) for each in value] if isinstance(value, list | tuple) else type(value).__name__


@pytest.mark.parametrize("schema", [LISTS, UNIONS], ids=["lists", "unions"])
def test_xsdata_writes_and_reads_the_same(schema: str, tmp_path: Path) -> None:
    number, tried = next(numbers), 0
    with package_of(tmp_path, schema, number) as (package, module, _):
        opinion = SecondOpinion(tmp_path / f"xsdata_lists_{number}", tmp_path / "schemas")
        valid = validator(tmp_path / f"twist_{number}")
        documents = [document(content) for each, content, _ in READ.values() if each == schema]
        models = models_of(tmp_path / "schemas", tmp_path / "schemas" / "overrides.toml")
        documents += [each.xml.encode() for each in samples(models)]
        for xml in documents:
            # In xsdata's classes an absent element, an element that is nil, and an empty list are one.
            given = xml.replace(b"<ints/>", b"<ints>7</ints>").replace(b"<words/>", b"")
            given = given.replace(b"<ints></ints>", b"<ints>7</ints>")
            # For xsdata, a no-break space separates items, too; in XML Schema it does not.
            given = given.replace(" \u00a0".encode(), b"")
            if valid.validate(etree.fromstring(given)) and b"nil=" not in xml:
                value = package.from_xml(module.ProbeType, given)
                opinion.agree(value, package.to_xml(value))
                tried += 1
    # All but the document with nil.
    assert tried >= len([each for each, *_ in READ.values() if each == schema]) - 1


REFUSED_VALUES: dict[str, tuple[str, Callable[[Value], object], str]] = {
    "a list": (LISTS, lambda m: m.ProbeType(ints=[1]), "ints: a tuple is expected, not list; write tuple"),
    "one value": (LISTS, lambda m: m.ProbeType(ints=1), "ints: a tuple is expected, not int"),
    "text": (LISTS, lambda m: m.ProbeType(ints="1 2"), "ints: a tuple is expected, not str"),
    "a wrong item": (
        LISTS,
        lambda m: m.ProbeType(ints=(1, "2")),
        "ints: item 2 of 2: a whole number is expected",
    ),
    "an item beyond its limits": (
        LISTS,
        lambda m: m.ProbeType(ints=(2**31,)),
        "ints: item 1 of 1: a number of at",
    ),
    "an item with a blank": (
        LISTS,
        lambda m: m.ProbeType(ints=(), words=[("a b",)]),
        "words: item 1 of 1: item 1 of 1: text without blanks is expected",
    ),
    "an empty item": (
        LISTS,
        lambda m: m.ProbeType(ints=(), words=[("",)]),
        "words: item 1 of 1: item 1 of 1: text without blanks is expected",
    ),
    "too few items": (
        LISTS,
        lambda m: m.ProbeType(ints=(), pair=(Decimal(1),)),
        "pair: exactly 2 items are allowed, not 1",
    ),
    "text that is a number": (
        UNIONS,
        lambda m: m.ProbeType(when=date(2024, 1, 31), a=" 5 "),
        "a: its text is that of another type of this union: int is expected for it",
    ),
    "text that is a member": (
        UNIONS,
        lambda m: m.ProbeType(when=date(2024, 1, 31), a="x", d=m.Other.B),
        "d: its text is that of another type of this union: Size is expected for it",
    ),
    "a number that is a boolean": (
        UNIONS,
        lambda m: m.ProbeType(when=date(2024, 1, 31), a="x", c=1),
        "c: its text is that of another type of this union: bool is expected for it",
    ),
    "text that breaks a pattern": (
        UNIONS,
        lambda m: m.ProbeType(when=date(2024, 1, 31), a="x", d="abc"),
        r"d: text that matches \[x-z\]\{2\} is expected",
    ),
    "none of the types": (
        UNIONS,
        lambda m: m.ProbeType(when=date(2024, 1, 31), a=1.5),
        "a: int or str is expected, not float",
    ),
    "a time without a zone": (
        UNIONS,
        lambda m: m.ProbeType(when=datetime(2024, 1, 31), a=1),  # noqa: DTZ001 - on purpose
        "when: a datetime with a time zone is expected",
    ),
}


@pytest.mark.parametrize("name", REFUSED_VALUES)
def test_a_value_that_would_read_back_as_another_is_refused(name: str, tmp_path: Path) -> None:
    schema, build, said = REFUSED_VALUES[name]
    with package_of(tmp_path, schema, next(numbers)) as (_, module, _), pytest.raises(ValueError, match=said):
        build(module)


@pytest.mark.parametrize(
    ("schema", "content", "said"),
    [
        (LISTS, "><ints>1 x</ints>", "/probe/ints: a whole number is expected"),
        (LISTS, ' flags="yes"><ints/>', "/probe/@flags: true or false is expected"),
        (UNIONS, ' when="tomorrow"><a/>', "/probe/@when: date or datetime is expected"),
        (UNIONS, ' when="2024-01-31"><a/><c>x</c>', "/probe/c: bool or int or Decimal is expected"),
    ],
)
def test_a_text_of_no_type_is_refused_with_its_place(
    schema: str, content: str, said: str, tmp_path: Path
) -> None:
    with (
        package_of(tmp_path, schema, next(numbers)) as (package, module, _),
        pytest.raises(package.SchemaParseError, match=said),
    ):
        package.from_xml(module.ProbeType, document(content))


def test_what_breaks_a_facet_or_is_unknown_can_be_read_and_written(tmp_path: Path) -> None:
    with package_of(tmp_path, LISTS, next(numbers)) as (package, module, _):
        xml = document("><ints/><sizes>A XL</sizes><pair>1.5</pair>")
        value = package.from_xml(module.ProbeType, xml)
        assert (value.sizes, value.pair) == (("A", "XL"), (Decimal("1.5"),))
        assert canonical(package.to_xml(value)) == canonical(xml)
        with pytest.raises(ValueError, match="item 2 of 2: a member of Size is expected"):
            package.check(value)
    with package_of(tmp_path, UNIONS, next(numbers)) as (package, module, _):
        xml = document(' when="2024-01-31"><a/><b>XL</b><d>abc</d>')
        value = package.from_xml(module.ProbeType, xml)
        assert kinds([value.b[0], value.d]) == ["Size", "str"]
        assert canonical(package.to_xml(value)) == canonical(xml)


@pytest.mark.parametrize(
    ("members", "text", "written"),
    [
        ("xsd:boolean xsd:int", "-0", "+0"),
        ("xsd:boolean xsd:int", "001", "+1"),
        ("xsd:boolean xsd:int", "true", "true"),
        ("xsd:int xsd:decimal", "5.", "5.0"),
        ("xsd:decimal xsd:double", "1e5", "1.000000E+5"),
        ("xsd:decimal xsd:double", "1.23456789e8", "1.234567890E+8"),
        ("xsd:decimal xsd:double", "-INF", "-INF"),
        ("digits xsd:int", "-0012", "-12"),
        ("digits xsd:int", "+7", "+7"),
    ],
)
def test_a_number_that_was_read_stays_one_when_it_is_written(
    members: str, text: str, written: str, tmp_path: Path
) -> None:
    digits = simple("digits", restricted("xsd:string", '<xsd:pattern value="[0-9]+"/>'))
    schema = probe(element("a", "t"), digits + simple("t", union(members)))
    with package_of(tmp_path, schema, next(numbers)) as (package, module, _):
        value = package.from_xml(module.ProbeType, document(f"><a>{text}</a>"))
        again = package.to_xml(value)

        assert canonical(again) == canonical(document(f"><a>{written}</a>"))
        read = package.from_xml(module.ProbeType, again).a
        assert (type(read), read) == (type(value.a), value.a)
