"""Corrections of corrections, copies of them, and moved folders: no letter goes out twice unasked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import BulkError
from digipost.bulk.mailing import Mailing
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived
from tests.support.manifests import HEADER, PERSON, letters, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

NOBODY = "01013399999"


class Mailings:
    """Mailings in one folder, each of them sent."""

    def __init__(self, place: Path, client: DigipostClient) -> None:
        self.place, self._client = place, client

    def prepared(self, name: str, text: str, *, again: bool = False) -> Mailing:
        path = self.place / name
        path.write_text(text, encoding="utf-8")
        return Mailing(path, self._client, again=again)

    def sent(self, name: str, text: str, *, again: bool = False) -> Mailing:
        mailing = self.prepared(name, text, again=again)
        mailing.check()
        mailing.send(threads(1), skip_invalid=True)
        return mailing

    def to_correct(self, mailing: Mailing) -> str:
        path = write_report(mailing.folder).to_correct
        assert path is not None
        return path.read_text(encoding="utf-8")


@pytest.fixture
def mailings(tmp_path: Path, broker: DigipostClient) -> Mailings:
    (tmp_path / "a").mkdir()
    letters(tmp_path / "a", 1)
    return Mailings(tmp_path / "a", broker)


@pytest.fixture
def first(mailings: Mailings) -> Mailing:
    """A mailing with a delivered row and a refused one."""
    path = write_csv(
        mailings.place / "m.csv",
        HEADER,
        [(PERSON, "letter.pdf", "Good"), (NOBODY, "letter.pdf", "Refused")],
    )
    return mailings.sent("m.csv", path.read_text(encoding="utf-8"))


def corrected(text: str) -> str:
    return text.replace(NOBODY, PERSON)


def problems(mailing: Mailing) -> list[str]:
    return [each.problem for each in mailing.findings() if each.is_error]


@pytest.mark.thorough
def test_a_correction_of_a_correction_is_known_to_copies_of_the_first(
    mailings: Mailings, first: Mailing, sandbox: Sandbox
) -> None:
    one = mailings.to_correct(first)
    two = mailings.to_correct(mailings.sent("m.to-correct.csv", one))
    mailings.sent("m.to-correct.to-correct.csv", corrected(two))
    copy = mailings.sent("copy.csv", corrected(one))
    assert problems(copy)[0].startswith(
        "the row m.mailing#2 went out corrected as row 2 of m.to-correct.to-correct.mailing (delivered)"
    )
    assert arrived(sandbox) == {"Good": 1, "Refused": 1}
    assert write_report(first.folder).to_correct is None


def test_a_copy_is_known_to_corrections_of_a_correction(
    mailings: Mailings, first: Mailing, sandbox: Sandbox
) -> None:
    one = mailings.to_correct(first)
    second = mailings.sent("m.to-correct.csv", one)
    two = mailings.to_correct(second)
    mailings.sent("copy.csv", corrected(one))
    third = mailings.sent("m.to-correct.to-correct.csv", corrected(two))
    assert problems(third)[0].startswith("the row m.to-correct.mailing#1 went out corrected as row 2 of copy")
    assert write_report(second.folder).to_correct is None
    assert arrived(sandbox) == {"Good": 1, "Refused": 1}


@pytest.mark.thorough
def test_a_copy_that_was_refused_too_hides_nothing(mailings: Mailings, first: Mailing) -> None:
    one = mailings.to_correct(first)
    second = mailings.sent("m.to-correct.csv", one)
    mailings.sent("copy.csv", one)
    two = mailings.to_correct(second)
    assert mailings.sent("next.csv", corrected(two)).counts()[State.DELIVERED] == 1


def test_two_corrections_that_were_checked_before_either_was_sent(
    mailings: Mailings, first: Mailing, sandbox: Sandbox
) -> None:
    one = corrected(mailings.to_correct(first))
    both = [mailings.prepared("x.csv", one), mailings.prepared("y.csv", one)]
    for each in both:
        assert each.check()[State.PLANNED] == 1
    both[0].send(threads(1))
    with pytest.raises(BulkError, match=r"Row 2 went out corrected as row 2 of x\.mailing"):
        both[1].send(threads(1))
    assert both[1].check()[State.INVALID] == 1
    assert mailings.prepared("y.csv", one, again=True).check()[State.PLANNED] == 1
    assert arrived(sandbox) == {"Good": 1, "Refused": 1}


@pytest.mark.parametrize("number", [pytest.param(1, id="delivered"), pytest.param(9, id="none there")])
def test_a_row_that_was_not_to_be_corrected_is_none_to_correct(
    mailings: Mailings, first: Mailing, number: int
) -> None:
    text = corrected(mailings.to_correct(first)).replace("m.mailing#2", f"m.mailing#{number}")
    assert "needs no correction" in problems(mailings.sent("x.csv", text))[0]


@pytest.mark.thorough
def test_a_row_that_corrects_itself_is_refused(mailings: Mailings, first: Mailing) -> None:
    text = corrected(mailings.to_correct(first)).replace("m.mailing#2", "x.mailing#1")
    assert "may have gone out" in problems(mailings.sent("x.csv", text))[0]


@pytest.mark.thorough
@pytest.mark.parametrize("spelled", [PERSON, f"{PERSON[:6]} {PERSON[6:]}"])
@pytest.mark.parametrize("document", ["letter.pdf", "copy.pdf"])
def test_the_same_letter_to_the_same_recipient_needs_again(
    mailings: Mailings, first: Mailing, sandbox: Sandbox, spelled: str, document: str
) -> None:
    shutil.copy(mailings.place / "letter.pdf", mailings.place / "copy.pdf")
    text = mailings.to_correct(first).replace(NOBODY, spelled).replace("Refused", "Good")
    text = text.replace("letter.pdf", document)
    (said,) = problems(mailings.sent("x.csv", text))
    assert said.startswith(
        "the same letter went to the same recipient as row 2 of m.mailing. Take the row out"
    )
    assert arrived(sandbox) == {"Good": 1}
    assert mailings.sent("x.csv", text, again=True).counts()[State.DELIVERED] == 1


def test_the_same_letter_is_known_two_mailings_later(
    mailings: Mailings, first: Mailing, sandbox: Sandbox
) -> None:
    second = mailings.sent("m.to-correct.csv", mailings.to_correct(first))
    text = corrected(mailings.to_correct(second)).replace("Refused", "Good")
    assert "as row 2 of m.mailing" in problems(mailings.sent("x.csv", text))[0]
    assert arrived(sandbox) == {"Good": 1}


@pytest.mark.thorough
def test_another_subject_document_or_recipient_is_another_letter(
    mailings: Mailings, first: Mailing, sandbox: Sandbox
) -> None:
    (mailings.place / "other.pdf").write_bytes(b"%PDF-1.7\n" + bytes(1001))
    text = mailings.to_correct(first)
    other = corrected(text).replace("letter.pdf", "other.pdf").replace("Refused", "Good")
    assert mailings.sent("x.csv", other).counts()[State.DELIVERED] == 1
    assert arrived(sandbox) == {"Good": 2}


@pytest.mark.thorough
def test_the_journal_has_no_digest_that_two_mailings_share(mailings: Mailings, first: Mailing) -> None:
    text = mailings.to_correct(first).replace(NOBODY, PERSON).replace("Refused", "Good")
    second = mailings.sent("x.csv", text, again=True)
    said = [next(each.rows()).documents for each in (first, second)]
    digests = [str(each).partition(" letter=")[2] for each in said]
    assert all(digests)
    assert digests[0] != digests[1]


def test_a_manifest_in_another_folder_than_its_mailing_is_refused(
    mailings: Mailings, first: Mailing, broker: DigipostClient, tmp_path: Path
) -> None:
    elsewhere = Mailings(tmp_path / "b", broker)
    shutil.copytree(mailings.place, elsewhere.place, ignore=shutil.ignore_patterns("*.mailing"))
    moved = elsewhere.sent("m.to-correct.csv", corrected(mailings.to_correct(first)))
    (said,) = problems(moved)
    assert said.startswith("the row m.mailing#2 may have gone out: its mailing, or one that corrects it, is")
    assert f"{elsewhere.place / 'm.mailing'}. Put this manifest, or that folder, back where it was" in said
    text = (elsewhere.place / "m.to-correct.csv").read_text(encoding="utf-8")
    assert elsewhere.sent("m.to-correct.csv", text, again=True).counts()[State.DELIVERED] == 1


@pytest.mark.thorough
def test_a_successor_that_is_gone_leaves_its_rows_uncertain(mailings: Mailings, first: Mailing) -> None:
    text = corrected(mailings.to_correct(first))
    shutil.rmtree(mailings.sent("m.to-correct.csv", text).folder)
    later = mailings.sent("x.csv", text)
    assert f"is not in the folder {mailings.place / 'm.to-correct.mailing'}" in problems(later)[0]


@pytest.mark.thorough
def test_the_first_mailing_that_is_gone_leaves_rows_of_the_third_uncertain(
    mailings: Mailings, first: Mailing
) -> None:
    second = mailings.sent("m.to-correct.csv", mailings.to_correct(first))
    text = corrected(mailings.to_correct(second))
    shutil.rmtree(first.folder)
    assert f"is not in the folder {first.folder}" in problems(mailings.sent("x.csv", text))[0]


@pytest.mark.thorough
def test_folders_that_moved_together_still_know_each_other(
    mailings: Mailings, first: Mailing, broker: DigipostClient, tmp_path: Path
) -> None:
    text = corrected(mailings.to_correct(first))
    mailings.sent("m.to-correct.csv", text)
    mailings.place.rename(tmp_path / "b")
    later = Mailings(tmp_path / "b", broker).sent("x.csv", text)
    assert problems(later)[0].startswith("the row m.mailing#2 went out corrected as row 2 of m.to-correct")
