"""The client: what it is made of, how it is shared, and what it gives back when it is done."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import ClientConfig, DigipostClient, Environment, RequestSigning, Secret
from digipost.errors import (
    ConfigurationError,
    DeliveryUnknownError,
    ServerError,
    TransportError,
    TransportTimeoutError,
    VerificationError,
)
from digipost.sandbox import Sandbox
from tests.support.counterpart import (
    CONFIG,
    DELIVERY,
    NOW,
    ONCE,
    VECTORS,
    Counterpart,
    Reply,
    delivery_of,
    entry_point,
    error,
    receipt,
)
from tests.support.letters import letter
from tests.support.loopback import SILENCE, Loopback
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost.transport import Transport

ROOT = Path(__file__).parents[2]
P12 = VECTORS / "broker.p12"
PASSWORD = (VECTORS / "broker.p12.password.txt").read_text().strip()
LETTER = letter()
STATUS = f"/documents/12345/{LETTER.primary_document.uuid}/status"
NOT_THERE = error(404, "DOCUMENT_NOT_FOUND")
PAGE = Reply(
    b"<html>Service Unavailable", 503, {"Date": "", "X-Content-SHA256": "", "X-Digipost-Signature": ""}
)


def client_of(
    transport: Transport, credentials: RequestSigning, config: ClientConfig = CONFIG
) -> DigipostClient:
    return DigipostClient(config, credentials, transport=transport, clock=lambda: NOW)


class TestMaking:
    def test_nothing_is_sent_before_it_is_needed(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        with DigipostClient(config, credentials) as client:
            assert client.config is config
        assert sandbox.requests == ()

    @in_one_test("config", [None, 12345, Environment.TEST, {"broker_id": 12345}])
    def test_a_configuration_is_a_client_config(self, config: object, credentials: RequestSigning) -> None:
        with pytest.raises(ConfigurationError, match=f"config: .*not {type(config).__name__}"):
            DigipostClient(config, credentials)  # type: ignore[arg-type]  # what is tested

    @in_one_test("credentials", [None, PASSWORD, ("certificate.p12", PASSWORD), CONFIG])
    def test_credentials_are_credentials(self, credentials: object) -> None:
        with pytest.raises(ConfigurationError, match=r"credentials: .*RequestSigning\.from_pkcs12") as caught:
            DigipostClient(CONFIG, credentials)  # type: ignore[arg-type]  # what is tested
        assert PASSWORD not in str(caught.value)

    def test_a_wrong_password_shows_before_any_request(self) -> None:
        with pytest.raises(ConfigurationError, match="not opened by this password") as caught:
            RequestSigning.from_pkcs12(P12, "MARKER")
        assert "MARKER" not in "".join(traceback.format_exception(type(caught.value), caught.value, None))

    def test_repr_shows_who_and_where_and_no_secret(self) -> None:
        client = DigipostClient(CONFIG, RequestSigning.from_pkcs12(P12, PASSWORD))
        assert "broker_id=12345" in repr(client)
        assert "https://api.digipost.example" in repr(client)
        assert "CN=Sandbox broker" in repr(client)
        assert PASSWORD not in repr(client)


class TestTimeouts:
    SHORT = timedelta(milliseconds=50)

    def test_the_one_for_reading_is_the_configurations(self, credentials: RequestSigning) -> None:
        with Loopback(SILENCE) as server:
            environment = Environment.custom(server.origin)
            config = ClientConfig(
                broker_id=12345, environment=environment, read_timeout=self.SHORT, retries=ONCE
            )
            with (
                DigipostClient(config, credentials) as client,
                pytest.raises(TransportTimeoutError, match="an answer") as caught,
            ):
                client.messages.send(letter())
        assert caught.value.request_sent

    def test_the_one_for_connecting_is_the_configurations(self, credentials: RequestSigning) -> None:
        # It listens, and never says the first word of TLS.
        began = time.monotonic()
        with socket.create_server(("127.0.0.1", 0)) as server:
            environment = Environment.custom(f"https://127.0.0.1:{server.getsockname()[1]}")
            config = ClientConfig(
                broker_id=12345, environment=environment, connect_timeout=self.SHORT, retries=ONCE
            )
            with (
                DigipostClient(config, credentials) as client,
                pytest.raises(TransportTimeoutError, match="a connection") as caught,
            ):
                client.messages.send(letter())
        assert not caught.value.request_sent
        assert time.monotonic() - began < 5  # the time-out of a client that is told none is 10 s


class TestClosing:
    def test_leaving_the_with_statement_closes_its_connections(self, credentials: RequestSigning) -> None:
        message = letter()
        answers = [
            entry_point(create_message="/messages").on_the_wire("/"),
            delivery_of(message).on_the_wire("/messages"),
        ]
        with Loopback(*answers) as server:
            config = ClientConfig(
                broker_id=12345, environment=Environment.custom(server.origin), retries=ONCE
            )
            with DigipostClient(config, credentials, clock=lambda: NOW) as client:
                client.messages.send(message)
            assert server.client_hung_up()

    def test_closing_twice_does_nothing_more(self, client: DigipostClient) -> None:
        client.messages.send(letter())
        client.close()
        client.close()

    def test_an_error_passes_through_the_with_statement(self, credentials: RequestSigning) -> None:
        counterpart = Counterpart({})
        failure = ZeroDivisionError()
        with pytest.raises(ZeroDivisionError) as caught, client_of(counterpart, credentials):
            raise failure
        assert caught.value is failure
        assert counterpart.closed == 1


class TestSharing:
    def test_threads_share_one_client(self, client: DigipostClient, sandbox: Sandbox) -> None:
        letters = [letter(message_id=f"letter-{number}") for number in range(40)]
        with ThreadPoolExecutor(16) as threads:
            deliveries = [*threads.map(client.messages.send, letters)]
        assert [each.message_id for each in deliveries] == [each.message_id for each in letters]
        assert {each.message.message_id for each in sandbox.letters} == {each.message_id for each in letters}
        assert [each.target for each in sandbox.requests].count("/") == 1

    @pytest.mark.thorough
    def test_a_pickled_client_works_in_another_process(self, config: ClientConfig, sandbox: Sandbox) -> None:
        program = (
            "import pickle, sys\n"
            "for size in map(int, sys.argv[1:]):\n"
            "    client, letter = pickle.loads(sys.stdin.buffer.read(size))\n"
            "    print(client.messages.send(letter).status)\n"
        )
        secrets = [Secret.from_env("BROKER_PASSWORD"), Secret.from_file(VECTORS / "broker.p12.password.txt")]
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("BROKER_PASSWORD", PASSWORD)
            clients = [DigipostClient(config, RequestSigning.from_pkcs12(P12, each)) for each in secrets]
        pickles = [pickle.dumps((client, letter())) for client in clients]
        result = subprocess.run(
            [sys.executable, "-c", program, *(str(len(each)) for each in pickles)],
            input=b"".join(pickles),
            env={**os.environ, "BROKER_PASSWORD": PASSWORD},
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        assert result.stdout.split() == [b"DELIVERED"] * 2
        assert len(sandbox.letters) == 2
        assert not any(PASSWORD.encode() in each for each in pickles)

    def test_what_stays_in_its_process_refuses_to_be_pickled(self, credentials: RequestSigning) -> None:
        with_password = DigipostClient(CONFIG, RequestSigning.from_pkcs12(P12, PASSWORD))
        with_transport = DigipostClient(CONFIG, credentials, transport=Counterpart({}))
        with_clock = DigipostClient(CONFIG, credentials, clock=lambda: NOW)
        for client, reason in (
            (with_password, r"Secret\.from_env or Secret\.from_file"),
            (with_transport, "transport or clock of its own"),
            (with_clock, "transport or clock of its own"),
        ):
            with pytest.raises(ConfigurationError, match=reason):
                pickle.dumps(client)


class TestTrust:
    def test_a_certificate_that_changes_is_fetched_anew_once(self, credentials: RequestSigning) -> None:
        def changed(sent: bytes) -> Reply:
            return attrs.evolve(receipt(sent), signer="print")

        counterpart = Counterpart(
            {"/": [entry_point(), entry_point(certificate="print")], "/messages": [changed]}
        )
        client = client_of(counterpart, credentials)
        for _ in range(3):
            assert client.messages.send(letter()).status == "DELIVERED"
        assert counterpart.targets == ["/", "/messages", "/", "/messages", "/messages"]

    def test_a_signature_that_fits_no_certificate_is_not_believed(self, credentials: RequestSigning) -> None:
        forged = attrs.evolve(DELIVERY, signer="broker")
        counterpart = Counterpart({"/": [entry_point()], "/messages": [forged], STATUS: [NOT_THERE]})
        with pytest.raises(DeliveryUnknownError) as caught:
            client_of(counterpart, credentials).messages.send(LETTER)
        assert isinstance(caught.value.__cause__, VerificationError)
        assert caught.value.__cause__.check == "signature"
        assert counterpart.targets == ["/", "/messages", "/", STATUS]

    def test_an_unsigned_page_of_a_proxy_tells_its_status(self, credentials: RequestSigning) -> None:
        counterpart = Counterpart({"/": [entry_point()], "/messages": [PAGE]})
        with pytest.raises(DeliveryUnknownError) as caught:
            client_of(counterpart, credentials).messages.send(letter())
        cause = caught.value.__cause__
        assert isinstance(cause, VerificationError)
        assert (cause.status, cause.retryable) == (503, True)

    def test_what_fails_after_the_answer_came_does_not_say_that_nothing_was_sent(
        self, credentials: RequestSigning
    ) -> None:
        refused = TransportError("no connection", request_sent=False)
        changed = attrs.evolve(DELIVERY, signer="print")
        counterpart = Counterpart(
            {"/": [entry_point(), refused], "/messages": [changed], STATUS: [NOT_THERE]}
        )
        with pytest.raises(DeliveryUnknownError) as caught:
            client_of(counterpart, credentials).messages.send(LETTER)
        assert isinstance(caught.value.__cause__, VerificationError)

    def test_a_refused_entry_point_is_the_error_and_no_letter_goes_out(
        self, credentials: RequestSigning
    ) -> None:
        counterpart = Counterpart({"/": [error(503, "API_UNAVAILABLE")]})
        with pytest.raises(ServerError):
            client_of(counterpart, credentials).messages.send(letter())
        assert counterpart.targets == ["/"]


class TestClock:
    def test_a_machine_whose_clock_is_wrong_is_told(
        self, config: ClientConfig, credentials: RequestSigning
    ) -> None:
        late = datetime.now(UTC) + timedelta(minutes=6)
        client = DigipostClient(config, credentials, clock=lambda: late)
        with client, pytest.raises(VerificationError, match="set the clock") as caught:
            client.messages.send(letter())
        assert caught.value.check == "date"

    def test_a_sandbox_and_its_client_keep_one_time(self) -> None:
        with Sandbox(clock=lambda: NOW) as sandbox:
            delivery = sandbox.client().messages.send(letter())
        assert delivery.delivery_time == NOW
