"""Every operation of the client, in success and failure: nothing that was planted is seen anywhere."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

import pytest

from digipost import DigipostError
from tests.campaigns.secrecy.operations import OPERATIONS, surface
from tests.campaigns.secrecy.overhearing import look_at_error, look_at_object, overheard
from tests.campaigns.secrecy.planted import PLANTED, Search
from tests.campaigns.secrecy.scene import scene
from tests.campaigns.secrecy.searching import FAULTS, search_operation
from tests.support.issuers import key_of_broker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.campaigns.secrecy.scene import Kind, Scene


@pytest.fixture
def search() -> Search:
    """One that knows a key and a token."""
    search = Search()
    search.add_key(key_of_broker())
    search.add("token", "eyJhbGciOiJub25lIn0.e30.a-token")
    return search


@pytest.fixture(scope="module", params=["signature", pytest.param("token", marks=pytest.mark.thorough)])
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    kind: Kind = request.param
    with scene(kind, tmp_path_factory.mktemp(kind), Search()) as made:
        yield made


class Thing:
    """Somebody else's object with a careless `repr`."""

    __module__ = "digipost.careless"

    def __init__(self, value: str) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"Thing({self.value!r})"


def fail_with(value: str) -> None:
    raise DigipostError("something failed") from ValueError(value)


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_leak_of_each_kind_is_found_wherever_it_is(kind: str, search: Search) -> None:
    values = search.values(kind)
    assert values
    for value in values:
        search.found.clear()
        with overheard(search, "a test"):
            logging.getLogger("urllib3.connectionpool").log(1, "in the text: %s", value)
            logging.getLogger("digipost").debug("not shown", extra={"detail": {"value": value}})
            warnings.warn(value, stacklevel=1)
        look_at_object(search, "a test", [{"in": Thing(value)}])
        with pytest.raises(DigipostError) as caught:
            fail_with(value)
        look_at_error(search, "a test", caught.value)
        assert len([each for each in search.found if each.startswith(f"{kind} in ")]) >= 5, value


def test_what_an_output_may_hold_is_no_leak(search: Search) -> None:
    for kind in PLANTED:
        search.look("here", search.values(kind)[0], may=[kind])
    assert search.found == []


@pytest.mark.thorough
def test_each_operation_has_its_scenario(stage: Scene) -> None:
    searched = {each.partition(" ")[0] for each in OPERATIONS}
    assert searched == surface(stage.client), "enter new operations in tests/campaigns/secrecy/operations.py"


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_leaks_nothing(name: str, stage: Scene) -> None:
    before = stage.search.searched
    stage.search.found.clear()
    search_operation(name, stage)
    assert stage.search.searched > before + len(FAULTS)
    assert stage.search.found == []


def test_what_came_of_it_in_the_sandbox_leaks_nothing(stage: Scene) -> None:
    search, sandbox = stage.search, stage.sandbox
    stage.sent()
    list(stage.client.recipients.search("Hemmelsrud"))
    search.found.clear()
    shown = (sandbox, sandbox.requests, sandbox.letters, sandbox.recipients, sandbox.notifications)
    for value in shown:
        # Its people are made up, and told apart by their names.
        search.look("the sandbox", repr(value), may=["name"])
    assert search.found == []
