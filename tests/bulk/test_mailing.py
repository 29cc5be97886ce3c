"""A mailing from its manifest to its last letter: checked first, sent once, resumed as it began."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest

from digipost.bulk.errors import BulkError, JournalError, ManifestError
from digipost.bulk.journal.journal import Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.row_states import Outcome, State
from digipost.bulk.run.workers import threads
from digipost.client import DigipostClient
from tests.support.arrivals import arrived, once_each
from tests.support.manifests import HEADER, PERSON, PIN, letters, write_csv, write_lines

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.authentication import RequestSigning
    from digipost.bulk.run.progress import Progress
    from digipost.config import ClientConfig
    from digipost.sandbox import Sandbox

NOBODY = "01013399999"


def test_a_mailing_is_checked_and_sent(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    told: list[Progress] = []
    mailing = Mailing(letters(tmp_path, 40), broker)
    assert mailing.check()[State.PLANNED] == 40
    assert sandbox.requests == ()
    counts = mailing.send(threads(4), tell=told.append)
    assert counts == mailing.counts()
    assert counts[State.DELIVERED] == sum(counts.values()) == 40
    assert arrived(sandbox) == once_each(40)
    assert [row.channel for row in mailing.rows()] == ["DIGIPOST"] * 40
    last = told[-1]
    assert (last.total, last.settled, last.retried) == (40, 40, 0)
    assert last.rate > 0
    assert mailing.folder == tmp_path / "letters.mailing"


def test_sending_again_sends_nothing(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    Mailing(letters(tmp_path, 3), broker).send(threads(1))
    before = len(sandbox.requests)
    counts = Mailing(tmp_path / "letters.csv", broker).send(threads(1))
    assert counts[State.DELIVERED] == 3
    assert len(sandbox.requests) == before


def test_nothing_is_sent_while_a_row_is_invalid(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    letters(tmp_path, 1)
    good = (PERSON, "letter.pdf", "A")
    rows = [good, (PERSON, "none.pdf", "B"), good, ("1", "", "")]
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker)
    with pytest.raises(BulkError, match="nothing was sent"):
        mailing.send()
    assert sandbox.requests == ()
    found = [(each.number, each.field, each.problem.partition(".")[0]) for each in mailing.findings()]
    assert found == [
        (2, "document", "there is no file at the path"),
        (3, "duplicate", "says the same as row 2: the letter would be sent twice"),
        (4, "document", "is needed and was not given"),
        (4, "subject", "is needed and was not given"),
        (4, PIN, "exactly 11 digits are expected, without spaces or punctuation"),
    ]
    assert mailing.send(skip_invalid=True)[State.DELIVERED] == 1
    assert arrived(sandbox) == {"A": 1}


def test_a_check_that_only_warned_does_not_count_for_a_strict_mailing(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    letters(tmp_path, 1)
    header = (*HEADER, "invoice.sum", "invoice.due_date", "invoice.creditor_account", "invoice.kid")
    row = (PERSON, "letter.pdf", "A", "100", "15.02.2014", "15941432384", "1234567897")
    path = write_csv(tmp_path / "m.csv", header, [row])
    lenient, strict = Mailing(path, broker), Mailing(path, broker, strict=True)
    assert lenient.check()[State.PLANNED] == 1
    with pytest.raises(BulkError, match="nothing was sent"):
        strict.send(threads(1))
    assert sandbox.requests == ()
    with pytest.raises(BulkError, match="nothing was sent"):
        Mailing.resume(strict.folder, broker).send(threads(1))
    assert lenient.send(threads(1))[State.DELIVERED] == 1, list(lenient.rows())
    assert strict.send(threads(1))[State.DELIVERED] == 1  # a mailing that has begun is not checked again


def test_a_file_that_was_missing_can_be_put_there(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, [(PERSON, "a.pdf", "A")]), broker)
    assert mailing.check()[State.INVALID] == 1
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    assert mailing.check()[State.INVALID] == 0
    assert mailing.send()[State.DELIVERED] == 1
    assert len(sandbox.letters) == 1


def test_maps_templates_and_lines_of_json(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    letters(tmp_path, 1)
    rows = [{"fnr": PERSON, "nr": nr, "file": "letter", "x": None} for nr in (1, 2)]
    columns = Columns(
        mapping={PIN: "fnr"}, templates={"document": "{file}.pdf", "subject": "Letter {nr}"}, ignored=("x",)
    )
    manifest = write_lines(tmp_path / "m.jsonl", rows)
    mailing = Mailing(manifest, broker, columns=columns, folder=tmp_path / "run", sender_id=67890)
    assert mailing.send(threads(1))[State.DELIVERED] == 2
    assert {letter.sender_id for letter in sandbox.letters} == {67890}
    again = Mailing.resume(tmp_path / "run", broker)
    assert again.settings == mailing.settings
    assert again.send(threads(1))[State.DELIVERED] == 2
    assert arrived(sandbox) == once_each(2)


def test_a_text_that_only_some_rows_use_is_told(tmp_path: Path, broker: DigipostClient) -> None:
    path = write_csv(tmp_path / "m.csv", (PIN, "document", "title"), [(PERSON, "l.pdf", "A")])
    for known, said in (
        ("subject", ["The column title has subject. The text set for it is used in rows without one only."]),
        ("encrypt", []),
    ):
        columns = Columns(mapping={"subject": "title"}, templates={known: "true"})
        assert list(Mailing(path, broker, columns=columns).notes) == said


def test_a_manifest_that_has_changed_is_refused(tmp_path: Path, broker: DigipostClient) -> None:
    Mailing(letters(tmp_path, 2), broker).send(threads(1))
    letters(tmp_path, 3)
    with pytest.raises(JournalError, match=r"The manifest has changed .* another folder"):
        Mailing(tmp_path / "letters.csv", broker).send()
    with pytest.raises(JournalError, match=r"The manifest has changed"):
        Mailing.resume(tmp_path / "letters.mailing", broker)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"columns": Columns(templates={"subject": "x"})}, "other columns"),
        ({"sender_id": 67890}, "another sender"),
        ({"in_batch": True}, "a batch"),
        ({"documents": "elsewhere"}, "folder of documents"),
    ],
)
def test_another_mailing_in_the_same_folder_is_refused(
    tmp_path: Path, broker: DigipostClient, changes: dict[str, object], problem: str
) -> None:
    manifest = letters(tmp_path, 1)
    Mailing(manifest, broker).send(threads(1))
    with pytest.raises(JournalError, match=problem):
        Mailing(manifest, broker, **changes).check()  # type: ignore[arg-type]  # one of them each


def test_as_long_as_nothing_was_sent_everything_can_be_changed(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    letters(tmp_path, 1)
    manifest = write_csv(tmp_path / "m.csv", HEADER, [(PERSON, "none.pdf", "Letter 1")])
    assert Mailing(manifest, broker).check()[State.INVALID] == 1
    write_csv(manifest, HEADER, [(PERSON, "letter.pdf", f"Letter {number}") for number in (1, 2)])
    assert Mailing(manifest, broker, sender_id=67890).send(threads(1))[State.DELIVERED] == 2
    assert {letter.sender_id for letter in sandbox.letters} == {67890}


def test_another_broker_is_refused(
    tmp_path: Path, broker: DigipostClient, config: ClientConfig, credentials: RequestSigning
) -> None:
    Mailing(letters(tmp_path, 1), broker).send(threads(1))
    other = DigipostClient(attrs.evolve(config, broker_id=4711), credentials)
    with pytest.raises(JournalError, match="another broker"):
        Mailing.resume(tmp_path / "letters.mailing", other)


def test_a_column_that_is_not_known_is_refused_at_once(tmp_path: Path, broker: DigipostClient) -> None:
    with pytest.raises(ManifestError, match="sujbect"):
        Mailing(write_csv(tmp_path / "m.csv", ("sujbect",), []), broker)
    assert not (tmp_path / "m.mailing").exists()


def test_a_manifest_that_breaks_off_is_not_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    with letters(tmp_path, 3).open("ab") as file:
        file.write("æ\xff".encode() + b"\xff")
    with pytest.raises(ManifestError, match="UTF-8"):
        Mailing(tmp_path / "letters.csv", broker).send()
    assert sandbox.requests == ()


@pytest.mark.parametrize(("name", "content"), [("m.csv", ",".join(HEADER) + "\n\n,,\n"), ("m.jsonl", "\n")])
def test_an_empty_manifest_is_a_mailing_of_nothing_and_leaves_no_trace(
    tmp_path: Path, broker: DigipostClient, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    mailing = Mailing(tmp_path / name, broker)
    assert mailing.check() == mailing.send() == dict.fromkeys(State, 0)
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.thorough
def test_what_a_killed_program_left_is_proven_and_the_rest_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    """Rows 1 to 3 stood as being sent: the first had arrived, the others not."""
    mailing = Mailing(letters(tmp_path, 6), broker)
    mailing.check()
    made = mailing.settings.letters
    with Journal(mailing.folder / "journal.sqlite3", writing=True) as journal:
        first = next(open_manifest(tmp_path / "letters.csv").records())
        message = made(UUID(journal.facts["id"])).message(first)
        journal.write([], [1, 2, 3])
        journal.write([Outcome(3, State.FAILED, code="API_UNAVAILABLE")], [])
    broker.messages.send(message)
    assert mailing.send(threads(2))[State.DELIVERED] == 6
    assert arrived(sandbox) == once_each(6)
    asked = [each for each in sandbox.requests if each.target.endswith("/status")]
    assert len(asked) == 2


@pytest.mark.thorough
def test_refused_rows_are_left_and_the_others_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    letters(tmp_path, 1)
    rows = [(each, "letter.pdf", "A") for each in (PERSON, NOBODY)]
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker)
    counts = mailing.send(threads(2))
    assert (counts[State.DELIVERED], counts[State.REFUSED]) == (1, 1)
    assert [(row.state, row.code) for row in mailing.rows()] == [
        (State.DELIVERED, None),
        (State.REFUSED, "UNKNOWN_RECIPIENT"),
    ]
    before = len(sandbox.requests)
    mailing.send(threads(2))
    assert len(sandbox.requests) == before  # a refusal stays one


@pytest.mark.thorough
def test_faults_of_every_kind_change_nothing(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    sandbox.faults.mix(0.3, seed=1)
    mailing = Mailing(letters(tmp_path, 60), broker)
    counts = mailing.send(threads(8))
    # A row has eight attempts in a run. Of a letter in doubt, each needs two requests without a fault, so one
    # run of 200 leaves a row to be resumed.
    assert counts[State.DELIVERED] >= 58
    assert sum(counts[each] for each in (State.DELIVERED, State.FAILED, State.UNKNOWN)) == 60
    assert mailing.send(threads(8))[State.DELIVERED] == 60
    assert arrived(sandbox) == once_each(60)
    assert sum(each.struck for each in sandbox.faults.rules) > 5
