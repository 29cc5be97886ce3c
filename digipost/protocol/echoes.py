"""The texts of a request that Digipost's explanation of an error must not repeat.

An explanation can quote a name, an address, a search text or a value of a data type. No pattern distinguishes
these from other words. But the request contains them, so the client takes them from there: see
`masking.without_echoes`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from digipost.errors._masking import PATH_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["texts_sent"]

# Shorter texts reveal little about a person, and masking them would remove much of an explanation.
_SHORTEST_WORD, _SHORTEST_NUMBER = 3, 4
_MOST_XML = 1 << 20  # bytes
# Elements whose values reveal nothing about a person or a content, and often explain the error.
_NEUTRAL = frozenset(
    [
        "after-hours",
        "authentication-level",
        "batch",
        "color",
        "content-type",
        "deletion-time",
        "delivery-time",
        "file-type",
        "message-id",
        "nondeliverable-handling",
        "organisation-number",
        "part-id",
        "print-if-unread-after",
        "registration-deadline",
        "sender-id",
        "sensitivity-level",
        "technical-type",
        "uuid",
    ]
)
# Elements of which an explanation may quote single words.
_OF_WORDS = frozenset(
    [
        "additional-addressline",
        "addressline1",
        "addressline2",
        "addressline3",
        "addressline4",
        "city",
        "firstname",
        "fullname",
        "lastname",
        "middlename",
        "name",
        "search-string",
        "street",
        "subject",
    ]
)


def texts_sent(target: str, xml: bytes | None) -> frozenset[str]:
    """Collect the texts of a request that its answer must not repeat.

    Args:
        target: Path and query.
        xml: The XML of the body, or of its first part.
    """
    path, _, query = target.partition("?")
    texts = {text for segment in path.split("/") if segment not in PATH_WORDS for text in _parts(segment)}
    for parameter in query.split("&"):
        texts.update(_parts(parameter.partition("=")[2]))
    texts.update(_in_xml(xml) if xml else ())
    return frozenset(
        text for text in texts if len(text) >= (_SHORTEST_NUMBER if text.isdecimal() else _SHORTEST_WORD)
    )


def _parts(escaped: str) -> Iterator[str]:
    text = unquote(escaped)
    yield text
    yield from _words(text)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w\-']*", text)


def _in_xml(xml: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(xml[:_MOST_XML], parser)
    for element in () if root is None else root.iter(etree.Element):
        name = etree.QName(element).localname
        text = " ".join((element.text or "").split())
        if text and name not in _NEUTRAL:
            yield text
            if name in _OF_WORDS:
                yield from _words(text)
