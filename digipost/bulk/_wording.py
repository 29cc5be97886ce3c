"""States, codes and environments of a mailing in plain words, shared by reports and commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digipost.base.hosts import is_loopback
from digipost.bulk.errors import BulkError
from digipost.bulk.manifests.columns import is_known
from digipost.bulk.row_states import DUPLICATE, State
from digipost.environments import Environment
from digipost.errors import (
    ApiError,
    ConfigurationError,
    DeliveryUnknownError,
    DigipostError,
    EncryptionError,
    InvalidValueError,
    ParseError,
    PreflightError,
    ServerError,
    TransportError,
    UnknownRecipientError,
    VerificationError,
)
from digipost.errors._command_words import in_words_of_commands
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BATCH_GONE",
    "DUPLICATE_ROW",
    "INVALID",
    "STATES",
    "code_of_error",
    "code_spelled",
    "counted",
    "environment_in_words",
    "finding_in_words",
    "reason_in_words",
]

STATES: Mapping[State, str] = {
    State.DELIVERED: "delivered",
    State.PRINTED: "printed",
    State.REFUSED: "refused",
    State.INVALID: "invalid",
    State.FAILED: "failed",
    State.UNKNOWN: "unknown",
    State.SENDING: "interrupted",
    State.PLANNED: "not sent",
}
"""The states in the order in which a report shows them."""

BATCH_GONE = (
    "The batch of this mailing was cancelled, or Digipost has deleted it, and its letters are gone with it. "
    "To send them, begin a new mailing in another folder."
)
"""The problem of a mailing whose batch no longer exists."""

INVALID = "INVALID"
"""The code of a row that the check found invalid."""
DUPLICATE_ROW = "DUPLICATE_ROW"
"""The code of a row with the same content as an earlier row."""

_ROW = "row"  # the field of a finding about a row as a whole
_NO_COLUMNS = frozenset({"recipient", "data_type", DUPLICATE})  # fields of findings about several columns
_INDEX = re.compile(r"\[([0-9]+)\](\.?)")  # the place in a list, counted from zero
_NO_CONNECTION = "NO_CONNECTION"
# The most specific class comes first. Digipost's own codes are written in the same way.
_CODES: tuple[tuple[type[DigipostError], str], ...] = (
    (PreflightError, "NOT_PRINTABLE"),
    (InvalidValueError, INVALID),
    (EncryptionError, "NOT_ENCRYPTED"),
    (DeliveryUnknownError, "NOT_PROVEN"),
    (TransportError, "NO_ANSWER"),
    (UnknownRecipientError, "UNKNOWN_RECIPIENT"),
    (ServerError, "DIGIPOST_UNAVAILABLE"),
    (VerificationError, "ANSWER_NOT_TRUSTED"),
    (ParseError, "ANSWER_NOT_READ"),
    (ConfigurationError, "SETUP"),
    (BulkError, "NOT_WRITTEN"),
    (ApiError, "REFUSED"),
)
# Earlier versions wrote the names of classes into journals.
_SPELLED = {kind.__name__: code for kind, code in _CODES} | {
    "TransportTimeoutError": "NO_ANSWER",
    "AuthenticationError": "REFUSED",
    "SignatureRejectedError": "REFUSED",
    "NotFoundError": "REFUSED",
    "InvalidRequestError": "REFUSED",
    "DuplicateMessageError": "REFUSED",
    "ArgumentError": INVALID,
    "DuplicateRow": DUPLICATE_ROW,
}
_REASONS = {
    INVALID: "a value is wrong",
    DUPLICATE_ROW: "the row is there twice",
    "NOT_PRINTABLE": "the PDF cannot be printed",
    "NOT_ENCRYPTED": "a document could not be encrypted",
    "NOT_PROVEN": "no proof yet that Digipost has it",
    "NO_ANSWER": "no answer came",
    _NO_CONNECTION: "no connection",
    "DIGIPOST_UNAVAILABLE": "Digipost could not take it then",
    "ANSWER_NOT_TRUSTED": "an answer had no valid signature",
    "ANSWER_NOT_READ": "an answer could not be read",
    "SETUP": "certificate or environment",
    "NOT_WRITTEN": "its proof could not be written",
    "REFUSED": "Digipost refused it",
    "UNKNOWN_RECIPIENT": "no Digipost mailbox",
}


def code_of_error(error: DigipostError) -> str:
    """Return Digipost's code of an error, or this program's code for the kind of error."""
    if isinstance(error, ApiError) and error.code:
        return error.code
    if isinstance(error, TransportError) and not error.request_sent:
        return _NO_CONNECTION
    return next((code for kind, code in _CODES if isinstance(error, kind)), "ERROR")


def code_spelled(code: str) -> str:
    """Return a code from a journal in its current spelling."""
    return _SPELLED.get(code, code)


def reason_in_words(code: str) -> str:
    """Return the meaning of a code in words; the code itself if only Digipost knows it."""
    return _REASONS.get(code, code)


def finding_in_words(field: str, problem: str, mapping: Mapping[str, str]) -> str:
    """Return a finding with its column, in the words of commands; a problem of a whole row has no column.

    Args:
        field: The known name of the column, or the manifest's own.
        problem: The description of the problem.
        mapping: The manifest's own names, by the known name.
    """
    said = in_words_of_commands(problem)
    return said if field == _ROW else f"{_column_in_words(field, mapping)}: {said}"


def _column_in_words(field: str, mapping: Mapping[str, str]) -> str:
    """Return the column of a finding with the manifest's own name: `column Beløp (invoice.sum)`."""
    own, known = mapping.get(field), [name for name, own in mapping.items() if own == field]
    if own is None and known:
        own, field = field, ", ".join(known)
    if own is None and not is_known(field.partition("[")[0]) and field not in _NO_COLUMNS:
        return f"column {masked_text(field)}"
    said = _INDEX.sub(lambda found: f", value {int(found[1]) + 1}{', ' if found[2] else ''}", field)
    return said if own is None or own == field else f"column {masked_text(own)} ({said})"


def counted(count: int, noun: str, *, of: int | None = None) -> str:
    """Return a count with its noun in the right number: `1 row`, `2 rows`, `0 of 1 row`."""
    share = "" if of is None else f"{count:,} of "
    total = count if of is None else of
    return f"{share}{total:,} {noun}{'' if total == 1 else 's'}"


def environment_in_words(api_url: str) -> str:
    """Return the usual name of the Digipost environment at an address, with the address."""
    known = {
        Environment.PRODUCTION.api_url: "production",
        Environment.NORSK_HELSENETT.api_url: "production, in the health network",
        Environment.TEST.api_url: "Digipost's test environment",
        Environment.DIFI_TEST.api_url: "Digipost's test environment for public bodies",
    }
    here = (
        "a sandbox on this machine" if is_loopback(urlsplit(api_url).hostname or "") else "another Digipost"
    )
    return f"{known.get(api_url, here)} ({api_url})"
