"""The parts of the API that a client has used, as a page of the documentation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.support.recording import Record

SCHEMAS = Path(__file__).parents[2] / "schemas"

# The relations of Digipost's two clients and its documentation, with the method by which each is followed.
RELATIONS = {
    "create_message": "POST",
    "identify_recipient": "POST",
    "identify_recipient_with_encryption_key": "POST",
    "get_print_encryption_certificate": "GET",
    "search": "GET",
    "autocomplete": "GET",
    "get_sender_information": "GET",
    "document_events": "GET",
    "document_status": "GET",
    "get_inbox": "GET",
    "archive_documents": "POST",
    "get_archives": "GET",
    "get_archive_document_by_uuid": "GET",
    "get_archive_documents_by_referenceid": "GET",
    "create_batch": "POST",
    "get_batch": "GET",
    "create_or_activate_user_account": "POST",
    "add_tag": "POST",
    "remove_tag": "POST",
    "get_tags": "GET",
    "get_share_documents_request_state": "GET",
    "add_data": "POST",
    "get_document_content": "GET",
    "self_delete": "DELETE",
    "self_update": "PUT",
    "next_documents": "GET",
    "get_archive_document_content": "GET",
    "get_archive_document_content_stream": "GET",
    "add_unique_uuid": "POST",
    "complete_batch": "POST",
    "get_shared_document_content": "GET",
    "get_shared_document_content_stream": "GET",
    "stop_sharing": "POST",
}
# Those that neither of Digipost's clients follows.
NOT_FOLLOWED = {
    "api_documentation": "named in Digipost's Java client alone, which does not follow it",
    "get_encryption_key": "the Java client has code for it that no public method reaches; keys come with "
    "`recipients.identify`",
    "add_content": "of the old sending in three steps, which neither client uses in version 8",
    "send": "likewise of sending in three steps",
    "self": "where a recipient or a delivery is; neither client follows it",
    "delete_archive_document_by_uuid": "named in the Java client alone, which does not use it; "
    "`archive.delete` follows `self_delete`",
    "duplicate_document": "on the error for a document that was sent before; neither client follows it",
}


PAGE = """\
# What of the API is covered

Everything that Digipost's API has: the methods of the client that use it, and the test in which that was
seen.

This page is written by a test run. `tests/repository/test_api_coverage.py` calls the methods over HTTP, with
a Digipost on this machine, and takes notes of each request and each answer. CI fails when something of the
API was not seen, or when the notes are no longer what stands here; `make coverage` writes them anew.
Of the tests that call a method, the first is named. A `Batch` is what `batches.create` and `batches.get`
give.

## Elements

The global elements of `schemas/api_v8.xsd`. Some of them are no document by themselves: they are seen inside
of one, where a value has their type. So the `message-recipient` is the `recipient` of a `message`. The entry
point belongs to whichever method comes first.

| Element | Methods | Test |
|---|---|---|
{elements}

## Links

The relations of the links that Digipost gives, as its two clients and its documentation name them. One is
seen when a request goes to where such a link leads, with the right method of HTTP.

| Relation | Request | Methods | Test |
|---|---|---|---|
{relations}

Neither of Digipost's own clients follows these, and nor does this one:

| Relation | Why |
|---|---|
{not_followed}

Besides the entry point, this is asked for at a fixed path, as Digipost's Java client does it:

{without_link}

## Data types

The global elements of `schemas/datatypes.xsd`, seen in the `data-type` of a document or of `additional-data`.

| Data type | Methods | Test |
|---|---|---|
{data_types}
"""


def names_in(schema: str) -> list[str]:
    """The global elements of a schema, by the alphabet."""
    root = etree.parse(SCHEMAS / schema).getroot()
    found = root.findall("{http://www.w3.org/2001/XMLSchema}element")
    return sorted((each.get("name", "") for each in found), key=str.lower)


def missing(record: Record) -> list[str]:
    """Return the parts of the API of which nothing was seen."""
    return [
        *(f"element {name}" for name in names_in("api_v8.xsd") if name not in record.elements),
        *(f"relation {name}" for name in RELATIONS if name not in record.relations),
        *(f"data type {name}" for name in names_in("datatypes.xsd") if name not in record.data_types),
    ]


def page(record: Record) -> str:
    """The page of the documentation."""
    elements, relations, data_types = names_in("api_v8.xsd"), sorted(RELATIONS), names_in("datatypes.xsd")
    return PAGE.format(
        elements="\n".join(row(name, record.elements[name]) for name in elements),
        relations="\n".join(row(name, record.relations[name], RELATIONS[name]) for name in relations),
        not_followed="\n".join(f"| `{name}` | {why} |" for name, why in sorted(NOT_FOLLOWED.items())),
        without_link="\n".join(
            f"- `{path}`: {listed(by)}" for path, by in sorted(record.without_link.items())
        ),
        data_types="\n".join(row(name, record.data_types[name]) for name in data_types),
    )


def row(name: str, seen: Mapping[str, str], *more: str) -> str:
    """A row of a table, with a line for each test."""
    tests = dict.fromkeys(seen.values())
    methods = [listed(method for method in seen if seen[method] == test) for test in tests]
    return f"| {' | '.join([f'`{name}`', *more, '<br>'.join(methods), '<br>'.join(map(quoted, tests))])} |"


def listed(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def quoted(name: str) -> str:
    return f"`{name}`"
