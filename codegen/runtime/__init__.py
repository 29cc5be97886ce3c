"""The classes of Digipost's schemas, and their conversion to and from XML.

    from digipost_schema import api_v8, check, from_xml, to_xml

    link = api_v8.Link(uri="https://api.digipost.no/messages")
    entry_point = from_xml(api_v8.Entrypoint, data)
    data = to_xml(entry_point)

`api_v8` has the messages of the API, `datatypes` the structured data of a document. Building an object with a
value that the schemas forbid raises an error. Documents that contain later additions by Digipost can still be
read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = [
    "NIL",
    "Nil",
    "RawElement",
    "SchemaError",
    "SchemaParseError",
    "SchemaValueError",
    "check",
    "decode",
    "from_xml",
    "to_xml",
]

_MODULES = {
    "NIL": "_nil",
    "Nil": "_nil",
    "RawElement": "_raw",
    "SchemaError": "errors",
    "SchemaParseError": "errors",
    "SchemaValueError": "errors",
    "check": "_rules",
    "decode": "_documents",
    "from_xml": "_documents",
    "to_xml": "_documents",
}

if TYPE_CHECKING:
    from ._documents import decode, from_xml, to_xml
    from ._nil import NIL, Nil
    from ._raw import RawElement
    from ._rules import check
    from .errors import SchemaError, SchemaParseError, SchemaValueError
else:

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        from importlib import import_module  # noqa: PLC0415 - lazy

        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
