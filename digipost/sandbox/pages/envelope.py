"""A letter as it goes into the envelope: which side of which sheet has what.

By Digipost's documentation of print, sheets are printed on both sides; a cover sheet with the addresses comes
first, of which the back is blank; and up to seven sheets, not counting that one, go into a C5 envelope. That
each document begins on a sheet of its own is a conclusion.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.base.print_rules import all_print_details
from digipost.sandbox.pages.display_formats import Showing, shown_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.pages.page_images import Drawings, Page

__all__ = ["Envelope", "Sheet", "Side", "address_lines", "envelope_of"]

_MOST_SHEETS_OF_C5 = 7


@attrs.frozen
class Side:
    """One side of a sheet.

    Attributes:
        address: Of its picture, below the host of documents; None for a side without one.
        page: The page on it; None for a blank side, and for one that was not drawn.
        number: That of the page in its document, from 1; 0 for a blank side.
        subject: Of the document.
    """

    address: str | None = None
    page: Page | None = None
    number: int = 0
    subject: str = ""


@attrs.frozen
class Sheet:
    """A sheet after the cover sheet.

    Attributes:
        front: What is on its front.
        back: And on its back.
    """

    front: Side
    back: Side


@attrs.frozen
class Envelope:
    """The envelope of a letter.

    Attributes:
        details: The addresses and how to print; None for a letter that names none.
        sheets: In their order, without the cover sheet.
        cannot_be_drawn: The subjects of documents that are no PDF, or one that cannot be read.
    """

    details: api_v8.PrintDetails | None
    sheets: tuple[Sheet, ...]
    cannot_be_drawn: tuple[str, ...]

    @property
    def format(self) -> str:
        """The size of the envelope."""
        return "C5" if len(self.sheets) <= _MOST_SHEETS_OF_C5 else "C4"


def envelope_of(letter: Letter, drawings: Drawings) -> Envelope:
    """How the letter would be printed, whether it is to be printed or not."""
    sheets: list[Sheet] = []
    missing: list[str] = []
    for document in letter.all_documents:
        sides = list(_sides(letter, document, drawings))
        if not sides:
            missing.append(document.subject or "a document without a subject")
        sheets += [
            Sheet(front, back) for front, back in zip_longest(sides[::2], sides[1::2], fillvalue=Side())
        ]
    return Envelope(next(all_print_details(letter.message), None), tuple(sheets), tuple(missing))


def address_lines(party: api_v8.PrintRecipient) -> list[str]:
    """A name and address as they stand on the cover sheet."""
    lines: list[str | None] = [party.name]
    if home := party.norwegian_address:
        lines += [home.addressline1, home.addressline2, home.addressline3, f"{home.zip_code} {home.city}"]
    if abroad := party.foreign_address:
        lines += [abroad.addressline1, abroad.addressline2, abroad.addressline3, abroad.addressline4]
        lines.append(abroad.country or abroad.country_code)
    return [line for line in lines if line]


def _sides(letter: Letter, document: api_v8.Document, drawings: Drawings) -> Iterator[Side]:
    if document.uuid is None:
        return
    path, showing = shown_file(letter, document, document.uuid)
    pages = drawings.of(path) if showing is Showing.PAGES else None
    for number in range(1, pages.count + 1) if pages else ():
        page = pages.drawn[number - 1] if pages and number <= len(pages.drawn) else None
        address = f"{letter.number}/{document.uuid}/page/{number}" if page else None
        yield Side(address, page, number, document.subject or "")
