"""Validation of XML by libxml2 with the XSDs in `digipost_schema`.

>>> parsed(b"<message").line
1
>>> document = parsed(b'<tag xmlns="http://api.digipost.no/schema/v8"/>')
>>> [problem.line for problem in problems(document)]
[1]
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

import attrs
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class _Entry(Protocol):
        line: int
        message: str


__all__ = ["Problem", "parsed", "problems"]

_CUT = 63_000  # bytes; libxml2 cuts its messages at 64 000
_CUT_SHORT = 149  # bytes; libxml2 before 2.13 cuts a longer message to this

# The one schema of this process stores the errors of a document until they are read.
_VALIDATING = Lock()


@attrs.frozen
class Problem:
    """An error in a document.

    Attributes:
        line: The line, counted from 1.
        text: The message of libxml2, without the values in the document.
    """

    line: int
    text: str


def parsed(xml: bytes) -> etree._Element | Problem:
    """Return the root element of an untrusted document, or the problem if it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        return Problem(error.lineno or 1, "it is not well-formed XML")
    except ValueError:
        return Problem(1, "it is not well-formed XML")


def problems(document: etree._Element) -> list[Problem]:
    """Return the schema violations in the order of the document; empty if the document is valid.

    A data type in the document is validated too.
    """
    with _VALIDATING:
        schema = _schema()
        if schema.validate(document):
            return []
        # The type stubs lack the entries of a log.
        entries: Iterable[_Entry] = schema.error_log  # type: ignore[assignment]
        return [Problem(each.line, _without_value(each.message)) for each in entries]


def _without_value(message: str) -> str:
    """Return libxml2's message without the value that it quotes, which may be personal.

    The value can hold any text, even the text that follows it in the message. So it ends at the last place
    where that text occurs. In a message that libxml2 has cut, that end may be missing: a complete message
    ends with a full stop.
    """
    starts = [at for at in (message.find("The value '"), message.find(": '")) if at >= 0]
    if not starts:
        return message
    opening = message.find("'", min(starts))
    before = message[:opening].removesuffix("The value ")
    end = max(message.rfind("' has "), message.rfind("' is "))
    size = len(message.encode())
    if size >= _CUT or size == _CUT_SHORT or end <= opening or not message.endswith("."):
        return f"{before}The value is not valid."
    return f"{before}The value{message[end + 1 :]}"


@cache
def _schema() -> etree.XMLSchema:
    """Compile one schema of both XSDs, since the content of `data-type` must be valid too; it takes 3 ms."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Imported())
    return etree.XMLSchema(etree.fromstring(_xsd("all.xsd"), parser, base_url="all.xsd"))


class _Imported(etree.Resolver):
    """Resolver of the imports of `all.xsd`, since libxml2 finds no path if the package is in a zip file."""

    def resolve(  # type: ignore[override]  # the stubs lack the context
        self, system_url: str, _public_id: str, context: object
    ) -> object:
        """Return the imported XSD; its name is the last part of the address."""
        name = system_url.rpartition("/")[2]
        return self.resolve_string(_xsd(name), context, base_url=name)


def _xsd(name: str) -> bytes:
    return files("digipost_schema").joinpath("xsd", name).read_bytes()
