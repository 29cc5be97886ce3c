"""XML against the XSDs that come with `digipost_schema`, by libxml2.

>>> parsed(b"<message").line
1
>>> document = parsed(b'<tag xmlns="http://api.digipost.no/schema/v8"/>')
>>> [problem.line for problem in problems(document)]
[1]
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
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

# What is wrong with a document is kept in the one schema of this process, until it is read.
_VALIDATING = Lock()


@attrs.frozen
class Problem:
    """What is wrong with a document.

    Attributes:
        line: Where, from 1.
        text: What libxml2 says, without the values in the document.
    """

    line: int
    text: str


def parsed(xml: bytes) -> etree._Element | Problem:
    """The root element of a document that need not be trusted, or why it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        return Problem(error.lineno or 1, "it is not well-formed XML")
    except ValueError:
        return Problem(1, "it is not well-formed XML")


def problems(document: etree._Element) -> list[Problem]:
    """What the schemas do not allow in a document, in its order; nothing when it is valid.

    A data type in a document is looked at too.
    """
    with _VALIDATING:
        schema = _schema()
        if schema.validate(document):
            return []
        # The stubs do not know that a log has entries.
        entries: Iterable[_Entry] = schema.error_log  # type: ignore[assignment]
        return [Problem(each.line, _without_value(each.message)) for each in entries]


def _without_value(message: str) -> str:
    """Return libxml2's message without the value that it quotes, which may be personal.

    The value can hold anything, also what follows it in the message: it ends where that is found last. In a
    message that libxml2 has cut, it may have no end.
    """
    starts = [at for at in (message.find("The value '"), message.find(": '")) if at >= 0]
    if not starts:
        return message
    opening = message.find("'", min(starts))
    before = message[:opening].removesuffix("The value ")
    if len(message.encode()) >= _CUT:
        return f"{before}The value is not valid."
    end = max(message.rfind("' has "), message.rfind("' is "))
    return f"{before}The value{message[end + 1 :]}" if opening < end else message


@cache
def _schema() -> etree.XMLSchema:
    """Both schemas at once, since the content of `data-type` must be valid too; compiled once in 3 ms."""
    with as_file(files("digipost_schema").joinpath("xsd", "all.xsd")) as path:
        return etree.XMLSchema(file=str(path))
