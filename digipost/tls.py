"""Whom TLS trusts: decided once for a transport, from the environment."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from requests.adapters import DEFAULT_CA_BUNDLE_PATH

from digipost.errors import ConfigurationError

__all__ = ["tls_context", "trusted_certificates"]

_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


def trusted_certificates() -> str:
    """Where the certificates that TLS trusts are: what the environment names, else those of requests.

    Raises:
        ConfigurationError: The environment names something that is not there.
    """
    for variable in _VARIABLES:
        if path := os.environ.get(variable):
            if not Path(path).exists():
                raise ConfigurationError(
                    f"{variable} names a file or directory that is not there. Correct it or remove it"
                )
            return path
    return DEFAULT_CA_BUNDLE_PATH


def tls_context(trusted: str | None = None) -> ssl.SSLContext:
    """TLS settings that verify the server; a client certificate can be added with `load_cert_chain`.

    Args:
        trusted: A file or directory of certificates in PEM; what `trusted_certificates` gives unless given.

    Raises:
        ConfigurationError: The certificates cannot be read.
    """
    path = trusted_certificates() if trusted is None else trusted
    try:
        if Path(path).is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except OSError as error:
        raise ConfigurationError(
            "the trusted certificates are unreadable: REQUESTS_CA_BUNDLE and SSL_CERT_FILE name PEM files"
        ) from error
