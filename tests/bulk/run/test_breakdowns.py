"""The result of a mailing if its workers, its certificate or Digipost itself break down."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from digipost.bulk.errors import BulkError
from digipost.bulk.mailing import Mailing
from digipost.bulk.row_states import State
from digipost.bulk.run.task_results import accepted
from digipost.bulk.run.workers import Workers, processes, threads
from digipost.client import DigipostClient
from digipost_schema import api_v8
from tests.support.arrivals import arrived, once_each
from tests.support.counterpart import VECTORS
from tests.support.manifests import letters

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.authentication import RequestSigning
    from digipost.bulk.run.progress import Progress
    from digipost.config import ClientConfig
    from digipost.sandbox import Sandbox


class Dying(ThreadPoolExecutor):
    """Workers that die now and then, before or after they have done their work."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201 - as inherited
        number = self.__dict__.setdefault("submitted", 0)
        self.__dict__["submitted"] = number + 1
        if number % 5 == 1:
            return _failed(None)
        if number % 5 == 3:
            return _failed(super().submit(fn, *args, **kwargs))
        return super().submit(fn, *args, **kwargs)


def _failed(work: Future[object] | None) -> Future[object]:
    if work is not None:
        work.result()
    future: Future[object] = Future()
    future.set_exception(RuntimeError("the worker has died"))
    return future


@pytest.mark.thorough
def test_workers_that_die_change_nothing(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    with Dying(2) as executor:
        counts = Mailing(letters(tmp_path, 50), broker).send(Workers.of(executor, 2))
    assert counts[State.DELIVERED] == 50
    assert arrived(sandbox) == once_each(50)


@pytest.mark.thorough
def test_workers_that_always_die_end_the_run(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    class Dead(ThreadPoolExecutor):
        submit = staticmethod(lambda *_: _failed(None))  # type: ignore[assignment]

    mailing = Mailing(letters(tmp_path, 50), broker)
    with Dead(1) as executor, pytest.raises(BulkError, match="again and again"):
        mailing.send(Workers.of(executor, 1))
    assert mailing.counts()[State.SENDING] > 0
    assert mailing.send(threads(2))[State.DELIVERED] == 50
    assert arrived(sandbox) == once_each(50)


@pytest.mark.thorough
def test_a_certificate_that_is_refused_ends_the_run_and_no_row(
    tmp_path: Path, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    stranger = DigipostClient(attrs.evolve(config, broker_id=4711), credentials)
    mailing = Mailing(letters(tmp_path, 30), stranger)
    with pytest.raises(BulkError, match="UNKNOWN_USER_ID"):
        mailing.send(threads(2))
    counts = mailing.counts()
    assert counts[State.PLANNED] + counts[State.FAILED] == 30
    sandbox.register_broker(4711, sandbox_certificate())
    assert mailing.send(threads(2))[State.DELIVERED] == 30


@pytest.mark.parametrize(
    "code",
    ["DATE_HEADER_OUTSIDE_ACCEPTED_INTERVAL", "REVOKED_CERTIFICATE", "NOT_APPROVED_FOR_REST_API_USAGE"],
)
def test_a_refusal_of_the_client_ends_the_run_and_is_none_of_a_row(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, code: str
) -> None:
    mailing = Mailing(letters(tmp_path, 20), broker)
    sandbox.faults.add(f"status=400 code={code} path=/messages")
    with pytest.raises(BulkError, match=code):
        mailing.send(threads(1))
    counts = mailing.counts()
    assert counts[State.FAILED] > 0
    assert counts[State.PLANNED] + counts[State.FAILED] == 20
    sandbox.faults.clear()
    assert mailing.send(threads(2))[State.DELIVERED] == 20
    assert arrived(sandbox) == once_each(20)


def test_letters_beyond_the_quota_of_a_month_are_tried_in_a_later_run_only(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 2), broker)
    sandbox.faults.add("status=400 code=ORGANISATION_LETTERS_PER_MONTH_EXCEEDED path=/messages")
    assert mailing.send(threads(1))[State.FAILED] == 2
    assert [row.attempts for row in mailing.rows()] == [1, 1]
    sandbox.faults.clear()
    assert mailing.send(threads(1))[State.DELIVERED] == 2
    assert arrived(sandbox) == once_each(2)


def test_a_letter_whose_content_is_missing_at_digipost_is_not_called_delivered() -> None:
    delivery = api_v8.MessageDelivery(
        message_id="a",
        sender_id=12345,
        delivery_method=api_v8.Channel.DIGIPOST,
        status=api_v8.MessageStatus.NOT_COMPLETE,
        primary_document=api_v8.Document(
            uuid=uuid4(),
            subject="a",
            file_type="pdf",
            authentication_level=api_v8.AuthenticationLevel.PASSWORD,
            sensitivity_level=api_v8.SensitivityLevel.NORMAL,
        ),
    )
    outcome = accepted(1, delivery).outcome
    assert (outcome.state, outcome.problem) == (
        State.UNKNOWN,
        "Digipost says that content of the letter is missing. Ask Digipost.",
    )


def sandbox_certificate() -> bytes:
    return (VECTORS / "broker.cert.pem").read_bytes()


@pytest.mark.thorough
def test_a_digipost_that_is_not_there_ends_the_run_after_a_while(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 5), broker)
    sandbox.close()
    with pytest.raises(BulkError, match="Resume when Digipost can be reached"):
        mailing.send(threads(1), patience=timedelta(0))
    counts = mailing.counts()
    assert counts[State.PLANNED] + counts[State.FAILED] == 5
    sandbox.start()
    assert mailing.send(threads(1))[State.DELIVERED] == 5
    assert arrived(sandbox) == once_each(5)


class Deserted(Executor):
    """A cluster without workers: it takes tasks, and begins none."""

    def submit(self, _fn, /, *_args, **_kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201 - as inherited
        return Future[object]()


def test_a_cluster_without_workers_ends_the_run_after_a_while(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 20), broker)
    with pytest.raises(BulkError, match="and the cluster has workers") as caught:
        mailing.send(Workers.of(Deserted(), 1), patience=timedelta(milliseconds=1))
    assert caught.value.retryable
    counts = mailing.counts()
    assert counts[State.SENDING] > 0
    assert counts[State.SENDING] + counts[State.PLANNED] == 20
    assert mailing.send(threads(2))[State.DELIVERED] == 20
    assert arrived(sandbox) == once_each(20)


@pytest.mark.thorough
def test_a_process_that_is_killed_changes_nothing(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    killed: set[int] = set()

    def kill(progress: Progress) -> None:
        if progress.settled >= 40 * (1 + len(killed)) and len(killed) < 3:
            victim = multiprocessing.active_children()[0]
            killed.add(victim.pid or 0)
            victim.kill()

    counts = Mailing(letters(tmp_path, 300), broker).send(processes(2, 2), tell=kill)
    assert len(killed) == 3
    assert counts[State.DELIVERED] == 300
    assert arrived(sandbox) == once_each(300)
