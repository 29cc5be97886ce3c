"""Validate XML against the schemas, as far as libxml2 and the generated classes can."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from digipost.base.schema_validation import Problem, parsed, problems
from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import bad_request
from digipost_schema import SchemaParseError, from_xml

if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["SchemaValidator"]

_T = TypeVar("_T")

_TYPES = "{http://api.digipost.no/schema/datatypes}"
_API = f"{{{api_v8.NAMESPACE}}}"
_MESSAGE, _ARCHIVE, _RECIPIENT = f"{_API}message", f"{_API}archive", f"{_API}recipient"

# By root element: the element that the Java client writes too early, and the siblings that must precede it.
_JAVA_ORDER = {
    _MESSAGE: (f"{_API}print-details", (f"{_API}bank-account-number", f"{_API}email-details")),
    _ARCHIVE: (f"{_API}documents", (f"{_API}link",)),
}


class SchemaValidator:
    """Reads XML from clients, and refuses XML that the schemas do not allow."""

    def message(self, xml: bytes) -> api_v8.Message:
        """Read the message in the XML of a letter.

        Raises:
            RefusalError: The XML is no valid message.
        """
        return self.read(api_v8.Message, xml, where="The part `message`")

    def read(self, cls: type[_T], xml: bytes, *, where: str = "The body") -> _T:
        """Read a value of that class from the XML.

        Args:
            cls: The class of a global element.
            xml: A whole document.
            where: The name of the XML in a refusal.

        Raises:
            RefusalError: The XML is no valid document of that class.
        """
        document = parsed(xml)
        if isinstance(document, Problem):
            _refuse(f"{where} is not well-formed XML.")
        reordered = _in_schema_order(document)
        _leave_out_credential_ids(document)
        for problem in problems(document):
            _refuse(f"{where} is not valid: {problem.text}, line {problem.line}")
        try:
            return from_xml(cls, etree.tostring(document) if reordered else xml)
        except SchemaParseError as error:
            _refuse(f"{where} cannot be read: {error}")


def _in_schema_order(document: etree._Element) -> bool:
    """Reorder elements in the two places where Digipost's Java client departs from the schema's order.

    Digipost's server receives that order from the Java client. A conclusion: the server accepts both orders.

    Returns:
        True if elements were moved.
    """
    first, second = _JAVA_ORDER.get(document.tag, (None, ()))
    if first is None:
        return False
    parent = document if document.tag == _ARCHIVE else next(document.iterchildren(_RECIPIENT), None)
    moved = False
    for element in () if parent is None else list(parent.iterchildren(first)):
        after = element.getnext()
        while after is not None and after.tag in second:
            element.addprevious(after)
            after = element.getnext()
            moved = True
    return moved


def _leave_out_credential_ids(document: etree._Element) -> None:
    """Remove `credential-id`, as attribute or element, from notices of verifiable credentials.

    Data types 1.3.0, on which Digipost's Java client 18.0.1 depends, have it; later ones do not. It is
    removed only from the copy that is validated.
    """
    for notice in document.iter(f"{_TYPES}verifiable-credential-notice"):
        notice.attrib.pop("credential-id", "")
        for element in notice.findall(f"{_TYPES}credential-id"):
            notice.remove(element)


def _refuse(problem: str) -> NoReturn:
    raise bad_request("SCHEMA_VALIDATION_ERROR", problem) from None
