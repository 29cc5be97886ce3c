"""A message id that Digipost already has: the same letter is found, another letter is rejected: over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs
import pytest

from digipost import DigipostClient
from digipost.errors import (
    ApiError,
    DeliveryUnknownError,
    DuplicateMessageError,
    ServerError,
)
from tests.campaigns.soak_faults import Detour
from tests.support.arrivals import arrived_ids, asked
from tests.support.counterpart import THREE_TIMES
from tests.support.faulty_network import Fault, FaultyNetwork
from tests.support.letters import document, letter

if TYPE_CHECKING:
    from digipost import ClientConfig, RequestSigning
    from digipost.sandbox import Sandbox


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=THREE_TIMES)


class TestDuplicates:
    def test_a_letter_that_a_proxy_sent_twice_is_delivered(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        message = letter()
        with (
            FaultyNetwork(urlsplit(sandbox.url).port or 0, lambda: Fault.REPEATED_LETTER) as network,
            DigipostClient(
                config, credentials, transport=Detour(f"http://127.0.0.1:{network.port}")
            ) as client,
        ):
            assert client.messages.send(message).message_id == message.message_id
        assert network.faults == 1
        assert arrived_ids(sandbox) == [message.message_id]
        assert asked(sandbox) == [("POST", 201), ("POST", 400), ("GET", 200)]

    def test_the_same_letter_sent_again_is_the_same_delivery(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        message = letter()
        client.messages.send(message)
        assert client.messages.send(message) == sandbox.letters[0].delivery
        assert len(sandbox.letters) == 1

    @pytest.mark.parametrize("uuid_too", [False, True], ids=["another document", "another content"])
    def test_another_letter_with_its_id_is_refused(
        self, *, uuid_too: bool, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first = letter(message_id="once")
        client.messages.send(first)
        uuid = {"uuid": first.primary_document.uuid} if uuid_too else {}
        with pytest.raises(DuplicateMessageError):
            client.messages.send(letter(message_id="once", primary_document=document(b"%PDF-2", **uuid)))
        assert asked(sandbox)[-2:] == [("POST", 400), ("GET", 200 if uuid_too else 404)]

    def test_without_a_look_up_it_is_unknown(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter()
        client.messages.send(message)
        sandbox.faults.add("status=503 path=/documents/*")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(message)
        assert isinstance(caught.value.__cause__, ServerError)

    def test_a_document_that_was_sent_in_another_letter_is_refused(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first = letter()
        client.messages.send(first)
        with pytest.raises(ApiError, match="DUPLICATE_DOCUMENT_ID"):
            client.messages.send(letter(primary_document=first.primary_document))
        assert len(sandbox.letters) == 1
        assert asked(sandbox)[1:] == [("POST", 400), ("POST", 400)]

    @pytest.mark.parametrize("code", ["DUPLICATE_DOCUMENT_ID", "DUPLICATE_DOCUMENT_ID_FOR_BATCH"])
    def test_the_status_of_a_document_in_another_letter_is_no_proof(
        self, code: str, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first = letter()
        client.messages.send(first)
        sandbox.faults.add(f"status=400 code={code} path=/messages")
        with pytest.raises(ApiError) as caught:
            client.messages.send(letter(primary_document=first.primary_document))
        assert caught.value.code == code
        assert len(sandbox.letters) == 1

    def test_such_a_refusal_of_another_letter_is_not_believed_of_one_that_arrived(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 code=DUPLICATE_DOCUMENT_ID processed=yes path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert arrived_ids(sandbox) == [sent.message_id]

    def test_nor_of_one_that_digipost_has_not_heard_of(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 code=DUPLICATE_DOCUMENT_ID path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent) == sandbox.letters[0].delivery
