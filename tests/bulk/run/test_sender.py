"""Results of a worker for the rows that it was given, over real HTTP."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import attrs
import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.row_states import Outcome, State
from digipost.bulk.rows.row_message import Letters
from digipost.bulk.run.sender import Sender
from digipost.bulk.run.task_results import TaskResult, after_error
from digipost.bulk.run.tasks import Task
from digipost.bulk.run.workers import processes
from digipost.client import DigipostClient
from digipost.errors import ConfigurationError, ParseError, TransportError
from digipost.retries import RetryPolicy
from digipost.sandbox.faults import Rule
from digipost.sandbox.faults.kinds import Mishap, Redirect, Status
from tests.support.letter_rows import ON_PAPER
from tests.support.letters import document
from tests.support.manifests import PERSON, PIN
from tests.support.pdfs import pdf
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost.authentication import RequestSigning
    from digipost.config import ClientConfig
    from digipost.sandbox import Sandbox
    from digipost.sandbox.faults.kinds import Fault

ONCE = RetryPolicy(attempts=1)
DELIVERED = Outcome(1, State.DELIVERED, channel="DIGIPOST")


@pytest.fixture
def letters(tmp_path: Path) -> Letters:
    (tmp_path / "letter.pdf").write_bytes(pdf())
    return Letters(mailing=uuid4(), columns=Columns(), folder=str(tmp_path))


@pytest.fixture
def sender(broker: DigipostClient, letters: Letters) -> Sender:
    return Sender(broker.with_options(retries=ONCE), letters)


def task(state: State = State.PLANNED, number: int = 1, **changes: object) -> Task:
    values = {PIN: PERSON, "document": "letter.pdf", "subject": f"Letter {number}"}
    return Task(Record(number, values | changes), state)


def sent(sender: Sender, *tasks: Task) -> list[Outcome]:
    return [result.outcome for result in sender(tasks)]


@pytest.mark.thorough
def test_letters_are_delivered_printed_and_refused(sender: Sender, sandbox: Sandbox) -> None:
    nobody = "01013399999"
    on_paper: dict[str, Any] = {**ON_PAPER, PIN: nobody}
    not_on_paper: dict[str, Any] = {PIN: nobody}
    tasks = task(), task(number=2, **on_paper), task(number=3, **not_on_paper)
    first, second, third = sent(sender, *tasks)
    assert first == DELIVERED
    assert second == Outcome(2, State.PRINTED, channel="PRINT")
    assert (third.state, third.code) == (State.REFUSED, "UNKNOWN_RECIPIENT")
    assert third.problem is not None
    assert nobody not in third.problem
    assert len(sandbox.letters) == 2


def test_what_is_unproven_is_asked_for_and_not_sent_again(sender: Sender, sandbox: Sandbox) -> None:
    assert sent(sender, task()) == [DELIVERED]
    for state in (State.SENDING, State.UNKNOWN):
        assert sent(sender, task(state)) == [DELIVERED]
    assert [request.method for request in sandbox.requests if request.target == "/messages"] == ["POST"]


def test_what_is_unproven_and_not_there_is_sent(sender: Sender, sandbox: Sandbox) -> None:
    assert sent(sender, task(State.SENDING)) == [DELIVERED]
    assert len(sandbox.letters) == 1


def test_what_was_sent_all_the_same_is_proven_when_it_is_refused(sender: Sender, sandbox: Sandbox) -> None:
    """As when a request that was on its way arrives after the asking."""
    assert sent(sender, task()) == [DELIVERED]
    assert sent(sender, task()) == [DELIVERED]
    assert len(sandbox.letters) == 1


def test_each_hash_that_was_sent_can_prove_the_letter(
    sender: Sender, letters: Letters, sandbox: Sandbox
) -> None:
    """Each encryption of a letter has a hash of its own, and any of them can have arrived."""
    assert sent(sender, task()) == [DELIVERED]
    content = (Path(letters.folder) / "letter.pdf").read_bytes()
    right, wrong = (b64encode(sha256(each).digest()).decode() for each in (content, b"another"))
    for hashes in ((right, wrong), (wrong, right), (wrong, wrong, right)):
        assert sent(sender, attrs.evolve(task(State.UNKNOWN), hashes=hashes)) == [DELIVERED]
    (outcome,) = sent(sender, attrs.evolve(task(State.UNKNOWN), hashes=(wrong, wrong)))
    assert (outcome.state, outcome.code) == (State.UNKNOWN, "NOT_PROVEN")
    assert len(sandbox.letters) == 1


def test_a_message_id_that_another_letter_has_leaves_the_row_open(
    sender: Sender, letters: Letters, broker: DigipostClient, sandbox: Sandbox
) -> None:
    other = document(pdf(), subject="Another")
    broker.messages.send(attrs.evolve(letters.message(task().record), primary_document=other))
    (outcome,) = sent(sender, task())
    assert (outcome.state, outcome.code) == (State.UNKNOWN, "NOT_PROVEN")
    assert len(sandbox.letters) == 1


@pytest.mark.parametrize(
    ("fault", "state", "expected"),
    [
        (Status(429, retry_after=timedelta(seconds=7)), State.FAILED, (True, 429, timedelta(seconds=7))),
        (Status(503), State.FAILED, (True, 503, None)),
        (Redirect(), State.DELIVERED, (False, None, None)),
        (Mishap.HANG_UP, State.UNKNOWN, (True, None, None)),
        (Mishap.LOSE_ANSWER, State.UNKNOWN, (True, None, None)),
    ],
)
def test_what_passes_by_itself_is_told(
    sender: Sender,
    sandbox: Sandbox,
    fault: Fault,
    state: State,
    expected: tuple[bool, int | None, timedelta | None],
) -> None:
    sent(sender, task(number=2))  # which fetches what all need
    sandbox.faults.add(Rule(fault, path="/messages", times=1))
    (result,) = sender([task()])
    assert result.outcome.state is state
    assert (result.busy, result.status, result.retry_after) == expected
    assert result.stop is None
    assert sent(sender, task(result.outcome.state)) == [DELIVERED]
    assert len(sandbox.letters) == 2


def test_a_document_that_has_changed_cannot_be_proven(
    sender: Sender, sandbox: Sandbox, letters: Letters
) -> None:
    sent(sender, task())
    with open(f"{letters.folder}/letter.pdf", "ab") as file:  # noqa: PTH123 - the folder is a text
        file.write(b"another")
    (outcome,) = sent(sender, task(State.SENDING))
    assert (outcome.state, outcome.code) == (State.UNKNOWN, "NOT_PROVEN")
    assert len(sandbox.letters) == 1


def test_a_document_that_is_gone_is_refused(sender: Sender, sandbox: Sandbox) -> None:
    (outcome,) = sent(sender, task(document="none.pdf"))
    assert (outcome.state, outcome.code) == (State.REFUSED, "INVALID")
    assert sandbox.letters == ()


def test_a_sender_that_has_granted_nothing_is_the_matter_of_its_row(sender: Sender) -> None:
    (result,) = sender([task(sender_id="4711")])
    assert (result.outcome.state, result.outcome.code) == (State.REFUSED, "BROKER_NOT_AUTHORIZED")
    assert result.stop is None


def test_who_may_not_send_at_all_is_told_to_stop(
    config: ClientConfig, credentials: RequestSigning, letters: Letters
) -> None:
    with DigipostClient(attrs.evolve(config, broker_id=4711, retries=ONCE), credentials) as stranger:
        (result,) = Sender(stranger, letters)([task()])
    assert (result.outcome.state, result.outcome.code) == (State.FAILED, "UNKNOWN_USER_ID")
    assert result.stop is not None


def test_no_connection_is_certain_failure(
    config: ClientConfig, credentials: RequestSigning, letters: Letters, sandbox: Sandbox
) -> None:
    sandbox.close()
    with DigipostClient(attrs.evolve(config, retries=ONCE), credentials) as client:
        (result,) = Sender(client, letters)([task()])
    assert (result.outcome.state, result.busy) == (State.FAILED, True)


@in_one_test(
    ("error", "state", "stops"),
    [
        (TransportError("broke off", request_sent=True), State.UNKNOWN, False),
        (TransportError("refused", request_sent=False), State.FAILED, False),
        (ParseError("entrypoint", "is none"), State.FAILED, False),
        (ConfigurationError("no key"), State.FAILED, True),
    ],
)
def test_errors_before_the_letter_is_sent(error: TransportError, state: State, stops: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    result: TaskResult = after_error(1, error)
    assert result.outcome.state is state
    assert (result.stop is not None) is stops


def test_several_threads_of_one_worker(broker: DigipostClient, letters: Letters, sandbox: Sandbox) -> None:
    tasks = [task(number=number) for number in range(1, 30)]
    outcomes = sent(Sender(broker, letters, threads=4), *tasks)
    assert [each.number for each in outcomes] == list(range(1, 30))
    assert len(sandbox.letters) == 29


@pytest.mark.thorough
def test_a_worker_in_another_process(broker: DigipostClient, letters: Letters, sandbox: Sandbox) -> None:
    with processes(1, 2) as workers:
        sender = Sender(broker, letters, threads=2)
        futures = [workers.submit(sender, [task(number=number)]) for number in (1, 2)]
        assert [each.result()[0].outcome.state for each in futures] == [State.DELIVERED] * 2
    assert len(sandbox.letters) == 2
