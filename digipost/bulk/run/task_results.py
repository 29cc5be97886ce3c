"""Results of tasks: the outcome of a request for its row, and its effect on other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.bulk._wording import code_of_error
from digipost.bulk.errors import BulkError
from digipost.bulk.row_states import Outcome, State
from digipost.bulk.rows.field_names import advice_for_manifests, column_of
from digipost.errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    DeliveryUnknownError,
    DigipostError,
    EncryptionError,
    InvalidRequestError,
    InvalidValueError,
    NotFoundError,
    ServerError,
    TransportError,
)
from digipost.errors._codes import OF_ANY_LETTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

__all__ = ["TaskResult", "accepted", "after_error"]

_WORDS = "To read the reason in Digipost's words, send one such letter by digipost send."
_OTHER_CONTENT = (
    "the file differs from the one that was checked, and Digipost has a letter with another content. Put the "
    "checked file back, and resume the mailing to ask again."
)
_INCOMPLETE = "Digipost says that content of the letter is missing. Ask Digipost."
_OPEN = (
    "An earlier attempt may have arrived, so it is unknown if Digipost has the letter. Remove the cause, and "
    "resume the mailing to ask again."
)
_NOT_THIS_MONTH = "ORGANISATION_LETTERS_PER_MONTH_EXCEEDED"  # of the row's sender, until the month ends
_NOT_THIS_SENDER = "BROKER_NOT_AUTHORIZED"  # an error about the row's sender, not about the broker


@attrs.frozen
class TaskResult:
    """Result of a task.

    Attributes:
        outcome: The outcome for the journal.
        busy: True if Digipost could not accept the letter now, or could not be reached.
        status: The HTTP status in that case, if Digipost responded.
        retry_after: The wait that Digipost requests, if any.
        stop: The reason why other rows cannot be sent either, such as a refused certificate.
        can_pass: False if a retry in this run would fail again, for example if a document is missing.
    """

    outcome: Outcome
    busy: bool = False
    status: int | None = None
    retry_after: timedelta | None = None
    stop: str | None = None
    can_pass: bool = True


def accepted(number: int, delivery: api_v8.MessageDelivery, changed: Iterable[str] = ()) -> TaskResult:
    """Return the result for a row whose letter Digipost has accepted.

    Args:
        number: The number of the row.
        delivery: The response of Digipost.
        changed: The columns of documents that differ from the checked ones.
    """
    if delivery.status is api_v8.MessageStatus.NOT_COMPLETE:  # of an older delivery method
        return TaskResult(Outcome(number, State.UNKNOWN, problem=_INCOMPLETE))
    channel = delivery.delivery_method
    state = State.PRINTED if channel is api_v8.Channel.PRINT else State.DELIVERED
    return TaskResult(Outcome(number, state, channel=str(channel), changed=", ".join(changed) or None))


def after_error(
    number: int, error: DigipostError, *, is_open: bool = False, changed: Sequence[str] = ()
) -> TaskResult:
    """Return the result after an error: the row's new state, and the effect on other rows.

    Args:
        number: The number of the row.
        error: The error.
        is_open: True if an earlier attempt may have arrived, and the error came before Digipost was asked.
        changed: The columns of documents that differ from the checked ones, which Digipost may have.
    """
    state, problem = _state_after(error), _problem(error)
    is_other_content = is_open and changed and isinstance(error, DeliveryUnknownError) and not error.__cause__
    if is_other_content:
        problem = f"{', '.join(changed)}: {_OTHER_CONTENT}"
    elif is_open and not isinstance(error, DeliveryUnknownError):
        problem = f"{problem.rstrip('.')}. {_OPEN}"
    outcome = Outcome(number, State.UNKNOWN if is_open else state, code=code_of_error(error), problem=problem)
    if isinstance(error, ServerError):
        return TaskResult(outcome, busy=True, status=error.status, retry_after=error.retry_after)
    if isinstance(error, TransportError) or (
        isinstance(error, DeliveryUnknownError) and isinstance(error.__cause__, TransportError)
    ):
        return TaskResult(outcome, busy=True)
    code = error.code if isinstance(error, ApiError) else None
    stops = state is State.FAILED and (
        code in OF_ANY_LETTER or isinstance(error, (BulkError, ConfigurationError, AuthenticationError))
    )
    can_pass = not is_other_content and not isinstance(error, InvalidValueError) and code != _NOT_THIS_MONTH
    return TaskResult(outcome, stop=str(error) if stops else None, can_pass=can_pass)


def _state_after(error: DigipostError) -> State:
    if isinstance(error, TransportError):
        return State.UNKNOWN if error.request_sent else State.FAILED
    if isinstance(error, ApiError) and error.code == _NOT_THIS_SENDER:
        return State.REFUSED
    if isinstance(error, ApiError) and error.code in {*OF_ANY_LETTER, _NOT_THIS_MONTH}:
        return State.FAILED
    return next(state for kind, state in _STATES if isinstance(error, kind))


_STATES: tuple[tuple[type[DigipostError], State], ...] = (
    (DeliveryUnknownError, State.UNKNOWN),
    (AuthenticationError, State.FAILED),
    (ServerError, State.FAILED),
    (InvalidRequestError, State.REFUSED),
    (NotFoundError, State.REFUSED),
    (ApiError, State.UNKNOWN),  # for example a redirect, which is not a response of Digipost's
    (InvalidValueError, State.REFUSED),
    (EncryptionError, State.REFUSED),
    (DigipostError, State.FAILED),  # raised before the letter was sent, by a request that it depends on
)


def _problem(error: DigipostError) -> str:
    """Return the description of an error without personal data."""
    match error:
        case ApiError():  # Digipost's own text may hold personal data
            return (
                advice_for_manifests(error.code, error.advice)
                or f"Digipost answered {error.status}. {_WORDS}"
            )
        case DeliveryUnknownError():
            return "It is unknown if Digipost has the letter; resume the mailing to ask again."
        case InvalidValueError():
            return f"{column_of(error.field)}: {error.problem}"
    return str(error)
