"""An element kept as it came, for what the schema leaves open."""

from __future__ import annotations

from lxml import etree

from ._reading import XSI_TYPE, names, parse, type_name
from .errors import SchemaValueError

__all__ = ["RawElement"]


class RawElement:
    """One XML element as it is, with everything in it.

    Two are equal when they say the same: prefixes, the order of attributes and the like make no difference.
    `repr` shows the name only, since the content may be personal.

    Args:
        xml: The element as bytes, in UTF-8 or with an XML declaration that names another encoding.

    Raises:
        SchemaParseError: When `xml` is not one well-formed element.

    Example:
        >>> RawElement(b'<payslip xmlns="http://api.digipost.no/schema/datatypes"/>').name
        'payslip'
    """

    __slots__ = ("name", "namespace", "xml")

    namespace: str
    """The element's namespace; empty when it has none."""
    name: str
    """The element's local name."""
    xml: bytes
    """The element in UTF-8 with every namespace declaration that it needs, without an XML declaration."""

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
        self.namespace, self.name = names(element.tag)
        xml = etree.tostring(element, encoding="unicode", with_tail=False)
        if None not in element.nsmap:
            # Elements without a namespace must stay so inside a parent that declares a default one.
            start = 1 + len(element.prefix) + 1 + len(self.name) if element.prefix else 1 + len(self.name)
            xml = f'{xml[:start]} xmlns=""{xml[start:]}'
        self.xml = xml.encode()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RawElement):
            return NotImplemented
        return self.xml == other.xml or _content(parse(self.xml)) == _content(parse(other.xml))

    def __hash__(self) -> int:
        return hash((self.namespace, self.name))

    def __repr__(self) -> str:
        return f"RawElement({self.name})"

    def __reduce__(self) -> tuple[type[RawElement], tuple[bytes]]:
        return type(self), (self.xml,)


def _content(element: etree._Element) -> tuple[object, ...]:
    """Return what an element says, without how."""
    attributes = {
        name: type_name(element) if name == XSI_TYPE else value for name, value in element.attrib.items()
    }
    children = [(_content(child), child.tail or "") for child in element]
    return element.tag, attributes, element.text or "", children
