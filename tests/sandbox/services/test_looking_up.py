"""People and senders as the sandbox tells of them, to any client."""

from __future__ import annotations

import socket
from http.client import HTTPResponse
from typing import TYPE_CHECKING

import pytest

from digipost.sandbox import Person, Sandbox
from tests.support.counterpart import VECTORS
from tests.support.raw_requests import (
    BROKER_ID,
    DATE,
    V8,
    Answer,
    Caller,
    certificate_of,
    check_signature,
    exchange,
    port_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from tests.sandbox.conftest import Clock

XML = {
    "Content-Type": "application/vnd.digipost-v8+xml; boundary=stray"
}  # as Digipost's .NET client has sent it
NUMBER = "<personal-identification-number>{}</personal-identification-number>"


def identify(caller: Caller, content: str, *, alias: bool = False, path: str = "/identification") -> Answer:
    attribute = ' include-personalias-for-digipost-user="true"' if alias else ""
    body = f'<identification xmlns="http://api.digipost.no/schema/v8"{attribute}>{content}</identification>'
    headers = caller.headers("POST", path, body.encode()) | XML
    return exchange(caller.sandbox, "POST", path, headers, body.encode())


def by_name(name: str, street: str = "Eksempelveien 1") -> str:
    return (
        f"<name-and-address><fullname>{name}</fullname><addressline1>{street}</addressline1>"
        "<postalcode>0155</postalcode><city>Oslo</city></name-and-address>"
    )


@pytest.fixture
def crowded(clock: Clock, broker_key: RSAPrivateKey) -> Iterator[Caller]:
    """A caller of a sandbox with a dozen namesakes."""
    people = [
        Person(
            name="Kim Like",
            personal_identification_number=f"010190000{number}",
            digipost_address=f"kim.like#{number}",
            addressline1="Eksempelveien 1",
            postalcode="0155",
            city="Oslo",
        )
        for number in range(10, 22)
    ]
    with Sandbox(recipients=people, clock=clock) as sandbox:
        sandbox.register_broker(BROKER_ID, (VECTORS / "broker.cert.pem").read_bytes())
        yield Caller(sandbox, broker_key)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (NUMBER.format("31108412345"), {"result": "DIGIPOST"}),
        (NUMBER.format("01013300001"), {"result": "DIGIPOST"}),  # which fails the check of its digits
        (
            "<digipost-address>ola.nordmann#1234</digipost-address>",
            {"result": "DIGIPOST", "digipost-address": "ola.nordmann#1234"},
        ),
        (by_name("Ola Nordmann"), {"result": "DIGIPOST", "digipost-address": "ola.nordmann#1234"}),
        (NUMBER.format("12345678901"), {"result": "UNIDENTIFIED", "unidentified-reason": "NOT_FOUND"}),
        (by_name("Ola Hansen"), {"result": "UNIDENTIFIED", "unidentified-reason": "NOT_FOUND"}),
        (
            "<organisation-number>984661185</organisation-number>",
            {"result": "UNIDENTIFIED", "unidentified-reason": "NOT_FOUND"},
        ),
        (
            "<bank-account-number>15941432384</bank-account-number>",
            {"result": "UNIDENTIFIED", "unidentified-reason": "NOT_FOUND"},
        ),
        *(
            (
                NUMBER.format(number),
                {"result": "INVALID", "invalid-reason": "INVALID_PERSONAL_IDENTIFICATION_NUMBER"},
            )
            for number in ("3110841234x", "00108412345", "32108412345", "40108412345", "72108412345")
        ),
        (
            "<organisation-number>98466118x</organisation-number>",
            {"result": "INVALID", "invalid-reason": "INVALID_ORGANISATION_NUMBER"},
        ),
    ],
)
def test_each_question_has_its_answer(caller: Caller, question: str, expected: dict[str, str]) -> None:
    answer = identify(caller, question).xml
    assert answer.tag == f"{V8}identification-result"
    assert {str(each.tag).removeprefix(V8): each.text for each in answer} == expected


def test_d_numbers_are_no_invalid_ones(caller: Caller) -> None:
    for number in ("41108412345", "71108412345"):
        assert identify(caller, NUMBER.format(number)).text("result") == "UNIDENTIFIED"


def test_namesakes_are_not_told_apart(crowded: Caller) -> None:
    answer = identify(crowded, by_name("Kim Like"))
    assert (answer.text("result"), answer.text("unidentified-reason")) == ("UNIDENTIFIED", "MULTIPLE_MATCHES")


def test_an_alias_is_given_to_who_asks_and_of_people_without_a_mailbox(caller: Caller) -> None:
    ola, kari = NUMBER.format("31108412345"), NUMBER.format("17077700001")
    assert identify(caller, ola).text("person-alias") is None
    alias = identify(caller, ola, alias=True).text("person-alias")
    known = identify(caller, kari)
    assert alias
    assert known.text("result") == "IDENTIFIED"
    assert known.text("person-alias") == identify(caller, kari, alias=True).text("person-alias") != alias


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("", (400, "PROBLEM_WITH_REQUEST")),
        (NUMBER.format("123"), (400, "SCHEMA_VALIDATION_ERROR")),
        ("<name>Ola</name>", (400, "SCHEMA_VALIDATION_ERROR")),
    ],
)
def test_a_question_that_is_none_is_refused(caller: Caller, content: str, refusal: tuple[int, str]) -> None:
    assert identify(caller, content).refusal == refusal


