"""Invalid and refused rows are corrected in a mailing of their own, and sent once."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import BulkError, JournalError
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived
from tests.support.manifests import HEADER, PERSON, PIN, letters, write_csv, write_lines
from tests.support.parquet_files import parquet

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

NOBODY = "01013399999"
ROWS = [(PERSON, "letter.pdf", "Good"), (NOBODY, "letter.pdf", "Refused"), ("123", "letter.pdf", "Short")]


@pytest.fixture
def folder(tmp_path: Path, broker: DigipostClient) -> Path:
    """A mailing of which one row was refused and one invalid."""
    letters(tmp_path, 1)
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, ROWS), broker)
    mailing.send(threads(1), skip_invalid=True)
    return mailing.folder


def to_correct(folder: Path) -> Path:
    path = write_report(folder).to_correct
    assert path is not None
    return path


def corrected(path: Path) -> Path:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(NOBODY, PERSON).replace("123,", f"{PERSON},"), encoding="utf-8")
    return path


def problems(mailing: Mailing) -> list[str]:
    return [each.problem for each in mailing.findings() if each.field == "corrects"]


@pytest.mark.thorough
def test_each_row_says_of_which_row_it_is_the_correction(folder: Path) -> None:
    records = list(open_manifest(to_correct(folder)).records())
    assert [each.values["corrects"] for each in records] == ["m.mailing#2", "m.mailing#3"]


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_manifests_of_other_kinds_say_it_too(tmp_path: Path, broker: DigipostClient, suffix: str) -> None:
    letters(tmp_path, 1)
    rows = [dict(zip(HEADER, row, strict=True)) for row in ROWS[2:]]
    path = tmp_path / f"m{suffix}"
    if suffix == ".jsonl":
        write_lines(path, rows)
    else:
        parquet(path, {name: [row[name] for row in rows] for name in HEADER})
    mailing = Mailing(path, broker, folder=tmp_path / "elsewhere" / "run")
    mailing.check()
    (record,) = open_manifest(to_correct(mailing.folder)).records()
    assert record.values["corrects"] == "elsewhere/run#1"
    again = Mailing(to_correct(mailing.folder), broker)
    again.check()
    (record,) = open_manifest(to_correct(again.folder)).records()
    assert record.values["corrects"] == "m.to-correct.mailing#1"


@pytest.mark.thorough
def test_what_went_out_corrected_does_not_come_out_again(
    folder: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    """The mailing is reported again after its correction was sent, which had doubled both letters."""
    first = corrected(to_correct(folder))
    assert Mailing(first, broker).send(threads(1))[State.DELIVERED] == 2
    report = write_report(folder)
    assert (report.to_correct, report.summary.corrected) == (None, 2)
    text = report.csv.read_text(encoding="utf-8")
    assert "corrected as row 2 of m.to-correct.mailing (delivered)" in text
    shown = re.sub("<[^>]*>", "", report.html.read_text(encoding="utf-8"))
    assert "corrected as row 3 of m.to-correct.mailing (delivered)" in shown
    assert arrived(sandbox) == {"Good": 1, "Refused": 1, "Short": 1}


@pytest.mark.thorough
def test_a_second_correction_is_refused_without_again(
    folder: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    first = corrected(to_correct(folder))
    second = shutil.copy(first, first.with_name("somebody else's.csv"))
    Mailing(first, broker).send(threads(1))
    mailing = Mailing(second, broker)
    assert mailing.check()[State.INVALID] == 2
    assert problems(mailing)[0] == (
        "the row m.mailing#2 went out corrected as row 2 of m.to-correct.mailing (delivered). Take the row "
        "out, or send it once more with --again (in Python again=True)"
    )
    report = write_report(mailing.folder)
    for path in (report.csv, report.json, report.html):
        text = path.read_text(encoding="utf-8")
        assert "once more with " in text
        assert "Python" not in text
    assert '<span class="whole">--again</span>' in report.html.read_text(encoding="utf-8")
    assert mailing.send(threads(1), skip_invalid=True)[State.DELIVERED] == 0
    again = Mailing(second, broker, again=True)
    assert again.check()[State.PLANNED] == 2
    assert again.send(threads(1))[State.DELIVERED] == 2
    assert arrived(sandbox) == {"Good": 1, "Refused": 2, "Short": 2}


def test_another_choice_of_again_makes_another_check(
    folder: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    """The check without `again` had counted, and the rows stayed invalid."""
    first = corrected(to_correct(folder))
    second = shutil.copy(first, first.with_name("second.csv"))
    Mailing(first, broker).send(threads(1))
    assert Mailing(second, broker).check()[State.INVALID] == 2
    Mailing(second, broker, again=True).check()
    with pytest.raises(BulkError, match="nothing was sent"):
        Mailing(second, broker).send(threads(1))  # nor does a check with `again` count without it
    assert Mailing(second, broker, again=True).send(threads(1))[State.DELIVERED] == 2
    assert arrived(sandbox) == {"Good": 1, "Refused": 2, "Short": 2}


def test_a_resumed_mailing_keeps_the_choice_of_again(
    folder: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    first = corrected(to_correct(folder))
    second = shutil.copy(first, first.with_name("second.csv"))
    Mailing(first, broker).send(threads(1))
    again = Mailing(second, broker, again=True)
    again.check()
    assert Mailing.resume(again.folder, broker).send(threads(1))[State.DELIVERED] == 2
    assert arrived(sandbox) == {"Good": 1, "Refused": 2, "Short": 2}


@pytest.mark.thorough
def test_rows_in_another_order_and_another_file_are_known_all_the_same(
    folder: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    first = corrected(to_correct(folder))
    header, *rows = first.read_text(encoding="utf-8").splitlines(keepends=True)
    moved = first.with_name("moved.csv")
    moved.write_text("".join([header, *rows[::-1]]), encoding="utf-8")
    Mailing(first, broker).send(threads(1))
    assert Mailing(moved, broker).check()[State.INVALID] == 2
    assert len(sandbox.letters) == 3


@pytest.mark.thorough
def test_the_column_must_not_get_lost(folder: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    path = corrected(to_correct(folder))
    lines = [line.rpartition(",")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(lines), encoding="utf-8")
    mailing = Mailing(path, broker)
    assert mailing.check()[State.INVALID] == 2
    assert problems(mailing)[0].startswith("is empty, and by its name the manifest corrects m.mailing")
    assert Mailing(path, broker, again=True).check()[State.PLANNED] == 2
    assert len(sandbox.letters) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("said", ["m.mailing", "#2", "m.mailing#0", "m.mailing#x"])
def test_what_is_no_reference_is_refused(folder: Path, broker: DigipostClient, said: str) -> None:
    path = to_correct(folder)
    path.write_text(path.read_text(encoding="utf-8").replace("m.mailing#2", said), encoding="utf-8")
    mailing = Mailing(path, broker)
    mailing.check()
    assert problems(mailing) == [
        "a reference such as invoices.mailing#3 is expected, as the report has written it"
    ]


@pytest.mark.thorough
def test_a_correction_that_was_refused_can_be_corrected(
    folder: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    first = to_correct(folder)
    again = Mailing(first, broker)  # nothing was corrected
    counts = again.send(threads(1), skip_invalid=True)
    assert (counts[State.REFUSED], counts[State.INVALID]) == (1, 1)
    assert write_report(folder).to_correct is None  # they are the other mailing's now
    second = corrected(to_correct(again.folder))
    assert Mailing(second, broker).send(threads(1))[State.DELIVERED] == 2
    assert write_report(again.folder).to_correct is None
    assert arrived(sandbox) == {"Good": 1, "Refused": 1, "Short": 1}


@pytest.mark.thorough
def test_a_correction_that_was_only_checked_holds_nothing_up(folder: Path, broker: DigipostClient) -> None:
    Mailing(corrected(to_correct(folder)), broker).check()
    second = to_correct(folder)
    assert second.name == "m.to-correct-2.csv"
    assert Mailing(corrected(second), broker).check()[State.PLANNED] == 2


def test_a_list_of_successors_that_cannot_be_read_says_so(folder: Path, broker: DigipostClient) -> None:
    Mailing(corrected(to_correct(folder)), broker).send(threads(1))
    (folder / "successors.json").write_text("[", encoding="utf-8")
    with pytest.raises(JournalError, match="Restore it from a backup"):
        write_report(folder)


def test_a_person_may_stand_in_a_manifest_that_corrects_nothing(
    tmp_path: Path, broker: DigipostClient
) -> None:
    """The name alone makes no correction."""
    letters(tmp_path, 1)
    path = write_csv(tmp_path / "x.to-correct.csv", HEADER, [(PERSON, "letter.pdf", PIN)])
    assert Mailing(path, broker).check()[State.PLANNED] == 1
