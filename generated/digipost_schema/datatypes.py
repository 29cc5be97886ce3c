# Made from datatypes.xsd (sha256 8f06ef3f0e5672c53d45a4c62547eb9b5496055ce5cba15e9511c3c3f2c9fd04)
# by `make generate`. Do not edit: change the schema, or codegen/.
"""Structured data that goes with a document, so that Digipost can show more than a file.

A document carries at most one of these types, as the only child of its `data-type`; the file
itself is sent as well. Some types can be complemented after delivery by sending additional
data; such a type names the data that may complement it.

Unless a field says otherwise, a date-time is written `yyyy-MM-ddTHH:mm:ss` and ends in `Z` or
an offset such as `+01:00`, and an amount of money is in Norwegian kroner. Limits that no facet
expresses come from the validation rules Digipost publishes for its data types. It is a
conclusion that the server enforces them; Digipost does not state it.

The facts (names, types, order, occurrence, values, defaults) equal those published by Digipost;
the wording is this project's own.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from . import _help as _h
from . import _instances as _i
from . import _numbers as _n
from . import _validators as _v
from ._arguments import explains_arguments
from ._enums import OpenEnum
from ._rules import Occurs, Required, Rule, enforce

__all__ = [
    "NAMESPACE",
    "Address",
    "Appointment",
    "Bank",
    "Barcode",
    "Boligdetaljer",
    "CalendarDate",
    "Cost",
    "Customer",
    "DataTypeElement",
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
]

NAMESPACE = "http://api.digipost.no/schema/datatypes"


class Language(OpenEnum):
    """Language of the texts that a data type carries."""

    NB = "NB"
    """Norwegian Bokmål, the default of most types."""
    NN = "NN"
    """Norwegian Nynorsk, the other written standard of Norwegian."""
    EN = "EN"
    """English."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class Tag(OpenEnum):
    """Label on a pickup notice that tells what kind it is.

    Digipost publishes the values without explanation; their descriptions here follow from their
    names.
    """

    VARSEL1 = "VARSEL1"
    """First notice that the parcel is waiting (Norwegian: varsel)."""
    VARSEL2 = "VARSEL2"
    """Second notice, a reminder that the parcel is still waiting (Norwegian: varsel)."""
    POSTEN = "POSTEN"
    """The parcel is carried by Posten, the Norwegian postal service."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class Status(OpenEnum):
    """The state of a parcel on its way to the recipient."""

    READY_FOR_PICKUP = "READY_FOR_PICKUP"
    """Waits at the pickup place."""
    PICKED_UP = "PICKED_UP"
    """Has been handed over to the recipient."""
    RETURNED = "RETURNED"
    """Was not collected in time, or not wanted, and has gone back to the sender."""
    UNKNOWN = "UNKNOWN"
    """Its whereabouts are not known, for instance because the time for returning it has passed
    without news.
    """
    DEVIATION = "DEVIATION"
    """Something has gone out of the ordinary; Digipost publishes no further meaning."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


