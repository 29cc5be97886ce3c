"""Encrypted documents, read by openssl."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

__all__ = ["opened"]


def opened(cms: bytes, key: RSAPrivateKey, path: Path) -> bytes:
    """The content that openssl finds in it with a key, which it reads from that path."""
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    command = ["openssl", "cms", "-decrypt", "-inform", "DER", "-binary", "-inkey", str(path)]
    return subprocess.run(command, input=cms, capture_output=True, check=True).stdout
