"""XML as the schemas have it, as far as libxml2 and the generated classes can tell."""

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

# By root element: what the Java client writes first, and before which of its following siblings it belongs.
_JAVA_ORDER = {
    _MESSAGE: (f"{_API}print-details", (f"{_API}bank-account-number", f"{_API}email-details")),
    _ARCHIVE: (f"{_API}documents", (f"{_API}link",)),
}


class SchemaValidator:
    """Reads what clients send, and refuses what the schemas do not allow."""

    def message(self, xml: bytes) -> api_v8.Message:
        """The message in the XML of a letter.

        Raises:
            RefusalError: It is no valid message.
        """
        return self.read(api_v8.Message, xml, where="The part `message`")

    def read(self, cls: type[_T], xml: bytes, *, where: str = "The body") -> _T:
        """The value of that class in the XML.

        Args:
            cls: The class of a global element.
            xml: A whole document.
            where: What the XML is called in a refusal.

        Raises:
            RefusalError: It is no valid document of that kind.
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
    """Put right the two places where Digipost's Java client writes another order than the schema has.

    Digipost's server has been getting that order from it all along: that it takes both is a conclusion.

    Returns:
        Whether there was something to put right.
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
    """Let the notice of a verifiable credential have a `credential-id`, as attribute or element.

    Data types 1.3.0, on which Digipost's Java client 18.0.1 depends, have it; later ones have not. It is left
    out of what is validated only.
    """
    for notice in document.iter(f"{_TYPES}verifiable-credential-notice"):
        notice.attrib.pop("credential-id", "")
        for element in notice.findall(f"{_TYPES}credential-id"):
            notice.remove(element)


def _refuse(problem: str) -> NoReturn:
    raise bad_request("SCHEMA_VALIDATION_ERROR", problem) from None
