"""Encryption of documents: what openssl opens, what Digipost's Java client makes, and what is refused."""

from __future__ import annotations

import io
import subprocess
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from digipost.content import content_from_bytes, content_from_path
from digipost.encryption import EncryptedContent, EncryptionKey, certificate_key, recipient_key
from digipost.errors import EncryptionError, InvalidValueError
from tests.support.counterpart import VECTORS, private_key_of
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

KEY_ID = "3f1c0a52-key-1"
PLAIN = (VECTORS / "cms-plaintext.bin").read_bytes()
RECIPIENT = recipient_key((VECTORS / "recipient.pub.pem").read_text(), KEY_ID)
PRINT = certificate_key((VECTORS / "print.cert.pem").read_text())
KINDS = pytest.mark.parametrize(
    ("key", "name"), [(RECIPIENT, "recipient"), (PRINT, "print")], ids=["recipient", "print"]
)


def read(content: EncryptedContent) -> bytes:
    with content.open() as stream:
        return stream.read()


def opened(cms: bytes, name: str) -> bytes:
    """Return the content that openssl decrypts with that private key."""
    command: list[str | Path] = [
        "openssl",
        "cms",
        "-decrypt",
        "-inform",
        "DER",
        "-binary",
        "-inkey",
        VECTORS / f"{name}.key.pem",
    ]
    certificate = VECTORS / f"{name}.cert.pem"
    if certificate.exists():  # openssl then opens what names this certificate, and nothing else
        command += ["-recip", certificate]
    return subprocess.run(command, input=cms, capture_output=True, check=True).stdout


def values(data: bytes) -> list[tuple[int, bytes | list[object]]]:
    """Everything in it, as a tree; written for this test alone, and for indefinite lengths too."""
    return _values(io.BytesIO(data))


def _values(stream: io.BytesIO) -> list[tuple[int, bytes | list[object]]]:
    found: list[tuple[int, bytes | list[object]]] = []
    while identifier := stream.read(1):
        length = stream.read(1)[0]
        if identifier == b"\0" and length == 0:
            break  # the end of an indefinite length
        if length == 0x80:
            content: bytes | list[object] = [*_values(stream)]
        else:
            if length > 0x80:
                length = int.from_bytes(stream.read(length - 0x80), "big")
            raw = stream.read(length)
            assert len(raw) == length
            content = [*_values(io.BytesIO(raw))] if identifier[0] & 0x20 else raw
        found.append((identifier[0], content))
    return found


def shape(tree: object) -> object:
    """The tree with no more than the size of what differs each time: wrapped key, vector and ciphertext."""
    if isinstance(tree, bytes):
        return tree if len(tree) not in {16, 64, 256} else len(tree)
    if isinstance(tree, list | tuple):
        return [shape(each) for each in tree]
    return tree


@KINDS
class TestBothKinds:
    def test_openssl_opens_it(self, key: EncryptionKey, name: str) -> None:
        assert opened(read(EncryptedContent(content_from_bytes(PLAIN), key)), name) == PLAIN

    def test_it_has_the_structure_that_the_java_client_makes(self, key: EncryptionKey, name: str) -> None:
        theirs = (VECTORS / f"cms-{name}.der").read_bytes()
        assert opened(theirs, name) == PLAIN
        ours = read(EncryptedContent(content_from_bytes(PLAIN), key))
        assert shape(values(ours)) == shape(values(theirs))

    def test_its_lengths_are_definite_and_right(self, key: EncryptionKey, name: str) -> None:
        cms = read(EncryptedContent(content_from_bytes(PLAIN), key))
        assert opened(cms, name) == PLAIN
        shown = subprocess.run(
            ["openssl", "asn1parse", "-inform", "DER"], input=cms, capture_output=True, check=True
        ).stdout
        assert b"l=inf" not in shown

    @pytest.mark.parametrize("size", [1, 15, 16, 17, 4096, 65535, 65536, 65537, 1 << 20])
    def test_every_size_is_known_beforehand_and_opened(
        self, key: EncryptionKey, name: str, size: int
    ) -> None:
        data = bytes(range(256)) * (size // 256 + 1)
        content = EncryptedContent(content_from_bytes(data[:size]), key)
        cms = read(content)
        assert len(cms) == content.size
        assert opened(cms, name) == data[:size]


@given(data=st.binary(min_size=1, max_size=200), chunks=st.lists(st.integers(1, 300), max_size=5))
def test_each_opening_gives_the_same_bytes_however_they_are_read(data: bytes, chunks: list[int]) -> None:
    content = EncryptedContent(content_from_bytes(data), RECIPIENT)
    with content.open() as stream:
        pieces = [stream.read(size) for size in chunks]
        assert b"".join([*pieces, stream.read()]) == read(content)
        assert stream.read(1) == b""


def test_two_encryptions_have_nothing_in_common() -> None:
    first, second = (read(EncryptedContent(content_from_bytes(PLAIN), RECIPIENT)) for _ in range(2))
    # The last blocks, the vectors, and the keys as transported.
    assert first[-64:] != second[-64:]
    assert values(first) != values(second)
    assert shape(values(first)) == shape(values(second))


def test_nothing_of_the_plain_content_is_left() -> None:
    assert b"A" * 16 not in read(EncryptedContent(content_from_bytes(b"A" * 1000), RECIPIENT))


def test_it_is_as_fixed_as_what_it_is_made_of(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PLAIN)
    assert EncryptedContent(content_from_bytes(PLAIN), PRINT).is_fixed
    assert not EncryptedContent(content_from_path(path), PRINT).is_fixed


@in_one_test("now", [PLAIN + b"!", PLAIN[:-1], b"", PLAIN * 5000])
def test_a_file_of_another_size_is_found_out(now: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PLAIN)
    content = EncryptedContent(content_from_path(path), RECIPIENT)
    path.write_bytes(now)
    with pytest.raises(InvalidValueError, match="changed in size"):
        read(content)


def test_a_file_that_is_gone_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PLAIN)
    content = EncryptedContent(content_from_path(path), RECIPIENT)
    path.unlink()
    with pytest.raises(InvalidValueError, match="no file at the path"):
        read(content)


