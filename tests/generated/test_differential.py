"""Every class of both schemas: what we write is what xsdata writes, valid by libxml2, and read back equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generated import schema_parts
from tests.generated.examples import is_root
from tests.generated.packages import OURS
from tests.generated.strategies import steady, values

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from types import ModuleType

    from tests.generated.differential import Differential


# Fields that the schema alone lets be left out, but not its choice of one, or the rules beyond it.
NEEDED = {
    ("api_v8", "Tag", "public-mailbox-tag"),
    ("datatypes", "Boligdetaljer", "residence"),
    ("datatypes", "Heftelse", "beloep"),
    ("datatypes", "Heftelse", "panthaver"),
    ("datatypes", "Heftelse", "type-pant"),
    ("datatypes", "Hjemmelshaver", "name"),
    ("datatypes", "PickupPlace", "address"),
}


def test_everything_in_the_schemas_is_written_and_read_as_by_xsdata(differential: Differential) -> None:
    exercised = differential.everything()

    assert exercised.fields == schema_parts.fields()
    assert exercised.left_out >= schema_parts.optional() - NEEDED
    assert exercised.repeated == schema_parts.repeating()
    assert exercised.alternatives >= schema_parts.alternatives()
    assert exercised.members == schema_parts.members()


def test_the_schemas_have_no_less_than_they_had() -> None:
    # So that the sets above are not empty because they are read in a wrong way.
    assert len(schema_parts.fields()) >= 510
    assert len(schema_parts.optional()) >= 356
    assert len(schema_parts.repeating()) >= 53
    assert len(schema_parts.alternatives()) >= 32
    assert len(schema_parts.members()) >= 70


@steady
@given(data=st.data())
@pytest.mark.parametrize("module", OURS.modules, ids=["api_v8", "datatypes"])
def test_any_document_is_written_and_read_as_by_xsdata(
    differential: Differential, module: ModuleType, data: st.DataObject
) -> None:
    roots = [each for each in OURS.classes() if is_root(each, module)]
    cls = data.draw(st.sampled_from(roots))

    differential.document(data.draw(values(differential.examples, cls)))


@steady
@given(data=st.data())
def test_any_value_is_written_and_read_wherever_it_stands(
    differential: Differential, data: st.DataObject
) -> None:
    cls = data.draw(st.sampled_from(OURS.classes()))
    value = data.draw(values(differential.examples, cls))

    differential.document(differential.examples.in_a_document(value))
