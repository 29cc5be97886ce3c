"""Our schemas are the published ones, but for the delta that `schemas/SOURCES.toml` lists."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codegen.differences import DeltaError, Difference, differences, digest_without
from codegen.published_schemas import SCHEMAS, PublishedSchema, published_schemas
from tests.codegen.xsd_editing import OURS, model, taken_back

if TYPE_CHECKING:
    from codegen.model import ModuleModel

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


def ours(published: PublishedSchema) -> ModuleModel:
    return model_of_ours(published.ours)


@cache  # reading it takes a quarter of a second, and nothing here changes it
def model_of_ours(name: str) -> ModuleModel:
    return model(SCHEMAS / name, Path(name).stem)


@every_published_schema
def test_ours_without_the_delta_says_what_the_published_file_says(published: PublishedSchema) -> None:
    published.refuse_drift(ours(published))


@every_published_schema
def test_the_delta_is_all_that_differs(published: PublishedSchema, tmp_path: Path) -> None:
    for copy in copies(published):
        path = tmp_path / published.ours
        path.write_bytes(copy)
        theirs = model(path, path.stem)

        assert digest_without(theirs) == published.facts
        assert set(differences(ours(published), theirs)) == set(published.delta)


@every_published_schema
def test_the_recorded_file_is_the_published_one(published: PublishedSchema) -> None:
    files = copies(published)[1:]

    assert [sha256(file).hexdigest() for file in files] == [published.sha256] * len(files)
    assert len(bytes.fromhex(published.sha256)) == sha256().digest_size


@every_published_schema
def test_a_difference_that_is_not_listed_is_drift(published: PublishedSchema) -> None:
    for listed in published.delta:
        others = {each: reason for each, reason in published.delta.items() if each != listed}
        with pytest.raises(DeltaError, match="more than the delta"):
            replace(published, delta=others).refuse_drift(ours(published))


@pytest.mark.costly
@every_published_schema
def test_a_listed_difference_that_no_longer_exists_is_drift(
    published: PublishedSchema, tmp_path: Path
) -> None:
    path = tmp_path / published.ours
    path.write_bytes(taken_back((SCHEMAS / published.ours).read_bytes(), published.delta))
    without = model(path, path.stem)

    for listed in published.delta:
        with pytest.raises(DeltaError, match=f"there is no such difference: {re.escape(str(listed))}"):
            digest_without(without, [listed])


@every_published_schema
def test_a_new_published_file_is_drift(published: PublishedSchema) -> None:
    with pytest.raises(DeltaError, match="python -m codegen diff"):
        replace(published, facts="0" * 64).refuse_drift(ours(published))


@pytest.mark.parametrize(
    "entry",
    [
        Difference("type nothing", "only in ours"),
        Difference("type message / element nothing", "only in ours"),
        Difference("type message / element nothing", "only in theirs"),
        Difference("type message / element batch", "only in theirs"),
        Difference("type message", "content", "a", "b"),
        Difference("type message", "abstract", "true", "false"),
        Difference("type message", "nothing", "1", "2"),
        Difference("schema", "only in ours"),
    ],
    ids=str,
)
def test_what_is_not_so_in_ours_cannot_be_taken_back(entry: Difference) -> None:
    with pytest.raises(DeltaError, match="there is no such difference"):
        digest_without(OURS, [entry])
