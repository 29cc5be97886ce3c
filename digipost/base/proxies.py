"""Proxies from the configuration, or from the environment as requests reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from requests.exceptions import InvalidURL
from requests.utils import get_environ_proxies, select_proxy
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from digipost.base.hidden import HiddenText
from digipost.base.hosts import is_loopback
from digipost.errors import ConfigurationError

__all__ = ["checked_proxies", "proxy_for"]

# requests looks a proxy up by the host in lower case, without a port, and an IP address without brackets.
_NAME = re.compile(r"(?:https?|all)(?:://(?:[a-z0-9._-]+|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*))?")
_SCHEMES = {"http", "https", "socks4", "socks4a", "socks5", "socks5h"}


def checked_proxies(proxies: object) -> dict[str, str]:
    """Return the `proxies` of `ClientConfig`, complete with schemes and hidden from tracebacks.

    Raises:
        ConfigurationError: A name or an address cannot be used. The text shows no address, which can hold a
            password.
    """
    if not isinstance(proxies, Mapping):
        raise ConfigurationError("the proxies must be a dict, as in {'https': 'http://host:port'}")
    if not all(isinstance(name, str) and _NAME.fullmatch(name.lower()) for name in proxies):
        raise ConfigurationError(
            "the proxies must be named https, http or all, or https://host and the like, without a port"
        )
    return {
        name.lower(): _address(HiddenText(address if isinstance(address, str) else ""))
        for name, address in proxies.items()
    }


def proxy_for(origin: str, proxies: Mapping[str, str] | None) -> dict[str, str]:
    """Return the proxy for a server as `all`; an empty mapping for a server on this machine.

    Args:
        origin: Scheme, host and port of the server.
        proxies: The configuration's proxies; None for the environment's proxies.

    Raises:
        ConfigurationError: The environment names a proxy that cannot be used.
        requests.exceptions.InvalidURL: The host of the server is in brackets but is not an IP address.
    """
    try:
        host = urlsplit(origin).hostname or ""
    except ValueError:
        raise InvalidURL from None
    # A proxy runs on another machine, and cannot reach servers on this one.
    if is_loopback(host) or host.endswith((".localhost", ".localhost.")):
        return {}
    known = get_environ_proxies(origin) if proxies is None else dict(proxies)
    proxy, known = HiddenText(select_proxy(origin, known) or ""), {}
    return {"all": _address(proxy)} if proxy else {}


def _address(given: HiddenText) -> HiddenText:
    # Like requests, read an address without a scheme as one of http.
    address = HiddenText(given if "://" in given else f"http://{given}")
    if not _is_usable(address):
        raise ConfigurationError(
            "the proxy cannot be used: its address must be http://host:port or https://host:port, with "
            "user:password@ before the host if it needs them"
        )
    return address


def _is_usable(address: str) -> bool:
    # In a function of its own, so that no frame of the error's traceback has the parts with the password.
    if " " in address or not address.isprintable():  # older versions of urllib3 take these
        return False
    try:
        url = parse_url(address)
    except LocationParseError:
        return False
    return url.scheme in _SCHEMES and bool(url.host) and url.port != 0
