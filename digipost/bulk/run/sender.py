"""The work on a row: ask Digipost if the letter's arrival is unproven, send it, and report the outcome.

The sender runs in a thread, in another process or on another machine, without access to the journal.
Each request is made once; the process with the journal decides about retries.
"""

from __future__ import annotations

import pickle
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.row_states import UNPROVEN
from digipost.bulk.rows.fingerprints import Fingerprints, mark_of, rules_of
from digipost.bulk.run.hash_logs import HashLog
from digipost.bulk.run.task_results import TaskResult, accepted, after_error
from digipost.errors import DeliveryUnknownError, DigipostError, DuplicateMessageError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digipost.base.schema_version import api_v8
    from digipost.bulk.rows.row_message import Letters
    from digipost.bulk.run.tasks import Task
    from digipost.client import DigipostClient
    from digipost.message import Message
    from digipost.resources.messages import Messages

__all__ = ["Sender"]


class Sender:
    """Sender of rows; it is pickled once for all tasks, with the client and the letters.

    Args:
        client: The client, which makes each request once.
        letters: The maker of messages from rows.
        threads: The number of rows of a task to send at a time.
        hashes: The folder for the hashes of encrypted contents, the same for all workers.
    """

    def __init__(
        self, client: DigipostClient, letters: Letters, *, threads: int = 1, hashes: str = ""
    ) -> None:
        self._log = HashLog(hashes)
        self._client = client
        self._letters = letters
        self._threads = threads
        self._fingerprints = Fingerprints(letters.folder)
        self._rules = rules_of(client.config)
        self._checked_before = client.with_options(preflight=False).messages
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._pickled: bytes | None = None

    def __call__(self, tasks: Sequence[Task], serial: int = 0, /) -> list[TaskResult]:  # noqa: ARG002 - as said
        """Send rows, and return a result for each.

        Args:
            tasks: The rows to send.
            serial: A number unique to this call, for an executor that caches results, as dask can.
        """
        if self._pool is None:
            return [self._send(task) for task in tasks]
        results: dict[int, TaskResult] = {}
        waiting = deque(enumerate(tasks))
        # A call for each thread and not for each row: handing a row to a thread takes CPU in both.
        calls = [self._pool.submit(self._send_some, waiting, results) for _ in range(self._threads)]
        for call in calls:
            call.result()
        return [results[place] for place in range(len(tasks))]

    def _send_some(self, waiting: deque[tuple[int, Task]], results: dict[int, TaskResult]) -> None:
        """Send rows until none is waiting, and store each result at its row's index."""
        while waiting:
            try:
                place, task = waiting.popleft()
            except IndexError:  # another thread took the last row
                return
            try:
                results[place] = self._send(task)
            except BaseException:
                waiting.clear()  # the whole task fails, and Digipost is asked about its rows
                raise

    def __reduce__(self) -> tuple[object, ...]:
        if self._pickled is None:
            self._pickled = pickle.dumps((self._client, self._letters, self._threads, self._log.folder))
        return _Elsewhere, (self._pickled,)

    def _send(self, task: Task) -> TaskResult:
        number, is_open = task.record.number, task.state in UNPROVEN
        changed: list[str] = []
        try:
            values = self._letters.values(task.record)
            message = self._letters.message_of(number, values)
            changed = self._fingerprints.changed(values, task.documents) if task.documents else []
            has_passed = not changed and task.documents and mark_of(task.documents) == self._rules
            messages = self._checked_before if has_passed else self._client.messages
            hashes = list(task.hashes)
            delivery = self._proven(message, hashes) if is_open else None
            is_open = False
            return accepted(number, delivery or self._sent(number, message, messages, hashes), changed)
        except DigipostError as error:
            return after_error(number, error, is_open=is_open, changed=changed)

    def _proven(self, message: Message, hashes: Sequence[str]) -> api_v8.MessageDelivery | None:
        """Return the delivery of a message that may have been sent before; None if it was not sent.

        Raises:
            DeliveryUnknownError: Digipost's response proves neither.
        """
        # Each encryption of a letter gives a different hash; an unencrypted letter has its file's hash.
        *others, last = hashes or (None,)
        for content_hash in others:
            with suppress(DeliveryUnknownError):
                return self._confirmed(message, content_hash)
        return self._confirmed(message, last)

    def _confirmed(self, message: Message, content_hash: str | None) -> api_v8.MessageDelivery | None:
        try:
            return self._client.messages.confirm(message, content_hash=content_hash)
        except NotFoundError:
            return None

    def _sent(
        self, number: int, message: Message, messages: Messages, hashes: list[str]
    ) -> api_v8.MessageDelivery:
        def keep(content_hash: str) -> None:
            self._log.write(number, content_hash)
            hashes.append(content_hash)

        try:
            is_encrypted = message.primary_document.encrypt
            return messages.send(message, before_sending=keep if is_encrypted else None)
        except DuplicateMessageError as error:
            # No other sender uses this id: an earlier request has arrived, and its response was lost.
            delivery = self._proven(message, hashes)
            if delivery is None:
                raise DeliveryUnknownError(
                    "Digipost has had this message id, and does not know the document.",
                    message_id=message.message_id,
                ) from error
            return delivery


@attrs.frozen
class _Elsewhere:
    """Sender in another process, which loads the client once, for its first task."""

    pickled: bytes = attrs.field(repr=False)

    def __call__(self, tasks: Sequence[Task], serial: int = 0, /) -> list[TaskResult]:  # noqa: ARG002 - likewise
        return _restored(self.pickled)(tasks)


@lru_cache(maxsize=4)
def _restored(pickled: bytes) -> Sender:
    client, letters, threads, hashes = pickle.loads(pickled)  # noqa: S301 - of our own making, from our own process
    return Sender(client, letters, threads=threads, hashes=hashes)
