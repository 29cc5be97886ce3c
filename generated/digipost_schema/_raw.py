"""An unparsed element, for content that the schema does not define."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from lxml import etree

from ._reading import XSI_TYPE, names, namespaces, parse
from .errors import SchemaValueError

__all__ = ["RawElement"]

# libxml2 writes the declarations of an element first, its attributes after them.
_DECLARED = re.compile(r"""\sxmlns(?::([^\s=]+))?=(?:"[^"]*"|'[^']*')""")
# Every prefix in the names of elements and attributes, and in values that can be qualified names. A search
# tries each run of characters once, from its beginning: trying every character would be quadratic.
_PREFIX = re.compile(r"(?<![^\s<>/:=\"'&;])([^\s<>/:=\"'&;]++):")


class RawElement:
    """One XML element, unchanged and with its whole content.

    Two raw elements are equal if they differ only in notation, such as prefixes or the order of attributes.
    `repr` shows only the name, since the content may be personal.

    Args:
        xml: The element as bytes, in UTF-8 or with an XML declaration that names another encoding.

    Raises:
        SchemaParseError: `xml` is not one well-formed element.

    Example:
        >>> RawElement(b'<payslip xmlns="http://api.digipost.no/schema/datatypes"/>').name
        'payslip'
    """

    __slots__ = ("_content", "_declared", "_start", "name", "namespace")

    namespace: str
    """The element's namespace; empty if it has none."""
    name: str
    """The element's local name."""
    _content: str
    """The element without declarations on itself."""
    _declared: tuple[str, ...]
    """The declarations that the element uses, its own and inherited: strings that all raw elements share."""
    _start: int
    """The place in `_content` where declarations go."""

    def __init__(self, xml: bytes) -> None:
        if not isinstance(xml, bytes):
            raise SchemaValueError("RawElement", "xml", f"bytes are expected, not {type(xml).__name__}")
        self._take(parse(xml))

    @classmethod
    def of(cls, element: etree._Element) -> RawElement:
        """Return a copy of `element`, without the text that follows it."""
        raw = cls.__new__(cls)
        raw._take(element)  # noqa: SLF001 - its own class
        return raw

    def _take(self, element: etree._Element) -> None:
        inherits_default = None in namespaces(element)
        self.namespace, self.name = names(element.tag)
        xml = etree.tostring(element, encoding="unicode", with_tail=False)
        # The name can have only the prefix with which it was parsed.
        self._start = 1 + len(f"{element.prefix}:" if element.prefix else "") + len(self.name)
        found, end = [], self._start
        while declaration := _DECLARED.match(xml, end):
            found.append(declaration)
            end = declaration.end()
        used = {None, *_PREFIX.findall(xml[: self._start]), *_PREFIX.findall(xml, end)}
        self._content = xml[: self._start] + xml[end:]
        declared = [sys.intern(each[0]) for each in found if each[1] in used]
        # Elements without a namespace must stay without one inside a parent that declares a default
        # namespace.
        self._declared = (*declared,) if inherits_default else (' xmlns=""', *declared)

    @property
    def xml(self) -> bytes:
        """The element in UTF-8 with every namespace declaration that it needs, without an XML declaration.

        The bytes are built on request: a document declares a namespace once for many elements, and a copy in
        each element would take far more memory than the document.
        """
        head, rest = self._content[: self._start], self._content[self._start :]
        return f"{head}{''.join(self._declared)}{rest}".encode()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RawElement):
            return NotImplemented
        if (self._content, self._declared) == (other._content, other._declared):
            return True
        pairs = zip_longest(_statements(parse(self.xml)), _statements(parse(other.xml)))
        return all(mine == theirs for mine, theirs in pairs)

    def __hash__(self) -> int:
        return hash((self.namespace, self.name))

    def __repr__(self) -> str:
        return f"RawElement({self.name})"

    def __reduce__(self) -> tuple[type[RawElement], tuple[bytes]]:
        return type(self), (self.xml,)


def _statements(root: etree._Element) -> Iterator[tuple[object, ...]]:
    """Yield tags, attributes and texts in the order of the document, independent of prefixes."""
    in_scope: defaultdict[str, list[str]] = defaultdict(list)
    declared: list[str] = []
    # Asking lxml for an element's namespaces takes time for each declaration, so this loop tracks them.
    for event, found in etree.iterwalk(root, events=("start-ns", "start", "end", "end-ns")):
        if event == "start-ns":
            prefix, namespace = found
            in_scope[prefix].append(namespace)
            declared.append(prefix)
        elif event == "end-ns":
            in_scope[declared.pop()].pop()
        elif event == "start":
            attributes: dict[object, object] = dict(found.attrib)
            if XSI_TYPE in attributes:
                prefix, _, name = found.attrib[XSI_TYPE].strip().rpartition(":")
                attributes[XSI_TYPE] = (*in_scope[prefix][-1:], name)
            yield found.tag, attributes, found.text or ""
        else:
            yield ((found.tail or "") if found is not root else "",)
