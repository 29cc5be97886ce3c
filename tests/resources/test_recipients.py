"""`client.recipients`: looking people and organisations up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import attrs
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st

from digipost import DigipostClient, DigipostUser, InvalidIdentifier, KnownPerson, Unidentified, recipient
from digipost.errors import (
    AuthenticationError,
    ConfigurationError,
    InvalidValueError,
    ParseError,
    TransportError,
)
from digipost.retries import RetryPolicy
from digipost.sandbox import Sandbox
from digipost_schema import api_v8
from tests.support.counterpart import API, CONFIG, NOW, V8, Counterpart, Reply, entry_point, error
from tests.support.letters import OLA
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import RequestSigning

LINKS = [
    f'<link rel="{API}/relations/{relation}" uri="{API}{path}"/>'
    for relation, path in (
        ("identify_recipient", "/identification"),
        ("identify_recipient_with_encryption_key", "/identification/key"),
        ("search", "/recipients/search"),
        ("autocomplete", "/suggestions/"),
    )
]
OLA_BY_ADDRESS = recipient.by_digipost_address("ola.nordmann#1234")
KARI = recipient.by_personal_identification_number("17077700001")


def identified(content: str) -> str:
    return f"<identification-result {V8}>{content}</identification-result>"


class Talk:
    """A client, and the one path besides the entry point that it may ask for."""

    def __init__(self, credentials: RequestSigning, target: str, reply: Reply | Exception) -> None:
        self.counterpart = Counterpart({"/": [entry_point(*LINKS)], target: [reply]})
        self.client = DigipostClient(CONFIG, credentials, transport=self.counterpart, clock=lambda: NOW)

    @property
    def question(self) -> tuple[str, str, bytes | None]:
        request = self.counterpart.received[-1]
        return request.method, request.target, request.body


def test_a_question_goes_out_as_the_schema_has_it(credentials: RequestSigning) -> None:
    talk = Talk(credentials, "/identification", Reply(identified("<result>DIGIPOST</result>").encode()))
    assert talk.client.recipients.identify(OLA, include_person_alias=True) == DigipostUser()
    method, target, body = talk.question
    assert (method, target) == ("POST", "/identification")
    assert (
        body
        == (
            f'<?xml version="1.0" encoding="UTF-8"?><identification {V8} '
            'include-personalias-for-digipost-user="true">'
            "<personal-identification-number>31108412345</personal-identification-number></identification>"
        ).encode()
    )
    assert talk.counterpart.received[-1].headers["Content-Type"] == "application/vnd.digipost-v8+xml"


def test_a_question_is_repeated_when_no_answer_came(credentials: RequestSigning) -> None:
    answers = [error(503), Reply(identified("<result>DIGIPOST</result>").encode())]
    counterpart = Counterpart({"/": [entry_point(*LINKS)], "/identification": answers})
    config = attrs.evolve(CONFIG, retries=RetryPolicy(attempts=2, first_wait=timedelta(0)))
    client = DigipostClient(config, credentials, transport=counterpart, clock=lambda: NOW)
    assert client.recipients.identify(OLA) == DigipostUser()


def test_the_key_comes_with_the_user(credentials: RequestSigning) -> None:
    answer = (
        f"<identification-result-with-encryption-key {V8}><identification-result><result>DIGIPOST</result>"
        '</identification-result><encryption-key key-id="key-1">a key</encryption-key>'
        "</identification-result-with-encryption-key>"
    )
    talk = Talk(credentials, "/identification/key", Reply(answer.encode()))
    identity = talk.client.recipients.identify(OLA, include_encryption_key=True)
    assert identity == DigipostUser(encryption_key=api_v8.EncryptionKey(value="a key", key_id="key-1"))
    assert talk.question[:2] == ("POST", "/identification/key")


@pytest.mark.parametrize(
    ("result", "without"), [("IDENTIFIED", KnownPerson()), ("UNIDENTIFIED", Unidentified())]
)
def test_who_has_no_mailbox_has_no_key(
    result: str, without: KnownPerson | Unidentified, credentials: RequestSigning
) -> None:
    answer = f"<identification-result><result>{result}</result></identification-result>"
    whole = (
        f"<identification-result-with-encryption-key {V8}>{answer}"
        "</identification-result-with-encryption-key>"
    )
    talk = Talk(credentials, "/identification/key", Reply(whole.encode()))
    assert talk.client.recipients.identify(OLA, include_encryption_key=True) == without


def test_a_user_whose_key_is_missing_is_an_error(credentials: RequestSigning) -> None:
    answer = (
        f"<identification-result-with-encryption-key {V8}><identification-result><result>DIGIPOST</result>"
        "</identification-result></identification-result-with-encryption-key>"
    )
    talk = Talk(credentials, "/identification/key", Reply(answer.encode()))
    place = "identification-result-with-encryption-key"
    with pytest.raises(ParseError, match=f"^{place}: the user's encryption-key is missing$"):
        talk.client.recipients.identify(OLA, include_encryption_key=True)


@in_one_test(
    ("reply", "kind"),
    [
        (error(403, "ILLEGAL_ACCESS"), AuthenticationError),
        (error(400, "SCHEMA_VALIDATION_ERROR"), Exception),
        (Reply(b"<nothing/>"), ParseError),
        (TransportError("no answer", request_sent=True), TransportError),
    ],
)
def test_an_error_is_nobody_without_a_mailbox(
    reply: Reply | Exception, kind: type[Exception], credentials: RequestSigning
) -> None:
    talk = Talk(credentials, "/identification", reply)
    with pytest.raises(kind):
        talk.client.recipients.identify(OLA)


def test_an_account_that_may_not_look_up_is_told(credentials: RequestSigning) -> None:
    client = DigipostClient(
        CONFIG, credentials, transport=Counterpart({"/": [entry_point()]}), clock=lambda: NOW
    )
    with pytest.raises(ConfigurationError, match="no link search"):
        client.recipients.search("ola nordmann")


@pytest.mark.parametrize("with_key", [False, True])
def test_who_cannot_be_looked_up_is_refused_before_any_request(
    with_key: bool,  # noqa: FBT001 - pytest passes it by name
    client: DigipostClient,
    sandbox: Sandbox,
) -> None:
    ola = recipient.by_email(["ola@example.no"])
    with pytest.raises(InvalidValueError, match="e-mail"):
        client.recipients.identify(ola, include_encryption_key=with_key)
    assert sandbox.requests == ()


@in_one_test(
    ("text", "escaped"),
    [
        ("ola", "ola"),
        ("  ola\t nordmann\n", "ola%20nordmann"),
        ("Ærlig Ødegård Åse", "%C3%86rlig%20%C3%98deg%C3%A5rd%20%C3%85se"),
        ("a/b/c", "a%20b%20c"),
        ("/ola//nordmann/", "ola%20nordmann"),
        ("../../messages", "..%20..%20messages"),
        ("O'Brien-Ås.", "O%27Brien-%C3%85s."),
        ("a?b=c&d#e", "a%3Fb%3Dc%26d%23e"),
        ("100% + 5;,:@", "100%25%20%2B%205%3B%2C%3A%40"),
        ("%2F%2F", "%252F%252F"),
        ("...", "..."),
        ("日本語", "%E6%97%A5%E6%9C%AC%E8%AA%9E"),
    ],
)
def test_a_text_is_one_escaped_segment_of_the_path(
    text: str, escaped: str, credentials: RequestSigning
) -> None:
    for relation, path in (("search", "/recipients/search/"), ("suggest", "/suggestions/")):
        root = "recipients" if relation == "search" else "autocomplete"
        talk = Talk(credentials, path + escaped, Reply(f"<{root} {V8}/>".encode()))
        assert getattr(talk.client.recipients, relation)(text) == []
        assert talk.question == ("GET", path + escaped, None)


@pytest.mark.parametrize("text", ["", "  ", "ab", " ab ", "a ", b"ola nordmann", None, 123])
def test_a_text_that_is_too_short_is_refused_before_any_request(
    text: object, client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match=r"^text: "):
        client.recipients.search(text)  # type: ignore[arg-type]  # what is tested
    assert sandbox.requests == ()


@pytest.mark.parametrize("text", ["ola\x00nordmann", "ola\x7f", "ola\ud800"])
def test_control_characters_are_refused_before_any_request(
    text: str, client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match="control characters") as caught:
        client.recipients.search(text)
    assert "ola" not in str(caught.value)
    assert sandbox.requests == ()


def test_a_suggestion_needs_one_character(client: DigipostClient, sandbox: Sandbox) -> None:
    with pytest.raises(InvalidValueError, match="at least 1 "):
        client.recipients.suggest(" ")
    assert sandbox.requests == ()
    assert client.recipients.suggest("o")


def test_users_are_found_by_words_that_begin_so(client: DigipostClient) -> None:
    (ola,) = client.recipients.search("nordm Eksemp")
    assert (ola.firstname, ola.lastname, ola.digipost_address) == ("OLA", "NORDMANN", "ola.nordmann#1234")
    assert ola.mobile_number == "*****527"
    assert client.recipients.search("ola hansen") == []


@pytest.mark.parametrize("text", ["Ødegård", "åse blåbær", "ÅSE", "Tromsø"])
def test_norwegian_letters_arrive_and_are_signed_right(text: str, client: DigipostClient) -> None:
    (ase,) = client.recipients.search(text)
    assert ase.digipost_address == "åse.blåbær.ødegård#9F2E"


@pytest.fixture(scope="module")
def shared_sandbox() -> Iterator[Sandbox]:
    """One for all the examples of a property."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def shared_client(shared_sandbox: Sandbox) -> DigipostClient:
    return shared_sandbox.client()


