# Made from digipost/resources/accounts.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Accounts of people.

The asynchronous face of `digipost.resources.accounts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.accounts import Accounts

__all__ = ["AsyncAccounts"]


@explains_arguments("client.accounts")
class AsyncAccounts:
    """`client.accounts`. Digipost's Java client has this operation, its .NET client does not."""

    def __init__(self, sync: Accounts, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def create_or_activate(
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
        return await self._threads.run(
            self._sync.create_or_activate,
            national_identity_number=national_identity_number,
            phone_number=phone_number,
            email_address=email_address,
        )
