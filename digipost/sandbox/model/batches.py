"""Batches: letters held back until their sender completes the batch."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import RefusalError, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import AcceptedMessage, Letter
    from digipost.sandbox.model.lifecycle import Lifecycle

__all__ = ["OPEN", "BatchBook"]

OPEN = frozenset({api_v8.BatchStatus.CREATED, api_v8.BatchStatus.NOT_COMMITTED})
"""The statuses of a batch that accepts letters and can be completed or cancelled."""


class BatchBook:
    """The batches of all brokers.

    Args:
        storage: The folder and database.
        letters: The letters.
        lifecycle: The later steps of letters.
        clock: The time.
    """

    def __init__(
        self, storage: Storage, letters: LetterBook, lifecycle: Lifecycle, clock: Callable[[], datetime]
    ) -> None:
        self._storage = storage
        self._store = storage.store
        self._letters = letters
        self._lifecycle = lifecycle
        self._clock = clock

    def create(self, broker_id: int, uuid: UUID) -> api_v8.Batch:
        """Create a batch.

        Raises:
            RefusalError: The broker already has a batch with that uuid.
        """
        with self._store.transaction() as store:
            if self._status(broker_id, uuid) is not None:
                # Neither status nor code is documented for this.
                raise bad_request("INVALID_TRANSACTION", f"There is a batch with the uuid {uuid} already.")
            status = api_v8.BatchStatus.CREATED
            store.insert("INSERT INTO batch VALUES (?, ?, ?)", broker_id, str(uuid), status)
            return self._told(broker_id, uuid, status)

    def get(self, broker_id: int, uuid: UUID) -> api_v8.Batch:
        """Return the state of a batch. A completed batch becomes done at the first call.

        Raises:
            RefusalError: The broker does not have this batch.
        """
        with self._store.transaction():
            status = self._found(broker_id, uuid)
            if status is api_v8.BatchStatus.COMMITTED:
                status = self._set(broker_id, uuid, api_v8.BatchStatus.DONE)
            return self._told(broker_id, uuid, status)

    def add(self, accepted: AcceptedMessage) -> Letter:
        """Accept a letter.

        Raises:
            RefusalError: Its batch does not exist or is closed, or one of its ids has been used.
        """
        with self._store.transaction():
            self._letters.check_unused(accepted.sender_id, accepted.message)
            if accepted.message.batch is None:
                letter = self._letters.add(accepted)
                self._lifecycle.begin(letter)
                return letter
            uuid = accepted.message.batch.uuid
            status = self._status(accepted.broker_id, uuid)
            if status is None:
                raise bad_request("UNKNOWN_BATCH", f"There is no batch with the uuid {uuid}.")
            _check_open(status)
            self._set(accepted.broker_id, uuid, api_v8.BatchStatus.NOT_COMMITTED)
            return self._letters.add(accepted)

    def complete(self, broker_id: int, uuid: UUID) -> api_v8.Batch:
        """Complete a batch: its letters go out.

        Raises:
            RefusalError: The broker does not have this batch, or it has been completed.
        """
        with self._store.transaction():
            _check_open(self._found(broker_id, uuid))
            for number in self._letters.release(broker_id, uuid, self._clock()):
                self._lifecycle.begin(self._letters.numbered(number))
            status = self._set(broker_id, uuid, api_v8.BatchStatus.COMMITTED)
            return self._told(broker_id, uuid, status)

    def cancel(self, broker_id: int, uuid: UUID) -> None:
        """Drop the batch with its letters.

        Raises:
            RefusalError: The broker does not have this batch, or it has been completed.
        """
        with self._store.transaction() as store:
            _check_open(self._found(broker_id, uuid))
            folders = self._letters.forget(broker_id, uuid)
            store.change("DELETE FROM batch WHERE broker = ? AND uuid = ?", broker_id, str(uuid))
        self._storage.drop(folders)

    def _told(self, broker_id: int, uuid: UUID, status: api_v8.BatchStatus) -> api_v8.Batch:
        digital, printed = self._letters.counts(broker_id, uuid)
        return api_v8.Batch(uuid=uuid, status=status, count_digipost=digital, count_print=printed)

    def _set(self, broker_id: int, uuid: UUID, status: api_v8.BatchStatus) -> api_v8.BatchStatus:
        query = "UPDATE batch SET status = ? WHERE broker = ? AND uuid = ?"
        self._store.change(query, status, broker_id, str(uuid))
        return status

    def _status(self, broker_id: int, uuid: UUID) -> api_v8.BatchStatus | None:
        query = "SELECT status FROM batch WHERE broker = ? AND uuid = ?"
        status = self._store.value(query, broker_id, str(uuid))
        return None if status is None else api_v8.BatchStatus(status)

    def _found(self, broker_id: int, uuid: UUID) -> api_v8.BatchStatus:
        status = self._status(broker_id, uuid)
        if status is None:
            problem = f"There is no batch with the uuid {uuid}."
            raise RefusalError(HTTPStatus.NOT_FOUND, "UNKNOWN_BATCH", problem)
        return status


def _check_open(status: api_v8.BatchStatus) -> None:
    if status not in OPEN:
        # Neither status nor code is documented for this.
        raise bad_request("INVALID_TRANSACTION", "The batch has been completed.")
