"""A manifest with rows for every channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import HEADER, PERSON, PIN, write_csv
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from pathlib import Path


NOBODY = "01013399999"
SOON = (datetime.now(UTC) + timedelta(days=30)).isoformat()
ABROAD = ON_PAPER | {"print.zip_code": "11432", "print.city": "Stockholm", "print.country": "Sverige"}
EXTRA = (
    "recipient.email",
    "recipient.print_only",
    "invitation.until",
    "attachment.1",
    "attachment.1.subject",
)
COLUMNS = (*HEADER, *ABROAD, *EXTRA)
OLA = "31108412345"


def manifest(folder: Path) -> Path:
    """Two to a mailbox, three to print, and one of every other kind."""
    (folder / "letter.pdf").write_bytes(pdf(pages=3))
    (folder / "terms.pdf").write_bytes(pdf(pages=2))
    rows = [
        {PIN: PERSON},
        {PIN: OLA, **ON_PAPER},
        {PIN: NOBODY, **ON_PAPER},
        {PIN: NOBODY, **ABROAD, "attachment.1": "terms.pdf", "attachment.1.subject": "Terms"},
        {"recipient.print_only": "true", **ON_PAPER},
        {PIN: NOBODY},
        {PIN: NOBODY, "invitation.until": SOON, **ON_PAPER},
        {"recipient.email": "a@example.com"},
        {PIN: "123"},
    ]
    written = [
        {"document": "letter.pdf", "subject": f"Letter {number}", **row} for number, row in enumerate(rows)
    ]
    return write_csv(
        folder / "m.csv", COLUMNS, [[row.get(name, "") for name in COLUMNS] for row in written], between=";"
    )
