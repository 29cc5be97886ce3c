"""Credentials that sign: loaded and checked at once, and silent about what they hold."""

from __future__ import annotations

import doctest
import json
import pickle
import shutil
import subprocess
import sys
import traceback
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from digipost import authentication
from digipost.auth import request_signing
from digipost.authentication import RequestSigning
from digipost.errors import ConfigurationError, InvalidValueError
from digipost.secret import Secret
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.auth.credentials import Authorization

FIXTURES = Path(__file__).parents[1] / "fixtures" / "vectors"
REQUESTS: list[dict[str, Any]] = json.loads((FIXTURES / "vectors.json").read_text(encoding="utf-8"))[
    "requests"
]
P12, CERTIFICATE, KEY = (FIXTURES / name for name in ("broker.p12", "broker.cert.pem", "broker.key.pem"))
PASSWORD_FILE = FIXTURES / "broker.p12.password.txt"
PASSWORD = PASSWORD_FILE.read_text().strip()
SECRET = Secret.from_file(PASSWORD_FILE)
SUBJECT = "CN=Sandbox broker (test only),O=Throw-away test material,C=NO"


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    loaded = load_pem_private_key(KEY.read_bytes(), None)
    assert isinstance(loaded, RSAPrivateKey)
    return loaded


def authorized(credentials: Authorization, request: dict[str, Any]) -> dict[str, str]:
    return credentials.authorize(request["method"], request["request_target"], request["headers"])


@pytest.mark.costly
@pytest.mark.parametrize("request_", [pytest.param(each, id=each["name"]) for each in REQUESTS])
def test_a_known_request_gets_its_known_signature(request_: dict[str, Any]) -> None:
    credentials = RequestSigning.from_pkcs12(P12, SECRET)
    assert authorized(credentials, request_) == {"X-Digipost-Signature": request_["signature"]}


def test_every_way_of_loading_gives_the_same_signature(key: RSAPrivateKey, tmp_path: Path) -> None:
    combined = tmp_path / "both.pem"
    combined.write_bytes(CERTIFICATE.read_bytes() + KEY.read_bytes())
    for credentials in (
        RequestSigning.from_pkcs12(str(P12), PASSWORD),
        RequestSigning.from_pem(CERTIFICATE, KEY),
        RequestSigning.from_pem(combined),
        RequestSigning.from_signer(lambda canonical: key.sign(canonical, PKCS1v15(), hashes.SHA256())),
    ):
        assert authorized(credentials, REQUESTS[0])["X-Digipost-Signature"] == REQUESTS[0]["signature"]


def test_the_certificate_is_told_of() -> None:
    credentials = RequestSigning.from_pkcs12(P12, SECRET)
    assert credentials.certificate_expires == datetime(2044, 1, 1, tzinfo=UTC)
    assert credentials.certificate_subject == SUBJECT
    remote = RequestSigning.from_signer(bytes)
    assert (remote.certificate_expires, remote.certificate_subject) == (None, None)


