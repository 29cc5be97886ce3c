"""Trials before `digipost bulk send`: a test letter to the user, and a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digipost import recipient
from digipost.bulk import Prices, Way, forecast, sample_letter
from digipost.bulk._wording import counted
from digipost.bulk.row_states import unsettled
from digipost.cli.addressing import asked_number
from digipost.cli.arguments import options_named
from digipost.cli.bulk.progress import Watch
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.output import as_json, done, is_asked_on_a_terminal, note, show

if TYPE_CHECKING:
    from digipost.bulk import Forecast, Mailing
    from digipost.cli.connection import Connection
    from digipost.client import DigipostClient

__all__ = ["forecast_mailing", "send_test_letter"]

# The parts of the cost in words; with --json, they have the names of `Prices.cost`.
_PRICES = {
    "mailbox": "letters to a mailbox",
    "print": "letters on paper in Norway",
    "print_abroad": "letters on paper abroad",
    "pages": "printed pages",
    "sheets": "printed sheets",
    "total": "in all",
}
_MOST_UNASKED = 1000  # requests to Digipost that need no confirmation by the user


def send_test_letter(
    mailing: Mailing, client: DigipostClient, connection: Connection, number: str, *, yes: bool
) -> None:
    """Send the letter of the first row to the user, and nothing else.

    Args:
        mailing: The mailing; it does not record the test letter.
        client: The client.
        connection: The connection, which asks for a confirmation if real mail is delivered.
        number: The user's own personal identification number, or `-` to read it.
        yes: True to send without a confirmation.
    """
    with options_named(recipient="--test-to-pin"):
        to = recipient.by_personal_identification_number(asked_number(number, "--test-to-pin"))
    row, letter = sample_letter(mailing, to)
    connection.confirm(client.config.environment, f"Send the letter of row {row} to yourself?", yes=yes)
    delivery = client.messages.send(letter)
    deed = f"The test letter was sent: document {letter.primary_document.uuid}."
    with done(deed):
        show(
            {
                "test_letter_of_row": row,
                "status": delivery.status,
                "channel": delivery.delivery_method,
                "document": letter.primary_document.uuid,
            }
        )
    note("No other letter was sent. To send the mailing, give the command without --test-to-pin.")


def forecast_mailing(
    mailing: Mailing,
    client: DigipostClient,
    *,
    prices: Prices | None,
    concurrency: int,
    most_a_second: float | None,
    yes: bool,
) -> bool:
    """Ask Digipost for a forecast of a mailing, and show the forecast.

    Returns:
        True if Digipost could be asked about all letters.

    Raises:
        FailureError: There are many letters, and the user declines, or cannot be asked on a terminal.
    """
    left = unsettled(mailing.counts())
    if left > _MOST_UNASKED and not yes:
        question = f"Digipost would be asked about {left:,} recipients"
        if not is_asked_on_a_terminal():
            raise FailureError(f"{question}: give --yes to do so.", ExitCode.USAGE)
        if not click.confirm(f"{question}. Go on?", err=True):
            raise FailureError("Nothing was asked.", ExitCode.REFUSED)
    with Watch() as watch:
        found = forecast(
            mailing, client, at_once=concurrency, most_a_second=most_a_second, tell=watch.forecast
        )
    show(_told(found, prices))
    if found.stopped is not None:
        left = found.letters - found.asked
        verb = "was" if left == 1 else "were"
        note(f"{found.stopped} {counted(left, 'letter')} {verb} not asked about. Try again later.")
    return found.stopped is None


def _told(found: Forecast, prices: Prices | None) -> dict[str, object]:
    told: dict[str, object] = {
        "letters": found.letters,
        "asked_about": found.asked,
        "to_a_mailbox": found.ways[Way.MAILBOX],
        "to_print": found.ways[Way.PRINT],
        "pages": found.pages,
        "sheets": found.sheets,
        "countries": dict(sorted(found.countries.items(), key=lambda each: -each[1])),
        "waiting_for_registration": found.ways[Way.WAITING],
        "not_to_be_asked": found.ways[Way.NOT_ASKED],
        "nowhere": found.ways[Way.NOWHERE],
        "stopped": found.stopped,
        "cost": None
        if prices is None
        else {
            name if as_json() else _PRICES[name]: f"{each:.2f}" for name, each in prices.cost(found).items()
        },
    }
    if as_json():
        return told
    always = {"letters", "to_a_mailbox", "to_print", "nowhere"}
    return {name: value for name, value in told.items() if value != 0 or name in always}
