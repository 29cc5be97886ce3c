"""The documents of a letter: their XML, and their arrival."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from digipost import (
    AuthenticationLevel,
    Document,
    EmailNotification,
    ListedTime,
    SensitivityLevel,
    SmsNotification,
    SmsOverrides,
)
from tests.use_cases.cases import (
    END,
    HEAD,
    LETTER,
    LEVELS,
    PDF,
    PRIMARY,
    PRIMARY_END,
    TO_OLA,
    Case,
    document,
    letter,
    uuid,
)

if TYPE_CHECKING:
    from pathlib import Path

    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

HTML, TEXT = b"<!doctype html><html><body><p>Hei</p></body></html>", b"\r\n--\x00\xff"
CHRISTMAS = datetime(2098, 12, 24, 17, tzinfo=ZoneInfo("Europe/Oslo"))
SOON = datetime(2098, 12, 20, 9, 30, 15, 250_999, tzinfo=UTC)  # of which milliseconds are written

ATTACHED = (
    f"{HEAD}{TO_OLA}{LETTER}"
    "<attachment><uuid>00000000-0000-4000-8000-000000000002</uuid><subject>Vilkår &amp; priser</subject>"
    f"<file-type>html</file-type>{LEVELS}</attachment>"
    "<attachment><uuid>00000000-0000-4000-8000-000000000003</uuid><subject>Notat</subject>"
    f"<file-type>txt</file-type>{LEVELS}</attachment>{END}"
)


def told(what: str, notices: str, **changes: Any) -> Case:  # noqa: ANN401 - any attribute
    """A document about which something is said between its file type and its levels."""
    xml = f"{HEAD}{TO_OLA}{PRIMARY}{notices}{PRIMARY_END}{END}"
    return Case(what=what, message=letter(primary_document=document(**changes)), xml=xml)


CASES = [
    Case(
        what="attachments of other file types",
        message=letter(
            attachments=[
                document(HTML, 2, subject="Vilkår & priser", file_type="html"),
                document(TEXT, 3, subject="Notat", file_type="txt"),
            ]
        ),
        xml=ATTACHED,
        contents=(PDF, HTML, TEXT),
    ),
    Case(
        what="levels of each document's own",
        message=letter(
            primary_document=document(
                authentication_level=AuthenticationLevel.TWO_FACTOR,
                sensitivity_level=SensitivityLevel.SENSITIVE,
            ),
            attachments=[document(HTML, 2, file_type="html", sensitivity_level=SensitivityLevel.SENSITIVE)],
        ),
        xml=(
            f"{HEAD}{TO_OLA}{PRIMARY}<authentication-level>TWO_FACTOR</authentication-level>"
            "<sensitivity-level>SENSITIVE</sensitivity-level></primary-document>"
            "<attachment><uuid>00000000-0000-4000-8000-000000000002</uuid><subject>Brev</subject>"
            "<file-type>html</file-type><authentication-level>PASSWORD</authentication-level>"
            f"<sensitivity-level>SENSITIVE</sensitivity-level></attachment>{END}"
        ),
        contents=(PDF, HTML),
    ),
    told(
        "SMS after hours",
        "<sms-notification><after-hours>0</after-hours><after-hours>24</after-hours></sms-notification>",
        sms_notification=SmsNotification(after_hours=[0, 24]),
    ),
    told(
        "SMS at given times",
        '<sms-notification><at time="2098-12-20T09:30:15.250Z"/><at time="2098-12-24T17:00:00+01:00"/>'
        "</sms-notification>",
        sms_notification=SmsNotification(at=[ListedTime(time=SOON), ListedTime(time=CHRISTMAS)]),
    ),
    told(
        "SMS with a number and text of one's own",
        "<sms-notification><overrides><sms-mobile-number>+4790000000</sms-mobile-number>"
        "<text>Du har fått post fra Eksempel &amp; sønn</text></overrides>"
        '<at time="2098-12-24T17:00:00+01:00"/><after-hours>72</after-hours></sms-notification>',
        sms_notification=SmsNotification(
            overrides=SmsOverrides(
                sms_mobile_number="+4790000000", text="Du har fått post fra Eksempel & sønn"
            ),
            at=[ListedTime(time=CHRISTMAS)],
            after_hours=[72],
        ),
    ),
    told(
        "e-mail notification",
        "<email-notification><email-address>ola@example.com</email-address>"
        "<subject>Du har fått post</subject><text>Den ligger i Digipost.</text>"
        '<at time="2098-12-20T09:30:15.250Z"/><at time="2098-12-24T17:00:00+01:00"/></email-notification>',
        email_notification=EmailNotification(
            email_address="ola@example.com",
            subject="Du har fått post",
            text="Den ligger i Digipost.",
            at=[ListedTime(time=SOON), ListedTime(time=CHRISTMAS)],
        ),
    ),
    told(
        "opening receipt, and both notifications after it",
        "<opening-receipt>Sak 17</opening-receipt>"
        "<sms-notification><after-hours>1</after-hours></sms-notification>"
        "<email-notification><email-address>ola@example.com</email-address><subject>Post</subject>"
        '<text>Les den.</text><at time="2098-12-24T17:00:00+01:00"/></email-notification>',
        opening_receipt="Sak 17",
        sms_notification=SmsNotification(after_hours=[1]),
        email_notification=EmailNotification(
            email_address="ola@example.com",
            subject="Post",
            text="Les den.",
            at=[ListedTime(time=CHRISTMAS)],
        ),
    ),
    Case(
        what="technical type",
        message=letter(primary_document=document(technical_type="journal,copy")),
        xml=(
            f"{HEAD}{TO_OLA}"
            + LETTER.replace("<primary-document>", '<primary-document technical-type="journal,copy">')
            + END
        ),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_documents_arrive_as_they_are_described(case: Case, client: DigipostClient, sandbox: Sandbox) -> None:
    case.check(client, sandbox)


def test_a_content_comes_from_a_path_from_bytes_or_from_a_file(
    client: DigipostClient, sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / "notat.TXT"
    path.write_bytes(TEXT)
    message = letter(
        attachments=[
            Document.from_file(io.BytesIO(HTML), subject="Vilkår & priser", file_type="html", uuid=uuid(2)),
            Document.from_path(path, subject="Notat", uuid=uuid(3)),
        ]
    )
    Case(what="sources", message=message, xml=ATTACHED, contents=(PDF, HTML, TEXT)).check(client, sandbox)
