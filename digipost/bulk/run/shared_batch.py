"""The single batch for all letters of a mailing: Digipost holds the letters back until each is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.bulk._wording import BATCH_GONE
from digipost.bulk.errors import JournalError
from digipost.bulk.row_states import State, unsettled
from digipost.errors import NotFoundError

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.bulk.journal.journal import Journal
    from digipost.client import DigipostClient

__all__ = ["SharedBatch"]


class SharedBatch:
    """Batch of a mailing; without an uuid, its methods do nothing.

    Args:
        journal: The journal, which stores the progress of the batch.
        client: The client of the broker that owns the batch.
        uuid: The uuid of the batch, the same in every run; None for no batch.
    """

    def __init__(self, journal: Journal, client: DigipostClient, uuid: UUID | None) -> None:
        self._journal = journal
        self._client = client
        self._uuid = uuid

    def open(self) -> None:
        """Create the batch, unless an earlier run has created it.

        Raises:
            JournalError: The batch existed and no longer exists.
            DigipostError: The batch cannot be created.
        """
        if self._uuid is None:
            return
        created = "batch" in self._journal.facts
        try:
            # An earlier run may have ended after creating the batch and before writing that down.
            self._client.batches.get(self._uuid)
        except NotFoundError:
            if created:
                raise self._gone() from None
            self._client.batches.create(self._uuid)
        self._journal.note(batch="created")

    def close(self) -> None:
        """Complete the batch if all its letters are accepted; otherwise leave the batch for a later run.

        If rows were refused, the user decides about the batch. The journal records if it was completed.

        Raises:
            JournalError: The batch existed and no longer exists.
            DigipostError: The batch cannot be completed now.
        """
        if self._uuid is None or self._journal.facts.get("batch") in {None, "completed"}:
            return
        counts = self._journal.counts()
        if unsettled(counts):
            return
        try:
            batch = self._client.batches.get(self._uuid)
            if counts[State.REFUSED] == 0:
                batch.complete()
        except NotFoundError:
            raise self._gone() from None
        if batch.status in _COMPLETED:
            self._journal.note(batch="completed")

    def _gone(self) -> JournalError:
        self._journal.note(batch="gone")
        return JournalError(BATCH_GONE)


_COMPLETED = {api_v8.BatchStatus.COMMITTED, api_v8.BatchStatus.DONE}
