"""An answer that somebody has tampered with is never believed: every byte of it is tried.

Each test is preceded by the proof that the answer is believed as it was.
"""

from __future__ import annotations

import itertools
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from digipost.auth.certificates import public_key_from_certificate
from digipost.auth.signing import content_hash
from digipost.client import DigipostClient
from digipost.errors import DigipostError, TransportError, VerificationError
from digipost.protocol.exchange import Exchange
from digipost.protocol.verification import check_date, check_hash, check_signature
from tests.support.counterpart import (
    API,
    CONFIG,
    NOW,
    V8,
    Counterpart,
    Keys,
    Reply,
    base64_sha256,
    entry_point,
    key_of,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.authentication import RequestSigning

PATH = "/recipients/search/K%C3%A5re%20x"
BODY = f"<recipients {V8}>a letter's worth</recipients>".encode()
CHECKED = ("Date", "X-Content-SHA256", "X-Digipost-Signature")


@cache
def genuine() -> Mapping[str, str]:
    return Reply(BODY).headers_for(PATH)


def believe(
    headers: Mapping[str, str] | None = None, body: bytes = BODY, path: str = PATH, status: int = 200
) -> None:
    """The three checks, in their order."""
    headers = genuine() if headers is None else headers
    check_date(status, headers, NOW)
    check_hash(status, headers, content_hash(body) if body else None)
    check_signature(status, path, headers, key_of("server"))


def flips(data: bytes) -> list[bytes]:
    """The bytes with one bit turned: each bit of each byte."""
    return [
        data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]
        for at, byte in enumerate(data)
        for bit in range(8)
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("name", CHECKED)
def test_no_bit_of_a_header_can_be_turned(name: str) -> None:
    believe()
    for changed in flips(genuine()[name].encode()):
        with pytest.raises(VerificationError):
            believe({**genuine(), name: changed.decode("latin-1")})


def test_no_bit_of_the_body_can_be_turned() -> None:
    for changed in flips(BODY):
        with pytest.raises(VerificationError, match="hash"):
            believe(body=changed)


def test_no_bit_of_the_path_can_be_turned() -> None:
    # Upper and lower case are one to Digipost, in what is signed too.
    changed_paths = {each.decode("latin-1") for each in flips(PATH.encode())}
    others = [each for each in changed_paths if each.lower() != PATH.lower()]
    assert len(others) > 7 * len(PATH)
    for path in others:
        with pytest.raises(VerificationError, match="signature"):
            believe(path=path)


@pytest.mark.thorough
@pytest.mark.parametrize("name", CHECKED)
def test_nothing_can_be_left_out_of_a_header_or_added_to_it(name: str) -> None:
    value = genuine()[name]
    shortened = [value[:at] + value[at + 1 :] for at in range(len(value))]
    lengthened = [value[:at] + more + value[at:] for at in range(len(value) + 1) for more in "A= \n\0"]
    for changed in {*shortened, *lengthened} - {value}:
        with pytest.raises(VerificationError):
            believe({**genuine(), name: changed})


@given(st.text(max_size=400), st.sampled_from(CHECKED))
def test_no_other_text_is_taken_for_a_header(text: str, name: str) -> None:
    if text != genuine()[name]:
        with pytest.raises(VerificationError):
            believe({**genuine(), name: text})


@pytest.mark.thorough
@given(st.binary(max_size=300), st.integers(100, 599), st.text(max_size=50))
@settings(max_examples=300)
def test_no_other_answer_fits_what_was_signed(body: bytes, status: int, path: str) -> None:
    if (body, status) != (BODY, 200):
        with pytest.raises(VerificationError):
            believe(body=body, status=status)
    if path.lower() != PATH.lower():
        with pytest.raises(VerificationError):
            believe(path=path)


@in_one_test("missing", [each for length in (1, 2, 3) for each in itertools.combinations(CHECKED, length)])
def test_leaving_headers_out_does_not_lower_the_demands(missing: tuple[str, ...]) -> None:
    with pytest.raises(VerificationError):
        believe({name: value for name, value in genuine().items() if name not in missing})


class TestPuttingGenuinePartsTogether:
    OTHER = Reply(f"<recipients {V8}>another</recipients>".encode())

    def test_a_body_with_its_own_hash_under_the_signature_of_another(self) -> None:
        swapped = {**genuine(), "X-Content-SHA256": base64_sha256(self.OTHER.body)}
        with pytest.raises(VerificationError, match="signature"):
            believe(swapped, self.OTHER.body)

    def test_a_hash_of_another_body(self) -> None:
        other = self.OTHER.headers_for(PATH)
        with pytest.raises(VerificationError, match="hash"):
            believe(other, BODY)

    def test_an_answer_to_another_question(self) -> None:
        for path in ("/recipients/search/kari", "/", f"{PATH}x", f"{PATH}/", PATH.replace("%", "%25")):
            with pytest.raises(VerificationError, match="signature"):
                believe(Reply(BODY).headers_for(path))

    def test_an_answer_of_yesterday(self, credentials: RequestSigning) -> None:
        believe()
        with pytest.raises(VerificationError, match="86400 s behind"):
            asked(credentials, Reply(BODY), later=timedelta(days=1))

    def test_an_answer_of_yesterday_with_the_date_of_today(self) -> None:
        yesterday = Reply(BODY, headers={"Date": "Sun, 02 Jun 2024 12:00:02 GMT"}).headers_for(PATH)
        with pytest.raises(VerificationError, match="signature"):
            believe({**yesterday, "Date": genuine()["Date"]})

    def test_an_empty_body_under_the_signature_of_a_refusal(self) -> None:
        refused = Reply(b"", 404).headers_for(PATH)
        believe(refused, b"", status=404)
        with pytest.raises(VerificationError, match="signature"):
            believe(refused, b"", status=200)


def asked(credentials: RequestSigning, reply: Reply, later: timedelta = timedelta(0)) -> bytes:
    exchange = Exchange(CONFIG, credentials, Counterpart({PATH: [reply]}), lambda: NOW + later, Keys())
    return exchange.get(PATH).body


@pytest.mark.thorough
def test_the_whole_exchange_believes_what_is_genuine_and_nothing_that_is_not(
    credentials: RequestSigning,
) -> None:
    assert asked(credentials, Reply(BODY)) == BODY
    for name in CHECKED:
        value = genuine()[name].encode()
        for at in range(len(value)):
            changed = (value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]).decode("latin-1")
            with pytest.raises((VerificationError, TransportError)):
                asked(credentials, Reply(BODY, headers={**genuine(), name: changed}))


