"""The values that fields of generated classes may hold, from their validators, metadata and rules."""

from __future__ import annotations

import inspect
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import attrs

from codegen.names import Names
from codegen.pipeline import OVERRIDES
from digipost_schema._validators import OptionalValidator

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.generated.packages import Value

# Nothing of ours has these, but a new edition may; tests/codegen asks about them.
NEWER = {"decimal", "only", "list_of", "_Union"}
KINDS = {
    *NEWER,
    *("text", "integer", "double", "boolean", "aware_datetime", "local_datetime", "calendar_date", "uuid"),
    *("member", "instance", "later", "data_type", "_check_decimal", "_check_money"),
}


@dataclass(frozen=True)
class Field:
    """One field of a generated class.

    Attributes:
        owner: The class.
        name: Its name in Python.
        xml_name: Its name in XML; empty for the text of an element and for a wildcard.
        role: `Element`, `Attribute`, `Wildcard`, or `Text`.
        kind: The function of the package's `_validators` that made its validator.
        limits: The arguments of that function, as its validator holds them.
        accepts: Returns True for an allowed value; of a list, an item.
        is_list: True if it repeats.
        is_optional: True if it may be None.
        default: The value if none is given; `attrs.NOTHING` if it is required.
    """

    owner: type
    name: str
    xml_name: str
    role: str
    kind: str
    limits: dict[str, Value]
    accepts: Callable[[object], bool]
    is_list: bool
    is_optional: bool
    default: object

    def __str__(self) -> str:
        return f"{self.owner.__name__}.{self.name}"

    def __hash__(self) -> int:
        return hash((self.owner, self.name))

    def within(self, check: Callable[[object], object]) -> Field:
        """A part of this field's value with a check of its own: an item of a list, or a member of a union."""
        return replace(
            self, kind=_made_by(check), limits=_limits(check), accepts=lambda value: check(value) is None
        )

    @property
    def is_required(self) -> bool:
        """Return True if the schema demands a value, even if the class lets it be missing."""
        return self.default is attrs.NOTHING or self.key in refined("optional")

    @property
    def key(self) -> tuple[str, str, str]:
        """Its key across packages: its module, its class and its name in XML."""
        return self.owner.__module__.rpartition(".")[2], self.owner.__name__, self.xml_name

    @property
    def is_money(self) -> bool:
        """Return True if it has exactly two decimals."""
        return self.key in refined("value", kind="money")

    @property
    def is_personal(self) -> bool:
        """Return True if `repr` must not show it."""
        return self.key in refined("personal")


@cache
def fields(cls: type) -> tuple[Field, ...]:
    """The fields of a class in the order of the XML, those of its base first."""
    return tuple(_field(cls, each) for each in attrs.fields(cls))


def _field(owner: type, attribute: attrs.Attribute[Value]) -> Field:
    check = attribute.validator.check  # type: ignore[union-attr]
    is_list, is_optional = _made_by(check) == "items", isinstance(attribute.validator, OptionalValidator)
    if is_list:
        check = _limits(check)["check"]
    if _made_by(check) == "or_nil":
        check = _limits(check)["inner"]
    kind = _made_by(check)
    assert kind in KINDS, kind
    default = attribute.default
    return Field(
        owner=owner,
        name=attribute.name,
        xml_name=attribute.metadata.get("name", ""),
        role=attribute.metadata.get("type", "Text"),
        kind=kind,
        limits=_limits(check),
        accepts=lambda value: check(value) is None,
        is_list=is_list,
        is_optional=is_optional,
        default=[] if isinstance(default, attrs.Factory) else default,  # type: ignore[arg-type]
    )


def _limits(check: Callable[..., object]) -> dict[str, Value]:
    """The arguments of the function that made a check; of a method, also its object."""
    return {"self": getattr(check, "__self__", None), **inspect.getclosurevars(check).nonlocals}


def _made_by(check: Callable[..., object]) -> str:
    return check.__qualname__.partition(".")[0]


@cache
def refined(table: str, kind: str | None = None) -> frozenset[tuple[str, str, str]]:
    """The keys of the fields that one table of overrides.toml lists."""
    entries = tomllib.loads(OVERRIDES.read_text(encoding="utf-8"))[table]
    listed = [each.get("fields") or [each["field"]] for each in entries if each.get("kind") == kind]
    paths = [path.split("/") for group in listed for path in group]
    return frozenset((module, Names.cls(owner), field) for module, owner, field in paths)
