"""The loop of a mailing when it is interrupted between two of its steps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost.bulk.journal.journal import Journal
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.row_states import SETTLED, State
from digipost.bulk.rows.row_message import Letters
from digipost.bulk.run.hash_logs import HashLogs
from digipost.bulk.run.loop import Run
from digipost.bulk.run.pacing import Pace
from digipost.bulk.run.sender import Sender
from digipost.bulk.run.tasks import Task
from digipost.bulk.run.workers import threads
from digipost.retries import RetryPolicy
from tests.support.arrivals import arrived, once_each
from tests.support.manifests import letters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from digipost.bulk.row_states import Outcome
    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

COUNT = 40


class InterruptedJournal(Journal):
    """A journal in which the first outcomes are on disk when Ctrl-C comes."""

    def write(self, settled: Iterable[Outcome], begun: Iterable[int]) -> None:
        outcomes = list(settled)
        super().write(outcomes, begun)
        if outcomes and sum(self.counts()[state] for state in SETTLED) == len(outcomes):
            raise KeyboardInterrupt


def run(journal: Journal, manifest: Path, sender: Sender) -> None:
    """Send what the journal has not settled, by two threads."""
    states = {row.number: row.state for row in journal.rows()}
    tasks = [Task(each, states[each.number]) for each in open_manifest(manifest).records()]
    with threads(2) as workers:
        Run(
            journal,
            iter([task for task in tasks if task.state not in SETTLED]),
            sender=sender,
            workers=workers,
            pace=Pace(workers=2, most_at_once=Run.most_out(2, 1), most_a_second=None, clock=time.monotonic),
            logs=HashLogs(manifest.parent),
            patience=60,
            clock=time.monotonic,
            tell=lambda _: None,
        ).go()


@pytest.mark.thorough
def test_ctrl_c_just_after_the_journal_was_written(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    manifest = letters(tmp_path, COUNT)
    with InterruptedJournal(tmp_path / "j", writing=True) as journal:
        with journal.planning() as plan:
            for number in range(1, COUNT + 1):
                plan.add(number, State.PLANNED, [])
        sender = Sender(
            broker.with_options(retries=RetryPolicy(attempts=1)),
            Letters(mailing=uuid4(), columns=Columns(), folder=str(tmp_path)),
        )
        with pytest.raises(KeyboardInterrupt):
            run(journal, manifest, sender)
        counts = journal.counts()
        assert counts[State.PLANNED] + counts[State.SENDING] + counts[State.DELIVERED] == COUNT
        assert 0 < counts[State.DELIVERED] < COUNT
        assert counts[State.DELIVERED] <= len(arrived(sandbox)) < COUNT
        run(journal, manifest, sender)
        assert journal.counts()[State.DELIVERED] == COUNT
    assert arrived(sandbox) == once_each(COUNT)
