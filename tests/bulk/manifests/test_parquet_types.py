"""Types of Parquet that Python cannot hold as they are, also within lists and structs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
import pytest

from digipost.bulk.manifests.manifest import open_manifest
from tests.support.parquet_files import parquet
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

SECOND = 10**9
NANOSECONDS = pa.timestamp("ns", "UTC")
AT = datetime(2034, 2, 15, tzinfo=UTC)
AT_NS = int(AT.timestamp()) * SECOND + 1


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (pa.array([[AT_NS], None, []], pa.list_(NANOSECONDS)), [[AT], None, []]),
        (pa.array([[AT_NS]], pa.large_list(NANOSECONDS)), [[AT]]),
        (pa.array([{"due": AT_NS}, None], pa.struct([("due", NANOSECONDS)])), [{"due": AT}, None]),
        (pa.array([{"sum": 99.1}], pa.struct([("sum", pa.float32())])), [{"sum": 99.1}]),
        (pa.array([[{"sum": 0.1}]], pa.list_(pa.struct([("sum", pa.float32())]))), [[{"sum": 0.1}]]),
        (pa.array([1.5, None], pa.float16()), [1.5, None]),
    ],
)
def test_types_within_lists_and_structs(tmp_path: Path, given: object, read: list[object]) -> None:
    manifest = open_manifest(parquet(tmp_path / "m.parquet", {"x": given}))
    assert [each.values["x"] for each in manifest.records()] == read


@in_one_test(
    "given",
    [
        pa.array([253402300800000000, 0], pa.timestamp("us")),
        pa.array([2**31 - 1, 0], pa.date32()),
        pa.array([[253402300800], [0]], pa.list_(pa.timestamp("s"))),
    ],
)
def test_a_time_past_the_last_year_is_a_problem_of_its_row(tmp_path: Path, given: object) -> None:
    manifest = open_manifest(parquet(tmp_path / "m.parquet", {"day": given, "n": [1, 2]}))
    first, second = manifest.records()
    assert first.problem == "the column day has a date or time that cannot be: its year is not of 1 to 9999"
    assert (second.problem, second.values["n"]) == (None, 2)
    with (tmp_path / "written.parquet").open("wb") as file:
        manifest.write_problems(file, iter([{"problem": "y", "corrects": "z"}, None]))
    assert next(open_manifest(tmp_path / "written.parquet").records()).problem == first.problem
