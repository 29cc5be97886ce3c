"""The columns of a manifest: the known names and their meanings, and the mapping from a manifest's own names.

A column has one of the names below, or the name that `Columns` maps to it. An empty value counts as missing;
spaces around a text are removed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from digipost.base.checked_calls import each, string, takes, texts
from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.cell_texts import cleaned
from digipost.bulk.manifests.column_errors import (
    NONE_KNOWN,
    missing_columns,
    two_sources,
    unknown_column,
    unknown_columns,
)
from digipost.bulk.manifests.names import tidied
from digipost.bulk.manifests.nested_values import flat, is_nested
from digipost.bulk.manifests.suggestions import suggested
from digipost.bulk.manifests.templates import filled_in, parts_of
from digipost.errors import InvalidValueError
from digipost.errors._masking import masked_text
from digipost.plain_data import DATA_TYPES, field_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digipost.bulk.manifests.templates import Part

__all__ = ["ADDED", "COLUMNS", "CORRECTS", "PROBLEM", "Columns", "is_known"]

_ADDRESS = {
    "name": "Name on the envelope",
    "addressline1": "Street and number",
    "addressline2": "Second line",
    "addressline3": "Third line",
    "zip_code": "Postal code; four digits in Norway",
    "city": "Postal town",
    "addressline4": "Fourth line, abroad",
    "country": "Country, by its name in Norwegian or English; Norway, unless given",
    "country_code": "Instead of it, its two letters, such as SE",
}

COLUMNS: Mapping[str, str] = {
    "document": "Path of the letter, from the manifest's folder",
    "subject": "The title in the recipient's list of letters; 1 to 255 characters",
    "file_type": "The type of the document, unless the suffix of its path says it",
    "print_document": "Path of a PDF to print, where the document is for reading on a screen",
    "authentication_level": "PASSWORD, TWO_FACTOR, IDPORTEN_3 or IDPORTEN_4",
    "sensitivity_level": "NORMAL or SENSITIVE",
    "encrypt": "true to encrypt all documents of the letter; needs Digipost's permission",
    "opening_receipt_text": "Asks for a receipt when the letter is opened, at a charge; its text, as agreed",
    "sms.after_hours": "Hours until a reminder by SMS, as in 24 or 24,72",
    "sms.at": "Or the time of such a reminder, such as 2024-02-15T08:00:00+01:00; several with semicolons",
    "email_notification.address": "With the next three, a reminder by e-mail to this address",
    "email_notification.subject": "The subject of the e-mail",
    "email_notification.text": "The text of the e-mail, which is readable without log-in",
    "email_notification.at": "The time of the e-mail; several with semicolons",
    "recipient.personal_identification_number": "Eleven digits",
    "recipient.organisation_number": "Nine digits",
    "recipient.digipost_address": "Such as ola.nordmann#1A2B",
    "recipient.bank_account_number": "Eleven digits",
    "recipient.email": "One or more e-mail addresses, as in a@example.com;b@example.com",
    "recipient.peppol_receiver": "Such as 9908:810418052, with the next one",
    "recipient.peppol_sender": "Likewise, the sender's own",
    "recipient.fullname": "With the next ones, a person by name and address",
    "recipient.addressline1": "Street and number",
    "recipient.addressline2": "Second line",
    "recipient.postalcode": "Postal code",
    "recipient.city": "Postal town",
    "recipient.birth_date": "Narrows the search, such as 1980-12-31",
    "recipient.phone_number": "Likewise, with its country code",
    "recipient.email_address": "Likewise",
    "recipient.print_only": "true for paper whether there is a mailbox or not",
    **{f"print.{name}": meaning for name, meaning in _ADDRESS.items()},
    "print.color": "MONOCHROME or COLORS",
    "print.nondeliverable_handling": "RETURN_TO_SENDER or SHRED",
    **{f"return_address.{name}": meaning for name, meaning in _ADDRESS.items()},
    "print_if_unread": "The time to post the letter if it is unread, such as 2024-02-15T08:00:00+01:00; the "
    "print and return_address columns count for then",
    "invitation.until": "The deadline for a recipient without a mailbox to register and get the letter; "
    "with an address in the print columns, it is posted afterwards",
    "invitation.phone_number": "The number for the SMS of the invitation, with its country code",
    "invitation.email_address": "The address for its e-mail",
    "sender_id": "The sender's account id",
    "delivery_time": "The time at which the letter becomes visible, such as 2024-02-15T08:00:00+01:00",
    "invoice_reference": "A text that Digipost's invoice repeats; at most 100 characters",
}
"""The columns and their meanings. There are also `attachment.1` to `attachment.201`, each with `.subject` and
`.file_type`; and for each data type a column such as `invoice` with an object in JSON, or columns for its
fields, such as `invoice.sum`."""

PROBLEM = "problem"
"""The additional column in a manifest of refused rows; it is ignored when the manifest is read."""

CORRECTS = "corrects"
"""The column with the mailing and row that a row corrects; see `digipost.bulk._corrections`."""

ADDED = (PROBLEM, CORRECTS)
"""The columns that a manifest of rows to correct adds to the original columns, in their order."""

_FIRST_PARTS = {name.partition(".")[0] for name in COLUMNS if "." in name} | {"attachment"}
_ATTACHMENT = re.compile(r"attachment\.([1-9][0-9]{0,2})(\.subject|\.file_type)?")


@lru_cache(4096)  # called for each cell, with few different names
def is_known(name: str) -> bool:
    """Return True if a column can have that name."""
    first, point, rest = name.partition(".")
    if first in DATA_TYPES:  # fields deeper than the first are checked with their values
        return not point or field_type(f"{first}.{rest.partition('.')[0]}") is not None
    return name in COLUMNS or bool(_ATTACHMENT.fullmatch(name)) or name in ADDED


def _is_nearly_known(name: str) -> bool:
    """Return True for a name with a suggestion, or with a known first part."""
    return name.partition(".")[0] in _FIRST_PARTS or suggested(name, COLUMNS) is not None


def _copied(names: Mapping[str, str]) -> Mapping[str, str]:
    return dict(names)


def _tidied_values(names: Mapping[str, str]) -> Mapping[str, str]:
    return {known: tidied(theirs) for known, theirs in names.items()}


def _listed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(tidied, names))


@takes("Columns", mapping=texts, templates=texts, ignored=each(string))
@attrs.frozen(kw_only=True)
class Columns:
    """Mapping of a manifest's own columns to the columns of bulk mail.

        Columns(
            mapping={"recipient.personal_identification_number": "fnr"},
            templates={"document": "letters/{customer}.pdf", "subject": "Invoice {number}"},
        )

    Attributes:
        mapping: The manifest's own names, by the known name.
        templates: Texts for rows without a value, by the known name. A name in braces is replaced by the
            value of that column of the manifest; a doubled brace is a literal brace. `{name:optional}` may be
            empty in a row.
        ignored: The manifest's own names that are not used.

    Raises:
        ManifestError: A name is unknown, or a template cannot be read.
    """

    mapping: Mapping[str, str] = attrs.field(factory=dict, converter=_tidied_values)
    templates: Mapping[str, str] = attrs.field(factory=dict, converter=_copied)
    ignored: tuple[str, ...] = attrs.field(default=(), converter=_listed)
    _known_by: dict[str, tuple[str, ...]] = attrs.field(init=False, repr=False, eq=False)
    _parts: dict[str, tuple[Part, ...]] = attrs.field(init=False, repr=False, eq=False)
    _used: frozenset[str] = attrs.field(init=False, repr=False, eq=False)
    _ignored: frozenset[str] = attrs.field(init=False, repr=False, eq=False)
    _unread: frozenset[str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for name in (*self.mapping, *self.templates):
            if not is_known(name):
                raise ManifestError(unknown_column("There is no column of bulk mail called", name, COLUMNS))
        parts = {name: parts_of(name, template) for name, template in self.templates.items()}
        used = {part.field for each in parts.values() for part in each if part.field is not None}
        known_by: dict[str, tuple[str, ...]] = {}
        for name, theirs in self.mapping.items():
            known_by[theirs] = (*known_by.get(theirs, ()), name)
        object.__setattr__(self, "_known_by", known_by)
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_used", frozenset({*used, *self.ignored}))
        object.__setattr__(self, "_ignored", frozenset(self.ignored))
        object.__setattr__(self, "_unread", frozenset({*self.ignored, *ADDED} - used))

    def check_header(self, names: Iterable[str]) -> None:
        """Check that every column of a manifest has a meaning, and that every required column exists.

        Raises:
            ManifestError: The text names the column.
        """
        names = set(names)
        unknown = sorted(name for name in names if not self.means_something(name))
        if names and len(unknown) == len(names) and not any(map(_is_nearly_known, names)):
            # The error does not show the names: in a file without a header, they are the first person's data.
            raise ManifestError(NONE_KNOWN)
        if unknown:
            raise ManifestError(unknown_columns(unknown, COLUMNS))
        self.check_used(names)
        for name, theirs in self.mapping.items():
            if name in names and name != theirs and name in self.meanings(name):
                raise ManifestError(two_sources(name, name, theirs))

    def check_used(self, names: Iterable[str]) -> None:
        """Check that a manifest has the columns that are mapped, ignored, or needed by a template.

        Raises:
            ManifestError: The text names the missing columns and their use.
        """
        names = set(names)
        missing = sorted({*self._known_by, *self._used} - names)
        if missing:
            raise ManifestError(missing_columns({name: self._use_of(name) for name in missing}, names))

    def _use_of(self, theirs: str) -> str:
        """Return the use of a manifest's column as the end of a sentence."""
        mapped = self._known_by.get(theirs)
        if mapped is not None:
            return f" to map {' and '.join(mapped)} to"
        if theirs in self._ignored:
            return " to ignore"
        template = next(
            name for name, parts in self._parts.items() if theirs in {each.field for each in parts}
        )
        return f" for the template of {template}"

    def meanings(self, theirs: str) -> tuple[str, ...]:
        """Return the known names to which a manifest's column is mapped."""
        if theirs in self._ignored:
            return ()
        return self._known_by.get(theirs) or ((theirs,) if is_known(theirs) else ())

    @property
    def unmapped(self) -> frozenset[str]:
        """Return the manifest's own names that are ignored, or used only in templates."""
        return self._used - self._known_by.keys()

    def means_something(self, name: str) -> bool:
        """Return True if a manifest's column of that name is known, mapped, used in a template or ignored."""
        return name in self._known_by or name in self._used or is_known(name)

    def known(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return a row's values by the known names, without empty values.

        Raises:
            InvalidValueError: A name is unknown, or a template needs a missing value.
        """
        found: dict[str, object] = {}
        given: dict[str, object] = {}
        sources: dict[str, str] = {}
        for theirs, raw in self._read(values):
            if (value := cleaned(raw, theirs)) is None:
                continue
            given[theirs] = value
            meanings = self.meanings(theirs)
            if not meanings and theirs not in self._used:
                raise InvalidValueError(
                    "row", unknown_column("has a column that is not known,", theirs, COLUMNS)
                )
            for name in meanings:
                if name in sources:
                    columns = f"{masked_text(sources[name])} and {masked_text(theirs)}"
                    raise InvalidValueError(
                        name, f"two columns say it, {columns}; ignore one by its name, with --ignore"
                    )
                found[name], sources[name] = value, theirs
        for name, parts in self._parts.items():
            if name not in found and not self._is_of_no_attachment(name, found):
                found[name] = filled_in(name, parts, given)
        return found

    def _read(self, values: Mapping[str, object]) -> Iterable[tuple[str, object]]:
        """Return the values of a row that are read, with the names of their columns."""
        given = flat(values) if is_nested(values) else values.items()
        return [(theirs, value) for theirs, value in given if theirs not in self._unread]

    def filled_in(self, name: str, values: Mapping[str, object]) -> str | None:
        """Return the text of the template for a known name in a row; None if it cannot be filled in."""
        parts = self._parts[name]
        try:
            given = {
                part.field: value
                for part in parts
                if part.field is not None
                and (value := cleaned(values.get(part.field), part.field)) is not None
            }
            return filled_in(name, parts, given)
        except InvalidValueError:
            return None  # reported with its row

    def _is_of_no_attachment(self, name: str, found: Mapping[str, object]) -> bool:
        """Return True for the title or type of an attachment that is missing in the row."""
        match = _ATTACHMENT.fullmatch(name)
        if match is None or match[2] is None:
            return False
        attachment = name.removesuffix(match[2])
        return attachment not in found and attachment not in self._parts
