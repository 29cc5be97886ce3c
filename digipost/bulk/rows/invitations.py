"""Invitations of recipients without a mailbox: by SMS and e-mail, until a deadline."""

from __future__ import annotations

from datetime import datetime

from digipost.base.recipient_rules import check_email
from digipost.base.schema_version import api_v8
from digipost.bulk.rows.addressees import print_details_of
from digipost.bulk.rows.cell_values import Values, optional
from digipost.bulk.rows.field_names import naming_columns
from digipost.errors import InvalidValueError

__all__ = ["invitation_of"]


def invitation_of(values: Values) -> api_v8.RequestForRegistration | None:
    """Return the invitation of a recipient without a mailbox, and the postal address for afterwards.

    Raises:
        InvalidValueError: The deadline is missing, or a value cannot be accepted.
    """
    until = optional(datetime, values, "invitation.until")
    if until is None:
        given = [name for name in ("phone_number", "email_address") if f"invitation.{name}" in values]
        if given:
            problem = f"is needed with invitation.{given[0]}: until when the recipient can register"
            raise InvalidValueError("invitation.until", problem)
        return None
    address = optional(str, values, "invitation.email_address")
    check_email("invitation.email_address", address)
    details = print_details_of(values)
    with naming_columns():
        return api_v8.RequestForRegistration(
            registration_deadline=until,
            phone_number=optional(str, values, "invitation.phone_number"),
            email_address=address,
            print_details=details,
        )
