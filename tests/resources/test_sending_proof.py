"""An answer belongs to its letter, and a refusal is believed only where it proves something: over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs
import pytest

from digipost import DigipostClient, recipient
from digipost.errors import (
    ApiError,
    AuthenticationError,
    DeliveryUnknownError,
    DuplicateMessageError,
    InvalidRequestError,
    NotFoundError,
    ParseError,
    ServerError,
    SignatureRejectedError,
    TransportError,
    UnknownRecipientError,
    VerificationError,
)
from digipost.retries import RetryPolicy
from tests.campaigns.soak_faults import Detour
from tests.support.counterpart import ONCE
from tests.support.faulty_network import Fault, FaultyNetwork
from tests.support.letters import document, letter
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import ClientConfig, Message, RequestSigning
    from digipost.sandbox import Sandbox

THREE_TIMES = RetryPolicy(attempts=3, first_wait=timedelta(0))
OF_A_PROXY = "status=401 body=page path=/messages times=1"


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=THREE_TIMES)


def asked(sandbox: Sandbox) -> list[tuple[str, int]]:
    """The sandbox's requests, but for those of the entry point."""
    return [(each.method, each.status) for each in sandbox.requests if each.target != "/"]


def status_path(message: Message) -> str:
    return f"/documents/12345/{message.primary_document.uuid}/status"


def there(sandbox: Sandbox) -> list[str | None]:
    """The ids of the letters that Digipost has."""
    return [each.message.message_id for each in sandbox.letters]


