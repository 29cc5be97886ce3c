"""Accept letters, and return the status of their documents."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from digipost.sandbox.model.document_status import status_of
from digipost.sandbox.model.letters import ReceivedRequest
from digipost.sandbox.services.additional_data import delivery_with_links
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import (
    sender_in_path,
    sent_document_or_message,
    target_of,
    uploaded,
)
from digipost.sandbox.wire.answers import xml_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from starlette.responses import Response

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.state import State
    from digipost.sandbox.services.acceptance import Acceptance

__all__ = ["LetterService"]


class LetterService:
    """Answers `POST /messages`, and requests for the status of a document.

    Args:
        base_url: The address of the sandbox, for links.
        state: Accounts and grants.
        letters: The letters.
        acceptance: Accepts or refuses a message.
        storage: The folder and database for uploads.
        clock: The time.
    """

    def __init__(
        self,
        base_url: str,
        *,
        state: State,
        letters: LetterBook,
        acceptance: Acceptance,
        storage: Storage,
        clock: Callable[[], datetime],
    ) -> None:
        self._base_url = base_url
        self._state = state
        self._letters = letters
        self._acceptance = acceptance
        self._storage = storage
        self._clock = clock

    def routes(self) -> list[Route]:
        """Return the routes, with paths from Digipost's documentation or its clients.

        The path of the status link is made up: only its relation is known.
        """
        return [
            Route("/messages", self.send_message, methods=["POST"]),
            Route("/documents/{sender_id}/{uuid}/status", self.document_status, methods=["GET"]),
            Route("/documents/{sender_id}/{uuid}", self.document_status, methods=["GET"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:
        """Return the links to send messages and to look up the status of a document."""
        return {
            "create_message": f"{self._base_url}/messages",
            "document_status": f"{self._base_url}/documents/{sender_id}/",
        }

    async def send_message(self, call: Call) -> Response:
        """Accept a letter."""
        async with uploaded(call, self._storage) as upload:
            letter = self._acceptance.accept(call.broker_id, upload, _received(call))
        location = f"{self._base_url}/messages/{letter.number}"
        return xml_answer(
            delivery_with_links(self._base_url, letter), HTTPStatus.CREATED, {"Location": location}
        )

    async def document_status(self, call: Call) -> Response:
        """Return the status of a document."""
        sender_id = sender_in_path(self._state, call)
        asked = call.request.path_params["uuid"]
        letter, uuid = sent_document_or_message(self._letters, sender_id, asked)
        return xml_answer(status_of(letter, uuid, self._clock()))


def _received(call: Call) -> ReceivedRequest:
    """Return the request without its access token, which would give access to the account."""
    headers = dict(call.request.headers)
    if "authorization" in headers:
        headers["authorization"] = "Bearer …"
    target = target_of(call.request.scope)
    return ReceivedRequest(
        method=call.request.method, target=target, headers=headers, status=HTTPStatus.CREATED.value
    )
