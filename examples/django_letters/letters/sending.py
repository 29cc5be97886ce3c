"""Send invoices, each once."""

import logging
from functools import cache, partial

from django.db import transaction

from digipost import DigipostClient, DigipostError, Document, Message, recipient
from digipost.errors import UnknownRecipientError
from letters.models import Invoice

_log = logging.getLogger(__name__)


@cache
def client() -> DigipostClient:
    """Return the client of this process, which is created on first use, after any fork."""
    return DigipostClient.from_environment()


def send_on_commit(invoice: Invoice) -> None:
    """Send an invoice when the transaction that made it is committed, and never after a rollback."""
    transaction.on_commit(partial(send, invoice))


def send(invoice: Invoice) -> None:
    """Send an invoice and store the outcome. It stays waiting after an error that can be retried."""
    try:
        client().messages.send(_letter(invoice))
        invoice.state = Invoice.State.SENT
    except UnknownRecipientError:
        invoice.state = Invoice.State.NO_MAILBOX
    except DigipostError as error:
        invoice.problem = str(error)  # holds no personal data
        if not error.retryable:
            invoice.state = Invoice.State.FAILED
        _log.warning("Invoice %s: %s", invoice.number, error)
    invoice.save(update_fields=["state", "problem"])


def send_waiting() -> int:
    """Send waiting invoices, such as after a crash or an outage; return their number."""
    waiting = list(Invoice.objects.filter(state=Invoice.State.WAITING))
    for invoice in waiting:
        send(invoice)
    return len(waiting)


def _letter(invoice: Invoice) -> Message:
    # Message id and uuid are derived from the number, so that a retry sends the same letter.
    return Message(
        message_id=f"invoice-{invoice.number}",
        recipient=recipient.by_personal_identification_number(invoice.person),
        primary_document=Document.from_bytes(
            bytes(invoice.pdf),
            subject=f"Invoice {invoice.number}",
            file_type="pdf",
            uuid=invoice.document,
            # Digipost reports OPENED for documents with an opening receipt.
            opening_receipt=f"Invoice {invoice.number}",
        ),
    )
