"""A letter stays open after a 401 or an error of the server, until its status is known: over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient
from digipost.errors import (
    AuthenticationError,
    DeliveryUnknownError,
    ServerError,
    SignatureRejectedError,
    TransportError,
    VerificationError,
)
from tests.support.arrivals import arrived_ids, asked
from tests.support.counterpart import ONCE, THREE_TIMES
from tests.support.letters import document, letter
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import ClientConfig, RequestSigning
    from digipost.sandbox import Sandbox

OF_A_PROXY = "status=401 body=page path=/messages times=1"


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=THREE_TIMES)


@pytest.fixture
def signing_client(config: ClientConfig, credentials: RequestSigning) -> Iterator[DigipostClient]:
    """A client that signs its requests: with tokens, a 401 is first answered with another token."""
    with DigipostClient(config, credentials) as client:
        yield client


class TestUnauthorized:
    """A 401 is never signed."""

    def test_a_letter_that_arrived_is_found(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.add(f"{OF_A_PROXY} processed=yes")
        assert client.messages.send(letter()) == sandbox.letters[0].delivery
        assert len(sandbox.letters) == 1

    def test_one_that_did_not_is_refused_with_that_error(
        self, signing_client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add(OF_A_PROXY)
        with pytest.raises(AuthenticationError, match="Digipost answered 401") as caught:
            signing_client.messages.send(letter())
        assert caught.value.status == 401
        assert asked(sandbox) == [("POST", 401), ("GET", 404)]
        assert caught.value.__suppress_context__

    def test_so_is_one_that_may_not_ask_either(
        self, signing_client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=401 code=INVALID_SIGNATURE path=/messages times=1")
        sandbox.faults.add("status=401 code=ANOTHER path=/documents/* times=1")
        with pytest.raises(SignatureRejectedError, match="INVALID_SIGNATURE"):
            signing_client.messages.send(letter())
        assert asked(sandbox) == [("POST", 401), ("GET", 401)]

    @pytest.mark.parametrize(
        ("look_up", "cause"),
        [
            ("status=503 path=/documents/*", ServerError),
            ("hang-up path=/documents/*", TransportError),
            ("wrong-signature path=/documents/*", VerificationError),
            ("status=403 path=/documents/*", AuthenticationError),
            ("status=404 body=page path=/documents/*", VerificationError),
        ],
    )
    def test_without_a_look_up_it_is_unknown(
        self, look_up: str, cause: type[Exception], signing_client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add(f"{OF_A_PROXY} processed=yes")
        sandbox.faults.add(look_up)
        message = letter()
        with pytest.raises(DeliveryUnknownError) as caught:
            signing_client.messages.send(message)
        assert isinstance(caught.value.__cause__, cause)
        sandbox.faults.clear()
        assert signing_client.messages.confirm(message).message_id == message.message_id

    def test_another_content_by_its_uuid_leaves_it_open(
        self, signing_client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first = letter()
        signing_client.messages.send(first)
        other = document(b"%PDF-1.7 another letter", uuid=first.primary_document.uuid)
        sandbox.faults.add(OF_A_PROXY)
        with pytest.raises(DeliveryUnknownError):
            signing_client.messages.send(letter(primary_document=other))

    def test_a_lost_answer_before_it_is_not_settled_by_two_of_them(
        self, signing_client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter()
        sandbox.faults.lose_next_answer()
        sandbox.faults.add(OF_A_PROXY)
        sandbox.faults.add("status=401 body=page path=/documents/* times=1")
        with pytest.raises(DeliveryUnknownError):
            signing_client.messages.send(message)
        assert arrived_ids(sandbox) == [message.message_id]

    def test_a_token_that_is_refused_after_the_letter_arrived(
        self, config: ClientConfig, sandbox: Sandbox
    ) -> None:
        # The request goes out once more with another token, and hears of a duplicate.
        tokens = sandbox._token_server.built_in_credentials(config.broker_id)
        sandbox.faults.add(f"{OF_A_PROXY} processed=yes")
        message = letter()
        with DigipostClient(config, tokens) as client:
            assert client.messages.send(message).message_id == message.message_id
        assert asked(sandbox) == [("POST", 401), ("POST", 400), ("GET", 200)]
        assert arrived_ids(sandbox) == [message.message_id]


class TestServerErrors:
    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_a_letter_that_was_accepted_before_it_failed_is_found(
        self, status: int, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add(f"status={status} processed=yes path=/messages times=1")
        sandbox.faults.add("status=503 path=/messages times=2")
        message = letter()
        assert client.messages.send(message) == sandbox.letters[0].delivery
        assert asked(sandbox) == [("POST", status), ("POST", 503), ("POST", 503), ("GET", 200)]

    def test_one_that_was_not_is_refused_with_the_last_error(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=500 path=/messages times=1")
        sandbox.faults.add("status=503 path=/messages times=2")
        with pytest.raises(ServerError, match="API_UNAVAILABLE"):
            client.messages.send(letter())
        assert asked(sandbox)[-1] == ("GET", 404)

    def test_without_a_look_up_it_is_unknown(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter()
        client.messages.send(letter())  # for the entry point, which could not be had later
        sandbox.faults.add("status=500 processed=yes path=/messages times=1")
        sandbox.faults.add("status=503")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(message)
        assert isinstance(caught.value.__cause__, ServerError)
        sandbox.faults.clear()
        assert client.messages.confirm(message).message_id == message.message_id


class TestTooManyRequests:
    """A 429 tells that its own letter was not processed, and can be that of another one."""

    def test_they_were_not_processed(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.add("status=429 retry-after=1m path=/messages")
        with pytest.raises(ServerError) as caught:
            client.messages.send(letter())
        assert caught.value.retry_after == timedelta(minutes=1)
        assert asked(sandbox) == [("POST", 429), ("GET", 404)]
        sandbox.faults.clear()
        sandbox.faults.add("status=429 retry-after=0s path=/messages")
        with pytest.raises(ServerError):
            client.messages.send(letter())
        assert asked(sandbox)[2:] == [*[("POST", 429)] * 3, ("GET", 404)]

    def test_a_letter_that_arrived_all_the_same_is_found(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=429 retry-after=1m processed=yes path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent) == sandbox.letters[0].delivery
        assert asked(sandbox) == [("POST", 429), ("GET", 200)]

    def test_one_of_another_letter_is_not_believed_of_one_that_arrived(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=429 retry-after=1m path=/messages times=1")
        with pytest.raises(ServerError):
            client.messages.send(letter())
        sandbox.faults.add("late-answer path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert arrived_ids(sandbox) == [sent.message_id]

    def test_it_stands_if_the_look_up_is_one_too_many(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter())  # for the entry point, which could not be had later
        sandbox.faults.add("status=429 retry-after=1m")
        with pytest.raises(ServerError) as caught:
            client.messages.send(letter())
        assert caught.value.status == 429
        assert asked(sandbox)[1:] == [("POST", 429), ("GET", 429)]

    @pytest.mark.parametrize("fault", ["status=503", "status=500 body=page", "hang-up"])
    def test_without_a_look_up_it_is_unknown(
        self, client: DigipostClient, sandbox: Sandbox, fault: str
    ) -> None:
        sandbox.faults.add("status=429 retry-after=1m processed=yes path=/messages times=1")
        sandbox.faults.add(f"{fault} path=/documents/*")
        sent = letter()
        with pytest.raises(DeliveryUnknownError):
            client.messages.send(sent)
        sandbox.faults.clear()
        assert client.messages.confirm(sent).message_id == sent.message_id

    def test_a_letter_is_encrypted_anew_after_one(self, client: DigipostClient, sandbox: Sandbox) -> None:
        """The refusal of its key is no doubt that the letter could be there."""
        sandbox.faults.add("status=429 retry-after=0s path=/messages times=1")
        sandbox.faults.add("status=400 code=ENCRYPTION_KEY_NOT_FOUND path=/messages times=1")
        sent = letter(primary_document=document(pdf(), encrypt=True))
        client.messages.send(sent)
        assert arrived_ids(sandbox) == [sent.message_id]
        letters = [each for each in asked(sandbox) if each != ("POST", 200)]  # without identifications
        assert letters == [("POST", 429), ("POST", 400), ("GET", 404), ("POST", 201)]


def test_a_broker_without_a_certificate_hears_what_to_do(
    config: ClientConfig, sandbox: Sandbox, credentials: RequestSigning
) -> None:
    sandbox.faults.add("status=401 code=MISSING_CERTIFICATE path=/messages")
    sandbox.faults.add("status=401 code=MISSING_CERTIFICATE path=/documents/*")
    with (
        DigipostClient(attrs.evolve(config, retries=ONCE), credentials) as client,
        pytest.raises(AuthenticationError, match=r"Upload the certificate") as caught,
    ):
        client.messages.send(letter())
    assert caught.value.code == "MISSING_CERTIFICATE"
