"""Define a service of the sandbox: the paths that it answers, and the links that lead there."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import unquote
from uuid import UUID

from digipost.base.schema_version import api_v8
from digipost.protocol.media_types import XML
from digipost.sandbox.base.refusals import RefusalError, bad_request
from digipost.sandbox.services.admission import account_id
from digipost.sandbox.wire.message_parts import MOST_XML, too_large
from digipost.sandbox.wire.uploads import Upload, boundary_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.types import Scope

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.model.state import State
    from digipost.sandbox.services.routes import Call, Route
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = [
    "Service",
    "document_in",
    "link",
    "links",
    "number_in",
    "query_of",
    "sender_in_path",
    "sent_document",
    "sent_document_or_message",
    "target_of",
    "uploaded",
]

_T = TypeVar("_T")

_NUMBER = re.compile(r"[0-9]{1,9}")


class Service(Protocol):
    """A group of operations in the sandbox."""

    def routes(self) -> list[Route]:
        """Return the routes, each with a coroutine that takes a `Call`."""
        ...

    def links(self, sender_id: int) -> Mapping[str, str]:
        """Return the addresses, by relation, that the entry point gives to brokers for this sender."""
        ...


def target_of(scope: Scope) -> str:
    """Return path and query exactly as they were sent, with their escapes."""
    path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def link(base_url: str, relation: str, uri: str) -> api_v8.Link:
    """Return one link; relations are addresses below the environment's own."""
    return api_v8.Link(rel=f"{base_url}/relations/{relation}", uri=uri, media_type=XML)


def links(base_url: str, uris: Mapping[str, str]) -> list[api_v8.Link]:
    """Return links by relation."""
    return [link(base_url, relation, uri) for relation, uri in uris.items()]


def sender_in_path(state: State, call: Call) -> int:
    """Return the sender that a path names; the broker's own id if it names none.

    Raises:
        RefusalError: The path names no account, or an account that the broker may not act for.
    """
    text = call.request.path_params.get("sender_id")
    sender_id = call.broker_id if text is None else account_id(text)
    if sender_id is None:
        raise RefusalError(HTTPStatus.NOT_FOUND, "PROBLEM_WITH_REQUEST", "There is nothing at this path.")
    state.check_grant(call.broker_id, sender_id)
    return sender_id


async def document_in(call: Call, validator: SchemaValidator, cls: type[_T]) -> _T:
    """Return the XML document in a request's body.

    Raises:
        RefusalError: The body is of another type, too large, or not valid.
    """
    # A client of Digipost's adds a stray parameter to some of its requests.
    media_type = call.request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != XML:
        problem = f"The Content-Type must be {XML}."
        raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "PROBLEM_WITH_REQUEST", problem)
    chunks, size = [], 0
    async for chunk in call.request.stream():  # to its end, so that the client finishes sending first
        size += len(chunk)
        if size <= MOST_XML:
            chunks.append(chunk)
    if size > MOST_XML:
        raise too_large()
    return validator.read(cls, b"".join(chunks))


def query_of(call: Call) -> dict[str, str]:
    """Return the query's parameters by name; plus signs stay, since not all clients escape them."""
    pairs = call.request.url.query.split("&")
    return {
        unquote(name): unquote(value) for name, _, value in (pair.partition("=") for pair in pairs) if name
    }


def number_in(query: Mapping[str, str], name: str, default: int | None = None) -> int:
    """Return the whole number in a parameter, or the default if there is one.

    Raises:
        RefusalError: The parameter is no whole number, or is missing.
    """
    text = query.get(name, "")
    if default is not None and name not in query:
        return default
    if not _NUMBER.fullmatch(text):
        problem = f"`{name}` must be a whole number."
        raise bad_request("INVALID_QUERY_PARAMETER", problem)
    return int(text)


def sent_document(letters: LetterBook, sender_id: int, text: str) -> tuple[Letter, UUID]:
    """Return the sender's letter with the document that a path names, and the document's uuid.

    Raises:
        RefusalError: The sender has not sent this document.
    """
    with suppress(ValueError):
        uuid = UUID(text)
        letter = letters.sent_by(sender_id, uuid)
        if letter is not None:
            return letter, uuid
    raise _no_document()


def sent_document_or_message(letters: LetterBook, sender_id: int, text: str) -> tuple[Letter, UUID]:
    """Return the result of `sent_document` or, for the id of a message, its primary document.

    Digipost's Java client documents both from version 15 to 19. If a text is both, the document's uuid comes
    first: a conclusion.

    Raises:
        RefusalError: The sender has sent neither.
    """
    try:
        return sent_document(letters, sender_id, text)
    except RefusalError:
        letter = letters.called(sender_id, text)
        if letter is None:
            raise
        return letter, next(iter(letter.documents))


def _no_document() -> RefusalError:
    return RefusalError(
        HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", "This sender has sent no document with this uuid."
    )


@asynccontextmanager
async def uploaded(call: Call, storage: Storage) -> AsyncIterator[Upload]:
    """Yield the parts of a request's multipart body, which are removed afterwards unless they are kept.

    Raises:
        RefusalError: The request does not have a body of this type.
    """
    boundary = boundary_of(call.request.headers.get("content-type"))
    with Upload(storage.new_folder, boundary, storage.has_room) as upload:
        async for chunk in call.request.stream():
            upload.write(chunk)
        yield upload
