"""Environments of Digipost: the address of the API, and of the token endpoint for OAuth.

>>> Environment.TEST.api_url
'https://api.test.digipost.no'
>>> Environment.custom("http://localhost:8282").name
'custom'
"""

from __future__ import annotations

from typing import ClassVar, Self
from urllib.parse import SplitResult, urlsplit

import attrs

from digipost.base.hosts import is_loopback
from digipost.errors import ConfigurationError
from digipost_schema._arguments import explains_arguments

__all__ = ["Environment"]


def _base_url(value: str) -> str:
    """Return the address in the form of OAuth's `resource`: scheme, host and port, no final slash."""
    parts = _address("api_url", value)
    if parts.path not in {"", "/"} or parts.query:
        raise _refused(
            "api_url", "must end with the host or port: Digipost's addresses have no path before them"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _endpoint(value: str | None) -> str | None:
    return None if value is None else _address("token_url", value).geturl()


def _address(field: str, value: object) -> SplitResult:
    # The error texts do not show the address, which could hold a password or a token.
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value:
        raise _refused(field, "must be an address of printable ASCII characters without spaces")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _refused(field, "has a host or port that cannot be read") from None
    if not host or "\\" in host:
        raise _refused(field, "must have a host, as in https://api.test.digipost.no")
    if "@" in parts.netloc:
        raise _refused(field, "must not hold a user name or password")
    if "#" in value:
        raise _refused(field, "must not have a fragment (#)")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise _refused(field, "must begin with https:// (http:// is for this machine alone)")
    return parts


def _refused(field: str, problem: str) -> ConfigurationError:
    return ConfigurationError(f"Environment.{field} {problem}")


def _check_name(_: Environment, __: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise _refused("name", "must be a text that is not blank")


@explains_arguments()
@attrs.frozen
class Environment:
    """An environment of Digipost; use one of the four below, or `Environment.custom`.

    Attributes:
        name: The name for `Environment.named`; `custom` for others.
        api_url: The API's address, without a final slash.
        token_url: The address of the OAuth token endpoint, or None for signed requests only.

    Raises:
        ConfigurationError: An address is neither https nor on this machine, or holds a user name, password or
            fragment; or the API's address has a path or query.
    """

    name: str = attrs.field(validator=_check_name)
    api_url: str = attrs.field(converter=_base_url)
    token_url: str | None = attrs.field(default=None, converter=_endpoint)

    PRODUCTION: ClassVar[Environment]
    """Real letters to real people."""

    NORSK_HELSENETT: ClassVar[Environment]
    """Production, for requests from inside the health network; presumably unreachable from outside."""

    TEST: ClassVar[Environment]
    """Digipost's test environment, for accounts that Digipost has opened there."""

    DIFI_TEST: ClassVar[Environment]
    """The test environment for public bodies."""

    @classmethod
    def custom(cls, api_url: str, token_url: str | None = None) -> Self:
        """Return the environment of your own installation or a sandbox. http is for this machine only."""
        return cls("custom", api_url, token_url)

    @classmethod
    def named(cls, name: str) -> Environment:
        """Return the environment with this name, such as the name from a configuration file or variable.

        The name is case-insensitive; a hyphen and an underscore are equal.

        Raises:
            ConfigurationError: The environment is unknown; the error text lists the names.
        """
        given: object = name
        found = _NAMED.get(given.lower().replace("_", "-")) if isinstance(given, str) else None
        if found is None:
            raise ConfigurationError(
                f"There is no environment of that name; the names are {', '.join(_NAMED)}. "
                "For another address use Environment.custom(api_url)."
            )
        return found


Environment.PRODUCTION = Environment(
    "production", "https://api.digipost.no", "https://midp.digipost.no/oauth2/token"
)
Environment.NORSK_HELSENETT = Environment(
    "norsk-helsenett", "https://api.nhn.digipost.no", "https://midp.nhn.digipost.no/oauth2/token"
)
Environment.TEST = Environment(
    "test", "https://api.test.digipost.no", "https://midp.test.digipost.no/oauth2/token"
)
Environment.DIFI_TEST = Environment(
    "difi-test", "https://api.difitest.digipost.no", "https://midp.difitest.digipost.no/oauth2/token"
)

_NAMED = {
    environment.name: environment
    for environment in (
        Environment.PRODUCTION,
        Environment.NORSK_HELSENETT,
        Environment.TEST,
        Environment.DIFI_TEST,
    )
}
