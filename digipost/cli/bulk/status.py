"""`digipost bulk status`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digipost.bulk import State, status
from digipost.bulk._wording import environment_in_words
from digipost.cli.bulk.result import code_of, in_words, mailing_folder, shown, usable
from digipost.cli.failures import ExitCode
from digipost.cli.help import Command
from digipost.cli.output import as_json, json_option, note, show

if TYPE_CHECKING:
    from digipost.bulk import Summary

__all__ = ["show_status", "status_command"]

# While another process sends, a row in state `sending` is on its way; otherwise, that send was interrupted.
_NAMES = {State.PLANNED: "not_sent", State.SENDING: "on_its_way_or_interrupted"}


@click.command(
    "status",
    cls=Command,
    examples=[
        ("Show the state of a mailing", "digipost bulk status invoices.mailing"),
        ("For a script, which acts on the exit code", "digipost bulk status invoices.mailing --json"),
    ],
)
@click.argument("folder", type=click.Path(path_type=Path), callback=mailing_folder)
@json_option
def status_command(folder: Path) -> None:
    """Show the progress of a mailing.

    It can be asked at any time, also while the mailing is being sent.

    FOLDER is the folder that `digipost bulk send` made. Only the journal is read: there is no connection, and
    nothing is written. Exit codes are those of `digipost bulk send`.
    """
    with usable():
        summary = status(folder)
    show_status(summary)
    code = code_of(summary)
    if not summary.has_begun:
        note("Nothing was sent yet. To send it, give digipost bulk send without --dry-run.")
    elif code in {ExitCode.TRY_AGAIN, ExitCode.UNKNOWN}:
        note(f"If it is not being sent now, to go on: digipost bulk resume {shlex.quote(shown(folder))}")
    click.get_current_context().exit(code)


def show_status(summary: Summary) -> None:
    """Print the summary of a mailing so far."""
    told: dict[str, object] = {
        "manifest": summary.manifest,
        "environment": summary.api_url if as_json() else environment_in_words(summary.api_url),
        "checked": summary.checked_at,
        "dry_run": not summary.has_begun,
        "total": summary.total,
        **{_NAMES.get(state, str(state)): summary.counts[state] for state in State},
        "retried": summary.retried,
        "changed": summary.changed,
        "corrected": summary.corrected,
        "held": summary.held,
        "last_answer": summary.last_at,
    }
    if as_json():
        told["batch"] = summary.to_json()["batch"]
    else:
        told = {
            name: value
            for name, value in in_words(told).items()
            if value not in (0, False) or name == "total"
        }
    show(told)
    if summary.about_held is not None:
        note(summary.about_held)
