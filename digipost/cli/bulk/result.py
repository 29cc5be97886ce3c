"""The result of a mailing: counts, files and exit code, and the error if it cannot be written."""

from __future__ import annotations

import shlex
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digipost.bulk import BulkError, JournalError, ManifestError, State
from digipost.bulk._wording import counted
from digipost.bulk.row_states import unsettled
from digipost.cli.failures import ExitCode, FailureError, failure_of, give_up_output, printable
from digipost.cli.output import as_json, note, show
from digipost.errors._command_words import in_words_of_commands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digipost.bulk import Mailing, Report, Summary
    from digipost.cli.connection import Connection
    from digipost.client import DigipostClient
    from digipost.errors import DigipostError

__all__ = [
    "code_of",
    "confirm_sending",
    "end",
    "ended_early",
    "in_words",
    "mailing_folder",
    "note_resuming",
    "note_unsent",
    "show_report",
    "shown",
    "stopped_by",
    "usable",
    "writing_out",
]

_NAMES = {State.PLANNED: "not_sent", State.SENDING: "interrupted"}


def mailing_folder(_: click.Context, __: click.Parameter, folder: Path) -> Path:
    """Return the folder of a mailing, for click's `callback`.

    Raises:
        FailureError: The path is a file, most likely the manifest.
    """
    if folder.is_file():
        problem = f"FOLDER: {printable(str(folder))} is a file: give the folder of its mailing"
        raise FailureError(f"{problem}, as in {printable(folder.stem)}.mailing.", ExitCode.USAGE)
    return folder


@contextmanager
def usable() -> Iterator[None]:
    """End the command with exit code 2 (`USAGE`) if manifest or journal cannot be used."""
    try:
        yield
    except (ManifestError, JournalError) as error:
        raise FailureError(str(error), ExitCode.USAGE, kind=type(error).__name__) from error


@contextmanager
def writing_out(mailing: Mailing, stopped: FailureError | None) -> Iterator[None]:
    """Guard the output of a mailing's result; if it fails, the error reports the letters sent.

    Args:
        mailing: The mailing.
        stopped: The failure that ended the sending, if any; its exit code stays unless it is `REFUSED`.

    Raises:
        FailureError: A file or the output cannot be written.
    """
    try:
        yield
    except (BulkError, OSError, UnicodeError) as error:
        give_up_output()
        folder = shlex.quote(str(mailing.folder))
        failed = f"{_problem(error)} To write it again: digipost bulk report {folder}"
        said, code = _became_of(mailing)
        if stopped is not None:
            said = f"{stopped} {said}"
            # A failure that a retry cannot correct does not show if letters are still to be sent.
            code = code if stopped.exit_code is ExitCode.REFUSED else stopped.exit_code
        raise FailureError(f"{said} {failed}", code, kind=type(error).__name__) from error


def _problem(error: BulkError | OSError | UnicodeError) -> str:
    if isinstance(error, BulkError):
        return str(error)
    reason = error.strerror if isinstance(error, OSError) else "it cannot show a character"
    return f"The result cannot be written to the standard output: {reason or type(error).__name__}."


def _became_of(mailing: Mailing) -> tuple[str, ExitCode]:
    """Return the summary of the letters and the exit code, in which unsent letters have priority."""
    try:
        counts = mailing.counts()
    except BulkError as error:
        return f"Letters may have been sent, and the journal cannot be read: {error}", ExitCode.UNKNOWN
    said = _arrived(counts)
    if counts[State.UNKNOWN] or counts[State.SENDING]:
        return said, ExitCode.UNKNOWN
    if counts[State.FAILED] or counts[State.PLANNED]:
        return said, ExitCode.TRY_AGAIN
    return said, ExitCode.NOT_TOLD


def _arrived(counts: Mapping[State, int]) -> str:
    sent, total = counts[State.DELIVERED] + counts[State.PRINTED], sum(counts.values())
    return f"Digipost has {counted(sent, 'letter', of=total)}."


def stopped_by(error: DigipostError | OSError) -> FailureError:
    """Return the failure for an error that ended the sending; letters may have been sent before it."""
    text = in_words_of_commands(str(error))
    if isinstance(error, (ManifestError, JournalError)):
        return FailureError(text, ExitCode.REFUSED, kind=type(error).__name__)
    if isinstance(error, BulkError):
        return FailureError(text, ExitCode.TRY_AGAIN if error.retryable else ExitCode.SETUP)
    if isinstance(error, OSError):
        problem = f"The sending ended early: {error.strerror or type(error).__name__}."
        return FailureError(problem, ExitCode.TRY_AGAIN, kind="OSError")
    return failure_of(error) or FailureError(text, ExitCode.REFUSED)


