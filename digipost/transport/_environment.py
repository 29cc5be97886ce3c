"""Trusted authorities and proxies: of the configuration, or of the environment as requests reads it."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from requests.adapters import DEFAULT_CA_BUNDLE_PATH
from requests.exceptions import InvalidURL
from requests.utils import get_environ_proxies, select_proxy
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from digipost.base.paths import is_path
from digipost.environments import is_loopback
from digipost.errors import ConfigurationError
from digipost.secret import HiddenText
from digipost_schema._arguments import explained

__all__ = ["checked_proxies", "proxy_for", "tls_context", "trusted_certificates"]

_TRUSTED = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
_FOR = {"http", "https", "all"}
_SCHEMES = {"http", "https", "socks4", "socks4a", "socks5", "socks5h"}


def trusted_certificates() -> str:
    """Return the path of the trusted authorities: the environment's, or else those of requests.

    Raises:
        ConfigurationError: The environment names a path that does not exist.
    """
    for variable in _TRUSTED:
        if path := os.environ.get(variable):
            if not Path(path).exists():
                raise ConfigurationError(f"{variable} names {path!r}, and no file or directory is there.")
            return path
    return DEFAULT_CA_BUNDLE_PATH


@explained
def tls_context(trusted: str | None = None) -> ssl.SSLContext:
    """Return TLS settings that verify the server; add a client certificate with `load_cert_chain`.

    Args:
        trusted: A file or directory of certificates in PEM; by default those of the environment, or else
            those of requests.

    Raises:
        ConfigurationError: The certificates cannot be read.
    """
    given: object = trusted
    if given is not None and not is_path(given):
        problem = f"trusted: a path is expected, a str or a pathlib.Path, not {type(given).__name__}"
        raise ConfigurationError(problem)
    path = trusted or trusted_certificates()
    try:
        if Path(path).is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no path has such characters"
        source = "trusted" if trusted else "REQUESTS_CA_BUNDLE or SSL_CERT_FILE"
        problem = (
            f"{source}: the trusted certificates at {path!r} are unreadable ({reason}). Give a file of "
            "certificates in PEM, or a directory of them."
        )
        raise ConfigurationError(problem) from error


def checked_proxies(proxies: object) -> dict[str, str]:
    """Return the `proxies` of `ClientConfig` with their schemes, hidden from tracebacks.

    Raises:
        ConfigurationError: A name or an address cannot be used. The text shows no address, which can hold a
            password.
    """
    if not isinstance(proxies, Mapping):
        raise ConfigurationError("the proxies must be a dict, as in {'https': 'http://host:port'}")
    if not all(isinstance(name, str) and name.partition("://")[0] in _FOR for name in proxies):
        raise ConfigurationError("the proxies must be named https, http or all, or https://host and the like")
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
    # In a function of its own, so that no frame of the error's traceback has the parts with the password.
    if " " in address or not address.isprintable():  # older versions of urllib3 take these
        return False
    try:
        url = parse_url(address)
    except LocationParseError:
        return False
    return url.scheme in _SCHEMES and bool(url.host) and url.port != 0