def test_a_key_is_given_for_users_alone(caller: Caller) -> None:
    path = "/identification/encryption-key"
    user = identify(caller, NUMBER.format("31108412345"), path=path).xml
    known = identify(caller, NUMBER.format("17077700001"), path=path).xml
    key = user.find(f"{V8}encryption-key")
    assert key is not None
    assert (key.text or "").startswith("-----BEGIN PUBLIC KEY-----\n")
    assert key.get("key-id")
    assert [each.tag for each in known] == [f"{V8}identification-result"]


def test_at_most_ten_are_found(crowded: Caller) -> None:
    assert len(crowded.get("/recipients/search/kim%20like").xml.findall(f"{V8}recipient")) == 10
    assert len(crowded.get("/recipients/suggest/kim").xml) == 1  # they all have the same name


def test_a_hit_is_as_in_the_documentation(sandbox: Sandbox, caller: Caller) -> None:
    answer = caller.get("/recipients/search/Testine").xml
    (found,) = answer.findall(f"{V8}recipient")
    address = found.find(f"{V8}address")
    assert address is not None
    assert {str(each.tag).removeprefix(V8): each.text for each in address} == {
        "street": "PRØVESTIEN",
        "house-number": "12",
        "house-letter": "B",
        "zip-code": "5003",
        "city": "BERGEN",
    }
    assert found.findtext(f"{V8}mobile-number") == "*****101"
    own = [each.get("uri") for each in answer.iter(f"{V8}link")]
    assert own == [
        f"{sandbox.url}/recipients/testine.pr%C3%B8vesen%233A7C",
        f"{sandbox.url}/recipients/search/Testine",
    ]


def test_nobody_without_a_mailbox_is_found(caller: Caller) -> None:
    assert caller.get("/recipients/search/Kari%20Brevl%C3%B8s").xml.find(f"{V8}recipient") is None


def raw(caller: Caller, pieces: tuple[bytes, ...], signed_path: str) -> Answer:
    """The answer to a request whose target is not ASCII, sent in pieces as Digipost's Java client would."""
    canonical = f"GET\n{signed_path}\ndate: {DATE}\nx-digipost-userid: {BROKER_ID}\n\n"
    headers = caller.headers("GET", "/", signed=canonical)
    head = b"".join(f"{name}: {value}\r\n".encode() for name, value in headers.items())
    with socket.create_connection(("127.0.0.1", port_of(caller.sandbox)), timeout=10) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in (*pieces, b" HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n"):
            connection.sendall(piece)
        response = HTTPResponse(connection)
        response.begin()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())


@pytest.mark.parametrize(
    "pieces",
    [
        (b"GET /recipients/search/\xc5se%20bl\xe5b\xe6r",),
        (b"GET /recipients/search/\xc5s", b"e%20bl\xe5", b"b\xe6r"),
    ],
)
def test_a_path_in_latin_1_is_understood_as_the_java_client_sends_and_signs_it(
    caller: Caller, pieces: tuple[bytes, ...]
) -> None:
    answer = raw(caller, pieces, "/recipients/search/åse blåbær")
    assert answer.status == 200
    assert answer.xml.findtext(f"{V8}recipient/{V8}lastname") == "ØDEGÅRD"
    # That client checks the answer over the path as it was sent.
    check_signature(answer, "/recipients/search/Åse%20blåbær", certificate_of(caller.get("/")))
    assert caller.sandbox.requests[0].target == "/recipients/search/Åse%20blåbær"


def test_a_connection_stays_usable_after_a_path_in_latin_1(caller: Caller) -> None:
    first = raw(caller, (b"GET /recipients/search/\xc5se",), "/recipients/search/åse")
    assert (first.status, caller.get("/recipients/search/%C3%85se").status) == (200, 200)


def status_and_id(answer: Answer) -> tuple[str | None, str | None]:
    return answer.text("status"), answer.text("sender-id")


def test_senders_are_told_of_by_id_and_by_organisation(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.directory.register("984661185", None, BROKER_ID)
    sandbox.directory.register("984661185", "a b", BROKER_ID)
    valid = ("VALID_SENDER", str(BROKER_ID))
    assert status_and_id(caller.get(f"/sender/{BROKER_ID}")) == valid
    # Digipost's .NET client always sends part_id.
    for query in ("org_id=984661185", "org_id=984661185&part_id=", "org_id=984661185&part_id=a%20b"):
        assert status_and_id(caller.get(f"/sender?{query}")) == valid
    for target in ("/sender/67890", "/sender?org_id=1", "/sender?org_id=984661185&part_id=c"):
        assert status_and_id(caller.get(target)) == ("NO_INFO_AVAILABLE", None)


def test_a_sender_without_features_has_no_list_of_them(sandbox: Sandbox, caller: Caller) -> None:
    assert caller.get(f"/sender/{BROKER_ID}").xml.find(f"{V8}supported-features") is not None
    sandbox.directory.set_features(BROKER_ID, {})
    assert caller.get(f"/sender/{BROKER_ID}").xml.find(f"{V8}supported-features") is None


def test_a_question_for_no_sender_is_refused(caller: Caller) -> None:
    assert caller.get("/sender").refusal == (400, "INVALID_QUERY_PARAMETER")
    assert caller.get("/sender/x").refusal == (404, "PROBLEM_WITH_REQUEST")
