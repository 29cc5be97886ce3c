"""The tree of errors: which class an answer becomes, what its text says, and what it never says."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
import traceback
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from digipost import errors
from digipost.bulk.errors import BulkError, JournalError, ManifestError
from digipost.errors import (
    ApiError,
    ArgumentError,
    AuthenticationError,
    ConfigurationError,
    DeliveryUnknownError,
    DigipostError,
    DuplicateMessageError,
    EncryptionError,
    InvalidRequestError,
    InvalidValueError,
    NotFoundError,
    ParseError,
    PreflightError,
    SchemaError,
    SchemaParseError,
    SchemaValueError,
    ServerError,
    SignatureRejectedError,
    TransportError,
    TransportTimeoutError,
    UnknownRecipientError,
    VerificationError,
    api_error,
)
from tests.support.tables import in_one_test

MANY_LINKS = {str(number): f"/{number}" for number in range(30)}
EXAMPLES: list[DigipostError] = [
    DigipostError("broken"),
    EncryptionError("the key is unusable"),
    ArgumentError("Message.recipient", "is needed and was not given"),
    SchemaError("broken"),
    SchemaValueError("Document", "subject", "at most 255 characters are allowed"),
    SchemaParseError("/message/recipient", "is missing"),
    BulkError("the connection is lost", retryable=True),
    ManifestError("letters.csv has no rows."),
    JournalError("Another process is sending this mailing."),
    PreflightError(
        "Message.attachments[0]",
        "page 2 has text near the barcode",
        document=UUID(int=5),
        verdicts=("INSUFFICIENT_MARGIN_FOR_PRINT", "PDF_TOO_MANY_PAGES"),
        pages=(2, 3),
    ),
    ConfigurationError("no certificate"),
    InvalidValueError("Document.subject", "is blank"),
    TransportError("connection refused", request_sent=False),
    TransportTimeoutError("no answer in 30 s", request_sent=True),
    TransportError("damaged", request_sent=True, retryable=False),
    ParseError("message-delivery/status", "is missing"),
    VerificationError("there is none", check="signature", status=503),
    DeliveryUnknownError("no answer came", message_id="m-1"),
    DeliveryUnknownError("no answer came", message_id="m-1", content_hash="47DEQpj8HBSa+/TImW+5JCeuQeR="),
    api_error(302),
    api_error(404, links=MANY_LINKS),
    api_error(404, "UNKNOWN_RECIPIENT", message="31108412345 is not a user"),
    api_error(409, "DUPLICATE_MESSAGE", "CLIENT_DATA", "a letter to Kari Nordmann", sent=["Kari Nordmann"]),
    api_error(401, "an unknown\ncode"),
    api_error(503, retry_after=timedelta(seconds=90)),
    api_error(429, retry_after=timedelta(milliseconds=1500)),
    api_error(403, "INVALID_SIGNATURE"),
    api_error(400, "SCHEMA_VALIDATION_ERROR", "CLIENT_TECHNICAL", "cvc-complex-type", links={"self": "/x"}),
    api_error(403, "GENERAL_ERROR", None, "no\n===START===\nGET\n/\n\n===SLUTT===\n", canonical="PUT\n/\n\n"),
]


@in_one_test("error", EXAMPLES)
def test_every_error_survives_pickle_and_copy(error: DigipostError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - made here
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert again.args == error.args
        assert vars(again) == vars(error)
        assert again.retryable is error.retryable


def classes_below(root: type[DigipostError]) -> set[type[DigipostError]]:
    return {root}.union(*map(classes_below, root.__subclasses__()))


def test_every_class_of_the_library_has_an_example() -> None:
    classes = {each for each in classes_below(DigipostError) if each.__module__.startswith("digipost")}
    assert {*map(type, EXAMPLES)} == classes


@in_one_test("error", EXAMPLES)
def test_every_error_is_rebuilt_from_its_arguments_in_json(error: DigipostError) -> None:
    # Celery's result backends store the name of the class, and `args` as JSON.
    stored = json.dumps([type(error).__module__, type(error).__qualname__, error.args])
    module, name, arguments = json.loads(stored)
    again = getattr(sys.modules[module], name)(*arguments)
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
    assert again.retryable is error.retryable
    assert json.dumps(again.args) == json.dumps(error.args)


@given(st.text(max_size=1200), st.none() | st.text(max_size=30), st.sampled_from([302, 400, 401, 404, 503]))
def test_so_is_one_with_any_message_and_code(message: str, code: str | None, status: int) -> None:
    error = api_error(status, code, code, message, canonical="PUT\n/\n\n")
    again = type(error)(*json.loads(json.dumps(error.args)))
    assert (str(again), vars(again)) == (str(error), vars(error))


def test_what_a_handler_adds_to_an_error_is_pickled() -> None:
    error = SchemaValueError("Document", "subject", "is blank")
    error.add_note("row 17")
    assert pickle.loads(pickle.dumps(error)).__notes__ == ["row 17"]  # noqa: S301 - made here


def test_every_class_is_exported_and_descends_from_the_root() -> None:
    classes = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, DigipostError)
    }
    assert classes == set(errors.__all__) - {"api_error"}


def test_an_invalid_value_is_also_a_value_error() -> None:
    assert issubclass(InvalidValueError, ValueError)


@in_one_test(
    ("status", "code", "sending", "expected"),
    [
        (401, None, False, AuthenticationError),
        (403, "MISSING_CERTIFICATE", False, AuthenticationError),
        (403, "INVALID_SIGNATURE", False, SignatureRejectedError),
        (400, "INVALID_SIGNATURE", False, SignatureRejectedError),
        (404, None, False, NotFoundError),
        (404, "GENERAL_ERROR", False, NotFoundError),
        (404, "UNKNOWN_RECIPIENT", False, UnknownRecipientError),
        (400, "UNKNOWN_RECIPIENT", False, UnknownRecipientError),
        (404, None, True, UnknownRecipientError),
        (404, "GENERAL_ERROR", True, UnknownRecipientError),
        (404, "UNKNOWN_SENDER", True, NotFoundError),
        (404, "SOMETHING_NEW", True, NotFoundError),
        (400, None, True, InvalidRequestError),
        (400, "DUPLICATE_MESSAGE", False, DuplicateMessageError),
        (409, "MESSAGE_ALREADY_SENT", False, DuplicateMessageError),
        (400, "DIGIPOST_MESSAGE_ALREADY_DELIVERED", False, DuplicateMessageError),
        (400, "PRINT_MESSAGE_ALREADY_DELIVERED", False, DuplicateMessageError),
        (400, "CONTENT_ALREADY_UPLOADED", False, DuplicateMessageError),
        (400, "DUPLICATE_DOCUMENT_ID", False, InvalidRequestError),
        (415, None, False, InvalidRequestError),
        (429, "DUPLICATE_MESSAGE", False, ServerError),
        (500, None, False, ServerError),
        (503, "API_UNAVAILABLE", True, ServerError),
        (500, "INVALID_SIGNATURE", False, ServerError),
        (599, None, False, ServerError),
        (302, None, False, ApiError),
    ],
)
def test_status_and_code_choose_the_class(
    status: int,
    code: str | None,
    sending: bool,  # noqa: FBT001 - pytest passes parameters by name
    expected: type[ApiError],
) -> None:
    assert type(api_error(status, code, sending=sending)) is expected


@given(status=st.integers(100, 599))
def test_only_5xx_and_429_can_be_retried(status: int) -> None:
    expected = status >= 500 or status == 429
    assert api_error(status).retryable is expected
    assert VerificationError("no", check="hash", status=status).retryable is expected


def test_the_text_holds_status_code_message_and_advice() -> None:
    error = api_error(400, "MISSING_SUBJECT", "CLIENT_DATA", "subject is\n  blank.", links={"self": "/doc"})
    assert str(error) == (
        "Digipost answered 400 MISSING_SUBJECT: subject is blank. "
        "Give every document a subject that is not blank."
    )
    assert (error.status, error.code, error.error_type) == (400, "MISSING_SUBJECT", "CLIENT_DATA")
    assert error.message == "subject is blank."
    assert error.links == {"self": "/doc"}


def test_an_answer_without_an_explanation_says_so() -> None:
    error = api_error(418)
    assert str(error) == "Digipost answered 418: no explanation was given."
    assert (error.code, error.error_type, error.advice) == (None, None, None)


@in_one_test(
    "personal",
    [
        "31108412345",
        "311084 12345",
        "311084-12345",
        "311084%2012345",
        "x31108412345x",
        "1594.14.32384",
        "1594 14 32384",
        "+47 999 99 999",
        "ola.nordmann@example.com",
        "ola.nordmann%40example.com",
        "ola.nordmann#1A2B",
    ],
)
def test_personal_values_are_masked_in_text_attributes_and_pickle(personal: str) -> None:
    error = api_error(
        400,
        f"CODE {personal}",
        f"TYPE {personal}",
        f"bad value <{personal}>, and '{personal}'",
        links={"self": f"/x/{personal}"},
    )
    everything = [str(error), repr(error), repr(vars(error)), pickle.dumps(error).decode("latin-1")]
    everything += traceback.format_exception(error)
    assert not [text for text in everything if personal.strip("x") in text]
    assert "bad value" in str(error)


def test_identifiers_that_belong_to_no_person_stay_readable() -> None:
    text = "document 00000000-0000-0000-0000-000000000001 of sender 984661185 on 2024-06-03T12:00:02+02:00"
    assert api_error(400, message=text).message == text


def test_a_message_is_one_line_of_bounded_length() -> None:
    message = api_error(400, message="a\r\n\x1b[31mb\u2028c" + "d" * 5000).message
    assert message.startswith("a [31mb cd")
    assert len(message) == 1000


def test_a_failed_verification_says_the_status() -> None:
    error = VerificationError("there is none", check="signature", status=503)
    assert str(error) == "the signature of an answer with status 503 is not right: there is none"


def test_errors_load_no_library_besides_the_standard_one() -> None:
    program = "import sys, json, digipost.errors; print(json.dumps(sorted(sys.modules)))"
    output = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout
    assert not {"attrs", "attr", "lxml", "requests", "cryptography"} & set(json.loads(output))
