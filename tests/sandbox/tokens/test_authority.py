"""TLS of the token endpoint: the same certificate in a folder that lasts, and no private key there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from digipost.authentication import ClientCredentials
from digipost.client import DigipostClient
from digipost.config import ClientConfig
from digipost.errors import ConfigurationError
from digipost.sandbox import Sandbox

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "hemmelig"


@pytest.mark.thorough
def test_clients_of_every_run_get_tokens_and_no_key_is_kept(tmp_path: Path) -> None:
    folder, trusted = tmp_path / "sandbox", set()
    for run in range(3):
        with Sandbox(path=folder) as sandbox:
            sandbox.issue_client(f"client-{run}", tmp_path / f"{run}.p12", PASSWORD)
            trusted.add(sandbox.ca_path.read_bytes())
            for each in range(run + 1):
                assert gets_tokens(sandbox, f"client-{each}", tmp_path / f"{each}.p12")
            with sandbox.client(oauth=True) as client:
                assert client.senders.information(12345).sender_id == 12345
            assert no_key_in_clear(folder)
    assert len(trusted) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("password", ["", "hemmelig\0", "hemmelig\udcff"])
def test_a_file_gets_a_password_that_opens_it(password: str, tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        with pytest.raises(ConfigurationError, match="password") as client:
            sandbox.issue_client("client", tmp_path / "client.p12", password)
        with pytest.raises(ConfigurationError, match="password") as broker:
            sandbox.issue_certificate(tmp_path / "broker.p12", password)
        assert "hemmelig" not in repr((client.value, broker.value))
    assert not [*tmp_path.iterdir()]


def test_a_folder_with_the_authoritys_key_in_clear_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "sandbox"
    with Sandbox(path=folder) as sandbox:
        trusted = sandbox.ca_path
    key = generate_private_key(SECP256R1())
    trusted.write_bytes(authority_of(key).public_bytes(Encoding.PEM))
    in_clear = trusted.with_name("ca-key.pem")
    in_clear.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    before = trusted.read_bytes()
    for name in ("one", "two"):
        with Sandbox(path=folder) as again:
            again.issue_client(name, tmp_path / f"{name}.p12", PASSWORD)
            for each in {"one", name}:
                assert gets_tokens(again, each, tmp_path / f"{each}.p12")
            assert again.ca_path.read_bytes() == before
            assert no_key_in_clear(folder)


@pytest.mark.thorough
@pytest.mark.parametrize("damage", ["expired", "another issuer's", "missing", "no certificate"])
def test_a_token_endpoint_that_cannot_go_on_is_made_anew(damage: str, tmp_path: Path) -> None:
    with Sandbox(path=tmp_path) as sandbox:
        kept = sandbox.ca_path
    now = datetime.now(UTC) - (timedelta(days=400) if damage == "expired" else timedelta())
    key = generate_private_key(SECP256R1())
    if damage == "missing":
        kept.with_name("token-server.pem").unlink()
    elif damage == "no certificate":
        kept.with_name("token-server.pem").write_text("no certificate")
    else:
        kept.write_bytes(authority_of(key, now).public_bytes(Encoding.PEM))
    before = kept.read_bytes()
    with Sandbox(path=tmp_path) as again:
        with again.client(oauth=True) as client:
            assert client.senders.information(12345).sender_id == 12345
        assert kept.read_bytes() != before


def gets_tokens(sandbox: Sandbox, client_id: str, path: Path) -> bool:
    credentials = ClientCredentials.from_pkcs12(client_id, path, PASSWORD, trusted=sandbox.ca_path)
    config = ClientConfig(broker_id=12345, environment=sandbox.environment)
    with DigipostClient(config, credentials) as client:
        return client.senders.information(12345).sender_id == 12345


def no_key_in_clear(folder: Path) -> bool:
    files = [each.read_bytes() for each in folder.rglob("*") if each.is_file()]
    return len(files) > 1 and not any(b"PRIVATE KEY" in each for each in files)


def authority_of(key: EllipticCurvePrivateKey, now: datetime | None = None) -> x509.Certificate:
    """An authority as versions before this one made it."""
    now = now or datetime.now(UTC)
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Digipost sandbox, worthless elsewhere")
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Digipost sandbox authority"), organisation])
    usage = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=365))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.KeyUsage(**usage, key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
