"""What a worker does with the rows that it is given: ask where something is unproven, send, and tell.

It runs in a thread, in another process or on another machine, and knows nothing of the journal. Each
request is made once; what to do about one that failed is decided where the journal is.
"""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.row_states import UNPROVEN, State
from digipost.bulk.rows.fingerprints import Fingerprints
from digipost.bulk.run.outcomes import Answer, accepted, answer_for
from digipost.errors import DeliveryUnknownError, DigipostError, DuplicateMessageError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digipost.bulk.manifests.records import Record
    from digipost.bulk.rows.row_message import Letters
    from digipost.client import DigipostClient
    from digipost.message import Message
    from digipost_schema import api_v8

__all__ = ["Sender", "Task"]


@attrs.frozen
class Task:
    """A row to be sent.

    Attributes:
        record: The row.
        state: What is known of it.
        documents: The fingerprints of its documents as they were checked, if they are known.
    """

    record: Record
    state: State
    documents: str | None = attrs.field(default=None, repr=False)


class Sender:
    """Sends rows; pickled, it is what the client and the letters are, once for all tasks.

    Args:
        client: Whose requests are made once each.
        letters: What makes messages of rows.
        threads: How many rows of a task to send at a time.
    """

    def __init__(self, client: DigipostClient, letters: Letters, *, threads: int = 1) -> None:
        self._client = client
        self._letters = letters
        self._threads = threads
        self._fingerprints = Fingerprints(letters.folder)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._pickled: bytes | None = None

    def __call__(self, tasks: Sequence[Task], serial: int = 0, /) -> list[Answer]:  # noqa: ARG002 - as said
        """An answer for each task.

        Args:
            tasks: What to send.
            serial: Tells this call from others, for an executor that remembers results, as dask can.
        """
        if self._pool is None:
            return [self._send(task) for task in tasks]
        return list(self._pool.map(self._send, tasks))

    def __reduce__(self) -> tuple[object, ...]:
        if self._pickled is None:
            self._pickled = pickle.dumps((self._client, self._letters, self._threads))
        return _Elsewhere, (self._pickled,)

    def _send(self, task: Task) -> Answer:
        number = task.record.number
        try:
            values = self._letters.values(task.record)
            message = self._letters.message_of(number, values)
            changed = self._fingerprints.changed(values, task.documents) if task.documents else []
            delivery = self._proven(message) if task.state in UNPROVEN else None
            return accepted(number, delivery or self._sent(message), changed)
        except DigipostError as error:
            return answer_for(number, error)

    def _proven(self, message: Message) -> api_v8.MessageDelivery | None:
        """The delivery of a message that may have been sent before, None when it was not."""
        try:
            return self._client.messages.confirm(message)
        except NotFoundError:
            return None

    def _sent(self, message: Message) -> api_v8.MessageDelivery:
        try:
            return self._client.messages.send(message)
        except DuplicateMessageError as error:
            # The id is ours alone: an earlier request has arrived, of which no answer is known.
            delivery = self._proven(message)
            if delivery is None:
                raise DeliveryUnknownError(
                    "Digipost has had this message id, and does not know the document.",
                    message_id=message.message_id,
                ) from error
            return delivery


@attrs.frozen
class _Elsewhere:
    """A sender in another process, which loads the client once, for its first task."""

    pickled: bytes = attrs.field(repr=False)

    def __call__(self, tasks: Sequence[Task], serial: int = 0, /) -> list[Answer]:  # noqa: ARG002 - likewise
        return _restored(self.pickled)(tasks)


@lru_cache(maxsize=4)
def _restored(pickled: bytes) -> Sender:
    client, letters, threads = pickle.loads(pickled)  # noqa: S301 - of our own making, from our own process
    return Sender(client, letters, threads=threads)
