"""Accounts of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import PERSON_DIGITS, digits, visible_text
from digipost.base.schema_version import api_v8
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.resources._api import Api

__all__ = ["Accounts"]


@explains_arguments("client.accounts")
class Accounts:
    """`client.accounts`. Digipost's Java client has this operation, its .NET client does not."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("accounts.create_or_activate")
    def create_or_activate(
        self, *, national_identity_number: str, phone_number: str, email_address: str
    ) -> api_v8.UserAccount:
        """Open an account for a person, or activate an existing one.

        Args:
            national_identity_number: The person's number of 11 digits.
            phone_number: Preferably with the country code, as in +4799999999.
            email_address: The person's e-mail address.

        Returns:
            The person's Digipost address, and the key for encrypting documents.

        Raises:
            InvalidValueError: The number is not 11 digits, or an argument is blank or is not a text.
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request for another reason.
        """
        with schema_values():
            person = api_v8.UserInformation(
                national_identity_number=digits(
                    "national_identity_number", national_identity_number, PERSON_DIGITS
                ),
                phone_number=visible_text("phone_number", phone_number),
                email_address=visible_text("email_address", email_address),
            )
        target = self._api.entry_points.target("create_or_activate_user_account")
        return self._api.exchange.post(target, to_xml(person)).read(api_v8.UserAccount)