class TestReplayedAnswers:
    def test_the_answer_to_another_letter_proves_nothing(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first, second = letter(), letter()
        client.messages.send(first)
        sandbox.faults.add("replay-answer path=/messages times=1")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(second)
        assert isinstance(caught.value.__cause__, ParseError)
        assert caught.value.__cause__.path == "message-delivery/message-id"
        assert there(sandbox) == [first.message_id]
        assert asked(sandbox)[1:] == [("POST", 201), ("GET", 404)]

    @pytest.mark.parametrize("documents", [1, 2])
    def test_the_refusal_of_another_letter_is_not_believed_of_one_that_arrived(
        self, client: DigipostClient, sandbox: Sandbox, documents: int
    ) -> None:
        refused = letter(recipient=recipient.by_personal_identification_number("01013399999"))
        with pytest.raises(UnknownRecipientError):
            client.messages.send(refused)
        sandbox.faults.add("late-answer path=/messages times=1")
        sent = letter(attachments=[document() for _ in range(documents - 1)])
        delivery = client.messages.send(sent)
        assert delivery.message_id == sent.message_id
        assert there(sandbox) == [sent.message_id]

    @pytest.mark.parametrize(
        "refusal",
        [
            "status=403 code=BROKER_NOT_AUTHORIZED",
            "status=403",
            "status=400 code=INVALID_SIGNATURE",
            "status=409",
        ],
    )
    def test_no_kind_of_refusal_is_believed_of_a_letter_that_arrived(
        self, client: DigipostClient, sandbox: Sandbox, refusal: str
    ) -> None:
        sandbox.faults.add(f"{refusal} processed=yes path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert there(sandbox) == [sent.message_id]
        assert [method for method, _ in asked(sandbox)] == ["POST", "GET"]

    @pytest.mark.parametrize("status", [403, 409])
    def test_nor_of_one_that_digipost_has_not_heard_of(
        self, client: DigipostClient, sandbox: Sandbox, status: int
    ) -> None:
        sandbox.faults.add(f"status={status} path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert asked(sandbox) == [("POST", status), ("GET", 404), ("POST", 201)]

    def test_an_account_without_permission_hears_so_at_the_second_refusal(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=403 code=BROKER_NOT_AUTHORIZED")
        with pytest.raises(AuthenticationError) as caught:
            client.messages.send(letter())
        assert caught.value.code == "BROKER_NOT_AUTHORIZED"
        assert sandbox.letters == ()

    def test_a_refusal_of_its_own_stands(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.add("status=400 path=/messages")
        with pytest.raises(InvalidRequestError):
            client.messages.send(letter())
        assert asked(sandbox) == [("POST", 400), ("GET", 404)] * 2
        assert there(sandbox) == []

    def test_a_refusal_that_does_not_come_again_was_not_this_letters(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert asked(sandbox) == [("POST", 400), ("GET", 404), ("POST", 201)]

    @pytest.mark.parametrize("id_of_the_first", ["once", None])
    def test_a_replayed_refusal_of_a_letter_that_digipost_has_not_heard_of_is_not_believed(
        self, client: DigipostClient, sandbox: Sandbox, id_of_the_first: str | None
    ) -> None:
        if id_of_the_first is not None:
            client.messages.send(letter(message_id=id_of_the_first))
            refused = letter(message_id=id_of_the_first)
        else:
            refused = letter(recipient=recipient.by_personal_identification_number("01013399999"))
        with pytest.raises(ApiError):
            client.messages.send(refused)
        sandbox.faults.add("replay-answer path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert there(sandbox)[-1] == sent.message_id

    def test_a_letter_is_unknown_if_it_cannot_be_sent_again(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 path=/messages times=1")
        sandbox.faults.add("hang-up path=/messages")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(letter())
        assert caught.value.retryable

    def test_so_it_does_when_the_status_cannot_be_had(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.faults.add("status=400 path=/messages")
        sandbox.faults.add("status=503 path=/documents/*")
        with pytest.raises(InvalidRequestError):
            client.messages.send(letter())

    def test_the_same_letter_can_be_sent_again_then(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter())
        message = letter()
        sandbox.faults.add("replay-answer path=/messages times=1")
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(message)
        assert caught.value.retryable
        with pytest.raises(NotFoundError):
            client.messages.confirm(message)
        assert client.messages.send(message).message_id == message.message_id
        assert there(sandbox)[1:] == [message.message_id]

    def test_answers_that_come_one_letter_late_are_told_apart(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("late-answer path=/messages")
        messages = [letter(attachments=[document(b"terms")]) for _ in range(4)]
        for message in messages:
            delivery = client.messages.send(message)
            assert delivery.message_id == message.message_id
            assert delivery.primary_document.uuid == message.primary_document.uuid
        assert there(sandbox) == [each.message_id for each in messages]

    def test_a_replayed_refusal_is_no_delivery(self, client: DigipostClient, sandbox: Sandbox) -> None:
        refused = letter(message_id="once")
        client.messages.send(letter(message_id="once"))
        with pytest.raises(DuplicateMessageError):
            client.messages.send(refused)
        sandbox.faults.add("replay-answer path=/messages")
        with pytest.raises(ApiError):
            client.messages.send(letter())
        assert there(sandbox) == ["once"]


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
        assert there(sandbox) == [message.message_id]

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
        assert there(sandbox) == [message.message_id]


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
        assert there(sandbox) == [sent.message_id]

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
        assert there(sandbox) == [sent.message_id]
        letters = [each for each in asked(sandbox) if each != ("POST", 200)]  # without identifications
        assert letters == [("POST", 429), ("POST", 400), ("GET", 404), ("POST", 201)]


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
        assert there(sandbox) == [message.message_id]
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

    def test_such_a_refusal_of_another_letter_is_not_believed_of_one_that_arrived(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 code=DUPLICATE_DOCUMENT_ID processed=yes path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent).message_id == sent.message_id
        assert there(sandbox) == [sent.message_id]

    def test_nor_of_one_that_digipost_has_not_heard_of(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=400 code=DUPLICATE_DOCUMENT_ID path=/messages times=1")
        sent = letter()
        assert client.messages.send(sent) == sandbox.letters[0].delivery


@pytest.fixture
def signing_client(config: ClientConfig, credentials: RequestSigning) -> Iterator[DigipostClient]:
    """A client that signs its requests: with tokens, a 401 is first answered with another token."""
    with DigipostClient(config, credentials) as client:
        yield client


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
