"""Files of keys and certificates: path, bytes and password, the last of which shows in no error text."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TypeVar

from digipost.errors import ConfigurationError
from digipost.secret import HiddenBytes, HiddenText, Secret

__all__ = ["encoded", "hidden_path", "key_bags", "located", "only_private_key", "read", "unusable"]

_P = TypeVar("_P")

# A name that ends so is that of a certificate's or key's file.
_SUFFIXES = {".p12", ".pfx", ".pem", ".crt", ".cer", ".cert", ".key", ".der", ".jks"}
_KEY_BEGINS = re.compile(rb"-----BEGIN ((?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY)-----")
# RFC 1421 section 4.6.1.1: the header of an encrypted key in OpenSSL's traditional form.
_ENCRYPTED_HEADER = re.compile(rb"^Proc-Type: *4, *ENCRYPTED", re.MULTILINE)
# The object identifiers, in DER, of what holds a key in PKCS#12 (RFC 7292, appendix D): `keyBag` and
# `pkcs8ShroudedKeyBag`.
_KEY_BAGS = tuple(bytes.fromhex(f"060b2a864886f70d010c0a01{last}") for last in ("01", "02"))


def hidden_path(path: _P) -> _P | HiddenText:
    """Return the path, hidden from tracebacks if it is a text, until `located` has looked at it."""
    return HiddenText(path) if isinstance(path, str) else path


def located(path: object) -> Path:
    """Return the absolute path of a file, unless it may be a password that was given in the path's place.

    An error text must not show a password. A text is shown only if the file exists, its name ends as those of
    such files do, or the folder that it names exists.

    Raises:
        ConfigurationError: It is no path, or names no file and may be a password.
    """
    if not isinstance(path, str | os.PathLike):
        problem = "The path of a certificate or key file must be a str or a pathlib.Path"
        raise ConfigurationError(f"{problem}; {type(path).__name__} was given.")
    if isinstance(path, str) and not _is_plausible(path):
        raise ConfigurationError(
            "There is no file at the path given for a certificate or key. The path is not shown, since it "
            "may be a password. Check it, and the order of the arguments: the path comes before the password."
        )
    try:
        return Path(path).absolute()
    except TypeError:
        raise ConfigurationError("The path of a certificate or key file must be text, not bytes.") from None


def _is_plausible(text: str) -> bool:
    path = Path(text)
    if path.suffix.lower() in _SUFFIXES:
        return True
    try:
        # The folders "." and "/" exist for every text, so that they prove nothing.
        names_a_folder = path.parent.name not in {"", ".."} and path.parent.is_dir()
        return names_a_folder or path.exists()
    except (OSError, ValueError):
        return False


def read(path: Path) -> bytes:
    """Return the bytes of a file, hidden from tracebacks.

    Raises:
        ConfigurationError: It cannot be read.
    """
    try:
        return HiddenBytes(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
        raise unusable(path, f"cannot be read: {reason}.") from error


def encoded(password: HiddenText | Secret) -> bytes:
    """Return a password as the bytes that open a file.

    Raises:
        ConfigurationError: It has a character that no file's password can have.
    """
    revealed = password.reveal() if isinstance(password, Secret) else password
    if "\0" in revealed:
        # OpenSSL would take it for the end. cryptography panics, and prints the password to stderr.
        raise ConfigurationError("The password has a NUL character, which no certificate file's can have.")
    try:
        return HiddenBytes(revealed.encode())
    except UnicodeEncodeError:
        raise ConfigurationError("The password has characters that are not Unicode text.") from None


def only_private_key(path: Path, data: bytes) -> tuple[bytes, bool]:
    """Return the private key of a file in PEM form, and whether it is encrypted.

    Text around the key does not count: OpenSSL and others write comments there.

    Raises:
        ConfigurationError: There is no private key, or there are several.
    """
    found = [*_KEY_BEGINS.finditer(data)]
    if not found:
        problem = "holds no private key in PEM form. Give the file of the private key as key_path."
        raise unusable(path, problem)
    if len(found) > 1:
        raise unusable(
            path, f"holds {len(found)} private keys. Keep the one to be used, and its certificate."
        )
    end = b"-----END %b-----" % found[0][1]
    block = HiddenBytes(data[found[0].start() :].partition(end)[0] + end + b"\n")
    is_encrypted = found[0][1] == b"ENCRYPTED PRIVATE KEY" or _ENCRYPTED_HEADER.search(block) is not None
    return block, is_encrypted


def key_bags(data: bytes) -> int:
    """Count the private keys of a PKCS#12 file, of which libraries load the first and pass over the others.

    Keys stand in bags of their own, each encrypted by itself. Bags that are encrypted once more, as OpenSSL
    and Java's keytool never do with keys, are not seen.
    """
    return sum(data.count(bag) for bag in _KEY_BAGS)


def unusable(path: Path, problem: str) -> ConfigurationError:
    """Make the error for a file that cannot be used."""
    return ConfigurationError(f"{path} {problem}")
