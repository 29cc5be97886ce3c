"""Calls of a client, and those that configure it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost import (
    ArchiveDocument,
    AuthenticationLevel,
    ClientConfig,
    ClientCredentials,
    DigipostClient,
    Environment,
    RequestSigning,
    RetryPolicy,
    Secret,
    SensitivityLevel,
    plain_data,
    preflight,
    time_limit,
)
from digipost.aio import AsyncDigipostClient
from digipost.telemetry.opentelemetry import OpenTelemetry
from digipost.transport import HttpTransport, tls_context
from digipost_schema import api_v8
from tests.client.calls.values import A_UUID, NOW, SECOND, Call
from tests.support.counterpart import VECTORS
from tests.support.letters import OLA, letter

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox


def of_configuration(sandbox: Sandbox, client: DigipostClient) -> dict[str, Call]:
    p12, password = VECTORS / "broker.p12", (VECTORS / "broker.p12.password.txt").read_text().strip()
    options = {
        "retries": RetryPolicy(),
        "connect_timeout": SECOND,
        "read_timeout": SECOND,
        "total_timeout": SECOND,
        "authentication_level": AuthenticationLevel.PASSWORD,
        "sensitivity_level": SensitivityLevel.NORMAL,
        "max_answer_bytes": 1000,
        "max_content_bytes": 1000,
        "preflight": True,
        "print_checks": preflight.PrintChecks(),
        "on_event": print,
    }
    of_client = {
        "config": client.config,
        "credentials": RequestSigning.from_signer(bytes),
        "clock": lambda: NOW,
    }
    config = {"broker_id": 1, "environment": Environment.TEST, "proxies": {}, "user_agent": "acme/1"}
    urls = {"api_url": "https://api.example.com", "token_url": "https://token.example.com"}
    return {
        "ClientConfig": (ClientConfig, {**config, **options}),
        "DigipostClient": (DigipostClient, of_client),
        "AsyncDigipostClient": (AsyncDigipostClient, of_client),
        "AsyncDigipostClient.over": (AsyncDigipostClient.over, {"client": client}),
        "client.with_options": (client.with_options, options),
        "Environment": (Environment, {"name": "mine", **urls}),
        "Environment.custom": (Environment.custom, urls),
        "Environment.named": (Environment.named, {"name": "test"}),
        "RequestSigning.from_pkcs12": (RequestSigning.from_pkcs12, {"path": p12, "password": password}),
        "RequestSigning.from_signer": (RequestSigning.from_signer, {"sign": bytes}),
        "ClientCredentials.from_pkcs12": (
            ClientCredentials.from_pkcs12,
            {"client_id": "x", "path": p12, "password": password, "trusted": sandbox.ca_path},
        ),
        "RetryPolicy": (
            RetryPolicy,
            {"attempts": 2, "first_wait": SECOND, "longest_wait": SECOND, "longest_in_all": SECOND},
        ),
        "Secret": (Secret, {"source": "env", "place": "PASSWORD"}),
        "Secret.from_env": (Secret.from_env, {"name": "PASSWORD"}),
        "Secret.from_file": (Secret.from_file, {"path": VECTORS / "broker.p12.password.txt"}),
        "time_limit": (lambda limit: time_limit(limit).__enter__(), {"limit": SECOND}),
        "HttpTransport": (
            HttpTransport,
            {"connect_timeout": SECOND, "read_timeout": SECOND, "total_timeout": SECOND, "proxies": {}},
        ),
        "transport.tls_context": (tls_context, {"trusted": sandbox.ca_path}),
        "OpenTelemetry": (OpenTelemetry, {"tracer_provider": None, "meter_provider": None}),
    }


def of_client(client: DigipostClient) -> dict[str, Call]:
    sender, archive = {"sender_id": 67890}, client.archive
    invoice = plain_data.data_type_from(
        "invoice", {"due_date": "2024-02-15T00:00:00Z", "sum": "1", "creditor_account": "15941432384"}
    )
    person = {
        "national_identity_number": "31108412345",
        "phone_number": "+4740000527",
        "email_address": "ola@example.com",
    }
    kept = ArchiveDocument.from_bytes(b"x", file_name="a.txt")
    one_person = {"personal_identification_number": "31108412345"}
    link = api_v8.Link(uri="/documents/1")
    return {
        "accounts.create_or_activate": (client.accounts.create_or_activate, person),
        "messages.send": (client.messages.send, {"message": letter(), "before_sending": str}),
        "messages.confirm": (client.messages.confirm, {"message": letter(), "content_hash": "A" * 43 + "="}),
        "recipients.identify": (
            client.recipients.identify,
            {"recipient": OLA, "include_person_alias": False, "include_encryption_key": False},
        ),
        "recipients.search": (client.recipients.search, {"text": "Ola"}),
        "recipients.suggest": (client.recipients.suggest, {"text": "Ola"}),
        "documents.status": (client.documents.status, {"document": A_UUID, **sender}),
        "documents.events": (
            client.documents.events,
            {"since": NOW - SECOND, "until": NOW, **sender, "page_size": 10},
        ),
        "documents.content": (client.documents.content, {"document": "/documents/1"}),
        "documents.add_data": (
            client.documents.add_data,
            {"document": link, "data_type": invoice, **sender},
        ),
        "senders.information": (client.senders.information, sender),
        "senders.information_by_organisation": (
            client.senders.information_by_organisation,
            {"organisation_number": "984661185", "part_id": "a"},
        ),
        "inbox.list_documents": (
            client.inbox.list_documents,
            {**sender, "page_size": 10, "known": bool, "until": 3},
        ),
        "archive.put": (archive.put, {"documents": [kept], "archive": "a", **sender}),
        "archive.list_archives": (archive.list_archives, sender),
        "archive.list_documents": (
            archive.list_documents,
            {
                "archive": api_v8.Archive(name="a"),
                "attributes": {"a": "b"},
                "from_date": NOW - SECOND,
                "to_date": NOW,
            },
        ),
        "archive.get_document": (archive.get_document, {"uuid": A_UUID, **sender}),
        "archive.get_archive": (archive.get_archive, {"uuid": A_UUID, **sender}),
        "archive.list_documents_by_reference": (
            archive.list_documents_by_reference,
            {"reference_id": "a", **sender},
        ),
        "archive.list_archives_by_reference": (
            archive.list_archives_by_reference,
            {"reference_id": "a", **sender},
        ),
        "batches.create": (client.batches.create, {"uuid": A_UUID}),
        "batches.get": (client.batches.get, {"uuid": A_UUID}),
        "tags.add": (client.tags.add, one_person),
        "tags.get": (client.tags.get, one_person),
        "tags.remove": (client.tags.remove, one_person),
        "shared_documents.get_state": (client.shared_documents.get_state, {"uuid": A_UUID, **sender}),
    }
