"""Fields and advice of the library in the words of manifests."""

from __future__ import annotations

import re

from digipost.bulk.manifests.columns import COLUMNS
from digipost.bulk.rows.field_names import advice_for_manifests, column_of
from digipost.errors import _codes as error_codes
from tests.support.tables import in_one_test

PYTHON = re.compile(r"\b(?:ClientConfig|ClientCredentials|Environment\.|Message\b|client\.|[a-z]+_[a-z_]+)")
OPTIONS = re.compile(r"--[a-z-]+")


@in_one_test("code", sorted(error_codes._ADVICE))
def test_advice_names_columns_and_no_python(code: str) -> None:
    advice = advice_for_manifests(code, error_codes.advice_for(code)) or ""
    for column in COLUMNS:
        advice = re.sub(rf"\b{re.escape(column)}\b", "", advice)
    if not code.startswith(("invalid_client", "MISSING", "INVALID_", "DATE")):
        assert not PYTHON.search(advice), advice


@in_one_test(
    ("field", "of", "column"),
    [
        ("Document.content", "", "document"),
        ("Document.content", "attachment.2", "attachment.2"),
        ("Document.subject", "", "subject"),
        ("Document.subject", "attachment.2", "attachment.2.subject"),
        ("Document.encrypt", "attachment.2", "encrypt"),
        ("Message.attachments[0]", "", "attachment.1"),
        ("Message.attachments[2].subject", "", "attachment.3.subject"),
        ("Message.primary_document", "", "document"),
        ("Message.delivery_time", "", "delivery_time"),
        ("Message.request_for_registration", "", "invitation.until"),
        ("RequestForRegistration.phone_number", "", "invitation.phone_number"),
        ("EmailNotification.text", "", "email_notification.text"),
    ],
)
def test_a_field_is_named_by_its_column(field: str, of: str, column: str) -> None:
    assert column_of(field, of=of) == column
