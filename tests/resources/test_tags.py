"""`client.tags`: marks on people's accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.errors import ConfigurationError, InvalidValueError
from digipost_schema import api_v8
from tests.support.counterpart import API, V8, Reply
from tests.support.wired import talk, xml

if TYPE_CHECKING:
    from digipost import DigipostClient, RequestSigning
    from digipost.sandbox import Sandbox

OLA = "31108412345"
LINKS = {"add_tag": f"{API}/add", "remove_tag": f"{API}/remove", "get_tags": f"{API}/tags?x=1"}
TAG = (
    f'<?xml version="1.0" encoding="UTF-8"?><tag {V8}><public-mailbox-tag><personal-identification-number>'
    f"{OLA}</personal-identification-number></public-mailbox-tag></tag>"
).encode()


def test_a_person_has_the_mark_until_it_is_taken_away(client: DigipostClient) -> None:
    assert client.tags.get(OLA) == []
    for _ in range(2):
        client.tags.add(OLA)
        assert client.tags.get(OLA) == [api_v8.TagType.PUBLIC_MAILBOX_TAG]
    assert client.tags.get("01013300001") == []
    for _ in range(2):
        client.tags.remove(OLA)
        assert client.tags.get(OLA) == []


def test_each_request(credentials: RequestSigning) -> None:
    question = f"/tags?x=1&personal-identification-number={OLA}"
    tags = xml("tags", "<tag-type>PUBLIC_MAILBOX_TAG</tag-type><tag-type>NEW</tag-type>")
    client, counterpart = talk(
        credentials, {"/add": [Reply()], "/remove": [Reply(b"whatever")], question: [tags]}, links=LINKS
    )
    client.tags.add(OLA)
    client.tags.remove(OLA)
    assert [str(each) for each in client.tags.get(OLA)] == ["PUBLIC_MAILBOX_TAG", "NEW"]
    add, remove, look = counterpart.received[1:]
    assert (add.method, add.target, add.body) == ("POST", "/add", TAG)
    assert (remove.method, remove.target, remove.body) == ("POST", "/remove", TAG)
    assert add.headers["Content-Type"] == "application/vnd.digipost-v8+xml"
    assert (look.method, look.target) == ("GET", question)


@pytest.mark.parametrize("number", ["", "3110841234", "311084123456", 31108412345, None])
def test_what_is_no_number_makes_no_request(number: object, client: DigipostClient, sandbox: Sandbox) -> None:
    for operation in (client.tags.add, client.tags.remove, client.tags.get):
        with pytest.raises(InvalidValueError, match="personal_identification_number") as caught:
            operation(number)  # type: ignore[arg-type]  # what is tested
        assert "3110841" not in str(caught.value)
    assert sandbox.requests == ()


def test_an_account_that_may_not_is_told_so(credentials: RequestSigning) -> None:
    client, _ = talk(credentials, {}, links={})
    with pytest.raises(ConfigurationError, match="get_tags"):
        client.tags.get(OLA)
