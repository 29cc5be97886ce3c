"""Calls of the sandbox, its people, its letters and its faults."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from digipost import AuthenticationLevel
from digipost.sandbox import Clock, InboxLetter, Organisation, Person, SharedFile
from digipost.sandbox.faults import Delay, ErrorBody, Host, Redirect, Rule, Status
from tests.client.calls.values import NOW, SECOND, Call
from tests.support.counterpart import VECTORS

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox


def of_sandbox(sandbox: Sandbox, folder: Path) -> dict[str, Call]:
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
