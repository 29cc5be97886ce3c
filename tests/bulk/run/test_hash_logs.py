"""Hashes of encrypted letters: on disk before the letters go out, so that a killed mailing can prove them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import BulkError
from digipost.bulk.journal.journal import Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.row_states import Outcome, State
from digipost.bulk.run.hash_logs import HashLog, HashLogs
from digipost.bulk.run.workers import processes, threads
from tests.support.arrivals import arrived, once_each
from tests.support.manifests import HEADER, PERSON, write_csv
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

ENCRYPTED = Columns(templates={"encrypt": "true"})
ROOT = Path(__file__).parents[3]


def manifest(folder: Path, count: int) -> Path:
    (folder / "letter.pdf").write_bytes(pdf())
    rows = [(PERSON, "letter.pdf", f"Letter {number}") for number in range(1, count + 1)]
    return write_csv(folder / "letters.csv", HEADER, rows)


def journal_with(folder: Path, rows: int) -> Journal:
    journal = Journal(folder / "journal.sqlite3", writing=True)
    with journal.planning() as plan:
        for number in range(1, rows + 1):
            plan.add(number, State.PLANNED, [])
    return journal


def test_what_workers_write_is_taken_over(tmp_path: Path) -> None:
    with journal_with(tmp_path, 3) as journal:
        logs = HashLogs(tmp_path)
        logs.take_over(journal)
        first, second = HashLog(logs.folder), HashLog(logs.folder)
        first.write(1, "YWJj")
        second.write(2, "ZGVm")
        logs.take_over(journal)
        first.write(1, "Z2hp")
        logs.take_over(journal)
        assert (journal.hashes(1), journal.hashes(2), journal.hashes(3)) == (("YWJj", "Z2hp"), ("ZGVm",), ())
        assert len(list(Path(logs.folder).iterdir())) == 2
        logs.close(journal)
        assert not Path(logs.folder).exists()
        assert journal.hashes(2) == ("ZGVm",)


def test_the_files_stay_while_a_letter_is_unproven(tmp_path: Path) -> None:
    with journal_with(tmp_path, 2) as journal:
        journal.write([], [1])
        HashLog(HashLogs(tmp_path).folder).write(1, "YWJj")
        HashLogs(tmp_path).close(journal)
        assert Path(HashLogs(tmp_path).folder).exists()
        journal.write([Outcome(1, State.DELIVERED)], [])
        HashLogs(tmp_path).close(journal)
        assert not Path(HashLogs(tmp_path).folder).exists()
        assert journal.hashes(1) == ("YWJj",)


@pytest.mark.parametrize("left", [b"1 YW", b"1 YWJj 12", b"1 YWJj 1\n", b"\xff\xfe\n", b"1 YWJj\n", b"\n"])
def test_a_line_that_is_not_whole_is_no_hash(tmp_path: Path, left: bytes) -> None:
    with journal_with(tmp_path, 2) as journal:
        logs = HashLogs(tmp_path)
        HashLog(logs.folder).write(2, "ZGVm")
        (path,) = Path(logs.folder).iterdir()
        path.write_bytes(path.read_bytes() + left)
        logs.take_over(journal)
        assert (journal.hashes(1), journal.hashes(2)) == ((), ("ZGVm",))


def test_a_line_that_is_being_written_is_taken_over_later(tmp_path: Path) -> None:
    with journal_with(tmp_path, 2) as journal:
        logs = HashLogs(tmp_path)
        HashLog(logs.folder).write(2, "ZGVm")
        (path,) = Path(logs.folder).iterdir()
        whole = path.read_bytes()
        for end in range(len(whole)):
            path.write_bytes(whole[:end])
            logs.take_over(journal)
            assert journal.hashes(2) == ()
        path.write_bytes(whole)
        logs.take_over(journal)
        assert journal.hashes(2) == ("ZGVm",)


def test_a_worker_elsewhere_does_not_send_what_it_cannot_write_down(tmp_path: Path) -> None:
    log = HashLog(str(tmp_path / "other.mailing" / "hashes"))
    with pytest.raises(BulkError, match="does not see the folder of the mailing"):
        log.write(1, "YWJj")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_sent_whose_hash_is_not_on_disk(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(manifest(tmp_path, 2), broker, columns=ENCRYPTED)
    mailing.check()
    (mailing.folder / "hashes").touch()  # so that no folder can be made
    with pytest.raises(BulkError, match="The hash of an encrypted letter cannot be written"):
        mailing.send(threads(1))
    assert mailing.counts()[State.SENDING] == 0
    assert sandbox.letters == ()
    (mailing.folder / "hashes").unlink()
    assert mailing.send(threads(1))[State.DELIVERED] == 2


@pytest.mark.thorough
@pytest.mark.parametrize("fault", ["lose-answer", "wrong-signature", "cut-body"])
def test_an_encrypted_letter_whose_answer_was_lost_is_proven(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, fault: str
) -> None:
    sandbox.faults.add(f"{fault} path=/messages times=2")
    sandbox.faults.add("status=503 path=*/status times=2")
    mailing = Mailing(manifest(tmp_path, 2), broker, columns=ENCRYPTED)
    assert mailing.send(threads(1))[State.DELIVERED] == 2
    assert arrived(sandbox) == once_each(2)
    assert not (mailing.folder / "hashes").exists()


PROGRAM = """
import os, sys, threading
from digipost import ClientConfig, DigipostClient, Environment, RequestSigning, Secret, bulk
letters, url, certificate, password, deadly = sys.argv[1:]
config = ClientConfig(broker_id=12345, environment=Environment.custom(url))
signing = RequestSigning.from_pkcs12(certificate, Secret.from_file(password))
left = int(deadly)

def trace(frame, event, argument):
    global left
    if event == "call" and frame.f_code.co_name == "accepted":
        left -= 1
        if not left:
            os._exit(9)  # Digipost has the letter, and nothing here knows

threading.setprofile(trace)
with DigipostClient(config, signing) as client:
    columns = bulk.Columns(templates={"encrypt": "true"})
    bulk.Mailing(letters, client, columns=columns).send(bulk.threads(4))
"""


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["threads", "processes"])
def test_encrypted_letters_of_a_killed_run_are_proven(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, how: str
) -> None:
    path = manifest(tmp_path, 16)
    vectors = ROOT / "tests" / "fixtures" / "vectors"
    for deadly in (1, 4):
        told = (str(path), sandbox.url, str(vectors / "broker.p12"))
        command = [
            sys.executable,
            "-c",
            PROGRAM,
            *told,
            str(vectors / "broker.p12.password.txt"),
            str(deadly),
        ]
        assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    in_doubt = 16 - Mailing(path, broker, columns=ENCRYPTED).counts()[State.PLANNED]
    assert in_doubt
    before = len(sandbox.letters)
    workers = threads(2) if how == "threads" else processes(2, 2)
    counts = Mailing(path, broker, columns=ENCRYPTED).send(workers)
    assert counts[State.DELIVERED] == 16
    assert len(sandbox.letters) == 16 > before
    assert arrived(sandbox) == once_each(16)