def certificate(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Digipost")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, NOW, NOW + timedelta(days=1))
    made = builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else SHA256())
    return made.public_bytes(Encoding.PEM).decode()


NO_RSA_CERTIFICATES: dict[str, Callable[[], str]] = {
    "EC": lambda: certificate(ec.generate_private_key(ec.SECP256R1())),
    "Ed25519": lambda: certificate(ed25519.Ed25519PrivateKey.generate()),
    "text": lambda: "trust me",
    "key": lambda: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    "nothing": lambda: "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
}


@in_one_test("kind", NO_RSA_CERTIFICATES)
def test_an_entry_point_without_an_rsa_certificate_ends_it_before_anything_is_sent(
    kind: str, credentials: RequestSigning
) -> None:
    pem = NO_RSA_CERTIFICATES[kind]()
    with pytest.raises(VerificationError, match="certificate of the entry point"):
        public_key_from_certificate(pem)
    document = f"<entrypoint {V8}><certificate>{pem}</certificate></entrypoint>".encode()
    counterpart = Counterpart({"/": [Reply(document)]})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    with pytest.raises(VerificationError, match="certificate of the entry point"):
        client.recipients.search("kari")
    assert counterpart.targets == ["/"]


def test_a_certificate_that_keeps_changing_is_fetched_once_for_each_answer(
    credentials: RequestSigning,
) -> None:
    link = f'<link rel="x/search" uri="{API}/search"/>'
    points = [entry_point(link, certificate=signer) for signer in ("server", "print", "broker", "server")]
    answer = Reply(f"<recipients {V8}/>".encode(), signer="print")
    counterpart = Counterpart({"/": points, "/search/kari": [answer]})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    client.recipients.search("kari")  # signed by the second certificate
    client.recipients.search("kari")
    assert counterpart.targets == ["/", "/search/kari", "/", "/search/kari"]
    # Now one that no certificate fits: fetched anew once, and not again and again.
    forged = attrs.evolve(answer, headers={"X-Digipost-Signature": "bm8="})
    counterpart = Counterpart({"/": points, "/search/kari": [forged]})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    with pytest.raises(DigipostError, match="signature"):
        client.recipients.search("kari")
    assert counterpart.targets == ["/", "/search/kari", "/"]
