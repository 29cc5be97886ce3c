"""Files of keys and certificates: path, bytes and password. No error text shows the password."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TypeVar

from digipost.auth.file_kinds import as_pem
from digipost.base.hidden import HiddenBytes, HiddenText
from digipost.base.paths import proves_to_be_a_path
from digipost.errors import ConfigurationError
from digipost.secret import Secret

__all__ = ["encoded", "hidden_path", "key_bags", "located", "only_private_key", "read", "unusable"]

_P = TypeVar("_P")

# Endings of file names for certificates and keys.
_SUFFIXES = {".p12", ".pfx", ".pem", ".crt", ".cer", ".cert", ".key", ".der", ".jks"}
_KEY_BEGINS = re.compile(rb"-----BEGIN (?!OPENSSH)((?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY)-----")
# RFC 1421 section 4.6.1.1: the header of an encrypted key in OpenSSL's traditional form.
_ENCRYPTED_HEADER = re.compile(rb"^Proc-Type: *4, *ENCRYPTED", re.MULTILINE)
# The object identifiers, in DER, of the containers of keys in PKCS#12 (RFC 7292, appendix D): `keyBag` and
# `pkcs8ShroudedKeyBag`.
_KEY_BAGS = tuple(bytes.fromhex(f"060b2a864886f70d010c0a01{last}") for last in ("01", "02"))


def hidden_path(path: _P) -> _P | HiddenText:
    """Return the path; if it is a text, hide it from tracebacks until `located` has checked it."""
    return HiddenText(path) if isinstance(path, str) else path


def located(path: object, argument: str = "path") -> Path:
    """Return the absolute path of a file; refuse a text that may be a password instead of a path.

    An error text must not show a password. It shows a text only if the text is certainly a path, and
    otherwise the name `argument`.

    Raises:
        ConfigurationError: The value is not a path; or the file does not exist, and the value may be a
            password.
    """
    if not isinstance(path, str | os.PathLike):
        problem = f"{argument}: the path of a certificate or key file must be a str or a pathlib.Path"
        raise ConfigurationError(f"{problem}; {type(path).__name__} was given.")
    if isinstance(path, str) and not proves_to_be_a_path(path, _SUFFIXES):
        raise ConfigurationError(
            f"{argument}: there is no file at the path given for a certificate or key. The path is not "
            "shown, since it may be a password. Check it, and the order of the arguments: the path comes "
            "before the password."
        )
    try:
        return Path(path).absolute()
    except TypeError:
        problem = f"{argument}: the path of a certificate or key file must be text, not bytes."
        raise ConfigurationError(problem) from None


def read(path: Path) -> bytes:
    """Return the bytes of a file, hidden from tracebacks.

    Raises:
        ConfigurationError: The file cannot be read.
    """
    try:
        return HiddenBytes(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
        raise unusable(path, f"cannot be read: {reason}.") from error


def encoded(password: HiddenText | Secret) -> bytes:
    """Return a password as the bytes that open a file.

    Raises:
        ConfigurationError: The password has a character that is not allowed.
    """
    revealed = password.reveal() if isinstance(password, Secret) else password
    if "\0" in revealed:
        # OpenSSL would take a null character for the end of the password. cryptography panics, and prints the
        # password to stderr.
        raise ConfigurationError("The password has a NUL character, which no certificate file's can have.")
    try:
        return HiddenBytes(revealed.encode())
    except UnicodeEncodeError:
        raise ConfigurationError("The password has characters that are not Unicode text.") from None


def only_private_key(path: Path, data: bytes) -> tuple[bytes, bool]:
    """Return the private key of a file in PEM form, and True if it is encrypted.

    Text around the key is ignored: OpenSSL and others write comments there.

    Raises:
        ConfigurationError: The file holds no private key, or several.
    """
    found = [*_KEY_BEGINS.finditer(data)]
    if not found:
        problem = "holds no private key in PEM form. Give the file of the private key as key_path."
        raise unusable(path, as_pem(data, key=True) or problem)
    if len(found) > 1:
        raise unusable(
            path, f"holds {len(found)} private keys. Keep the one to be used, and its certificate."
        )
    end = b"-----END %b-----" % found[0][1]
    block = HiddenBytes(data[found[0].start() :].partition(end)[0] + end + b"\n")
    is_encrypted = found[0][1] == b"ENCRYPTED PRIVATE KEY" or _ENCRYPTED_HEADER.search(block) is not None
    return block, is_encrypted


def key_bags(data: bytes) -> int:
    """Count the private keys of a PKCS#12 file; libraries load only the first.

    Each key is in its own bag, encrypted separately. Keys in bags that are encrypted twice are not
    counted; OpenSSL and Java's keytool never write them.
    """
    return sum(data.count(bag) for bag in _KEY_BAGS)


def unusable(path: Path, problem: str) -> ConfigurationError:
    """Return the error for a file that cannot be used."""
    return ConfigurationError(f"{path} {problem}")
