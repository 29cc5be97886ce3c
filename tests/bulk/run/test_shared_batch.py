"""A mailing as one batch of Digipost's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.bulk.errors import BulkError, JournalError
from digipost.bulk.journal.journal import Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from digipost.errors import DigipostError
from digipost_schema import api_v8
from tests.support.arrivals import arrived, once_each
from tests.support.manifests import HEADER, PERSON, letters, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

NOBODY = "01013399999"


def test_letters_of_a_batch_are_held_back_until_all_are_in(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    letters(tmp_path, 1)
    rows = [(each, "letter.pdf", "Letter 1") for each in (PERSON, NOBODY)]
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker, in_batch=True)
    assert mailing.send(threads(1))[State.REFUSED] == 1
    assert not sandbox.letters  # one is not in, so that somebody has to decide
    whole = Mailing(letters(tmp_path, 3), broker, in_batch=True)
    assert whole.send(threads(1))[State.DELIVERED] == 3
    assert arrived(sandbox) == once_each(3)
    batches = {letter.message.batch.uuid for letter in sandbox.letters if letter.message.batch}
    (uuid,) = batches
    assert broker.batches.get(uuid).status in {api_v8.BatchStatus.COMMITTED, api_v8.BatchStatus.DONE}
    before = len(sandbox.requests)
    whole.send(threads(1))
    assert len(sandbox.requests) == before


def test_a_batch_is_resumed_and_completed_once(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 3), broker, in_batch=True)
    sandbox.faults.add("hang-up path=*/complete")
    with pytest.raises(DigipostError):
        mailing.send(threads(1))
    assert sandbox.letters == ()
    sandbox.faults.clear()
    assert mailing.send(threads(1))[State.DELIVERED] == 3
    assert arrived(sandbox) == once_each(3)


def test_a_batch_that_was_cancelled_is_not_begun_anew(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 3), broker, in_batch=True)
    sandbox.faults.add("status=503 path=/messages")
    with pytest.raises(BulkError):
        mailing.send(threads(1), patience=timedelta(0))
    sandbox.faults.clear()
    with Journal(mailing.folder / "journal.sqlite3", writing=False) as journal:
        batch = mailing.settings.letters(UUID(journal.facts["id"])).batch
    assert batch is not None
    broker.batches.get(batch).cancel()
    with pytest.raises(JournalError, match="cancelled"):
        mailing.send(threads(1))
    assert sandbox.letters == ()
