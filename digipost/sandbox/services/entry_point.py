"""The entry point: the certificate that verifies responses, and the links to all operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import Service, links, sender_in_path
from digipost.sandbox.wire.answers import xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.responses import Response

    from digipost.sandbox.model.state import State
    from digipost.sandbox.wire.answers import AnswerSigner

__all__ = ["EntryPointService"]


class EntryPointService:
    """Answers `GET /` and `GET /{senderId}`.

    Args:
        base_url: The address of the sandbox.
        signer: The signer, whose certificate is returned.
        state: Accounts and grants.
        services: The services, whose links are returned.
    """

    def __init__(
        self, base_url: str, signer: AnswerSigner, state: State, services: Sequence[Service]
    ) -> None:
        self._base_url = base_url
        self._signer = signer
        self._state = state
        self._services = services

    def routes(self) -> list[Route]:
        """Return the routes of the root and of a sender's root; the latter must follow all other paths."""
        return [
            Route("/", self.entry_point, methods=["GET"]),
            Route("/{sender_id}", self.entry_point, methods=["GET"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - there is no link to where one is
        """Return no links."""
        return {}

    async def entry_point(self, call: Call) -> Response:
        """Return the certificate, and links to operations for the broker or the sender in the path."""
        sender_id = sender_in_path(self._state, call)
        found: dict[str, str] = {}
        for service in self._services:
            found |= service.links(sender_id)
        certificate = self._signer.certificate.pem
        return xml_answer(api_v8.Entrypoint(certificate=certificate, link=links(self._base_url, found)))
