"""Checksums of rows: those of the values as JSON, whatever Python's types of a text or a number."""

from __future__ import annotations

import json
import zlib
from enum import IntEnum

import pytest

from digipost.base.hidden import HiddenText
from digipost.bulk.journal.database import checksum
from digipost.bulk.row_states import State


class _Number(IntEnum):
    SEVEN = 7


@pytest.mark.parametrize("seed", [0, 3_735_928_559])
def test_a_checksum_is_that_of_the_values_as_json(seed: int) -> None:
    values: list[str | int | None] = [1, 'Åse "Ola"\n\u2028', None, -(2**40), "", "\udce6", True]
    assert checksum(*values, seed=seed) == zlib.crc32(json.dumps(values).encode(), seed)
    assert checksum(1, "a", None) == 2_871_948_136  # as on every other machine


def test_a_value_has_the_checksum_that_it_has_when_it_is_read_back() -> None:
    assert checksum(State.DELIVERED, 1) == checksum("delivered", 1)
    assert checksum(HiddenText("a"), _Number.SEVEN) == checksum("a", 7)
