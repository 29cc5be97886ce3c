"""A mailing: a manifest, the folder with its journal, and the operations on both."""

from __future__ import annotations

import pickle
import time
from contextlib import ExitStack, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import attrs

from digipost.base.checked_calls import a, path, takes
from digipost.bulk._corrections import Corrections, enter_corrections
from digipost.bulk._planning import has_rows, plan_rows, warn_of_unchecked
from digipost.bulk._settings import KINDS, Choices, Settings
from digipost.bulk.errors import BulkError
from digipost.bulk.journal.file import folder_for
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import digest, open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.row_states import State, unsettled
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.survey import columns_refused
from digipost.bulk.run.hash_logs import HashLogs
from digipost.bulk.run.loop import Run
from digipost.bulk.run.sender import Sender
from digipost.bulk.run.shared_batch import SharedBatch
from digipost.bulk.run.tasks import tasks_left
from digipost.bulk.run.workers import SENDING_KINDS, Workers, threads
from digipost.client import DigipostClient
from digipost.retries import RetryPolicy

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from digipost.bulk.manifests.records import Manifest
    from digipost.bulk.row_states import Finding, Row
    from digipost.bulk.run.progress import Progress

__all__ = ["Mailing"]

_ONCE = RetryPolicy(attempts=1)  # the journal records every request, and the run decides about retries
_PATIENCE = timedelta(minutes=30)


