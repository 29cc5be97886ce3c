"""`digipost bulk`."""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digipost.bulk import Mailing, State, status, write_report
from digipost.cli.bulk.columns import columns_command
from digipost.cli.bulk.findings import check_mailing
from digipost.cli.bulk.init import init
from digipost.cli.bulk.options import check_folders, columns_options, format_options, paced
from digipost.cli.bulk.profile import profiled
from digipost.cli.bulk.progress import Watch
from digipost.cli.bulk.result import (
    code_of,
    confirm_sending,
    end,
    ended_early,
    mailing_folder,
    note_unsent,
    show_report,
    shown,
    stopped_by,
    usable,
    writing_out,
)
from digipost.cli.bulk.status import show_status, status_command
from digipost.cli.bulk.trial import forecast_mailing, send_test_letter
from digipost.cli.connection import Connection, connected, yes_option
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Group, option
from digipost.cli.output import json_option, note
from digipost.cli.preflight.required import check_required, require_preflight_option
from digipost.errors import DigipostError

if TYPE_CHECKING:
    from digipost.bulk import Columns, ManifestFormat, Prices
    from digipost.cli.bulk.options import Speed

__all__ = ["bulk"]

_PATH = click.Path(path_type=Path)


@click.group(
    cls=Group,
    examples=[
        (
            "Recognise the columns of a file from Excel, and write a profile",
            "digipost bulk init invoices.xlsx",
        ),
        ("Check a manifest, and send nothing", "digipost bulk send invoices.csv --dry-run"),
        ("Send it; the same command again goes on where it ended", "digipost bulk send invoices.csv"),
        ("Show its progress", "digipost bulk status invoices.mailing"),
        ("Write the result of each letter", "digipost bulk report invoices.mailing"),
    ],
)
def bulk() -> None:
    """Send the letters of a manifest, each of them once.

    A manifest is a table in a workbook, CSV, JSON lines or Parquet with a row for each letter. All of it is
    checked before anything is sent. A mailing can be interrupted at any moment, even by kill -9 or a power
    cut. The same command resumes it: the journal, in the folder beside the manifest, records the proven
    letters, and the command asks Digipost about the others.
    """


@bulk.command(
    "send",
    examples=[
        ("Check only", "digipost bulk send invoices.csv --dry-run"),
        ("See the first letter in your own mailbox", "digipost bulk send invoices.csv --test-to-pin -"),
        ("Count the letters that would be printed", "digipost bulk send invoices.csv --forecast"),
        (
            "A manifest with other column names, and documents named after the customer",
            """\
digipost bulk send invoices.csv \\
    --map recipient.personal_identification_number=fnr \\
    --set "document=letters/{customer}.pdf" --set "subject=Invoice {number}\"""",
        ),
        ("No faster than 50 letters a second", "digipost bulk send invoices.csv --rate 50"),
        ("With two processes", "digipost bulk send invoices.csv --processes 2 --concurrency 32"),
    ],
)
@click.argument("manifest", type=_PATH)
@profiled
@columns_options
@format_options
@option(
    "--documents",
    type=_PATH,
    metavar="FOLDER",
    help="The base folder for paths of documents; the folder of the manifest unless given.",
)
@option(
    "--folder",
    type=_PATH,
    help="The folder for the journal and the reports; MANIFEST with .mailing unless given.",
)
@option("--sender-id", type=click.INT, metavar="ID", help="The sender's account id, for rows without one.")
@option(
    "--batch",
    "in_batch",
    is_flag=True,
    help="Let Digipost hold the letters back until it has accepted all of them.",
)
@option("--again", is_flag=True, help="Send a row also if another mailing has sent it, or its correction.")
@option("--dry-run", is_flag=True, help="Check everything, write the report, and send nothing.")
@option(
    "--forecast",
    "with_forecast",
    is_flag=True,
    help="Like --dry-run, and ask Digipost how many letters would go to a mailbox, to print, and nowhere.",
)
@option(
    "--test-to-pin",
    metavar="NUMBER",
    envvar="DIGIPOST_TEST_TO_PIN",
    help="Send the letter of the first row to yourself, and nothing else; '-' reads the number from standard "
    "input, or asks. [DIGIPOST_TEST_TO_PIN]",
)
@require_preflight_option
@option(
    "--fix", is_flag=True, help="Restore the leading zeros that a spreadsheet has removed from postal codes."
)
@option("--strict", is_flag=True, help="Refuse rows with a warning.")
@option("--skip-invalid", is_flag=True, help="Send the valid rows even if other rows are invalid.")
@yes_option
@paced
@connected
@json_option
def _send_manifest(
    connection: Connection,
    manifest: Path,
    *,
    columns: Columns,
    form: ManifestFormat,
    prices: Prices | None,
    documents: Path | None,
    folder: Path | None,
    sender_id: int | None,
    in_batch: bool,
    again: bool,
    dry_run: bool,
    with_forecast: bool,
    test_to_pin: str | None,
    require_preflight: bool,
    fix: bool,
    strict: bool,
    skip_invalid: bool,
    yes: bool,
    speed: Speed,
) -> None:
    """Check a manifest, send its letters, and report on each.

    MANIFEST is a workbook (.xlsx, .ods), or a file in CSV (with a header), JSON lines (.jsonl) or Parquet
    (.parquet). `digipost bulk columns` lists the columns; `digipost bulk init` writes a profile for MANIFEST.

    Exit codes: 0 when Digipost has all the letters, 1 when rows are invalid or were refused, 4 when some are
    still to be sent, 5 when the outcome of some is unknown, 7 when letters were sent and the result could not
    be written. After 4 and 5, give the same command again.
    """
    if test_to_pin is not None and (dry_run or with_forecast):
        other = "--dry-run" if dry_run else "--forecast"
        problem = (
            f"--test-to-pin (DIGIPOST_TEST_TO_PIN) sends a letter, and {other} sends none: give one of them."
        )
        raise click.UsageError(problem)
    check_folders(manifest, folder=folder, documents=documents)
    local = speed.local_workers()
    if require_preflight:
        check_required()
    with connection.client() as client:
        with usable():
            mailing = Mailing(
                manifest,
                client,
                columns=columns,
                form=form,
                folder=folder,
                documents=documents,
                sender_id=sender_id,
                in_batch=in_batch,
                again=again,
                strict=strict,
                fix=fix,
            )
        for each in mailing.notes:
            note(each)
        if test_to_pin is not None:
            with usable():
                send_test_letter(mailing, client, connection, test_to_pin, yes=yes)
            return
        counts = check_mailing(mailing, local)
        invalid = counts[State.INVALID]
        if dry_run or with_forecast or (invalid and not skip_invalid):
            report = write_report(mailing.folder)
            note_unsent(report.summary)
            code = ExitCode.REFUSED if invalid else ExitCode.DONE
            if with_forecast and not forecast_mailing(
                mailing,
                client,
                prices=prices,
                concurrency=speed.concurrency,
                most_a_second=speed.most_a_second,
                yes=yes,
            ):
                code = ExitCode.TRY_AGAIN
            end(report, code, was_sending=False)
            return
        confirm_sending(connection, client, counts, yes=yes)
        _send(mailing, speed)


