"""`digipost doctor`: each check on both sides, and what to do where it fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from digipost.cli.doctor.diagnosis import unreached
from digipost.cli.failures import ExitCode
from digipost.errors import TransportError
from digipost.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

    Check = Callable[..., dict[str, dict[str, Any]]]

PASSWORD = "a password of my own"
WRONG_PASSWORD = {"DIGIPOST_CERTIFICATE_PASSWORD": "wrong", "DIGIPOST_CERTIFICATE_PASSWORD_FILE": None}


@pytest.fixture
def check(run: Run) -> Check:
    """Return the findings of `digipost doctor`, by check."""

    def check(*options: object, **variables: str | None) -> dict[str, dict[str, Any]]:
        ended = run("doctor", "--json", *options, **variables)
        found = {each["check"]: each for each in ended.records}
        failed = any(each["result"] == "failed" for each in found.values())
        assert ended.code == (ExitCode.REFUSED if failed else ExitCode.DONE)
        assert all(each["advice"] for each in found.values() if each["result"] in {"failed", "warning"})
        return found

    return check


def certificate_file(
    path: Path, *, days: float, issuer: str = "Buypass Class 3", usage: x509.KeyUsage | None = None
) -> x509.Certificate:
    """A PKCS#12 file whose certificate expires so many days from now."""
    key = generate_private_key(65537, 2048)
    assert isinstance(key, RSAPrivateKey)
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name.from_rfc4514_string("CN=Eksempel AS"))
        .issuer_name(x509.Name.from_rfc4514_string(f"CN={issuer}"))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days))
    )
    if usage is not None:
        builder = builder.add_extension(usage, critical=True)
    certificate = builder.sign(key, SHA256())
    encryption = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(serialize_key_and_certificates(b"", key, certificate, None, encryption))
    return certificate


def test_everything_is_in_order(run: Run) -> None:
    ended = run("doctor")
    assert ended.code == ExitCode.DONE
    results = [line.split()[0] for line in ended.stdout.splitlines() if not line.startswith(" ")]
    assert set(results) == {"ok"}
    assert ended.stderr == "\nEverything is in order.\n"


def test_it_looks_at_each_thing(check: Check) -> None:
    assert list(check()) == [
        *("settings", "certificate", "subject", "issuer", "key", "expiry", "address", "clock"),
        *("signature", "answers", "sender", "digital mail", "print", "direct print"),
    ]


