"""Messages that are sent together, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import UUID, uuid4

from digipost.base.arguments import uuid_of
from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.errors import (
    DigipostError,
    NotFoundError,
    ParseError,
    ServerError,
    TransportError,
    VerificationError,
)
from digipost.resources._ties import check_named
from digipost.telemetry._operations import operation
from digipost.xml import to_xml

if TYPE_CHECKING:
    from types import TracebackType

    from digipost.protocol.answer import Answer
    from digipost.resources._api import Api

__all__ = ["Batch", "Batches"]

_COMPLETED = {api_v8.BatchStatus.COMMITTED, api_v8.BatchStatus.DONE}


class Batches:
    """`client.batches`. Digipost's Java client has batches, its .NET client has not.

        with client.batches.create() as batch:
            for each in letters:
                client.messages.send(Message(recipient=each.recipient, primary_document=..., batch=batch))

    Nothing is sent before the batch is completed: then mail to Digipost goes out at once, and what is to be
    printed on the next possible working day. Digipost may delete batches that are left.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("batches.create")
    def create(self, uuid: UUID | str | None = None) -> Batch:
        """A new batch, to be used in a `with` statement or completed by hand.

        Args:
            uuid: What to call it, never used for a batch before; made up unless given.

        Raises:
            InvalidValueError: Something that is no UUID.
            ConfigurationError: The account may not use batches.
            ApiError: Digipost refuses for another reason.
        """
        name = uuid4() if uuid is None else uuid_of("uuid", uuid, "uuid.uuid4()")
        target = self._api.entry_points.target("create_batch")
        answer = self._api.exchange.post(target, to_xml(api_v8.Batch(uuid=name)))
        return Batch(self._api, _named(answer, name))

    @operation("batches.get")
    def get(self, uuid: UUID | str) -> Batch:
        """A batch that was created before, also by another process.

        Raises:
            NotFoundError: There is none, or it was cancelled.
            InvalidValueError: Something that is no UUID.
            ApiError: Digipost refuses for another reason.
        """
        return Batch(self._api, _fetched(self._api, uuid_of("uuid", uuid, "batch.uuid")))


class Batch:
    """A batch of `client.batches`; its UUID names it in `Message(batch=...)`.

    As a context manager it is completed when the `with` statement ends well, and cancelled when it ends with
    an exception, unless it was completed or cancelled inside. When it cannot be told whether completing
    worked, it is looked up and never cancelled, since its letters may be on their way.

    Attributes:
        uuid: What it is called.
    """

    def __init__(self, api: Api, told: api_v8.Batch) -> None:
        self._api = api
        self._told = told
        self._may_be_completed = False
        self._is_cancelled = False
        self.uuid: UUID = told.uuid

    @property
    def status(self) -> api_v8.BatchStatus | None:
        """How far it had come when Digipost last told of it: `refresh` asks anew."""
        return self._told.status

    @property
    def digital_count(self) -> int | None:
        """How many of its messages went to mailboxes of Digipost, as last told; final when it is `DONE`."""
        return self._told.count_digipost

    @property
    def print_count(self) -> int | None:
        """How many of its messages went to print, as last told; final when it is `DONE`."""
        return self._told.count_print

    @property
    @deprecated("digital_count")
    def count_digipost(self) -> int | None:
        """The old name of `digital_count`."""
        return self.digital_count

    @property
    @deprecated("print_count")
    def count_print(self) -> int | None:
        """The old name of `print_count`."""
        return self.print_count

    @operation("batch.refresh")
    def refresh(self) -> Self:
        """Ask Digipost how far it has come.

        Raises:
            NotFoundError: It was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses for another reason.
        """
        self._told = _fetched(self._api, self.uuid)
        return self

    @operation("batch.complete")
    def complete(self) -> None:
        """Let its messages be sent; it takes no more. One that is completed already is left as it is.

        Raises:
            NotFoundError: It was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses for another reason; nothing was sent.
            TransportError: No usable answer came, and looking the batch up did not show it completed; calling
                this again is safe.
            VerificationError: Likewise, for an answer that cannot be trusted.
            ParseError: Likewise, for one that names another batch, or does not say that it is completed.
        """
        if self.refresh().status in _COMPLETED:
            self._may_be_completed = True
            return
        target = self._api.follow(self._told.link, "complete_batch", of="batch")
        self._may_be_completed = True
        try:
            told = _named(self._api.exchange.post(target, None), self.uuid)
            if told.status not in _COMPLETED:
                raise ParseError("batch/status", "the answer does not say that the batch is completed")
            self._told = told
        except DigipostError as error:
            if _certainly_failed(error):
                self._may_be_completed = False
                raise
            if not self._is_completed():
                raise

    @operation("batch.cancel")
    def cancel(self) -> None:
        """Delete it with all its messages: none of them is sent.

        That Digipost refuses is an error; its Java client takes no notice.

        Raises:
            NotFoundError: It was cancelled before, or Digipost has deleted it.
            InvalidValueError: Digipost gave no link for it: it has been completed.
            ApiError: Digipost refuses for another reason.
        """
        self.refresh()
        self._api.exchange.delete(self._api.follow(self._told.link, "self_delete", of="batch"))
        self._is_cancelled = True

    def _is_completed(self) -> bool:
        try:
            return self.refresh().status in _COMPLETED
        except DigipostError:
            return False  # what went wrong first is what the caller must hear of

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
            error.add_note(
                f"Batch {self.uuid} could not be cancelled ({type(problem).__name__}: {problem}). "
                "Nothing of it is sent as long as nobody completes it."
            )

    def __repr__(self) -> str:
        return f"Batch(uuid={self.uuid}, status={self.status})"


def _fetched(api: Api, uuid: UUID) -> api_v8.Batch:
    return _named(api.exchange.get(f"{api.entry_points.target('get_batch')}{uuid}"), uuid)


def _named(answer: Answer, uuid: UUID) -> api_v8.Batch:
    """Read the batch in an answer, which has to be the one that was asked for."""
    told = answer.read(api_v8.Batch)
    check_named("batch/uuid", told.uuid, uuid)
    return told


def _certainly_failed(error: DigipostError) -> bool:
    """Whether the batch is as it was: nothing was sent, or Digipost has answered that it will not."""
    if isinstance(error, TransportError):
        return not error.request_sent
    return not isinstance(error, (ServerError, VerificationError, ParseError))