def test_closing_closes_the_plain_content() -> None:
    class Held:
        size = 1 << 20
        is_fixed = True
        stream = io.BytesIO(bytes(size))

        def open(self) -> io.BytesIO:
            return self.stream

    with EncryptedContent(Held(), RECIPIENT).open() as stream:
        stream.read(70_000)
        assert not Held.stream.closed
    assert Held.stream.closed


@pytest.mark.thorough
def test_a_large_document_costs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(32 << 20)  # sparse
    content = EncryptedContent(content_from_path(path), RECIPIENT)
    size = 0
    tracemalloc.start()
    try:
        with content.open() as stream:
            while chunk := stream.read(1 << 17):
                size += len(chunk)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size == content.size
    assert peak < 2 << 20


def pem_of(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


WEAK = pem_of(rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key())  # noqa: S505 - what is tested
CURVE = pem_of(ec.generate_private_key(ec.SECP256R1()).public_key())
GOOD = (VECTORS / "recipient.pub.pem").read_text()


@in_one_test(
    ("pem", "key_id", "problem"),
    [
        ("", KEY_ID, "cannot be read"),
        ("MARKER", KEY_ID, "cannot be read"),
        (GOOD.replace("MIIB", "MARK"), KEY_ID, "cannot be read"),
        ((VECTORS / "print.cert.pem").read_text(), KEY_ID, "cannot be read"),
        (WEAK, KEY_ID, "not RSA with at least 2048 bits"),
        (CURVE, KEY_ID, "not RSA with at least 2048 bits"),
        (GOOD, None, "without a key-id"),
        (GOOD, "", "without a key-id"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused(pem: str, key_id: str | None, problem: str) -> None:
    with pytest.raises(EncryptionError, match=problem) as caught:
        recipient_key(pem, key_id)
    assert "MARKER" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@in_one_test("pem", ["", "MARKER", GOOD])
def test_a_certificate_that_cannot_be_used_is_refused(pem: str) -> None:
    with pytest.raises(EncryptionError, match="certificate to encrypt with cannot be read"):
        certificate_key(pem)


def test_space_around_a_key_makes_no_difference() -> None:
    assert recipient_key(f"\n  {GOOD}\n", KEY_ID) == RECIPIENT


@given(st.text(min_size=1, max_size=300))
def test_any_key_id_becomes_the_identifier_as_it_is(key_id: str) -> None:
    ((identifier, content),) = values(recipient_key(GOOD, key_id).identifier)
    assert (identifier, content) == (0x80, key_id.encode())


def test_a_certificate_is_named_by_issuer_and_serial_number() -> None:
    certificate = x509.load_pem_x509_certificate((VECTORS / "print.cert.pem").read_bytes())
    (names, serial) = values(PRINT.identifier)[0][1]
    assert serial == (0x02, certificate.serial_number.to_bytes(20, "big"))
    assert certificate.issuer.public_bytes() in PRINT.identifier
    assert names


@in_one_test(
    ("number", "octets"),
    [(1, "01"), (127, "7f"), (128, "0080"), (255, "00ff"), (256, "0100"), (65535, "00ffff")],
)
def test_a_serial_number_is_never_negative(number: int, octets: str) -> None:
    key = private_key_of("print")
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), number)
        .not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2025, 1, 1, tzinfo=UTC))
        .sign(key, SHA256())
    )
    identifier = certificate_key(certificate.public_bytes(Encoding.PEM).decode()).identifier
    (_, serial) = values(identifier)[0][1]
    assert serial == (0x02, bytes.fromhex(octets))


def test_repr_shows_no_key() -> None:
    content = EncryptedContent(content_from_bytes(PLAIN), RECIPIENT)
    assert repr(content) == f"<encrypted <content held in memory, {len(PLAIN)} bytes>>"
    assert repr(RECIPIENT) == "EncryptionKey(<RSA, 2048 bits>)"
