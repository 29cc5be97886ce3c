"""Our schemas are the published ones, but for the delta that `schemas/SOURCES.toml` lists."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.published_schemas import SCHEMAS, PublishedSchema, published_schemas
from codegen.schema_difference import DeltaError, Difference, differences, without
from codegen.schema_facts import Component, component, digest, read_facts
from tests.codegen.xsd_editing import OURS, taken_back

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLISHED = published_schemas()
FOLDER = os.environ.get("DIGIPOST_PUBLISHED_SCHEMAS")
every_published_schema = pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: published.name)


def copies(published: PublishedSchema) -> list[bytes]:
    """The published file as made from ours and the delta, and itself where the environment says it is."""
    made = taken_back((SCHEMAS / published.ours).read_bytes(), published.delta)
    return [made, (Path(FOLDER) / published.name).read_bytes()] if FOLDER else [made]


def test_both_schemas_are_compared_with_what_java_and_dotnet_have() -> None:
    assert {(each.name, each.ours) for each in PUBLISHED} == {
        ("java/api_v8.xsd", "api_v8.xsd"),
        ("dotnet/api_v8.xsd", "api_v8.xsd"),
        ("java/datatypes.xsd", "datatypes.xsd"),
        ("dotnet/datatypes.xsd", "datatypes.xsd"),
    }


def test_every_accepted_difference_has_a_reason() -> None:
    for published in PUBLISHED:
        assert all(reason.endswith(".") for reason in published.delta.values())


@every_published_schema
def test_ours_without_the_delta_says_what_the_published_file_says(published: PublishedSchema) -> None:
    published.refuse_drift(read_facts(SCHEMAS / published.ours))


@every_published_schema
def test_the_delta_is_all_that_differs(published: PublishedSchema) -> None:
    ours = read_facts(SCHEMAS / published.ours)
    for copy in copies(published):
        theirs = read_facts(copy)

        assert digest(theirs) == published.facts
        assert set(differences(ours, theirs)) == set(published.delta)


@every_published_schema
def test_the_recorded_file_is_the_published_one(published: PublishedSchema) -> None:
    files = copies(published)[1:]

    assert [sha256(file).hexdigest() for file in files] == [published.sha256] * len(files)
    assert len(bytes.fromhex(published.sha256)) == sha256().digest_size


@every_published_schema
def test_a_difference_that_is_not_listed_is_drift(published: PublishedSchema) -> None:
    ours = read_facts(SCHEMAS / published.ours)
    for listed in published.delta:
        others = {each: reason for each, reason in published.delta.items() if each != listed}
        with pytest.raises(DeltaError, match="more than the delta"):
            replace(published, delta=others).refuse_drift(ours)


@every_published_schema
def test_a_listed_difference_that_no_longer_exists_is_drift(published: PublishedSchema) -> None:
    ours = read_facts(SCHEMAS / published.ours)
    for listed in published.delta:
        with pytest.raises(DeltaError, match=f"there is no such difference: {listed}"):
            published.refuse_drift(without(ours, [listed]))


@every_published_schema
def test_a_new_published_file_is_drift(published: PublishedSchema) -> None:
    with pytest.raises(DeltaError, match="python -m codegen diff"):
        replace(published, facts="0" * 64).refuse_drift(read_facts(SCHEMAS / published.ours))


@pytest.mark.parametrize(
    "entry",
    [
        Difference("complexType nothing", "only in ours"),
        Difference("complexType message / sequence / element nothing", "only in ours"),
        Difference("complexType message / sequence / element nothing", "only in theirs"),
        Difference("complexType message / sequence", "order", "element a, element b", "element b, element a"),
        Difference("complexType message", "abstract", "true", "false"),
        Difference("complexType message", "nothing", "1", "2"),
    ],
    ids=str,
)
def test_what_is_not_so_in_ours_cannot_be_taken_back(entry: Difference) -> None:
    with pytest.raises(DeltaError, match="there is no such difference"):
        without(OURS, [entry])


def altered(whole: Component, dropped: set[int], changed: set[int], numbers: Iterator[int]) -> Component:
    """The same, less the parts with these numbers and with other values in those with the others."""
    other = {name: "other" if next(numbers) in changed else value for name, value in whole.properties.items()}
    kept = [
        altered(each, dropped, changed, numbers) for each in whole.children if next(numbers) not in dropped
    ]
    return component(whole.kind, whole.name, other, kept)


SOME = st.sets(st.integers(0, 2500), max_size=10)


@settings(max_examples=50, deadline=None)
@given(dropped=SOME, changed=SOME)
def test_whatever_only_we_have_or_say_otherwise_can_be_taken_back(
    dropped: set[int], changed: set[int]
) -> None:
    theirs = altered(OURS, dropped, changed, count())
    found = differences(OURS, theirs)

    assert without(OURS, found) == theirs
    assert (digest(OURS) == digest(theirs)) is (not found)
