"""A letter in its envelope: the pages on each side of each sheet.

By Digipost's documentation of print, sheets are printed on both sides. A cover sheet with the addresses and a
blank back comes first. Up to seven sheets, not counting the cover sheet, go into a C5 envelope. We conclude
that each document begins on a new sheet.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.base.print_rules import all_print_details
from digipost.sandbox.pages.display_formats import DisplayFormat, shown_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.pages.page_images import Page, PageImages

__all__ = ["Envelope", "Sheet", "Side", "address_lines", "envelope_of"]

_MOST_SHEETS_OF_C5 = 7


@attrs.frozen
class Side:
    """A side of a sheet.

    Attributes:
        address: The path of its picture on the document host; None for a side without a picture.
        page: The page on it; None for a blank side, and for a page that was not drawn.
        number: The number of the page in its document, from 1; 0 for a blank side.
        subject: The subject of the document.
    """

    address: str | None = None
    page: Page | None = None
    number: int = 0
    subject: str = ""


@attrs.frozen
class Sheet:
    """A sheet after the cover sheet.

    Attributes:
        front: The front side.
        back: The back side.
    """

    front: Side
    back: Side


@attrs.frozen
class Envelope:
    """The envelope of a letter.

    Attributes:
        details: The addresses and print settings; None for a letter without print details.
        sheets: The sheets in order, without the cover sheet.
        cannot_be_drawn: The subjects of documents that are not PDFs, or cannot be read.
    """

    details: api_v8.PrintDetails | None
    sheets: tuple[Sheet, ...]
    cannot_be_drawn: tuple[str, ...]

    @property
    def format(self) -> str:
        """The size of the envelope."""
        return "C5" if len(self.sheets) <= _MOST_SHEETS_OF_C5 else "C4"


def envelope_of(letter: Letter, page_images: PageImages) -> Envelope:
    """Return the letter as it would be printed, even if it is not to be printed."""
    sheets: list[Sheet] = []
    missing: list[str] = []
    for document in letter.all_documents:
        sides = list(_sides(letter, document, page_images))
        if not sides:
            missing.append(document.subject or "a document without a subject")
        sheets += [
            Sheet(front, back) for front, back in zip_longest(sides[::2], sides[1::2], fillvalue=Side())
        ]
    return Envelope(next(all_print_details(letter.message), None), tuple(sheets), tuple(missing))


def address_lines(party: api_v8.PrintRecipient) -> list[str]:
    """Return the lines of a name and address on the cover sheet."""
    lines: list[str | None] = [party.name]
    if home := party.norwegian_address:
        lines += [home.addressline1, home.addressline2, home.addressline3, f"{home.zip_code} {home.city}"]
    if abroad := party.foreign_address:
        lines += [abroad.addressline1, abroad.addressline2, abroad.addressline3, abroad.addressline4]
        lines.append(abroad.country or abroad.country_code)
    return [line for line in lines if line]


def _sides(letter: Letter, document: api_v8.Document, page_images: PageImages) -> Iterator[Side]:
    if document.uuid is None:
        return
    path, showing = shown_file(letter, document, document.uuid)
    pages = page_images.of(path) if showing is DisplayFormat.PAGES else None
    for number in range(1, pages.count + 1) if pages else ():
        page = pages.drawn[number - 1] if pages and number <= len(pages.drawn) else None
        address = f"{letter.number}/{document.uuid}/page/{number}" if page else None
        yield Side(address, page, number, document.subject or "")
