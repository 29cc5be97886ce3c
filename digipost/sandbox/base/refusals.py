"""What the sandbox says no with: a status, an error code, its type and an explanation.

The statuses of missing or wrong headers, of a wrong signature, of an invalid message and of an unknown
recipient are in Digipost's documentation of response codes. Which code goes with which status is not
documented, and no code is described: those used here are conclusions from their names, save where a comment
tells otherwise.
"""

from __future__ import annotations

from http import HTTPStatus

from digipost.sandbox.base.error_types import error_type_of

__all__ = ["RefusalError", "bad_request"]


class RefusalError(Exception):
    """A request that is answered with an `error` document, and changes nothing.

    Attributes:
        status: The HTTP status.
        code: Digipost's error code.
        message: For who maintains the client; never a name, number or text that was sent.
        error_type: The type of the code, or None where the answer has none.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.error_type = error_type_of(code)


def bad_request(code: str, message: str) -> RefusalError:
    """The refusal of what is wrong by itself, whoever sends it: 400."""
    return RefusalError(HTTPStatus.BAD_REQUEST, code, message)
