# Made from digipost/resources/recipients.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Look-up of people and organisations.

The asynchronous face of `digipost.resources.recipients`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.identification import Identity
    from digipost.resources.recipients import Recipients

__all__ = ["AsyncRecipients"]


@explains_arguments("client.recipients")
class AsyncRecipients:
    """`client.recipients`."""

    def __init__(self, sync: Recipients, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def identify(
        self,
        recipient: api_v8.MessageRecipient | api_v8.Identification,
        *,
        include_person_alias: bool = False,
        include_encryption_key: bool = False,
    ) -> Identity:
        """Find out if a recipient is a Digipost user, known, or neither.

            match await client.recipients.identify(recipient.by_digipost_address("ola.nordmann#1234")):
                case DigipostUser(person_alias=alias): ...
                case KnownPerson(alias): ...
                case Unidentified(reason): ...
                case InvalidIdentifier(reason): ...

        No call is needed before sending: Digipost finds the recipient of a message by itself, and
        prints the letter if the recipient has print details and no mailbox. Like Digipost's Java client, this
        client always states in the request if it needs the alias. The .NET client does not state it, and
        cannot identify by bank account number.

        Args:
            recipient: The result of a function of `digipost.recipient`, or a request in the schema's own
                form.
            include_person_alias: Request the alias of a Digipost user too.
            include_encryption_key: Request the encryption key of a Digipost user too. Of Digipost's own
                clients, only the Java client can do this.

        Returns:
            One of `DigipostUser`, `KnownPerson`, `Unidentified` and `InvalidIdentifier`. Digipost hides the
            Digipost address if the request has a personal identification number. With
            `include_encryption_key`, `DigipostUser.encryption_key` is always there.

        Raises:
            InvalidValueError: The recipient is by e-mail or Peppol, or for print only; nothing was sent.
            ApiError: Digipost refuses the request; for a bank account number, the permission may be missing.
            ParseError: The response lacks the user's key, although the client requested it; or the result
                belongs to another Digipost address.
        """
        return await self._threads.run(
            self._sync.identify,
            recipient,
            include_person_alias=include_person_alias,
            include_encryption_key=include_encryption_key,
        )

    async def search(self, text: str | api_v8.Suggestion) -> list[api_v8.Recipient]:
        """Return at most 10 Digipost users that match a text, so that a person can choose one.

        Even a single match does not prove the identity, so never send to it automatically; use `identify` for
        that.

        Args:
            text: At least three characters of name, address or place, in any script; or a suggestion from
                `suggest`. A slash becomes a space, as in the .NET client, which removes other punctuation
                too. All other characters are sent in UTF-8, percent-encoded, and signed in that form, as by
                the .NET client. The Java client sends letters outside ASCII in ISO-8859-1, and has signed the
                decoded path since its version 17.0.2.

        Raises:
            InvalidValueError: The value is too short or is not a text; nothing was sent.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(self._sync.search, text)

    async def suggest(self, text: str) -> list[api_v8.Suggestion]:
        """Return search texts that begin with this text, for suggestions while a user types.

            for suggestion in await client.recipients.suggest("marit joh"):
                print(suggestion.search_string)
            hits = await client.recipients.search(suggestion)

        Of Digipost's own clients, only the Java client can do this.

        Raises:
            InvalidValueError: The value is blank or is not a text; nothing was sent.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(self._sync.suggest, text)
