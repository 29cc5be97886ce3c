"""A row of a manifest as a message, identical each time it is made.

The message id and the uuids of the documents derive from the mailing and the number of the row. A resumed
mailing therefore sends identical letters, and Digipost accepts each only once.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache, partial
from os.path import join
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import attrs

from digipost.base.arguments import Omitted
from digipost.base.paths import suffix_of
from digipost.base.schema_version import api_v8
from digipost.bulk.rows.addressees import print_if_unread_of, recipient_attempts, recipient_of
from digipost.bulk.rows.all_problems import Problems, all_problems
from digipost.bulk.rows.cell_values import Values, needed, optional
from digipost.bulk.rows.currencies import columns_of_currencies, in_other_currency
from digipost.bulk.rows.document_files import content_of_row
from digipost.bulk.rows.field_names import column_of, of_column
from digipost.bulk.rows.invitations import invitation_of
from digipost.bulk.rows.postal_codes import padded
from digipost.bulk.rows.reminders import email_reminders, sms_reminders
from digipost.bulk.rows.row_data import data_type_of
from digipost.bulk.values.misread import Misread
from digipost.bulk.values.understanding import first_misread, understood
from digipost.document import Document
from digipost.errors import InvalidValueError
from digipost.message import Message
from digipost.plain_data import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from digipost.bulk.manifests.columns import Columns
    from digipost.bulk.manifests.records import Record
    from digipost.content import Content

__all__ = ["Letters"]


_SIMPLE: dict[str, type] = {
    "sender_id": int,
    "delivery_time": datetime,
    "invoice_reference": str,
    "authentication_level": api_v8.AuthenticationLevel,
    "sensitivity_level": api_v8.SensitivityLevel,
    "encrypt": bool,
    "opening_receipt_text": str,
}


@attrs.frozen(kw_only=True)
class Letters:
    """Maker of messages from the rows of one mailing; it can be pickled.

    Attributes:
        mailing: The id of the mailing.
        columns: The meaning of the manifest's columns.
        folder: The folder where relative paths of documents start.
        sender_id: The sender of rows that name no sender.
        date_format: The order of dates, if the caller has chosen it.
        batch: The batch of Digipost's that holds the letters back until all are in, if any.
        fix: True to restore the leading zeros that Norwegian postal codes have lost.
        refused: The problems of columns that the check refuses as a whole, by their known names.
        content_of: Returns the content of a document, by its path and its name in errors.
    """

    mailing: UUID
    columns: Columns
    folder: str
    sender_id: int | None = None
    date_format: str | None = None
    batch: UUID | None = None
    fix: bool = False
    refused: Mapping[str, str] = attrs.field(factory=dict)
    _currencies: tuple[str, ...] = attrs.field(
        init=False,
        repr=False,
        default=attrs.Factory(lambda self: columns_of_currencies(self.columns), takes_self=True),
    )
    content_of: Callable[[str, str], Content] = attrs.field(default=content_of_row, repr=False, eq=False)

    def values(self, record: Record) -> dict[str, object]:
        """Return the row's values by the known names of columns; a `Misread` for each unreadable value.

        Raises:
            InvalidValueError: The row could not be read, or has an unknown column.
        """
        values = self._as_given(record)
        return {**values, **padded(values)} if self.fix else values

    def fixed(self, record: Record) -> dict[str, tuple[str, str]]:
        """Return the corrected values of a row by column, as pairs of the given value and the sent value."""
        if not self.fix:
            return {}
        values = self._as_given(record)
        return {name: (str(values[name]), code) for name, code in padded(values).items()}

    def _as_given(self, record: Record) -> dict[str, object]:
        if record.problem is not None:
            raise InvalidValueError("row", record.problem)
        values = understood(
            self.columns.known(record.values),
            date_format=self.date_format,
            folder=self.folder,
            refused=self.refused,
        )
        if self._currencies:
            values |= in_other_currency(record.values, self._currencies, values)
        return values

    def message(self, record: Record) -> Message:
        """Return the message of a row.

        Raises:
            InvalidValueError: The row cannot be sent; the text names the field, and never a value of the row.
        """
        return self.message_of(record.number, self.values(record))

    def message_of(self, number: int, values: Values) -> Message:
        """Return the message of the row with that number and those values; see `message`.

        Number 0 gives a message for the check alone, with ids that belong to no row.
        """
        try:
            return self._message_of(number, values)
        except InvalidValueError as error:
            raise of_column(error, _places_among(tuple(values))[1:]) from None

    def _message_of(self, number: int, values: Values) -> Message:
        misread = first_misread(values)
        if misread is not None:
            raise misread
        of_row = optional(int, values, "sender_id")
        sender_id = self.sender_id if of_row is None else of_row
        names = tuple(values)
        parts, places = _parts_among(names), _places_among(names)
        ids = _ids(self.mailing, number, len(places)) if number else _ids_for_check(self.mailing, len(places))
        primary, *attachments = [
            self._document(place, values, uuid) for place, uuid in zip(places, ids.documents, strict=True)
        ]
        return Message(
            message_id=ids.message,
            sender_id=Omitted.OMITTED if sender_id is None else sender_id,
            recipient=recipient_of(values),
            primary_document=primary,
            attachments=attachments,
            delivery_time=optional(datetime, values, "delivery_time"),
            invoice_reference=optional(str, values, "invoice_reference"),
            batch=self.batch,
            print_if_unread=print_if_unread_of(values) if "print_if_unread" in parts else None,
            request_for_registration=invitation_of(values) if "invitation" in parts else None,
        )

    def problems(self, number: int, values: Values) -> Problems:
        """Return all problems of a row that cannot become a message."""
        found = all_problems(partial(self.message_of, number), values, __file__)
        if found.message is not None:
            return found
        by_text = {(each.field, each.problem): each for each in found.found}
        for attempt in self._attempts(number, values):
            try:
                attempt()
            except InvalidValueError as error:
                if error.field not in found.replaced:
                    by_text.setdefault((error.field, error.problem), error)
        return attrs.evolve(found, found=list(by_text.values()))

    def _attempts(self, number: int, values: Values) -> Iterator[Callable[[], object]]:
        """Yield calls that each build one part of a message."""
        for name, value in values.items():
            if isinstance(value, Misread):
                yield partial(optional, str, values, name)
        for place in _places_among(tuple(values)):
            prefix = f"{place}." if place else ""
            yield partial(self._content, place or "document", values)
            yield partial(needed, values, f"{prefix}subject")
            yield partial(self._document, place, values, uuid5(self.mailing, ""))
        yield partial(self._print_content, values)
        yield partial(data_type_of, values)
        for piece in (sms_reminders, email_reminders, print_if_unread_of, invitation_of):
            yield partial(piece, values)
        yield from recipient_attempts(values)
        for name, kind in _SIMPLE.items():
            yield partial(optional, kind, values, name)
        yield partial(self.message_of, number, values)

    def _document(self, place: str, values: Values, uuid: UUID) -> Document:
        try:
            return self._from_path(place, values, uuid)
        except InvalidValueError as error:
            raise InvalidValueError(column_of(error.field, of=place), error.problem) from None

    def _from_path(self, place: str, values: Values, uuid: UUID) -> Document:
        path = needed(values, place or "document")
        prefix = f"{place}." if place else ""
        parts = frozenset[str]() if place else _parts_among(tuple(values))
        file_type = optional(str, values, f"{prefix}file_type")
        return Document(
            # PTH118: much faster, and done twice for each letter.
            content=self.content_of(join(self.folder, path), "Document.content"),  # noqa: PTH118
            subject=needed(values, f"{prefix}subject"),
            file_type=suffix_of(path) if file_type is None else file_type,
            uuid=uuid,
            authentication_level=optional(api_v8.AuthenticationLevel, values, "authentication_level"),
            sensitivity_level=optional(api_v8.SensitivityLevel, values, "sensitivity_level"),
            data_type=None if parts.isdisjoint(DATA_TYPES) else data_type_of(values),
            sms_notification=sms_reminders(values) if "sms" in parts else None,
            email_notification=email_reminders(values) if "email_notification" in parts else None,
            opening_receipt=None if place else optional(str, values, "opening_receipt_text"),
            encrypt=optional(bool, values, "encrypt") or False,
            print_content=None if place else self._print_content(values),
        )

    def _content(self, column: str, values: Values) -> Content:
        path = join(self.folder, needed(values, column))  # noqa: PTH118 - likewise
        return self.content_of(path, column)

    def _print_content(self, values: Values) -> Content | None:
        path = optional(str, values, "print_document")
        if path is None:
            return None
        return self.content_of(join(self.folder, path), "print_document")  # noqa: PTH118


@attrs.frozen
class _Ids:
    """Ids of a letter, the same each time that its row is sent."""

    message: str
    documents: tuple[UUID, ...]


def _ids(mailing: UUID, number: int, documents: int) -> _Ids:
    """Return the ids of the letter in that row, with that number of documents."""
    message = str(uuid5(mailing, f"message {number}"))
    return _Ids(message, tuple(uuid5(mailing, f"document {number}/{index}") for index in range(documents)))


@lru_cache(256)  # made once: a tenth of the time that the check of a row takes
def _ids_for_check(mailing: UUID, documents: int) -> _Ids:
    return _ids(mailing, 0, documents)


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _parts_among(names: tuple[str, ...]) -> frozenset[str]:
    """Return the first parts of the names of columns, such as `recipient` and `sms`."""
    return frozenset(name.partition(".")[0] for name in names)


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _places_among(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the column prefix of each document; the prefix of the letter itself is empty."""
    attached = sorted({int(name.split(".")[1]) for name in names if name.startswith("attachment.")})
    return ("", *(f"attachment.{each}" for each in attached))
