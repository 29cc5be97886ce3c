# Made from digipost/resources/recipients.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Looking people and organisations up.

The asynchronous face of `digipost.resources.recipients`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.identification import Identity
    from digipost.resources.recipients import Recipients

__all__ = ["AsyncRecipients"]


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
        """Look up if a recipient is a Digipost user, known, or neither.

            match await client.recipients.identify(recipient.by_digipost_address("ola.nordmann#1234")):
                case DigipostUser(person_alias=alias): ...
                case KnownPerson(alias): ...
                case Unidentified(reason): ...
                case InvalidIdentifier(reason): ...

        There is no need to ask before sending: Digipost finds the recipient of a message by itself, and
        prints it where it has print details and the recipient no mailbox. Whether the alias is asked for is
        always said, as by Digipost's Java client; the .NET client says nothing of it, and cannot ask by bank
        account number.

        Args:
            recipient: From a function of `digipost.recipient`, or a question in the schema's own form.
            include_person_alias: Ask for the alias of a Digipost user too.
            include_encryption_key: Ask for the key too that documents for a Digipost user are encrypted with;
                of Digipost's own clients the Java one alone can do this.

        Returns:
            One of `DigipostUser`, `KnownPerson`, `Unidentified` and `InvalidIdentifier`. Digipost does not
            tell the Digipost address to a sender that asks by personal identification number. With
            `include_encryption_key`, `DigipostUser.encryption_key` is always there.

        Raises:
            InvalidValueError: The recipient is by e-mail or Peppol, or for print only; nothing was sent.
            ApiError: Digipost refuses; for a bank account number, when there is no permission to use it.
            ParseError: Digipost gave no key of a user, although it was asked for one.
        """
        return await self._threads.run(
            self._sync.identify,
            recipient,
            include_person_alias=include_person_alias,
            include_encryption_key=include_encryption_key,
        )

    async def search(self, text: str | api_v8.Suggestion) -> list[api_v8.Recipient]:
        """The Digipost users that a text fits, at most 10, for a person to pick the right one from.

        Not even a single hit proves who it is, so never send to one automatically; `identify` is for that.

        Args:
            text: At least three characters of name, address or place, in any script; or a suggestion from
                `suggest`. A slash becomes a space, as in the .NET client, which removes other punctuation
                too. All else goes out as it is, in UTF-8 and percent-encoded, and is signed so, as by the
                .NET client. The Java client sends letters outside ASCII in ISO-8859-1, and has signed the
                decoded path since its version 17.0.2.

        Raises:
            InvalidValueError: The text is too short, or no text; nothing was sent.
            ApiError: Digipost refuses.
        """
        return await self._threads.run(self._sync.search, text)

    async def suggest(self, text: str) -> list[api_v8.Suggestion]:
        """Texts to search for that begin like this one, while somebody is typing it.

            for suggestion in await client.recipients.suggest("marit joh"):
                print(suggestion.search_string)
            hits = await client.recipients.search(suggestion)

        Of Digipost's own clients the Java one alone can do this.

        Raises:
            InvalidValueError: The text is blank, or no text; nothing was sent.
            ApiError: Digipost refuses.
        """
        return await self._threads.run(self._sync.suggest, text)
