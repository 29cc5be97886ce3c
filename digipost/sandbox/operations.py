"""What can be asked of the sandbox: one method for each operation of the API that it serves."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

import attrs
from starlette.routing import Route

from digipost.media_types import XML
from digipost.sandbox.answers import xml_answer
from digipost.sandbox.delivery import status_of
from digipost.sandbox.gate import account_id
from digipost.sandbox.refusals import RefusalError
from digipost.sandbox.uploads import Upload, boundary_of
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from digipost.sandbox.acceptance import Acceptance
    from digipost.sandbox.state import State
    from digipost.sandbox.uploads import Storage

__all__ = ["Call", "Operations"]


@attrs.frozen
class Call:
    """A request that was let in.

    Attributes:
        broker_id: The account that signed it.
        request: The request, with its body still to be read.
    """

    broker_id: int
    request: Request


class Operations:
    """The operations, over the state of one sandbox.

    Args:
        base_url: The address of the sandbox, for links.
        certificate: The certificate of the key that signs answers, in PEM form.
        state: What the sandbox knows.
        acceptance: For messages.
        storage: Where uploads are written.
        clock: The time.
    """

    def __init__(
        self,
        base_url: str,
        certificate: str,
        *,
        state: State,
        acceptance: Acceptance,
        storage: Storage,
        clock: Callable[[], datetime],
    ) -> None:
        self._base_url = base_url
        self._certificate = certificate
        self._state = state
        self._acceptance = acceptance
        self._storage = storage
        self._clock = clock

    def routes(self) -> list[Route]:
        """Which method and path each operation answers to.

        The paths are those that Digipost's documentation or its clients have. That of the status link is made
        up: its relation is known, its path is not.
        """
        return [
            Route("/", self.entry_point, methods=["GET"]),
            Route("/messages", self.send_message, methods=["POST"]),
            Route("/documents/{sender_id}/{uuid}/status", self.document_status, methods=["GET"]),
            Route("/documents/{sender_id}/{uuid}", self.document_status, methods=["GET"]),
            Route("/{sender_id}", self.entry_point, methods=["GET"]),
        ]

    async def entry_point(self, call: Call) -> Response:
        """The certificate, and links to the operations for the broker or for the sender in the path."""
        sender_id = self._sender_in_path(call)
        links = {
            "create_message": f"{self._base_url}/messages",
            "document_status": f"{self._base_url}/documents/{sender_id}/",
        }
        entry_point = api_v8.Entrypoint(
            certificate=self._certificate,
            link=[
                api_v8.Link(rel=f"{self._base_url}/relations/{name}", uri=uri, media_type=XML)
                for name, uri in links.items()
            ],
        )
        return xml_answer(entry_point)

    async def send_message(self, call: Call) -> Response:
        """Take a letter in."""
        boundary = boundary_of(call.request.headers.get("content-type"))
        with Upload(self._storage.new_folder(), boundary) as upload:
            async for chunk in call.request.stream():
                upload.write(chunk)
            number, letter = self._acceptance.accept(call.broker_id, upload.parts())
            upload.keep()
        location = f"{self._base_url}/messages/{number}"
        return xml_answer(letter.delivery, HTTPStatus.CREATED, {"Location": location})

    async def document_status(self, call: Call) -> Response:
        """Where a document is."""
        sender_id = self._sender_in_path(call)
        try:
            uuid = UUID(call.request.path_params["uuid"])
        except ValueError:
            raise _no_document() from None
        letter = self._state.letter_with(sender_id, uuid)
        if letter is None:
            raise _no_document()
        return xml_answer(status_of(letter, uuid, self._clock()))

    def _sender_in_path(self, call: Call) -> int:
        text = call.request.path_params.get("sender_id")
        sender_id = call.broker_id if text is None else account_id(text)
        if sender_id is None:
            raise RefusalError(HTTPStatus.NOT_FOUND, "PROBLEM_WITH_REQUEST", "There is nothing at this path.")
        self._state.check_grant(call.broker_id, sender_id)
        return sender_id


def _no_document() -> RefusalError:
    return RefusalError(
        HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", "This sender has sent no document with this uuid."
    )