def ended_early(stopped: FailureError, report: Report) -> FailureError:
    """Return the failure of a sending that ended early; its exit code shows if letters are unsent."""
    counts = report.summary.counts
    if stopped.exit_code is not ExitCode.REFUSED or not report.summary.has_begun or not unsettled(counts):
        return stopped
    note_resuming(report)
    return FailureError(str(stopped), code_of(report.summary), **stopped.facts)


def note_resuming(report: Report) -> None:
    """Note the command that sends the rest of a mailing."""
    note(f"To go on: digipost bulk resume {shlex.quote(shown(report.csv.parent))}")


def code_of(summary: Summary) -> ExitCode:
    """Return the exit code for the final states of the rows."""
    counts = summary.counts
    if counts[State.UNKNOWN] or counts[State.SENDING]:
        return ExitCode.UNKNOWN
    if counts[State.FAILED] or counts[State.PLANNED]:
        return ExitCode.TRY_AGAIN
    if summary.held and summary.batch is not None and not counts[State.REFUSED]:
        return ExitCode.TRY_AGAIN  # to complete the batch
    is_done = not (counts[State.REFUSED] or counts[State.INVALID] or summary.held)
    return ExitCode.DONE if is_done else ExitCode.REFUSED


def end(report: Report, code: ExitCode, *, was_sending: bool = True) -> None:
    """Show a report with the next steps, and end the command; the next step is to send."""
    show_report(report)
    changed = report.summary.changed
    if changed:
        letters = f"{counted(changed, 'letter')} {'was' if changed == 1 else 'were'}"
        note(f"{letters} sent with a document that changed after the check: see the report.")
    if report.summary.about_held is not None:
        note(report.summary.about_held)
    if report.not_to_correct is not None:
        note(f"There is no manifest of what has to be corrected: {report.not_to_correct}")
    if was_sending and code in {ExitCode.TRY_AGAIN, ExitCode.UNKNOWN}:
        note_resuming(report)
    click.get_current_context().exit(code)


def confirm_sending(
    connection: Connection, client: DigipostClient, counts: Mapping[State, int], *, yes: bool
) -> None:
    """Ask the user before letters are sent; letters that have arrived do not count."""
    left = unsettled(counts)
    if left:
        connection.confirm(client.config.environment, f"Send {counted(left, 'letter')}?", yes=yes)


def note_unsent(summary: Summary) -> None:
    """Note that nothing was sent, and the number of letters that can be sent."""
    left = unsettled(summary.counts)
    if summary.has_begun:
        verb = "is" if left == 1 else "are"
        note(f"{counted(left, 'letter', of=summary.total)} {verb} left to send. Nothing was sent now.")
    else:
        note(f"{counted(left, 'row', of=summary.total)} can be sent. Nothing was sent.")


def in_words(told: dict[str, object]) -> dict[str, object]:
    """Return the facts of a summary, with words around the count of rows that overlap other counts."""
    rows = told["corrected"]
    if rows:
        # Rows in several states: a mailing of corrections replaces invalid and refused rows.
        told["corrected"] = f"{rows:,} of these, invalid or refused here, are in a mailing of corrections"
    return told


def show_report(report: Report) -> None:
    """Print the counts and files of a report."""
    counts = report.summary.counts
    told: dict[str, object] = {
        "manifest": report.summary.manifest,
        "total": report.summary.total,
        **{_NAMES.get(state, str(state)): counts[state] for state in State},
        "retried": report.summary.retried,
        "changed": report.summary.changed,
        "corrected": report.summary.corrected,
        "held": report.summary.held,
        "report": shown(report.html),
        "to_correct": None if report.to_correct is None else shown(report.to_correct),
    }
    if as_json():
        told |= {name: report.summary.to_json()[name] for name in ("batch", "errors", "warnings")}
    else:
        told = {name: value for name, value in in_words(told).items() if value != 0 or name == "total"}
    show(told)
    if sys.stdout is None:  # the user closed it
        sent = f"{_arrived(counts)} " if report.summary.has_begun else ""
        note(f"{sent}The report was written: {shown(report.html)}")


def shown(path: Path) -> str:
    """Return a path; relative to the working directory if the path is below that directory."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
