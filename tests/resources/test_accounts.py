"""`client.accounts`: accounts of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from digipost import recipient
from digipost.errors import InvalidRequestError, InvalidValueError
from digipost_schema import api_v8, to_xml
from tests.support.counterpart import API, V8
from tests.support.letters import letter
from tests.support.wired import talk, xml

if TYPE_CHECKING:
    from digipost import DigipostClient, RequestSigning
    from digipost.sandbox import Sandbox

REST = {"phone_number": "+4799999999", "email_address": "kari@example.com"}


def test_a_new_account_can_be_sent_to(client: DigipostClient, sandbox: Sandbox) -> None:
    number = "12345678901"
    account = client.accounts.create_or_activate(national_identity_number=number, **REST)
    for who in (
        recipient.by_personal_identification_number(number),
        recipient.by_digipost_address(account.digipost_address),
    ):
        assert client.messages.send(letter(recipient=who)).delivery_method is api_v8.Channel.DIGIPOST
    assert load_pem_public_key(account.encryption_key.encode()) == sandbox.recipient_key.public_key()
    again = client.accounts.create_or_activate(national_identity_number=number, **REST)
    assert again == account


def test_who_has_an_account_keeps_the_address(client: DigipostClient) -> None:
    account = client.accounts.create_or_activate(national_identity_number="31108412345", **REST)
    assert account.digipost_address == "ola.nordmann#1234"


def test_who_is_known_without_an_account_gets_one(client: DigipostClient, sandbox: Sandbox) -> None:
    before = len(sandbox.recipients)
    account = client.accounts.create_or_activate(national_identity_number="17077700001", **REST)
    assert account.digipost_address.startswith("kari.brevløs#")
    assert len(sandbox.recipients) == before + 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("national_identity_number", "1"),
        ("national_identity_number", "310131 12345"),
        ("phone_number", " "),
        ("email_address", ""),
    ],
)
def test_a_value_that_can_only_be_refused_is_not_sent(
    field: str, value: str, client: DigipostClient, sandbox: Sandbox
) -> None:
    given = {"national_identity_number": "31108412345", **REST, field: value}
    with pytest.raises(InvalidValueError, match=f"^{field}"):
        client.accounts.create_or_activate(**given)
    assert sandbox.requests == ()


def test_the_sandbox_refuses_a_number_of_other_clients_too(sandbox: Sandbox) -> None:
    person = api_v8.UserInformation(
        national_identity_number="1", phone_number="+4799999999", email_address="kari@example.com"
    )
    with sandbox.client() as client:
        api = client.accounts._api
        target = api.entry_points.target("create_or_activate_user_account")
        with pytest.raises(InvalidRequestError) as caught:
            api.exchange.post(target, to_xml(person))
    assert caught.value.code == "VALIDATION_FAILED"


def test_the_request(credentials: RequestSigning) -> None:
    answer = xml(
        "user-account",
        "<digipost-address>kari#1</digipost-address><encryption-key>pem</encryption-key>",
    )
    client, counterpart = talk(
        credentials, {"/new": [answer]}, links={"create_or_activate_user_account": f"{API}/new"}
    )
    account = client.accounts.create_or_activate(national_identity_number="12345678901", **REST)
    assert (account.digipost_address, account.encryption_key) == ("kari#1", "pem")
    assert "kari" not in repr(account)
    request = counterpart.received[-1]
    assert (request.method, request.target) == ("POST", "/new")
    assert (
        request.body
        == (
            f'<?xml version="1.0" encoding="UTF-8"?><user-information {V8}>'
            "<national-identity-number>12345678901</national-identity-number>"
            "<phone-number>+4799999999</phone-number><email-address>kari@example.com</email-address>"
            "</user-information>"
        ).encode()
    )


@pytest.mark.parametrize("field", ["national_identity_number", "phone_number", "email_address"])
def test_what_is_no_text_makes_no_request(field: str, client: DigipostClient, sandbox: Sandbox) -> None:
    values: dict[str, Any] = {"national_identity_number": "12345678901", **REST, field: 5}
    with pytest.raises(InvalidValueError, match=field):
        client.accounts.create_or_activate(**values)
    assert sandbox.requests == ()