@explains_arguments()
@attrs.define(kw_only=True)
class Address:
    """Postal or visiting address of a place, a person or an organisation.

    All parts are optional. Dwellings have a type of their own, `ResidenceAddress`.
    """

    street_address: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "street-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Street and house number, such as `Kirkegata 5`; at most 100 characters."""

    street_address_2: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "street-address-2", "type": "Element", "namespace": NAMESPACE},
    )
    """Second line for a building, floor or care-of name; at most 100 characters."""

    postal_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=10)),
        repr=_v.masked,
        metadata={"name": "postal-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Postal code as text, so that leading zeros survive: `0150`. At most 10 characters; four
    digits in Norway.
    """

    city: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "city", "type": "Element", "namespace": NAMESPACE},
    )
    """Post town that belongs to the postal code; at most 100 characters."""

    country: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "country", "type": "Element", "namespace": NAMESPACE},
    )
    """Name of the country, such as `Norge`. Free text, not an ISO code."""

    class Meta:
        name = "address"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Info:
    """A section of text with a heading of its own."""

    title: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=150)),
        repr=_v.masked,
        metadata={"name": "title", "type": "Element", "namespace": NAMESPACE},
    )
    """Heading above the section; at most 150 characters."""

    text: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "text", "type": "Element", "namespace": NAMESPACE},
    )
    """Body of the section, as plain text. Newlines and tabs are kept when it is shown."""

    class Meta:
        name = "info"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class ExternalLink:
    """A button that takes the recipient to a page outside Digipost, such as a survey.

    Used as a document's data type, or inside another type for the action that goes with it. For
    plain references without a button or deadline, `Event` has `link`.
    """

    url: str = attrs.field(
        validator=_v.text(
            pattern='https?://[^\\s<>"{}|\\\\^`\\[\\]%#?/:@]+(?::[0-9]{1,5})?(?:[/?](?:[^\\s<>"{}|\\\\^`\\[\\]%#]|%[0-9A-Fa-f]{2})*)?(?:#(?:[^\\s<>"{}|\\\\^`\\[\\]%#]|%[0-9A-Fa-f]{2})*)?',
            described="an absolute http or https address",
        ),
        metadata={"name": "url", "type": "Element", "namespace": NAMESPACE},
    )
    """Absolute address of the page; the scheme must be `http` or `https`."""

    deadline: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "deadline", "type": "Element", "namespace": NAMESPACE},
    )
    """Last moment for the recipient to respond, as a date-time with offset. Shown with the
    button.
    """

    description: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=300)),
        metadata={"name": "description", "type": "Element", "namespace": NAMESPACE},
    )
    """Short text shown with the button that tells what awaits behind it; at most 300
    characters.
    """

    button_text: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=30)),
        metadata={"name": "button-text", "type": "Element", "namespace": NAMESPACE},
    )
    """Caption of the button, such as `Answer the survey`; at most 30 characters."""

    class Meta:
        name = "externalLink"
        namespace = NAMESPACE
        element: str | None = "externalLink"


@explains_arguments()
@attrs.define(kw_only=True)
class Barcode:
    """A barcode that Digipost draws, to be scanned from the recipient's screen."""

    barcode_value: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=20)),
        metadata={"name": "barcode-value", "type": "Element", "namespace": NAMESPACE},
    )
    """The characters that are encoded; at most 20."""

    barcode_type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=12)),
        metadata={"name": "barcode-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Symbology, for example Code 128, which published samples spell both `code-128` and
    `CODE_128`. At most 12 characters.
    """

    barcode_text: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "barcode-text", "type": "Element", "namespace": NAMESPACE},
    )
    """Caption that tells the recipient what the code is for."""

    show_value_in_barcode: bool | None = attrs.field(
        default=None,
        validator=_v.optional(_v.boolean()),
        metadata={"name": "show-value-in-barcode", "type": "Element", "namespace": NAMESPACE},
    )
    """Prints the encoded characters as part of the drawn image, for reading aloud or typing."""

    class Meta:
        name = "barcode"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Hjemmelshaver:
    """A party registered as holding title to a property (Norwegian: hjemmelshaver)."""

    name: str | None = attrs.field(
        validator=_v.optional(_v.text(max_length=75)),
        repr=_v.masked,
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """Full name of the person or organisation; at most 75 characters. Optional in the schema,
    but demanded by the validation rules.
    """

    email: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=50)),
        repr=_v.masked,
        metadata={"name": "email", "type": "Element", "namespace": NAMESPACE},
    )
    """E-mail address for reaching the title holder; at most 50 characters."""

    class Meta:
        name = "hjemmelshaver"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = ()
        rules: tuple[Rule, ...] = (
            *structure,
            Required(("name",)),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, Hjemmelshaver.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Omsetningshistorikk:
    """One earlier sale or transfer of a property (Norwegian: omsetningshistorikk)."""

    dato: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "dato", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the property changed hands, as a date-time with offset; a bare date is
    refused.
    """

    beskrivelse: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=50)),
        metadata={"name": "beskrivelse", "type": "Element", "namespace": NAMESPACE},
    )
    """Kind of transfer in a few words, such as `Private sale`; at most 50 characters."""

    selger: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "selger", "type": "Element", "namespace": NAMESPACE},
    )
    """The party that sold or gave away the property."""

    kjoeper: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "kjoeper", "type": "Element", "namespace": NAMESPACE},
    )
    """The party that bought or received the property."""

    beloep: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807)),
        metadata={"name": "beloep", "type": "Element", "namespace": NAMESPACE},
    )
    """Price paid, in whole Norwegian kroner."""

    class Meta:
        name = "omsetningshistorikk"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Heftelse:
    """A charge on a property, such as a mortgage (Norwegian: heftelse).

    The validation rules demand all three fields, though the schema leaves them optional.
    """

    panthaver: str | None = attrs.field(
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "panthaver", "type": "Element", "namespace": NAMESPACE},
    )
    """The holder of the charge, such as the bank that gave the loan; at most 100 characters."""

    type_pant: str | None = attrs.field(
        validator=_v.optional(_v.text()),
        metadata={"name": "type-pant", "type": "Element", "namespace": NAMESPACE},
    )
    """Kind of security, in words such as `Pantedokument` (mortgage deed)."""

    beloep: str | None = attrs.field(
        validator=_v.optional(_v.text()),
        metadata={"name": "beloep", "type": "Element", "namespace": NAMESPACE},
    )
    """Size of the secured claim, in Norwegian kroner. Free text, unlike the price of a sale."""

    class Meta:
        name = "heftelse"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = ()
        rules: tuple[Rule, ...] = (
            *structure,
            Required(("panthaver",)),
            Required(("type_pant",)),
            Required(("beloep",)),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, Heftelse.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class ResidenceAddress:
    """Address of a dwelling, split into parts so that a single flat can be told apart.

    Unlike `address`, it keeps street, house and dwelling number separate.
    """

    unit_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(
            _v.text(
                pattern="[UKHL][0-9]{4}",
                described="a unit such as H0101, which is U, K, H or L and four digits,",
            )
        ),
        repr=_v.masked,
        metadata={"name": "unit-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Dwelling number: a letter for the kind of floor (`H` main, `L` loft, `U` lower ground,
    `K` cellar) and four digits for storey and door, such as `H0201`.
    """

    house_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=20)),
        repr=_v.masked,
        metadata={"name": "house-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Number of the house in its street, with its letter if it has one: `7` or `7B`. At most 20
    characters.
    """

    street_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "street-name", "type": "Element", "namespace": NAMESPACE},
    )
    """Street alone, such as `Kirkegata`, leaving the house to `house_number`; at most 100
    characters.
    """

    postal_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=10)),
        repr=_v.masked,
        metadata={"name": "postal-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Postal code as text, so that leading zeros survive; at most 10 characters."""

    city: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "city", "type": "Element", "namespace": NAMESPACE},
    )
    """Post town that belongs to the postal code; at most 100 characters."""

    class Meta:
        name = "residenceAddress"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Matrikkel:
    """Identification of a property in the Norwegian land register (Norwegian: matrikkel).

    All parts are text of digits only, so that the leading zero of a municipality survives.
    """

    kommunenummer: str = attrs.field(
        validator=_v.text(pattern="[0-9]{1,4}", described="a text of one to four digits"),
        metadata={"name": "kommunenummer", "type": "Element", "namespace": NAMESPACE},
    )
    """Municipality number, such as `0301` for Oslo; digits only, at most four."""

    gaardsnummer: str = attrs.field(
        validator=_v.text(pattern="[0-9]{1,4}", described="a text of one to four digits"),
        metadata={"name": "gaardsnummer", "type": "Element", "namespace": NAMESPACE},
    )
    """Cadastral unit number, the first part of the property's number within the municipality;
    digits only, at most four.
    """

    bruksnummer: str = attrs.field(
        validator=_v.text(pattern="[0-9]+", described="a text of digits"),
        metadata={"name": "bruksnummer", "type": "Element", "namespace": NAMESPACE},
    )
    """Property unit number within the cadastral unit; digits only."""

    festenummer: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(pattern="[0-9]+", described="a text of digits")),
        metadata={"name": "festenummer", "type": "Element", "namespace": NAMESPACE},
    )
    """Leasehold number, for a plot that is leased; digits only, `0` for none."""

    seksjonsnummer: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(pattern="[0-9]+", described="a text of digits")),
        metadata={"name": "seksjonsnummer", "type": "Element", "namespace": NAMESPACE},
    )
    """Section number, for a property divided into owned sections such as flats; digits only,
    `0` for none.
    """

    class Meta:
        name = "matrikkel"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class TimeInterval:
    """A stretch of time from one moment to another, such as the opening hours of one day."""

    start_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "start-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The beginning of the interval, as a date-time with offset."""

    end_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "end-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The end of the interval, as a date-time with offset."""

    class Meta:
        name = "timeInterval"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Link:
    """A reference to a page outside Digipost, with a text to click.

    Has neither button nor deadline; `ExternalLink` has both.
    """

    url: str = attrs.field(
        validator=_v.text(
            pattern='https?://[^\\s<>"{}|\\\\^`\\[\\]%#?/:@]+(?::[0-9]{1,5})?(?:[/?](?:[^\\s<>"{}|\\\\^`\\[\\]%#]|%[0-9A-Fa-f]{2})*)?(?:#(?:[^\\s<>"{}|\\\\^`\\[\\]%#]|%[0-9A-Fa-f]{2})*)?',
            described="an absolute http or https address",
        ),
        metadata={"name": "url", "type": "Element", "namespace": NAMESPACE},
    )
    """Absolute address of the page; the scheme must be `http` or `https`."""

    description: str = attrs.field(
        validator=_v.text(max_length=70),
        metadata={"name": "description", "type": "Element", "namespace": NAMESPACE},
    )
    """The text to click, telling where it leads; at most 70 characters."""

    class Meta:
        name = "link"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class ForeignCurrencyPayment:
    """A payment in another currency, and its conversion."""

    currency_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=3)),
        metadata={"name": "currency-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Currency that was handed over, as its ISO 4217 code of three letters, such as `USD`."""

    amount: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.decimal()),
        metadata={"name": "amount", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount that was paid in the foreign currency. Any number of decimals, unlike the
    other amounts of a receipt.
    """

    exchange_rate: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.decimal()),
        metadata={"name": "exchange-rate", "type": "Element", "namespace": NAMESPACE},
    )
    """Price of one unit of the foreign currency in the currency of the payment, such as
    `7.534567`. Its direction is a conclusion from the published sample.
    """

    label: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "label", "type": "Element", "namespace": NAMESPACE},
    )
    """Free text that describes the conversion to the recipient."""

    class Meta:
        name = "foreignCurrencyPayment"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Payslip:
    """Marks a document as a payslip.

    May be empty. The fields exist in the Java edition of the published schema only; the .NET
    edition has none.
    """

    payment_date: date | None = attrs.field(
        default=None,
        validator=_v.optional(_v.calendar_date()),
        metadata={"name": "payment-date", "type": "Element", "namespace": NAMESPACE},
    )
    """Day the salary is paid out, as a date without time: `2027-03-12`."""

    net_amount: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        repr=_v.masked,
        metadata={"name": "net-amount", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount paid out after tax and deductions, in Norwegian kroner."""

    class Meta:
        name = "payslip"
        namespace = NAMESPACE
        element: str | None = "payslip"


@explains_arguments()
@attrs.define(kw_only=True)
class SignedDocument:
    """A document that the recipient has signed: its issuer, its content, and the time."""

    document_issuer: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "document-issuer", "type": "Element", "namespace": NAMESPACE},
    )
    """The party that sent the document out for signature, such as the name of a company."""

    document_subject: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "document-subject", "type": "Element", "namespace": NAMESPACE},
    )
    """Subject that the document had when it was sent for signature, such as `Employment
    contract`.
    """

    signing_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "signing-time", "type": "Element", "namespace": NAMESPACE},
    )
    """Moment of the recipient's signature, as a date-time with offset."""

    class Meta:
        name = "signedDocument"
        namespace = NAMESPACE
        element: str | None = "signedDocument"


