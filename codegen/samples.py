"""Sample documents of a model: for each global element, the smallest document and larger documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

import attrs

from codegen.compounds import Compound, Item, OneOf
from codegen.content import Content, Group, Wildcard
from codegen.model import ClassModel, FieldModel, ModuleModel
from codegen.patterns import translate_pattern
from codegen.runtime._patterns import compiled
from codegen.simple_types import SimpleType
from codegen.values import KINDS, Kind

__all__ = ["Sample", "samples"]

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DEEPEST = 6
_MOST_ITEMS = 2
_VARIANTS = 4
# A document with more elements is not tried: it would take longer than all other documents together.
_MOST_ELEMENTS = 500
# Candidates for a text with a pattern or a limit of length, in this order.
_TEXTS = (
    *("a", '<&>" ', "12", "A1", "no.digipost.feature.a", "#E6E6E6", "H0101", "https://example.org/?a=b%20c"),
    *("00000000-0000-0000-0000-000000000000", "15941432384", "123456789", "0123", "a" * 40, "1" * 26),
    "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n",
)
_VALUES = {
    "boolean": ("true", "false"),
    "date": ("2024-01-31",),
    "datetime": ("2024-01-31T12:00:00Z",),
    "zoned-datetime": ("2024-01-31T12:00:00+01:00",),
    "local-datetime": ("2024-01-31T12:00:00",),
    "long": ("1", "0", "17", "1000"),
    "int": ("1", "0", "17", "1000"),
    "integer": ("1", "0", "17", "1000"),
    "decimal": ("1.5", "-3", "1", "0.01", "120.75", "-0.5"),
    "double": ("1.5",),
    "money": ("1.50", "17.00"),
    "uuid": ("763ee844-e081-4136-a7f7-c2e5c03fe5d6",),
}


@attrs.frozen
class Sample:
    """A document, and the class that reads it."""

    module: str
    cls: str
    xml: str


class _CannotBeMadeError(Exception):
    """The generator knows no fitting value, or the content has no end."""


def samples(models: list[ModuleModel]) -> Iterator[Sample]:
    """Yield documents of every global element for which this module knows valid values."""
    for model in models:
        maker = _Maker(model, models)
        for cls in model.roots:
            made = dict.fromkeys(_tried(maker, cls))
            yield from (Sample(model.name, cls.name, xml) for xml in made if xml)


def _tried(maker: _Maker, cls: ClassModel) -> Iterator[str]:
    for variant in range(_VARIANTS):
        maker.made = 0
        try:
            yield maker.element(
                cls, cls.element or "", variant, 0, f" xmlns={quoteattr(maker.model.namespace)}"
            )
        except _CannotBeMadeError:
            continue


@attrs.define
class _Maker:
    model: ModuleModel
    models: list[ModuleModel]
    by_name: dict[str, ClassModel] = attrs.field(init=False)
    made: int = 0

    def __attrs_post_init__(self) -> None:
        self.by_name = {each.name: each for each in self.model.classes}

    def element(self, cls: ClassModel, tag: str, variant: int, depth: int, more: str = "") -> str:
        """Return an element; variant 0 is the smallest, and each other variant uses another alternative."""
        if cls.is_abstract:
            built = self.model.built_as(cls.name)
            if not built:
                raise _CannotBeMadeError
            cls = built[variant % len(built)]
            more += f' xmlns:xsi="{_XSI}" xsi:type="{cls.xml_name}"'
        if depth > _DEEPEST:
            raise _CannotBeMadeError
        fields = {field.xml_name: field for field in cls.all_fields if field.role != "attribute"}
        # A default is always written: otherwise, the written document would differ from the document that was
        # read.
        listed = cls.of_role("attribute")
        given = [each for each in listed if each.least or each.default is not None or variant % 2]
        attributes = "".join(f" {field.xml_name}={quoteattr(_value(field, variant))}" for field in given)
        text = "".join(escape(_value(field, variant)) for field in cls.of_role("text"))
        inner = text + "".join(self.content(cls.content, fields, variant, depth))
        return f"<{tag}{more}{attributes}>{inner}</{tag}>"

    def content(
        self, part: Content, fields: dict[str, FieldModel], variant: int, depth: int
    ) -> Iterator[str]:
        if isinstance(part, Group):
            if not part.least and (variant == 0 or depth > 1):
                return
            parts = [part.parts[variant % len(part.parts)]] if part.kind == "choice" else part.parts
            for each in parts:
                yield from self.content(each, fields, variant, depth)
            return
        count = part.least if variant == 0 or depth > 1 else min(part.most or _MOST_ITEMS, _MOST_ITEMS)
        for _ in range(max(count, part.least)):
            yield self.one(part, fields[part.name], variant, depth)

    def one(self, part: Content, field: FieldModel, variant: int, depth: int) -> str:
        self.made += 1
        if self.made > _MOST_ELEMENTS:
            raise _CannotBeMadeError
        if isinstance(part, Wildcard):
            return self.foreign(part, variant, depth)
        if field.is_nillable and variant == _VARIANTS - 1:
            return f'<{field.xml_name} xmlns:xsi="{_XSI}" xsi:nil="true"/>'
        if field.target in self.by_name:
            return self.element(self.by_name[field.target], field.xml_name, variant, depth + 1)
        return f"<{field.xml_name}>{escape(_value(field, variant))}</{field.xml_name}>"

    def foreign(self, part: Wildcard, variant: int, depth: int) -> str:
        for model in self.models:
            if model.namespace in part.namespaces and model.roots and model is not self.model:
                cls = model.roots[variant % len(model.roots)]
                maker = _Maker(model, self.models)
                return maker.element(
                    cls, cls.element or "", 0, depth + 1, f" xmlns={quoteattr(model.namespace)}"
                )
        if part.process == "strict":
            raise _CannotBeMadeError
        namespace = next((each for each in part.namespaces if not each.startswith("#")), "")
        return f"<other xmlns={quoteattr(namespace)}/>"


def _value(field: FieldModel, variant: int) -> str:
    if field.fixed is not None:
        return field.fixed
    if field.compound is not None:
        return _of_compound(field.compound, field.simple, variant)
    return _plain_value(field.kind, field.simple or SimpleType(None, "string"), variant)


def _of_compound(compound: Compound | Item, simple: SimpleType | None, variant: int) -> str:
    """Return a text of a list or a union; each variant uses another member."""
    if isinstance(compound, OneOf):
        return _of_compound(compound.members[variant % len(compound.members)], None, variant)
    if isinstance(compound, Item):
        return _plain_value(compound.kind, compound.simple, variant)
    limits = simple or SimpleType(None, "list")
    least, most = (limits.get("length") or limits.get(each) for each in ("minLength", "maxLength"))
    count = max(int(least or 0), min(variant, int(most or _MOST_ITEMS)))
    return " ".join(_of_compound(compound.item, None, variant + place) for place in range(count))


def _plain_value(found: Kind | None, simple: SimpleType, variant: int) -> str:
    if simple.values:
        return simple.values[variant % len(simple.values)].text
    kind = next((name for name, kind in KINDS.items() if kind is found), "text")
    is_decimal = found is not None and found.annotation == "Decimal"
    values = _VALUES.get(kind) or (_VALUES["money"] if is_decimal else _TEXTS)
    fitting = [each for each in values if _fits(simple, each)]
    if kind == "uri":
        fitting = [each for each in fitting if each.strip() == each and "<" not in each]
    if not fitting:
        raise _CannotBeMadeError
    return fitting[variant % len(fitting)]


def _fits(simple: SimpleType, text: str) -> bool:
    limits = {name: value for name, value in simple.facets if name != "pattern"}
    if not all(compiled(translate_pattern(each)).fullmatch(text) for each in simple.all("pattern")):
        return False
    digits = [len(part) for part in text.strip("-0").split(".")]
    checks: dict[str, Callable[[str], bool]] = {
        "minInclusive": lambda limit: Decimal(text) >= Decimal(limit),
        "maxInclusive": lambda limit: Decimal(text) <= Decimal(limit),
        "minExclusive": lambda limit: Decimal(text) > Decimal(limit),
        "maxExclusive": lambda limit: Decimal(text) < Decimal(limit),
        "totalDigits": lambda limit: sum(digits) <= int(limit),
        "fractionDigits": lambda limit: sum(digits[1:]) <= int(limit),
        "length": lambda limit: len(text) == int(limit),
        "minLength": lambda limit: len(text) >= int(limit),
        "maxLength": lambda limit: len(text) <= int(limit),
    }
    return all(checks[name](limit) for name, limit in limits.items())
