"""Looking people and organisations up."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.errors import InvalidValueError, ParseError
from digipost.identification import DigipostUser, identification_of, identity_of
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml

if TYPE_CHECKING:
    from digipost.identification import Identity
    from digipost.resources._api import Api

__all__ = ["Recipients"]

_FEWEST_CHARACTERS = 3  # of a search, by Digipost's .NET client; the server documents no limit


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
        """Look up if a recipient is a Digipost user, known, or neither.

            match client.recipients.identify(recipient.by_digipost_address("ola.nordmann#1234")):
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
        question = _question(recipient, include_person_alias=include_person_alias)
        if include_encryption_key:
            return self._with_key(question)
        answer = self._api.exchange.ask(self._api.entry_points.target("identify_recipient"), question)
        return identity_of(answer.read(api_v8.IdentificationResult))

    @deprecated("identify(…, include_encryption_key=True)")
    def identify_with_encryption_key(
        self,
        recipient: api_v8.MessageRecipient | api_v8.Identification,
        *,
        include_person_alias: bool = False,
    ) -> Identity:
        """Look up a recipient and the key of a Digipost user; use `identify` in place of it."""
        return self.identify(
            recipient, include_person_alias=include_person_alias, include_encryption_key=True
        )

    def _with_key(self, question: bytes) -> Identity:
        target = self._api.entry_points.target("identify_recipient_with_encryption_key")
        answer = self._api.exchange.ask(target, question).read(api_v8.IdentificationResultWithEncryptionKey)
        identity = identity_of(answer.identification_result, answer.encryption_key)
        if isinstance(identity, DigipostUser) and identity.encryption_key is None:
            raise ParseError(
                "identification-result-with-encryption-key", "the user's encryption-key is missing"
            )
        return identity

    @operation("recipients.search")
    def search(self, text: str | api_v8.Suggestion) -> list[api_v8.Recipient]:
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
        if isinstance(text, api_v8.Suggestion):
            links = [] if text.link is None else [text.link]
            target = self._api.follow(links, "search", of="suggestion")
        else:
            target = self._with_text("search", text, fewest=_FEWEST_CHARACTERS)
        return self._api.exchange.get(target).read(api_v8.Recipients).recipient

    @operation("recipients.suggest")
    def suggest(self, text: str) -> list[api_v8.Suggestion]:
        """Texts to search for that begin like this one, while somebody is typing it.

            for suggestion in client.recipients.suggest("marit joh"):
                print(suggestion.search_string)
            hits = client.recipients.search(suggestion)

        Of Digipost's own clients the Java one alone can do this.

        Raises:
            InvalidValueError: The text is blank, or no text; nothing was sent.
            ApiError: Digipost refuses.
        """
        target = self._with_text("autocomplete", text, fewest=1)
        return self._api.exchange.get(target).read(api_v8.Autocomplete).suggestion

    def _with_text(self, relation: str, text: object, *, fewest: int) -> str:
        if not isinstance(text, str):
            raise InvalidValueError("text", f"a text is expected, not {type(text).__name__}")
        # As Digipost's .NET client does it: many servers refuse an escaped slash in a path.
        words = " ".join(text.replace("/", " ").split())
        if len(words) < fewest:
            raise InvalidValueError(
                "text", f"at least {fewest} characters are expected, not counting spaces around them"
            )
        if not words.isprintable():
            raise InvalidValueError("text", "a text without control characters is expected")
        # Everything but letters, digits and -._~ of ASCII is escaped: the text is one segment of the path,
        # and the signature covers the path as it is sent.
        return f"{self._api.entry_points.target(relation).rstrip('/')}/{quote(words, safe='')}"


def _question(
    recipient: api_v8.MessageRecipient | api_v8.Identification, *, include_person_alias: bool
) -> bytes:
    with schema_values():
        return to_xml(identification_of(recipient, include_person_alias=include_person_alias))
