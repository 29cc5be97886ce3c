"""Generated classes as values: compared, copied, shown, matched, changed and checked."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import attrs
import pytest

from digipost_schema import SchemaError, SchemaParseError, SchemaValueError, api_v8, check, datatypes, to_xml
from tests.generated.examples import Examples, combinations
from tests.generated.fields import Field, fields, refined
from tests.generated.packages import OURS, Value, pickled

EXAMPLES = Examples(OURS)
every_class = pytest.mark.parametrize(
    "cls", OURS.classes(), ids=lambda cls: f"{cls.__module__[16:]}.{cls.__name__}"
)


def message() -> api_v8.Message:
    return api_v8.Message(
        recipient=api_v8.MessageRecipient(personal_identification_number="31108412345"),
        primary_document=api_v8.Document(uuid=UUID(int=1), subject="Invoice 1", file_type="pdf"),
        attachment=[api_v8.Document(uuid=UUID(int=2), subject="Terms", file_type="pdf")],
    )


@every_class
def test_a_value_equals_its_copies_and_nothing_that_differs(cls: Value) -> None:
    value = EXAMPLES.rich(cls)

    assert value == copy.copy(value) == copy.deepcopy(value) == pickled(value) == attrs.evolve(value)
    assert value != object()
    for field in fields(cls):
        other = copy.copy(value)
        getattr(cls, field.name).__set__(other, object())
        assert other != value, field.name


def test_a_deep_copy_shares_nothing_that_can_change() -> None:
    one = message()
    other = copy.deepcopy(one)
    other.attachment.clear()
    other.primary_document.subject = "Changed"

    assert one == message()


def test_each_value_has_lists_of_its_own() -> None:
    api_v8.Inbox().document.append(EXAMPLES.minimal(api_v8.InboxDocument))

    assert api_v8.Inbox().document == []


def test_values_can_be_matched() -> None:
    match message():
        case api_v8.Message(recipient=api_v8.MessageRecipient(organisation_number=str())):
            found = "organisation"
        case api_v8.Message(recipient=api_v8.MessageRecipient(personal_identification_number=str(number))):
            found = number
    assert found == "31108412345"


def marker(field: Field) -> object:
    """Something that the field may hold and that cannot be missed in a text."""
    texts = [
        "MARKER-MARKER-MARKER",
        "MARKER11111",
        "31108412345",
        "MARKER",
        "U9999",
        "98765",
        "https://marker.example",
    ]
    others: dict[str, list[object]] = {
        "calendar_date": [date(1987, 6, 5)],
        "_check_money": [Decimal("98765.43")],
        "text": [text[: field.limits.get("most")] for text in texts],
    }
    return next(each for each in others[field.kind] if field.accepts(each))


PERSONAL = [field for cls in OURS.classes() for field in fields(cls) if field.is_personal]


def test_every_personal_field_that_is_listed_exists() -> None:
    assert {field.key for field in PERSONAL} == refined("personal")


@pytest.mark.parametrize("field", PERSONAL, ids=str)
def test_repr_does_not_show_a_personal_value(field: Field) -> None:
    held = marker(field)
    names = next(
        (each for each in combinations(field.owner) if field.name in each), combinations(field.owner)[0]
    )
    value = EXAMPLES.build(field.owner, names, given={field.name: [held] if field.is_list else held})

    for shown in (repr(value), str(EXAMPLES.in_a_document(value)), f"{[value]}"):
        assert str(held) not in shown
        assert repr(held) not in shown
    assert f"{field.name}=…" in repr(value)


def test_repr_shows_what_is_not_personal_and_whether_there_is_anything() -> None:
    assert repr(api_v8.Recipient(digipost_address="a#1", organisation_number="984661185")) == (
        "Recipient(firstname=None, middlename=None, lastname=None, digipost_address=…, mobile_number=None, "
        "organisation_number='984661185', organisation_name=None, address=[], link=[])"
    )


def test_a_field_is_validated_when_it_is_assigned() -> None:
    value = message()

    with pytest.raises(SchemaValueError) as caught:
        value.primary_document.subject = "x" * 256

    assert str(caught.value) == "Document.subject: at most 255 characters are allowed, not 256"
    assert (caught.value.owner, caught.value.field) == ("Document", "subject")
    assert value == message()


def test_an_unknown_field_cannot_be_assigned_or_given() -> None:
    with pytest.raises(AttributeError):
        message().subject = "x"  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        api_v8.Link(url="x")  # type: ignore[call-arg]


def test_rules_across_fields_hold_at_every_door_but_assignment() -> None:
    recipient = api_v8.MessageRecipient(digipost_address="a#1")
    problem = r"MessageRecipient\.digipost_address, organisation_number: at most one of these alternatives"

    with pytest.raises(SchemaValueError, match=problem):
        api_v8.MessageRecipient(digipost_address="a#1", organisation_number="984661185")
    with pytest.raises(SchemaValueError, match=problem):
        attrs.evolve(recipient, organisation_number="984661185")
    recipient.organisation_number = "984661185"
    with pytest.raises(SchemaValueError, match=problem):
        check(recipient)
    with pytest.raises(SchemaValueError, match=problem):
        to_xml(recipient)
    with pytest.raises(SchemaValueError, match=problem):
        to_xml(attrs.evolve(message(), recipient=recipient))
    recipient.digipost_address = None
    check(recipient)
    to_xml(recipient)


def test_one_alternative_of_a_choice_that_is_required_has_to_be_there() -> None:
    with pytest.raises(
        SchemaValueError, match=r"PrintRecipient\.norwegian_address, foreign_address: one of these is"
    ):
        api_v8.PrintRecipient(name="A")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"digipost_address": "a#1"},
        {"digipost_address": "a#1", "person_alias": "x"},
        {"person_alias": "x"},
        {"unidentified_reason": api_v8.UnidentifiedReason.NOT_FOUND},
        {"invalid_reason": api_v8.InvalidReason.UNKNOWN},
    ],
    ids=str,
)
def test_each_outcome_of_an_identification_can_be_built(fields: dict[str, Value]) -> None:
    result = api_v8.IdentificationResult(result=api_v8.IdentificationResultCode.DIGIPOST, **fields)

    check(result)


def test_check_finds_what_has_changed_inside_lists() -> None:
    value = message()
    value.attachment.append("x")  # type: ignore[arg-type]
    with pytest.raises(SchemaValueError, match=r"Message\.attachment: item 2 of 2: Document is expected"):
        check(value)

    value = message()
    value.attachment[0].opened, value.attachment[0].opening_receipt = True, "x"
    with pytest.raises(SchemaValueError, match=r"Document\.opened, opening_receipt: at most one"):
        check(value)

    value = message()
    value.attachment *= 202
    with pytest.raises(SchemaValueError, match=r"Message\.attachment: at most 201 allowed, not 202"):
        check(value)


@pytest.mark.parametrize("item", ["x", 1, None, object(), api_v8.Link(uri="x")])
def test_what_has_no_place_in_a_list_is_not_written(item: Value) -> None:
    value = message()
    value.attachment.append(item)

    with pytest.raises(SchemaValueError, match=r"Message\.attachment: item 2 of 2: Document is expected"):
        to_xml(value)


@pytest.mark.parametrize(
    ("value", "name", "item"),
    [
        (api_v8.SmsNotification(after_hours=[1]), "after_hours", "2"),
        (api_v8.EmailDetails(email_address=["a@b.no"]), "email_address", 2),
        (api_v8.Tags(tag_type=[api_v8.TagType.PUBLIC_MAILBOX_TAG]), "tag_type", "PUBLIC_MAILBOX_TAG"),
    ],
    ids=["numbers", "texts", "members"],
)
def test_a_simple_value_of_another_type_in_a_list_is_not_written(
    value: Value, name: str, item: object
) -> None:
    changed = copy.deepcopy(value)
    getattr(changed, name).append(item)

    with pytest.raises(SchemaValueError, match=rf"{name}: item 2 of 2: "):
        to_xml(EXAMPLES.in_a_document(changed))


def test_what_extends_a_generated_class_is_not_written() -> None:
    class Own(api_v8.PostmarkedMetadata):
        pass

    own = Own(postmarked_date=datetime(2024, 1, 1, tzinfo=UTC))
    with pytest.raises(SchemaValueError):
        to_xml(EXAMPLES.in_a_document(attrs.evolve(EXAMPLES.minimal(api_v8.Event), metadata=own)))


def test_only_a_generated_class_can_be_checked() -> None:
    for value in ("x", None, object(), api_v8.Message):
        with pytest.raises(SchemaValueError):
            check(value)


def test_a_naive_time_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        SchemaValueError, match=r"with a time zone is expected; say which, for example .*Europe/Oslo"
    ):
        attrs.evolve(message(), delivery_time=datetime(2024, 1, 1))  # noqa: DTZ001 - just that


def test_a_local_time_is_refused_with_a_zone() -> None:
    with pytest.raises(
        SchemaValueError, match=r"Period\.from_: a local datetime is expected; remove its time zone"
    ):
        datatypes.Period(from_=datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "error", [SchemaValueError("Document", "subject", "too long"), SchemaParseError("/a", "no")]
)
def test_errors_survive_pickle(error: SchemaError) -> None:
    again = pickled(error)

    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))


def nested(depth: int) -> api_v8.DocumentStatus:
    """Return a status with attachments within attachments."""
    status = api_v8.DocumentStatus()
    for _ in range(depth):
        status = attrs.evolve(status, attachments=[status])
    return status


@pytest.mark.parametrize("depth", [300, 3_000, 20_000])
def test_a_value_that_is_nested_too_deeply_is_shown_in_part(depth: int) -> None:
    shown = repr(nested(depth))

    assert shown.startswith("DocumentStatus(")
    assert shown.count("DocumentStatus(") == 51
    assert shown.count("DocumentStatus(...)") == 1


def test_a_value_that_is_nested_less_deeply_is_shown_whole() -> None:
    assert repr(nested(40)).count("DocumentStatus(") == 41


def test_a_value_that_contains_itself_is_shown_once() -> None:
    status = nested(1)
    status.attachments.append(status)

    assert repr(status).count("DocumentStatus(") == 2
