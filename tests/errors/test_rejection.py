"""A request that Digipost cannot verify: what the error says of its cause, and what it keeps to itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from digipost import ClientConfig, DigipostClient, Environment, RequestSigning
from digipost.errors import ConfigurationError, SignatureRejectedError, VerificationError, api_error
from digipost.transport import HttpTransport
from tests.support.counterpart import VECTORS
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox
    from digipost.transport import HttpAnswer, HttpRequest

CANONICAL = (
    "GET\n"
    "/recipients/search/ola%20nordmann\n"
    "date: Mon, 03 Jun 2024 12:00:02 GMT\n"
    "x-digipost-userid: 12345\n"
    "\n"
)


def rejected(theirs: str, ours: str | None = CANONICAL) -> SignatureRejectedError:
    message = f"\nIt could not be verified.\nIt was:\n===START===\n{theirs}===SLUTT===\n  "
    error = api_error(403, "GENERAL_ERROR", None, message, canonical=ours)
    assert isinstance(error, SignatureRejectedError)
    assert error.message == "It could not be verified. It was:"
    return error


def test_digiposts_canonical_string_is_kept() -> None:
    masked = CANONICAL.replace("ola%20nordmann", "***")
    assert rejected(CANONICAL).expected == masked
    assert rejected(CANONICAL.replace("\n", "\r\n")).expected == masked
    assert api_error(403, "INVALID_SIGNATURE").__dict__["expected"] is None


@in_one_test("searched", ["31108412345", "ola nordmann?x=1", "Kari%20\N{LATIN SMALL LETTER O WITH STROKE}"])
def test_who_is_in_the_canonical_string_is_masked(searched: str) -> None:
    theirs = f"GET\n/recipients/search/{searched}\nx-digipost-userid: 5\nname={searched}&a=b\n"
    error = rejected(theirs)
    assert searched not in repr(vars(error))
    assert error.expected is not None
    path, userid, query = error.expected.splitlines()[1:]
    assert path == "/recipients/search/***"
    assert (userid, query) == ("x-digipost-userid: 5", "name=***&a=***")


def test_equal_strings_point_to_the_certificate() -> None:
    text = str(rejected(CANONICAL))
    assert text.startswith(
        "The certificate used here is not the one registered at Digipost for the broker id 12345. "
    )
    assert text.endswith("or correct ClientConfig.broker_id.")


def test_a_changed_request_is_the_first_sentence() -> None:
    theirs = CANONICAL.replace("GET", "POST")
    assert str(rejected(theirs)).startswith(
        "The request that Digipost received is not the one that was signed here: its method differs. "
    )


EXPIRED = "The certificate used here expired on 2026-01-01."


def test_an_expired_certificate_is_the_first_sentence_unless_the_request_was_changed() -> None:
    for theirs, cause in ((CANONICAL, EXPIRED), (CANONICAL.replace("GET", "POST"), "The request")):
        message = f"===START===\n{theirs}===SLUTT==="
        error = api_error(403, "GENERAL_ERROR", None, message, canonical=CANONICAL, cause=EXPIRED)
        assert str(error).startswith(cause)


@in_one_test(
    ("status", "code", "message", "problem", "cause"),
    [
        (
            401,
            None,
            None,
            None,
            "Digipost does not accept the certificate for this broker id, or the account",
        ),
        (403, None, None, EXPIRED, EXPIRED),
        (403, "GENERAL_ERROR", "No.", EXPIRED, EXPIRED),
        (401, "INVALID_SIGNATURE", "Wrong", None, "The certificate used here is not the one registered"),
        (401, "MISSING_CERTIFICATE", None, EXPIRED, "No certificate is registered at Digipost for this"),
        (403, "REVOKED_CERTIFICATE", "Revoked", None, "The certificate is revoked."),
        (400, "invalid_client", "x", None, "The certificate is not the one registered for this client id"),
        (403, "UNKNOWN_USER_ID", "No such user.", EXPIRED, "ClientConfig.broker_id names no account"),
        # These have another cause than the certificate.
        (
            403,
            "BROKER_NOT_AUTHORIZED",
            "No.",
            EXPIRED,
            "Digipost answered 403 BROKER_NOT_AUTHORIZED: No. Check",
        ),
        (
            403,
            "SOMETHING_ELSE",
            "Not this one",
            None,
            "Digipost answered 403 SOMETHING_ELSE: Not this one. Check",
        ),
    ],
)
def test_a_refusal_of_the_credentials_begins_with_its_cause(
    status: int, code: str | None, message: str | None, problem: str | None, cause: str
) -> None:
    error = api_error(status, code, None, message, cause=problem)
    assert str(error).startswith(cause)
    assert error.cause is None or str(error).startswith(error.cause)


def test_without_our_own_string_the_advice_is_the_general_one() -> None:
    assert "Check that the certificate is registered" in str(rejected(CANONICAL, ours=None))


@in_one_test(
    ("ours", "theirs", "line"),
    [
        ("GET\n", "POST\n", "First differing line: method."),
        (
            "/recipients/search/ola%20nordmann",
            "/recipients/search/ola nordmann",
            "path (Digipost's is percent-decoded)",
        ),
        ("/search/ola%20nordmann", "/search/Ola%20Nordmann", "path (in upper and lower case only)"),
        ("/search/ola%20nordmann", "/search/kari", "path (segment 3)"),
        ("12:00:02 GMT", "12:00:07 GMT", "date."),
        ("x-digipost-userid: 12345", "x-digipost-userid: 54321", "x-digipost-userid."),
        ("GMT\n", "GMT\nx-content-sha256: abc=\n", "x-content-sha256."),
        ("12345\n\n", "12345\nname=ola\n", "query (parameter 1)"),
    ],
)
def test_the_first_differing_line_is_named(ours: str, theirs: str, line: str) -> None:
    text = str(rejected(CANONICAL.replace(ours, theirs)))
    assert line in text
    assert "Usual cause:" in text


def test_header_lines_are_shown() -> None:
    text = str(
        rejected(
            CANONICAL.replace("12:00:02", "12:00:07").replace("\nx-dig", "\nx-content-sha256: abc=\nx-dig")
        )
    )
    assert "signed here:        Mon, 03 Jun 2024 12:00:02 GMT" in text
    assert "signed by Digipost: Mon, 03 Jun 2024 12:00:07 GMT" in text
    assert "(no such line)" in str(rejected(CANONICAL.replace("date: Mon, 03 Jun 2024 12:00:02 GMT\n", "")))


NAMES = st.text(st.sampled_from("abcdeøå"), min_size=8).map(lambda name: f"zz{name}")


@given(
    ours=NAMES,
    theirs=NAMES,
    template=st.sampled_from(["/recipients/search/{}", "/{}", "/x/{}/y?q={}", "/a?{}"]),
)
def test_what_was_searched_for_is_never_shown(ours: str, theirs: str, template: str) -> None:
    def canonical(name: str) -> str:
        path, _, query = template.replace("{}", name).partition("?")
        return f"GET\n{path}\nx-digipost-userid: 1\n{query}\n"

    text = str(rejected(canonical(theirs), ours=canonical(ours)))
    assert ours not in text
    assert theirs not in text


def test_a_question_mark_in_a_decoded_path_shows_nothing_either() -> None:
    theirs = CANONICAL.replace("ola%20nordmann", "hvem?kari=1")
    assert "kari" not in str(rejected(theirs))


def test_the_words_of_the_api_stay_in_a_shown_path() -> None:
    canonical = "GET\n/67890/inbox/1234/content\nx-digipost-userid: 1\noffset=0&limit=100\n"
    text = str(rejected(canonical.replace("1234/", "1235/"), ours=canonical))
    assert "/67890/inbox/***/content" in text
    text = str(rejected(canonical.replace("100", "200"), ours=canonical))
    assert "query (parameter 2)" in text
    assert "offset=***&limit=***" in text


@given(junk=st.text())
def test_any_junk_in_place_of_a_canonical_string_still_gives_an_error(junk: str) -> None:
    message = f"===START===\n{junk}\n===SLUTT===\n"
    assert isinstance(api_error(403, message=message, canonical=CANONICAL), SignatureRejectedError)


class Proxy(HttpTransport):
    """One that changes requests on their way."""

    def __init__(self, change: Callable[[HttpRequest], HttpRequest]) -> None:
        super().__init__()
        self._change = change

    def send(self, request: HttpRequest) -> HttpAnswer:
        return super().send(self._change(request))


def with_header(request: HttpRequest, name: str, value: str) -> HttpRequest:
    return attrs.evolve(request, headers={**request.headers, name: value})


def search(config: ClientConfig, credentials: RequestSigning, proxy: Proxy) -> None:
    with DigipostClient(config, credentials, transport=proxy) as client:
        client.recipients.search("Ola Nordmann")


def test_a_header_that_was_changed_is_shown(config: ClientConfig, credentials: RequestSigning) -> None:
    later = f"{datetime.now(UTC) + timedelta(minutes=1):%a, %d %b %Y %H:%M:%S GMT}"
    proxy = Proxy(lambda request: with_header(request, "Date", later))
    with pytest.raises(SignatureRejectedError, match="First differing line: date") as caught:
        search(config, credentials, proxy)
    assert f"signed by Digipost: {later}" in str(caught.value)
    assert "a proxy between here and Digipost changes it" in str(caught.value)


def test_a_query_that_was_changed_is_shown(config: ClientConfig, credentials: RequestSigning) -> None:
    proxy = Proxy(
        lambda request: attrs.evolve(request, url=f"{request.url}?x=1") if "Ola" in request.url else request
    )
    with pytest.raises(SignatureRejectedError, match=r"line: query \(parameter 1\)") as caught:
        search(config, credentials, proxy)
    assert "Nordmann" not in str(caught.value)


def test_a_path_that_was_changed_is_a_cause_that_is_named(
    config: ClientConfig, credentials: RequestSigning
) -> None:
    # Digipost's refusal is signed for the path that it got, so that it proves nothing about the one sent.
    proxy = Proxy(lambda request: attrs.evolve(request, url=request.url.replace("%20", "+")))
    with pytest.raises(VerificationError, match="a proxy that changes paths on their way"):
        search(config, credentials, proxy)


def test_another_certificate_than_the_registered_one_is_named(config: ClientConfig) -> None:
    key = generate_private_key(65537, 2048)
    stranger = RequestSigning.from_signer(lambda data: key.sign(data, PKCS1v15(), SHA256()))
    with pytest.raises(SignatureRejectedError, match=r"^The certificate used here is not the one"):
        search(config, stranger, Proxy(lambda request: request))


def test_a_certificate_that_expired_meanwhile_is_the_cause(config: ClientConfig, sandbox: Sandbox) -> None:
    stranger = RequestSigning.from_pem(VECTORS / "print.cert.pem", VECTORS / "print.key.pem")
    expires = stranger.certificate_expires
    assert expires is not None
    sandbox.clock.advance(days=(expires - datetime.now(UTC)).days + 2)
    with (
        DigipostClient(config, stranger, clock=sandbox.clock.now) as client,
        pytest.raises(SignatureRejectedError) as caught,
    ):
        client.recipients.search("Ola")
    assert str(caught.value).startswith(f"The certificate used here expired on {expires:%Y-%m-%d}. ")


@pytest.mark.parametrize("environment", [Environment.PRODUCTION, Environment.NORSK_HELSENETT])
def test_a_certificate_of_a_sandbox_is_refused_in_production_before_any_request(
    environment: Environment, credentials: RequestSigning
) -> None:
    with pytest.raises(ConfigurationError, match=r"^The certificate \(CN=Sandbox .* was made by a sandbox"):
        DigipostClient(ClientConfig(broker_id=12345, environment=environment), credentials)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_wrong_clock_is_named(
    minutes: int, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(minutes=minutes)

    with (
        DigipostClient(config, credentials, clock=clock) as client,
        pytest.raises(VerificationError, match=r"s (ahead of|behind) this machine's clock.*set the clock"),
    ):
        client.tags.get("31108412345")
    assert [each.status for each in sandbox.requests] == [400]
