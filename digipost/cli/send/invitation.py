"""The options of `digipost send` for an invitation of a person without a mailbox."""

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

__all__ = ["Invitation", "invited"]

_INVITATION = "Invitation of a person without a mailbox"


@attrs.frozen
class Invitation:
    """Values of the options, by their names; `digipost send --help` explains them."""

    invite_until: datetime | None
    invite_phone: str | None = attrs.field(repr=False)
    invite_email: str | None = attrs.field(repr=False)

    def request(self, print_details: api_v8.PrintDetails | None) -> api_v8.RequestForRegistration | None:
        """Return the request for registration, if the options contain an invitation.

        Args:
            print_details: Details to print and post the letter after the deadline, if the user wants that.

        Raises:
            InvalidValueError: A value cannot be accepted.
            FailureError: The deadline is missing.
        """
        if self.invite_until is None:
            if self.invite_phone or self.invite_email:
                problem = "--invite-phone and --invite-email need --invite-until: give the deadline too."
                raise FailureError(problem, ExitCode.USAGE)
            return None
        with schema_values():
            return api_v8.RequestForRegistration(
                registration_deadline=self.invite_until,
                phone_number=self.invite_phone,
                email_address=self.invite_email,
                print_details=print_details,
            )


invited = gathered(
    "invitation",
    Invitation,
    [
        option(
            "--invite-until",
            metavar="TIME",
            callback=moment,
            section=_INVITATION,
            help="Hold the letter until this time, so that the person can register, such as "
            "2026-12-01T08:00+01:00; with --to-pin. With the options for paper, it is posted afterwards.",
        ),
        option(
            "--invite-phone",
            metavar="NUMBER",
            section=_INVITATION,
            help="The number for the SMS, with its country code, as +4791234567.",
        ),
        option("--invite-email", metavar="ADDRESS", section=_INVITATION, help="The person's e-mail address."),
    ],
)
"""Give a command the options for an invitation, and their values as its argument `invitation`."""