@explains_arguments()
@attrs.define(kw_only=True)
class Bank:
    """The bank that carries out a payment."""

    id: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "id", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifier of the bank in the system that made the payment."""

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """The name of the bank as customers know it."""

    class Meta:
        name = "bank"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class OpeningReceipt:
    """Asks for a receipt when the recipient opens the document.

    The document stays closed until the recipient agrees to send one. By default a sender learns
    of delivery but not of reading; Digipost charges for the receipt. `opening-receipt-accepted`
    tells that it was sent. In the Java edition of the published schema only.
    """

    group: str = attrs.field(
        validator=_v.text(max_length=100),
        metadata={"name": "group", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifier chosen by the sender that keeps receipts of the same mailing together, such as
    `annual-statement-2027`; at most 100 characters.
    """

    class Meta:
        name = "opening-receipt"
        namespace = NAMESPACE
        element: str | None = "opening-receipt"


@explains_arguments()
@attrs.define(kw_only=True)
class OpeningReceiptAccepted:
    """Tells that the recipient opened the document and sent the receipt that was asked for.

    Has no content. Follows from an `opening-receipt` that the recipient agreed to. In the Java
    edition of the published schema only.
    """

    class Meta:
        name = "opening-receipt-accepted"
        namespace = NAMESPACE
        element: str | None = "opening-receipt-accepted"


@explains_arguments()
@attrs.define(kw_only=True)
class Cost:
    """The amounts to pay when a parcel is collected, and their reasons; all amounts in
    Norwegian kroner.
    """

    value_to_be_payed: Decimal = attrs.field(
        validator=_n.money(),
        metadata={"name": "value-to-be-payed", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount that the recipient has to pay to collect the parcel, in Norwegian kroner. So
    its name says; Digipost describes it in the same words as `package_value`.
    """

    package_value: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "package-value", "type": "Element", "namespace": NAMESPACE},
    )
    """Worth of the goods in the parcel, in Norwegian kroner."""

    customs_fee_outlayed: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "customs-fee-outlayed", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount that the carrier has already advanced to customs for the recipient, in
    Norwegian kroner.
    """

    vas_text: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "vas-text", "type": "Element", "namespace": NAMESPACE},
    )
    """Names the value-added service (VAS) behind the charges, such as a simplified customs
    clearance.
    """

    customs_fee: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "customs-fee", "type": "Element", "namespace": NAMESPACE},
    )
    """Charge for declaring the parcel to customs, in Norwegian kroner."""

    customs_fee_outlay_cost: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "customs-fee-outlay-cost", "type": "Element", "namespace": NAMESPACE},
    )
    """Charge for having advanced the customs fees, in Norwegian kroner."""

    cod_amount: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "cod-amount", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount collected for the goods themselves on delivery (cash on delivery, COD), in
    Norwegian kroner.
    """

    cod_fee: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "cod-fee", "type": "Element", "namespace": NAMESPACE},
    )
    """Charge for the cash-on-delivery service, in Norwegian kroner."""

    class Meta:
        name = "cost"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Package:
    """Measures of a parcel: centimetres for its sides, grams for its weight."""

    length: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "length", "type": "Element", "namespace": NAMESPACE},
    )
    """Length in whole centimetres."""

    width: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "width", "type": "Element", "namespace": NAMESPACE},
    )
    """Width in whole centimetres."""

    height: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "height", "type": "Element", "namespace": NAMESPACE},
    )
    """Height in whole centimetres."""

    weight: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "weight", "type": "Element", "namespace": NAMESPACE},
    )
    """Weight in whole grams: `35000` is 35 kg."""

    class Meta:
        name = "package"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class PickupNoticeStatus:
    """A change in the state of a parcel that was announced before.

    Complements a delivered `pickup-notice`.
    """

    status: Status = attrs.field(
        validator=_i.member(Status),
        metadata={"name": "status", "type": "Element", "namespace": NAMESPACE},
    )
    """The present state of the parcel."""

    occurrence_datetime: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "occurrence-datetime", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which it came to that state, as a date-time with offset."""

    class Meta:
        name = "pickup-notice-status"
        namespace = NAMESPACE
        element: str | None = "pickup-notice-status"


@explains_arguments()
@attrs.define(kw_only=True)
class CalendarDate:
    """A day of any year, with an optional local time of day.

    Together with the years of a `YearlyRepeatingPeriod` it becomes a full point in time, in
    local time.
    """

    month: int = attrs.field(
        validator=_n.integer(at_least=1, at_most=12),
        metadata={"name": "month", "type": "Element", "namespace": NAMESPACE},
    )
    """1 for January to 12 for December."""

    day: int = attrs.field(
        validator=_n.integer(at_least=1, at_most=31),
        metadata={"name": "day", "type": "Element", "namespace": NAMESPACE},
    )
    """Day of the month, 1 to 31."""

    hour: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=0, at_most=23)),
        metadata={"name": "hour", "type": "Element", "namespace": NAMESPACE},
    )
    """Local hour, 0 to 23; midnight unless given."""

    min: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=0, at_most=59)),
        metadata={"name": "min", "type": "Element", "namespace": NAMESPACE},
    )
    """Minutes past the hour, 0 to 59; on the hour unless given."""

    time_zone: str | None = attrs.field(
        default=None,
        validator=_v.optional(
            _v.text(
                pattern="Z|[+-][01][0-9]:?[0-5][0-9]|[+-][01][0-9]",
                default="+01:00",
                described="Z or an offset such as +01:00",
            )
        ),
        metadata={"name": "time-zone", "type": "Element", "namespace": NAMESPACE},
    )
    """Deprecated: leave it out, Digipost ignores it. An offset such as `Z` or `+01:00`; times
    are local whatever it says.
    """

    class Meta:
        name = "calendarDate"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Period:
    """The time for which a proof is valid, with at least one end given.

    Both ends are local date-times without offset. One that is left out means that the validity
    is open in that direction.
    """

    from_: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.local_datetime()),
        metadata={"name": "from", "type": "Element", "namespace": NAMESPACE},
    )
    """First moment of validity, as a local date-time: `2027-03-01T09:30:00`. An offset is
    dropped. Open when left out.
    """

    to: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.local_datetime()),
        metadata={"name": "to", "type": "Element", "namespace": NAMESPACE},
    )
    """Last moment of validity, as a local date-time: `2027-03-31T18:00:00`. An offset is
    dropped. Open when left out.
    """

    class Meta:
        name = "period"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = ()
        rules: tuple[Rule, ...] = (
            *structure,
            Required(("from_", "to")),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, Period.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class ReceiptLine:
    """One line of a receipt: a quantity of the same goods.

    Amounts are in the currency of the receipt and are written with exactly two decimals,
    rounded half up. In the published sample, prices contain value added tax (VAT).
    """

    item_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "item-name", "type": "Element", "namespace": NAMESPACE},
    )
    """The goods, as the shop names them."""

    item_description: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "item-description", "type": "Element", "namespace": NAMESPACE},
    )
    """Closer description, such as size, colour or extras."""

    item_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "item-code", "type": "Element", "namespace": NAMESPACE},
    )
    """The shop's own number for the goods."""

    unit: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "unit", "type": "Element", "namespace": NAMESPACE},
    )
    """The unit that `quantity` counts, such as `cup`, `kg` or `hour`."""

    quantity: float = attrs.field(
        validator=_n.double(),
        metadata={"name": "quantity", "type": "Element", "namespace": NAMESPACE},
    )
    """The number of units that were bought; may have a fraction. A floating-point number,
    unlike the amounts of money.
    """

    item_price: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "item-price", "type": "Element", "namespace": NAMESPACE},
    )
    """The price of one unit; exactly two decimals. Contains VAT in the published sample."""

    item_vat: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "item-vat", "type": "Element", "namespace": NAMESPACE},
    )
    """Value added tax (VAT) on one unit; exactly two decimals."""

    total_price: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "total-price", "type": "Element", "namespace": NAMESPACE},
    )
    """The total of the line; exactly two decimals."""

    total_vat: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "total-vat", "type": "Element", "namespace": NAMESPACE},
    )
    """Value added tax (VAT) on the whole line; exactly two decimals."""

    discount: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "discount", "type": "Element", "namespace": NAMESPACE},
    )
    """Reduction given on the line, as an amount and not a percentage; exactly two decimals."""

    serial_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "serialNumber", "type": "Element", "namespace": NAMESPACE},
    )
    """Number of the very specimen that was sold, for warranty claims."""

    ean_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "eanCode", "type": "Element", "namespace": NAMESPACE},
    )
    """Number under the product's barcode (EAN, also called GTIN)."""

    class Meta:
        name = "receiptLine"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class VatLevel:
    """Value added tax (VAT) at one rate.

    Amounts are in the currency of the receipt and are written with exactly two decimals,
    rounded half up.
    """

    gross_amount: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "grossAmount", "type": "Element", "namespace": NAMESPACE},
    )
    """Taxed turnover with the tax included; exactly two decimals."""

    net_amount: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "netAmount", "type": "Element", "namespace": NAMESPACE},
    )
    """Taxed turnover before tax; exactly two decimals."""

    vat: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "vat", "type": "Element", "namespace": NAMESPACE},
    )
    """The tax itself: `gross_amount` less `net_amount`; exactly two decimals."""

    vat_percent: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "vatPercent", "type": "Element", "namespace": NAMESPACE},
    )
    """The rate in percent, 0 to 100, with exactly two decimals: `25.00`."""

    class Meta:
        name = "vatLevel"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class ShareDocumentsRequest:
    """Asks the recipient to share documents from their mailbox with the sender.

    Belongs on the primary document of a message. The recipient sees the purpose in a prompt for
    consent, picks what to share, and may withdraw it at any time. The request itself does not
    expire; the clock starts when something is shared. Events tell of sharing and withdrawal.
    The sender ends the sharing with a `share-documents-request-sharing-stopped`.
    """

    max_share_duration_seconds: int = attrs.field(
        validator=_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807),
        metadata={"name": "max-share-duration-seconds", "type": "Element", "namespace": NAMESPACE},
    )
    """The time for which the sender may read the shared documents, in seconds from the moment
    of sharing: `1209600` is two weeks. Cannot be prolonged.
    """

    purpose: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "purpose", "type": "Element", "namespace": NAMESPACE},
    )
    """The reason that the documents are needed, shown prominently to the recipient. Keep it
    short and plain, for it is what consent is given to.
    """

    allowed_origin_organisation_numbers: list[str] = attrs.field(
        factory=list,
        validator=_v.items(_v.text()),
        metadata={"name": "allowed-origin-organisation-numbers", "type": "Element", "namespace": NAMESPACE},
    )
    """Organisation numbers of the senders whose documents may be shared; no restriction when
    left out. The .NET edition of the published schema allows ten at most.
    """

    class Meta:
        name = "share-documents-request"
        namespace = NAMESPACE
        element: str | None = "share-documents-request"


