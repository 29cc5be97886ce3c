"""Trusted authorities from the configuration, or from the environment as requests reads it."""

from __future__ import annotations

import os
import ssl
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from requests.adapters import DEFAULT_CA_BUNDLE_PATH

from digipost.base.paths import is_path
from digipost.errors import ConfigurationError
from digipost_schema._arguments import explained

if TYPE_CHECKING:
    import requests

__all__ = ["session_settings", "tls_context", "trusted_certificates"]

_TRUSTED = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


def trusted_certificates() -> str:
    """Return the path of the trusted authorities: the environment's path, or else requests' path.

    Raises:
        ConfigurationError: The environment names a path that does not exist.
    """
    for variable in _TRUSTED:
        if path := os.environ.get(variable):
            _check_path(variable, path)
            return path
    return DEFAULT_CA_BUNDLE_PATH


@partial(explained, owner="transport.tls_context")
def tls_context(trusted: str | None = None) -> ssl.SSLContext:
    """Return TLS settings that verify the server; add a client certificate with `load_cert_chain`.

    Args:
        trusted: A file or directory of certificates in PEM; by default the environment's, or else those that
            requests uses.

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


def session_settings(session: requests.Session, url: str) -> dict[str, Any]:
    """Return the proxies, `verify` and `cert` that the caller's session uses for a request.

    Raises:
        ConfigurationError: The session does not verify servers, or names a file that does not exist.
    """
    settings = dict(session.merge_environment_settings(url, {}, None, None, None))
    # requests would let REQUESTS_CA_BUNDLE replace another one than True
    verify, cert = settings["verify"] if session.verify is True else session.verify, settings["cert"]
    if not verify:
        raise ConfigurationError("session must verify servers: set session.verify to True or to a CA bundle")
    for path in (verify, cert, *(cert if isinstance(cert, tuple) else ())):
        if isinstance(path, str):  # requests raises a bare OSError if the path does not exist
            _check_path("session.verify, session.cert or REQUESTS_CA_BUNDLE", path)
    return {"proxies": settings["proxies"], "verify": verify, "cert": cert}


def _check_path(source: str, path: str) -> None:
    """Raise ConfigurationError if there is no file or directory at the path; the text names its source."""
    if not Path(path).exists():
        raise ConfigurationError(f"{source} names {path!r}, and no file or directory is there.")
