"""All letters of a mailing as one batch of Digipost's: held back until every one of them is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.errors import JournalError
from digipost.bulk.row_states import State
from digipost.errors import NotFoundError

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.bulk.journal.journal import Journal
    from digipost.client import DigipostClient

__all__ = ["SharedBatch"]


class SharedBatch:
    """The batch of a mailing, or nothing at all where it has none.

    Args:
        journal: Where it is written down how far the batch has come.
        client: Whose batch it is.
        uuid: What it is called, the same in every run.
    """

    def __init__(self, journal: Journal, client: DigipostClient, uuid: UUID | None) -> None:
        self._journal = journal
        self._client = client
        self._uuid = uuid

    def open(self) -> None:
        """Create it, unless an earlier run has done so.

        Raises:
            JournalError: It was there and is there no more.
            DigipostError: It cannot be created.
        """
        if self._uuid is None:
            return
        created = "batch" in self._journal.facts
        try:
            # The run before may have ended between creating it and writing that down.
            self._client.batches.get(self._uuid)
        except NotFoundError:
            if created:
                problem = (
                    "The batch of this mailing was cancelled, or Digipost has deleted it, and its letters "
                    "are gone with it. To send them, begin a new mailing in another folder."
                )
                raise JournalError(problem) from None
            self._client.batches.create(self._uuid)
        self._journal.note(batch="created")

    def close(self) -> None:
        """Complete it if all rows are in, so that they are sent; otherwise leave it for a later run.

        Raises:
            DigipostError: It cannot be completed now.
        """
        if self._uuid is None or self._journal.facts.get("batch") != "created":
            return
        counts = self._journal.counts()
        if all(count == 0 for state, count in counts.items() if state not in _FINE):
            self._client.batches.get(self._uuid).complete()
            self._journal.note(batch="completed")


_FINE = {State.DELIVERED, State.PRINTED, State.INVALID}