@explains_arguments()
@attrs.define(kw_only=True)
class ShareDocumentsRequestDocumentsShared:
    """Tells that the recipient of a `share-documents-request` has shared documents.

    Made by Digipost, not by senders (a conclusion; no source says so). A sender learns of
    sharing by the event `SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED` and reads the state of the
    request.
    """

    document_ids: list[int] = attrs.field(
        factory=list,
        validator=_v.items(_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807)),
        metadata={"name": "document-ids", "type": "Element", "namespace": NAMESPACE},
    )
    """Digipost's numbers of the documents that were shared on this occasion."""

    class Meta:
        name = "share-documents-request-documents-shared"
        namespace = NAMESPACE
        element: str | None = "share-documents-request-documents-shared"


@explains_arguments()
@attrs.define(kw_only=True)
class ShareDocumentsRequestSharingStopped:
    """Ends the sharing that a `share-documents-request` led to.

    Has no content. Complements the delivered request: the sender posts it as additional data,
    through the `stop_sharing` link of the request's state, once the documents are no longer
    needed.
    """

    class Meta:
        name = "share-documents-request-sharing-stopped"
        namespace = NAMESPACE
        element: str | None = "share-documents-request-sharing-stopped"


@explains_arguments()
@attrs.define(kw_only=True)
class VerifiableCredentialNotice:
    """Tells the recipient that a verifiable credential is offered to them.

    In the Java edition of the published schema only.
    """

    title: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "title", "type": "Element", "namespace": NAMESPACE},
    )
    """The offer, in a few words, such as `Diploma`."""

    description: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "description", "type": "Element", "namespace": NAMESPACE},
    )
    """The facts that the credential attests, in words meant for the recipient."""

    class Meta:
        name = "verifiable-credential-notice"
        namespace = NAMESPACE
        element: str | None = "verifiable-credential-notice"


@explains_arguments()
@attrs.define(kw_only=True)
class VerifiablePresentationNotice:
    """Tells the recipient that the sender asks for a verifiable credential.

    In the Java edition of the published schema only.
    """

    title: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "title", "type": "Element", "namespace": NAMESPACE},
    )
    """The requested credential, in a few words."""

    description: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "description", "type": "Element", "namespace": NAMESPACE},
    )
    """The reason of the request and the credential to present, in words meant for the
    recipient.
    """

    class Meta:
        name = "verifiable-presentation-notice"
        namespace = NAMESPACE
        element: str | None = "verifiable-presentation-notice"


