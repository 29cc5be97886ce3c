"""Canonical strings and signatures: known answers, a second opinion from openssl, and properties."""

from __future__ import annotations

import json
import locale
import subprocess
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from digipost.auth.signing import (
    canonical_answer,
    canonical_request,
    content_hash,
    decoded_path,
    header,
    sign,
    signature_fits,
)
from digipost.base.http_dates import format_http_date
from digipost.errors import InvalidValueError
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

FIXTURES = Path(__file__).parents[1] / "fixtures" / "vectors"
VECTORS: dict[str, list[dict[str, Any]]] = json.loads((FIXTURES / "vectors.json").read_text(encoding="utf-8"))
DATE = "Mon, 03 Jun 2024 12:00:02 GMT"
HEADERS = {"Date": DATE, "X-Digipost-UserId": "12345"}


def named(part: str) -> list[ParameterSet]:
    return [pytest.param(vector, id=vector["name"]) for vector in VECTORS[part]]


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    loaded = load_pem_private_key((FIXTURES / "broker.key.pem").read_bytes(), None)
    assert isinstance(loaded, RSAPrivateKey)
    return loaded


@in_one_test("vector", named("requests"))
def test_a_request_has_the_known_canonical_string_and_signature(
    vector: dict[str, Any], key: RSAPrivateKey
) -> None:
    canonical = canonical_request(vector["method"], vector["request_target"], vector["headers"])
    assert canonical == vector["canonical"]
    assert canonical.encode() == b64decode(vector["canonical_base64"])
    assert sign(canonical, key) == vector["signature"]


@in_one_test("vector", named("requests"))
def test_the_decoded_form_of_a_request_is_the_known_one(vector: dict[str, Any], key: RSAPrivateKey) -> None:
    decoded = canonical_request(
        vector["method"], vector["request_target"], vector["headers"], decode_path=True
    )
    known = vector.get("alternatives") or [vector]
    assert [decoded] == [form["canonical"] for form in known]
    assert [sign(decoded, key)] == [form["signature"] for form in known]


@in_one_test("vector", named("requests"))
def test_the_content_hash_of_a_request_is_that_of_its_body(vector: dict[str, Any]) -> None:
    claimed = header(vector["headers"], "x-content-sha256")
    if claimed is None:
        assert not vector["body_base64"]
    else:
        assert content_hash(b64decode(vector["body_base64"])) == claimed


@in_one_test("vector", VECTORS["content_hash"])
def test_a_content_hash_is_the_known_one(vector: dict[str, str]) -> None:
    assert content_hash(b64decode(vector["plain_base64"])) == vector["sha256_base64"]


@in_one_test("vector", named("responses"))
def test_an_answer_has_the_known_canonical_string(vector: dict[str, Any]) -> None:
    path = vector["request_url"].removeprefix("https://api.digipost.example").partition("?")[0]
    path = decoded_path(path) if vector["path_form"] == "decoded" else path
    assert canonical_answer(vector["status"], path, vector["headers"]) == vector["canonical"]


def test_the_canonical_strings_written_out() -> None:
    headers = {"content-type": "x", "DATE": DATE, "X-Content-SHA256": "aGFzaA==", "x-Digipost-UserId": " 5 "}
    assert canonical_request("post", "/A/B%C3%86?Q=Ø%2B?&b", headers) == (
        "POST\n/a/b%c3%86\ndate: Mon, 03 Jun 2024 12:00:02 GMT\nx-content-sha256: aGFzaA==\n"
        "x-digipost-userid:  5 \nq=ø%2b?&b\n"
    )
    assert canonical_request("GET", "/", {"Content-MD5": "m", **HEADERS, "Accept": "x"}) == (
        "GET\n/\ncontent-md5: m\ndate: Mon, 03 Jun 2024 12:00:02 GMT\nx-digipost-userid: 12345\n\n"
    )
    assert canonical_request("GET", "/?", HEADERS) == canonical_request("GET", "/", HEADERS)
    assert canonical_answer(404, "/A%20b", {"Date": DATE, "X-Content-SHA256": "aGFzaA=="}) == (
        "404\n/a%20b\ndate: Mon, 03 Jun 2024 12:00:02 GMT\nx-content-sha256: aGFzaA==\n"
    )


def test_the_headers_of_requests_give_the_same_strings() -> None:
    headers = CaseInsensitiveDict({**HEADERS, "X-Content-SHA256": "aGFzaA=="})
    assert canonical_request("GET", "/", headers) == canonical_request("GET", "/", dict(headers))
    assert canonical_answer(200, "/", headers) == canonical_answer(200, "/", dict(headers))
    assert header(headers, "x-content-sha256") == "aGFzaA=="


def test_lower_case_does_not_depend_on_the_locale() -> None:
    # A Turkish locale has another lower case for I, and other names for days; it may not be installed here.
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("tr_TR.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            assert canonical_request("GET", "/INBOX?ID=I", {}) == "GET\n/inbox\nid=i\n"
            assert format_http_date(datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)) == DATE
    finally:
        locale.setlocale(locale.LC_ALL, before)


TOKENS = st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Cc")))
SIGNED = ["Content-MD5", "Date", "X-Content-SHA256", "X-Digipost-UserId"]
MAPPINGS = st.dictionaries(st.sampled_from([*SIGNED, "Accept", "Host"]), TOKENS)


