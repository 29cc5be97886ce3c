"""A forecast of a mailing, and a test letter to oneself: before anything of the mailing is sent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from digipost import recipient
from digipost.bulk import (
    Columns,
    Forecast,
    JournalError,
    Mailing,
    ManifestError,
    Prices,
    State,
    Way,
    forecast,
    sample_letter,
    threads,
)
from tests.support.forecast_manifest import NOBODY, OLA, SOON, manifest
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import HEADER, PERSON, letters, write_csv
from tests.support.pdfs import pdf
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox


def checked(folder: Path, client: DigipostClient) -> Mailing:
    mailing = Mailing(manifest(folder), client)
    assert mailing.check()[State.INVALID] == 1
    return mailing


def test_how_the_letters_would_go(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    mailing = checked(tmp_path, broker)
    told: list[int] = []
    found = forecast(mailing, broker, at_once=2, tell=lambda so_far: told.append(so_far.asked))
    assert (found.letters, found.asked, found.stopped) == (8, 8, None)
    ways = {Way.MAILBOX: 2, Way.PRINT: 3, Way.NOWHERE: 1, Way.WAITING: 1, Way.NOT_ASKED: 1}
    assert found.ways == ways
    assert found.countries == {"NO": 2, "SE": 1}
    assert (found.pages, found.sheets, found.abroad) == (3 + 5 + 3, 2 + 3 + 2, 1)
    assert told == list(range(1, 9))
    assert sandbox.letters == ()
    assert not any(each.target.startswith("/messages") for each in sandbox.requests)
    assert mailing.counts()[State.PLANNED] == 8


@pytest.mark.thorough
def test_nothing_personal_is_kept(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = checked(tmp_path, broker)
    before = {each.name for each in mailing.folder.iterdir()}
    found = forecast(mailing, broker)
    assert {each.name for each in mailing.folder.iterdir()} == before
    for personal in (PERSON, OLA, NOBODY, "Nordmann", "example.com", "Letter"):
        assert personal not in repr(found)


@pytest.mark.parametrize(
    ("fault", "reason"), [("status=429", "fewer questions"), ("hang-up", "not be asked")]
)
def test_it_ends_at_the_first_429(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, fault: str, reason: str
) -> None:
    mailing = checked(tmp_path, broker)
    broker.recipients.identify(recipient.by_personal_identification_number(PERSON))
    sandbox.faults.add(f"{fault} path=/identification* share=100%")
    before = len(sandbox.requests)
    found = forecast(mailing, broker, at_once=1)
    assert found.stopped is not None
    assert reason in found.stopped
    assert found.asked < found.letters
    if fault == "status=429":
        assert len([each for each in sandbox.requests[before:] if "identification" in each.target]) <= 2


def test_answers_that_were_under_way_at_the_first_429_count(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    """No more is asked than was under way, and each answer that came is in the forecast."""
    mailing = Mailing(letters(tmp_path, 60), broker)
    mailing.check()
    sandbox.faults.add("status=429 path=/identification* share=20%")
    found = forecast(mailing, broker, at_once=8)
    asked = [each for each in sandbox.requests if each.target.startswith("/identification")]
    refused = [each for each in asked if each.status == 429]
    assert 1 <= len(refused) <= 8
    assert found.asked == found.ways[Way.MAILBOX] == len(asked) - len(refused)
    assert found.stopped == "Digipost asks for fewer questions (429)."


def test_it_is_no_faster_than_asked_for(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = Mailing(letters(tmp_path, 4), broker)
    mailing.check()
    assert forecast(mailing, broker, most_a_second=50.0).ways == {Way.MAILBOX: 4}


@pytest.mark.thorough
def test_only_what_is_left_is_asked_about(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = checked(tmp_path, broker)
    mailing.send(threads(2), skip_invalid=True)
    assert forecast(mailing, broker).letters == 0


def test_a_mailing_that_was_not_checked_has_none(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = Mailing(letters(tmp_path, 1), broker)
    with pytest.raises(JournalError):
        forecast(mailing, broker)


def test_a_manifest_that_has_changed_has_none(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = checked(tmp_path, broker)
    (tmp_path / "m.csv").write_text("x", encoding="utf-8")
    with pytest.raises(ManifestError, match="has changed"):
        forecast(mailing, broker)


def test_what_it_would_cost() -> None:
    found = Forecast(10, pages=11, sheets=7)
    found.ways.update({Way.MAILBOX: 2, Way.PRINT: 3, Way.NOWHERE: 5})
    found.countries.update({"NO": 2, "SE": 1})
    table = {"mailbox": 2.6, "print": "10.10", "print_abroad": 25, "page": Decimal("0.5"), "sheet": 0.1}
    assert Prices.from_table(table).cost(found) == {
        "mailbox": Decimal("5.2"),
        "print": Decimal("20.20"),
        "print_abroad": Decimal(25),
        "pages": Decimal("5.5"),
        "sheets": Decimal("0.7"),
        "total": Decimal("56.60"),
    }
    assert Prices.from_table({"print": 10}).cost(found)["total"] == Decimal(30)


@in_one_test(
    ("table", "problem"),
    [
        ({"mailbx": 1}, "There is no price mailbx. The prices are mailbox, print"),
        ({"mailbox": "much"}, "prices.mailbox"),
        ({"page": -1}, "cannot be negative"),
        ({"page": True}, "prices.page"),
        ({"page": float("nan")}, "prices.page"),
    ],
)
def test_prices_that_are_none(table: dict[str, object], problem: str) -> None:
    with pytest.raises(ManifestError, match=problem):
        Prices.from_table(table)


def test_a_test_letter_is_the_first_row_that_can_be_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf())
    (tmp_path / "print.pdf").write_bytes(pdf())
    extra = {
        **ON_PAPER,
        "print_document": "print.pdf",
        "delivery_time": SOON,
        "opening_receipt_text": "Opened",
        "email_notification.address": "other@example.com",
        "email_notification.subject": "x",
        "email_notification.text": "x",
        "email_notification.at": SOON,
        "sms.after_hours": "24,72",
        "invoice_reference": "R1",
    }
    rows = [("123", "letter.pdf", "Bad", *extra.values()), (OLA, "letter.pdf", "Good", *extra.values())]
    path = write_csv(tmp_path / "m.csv", (*HEADER, *extra), rows, between=";")
    mailing = Mailing(path, broker, in_batch=True)
    row, letter = sample_letter(mailing, recipient.by_personal_identification_number(PERSON))
    assert row == 3
    assert letter.recipient.personal_identification_number == PERSON
    assert letter.recipient.print_details is None
    assert (letter.batch, letter.delivery_time, letter.invoice_reference) == (None, None, "R1")
    assert letter.primary_document.email_notification is None
    assert letter.primary_document.opening_receipt is None
    assert letter.primary_document.print_content is None
    assert letter.primary_document.sms_notification is not None
    _, another = sample_letter(mailing, recipient.by_personal_identification_number(PERSON))
    assert another.message_id != letter.message_id
    assert another.primary_document.uuid != letter.primary_document.uuid
    assert not mailing.folder.exists()
    broker.messages.send(letter)
    (arrived,) = sandbox.letters
    assert arrived.message.primary_document.subject == "Good"


@pytest.mark.parametrize(
    ("paper", "encrypt"), [({"print_if_unread": SOON}, "true"), ({"invitation.until": SOON}, "")]
)
def test_a_test_letter_of_a_row_for_later(
    tmp_path: Path, broker: DigipostClient, paper: dict[str, str], encrypt: str
) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf())
    extra = {**ON_PAPER, **paper, "encrypt": encrypt}
    path = write_csv(tmp_path / "m.csv", (*HEADER, *extra), [(OLA, "letter.pdf", "A", *extra.values())])
    _, letter = sample_letter(Mailing(path, broker), recipient.by_personal_identification_number(PERSON))
    assert (letter.print_if_unread, letter.request_for_registration) == (None, None)
    assert letter.primary_document.encrypt == bool(encrypt)
    assert broker.messages.send(letter).delivery_method == "DIGIPOST"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [([], "has no rows"), ([("123", "letter.pdf", "A")] * 2, "row 2: recipient.personal")],
)
def test_there_is_no_test_letter_without_a_good_row(
    tmp_path: Path, broker: DigipostClient, rows: list[tuple[str, ...]], problem: str
) -> None:
    letters(tmp_path, 1)
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker, columns=Columns())
    with pytest.raises(ManifestError, match=problem):
        sample_letter(mailing, recipient.by_personal_identification_number(PERSON))
