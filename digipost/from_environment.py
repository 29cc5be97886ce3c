"""Configuration and credentials from environment variables.

| variable | content |
|---|---|
| `DIGIPOST_BROKER_ID` | the account id at Digipost |
| `DIGIPOST_ENVIRONMENT` | a name such as `test` or `production`; or, in its place, |
| `DIGIPOST_API_URL` | the address of an API, and |
| `DIGIPOST_TOKEN_URL` | the address of its token endpoint, which OAuth needs |
| `DIGIPOST_CERTIFICATE` | the path of a PKCS#12 file |
| `DIGIPOST_CERTIFICATE_PASSWORD` | its password, empty for a file without one; or, in its place, |
| `DIGIPOST_CERTIFICATE_PASSWORD_FILE` | the path of a text file with the password |
| `DIGIPOST_CLIENT_ID` | the id of the client in Nyva, for OAuth; without it requests are signed |

An empty variable counts as missing, except for the password.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digipost.auth.request_signing import RequestSigning
from digipost.base.hidden import HiddenText
from digipost.config import ClientConfig
from digipost.environments import Environment
from digipost.errors import ConfigurationError
from digipost.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.auth.client_credentials import ClientCredentials

__all__ = ["settings"]

_BROKER_ID = "DIGIPOST_BROKER_ID"
_ENVIRONMENT = "DIGIPOST_ENVIRONMENT"
_API_URL = "DIGIPOST_API_URL"
_TOKEN_URL = "DIGIPOST_TOKEN_URL"  # noqa: S105 - an address
_CERTIFICATE = "DIGIPOST_CERTIFICATE"
_PASSWORD = "DIGIPOST_CERTIFICATE_PASSWORD"  # noqa: S105 - a variable's name
_PASSWORD_FILE = "DIGIPOST_CERTIFICATE_PASSWORD_FILE"  # noqa: S105 - likewise
_CLIENT_ID = "DIGIPOST_CLIENT_ID"


def settings(
    variables: Mapping[str, str], *, password: str | None = None
) -> tuple[ClientConfig, RequestSigning | ClientCredentials]:
    """Return the configuration and the credentials that environment variables describe.

    Args:
        variables: The environment variables, such as `os.environ`.
        password: The password of the certificate's file; replaces the variables for the password. If omitted,
            `DIGIPOST_CERTIFICATE_PASSWORD` is read from `os.environ` each time it is needed.

    Raises:
        ConfigurationError: Variables are missing, contradictory or unusable; the error text names them.
    """
    variables = _without_password(variables)
    password = None if password is None else HiddenText(password)
    _check(variables, has_password=password is not None)
    config = ClientConfig(broker_id=_broker_id(variables), environment=_environment(variables))
    file = variables.get(_PASSWORD_FILE)
    # The variable holds only a path, so an error may show its value; in other places, a text could be a
    # password.
    place = Secret.from_file(Path(file)) if file else Secret.from_env(_PASSWORD)
    secret = password if password is not None else place
    certificate, client_id = Path(variables[_CERTIFICATE]), variables.get(_CLIENT_ID)
    if client_id:
        # Programs that sign their requests do not wait 4 ms for the import of OAuth.
        from digipost.auth.client_credentials import ClientCredentials  # noqa: PLC0415

        return config, ClientCredentials.from_pkcs12(client_id, certificate, secret)
    return config, RequestSigning.from_pkcs12(certificate, secret)


def _without_password(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of this library for a traceback; the password is replaced by asterisks."""
    return {
        name: "***" if value and name == _PASSWORD else value
        for name, value in variables.items()
        if name.startswith("DIGIPOST_")
    }


def _check(variables: Mapping[str, str], *, has_password: bool) -> None:
    given = {name for name, value in variables.items() if value}
    for one, other in ((_ENVIRONMENT, _API_URL), (_ENVIRONMENT, _TOKEN_URL), (_PASSWORD, _PASSWORD_FILE)):
        if {one, other} <= given:
            raise ConfigurationError(f"{one} and {other} contradict each other: remove one of them.")
    missing = [name for name in (_BROKER_ID, _CERTIFICATE) if name not in given]
    if not given & {_ENVIRONMENT, _API_URL}:
        missing.append(f"{_ENVIRONMENT} or {_API_URL}")
    if not has_password and _PASSWORD_FILE not in given and _PASSWORD not in variables:
        missing.append(f"{_PASSWORD} or {_PASSWORD_FILE}")
    if {_CLIENT_ID, _API_URL} <= given and _TOKEN_URL not in given:
        missing.append(f"{_TOKEN_URL} (since {_CLIENT_ID} is set)")
    if missing:
        raise ConfigurationError(f"Environment variables are missing: {'; '.join(missing)}.")


def _broker_id(variables: Mapping[str, str]) -> int:
    text = variables[_BROKER_ID]
    if not text.isascii() or not text.isdecimal():
        raise ConfigurationError(f"{_BROKER_ID} must be the account id at Digipost, in digits.")
    return int(text)


def _environment(variables: Mapping[str, str]) -> Environment:
    name = variables.get(_ENVIRONMENT)
    if name:
        try:
            return Environment.named(name)
        except ConfigurationError as error:
            raise ConfigurationError(f"{_ENVIRONMENT}: {error}") from None
    try:
        return Environment.custom(variables[_API_URL], variables.get(_TOKEN_URL) or None)
    except ConfigurationError as error:
        raise ConfigurationError(f"{_API_URL} or {_TOKEN_URL}: {error}") from None
