"""The question who somebody is, and its four answers."""

from __future__ import annotations

from datetime import date
from typing import assert_never

import attrs
import pytest

from digipost import DigipostUser, InvalidIdentifier, KnownPerson, PrintDetails, Unidentified, recipient
from digipost.errors import InvalidValueError, ParseError
from digipost.identification import Identity, identification_of, identity_of
from digipost.xml import from_xml
from digipost_schema import api_v8
from tests.support.counterpart import V8
from tests.support.paper import HOME
from tests.support.tables import in_one_test

KEY = api_v8.EncryptionKey(value="-----BEGIN PUBLIC KEY-----", key_id="key-1")
PAPER = PrintDetails(recipient=HOME, return_address=HOME)


def result(content: str) -> api_v8.IdentificationResult:
    document = f"<identification-result {V8}>{content}</identification-result>"
    return from_xml(api_v8.IdentificationResult, document.encode())


# The rows of Digipost's documentation of identification.
TABLE: list[tuple[str, Identity]] = [
    ("<result>DIGIPOST</result>", DigipostUser()),
    (
        "<result>DIGIPOST</result><digipost-address>o#1</digipost-address><person-alias>abc</person-alias>",
        DigipostUser("o#1", "abc"),
    ),
    ("<result>IDENTIFIED</result>", KnownPerson()),
    ("<result>IDENTIFIED</result><person-alias>abc</person-alias>", KnownPerson("abc")),
    *(
        (
            f"<result>UNIDENTIFIED</result><unidentified-reason>{reason}</unidentified-reason>",
            Unidentified(reason),
        )
        for reason in api_v8.UnidentifiedReason
    ),
    *(
        (f"<result>INVALID</result><invalid-reason>{reason}</invalid-reason>", InvalidIdentifier(reason))
        for reason in api_v8.InvalidReason
    ),
]


@in_one_test(("answer", "identity"), TABLE)
def test_each_answer_has_its_meaning(answer: str, identity: Identity) -> None:
    assert identity_of(result(answer)) == identity


def test_the_key_is_the_users_alone() -> None:
    assert identity_of(result("<result>DIGIPOST</result>"), KEY) == DigipostUser(encryption_key=KEY)
    assert identity_of(result("<result>IDENTIFIED</result>"), KEY) == KnownPerson()


def test_a_reason_from_the_future_can_be_read() -> None:
    answer = "<result>UNIDENTIFIED</result><unidentified-reason>MOVED</unidentified-reason>"
    identity = identity_of(result(answer))
    assert isinstance(identity, Unidentified)
    assert identity.reason == "MOVED"


def test_a_result_from_the_future_is_an_error_and_nobody_without_a_mailbox() -> None:
    with pytest.raises(ParseError, match=r"identification-result/result: .*update"):
        identity_of(result("<result>DIGIPOST_SOON</result>"))


def mailbox(identity: Identity) -> str:
    """A user's code; type checkers see that no case is forgotten."""
    match identity:
        case DigipostUser(address, encryption_key=None):
            return address or "without address"
        case DigipostUser():
            return "with key"
        case KnownPerson(alias):
            return alias or "unnamed"
        case Unidentified(api_v8.UnidentifiedReason.MULTIPLE_MATCHES):
            return "several"
        case Unidentified():
            return "nobody"
        case InvalidIdentifier(reason):
            return str(reason)
        case _:
            assert_never(identity)


@in_one_test(
    ("identity", "expected"),
    [
        (DigipostUser("ola#1234"), "ola#1234"),
        (DigipostUser(), "without address"),
        (DigipostUser("ola#1234", encryption_key=KEY), "with key"),
        (KnownPerson("abc"), "abc"),
        (Unidentified(api_v8.UnidentifiedReason.MULTIPLE_MATCHES), "several"),
        (Unidentified(api_v8.UnidentifiedReason.NOT_FOUND), "nobody"),
        (InvalidIdentifier(api_v8.InvalidReason.UNKNOWN), "UNKNOWN"),
    ],
)
def test_the_answers_are_made_for_match(identity: Identity, expected: str) -> None:
    assert mailbox(identity) == expected


def test_an_answer_cannot_be_changed_and_shows_nobody() -> None:
    user = DigipostUser("ola.nordmann#1234", "my-alias", KEY)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        user.person_alias = None  # type: ignore[misc]  # what is tested
    assert repr(user) == "DigipostUser(digipost_address=…, person_alias=…, encryption_key=…)"
    assert (
        repr(DigipostUser()) == "DigipostUser(digipost_address=None, person_alias=None, encryption_key=None)"
    )
    assert repr(KnownPerson("my-alias")) == "KnownPerson(person_alias=…)"


NAME = recipient.by_name_and_address(
    fullname="Ola Nordmann",
    addressline1="Eksempelveien 1",
    postalcode="0155",
    city="Oslo",
    birth_date=date(1984, 10, 31),
)


@in_one_test(
    ("asked", "field"),
    [
        (recipient.by_personal_identification_number("31108412345"), "personal_identification_number"),
        (recipient.by_organisation_number("984661185"), "organisation_number"),
        (recipient.by_digipost_address("ola.nordmann#1234"), "digipost_address"),
        (recipient.by_bank_account_number("15941432384"), "bank_account_number"),
        (NAME, "name_and_address"),
    ],
)
def test_a_recipient_becomes_the_same_question_with_and_without_print_details(
    asked: api_v8.MessageRecipient, field: str
) -> None:
    question = identification_of(asked)
    assert attrs.asdict(question, recurse=False) == {
        **attrs.asdict(api_v8.Identification(), recurse=False),
        field: getattr(asked, field),
    }
    assert identification_of(attrs.evolve(asked, print_details=PAPER)) == question


def test_a_question_of_ones_own_is_asked_as_it_is() -> None:
    question = api_v8.Identification(
        digipost_address="ola.nordmann#1234", include_personalias_for_digipost_user=True
    )
    assert identification_of(question) == question
    assert identification_of(attrs.evolve(question, include_personalias_for_digipost_user=False)) != question


def test_the_alias_of_a_user_is_asked_for_on_demand() -> None:
    asked = recipient.by_digipost_address("ola.nordmann#1234")
    assert identification_of(asked).include_personalias_for_digipost_user is False
    asking = identification_of(asked, include_person_alias=True)
    assert asking.include_personalias_for_digipost_user is True


@in_one_test(
    ("asked", "problem"),
    [
        (recipient.by_email(["ola@example.no"]), "e-mail or Peppol"),
        (recipient.by_email(["ola@example.no"], print_details=PAPER), "e-mail or Peppol"),
        (recipient.by_peppol("9908:810418052", "9908:984661185"), "e-mail or Peppol"),
        (recipient.print_only(PAPER), "has no identifier"),
        (api_v8.MessageRecipient(), "has no identifier"),
        (api_v8.Identification(), "has no identifier"),
        ("31108412345", "Identification is expected, not str"),
        (None, "not NoneType"),
    ],
)
def test_who_cannot_be_looked_up_is_refused(asked: object, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^recipient: .*{problem}") as caught:
        identification_of(asked)  # type: ignore[arg-type]  # what is tested
    assert "31108412345" not in str(caught.value)
    assert "example.no" not in str(caught.value)
