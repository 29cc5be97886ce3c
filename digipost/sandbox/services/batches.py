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
    """Answers requests about batches. Digipost documents none of the paths.

    Args:
        base_url: The address of the sandbox, for links.
        batches: The batches.
        validator: The validator for the XML.
    """

    def __init__(self, base_url: str, batches: BatchBook, validator: SchemaValidator) -> None:
        self._base_url = base_url
        self._batches = batches
        self._validator = validator

    def routes(self) -> list[Route]:
        """Return the routes to create, look up, complete and cancel batches."""
        return [
            Route("/batch", self.create, methods=["POST"]),
            Route("/batch/{uuid:uuid}", self.look, methods=["GET"]),
            Route("/batch/{uuid:uuid}", self.cancel, methods=["DELETE"]),
            Route("/batch/{uuid:uuid}/complete", self.complete, methods=["POST"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - batches belong to the broker
        """Return the links to create and to look up batches."""
        return {"create_batch": f"{self._base_url}/batch", "get_batch": f"{self._base_url}/batch/"}

    async def create(self, call: Call) -> Response:
        """Create a batch."""
        asked = await document_in(call, self._validator, api_v8.Batch)
        return self._answer(self._batches.create(call.broker_id, asked.uuid))

    async def look(self, call: Call) -> Response:
        """Return the state of a batch."""
        return self._answer(self._batches.get(call.broker_id, call.request.path_params["uuid"]))

    async def complete(self, call: Call) -> Response:
        """Complete a batch: its letters go out."""
        return self._answer(self._batches.complete(call.broker_id, call.request.path_params["uuid"]))

    async def cancel(self, call: Call) -> Response:
        """Drop a batch with its letters."""
        self._batches.cancel(call.broker_id, call.request.path_params["uuid"])
        return empty_answer()

    def _answer(self, batch: api_v8.Batch) -> Response:
        if batch.status in OPEN:
            address = f"{self._base_url}/batch/{batch.uuid}"
            uris = {"complete_batch": f"{address}/complete", "self_delete": address}
            batch.link = links(self._base_url, uris)
        return xml_answer(batch)
