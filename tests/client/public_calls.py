"""Calls of the public face with arguments that it accepts, for tests that spoil one argument at a time."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import digipost_schema
from digipost import (
    ArchiveDocument,
    AuthenticationLevel,
    ClientConfig,
    ClientCredentials,
    DigipostClient,
    Document,
    EmailNotification,
    Environment,
    ListedTime,
    Message,
    PrintDetails,
    RequestSigning,
    RetryPolicy,
    Secret,
    SensitivityLevel,
    SmsNotification,
    bulk,
    plain_data,
    preflight,
    printing,
    recipient,
    time_limit,
    xml,
)
from digipost.aio import AsyncDigipostClient
from digipost.sandbox import Clock, InboxLetter, Organisation, Person, SharedFile
from digipost.sandbox.faults import Delay, ErrorBody, Host, Redirect, Rule, Status
from digipost.telemetry.opentelemetry import OpenTelemetry
from digipost.transport import HttpTransport, tls_context
from digipost_schema import api_v8
from tests.support.counterpart import VECTORS
from tests.support.letters import OLA, document, letter
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digipost.sandbox import Sandbox

__all__ = ["Call", "calls"]

NOW = datetime.now(UTC)
A_UUID = UUID("6f1b1a3e-5d3f-4a0e-9d5e-0d4a3f6f2b11")
SECOND = timedelta(seconds=1)

Call = tuple["Callable[..., object]", dict[str, Any]]
"""A function, and arguments that it accepts."""


def calls(sandbox: Sandbox, client: DigipostClient, folder: Path) -> dict[str, Call]:
    """Return the calls by their names; files are made in the folder."""
    (folder / "letter.pdf").write_bytes(pdf())
    (folder / "letter.html").write_text("<html><head></head><body><p>Hei</p></body></html>")
    (folder / "letters.csv").write_text("recipient.personal_identification_number;document;subject\n")
    return {
        **_of_recipients(),
        **_of_builders(folder),
        **_of_configuration(sandbox, client),
        **_of_plain_values(folder),
        **_of_client(client),
        **_of_sandbox(sandbox, folder),
        **_of_bulk(client, folder),
    }


def _of_recipients() -> dict[str, Call]:
    address = printing.norwegian_address("Ola", "Gata 1", zip_code="0155", city="Oslo")
    paper = {"print_details": PrintDetails(recipient=address, return_address=address)}
    number = {"number": "31108412345", **paper}
    by_name = {
        "fullname": "Ola Nordmann",
        "addressline1": "Gata 1",
        "postalcode": "0155",
        "city": "Oslo",
        "addressline2": "Oppgang B",
        "birth_date": date(1984, 10, 31),
        "phone_number": "+4740000527",
        "email_address": "ola@example.com",
    }
    peppol = {"receiver": "9908:810418052", "sender": "9908:984661185"}
    return {
        "recipient.by_personal_identification_number": (recipient.by_personal_identification_number, number),
        "recipient.by_bank_account_number": (recipient.by_bank_account_number, number),
        "recipient.by_organisation_number": (
            recipient.by_organisation_number,
            {"number": "984661185", **paper},
        ),
        "recipient.by_digipost_address": (recipient.by_digipost_address, {"address": "ola#1A2B", **paper}),
        "recipient.by_email": (recipient.by_email, {"addresses": ["ola@example.com"], **paper}),
        "recipient.by_peppol": (recipient.by_peppol, {**peppol, **paper}),
        "recipient.by_name_and_address": (recipient.by_name_and_address, {**by_name, **paper}),
        "recipient.print_only": (recipient.print_only, paper),
        "printing.norwegian_address": (
            printing.norwegian_address,
            {"name": "Ola", "zip_code": "0155", "city": "Oslo"},
        ),
        "printing.foreign_address": (
            lambda line, **rest: printing.foreign_address(rest.pop("name", "Ola"), line, **rest),
            {"line": "Provgatan 3", "name": "Ola", "country_code": "SE"},
        ),
    }


def _of_builders(folder: Path) -> dict[str, Call]:
    path = folder / "letter.pdf"
    described = {
        "subject": "Faktura",
        "file_type": "pdf",
        "uuid": A_UUID,
        "authentication_level": AuthenticationLevel.PASSWORD,
        "sensitivity_level": SensitivityLevel.NORMAL,
        "sms_notification": SmsNotification(after_hours=[1]),
        "email_notification": EmailNotification(
            email_address="ola@example.com", subject="Brev", text="Hei", at=[ListedTime(time=NOW)]
        ),
        "opening_receipt": "Sak 1",
        "encrypt": False,
        "print_content": path,
    }
    kept = {
        "file_name": "letter.pdf",
        "file_type": "pdf",
        "uuid": A_UUID,
        "content_type": "application/pdf",
        "reference_id": "sak-1",
        "attributes": {"sak": "1"},
        "deletion_time": NOW,
    }
    message = {"recipient": OLA, "primary_document": document(), "attachments": [document()]}
    organisation = api_v8.SenderOrganization(organization_id="984661185")
    return {
        "Document.from_path": (Document.from_path, {"path": path, **described}),
        "Document.from_bytes": (Document.from_bytes, {"data": b"x", **described}),
        "Document.from_file": (
            Document.from_file,
            {"file": io.BytesIO(b"x"), "subject": "Brev", "file_type": "txt"},
        ),
        "ArchiveDocument.from_path": (ArchiveDocument.from_path, {"path": path, **kept}),
        "ArchiveDocument.from_bytes": (ArchiveDocument.from_bytes, {"data": b"x", **kept}),
        "ArchiveDocument.from_file": (
            ArchiveDocument.from_file,
            {"file": io.BytesIO(b"x"), "file_name": "a.txt"},
        ),
        "ArchiveDocument.uuid_of_name": (ArchiveDocument.uuid_of_name, {"name": "sak-1"}),
        "Message": (Message, {**message, "sender_id": 67890, "message_id": "sak-1", "batch": A_UUID}),
        "Message, sender": (Message, {**message, "sender": 67890, "key": "sak-1", "invoice_reference": "1"}),
        "Message, organisation": (
            Message,
            {**message, "sender_organization": organisation, "delivery_time": NOW},
        ),
    }


def _of_configuration(sandbox: Sandbox, client: DigipostClient) -> dict[str, Call]:
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


def _of_plain_values(folder: Path) -> dict[str, Call]:
    tags = b'<tags xmlns="http://api.digipost.no/schema/v8"/>'
    invoice = {"due_date": "2024-02-15T00:00:00+01:00", "sum": "1", "creditor_account": "15941432384"}
    checks = {"checks": preflight.PrintChecks()}
    return {
        "xml.to_xml": (xml.to_xml, {"value": api_v8.Tags()}),
        "xml.from_xml": (xml.from_xml, {"cls": api_v8.Tags, "data": tags}),
        "digipost_schema.to_xml": (digipost_schema.to_xml, {"value": api_v8.Tags()}),
        "digipost_schema.from_xml": (digipost_schema.from_xml, {"cls": api_v8.Tags, "data": tags}),
        "digipost_schema.check": (digipost_schema.check, {"value": api_v8.Tags()}),
        "digipost_schema.decode": (digipost_schema.decode, {"raw": digipost_schema.RawElement(b"<x/>")}),
        "plain_data.data_type_from": (plain_data.data_type_from, {"name": "invoice", "data": invoice}),
        "plain_data.value_from": (
            lambda kind, value: plain_data.value_from(kind, value, "field"),
            {"kind": bool, "value": True},
        ),
        "plain_data.field_type": (plain_data.field_type, {"name": "invoice.sum"}),
        "preflight.check": (preflight.check, {"document": folder / "letter.pdf", **checks}),
        "preflight.check_html": (preflight.check_html, {"content": folder / "letter.html"}),
        "preflight.picture": (
            preflight.picture,
            {"document": folder / "letter.pdf", "out": folder / "letter.png", **checks},
        ),
        "preflight.PrintChecks": (
            preflight.PrintChecks,
            {
                "pdf_version": True,
                "fonts": True,
                "page_count": True,
                "left_margin": True,
                "bleed_mm": Decimal(1),
                "negative_bleed_mm": Decimal(1),
                "max_pages": 3,
            },
        ),
    }


def _of_client(client: DigipostClient) -> dict[str, Call]:
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
        "inbox.documents": (client.inbox.documents, {**sender, "page_size": 10, "known": bool, "until": 3}),
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
        "archive.document": (archive.document, {"uuid": A_UUID, **sender}),
        "archive.archive_of": (archive.archive_of, {"uuid": A_UUID, **sender}),
        "archive.documents_by_reference": (archive.documents_by_reference, {"reference_id": "a", **sender}),
        "archive.archives_by_reference": (archive.archives_by_reference, {"reference_id": "a", **sender}),
        "batches.create": (client.batches.create, {"uuid": A_UUID}),
        "batches.get": (client.batches.get, {"uuid": A_UUID}),
        "tags.add": (client.tags.add, one_person),
        "tags.get": (client.tags.get, one_person),
        "tags.remove": (client.tags.remove, one_person),
        "shared_documents.state": (client.shared_documents.state, {"uuid": A_UUID, **sender}),
    }


def _of_sandbox(sandbox: Sandbox, folder: Path) -> dict[str, Call]:
    party = {"addressline1": "Gata 1", "postalcode": "0155", "city": "Oslo"}
    mailbox, inbox = sandbox.recipient("31108412345"), InboxLetter()
    issued = {"path": folder / "broker.p12", "password": "a password", "broker_id": 5, "senders": [6]}
    return {
        "Sandbox": (
            lambda **given: type(sandbox)(**given).close(),
            {
                "broker_id": 12345,
                "senders": [67890],
                "recipients": [],
                "clock": lambda: NOW,
                "path": folder / "sandbox",
                "port": 0,
                "sign_decoded_path": False,
                "relative_inbox_links": False,
                "contents_take_credentials": False,
            },
        ),
        "sandbox.client": (sandbox.client, {"oauth": False}),
        "sandbox.issue_certificate": (sandbox.issue_certificate, issued),
        "sandbox.issue_client": (sandbox.issue_client, {"client_id": "a", **issued}),
        "sandbox.register_broker": (
            sandbox.register_broker,
            {"broker_id": 5, "certificate": (VECTORS / "broker.cert.pem").read_bytes()},
        ),
        "sandbox.allow": (sandbox.allow, {"broker_id": 5, "sender_id": 6}),
        "sandbox.deliver_to_inbox": (sandbox.deliver_to_inbox, {"letter": inbox, "account_id": 12345}),
        "sandbox.recipient": (sandbox.recipient, {"who": "31108412345"}),
        "mailbox.newest": (mailbox.newest, {"most": 3, "offset": 0}),
        "Person": (
            Person,
            {
                "name": "Ola",
                "personal_identification_number": "31108412345",
                "digipost_address": "ola#1234",
                **party,
                "birth_date": date(1984, 10, 31),
                "mobile_number": "+4740000527",
                "bank_account_number": "15941432384",
            },
        ),
        "Organisation": (
            Organisation,
            {
                "name": "Eksempel AS",
                "organisation_number": "984661185",
                "digipost_address": "eksempel#1234",
                **party,
                "account_id": 5,
                "bank_account_number": "15941432384",
            },
        ),
        "InboxLetter": (
            InboxLetter,
            {
                "subject": "Brev",
                "content": b"x",
                "content_type": "text/plain",
                "sender": "Kommunen",
                "reference": "1",
                "authentication_level": AuthenticationLevel.PASSWORD,
                "attachments": [inbox],
            },
        ),
        "SharedFile": (
            SharedFile,
            {
                "subject": "Slipp",
                "content": b"x",
                "file_type": "pdf",
                "content_type": "application/pdf",
                "origin": "Bedriften",
                "organisation_number": "984661185",
            },
        ),
        "Clock": (Clock, {"base": lambda: NOW}),
        "Clock.advance": (
            sandbox.clock.advance,
            dict.fromkeys(("weeks", "days", "hours", "minutes", "seconds"), 0),
        ),
        "Faults.add": (sandbox.faults.add, {"rule": "hang-up path=/nowhere"}),
        "Faults.mix": (sandbox.faults.mix, {"share": 0.1, "seed": 1, "method": "GET", "path": "/nowhere"}),
        "Faults.lose_next_answer": (sandbox.faults.lose_next_answer, {"path": "/nowhere"}),
        "Faults.refuse_next": (sandbox.faults.refuse_next, {"path": "/nowhere"}),
        "Faults.remove": (sandbox.faults.remove, {"number": 1}),
        "Rule": (
            Rule,
            {
                "fault": Delay(SECOND),
                "method": "GET",
                "path": "*",
                "at": Host.API,
                "times": 1,
                "share": 0.5,
                "seed": 1,
            },
        ),
        "Rule.parse": (Rule.parse, {"text": "hang-up"}),
        "Delay": (Delay, {"by": SECOND}),
        "Redirect": (Redirect, {"to": "https://example.com"}),
        "Status": (
            Status,
            {
                "status": 503,
                "retry_after": SECOND,
                "body": ErrorBody.DOCUMENT,
                "code": "A",
                "processed": False,
            },
        ),
    }


def _of_bulk(client: DigipostClient, folder: Path) -> dict[str, Call]:
    manifest = {"manifest": folder / "letters.csv"}
    mailing = {
        **manifest,
        "client": client,
        "columns": bulk.Columns(),
        "form": bulk.ManifestFormat(),
        "folder": folder / "mailing",
        "documents": folder,
        "sender_id": 5,
        **dict.fromkeys(("in_batch", "again", "strict", "fix"), False),
    }
    profile = {
        "columns": bulk.Columns(),
        "form": bulk.ManifestFormat(),
        "options": {},
        "prices": bulk.Prices(),
    }
    return {
        "bulk.Mailing": (bulk.Mailing, mailing),
        "bulk.Columns": (bulk.Columns, {"mapping": {"subject": "emne"}, "templates": {}, "ignored": ["a"]}),
        "bulk.ManifestFormat": (
            bulk.ManifestFormat,
            {"encoding": "utf-8", "sheet": "Ark1", "header_row": 1, "date_format": "dd/mm/yyyy"},
        ),
        "bulk.Prices": (
            bulk.Prices,
            dict.fromkeys(("mailbox", "print", "print_abroad", "page", "sheet"), Decimal(1)),
        ),
        "bulk.Profile": (bulk.Profile, profile),
        "bulk.Profile.beside": (bulk.Profile.beside, manifest),
        "bulk.threads": (bulk.threads, {"count": 1}),
    }
