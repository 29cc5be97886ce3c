"""XML against the XSDs that come with `digipost_schema`, by libxml2.

>>> parsed(b"<message").line
1
>>> document = parsed(b'<tag xmlns="http://api.digipost.no/schema/v8"/>')
>>> [problem.line for problem in problems(document)]
[1]
"""

from __future__ import annotations

import re
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

# Where libxml2 quotes what was sent, which may be personal.
_QUOTED = re.compile(r"(?:The value |(?<=: ))'.*'(?= (?:has|is) )", re.DOTALL)

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
        return [Problem(each.line, _QUOTED.sub("The value", each.message)) for each in entries]


@cache
def _schema() -> etree.XMLSchema:
    """Both schemas at once, since the content of `data-type` must be valid too; compiled once in 3 ms."""
    with as_file(files("digipost_schema").joinpath("xsd", "all.xsd")) as path:
        return etree.XMLSchema(file=str(path))