def can_be_searched_for(text: str) -> bool:
    return text.isprintable() and len(" ".join(text.replace("/", " ").split())) > 2


@pytest.mark.thorough
@given(text=st.text(min_size=3).filter(can_be_searched_for))
def test_whatever_is_searched_for_the_signatures_fit(
    text: str, shared_client: DigipostClient, shared_sandbox: Sandbox
) -> None:
    shared_client.recipients.search(text)
    assert shared_sandbox.requests[-1].status == 200


def test_a_suggestion_leads_to_its_hits(client: DigipostClient) -> None:
    (suggestion,) = client.recipients.suggest("blåb")
    assert suggestion.search_string == "åse blåbær ødegård"
    (ase,) = client.recipients.search(suggestion)
    assert ase.lastname == "ØDEGÅRD"


def test_the_link_of_a_suggestion_is_followed_as_it_is(credentials: RequestSigning) -> None:
    target = "/elsewhere/marit%20johansen?x=1"
    talk = Talk(credentials, target, Reply(f"<recipients {V8}/>".encode()))
    link = api_v8.Link(rel=f"{API}/relations/search", uri=API + target)
    assert talk.client.recipients.search(api_v8.Suggestion(search_string="marit", link=link)) == []
    assert talk.question == ("GET", target, None)


