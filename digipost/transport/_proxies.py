"""Proxies of the configuration, or of the environment, in the format of requests."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from requests.exceptions import InvalidURL
from requests.utils import get_environ_proxies, select_proxy
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from digipost.environments import is_loopback
from digipost.errors import ConfigurationError
from digipost.secret import HiddenText

__all__ = ["checked_proxies", "proxy_for"]

_FOR = {"http", "https", "all"}
_SCHEMES = {"http", "https", "socks4", "socks4a", "socks5", "socks5h"}


def checked_proxies(proxies: object) -> dict[str, str]:
    """Return the addresses of proxies with their schemes, hidden from tracebacks.

    Args:
        proxies: A mapping from `https`, `http`, `all`, or one of these with a host as in
            `https://api.digipost.no`, to the address of a proxy.

    Raises:
        ConfigurationError: A name or an address cannot be used. The text shows no address, which can hold a
            password.
    """
    if not isinstance(proxies, Mapping):
        raise ConfigurationError("the proxies must be a dict, as in {'https': 'http://host:port'}")
    for name in proxies:
        if not isinstance(name, str) or name.partition("://")[0] not in _FOR:
            raise ConfigurationError(
                "the proxies must be named https, http or all, or https://host and the like"
            )
    return {
        name: _address(HiddenText(address if isinstance(address, str) else ""))
        for name, address in proxies.items()
    }


def proxy_for(origin: str, proxies: Mapping[str, str] | None) -> dict[str, str]:
    """Return the proxy for a server as `all`; an empty mapping for a server on this machine.

    Args:
        origin: Scheme, host and port of the server.
        proxies: Those of the configuration; None for those of the environment.

    Raises:
        ConfigurationError: The environment names a proxy that cannot be used.
        requests.exceptions.InvalidURL: The host of the server is in brackets and no IP address.
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
    if " " in address or not address.isprintable():  # older versions of urllib3 take these
        return False
    try:
        url = parse_url(address)
    except LocationParseError:
        return False
    return url.scheme in _SCHEMES and bool(url.host) and url.port != 0
