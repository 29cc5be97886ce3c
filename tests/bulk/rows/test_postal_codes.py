"""Postal codes that a spreadsheet has taken for numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import JournalError
from digipost.bulk.mailing import Mailing
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import HEADER, write_csv
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

NOBODY = "17077700002"


def manifest(folder: Path, *codes: str, **more: str) -> Path:
    (folder / "a.pdf").write_bytes(pdf())
    columns = {**ON_PAPER, **{name.replace("_", ".", 1): value for name, value in more.items()}}
    rows = [
        (NOBODY, "a.pdf", f"Letter {number}", *{**columns, "print.zip_code": code}.values())
        for number, code in enumerate(codes)
    ]
    return write_csv(folder / "m.csv", (*HEADER, *columns), rows)


@pytest.mark.thorough
def test_lost_zeros_come_back_in_what_is_sent_and_the_manifest_stays(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    path = manifest(tmp_path, "155", "15", "1", "0155", "7010")
    before = path.read_bytes()
    mailing = Mailing(path, broker, fix=True)
    assert mailing.check()[State.PLANNED] == 5
    lost = "with the zero that it has lost"
    assert [(each.row, each.is_error, each.field, each.problem) for each in mailing.findings()] == [
        (2, False, "print.zip_code", f"155 is sent as 0155, {lost}"),
        (3, False, "print.zip_code", f"15 is sent as 0015, {lost}"),
        (4, False, "print.zip_code", f"1 is sent as 0001, {lost}"),
    ]
    assert mailing.send(threads(1))[State.PRINTED] == 5
    addresses = [each.message.recipient.print_details.recipient for each in sandbox.letters]  # type: ignore[union-attr]
    codes = [each.norwegian_address.zip_code for each in addresses if each.norwegian_address is not None]
    assert sorted(codes) == ["0001", "0015", "0155", "0155", "7010"]
    assert path.read_bytes() == before


@pytest.mark.thorough
def test_it_is_done_on_request_alone_and_goes_on_as_it_began(tmp_path: Path, broker: DigipostClient) -> None:
    path = manifest(tmp_path, "155", "0155")
    mailing = Mailing(path, broker)
    assert mailing.check()[State.INVALID] == 1
    (finding,) = mailing.findings()
    assert "a zero in front got lost" in finding.problem
    assert Mailing(path, broker, fix=True, strict=True).check()[State.PLANNED] == 2
    assert Mailing(path, broker, fix=True).send(threads(1))[State.PRINTED] == 2
    with pytest.raises(JournalError, match="used --fix and this one does not"):
        Mailing(path, broker).check()
    assert Mailing.resume(mailing.folder, broker).counts()[State.PRINTED] == 2


@pytest.mark.parametrize("code", ["N-7010", "15 5", "01555", "0", "O155", "-15"])
def test_what_is_no_number_that_lost_zeros_stays_wrong(
    tmp_path: Path, broker: DigipostClient, code: str
) -> None:
    counts = Mailing(manifest(tmp_path, code), broker, fix=True).check()
    assert counts[State.INVALID] == (0 if code == "0" else 1)


@pytest.mark.parametrize(
    ("country", "sent"), [("Norge", "0155"), ("NO", "0155"), ("Svalbard", "0155"), ("Island", "155 Oslo")]
)
def test_only_norwegian_codes_are_padded(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, country: str, sent: str
) -> None:
    path = manifest(tmp_path, "155", print_country=country)
    assert Mailing(path, broker, fix=True).send(threads(1))[State.PRINTED] == 1
    assert sent in sandbox.letters[0].xml.decode()


def test_the_address_in_the_register_is_padded_too(tmp_path: Path, broker: DigipostClient) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    columns = ("fullname", "addressline1", "postalcode", "city")
    header = ("document", "subject", *(f"recipient.{name}" for name in columns))
    path = write_csv(tmp_path / "m.csv", header, [("a.pdf", "A", "Kari", "Gata 1", "155", "Oslo")])
    mailing = Mailing(path, broker)
    assert mailing.check()[State.PLANNED] == 1
    assert [each.problem for each in mailing.findings()] == ["is no Norwegian postal code of four digits"]
    mailing = Mailing(path, broker, fix=True)
    mailing.check()
    assert [each.field for each in mailing.findings()] == ["recipient.postalcode"]
    assert next(mailing.findings()).problem.startswith("155 is sent as 0155")


@pytest.mark.parametrize(
    ("code", "country", "sent"),
    [("155", "", "0155"), ("9", "Norge", "0009"), ("155", "Island", "155"), ("N-155", "", "N-155")],
)
def test_codes_in_addresses_of_data_types_are_padded_too(
    tmp_path: Path, broker: DigipostClient, code: str, country: str, sent: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    columns = ("start_time", "address.street_address", "address.postal_code", "address.country")
    header = (*HEADER, *(f"appointment.{name}" for name in columns))
    row = ("31108412345", "a.pdf", "A", "2034-02-15T08:00:00+01:00", "Gata 1", code, country)
    mailing = Mailing(write_csv(tmp_path / "m.csv", header, [row]), broker, fix=True)
    assert mailing.check()[State.PLANNED] == 1
    lost = f"{code} is sent as {sent}, with the zero that it has lost"
    assert [(each.field, each.problem) for each in mailing.findings()] == (
        [] if sent == code else [("appointment.address.postal_code", lost)]
    )
