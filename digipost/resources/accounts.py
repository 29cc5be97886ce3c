"""Accounts of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml

if TYPE_CHECKING:
    from digipost.resources._api import Api

__all__ = ["Accounts"]


class Accounts:
    """`client.accounts`. Digipost's Java client has this, its .NET client has not."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("accounts.create_or_activate")
    def create_or_activate(
        self, *, national_identity_number: str, phone_number: str, email_address: str
    ) -> api_v8.UserAccount:
        """Open an account for a person, or activate the one there is.

        Args:
            national_identity_number: Of the person, 11 digits.
            phone_number: Best with the code of the country, as in +4799999999.
            email_address: Where Digipost reaches the person.

        Returns:
            The person's Digipost address, and the key to encrypt documents with.

        Raises:
            InvalidValueError: An argument that is no text.
            ConfigurationError: The account may not do this.
            ApiError: Digipost refuses for another reason.
        """
        with schema_values():
            person = api_v8.UserInformation(
                national_identity_number=national_identity_number,
                phone_number=phone_number,
                email_address=email_address,
            )
        target = self._api.entry_points.target("create_or_activate_user_account")
        return self._api.exchange.post(target, to_xml(person)).read(api_v8.UserAccount)
