"""Connection options: account, credentials and Digipost environment; defaults as in `from_environment`."""

from __future__ import annotations

import os
import re
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import attrs
import click

from digipost.base.hosts import is_loopback
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import CONNECTION, option
from digipost.cli.output import is_asked_on_a_terminal
from digipost.client import DigipostClient
from digipost.environments import Environment
from digipost.errors import ConfigurationError
from digipost.from_environment import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.authentication import ClientCredentials, RequestSigning
    from digipost.config import ClientConfig

__all__ = ["Connection", "connected", "is_real", "yes_option"]

_F = TypeVar("_F", bound="Callable[..., Any]")

_PASSWORD = "DIGIPOST_CERTIFICATE_PASSWORD"  # noqa: S105 - a variable's name
_PASSWORD_FILE = "DIGIPOST_CERTIFICATE_PASSWORD_FILE"  # noqa: S105 - likewise
# An option excludes the variables that would contradict it.
_EXCLUDES = {
    "DIGIPOST_ENVIRONMENT": ("DIGIPOST_API_URL", "DIGIPOST_TOKEN_URL"),
    "DIGIPOST_API_URL": ("DIGIPOST_ENVIRONMENT",),
    "DIGIPOST_TOKEN_URL": ("DIGIPOST_ENVIRONMENT",),
    _PASSWORD_FILE: (_PASSWORD,),
}


_NAMES = ("production", "norsk-helsenett", "test", "difi-test")
# Each variable as an option, except the password, which other users could see in the list of processes.
_OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "DIGIPOST_BROKER_ID": (
        "--broker-id",
        {"metavar": "ID", "help": "The account at Digipost that the certificate belongs to."},
    ),
    "DIGIPOST_ENVIRONMENT": (
        "--environment",
        {
            "metavar": "NAME",
            "help": f"The Digipost environment: {', '.join(_NAMES)}.",
            "shell_complete": lambda _, __, typed: [name for name in _NAMES if name.startswith(typed)],
        },
    ),
    "DIGIPOST_API_URL": (
        "--api-url",
        {"metavar": "URL", "help": "The address of another Digipost instead, such as a sandbox."},
    ),
    "DIGIPOST_TOKEN_URL": (
        "--token-url",
        {"metavar": "URL", "help": "The address of the token endpoint that belongs to --api-url, for OAuth."},
    ),
    "DIGIPOST_CERTIFICATE": (
        "--certificate",
        {"type": click.Path(), "help": "Certificate and key, in PKCS#12 (.p12, .pfx)."},
    ),
    _PASSWORD_FILE: (
        "--password-file",
        {
            "type": click.Path(),
            "help": f"A file with its password; else the variable {_PASSWORD} has it, or you are asked. "
            "It is never an argument, since other users of the machine can see those.",
        },
    ),
    "DIGIPOST_CLIENT_ID": (
        "--client-id",
        {"metavar": "ID", "help": "The client's id in Nyva, for OAuth; without it, requests are signed."},
    ),
}
_TEST = (Environment.TEST.api_url, Environment.DIFI_TEST.api_url)


def connected(command: _F) -> _F:
    """Give a command the connection options, and the resulting `Connection` as its first argument."""

    def with_connection(**given: Any) -> object:  # noqa: ANN401 - the command's own arguments
        chosen = {name: given.pop(name.lower()) for name in _OPTIONS}
        return command(Connection(_combined(os.environ, chosen)), **given)

    decorated: Any = update_wrapper(with_connection, command)
    for name, (flag, attributes) in reversed(_OPTIONS.items()):
        described = attributes | {"help": f"{attributes['help']} [{name}]"}
        decorated = option(flag, name.lower(), section=CONNECTION, **described)(decorated)
    result: _F = decorated
    return result


def yes_option(command: _F) -> _F:
    """Give a command `--yes`, which `Connection.confirm` reads."""
    return option("--yes", is_flag=True, help="Do not ask before acting on real mail.")(command)


@attrs.frozen
class Connection:
    """Settings to connect to Digipost.

    Attributes:
        variables: Settings by the names of `digipost.from_environment`.
    """

    variables: Mapping[str, str] = attrs.field(repr=False)

    def settings(self) -> tuple[ClientConfig, RequestSigning | ClientCredentials]:
        """Return the client's configuration and credentials.

        If the password is missing and the command runs on a terminal, the user is asked for it.

        Raises:
            ConfigurationError: A setting is missing or cannot be used.
        """
        try:
            return settings(self.variables, password=self._asked_password())
        except ConfigurationError as error:
            if str(error).startswith("Environment variables are missing"):
                problem = f"{error} Options can replace the variables: digipost doctor --help lists them."
            else:
                problem = _with_options(str(error))
            raise ConfigurationError(problem) from None

    def client(self) -> DigipostClient:
        """Return a client; the client sends no request before its first use."""
        return DigipostClient(*self.settings())

    def confirm(self, environment: Environment, question: str, *, yes: bool) -> None:
        """Ask the user before acting on real mail; test environments and this machine need no confirmation.

        Raises:
            FailureError: The user declines, or cannot be asked on a terminal.
        """
        if yes or not is_real(environment):
            return
        if not is_asked_on_a_terminal():
            problem = (
                f"{environment.api_url} delivers real mail, and there is no terminal to confirm it: "
                "give --yes."
            )
            raise FailureError(problem, ExitCode.USAGE)
        if not click.confirm(f"{environment.api_url} delivers real mail. {question}", err=True):
            raise FailureError("Nothing was done.", ExitCode.REFUSED)

    def _asked_password(self) -> str | None:
        certificate = self.variables.get("DIGIPOST_CERTIFICATE")
        given = _PASSWORD in self.variables or self.variables.get(_PASSWORD_FILE)
        if given or not certificate or not is_asked_on_a_terminal():
            return None
        asked: str = click.prompt(
            f"Password of {certificate}", default="", show_default=False, hide_input=True, err=True
        )
        return asked


def is_real(environment: Environment) -> bool:
    """Return True if letters in the environment reach real people, as far as the address shows."""
    return environment.api_url not in _TEST and not is_loopback(urlsplit(environment.api_url).hostname or "")


def _with_options(text: str) -> str:
    """Return a text with the option before each variable, such as `--broker-id (DIGIPOST_BROKER_ID)`."""
    for name, (flag, _) in _OPTIONS.items():
        if f"({name})" not in text:
            text = re.sub(rf"\b{name}\b", f"{flag} ({name})", text, count=1)
    return text


def _combined(variables: Mapping[str, str], chosen: Mapping[str, str | None]) -> dict[str, str]:
    given = {name: value for name, value in chosen.items() if value is not None}
    excluded = {other for name in given for other in _EXCLUDES.get(name, ())}
    return {name: value for name, value in variables.items() if name not in excluded} | given
