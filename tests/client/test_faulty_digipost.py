"""The client under each fault: a typed error, retried if that helps, and no letter twice."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient
from digipost.errors import (
    ApiError,
    AuthenticationError,
    DeliveryUnknownError,
    DigipostError,
    ServerError,
    TransportError,
    TransportTimeoutError,
    VerificationError,
)
from digipost.retries import RetryPolicy
from digipost.sandbox.faults import ONE_OF_EACH, Mishap, Rule
from digipost_schema import api_v8
from tests.support.arrivals import arrived_ids
from tests.support.counterpart import ONCE
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import ClientConfig, RequestSigning
    from digipost.sandbox import Sandbox
    from digipost.sandbox.faults import Fault

SEARCH = "/recipients/search/Ola"


@pytest.fixture
def config(config: ClientConfig) -> ClientConfig:
    return attrs.evolve(config, retries=RetryPolicy(attempts=3, first_wait=timedelta(0)))


@pytest.fixture
def single_try(config: ClientConfig, credentials: RequestSigning) -> Iterator[DigipostClient]:
    """A client that tries once."""
    config = attrs.evolve(config, retries=ONCE)
    with DigipostClient(config, credentials) as client:
        yield client


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("hang-up", (TransportError, True)),
        ("lose-answer", (TransportError, True)),
        ("cut-body", (TransportError, True)),
        ("status=503", (ServerError, True)),
        ("status=500 body=untyped", (ServerError, True)),
        ("status=503 body=empty", (ServerError, True)),
        ("status=503 body=text", (ServerError, True)),
        ("status=503 body=page", (VerificationError, True)),
        ("status=403 code=NOT_APPROVED_FOR_REST_API_USAGE", (AuthenticationError, False)),
        ("redirect", (ApiError, False)),
        ("wrong-signature", (VerificationError, False)),
        ("no-signature", (VerificationError, False)),
        ("stale-date", (VerificationError, False)),
        ("wrong-hash", (VerificationError, False)),
    ],
)
def test_a_question_that_is_struck(
    sandbox: Sandbox, single_try: DigipostClient, fault: str, expected: tuple[type[DigipostError], bool]
) -> None:
    sandbox.faults.add(f"{fault} path={SEARCH} times=1")

    with pytest.raises(DigipostError) as raised:
        single_try.recipients.search("Ola")

    assert (type(raised.value), raised.value.retryable) == expected
    assert single_try.recipients.search("Ola")


def test_a_question_whose_answer_is_late(sandbox: Sandbox, single_try: DigipostClient) -> None:
    sandbox.faults.add(f"delay=1m path={SEARCH} times=1")

    with pytest.raises(TransportTimeoutError) as raised:
        single_try.with_options(read_timeout=0.3).recipients.search("Ola")

    assert raised.value.retryable
    assert single_try.recipients.search("Ola")


@pytest.mark.parametrize("fault", ["hang-up", "lose-answer", "cut-body", "status=503 body=page"])
def test_what_can_pass_is_asked_again(sandbox: Sandbox, client: DigipostClient, fault: str) -> None:
    sandbox.faults.add(f"{fault} path={SEARCH} times=2")
    assert client.recipients.search("Ola")
    assert [each.struck for each in sandbox.faults.rules] == [2]


@pytest.mark.parametrize("fault", ["delay=10ms", "new-certificate", "unknown-elements", "unknown-values"])
def test_what_a_client_must_bear_with_is_not_noticed(
    sandbox: Sandbox, single_try: DigipostClient, fault: str
) -> None:
    single_try.recipients.search("Ola")
    sandbox.faults.add(fault)
    for number in range(3):
        delivery = single_try.messages.send(letter())
        assert delivery.primary_document.subject == "Faktura"
        assert len(sandbox.letters) == number + 1


def test_an_unknown_value_is_read_as_one(sandbox: Sandbox, client: DigipostClient) -> None:
    sandbox.faults.add(Rule(Mishap.UNKNOWN_VALUES))
    delivery = client.messages.send(letter())
    assert delivery.status == "SOMETHING_NEW"
    assert not api_v8.MessageStatus.knows(delivery.status)


def test_how_long_to_wait_is_told(sandbox: Sandbox, single_try: DigipostClient) -> None:
    sandbox.faults.add("status=429 retry-after=7s")
    with pytest.raises(ServerError) as raised:
        single_try.recipients.search("Ola")
    assert raised.value.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize("fault", ONE_OF_EACH, ids=str)
def test_a_letter_arrives_once_or_it_is_known_that_it_did_not(
    sandbox: Sandbox, client: DigipostClient, fault: Fault
) -> None:
    message = letter()
    sandbox.faults.add(Rule(fault, path="/messages", times=1))

    arrived = True
    try:
        client.messages.send(message)
    except DeliveryUnknownError:
        client.messages.confirm(message)
    except DigipostError:
        arrived = False

    assert len(sandbox.letters) == arrived


@pytest.mark.thorough
def test_of_many_letters_in_a_storm_each_arrives_once(sandbox: Sandbox, client: DigipostClient) -> None:
    sandbox.faults.mix(0.4, seed=11)
    told = set()
    messages = [letter() for _ in range(60)]

    for message in messages:
        with suppress(DigipostError):
            client.messages.send(message)
            told.add(message.message_id)

    arrived = arrived_ids(sandbox)
    assert len(arrived) == len(set(arrived))
    assert told <= set(arrived)
    assert len(told) > 40
    assert sum(each.struck for each in sandbox.faults.rules) > 10
    sandbox.faults.clear()
    for message in messages:  # those whose fate was left open can be settled afterwards
        if message.message_id not in told and message.message_id in arrived:
            client.messages.confirm(message)


@pytest.mark.thorough
def test_a_storm_can_be_repeated(sandbox: Sandbox, client: DigipostClient) -> None:
    def struck() -> list[int]:
        sandbox.faults.clear()
        sandbox.faults.mix(0.5, seed=3, path=SEARCH)
        for _ in range(30):
            with suppress(DigipostError):
                client.recipients.search("Ola")
        return [each.struck for each in sandbox.faults.rules]

    first = struck()
    assert sum(first) > 5
    assert struck() == first