def test_a_file_is_checked_when_it_is_loaded(key: RSAPrivateKey, tmp_path: Path) -> None:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Acme AS")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key()).serial_number(7)
    for start, problem in ((now - timedelta(days=9), "expired on"), (now + timedelta(days=1), "valid from")):
        validity = builder.not_valid_before(start).not_valid_after(start + timedelta(days=8))
        path = tmp_path / "certificate.pem"
        path.write_bytes(validity.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
        with pytest.raises(ConfigurationError, match=problem):
            RequestSigning.from_pem(path, KEY)
    with pytest.raises(ConfigurationError, match=r"none\.p12 cannot be read"):
        RequestSigning.from_pkcs12("none.p12", PASSWORD)
    with pytest.raises(ConfigurationError, match="not opened by this password"):
        RequestSigning.from_pkcs12(P12, "wrong")


def test_a_header_with_a_line_break_is_not_signed() -> None:
    with pytest.raises(InvalidValueError):
        RequestSigning.from_pem(CERTIFICATE, KEY).authorize("GET", "/", {"Date": "x\nx-digipost-userid: 1"})


def test_a_signer_is_given_the_bytes_of_the_canonical_string() -> None:
    given: list[bytes] = []

    def signer(canonical: bytes) -> bytes:
        given.append(canonical)
        return b"signature"

    headers = authorized(RequestSigning.from_signer(signer), REQUESTS[0])
    assert given == [b64decode(REQUESTS[0]["canonical_base64"])]
    assert b64decode(headers["X-Digipost-Signature"]) == b"signature"


@in_one_test("result", ["c2lnbmF0dXJl", None, bytearray(b"x"), b""])
def test_a_signer_returns_bytes(result: object) -> None:
    credentials = RequestSigning.from_signer(lambda _: result)  # type: ignore[arg-type, return-value]
    with pytest.raises(ConfigurationError, match=f"bytes .*returned {type(result).__name__}") as caught:
        authorized(credentials, REQUESTS[0])
    assert "c2lnbmF0dXJl" not in str(caught.value)


def test_what_a_signer_raises_is_the_cause() -> None:
    failure = OSError("the module is locked")

    def signer(_: bytes) -> bytes:
        raise failure

    with pytest.raises(ConfigurationError, match="from_signer failed") as caught:
        authorized(RequestSigning.from_signer(signer), REQUESTS[0])
    assert caught.value.__cause__ is failure


def test_no_secret_is_shown_or_kept(key: RSAPrivateKey) -> None:
    prime = str(key.private_numbers().p)
    for credentials in (
        RequestSigning.from_pkcs12(P12, PASSWORD),
        RequestSigning.from_pkcs12(P12, SECRET),
        RequestSigning.from_pem(CERTIFICATE, KEY),
    ):
        assert repr(credentials) == str(credentials) == f"RequestSigning({SUBJECT!r}, expires 2044-01-01)"
        shown = repr(vars(credentials))
        assert PASSWORD not in shown
        assert prime not in shown
    assert repr(RequestSigning.from_signer(bytes)) == "RequestSigning(no certificate at hand)"


@pytest.mark.thorough
def test_credentials_from_places_are_pickled_as_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES)
    pickles = [
        pickle.dumps(RequestSigning.from_pkcs12("broker.p12", Secret.from_file("broker.p12.password.txt"))),
        pickle.dumps(RequestSigning.from_pem("broker.cert.pem", "broker.key.pem")),
    ]
    monkeypatch.undo()
    for pickled in pickles:
        assert PASSWORD.encode() not in pickled
        assert len(pickled) < 1000  # no room for a key
        again = pickle.loads(pickled)  # noqa: S301 - made here
        assert authorized(again, REQUESTS[0])["X-Digipost-Signature"] == REQUESTS[0]["signature"]


@pytest.mark.thorough
def test_pickled_credentials_work_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "credentials.pickle"
    path.write_bytes(pickle.dumps(RequestSigning.from_pkcs12(P12, SECRET)))
    program = "import pickle, sys; print(pickle.load(open(sys.argv[1], 'rb')).certificate_subject)"
    command = [sys.executable, "-c", program, str(path)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() == SUBJECT


@pytest.mark.parametrize(
    ("made", "remedy"),
    [
        (lambda: RequestSigning.from_pkcs12(P12, PASSWORD), r"Secret\.from_env or Secret\.from_file"),
        (lambda: RequestSigning.from_signer(bytes), "anew in the other"),
    ],
    ids=["password", "signer"],
)
def test_other_credentials_refuse_to_be_pickled(made: Callable[[], RequestSigning], remedy: str) -> None:
    with pytest.raises(ConfigurationError, match=remedy) as caught:
        pickle.dumps(made())
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))


def test_threads_share_credentials() -> None:
    credentials = RequestSigning.from_pkcs12(P12, SECRET)
    with ThreadPoolExecutor(4) as pool:
        signed = list(pool.map(lambda request: authorized(credentials, request), REQUESTS))
    assert [each["X-Digipost-Signature"] for each in signed] == [each["signature"] for each in REQUESTS]


def test_the_examples_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copy(P12, tmp_path / "certificate.p12")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGIPOST_PASSWORD", PASSWORD)
    results = [doctest.testmod(module) for module in (authentication, request_signing)]
    assert sum(each.attempted for each in results) >= 6
    assert sum(each.failed for each in results) == 0
