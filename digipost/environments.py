"""Where Digipost is: the address of the API, and that of the token endpoint for OAuth.

>>> Environment.TEST.api_url
'https://api.test.digipost.no'
>>> Environment.custom("http://localhost:8282").name
'custom'
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import ClassVar, Self
from urllib.parse import SplitResult, urlsplit

import attrs

from digipost.errors import ConfigurationError

__all__ = ["Environment", "is_loopback"]


def _base_url(value: str) -> str:
    """The address in the one form that is also OAuth's `resource`: scheme, host and port, no final slash."""
    parts = _address("api_url", value)
    if parts.path not in {"", "/"} or parts.query:
        raise _refused(
            "api_url", "must end with the host or port: Digipost's addresses have no path before them"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _endpoint(value: str | None) -> str | None:
    return None if value is None else _address("token_url", value).geturl()


def _address(field: str, value: object) -> SplitResult:
    # No text here shows the address, which could hold a password or a token.
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


def is_loopback(host: str) -> bool:
    """Whether a host name or address is that of this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(field: str, problem: str) -> ConfigurationError:
    return ConfigurationError(f"Environment.{field} {problem}")


@attrs.frozen
class Environment:
    """A Digipost to talk to; take one of the four below, or `Environment.custom`.

    Attributes:
        name: What `Environment.named` knows it by; `custom` for others.
        api_url: The API's address, without a final slash.
        token_url: Where OAuth tokens come from, or None where only signed requests are to be used.

    Raises:
        ConfigurationError: An address that is neither https nor on this machine, that holds a user name,
            password or fragment or, for the API, a path or query.
    """

    name: str
    api_url: str = attrs.field(converter=_base_url)
    token_url: str | None = attrs.field(default=None, converter=_endpoint)

    PRODUCTION: ClassVar[Environment]
    """Real letters to real people."""

    NORSK_HELSENETT: ClassVar[Environment]
    """Production, for requests from inside the health network; that others cannot reach it is concluded."""

    TEST: ClassVar[Environment]
    """Digipost's test environment, for accounts that Digipost has opened there."""

    DIFI_TEST: ClassVar[Environment]
    """The test environment for public bodies."""

    @classmethod
    def custom(cls, api_url: str, token_url: str | None = None) -> Self:
        """An installation of one's own, or a sandbox. http is accepted for this machine only."""
        return cls("custom", api_url, token_url)

    @classmethod
    def named(cls, name: str) -> Environment:
        """The environment of that name, as a configuration file or variable would have it.

        Upper and lower case are the same, and so are hyphen and underscore.

        Raises:
            ConfigurationError: There is no such name; the text lists those there are.
        """
        found = _NAMED.get(name.lower().replace("_", "-"))
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
