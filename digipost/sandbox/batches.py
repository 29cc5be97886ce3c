"""Batches: letters held back until all of them may go."""

from __future__ import annotations

from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.delivery import sent
from digipost.sandbox.refusals import RefusalError
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.letters import Letter
    from digipost.sandbox.state import State

__all__ = ["BatchBook"]

_OPEN = {api_v8.BatchStatus.CREATED, api_v8.BatchStatus.NOT_COMMITTED}


@attrs.define
class _Batch:
    status: api_v8.BatchStatus = api_v8.BatchStatus.CREATED
    letters: list[Letter] = attrs.Factory(list)

    def told(self, uuid: UUID) -> api_v8.Batch:
        printed = sum(each.delivery.delivery_method is api_v8.Channel.PRINT for each in self.letters)
        return api_v8.Batch(
            uuid=uuid,
            status=self.status,
            count_digipost=len(self.letters) - printed,
            count_print=printed,
        )


class BatchBook:
    """The batches of all brokers.

    Args:
        state: Where letters go.
        clock: The time.
    """

    def __init__(self, state: State, clock: Callable[[], datetime]) -> None:
        self._state = state
        self._clock = clock
        self._lock = Lock()
        self._batches: dict[tuple[int, UUID], _Batch] = {}

    def create(self, broker_id: int, uuid: UUID) -> api_v8.Batch:
        """A new batch.

        Raises:
            RefusalError: There is one with that uuid.
        """
        with self._lock:
            if (broker_id, uuid) in self._batches:
                # Neither status nor code is documented for this.
                raise _refused("INVALID_TRANSACTION", f"There is a batch with the uuid {uuid} already.")
            self._batches[broker_id, uuid] = _Batch()
            return self._batches[broker_id, uuid].told(uuid)

    def get(self, broker_id: int, uuid: UUID) -> api_v8.Batch:
        """How far a batch has come. One that was completed is done when it is looked at.

        Raises:
            RefusalError: There is none.
        """
        with self._lock:
            batch = self._found(broker_id, uuid)
            if batch.status is api_v8.BatchStatus.COMMITTED:
                batch.status = api_v8.BatchStatus.DONE
            return batch.told(uuid)

    def add(self, letter: Letter) -> int:
        """Take a letter in, and return its number.

        Raises:
            RefusalError: Its batch does not exist or is closed, or one of its ids has been used.
        """
        if letter.message.batch is None:
            return self._state.add(letter)
        uuid = letter.message.batch.uuid
        with self._lock:
            batch = self._batches.get((letter.broker_id, uuid))
            if batch is None:
                raise _refused("UNKNOWN_BATCH", f"There is no batch with the uuid {uuid}.")
            _check_open(batch)
            number = self._state.add(letter)
            batch.letters.append(letter)
            batch.status = api_v8.BatchStatus.NOT_COMMITTED
            return number

    def complete(self, broker_id: int, uuid: UUID) -> api_v8.Batch:
        """Let the letters go.

        Raises:
            RefusalError: There is no such batch, or it has been completed.
        """
        with self._lock:
            batch = self._found(broker_id, uuid)
            _check_open(batch)
            now = self._clock()
            batch.letters = [sent(letter, now) for letter in batch.letters]
            self._state.release(batch.letters)
            batch.status = api_v8.BatchStatus.COMMITTED
            return batch.told(uuid)

    def cancel(self, broker_id: int, uuid: UUID) -> None:
        """Drop the batch with its letters.

        Raises:
            RefusalError: There is no such batch, or it has been completed.
        """
        with self._lock:
            batch = self._found(broker_id, uuid)
            _check_open(batch)
            self._state.forget(batch.letters)
            del self._batches[broker_id, uuid]

    def _found(self, broker_id: int, uuid: UUID) -> _Batch:
        batch = self._batches.get((broker_id, uuid))
        if batch is None:
            problem = f"There is no batch with the uuid {uuid}."
            raise RefusalError(HTTPStatus.NOT_FOUND, "UNKNOWN_BATCH", problem)
        return batch


def _check_open(batch: _Batch) -> None:
    if batch.status not in _OPEN:
        # Neither status nor code is documented for this.
        raise _refused("INVALID_TRANSACTION", "The batch has been completed.")


def _refused(code: str, problem: str) -> RefusalError:
    return RefusalError(HTTPStatus.BAD_REQUEST, code, problem)
