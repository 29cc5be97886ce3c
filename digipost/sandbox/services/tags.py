"""Marks on people's accounts, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import document_in, query_of
from digipost.sandbox.wire.answers import empty_answer, xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from digipost.sandbox.base.store import Store
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = ["TagService"]

_QUESTION = "personal-identification-number"


class TagService:
    """Answers requests about tags. Digipost documents none of the paths.

    Args:
        base_url: The address of the sandbox, for links.
        store: The database, which has the marks of all people, in the register or not.
        validator: The validator for the XML.
    """

    def __init__(self, base_url: str, store: Store, validator: SchemaValidator) -> None:
        self._base_url = base_url
        self._store = store
        self._validator = validator

    def routes(self) -> list[Route]:
        """Return the routes to add, remove and look up marks."""
        return [
            Route("/tags", self.look, methods=["GET"]),
            Route("/tags/add", self.add, methods=["POST"]),
            Route("/tags/remove", self.remove, methods=["POST"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - the same for all senders
        """Return the links to all three operations."""
        return {
            "add_tag": f"{self._base_url}/tags/add",
            "remove_tag": f"{self._base_url}/tags/remove",
            "get_tags": f"{self._base_url}/tags",
        }

    async def look(self, call: Call) -> Response:
        """Return the marks of a person."""
        number = query_of(call).get(_QUESTION)
        if not number:
            problem = f"The query must have a {_QUESTION}."
            raise bad_request("INVALID_QUERY_PARAMETER", problem)
        has_it = self._store.first("SELECT 1 FROM tag WHERE number = ?", number) is not None
        return xml_answer(api_v8.Tags(tag_type=[api_v8.TagType.PUBLIC_MAILBOX_TAG] if has_it else []))

    async def add(self, call: Call) -> Response:
        """Mark a person."""
        self._store.change("INSERT OR IGNORE INTO tag VALUES (?)", await self._number(call))
        return empty_answer()

    async def remove(self, call: Call) -> Response:
        """Remove the mark from a person."""
        self._store.change("DELETE FROM tag WHERE number = ?", await self._number(call))
        return empty_answer()

    async def _number(self, call: Call) -> str:
        tag = await document_in(call, self._validator, api_v8.Tag)
        if tag.public_mailbox_tag is None:
            raise ValueError("a tag that is valid has its one element")
        return tag.public_mailbox_tag.personal_identification_number
