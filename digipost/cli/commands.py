"""The command `digipost` and the modules of its subcommands; this module imports only click.

A new command is one module with a click command in it, and one line in `COMMANDS`. A command of several
modules is a folder of its name, with the click command in `command.py`.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from digipost.base.version import VERSION
from digipost.cli.failures import AS_JSON, ExitCode, failure_of, give_up_output, printable
from digipost.cli.help import Group
from digipost.cli.wrapping import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["COMMANDS", "Digipost", "digipost"]

COMMANDS = {
    "sandbox": ("digipost.cli.sandbox", "Run a sandbox, a local Digipost, to try the commands on."),
    "doctor": ("digipost.cli.doctor.command", "Check certificate, clock, connection and permissions."),
    "send": ("digipost.cli.send.command", "Send a letter, digitally or on paper."),
    "bulk": ("digipost.cli.bulk.command", "Send the letters of a manifest, each of them once."),
    "status": ("digipost.cli.lookups", "Show the status of a document: delivery, time and channel."),
    "preflight": (
        "digipost.cli.preflight.command",
        "Check a PDF for print, page by page, or a letter in HTML.",
    ),
    "events": ("digipost.cli.events", "Print the events of documents: opened, printed, and more."),
    "identify": ("digipost.cli.lookups", "Check if a recipient has a Digipost mailbox."),
    "search": ("digipost.cli.lookups", "Find Digipost users by name and place, at most ten."),
    "sender": ("digipost.cli.lookups", "Check if you may send for a sender, and list its features."),
    "inbox": ("digipost.cli.inbox", "List, fetch and delete letters that came to your organisation."),
    "archive": ("digipost.cli.archive", "Keep documents at Digipost, and find them again."),
    "batch": ("digipost.cli.batch", "Send letters together, or not at all."),
    "validate": (
        "digipost.cli.validate",
        "Check XML against Digipost's schemas, in plain words.",
    ),
}
"""The module of each command, and its line in `digipost --help`, in the order of that list."""


class Digipost(Group):
    """Group with lazy imports of its commands; their errors become one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        """Import and return the command with the given name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        """Write the list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin with the text, without importing any."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only for the shell

        found = [
            CompletionItem(name, help=line)
            for name, (_, line) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's signature
    ) -> click.Context:
        """Parse the arguments; an error in them is one line, as all errors are."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except (click.UsageError, OSError) as error:  # OSError: the help cannot be written
            code = _shown(error, as_json=False)
            if code is None:
                raise
            raise click.exceptions.Exit(code) from None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the requested command."""
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            warnings.simplefilter("always", UserWarning)  # our warnings, such as that events may be missing
            try:
                return super().invoke(ctx)
            except (KeyboardInterrupt, click.Abort):
                click.echo("\nInterrupted.", err=True)
                ctx.exit(ExitCode.INTERRUPTED)
            except Exception as error:
                code = _shown(error, as_json=ctx.meta.get(AS_JSON, False))
                if code is None:
                    raise
                ctx.exit(code)


def _shown(error: Exception, *, as_json: bool) -> ExitCode | None:
    """Print the failure for an error, and return its exit code; None for an error that is a bug."""
    if isinstance(error, BrokenPipeError):
        give_up_output()
        return ExitCode.NOT_TOLD  # the reader, such as `head`, has closed the pipe: print no message
    failure = failure_of(error)
    if failure is None:
        return None
    if failure.exit_code is ExitCode.NOT_TOLD:
        give_up_output()
    failure.show(as_json=as_json)
    return failure.exit_code


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    say(printable(f"Warning: {message}"), err=True)


@click.command(
    cls=Digipost,
    examples=[
        ("Start a sandbox to try everything on", "digipost sandbox"),
        ("Check that everything is in order to send", "digipost doctor"),
        (
            "Check a letter and show it, without sending it",
            'digipost send letter.pdf --to-pin - --subject "Your appointment" --dry-run',
        ),
        ("Show the status of a document", "digipost status 0a1b2c3d-4e5f-6789-abcd-ef0123456789"),
    ],
)
@click.version_option(VERSION, prog_name="digipost")
def digipost() -> None:
    """Send letters through Digipost, Norway's digital mailbox, and follow them up.

    Options or environment variables name the account, the certificate and the environment:
    DIGIPOST_BROKER_ID, DIGIPOST_ENVIRONMENT, DIGIPOST_CERTIFICATE, DIGIPOST_CERTIFICATE_PASSWORD_FILE and
    more, which the help of each command lists.

    \b
    Exit codes, for scripts:
      0  done
      1  refused by Digipost, or a check failed: a retry will end the same way
      2  an option, file or value cannot be accepted; nothing was sent
      3  certificate, password or environment is unusable, or no permission
      4  no connection, or Digipost cannot take it now: try again later
      5  the outcome is unknown; the text says how to find out
      6  the answer cannot be trusted or read
      7  done, and the result could not be written out
    130  interrupted
    """  # noqa: D301 - click's mark for lines that are kept
