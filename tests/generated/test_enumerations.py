"""Enumerations: closed for those who build, open for those who read."""

from __future__ import annotations

import copy
import pickle

import pytest

from digipost_schema import api_v8, check, datatypes, from_xml, to_xml
from digipost_schema._enums import OpenEnum, open_member
from digipost_schema.errors import SchemaValueError
from tests.generated.packages import OURS, pickled

NAMESPACE = api_v8.NAMESPACE
BATCH = (
    f'<batch xmlns="{NAMESPACE}"><uuid>763ee844-e081-4136-a7f7-c2e5c03fe5d6</uuid><status>%s</status></batch>'
)


def read(status: str) -> api_v8.BatchStatus:
    found = from_xml(api_v8.Batch, (BATCH % status).encode()).status
    assert found is not None
    return found


@pytest.mark.parametrize("enumeration", OURS.enumerations(), ids=lambda each: each.__name__)
def test_a_member_is_its_value_in_xml(enumeration: type[OpenEnum]) -> None:
    for member in enumeration:
        assert member == member.value == str(member)
        assert enumeration(member.value) is member
        assert open_member(enumeration, member.value) is member


def test_a_value_that_the_schema_lists_is_read_as_its_member() -> None:
    assert read("DONE") is api_v8.BatchStatus.DONE
    assert read("\n DONE ") is api_v8.BatchStatus.DONE


def test_an_unknown_value_is_read_as_an_open_member() -> None:
    status = read("PAUSED")

    assert isinstance(status, api_v8.BatchStatus)
    assert (status, status.name, status.value, str(status), f"{status}") == ("PAUSED",) * 5
    assert repr(status) == "<BatchStatus: open member PAUSED>"
    assert status not in list(api_v8.BatchStatus)


def test_open_members_compare_and_hash_by_their_value() -> None:
    assert read("PAUSED") == read("PAUSED") == "PAUSED"
    assert read("PAUSED") != read("STOPPED")
    assert read("PAUSED") != api_v8.BatchStatus.DONE
    assert {read("PAUSED"): 1}[read("PAUSED")] == 1
    assert {"PAUSED": 1}[read("PAUSED")] == 1


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("status", ["PAUSED", "DONE"])
def test_members_survive_pickle(status: str, protocol: int) -> None:
    batch = from_xml(api_v8.Batch, (BATCH % status).encode())
    again = pickled(batch.status, protocol)

    assert again == batch.status
    assert type(again) is api_v8.BatchStatus
    assert (again is api_v8.BatchStatus.DONE) == (status == "DONE")
    assert pickled(batch, protocol) == batch


@pytest.mark.parametrize("status", ["PAUSED", "DONE"])
def test_members_survive_copy(status: str) -> None:
    batch = from_xml(api_v8.Batch, (BATCH % status).encode())

    assert copy.copy(batch.status) == copy.deepcopy(batch.status) == batch.status
    assert copy.deepcopy(batch) == batch
    assert copy.deepcopy(api_v8.BatchStatus.DONE) is api_v8.BatchStatus.DONE


def test_members_can_be_matched() -> None:
    def kind(status: api_v8.BatchStatus) -> str:
        match status:
            case api_v8.BatchStatus.DONE:
                return "done"
            case api_v8.BatchStatus():
                return "other"

    assert [kind(read(text)) for text in ("DONE", "CREATED", "PAUSED")] == ["done", "other", "other"]


def test_a_caller_cannot_make_an_open_member() -> None:
    with pytest.raises(ValueError, match="'PAUSED' is not a valid BatchStatus"):
        api_v8.BatchStatus("PAUSED")


def test_an_open_member_cannot_be_built_into_anything() -> None:
    batch = from_xml(api_v8.Batch, (BATCH % "PAUSED").encode())

    refused = r"Batch\.status: a member of BatchStatus is expected \(CREATED, .*\), not one that"
    with pytest.raises(SchemaValueError, match=refused):
        api_v8.Batch(uuid=batch.uuid, status=batch.status)
    with pytest.raises(SchemaValueError, match=refused):
        batch.status = read("PAUSED")
    with pytest.raises(SchemaValueError, match=refused):
        check(batch)


def test_a_member_of_another_enumeration_is_refused_even_of_the_same_value() -> None:
    with pytest.raises(SchemaValueError, match="DeliveryStatus is expected"):
        api_v8.DocumentStatus(status=api_v8.MessageStatus.DELIVERED)  # type: ignore[arg-type]


def test_what_was_read_open_is_written_as_it_was() -> None:
    xml = to_xml(from_xml(api_v8.Batch, (BATCH % "A&amp;B").encode()))

    assert b"<status>A&amp;B</status>" in xml
    assert from_xml(api_v8.Batch, xml).status == "A&B"


def test_an_open_member_in_an_attribute_is_written_as_it_was() -> None:
    text = f'<document-status xmlns="{NAMESPACE}" channel=" FAX&quot;&#10;" status="DELIVERED"/>'

    status = from_xml(api_v8.DocumentStatus, text.encode())

    assert status.channel == 'FAX"'
    assert status.status is api_v8.DeliveryStatus.DELIVERED
    assert from_xml(api_v8.DocumentStatus, to_xml(status)) == status


def test_an_open_member_in_a_list_is_kept_in_its_place() -> None:
    notice = (
        f'<tags xmlns="{NAMESPACE}"><tag-type>NEW</tag-type><tag-type>PUBLIC_MAILBOX_TAG</tag-type></tags>'
    )

    assert from_xml(api_v8.Tags, notice.encode()).tag_type == ["NEW", api_v8.TagType.PUBLIC_MAILBOX_TAG]


def test_enumerations_of_one_name_in_both_schemas_do_not_meet() -> None:
    member: object = datatypes.Tag.POSTEN

    assert not isinstance(member, api_v8.TagType)
