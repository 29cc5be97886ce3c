"""What an error says of the canonical string that Digipost expected, and what it keeps to itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import SignatureRejectedError, api_error

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


@pytest.mark.parametrize(
    "searched", ["31108412345", "ola nordmann?x=1", "Kari%20\N{LATIN SMALL LETTER O WITH STROKE}"]
)
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
