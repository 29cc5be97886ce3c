"""`ArchiveDocument`: what is put into an archive."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost import ArchiveDocument
from digipost.errors import InvalidValueError
from digipost_schema import api_v8
from tests.support.counterpart import VECTORS
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

VECTOR = json.loads((VECTORS / "vectors.json").read_text(encoding="utf-8"))


def document(**changes: Any) -> ArchiveDocument:  # noqa: ANN401 - any attribute
    return ArchiveDocument.from_bytes(b"%PDF", **{"file_name": "receipt.pdf", **changes})


def test_paths_bytes_and_file_objects_are_alike(tmp_path: Path) -> None:
    path = tmp_path / "Receipt.PDF"
    path.write_bytes(b"%PDF")
    with path.open("rb") as file:
        made = [
            ArchiveDocument.from_path(path),
            ArchiveDocument.from_bytes(b"%PDF", file_name="Receipt.PDF"),
            ArchiveDocument.from_file(file, file_name="Receipt.PDF"),
            ArchiveDocument.from_file(io.BytesIO(b"%PDF"), file_name="Receipt.PDF"),
        ]
        for each in made:
            described = (each.file_name, each.file_type, each.content_type)
            assert described == ("Receipt.PDF", "pdf", "application/pdf")
            with each.content.open() as stream:
                assert stream.read() == b"%PDF"


def test_what_is_given_goes_before_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    made = ArchiveDocument.from_path(path, file_name="b.txt", file_type="html", content_type="x/y")
    assert (made.file_name, made.file_type, made.content_type) == ("b.txt", "html", "x/y")


def test_the_media_type_of_an_uncommon_file_is_left_out() -> None:
    assert document(file_name="drawing.dwg").to_schema().content_type is None


def test_the_schema_gets_everything() -> None:
    moment, uuid = datetime(2030, 1, 1, tzinfo=UTC), uuid4()
    described = document(
        uuid=uuid, reference_id="ref", attributes={"case": "1", "year": ""}, deletion_time=moment
    ).to_schema()
    assert described == api_v8.ArchiveDocument(
        uuid=uuid,
        file_name="receipt.pdf",
        file_type="pdf",
        referenceid="ref",
        content_type="application/pdf",
        attributes=[
            api_v8.ArchiveDocumentAttribute(key="case", value="1"),
            api_v8.ArchiveDocumentAttribute(key="year", value=""),
        ],
        deletion_time=moment,
    )


def test_each_document_has_a_uuid_of_its_own() -> None:
    assert document().uuid != document().uuid


def test_what_was_given_can_change_without_changing_the_document() -> None:
    attributes = {"case": "1"}
    made = document(attributes=attributes)
    attributes["case"] = "2"
    assert made.attributes == {"case": "1"}


@in_one_test(
    ("change", "field"),
    [
        ({"file_name": f"{'n' * 252}.pdf"}, r"ArchiveDocument\.file_name"),
        ({"file_name": 5, "file_type": "pdf"}, r"ArchiveDocument\.file_name"),
        ({"file_name": 5}, r"ArchiveDocument\.file_type"),
        ({"file_name": "receipt"}, r"ArchiveDocument\.file_type"),
        ({"file_type": " "}, r"ArchiveDocument\.file_type"),
        ({"reference_id": "r" * 256}, r"ArchiveDocument\.referenceid"),
        ({"attributes": {str(number): "" for number in range(16)}}, r"ArchiveDocument\.attributes"),
        ({"attributes": {"k" * 21: ""}}, r"ArchiveDocumentAttribute\.key"),
        ({"attributes": {"k": "v" * 101}}, r"ArchiveDocumentAttribute\.value"),
        ({"attributes": {"k": 5}}, r"ArchiveDocumentAttribute\.value"),
        ({"attributes": [("k", "v")]}, r"ArchiveDocument\.attributes"),
        ({"deletion_time": datetime(2030, 1, 1)}, r"ArchiveDocument\.deletion_time"),  # noqa: DTZ001 - tested
        ({"uuid": "6d99008e-2672-4b55-9b09-996b09a06e47"}, r"ArchiveDocument\.uuid"),
    ],
)
def test_what_digipost_could_only_refuse_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^{field}: "):
        document(**change)


def test_as_much_as_the_schema_allows_is_taken() -> None:
    document(
        file_name=f"{'n' * 251}.pdf",
        reference_id="r" * 255,
        attributes={f"{number:020}": "v" * 100 for number in range(15)},
    )


@in_one_test("data", [b"", "text", None])
def test_what_is_no_content_is_refused(data: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^ArchiveDocument\.content: "):
        ArchiveDocument.from_bytes(data, file_name="a.pdf")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InvalidValueError, match=r"^ArchiveDocument\.content: .*from_path"):
        ArchiveDocument(file_name="a.pdf", file_type="pdf", content=data)  # type: ignore[arg-type]  # likewise


def test_repr_shows_nothing_personal() -> None:
    made = document(file_name="ola.pdf", reference_id="31108412345", attributes={"name": "Ola"})
    assert repr(made) == (
        f"ArchiveDocument(uuid={made.uuid}, file_type='pdf', content=<content held in memory, 4 bytes>)"
    )


@pytest.mark.parametrize("known", VECTOR["name_uuid"], ids=lambda known: str(known["uuid"]))
def test_the_uuid_of_a_name_is_javas(known: dict[str, str]) -> None:
    assert ArchiveDocument.uuid_of_name(known["input"]) == UUID(known["uuid"])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_uuid_of_a_name_is_one_of_names(name: str) -> None:
    uuid = ArchiveDocument.uuid_of_name(name)
    assert uuid.version == 3
    assert uuid == ArchiveDocument.uuid_of_name(name) != ArchiveDocument.uuid_of_name(name + "x")
