"""The features of a sender."""

from __future__ import annotations

from decimal import Decimal

import pytest

from digipost.errors import InvalidValueError
from digipost.preflight import PrintChecks
from digipost.sender_information import SenderInformation
from digipost_schema import api_v8, from_xml
from tests.support.letters import letter
from tests.support.tables import in_one_test


def having(**features: str | None) -> SenderInformation:
    """A valid sender; underscores are dots, and two of them a hyphen."""
    names = {name.replace("__", "-").replace("_", "."): param for name, param in features.items()}
    listed = [
        api_v8.Feature(value=f"no.digipost.feature.{name}", param=param) for name, param in names.items()
    ]
    return SenderInformation(
        api_v8.SenderInformation(
            sender_id=67890,
            status=api_v8.SenderStatus.VALID_SENDER,
            supported_features=api_v8.Features(feature=listed) if listed else None,
        )
    )


def limited_to(size: str | None = None, types: str | None = None) -> SenderInformation:
    return having(validation_digipost_file__size=size, validation_digipost_allowed__file__types=types)


def test_a_sender_without_features_may_nothing() -> None:
    nothing = having()
    assert (nothing.sender_id, nothing.is_valid, nothing.features) == (67890, True, {})
    assert not nothing.delivers_digitally
    assert not nothing.prints_as_fallback
    assert not nothing.prints_directly
    assert not nothing.may_omit_kid
    assert nothing.max_file_bytes is None
    assert nothing.allowed_file_types is None
    assert nothing.print_checks == PrintChecks(
        pdf_version=False,
        fonts=False,
        page_count=False,
        left_margin=False,
        bleed_mm=Decimal(0),
        negative_bleed_mm=Decimal(10),
    )


VALID, NOTHING = api_v8.SenderStatus.VALID_SENDER, api_v8.SenderStatus.NO_INFO_AVAILABLE


@in_one_test(
    ("status", "sender_id"), [(NOTHING, None), (NOTHING, 67890), (VALID, None), (VALID, 0), (VALID, -1)]
)
def test_an_unknown_sender_has_no_id(status: api_v8.SenderStatus, sender_id: int | None) -> None:
    information = SenderInformation(api_v8.SenderInformation(status=status, sender_id=sender_id))
    assert information.is_valid is (status is VALID)
    assert information.details.sender_id == sender_id
    with pytest.raises(InvalidValueError, match="check the organisation number and the part id") as caught:
        information.sender_id  # noqa: B018 - asking is what is tested
    assert caught.value.field == "SenderInformation.sender_id"
    with pytest.raises(InvalidValueError):
        letter(sender=information)


def test_a_status_of_the_future_is_not_taken_for_valid() -> None:
    content = "<sender-id>67890</sender-id><status>NEW</status>"
    xml = f'<sender-information xmlns="{api_v8.NAMESPACE}">{content}</sender-information>'
    information = SenderInformation(from_xml(api_v8.SenderInformation, xml.encode()))
    with pytest.raises(InvalidValueError):
        information.sender_id  # noqa: B018 - asking is what is tested


# The names are those of Digipost's Java client.
def test_each_feature_answers_its_question() -> None:
    assert having(delivery_digipost=None).delivers_digitally
    assert having(delivery_digipost__with__print__fallback=None).prints_as_fallback
    assert having(delivery_direct__to__print=None).prints_directly
    assert having(validation_digipost_invoice__allow__no__kid=None).may_omit_kid
    assert having(validation_print_pdf_version=None).print_checks.pdf_version
    assert having(validation_print_fonts=None).print_checks.fonts
    assert having(validation_print_pageamount=None).print_checks.page_count
    assert having(validation_print_margins_left=None).print_checks.left_margin


def test_a_feature_answers_no_other_question() -> None:
    fallback = having(delivery_digipost__with__print__fallback=None)
    assert not fallback.delivers_digitally
    assert not fallback.prints_directly


@pytest.mark.parametrize("name", ["batch.mottakersplitt", "no.digipost.feature.batch.mottakersplitt"])
def test_a_feature_may_be_named_in_full_or_in_short(name: str) -> None:
    sender = having(batch_mottakersplitt="yes", batch_masseutsendelse=None)
    assert sender.supports(name)
    assert sender.feature_param(name) == "yes"
    assert sender.feature_param("batch.masseutsendelse") is None
    assert not sender.supports("batch.unheard-of")
    assert sender.feature_param("batch.unheard-of") is None


@in_one_test(
    ("param", "limit"),
    [
        ("10485760", 10485760),
        (" 5 ", 5),
        (None, None),
        ("", None),
        ("10 MB", None),
        ("-1", None),
        ("²", None),
    ],
)
def test_the_largest_file_is_a_number_or_not_known(param: str | None, limit: int | None) -> None:
    assert limited_to(size=param).max_file_bytes == limit


@in_one_test(
    ("param", "types"),
    [
        ("pdf,html", {"pdf", "html"}),
        (" PDF; Html  txt,", {"pdf", "html", "txt"}),
        ("pdf", {"pdf"}),
        (None, None),
        (" ", None),
    ],
)
def test_file_types_are_a_set_or_not_known(param: str | None, types: set[str] | None) -> None:
    assert limited_to(types=param).allowed_file_types == types


@in_one_test(
    ("param", "millimetres"),
    [("3", Decimal(3)), ("2.5", Decimal("2.5")), (None, 10), ("", 10), ("wide", 10), ("-1", 10), ("NaN", 10)],
)
def test_tolerances_are_millimetres(param: str | None, millimetres: Decimal | int) -> None:
    assert having(validation_print_negativebleed=param).print_checks.negative_bleed_mm == millimetres


def test_bleed_is_not_negative_bleed() -> None:
    checks = having(validation_print_bleed="4").print_checks
    assert (checks.bleed_mm, checks.negative_bleed_mm) == (Decimal(4), Decimal(10))