@takes("Mailing", client=a(DigipostClient), **KINDS)
class Mailing:
    """The letters of a manifest, sent once each.

        mailing = Mailing("invoices.csv", client)
        if mailing.check()[State.INVALID] == 0:
            mailing.send()

    The journal in its folder lets a mailing be interrupted at any moment and resumed by the same call.
    After a letter was sent, the folder belongs to its mailing permanently.

    Args:
        manifest: The path of the manifest; see `open_manifest` for its kinds.
        client: The client that sends. For processes and clusters, it must be possible to pickle it.
        columns: The meaning of the manifest's columns, if it has names of its own.
        form: The parts of the manifest's format that the file does not state.
        folder: The folder for journal and reports. The default is beside the manifest, with its name and
            `.mailing` in place of the suffix.
        documents: The folder where relative paths of documents start; the manifest's own, unless given.
        sender_id: The sender of rows that name no sender; the broker, unless given.
        in_batch: Hold the letters back at Digipost until all are in and none is refused; see `Summary.held`.
        again: Send rows even if another mailing has sent them or their correction; without a warning.
        strict: Refuse rows with a value that is most likely a mistake; the default is a warning.
        fix: Give Norwegian postal codes of one to three digits the zeros that they have lost; the check lists
            them, and the manifest stays as it is.

    Attributes:
        folder: The folder for journal and reports.
        settings: The settings that determine the letters to send.
        notes: Facts found in the manifest, such as its encoding, and about its columns, in plain sentences.

    Raises:
        ManifestError: The manifest cannot be read, or has a column that is not known.
    """

    def __init__(
        self,
        manifest: str | os.PathLike[str],
        client: DigipostClient,
        *,
        columns: Columns | None = None,
        form: ManifestFormat | None = None,
        folder: str | os.PathLike[str] | None = None,
        documents: str | os.PathLike[str] | None = None,
        sender_id: int | None = None,
        in_batch: bool = False,
        again: bool = False,
        strict: bool = False,
        fix: bool = False,
    ) -> None:
        path = Path(manifest).absolute()
        manifest_now = open_manifest(path, form=form)
        self._client = client
        self._choices = Choices(again=again, strict=strict)
        self.folder = Path(folder).absolute() if folder is not None else folder_for(path)
        self.settings = Settings(
            manifest=path,
            digest=digest(path),
            columns=columns or Columns(),
            form=form or ManifestFormat(),
            documents=Path(documents).absolute() if documents is not None else path.parent,
            sender_id=sender_id,
            in_batch=in_batch,
            fix=fix,
            broker_id=client.config.broker_id,
            api_url=client.config.environment.api_url,
        )
        self.notes = (*manifest_now.notes, *self.settings.check_header(manifest_now))

    @classmethod
    @takes("Mailing.resume", folder=path, client=a(DigipostClient))
    def resume(cls, folder: str | os.PathLike[str], client: DigipostClient) -> Mailing:
        """Return the mailing of a folder, to resume it.

        Raises:
            JournalError: The folder has no journal, or the client has another broker or environment.
            ManifestError: The manifest was moved or deleted.
        """
        folder = Path(folder).absolute()
        with Journal(folder / FILE_NAME, writing=False) as journal:
            facts = journal.facts
        began, choices = Settings.from_facts(facts), Choices.of_check(facts) or Choices()
        mailing = cls(
            began.manifest,
            client,
            columns=began.columns,
            form=began.form,
            folder=folder,
            documents=began.documents,
            sender_id=began.sender_id,
            in_batch=began.in_batch,
            fix=began.fix,
            again=choices.again,
            strict=choices.strict,
        )
        mailing.settings.check_same(facts)
        return mailing

    @takes("mailing.check", **SENDING_KINDS)
    def check(
        self, workers: Workers | None = None, *, tell: Callable[[int], None] = lambda _: None
    ) -> dict[State, int]:
        """Check every row and every file, and write the findings into the journal; nothing is sent.

        A mailing with sent letters is not checked again. A manifest without rows gets no folder.

        Args:
            workers: Processes that inspect the documents; with other workers, this process inspects them.
            tell: Called with the number of rows checked so far.

        Returns:
            The number of rows in each state. Wrong rows are `INVALID`, and `findings` has the reasons.

        Raises:
            ManifestError: The manifest cannot be read to its end.
            JournalError: The folder has another mailing, or another process works on it.

        Warns:
            UserWarning: Documents were not checked, because the extra `print` or `html` is missing.
        """
        if self._is_empty():
            return dict.fromkeys(State, 0)
        with self._journal() as journal, workers or nullcontext():
            if not journal.has_begun:
                with self.settings.copied(self.folder) as manifest:
                    self._plan(journal, manifest, workers, tell)
            return journal.counts()

    @takes("mailing.send", **SENDING_KINDS)
    def send(
        self,
        workers: Workers | None = None,
        *,
        most_a_second: float | None = None,
        skip_invalid: bool = False,
        patience: timedelta = _PATIENCE,
        tell: Callable[[Progress], None] = lambda _: None,
    ) -> dict[State, int]:
        """Send all unsent letters; check them first, unless that was done with the same `again` and `strict`.

        Args:
            workers: The workers that send; 16 threads, unless given.
            most_a_second: The rate limit, in letters a second. On 429 or 503 from Digipost, the rate and the
                concurrency are lowered.
            skip_invalid: Send the valid rows although others are invalid; a resumed mailing keeps its choice.
            patience: The time without any response after which to give up.
            tell: Called with the progress, at least twice a second.

        Returns:
            The number of rows in each state now. Rows that are `FAILED` or `UNKNOWN` can be resumed.

        Raises:
            BulkError: Rows are invalid; or nothing more can be sent now; resume later.
            JournalError: The folder has another mailing, or another process works on it.
            ConfigurationError: The client cannot be sent to the workers.
            DigipostError: The batch could not be created or completed.
        """
        if self._is_empty():
            return dict.fromkeys(State, 0)
        workers = workers or threads(16)
        with ExitStack() as stack:
            journal = stack.enter_context(self._journal())
            manifest = stack.enter_context(self.settings.copied(self.folder))
            stack.enter_context(workers)
            if not journal.has_begun and Choices.of_check(journal.facts) != self._choices:
                self._plan(journal, manifest, workers, lambda _: None)
            if journal.counts()[State.INVALID] and not (skip_invalid or journal.has_begun):
                raise BulkError("Rows of the manifest are invalid; nothing was sent.")
            enter_corrections(journal, self.folder)
            letters = self.settings.letters(self._id(journal))
            logs = HashLogs(self.folder)
            logs.take_over(journal)
            batch = SharedBatch(journal, self._client, letters.batch)
            client = stack.enter_context(self._client.with_options(retries=_ONCE))
            if self._is_left(journal):
                batch.open()
                pace = Run.pace(workers, most_a_second)
                sender = Sender(client, letters, threads=workers.threads_each, hashes=logs.folder)
                if workers.are_elsewhere:
                    pickle.dumps(sender)  # an unpicklable client raises here, and not in a worker
                Run(
                    journal,
                    tasks_left(journal, manifest),
                    sender=sender,
                    workers=workers,
                    pace=pace,
                    logs=logs,
                    patience=patience.total_seconds(),
                    clock=time.monotonic,
                    tell=tell,
                ).go()
                workers.close()
            logs.close(journal)
            batch.close()
            return journal.counts()

    def counts(self) -> dict[State, int]:
        """Return the number of rows in each state."""
        with Journal(self.folder / FILE_NAME, writing=False) as journal:
            return journal.counts()

    def findings(self) -> Iterator[Finding]:
        """Yield the findings of the check, by row."""
        with Journal(self.folder / FILE_NAME, writing=False) as journal:
            yield from journal.findings()

    def rows(self) -> Iterator[Row]:
        """Yield the state of each row, in the manifest's order."""
        with Journal(self.folder / FILE_NAME, writing=False) as journal:
            yield from journal.rows()

    def _journal(self) -> Journal:
        with ExitStack() as stack:
            journal = stack.enter_context(Journal(self.folder / FILE_NAME, writing=True))
            if journal.has_begun:
                self.settings.check_same(journal.facts)
            elif not self.settings.are_those_of(journal.facts):
                journal.begin(**self.settings.to_facts())
            stack.pop_all()
        return journal

    def _is_empty(self) -> bool:
        """Return True for a manifest without rows and folder, which needs no folder."""
        return not self.folder.exists() and not has_rows(self.settings)

    def _plan(
        self, journal: Journal, manifest: Manifest, workers: Workers | None, tell: Callable[[int], None]
    ) -> None:
        refused = columns_refused(manifest, self.settings.columns, self.settings.form)
        checks = Checks(
            attrs.evolve(self.settings.letters(self._id(journal)), refused=refused),
            self._client.config,
            clock=self._client.clock,
            strict=self._choices.strict,
            workers=workers if workers is not None and workers.are_processes else None,
        )
        facts, choices = self.settings.to_facts(), attrs.asdict(self._choices)
        with checks, Corrections(manifest, self.folder, facts, **choices) as corrections:
            plan_rows(journal, manifest, checks, corrections, tell)
        journal.note(**self._choices.to_facts())
        warn_of_unchecked(checks)

    def _id(self, journal: Journal) -> UUID:
        return UUID(journal.facts["id"])

    def _is_left(self, journal: Journal) -> bool:
        return unsettled(journal.counts()) > 0
