"""A letter of which it is not known whether it arrived, over HTTP; and asking for it later."""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, Document
from digipost.errors import (
    DeliveryUnknownError,
    InvalidValueError,
    NotFoundError,
    ServerError,
    TransportError,
)
from digipost.retries import RetryPolicy
from digipost.transport import HttpTransport
from tests.support.counterpart import ONCE, base64_sha256
from tests.support.letters import OLA, PDF, document, letter
from tests.support.loopback import HANG_UP, Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digipost import ClientConfig, Message, RequestSigning
    from digipost.sandbox import Sandbox
    from digipost.transport import HttpAnswer, HttpRequest

THREE_TIMES = RetryPolicy(attempts=3, first_wait=timedelta(0))


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=THREE_TIMES)


@pytest.fixture
def impatient(config: ClientConfig, credentials: RequestSigning) -> Iterator[DigipostClient]:
    """A client that tries once."""
    with DigipostClient(attrs.evolve(config, retries=ONCE), credentials) as client:
        yield client


def asked(sandbox: Sandbox) -> list[tuple[str, int]]:
    """The sandbox's requests, but for those of the entry point."""
    return [(each.method, each.status) for each in sandbox.requests if each.target != "/"]


def status_path(message: Message) -> str:
    return f"/documents/12345/{message.primary_document.uuid}/status"


def test_an_answer_that_is_always_lost_leaves_it_open(client: DigipostClient, sandbox: Sandbox) -> None:
    message = letter()
    for _ in range(3):
        sandbox.faults.lose_next_answer()
    with pytest.raises(DeliveryUnknownError, match=r"client\.messages\.confirm\(message, ") as caught:
        client.messages.send(message)
    assert caught.value.message_id == message.message_id
    assert caught.value.content_hash == base64_sha256(PDF)
    assert isinstance(caught.value.__cause__, TransportError)
    assert caught.value.retryable
    assert client.messages.confirm(message) == sandbox.letters[0].delivery


def test_a_letter_that_has_not_arrived_is_not_confirmed(client: DigipostClient, sandbox: Sandbox) -> None:
    with pytest.raises(NotFoundError):
        client.messages.confirm(letter())
    assert asked(sandbox) == [("GET", 404)]


def test_a_loss_and_then_no_connection_leave_it_open(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    class Cut(HttpTransport):
        posts = 0

        def send(self, request: HttpRequest) -> HttpAnswer:
            self.posts += request.method == "POST"
            if self.posts > 1:
                raise TransportError("cut off", request_sent=False)
            return super().send(request)

    sandbox.faults.lose_next_answer()
    with (
        DigipostClient(config, credentials, transport=Cut()) as client,
        pytest.raises(DeliveryUnknownError),
    ):
        client.messages.send(letter())


def test_a_loss_and_then_a_refusal_to_serve_leave_it_open(client: DigipostClient, sandbox: Sandbox) -> None:
    sandbox.faults.lose_next_answer()
    sandbox.faults.refuse_next()
    sandbox.faults.refuse_next()
    with pytest.raises(DeliveryUnknownError) as caught:
        client.messages.send(letter())
    assert isinstance(caught.value.__cause__, ServerError)


def test_a_loss_and_a_look_up_that_fails_leave_it_open(client: DigipostClient, sandbox: Sandbox) -> None:
    message = letter()
    sandbox.faults.lose_next_answer()
    for _ in range(3):
        sandbox.faults.refuse_next(status_path(message))
    with pytest.raises(DeliveryUnknownError) as caught:
        client.messages.send(message)
    assert isinstance(caught.value.__cause__, ServerError)
    assert client.messages.confirm(message).message_id == message.message_id


@pytest.mark.parametrize(("encrypt", "changed"), [(False, PDF.upper()), (True, PDF[:-1])])
def test_a_file_that_changed_after_a_loss_leaves_it_open(
    *,
    encrypt: bool,
    changed: bytes,
    config: ClientConfig,
    credentials: RequestSigning,
    sandbox: Sandbox,
    tmp_path: Path,
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PDF)

    class Meanwhile(HttpTransport):
        def send(self, request: HttpRequest) -> HttpAnswer:
            try:
                return super().send(request)
            except TransportError:
                path.write_bytes(changed)
                raise

    sandbox.faults.lose_next_answer()
    message = letter(primary_document=Document.from_path(path, subject="Faktura", encrypt=encrypt))
    with (
        DigipostClient(config, credentials, transport=Meanwhile()) as client,
        pytest.raises(DeliveryUnknownError, match=r"\(InvalidValueError\)") as caught,
    ):
        client.messages.send(message)
    assert isinstance(caught.value.__cause__, InvalidValueError)
    assert caught.value.content_hash is None


def test_a_file_that_changed_after_the_second_try_is_known_by_what_was_sent(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PDF)

    class Afterwards(HttpTransport):
        def send(self, request: HttpRequest) -> HttpAnswer:
            answer = super().send(request)
            if request.method == "POST":  # the answer to the second try: that Digipost has the letter
                path.write_bytes(PDF.upper())
            return answer

    sandbox.faults.lose_next_answer()
    message = letter(primary_document=Document.from_path(path, subject="Faktura"))
    with DigipostClient(config, credentials, transport=Afterwards()) as client:
        delivery = client.messages.send(message)
        sent = base64_sha256(PDF)
        assert delivery == client.messages.confirm(message, content_hash=sent)
        with pytest.raises(DeliveryUnknownError):
            client.messages.confirm(message)
    assert path.read_bytes() != PDF


def test_a_look_up_that_cannot_be_done_confirms_nothing(impatient: DigipostClient, sandbox: Sandbox) -> None:
    message = letter()
    impatient.messages.send(message)
    sandbox.faults.refuse_next(status_path(message))
    with pytest.raises(DeliveryUnknownError, match="could not be asked") as caught:
        impatient.messages.confirm(message)
    assert isinstance(caught.value.__cause__, ServerError)


def test_another_content_confirms_nothing(client: DigipostClient) -> None:
    message = letter()
    client.messages.send(message)
    other = document(b"%PDF-1.7 another letter", uuid=message.primary_document.uuid)
    with pytest.raises(DeliveryUnknownError, match="not known to be this one's"):
        client.messages.confirm(letter(primary_document=other))


def test_no_answer_at_all_leaves_it_open(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    with DigipostClient(config, credentials) as client:
        client.messages.send(letter())  # for the entry point

        class Elsewhere(HttpTransport):
            def send(self, request: HttpRequest) -> HttpAnswer:
                if request.method == "POST":
                    moved = server.origin + request.target
                    request = attrs.evolve(request, url=moved)
                return super().send(request)

        with (
            Loopback(HANG_UP) as server,
            DigipostClient(config, credentials, transport=Elsewhere()) as lost,
        ):
            with pytest.raises(DeliveryUnknownError):
                lost.messages.send(letter())
            assert len(server.heard) == 3
    assert len(sandbox.letters) == 1


def test_the_error_can_be_stored() -> None:
    error = DeliveryUnknownError("unknown", message_id="1", content_hash="abc")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (str(again), again.message_id, again.content_hash) == ("unknown", "1", "abc")


@pytest.mark.parametrize("wrong", [None, "letter", OLA])
def test_only_a_message_is_confirmed(wrong: object, client: DigipostClient, sandbox: Sandbox) -> None:
    with pytest.raises(InvalidValueError, match="a Message is expected"):
        client.messages.confirm(wrong)  # type: ignore[arg-type]  # what is tested
    assert sandbox.requests == ()
