"""The time of one request: shared out among its readings, and not counted outside them."""

from __future__ import annotations

import io
import socket
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest

from digipost.deadlines import time_limit
from digipost.waiting import Patience, PatientReader

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(60)
        yield ours, theirs


def reader(ours: socket.socket, patience: Patience) -> io.BufferedReader:
    return io.BufferedReader(PatientReader(ours, ours.makefile("rb", buffering=0), patience))


def test_what_is_there_is_read_to_its_end(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(b"abc")
    theirs.shutdown(socket.SHUT_WR)
    with Patience(60, 60) as patience, reader(ours, patience) as source:
        assert source.fileno() == ours.fileno()
        assert source.read() == b"abc"
    assert source.closed


def test_a_reading_takes_what_is_left_of_the_whole(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, _ = pair
    with Patience(60, 0.05) as patience, reader(ours, patience) as source, pytest.raises(TimeoutError):
        source.read(1)


def test_a_socket_keeps_its_own_time_while_there_is_enough(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, _ = pair
    with Patience(5, 60) as patience:
        patience.apply(ours)
    assert ours.gettimeout() == 60


def test_time_outside_does_not_count() -> None:
    patience = Patience(60, 0.3)
    with patience:
        pass
    Event().wait(0.4)
    with patience:
        assert patience.seconds(60) > 0.2


def test_time_inside_does_and_what_is_over_stays_over() -> None:
    patience = Patience(60, 0.05)
    with patience:
        Event().wait(0.06)
    with patience, pytest.raises(TimeoutError):
        patience.seconds(60)


def test_a_limit_around_it_counts_where_it_ends_first() -> None:
    patience = Patience(60, 60)
    with time_limit(timedelta(seconds=1)), patience:
        assert 0 < patience.seconds(60) <= 1
    with patience:
        assert patience.seconds(60) > 58
