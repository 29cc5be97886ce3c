"""The pace of a mailing, by a clock that only these tests move."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.bulk.run.pacing import Pace

SECOND = timedelta(seconds=1)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def pace(clock: Clock, *, workers: int = 16, out: int = 128, a_second: float | None = None) -> Pace:
    return Pace(workers=workers, most_at_once=out, most_a_second=a_second, clock=clock)


def sent_in(seconds: float, pace: Pace, clock: Clock) -> int:
    """Count the letters that go out in that time if each goes out as soon as it may."""
    sent, end = 0, clock.now + seconds
    while clock.now < end - 1e-9:
        count = pace.allowed()
        pace.went_out(count)
        sent += count
        clock.now += min(max(pace.wait(), 0.001), end - clock.now)
    return sent


def test_without_limits_all_workers_are_kept_busy() -> None:
    ours = pace(Clock())
    assert (ours.at_once, ours.allowed(), ours.wait(), ours.ceiling) == (128, 128, 0.0, math.inf)


@pytest.mark.costly
@pytest.mark.parametrize("a_second", [0.5, 3.0, 40.0, 1000.0])
def test_the_limit_of_letters_a_second_is_kept(a_second: float) -> None:
    clock = Clock()
    ours = pace(clock, a_second=a_second)
    sent_in(2, ours, clock)
    assert sent_in(100, ours, clock) == pytest.approx(100 * a_second, rel=0.02, abs=1.1)


def test_503_halves_what_is_on_its_way_and_answers_bring_it_back() -> None:
    clock = Clock()
    ours = pace(clock)
    ours.busy(503, None)
    assert ours.at_once == 8  # half of what the workers can send, whatever waits for them
    ours.busy(503, None)
    assert ours.at_once == 8  # it went out before the first answer came
    clock.now += 1
    ours.busy(503, None)
    assert ours.at_once == 4
    assert ours.ceiling == math.inf
    for _ in range(20_000):
        ours.answered()
    assert ours.at_once == 128


def test_429_lowers_the_rate_to_half_of_what_it_was() -> None:
    clock = Clock()
    ours = pace(clock)
    for _ in range(3000):
        clock.now += 0.01
        ours.answered()
    assert ours.rate == pytest.approx(100, rel=0.01)
    ours.busy(429, None)
    assert ours.ceiling == pytest.approx(50, rel=0.01)
    assert sent_in(1, ours, clock) < 70
    clock.now += 9
    assert ours.allowed() <= 0.25 * 100 + 1
    assert ours.ceiling == pytest.approx(50 + 10 * 5, rel=0.02)


def test_the_callers_limit_is_never_passed() -> None:
    clock = Clock()
    ours = pace(clock, a_second=10)
    for _ in range(100):
        clock.now += 0.1
        ours.answered()
    ours.busy(429, None)
    assert ours.ceiling == pytest.approx(5, rel=0.05)
    clock.now += 1000
    ours.allowed()
    assert ours.ceiling == 10


def test_retry_after_stops_everything_until_then() -> None:
    clock = Clock()
    ours = pace(clock)
    ours.busy(429, 7 * SECOND)
    assert ours.allowed() == 0
    assert ours.wait() == 7
    clock.now += 6.9
    assert ours.allowed() == 0
    clock.now += 0.1
    assert ours.allowed() > 0


def test_a_long_retry_after_is_cut_to_a_minute() -> None:
    ours = pace(Clock())
    ours.busy(503, timedelta(days=365))
    assert ours.wait() == 60


def test_when_nothing_gets_through_the_pauses_double_and_one_letter_at_a_time_is_tried() -> None:
    clock = Clock()
    ours = pace(clock, workers=4)
    pauses = []
    for _ in range(300):
        ours.busy(None, None)
        if ours.wait() > 0:
            pauses.append(ours.wait())
            clock.now += ours.wait()
    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses[-1] == 60
    assert ours.at_once == 1
    ours.answered()
    for _ in range(5):
        ours.busy(None, None)
    assert ours.wait() == 1


def test_letters_that_fail_for_their_own_reason_slow_nothing_down() -> None:
    clock = Clock()
    ours = pace(clock)
    for _ in range(1000):
        ours.busy(500, None)
        ours.answered()
    assert (ours.at_once, ours.wait()) == (128, 0)


event = st.one_of(
    st.tuples(st.just("busy"), st.sampled_from([None, 429, 500, 503]), st.integers(0, 100)),
    st.tuples(st.just("answered"), st.integers(1, 50), st.just(0)),
    st.tuples(st.just("passes"), st.integers(0, 10**6), st.just(0)),
    st.tuples(st.just("sends"), st.just(0), st.just(0)),
)


@given(st.lists(event, max_size=60), st.none() | st.floats(0.3, 1000), st.integers(1, 64))
def test_whatever_happens_it_goes_on_within_its_limits(
    events: list[tuple[str, int | None, int]], a_second: float | None, workers: int
) -> None:
    clock = Clock()
    ours = pace(clock, workers=workers, out=8 * workers, a_second=a_second)
    for what, value, after in events:
        if what == "busy":
            ours.busy(value, timedelta(seconds=after) if after % 2 else None)
        elif what == "answered":
            ours.answered(value or 1)
        elif what == "passes":
            clock.now += (value or 0) / 1000
        else:
            ours.went_out(ours.allowed())
        assert 1 <= ours.at_once <= 8 * workers
        assert 0.2 <= ours.ceiling <= (math.inf if a_second is None else a_second)
        assert ours.rate >= 0
        assert 0 <= ours.wait() <= 60 + 5 / 0.2
    clock.now += 120
    assert ours.allowed() >= 1
