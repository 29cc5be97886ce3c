"""Help texts: options in sections, and examples at the end, which the tests run."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import click

from digipost.cli.failures import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["CONNECTION", "OUTPUT", "Command", "Group", "Option", "option"]

CONNECTION = "Account and environment"
OUTPUT = "Output"

_LAST_SECTIONS = (CONNECTION, OUTPUT)
_HYPHEN = "\0"  # replaces a hyphen while lines are wrapped
_WIDEST = 100  # characters of a line of help; narrower on a narrower terminal
_F = TypeVar("_F", bound="Callable[..., Any] | click.Command")


class _Formatter(click.HelpFormatter):
    """Formatter whose lines end between words: click would break `--accept-guesses` at its hyphens."""

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(text.replace("-", _HYPHEN))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options or commands."""
        super().write_dl([(name, text.replace("-", _HYPHEN)) for name, text in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """Return the help."""
        return super().getvalue().replace(_HYPHEN, "-")


class _Context(click.Context):
    """Context of a command, for its help."""

    formatter_class = _Formatter


class Option(click.Option):
    """Option in a section of the help.

    Attributes:
        section: The heading of the section.
    """

    def __init__(self, *args: Any, section: str = "Options", **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.section = section


def option(*names: str, section: str = "Options", **attributes: Any) -> Callable[[_F], _F]:  # noqa: ANN401 - click's own
    """Return `click.option` with a section."""
    return click.option(*names, cls=Option, section=section, **attributes)


class Command(click.Command):
    """Command with sections and examples.

    Args:
        examples: Pairs of an example's description and its command line.
    """

    context_class = _Context
    allow_extra_args = True  # otherwise, click's error shows them, and they can be people's names or numbers

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("context_settings", {"max_content_width": _WIDEST})
        super().__init__(*args, **kwargs)
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments.

        Raises:
            UsageError: An argument is empty, or there are too many. No command accepts empty arguments: they
                come from unset variables of a shell, and an empty path would be the working directory.
        """
        if not ctx.resilient_parsing:
            _refuse_empty(self, ctx, args)
        try:
            super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx  # click's parser omits the context, and so the hint at the help
            raise
        if ctx.args and not ctx.resilient_parsing:
            number = f"{len(ctx.args)} arguments" if len(ctx.args) > 1 else "1 argument"
            ctx.fail(f"{number} too many. Quote a text with spaces; give values behind their options.")
        return ctx.args

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section, and the examples."""
        _write_options(self.get_params(ctx), ctx, formatter)
        _write_examples(self.examples, formatter)


class Group(click.Group):
    """Group of commands, with sections and examples.

    Args:
        examples: Pairs of an example's description and its command line.
    """

    command_class = Command
    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; without any, show the help on stderr and end the command."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True, color=ctx.color)
            ctx.exit(ExitCode.USAGE)
        return super().parse_args(ctx, args)

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("context_settings", {"max_content_width": _WIDEST})
        super().__init__(*args, **kwargs)
        self.examples = examples

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the user typed.

        Raises:
            UsageError: No command has that name; the error text suggests similar names.
        """
        typed = args[0]
        names = self.list_commands(ctx)
        if typed not in names and not typed.startswith("-") and not ctx.resilient_parsing:
            near = [f"'{name}'" for name in get_close_matches(typed, names)]
            hint = f" Is {' or '.join(near)} meant?" if near else f" There are {', '.join(names)}."
            ctx.fail(f"No such command '{typed}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, the options, section by section, and the examples."""
        self.format_commands(ctx, formatter)
        _write_options(self.get_params(ctx), ctx, formatter)
        _write_examples(self.examples, formatter)


def _refuse_empty(command: click.Command, ctx: click.Context, args: Sequence[str]) -> None:
    with_value = {
        name
        for each in command.get_params(ctx)
        if isinstance(each, click.Option) and not each.is_flag
        for name in each.opts
    }
    for before, each in pairwise(["", *args]):
        name, equals, value = each.partition("=")
        if equals and not value and name in with_value:
            before = name  # noqa: PLW2901 - the option itself
        elif each:
            continue
        about = f"{before}: its value" if before in with_value else "An argument"
        ctx.fail(f"{about} is empty. Perhaps a variable of the shell is not set.")


def _write_options(
    parameters: Sequence[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    sections: dict[str, list[tuple[str, str]]] = {}
    for each in parameters:
        # The help text above explains the arguments.
        record = each.get_help_record(ctx) if isinstance(each, click.Option) else None
        if record is not None:
            sections.setdefault(getattr(each, "section", OUTPUT), []).append(record)
    for name in sorted(sections, key=lambda name: name in _LAST_SECTIONS and 1 + _LAST_SECTIONS.index(name)):
        with formatter.section(name):
            formatter.write_dl(sections[name])


def _write_examples(examples: Sequence[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    if not examples:
        return
    with formatter.section("Examples"):
        for index, (does, typed) in enumerate(examples):
            if index:
                formatter.write_paragraph()
            formatter.write_text(f"{does}:")
            for line in typed.splitlines():
                formatter.write(f"{'':{formatter.current_indent + 2}}{line}\n")
