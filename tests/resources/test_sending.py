"""A letter is sent once, whatever happens on the way, and can be asked for later: over HTTP."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, Document, RequestForRegistration, recipient
from digipost.errors import (
    DeliveryUnknownError,
    DigipostError,
    DuplicateMessageError,
    InvalidValueError,
    NotFoundError,
    ServerError,
    TransportError,
)
from digipost.transport import HttpTransport
from digipost_schema import api_v8
from tests.support.arrivals import asked
from tests.support.counterpart import ONCE, THREE_TIMES, base64_sha256
from tests.support.letters import OLA, PDF, document, letter
from tests.support.loopback import HANG_UP, Loopback
from tests.support.paper import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digipost import ClientConfig, Message, RequestSigning
    from digipost.sandbox import Sandbox
    from digipost.transport import HttpAnswer, HttpRequest

NOBODY = "12345678901"


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=THREE_TIMES)


@pytest.fixture
def impatient(config: ClientConfig, credentials: RequestSigning) -> Iterator[DigipostClient]:
    """A client that tries once."""
    with DigipostClient(attrs.evolve(config, retries=ONCE), credentials) as client:
        yield client


def status_path(message: Message, sender_id: int = 12345) -> str:
    return f"/documents/{sender_id}/{message.primary_document.uuid}/status"


class TestLostAnswers:
    def test_a_letter_whose_answer_was_lost_is_found(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter(attachments=[document(b"terms", subject="Vilkår")])
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(message)
        (arrived,) = sandbox.letters
        assert delivery == arrived.delivery
        assert asked(sandbox) == [("POST", 201), ("POST", 400), ("GET", 200)]

    def test_it_has_no_links(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(letter())
        assert (delivery.link, delivery.primary_document.link) == ([], [])

    def test_it_is_looked_up_at_its_sender(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.allow(12345, 67890)
        message = letter(sender_id=67890)
        sandbox.faults.lose_next_answer()
        assert client.messages.send(message).sender_id == 67890
        assert sandbox.requests[-1].target == status_path(message, 67890)

    def test_one_on_paper_is_found(self, client: DigipostClient, sandbox: Sandbox) -> None:
        who = recipient.by_personal_identification_number(NOBODY, print_details=PAPER)
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(letter(recipient=who))
        assert delivery.delivery_method is api_v8.Channel.PRINT
        assert delivery.status is api_v8.MessageStatus.DELIVERED_TO_PRINT

    def test_one_that_waits_for_a_registration_is_found(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter(
            recipient=recipient.by_personal_identification_number(NOBODY),
            request_for_registration=RequestForRegistration(
                registration_deadline=datetime.now(UTC) + timedelta(days=7), phone_number="+4791234567"
            ),
        )
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(message)
        assert delivery == sandbox.letters[0].delivery
        assert delivery.delivery_method is api_v8.Channel.PENDING
        assert delivery.status is api_v8.MessageStatus.COMPLETE

    def test_one_that_never_arrived_is_sent_again(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter()
        sandbox.faults.refuse_next()
        assert client.messages.send(message).message_id == message.message_id
        assert asked(sandbox) == [("POST", 503), ("POST", 201)]

    def test_a_refusal_whose_answer_was_lost_is_heard(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.lose_next_answer()
        with pytest.raises(NotFoundError, match="add print details"):
            client.messages.send(letter(recipient=recipient.by_personal_identification_number(NOBODY)))
        again = [("POST", 404), ("GET", 404)]
        assert asked(sandbox) == [("POST", 404), *again, *again]

    def test_a_refusal_after_a_fault_is_not_the_last_word(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter()
        client.messages.send(message)
        sandbox.faults.refuse_next()
        # The first attempt was answered with 503, which Digipost can have sent after taking the letter in.
        assert client.messages.send(message).message_id == message.message_id


class TestAnothersLetter:
    def test_an_id_that_another_letter_has_is_refused(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter(message_id="once"))
        with pytest.raises(DuplicateMessageError):
            client.messages.send(letter(message_id="once"))
        assert asked(sandbox) == [("POST", 201), *[("POST", 400), ("GET", 404)] * 2]

    def test_an_id_that_another_letter_has_is_no_proof(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        client.messages.send(letter(message_id="once"))
        sandbox.faults.lose_next_answer()
        with pytest.raises(DuplicateMessageError):
            client.messages.send(letter(message_id="once"))
        assert asked(sandbox)[1:] == [("POST", 400), *[("POST", 400), ("GET", 404)] * 2]
        assert len(sandbox.letters) == 1

    def test_a_uuid_with_another_content_is_no_proof(self, client: DigipostClient, sandbox: Sandbox) -> None:
        first = letter()
        client.messages.send(first)
        other = document(b"%PDF-1.7 another letter", uuid=first.primary_document.uuid)
        sandbox.faults.lose_next_answer()
        with pytest.raises(DigipostError) as caught:
            client.messages.send(letter(message_id="another", primary_document=other))
        assert getattr(caught.value, "code", None) == "DUPLICATE_DOCUMENT_ID"
        assert len(sandbox.letters) == 1

    def test_attachments_have_the_hashes_of_the_status(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter(attachments=[document(b"terms")])
        sandbox.faults.lose_next_answer()
        delivery = client.messages.send(message)
        assert delivery.attachment[0].content_hash == api_v8.ContentHash(
            value=base64_sha256(b"terms"), hash_algorithm="SHA256"
        )


class TestNothingWasSent:
    def test_without_a_connection_nothing_was(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter())  # for the entry point
        sandbox.close()
        with pytest.raises(TransportError) as caught:
            client.messages.send(letter())
        assert not caught.value.request_sent

    def test_what_digipost_cannot_take_now_it_has_not_taken(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        for _ in range(3):
            sandbox.faults.refuse_next()
        with pytest.raises(ServerError, match="not sent twice") as caught:
            client.messages.send(letter())
        assert caught.value.code == "API_UNAVAILABLE"
        assert asked(sandbox) == [*[("POST", 503)] * 3, ("GET", 404)]

    def test_what_fails_before_the_letter_says_nothing_of_it(
        self, impatient: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.lose_next_answer("/")
        with pytest.raises(TransportError):
            impatient.messages.send(letter())
        assert asked(sandbox) == []


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
