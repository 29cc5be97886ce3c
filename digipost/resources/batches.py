"""Batches of messages: Digipost sends all messages of a batch together, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import UUID, uuid4

from digipost.base.arguments import uuid_of
from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.errors import (
    ApiError,
    DigipostError,
    NotFoundError,
    ParseError,
    ServerError,
    TransportError,
)
from digipost.resources._ties import check_named
from digipost.telemetry._operations import operation
from digipost.xml import to_xml
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from digipost.protocol.answer import Answer
    from digipost.resources._api import Api

__all__ = ["Batch", "Batches"]

_COMPLETED = {api_v8.BatchStatus.COMMITTED, api_v8.BatchStatus.DONE}


@explains_arguments("client.batches")
class Batches:
    """`client.batches`. Digipost's Java client has batches, its .NET client does not.

        with client.batches.create() as batch:
            for each in letters:
                client.messages.send(Message(recipient=each.recipient, primary_document=..., batch=batch))

    Digipost sends no letter before the batch is completed. Then it delivers digital letters at once, and
    prints the others on the next possible working day. Digipost may delete batches that are never completed.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("batches.create")
    def create(self, uuid: UUID | str | None = None) -> Batch:
        """Create a batch, for a `with` statement or to be completed by calling `complete`.

        Args:
            uuid: The batch's UUID, which no earlier batch may have; random unless given.

        Raises:
            InvalidValueError: The argument is not a UUID.
            ConfigurationError: The account may not use batches.
            ApiError: Digipost refuses the request for another reason.
        """
        name = uuid4() if uuid is None else uuid_of("uuid", uuid, "uuid.uuid4()")
        target = self._api.entry_points.target("create_batch")
        answer = self._api.exchange.post(target, to_xml(api_v8.Batch(uuid=name)))
        return Batch(self._api, _named(answer, name))

    @operation("batches.get")
    def get(self, uuid: UUID | str) -> Batch:
        """Return an existing batch, which another process may have created.

        Raises:
            NotFoundError: The batch does not exist, or it was cancelled.
            InvalidValueError: The argument is not a UUID.
            ApiError: Digipost refuses the request for another reason.
        """
        return Batch(self._api, _fetched(self._api, uuid_of("uuid", uuid, "batch.uuid")))


@explains_arguments("batch")
class Batch:
    """A batch of `client.batches`; its UUID names it in `Message(batch=...)`.

    As a context manager, it is completed at the normal end of the `with` statement, and cancelled after an
    exception, unless the program has completed or cancelled it. If the result of completing is unknown, the
    batch is looked up and never cancelled, since its letters may be on their way.

    Attributes:
        uuid: The batch's UUID.
    """

    def __init__(self, api: Api, told: api_v8.Batch) -> None:
        self._api = api
        self._told = told
        self._may_be_completed = False
        self._is_cancelled = False
        self.uuid: UUID = told.uuid

    @property
    def status(self) -> api_v8.BatchStatus | None:
        """The status in Digipost's last response; call `refresh` for a new one."""
        return self._told.status

    @property
    def digital_count(self) -> int | None:
        """The number of messages to mailboxes, as in the last response; final in status `DONE`."""
        return self._told.count_digipost

    @property
    def print_count(self) -> int | None:
        """The number of messages to print, as in the last response; final in status `DONE`."""
        return self._told.count_print

    @property
    @deprecated("digital_count")
    def count_digipost(self) -> int | None:
        """Return `digital_count`; this is the old name."""
        return self.digital_count

    @property
    @deprecated("print_count")
    def count_print(self) -> int | None:
        """Return `print_count`; this is the old name."""
        return self.print_count

    @operation("batch.refresh")
    def refresh(self) -> Self:
        """Ask Digipost for the current status.

        Raises:
            NotFoundError: The batch was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses the request for another reason.
        """
        self._told = _fetched(self._api, self.uuid)
        return self

    @operation("batch.complete")
    def complete(self) -> None:
        """Complete the batch: Digipost sends its messages and accepts no more. Repeating this does nothing.

        After a refusal the batch is looked up: a proxy may have made a 401, or repeated the request.

        Raises:
            NotFoundError: The batch was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses the request for another reason, and a look-up did not show the batch as
                completed.
            TransportError: No usable response came, and a look-up did not show the batch as completed;
                calling this again is safe.
            VerificationError: Likewise, for a response that cannot be trusted.
            ParseError: Likewise, for a response that names another batch, or does not confirm the completion.
        """
        if self.refresh().status in _COMPLETED:
            self._may_be_completed = True
            return
        target = self._api.follow(self._told.link, "complete_batch", of="batch")
        self._may_be_completed = True
        try:
            self._told = _named(self._api.exchange.post(target, None), self.uuid, _check_completed)
        except DigipostError as error:
            if isinstance(error, TransportError) and not error.request_sent:
                self._may_be_completed = False
                raise
            is_completed = self._is_completed()
            if is_completed:
                return
            if is_completed is False and _is_refusal(error):
                self._may_be_completed = False
            raise

    @operation("batch.cancel")
    def cancel(self) -> None:
        """Delete the batch with all its messages; Digipost sends none of them.

        A refusal by Digipost is an error; its Java client ignores it.

        Raises:
            NotFoundError: The batch was cancelled before, or Digipost has deleted it.
            InvalidValueError: Digipost gave no link for this operation: the batch has been completed.
            ApiError: Digipost refuses the request for another reason.
        """
        self.refresh()
        self._api.exchange.delete(self._api.follow(self._told.link, "self_delete", of="batch"))
        self._is_cancelled = True

    def _is_completed(self) -> bool | None:
        """Return True if a look-up shows the batch as completed; None if the look-up failed."""
        try:
            return self.refresh().status in _COMPLETED
        except NotFoundError:
            return False
        except DigipostError:
            return None  # the caller must see the first error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._is_cancelled:
            return
        if error is None:
            self.complete()
        elif self._may_be_completed:
            error.add_note(f"Batch {self.uuid} may have been completed, so that it was not cancelled.")
        else:
            self._cancel_because_of(error)

    def _cancel_because_of(self, error: BaseException) -> None:
        try:
            self.cancel()
        except NotFoundError:
            pass  # nothing of it is left to send
        except DigipostError as problem:
            if self.status in _COMPLETED:
                error.add_note(f"Batch {self.uuid} is completed, so that its letters are sent.")
                return
            error.add_note(
                f"Batch {self.uuid} could not be cancelled ({type(problem).__name__}: {problem}). "
                "Its letters are not sent unless a client completes it."
            )

    def __repr__(self) -> str:
        return f"Batch(uuid={self.uuid}, status={self.status})"


def _fetched(api: Api, uuid: UUID) -> api_v8.Batch:
    return _named(api.exchange.get(f"{api.entry_points.target('get_batch')}{uuid}"), uuid)


def _named(
    answer: Answer, uuid: UUID, check: Callable[[api_v8.Batch], None] = lambda _: None
) -> api_v8.Batch:
    """Read the batch in a response; it must be the requested batch and pass the check."""

    def check_both(told: api_v8.Batch) -> None:
        check_named("batch/uuid", told.uuid, uuid)
        check(told)

    return answer.read(api_v8.Batch, check_both)


def _check_completed(told: api_v8.Batch) -> None:
    if told.status not in _COMPLETED:
        raise ParseError("batch/status", "the answer does not say that the batch is completed")


def _is_refusal(error: DigipostError) -> bool:
    """Return True for a refusal; a 401 counts as a refusal, although it is never signed."""
    return isinstance(error, ApiError) and not isinstance(error, ServerError)
