"""Every command with all its options: what was planted is printed only where it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.campaigns.secrecy.commands import CASES, commands, flags
from tests.campaigns.secrecy.planted import Search
from tests.campaigns.secrecy.scene import scene
from tests.campaigns.secrecy.terminal import OFFLINE, connection, search_command, search_failures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.campaigns.secrecy.scene import Kind, Scene

ALL = dict(commands())
APART = {"sandbox"}
"""Runs until it is stopped; `test_processes` has it."""


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Kind, Scene]]:
    with (
        scene("signature", tmp_path_factory.mktemp("signature"), Search()) as signed,
        scene("token", tmp_path_factory.mktemp("token"), Search()) as with_tokens,
    ):
        yield {"signature": signed, "token": with_tokens}


def test_each_command_has_its_cases() -> None:
    assert {*CASES, *APART} == set(ALL), "enter new commands in tests/campaigns/secrecy/commands.py"


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize("name", CASES)
def test_the_cases_of_a_command_use_all_its_options(name: str, stages: dict[Kind, Scene]) -> None:
    used = {"--json", "--environment"}  # which the tests below add
    for prepare in CASES[name]:
        used |= {str(each) for each in prepare(stages["signature"]).arguments}
    if not name.startswith(OFFLINE):
        used |= {str(each) for each in connection(stages["token"], "token")}
    assert flags(ALL[name]) <= used


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["signature", "token"])
@pytest.mark.parametrize("name", CASES)
def test_a_command_leaks_nothing(name: str, kind: Kind, stages: dict[Kind, Scene]) -> None:
    stage = stages[kind]
    stage.search.found.clear()
    for prepare in CASES[name]:
        if prepare(stage).ends:
            search_command(name, prepare, stage, kind)
            search_command(name, prepare, stage, kind, "--json")
    assert stage.search.found == []


@pytest.mark.parametrize("name", [each for each in CASES if "--environment" in flags(ALL[each])])
def test_neither_does_one_for_an_environment_that_is_not_known(name: str, stages: dict[Kind, Scene]) -> None:
    stage = stages["signature"]
    stage.search.found.clear()
    ended = search_command(name, CASES[name][0], stage, "signature", "--environment", "odd")
    assert ended.code
    assert stage.search.found == []


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["signature", "token"])
@pytest.mark.parametrize("name", [each for each in CASES if not each.startswith(OFFLINE)])
def test_neither_does_one_that_fails(name: str, kind: Kind, stages: dict[Kind, Scene]) -> None:
    stage = stages[kind]
    stage.search.found.clear()
    # Retried operations take half a minute each, and are left to `python -m tests.campaigns.secrecy`.
    search_failures(name, CASES[name][0], stage, kind, ("status=403",))
    assert stage.search.found == []
