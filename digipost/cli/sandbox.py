"""`digipost sandbox`."""

from __future__ import annotations

import csv
import json
import os
import secrets
import shlex
import signal
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

import attrs
import click

from digipost.cli.arguments import FILE, options_named
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Command, option
from digipost.cli.output import as_json, json_option, note, show
from digipost.errors import InvalidValueError
from digipost.sandbox import Person, Sandbox

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["sandbox"]

_OAUTH_CLIENT = "sandbox-client"
# What would contradict the variables that are told.
_IN_THE_WAY = (
    "DIGIPOST_ENVIRONMENT",
    "DIGIPOST_CERTIFICATE_PASSWORD",
    "DIGIPOST_CLIENT_ID",
    "DIGIPOST_TOKEN_URL",
)


@click.command(
    cls=Command,
    examples=[
        ("On a free port, with nothing kept", "digipost sandbox"),
        (
            "On the same port each time, with people of your own",
            "digipost sandbox --port 8282 --recipients people.csv",
        ),
        (
            "One letter in ten is answered with status 503",
            "digipost sandbox --fault 'status=503 path=/messages share=0.1'",
        ),
    ],
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="PORT",
    help="Where to listen; a free port unless given.",
)
@option(
    "--recipients", type=FILE, help="People with a mailbox: CSV, or JSON with a list of objects; see below."
)
@option(
    "--fault",
    "faults",
    multiple=True,
    metavar="RULE",
    help="What shall go wrong, such as 'status=503 path=/messages times=2'; several.",
)
@option(
    "--oauth", is_flag=True, help="Give a client that gets OAuth tokens, instead of a certificate that signs."
)
@json_option
def sandbox(port: int, recipients: Path | None, faults: tuple[str, ...], *, oauth: bool) -> None:
    """Run a Digipost on this machine, to try everything on.

    It listens on this machine only, and nothing leaves it. It prints the variables to export, so that the
    other commands and `DigipostClient.from_environment()` talk to it, and runs until Ctrl-C.

    The fields of a person are name, personal_identification_number, digipost_address, addressline1,
    postalcode, city, birth_date and mobile_number; without a digipost_address there is no mailbox.
    """
    people = _people(recipients) if recipients else []
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    running = Sandbox(port=port, recipients=people)
    for rule in faults:
        with options_named(Rule="--fault", fault="--fault"):
            running.faults.add(rule)
    with running, TemporaryDirectory(prefix="digipost-") as folder:
        _tell(running, _credentials(running, Path(folder), oauth=oauth))
        try:
            stopped.wait()
        except KeyboardInterrupt:
            click.echo(err=True)
    note(f"Stopped. Letters that arrived: {len(running.letters)}.")


def _credentials(running: Sandbox, folder: Path, *, oauth: bool) -> dict[str, str]:
    """What the environment of the other commands has to hold; the files are in `folder`."""
    certificate, password_file = folder / "certificate.p12", folder / "password.txt"
    password = secrets.token_urlsafe()
    password_file.touch(mode=0o600)
    password_file.write_text(password, encoding="utf-8")
    variables = {
        "DIGIPOST_BROKER_ID": str(running.broker_id),
        "DIGIPOST_API_URL": running.url,
        "DIGIPOST_CERTIFICATE": str(certificate),
        "DIGIPOST_CERTIFICATE_PASSWORD_FILE": str(password_file),
    }
    if not oauth:
        running.issue_certificate(certificate, password)
        return variables
    running.issue_client(_OAUTH_CLIENT, certificate, password)
    return variables | {
        "DIGIPOST_TOKEN_URL": running.environment.token_url or "",
        "DIGIPOST_CLIENT_ID": _OAUTH_CLIENT,
        "SSL_CERT_FILE": str(running.ca_path),
    }


def _tell(running: Sandbox, variables: Mapping[str, str]) -> None:
    if as_json():
        show({"url": running.url, "variables": variables})
        return
    click.echo(f"A Digipost on this machine: {running.url}\n")
    click.echo("So that the other commands talk to it, type this in their terminal:\n")
    in_the_way = [name for name in _IN_THE_WAY if name not in variables and name in os.environ]
    if in_the_way:
        click.echo(f"    unset {' '.join(in_the_way)}")
    for name, value in variables.items():
        click.echo(f"    export {name}={shlex.quote(value)}")
    click.echo("\nPeople with a mailbox, all made up:\n")
    for person in running.recipients:
        click.echo(f"    {person.personal_identification_number}  {person.digipost_address}")
    click.echo("\nCtrl-C stops it.")


def _people(file: Path) -> list[Person]:
    text = file.read_text(encoding="utf-8-sig")
    try:
        rows = (
            json.loads(text) if text.lstrip()[:1] in {"[", "{"} else list(csv.DictReader(text.splitlines()))
        )
    except (ValueError, RecursionError):
        raise FailureError(f"{file}: it is neither CSV nor JSON.", ExitCode.USAGE) from None
    if not isinstance(rows, list):
        raise FailureError(f"{file}: a list of people is expected.", ExitCode.USAGE)
    return [_person(f"{file}: person {number}", row) for number, row in enumerate(rows, 1)]


def _person(where: str, row: object) -> Person:
    fields = {each.name: each for each in attrs.fields(Person)}
    if not isinstance(row, dict) or not all(isinstance(each, str | None) for each in row.values()):
        raise FailureError(f"{where}: an object is expected, with texts as its values.", ExitCode.USAGE)
    given = {name: value.strip() for name, value in row.items() if value}
    unknown = sorted(str(name) for name in row if name not in fields)
    missing = [name for name, each in fields.items() if each.default is attrs.NOTHING and name not in given]
    if unknown or missing:
        problem = f"has a field too many: {unknown[0]}" if unknown else f"lacks {missing[0]}"
        raise FailureError(f"{where} {problem}. The fields are {', '.join(fields)}.", ExitCode.USAGE)
    try:
        born = date.fromisoformat(given.pop("birth_date")) if "birth_date" in given else None
        return Person(**given, birth_date=born)
    except InvalidValueError as error:
        raise FailureError(f"{where}: {error}.", ExitCode.USAGE, field=error.field) from None
    except ValueError:
        raise FailureError(
            f"{where}: birth_date: a date such as 1984-10-31 is expected.", ExitCode.USAGE
        ) from None
