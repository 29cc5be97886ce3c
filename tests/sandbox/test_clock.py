"""The clock of a sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digipost.errors import InvalidValueError
from digipost.sandbox import Clock, Sandbox

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)


def test_it_goes_ahead_of_the_clock_that_it_goes_by() -> None:
    clock = Clock(lambda: NOON)
    assert clock() == clock.now() == NOON
    assert clock.advance(days=3) == NOON + timedelta(days=3)
    assert clock.advance(weeks=1, hours=2, minutes=3, seconds=4.5) == clock.now()
    assert clock.offset == timedelta(days=10, hours=2, minutes=3, seconds=4.5)
    assert clock.now() == NOON + clock.offset


@pytest.mark.parametrize("days", [-1, 1e7, 1e12])
def test_it_stays_where_it_is_when_it_cannot_go_there(days: float) -> None:
    clock = Clock(lambda: NOON)
    with pytest.raises(InvalidValueError, match=r"^Clock\.advance"):
        clock.advance(days=days)
    assert clock.now() == NOON


def test_client_and_server_go_by_it() -> None:
    with Sandbox() as sandbox:
        client = sandbox.client()
        assert client.senders.information(67890).sender_id == 67890
        sandbox.clock.advance(days=30)
        assert client.senders.information(67890).sender_id == 67890
        assert sandbox.clock() - datetime.now(UTC) > timedelta(days=29)
