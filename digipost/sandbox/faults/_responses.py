"""Responses, changed or replaced by a fault."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from lxml import etree
from starlette.datastructures import URL
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from digipost.auth.signing import content_hash
from digipost.base.schema_version import api_v8
from digipost.protocol.media_types import XML
from digipost.sandbox.base.error_types import error_type_of
from digipost.sandbox.faults.kinds import ErrorBody, Mishap, Redirect, Status
from digipost.sandbox.wire.answers import compressed, redirect, xml_answer

if TYPE_CHECKING:
    from starlette.types import Scope

    from digipost.sandbox.faults.kinds import Fault
    from digipost.sandbox.wire.answers import AnswerSigner

__all__ = ["instead", "is_processed", "signed"]

_STALE = timedelta(minutes=10)  # five would already be too old
_OTHER_BODY = b"another body"
_PROBLEM = "The sandbox was told to refuse this request."
_NEW = "something-new"
_NEW_VALUE = "SOMETHING_NEW"
_PAGE = "<!DOCTYPE html><title>Service unavailable</title><h1>Service unavailable</h1>\n"

# Error codes that follow from the status, by Digipost's Java client. The code for 429 is not known.
_CODES = {500: "SERVER_ERROR", 503: "API_UNAVAILABLE"}


def instead(fault: Fault | None, scope: Scope) -> Response | None:
    """Return the response that the fault gives instead of the real response, or None.

    Args:
        fault: The fault.
        scope: The ASGI scope of the request.
    """
    if isinstance(fault, Redirect):
        return redirect(fault.to or str(URL(scope=scope)))
    if isinstance(fault, Status):
        answer = _error(fault)
        if fault.retry_after is not None:
            answer.headers["Retry-After"] = str(int(fault.retry_after.total_seconds()))
        return answer
    return None


def is_processed(fault: Fault | None) -> bool:
    """Return True if the request is processed although the response reports an error."""
    return isinstance(fault, Status) and fault.processed


def signed(
    answer: Response,
    target: str,
    fault: Fault | None,
    signer: AnswerSigner,
    *,
    back: timedelta,
    accepted: str = "",
) -> Response:
    """Return the response to send: changed, and signed or left unsigned, as the fault demands.

    Args:
        answer: The response.
        target: The target of the request.
        fault: The fault.
        signer: Signs the response.
        back: The time that the client's clock is behind the clock of the sandbox.
        accepted: The encodings that the client accepts.
    """
    if isinstance(fault, Status) and fault.body is ErrorBody.PAGE:
        return answer  # a proxy signs nothing
    if fault is Mishap.UNKNOWN_ELEMENTS:
        answer = _with_unknown_elements(answer)
    elif fault is Mishap.UNKNOWN_VALUES:
        answer = _with_unknown_values(answer)
    elif fault is Mishap.NEW_CERTIFICATE:
        signer.change_key()
    if fault is Mishap.WRONG_SIGNATURE:
        target = f"/another{target}"
    answer = compressed(answer, accepted)
    other = content_hash(_OTHER_BODY) if fault is Mishap.WRONG_HASH else None
    if fault is Mishap.STALE_DATE:
        back += _STALE
    signer.sign(answer, target, back=back, body_hash=other)
    if fault is Mishap.NO_SIGNATURE:
        del answer.headers["X-Digipost-Signature"]
    return answer


def _error(fault: Status) -> Response:
    if fault.body is ErrorBody.EMPTY:
        return Response(status_code=fault.status)
    if fault.body is ErrorBody.TEXT:
        return PlainTextResponse(_PROBLEM, fault.status)
    if fault.body is ErrorBody.PAGE:
        return HTMLResponse(_PAGE, fault.status)
    code = fault.code or _CODES.get(fault.status, "GENERAL_ERROR")
    by_status = "SERVER" if fault.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "CLIENT_TECHNICAL"
    error = api_v8.Error(
        error_code=code,
        error_message=_PROBLEM,
        error_type=None if fault.body is ErrorBody.UNTYPED else error_type_of(code) or by_status,
    )
    return xml_answer(error, fault.status)


def _with_unknown_elements(answer: Response) -> Response:
    """Add an attribute to the root, and elements first and last in the root and in its children."""
    root = _root(answer)
    if root is None:
        return answer
    root.set(_NEW, "yes")
    for parent in (root, *root):
        if len(parent) or parent is root:
            parent.insert(0, _new_element(root))
            parent.append(_new_element(root))
    return _with_body(answer, root)


def _new_element(root: etree._Element) -> etree._Element:
    element = etree.Element(f"{{{etree.QName(root).namespace}}}{_NEW}", {"made-up": "yes"})
    etree.SubElement(element, element.tag).text = "new"
    return element


def _with_unknown_values(answer: Response) -> Response:
    root = _root(answer)
    if root is None:
        return answer
    for element in root.iter(etree.Element):
        if element.text in _known_values() and not len(element):
            element.text = _NEW_VALUE
        for name, value in element.items():
            if value in _known_values():
                element.set(name, _NEW_VALUE)
    return _with_body(answer, root)


@cache
def _known_values() -> frozenset[str]:
    """Return every value of an enumeration of the API."""
    classes = (each for each in vars(api_v8).values() if isinstance(each, type))
    enumerations = (each for each in classes if issubclass(each, Enum))
    return frozenset(str(member.value) for each in enumerations for member in each)


def _root(answer: Response) -> etree._Element | None:
    """Return the root of an XML response; None for any other response."""
    if answer.media_type != XML or not answer.body:
        return None
    return etree.fromstring(bytes(answer.body))


def _with_body(answer: Response, root: etree._Element) -> Response:
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    return Response(etree.tostring(root), answer.status_code, headers)
