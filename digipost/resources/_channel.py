"""The channel of a letter, for letters that need it before sending.

Most letters are sent as they were built, and Digipost chooses the channel. Two kinds of letters need the
channel first. The first has different contents for print and for the screen, and a letter can hold only one
of them. The second has encrypted documents, and mailbox and printer have different keys. For these, the
client asks Digipost if there is a mailbox. Only the response that there is no mailbox leads to print; an
error never does.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import attrs

from digipost.base.caching import Cache
from digipost.base.schema_version import api_v8
from digipost.encryption import EncryptedContent, certificate_key, recipient_key
from digipost.errors import InvalidValueError, UnknownRecipientError
from digipost.identification import DigipostUser, InvalidIdentifier, KnownPerson, Unidentified
from digipost.resources._content_checks import ContentChecks
from digipost.resources._ties import key_of
from digipost.resources.recipients import Recipients

if TYPE_CHECKING:
    from digipost.document import Document
    from digipost.encryption import EncryptionKey
    from digipost.identification import Identity
    from digipost.message import Message
    from digipost.resources._api import Api

__all__ = ["Channels"]

_PDF = "pdf"


@attrs.frozen
class _Fetched:
    certificate: api_v8.EncryptionCertificate
    at: float


class Channels:
    """The preparation of messages for their channel."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._recipients = Recipients(api)
        self._certificates: Cache[None, _Fetched] = Cache(self._fetch_certificate)
        self._refused_at = -math.inf  # older keys are not used any more

    def outgoing(self, message: Message) -> Message:
        """Return the message for its channel; the same message if Digipost chooses the channel.

        Raises:
            InvalidValueError: The message cannot be sent as it is, or Digipost rejects the recipient's
                identifier as malformed.
            UnknownRecipientError: The recipient has no mailbox, and the message has no print details.
            PreflightError: A PDF cannot be printed, or not be sent encrypted.
            EncryptionError: A document cannot be encrypted.
            DigipostError: The identification of the recipient failed.
        """
        checks = ContentChecks(self._api.config, message)
        checks.check_before_asking()
        if not any(each.encrypt or each.print_content is not None for each in message.documents):
            return message
        if message.is_for_print_only:
            return self._for_print(message)
        match self._identified(message.recipient):
            case DigipostUser() as user:
                return _for_mailbox(message, key_of(user))
            case KnownPerson() | Unidentified():
                if message.recipient.print_details is not None:
                    checks.check_for_print()
                return self._for_print(message)
            case InvalidIdentifier(reason):
                # The Java client would print such a letter.
                raise InvalidValueError(
                    "Message.recipient", f"Digipost rejects the recipient's identifier as invalid ({reason})"
                )

    def _identified(self, recipient: api_v8.MessageRecipient) -> Identity:
        """Return the identity of a recipient; repeat the request if the first response shows no mailbox.

        A result names no recipient, so a proxy can repeat another recipient's result. Digipost detects the
        key of another mailbox when it accepts the letter. Nothing detects a letter that is wrongly printed or
        refused for lack of a mailbox.
        """
        identity = self._recipients.identify(recipient, include_encryption_key=True)
        if isinstance(identity, DigipostUser):
            return identity
        return self._recipients.identify(recipient, include_encryption_key=True)

    def print_certificate(self) -> api_v8.EncryptionCertificate:
        """Return the certificate for print, cached no longer than the configuration allows."""
        # Digipost's Java client caches it for five minutes, which is the default here.
        longest = self._api.config.print_certificate_age.total_seconds()
        oldest = max(self._refused_at, time.monotonic() - longest)
        return self._certificates.get(None, unless=lambda each: each.at <= oldest).certificate

    def forget_keys(self) -> None:
        """Discard the cached certificate for print; keys of recipients are fetched for every letter."""
        self._refused_at = time.monotonic()

    def _fetch_certificate(self, _: None) -> _Fetched:
        answer = self._api.exchange.get(self._api.entry_points.target("get_print_encryption_certificate"))
        return _Fetched(answer.read(api_v8.EncryptionCertificate), time.monotonic())

    def _for_print(self, message: Message) -> Message:
        if message.recipient.print_details is None:
            problem = "Digipost was asked first, and knows no mailbox of the recipient. Nothing was sent."
            raise UnknownRecipientError(problem, status=200, code="UNKNOWN_RECIPIENT")
        printable = [
            attrs.evolve(each, content=each.print_content or each.content, file_type=_PDF)
            for each in message.documents
        ]
        if any(each.encrypt for each in printable):
            key = certificate_key(self.print_certificate().value)
            printable = [_encrypted(each, key) for each in printable]
        return _with(message, message.recipient, printable)


def _for_mailbox(message: Message, given: api_v8.EncryptionKey) -> Message:
    readable = [attrs.evolve(each, print_content=None) for each in message.documents]
    if any(each.encrypt for each in readable):
        key = recipient_key(given.value, given.key_id)
        readable = [_encrypted(each, key) for each in readable]
    # The recipient has a mailbox, so the letter must not be printed, even if the mailbox has been closed
    # meanwhile.
    return _with(message, attrs.evolve(message.recipient, print_details=None), readable)


def _encrypted(document: Document, key: EncryptionKey) -> Document:
    if not document.encrypt:
        return document
    from digipost.preflight.pdf.document import number_of_pages  # noqa: PLC0415 - for encryption alone

    pages = number_of_pages(document.content) if document.file_type == _PDF else None
    return attrs.evolve(document, content=EncryptedContent(document.content, key, pages))


def _with(message: Message, recipient: api_v8.MessageRecipient, documents: list[Document]) -> Message:
    primary, *attachments = documents
    return attrs.evolve(message, recipient=recipient, primary_document=primary, attachments=attachments)
