"""Every command explains itself: what it does, each of its options, and examples that work."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from digipost.cli.commands import COMMANDS, digipost
from digipost.cli.help import Command, Group
from tests.cli.conftest import run_command
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """A command and those below it, with what is typed for each after `digipost`."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from walk(below, (*path, name))


ALL = dict(walk(digipost))
EXAMPLES = [
    (name, typed)
    for name, command in ALL.items()
    if isinstance(command, Command | Group)
    for _, typed in command.examples
]


@in_one_test("name", ALL)
def test_a_command_has_help(name: str) -> None:
    printed = run_command((*name.split(), "--help"), None, {})
    assert printed.code == 0
    assert printed.stdout.startswith(f"Usage: {' '.join(['digipost', *name.split()])} ")
    assert "Examples:" in printed.stdout
    assert max(len(line) for line in printed.stdout.splitlines()) <= 80


@in_one_test("name", ALL)
def test_every_option_has_help(name: str) -> None:
    options = [each for each in ALL[name].params if isinstance(each, click.Option)]
    assert [each.name for each in options if not (each.help or "").endswith((".", "]"))] == []


@in_one_test("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name: str) -> None:
    module, line = COMMANDS[name]
    assert line == ALL[name].get_short_help_str(limit=100)
    assert ALL[name].callback is not None
    assert ALL[name].callback.__module__ == module


@in_one_test(("name", "typed"), EXAMPLES)
def test_an_example_parses(name: str, typed: str) -> None:
    program, *arguments = shlex.split(typed.replace("\\\n", " ").partition(" > ")[0])
    assert program == "digipost"
    command: click.Command = digipost
    context = digipost.make_context("digipost", arguments)
    while isinstance(command, click.Group):
        found, below, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        assert below is not None
        context = below.make_context(found, rest, parent=context)
        command = below
    assert any(command is each for each in ALL.values())
    if not isinstance(ALL[name], click.Group):
        assert command is ALL[name]


def test_no_option_takes_a_password() -> None:
    flags = {
        flag
        for command in ALL.values()
        for option in command.params
        if isinstance(option, click.Option)
        for flag in option.opts
        if "password" in flag or "secret" in flag
    }
    assert flags == {"--password-file"}
