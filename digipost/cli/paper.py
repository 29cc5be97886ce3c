"""Letters on paper: the options of `digipost send` for print, and the details that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.cli.addressing import postal_address
from digipost.cli.arguments import gathered
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import option
from digipost_schema import api_v8

if TYPE_CHECKING:
    from digipost.cli.addressing import To

__all__ = ["Paper", "printed"]

_PAPER = "On paper"


@attrs.frozen
class Paper:
    """What the options say of print, by their names; `digipost send --help` explains them."""

    print_fallback: bool
    print_only: bool
    print_name: str | None = attrs.field(repr=False)
    print_address: tuple[str, ...] = attrs.field(repr=False)
    return_name: str | None = attrs.field(repr=False)
    return_address: tuple[str, ...] = attrs.field(repr=False)
    colour: bool
    shred: bool

    def details(self, to: To) -> api_v8.PrintDetails | None:
        """How to print the letter; None where it is for a mailbox alone.

        Args:
            to: Whom the options name; with a name and an address, where the letter is posted to.

        Raises:
            InvalidValueError: A line of an address that cannot be accepted.
            FailureError: An address is missing, or options are given that only count for print.
        """
        if self.print_only or self.print_fallback:
            return self.required_details(to)
        given = (
            self.print_name,
            self.print_address,
            self.return_name,
            self.return_address,
            self.colour,
            self.shred,
        )
        if any(given):
            problem = "The options for paper count with --print-fallback or --print-only: give one of them."
            raise FailureError(problem, ExitCode.USAGE)
        return None

    def required_details(self, to: To) -> api_v8.PrintDetails:
        """How to print the letter."""
        name, lines = self.print_name or to.to_name, self.print_address or to.address
        shred = api_v8.NondeliverableHandling.SHRED
        return api_v8.PrintDetails(
            recipient=postal_address("--print-name and --print-address", name, lines),
            return_address=postal_address(
                "--return-name and --return-address", self.return_name, self.return_address
            ),
            color=api_v8.PrintColors.COLORS if self.colour else None,
            nondeliverable_handling=shred if self.shred else None,
        )


printed = gathered(
    "paper",
    Paper,
    [
        option("--print-fallback", is_flag=True, section=_PAPER, help="Post it where there is no mailbox."),
        option(
            "--print-only", is_flag=True, section=_PAPER, help="Post it, whether there is a mailbox or not."
        ),
        option("--print-name", metavar="NAME", section=_PAPER, help="To whom; --to-name unless given."),
        option(
            "--print-address",
            multiple=True,
            metavar="LINE",
            section=_PAPER,
            help="To where, line by line, the last being postal code and town; --address unless given.",
        ),
        option("--return-name", metavar="NAME", section=_PAPER, help="To whom it goes back, if it must be."),
        option(
            "--return-address", multiple=True, metavar="LINE", section=_PAPER, help="To where, line by line."
        ),
        option("--colour", is_flag=True, section=_PAPER, help="Print in colour, at an extra price."),
        option(
            "--shred",
            is_flag=True,
            section=_PAPER,
            help="Shred what cannot be delivered instead of sending it back.",
        ),
    ],
)
"""Gives a command the options for print, and as its argument `paper` what they say."""
