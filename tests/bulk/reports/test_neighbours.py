"""The same letters from another manifest in the folder, such as a copy, are told before they go out again."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.journal.journal import FILE_NAME
from digipost.bulk.mailing import Mailing
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.manifests import HEADER, PERSON, letters, write_csv

if TYPE_CHECKING:
    from digipost.client import DigipostClient

NOBODY = "01013399999"
DAY = 24 * 60 * 60


@pytest.fixture
def sent(tmp_path: Path, broker: DigipostClient) -> Mailing:
    """A mailing with a delivered row and a refused one."""
    letters(tmp_path, 1)
    rows = [(PERSON, "letter.pdf", "Good"), (NOBODY, "letter.pdf", "Refused")]
    mailing = Mailing(write_csv(tmp_path / "first.csv", HEADER, rows), broker)
    mailing.send(threads(1))
    return mailing


@pytest.fixture
def copy(sent: Mailing) -> Path:
    return Path(shutil.copy(sent.settings.manifest, sent.settings.manifest.with_name("copy.csv")))


def found(mailing: Mailing) -> list[tuple[int, bool, str]]:
    mailing.check()
    return [(each.number, each.is_error, each.problem) for each in mailing.findings()]


def test_a_copy_of_a_manifest_is_told(copy: Path, broker: DigipostClient) -> None:
    said = "the same letter went to the same recipient as row 2 of first.mailing, and would arrive twice"
    assert found(Mailing(copy, broker)) == [(1, False, said)]
    assert Mailing(copy, broker).check()[State.PLANNED] == 2
    ((number, is_error, problem),) = found(Mailing(copy, broker, strict=True))
    assert (number, is_error) == (1, True)
    assert problem.startswith(f"{said}. Take the row out, or send it once more with --again")
    assert found(Mailing(copy, broker, again=True)) == []


@pytest.mark.thorough
@pytest.mark.usefixtures("sent")
def test_the_same_letters_in_another_format_and_folder_are_told(
    tmp_path: Path, broker: DigipostClient
) -> None:
    rows = [(PERSON, str(tmp_path / "letter.pdf"), "Good"), (PERSON, str(tmp_path / "letter.pdf"), "Other")]
    manifest = write_csv(tmp_path / "other.csv", HEADER, rows, between=";")
    assert [number for number, _, _ in found(Mailing(manifest, broker))] == [1]
    assert [number for number, _, _ in found(Mailing(manifest, broker, folder=tmp_path / "a" / "run"))] == [1]


@pytest.mark.thorough
def test_letters_of_other_senders_and_earlier_months_are_none(
    sent: Mailing, copy: Path, broker: DigipostClient
) -> None:
    assert found(Mailing(copy, broker, sender_id=67890)) == []
    lately, earlier = time.time() - 30 * DAY, time.time() - 32 * DAY
    os.utime(sent.folder / FILE_NAME, (lately, lately))
    assert len(found(Mailing(copy, broker))) == 1
    os.utime(sent.folder / FILE_NAME, (earlier, earlier))
    assert found(Mailing(copy, broker)) == []


@pytest.mark.thorough
def test_mailings_that_were_only_checked_have_sent_nothing(
    sent: Mailing, copy: Path, broker: DigipostClient
) -> None:
    shutil.rmtree(sent.folder)
    Mailing(sent.settings.manifest, broker).check()
    assert found(Mailing(copy, broker)) == []


@pytest.mark.thorough
def test_a_journal_that_cannot_be_read_is_told_once(
    sent: Mailing, copy: Path, broker: DigipostClient
) -> None:
    (sent.folder / FILE_NAME).write_bytes(b"no journal")
    with pytest.warns(UserWarning, match="Letters that first.mailing has sent are not known") as told:
        assert found(Mailing(copy, broker)) == []
    assert len(told) == 1
