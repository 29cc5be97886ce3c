"""Check a sender's limits and agreements, which its features describe.

Digipost's Java client documents the features' meaning. Their enforcement, with status and code, is a
conclusion from the names.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from lxml import etree

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import RefusalError, bad_request
from digipost_schema import RawElement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from digipost.sandbox.wire.uploads import Part

__all__ = ["check_allowed", "is_named"]


def check_allowed(
    message: api_v8.Message,
    channel: api_v8.Channel,
    contents: Mapping[UUID, Part],
    features: Mapping[str, str | None],
) -> None:
    """Check that the sender may send this message by this channel.

    Args:
        message: The message.
        channel: The channel of the message.
        contents: The parts of its documents.
        features: The sender's features, by their names after `no.digipost.feature.`.

    Raises:
        RefusalError: The sender may not.
    """
    if channel is api_v8.Channel.PRINT:
        _check_print(message.recipient, features)
    file_types = _listed(features.get("validation.digipost.allowed-file-types"))
    most_bytes = _number(features.get("validation.digipost.file-size"))
    for document in (message.primary_document, *message.attachment):
        if file_types and document.file_type.strip().lower() not in file_types:
            # The status is documented.
            raise bad_request("ILLEGAL_CONTENT_TYPE", f"The sender may send {', '.join(sorted(file_types))}.")
        if most_bytes is not None and document.uuid and contents[document.uuid].size > most_bytes:
            raise bad_request("FILE_TOO_LARGE", f"A document has more than the sender's {most_bytes} bytes.")
        if "validation.digipost.invoice-allow-no-kid" not in features and _is_without_kid(document):
            raise bad_request("VALIDATION_FAILED", "The sender's invoices need a kid.")


def _check_print(recipient: api_v8.MessageRecipient, features: Mapping[str, str | None]) -> None:
    if is_named(recipient):
        if "delivery.digipost-with-print-fallback" not in features:
            raise _forbidden("NOT_APPROVED_FOR_PRINT", "The sender has no agreement on print.")
    elif "delivery.direct-to-print" not in features:
        raise _forbidden("NOT_APPROVED_FOR_DIRECT_PRINT", "The sender may not print without trying Digipost.")


def is_named(recipient: api_v8.MessageRecipient) -> bool:
    """Return True if the message names a recipient, and not only a postal address."""
    return any(
        identifier is not None
        for identifier in (
            recipient.personal_identification_number,
            recipient.organisation_number,
            recipient.digipost_address,
            recipient.email_details,
            recipient.peppol_addresses,
            recipient.name_and_address,
            recipient.bank_account_number,
        )
    )


def _is_without_kid(document: api_v8.Document) -> bool:
    content = document.data_type.content if document.data_type else None
    if not isinstance(content, RawElement) or content.name != "invoice":
        return False
    kid = etree.fromstring(content.xml).findtext("{*}kid")
    return kid is None or not kid.strip()


def _listed(param: str | None) -> set[str]:
    return {each.strip().lower() for each in (param or "").split(",")} - {""}


def _number(param: str | None) -> int | None:
    return int(param) if param is not None and param.isdecimal() else None


def _forbidden(code: str, problem: str) -> RefusalError:
    return RefusalError(HTTPStatus.FORBIDDEN, code, problem)
