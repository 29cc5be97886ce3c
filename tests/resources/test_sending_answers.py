"""Answers to a letter that cannot be trusted or read, as a scripted Digipost gives them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest

from digipost import DigipostClient
from digipost.errors import (
    AuthenticationError,
    ConfigurationError,
    DeliveryUnknownError,
    DigipostError,
    DuplicateMessageError,
    InvalidRequestError,
    ParseError,
    ServerError,
    TransportError,
    UnknownRecipientError,
    VerificationError,
)
from digipost.retries import RetryPolicy
from digipost_schema import api_v8
from tests.support.counterpart import (
    API,
    CONFIG,
    DELIVERY,
    NOW,
    V8,
    Counterpart,
    Reply,
    base64_sha256,
    entry_point,
    error,
)
from tests.support.letters import PDF, document, letter
from tests.support.wired import link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digipost import RequestSigning

UUID_11 = UUID("00000000-0000-4000-8000-000000000011")
STATUS = f"/documents/12345/{UUID_11}/status"
LETTER = letter(message_id="letter-1", primary_document=document(uuid=UUID_11))
LOST = TransportError("lost", request_sent=True)
NEVER_MADE = TransportError("refused", request_sent=False)
PAGE = Reply(b"<html>", 503, {"Date": "", "X-Content-SHA256": "", "X-Digipost-Signature": ""})
UNTRUSTED = attrs.evolve(DELIVERY, signer="broker")
UNTRUSTED_DUPLICATE = attrs.evolve(error(400, "DUPLICATE_MESSAGE"), signer="broker")
UNREADABLE = Reply(b"<message-delivery/>", 201)
DUPLICATE = error(400, "DUPLICATE_MESSAGE")
DUPLICATE_DOCUMENT = error(400, "DUPLICATE_DOCUMENT_ID")
UNKNOWN = error(404, "DOCUMENT_NOT_FOUND")
AGAIN = RetryPolicy(attempts=3, first_wait=timedelta(0))


def status(content: bytes | None = PDF, **attributes: str) -> Reply:
    given = {
        "uuid": str(UUID_11),
        "status": "DELIVERED",
        "channel": "DIGIPOST",
        "delivered": "2024-06-03T12:00:00Z",
        **({} if content is None else {"content-hash": base64_sha256(content)}),
        **attributes,
    }
    pairs = " ".join(f'{name}="{value}"' for name, value in given.items() if value)
    return Reply(f"<document-status {V8} {pairs}/>".encode())


def counterpart(
    *messages: Reply | Exception,
    look_ups: Sequence[Reply | Exception] = (),
    more: Mapping[str, Sequence[Reply]] | None = None,
    links: Sequence[str] = (),
) -> Counterpart:
    replies: dict[str, Sequence[Reply | Exception]] = {"/": [entry_point(*links)], "/messages": messages}
    if look_ups:
        replies[STATUS] = look_ups
    return Counterpart({**replies, **(more or {})})


def client_of(transport: Counterpart, credentials: RequestSigning) -> DigipostClient:
    config = attrs.evolve(CONFIG, retries=AGAIN)
    return DigipostClient(config, credentials, transport=transport, clock=lambda: NOW)


def told(error: DeliveryUnknownError) -> str:
    """The expected text of the error."""
    kind = type(error.__cause__).__name__
    if isinstance(error.__cause__, VerificationError) and error.__cause__.check == "date":
        kind += f": {error.__cause__}"
    return (
        f"It is not known if Digipost accepted the letter ({kind}). Ask again with "
        "client.messages.confirm(message, content_hash=error.content_hash), or send the same message "
        "again: it cannot arrive twice."
    )


PROVEN = [
    [LOST, DUPLICATE],
    [LOST, DUPLICATE_DOCUMENT],
    [LOST, LOST, DUPLICATE],
    [LOST, NEVER_MADE, DUPLICATE],
    [PAGE, DUPLICATE],
    [error(500), DUPLICATE],
    [error(500), PAGE, PAGE],
    [PAGE, error(500), PAGE],
    [error(500), error(503), PAGE],
    [UNTRUSTED],
    [UNTRUSTED_DUPLICATE],
    [UNREADABLE],
    [LOST, UNTRUSTED_DUPLICATE],
]


@pytest.mark.parametrize("messages", PROVEN)
class TestWithProof:
    def test_the_status_of_our_own_document_is_the_proof(
        self, messages: list[Reply | Exception], credentials: RequestSigning
    ) -> None:
        transport = counterpart(*messages, look_ups=[status()])
        delivery = client_of(transport, credentials).messages.send(LETTER)
        assert delivery.message_id == "letter-1"
        assert delivery.status is api_v8.MessageStatus.DELIVERED
        assert delivery.primary_document.uuid == UUID_11
        # The entry point is asked once more where the key could have changed.
        asked = [target for target in transport.targets if target != "/"]
        assert asked == [*["/messages"] * len(messages), STATUS]

    @pytest.mark.parametrize(
        "look_up",
        [UNKNOWN, status(b"another"), status(None), attrs.evolve(status(), signer="broker"), PAGE, LOST],
        ids=["not found", "another content", "no hash", "untrusted", "page", "lost"],
    )
    def test_without_it_nothing_is_said_to_be_delivered(
        self,
        look_up: Reply | Exception,
        messages: list[Reply | Exception],
        credentials: RequestSigning,
    ) -> None:
        transport = counterpart(*messages, look_ups=[look_up])
        with pytest.raises((DeliveryUnknownError, DuplicateMessageError, InvalidRequestError)) as caught:
            client_of(transport, credentials).messages.send(LETTER)
        answered = isinstance(look_up, Reply) and look_up.signer == "server" and look_up is not PAGE
        refused = messages[-1] in (DUPLICATE, DUPLICATE_DOCUMENT)
        assert isinstance(caught.value, DeliveryUnknownError) is not (answered and refused)
        if isinstance(caught.value, DeliveryUnknownError):
            assert isinstance(caught.value.__cause__, DigipostError)
            assert str(caught.value) == told(caught.value)


@pytest.mark.parametrize(
    ("messages", "raised"),
    [
        ([DUPLICATE], DuplicateMessageError),
        ([NEVER_MADE, DUPLICATE], DuplicateMessageError),
        ([NEVER_MADE], TransportError),
        ([error(429)], ServerError),
        ([error(500)], ServerError),
        ([NEVER_MADE, error(503)], ServerError),
        ([error(503), error(400, "MISSING_SUBJECT")], InvalidRequestError),
        ([error(400, "MISSING_SUBJECT")], InvalidRequestError),
        ([error(404, "GENERAL_ERROR")], UnknownRecipientError),
    ],
)
def test_what_certainly_did_not_arrive_is_said_as_it_is(
    messages: list[Reply | Exception], raised: type[Exception], credentials: RequestSigning
) -> None:
    transport = counterpart(*messages, look_ups=[UNKNOWN])
    with pytest.raises(raised) as caught:
        client_of(transport, credentials).messages.send(LETTER)
    assert type(caught.value) is raised


class WithoutToken:
    """Credentials whose token endpoint does not answer when it is asked for a letter."""

    def bound_to(self, *_: object) -> WithoutToken:
        return self

    def authorize(self, method: str, *_: object) -> dict[str, str]:
        if method == "POST":
            raise TransportError("no answer of the token endpoint", request_sent=True)
        return {}

    def discard(self, _: object) -> bool:
        return False


def test_what_fails_before_the_letter_goes_out_says_nothing_of_it() -> None:
    transport = counterpart(DELIVERY)
    client = DigipostClient(
        attrs.evolve(CONFIG, retries=AGAIN), WithoutToken(), transport=transport, clock=lambda: NOW
    )
    with pytest.raises(TransportError, match="token endpoint"):
        client.messages.send(LETTER)
    assert transport.targets == ["/"]


class WithTokens:
    """Credentials with so many tokens for letters, and an error for the next one."""

    def __init__(self, left: int, then: DigipostError) -> None:
        self._then, self._left = then, left
        self.refused = 0

    def bound_to(self, *_: object) -> WithTokens:
        return self

    def authorize(self, method: str, *_: object) -> dict[str, str]:
        if method == "POST":
            self._left -= 1
            if self._left < 0:
                self.refused += 1
                raise self._then
        return {}

    def discard(self, _: object) -> bool:
        return True


NO_TOKEN = [
    TransportError("no connection to the token endpoint", request_sent=False),
    TransportError("no answer of the token endpoint", request_sent=True),
    ConfigurationError("the certificate for tokens expired"),
]
OF_A_PROXY = Reply(b"<html>", 401, {"Date": "", "X-Content-SHA256": "", "X-Digipost-Signature": ""})


@pytest.mark.parametrize("then", NO_TOKEN, ids=["unconnected", "lost", "expired"])
class TestUnauthorizedWithoutAnotherToken:
    """The letter went out once, and a proxy may have made the 401 after Digipost had accepted the letter."""

    def test_it_is_unknown_and_can_be_confirmed(self, then: DigipostError) -> None:
        transport = counterpart(OF_A_PROXY, look_ups=[status()])
        client = DigipostClient(CONFIG, WithTokens(1, then), transport=transport, clock=lambda: NOW)
        with pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(LETTER)
        assert caught.value.retryable
        assert client.messages.confirm(LETTER).message_id == "letter-1"

    def test_no_request_is_called_unsent(self, then: DigipostError) -> None:
        links = [link("create_batch", f"{API}/batches")]
        transport = counterpart(LOST, links=links, more={"/batches": [OF_A_PROXY]})
        client = DigipostClient(CONFIG, WithTokens(1, then), transport=transport, clock=lambda: NOW)
        with pytest.raises(TransportError) as caught:
            client.batches.create()
        assert caught.value.request_sent


def test_a_refused_token_is_not_asked_for_twice() -> None:
    """The letter did not go out, so that the refusal is of no letter."""
    tokens = WithTokens(0, then=AuthenticationError("no such client", 400))
    transport = counterpart(DELIVERY)
    client = DigipostClient(CONFIG, tokens, transport=transport, clock=lambda: NOW)
    with pytest.raises(AuthenticationError):
        client.messages.send(LETTER)
    assert tokens.refused == 1
    assert transport.targets == ["/"]


@pytest.mark.parametrize("of_the_endpoint", [200, 400, 401, 403])
def test_a_token_that_is_refused_after_a_401_gives_that_401_its_reason(of_the_endpoint: int) -> None:
    refused = AuthenticationError("no such client", of_the_endpoint)
    transport = counterpart(OF_A_PROXY, look_ups=[status(), UNKNOWN])
    client = DigipostClient(CONFIG, WithTokens(1, refused), transport=transport, clock=lambda: NOW)
    assert client.messages.send(LETTER).message_id == "letter-1"
    client = DigipostClient(CONFIG, WithTokens(1, refused), transport=transport, clock=lambda: NOW)
    with pytest.raises(AuthenticationError, match="no such client") as caught:
        client.messages.send(LETTER)
    assert caught.value.status == 401


def test_a_letter_after_a_401_that_finds_no_connection_is_unknown() -> None:
    transport = counterpart(OF_A_PROXY, NEVER_MADE)
    client = DigipostClient(CONFIG, WithTokens(2, then=LOST), transport=transport, clock=lambda: NOW)
    with pytest.raises(DeliveryUnknownError):
        client.messages.send(LETTER)


@pytest.mark.parametrize("messages", [[LOST], [PAGE], [error(500), NEVER_MADE], [LOST, error(503)]])
def test_what_is_lost_to_the_end_is_unknown_and_not_looked_up(
    messages: list[Reply | Exception], credentials: RequestSigning
) -> None:
    transport = counterpart(*messages)
    with pytest.raises(DeliveryUnknownError) as caught:
        client_of(transport, credentials).messages.send(LETTER)
    assert isinstance(caught.value.__cause__, TransportError | VerificationError | ServerError)
    assert str(caught.value) == told(caught.value)
    assert transport.targets == ["/", *["/messages"] * 3]


def test_each_attempt_is_the_same_letter_dated_and_signed_anew(credentials: RequestSigning) -> None:
    transport = counterpart(LOST, LOST, DELIVERY)
    seconds = iter(range(100))
    client = DigipostClient(
        attrs.evolve(CONFIG, retries=AGAIN),
        credentials,
        transport=transport,
        clock=lambda: NOW + timedelta(seconds=next(seconds)),
    )
    client.messages.send(LETTER)
    sent = [each for each in transport.received if each.target == "/messages"]
    assert len({each.body for each in sent}) == 1
    assert len({each.headers["Date"] for each in sent}) == 3
    assert len({each.headers["X-Digipost-Signature"] for each in sent}) == 3


@pytest.mark.parametrize(
    ("look_up", "channel", "message_status"),
    [
        (status(), "DIGIPOST", "DELIVERED"),
        (status(status="NOT_DELIVERED", delivered=""), "DIGIPOST", "COMPLETE"),
        (status(status="NOT_DELIVERED", channel="PRINT"), "PRINT", "DELIVERED_TO_PRINT"),
        (status(status="NOT_DELIVERED", channel="PENDING"), "PENDING", "COMPLETE"),
        (status(status="NOT_DELIVERED", channel=""), "PENDING", "COMPLETE"),
        (status(channel="PEPPOL"), "PEPPOL", "DELIVERED"),
    ],
)
def test_the_delivery_says_what_the_status_says(
    look_up: Reply, channel: str, message_status: str, credentials: RequestSigning
) -> None:
    transport = counterpart(DELIVERY, look_ups=[look_up])
    delivery = client_of(transport, credentials).messages.confirm(LETTER)
    assert (delivery.delivery_method, delivery.status) == (channel, message_status)
    assert delivery.sender_id == 12345
    assert (delivery.delivery_time is None) == (b"delivered=" not in look_up.body)


def test_a_channel_of_the_future_is_not_made_up(credentials: RequestSigning) -> None:
    transport = counterpart(DELIVERY, look_ups=[status(channel="PIGEON")])
    with pytest.raises(DeliveryUnknownError) as caught:
        client_of(transport, credentials).messages.confirm(LETTER)
    assert isinstance(caught.value.__cause__, ParseError)
    assert str(caught.value.__cause__) == (
        "document-status/@channel: a channel that this version does not know; update it"
    )


def test_the_delivery_has_the_documents_of_the_letter(credentials: RequestSigning) -> None:
    sent = attrs.evolve(
        LETTER,
        primary_document=document(uuid=UUID_11, technical_type="receipt"),
        attachments=[document(b"terms", subject="Terms")],
    )
    delivery = client_of(counterpart(look_ups=[status()]), credentials).messages.confirm(sent)
    assert delivery.primary_document.technical_type == "receipt"
    (attachment,) = delivery.attachment
    assert (attachment.subject, attachment.content_hash) == ("Terms", None)  # which the status does not tell


class TestSenderOrganization:
    SENDER = api_v8.SenderOrganization(organization_id="984661185", part_id="a")
    LINK = f'<link rel="{API}/relations/get_sender_information" uri="{API}/sender" media-type="x"/>'
    QUERY = "/sender?org_id=984661185&part_id=a"

    def test_its_id_is_asked_for(self, credentials: RequestSigning) -> None:
        information = f"<sender-information {V8}><sender-id>67890</sender-id><status>VALID_SENDER</status>"
        transport = counterpart(
            LOST,
            DUPLICATE,
            more={
                self.QUERY: [Reply(f"{information}</sender-information>".encode())],
                f"/documents/67890/{UUID_11}/status": [status()],
            },
            links=[self.LINK],
        )
        message = attrs.evolve(LETTER, sender_organization=self.SENDER)
        assert client_of(transport, credentials).messages.send(message).sender_id == 67890

    def test_one_that_is_not_told_leaves_it_open(self, credentials: RequestSigning) -> None:
        information = f"<sender-information {V8}><status>NO_INFO_AVAILABLE</status></sender-information>"
        transport = counterpart(
            LOST, DUPLICATE, more={self.QUERY: [Reply(information.encode())]}, links=[self.LINK]
        )
        message = attrs.evolve(LETTER, sender_organization=self.SENDER)
        with pytest.raises(DeliveryUnknownError) as caught:
            client_of(transport, credentials).messages.send(message)
        cause = caught.value.__cause__
        assert isinstance(cause, ParseError)
        assert cause.path == "sender-information/sender-id"
        assert cause.problem.startswith("Digipost knows no such sender, or the broker may not send for it")
