"""Events of documents, and the contents that they link to, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
from starlette.responses import Response

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.clock import lag_of
from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.services.admission import account_id
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import link, number_in, sender_in_path, sent_document
from digipost.sandbox.wire.answers import xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.sandbox.base.clock import Clock
    from digipost.sandbox.model.events import EventLog, RecordedEvent
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.state import State
    from digipost.sandbox.services.senders import SenderDirectory

__all__ = ["EventService"]

_A_MOMENT = timedelta(minutes=1)


class EventService:
    """Answers `GET /documents/events`, and serves the contents of documents that move to another mailbox.

    Args:
        base_url: The address of the sandbox, for links.
        state: Accounts and grants.
        letters: The letters.
        log: The recorded events.
        clock: The time.
        directory: The accounts of organisations in queries.
    """

    def __init__(
        self,
        base_url: str,
        *,
        state: State,
        letters: LetterBook,
        log: EventLog,
        clock: Clock,
        directory: SenderDirectory,
    ) -> None:
        self._base_url = base_url
        self._state = state
        self._letters = letters
        self._log = log
        self._clock = clock
        self._directory = directory

    def routes(self) -> list[Route]:
        """Return the routes; the path of events is documented, the path of contents is made up."""
        return [
            Route("/documents/events", self.events, methods=["GET"]),
            Route("/documents/{sender_id}/{uuid}/content", self.content, methods=["GET"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - events belong to the broker
        """Return the link to the broker's events."""
        return {"document_events": f"{self._base_url}/documents/events"}

    async def events(self, call: Call) -> Response:
        """Return a page of the broker's events."""
        query = call.request.query_params
        start, end = _time(query, "from"), _time(query, "to")
        if start > end:
            raise bad_request("INVALID_DATE_RANGE", "`from` is after `to`.")
        now, lag = self._clock(), lag_of(call.request.headers, self._clock)
        if lag and end + lag > now - _A_MOMENT:
            end = now  # a client that asks for all events until now does not know that the clock was moved
        offset, most = number_in(query, "offset"), number_in(query, "maxResults")
        sender_id = self._sender(query)
        if sender_id is not None:
            self._state.check_grant(call.broker_id, sender_id)
        found = self._log.between(
            start, end, broker_id=call.broker_id, sender_id=sender_id, offset=offset, most=most
        )
        return xml_answer(api_v8.DocumentEvents(event=[self._with_links(each) for each in found]))

    async def content(self, call: Call) -> Response:
        """Return the bytes of a document; Digipost may redirect the client to another host for them."""
        sender_id = sender_in_path(self._state, call)
        letter, uuid = sent_document(self._letters, sender_id, call.request.path_params["uuid"])
        return Response(letter.documents[uuid], media_type="application/octet-stream")

    def _with_links(self, recorded: RecordedEvent) -> api_v8.Event:
        """Return the event, with links to the contents of listed documents that have none."""
        event = recorded.event
        if not isinstance(event.metadata, api_v8.MoveFilesFromPublicSectorMetadata):
            return event
        documents = []
        for document in event.metadata.document:
            uri = f"{self._base_url}/documents/{recorded.sender_id}/{document.uuid}/content"
            content = link(self._base_url, "get_document_content", uri)
            documents.append(attrs.evolve(document, link=document.link or [content]))
        return attrs.evolve(event, metadata=attrs.evolve(event.metadata, document=documents))

    def _sender(self, query: Mapping[str, str]) -> int | None:
        if "sender" in query:
            found = account_id(query["sender"])
        elif "org" in query:
            found = self._directory.account_of(query["org"], query.get("part") or None)
        else:
            return None
        if found is None:
            raise bad_request("INVALID_QUERY_PARAMETER", "There is no such sender.")
        return found


def _time(query: Mapping[str, str], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(query[name])
    except KeyError:
        raise bad_request("INVALID_QUERY_PARAMETER", f"The parameter {name} is missing.") from None
    except ValueError:
        problem = f"{name} is no time such as 2024-01-02T03:04:05.678+01:00."
        raise bad_request("INVALID_DATE", problem) from None
    # Digipost's .NET client may leave the zone out; the meaning of that is not documented.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