@bulk.command("resume", examples=[("Go on with a mailing", "digipost bulk resume invoices.mailing")])
@click.argument("folder", type=_PATH, callback=mailing_folder)
@yes_option
@paced
@connected
@json_option
def _resume(connection: Connection, folder: Path, *, yes: bool, speed: Speed) -> None:
    """Resume the mailing in a folder, with its original settings.

    FOLDER is the folder that `digipost bulk send` made: MANIFEST with .mailing. Proven rows stay as they
    are; the command asks Digipost about the others first. Exit codes are those of `digipost bulk send`.
    """
    with connection.client() as client:
        with usable():
            mailing = Mailing.resume(folder, client)
            so_far = status(folder)
        if so_far.counts[State.INVALID] and not so_far.has_begun:
            problem = "Rows are invalid, and nothing was sent. To send the others, give digipost bulk send"
            raise FailureError(f"{problem} with --skip-invalid.", ExitCode.REFUSED)
        confirm_sending(connection, client, so_far.counts, yes=yes)
        _send(mailing, speed)


@bulk.command("report", examples=[("Write it again", "digipost bulk report invoices.mailing")])
@click.argument("folder", type=_PATH, callback=mailing_folder)
@json_option
def _report(folder: Path) -> None:
    """Write the report of a mailing again, also while it is being sent.

    FOLDER is the folder that `digipost bulk send` made. The report consists of report.csv and report.json
    with each row's outcome, and report.html to read. Invalid and refused rows are written beside the
    manifest, as a manifest to correct and to send as another mailing.
    """
    with usable():
        report = write_report(folder)
    end(report, ExitCode.DONE)


bulk.add_command(columns_command)
bulk.add_command(init)
bulk.add_command(status_command)


def _send(mailing: Mailing, speed: Speed) -> None:
    workers = speed.workers()
    stopped: FailureError | None = None
    try:
        with Watch() as watch:
            mailing.send(workers, most_a_second=speed.most_a_second, skip_invalid=True, tell=watch.sent)
    except (DigipostError, OSError) as error:
        stopped = stopped_by(error)
    except KeyboardInterrupt:
        with suppress(DigipostError):
            show_status(status(mailing.folder))
        note(f"To go on: digipost bulk resume {shlex.quote(shown(mailing.folder))}")
        raise
    with writing_out(mailing, stopped):
        report = write_report(mailing.folder)
        if stopped is not None:
            show_report(report)
            raise ended_early(stopped, report)
        end(report, code_of(report.summary))