@explains_arguments()
@attrs.define(kw_only=True)
class OptionCredentialIds:
    """The identifiers of the credentials that make up one choice, in a list."""

    credential_id: list[str] = attrs.field(
        factory=list,
        validator=_v.items(_v.text()),
        metadata={"name": "credential_id", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifies a single verifiable credential. The published schema sets no format."""

    class Meta:
        name = "option_credential_ids"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Recipient:
    """The person or organisation a parcel is for."""

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """Full name as written on the parcel."""

    digipost_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "digipost-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The addressee's mailbox in Digipost, such as `kari.hansen#1A2B`."""

    address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """Postal address as written on the parcel."""

    class Meta:
        name = "recipient"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Sender:
    """The person or business that sent a parcel."""

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """Person or business the goods come from, such as a web shop."""

    reference: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "reference", "type": "Element", "namespace": NAMESPACE},
    )
    """The shipper's own mark for the parcel, such as a shipment or order number."""

    address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """Postal address of the sender of the parcel."""

    class Meta:
        name = "sender"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class PickupPlace:
    """The shop or post office where a parcel waits."""

    name: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """The name of the place, such as that of a shop."""

    code: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "code", "type": "Element", "namespace": NAMESPACE},
    )
    """Pickup code for the recipient to state when collecting, such as `RC89`."""

    instruction: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "instruction", "type": "Element", "namespace": NAMESPACE},
    )
    """Free text on how, or before when, to collect the parcel."""

    shelf_location: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "shelf-location", "type": "Element", "namespace": NAMESPACE},
    )
    """The parcel's place in the shop, such as `H32`."""

    address: Address | None = attrs.field(
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """The location of the place. Optional in the schema, but demanded by the validation rules."""

    class Meta:
        name = "pickupPlace"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = ()
        rules: tuple[Rule, ...] = (
            *structure,
            Required(("address",)),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, PickupPlace.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class ProofHolder:
    """The person a proof was issued to, with name and address."""

    firstname: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "firstname", "type": "Element", "namespace": NAMESPACE},
    )
    """Given name or names, with any middle names."""

    surname: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "surname", "type": "Element", "namespace": NAMESPACE},
    )
    """Family name."""

    social_security_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(pattern="[0-9]{11}", described="a text of eleven digits")),
        repr=_v.masked,
        metadata={"name": "social-security-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian personal identification number; exactly eleven digits. Leave it out where the
    proof does not need it.
    """

    address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """The home address of the holder."""

    class Meta:
        name = "proofHolder"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Customer:
    """The buyer of a purchase, when the shop knows."""

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """Full name of the buyer."""

    address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """The address of the buyer's home or office."""

    phone_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "phoneNumber", "type": "Element", "namespace": NAMESPACE},
    )
    """Telephone number on which the buyer can be reached. Free text; the schema sets no format."""

    class Meta:
        name = "customer"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Delivery:
    """The place and terms of delivery of goods that were bought."""

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """The recipient of the goods."""

    address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """The address to which the goods are taken."""

    terms: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "terms", "type": "Element", "namespace": NAMESPACE},
    )
    """Agreed way of delivery, such as `Home delivery`."""

    class Meta:
        name = "delivery"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Appointment:
    """A meeting that the recipient is called to, at a given place and time.

    Digipost shows it in a view of its own, with a map of the place and a way to add the meeting
    to the recipient's calendar; the letter itself stays available. For something that lasts
    several days or has opening hours, use `Event`.
    """

    start_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "start-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The beginning of the meeting, as a date-time with offset: `2027-03-01T09:30:00+01:00`."""

    end_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "end-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The end of the meeting, as a date-time with offset. Taken to be 30 minutes after
    `start_time` when left out.
    """

    arrival_time: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=150)),
        metadata={"name": "arrival-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time to turn up, in free text, such as `Come ten minutes ahead of time`; at most 150
    characters.
    """

    place: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=150)),
        metadata={"name": "place", "type": "Element", "namespace": NAMESPACE},
    )
    """The name of the venue, such as that of a clinic; at most 150 characters. Its location
    goes in `address`.
    """

    address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """The location of the venue; Digipost draws its map from this."""

    sub_title: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=150)),
        repr=_v.masked,
        metadata={"name": "sub-title", "type": "Element", "namespace": NAMESPACE},
    )
    """The topic of the meeting, such as `X-ray of the left hand`; at most 150 characters."""

    info: list[Info] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Info)),
        metadata={"name": "info", "type": "Element", "namespace": NAMESPACE},
    )
    """Sections of text below the meeting, for preparations, directions and the like; at most
    two.
    """

    language: Language | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Language)),
        metadata={"name": "language", "type": "Element", "namespace": NAMESPACE},
    )
    """Language of the texts in the appointment; Norwegian Bokmål unless given."""

    link: ExternalLink | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ExternalLink)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Button to a page of the sender's, for instance to confirm or move the meeting."""

    class Meta:
        name = "appointment"
        namespace = NAMESPACE
        element: str | None = "appointment"
        structure: tuple[Rule, ...] = ()
        rules: tuple[Rule, ...] = (
            *structure,
            Occurs("info", 0, 2),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, Appointment.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Inkasso:
    """A debt collection claim (Norwegian: inkasso).

    Can be paid in the same way as an `Invoice`, and may be complemented by an
    `invoice-payment`.
    """

    link: ExternalLink | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ExternalLink)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Button to a page about the claim or with other ways to act on it."""

    due_date: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "due-date", "type": "Element", "namespace": NAMESPACE},
    )
    """Last day to pay, written as a date-time with offset; a bare date is refused. Published
    samples use midnight at the start of that day.
    """

    sum: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "sum", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount owed, in Norwegian kroner."""

    account: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(length=11, described="a text of eleven digits")),
        repr=_v.masked,
        metadata={"name": "account", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian bank account to pay to; exactly eleven digits, without separators."""

    kid: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=25)),
        repr=_v.masked,
        metadata={"name": "kid", "type": "Element", "namespace": NAMESPACE},
    )
    """Customer identification number (KID), the reference that ties a payment to the claim; at
    most 25 characters.
    """

    class Meta:
        name = "inkasso"
        namespace = NAMESPACE
        element: str | None = "inkasso"


@explains_arguments()
@attrs.define(kw_only=True)
class Invoice:
    """An invoice that the recipient can pay.

    Digipost shows amount, due date and account in a form that is easy to copy, and lets the
    recipient pay or pass the invoice to an online bank. Only for what is really to be paid: not
    for credit notes, nor for copies of invoices that are paid by direct debit (AvtaleGiro). May
    be complemented by an `invoice-payment`.
    """

    link: ExternalLink | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ExternalLink)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Button to a page about the invoice or with other ways to act on it."""

    due_date: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "due-date", "type": "Element", "namespace": NAMESPACE},
    )
    """Last day to pay, written as a date-time with offset; a bare date is refused. Published
    samples use midnight at the start of that day.
    """

    sum: Decimal = attrs.field(
        validator=_n.money(),
        metadata={"name": "sum", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount to pay, in Norwegian kroner."""

    creditor_account: str = attrs.field(
        validator=_v.text(length=11, described="a text of eleven digits"),
        repr=_v.masked,
        metadata={"name": "creditor-account", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian bank account of the payee; exactly eleven digits, without separators."""

    kid: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=25)),
        repr=_v.masked,
        metadata={"name": "kid", "type": "Element", "namespace": NAMESPACE},
    )
    """Customer identification number (KID), the reference that ties a payment to the invoice;
    at most 25 characters. Digipost demands one unless the sender is allowed to go without.
    """

    class Meta:
        name = "invoice"
        namespace = NAMESPACE
        element: str | None = "invoice"


