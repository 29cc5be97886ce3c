"""The interface of credentials for the client and its exchange; `digipost.authentication` has the classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cryptography.x509 import Certificate

from digipost.environments import Environment
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from digipost.config import ClientConfig

__all__ = [
    "STAYS_HERE",
    "Authorization",
    "Credentials",
    "certificate_problem",
    "check_environment",
    "picklable",
]

STAYS_HERE = "a password given as a string stays in its process; use Secret.from_env or Secret.from_file"
"""The reason that credentials with a password given as a string cannot be pickled."""

_REAL = {Environment.PRODUCTION.api_url, Environment.NORSK_HELSENETT.api_url}
_DIGIPOST = _REAL | {Environment.TEST.api_url, Environment.DIFI_TEST.api_url}


class Credentials(Protocol):
    """The proof of a client's identity."""

    def bound_to(self, config: ClientConfig, clock: Callable[[], datetime]) -> Authorization:
        """Return the authorization of one client's requests.

        Args:
            config: The broker and the environment.
            clock: Returns the current time, with a time zone.

        Raises:
            ConfigurationError: The credentials cannot be used for this broker and environment.
        """
        ...


class Authorization(Protocol):
    """The headers that prove a request's sender to Digipost; safe to use from several threads at once."""

    def authorize(self, method: str, target: str, headers: Mapping[str, str]) -> dict[str, str]:
        """Return the headers to add to a request.

        Args:
            method: The HTTP method.
            target: The request target exactly as it will be sent: path and query.
            headers: The other headers of the request, including `Date` and `X-Digipost-UserId`.
        """
        ...

    def discard(self, headers: Mapping[str, str]) -> bool:
        """Discard the authorization of a request that Digipost answered with 401.

        Args:
            headers: The headers of that request.

        Returns:
            True if the same request may succeed with a new authorization.
        """
        ...


def picklable(origin: tuple[object, ...] | str) -> tuple[object, ...]:
    """Return the call with which another process makes the same credentials, for `__reduce__`.

    Args:
        origin: A callable and its arguments, or the reason why the credentials cannot be pickled.

    Raises:
        ConfigurationError: Another process cannot make the credentials; the text is the reason.
    """
    if isinstance(origin, str):
        raise ConfigurationError(f"These credentials cannot be pickled: {origin}.")
    return origin


def check_environment(certificate: Certificate | None, config: ClientConfig) -> None:
    """Refuse a sandbox's certificate in production.

    Raises:
        ConfigurationError: The certificate is a sandbox's.
    """
    if certificate is not None and _is_of_a_sandbox(certificate) and config.environment.api_url in _REAL:
        raise ConfigurationError(
            f"The certificate ({certificate.subject.rfc4514_string()}) was made by a sandbox, and no account "
            "in production has it. Load the certificate of your organisation, or give ClientConfig the "
            "environment of the sandbox: sandbox.environment."
        )


def certificate_problem(authorization: object, config: ClientConfig, now: datetime) -> str | None:
    """Return the problem with the credentials' certificate that explains a refusal, or None."""
    certificate = getattr(authorization, "certificate", None)
    if not isinstance(certificate, Certificate):
        return None
    if now > certificate.not_valid_after_utc:
        return f"The certificate used here expired on {certificate.not_valid_after_utc:%Y-%m-%d}."
    if _is_of_a_sandbox(certificate) and config.environment.api_url in _DIGIPOST:
        return "The certificate used here was made by a sandbox, and Digipost does not know it."
    return None


def _is_of_a_sandbox(certificate: Certificate) -> bool:
    return "sandbox" in certificate.issuer.rfc4514_string().lower()
