"""Trusted authorities: those of the configuration, or of the environment as requests reads it."""

from __future__ import annotations

import os
import ssl
from functools import partial
from pathlib import Path

from requests.adapters import DEFAULT_CA_BUNDLE_PATH

from digipost.base.paths import is_path
from digipost.errors import ConfigurationError
from digipost_schema._arguments import explained

__all__ = ["check_path", "tls_context", "trusted_certificates"]

_TRUSTED = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


def check_path(source: str, path: str) -> None:
    """Raise ConfigurationError if there is no file or directory at the path; the text names its source."""
    if not Path(path).exists():
        raise ConfigurationError(f"{source} names {path!r}, and no file or directory is there.")


def trusted_certificates() -> str:
    """Return the path of the trusted authorities: the environment's, or else those of requests.

    Raises:
        ConfigurationError: The environment names a path that does not exist.
    """
    for variable in _TRUSTED:
        if path := os.environ.get(variable):
            check_path(variable, path)
            return path
    return DEFAULT_CA_BUNDLE_PATH


@partial(explained, owner="transport.tls_context")
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
