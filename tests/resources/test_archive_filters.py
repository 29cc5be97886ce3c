"""What documents of an archive are filtered by: the parameters, to the byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import InvalidValueError
from digipost.resources._archive_filters import base64_text, filtered, filters
from digipost.sandbox.services.archive_query import filter_of
from tests.support.counterpart import VECTORS

VECTOR = json.loads((VECTORS / "vectors.json").read_text(encoding="utf-8"))
QUERIES: list[dict[str, Any]] = VECTOR["archive_query"]
MOMENT = datetime(2024, 10, 26, 14, 50, 14, tzinfo=UTC)


@pytest.mark.parametrize("known", [each for each in QUERIES if "attributes" in each])
def test_attributes_are_keys_and_values_by_turns_in_base64(known: dict[str, Any]) -> None:
    assert filters(dict(known["attributes"]), None, None) == {"attributes": known["attributes_param"]}


def test_dates_are_written_as_the_java_client_writes_them() -> None:
    (known,) = (each for each in QUERIES if "from" in each)
    assert filters(None, datetime.fromisoformat(known["from"]), None) == {"fromDate": known["java_fromDate"]}


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (MOMENT, "2024-10-26T14:50:14Z"),
        (MOMENT.replace(second=0), "2024-10-26T14:50:00Z"),
        (MOMENT.replace(microsecond=120000), "2024-10-26T14:50:14.120000Z"),
        (MOMENT.astimezone(timezone(timedelta(hours=2))), "2024-10-26T16:50:14+02:00"),
    ],
)
def test_dates_have_their_zone(moment: datetime, text: str) -> None:
    assert filters({}, None, moment) == {"toDate": base64_text("to_date", text)}


@pytest.mark.parametrize("known", VECTOR["archive_reference_id"], ids=lambda known: str(known["path_suffix"]))
def test_a_reference_id_is_in_base64(known: dict[str, str]) -> None:
    assert base64_text("reference_id", known["reference_id"]) == known["path_suffix"]


@pytest.mark.parametrize("attributes", [{"a,b": "c"}, {"a": "b,c"}, {"a": 5}, {None: "a"}])
def test_what_the_separator_would_tear_apart_is_refused(attributes: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError, match=r"^attributes: .*without commas"):
        filters(attributes, None, None)


@pytest.mark.parametrize("field", ["from_date", "to_date"])
def test_a_time_without_a_zone_is_refused(field: str) -> None:
    naive: dict[str, Any] = {"from_date": None, "to_date": None, field: MOMENT.replace(tzinfo=None)}
    with pytest.raises(InvalidValueError, match=rf"^{field}: a time with a zone"):
        filters(None, **naive)


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("/a/1", "/a/1?attributes=aQ%3D%3D"),
        ("/a/1?offset=100", "/a/1?offset=100&attributes=aQ%3D%3D"),
        ("/a/1?attributes=old&offset=100&x=%2F", "/a/1?offset=100&x=%2F&attributes=aQ%3D%3D"),
        ("/a/1?attributes", "/a/1?attributes=aQ%3D%3D"),
        ("/a/1?toDate=kept", "/a/1?toDate=kept&attributes=aQ%3D%3D"),
    ],
)
def test_parameters_replace_those_that_the_link_has(target: str, result: str) -> None:
    assert filtered(target, {"attributes": "aQ=="}) == result


def test_a_link_stays_as_it_is_without_a_filter() -> None:
    assert filtered("/a/1?attributes=a%2f&&b", {}) == "/a/1?attributes=a%2f&&b"


WORDS = st.text(st.characters(exclude_characters=",", exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=15), st.datetimes(timezones=st.just(UTC)))
def test_the_other_side_reads_the_same(attributes: dict[str, str], moment: datetime) -> None:
    read = filter_of(filters(attributes, moment, moment))
    assert (read.attributes, read.from_date, read.to_date) == (attributes, moment, moment)
