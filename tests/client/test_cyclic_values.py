"""Values that contain themselves or are nested without end: a typed error, never RecursionError."""

from __future__ import annotations

from collections import UserDict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from digipost import (
    ArchiveDocument,
    ClientConfig,
    DigipostError,
    Document,
    Environment,
    Message,
    RequestSigning,
    printing,
    recipient,
)
from digipost.plain_data import DATA_TYPES, data_type_from, value_from
from digipost.retries import RetryPolicy
from digipost.xml import to_xml
from digipost_schema import api_v8, check, datatypes
from tests.support.letters import OLA, document
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import DigipostClient


@attrs.define
class Node:
    """A value of a program's own that can refer to itself."""

    next: object = None


def endless() -> dict[str, object]:
    itself: list[object] = []
    itself.append(itself)
    inside: tuple[list[object]] = ([],)
    inside[0].append(inside)
    mapping: dict[str, object] = {}
    mapping["subject"] = mapping
    other: UserDict[str, object] = UserDict()
    other["subject"] = other
    node = Node()
    node.next = node
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    return {"list": itself, "tuple": inside, "dict": mapping, "mapping": other, "attrs": node, "deep": nested}


ENDLESS = endless()
GENERATED = [
    (module, each)
    for module in (api_v8, datatypes)
    for each in vars(module).values()
    if isinstance(each, type) and attrs.has(each) and each.__module__ == module.__name__
]


def builder(made: Any, field: str, **good: object) -> Callable[[object], object]:  # noqa: ANN401 - any builder
    return lambda value: made(**{**good, field: value})


def calls() -> list[Callable[[object], object]]:
    """Every builder, with the value in the place of each argument."""
    message = {"recipient": OLA, "primary_document": document()}
    plain = {"subject": "x", "file_type": "txt"}
    content = document().content
    found = [builder(Message, each, **message) for each in _arguments(Message)]
    found += [builder(Document, each, **plain, content=content) for each in _arguments(Document)]
    archived = {"file_name": "x.txt", "file_type": "txt", "content": content}
    found += [builder(ArchiveDocument, each, **archived) for each in _arguments(ArchiveDocument)]
    config = {"broker_id": 1, "environment": Environment.TEST}
    found += [builder(ClientConfig, each, **config) for each in _arguments(ClientConfig)]
    found += [builder(RetryPolicy, each) for each in _arguments(RetryPolicy)]
    for each in (Document.from_path, Document.from_bytes, Document.from_file):
        made: Any = each
        found.append(partial(made, **plain))
    found += [
        getattr(recipient, name)
        for name in recipient.__all__
        if name not in {"by_name_and_address", "by_peppol"}
    ]
    signing: Any = RequestSigning
    address: Any = printing.norwegian_address
    environment: Any = Environment
    found += [
        lambda value: address(value, zip_code="0155", city="Oslo"),
        lambda value: address("Ola", value, zip_code="0155", city="Oslo"),
        lambda value: signing.from_pkcs12(value, "x"),
        lambda value: signing.from_pkcs12("x.p12", value),
        environment.named,
        environment.custom,
    ]
    return found


def _arguments(cls: type[attrs.AttrsInstance]) -> list[str]:
    return [each.alias or each.name for each in attrs.fields(cls) if each.init]


@in_one_test("kind", ENDLESS)
def test_a_builder_refuses_it_or_takes_it_as_it_is(kind: str) -> None:
    for call in calls():
        refused_or_taken(call, ENDLESS[kind])


def refused_or_taken(call: Callable[[object], object], value: object) -> None:
    try:
        call(value)
    except DigipostError as error:
        assert len(str(error)) < 500  # noqa: PT017 - a call may take the value, too


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_field_of_a_generated_class_refuses_it(kind: str) -> None:
    for _, cls in GENERATED:
        instance = object.__new__(cls)
        for each in attrs.fields(cls):
            if each.validator is not None:
                with pytest.raises(DigipostError):
                    each.validator(instance, each, ENDLESS[kind])


@in_one_test("kind", ENDLESS)
def test_plain_data_refuses_it(kind: str) -> None:
    value = ENDLESS[kind]
    for name, cls in DATA_TYPES.items():
        for data in (value, *({each.name: value} for each in attrs.fields(cls))):
            with pytest.raises(DigipostError):
                data_type_from(name, data)
    for simple in (str, int, float, bool, datetime, api_v8.MessageStatus):
        with pytest.raises(DigipostError, match=r"^field"):
            value_from(simple, value, "field")


def test_a_generated_value_that_contains_itself_is_not_written() -> None:
    status = api_v8.DocumentStatus(
        status=api_v8.DeliveryStatus.DELIVERED,
        channel=api_v8.Channel.DIGIPOST,
        created=datetime(2026, 1, 1, tzinfo=UTC),
        is_primary_document=True,
    )
    status.attachments.append(status)
    check(status)  # each part of it is right
    assert "..." in repr(status)
    with pytest.raises(DigipostError, match="nested deeper"):
        to_xml(status)


def test_a_list_that_got_into_itself_is_not_written() -> None:
    tags: Any = api_v8.Tags()
    tags.tag_type.append(tags.tag_type)
    with pytest.raises(DigipostError, match=r"Tags\.tag_type"):
        to_xml(tags)


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_method_of_a_client_refuses_it(client: DigipostClient, kind: str) -> None:
    value: Any = ENDLESS[kind]
    wrong: list[Callable[[], object]] = [
        lambda: client.messages.send(value),
        lambda: client.documents.status(value),
        lambda: client.documents.content(value),
        lambda: client.documents.events(after=value),
        lambda: client.recipients.identify(value),
        lambda: client.recipients.identify(OLA, include_encryption_key=value),
        lambda: client.recipients.search(value),
        lambda: client.senders.information(value),
        lambda: client.inbox.content(value),
        lambda: client.inbox.delete(value),
        lambda: client.inbox.list_documents(known=value),
        lambda: client.inbox.list_documents(until=value),
        lambda: client.archive.put(value),
        lambda: client.archive.list_documents(value),
        lambda: client.archive.list_documents(api_v8.Archive(), attributes=value),
        lambda: client.archive.list_documents(api_v8.Archive(), from_date=value),
        lambda: client.archive.list_documents_by_reference(value),
        lambda: client.archive.get_document(value),
        lambda: client.archive.add_unique_uuid(value, value),
        lambda: client.batches.create(value),
        lambda: client.tags.add(value),
        lambda: client.shared_documents.get_state(value),
        lambda: client.shared_documents.content(value),
        lambda: client.shared_documents.stop_sharing(value),
    ]
    for each in wrong:
        with pytest.raises(DigipostError):
            each()
