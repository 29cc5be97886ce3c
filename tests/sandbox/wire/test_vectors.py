"""The known answers: requests that Digipost's own clients could have made are understood."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from digipost.sandbox import Sandbox
from tests.sandbox.conftest import VECTORS
from tests.support.raw_requests import exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.conftest import Clock

REQUESTS: dict[str, dict[str, Any]] = {
    request["name"]: request for request in json.loads((VECTORS / "vectors.json").read_text())["requests"]
}
NOT_THERE = {
    "archive-next-documents-with-attributes",
    "batch-complete-without-body",
    "delete-inbox-document",
    "post-with-empty-entity",
    "stream-accept-any",
    "update-archive-document",
}


@pytest.fixture
def vector_sandbox(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(clock=clock, broker_id=4711, senders=()) as sandbox:
        sandbox.register_broker(12345, (VECTORS / "broker.cert.pem").read_bytes())
        sandbox.allow(12345, 67890)
        yield sandbox


@pytest.mark.parametrize("name", REQUESTS)
def test_each_request_of_the_vectors_is_let_in(vector_sandbox: Sandbox, name: str) -> None:
    request = REQUESTS[name]
    signatures = [request["signature"], *(each["signature"] for each in request.get("alternatives", []))]
    for signature in signatures:
        headers = request["headers"] | {"X-Digipost-Signature": signature}
        body = b64decode(request["body_base64"]) if request.get("body_base64") else None

        answer = exchange(vector_sandbox, request["method"], request["request_target"], headers, body)

        # All are let in, also to paths that the vectors have made up, and to things that are not there.
        sent = name.startswith("send-message")
        assert answer.status == (201 if sent else 404 if name in NOT_THERE else 200)


@pytest.mark.parametrize(
    ("name", "documents"),
    [
        (
            "send-message-multipart-java-layout",
            {
                11: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\nnot a real PDF, "
                b"but bytes \r\n with odd line ends\r\n%%EOF\n",
                12: "Hei på deg\n".encode(),
            },
        ),
        ("send-message-multipart-dotnet-layout", {11: "Hei på deg\n".encode()}),
    ],
)
def test_the_layouts_of_both_official_clients_are_understood(
    vector_sandbox: Sandbox, name: str, documents: dict[int, bytes]
) -> None:
    request = REQUESTS[name]
    headers = request["headers"] | {"X-Digipost-Signature": request["signature"]}
    exchange(vector_sandbox, "POST", "/messages", headers, b64decode(request["body_base64"]))

    (letter,) = vector_sandbox.letters
    assert dict(letter.documents) == {
        UUID(f"00000000-0000-4000-8000-0000000000{number}"): content for number, content in documents.items()
    }
