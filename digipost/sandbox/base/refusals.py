"""Refusals of the sandbox: a status, an error code, its type and an explanation.

Digipost's documentation of response codes has the statuses for missing or wrong headers, a wrong
signature, an invalid message and an unknown recipient. It neither pairs codes with statuses nor
describes a code. The codes used here are conclusions from their names, unless a comment says otherwise.
"""

from __future__ import annotations

from http import HTTPStatus

from digipost.sandbox.base.error_types import error_type_of

__all__ = ["RefusalError", "bad_request"]


class RefusalError(Exception):
    """Raised for a request that is answered with an `error` document and changes nothing.

    Attributes:
        status: The HTTP status.
        code: Digipost's error code.
        message: A text for the client's developers; never a name, number or text that was sent.
        error_type: The type of the code, or None if the response has none.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.error_type = error_type_of(code)


def bad_request(code: str, message: str) -> RefusalError:
    """Return a refusal with status 400, for requests that are wrong regardless of their sender."""
    return RefusalError(HTTPStatus.BAD_REQUEST, code, message)
