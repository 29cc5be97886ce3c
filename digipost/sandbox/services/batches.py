"""Batches over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.sandbox.model.batches import OPEN
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import document_in, links
from digipost.sandbox.wire.answers import empty_answer, xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from digipost.sandbox.model.batches import BatchBook
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = ["BatchService"]


class BatchService:
    """Answers what is asked of batches. Digipost documents none of the paths.

    Args:
        base_url: The address of the sandbox, for links.
        batches: The batches.
        validator: For the XML.
    """

    def __init__(self, base_url: str, batches: BatchBook, validator: SchemaValidator) -> None:
        self._base_url = base_url
        self._batches = batches
        self._validator = validator

    def routes(self) -> list[Route]:
        """Create, look, complete and cancel."""
        return [
            Route("/batch", self.create, methods=["POST"]),
            Route("/batch/{uuid:uuid}", self.look, methods=["GET"]),
            Route("/batch/{uuid:uuid}", self.cancel, methods=["DELETE"]),
            Route("/batch/{uuid:uuid}/complete", self.complete, methods=["POST"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - batches belong to the broker
        """To where batches are made, and to one of them."""
        return {"create_batch": f"{self._base_url}/batch", "get_batch": f"{self._base_url}/batch/"}

    async def create(self, call: Call) -> Response:
        """A new batch."""
        asked = await document_in(call, self._validator, api_v8.Batch)
        return self._answer(self._batches.create(call.broker_id, asked.uuid))

    async def look(self, call: Call) -> Response:
        """How far a batch has come."""
        return self._answer(self._batches.get(call.broker_id, call.request.path_params["uuid"]))

    async def complete(self, call: Call) -> Response:
        """Let its letters go."""
        return self._answer(self._batches.complete(call.broker_id, call.request.path_params["uuid"]))

    async def cancel(self, call: Call) -> Response:
        """Drop it."""
        self._batches.cancel(call.broker_id, call.request.path_params["uuid"])
        return empty_answer()

    def _answer(self, batch: api_v8.Batch) -> Response:
        if batch.status in OPEN:
            address = f"{self._base_url}/batch/{batch.uuid}"
            uris = {"complete_batch": f"{address}/complete", "self_delete": address}
            batch.link = links(self._base_url, uris)
        return xml_answer(batch)