def test_a_suggestion_without_a_link_is_refused(client: DigipostClient, sandbox: Sandbox) -> None:
    with pytest.raises(InvalidValueError, match=r"^suggestion: .*no link search"):
        client.recipients.search(api_v8.Suggestion(search_string="marit johansen"))
    assert sandbox.requests == ()


WITH_KEY = pytest.mark.parametrize("with_key", [False, True], ids=["alone", "with key"])
KEY = '<encryption-key key-id="key-1">a key</encryption-key>'


def user_with(address: str, credentials: RequestSigning, *, with_key: bool) -> Talk:
    """A client that is told of a user with this address."""
    content = identified(f"<result>DIGIPOST</result>{address}")
    if not with_key:
        return Talk(credentials, "/identification", Reply(content.encode()))
    root = "identification-result-with-encryption-key"
    return Talk(credentials, "/identification/key", Reply(f"<{root} {V8}>{content}{KEY}</{root}>".encode()))


@WITH_KEY
@pytest.mark.parametrize("theirs", ["ola.nordmann#1234", "OLA.Nordmann#1234", " ola.nordmann#1234 ", None])
def test_a_user_is_that_of_the_address(
    *, theirs: str | None, with_key: bool, credentials: RequestSigning
) -> None:
    address = "" if theirs is None else f"<digipost-address>{theirs}</digipost-address>"
    client = user_with(address, credentials, with_key=with_key).client
    identity = client.recipients.identify(OLA_BY_ADDRESS, include_encryption_key=with_key)
    assert isinstance(identity, DigipostUser)


@WITH_KEY
@pytest.mark.parametrize("theirs", ["kari.nordmann#1234", "ola.nordmann#12345", "ola.nordmann#1235", "x#1"])
def test_a_user_with_another_address_is_an_error(
    *, theirs: str, with_key: bool, credentials: RequestSigning
) -> None:
    address = f"<digipost-address>{theirs}</digipost-address>"
    client = user_with(address, credentials, with_key=with_key).client
    with pytest.raises(ParseError, match="digipost-address") as caught:
        client.recipients.identify(OLA_BY_ADDRESS, include_encryption_key=with_key)
    assert "nordmann" not in str(caught.value)


def test_everybody_is_told_apart(client: DigipostClient) -> None:
    identify = client.recipients.identify
    assert identify(OLA) == DigipostUser()  # by number, which does not reveal the address
    assert identify(OLA_BY_ADDRESS) == DigipostUser("ola.nordmann#1234")
    known = identify(KARI)
    assert isinstance(known, KnownPerson)
    assert known.person_alias
    unknown = recipient.by_personal_identification_number("12345678901")
    assert identify(unknown) == Unidentified(api_v8.UnidentifiedReason.NOT_FOUND)
    invalid = recipient.by_personal_identification_number("99999999999")
    reason = api_v8.InvalidReason.INVALID_PERSONAL_IDENTIFICATION_NUMBER
    assert identify(invalid) == InvalidIdentifier(reason)


def test_the_alias_of_a_user_is_told_when_asked_for(client: DigipostClient) -> None:
    user = client.recipients.identify(OLA_BY_ADDRESS, include_person_alias=True)
    assert isinstance(user, DigipostUser)
    assert user.digipost_address == "ola.nordmann#1234"
    assert user.person_alias


def test_the_sandbox_gives_a_key_for_users_alone(client: DigipostClient, sandbox: Sandbox) -> None:
    user = client.recipients.identify(OLA, include_encryption_key=True)
    assert isinstance(user, DigipostUser)
    assert user.encryption_key is not None
    key = load_pem_public_key(user.encryption_key.value.encode())
    assert key == sandbox.recipient_key.public_key()
    assert isinstance(client.recipients.identify(KARI, include_encryption_key=True), KnownPerson)


def test_the_old_name_of_a_look_up_with_the_key_warns(sandbox: Sandbox) -> None:
    client = sandbox.client()
    with pytest.warns(DeprecationWarning, match=r"use identify\(…, include_encryption_key=True\)") as caught:
        user = client.recipients.identify_with_encryption_key(OLA)
    assert isinstance(user, DigipostUser)
    assert user.encryption_key is not None
    assert [each.filename for each in caught] == [__file__]
