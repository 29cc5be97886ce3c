"""The clock of a sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digipost import ClientConfig, DigipostClient, RequestSigning, recipient
from digipost.errors import InvalidValueError
from digipost.sandbox import Clock, Sandbox
from digipost_schema.api_v8 import EventType
from tests.support.letters import letter
from tests.support.paper import PAPER
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)


def test_it_goes_ahead_of_the_clock_that_it_goes_by() -> None:
    clock = Clock(lambda: NOON)
    assert clock() == clock.now() == NOON
    assert clock.advance(days=3) == NOON + timedelta(days=3)
    assert clock.advance(weeks=1, hours=2, minutes=3, seconds=4.5) == clock.now()
    assert clock.offset == timedelta(days=10, hours=2, minutes=3, seconds=4.5)
    assert clock.now() == NOON + clock.offset


@in_one_test("days", [-1, 1e7, 1e12])
def test_it_stays_where_it_is_when_it_cannot_go_there(days: float) -> None:
    clock = Clock(lambda: NOON)
    with pytest.raises(InvalidValueError, match=r"^Clock\.advance"):
        clock.advance(days=days)
    assert clock.now() == NOON


def test_who_was_not_told_that_it_moved_lags_behind_it() -> None:
    clock = Clock(lambda: NOON)
    assert clock.lag(NOON) == clock.lag(None) == timedelta(0)
    clock.advance(days=3)
    assert clock.lag(NOON - timedelta(minutes=4)) == clock.lag(None) == timedelta(days=3)
    assert clock.lag(clock.now() - timedelta(minutes=4)) == timedelta(0)
    assert clock.lag(clock.now() + timedelta(days=3)) == timedelta(0)


def test_a_client_that_was_not_told_goes_on(tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        sandbox.issue_certificate(tmp_path / "certificate.p12", "a password")
        signing = RequestSigning.from_pkcs12(tmp_path / "certificate.p12", "a password")
        config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment)
        later = letter(delivery_time=sandbox.clock.now() + timedelta(days=2))
        with DigipostClient(config, signing) as client:
            client.messages.send(later)
            sandbox.clock.advance(days=3)
            assert client.documents.status(later.primary_document.uuid).status == "DELIVERED"
            client.messages.send(letter(recipient=recipient.print_only(PAPER)))
            before = datetime.now(UTC)
            sandbox.clock.advance(days=7)
            (event,) = client.documents.events()
            assert event.type is EventType.POSTMARKED
            assert event.created > before
            assert list(client.documents.events(until=before - timedelta(hours=1))) == []


def test_client_and_server_go_by_it() -> None:
    with Sandbox() as sandbox:
        client = sandbox.client()
        assert client.senders.information(67890).sender_id == 67890
        sandbox.clock.advance(days=30)
        assert client.senders.information(67890).sender_id == 67890
        assert sandbox.clock() - datetime.now(UTC) > timedelta(days=29)
