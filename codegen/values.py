"""Kinds of simple values in Python: their types, validators, and conversions to and from text."""

from __future__ import annotations

import attrs

__all__ = ["KINDS", "NATIVE", "Kind"]


@attrs.frozen
class Kind:
    """A kind of simple value.

    Attributes:
        annotation: The Python type.
        validator: The function in the package's `_validators` or `_numbers` that creates its validator.
        write: The function in `_lexical` that writes a value as text without markup; empty for text itself.
        read: The function in `_lexical` that reads a value; empty for text itself.
        at_least: The smallest number of its type.
        at_most: The largest number of its type.
        is_refined: True if only overrides.toml assigns it, to another type of the schema.
    """

    annotation: str
    validator: str
    write: str = ""
    read: str = ""
    at_least: int | None = None
    at_most: int | None = None
    is_refined: bool = False

    def validator_expression(self, arguments: str) -> str:
        """Return the expression in the module of classes that creates a validator with these arguments."""
        module = "_n" if self.annotation in {"int", "float", "Decimal"} else "_v"
        return f"{module}.{self.validator}({arguments})"


KINDS = {
    "text": Kind("str", "text"),
    "uri": Kind("str", "text", read="read_uri"),
    "long": Kind("int", "integer", "write_integer", "read_integer", -(2**63), 2**63 - 1),
    "int": Kind("int", "integer", "write_integer", "read_integer", -(2**31), 2**31 - 1),
    "integer": Kind("int", "integer", "write_integer", "read_integer"),
    "decimal": Kind("Decimal", "decimal", "write_decimal", "read_decimal"),
    "money": Kind("Decimal", "money", "write_money", "read_money", is_refined=True),
    "decimal-money": Kind("Decimal", "money", "write_decimal", "read_decimal", is_refined=True),
    "double": Kind("float", "double", "write_double", "read_double"),
    "boolean": Kind("bool", "boolean", "write_boolean", "read_boolean"),
    "date": Kind("date", "calendar_date", "write_date", "read_date"),
    "datetime": Kind("datetime", "aware_datetime", "write_datetime", "read_datetime"),
    "zoned-datetime": Kind(
        "datetime", "aware_datetime", "write_datetime", "read_zoned_datetime", is_refined=True
    ),
    "local-datetime": Kind(
        "datetime", "local_datetime", "write_local_datetime", "read_local_datetime", is_refined=True
    ),
    "uuid": Kind("UUID", "uuid", "write_uuid", "read_uuid", is_refined=True),
}

# The XML Schema types that the schemas use; any other type fails the generation until it is added here.
NATIVE = {
    "string": "text",
    "anyURI": "uri",
    "long": "long",
    "int": "int",
    "integer": "integer",
    "decimal": "decimal",
    "double": "double",
    "boolean": "boolean",
    "date": "date",
    "dateTime": "datetime",
}
