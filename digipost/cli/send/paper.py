"""The options of `digipost send` for letters on paper, and their conversion to print details."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.cli.addressing import postal_address
from digipost.cli.arguments import gathered, moment
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import option
from digipost.xml import schema_values

if TYPE_CHECKING:
    from datetime import datetime

    from digipost.cli.addressing import To

__all__ = ["Paper", "printed"]

_PAPER = "On paper"


@attrs.frozen
class Paper:
    """Values of the options for print, by their names; `digipost send --help` explains them."""

    print_fallback: bool
    print_only: bool
    print_if_unread: datetime | None
    print_name: str | None = attrs.field(repr=False)
    print_address: tuple[str, ...] = attrs.field(repr=False)
    return_name: str | None = attrs.field(repr=False)
    return_address: tuple[str, ...] = attrs.field(repr=False)
    colour: bool
    shred: bool

    def details(self, to: To, *, is_invited: bool) -> api_v8.PrintDetails | None:
        """Return the details to print the letter; None for a letter to a mailbox only.

        Args:
            to: The options that name the recipient; a name with an address is also the postal address.
            is_invited: True if the recipient is invited, and the options are for the time afterwards.

        Raises:
            InvalidValueError: A line of an address cannot be accepted.
            FailureError: An address is missing, or print options are given for a letter that is not printed.
        """
        if self.print_only or self.print_fallback:
            return self.required_details(to)
        if self._is_given and not self.print_if_unread and not is_invited:
            problem = (
                "The options for paper need --print-fallback, --print-only, --print-if-unread or "
                "--invite-until: give one of them."
            )
            raise FailureError(problem, ExitCode.USAGE)
        return None

    def if_unread(self, to: To) -> api_v8.PrintIfUnread | None:
        """Return the time and details to print an unread letter; None if it is never printed when unread."""
        if self.print_if_unread is None:
            return None
        if self.print_only or self.print_fallback:
            problem = "--print-if-unread, --print-fallback or --print-only: give one of them."
            raise FailureError(problem, ExitCode.USAGE)
        with schema_values():
            return api_v8.PrintIfUnread(
                print_if_unread_after=self.print_if_unread, print_details=self.required_details(to)
            )

    def details_after_invitation(self, to: To) -> api_v8.PrintDetails | None:
        """Return the details to print the letter after an invitation; None without options for paper."""
        return self.required_details(to) if self._is_given else None

    @property
    def _is_given(self) -> bool:
        return any(
            (
                self.print_name,
                self.print_address,
                self.return_name,
                self.return_address,
                self.colour,
                self.shred,
            )
        )

    def required_details(self, to: To) -> api_v8.PrintDetails:
        """Return the details to print the letter."""
        name, lines = self.print_name or to.to_name, self.print_address or to.address
        missing = [
            words
            for words, is_there in (
                (
                    "the recipient's address (--to-name and --address, or --print-name and --print-address)",
                    name and lines,
                ),
                (
                    "the return address (--return-name and --return-address)",
                    self.return_name and self.return_address,
                ),
            )
            if not is_there
        ]
        if missing:
            raise FailureError(f"A letter on paper needs {' and '.join(missing)}.", ExitCode.USAGE)
        shred = api_v8.NondeliverableHandling.SHRED
        return api_v8.PrintDetails(
            recipient=postal_address("--print-address" if self.print_address else "--address", name, lines),
            return_address=postal_address("--return-address", self.return_name, self.return_address),
            color=api_v8.PrintColors.COLORS if self.colour else None,
            nondeliverable_handling=shred if self.shred else None,
        )


printed = gathered(
    "paper",
    Paper,
    [
        option(
            "--print-fallback",
            is_flag=True,
            section=_PAPER,
            help="Post the letter if the recipient has no mailbox.",
        ),
        option(
            "--print-only",
            is_flag=True,
            section=_PAPER,
            help="Post the letter in any case, without looking for a mailbox.",
        ),
        option(
            "--print-if-unread",
            metavar="TIME",
            callback=moment,
            section=_PAPER,
            help="Post the letter if it is unread at this time, such as 2026-12-01T08:00+01:00.",
        ),
        option(
            "--print-name",
            metavar="NAME",
            section=_PAPER,
            help="The name on the envelope; --to-name unless given.",
        ),
        option(
            "--print-address",
            multiple=True,
            metavar="LINE",
            section=_PAPER,
            help="A line of the address, repeatable; the last is postal code and town. "
            "--address unless given.",
        ),
        option(
            "--return-name",
            metavar="NAME",
            section=_PAPER,
            help="The name of the return address, for undeliverable letters.",
        ),
        option(
            "--return-address",
            multiple=True,
            metavar="LINE",
            section=_PAPER,
            help="A line of the return address; repeatable.",
        ),
        option("--colour", is_flag=True, section=_PAPER, help="Print in colour, at an extra price."),
        option(
            "--shred",
            is_flag=True,
            section=_PAPER,
            help="Shred an undeliverable letter instead of returning it.",
        ),
    ],
)
"""Give a command the options for print, and their values as its argument `paper`."""
