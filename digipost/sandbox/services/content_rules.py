"""Check if a letter can be printed, can invite its recipient, and is encrypted correctly.

An invitation needs a personal identification number: documented, as are telephone numbers. The codes are
known from Digipost's clients; the code for each rule is a conclusion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.encryption import certificate_key
from digipost.sandbox.base.print_rules import check_can_be_printed, check_is_pdf
from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.services.html_rules import check_html_document
from digipost.sandbox.services.recipients import RECIPIENT_KEY_ID

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from uuid import UUID

    from digipost.sandbox.wire.signing_identity import ShippedCertificate
    from digipost.sandbox.wire.uploads import Part

__all__ = ["ContentRules"]

_HEAD = 4096  # bytes; they include the version of a PDF, and the recipient's name in CMS
_ENVELOPED_DATA = bytes.fromhex("06092a864886f70d010703")
_FIRST_BYTES = 32  # of CMS; they include its kind
_NORWEGIAN_NUMBER = 8
_COUNTRY_CODES = ("+", "00", "011")


class ContentRules:
    """Refuses documents that cannot be printed or decrypted.

    Args:
        certificate: The certificate for encrypting documents for print.
    """

    def __init__(self, certificate: ShippedCertificate) -> None:
        self._certificate = certificate

    def check(
        self,
        message: api_v8.Message,
        channel: api_v8.Channel,
        contents: Mapping[UUID, Part],
        features: Container[str],
    ) -> None:
        """Check that a sender with these features may send the message with these contents by this channel.

        Raises:
            RefusalError: The sender may not.
        """
        _check_registration(message)
        check_can_be_printed(message, channel)
        to_print = channel is api_v8.Channel.PRINT
        for document in (message.primary_document, *message.attachment):
            if document.uuid is None:
                continue  # it has been refused already
            check_html_document(document, contents[document.uuid], features)
            if document.encrypted is not None:
                self._check_encryption(contents[document.uuid].head(_HEAD), to_print=to_print)
            elif to_print:
                check_is_pdf(contents[document.uuid].head(_HEAD), features)

    def _check_encryption(self, head: bytes, *, to_print: bool) -> None:
        if _ENVELOPED_DATA not in head[:_FIRST_BYTES]:
            raise bad_request("CONTENT_NOT_ENCRYPTED", "A document said to be encrypted is not CMS.")
        if to_print:
            identifier = certificate_key(self._certificate.pem).identifier
        else:
            identifier = bytes([0x80, len(RECIPIENT_KEY_ID)]) + RECIPIENT_KEY_ID.encode()
        if identifier not in head:
            problem = "A document is encrypted for another key than that of its recipient, or of print."
            raise bad_request("CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY", problem)


def _check_registration(message: api_v8.Message) -> None:
    request = message.request_for_registration
    if request is None:
        return
    if message.recipient.personal_identification_number is None:
        problem = "A request-for-registration needs a personal-identification-number."
        raise bad_request("VALIDATION_FAILED", problem)
    number = request.phone_number
    if number is not None and len(number) != _NORWEGIAN_NUMBER and not number.startswith(_COUNTRY_CODES):
        raise bad_request("INVALID_PHONE_NUMBER", "The phone-number of the request-for-registration.")