def test_oauth_is_looked_at_too(check: Check, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.issue_client("my-client", tmp_path / "client.p12", PASSWORD)
    found = check(
        DIGIPOST_CLIENT_ID="my-client",
        DIGIPOST_TOKEN_URL=sandbox.environment.token_url,
        DIGIPOST_CERTIFICATE=str(tmp_path / "client.p12"),
        DIGIPOST_CERTIFICATE_PASSWORD=PASSWORD,
        DIGIPOST_CERTIFICATE_PASSWORD_FILE=None,
        SSL_CERT_FILE=str(sandbox.ca_path),
    )
    assert found["access token"]["result"] == "ok"
    assert found["certificate"]["found"].endswith("gets OAuth tokens")


@pytest.mark.parametrize(("days", "result"), [(31.5, "ok"), (29.5, "warning"), (0.5, "warning")])
def test_a_certificate_that_expires_soon_is_a_warning(
    check: Check, sandbox: Sandbox, tmp_path: Path, *, days: float, result: str
) -> None:
    sandbox.register_broker(12345, certificate_file(tmp_path / "own.p12", days=days))
    found = check(
        DIGIPOST_CERTIFICATE=str(tmp_path / "own.p12"),
        DIGIPOST_CERTIFICATE_PASSWORD=PASSWORD,
        DIGIPOST_CERTIFICATE_PASSWORD_FILE=None,
    )
    assert found["expiry"]["result"] == result
    assert found["certificate"]["found"] == "an enterprise certificate from Buypass; signs requests"
    assert found["subject"]["found"] == "CN=Eksempel AS"
    assert found["issuer"]["found"] == "CN=Buypass Class 3"


def purpose(*, signature: bool, commitment: bool, encipherment: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signature,
        content_commitment=commitment,
        key_encipherment=encipherment,
        data_encipherment=encipherment,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("usage", "result"),
    [
        (purpose(signature=True, commitment=False, encipherment=True), "ok"),
        (purpose(signature=False, commitment=True, encipherment=False), "ok"),
        (purpose(signature=False, commitment=False, encipherment=True), "warning"),
    ],
)
def test_a_certificate_for_another_purpose_is_a_warning(
    check: Check, sandbox: Sandbox, tmp_path: Path, *, usage: x509.KeyUsage, result: str
) -> None:
    sandbox.register_broker(12345, certificate_file(tmp_path / "own.p12", days=99, usage=usage))
    found = check(
        DIGIPOST_CERTIFICATE=str(tmp_path / "own.p12"),
        DIGIPOST_CERTIFICATE_PASSWORD=PASSWORD,
        DIGIPOST_CERTIFICATE_PASSWORD_FILE=None,
    )
    assert found["key"]["result"] == result
    assert found["signature"]["result"] == "ok"


@pytest.mark.thorough
def test_a_certificate_that_has_expired(check: Check, sandbox: Sandbox, tmp_path: Path) -> None:
    certificate_file(tmp_path / "own.p12", days=-1)
    found = check(
        DIGIPOST_CERTIFICATE=str(tmp_path / "own.p12"),
        DIGIPOST_CERTIFICATE_PASSWORD=PASSWORD,
        DIGIPOST_CERTIFICATE_PASSWORD_FILE=None,
    )
    assert list(found) == ["certificate"]
    assert "expired on" in found["certificate"]["advice"]
    assert sandbox.requests == ()


@pytest.mark.parametrize(
    ("changed", "about", "advice"),
    [
        ({"DIGIPOST_CERTIFICATE": "missing.p12"}, "certificate", "cannot be read: No such file"),
        (WRONG_PASSWORD, "certificate", "is not opened by this password"),
        ({"DIGIPOST_BROKER_ID": None}, "settings", "DIGIPOST_BROKER_ID"),
        ({"DIGIPOST_API_URL": "ftp://x"}, "settings", "must begin with https://"),
    ],
)
def test_what_cannot_be_used_ends_the_checks(
    check: Check, changed: dict[str, str | None], about: str, advice: str
) -> None:
    found = check(**changed)
    assert list(found) == [about]
    assert advice in found[about]["advice"]


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_settings_of_the_machine_that_cannot_be_used_are_a_finding(check: Check, variable: str) -> None:
    found = check(**{variable: "/missing/authorities.pem"})
    assert found["connection"]["result"] == "failed"
    assert variable in found["connection"]["advice"]


def test_nobody_answers(check: Check) -> None:
    found = check(DIGIPOST_API_URL="http://127.0.0.1:1")
    assert found["address"]["result"] == "failed"
    assert found["address"]["advice"].endswith("digipost sandbox")
    assert "clock" not in found


@pytest.mark.parametrize(
    ("problem", "found", "advice"),
    [
        (
            "the host name of X is not known (…). Check the name",
            "the host name of X is not known (…)",
            "Check the name",
        ),
        (
            "timed out waiting for a connection to X",
            "timed out waiting for a connection to X",
            "Check the address, ",
        ),
        (
            "certificate verification of X failed: mismatch, not valid for 'Y'.. If a proxy",
            "mismatch, not valid for 'Y'.",
            "If a proxy",
        ),
    ],
)
def test_no_answer_has_one_advice(problem: str, found: str, advice: str) -> None:
    finding = unreached(TransportError(problem, request_sent=False), "https://api.example.com")
    assert finding.found.endswith(found)
    assert finding.advice is not None
    assert finding.advice.startswith(advice)


@pytest.mark.parametrize(
    ("minutes", "result"), [(0, "ok"), (0.5, "ok"), (2, "warning"), (4.5, "warning"), (6, "failed")]
)
def test_a_clock_that_is_off(check: Check, minutes: float, result: str) -> None:
    with Sandbox(clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes)) as ahead:
        found = check(DIGIPOST_API_URL=ahead.url)
    assert found["clock"]["result"] == result
    assert ("behind that of the server on this machine" in found["clock"]["found"]) == (minutes > 0)


def test_a_sandbox_whose_clock_was_moved_is_in_order(check: Check, sandbox: Sandbox) -> None:
    sandbox.clock.advance(days=30)
    assert {each["result"] for each in check().values()} == {"ok"}


def test_a_broker_that_digipost_does_not_know(check: Check) -> None:
    found = check(DIGIPOST_BROKER_ID="77")
    assert found["signature"]["result"] == "failed"
    assert "There is no account with the id 77" in found["signature"]["advice"]


@pytest.mark.thorough
def test_a_certificate_that_is_not_registered(check: Check, tmp_path: Path) -> None:
    certificate_file(tmp_path / "own.p12", days=100)
    found = check(
        DIGIPOST_CERTIFICATE=str(tmp_path / "own.p12"),
        DIGIPOST_CERTIFICATE_PASSWORD=PASSWORD,
        DIGIPOST_CERTIFICATE_PASSWORD_FILE=None,
    )
    assert found["signature"]["result"] == "failed"
    assert "not the one registered at Digipost" in " ".join(found["signature"]["advice"].split())


def test_answers_that_are_not_digiposts(check: Check, sandbox: Sandbox) -> None:
    sandbox.faults.add("wrong-signature path=/sender*")
    assert check()["answers"]["result"] == "failed"


def test_a_digipost_that_is_down(check: Check, sandbox: Sandbox) -> None:
    sandbox.faults.add("status=503 path=/sender*")
    assert check()["signature"]["advice"] == "Try again later."


def test_a_sender_that_has_not_authorised_the_broker(check: Check) -> None:
    found = check("--sender-id", "999")
    assert found["sender"]["result"] == "failed"
    assert "print" not in found


def test_features_that_are_not_enabled(check: Check, sandbox: Sandbox) -> None:
    sandbox.directory.set_features(12345, {})
    found = check()
    assert {each: found[each]["result"] for each in ("digital mail", "print", "direct print")} == {
        "digital mail": "warning",
        "print": "off",
        "direct print": "off",
    }
