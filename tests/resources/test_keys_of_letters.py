"""Letters named by a key of the caller: a letter that is built again is the same letter, and no other is."""

from __future__ import annotations

import asyncio
import pickle
from typing import TYPE_CHECKING, Any
from uuid import UUID

import attrs
import pytest

from digipost import ClientConfig, Document, Message, PrintDetails, RequestSigning, printing, recipient
from digipost.aio import AsyncDigipostClient
from digipost.errors import DuplicateMessageError, InvalidValueError
from digipost_schema import datatypes
from tests.support.letters import OLA, PDF, document
from tests.support.pdfs import pdf
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

KEY = "invoice-1001"
GIVEN = UUID("00000000-0000-4000-8000-000000000001")
OTHER_PDF = PDF[:-1] + b"\xfe"
HOME = printing.norwegian_address("Ola Nordmann", "Eksempelveien 1", zip_code="0155", city="Oslo")
ON_PAPER = PrintDetails(recipient=HOME, return_address=HOME)
INFO = datatypes.ExternalLink(url="https://example.com/")


def keyed(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    """Build a letter with an attachment anew, as each run of a task does."""
    built = {"primary_document": document(), "attachments": [document(pdf(), subject="Vilkår")]}
    return Message(**{"key": KEY, "recipient": OLA, **built, **changes})


OTHERS: dict[str, Callable[[], Message]] = {
    "recipient": lambda: keyed(recipient=recipient.by_personal_identification_number("01013300001")),
    "subject": lambda: keyed(primary_document=document(subject="Purring")),
    "content of the same length": lambda: keyed(primary_document=document(OTHER_PDF)),
    "content of an attachment": lambda: keyed(attachments=[document(OTHER_PDF, subject="Vilkår")]),
    "no attachment": lambda: keyed(attachments=[]),
    "data type": lambda: keyed(primary_document=document(data_type=INFO)),
    "invoice reference": lambda: keyed(invoice_reference="17"),
}


def test_a_letter_built_again_is_the_same() -> None:
    assert keyed() == keyed()
    assert keyed().message_id == KEY
    assert [each.uuid for each in keyed().documents] == [each.uuid for each in keyed().documents]


def test_its_uuids_are_those_of_all_versions() -> None:
    # A letter that an earlier version sent would be another one, if they changed.
    letter = Message(key=KEY, recipient=OLA, primary_document=document(b"%PDF-1.7"))
    assert str(letter.primary_document.uuid) == "e131de44-d749-56ad-9c42-fdf76dbf2cdd"


def test_each_document_has_its_own_uuid() -> None:
    same = [document() for _ in range(3)]
    assert len({each.uuid for each in keyed(primary_document=same[0], attachments=same[1:]).documents}) == 3


def test_another_key_has_other_uuids() -> None:
    assert {each.uuid for each in keyed().documents}.isdisjoint(
        each.uuid for each in keyed(key="invoice-1002").documents
    )


def test_print_content_belongs_to_the_letter() -> None:
    to = recipient.by_personal_identification_number("31108412345", print_details=ON_PAPER)
    printed = [document(print_content=each) for each in (None, PDF, OTHER_PDF)]
    letters = [keyed(recipient=to, primary_document=each) for each in printed]
    assert len({each.primary_document.uuid for each in letters}) == 3


def test_a_letter_sent_again_arrives_once(digipost_client: DigipostClient, digipost_sandbox: Sandbox) -> None:
    first, second = keyed(), keyed()
    assert digipost_client.messages.send(first).status == "DELIVERED"
    assert digipost_client.messages.send(second).status == "DELIVERED"
    assert len(digipost_sandbox.letters) == 1


@pytest.mark.thorough
def test_so_it_does_by_the_asynchronous_client(digipost_sandbox: Sandbox, tmp_path: Path) -> None:
    digipost_sandbox.issue_certificate(tmp_path / "certificate.p12", "password")
    credentials = RequestSigning.from_pkcs12(tmp_path / "certificate.p12", "password")
    config = ClientConfig(broker_id=digipost_sandbox.broker_id, environment=digipost_sandbox.environment)

    async def send() -> list[str]:
        async with AsyncDigipostClient(config, credentials) as client:
            return [(await client.messages.send(keyed())).status for _ in range(2)]

    assert asyncio.run(send()) == ["DELIVERED", "DELIVERED"]
    assert len(digipost_sandbox.letters) == 1


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_letter_with_the_same_key_is_found_out(
    other: Callable[[], Message], digipost_client: DigipostClient, digipost_sandbox: Sandbox
) -> None:
    digipost_client.messages.send(keyed())
    assert {each.uuid for each in other().documents}.isdisjoint(each.uuid for each in keyed().documents)
    with pytest.raises(DuplicateMessageError):
        digipost_client.messages.send(other())
    assert len(digipost_sandbox.letters) == 1


def test_each_sender_has_its_own_keys(digipost_client: DigipostClient, digipost_sandbox: Sandbox) -> None:
    digipost_client.messages.send(keyed())
    digipost_client.messages.send(keyed(sender_id=67890))
    assert len(digipost_sandbox.letters) == 2


def test_a_changed_copy_keeps_its_uuids() -> None:
    letter = keyed()
    copies = (pickle.loads(pickle.dumps(letter)), attrs.evolve(letter, invoice_reference="17"))  # noqa: S301
    for each in copies:
        assert [one.uuid for one in each.documents] == [one.uuid for one in letter.documents]
        assert each.message_id == KEY


def test_a_uuid_that_the_caller_gave_stays() -> None:
    letter = keyed(primary_document=document(uuid=GIVEN))
    assert letter.primary_document.uuid == GIVEN
    assert letter.attachments[0].uuid == keyed(primary_document=document(uuid=GIVEN)).attachments[0].uuid


def test_the_documents_of_the_caller_are_not_changed() -> None:
    primary = document()
    before = primary.uuid
    assert keyed(primary_document=primary).primary_document.uuid != before
    assert primary.uuid == before


@in_one_test("key", ["", " ", "a ", "a\nb", "x" * 201, 1001, b"invoice"])
def test_a_key_must_be_a_message_id(key: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^Message.key: 1 to 200 printable characters"):
        keyed(key=key)


def test_key_and_message_id_exclude_each_other() -> None:
    with pytest.raises(InvalidValueError, match=r"^Message.key: give key or message_id, not both"):
        keyed(message_id="m-1")


def test_a_content_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PDF)
    gone = Document.from_path(path, subject="Faktura")
    path.unlink()
    with pytest.raises(InvalidValueError, match=r"^Document.content: "):
        keyed(primary_document=gone)
