"""The error for each refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from digipost.content import content_from_bytes
from digipost.errors import (
    ApiError,
    AuthenticationError,
    DuplicateMessageError,
    InvalidRequestError,
    NotFoundError,
    ServerError,
    SignatureRejectedError,
    UnknownRecipientError,
)
from digipost.protocol.exchange import Exchange
from digipost.protocol.multipart import MultipartBody, Part
from tests.support.counterpart import CONFIG, DATE, NOW, Counterpart, Keys, Reply, error
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost.authentication import RequestSigning

INBOX = "/67890/inbox?offset=0"


def refusal(reply: Reply, credentials: RequestSigning, *, sending: bool = False) -> ApiError:
    body = MultipartBody([Part("message", "application/xml", content_from_bytes(b"content"))])
    counterpart = Counterpart({INBOX: [reply], "/messages": [reply]})
    exchange = Exchange(CONFIG, credentials, counterpart, lambda: NOW, Keys())
    with pytest.raises(ApiError) as caught:
        _ = exchange.post("/messages", body, sending=True) if sending else exchange.get(INBOX)
    assert len(counterpart.received) == 1
    assert all(each.closed for each in counterpart.bodies)
    return caught.value


@in_one_test(
    ("status", "code", "sending", "expected"),
    [
        (400, "SCHEMA_VALIDATION_ERROR", True, InvalidRequestError),
        (400, "DUPLICATE_MESSAGE", True, DuplicateMessageError),
        (409, "MESSAGE_ALREADY_SENT", True, DuplicateMessageError),
        (403, "BROKER_NOT_AUTHORIZED", True, AuthenticationError),
        (401, "", False, AuthenticationError),
        (404, "UNKNOWN_RECIPIENT", True, UnknownRecipientError),
        (404, "GENERAL_ERROR", True, UnknownRecipientError),
        (404, "UNKNOWN_SENDER", True, NotFoundError),
        (404, "DOCUMENT_NOT_FOUND", False, NotFoundError),
        (404, "GENERAL_ERROR", False, NotFoundError),
        (413, "REQUEST_TOO_LARGE", True, InvalidRequestError),
        (418, "FROM_THE_FUTURE", False, InvalidRequestError),
        (429, "", True, ServerError),
        (500, "SERVER_ERROR", True, ServerError),
        (503, "DUPLICATE_MESSAGE", True, ServerError),
    ],
)
def test_status_and_code_decide_the_class(
    status: int,
    code: str,
    sending: bool,  # noqa: FBT001 - pytest passes it by name
    expected: type[ApiError],
    credentials: RequestSigning,
) -> None:
    caught = refusal(error(status, code, "Because.", "CLIENT_DATA"), credentials, sending=sending)
    assert type(caught) is expected
    assert (caught.status, caught.code, caught.error_type) == (status, code or None, "CLIENT_DATA")
    assert caught.message == "Because."
    assert caught.retryable is (status in {429, 500, 503})
    assert f"Digipost answered {status} {code}".rstrip() in str(caught)


@in_one_test("content", [b"", b"<html>Not Found", b"Not Found", b"<x/>", b"\xff\x00"])
@in_one_test(
    ("status", "sending", "expected"),
    [
        (400, True, InvalidRequestError),
        (403, True, AuthenticationError),
        (404, True, UnknownRecipientError),
        (404, False, NotFoundError),
        (500, True, ServerError),
    ],
)
def test_a_body_that_is_no_error_document_leaves_the_status(
    content: bytes,
    status: int,
    sending: bool,  # noqa: FBT001 - pytest passes it by name
    expected: type[ApiError],
    credentials: RequestSigning,
) -> None:
    caught = refusal(Reply(content, status), credentials, sending=sending)
    assert type(caught) is expected
    assert (caught.status, caught.code, caught.error_type, caught.message) == (status, None, None, "")


def test_an_error_can_have_links(credentials: RequestSigning) -> None:
    document = error(400, "DUPLICATE_DOCUMENT_ID", "Because.").body.replace(
        b"</error>", b'<link rel="duplicate" uri="/documents/1"/><link uri="/nameless"/></error>'
    )
    assert refusal(Reply(document, 400), credentials).links == {"duplicate": "/documents/1"}


def test_a_rejected_signature_shows_the_first_line_that_differs(credentials: RequestSigning) -> None:
    theirs = "GET\n/67890/inbox\ndate: Mon, 03 Jun 2024 12:00:02 GMT\nx-digipost-userid: 54321\noffset=0\n"
    message = f"Wrong signature.\n===START===\n{theirs}===SLUTT===\n"
    caught = refusal(error(403, "GENERAL_ERROR", message), credentials)
    assert isinstance(caught, SignatureRejectedError)
    assert caught.expected == theirs.replace("offset=0", "offset=***")
    assert caught.message == "Wrong signature."
    for shown in ("First differing line: x-digipost-userid", "12345", "54321"):
        assert shown in str(caught)


def test_a_canonical_string_that_is_the_same_leaves_the_key(credentials: RequestSigning) -> None:
    same = f"GET\n/67890/inbox\ndate: {DATE}\nx-digipost-userid: 12345\noffset=0\n"
    caught = refusal(error(403, "GENERAL_ERROR", f"===START===\n{same}===SLUTT==="), credentials)
    assert isinstance(caught, SignatureRejectedError)
    assert "The certificate used here is not the one registered" in str(caught)


def test_a_redirect_is_an_error_and_is_not_followed(credentials: RequestSigning) -> None:
    caught = refusal(Reply(b"", 307, {"Location": "https://elsewhere.example/x"}), credentials)
    assert type(caught) is ApiError
    assert (caught.status, caught.retryable) == (307, False)


def test_what_digipost_echoes_of_people_is_masked(credentials: RequestSigning) -> None:
    caught = refusal(error(400, "X", "31108412345 or ola.nordmann#1A2B or ola@example.com?"), credentials)
    for shown in (str(caught), repr(caught), caught.message):
        assert not re.search("31108412345|nordmann|ola@", shown)
