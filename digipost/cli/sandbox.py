"""`digipost sandbox`."""

from __future__ import annotations

import errno
import os
import secrets
import shlex
import signal
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

import click

from digipost.cli.arguments import FILE, options_named
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Command, option
from digipost.cli.output import as_json, json_option, note, show
from digipost.cli.wrapping import say
from digipost.errors import ConfigurationError
from digipost.sandbox import InboxLetter, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["sandbox"]

_OAUTH_CLIENT = "sandbox-client"
# Variables that would contradict the printed variables.
_IN_THE_WAY = (
    "DIGIPOST_ENVIRONMENT",
    "DIGIPOST_CERTIFICATE_PASSWORD",
    "DIGIPOST_CLIENT_ID",
    "DIGIPOST_TOKEN_URL",
)
# The option to name in an error for a fault's field, with the field's word in a rule.
_WORDS_OF_RULES = {
    "Rule": "--fault",
    **{f"Rule.{word}": f"--fault {word}=" for word in ("method", "path", "at", "times", "share")},
    "Status.status": "--fault status=",
    "Status.retry_after": "--fault retry-after=",
    "Status.code": "--fault code=",
    "Delay.by": "--fault delay=",
    "Redirect.to": "--fault redirect=",
}


@click.command(
    cls=Command,
    examples=[
        ("On a free port, without keeping data", "digipost sandbox"),
        (
            "On the same port each time, with the data of the last run",
            "digipost sandbox --port 8282 --path sandbox",
        ),
        ("Without the letters of earlier runs", "digipost sandbox --path sandbox --reset"),
        ("With its page in the browser", "digipost sandbox --open"),
        ("With a letter in the inbox of your organisation", "digipost sandbox --inbox letter.pdf"),
        ("With people of your own", "digipost sandbox --recipients people.toml"),
        (
            "One letter in ten is answered with status 503",
            "digipost sandbox --fault 'status=503 path=/messages share=10%'",
        ),
    ],
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="PORT",
    help="The port to listen on; a free one unless given.",
)
@option(
    "--path",
    type=FILE,
    metavar="FOLDER",
    help="The folder that keeps all data for the next run; created if it is missing.",
)
@option(
    "--recipients",
    type=FILE,
    help="A file of people and organisations to add to the built-in ones; see below.",
)
@option(
    "--fault",
    "faults",
    multiple=True,
    metavar="RULE",
    help="A rule for faults to inject, such as 'status=503 path=/messages times=2'; repeatable.",
)
@option(
    "--reset", is_flag=True, help="Delete the letters of earlier runs; accounts and people stay. With --path."
)
@option(
    "--inbox",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="A letter to put into the inbox, so that `digipost inbox` has something to list; repeatable.",
)
@option(
    "--sign-decoded-path",
    is_flag=True,
    help="Sign answers with the path percent-decoded, for clients that check them so, as the Java client 16.",
)
@option(
    "--contents-take-credentials",
    is_flag=True,
    help="Let the host of contents answer clients that send it credentials, as the Java client 16 does.",
)
@option("--oauth", is_flag=True, help="Issue a client for OAuth tokens instead of a certificate for signing.")
@option(
    "--open", "opens", is_flag=True, help="Open its page in the browser, which shows the letters that arrive."
)
@json_option
def sandbox(
    *,
    port: int,
    path: Path | None,
    recipients: Path | None,
    faults: tuple[str, ...],
    reset: bool,
    inbox: tuple[Path, ...],
    sign_decoded_path: bool,
    contents_take_credentials: bool,
    oauth: bool,
    opens: bool,
) -> None:
    """Run a sandbox, a local Digipost, to try the commands on.

    It listens on this machine only, and nothing leaves it. It prints the variables to export, so that the
    other commands and `DigipostClient.from_environment()` talk to it, and runs until Ctrl-C.

    \b
    A file of recipients is TOML, or JSON with the same fields:
      [[person]]
      name = "Kari Eksempel"
      personal_identification_number = "17077700002"
      digipost_address = "kari.eksempel#1A2B"    # without it, she has no mailbox
      addressline1 = "Eksempelveien 3"
      postalcode = "0155"
      city = "Oslo"
    """  # noqa: D301 - click's mark for lines that are kept
    try:
        running = Sandbox(
            port=port,
            path=path,
            recipients=recipients or (),
            sign_decoded_path=sign_decoded_path,
            contents_take_credentials=contents_take_credentials,
        )
    except ConfigurationError as error:  # the folder or the file of recipients
        is_of_recipients = recipients is not None and str(error).startswith(str(recipients))
        option_of_it = "--recipients: " if is_of_recipients else ""
        raise FailureError(f"{option_of_it}{error}", ExitCode.USAGE) from None
    if reset and path is None:
        raise FailureError("--reset needs --path: without a folder nothing is kept.", ExitCode.USAGE)
    if reset:
        running.reset()
    for file in inbox:
        running.deliver_to_inbox(_inbox_letter(file))
    for rule in faults:
        with options_named(**_WORDS_OF_RULES):
            running.faults.add(rule)
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    with _started(running, port), TemporaryDirectory(prefix="digipost-") as folder:
        _tell(running, _credentials(running, path or Path(folder), oauth=oauth))
        if opens:
            click.launch(running.page_url)
        try:
            stopped.wait()
        except KeyboardInterrupt:
            click.echo(err=True)
    note(f"Stopped. Letters that have arrived: {len(running.letters)}.")


