"""Look-up of people and organisations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from digipost.base.arguments import truth
from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.errors import InvalidValueError
from digipost.identification import DigipostUser, identification_of, identity_of
from digipost.resources._ties import check_identified, key_of
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.identification import Identity
    from digipost.protocol.answer import Answer
    from digipost.resources._api import Api

__all__ = ["Recipients"]

_FEWEST_CHARACTERS = 3  # of a search, by Digipost's .NET client; the server documents no limit


@explains_arguments("client.recipients")
class Recipients:
    """`client.recipients`."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("recipients.identify")
    def identify(
        self,
        recipient: api_v8.MessageRecipient | api_v8.Identification,
        *,
        include_person_alias: bool = False,
        include_encryption_key: bool = False,
    ) -> Identity:
        """Find out if a recipient is a Digipost user, known, or neither.

            match client.recipients.identify(recipient.by_digipost_address("ola.nordmann#1234")):
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
        with schema_values():
            asked = identification_of(recipient, include_person_alias=include_person_alias)
        if truth("include_encryption_key", include_encryption_key):
            return self._with_key(asked)
        answer = self._ask("identify_recipient", asked)
        return identity_of(answer.read(api_v8.IdentificationResult, partial(check_identified, asked=asked)))

    @deprecated("identify(…, include_encryption_key=True)")
    def identify_with_encryption_key(
        self,
        recipient: api_v8.MessageRecipient | api_v8.Identification,
        *,
        include_person_alias: bool = False,
    ) -> Identity:
        """Look up a recipient and the key of a Digipost user; use `identify` instead."""
        return self.identify(
            recipient, include_person_alias=include_person_alias, include_encryption_key=True
        )

    def _ask(self, relation: str, asked: api_v8.Identification) -> Answer:
        with schema_values():
            question = to_xml(asked)
        return self._api.exchange.ask(self._api.entry_points.target(relation), question)

    def _with_key(self, asked: api_v8.Identification) -> Identity:
        answer = self._ask("identify_recipient_with_encryption_key", asked)
        result = answer.read(
            api_v8.IdentificationResultWithEncryptionKey,
            lambda told: check_identified(told.identification_result, asked),
        )
        identity = identity_of(result.identification_result, result.encryption_key)
        if isinstance(identity, DigipostUser):
            key_of(identity)
        return identity

    @operation("recipients.search")
    def search(self, text: str | api_v8.Suggestion) -> list[api_v8.Recipient]:
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
        if isinstance(text, api_v8.Suggestion):
            links = [] if text.link is None else [text.link]
            target = self._api.follow(links, "search", of="suggestion")
        else:
            target = self._with_text("search", text, fewest=_FEWEST_CHARACTERS)
        return self._api.exchange.get(target).read(api_v8.Recipients).recipient

    @operation("recipients.suggest")
    def suggest(self, text: str) -> list[api_v8.Suggestion]:
        """Return search texts that begin with this text, for suggestions while a user types.

            for suggestion in client.recipients.suggest("marit joh"):
                print(suggestion.search_string)
            hits = client.recipients.search(suggestion)

        Of Digipost's own clients, only the Java client can do this.

        Raises:
            InvalidValueError: The value is blank or is not a text; nothing was sent.
            ApiError: Digipost refuses the request.
        """
        target = self._with_text("autocomplete", text, fewest=1)
        return self._api.exchange.get(target).read(api_v8.Autocomplete).suggestion

    def _with_text(self, relation: str, text: object, *, fewest: int) -> str:
        if not isinstance(text, str):
            raise InvalidValueError("text", f"a text is expected, not {type(text).__name__}")
        # Like Digipost's .NET client: many servers refuse an escaped slash in a path.
        words = " ".join(text.replace("/", " ").split())
        if len(words) < fewest:
            raise InvalidValueError(
                "text", f"at least {fewest} characters are expected, not counting spaces around them"
            )
        if not words.isprintable():
            raise InvalidValueError("text", "a text without control characters is expected")
        # Everything but letters, digits and -._~ of ASCII is escaped. The text is one segment of the path,
        # and the signature covers the path as it is sent.
        return f"{self._api.entry_points.target(relation).rstrip('/')}/{quote(words, safe='')}"
