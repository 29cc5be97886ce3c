"""Answers are dated, hashed and signed, refusals too."""

from __future__ import annotations

import subprocess
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from cryptography.exceptions import InvalidSignature

from digipost.sandbox import Sandbox
from tests.sandbox.conftest import VECTORS
from tests.support.raw_requests import (
    BROKER_ID,
    Answer,
    Caller,
    Letter,
    canonical_answer,
    certificate_of,
    check_signature,
    content_hash,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from tests.sandbox.conftest import Clock


def openssl(*arguments: str) -> str:
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("target", ["/", "/67890?Query=1", "/nowhere/%C3%A5", "/MESSAGES"])
def test_every_answer_has_date_hash_and_signature(caller: Caller, target: str) -> None:
    certificate = certificate_of(caller.get("/"))

    answer = caller.get(target)

    assert answer.headers["date"] == "Mon, 03 Jun 2024 12:00:02 GMT"
    assert answer.headers["x-content-sha256"] == content_hash(answer.body)
    assert answer.headers["content-type"] == "application/vnd.digipost-v8+xml"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "server" not in answer.headers
    check_signature(answer, target.partition("?")[0], certificate)


def test_openssl_verifies_an_answer_with_the_certificate_of_the_entry_point(
    caller: Caller, tmp_path: Path
) -> None:
    answer = caller.post(Letter().body)
    (tmp_path / "certificate.pem").write_text(certificate_of(caller.get("/")))
    (tmp_path / "signature").write_bytes(b64decode(answer.headers["x-digipost-signature"]))
    (tmp_path / "canonical").write_text(canonical_answer(answer, "/messages"))

    (tmp_path / "key.pem").write_text(
        openssl("x509", "-in", str(tmp_path / "certificate.pem"), "-pubkey", "-noout")
    )
    verdict = openssl(
        "dgst", "-sha256", "-verify", str(tmp_path / "key.pem"),
        "-signature", str(tmp_path / "signature"), str(tmp_path / "canonical"),
    )  # fmt: skip

    assert verdict == "Verified OK\n"


@pytest.mark.parametrize("decoded", [False, True])
def test_the_path_in_the_signature_is_the_one_that_was_sent_unless_told_otherwise(
    clock: Clock, broker_key: RSAPrivateKey, *, decoded: bool
) -> None:
    with Sandbox(clock=clock, sign_decoded_path=decoded) as sandbox:
        sandbox.register_broker(BROKER_ID, (VECTORS / "broker.cert.pem").read_bytes())
        caller = Caller(sandbox, broker_key)
        certificate = certificate_of(caller.get("/"))
        answer = caller.get("/recipients/search/%C3%86rlig")
        with_a_line_break = caller.get("/a%0Ab")  # which has no decoded form that could be signed

    forms = {False: "/recipients/search/%c3%86rlig", True: "/recipients/search/ærlig"}
    check_signature(answer, forms[decoded], certificate)
    with pytest.raises(InvalidSignature):
        check_signature(answer, forms[not decoded], certificate)
    check_signature(with_a_line_break, "/a%0ab", certificate)


def test_a_refusal_says_what_kind_of_fault_it_is(caller: Caller) -> None:
    answer: Answer = caller.get("/4711")

    assert answer.refusal == (403, "BROKER_NOT_AUTHORIZED")
    assert answer.text("error-type") == "CONFIGURATION"
