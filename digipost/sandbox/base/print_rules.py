"""Check if a letter can be printed.

Documented: print needs PDF of a maximum version, and complete addresses. A conclusion: the rule for a
complete address. The codes are known from Digipost's clients; the code for each rule is a conclusion.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.base.arguments import POSTAL_CODE
from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import bad_request

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

__all__ = ["all_print_details", "check_can_be_printed", "check_is_pdf"]

_VERSION = re.compile(rb"%PDF-([0-9])\.([0-9])")
_LAST_VERSION = (1, 7)


def check_can_be_printed(message: api_v8.Message, channel: api_v8.Channel) -> None:
    """Check that the message is fit for print, if it is to be printed now or later.

    Raises:
        RefusalError: A document's file type is not PDF, or an address is not complete.
    """
    if channel is api_v8.Channel.PRINT or _printed_later(message):
        for document in (message.primary_document, *message.attachment):
            if document.file_type != "pdf":
                raise bad_request("CONTENT_OF_PRINT_MESSAGE_MUST_BE_PDF", "A letter for print must be PDF.")
    for details in all_print_details(message):
        if not _is_complete(details.recipient):
            raise bad_request("INVALID_RECIPIENT_PRINT_ADDRESS", "The recipient's postal address.")
        if not _is_complete(details.return_address):
            raise bad_request("INVALID_RETURN_ADDRESS", "The return address.")


def check_is_pdf(head: bytes, features: Container[str]) -> None:
    """Check that a document to print now begins as a PDF of a printable version.

    Args:
        head: The first bytes of the document.
        features: The sender's features; the version is checked only with `validation.print.pdf.version`.

    Raises:
        RefusalError: The document is no PDF, or of a version after 1.7.
    """
    found = _VERSION.search(head)
    if found is None:
        raise bad_request("INVALID_PDF_CONTENT", "A document for print is not a PDF.")
    if "validation.print.pdf.version" in features and (int(found[1]), int(found[2])) > _LAST_VERSION:
        raise bad_request("INVALID_PDF_CONTENT", "A document for print is a PDF of a later version than 1.7.")


def _printed_later(message: api_v8.Message) -> bool:
    request = message.request_for_registration
    return message.print_if_unread is not None or (request is not None and request.print_details is not None)


def all_print_details(message: api_v8.Message) -> Iterator[api_v8.PrintDetails]:
    """Yield the print details from each place in a message that can have them."""
    for holder in (message.recipient, message.print_if_unread, message.request_for_registration):
        if holder is not None and holder.print_details is not None:
            yield holder.print_details


def _is_complete(party: api_v8.PrintRecipient) -> bool:
    norwegian, foreign = party.norwegian_address, party.foreign_address
    if norwegian is not None:
        texts = [norwegian.city]
        if not POSTAL_CODE.fullmatch(norwegian.zip_code):
            return False
    elif foreign is not None:
        texts = [foreign.addressline1, foreign.country or foreign.country_code or ""]
    else:
        return False
    return all(text.strip() for text in (party.name, *texts))
