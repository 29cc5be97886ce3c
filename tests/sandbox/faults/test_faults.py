"""Mishaps that a test arranges: each happens once, where it was told to."""

from __future__ import annotations

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from cryptography.exceptions import InvalidSignature

from tests.support.raw_requests import V8, Letter, certificate_of, check_signature, content_hash, exchange

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.support.raw_requests import Answer, Caller


def test_a_lost_answer_is_one_to_a_letter_that_arrived(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.lose_next_answer()
    letter = Letter()
    with pytest.raises(http.client.RemoteDisconnected):
        caller.post(letter.body)
    assert len(sandbox.letters) == 1
    assert [each.status for each in sandbox.requests] == [201]
    assert caller.post(letter.body).refusal == (400, "DUPLICATE_MESSAGE")


@pytest.mark.thorough
def test_an_answer_to_a_large_body_is_lost_too(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.lose_next_answer()
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        caller.post(Letter(content=bytes(5 << 20)).body)
    assert len(sandbox.letters) == 1


def test_a_refusal_is_signed_and_changes_nothing(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.refuse_next()
    letter = Letter()
    answer = caller.post(letter.body)
    assert answer.refusal == (503, "API_UNAVAILABLE")
    assert answer.text("error-type") == "SERVER"
    check_signature(answer, "/messages", certificate_of(caller.get("/")))
    assert sandbox.letters == ()
    assert caller.post(letter.body).status == 201


def test_faults_happen_in_their_order_and_at_their_path(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.refuse_next("/")
    sandbox.faults.lose_next_answer("/")
    sandbox.faults.refuse_next("/777")
    assert caller.post(Letter().body).status == 201
    assert caller.get("/").status == 503
    with pytest.raises(http.client.RemoteDisconnected):
        caller.get("/")
    assert caller.get("/").status == 200
    assert caller.get("/777?a=b").status == 503
    assert caller.get("/777").status == 200


def post(sandbox: Sandbox, caller: Caller, rule: str) -> Answer:
    """The answer to a letter that one rule strikes once."""
    sandbox.faults.add(f"{rule} path=/messages times=1")
    answer = caller.post(Letter().body)
    assert [each.struck for each in sandbox.faults.rules] == [1]
    return answer


def is_signed(answer: Answer, certificate: str) -> bool:
    try:
        check_signature(answer, "/messages", certificate)
    except (InvalidSignature, KeyError):
        return False
    return True


@pytest.fixture
def certificate(caller: Caller) -> str:
    return certificate_of(caller.get("/"))


def test_a_connection_dropped_before_anything_was_done(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.add("hang-up times=1")
    letter = Letter()
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        caller.post(letter.body)
    assert (sandbox.letters, sandbox.requests) == ((), ())
    assert caller.post(letter.body).status == 201


def test_a_body_that_is_cut(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.add("cut-body method=GET times=1")
    with pytest.raises(http.client.IncompleteRead) as raised:
        caller.get("/")
    whole = caller.get("/").body
    assert len(raised.value.partial) == len(whole) // 2
    assert raised.value.expected == len(whole) - len(whole) // 2  # what the headers promised, and is missing


def test_an_answer_without_a_body_that_is_cut_is_lost(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.add("cut-body times=1")
    body = (
        b'<tag xmlns="http://api.digipost.no/schema/v8"><public-mailbox-tag><personal-identification-number>'
        b"31108412345</personal-identification-number></public-mailbox-tag></tag>"
    )
    headers = caller.headers("POST", "/tags/add", body) | {"Content-Type": "application/vnd.digipost-v8+xml"}
    with pytest.raises(http.client.RemoteDisconnected):
        exchange(sandbox, "POST", "/tags/add", headers, body)
    assert sandbox.requests[-1].status == 200


def test_an_answer_that_comes_later(sandbox: Sandbox, caller: Caller) -> None:
    started = time.monotonic()
    assert post(sandbox, caller, "delay=300ms").status == 201
    assert time.monotonic() - started >= 0.3


def test_nobody_waits_for_an_answer_when_the_sandbox_is_closed(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.add("delay=1m")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(caller.get, "/")
        while not sandbox.requests:
            assert not answer.done()
        sandbox.close()
        assert isinstance(answer.exception(), ConnectionError)


def test_a_delay_comes_on_top_of_what_else_goes_wrong(sandbox: Sandbox, caller: Caller) -> None:
    for rule in ("delay=100ms", "status=503", "lose-answer", "delay=100ms"):
        sandbox.faults.add(rule)
    started = time.monotonic()
    assert caller.get("/").status == 503
    assert time.monotonic() - started >= 0.2
    assert [each.struck for each in sandbox.faults.rules] == [1, 1, 0, 1]


@pytest.mark.parametrize(
    ("rule", "refused"),
    [
        ("status=503", (503, "API_UNAVAILABLE", "SERVER")),
        ("status=500", (500, "SERVER_ERROR", "SERVER")),
        ("status=599", (599, "GENERAL_ERROR", "SERVER")),
        ("status=429", (429, "GENERAL_ERROR", "CLIENT_TECHNICAL")),
        ("status=403 code=NOT_APPROVED_FOR_PRINT", (403, "NOT_APPROVED_FOR_PRINT", "CONFIGURATION")),
        ("status=503 body=untyped", (503, "API_UNAVAILABLE", None)),
    ],
)
def test_an_error_document(
    sandbox: Sandbox, caller: Caller, certificate: str, rule: str, refused: tuple[int, str, str | None]
) -> None:
    answer = post(sandbox, caller, rule)
    assert (*answer.refusal, answer.text("error-type")) == refused
    assert is_signed(answer, certificate)
    assert sandbox.letters == ()


def test_an_error_says_when_to_come_back(sandbox: Sandbox, caller: Caller) -> None:
    assert post(sandbox, caller, "status=429 retry-after=7s").headers["retry-after"] == "7"


def test_an_error_without_a_document(sandbox: Sandbox, caller: Caller, certificate: str) -> None:
    empty = post(sandbox, caller, "status=503 body=empty")
    assert (empty.status, empty.body) == (503, b"")
    assert "x-content-sha256" not in empty.headers
    assert "x-digipost-signature" in empty.headers
    sandbox.faults.clear()
    text = post(sandbox, caller, "status=503 body=text")
    assert text.headers["content-type"].startswith("text/plain")
    assert is_signed(text, certificate)
    sandbox.faults.clear()
    page = post(sandbox, caller, "status=503 body=page")
    assert page.headers["content-type"].startswith("text/html")
    assert not {"date", "x-content-sha256", "x-digipost-signature"} & set(page.headers)


def test_a_redirect(sandbox: Sandbox, caller: Caller) -> None:
    answer = post(sandbox, caller, "redirect")
    assert (answer.status, answer.headers["location"]) == (307, f"{sandbox.url}/messages")
    sandbox.faults.clear()
    assert post(sandbox, caller, "redirect=https://elsewhere.example/a").headers["location"].endswith("/a")
    assert sandbox.letters == ()


def test_answers_that_are_not_signed_rightly(sandbox: Sandbox, caller: Caller, certificate: str) -> None:
    wrong = post(sandbox, caller, "wrong-signature")
    assert "x-digipost-signature" in wrong.headers
    assert not is_signed(wrong, certificate)
    sandbox.faults.clear()
    assert "x-digipost-signature" not in post(sandbox, caller, "no-signature").headers


def test_an_answer_with_a_date_or_a_hash_that_is_wrong_is_signed(
    sandbox: Sandbox, caller: Caller, certificate: str
) -> None:
    stale = post(sandbox, caller, "stale-date")
    assert stale.headers["date"] == "Mon, 03 Jun 2024 11:50:02 GMT"
    assert is_signed(stale, certificate)
    sandbox.faults.clear()
    other = post(sandbox, caller, "wrong-hash")
    assert other.headers["x-content-sha256"] != content_hash(other.body)
    assert is_signed(other, certificate)


def test_a_new_certificate_is_in_the_entry_point(sandbox: Sandbox, caller: Caller, certificate: str) -> None:
    answer = post(sandbox, caller, "new-certificate")
    new = certificate_of(caller.get("/"))
    assert is_signed(answer, new)
    assert not is_signed(answer, certificate)
    sandbox.faults.clear()
    assert is_signed(post(sandbox, caller, "unknown-elements"), new)  # and all later ones too


def test_unknown_elements_are_everywhere(sandbox: Sandbox, caller: Caller) -> None:
    answer = post(sandbox, caller, "unknown-elements")
    root = answer.xml
    new = f"{V8}something-new"
    assert root.get("something-new") == "yes"
    assert [root[0].tag, root[-1].tag] == [new, new]
    (document,) = root.findall(f"{V8}primary-document")
    assert [document[0].tag, document[-1].tag] == [new, new]
    assert answer.text("status") == "DELIVERED"


def test_unknown_values_stand_for_those_of_enumerations(sandbox: Sandbox, caller: Caller) -> None:
    answer = post(sandbox, caller, "unknown-values")
    assert (answer.text("status"), answer.text("delivery-method")) == ("SOMETHING_NEW", "SOMETHING_NEW")
    assert answer.text("sender-id") == "777"


def test_a_replayed_answer_is_the_one_before_and_nothing_is_done(sandbox: Sandbox, caller: Caller) -> None:
    first, second = Letter(message_id="1"), Letter(message_id="2")
    before = caller.post(first.body)
    sandbox.faults.add("replay-answer path=/messages times=1")
    again = caller.post(second.body)
    assert (again.status, again.headers, again.body) == (201, before.headers, before.body)
    assert len(sandbox.letters) == 1
    assert caller.post(second.body).status == 201


def test_there_is_no_replay_where_nothing_was_answered_before(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.faults.add("replay-answer path=/messages times=1")
    assert caller.post(Letter().body).status == 201
    assert len(sandbox.letters) == 1


def test_a_replay_is_of_the_same_path_and_method(sandbox: Sandbox, caller: Caller) -> None:
    caller.get("/")
    sandbox.faults.add("replay-answer path=/messages times=1")
    answer = caller.post(Letter().body)
    assert answer.status == 201
    check_signature(answer, "/messages", certificate_of(caller.get("/")))


def test_late_answers_come_one_request_too_late(sandbox: Sandbox, caller: Caller) -> None:
    letters = [Letter(message_id=str(number)) for number in range(4)]
    sandbox.faults.add("late-answer path=/messages")
    answers = [caller.post(letter.body) for letter in letters]
    assert [answer.text("message-id") for answer in answers] == ["0", "0", "1", "2"]
    assert len(sandbox.letters) == 4
    certificate = certificate_of(caller.get("/"))
    for answer in answers:
        check_signature(answer, "/messages", certificate)


def test_an_error_can_come_after_the_request_was_processed(
    sandbox: Sandbox, caller: Caller, certificate: str
) -> None:
    letter = Letter()
    sandbox.faults.add("status=500 processed=yes path=/messages times=1")
    answer = caller.post(letter.body)
    assert answer.refusal == (500, "SERVER_ERROR")
    assert is_signed(answer, certificate)
    assert len(sandbox.letters) == 1
    assert caller.post(letter.body).refusal == (400, "DUPLICATE_MESSAGE")


def test_so_can_the_page_of_a_proxy(sandbox: Sandbox, caller: Caller, certificate: str) -> None:
    sandbox.faults.add("status=401 body=page processed=yes path=/messages times=1")
    answer = caller.post(Letter().body)
    assert answer.status == 401
    assert not is_signed(answer, certificate)
    assert len(sandbox.letters) == 1