@contextmanager
def _started(running: Sandbox, port: int) -> Iterator[None]:
    """Run a sandbox; the error for a port that is in use or not permitted names the port."""
    try:
        running.start()
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        why = "is in use by another program" if error.errno == errno.EADDRINUSE else "may not be used"
        problem = f"--port: the port {port} {why}. Give another one, or leave it out for a free one."
        raise FailureError(problem, ExitCode.USAGE) from None
    with running:
        yield


def _inbox_letter(file: Path) -> InboxLetter:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FailureError(f"--inbox {file}: {error.strerror}.", ExitCode.USAGE) from None
    media_type = guess_type(file.name)[0] or "application/octet-stream"
    return InboxLetter(subject=file.stem, content=content, content_type=media_type)


def _credentials(running: Sandbox, folder: Path, *, oauth: bool) -> dict[str, str]:
    """Return the environment variables for the other commands; create missing files in `folder`."""
    name = "client" if oauth else "certificate"
    certificate, password_file = (folder / f"{name}.p12").absolute(), (folder / f"{name}.txt").absolute()
    if not certificate.exists():
        password = secrets.token_urlsafe()
        password_file.touch(mode=0o600)
        password_file.write_text(password, encoding="utf-8")
        if oauth:
            running.issue_client(_OAUTH_CLIENT, certificate, password)
        else:
            running.issue_certificate(certificate, password)
    variables = {
        "DIGIPOST_BROKER_ID": str(running.broker_id),
        "DIGIPOST_API_URL": running.url,
        "DIGIPOST_CERTIFICATE": str(certificate),
        "DIGIPOST_CERTIFICATE_PASSWORD_FILE": str(password_file),
    }
    if not oauth:
        return variables
    return variables | {
        "DIGIPOST_TOKEN_URL": running.environment.token_url or "",
        "DIGIPOST_CLIENT_ID": _OAUTH_CLIENT,
        "SSL_CERT_FILE": str(running.ca_path),
    }


def _tell(running: Sandbox, variables: Mapping[str, str]) -> None:
    if as_json():
        show({"url": running.url, "page_url": running.page_url, "variables": variables})
        return
    say(f"A Digipost on this machine: {running.url}")
    say(f"Its page, with the letters:  {running.page_url}\n")
    say("So that the other commands talk to it, type this in their terminal:\n")
    in_the_way = [name for name in _IN_THE_WAY if name not in variables and name in os.environ]
    if in_the_way:
        click.echo(f"    unset {' '.join(in_the_way)}")
    for name, value in variables.items():
        click.echo(f"    export {name}={shlex.quote(value)}")
    say("\nPeople with a mailbox, all made up:\n")
    for each in running.recipients:
        click.echo(f"    {each.personal_identification_number}  {each.digipost_address}")
    say("\nCtrl-C stops it.")
