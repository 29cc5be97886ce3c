"""Code with both clients that type checkers accept; checked by `test_type_checkers.py`, never run."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never, assert_type

from digipost import (
    DigipostClient,
    DigipostUser,
    InvalidIdentifier,
    KnownPerson,
    Message,
    Unidentified,
)
from digipost.aio import AsyncBatch, AsyncDigipostClient, AsyncDownload, AsyncEventFeed, AsyncListing
from digipost.events import EventFeed
from digipost.resources.listing import Listing
from digipost_schema import api_v8


def synchronous(client: DigipostClient, letter: Message, ola: api_v8.MessageRecipient) -> str:
    assert_type(client.messages.send(letter), api_v8.MessageDelivery)
    assert_type(client.inbox.list_documents(), Listing[api_v8.InboxDocument])
    assert_type(client.documents.events(), EventFeed)
    for document in client.inbox.list_documents():
        assert_type(document, api_v8.InboxDocument)
    identity = client.recipients.identify(ola)
    match identity:
        case DigipostUser(digipost_address=address):
            return address or ""
        case KnownPerson() | Unidentified():
            return "no mailbox"
        case InvalidIdentifier(reason=reason):
            return reason or ""
        case _:
            assert_never(identity)


async def asynchronous(client: AsyncDigipostClient, letter: Message, ola: api_v8.MessageRecipient) -> str:
    assert_type(await client.messages.send(letter), api_v8.MessageDelivery)
    assert_type(client.inbox.list_documents(), AsyncListing[api_v8.InboxDocument])
    assert_type(client.documents.events(after=None), AsyncEventFeed)
    async for document in client.inbox.list_documents(page_size=2):
        assert_type(document, api_v8.InboxDocument)
        async with await client.inbox.content(document) as download:
            assert_type(download, AsyncDownload)
            assert_type(await download.save("x"), Path)
            async for chunk in download:
                assert_type(chunk, bytes)
    async for event in client.documents.events():
        assert_type(event, api_v8.Event)
    async with await client.batches.create() as batch:
        assert_type(batch, AsyncBatch)
        assert_type(await batch.refresh(), AsyncBatch)
        assert_type(batch.status, api_v8.BatchStatus | None)
    identity = await client.recipients.identify(ola, include_person_alias=True)
    match identity:
        case DigipostUser(digipost_address=address):
            return address or ""
        case KnownPerson() | Unidentified():
            return "no mailbox"
        case InvalidIdentifier(reason=reason):
            return reason or ""
        case _:
            assert_never(identity)
