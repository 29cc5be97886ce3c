"""A 1xx answer is never the final one, and no answer reaches another request than its own."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from digipost import ClientConfig, DigipostClient, DigipostError, DigipostUser, recipient
from digipost.retries import RetryPolicy
from digipost.sandbox import Person, Sandbox
from tests.campaigns.soak_faults import Detour, credentials_of_the_sandbox
from tests.support.faulty_network import Fault, FaultyNetwork
from tests.support.loopback import OK, Loopback, failure, get, transport
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"
FORGED = b"HTTP/1.1 418 Forged\r\nContent-Length: 0\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class TestOneAnswer:
    @in_one_test("status", [101, 102, 103, 104, 110, 150, 199])
    @in_one_test("rest", [OK, b"", b"junk"])
    def test_it_is_an_error_and_its_connection_is_closed(self, status: int, rest: bytes) -> None:
        interim = f"HTTP/1.1 {status} Wait\r\n\r\n".encode()
        with Loopback(interim + rest, OK) as server, transport() as using:
            error = failure(using, server.origin)
            assert error.request_sent
            assert str(status) in str(error)
            assert server.client_hung_up()
            assert get(using, server.origin) == b"ok"
            assert server.connections == 2

    @pytest.mark.parametrize("first", [CONTINUE, CONTINUE * 3])
    def test_100_is_waited_over(self, first: bytes) -> None:
        with Loopback(first + OK) as server, transport() as using:
            assert get(using, server.origin) == b"ok"
            assert get(using, server.origin) == b"ok"
            assert server.connections == 1

    def test_another_one_after_100_is_an_error(self) -> None:
        with Loopback(CONTINUE + EARLY + OK) as server, transport() as using:
            assert failure(using, server.origin).request_sent
            assert server.client_hung_up()

    def test_one_with_a_length_is_an_error_too(self) -> None:
        interim = b"HTTP/1.1 103 Early Hints\r\nContent-Length: 2\r\nX-Content-SHA256: x\r\n\r\nok"
        with Loopback(interim) as server, transport() as using:
            assert failure(using, server.origin).request_sent

    def test_one_on_a_connection_that_was_kept_open_closes_it(self) -> None:
        with Loopback(OK, EARLY + OK, OK) as server, transport() as using:
            get(using, server.origin)
            assert failure(using, server.origin).request_sent
            assert get(using, server.origin) == b"ok"
            assert server.connections == 2


class TestStrayBytes:
    @in_one_test("stray", [OK, b"x", EARLY, FORGED])
    def test_what_comes_with_an_answer_is_not_taken_for_the_next_one(self, stray: bytes) -> None:
        with Loopback(OK + stray, OK.replace(b"ok", b"no")) as server, transport() as using:
            assert get(using, server.origin) == b"ok"
            assert get(using, server.origin) == b"no"

    @in_one_test("stray", [OK, b"x", EARLY, FORGED])
    def test_a_connection_with_bytes_that_nobody_read_is_not_used_again(self, stray: bytes) -> None:
        was_read = threading.Event()

        def serve(listener: socket.socket) -> None:
            for number in range(2):
                connection, _ = listener.accept()
                connections.append(connection)
                connection.recv(1 << 16)
                connection.sendall(OK)
                if number == 0:
                    was_read.wait(5)
                    connection.sendall(stray)
                    came.set()

        connections: list[socket.socket] = []
        came = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as thread:
            served = thread.submit(serve, listener)
            origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
            with transport() as using:
                assert get(using, origin) == b"ok"
                was_read.set()
                assert came.wait(5)
                assert get(using, origin) == b"ok"
            served.result(5)
        assert len(connections) == 2
        for connection in connections:
            connection.close()


FAULTS = (Fault.INTERIM_ANSWER, Fault.INTERIM_FIRST, Fault.DOUBLED_ANSWER)


def every_third() -> Callable[[], Fault | None]:
    numbers = count()

    def plan() -> Fault | None:
        number = next(numbers)
        return FAULTS[number // 3 % 3] if number % 3 == 2 else None

    return plan


@pytest.mark.thorough
@pytest.mark.parametrize("threads", [1, 8])
def test_each_question_gets_its_own_answer_or_an_error(threads: int) -> None:
    """Every other person is known; the answer of a neighbour would be seen."""
    known = {f"0101{number:07}": number % 2 == 0 for number in range(60)}
    people = [
        Person(
            name="Ola Nordmann",
            personal_identification_number=number,
            digipost_address=f"ola.nordmann#{number[-4:]}",
            addressline1="Testveien 7",
            postalcode="0155",
            city="Oslo",
        )
        for number, is_user in known.items()
        if is_user
    ]
    with (
        Sandbox(recipients=people) as sandbox,
        FaultyNetwork(urlsplit(sandbox.url).port or 0, every_third()) as network,
    ):
        config = ClientConfig(
            broker_id=sandbox.broker_id, environment=sandbox.environment, retries=RetryPolicy(attempts=1)
        )
        detour = Detour(f"http://127.0.0.1:{network.port}")

        def ask(number: str) -> bool | None:
            """Return True if the answer is right, and None if there was an error."""
            try:
                found = client.recipients.identify(recipient.by_personal_identification_number(number))
            except DigipostError:
                return None
            return isinstance(found, DigipostUser) is known[number]

        with (
            DigipostClient(config, credentials_of_the_sandbox(), transport=detour) as client,
            ThreadPoolExecutor(threads) as pool,
        ):
            answers = [*pool.map(ask, known)]
    assert answers.count(False) == 0
    assert answers.count(True) > 20
    assert answers.count(None) > 5
