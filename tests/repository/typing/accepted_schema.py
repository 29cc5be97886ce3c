"""Code with the generated classes that is accepted; checked by `test_type_checkers.py`, never run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import assert_never, assert_type
from uuid import UUID, uuid4

import attrs

import digipost_schema
from digipost.sandbox.faults import Host
from digipost_schema import RawElement, api_v8, check, datatypes, decode, from_xml, to_xml

invoice = datatypes.Invoice(
    due_date=datetime(2024, 3, 14, tzinfo=UTC),
    sum=Decimal("1249.00"),
    creditor_account="12345678903",
    kid=None,
)
document = api_v8.Document(
    uuid=uuid4(),
    file_type="pdf",
    subject="Invoice 17",
    authentication_level=api_v8.AuthenticationLevel.TWO_FACTOR,
    sms_notification=api_v8.SmsNotification(after_hours=[1, 48]),
    data_type=api_v8.DataType(content=invoice),
)
message = api_v8.Message(
    message_id="order-17",
    sender_id=12345,
    recipient=api_v8.MessageRecipient(
        name_and_address=api_v8.NameAndAddress(
            fullname="Kari Eksempel",
            addressline1="A 1",
            postalcode="0001",
            city="Oslo",
            birth_date=date(1980, 2, 3),
        )
    ),
    primary_document=document,
    attachment=[],
)
raw = api_v8.DataType(content=RawElement(b"<payslip xmlns='http://api.digipost.no/schema/datatypes'/>"))
event = api_v8.Event(
    uuid=uuid4(),
    type=api_v8.EventType.POSTMARKED,
    created=datetime.now(UTC),
    document_created=datetime.now(UTC),
    metadata=api_v8.PostmarkedMetadata(postmarked_date=datetime.now(UTC)),
)

assert_type(to_xml(message), bytes)
assert_type(from_xml(api_v8.MessageDelivery, b""), api_v8.MessageDelivery)
assert_type(digipost_schema.from_xml(datatypes.Payslip, b""), datatypes.Payslip)
check(message)

assert_type(message.sender_id, int | None)
assert_type(message.primary_document.uuid, UUID | None)
assert_type(message.attachment, list[api_v8.Document])
assert_type(document.authentication_level, api_v8.AuthenticationLevel | None)
assert_type(invoice.sum, Decimal)
assert_type(invoice.due_date, datetime)
assert_type(api_v8.Identification().include_personalias_for_digipost_user, bool)
assert_type(attrs.evolve(message, sender_id=1), api_v8.Message)

if isinstance(raw.content, RawElement):
    decode(raw.content)

match event.metadata:
    case api_v8.PostmarkedMetadata(postmarked_date=when):
        assert_type(when, datetime)
    case RawElement(name=name):
        assert_type(name, str)

message.attachment.append(document)
message.sender_id = None
document.authentication_level = api_v8.AuthenticationLevel("PASSWORD")


def in_words(status: api_v8.BatchStatus) -> str:
    """Return a status in words, also one that this version does not list."""
    match status:
        case api_v8.BatchStatus.DONE:
            return "done"
        case other:
            return str(other)


def signs(host: Host) -> bool:
    """Return True if a host signs its answers; the enumerations of the library itself are closed."""
    match host:
        case Host.API:
            return True
        case Host.TOKEN | Host.CONTENTS:
            return False
        case other:
            assert_never(other)
