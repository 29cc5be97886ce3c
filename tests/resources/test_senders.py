"""`client.senders`: what a sender has access to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost import DigipostClient
from digipost.errors import InvalidValueError, NotFoundError
from tests.support.counterpart import API, CONFIG, NOW, V8, Counterpart, Reply, entry_point, error

if TYPE_CHECKING:
    from digipost import RequestSigning
    from digipost.sandbox import Sandbox

LINK = f'<link rel="{API}/relations/get_sender_information" uri="{API}/sender"/>'
VALID = Reply(
    f"<sender-information {V8}><sender-id>67890</sender-id><status>VALID_SENDER</status>"
    "<supported-features><feature>no.digipost.feature.delivery.digipost</feature>"
    '<feature param="7">no.digipost.feature.from.the.future</feature></supported-features>'
    "</sender-information>".encode()
)
UNKNOWN = Reply(f"<sender-information {V8}><status>NO_INFO_AVAILABLE</status></sender-information>".encode())


def talk(
    credentials: RequestSigning, target: str, *replies: Reply, link: str = LINK
) -> tuple[DigipostClient, Counterpart]:
    counterpart = Counterpart({"/": [entry_point(link)], target: replies})
    return DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW), counterpart


def test_a_sender_is_asked_for_by_account_id(credentials: RequestSigning) -> None:
    client, counterpart = talk(credentials, "/sender/67890", VALID)
    sender = client.senders.information(67890)
    assert (sender.sender_id, sender.is_valid, sender.delivers_digitally) == (67890, True, True)
    assert sender.feature_param("from.the.future") == "7"
    assert (counterpart.received[-1].method, counterpart.targets[-1]) == ("GET", "/sender/67890")


@pytest.mark.parametrize(
    ("part_id", "query"),
    [
        (None, "org_id=984661185"),
        ("post", "org_id=984661185&part_id=post"),
        ("Økonomi & drift", "org_id=984661185&part_id=%C3%98konomi%20%26%20drift"),
    ],
)
def test_a_sender_is_asked_for_by_organisation_and_part(
    part_id: str | None, query: str, credentials: RequestSigning
) -> None:
    client, counterpart = talk(credentials, f"/sender?{query}", VALID)
    sender = client.senders.information_by_organisation("984661185", part_id=part_id)
    assert sender.sender_id == 67890
    assert counterpart.targets[-1] == f"/sender?{query}"


def test_a_query_that_the_link_has_is_kept(credentials: RequestSigning) -> None:
    link = LINK.replace("/sender", "/sender?x=1")
    client, _ = talk(credentials, "/sender?x=1&org_id=984661185", VALID, link=link)
    assert client.senders.information_by_organisation("984661185").is_valid


def test_what_is_known_is_asked_for_once(credentials: RequestSigning) -> None:
    client, counterpart = talk(credentials, "/sender/67890", VALID)
    assert client.senders.information(67890) is client.senders.information(67890)
    assert counterpart.targets == ["/", "/sender/67890"]


def test_what_is_not_known_is_asked_for_again(credentials: RequestSigning) -> None:
    client, counterpart = talk(credentials, "/sender/67890", UNKNOWN, VALID)
    assert not client.senders.information(67890).is_valid
    assert client.senders.information(67890).is_valid
    assert counterpart.targets == ["/", "/sender/67890", "/sender/67890"]


def test_a_refusal_is_not_kept(credentials: RequestSigning) -> None:
    client, _ = talk(credentials, "/sender/67890", error(404), VALID)
    with pytest.raises(NotFoundError):
        client.senders.information(67890)
    assert client.senders.information(67890).is_valid


@pytest.mark.parametrize("sender_id", [0, -1, True, "67890", None])
def test_what_is_no_account_id_is_refused_before_any_request(
    sender_id: object, client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match=r"^sender_id"):
        client.senders.information(sender_id)  # type: ignore[arg-type]  # what is tested
    assert sandbox.requests == ()


@pytest.mark.parametrize(
    ("number", "part_id"),
    [
        ("", None),
        ("98 46", None),
        ("98466118", None),
        ("99999999x", None),
        (984661185, None),
        ("984661185", "x" * 101),
    ],
)
def test_what_is_no_organisation_is_refused_before_any_request(
    number: str, part_id: str | None, client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match=r"^organisation_number|SenderOrganization\.part"):
        client.senders.information_by_organisation(number, part_id=part_id)
    assert sandbox.requests == ()


def test_the_sandbox_knows_the_features_of_its_senders(client: DigipostClient, sandbox: Sandbox) -> None:
    sender = client.senders.information(12345)
    assert sender.is_valid
    assert sender.prints_as_fallback
    assert sender.max_file_bytes == 10485760
    assert sender.print_checks.fonts
    sandbox.directory.set_features(67890, {"delivery.digipost": None})
    assert list(client.senders.information(67890).features) == ["no.digipost.feature.delivery.digipost"]


def test_a_sender_without_grant_is_like_one_that_does_not_exist(client: DigipostClient) -> None:
    for sender_id in (4711, 67891):
        sender = client.senders.information(sender_id)
        assert (sender.is_valid, sender.details.sender_id) == (False, None)


def test_organisations_and_their_parts_have_accounts(client: DigipostClient, sandbox: Sandbox) -> None:
    sandbox.directory.register("984661185", None, 67890)
    sandbox.directory.register("984661185", "post", 12345)
    by_organisation = client.senders.information_by_organisation
    assert by_organisation("984661185").sender_id == 67890
    assert by_organisation("984661185", part_id="post").sender_id == 12345
    assert not by_organisation("984661185", part_id="bank").is_valid
