"""Keys that change and clocks that are wrong while letters go out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, RequestSigning, RetryPolicy
from digipost.errors import (
    AuthenticationError,
    DeliveryUnknownError,
    NotFoundError,
    VerificationError,
)
from digipost.sandbox import Sandbox
from tests.support.arrivals import arrived_ids
from tests.support.counterpart import ONCE, VECTORS
from tests.support.letters import letter

if TYPE_CHECKING:
    from digipost import ClientConfig, Message

HOURS = [-26, -3, 3, 26]


@pytest.fixture(scope="module")
def next_credentials() -> RequestSigning:
    return RequestSigning.from_pem(VECTORS / "print.cert.pem", VECTORS / "print.key.pem")


class TestNewKeyOfDigipost:
    """The certificate in the entry point is replaced."""

    def test_letters_in_several_threads_are_reported_as_they_arrive(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        at_once = RetryPolicy(attempts=4, first_wait=timedelta(0))
        letters = [letter() for _ in range(24)]
        with DigipostClient(attrs.evolve(config, retries=at_once), credentials) as client:
            client.messages.send(letters[0])
            sandbox.faults.add("new-certificate path=/messages times=5")

            def send(message: Message) -> str | None:
                try:
                    return client.messages.send(message).message_id
                except DeliveryUnknownError:  # the key changed again, during the look-up
                    return client.messages.confirm(message).message_id

            with ThreadPoolExecutor(4) as pool:
                told = list(pool.map(send, letters[1:]))
        assert told == [each.message_id for each in letters[1:]]
        assert sorted(filter(None, arrived_ids(sandbox))) == sorted(each.message_id for each in letters)

    def test_each_letter_may_bring_another_key(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("new-certificate path=/messages")
        letters = [letter() for _ in range(4)]
        with DigipostClient(config, credentials) as client:
            for each in letters:
                assert client.messages.send(each).message_id == each.message_id
        assert arrived_ids(sandbox) == [each.message_id for each in letters]

    def test_the_old_key_proves_nothing_from_then_on(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        """An answer that the old key has signed is refused after a look for a newer one."""
        with DigipostClient(attrs.evolve(config, retries=ONCE), credentials) as client:
            client.messages.send(letter())
            sandbox.faults.add("new-certificate path=/messages times=1")
            client.messages.send(letter())
            sandbox.faults.add("wrong-signature path=/tags* times=1")
            asked = len(sandbox.requests)
            with pytest.raises(VerificationError, match="key of the entry point"):
                client.tags.get("31108412345")
            assert [each.target for each in sandbox.requests[asked:]][-1] == "/"


class TestNewCertificateOfTheBroker:
    """The broker's certificate is revoked, and another one registered."""

    @pytest.mark.parametrize("status", [401, 403])
    def test_letters_that_the_old_one_cannot_send_go_out_with_the_new_one(
        self,
        status: int,
        config: ClientConfig,
        credentials: RequestSigning,
        next_credentials: RequestSigning,
        sandbox: Sandbox,
    ) -> None:
        letters = [letter() for _ in range(4)]
        with DigipostClient(config, credentials) as old:
            for each in letters[:2]:
                old.messages.send(each)
            sandbox.faults.add(f"status={status} code=REVOKED_CERTIFICATE")
            for each in letters[2:]:
                with pytest.raises(
                    AuthenticationError, match=r"The certificate is revoked.*register it"
                ) as caught:
                    old.messages.send(each)
                assert not caught.value.retryable
        sandbox.faults.clear()
        assert arrived_ids(sandbox) == [each.message_id for each in letters[:2]]
        certificate = (VECTORS / "print.cert.pem").read_bytes()
        sandbox.register_broker(12345, certificate)
        with DigipostClient(config, next_credentials) as new:
            for each in letters:  # those that were sent, too
                assert new.messages.send(each).message_id == each.message_id
        assert arrived_ids(sandbox) == [each.message_id for each in letters]

    def test_one_that_was_accepted_before_the_refusal_is_found(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("status=401 code=REVOKED_CERTIFICATE processed=yes path=/messages times=1")
        message = letter()
        with DigipostClient(config, credentials) as client:
            assert client.messages.send(message).message_id == message.message_id
        assert arrived_ids(sandbox) == [message.message_id]

    def test_one_whose_look_up_is_refused_differently_is_unknown(
        self,
        config: ClientConfig,
        credentials: RequestSigning,
        next_credentials: RequestSigning,
        sandbox: Sandbox,
    ) -> None:
        sandbox.faults.add("status=401 code=REVOKED_CERTIFICATE processed=yes path=/messages times=1")
        sandbox.faults.add("status=403 code=REVOKED_CERTIFICATE path=/documents/* times=1")
        message = letter()
        with DigipostClient(config, credentials) as client, pytest.raises(DeliveryUnknownError):
            client.messages.send(message)
        sandbox.register_broker(12345, (VECTORS / "print.cert.pem").read_bytes())
        with DigipostClient(config, next_credentials) as new:
            assert new.messages.confirm(message).message_id == message.message_id


class TestClocks:
    @pytest.mark.parametrize("hours", HOURS)
    def test_a_machine_whose_clock_is_wrong_sends_nothing(
        self, hours: int, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        clock = lambda: datetime.now(UTC) + timedelta(hours=hours)  # noqa: E731
        side = "behind" if hours > 0 else "ahead of"
        with DigipostClient(config, credentials, clock=clock) as client:
            for ask in (lambda: client.messages.send(letter()), lambda: client.tags.get("31108412345")):
                with pytest.raises(VerificationError, match=f"s {side} this machine's clock.*set the clock"):
                    ask()
        assert sandbox.letters == ()
        assert {each.target for each in sandbox.requests} == {"/"}

    @pytest.mark.parametrize("hours", HOURS)
    def test_so_it_is_with_a_digipost_whose_clock_is_wrong(
        self, hours: int, config: ClientConfig, credentials: RequestSigning
    ) -> None:
        with Sandbox(clock=lambda: datetime.now(UTC) + timedelta(hours=hours)) as sandbox:
            sandbox.register_broker(12345, (VECTORS / "broker.cert.pem").read_bytes())
            there_config = attrs.evolve(config, environment=sandbox.environment)
            with (
                DigipostClient(there_config, credentials) as client,
                pytest.raises(VerificationError, match=r"this machine's clock.*set the clock") as caught,
            ):
                client.messages.send(letter())
            assert caught.value.check == "date"
            assert sandbox.letters == ()

    @pytest.mark.parametrize("hours", HOURS)
    def test_a_clock_that_jumps_during_a_run_ends_it_with_letters_that_are_unknown(
        self, hours: int, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        off = timedelta(0)
        message = letter()
        with DigipostClient(
            attrs.evolve(config, retries=ONCE), credentials, clock=lambda: datetime.now(UTC) + off
        ) as client:
            client.messages.send(letter())
            off = timedelta(hours=hours)
            with pytest.raises(DeliveryUnknownError, match=r"this machine's clock.*set the clock"):
                client.messages.send(message)
            with pytest.raises(DeliveryUnknownError, match=r"this machine's clock.*set the clock"):
                client.messages.confirm(message)
            off = timedelta(0)
            with pytest.raises(NotFoundError):
                client.messages.confirm(message)
            assert client.messages.send(message).message_id == message.message_id
        assert arrived_ids(sandbox)[1:] == [message.message_id]

    @pytest.mark.parametrize("minutes", [-4, 4])
    def test_a_few_minutes_do_no_harm(
        self, minutes: int, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        with DigipostClient(
            config, credentials, clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes)
        ) as client:
            client.messages.send(letter())
        assert len(sandbox.letters) == 1