@given(method=st.sampled_from(["GET", "PUT"]), rest=TOKENS, headers=MAPPINGS)
def test_a_canonical_string_has_one_line_for_each_part(
    method: str, rest: str, headers: dict[str, str]
) -> None:
    signed = [name.lower() for name in SIGNED if name in headers]
    request = canonical_request(method, f"/{rest}", headers).split("\n")
    answer = canonical_answer(200, f"/{rest}", headers).split("\n")
    assert [line.partition(": ")[0] for line in request[2:-2]] == signed
    assert [line.partition(": ")[0] for line in answer[2:-1]] == signed
    assert (len(request), len(answer)) == (len(signed) + 4, len(signed) + 3)
    assert request[-1] == answer[-1] == ""


@given(headers=MAPPINGS, case=st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_order_of_header_names_do_not_matter(headers: dict[str, str], case: Any) -> None:  # noqa: ANN401 - one of three functions of str
    other = {case(name): headers[name] for name in reversed(headers)}
    assert canonical_request("GET", "/", other) == canonical_request("GET", "/", headers)


@given(
    bad=st.sampled_from(["\n", "\r", "\r\nx-digipost-userid: 1", "\0", "\x7f", "\ud800"]),
    before=TOKENS,
    name=st.sampled_from(SIGNED),
)
def test_what_would_add_a_line_is_refused(bad: str, before: str, name: str) -> None:
    problem = "holds a line break or another character that cannot be sent or signed$"
    with pytest.raises(InvalidValueError, match=f"^{name.lower()}: {problem}"):
        canonical_request("GET", "/", {**HEADERS, name: before + bad})
    with pytest.raises(InvalidValueError, match=f"^{name.lower()}: {problem}"):
        canonical_answer(200, "/", {**HEADERS, name: before + bad})
    for target, part in ((f"/{bad}", "path"), (f"/?{bad}", "query")):
        with pytest.raises(InvalidValueError, match=f"^{part}: {problem}"):
            canonical_request("GET", target, HEADERS)
    with pytest.raises(InvalidValueError, match=f"^path: {problem}"):
        canonical_answer(200, f"/{bad}", HEADERS)
    with pytest.raises(InvalidValueError, match=f"^method: {problem}"):
        canonical_request(f"GET{bad}", "/", HEADERS)


def test_an_escaped_line_break_is_refused_where_it_is_decoded() -> None:
    assert canonical_request("GET", "/a%0Ab", {}) == "GET\n/a%0ab\n\n"
    with pytest.raises(InvalidValueError, match="path"):
        canonical_request("GET", "/a%0Ab", {}, decode_path=True)


@in_one_test("target", ["https://api.digipost.no/", "", "messages", "?a=b", "*"])
def test_a_target_is_a_path(target: str) -> None:
    problem = "target: begins with /: it is the path and query, without scheme and host"
    with pytest.raises(InvalidValueError, match=f"^{problem}$"):
        canonical_request("GET", target, HEADERS)


@in_one_test(
    ("encoded", "decoded"),
    [("/a%20b", "/a b"), ("/%C3%86", "/Æ"), ("/a+b", "/a+b"), ("/%", "/%"), ("/%FF", "/\ufffd")],
)
def test_a_path_is_decoded_as_utf8(encoded: str, decoded: str) -> None:
    assert decoded_path(encoded) == decoded


def test_openssl_verifies_what_is_signed_here(key: RSAPrivateKey, tmp_path: Path) -> None:
    canonical = canonical_request("GET", "/recipients/search/æ", HEADERS)
    (tmp_path / "canonical").write_bytes(canonical.encode())
    (tmp_path / "signature").write_bytes(b64decode(sign(canonical, key), validate=True))
    command = ["openssl", "dgst", "-sha256", "-signature", "signature", "-prverify"]
    command += [str(FIXTURES / "broker.key.pem"), "canonical"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.stdout == "Verified OK\n", result.stderr


def test_what_openssl_signs_is_verified_here(key: RSAPrivateKey) -> None:
    canonical = canonical_answer(200, "/recipients/search/æ", HEADERS)
    command = ["openssl", "dgst", "-sha256", "-sign", str(FIXTURES / "broker.key.pem")]
    raw = subprocess.run(command, input=canonical.encode(), capture_output=True, check=True).stdout
    assert signature_fits(canonical, b64encode(raw).decode(), key.public_key())


@given(data=st.data())
def test_a_changed_signature_does_not_fit(data: st.DataObject, key: RSAPrivateKey) -> None:
    signature = VECTORS["requests"][0]["signature"]
    canonical = VECTORS["requests"][0]["canonical"]
    position = data.draw(st.integers(0, len(signature) - 1))
    other = data.draw(st.characters(max_codepoint=0x17F).filter(lambda it: it != signature[position]))
    assert signature_fits(canonical, signature, key.public_key())
    changed = signature[:position] + other + signature[position + 1 :]
    assert not signature_fits(canonical, changed, key.public_key())


def test_only_the_spelling_of_an_encoder_is_a_signature(key: RSAPrivateKey) -> None:
    canonical, signature = (VECTORS["requests"][0][part] for part in ("canonical", "signature"))
    last = signature[-3]
    respelled = f"{signature[:-3]}{chr(ord(last) + 1)}=="
    assert b64decode(respelled) == b64decode(signature)
    for wrong in (respelled, f"{signature}\n", f" {signature}", signature.rstrip("="), "", "====", "æ", "a"):
        assert not signature_fits(canonical, wrong, key.public_key())


def test_a_string_that_has_no_bytes_has_no_signature(key: RSAPrivateKey) -> None:
    assert not signature_fits("\ud800", VECTORS["requests"][0]["signature"], key.public_key())
