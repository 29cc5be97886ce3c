"""A mailing as one batch of Digipost's."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.bulk.errors import BulkError, JournalError
from digipost.bulk.journal.journal import Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.report import Report, status, write_report
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
    assert not sandbox.letters  # one is not in, so that the user has to decide
    whole = Mailing(letters(tmp_path, 3), broker, in_batch=True)
    assert whole.send(threads(1))[State.DELIVERED] == 3
    assert arrived(sandbox) == once_each(3)
    batches = {letter.message.batch.uuid for letter in sandbox.letters if letter.message.batch}
    (uuid,) = batches
    assert broker.batches.get(uuid).status in {api_v8.BatchStatus.COMMITTED, api_v8.BatchStatus.DONE}
    before = len(sandbox.requests)
    whole.send(threads(1))
    assert len(sandbox.requests) == before


@pytest.mark.thorough
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


def _with_one_refused(folder: Path, broker: DigipostClient) -> Mailing:
    letters(folder, 1)
    rows = [(each, "letter.pdf", "Letter 1") for each in (PERSON, NOBODY)]
    mailing = Mailing(write_csv(folder / "m.csv", HEADER, rows), broker, in_batch=True)
    assert mailing.send(threads(1))[State.REFUSED] == 1
    return mailing


def problems(report: Report) -> list[str]:
    with report.csv.open(encoding="utf-8", newline="") as file:
        return [row["problem"] for row in csv.DictReader(file)]


def test_letters_that_are_held_back_are_reported_so_until_their_batch_is_completed(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = _with_one_refused(tmp_path, broker)
    report = write_report(mailing.folder)
    held, uuid = report.summary.held, report.summary.batch
    assert (held, sandbox.letters) == (1, ())
    assert uuid is not None
    told = report.summary.about_held
    assert told is not None
    assert told.startswith(
        "Digipost holds 1 letter back until their batch is completed. The mailing does not"
    )
    assert f"digipost batch complete {uuid}" in told
    assert told in report.html.read_text(encoding="utf-8")
    assert "Nothing is left to send" not in report.html.read_text(encoding="utf-8")
    assert problems(report)[0] == "Digipost holds the letter back until its batch is completed"
    assert json.loads(report.json.read_bytes())["held"] == 1
    mailing.send(threads(1))  # the refused row is still the user's to decide
    assert status(mailing.folder).held == 1
    broker.batches.get(uuid).complete()
    mailing.send(threads(1))
    assert len(sandbox.letters) == 1
    report = write_report(mailing.folder)
    assert (report.summary.held, report.summary.about_held) == (0, None)
    assert problems(report)[0] == ""


def test_letters_of_a_batch_that_could_not_be_completed_are_reported_as_held_back(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 3), broker, in_batch=True)
    sandbox.faults.add("hang-up path=*/complete")
    with pytest.raises(DigipostError):
        mailing.send(threads(1))
    summary = status(mailing.folder)
    assert (summary.held, summary.is_settled) == (3, True)
    assert summary.about_held == (
        "Digipost holds 3 letters back until their batch is completed. The mailing completes it when all are "
        "in."
    )
    sandbox.faults.clear()
    mailing.send(threads(1))
    assert status(mailing.folder).held == 0
    assert arrived(sandbox) == once_each(3)


def test_letters_that_are_gone_with_their_batch_are_reported_so(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = _with_one_refused(tmp_path, broker)
    uuid = status(mailing.folder).batch
    assert uuid is not None
    broker.batches.get(uuid).cancel()
    for _ in range(2):
        with pytest.raises(JournalError, match="its letters are gone with it"):
            mailing.send(threads(1))
        report = write_report(mailing.folder)
        assert (report.summary.held, report.summary.batch) == (1, None)
        assert "its letters are gone with it" in str(report.summary.about_held)
        assert problems(report)[0] == "the letter is gone with its batch"
    assert sandbox.letters == ()


def test_letters_without_a_batch_are_never_held_back(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = Mailing(letters(tmp_path, 1), broker)
    mailing.send(threads(1))
    assert (status(mailing.folder).held, status(mailing.folder).batch) == (0, None)