@explains_arguments()
@attrs.define(kw_only=True)
class Residence:
    """A dwelling, identified well enough to connect separate data about the same home.

    Used as a document's data type, or inside `Boligdetaljer` when there is more to tell.
    """

    address: ResidenceAddress = attrs.field(
        validator=_i.instance(ResidenceAddress),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """Street address of the dwelling, with its number within the building."""

    matrikkel: Matrikkel | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Matrikkel)),
        metadata={"name": "matrikkel", "type": "Element", "namespace": NAMESPACE},
    )
    """Entry in the Norwegian land register, which identifies the property without ambiguity."""

    source: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=50)),
        metadata={"name": "source", "type": "Element", "namespace": NAMESPACE},
    )
    """The source of the data, such as the name of a register or service; at most 50 characters."""

    external_id: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=50)),
        metadata={"name": "external-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifier of the dwelling in the system named by `source`; at most 50 characters."""

    class Meta:
        name = "residence"
        namespace = NAMESPACE
        element: str | None = "residence"


@explains_arguments()
@attrs.define(kw_only=True)
class Event:
    """Something that goes on for hours or days, such as an election or a conference.

    Digipost shows when and where it is, and a barcode if there is one. Headings can be replaced
    by the sender's own. For a meeting with one person at one time, use `Appointment`.
    """

    sub_title: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "sub-title", "type": "Element", "namespace": NAMESPACE},
    )
    """The event, in a line below the letter's subject, such as `Municipal election`; at most
    100 characters.
    """

    start_time: list[TimeInterval] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(TimeInterval)),
        metadata={"name": "start-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The intervals during which the event is open, at least one. Despite its name it is a
    list, and each interval holds a start and an end.
    """

    time_label: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "timeLabel", "type": "Element", "namespace": NAMESPACE},
    )
    """Heading above the times; at most 100 characters. Digipost writes a default such as
    `Opening hours` when left out.
    """

    description: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=120)),
        metadata={"name": "description", "type": "Element", "namespace": NAMESPACE},
    )
    """Short message to the recipient, such as `Bring identification`; at most 120 characters."""

    place: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "place", "type": "Element", "namespace": NAMESPACE},
    )
    """The name of the venue, such as that of a school. Its location goes in `address`."""

    place_label: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "placeLabel", "type": "Element", "namespace": NAMESPACE},
    )
    """Heading above the venue; at most 100 characters. Digipost writes a default such as `Venue
    location` when left out.
    """

    address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """The location of the venue; its name is in `place`."""

    info: list[Info] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Info)),
        metadata={"name": "info", "type": "Element", "namespace": NAMESPACE},
    )
    """Sections of text below the event; at most ten."""

    barcode_label: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "barcodeLabel", "type": "Element", "namespace": NAMESPACE},
    )
    """Heading above the barcode; at most 100 characters."""

    barcode: Barcode | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Barcode)),
        metadata={"name": "barcode", "type": "Element", "namespace": NAMESPACE},
    )
    """Code for the recipient to show on arrival."""

    links: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "links", "type": "Element", "namespace": NAMESPACE},
    )
    """References to pages with more about the event."""

    language: Language | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Language)),
        metadata={"name": "language", "type": "Element", "namespace": NAMESPACE},
    )
    """Language of the texts in the event. Has no default in the schema, where other types have
    Norwegian Bokmål.
    """

    class Meta:
        name = "event"
        namespace = NAMESPACE
        element: str | None = "event"
        structure: tuple[Rule, ...] = (Occurs("start_time", 1, None),)
        rules: tuple[Rule, ...] = (
            *structure,
            Occurs("info", 0, 10),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, Event.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Payment:
    """One payment towards a purchase; a receipt has several when the amount was split."""

    type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "type", "type": "Element", "namespace": NAMESPACE},
    )
    """Means of payment in words, such as `BankAxept` or `Cash`."""

    card_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=25)),
        repr=_v.masked,
        metadata={"name": "card-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Card that was used, masked down to its last digits: `************1234`. At most 25
    characters.
    """

    card_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "cardName", "type": "Element", "namespace": NAMESPACE},
    )
    """Brand of the card, such as `Visa`."""

    amount: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "amount", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount paid this way, in the currency of `currency_code`; exactly two decimals,
    rounded half up.
    """

    currency_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=3)),
        metadata={"name": "currency-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Currency of `amount`, as its ISO 4217 code of three letters, such as `NOK`."""

    foreign_currency_payment: ForeignCurrencyPayment | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ForeignCurrencyPayment)),
        metadata={"name": "foreign-currency-payment", "type": "Element", "namespace": NAMESPACE},
    )
    """The amount handed over when the customer paid in another currency."""

    class Meta:
        name = "payment"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class InvoicePayment:
    """A payment of an invoice or a debt collection claim.

    Complements a delivered `Invoice` or `Inkasso`, or an earlier `invoice-payment`, for
    instance when its status has changed.
    """

    payment_id: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "payment-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifies the payment towards the third party that carries it out; unique there."""

    payment_status: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "payment-status", "type": "Element", "namespace": NAMESPACE},
    )
    """The progress of the payment. Free text; status codes of ISO 20022, such as `PDNG` for
    pending, can be used.
    """

    payment_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "payment-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time of the payment, as a date-time with offset."""

    debtor_account: str = attrs.field(
        validator=_v.text(length=11, described="a text of eleven digits"),
        repr=_v.masked,
        metadata={"name": "debtor-account", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian bank account that is charged; exactly eleven digits, without separators."""

    debtor_account_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "debtor-account-name", "type": "Element", "namespace": NAMESPACE},
    )
    """The payer's name for the account that is charged, such as `Household`."""

    payment_channel: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "payment-channel", "type": "Element", "namespace": NAMESPACE},
    )
    """Name of the app or service through which the payer paid."""

    payment_bank: Bank = attrs.field(
        validator=_i.instance(Bank),
        metadata={"name": "payment-bank", "type": "Element", "namespace": NAMESPACE},
    )
    """The bank at which the payment is registered."""

    class Meta:
        name = "invoice-payment"
        namespace = NAMESPACE
        element: str | None = "invoice-payment"


@explains_arguments()
@attrs.define(kw_only=True)
class YearlyRepeatingPeriod:
    """A part of the year in which a proof is valid, year after year."""

    start_year: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "start-year", "type": "Element", "namespace": NAMESPACE},
    )
    """First year it applies to, with four digits. Open backwards when left out."""

    end_year: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "end-year", "type": "Element", "namespace": NAMESPACE},
    )
    """Last year it applies to, with four digits. Open forwards when left out."""

    from_: CalendarDate = attrs.field(
        validator=_i.instance(CalendarDate),
        metadata={"name": "from", "type": "Element", "namespace": NAMESPACE},
    )
    """Day of the year on which validity sets in."""

    to: CalendarDate = attrs.field(
        validator=_i.instance(CalendarDate),
        metadata={"name": "to", "type": "Element", "namespace": NAMESPACE},
    )
    """Day of the year on which validity ends."""

    class Meta:
        name = "yearlyRepeatingPeriod"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class VatDetails:
    """Value added tax (VAT), split by rate."""

    levels: list[VatLevel] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(VatLevel)),
        metadata={"name": "levels", "type": "Element", "namespace": NAMESPACE},
    )
    """One entry for each rate that applies."""

    sum: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "sum", "type": "Element", "namespace": NAMESPACE},
    )
    """Tax over all the rates; exactly two decimals, rounded half up. It is a conclusion that
    this is tax, not turnover.
    """

    class Meta:
        name = "vatDetails"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Option:
    """A choice of verifiable credentials; declared in the published schema but used nowhere.

    No root and no other type refers to it, so it is neither sent nor received. In the Java
    edition only.
    """

    credential_ids: OptionCredentialIds | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(OptionCredentialIds)),
        metadata={"name": "credential_ids", "type": "Element", "namespace": NAMESPACE},
    )
    """Wrapper around the identifiers of the credentials that make up the choice."""

    class Meta:
        name = "option"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class PickupNotice:
    """A parcel that waits for the recipient at a pickup place.

    Digipost shows the barcode, the place and what there is to pay. May be complemented by a
    `pickup-notice`, which tells everything anew, or by a `pickup-notice-status`, when only the
    state has changed.
    """

    parcel_id: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "parcel-id", "type": "Element", "namespace": NAMESPACE},
    )
    """The carrier's tracking number, such as `KB432788293NO`."""

    parcel_uuid: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "parcel-uuid", "type": "Element", "namespace": NAMESPACE},
    )
    """Second identifier of the parcel with the carrier. Free text: the published sample holds a
    number, not a UUID.
    """

    barcode: Barcode = attrs.field(
        validator=_i.instance(Barcode),
        metadata={"name": "barcode", "type": "Element", "namespace": NAMESPACE},
    )
    """Code that is scanned when the parcel is handed over."""

    product_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "product-name", "type": "Element", "namespace": NAMESPACE},
    )
    """Name of the postal service the parcel is sent with."""

    arrival_date_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "arrival-date-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the parcel reached the pickup place, as a date-time with offset."""

    return_date_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "return-date-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which an uncollected parcel goes back to its sender, as a date-time with
    offset.
    """

    recipient: Recipient = attrs.field(
        validator=_i.instance(Recipient),
        metadata={"name": "recipient", "type": "Element", "namespace": NAMESPACE},
    )
    """The addressee of the parcel, with Digipost address."""

    sender: Sender | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Sender)),
        metadata={"name": "sender", "type": "Element", "namespace": NAMESPACE},
    )
    """The sender of the parcel, which is not necessarily the sender of the letter."""

    pickup_place: PickupPlace = attrs.field(
        validator=_i.instance(PickupPlace),
        metadata={"name": "pickup-place", "type": "Element", "namespace": NAMESPACE},
    )
    """The place to collect the parcel, with code and instructions."""

    package: Package | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Package)),
        metadata={"name": "package", "type": "Element", "namespace": NAMESPACE},
    )
    """Size in centimetres and weight in grams."""

    cost: Cost | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Cost)),
        metadata={"name": "cost", "type": "Element", "namespace": NAMESPACE},
    )
    """The amounts to pay, with customs and cash on delivery."""

    extra_information: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "extra-information", "type": "Element", "namespace": NAMESPACE},
    )
    """Further free text for the recipient. In the Java edition of the published schema only."""

    status: Status | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Status)),
        metadata={"name": "status", "type": "Element", "namespace": NAMESPACE},
    )
    """The state of the parcel. When left out, Digipost's own library takes it as
    `READY_FOR_PICKUP`, or as `UNKNOWN` once `return_date_time` has passed.
    """

    tags: list[Tag] = attrs.field(
        factory=list,
        validator=_v.items(_i.member(Tag)),
        metadata={"name": "tags", "type": "Element", "namespace": NAMESPACE},
    )
    """Labels that say what kind of notice this is."""

    language: Language | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Language)),
        metadata={"name": "language", "type": "Element", "namespace": NAMESPACE},
    )
    """Language of the texts in the notice; Norwegian Bokmål unless given."""

    link: ExternalLink | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ExternalLink)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Button to a page about the parcel, such as its tracking."""

    class Meta:
        name = "pickup-notice"
        namespace = NAMESPACE
        element: str | None = "pickup-notice"


