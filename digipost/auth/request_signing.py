"""Credentials that sign each request with an RSA key."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from digipost.auth.certificates import load_pem, load_pkcs12
from digipost.auth.credentials import STAYS_HERE, check_environment, picklable
from digipost.auth.key_files import hidden_path, located
from digipost.auth.signing import canonical_request, sign
from digipost.errors import ConfigurationError
from digipost.secret import hidden
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from digipost.auth.certificates import Identity
    from digipost.config import ClientConfig
    from digipost.secret import Secret

__all__ = ["RequestSigning"]


@explains_arguments()
class RequestSigning:
    """Sign requests with the RSA key of an enterprise certificate, or of a certificate from Digipost.

        >>> from digipost.secret import Secret
        >>> credentials = RequestSigning.from_pkcs12("certificate.p12", Secret.from_env("DIGIPOST_PASSWORD"))
        >>> credentials.certificate_subject
        'CN=Sandbox broker (test only),O=Throw-away test material,C=NO'

    The file is read and its certificate checked at once. So a wrong password or an expired certificate raises
    an error before any request. The client never sends the certificate: Digipost finds it by the broker id.

    Pickled credentials hold the paths of the files and the places of their passwords; the other process loads
    the files again. Credentials with a password given as a string, or with a signing function, cannot be
    pickled.

    Attributes:
        certificate: The certificate of the signing key; None if it is not known.
    """

    def __init__(
        self,
        sign_canonical: Callable[[str], str],
        identity: Identity | None,
        origin: tuple[Callable[..., RequestSigning], tuple[object, ...]] | str,
    ) -> None:
        # Called by the three methods below only. `origin` holds the call that makes the credentials again, or
        # the reason that no call can.
        self._sign = sign_canonical
        self._identity = identity  # credentials of the same file share it
        self.certificate = identity.certificate if identity else None
        self._origin = origin

    @classmethod
    def from_pkcs12(cls, path: str | os.PathLike[str], password: str | Secret) -> Self:
        """Sign with the key of a PKCS#12 file (.p12, .pfx).

        Args:
            path: The file.
            password: Its password, or the password's place; an empty string for a file without one.

        Raises:
            ConfigurationError: The file or the certificate in it cannot be used; the text gives the reason.
        """
        path = hidden_path(path)
        password = hidden(password)
        file = located(path)
        identity = load_pkcs12(file, password, now=datetime.now(UTC))
        return cls._with_identity(identity, (cls.from_pkcs12, (file, password)), password)

    @classmethod
    def from_pem(
        cls,
        certificate_path: str | os.PathLike[str],
        key_path: str | os.PathLike[str] | None = None,
        password: str | Secret | None = None,
    ) -> Self:
        """Sign with a key in PEM form.

        Args:
            certificate_path: The certificate, with or without its issuers' certificates.
            key_path: The private key; if omitted, the first file holds the key too.
            password: The key's password or its place, if the key is encrypted.

        Raises:
            ConfigurationError: A file or the certificate cannot be used; the text gives the reason.
        """
        certificate_path, key_path = hidden_path(certificate_path), hidden_path(key_path)
        password = None if password is None else hidden(password)
        certificate_file = located(certificate_path, "certificate_path")
        paths = certificate_file, None if key_path is None else located(key_path, "key_path")
        identity = load_pem(*paths, password=password, now=datetime.now(UTC))
        return cls._with_identity(identity, (cls.from_pem, (*paths, password)), password)

    @classmethod
    def from_signer(cls, sign: Callable[[bytes], bytes]) -> Self:
        """Sign with a function, such as one that calls a hardware module or a key service.

        Args:
            sign: Takes the bytes of the canonical string; returns their RSASSA-PKCS1-v1_5 signature with
                SHA-256 as raw bytes. It is called from every thread that sends. An exception that it raises
                becomes the cause of a `ConfigurationError`.
        """
        if not callable(sign):
            raise ConfigurationError(
                "sign: a function is expected, which takes bytes and returns their signature, not "
                f"{type(sign).__name__}. For a key in a file there are from_pkcs12 and from_pem."
            )
        reason = "a function that signs stays in its process; make the credentials anew in the other one"
        return cls(lambda canonical: _signed_by(sign, canonical), None, reason)

    @classmethod
    def _with_identity(
        cls,
        identity: Identity,
        origin: tuple[Callable[..., RequestSigning], tuple[object, ...]],
        password: str | Secret | None,
    ) -> Self:
        key = identity.private_key
        return cls(
            lambda canonical: sign(canonical, key),
            identity,
            STAYS_HERE if isinstance(password, str) else origin,
        )

    @property
    def certificate_expires(self) -> datetime | None:
        """The time when the certificate expires, in UTC; None if the certificate is not known."""
        return self.certificate.not_valid_after_utc if self.certificate else None

    @property
    def certificate_subject(self) -> str | None:
        """The subject of the certificate, as in RFC 4514; None if the certificate is not known."""
        return self.certificate.subject.rfc4514_string() if self.certificate else None

    def authorize(self, method: str, target: str, headers: Mapping[str, str]) -> dict[str, str]:
        """Return the signature of a request, as the header `X-Digipost-Signature`.

        Args:
            method: The HTTP method.
            target: The request target exactly as it will be sent: path and query.
            headers: The request's headers, including `Date`, `X-Digipost-UserId` and, with a body,
                `X-Content-SHA256`.

        Raises:
            InvalidValueError: A signed part holds a line break.
            ConfigurationError: The function given to `from_signer` failed.
        """
        return {"X-Digipost-Signature": self._sign(canonical_request(method, target, headers))}

    def bound_to(self, config: ClientConfig, clock: Callable[[], datetime]) -> Self:  # noqa: ARG002 - at any time
        """Return these credentials.

        Raises:
            ConfigurationError: The certificate is a sandbox's, and the environment is production.
        """
        check_environment(self.certificate, config)
        return self

    def discard(self, headers: Mapping[str, str]) -> bool:  # noqa: ARG002 - any request
        """Return False: Digipost will refuse the same key again."""
        return False

    def __reduce__(self) -> tuple[object, ...]:
        return picklable(self._origin)

    def __repr__(self) -> str:
        if self.certificate is None:
            return "RequestSigning(no certificate at hand)"
        return f"RequestSigning({self.certificate_subject!r}, expires {self.certificate_expires:%Y-%m-%d})"


def _signed_by(sign: Callable[[bytes], bytes], canonical: str) -> str:
    try:
        signature: object = sign(canonical.encode())
    except Exception as error:
        raise ConfigurationError("The function given to RequestSigning.from_signer failed.") from error
    if not isinstance(signature, bytes) or not signature:
        raise ConfigurationError(
            "The function given to RequestSigning.from_signer must return the bytes of the signature; "
            f"it returned {type(signature).__name__}."
        )
    return b64encode(signature).decode()
