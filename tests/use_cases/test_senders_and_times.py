"""On whose behalf a letter goes out, and when: the XML of it, and what its sender and recipient see."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from digipost_schema.api_v8 import DeliveryStatus, MessageStatus, SenderOrganization
from tests.use_cases.cases import END, HEAD, LETTER, TO_OLA, Case, letter

if TYPE_CHECKING:
    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

CHRISTMAS = datetime(2098, 12, 24, 17, tzinfo=ZoneInfo("Europe/Oslo"))

CASES = [
    (
        Case(
            what="the broker itself, with a reference on Digipost's invoice",
            message=letter(invoice_reference="Prosjekt 42 & 43"),
            xml=(f"{HEAD}{TO_OLA}<invoice-reference>Prosjekt 42 &amp; 43</invoice-reference>{LETTER}{END}"),
        ),
        12345,
    ),
    (
        Case(
            what="another sender, by id",
            message=letter(sender_id=67890),
            xml=f"{HEAD}<sender-id>67890</sender-id>{TO_OLA}{LETTER}{END}",
        ),
        67890,
    ),
    (
        Case(
            what="another sender, by organisation number",
            message=letter(sender_organization=SenderOrganization(organization_id="984661185")),
            xml=(
                f"{HEAD}<sender-organization><organization-id>984661185</organization-id>"
                f"</sender-organization>{TO_OLA}{LETTER}{END}"
            ),
        ),
        67890,
    ),
    (
        Case(
            what="a part of another sender, with a reference",
            message=letter(
                sender_organization=SenderOrganization(organization_id="984661185", part_id="faktura"),
                invoice_reference="42",
            ),
            xml=(
                f"{HEAD}<sender-organization><organization-id>984661185</organization-id>"
                f"<part-id>faktura</part-id></sender-organization>{TO_OLA}"
                f"<invoice-reference>42</invoice-reference>{LETTER}{END}"
            ),
        ),
        67891,
    ),
]


@pytest.mark.parametrize(("case", "sender_id"), CASES, ids=str)
def test_a_letter_is_its_senders(
    case: Case, sender_id: int, client: DigipostClient, sandbox: Sandbox
) -> None:
    sandbox.directory.register("984661185", None, 67890)
    sandbox.directory.register("984661185", "faktura", 67891)
    sandbox.allow(12345, 67891)
    arrived = case.check(client, sandbox)
    assert (arrived.broker_id, arrived.sender_id, arrived.delivery.sender_id) == (12345, sender_id, sender_id)
    assert {each.headers["x-digipost-userid"] for each in sandbox.requests} == {"12345"}


def test_a_letter_becomes_visible_at_its_time(client: DigipostClient, sandbox: Sandbox) -> None:
    case = Case(
        what="delivery time",
        message=letter(delivery_time=CHRISTMAS),
        xml=(f"{HEAD}{TO_OLA}<delivery-time>2098-12-24T17:00:00+01:00</delivery-time>{LETTER}{END}"),
    )
    arrived = case.check(client, sandbox)
    assert arrived.delivery.delivery_time == CHRISTMAS


def test_a_letter_of_a_batch_waits_for_it(client: DigipostClient, sandbox: Sandbox) -> None:
    batch = client.batches.create(UUID("00000000-0000-4000-8000-0000000000ba"))
    delivery = client.messages.send(letter(batch=batch))
    assert delivery.status is MessageStatus.COMPLETE
    assert not sandbox.letters
    batch.complete()
    (arrived,) = sandbox.letters
    assert arrived.xml.decode() == (
        f"{HEAD}{TO_OLA}{LETTER}<batch><uuid>00000000-0000-4000-8000-0000000000ba</uuid></batch>{END}"
    )
    status = client.documents.status("00000000-0000-4000-8000-000000000001")
    assert status.status is DeliveryStatus.DELIVERED
