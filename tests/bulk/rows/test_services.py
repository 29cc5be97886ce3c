"""Columns for reminders, receipts, encryption, print of what stays unread, and invitations."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import COLUMNS, Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.row_states import State
from digipost.bulk.rows.row_message import Letters
from digipost.bulk.run.workers import threads
from digipost.errors import InvalidValueError
from tests.support.letter_rows import MAILING, ON_PAPER, row, with_recipient
from tests.support.manifests import HEADER, PERSON, letters, write_csv
from tests.support.pdfs import pdf
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

AT = "2034-02-15T08:00:00+01:00"
EMAIL = {
    "email_notification.address": "ola@example.com",
    "email_notification.subject": "A letter",
    "email_notification.text": "You have a letter in Digipost.",
    "email_notification.at": AT,
}
WHEN = datetime.fromisoformat(AT)


@pytest.mark.parametrize("hours", ["24,72", "24;72", " 24 , 72 ", [24, 72]])
def test_several_reminders_by_sms(made: Letters, hours: object) -> None:
    sms = made.message(row(**{"sms.after_hours": hours})).primary_document.sms_notification
    assert sms is not None
    assert (sms.after_hours, sms.at) == ([24, 72], [])


def test_reminders_by_sms_at_times(made: Letters) -> None:
    message = made.message(row(**{"sms.at": f"{AT};2034-02-16T08:00:00Z", "sms.after_hours": 5}))
    sms = message.primary_document.sms_notification
    assert sms is not None
    assert sms.after_hours == [5]
    assert [each.time for each in sms.at] == [WHEN, datetime(2034, 2, 16, 8, tzinfo=UTC)]


@in_one_test(
    "written",
    [
        datetime(2034, 2, 15, 8),  # noqa: DTZ001 - as a sheet has it
        datetime(2034, 2, 15, 7, tzinfo=UTC),
        [datetime(2034, 2, 15, 8)],  # noqa: DTZ001
        ["15.02.2034 08:00"],
        "15.02.2034 kl. 08.00;",
    ],
)
@in_one_test("name", ["sms.at", "email_notification.at"])
def test_the_time_of_a_reminder_is_understood(made: Letters, written: object, name: str) -> None:
    document = made.message(row(**{**EMAIL, name: written})).primary_document
    reminder = document.sms_notification if name == "sms.at" else document.email_notification
    assert reminder is not None
    assert [each.time for each in reminder.at] == [WHEN]


@in_one_test(
    ("written", "reason"),
    [
        (date(2034, 2, 15), "has no time of day"),
        (datetime(2034, 2, 15), "has no time of day"),  # noqa: DTZ001
        (48990.5, "is a number and no date"),
        (["15.02.2034 08:00", date(2034, 2, 15)], "has no time of day"),
        (["15/02/2034 08:00"], "--date-format"),
    ],
)
def test_a_reminder_at_no_time_is_refused_by_its_column(made: Letters, written: object, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason) as caught:
        made.message(row(**{"sms.at": written}))
    assert caught.value.field == "sms.at"


def test_a_reminder_by_email(made: Letters) -> None:
    mail = made.message(row(**EMAIL)).primary_document.email_notification
    assert mail is not None
    assert (mail.email_address, mail.subject) == ("ola@example.com", "A letter")
    assert [each.time for each in mail.at] == [WHEN]


def test_a_receipt_and_encryption_of_all_documents(made: Letters) -> None:
    message = made.message(
        row(
            opening_receipt_text="Opened",
            encrypt="true",
            **{"attachment.1": "terms.pdf", "attachment.1.subject": "Terms"},
            **{"attachment.2": "letter.pdf", "attachment.2.subject": "More"},
        )
    )
    assert [each.encrypt for each in message.documents] == [True, True, True]
    assert [each.opening_receipt for each in message.documents] == ["Opened", None, None]
    assert not made.message(row(encrypt="false")).primary_document.encrypt


def test_print_if_unread_takes_the_address_for_later(made: Letters) -> None:
    message = made.message(row(print_if_unread=AT, **ON_PAPER))
    assert message.recipient.print_details is None
    assert message.print_if_unread is not None
    assert message.print_if_unread.print_if_unread_after == WHEN
    assert message.print_if_unread.print_details.recipient.name == "Ola Nordmann"


@pytest.mark.parametrize("paper", [{}, ON_PAPER])
def test_an_invitation(made: Letters, paper: dict[str, str]) -> None:
    given = {"invitation.until": AT, "invitation.phone_number": "+4791234567"}
    message = made.message(row(**given, **{"invitation.email_address": "a@example.com"}, **paper))
    request = message.request_for_registration
    assert request is not None
    assert message.recipient.print_details is None
    assert (request.registration_deadline, request.phone_number) == (WHEN, "+4791234567")
    assert request.email_address == "a@example.com"
    assert (request.print_details is not None) == bool(paper)


def test_recipients_by_email_and_peppol(made: Letters) -> None:
    by_email = made.message(with_recipient(email="a@example.com;b@example.com")).recipient
    assert by_email.email_details is not None
    by_peppol = made.message(
        with_recipient(peppol_receiver="9908:810418052", peppol_sender="9908:984661185")
    ).recipient
    assert by_peppol.peppol_addresses is not None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"sms.after_hours": "24,x"}, "sms.after_hours"),
        ({"sms.after_hours": "-1"}, "sms.after_hours"),
        ({"sms.after_hours": 24.72}, "sms.after_hours"),
        ({"sms.at": "tomorrow"}, "sms.at"),
        *(({**EMAIL, name: None}, name) for name in EMAIL),
        ({**EMAIL, "email_notification.subject": "x" * 101}, "email_notification.subject"),
        ({**EMAIL, "email_notification.at": ";"}, "email_notification.at"),
        ({"encrypt": "perhaps"}, "encrypt"),
        ({"print_if_unread": AT}, "print.name"),
        ({"print_if_unread": "2034", **ON_PAPER}, "print_if_unread"),
        ({"print_if_unread": AT, "document": "page.html", **ON_PAPER}, "file_type"),
        ({"print_if_unread": AT, "print_document": "letter.pdf", **ON_PAPER}, "print_document"),
        ({"invitation.phone_number": "+4791234567"}, "invitation.until"),
        ({"invitation.email_address": "a@example.com"}, "invitation.until"),
        ({"invitation.until": AT, "invitation.phone_number": "1234567890"}, "invitation.phone_number"),
        ({"invitation.until": AT, "print.name": "Ola", **ON_PAPER, "print.city": None}, "print.city"),
    ],
)
def test_errors_name_the_column(made: Letters, values: dict[str, object], field: str) -> None:
    record = row(**values)
    with pytest.raises(InvalidValueError) as caught:
        made.message(record)
    assert caught.value.field == field
    assert field in COLUMNS
    assert field in {each.field for each in made.problems(17, made.values(record)).found}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"digipost_address": "ola.nordmann#1234", "invitation": AT}, "invitation.until"),
        ({"print_only": "true", "later": AT}, "recipient.print_only"),
        ({"email": "a@example.com", "encrypt": "true"}, "encrypt"),
    ],
)
def test_services_that_a_recipient_cannot_have(made: Letters, values: dict[str, str], field: str) -> None:
    more = {"invitation.until": values.pop("invitation", None), "print_if_unread": values.pop("later", None)}
    more["encrypt"] = values.pop("encrypt", None)
    record = with_recipient(**values)
    paper = ON_PAPER if "print_only" in values else {}
    with pytest.raises(InvalidValueError) as caught:
        made.message(Record(17, {**record.values, **more, **paper}))
    assert caught.value.field == field


def test_all_problems_of_a_row_are_told_at_once(made: Letters) -> None:
    times = ("sms.at", "email_notification.at", "print_if_unread", "invitation.until")
    wrong = {**EMAIL, "sms.after_hours": "perhaps", "encrypt": "perhaps", **dict.fromkeys(times, "perhaps")}
    found = {each.field for each in made.problems(17, made.values(row(**wrong))).found}
    assert found == {*times, "sms.after_hours", "encrypt"}


@pytest.mark.thorough
def test_they_reach_digipost(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf())
    soon = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    extra = {"sms.after_hours": "24,72", "opening_receipt_text": "Opened", "encrypt": "true"}
    extra |= {**EMAIL, "email_notification.at": soon, "print_if_unread": soon, **ON_PAPER}
    header = (*HEADER, *extra)
    rows = [(PERSON, "letter.pdf", "A", *extra.values()), (PERSON, "letter.pdf", "B", *([""] * len(extra)))]
    counts = Mailing(write_csv(tmp_path / "m.csv", header, rows, between=";"), broker).send(threads(1))
    assert counts[State.DELIVERED] == 2, counts
    first, second = (each.message for each in sandbox.letters)
    assert first.primary_document.encrypted is not None
    assert second.primary_document.encrypted is None
    assert first.primary_document.opening_receipt == "Opened"
    assert first.primary_document.sms_notification is not None
    assert first.primary_document.sms_notification.after_hours == [24, 72]
    assert first.primary_document.email_notification is not None
    assert first.print_if_unread is not None


def test_a_setting_for_every_row(tmp_path: Path) -> None:
    letters(tmp_path, 1)
    columns = Columns(templates={"encrypt": "true", "sms.after_hours": "24,72"})
    maker = Letters(mailing=MAILING, columns=columns, folder=str(tmp_path))
    message = maker.message(Record(1, {HEADER[0]: PERSON, "document": "letter.pdf", "subject": "x"}))
    assert message.primary_document.encrypt
    assert message.primary_document.sms_notification is not None
