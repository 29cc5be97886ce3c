"""Code with both clients that type checkers refuse; each line with a mark is an error, and no other.

Checked by `test_type_checkers.py`, never run.
"""

from __future__ import annotations

from digipost import DigipostClient, Document, Environment, Message
from digipost.aio import AsyncDigipostClient
from digipost_schema import api_v8


def synchronous(client: DigipostClient, letter: Message, ola: api_v8.MessageRecipient) -> None:
    client.messages.sned(letter)  # E: "Messages" has no attribute "sned"
    client.messages.send()  # E: Missing positional argument "message"
    client.messages.send(ola)  # E: incompatible type "MessageRecipient"; expected "Message"
    client.recipients.identify(ola, include_alias=True)  # E: Unexpected keyword argument "include_alias"
    client.inbox.list_documents("12345")  # E: Too many positional arguments
    client.inbox.list_documents(page_size="100")  # E: incompatible type "str"
    Document.from_path("x.pdf", subject="x", authentication_level="PASSWORD")  # E: incompatible type "str"
    client.with_options(authentication_level="PASSWORD")  # E: incompatible type "str"
    Message(recipient=ola, primary_documnet=ola)  # E: Unexpected keyword argument "primary_documnet"
    first = letter.primary_document
    Message(recipient=ola, primary_document=first, attachments=[ola])  # E: expected "Document"
    environment = Environment.PRODUKSJON  # E: "type[Environment]" has no attribute "PRODUKSJON"


async def asynchronous(client: AsyncDigipostClient, letter: Message, ola: api_v8.MessageRecipient) -> None:
    await client.messages.sned(letter)  # E: "AsyncMessages" has no attribute "sned"
    await client.messages.send()  # E: Missing positional argument "message"
    await client.messages.send(ola)  # E: incompatible type "MessageRecipient"; expected "Message"
    await client.recipients.identify(ola, include_alias=True)  # E: keyword argument "include_alias"
    client.inbox.list_documents("12345")  # E: Too many positional arguments
    client.with_options(authentication_level="PASSWORD")  # E: incompatible type "str"
    client.with_options(sensitivity_level=api_v8.Channel.PRINT)  # E: "SensitivityLevel | None"
    status = client.messages.send(letter).status  # E: has no attribute "status"
    listed = list(client.inbox.list_documents())  # E: argument type "AsyncListing[InboxDocument]"
    with client.batches.create():  # E: has no attribute "__enter__"
        pass
    await client.documents.events()  # E: Incompatible types in "await"
