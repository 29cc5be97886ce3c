"""Documents that were encrypted for the sandbox's keys are opened, whichever program wrote them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from hypothesis import given
from hypothesis import strategies as st

from digipost.content import content_from_bytes
from digipost.encryption import EncryptedContent, certificate_key, recipient_key
from digipost.sandbox.base.clock import now
from digipost.sandbox.model.decryption import opened
from digipost.sandbox.services.recipients import RECIPIENT_KEY_ID
from digipost.sandbox.wire.signing_identity import certificate_for, shipped_key

VECTORS = Path(__file__).parents[2] / "fixtures" / "vectors"
PRINT = certificate_for(shipped_key("print"), "print", now())


def opened_here(data: bytes) -> bytes | None:
    return opened(data, for_mailbox=shipped_key("recipient"), for_print=shipped_key("print"))


def encrypted(plain: bytes, whose: str) -> bytes:
    if whose == "print":
        key = certificate_key(PRINT.public_bytes(Encoding.PEM).decode())
    else:
        pem = (
            shipped_key("recipient")
            .public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        key = recipient_key(pem.decode(), RECIPIENT_KEY_ID)
    with EncryptedContent(content_from_bytes(plain), key).open() as stream:
        return stream.read()


@given(plain=st.binary(min_size=1, max_size=200), whose=st.sampled_from(["print", "recipient"]))
def test_what_our_client_encrypts_is_opened(plain: bytes, whose: str) -> None:
    assert opened_here(encrypted(plain, whose)) == plain


@pytest.mark.parametrize("cipher", ["-aes-128-cbc", "-aes-192-cbc", "-aes256"])
@pytest.mark.parametrize("form", [[], ["-stream"]], ids=["definite lengths", "indefinite lengths"])
def test_what_openssl_encrypts_is_opened(cipher: str, form: list[str], tmp_path: Path) -> None:
    (tmp_path / "print.pem").write_bytes(PRINT.public_bytes(Encoding.PEM))
    plain = b"%PDF-1.7 " + bytes(range(256)) * 500
    command = ["openssl", "cms", "-encrypt", "-binary", "-outform", "DER", cipher, *form, "print.pem"]
    done = subprocess.run(command, input=plain, capture_output=True, check=True, cwd=tmp_path)
    assert opened_here(done.stdout) == plain


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["cms-recipient.der", "cms-print.der"])
def test_what_the_java_client_encrypts_is_opened_with_its_keys_alone(name: str) -> None:
    data = (VECTORS / name).read_bytes()
    keys = {"for_mailbox": private_key_of("recipient"), "for_print": private_key_of("print")}
    assert opened(data, **keys) == (VECTORS / "cms-plaintext.bin").read_bytes()
    assert opened_here(data) != (VECTORS / "cms-plaintext.bin").read_bytes()


def private_key_of(whose: str) -> RSAPrivateKey:
    key = load_pem_private_key((VECTORS / f"{whose}.key.pem").read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    return key


@given(data=st.binary(max_size=100) | st.binary(max_size=40).map(lambda tail: b"\x30\x80" * 10 + tail))
def test_anything_else_is_not_opened(data: bytes) -> None:
    assert opened_here(data) is None


@given(at=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.integers(1, 400))
def test_damage_does_no_harm(at: int, value: int, cut: int) -> None:
    data = bytearray(encrypted(b"a letter" * 10, "recipient"))
    data[at % len(data)] = value
    assert isinstance(opened_here(bytes(data)), bytes | None)
    assert isinstance(opened_here(bytes(data[:-cut])), bytes | None)
