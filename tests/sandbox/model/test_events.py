"""Document events, additional data and contents, to any client."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from digipost.errors import InvalidValueError
from digipost_schema import api_v8
from tests.support.letters import letter
from tests.support.raw_requests import V8, Caller, Letter, exchange

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.sandbox.conftest import Clock

OPENED = api_v8.EventType.OPENED
WINDOW = "from=2024-06-01T00%3A00%3A00.000%2B00%3A00&to=2024-06-30T00%3A00%3A00.000%2B00%3A00"
INVOICE = (
    '<data-type><invoice xmlns="http://api.digipost.no/schema/datatypes">'
    "<due-date>2024-07-01T00:00:00+02:00</due-date><sum>1</sum>"
    "<creditor-account>15941432384</creditor-account><kid>123123123</kid></invoice></data-type>"
)


@pytest.fixture
def uuid(caller: Caller) -> UUID:
    """Of a document that was sent."""
    sent = Letter()
    assert caller.post(sent.body).status == 201
    return UUID(sent.uuid)


def times(caller: Caller, query: str) -> list[str | None]:
    answer = caller.get(f"/documents/events?{query}")
    assert answer.xml.tag == f"{V8}document-events"
    return [event.get("created") for event in answer.xml]


def test_events_come_in_the_order_of_their_times_and_page_by_page(
    sandbox: Sandbox, caller: Caller, clock: Clock, uuid: UUID
) -> None:
    for minutes in (3, 1, 2, 1):
        sandbox.record_event(uuid, OPENED, created=clock.now + timedelta(minutes=minutes))
    everything = [f"2024-06-03T12:0{minute}:02Z" for minute in (1, 1, 2, 3)]
    assert times(caller, f"{WINDOW}&offset=0&maxResults=10") == everything
    assert times(caller, f"{WINDOW}&offset=1&maxResults=2") == everything[1:3]
    assert times(caller, f"{WINDOW}&offset=4&maxResults=2") == []


@pytest.mark.parametrize(
    ("interval", "count"),
    [
        ("from=2024-06-03T12%3A00%3A02.000%2B00%3A00&to=2024-06-03T12%3A00%3A02.000%2B00%3A00", 1),
        ("from=2024-06-03T14%3a00%3a02.000%2b02%3a00&to=2024-06-03T14%3a00%3a02.000%2b02%3a00", 1),
        ("from=2024-06-03T12%3a00%3a02.000Z&to=2024-06-03T12%3a00%3a02.000Z", 1),
        ("from=2024-06-03T12%3a00%3a02.000&to=2024-06-03T12%3a00%3a02.000", 1),
        ("from=2024-06-03T12%3A00%3A02.001%2B00%3A00&to=2024-06-03T13%3A00%3A02.000%2B00%3A00", 0),
        ("from=2024-06-03T11%3A00%3A02.000%2B00%3A00&to=2024-06-03T12%3A00%3A01.999%2B00%3A00", 0),
    ],
)
def test_times_are_read_as_either_client_writes_them(
    sandbox: Sandbox, caller: Caller, uuid: UUID, interval: str, count: int
) -> None:
    sandbox.record_event(uuid, OPENED)
    assert len(times(caller, f"{interval}&offset=0&maxResults=10")) == count


def test_events_are_forgotten_after_30_days(
    sandbox: Sandbox, caller: Caller, clock: Clock, uuid: UUID
) -> None:
    sandbox.record_event(uuid, OPENED, created=clock.now - timedelta(days=30))
    sandbox.record_event(uuid, OPENED, created=clock.now - timedelta(days=30, seconds=1))
    assert times(caller, "from=2024-01-01T00:00:00Z&to=2024-06-30T00:00:00Z&offset=0&maxResults=9") == [
        "2024-05-04T12:00:02Z"
    ]


def test_nobody_hears_of_the_letters_of_others(sandbox: Sandbox, caller: Caller) -> None:
    sent = letter()
    sandbox.client().messages.send(sent)
    sandbox.record_event(sent.primary_document.uuid, OPENED)
    assert times(caller, f"{WINDOW}&offset=0&maxResults=10") == []


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("", (400, "INVALID_QUERY_PARAMETER")),
        (f"{WINDOW}&offset=0", (400, "INVALID_QUERY_PARAMETER")),
        (f"{WINDOW}&offset=-1&maxResults=10", (400, "INVALID_QUERY_PARAMETER")),
        (f"{WINDOW}&offset=0&maxResults=10&sender=x", (400, "INVALID_QUERY_PARAMETER")),
        (f"{WINDOW}&offset=0&maxResults=10&org=984661185", (400, "INVALID_QUERY_PARAMETER")),
        (f"{WINDOW}&offset=0&maxResults=10&sender=67890", (403, "BROKER_NOT_AUTHORIZED")),
        ("from=yesterday&to=2024-06-30T00:00:00Z&offset=0&maxResults=10", (400, "INVALID_DATE")),
        (
            "from=2024-06-30T00:00:01Z&to=2024-06-30T00:00:00Z&offset=0&maxResults=10",
            (400, "INVALID_DATE_RANGE"),
        ),
    ],
)
def test_a_query_that_is_none_is_refused(caller: Caller, query: str, refusal: tuple[int, str]) -> None:
    assert caller.get(f"/documents/events?{query}").refusal == refusal


@pytest.mark.usefixtures("uuid")
def test_nothing_happens_to_a_document_that_nobody_sent(sandbox: Sandbox) -> None:
    with pytest.raises(InvalidValueError, match=r"^document: no letter"):
        sandbox.record_event(uuid4(), OPENED)


def test_contents_are_given_to_their_sender_alone(caller: Caller, uuid: UUID) -> None:
    assert caller.get(f"/documents/777/{uuid}/content").body == Letter().content
    assert caller.get(f"/documents/67890/{uuid}/content").refusal == (403, "BROKER_NOT_AUTHORIZED")
    assert caller.get(f"/documents/777/{uuid4()}/content").refusal == (404, "DOCUMENT_NOT_FOUND")
    assert caller.get("/documents/777/no-uuid/content").refusal == (404, "DOCUMENT_NOT_FOUND")


def add(caller: Caller, path: str, content: str) -> tuple[int, bytes]:
    body = f'<additional-data xmlns="http://api.digipost.no/schema/v8">{content}</additional-data>'.encode()
    headers = caller.headers("POST", path, body) | {"Content-Type": "application/vnd.digipost-v8+xml"}
    answer = exchange(caller.sandbox, "POST", path, headers, body)
    return answer.status, answer.body


def test_data_can_be_added_to_where_the_answer_to_the_letter_says(sandbox: Sandbox, caller: Caller) -> None:
    sent = Letter(in_document=INVOICE)
    (link,) = caller.post(sent.body).xml.iter(f"{V8}link")
    assert link.get("rel") == f"{sandbox.url}/relations/add_data"
    path = (link.get("uri") or "").removeprefix(sandbox.url)
    payment = (
        '<data-type><invoice-payment xmlns="http://api.digipost.no/schema/datatypes">'
        "<payment-id>1</payment-id><payment-status>PAID</payment-status>"
        "<payment-time>2024-06-03T12:00:00Z</payment-time><debtor-account>15941432384</debtor-account>"
        "<payment-channel>BANK</payment-channel><payment-bank/></invoice-payment></data-type>"
    )
    assert add(caller, path, payment) == (200, b"")
    assert add(caller, path, f"{payment}<sender-id>777</sender-id>") == (200, b"")
    assert [each.sender_id for each in sandbox.letters[0].additional_data[UUID(sent.uuid)]] == [None, 777]

    for wrong, status, code in (
        (INVOICE, 400, b"VALIDATION_FAILED"),
        (f"{payment}<sender-id>67890</sender-id>", 400, b"PROBLEM_WITH_REQUEST"),
        ("", 400, b"SCHEMA_VALIDATION_ERROR"),
    ):
        got, body = add(caller, path, wrong)
        assert (got, code in body) == (status, True)
    assert b"DOCUMENT_NOT_FOUND" in add(caller, f"/documents/777/{uuid4()}/data", payment)[1]
    assert len(sandbox.letters[0].additional_data[UUID(sent.uuid)]) == 2
