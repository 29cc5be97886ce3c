"""Search letters by recipient, subject and identifiers, for users with thousands of letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.model.register import Party

__all__ = ["LetterQuery", "words_of"]


@attrs.frozen
class LetterQuery:
    """The criteria of a search.

    Attributes:
        text: Words that must each occur in a letter's searchable text, in upper or lower case.
        channel: The letter's channel; None for any.
    """

    text: str = ""
    channel: api_v8.Channel | None = None

    @property
    def is_everything(self) -> bool:
        """Return True if every letter is found."""
        return not self.text.split() and self.channel is None

    def condition(self) -> tuple[str, list[object]]:
        """Return the SQL condition, in which `l` is the letter, and its values."""
        words = [_plain(word) for word in self.text.split()]
        sql = "l.position IS NOT NULL" + " AND instr(w.words, ?) > 0" * len(words)
        values: list[object] = [*words]
        if self.channel is not None:
            sql += " AND l.channel = ?"
            values.append(self.channel)
        return sql, values


def words_of(message: api_v8.Message, recipient: Party | None) -> str:
    """Return the searchable text of a letter: recipient, subjects and identifiers."""
    return _plain(" ".join(filter(None, _texts(message, recipient))))


def _plain(text: str) -> str:
    """Return the text in the form used for comparisons."""
    return text.casefold()


def _texts(message: api_v8.Message, recipient: Party | None) -> Iterator[str | None]:
    to = message.recipient
    if recipient is not None:
        yield from (recipient.name, recipient.number, recipient.digipost_address, recipient.city)
    yield from (to.personal_identification_number, to.organisation_number, to.digipost_address)
    yield to.bank_account_number
    if to.name_and_address is not None:
        yield from (to.name_and_address.fullname, to.name_and_address.addressline1, to.name_and_address.city)
    for holder in (to, message.print_if_unread, message.request_for_registration):
        if holder is not None and holder.print_details is not None:
            yield holder.print_details.recipient.name
    if to.email_details is not None:
        yield from to.email_details.email_address
    yield from (message.message_id, message.invoice_reference)
    for document in (message.primary_document, *message.attachment):
        yield from (document.subject, str(document.uuid), document.file_type)
