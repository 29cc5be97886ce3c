"""Checks of answers by themselves: the place that an error names, and names that are missing."""

from __future__ import annotations

from uuid import UUID

import pytest

from digipost.errors import ParseError
from digipost.resources._ties import check_archived, check_archives, check_identified, check_status
from digipost_schema import api_v8
from tests.support.tables import in_one_test

HERE = UUID("0f6ccf38-6f3c-4c3b-93a1-000000000001")
ELSEWHERE = UUID("0f6ccf38-6f3c-4c3b-93a1-000000000002")


def _document(uuid: UUID, reference: str | None = None) -> api_v8.ArchiveDocument:
    return api_v8.ArchiveDocument(
        uuid=uuid, file_name="a.pdf", file_type="pdf", content_type="application/pdf", referenceid=reference
    )


def _identified(address: str | None) -> api_v8.IdentificationResult:
    return api_v8.IdentificationResult(
        result=api_v8.IdentificationResultCode.DIGIPOST, digipost_address=address
    )


def test_an_identification_of_another_address_is_refused_by_its_place() -> None:
    asked = api_v8.Identification(digipost_address="ola.nordmann#ab12")
    with pytest.raises(
        ParseError, match=r"^/?identification-result/digipost-address: the answer names something else"
    ):
        check_identified(_identified("kari.nordmann#ab12"), asked)


@in_one_test(
    ("told", "asked"),
    [
        ("Ola.Nordmann#AB12", "ola.nordmann#ab12 "),
        (None, "ola.nordmann#ab12"),
        ("ola.nordmann#ab12", None),
    ],
)
def test_an_identification_without_one_of_both_addresses_names_nothing(
    told: str | None, asked: str | None
) -> None:
    number = None if asked else "01013300001"
    check_identified(
        _identified(told),
        api_v8.Identification(digipost_address=asked, personal_identification_number=number),
    )


def test_archives_of_another_sender_or_reference_are_refused_by_their_places() -> None:
    told = api_v8.Archives(archive=[api_v8.Archive(sender_id=2, documents=[_document(HERE, "a")])])
    with pytest.raises(ParseError, match=r"^/?archives/archive/sender-id: "):
        check_archives(told, sender_id=1, reference="a")
    with pytest.raises(ParseError, match=r"^/?archives/archive/documents/referenceid: "):
        check_archives(told, sender_id=2, reference="b")
    check_archives(told, sender_id=2, reference="a")


def test_documents_of_any_reference_may_stand_in_a_list_of_archives() -> None:
    check_archives(api_v8.Archives(archive=[api_v8.Archive(documents=[_document(HERE, "a")])]), sender_id=1)


def test_another_document_or_sender_of_an_archive_is_refused_by_its_place() -> None:
    told = api_v8.Archive(sender_id=2, documents=[_document(HERE)])
    with pytest.raises(ParseError, match=r"^/?archive/documents/uuid: "):
        check_archived(told, uuid=ELSEWHERE)
    with pytest.raises(ParseError, match=r"^/?archive/sender-id: "):
        check_archived(told, uuid=HERE, sender_id=1)
    check_archived(told, uuid=HERE)


def test_a_status_of_another_document_is_refused_by_its_place() -> None:
    told = api_v8.DocumentStatus(
        uuid=HERE, sender_id=1, status=api_v8.DeliveryStatus.DELIVERED, is_primary_document=True
    )
    with pytest.raises(ParseError, match=r"^/?document-status/@uuid: the answer names something else"):
        check_status(told, f"/documents/{ELSEWHERE}/status")
    check_status(told, f"/documents/{HERE}/status")
    check_status(told, "/documents/status")