@explains_arguments()
@attrs.define(kw_only=True)
class Boligdetaljer:
    """Details of a dwelling (Norwegian: boligdetaljer): owners, size, sales and charges.

    The dwelling itself is described by `residence`, which also lets Digipost connect several
    documents about the same home. May be complemented by another `Boligdetaljer`.
    """

    residence: Residence | None = attrs.field(
        validator=_v.optional(_i.instance(Residence)),
        metadata={"name": "residence", "type": "Element", "namespace": NAMESPACE},
    )
    """The dwelling in question. Optional in the schema, but demanded by the validation rules."""

    hjemmelshavere: list[Hjemmelshaver] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Hjemmelshaver)),
        metadata={"name": "hjemmelshavere", "type": "Element", "namespace": NAMESPACE},
    )
    """The registered title holders, one for each person or organisation."""

    bruksareal: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=0, at_most=2147483647)),
        metadata={"name": "bruksareal", "type": "Element", "namespace": NAMESPACE},
    )
    """Usable floor area (BRA), in whole square metres; 0 or more."""

    antall_oppholdsrom: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=0, at_most=2147483647)),
        metadata={"name": "antall-oppholdsrom", "type": "Element", "namespace": NAMESPACE},
    )
    """The number of habitable rooms; kitchen, bathrooms and storage do not count. 0 or more."""

    antall_baderom: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=0, at_most=2147483647)),
        metadata={"name": "antall-baderom", "type": "Element", "namespace": NAMESPACE},
    )
    """The number of bathrooms; 0 or more."""

    omsetningshistorikk: list[Omsetningshistorikk] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Omsetningshistorikk)),
        metadata={"name": "omsetningshistorikk", "type": "Element", "namespace": NAMESPACE},
    )
    """Earlier changes of ownership, one for each sale or transfer."""

    organisasjonsnummer: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=20)),
        metadata={"name": "organisasjonsnummer", "type": "Element", "namespace": NAMESPACE},
    )
    """Organisation number that goes with the dwelling, such as that of its housing cooperative;
    at most 20 characters.
    """

    bruksenhet: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=10)),
        metadata={"name": "bruksenhet", "type": "Element", "namespace": NAMESPACE},
    )
    """Dwelling number within the building, such as `H0101`; at most 10 characters."""

    andelsnummer: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "andelsnummer", "type": "Element", "namespace": NAMESPACE},
    )
    """Number of the share in a housing cooperative that gives the right to the dwelling."""

    heftelser: list[Heftelse] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Heftelse)),
        metadata={"name": "heftelser", "type": "Element", "namespace": NAMESPACE},
    )
    """Charges registered on the property, such as mortgages."""

    call_to_action: ExternalLink | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ExternalLink)),
        metadata={"name": "callToAction", "type": "Element", "namespace": NAMESPACE},
    )
    """Button to a page where the recipient can do something about the dwelling, on the sender's
    site.
    """

    language: Language | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Language)),
        metadata={"name": "language", "type": "Element", "namespace": NAMESPACE},
    )
    """Language of the texts about the dwelling; Norwegian Bokmål unless given."""

    class Meta:
        name = "boligdetaljer"
        namespace = NAMESPACE
        element: str | None = "boligdetaljer"
        structure: tuple[Rule, ...] = ()
        rules: tuple[Rule, ...] = (
            *structure,
            Required(("residence",)),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, Boligdetaljer.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class ValidPeriod:
    """The validity of a proof: one period, or one that returns every year.

    Give one of the two. Digipost's own library builds it with exactly one; the schema itself
    allows both and none.
    """

    period: Period | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Period)),
        metadata={"name": "period", "type": "Element", "namespace": NAMESPACE},
    )
    """A single stretch of time. Not together with `yearly_repeating_period`."""

    yearly_repeating_period: YearlyRepeatingPeriod | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(YearlyRepeatingPeriod)),
        metadata={"name": "yearly-repeating-period", "type": "Element", "namespace": NAMESPACE},
    )
    """The same part of each year, such as a hunting season. Not together with `period`."""

    class Meta:
        name = "validPeriod"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class TaxiDetails:
    """A taxi ride: car, licence, distance, time and fare.

    Distances are in metres and times in seconds. Amounts are in the currency of the receipt and
    are written with exactly two decimals, rounded half up.
    """

    car_plate_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "carPlateNumber", "type": "Element", "namespace": NAMESPACE},
    )
    """Registration number of the car, such as `EK99999`."""

    license: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "license", "type": "Element", "namespace": NAMESPACE},
    )
    """Number of the licence the taxi runs under."""

    org_number_license_holder: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "orgNumberLicenseHolder", "type": "Element", "namespace": NAMESPACE},
    )
    """Organisation number of the holder of the licence, nine digits in Norway."""

    start_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "startTime", "type": "Element", "namespace": NAMESPACE},
    )
    """The beginning of the ride, as a date-time with offset."""

    stop_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "stopTime", "type": "Element", "namespace": NAMESPACE},
    )
    """The end of the ride, as a date-time with offset."""

    tips: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "tips", "type": "Element", "namespace": NAMESPACE},
    )
    """The tip that the passenger gave on top of the fare; exactly two decimals."""

    total_meter_price: Decimal | None = attrs.field(
        default=None,
        validator=_v.optional(_n.money()),
        metadata={"name": "totalMeterPrice", "type": "Element", "namespace": NAMESPACE},
    )
    """Fare shown by the taximeter; exactly two decimals."""

    total_distance_before_boarding_in_meters: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "totalDistanceBeforeBoardingInMeters", "type": "Element", "namespace": NAMESPACE},
    )
    """The distance that the car drove to fetch the passenger, in metres."""

    total_distance_in_meters: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "totalDistanceInMeters", "type": "Element", "namespace": NAMESPACE},
    )
    """The distance that the car drove in all, with and without the passenger, in metres."""

    total_distance_with_passenger_in_meters: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "totalDistanceWithPassengerInMeters", "type": "Element", "namespace": NAMESPACE},
    )
    """The distance that the passenger was driven, in metres."""

    total_time_before_boarding_in_seconds: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "totalTimeBeforeBoardingInSeconds", "type": "Element", "namespace": NAMESPACE},
    )
    """The time that the car took to fetch the passenger, in seconds."""

    total_time_in_seconds: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "totalTimeInSeconds", "type": "Element", "namespace": NAMESPACE},
    )
    """The time that the car was occupied in all, with and without the passenger, in seconds."""

    total_time_with_passenger_in_seconds: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "totalTimeWithPassengerInSeconds", "type": "Element", "namespace": NAMESPACE},
    )
    """The time that the passenger was in the car, in seconds."""

    vat: VatDetails | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(VatDetails)),
        metadata={"name": "vat", "type": "Element", "namespace": NAMESPACE},
    )
    """Value added tax (VAT) on the fare, split by rate."""

    class Meta:
        name = "taxiDetails"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Proof:
    """Proof of something that one person holds, such as a licence, permit or library card.

    Digipost shows the holder and the validity, on a background colour of the issuer's choice.
    """

    authorizer_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=30)),
        metadata={"name": "authorizer-name", "type": "Element", "namespace": NAMESPACE},
    )
    """The issuer of the proof, such as the name of a library; at most 30 characters."""

    background_color: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(pattern="#[A-Fa-f0-9]{6}", described="a colour such as #E6E6E6")),
        metadata={"name": "background-color", "type": "Element", "namespace": NAMESPACE},
    )
    """Colour behind the proof, as `#` and six hexadecimal digits for red, green and blue:
    `#e1e1e1`.
    """

    issued_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "issued-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the proof was issued, as a date-time with offset. Its validity is told
    by `valid_period`, in local time.
    """

    valid_period: ValidPeriod = attrs.field(
        validator=_i.instance(ValidPeriod),
        metadata={"name": "valid-period", "type": "Element", "namespace": NAMESPACE},
    )
    """The validity of the proof: over one stretch of time, or in the same part of every year."""

    proof_holder: ProofHolder = attrs.field(
        validator=_i.instance(ProofHolder),
        metadata={"name": "proof-holder", "type": "Element", "namespace": NAMESPACE},
    )
    """The one person the proof was issued to."""

    title: str = attrs.field(
        validator=_v.text(max_length=255),
        repr=_v.masked,
        metadata={"name": "title", "type": "Element", "namespace": NAMESPACE},
    )
    """The kind of proof, such as `Fishing licence`; at most 255 characters."""

    proof_id_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "proof-id-name", "type": "Element", "namespace": NAMESPACE},
    )
    """Caption of the identifier, such as `Card number`; at most 100 characters."""

    proof_id_value: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=250)),
        repr=_v.masked,
        metadata={"name": "proof-id-value", "type": "Element", "namespace": NAMESPACE},
    )
    """The identifier itself, shown under the caption in `proof_id_name`; at most 250
    characters.
    """

    attribute: list[Info] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Info)),
        metadata={"name": "attribute", "type": "Element", "namespace": NAMESPACE},
    )
    """Facts about the holder or the proof, each a caption and a value, such as a level of
    membership; at most five.
    """

    info: list[Info] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Info)),
        metadata={"name": "info", "type": "Element", "namespace": NAMESPACE},
    )
    """Sections of text that go with the proof, such as its terms; at most three."""

    language: Language | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Language)),
        metadata={"name": "language", "type": "Element", "namespace": NAMESPACE},
    )
    """Language of the texts on the proof; Norwegian Bokmål unless given."""

    class Meta:
        name = "proof"
        namespace = NAMESPACE
        element: str | None = "proof"
        structure: tuple[Rule, ...] = ()
        rules: tuple[Rule, ...] = (
            *structure,
            Occurs("attribute", 0, 5),
            Occurs("info", 0, 3),
        )

    def __attrs_post_init__(self) -> None:
        enforce(self, Proof.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Receipt:
    """A receipt for a purchase: the goods, the seller and the payments.

    Amounts are in the currency of `currency` and are written with exactly two decimals, rounded
    half up. Prices contain value added tax (VAT) in the published sample. Taxi rides have
    further details in `taxi_details`.
    """

    receipt_id: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=50)),
        metadata={"name": "receiptId", "type": "Element", "namespace": NAMESPACE},
    )
    """The identifier of the receipt in the system that it was fetched from; at most 50
    characters.
    """

    receipt_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "receiptNumber", "type": "Element", "namespace": NAMESPACE},
    )
    """Number printed on the shop's own receipt."""

    purchase_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "purchaseTime", "type": "Element", "namespace": NAMESPACE},
    )
    """The time of the purchase, as a date-time with offset."""

    total_price: Decimal = attrs.field(
        validator=_n.money(),
        metadata={"name": "totalPrice", "type": "Element", "namespace": NAMESPACE},
    )
    """The price of the whole purchase, VAT included; exactly two decimals."""

    total_vat: Decimal = attrs.field(
        validator=_n.money(),
        metadata={"name": "totalVat", "type": "Element", "namespace": NAMESPACE},
    )
    """Value added tax (VAT) contained in `total_price`; exactly two decimals."""

    currency: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=3)),
        metadata={"name": "currency", "type": "Element", "namespace": NAMESPACE},
    )
    """Currency of the amounts, as its ISO 4217 code of three letters, such as `NOK`."""

    cashier: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "cashier", "type": "Element", "namespace": NAMESPACE},
    )
    """The cashier that served the customer, by name or number; at most 100 characters."""

    register: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=50)),
        metadata={"name": "register", "type": "Element", "namespace": NAMESPACE},
    )
    """Till on which the purchase was rung up; at most 50 characters."""

    merchant_chain: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "merchant-chain", "type": "Element", "namespace": NAMESPACE},
    )
    """Chain the shop belongs to. Free text: the published sample holds an identifier, not a
    name.
    """

    merchant_name: str = attrs.field(
        validator=_v.text(max_length=150),
        metadata={"name": "merchant-name", "type": "Element", "namespace": NAMESPACE},
    )
    """The name of the shop; at most 150 characters."""

    merchant_phone_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "merchant-phone-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Telephone number of the shop. Free text; the schema sets no format."""

    merchant_address: Address | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Address)),
        metadata={"name": "merchant-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The address of the shop."""

    orgnumber: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "orgnumber", "type": "Element", "namespace": NAMESPACE},
    )
    """Organisation number of the place of sale, nine digits in Norway."""

    barcode: Barcode | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Barcode)),
        metadata={"name": "barcode", "type": "Element", "namespace": NAMESPACE},
    )
    """Code printed on the shop's receipt, for scanning."""

    payments: list[Payment] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Payment)),
        metadata={"name": "payments", "type": "Element", "namespace": NAMESPACE},
    )
    """The payments for the purchase; more than one when the amount was split."""

    items: list[ReceiptLine] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(ReceiptLine)),
        metadata={"name": "items", "type": "Element", "namespace": NAMESPACE},
    )
    """The goods that were bought, a line for each kind."""

    taxi_details: TaxiDetails | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(TaxiDetails)),
        metadata={"name": "taxiDetails", "type": "Element", "namespace": NAMESPACE},
    )
    """Trip and fare, when the receipt is for a taxi ride."""

    customer: Customer | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Customer)),
        metadata={"name": "customer", "type": "Element", "namespace": NAMESPACE},
    )
    """The buyer of the goods."""

    delivery: Delivery | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Delivery)),
        metadata={"name": "delivery", "type": "Element", "namespace": NAMESPACE},
    )
    """The destination of the goods, when they are not taken along."""

    order_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "order-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Number of the shop's order behind the purchase."""

    membership_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "membership-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Number of the customer in the shop's loyalty programme."""

    comment: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "comment", "type": "Element", "namespace": NAMESPACE},
    )
    """Free text from the shop to the customer."""

    language: Language | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Language)),
        metadata={"name": "language", "type": "Element", "namespace": NAMESPACE},
    )
    """Language of the texts on the receipt; Norwegian Bokmål unless given."""

    class Meta:
        name = "receipt"
        namespace = NAMESPACE
        element: str | None = "receipt"


DataTypeElement = (
    ExternalLink
    | Payslip
    | SignedDocument
    | OpeningReceipt
    | OpeningReceiptAccepted
    | PickupNoticeStatus
    | ShareDocumentsRequest
    | ShareDocumentsRequestDocumentsShared
    | ShareDocumentsRequestSharingStopped
    | VerifiableCredentialNotice
    | VerifiablePresentationNotice
    | Appointment
    | Inkasso
    | Invoice
    | Residence
    | Event
    | InvoicePayment
    | PickupNotice
    | Boligdetaljer
    | Proof
    | Receipt
)
"""A value of any data type: what may stand in a document's `data-type`."""

_h.describe(globals())
