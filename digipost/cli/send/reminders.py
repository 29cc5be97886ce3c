"""The options of `digipost send` for reminders of an unread letter, by SMS and e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.cli.arguments import gathered, moment
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import option
from digipost.xml import schema_values

if TYPE_CHECKING:
    from datetime import datetime

    import click

__all__ = ["Reminders", "reminded"]

_REMINDERS = "Reminders while the letter is unread"


def _hours(_: click.Context, parameter: click.Parameter, texts: tuple[str, ...]) -> tuple[int, ...]:
    """Read hours as `--sms-after 24 --sms-after 72` or `--sms-after 24,72`."""
    hours = [each.strip() for text in texts for each in text.split(",")]
    if any(not each.removeprefix("-").isdecimal() for each in hours):
        problem = "whole hours are expected, as in 24 or 24,72."
        raise FailureError(f"{parameter.opts[0]}: {problem}", ExitCode.USAGE)
    return tuple(int(each) for each in hours)


@attrs.frozen
class Reminders:
    """Values of the options, by their names; `digipost send --help` explains them."""

    sms_after: tuple[int, ...]
    sms_at: list[datetime]
    notify_email: str | None = attrs.field(repr=False)
    notify_subject: str | None = attrs.field(repr=False)
    notify_text: str | None = attrs.field(repr=False)
    notify_at: list[datetime]

    def sms(self) -> api_v8.SmsNotification | None:
        """Return the reminders by SMS; None if no option requests them.

        Raises:
            InvalidValueError: A number of hours cannot be accepted.
        """
        if not self.sms_after and not self.sms_at:
            return None
        with schema_values():
            at = [api_v8.ListedTime(time=each) for each in self.sms_at]
            return api_v8.SmsNotification(after_hours=list(self.sms_after), at=at)

    def email(self) -> api_v8.EmailNotification | None:
        """Return the reminders by e-mail; None if no option requests them.

        Raises:
            InvalidValueError: A text cannot be accepted.
            FailureError: One of the four options is missing.
        """
        address, subject, text, at = self.notify_email, self.notify_subject, self.notify_text, self.notify_at
        if not (address or subject or text or at):
            return None
        if not (address and subject and text and at):
            problem = (
                "An e-mail needs all of --notify-email, --notify-subject, --notify-text and --notify-at."
            )
            raise FailureError(problem, ExitCode.USAGE)
        with schema_values():
            return api_v8.EmailNotification(
                email_address=address,
                subject=subject,
                text=text,
                at=[api_v8.ListedTime(time=each) for each in at],
            )


reminded = gathered(
    "reminders",
    Reminders,
    [
        option(
            "--sms-after",
            multiple=True,
            metavar="HOURS",
            callback=_hours,
            section=_REMINDERS,
            help="Send an SMS this many hours after delivery; repeatable, or a list such as 24,72.",
        ),
        option(
            "--sms-at",
            multiple=True,
            metavar="TIME",
            callback=moment,
            section=_REMINDERS,
            help="Send an SMS at a time, such as 2026-12-01T08:00+01:00; repeatable.",
        ),
        option(
            "--notify-email",
            metavar="ADDRESS",
            section=_REMINDERS,
            help="Send an e-mail to this address; with the three options below.",
        ),
        option("--notify-subject", metavar="TEXT", section=_REMINDERS, help="The subject of the e-mail."),
        option(
            "--notify-text",
            metavar="TEXT",
            section=_REMINDERS,
            help="The text of the e-mail, which is readable without log-in.",
        ),
        option(
            "--notify-at",
            multiple=True,
            metavar="TIME",
            callback=moment,
            section=_REMINDERS,
            help="The time of the e-mail; repeatable.",
        ),
    ],
)
"""Give a command the options for reminders, and their values as its argument `reminders`."""
