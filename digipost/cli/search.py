"""`digipost search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digipost.cli.arguments import options_named
from digipost.cli.connection import Connection, connected
from digipost.cli.help import Command
from digipost.cli.output import json_option, show_each

if TYPE_CHECKING:
    from digipost.cli.output import Record
    from digipost_schema import api_v8

__all__ = ["search"]


@click.command(
    cls=Command,
    examples=[
        ("By name and place", "digipost search ola oslo"),
        ("For a program", "digipost search ola oslo --json"),
    ],
)
@click.argument("words", nargs=-1, required=True)
@connected
@json_option
def search(connection: Connection, words: tuple[str, ...]) -> None:
    """Find Digipost users by name and place, at most ten.

    WORDS are at least three characters of a name, address or town. Not even a single hit proves who it is: it
    is for a person to pick the right one from; `digipost identify` is for programs.
    """
    with connection.client() as client, options_named(text="WORDS"):
        found = client.recipients.search(" ".join(words))
    show_each(map(_record, found), ["name", "digipost_address", "addresses"], nothing="Nobody was found.")


def _record(hit: api_v8.Recipient) -> Record:
    names = (hit.firstname, hit.middlename, hit.lastname)
    return {
        "name": hit.organisation_name or " ".join(each for each in names if each),
        "digipost_address": hit.digipost_address,
        "organisation_number": hit.organisation_number,
        "addresses": [_address(each) for each in hit.address],
    }


def _address(address: api_v8.Address) -> str:
    street = " ".join(each for each in (address.street, address.house_number, address.house_letter) if each)
    town = " ".join(each for each in (address.zip_code, address.city) if each)
    return ", ".join(each for each in (street, address.additional_addressline, town) if each)
