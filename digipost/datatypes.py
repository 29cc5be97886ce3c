"""Data types: the structured form of a document's content, in addition to the file.

    >>> from datetime import UTC, datetime
    >>> from decimal import Decimal
    >>> bill = Invoice(
    ...     due_date=datetime(2024, 2, 15, tzinfo=UTC), sum=Decimal("100.21"), creditor_account="15941432384"
    ... )

A document has at most one: `Document.from_path(…, data_type=bill)`. The data type of a document from Digipost
or from XML is decoded on request.

    >>> from digipost_schema import api_v8
    >>> decode(api_v8.DataType(content=bill)) is bill
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import digipost_schema
from digipost.base.schema_version import api_v8
from digipost.errors import ParseError
from digipost_schema import RawElement
from digipost_schema.datatypes import (
    Address,
    Appointment,
    Bank,
    Barcode,
    Boligdetaljer,
    CalendarDate,
    Cost,
    Customer,
    Delivery,
    Event,
    ExternalLink,
    ForeignCurrencyPayment,
    Heftelse,
    Hjemmelshaver,
    Info,
    Inkasso,
    Invoice,
    InvoicePayment,
    Language,
    Link,
    Matrikkel,
    Omsetningshistorikk,
    OpeningReceipt,
    OpeningReceiptAccepted,
    Option,
    OptionCredentialIds,
    Package,
    Payment,
    Payslip,
    Period,
    PickupNotice,
    PickupNoticeStatus,
    PickupPlace,
    Proof,
    ProofHolder,
    Receipt,
    ReceiptLine,
    Recipient,
    Residence,
    ResidenceAddress,
    Sender,
    ShareDocumentsRequest,
    ShareDocumentsRequestDocumentsShared,
    ShareDocumentsRequestSharingStopped,
    SignedDocument,
    Status,
    Tag,
    TaxiDetails,
    TimeInterval,
    ValidPeriod,
    VatDetails,
    VatLevel,
    VerifiableCredentialNotice,
    VerifiablePresentationNotice,
    YearlyRepeatingPeriod,
)
from digipost_schema.errors import SchemaParseError

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement

__all__ = [
    "Address",
    "Appointment",
    "Bank",
    "Barcode",
    "Boligdetaljer",
    "CalendarDate",
    "Cost",
    "Customer",
    "Delivery",
    "Event",
    "ExternalLink",
    "ForeignCurrencyPayment",
    "Heftelse",
    "Hjemmelshaver",
    "Info",
    "Inkasso",
    "Invoice",
    "InvoicePayment",
    "Language",
    "Link",
    "Matrikkel",
    "Omsetningshistorikk",
    "OpeningReceipt",
    "OpeningReceiptAccepted",
    "Option",
    "OptionCredentialIds",
    "Package",
    "Payment",
    "Payslip",
    "Period",
    "PickupNotice",
    "PickupNoticeStatus",
    "PickupPlace",
    "Proof",
    "ProofHolder",
    "RawElement",
    "Receipt",
    "ReceiptLine",
    "Recipient",
    "Residence",
    "ResidenceAddress",
    "Sender",
    "ShareDocumentsRequest",
    "ShareDocumentsRequestDocumentsShared",
    "ShareDocumentsRequestSharingStopped",
    "SignedDocument",
    "Status",
    "Tag",
    "TaxiDetails",
    "TimeInterval",
    "ValidPeriod",
    "VatDetails",
    "VatLevel",
    "VerifiableCredentialNotice",
    "VerifiablePresentationNotice",
    "YearlyRepeatingPeriod",
    "decode",
]


def decode(data_type: api_v8.DataType | RawElement) -> DataTypeElement | RawElement:
    """Return the value that a `data-type` holds.

    Args:
        data_type: The `data-type` of a document that was read, or the element in it.

    Returns:
        A typed value such as `Invoice`; the unchanged element if this version does not know its type.

    Raises:
        ParseError: A known data type violates the schema; the error text names the place.
    """
    content = data_type.content if isinstance(data_type, api_v8.DataType) else data_type
    if not isinstance(content, RawElement):
        return content
    try:
        decoded: DataTypeElement | RawElement = digipost_schema.decode(content)
    except SchemaParseError as error:
        raise ParseError(error.path, error.problem) from None
    return decoded
