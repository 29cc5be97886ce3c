"""Options that name the recipient, and their conversion to a recipient."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import click

from digipost import printing, recipient
from digipost.base.arguments import POSTAL_CODE, POSTAL_CODE_WITHOUT_ZEROS
from digipost.cli.arguments import FILE, gathered, options_named
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import option
from digipost.cli.output import is_asked_on_a_terminal
from digipost.cli.text_input import line_of_file, line_of_stdin

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from digipost.base.schema_version import api_v8

__all__ = ["RECIPIENT_OPTIONS", "TO", "To", "asked_number", "named", "postal_address"]

TO = "Recipient (one of these)"
"""The section of the options in the help."""

_TOWN = re.compile(rf"(?P<code>{POSTAL_CODE.pattern}) +(?P<city>\S.*)")
_COUNTRY = re.compile(r"[A-Z]{2}")
_MOST_STREETS = 2  # lines of an address in the National Registry, before the town

RECIPIENT_OPTIONS = (
    *("--to-pin", "--to-pin-file", "--to-address", "--to-organisation", "--to-name", "--to-account"),
)
"""The options that name the recipient, for all commands that need a recipient."""


@attrs.frozen
class To:
    """Values of the options that name the recipient.

    Attributes:
        to_pin: A personal identification number, or `-`.
        to_pin_file: The file with a personal identification number.
        to_address: A Digipost address.
        to_organisation: An organisation number.
        to_name: A name.
        address: The lines of the address that belongs to the name.
        birth_date: The birth date of the person with that name.
        to_account: A bank account number.
    """

    to_pin: str | None = attrs.field(repr=False)
    to_pin_file: Path | None = attrs.field(repr=False)
    to_address: str | None = attrs.field(repr=False)
    to_organisation: str | None
    to_name: str | None = attrs.field(repr=False)
    address: tuple[str, ...] = attrs.field(repr=False)
    birth_date: datetime | None = attrs.field(repr=False)
    to_account: str | None = attrs.field(repr=False)

    @property
    def given(self) -> list[str]:
        """Return the given options that name the recipient."""
        return [flag for flag in RECIPIENT_OPTIONS if getattr(self, flag[2:].replace("-", "_")) is not None]

    def recipient(self, print_details: api_v8.PrintDetails | None = None) -> api_v8.MessageRecipient:
        """Return the recipient that the options name.

        Raises:
            InvalidValueError: A value is invalid, such as an impossible personal identification number.
            FailureError: No option was given, or more than one; or an address is incomplete.
        """
        if not self.given:
            problem = f"One of {', '.join(RECIPIENT_OPTIONS)} is needed; none was given."
            raise FailureError(problem, ExitCode.USAGE)
        if len(self.given) > 1:
            problem = f"Give one recipient only; these were given: {', '.join(self.given)}."
            raise FailureError(problem, ExitCode.USAGE)
        if self.to_address is not None:
            return recipient.by_digipost_address(self.to_address, print_details=print_details)
        if self.to_organisation is not None:
            return recipient.by_organisation_number(self.to_organisation, print_details=print_details)
        if self.to_account is not None:
            return recipient.by_bank_account_number(self.to_account, print_details=print_details)
        if self.to_name is not None:
            return self._by_name(self.to_name, print_details)
        number = self._personal_identification_number()
        with options_named(**{"recipient.personal_identification_number": self.given[0]}):
            return recipient.by_personal_identification_number(number, print_details=print_details)

    def _by_name(self, name: str, print_details: api_v8.PrintDetails | None) -> api_v8.MessageRecipient:
        *streets, town = self.address or [""]
        fits = _TOWN.fullmatch(town.strip())
        _refuse_lost_zero("--address", town)
        if fits is None or not 1 <= len(streets) <= _MOST_STREETS:
            problem = (
                "--to-name needs --address twice or three times: the street, and last postal code and town, "
                'as in --address "Eksempelveien 1" --address "0155 Oslo".'
            )
            raise FailureError(problem, ExitCode.USAGE)
        return recipient.by_name_and_address(
            fullname=name,
            addressline1=streets[0],
            addressline2=streets[1] if streets[1:] else None,
            postalcode=fits["code"],
            city=fits["city"],
            birth_date=self.birth_date and self.birth_date.date(),
            print_details=print_details,
        )

    def _personal_identification_number(self) -> str:
        if self.to_pin_file is not None:
            return line_of_file(self.to_pin_file, "--to-pin-file")
        return asked_number(self.to_pin or "", "--to-pin")


def asked_number(given: str, flag: str) -> str:
    """Return a personal identification number; for `-`, read it from standard input or ask on a terminal."""
    if given != "-":
        return given
    if is_asked_on_a_terminal():
        asked: str = click.prompt("Personal identification number", hide_input=True, err=True)
        return asked.strip()
    return line_of_stdin(flag)


named = gathered(
    "to",
    To,
    [
        option(
            "--to-pin",
            metavar="NUMBER",
            envvar="DIGIPOST_TO_PIN",
            section=TO,
            help="A person, by personal identification number. Other users of this machine can see "
            "arguments, and your shell keeps them: '-' reads it from standard input, or asks. "
            "[DIGIPOST_TO_PIN]",
        ),
        option("--to-pin-file", type=FILE, section=TO, help="A person, by the number in a file."),
        option("--to-address", metavar="ADDRESS", section=TO, help="Such as ola.nordmann#1234."),
        option(
            "--to-organisation", metavar="NUMBER", section=TO, help="An organisation, by its nine digits."
        ),
        option(
            "--to-name",
            metavar="NAME",
            section=TO,
            help="A person, by name as in the National Registry; with --address.",
        ),
        option(
            "--address",
            multiple=True,
            metavar="LINE",
            section=TO,
            help="A line of the address of --to-name, repeatable; the last is postal code and town.",
        ),
        option(
            "--birth-date",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="DATE",
            section=TO,
            help="Narrows --to-name, as 1984-10-31.",
        ),
        option(
            "--to-account",
            metavar="NUMBER",
            section=TO,
            help="The holder of a bank account; needs Digipost's permission.",
        ),
    ],
)
"""Give a command the options that name the recipient, and their values as its argument `to`."""


def postal_address(flag: str, name: str | None, lines: tuple[str, ...]) -> api_v8.PrintRecipient:
    """Return an address for print, from a name and the lines below it.

    Args:
        flag: The option that contains the lines, for errors.
        name: The name of the person or organisation.
        lines: The lines. The last line is a Norwegian postal code and town, or a country code such as `SE`.

    Raises:
        FailureError: The name is missing, the last line is not a postal code and town or a country, or a line
            is blank, too long or superfluous.
    """
    name_flag = "--to-name" if flag == "--address" else flag.replace("address", "name")
    with options_named(**{"printing": flag, "printing.name": name_flag}):
        return _print_recipient(flag, name, lines)


def _refuse_lost_zero(flag: str, town: str) -> None:
    """Refuse a last line of an address whose postal code has fewer than four digits."""
    if POSTAL_CODE_WITHOUT_ZEROS.fullmatch(town.strip().partition(" ")[0]):
        problem = 'a postal code has four digits, also those with a zero in front, as in "0155 Oslo".'
        raise FailureError(f"{flag}: {problem}", ExitCode.USAGE)


def _print_recipient(flag: str, name: str | None, lines: tuple[str, ...]) -> api_v8.PrintRecipient:
    last = lines[-1].strip() if lines else ""
    if name and _COUNTRY.fullmatch(last):
        return printing.foreign_address(name, *lines[:-1], country_code=last)
    fits = _TOWN.fullmatch(last)
    _refuse_lost_zero(flag, last)
    if not name or fits is None:
        problem = (
            f"{flag} is given with the name, for each line once; the last is postal code and town, as in "
            f'{flag} "Testgata 1" {flag} "0155 Oslo", or the two letters of another country, as in {flag} SE.'
        )
        raise FailureError(problem, ExitCode.USAGE)
    return printing.norwegian_address(name, *lines[:-1], zip_code=fits["code"], city=fits["city"])
