"""The hash of a letter's content, told before it is sent, so that a program that was killed can prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from digipost.errors import InvalidRequestError, NotFoundError
from tests.support.counterpart import base64_sha256
from tests.support.key_refusals import SECRET, STATUS, WRONG_KEY, client_of, digipost, letters
from tests.support.letters import PDF, document, letter
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from digipost import DigipostClient, RequestSigning
    from digipost.sandbox import Sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> DigipostClient:
    return sandbox.client()


@pytest.mark.parametrize("encrypt", [False, True])
def test_the_hash_of_what_goes_out_is_told_before_it_does(
    client: DigipostClient, sandbox: Sandbox, *, encrypt: bool
) -> None:
    message = letter(primary_document=document(pdf(), encrypt=encrypt))
    told: list[tuple[str, int]] = []
    delivery = client.messages.send(
        message, before_sending=lambda content_hash: told.append((content_hash, len(sandbox.letters)))
    )
    ((content_hash, arrived),) = told
    assert arrived == 0
    assert delivery.primary_document is not None
    assert delivery.primary_document.content_hash is not None
    assert delivery.primary_document.content_hash.value == content_hash
    assert (content_hash == base64_sha256(pdf())) is not encrypt
    assert client.messages.confirm(message, content_hash=content_hash).message_id == message.message_id


def test_an_error_there_leaves_the_letter_unsent(client: DigipostClient, sandbox: Sandbox) -> None:
    def fail(_: str) -> None:
        raise OSError("no space left")

    message = letter(primary_document=document(PDF))
    with pytest.raises(OSError, match="no space left"):
        client.messages.send(message, before_sending=fail)
    assert sandbox.letters == ()
    with pytest.raises(NotFoundError):
        client.messages.confirm(message)


def test_a_letter_that_is_encrypted_once_more_has_another_hash(credentials: RequestSigning) -> None:
    transport = digipost(WRONG_KEY)
    told: list[tuple[str, int]] = []
    with pytest.raises(InvalidRequestError):
        client_of(transport, credentials).messages.send(
            attrs.evolve(SECRET), before_sending=lambda each: told.append((each, len(letters(transport))))
        )
    assert [count for _, count in told] == [0, 1]
    assert len({each for each, _ in told}) == 2
    assert STATUS not in transport.targets
