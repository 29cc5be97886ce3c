"""Files that give a usable key, and the errors of the others."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from digipost.auth.certificates import load_pem, load_pkcs12, public_key_from_certificate
from digipost.errors import ConfigurationError, VerificationError
from digipost.secret import Secret
from tests.support.key_files import (
    BROKER,
    CURVE_KEY,
    FIXTURES,
    ISSUER,
    KEYS,
    NOW,
    PASSWORD,
    certificate,
    pem,
    pkcs12,
    refused_pem,
    refused_pkcs12,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.auth.conftest import Write


def test_the_known_pkcs12_opens_with_its_password_as_text_and_as_secret() -> None:
    path, password_path = FIXTURES / "broker.p12", FIXTURES / "broker.p12.password.txt"
    for password in (password_path.read_text().strip(), Secret.from_file(password_path)):
        identity = load_pkcs12(path, password, now=NOW)
        assert identity.private_key.private_numbers() == BROKER.private_numbers()
        assert identity.certificate is not None
        assert identity.certificate.public_bytes(Encoding.PEM) == (FIXTURES / "broker.cert.pem").read_bytes()
        assert identity.chain == ()
        assert repr(identity) == "Identity(CN=Sandbox broker (test only),O=Throw-away test material,C=NO)"


@pytest.mark.thorough
def test_a_pkcs12_keeps_its_chain(file: Write) -> None:
    own, above = certificate(BROKER), certificate(ISSUER, name="Issuer")
    identity = load_pkcs12(file(pkcs12(BROKER, own, above)), PASSWORD, now=NOW)
    assert (identity.certificate, identity.chain) == (own, (above,))


def test_a_pkcs12_without_a_certificate_still_signs(file: Write) -> None:
    identity = load_pkcs12(file(pkcs12(BROKER, None)), PASSWORD, now=NOW)
    assert (identity.certificate, identity.chain) == (None, ())
    assert repr(identity) == "Identity(no certificate)"


def test_a_wrong_password_is_refused() -> None:
    for password in ("wrong password", "", "sandbox-secret\n"):
        assert refused_pkcs12(FIXTURES / "broker.p12", password) == (
            "is not opened by this password. Check the password, and that the file is whole."
        )


@pytest.mark.thorough
def test_an_old_encryption_is_named_with_the_command_that_converts_it(tmp_path: Path) -> None:
    path = tmp_path / "old.p12"
    command = ["openssl", "pkcs12", "-export", "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES"]
    for option, name in (("-inkey", "broker.key.pem"), ("-in", "broker.cert.pem")):
        command += [option, str(FIXTURES / name)]
    subprocess.run([*command, "-passout", "pass:x", "-out", str(path)], check=True)
    assert load_pkcs12(path, "x", now=NOW).certificate is not None
    assert "openssl pkcs12 -legacy" in refused_pkcs12(path, "wrong password")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"garbage", "is not a PKCS#12 file"),
        ((FIXTURES / "broker.p12").read_bytes()[:100], "is not a PKCS#12 file"),
        ((FIXTURES / "broker.key.pem").read_bytes(), "load it with from_pem"),
    ],
)
def test_what_is_not_pkcs12_is_refused(file: Write, content: bytes, problem: str) -> None:
    assert problem in refused_pkcs12(file(content))


def test_a_certificate_without_a_key_is_refused(file: Write) -> None:
    path = file(pkcs12(None, None, certificate(BROKER)))
    assert refused_pkcs12(path).startswith("holds no private key. Export")
    assert refused_pem(file(pem(certificate(BROKER)))).startswith("holds no private key in PEM form")


def test_a_key_that_is_not_rsa_is_refused(file: Write) -> None:
    own = certificate(CURVE_KEY)
    assert refused_pkcs12(file(pkcs12(CURVE_KEY, own))).startswith("holds a key of type EC;")
    assert refused_pem(file(pem(own, CURVE_KEY))).startswith("holds a key of type EC;")


def test_a_short_rsa_key_is_refused(file: Write) -> None:
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - short on purpose
    path = file(pem(certificate(key), key))
    assert refused_pem(path).startswith("holds an RSA key of 1024 bits; it must have 2048")


@pytest.mark.thorough
def test_a_key_of_another_certificate_is_refused(file: Write) -> None:
    path = file(pkcs12(BROKER, None, certificate(ISSUER)))
    assert "belongs to none of the certificates" in refused_pkcs12(path)
    own, key = file(pem(certificate(ISSUER))), file(pem(BROKER))
    assert "belongs to none of the certificates" in refused_pem(own, key)


@pytest.mark.thorough
def test_an_expired_certificate_is_refused(file: Write) -> None:
    start, end = NOW - timedelta(days=365), NOW - timedelta(seconds=1)
    own = certificate(BROKER, start=start, end=end)
    for text in (refused_pkcs12(file(pkcs12(BROKER, own))), refused_pem(file(pem(own, BROKER)))):
        assert "(CN=Acme AS) that expired on 2024-06-02: get a new one, upload it in Digipost" in text
    assert load_pem(file(pem(own, BROKER)), now=end).certificate == own


@pytest.mark.thorough
def test_a_certificate_of_the_future_is_refused(file: Write) -> None:
    own = certificate(BROKER, start=NOW + timedelta(seconds=1))
    assert "(CN=Acme AS) that is valid from 2024-06-03 on" in refused_pkcs12(file(pkcs12(BROKER, own)))
    assert load_pem(file(pem(own, BROKER)), now=NOW + timedelta(seconds=1)).certificate == own


def test_the_file_of_the_certificate_is_named_when_that_has_expired(file: Write) -> None:
    own = file(pem(certificate(BROKER, start=NOW - timedelta(days=800))))
    with pytest.raises(ConfigurationError) as caught:
        load_pem(own, file(pem(BROKER)), now=NOW)
    assert "expired" in told(caught.value, own)


def test_only_the_keys_own_certificate_must_be_valid(file: Write) -> None:
    old = certificate(ISSUER, start=NOW - timedelta(days=800))
    own = certificate(BROKER)
    identity = load_pem(file(pem(old, own, BROKER)), now=NOW)
    assert (identity.certificate, identity.chain) == (own, (old,))


def test_an_issuers_key_of_another_kind_does_no_harm(file: Write) -> None:
    own, curved = certificate(BROKER), certificate(CURVE_KEY, name="Issuer")
    rsa_oid = bytes.fromhex("06092a864886f70d010101")
    unheard_of = certificate(ISSUER).public_bytes(Encoding.DER).replace(rsa_oid, rsa_oid[:-1] + b"\x7f")
    for above in (curved, x509.load_der_x509_certificate(unheard_of)):
        assert load_pem(file(pem(above, own, BROKER)), now=NOW).chain == (above,)


@pytest.mark.thorough
def test_pem_in_one_file_in_two_and_encrypted(file: Write) -> None:
    own = certificate(BROKER)
    encrypted = pem(BROKER, password=PASSWORD)
    traditional = BROKER.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, BestAvailableEncryption(PASSWORD.encode())
    )
    for identity in (
        load_pem(file(pem(own, BROKER)), now=NOW),
        load_pem(file(pem(BROKER, own)), password="", now=NOW),
        load_pem(file(pem(own)), file(pem(BROKER)), now=NOW),
        load_pem(file(pem(own)), file(encrypted), password=PASSWORD, now=NOW),
        load_pem(file(pem(own) + traditional), password=PASSWORD, now=NOW),
    ):
        assert identity.private_key.private_numbers() == BROKER.private_numbers()
        assert identity.certificate == own


OLD = certificate(BROKER, start=NOW - timedelta(days=700), end=NOW - timedelta(days=1))
CURRENT = certificate(BROKER, start=NOW - timedelta(days=300))
RENEWED = certificate(BROKER, start=NOW - timedelta(days=1))
COMING = certificate(BROKER, start=NOW + timedelta(days=10))


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize(
    ("held", "taken"),
    [
        ((OLD, CURRENT), CURRENT),
        ((OLD, CURRENT, RENEWED), RENEWED),
        ((COMING, CURRENT), CURRENT),
        ((COMING, OLD, CURRENT), CURRENT),
        ((CURRENT, CURRENT), CURRENT),
    ],
    ids=["expired", "two valid", "not yet valid", "both", "twice"],
)
def test_a_renewed_certificate_is_taken_in_any_order(
    held: tuple[x509.Certificate, ...], taken: x509.Certificate, file: Write
) -> None:
    for order in (held, held[::-1]):
        for identity in (
            load_pem(file(pem(*order, BROKER)), now=NOW),
            load_pkcs12(file(pkcs12(BROKER, order[0], *order[1:])), PASSWORD, now=NOW),
        ):
            assert identity.certificate == taken
            assert taken not in identity.chain


@pytest.mark.thorough
def test_of_certificates_that_are_not_valid_the_last_one_is_told(file: Write) -> None:
    older = certificate(BROKER, start=NOW - timedelta(days=900), end=NOW - timedelta(days=500))
    later = certificate(BROKER, start=NOW + timedelta(days=90))
    for text, held in (
        ("expired on 2024-06-02", (OLD, older, COMING)),
        ("expired on 2024-06-02", (COMING, older, OLD)),
        ("valid from 2024-06-13 on", (later, COMING)),
        ("valid from 2024-06-13 on", (COMING, later)),
    ):
        assert text in refused_pem(file(pem(*held, BROKER)))


def test_two_private_keys_in_a_pem_file_are_refused(file: Write) -> None:
    own = certificate(BROKER)
    traditional = ISSUER.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    for other in (pem(ISSUER), pem(BROKER), pem(CURVE_KEY), traditional, pem(ISSUER, password=PASSWORD)):
        assert refused_pem(file(pem(own, BROKER) + other)).startswith("holds 2 private keys. Keep the one")


@pytest.mark.thorough
def test_two_private_keys_in_a_pkcs12_are_refused() -> None:
    # Made by OpenSSL, joined by keytool -importkeystore of Java, as it encrypts now and as it did before.
    for path in (KEYS / "two-keys.p12", KEYS / "two-keys-legacy.p12"):
        assert refused_pkcs12(path).startswith("holds 2 private keys. Export the one to be used")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "comment",
    [
        b"# NOT ENCRYPTED, keep it safe\n",
        b"Bag Attributes\n    friendlyName: ENCRYPTED PRIVATE KEY-----\n",
        b"Proc-Type: 4,ENCRYPTED\n",
    ],
)
def test_a_comment_makes_no_key_encrypted(comment: bytes, file: Write) -> None:
    own = certificate(BROKER)
    for content in (comment + pem(own, BROKER), pem(own, BROKER) + comment, pem(own) + comment + pem(BROKER)):
        assert load_pem(file(content), now=NOW).certificate == own
    encrypted = pem(own) + comment + pem(BROKER, password=PASSWORD)
    assert load_pem(file(encrypted), password=PASSWORD, now=NOW).certificate == own


def test_a_key_without_an_end_is_refused(file: Write) -> None:
    cut = file(pem(BROKER)[:200])
    assert refused_pem(file(pem(certificate(BROKER))), cut) == "holds a private key that cannot be read."


def test_damaged_pem_is_refused(file: Write) -> None:
    own = pem(certificate(BROKER))
    damaged_key = pem(BROKER).replace(b"MII", b"AAA", 1)
    assert refused_pem(file(own + damaged_key)) == "holds a private key that cannot be read."
    assert (
        refused_pem(file(own.replace(b"MII", b"AAA", 1) + pem(BROKER)))
        == "holds a certificate that cannot be read. It may have been changed when it was copied."
    )
    assert "use from_pkcs12" in refused_pem(FIXTURES / "broker.p12")
    assert "certificate_path comes first" in refused_pem(FIXTURES / "broker.key.pem")


def test_the_key_of_the_entry_points_certificate_is_read() -> None:
    text = (FIXTURES / "server.cert.pem").read_text()
    for spelling in (text, f"\n{text}", text.replace("\n", "\r\n")):
        assert public_key_from_certificate(spelling) == ISSUER.public_key()


def test_an_expired_certificate_of_the_entry_point_is_read() -> None:
    old = certificate(ISSUER, start=NOW - timedelta(days=800))
    assert public_key_from_certificate(pem(old).decode()) == ISSUER.public_key()


def test_an_unusable_certificate_of_the_entry_point_is_refused() -> None:
    garbage = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    for text in ("", "garbage", "\ud800", garbage, pem(certificate(CURVE_KEY)).decode()):
        with pytest.raises(VerificationError, match="certificate of the entry point") as caught:
            public_key_from_certificate(text)
        assert caught.value.check == "signature"
