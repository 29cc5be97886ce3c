# Made from api_v8.xsd (sha256 e7614706e8890ee7b4dca31f4bd047e45a0f5618616867c069553683e0e197ef)
# by `make generate`. Do not edit: change the schema, or codegen/.
"""Messages between a sender and version 8 of the Digipost API: requests, answers and errors.

The facts of the wire (names, types, order, occurrence, limits, defaults) equal those that
Digipost publishes for namespace http://api.digipost.no/schema/v8; the wording is this project's
own. If the published editions differ, everything that one of them has is here. Conclusions that
are not published are marked with "likely" or "as far as is known".

The broker is the party that authenticates the requests, and the sender is the party that the
recipient sees. They are the same unless a message names another sender. Every date-time carries
an offset from UTC. The structured content of a document has a schema of its own, namespace
http://api.digipost.no/schema/datatypes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import attrs

from . import _help as _h
from . import _instances as _i
from . import _numbers as _n
from . import _validators as _v
from ._arguments import explains_arguments
from ._enums import OpenEnum
from ._lazy import LazyModule
from ._raw import RawElement
from ._rules import Choice, NotAbstract, Occurs, Rule, enforce

if TYPE_CHECKING:
    from . import datatypes as _datatypes
else:
    _datatypes = LazyModule(__package__, "datatypes")

__all__ = [
    "NAMESPACE",
    "AdditionalData",
    "Address",
    "Archive",
    "ArchiveDocument",
    "ArchiveDocumentAttribute",
    "ArchiveDocumentContent",
    "Archives",
    "AuthenticationLevel",
    "Autocomplete",
    "Batch",
    "BatchStatus",
    "Channel",
    "ContentHash",
    "DataType",
    "DeliveryStatus",
    "Document",
    "DocumentEvents",
    "DocumentMetadata",
    "DocumentStatus",
    "EmailDeliveredMetadata",
    "EmailDetails",
    "EmailNotification",
    "EmailNotificationFailedMetadata",
    "Encrypted",
    "EncryptionCertificate",
    "EncryptionKey",
    "Entrypoint",
    "Error",
    "Event",
    "EventMetadata",
    "EventType",
    "FailedPeppolMetadata",
    "FailedPrintMetadata",
    "Feature",
    "Features",
    "ForeignAddress",
    "HashAlgorithm",
    "Identification",
    "IdentificationResult",
    "IdentificationResultCode",
    "IdentificationResultWithEncryptionKey",
    "Inbox",
    "InboxDocument",
    "InvalidReason",
    "Link",
    "ListedTime",
    "Message",
    "MessageDelivery",
    "MessageRecipient",
    "MessageStatus",
    "MoveFilesFromPublicSectorMetadata",
    "NameAndAddress",
    "NondeliverableHandling",
    "NorwegianAddress",
    "PeppolAddress",
    "PeppolAddresses",
    "PostmarkedMetadata",
    "PrintColors",
    "PrintDetails",
    "PrintIfUnread",
    "PrintInstruction",
    "PrintInstructions",
    "PrintRecipient",
    "PublicMailboxTag",
    "Read",
    "Recipient",
    "Recipients",
    "RequestForRegistration",
    "RequestForRegistrationExpiredMetadata",
    "SenderInformation",
    "SenderOrganization",
    "SenderStatus",
    "SensitivityLevel",
    "ShareDocumentsRequestState",
    "SharedDocument",
    "SharedDocumentContent",
    "SharedDocumentOrigin",
    "SharedDocumentOriginOrganisation",
    "SharedDocumentOriginPrivatePerson",
    "SharedDocuments",
    "SmsNotification",
    "SmsNotificationDeliveredMetadata",
    "SmsNotificationFailedMetadata",
    "SmsOverrides",
    "Suggestion",
    "Tag",
    "TagType",
    "Tags",
    "UnidentifiedReason",
    "UserAccount",
    "UserInformation",
]

NAMESPACE = "http://api.digipost.no/schema/v8"


class AuthenticationLevel(OpenEnum):
    """The strength of the log-in that the recipient needs to open a document.

    Chosen by the sender for each document; without a choice it is `PASSWORD`, which is rarely
    right for personal or financial content. The two ID-porten levels are for government bodies
    that have Digipost's permission. Any other sender that uses them gets an error, likely
    `NOT_APPROVED_FOR_IDPORTEN`.
    """

    PASSWORD = "PASSWORD"
    """A log-in with a password is enough. Applies when the sender chooses nothing."""
    TWO_FACTOR = "TWO_FACTOR"
    """A second factor such as BankID or Buypass is needed; a good choice for personal and
    financial content.
    """
    IDPORTEN_3 = "IDPORTEN_3"
    """Log-in through ID-porten at security level 3; for government bodies with permission only."""
    IDPORTEN_4 = "IDPORTEN_4"
    """Log-in through ID-porten at security level 4; for government bodies with permission only."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class SensitivityLevel(OpenEnum):
    """Visibility of sender and subject before the recipient has logged in fully.

    Chosen by the sender for each document; without a choice it is `NORMAL`. It governs what
    notices by e-mail and SMS reveal, and what shows at a weaker log-in than the document's
    `authentication_level` asks for. The content is protected by the authentication level in
    both cases.
    """

    NORMAL = "NORMAL"
    """Sender and subject may appear in notices and after a weaker log-in. Applies when the
    sender chooses nothing.
    """
    SENSITIVE = "SENSITIVE"
    """Nothing about the document, sender and subject included, shows until the recipient has
    logged in as strongly as its `authentication_level` demands.
    """
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class MessageStatus(OpenEnum):
    """The progress of a message at Digipost.

    A message of version 8 is sent in one request and answered with `DELIVERED` or
    `DELIVERED_TO_PRINT`. The other two belong to the older way of sending in several requests.
    """

    NOT_COMPLETE = "NOT_COMPLETE"
    """Content is still missing. Not to be expected in version 8, as far as is known."""
    COMPLETE = "COMPLETE"
    """All content is there but nothing has been sent yet. Not to be expected in version 8, as
    far as is known.
    """
    DELIVERED = "DELIVERED"
    """Digipost has delivered the message digitally. It may still be unread."""
    DELIVERED_TO_PRINT = "DELIVERED_TO_PRINT"
    """The message has been handed over to be printed and posted on paper."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class IdentificationResultCode(OpenEnum):
    """Tells if Digipost knows a party, and if the party has a mailbox."""

    DIGIPOST = "DIGIPOST"
    """A Digipost user, with certainty the one that was asked for. Messages can be delivered
    digitally.
    """
    IDENTIFIED = "IDENTIFIED"
    """A known person without a Digipost account; print, or a `request_for_registration`, can
    reach them.
    """
    UNIDENTIFIED = "UNIDENTIFIED"
    """No certain match; `unidentified_reason` tells whether there were too many or none."""
    INVALID = "INVALID"
    """The identifier is malformed; `invalid_reason` tells which."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class UnidentifiedReason(OpenEnum):
    """The reason that an identification did not end in a match."""

    MULTIPLE_MATCHES = "MULTIPLE_MATCHES"
    """More than one party fits. Birth date, telephone or e-mail can narrow a search by name and
    address.
    """
    NOT_FOUND = "NOT_FOUND"
    """No party fits the given identifier or name and address."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class InvalidReason(OpenEnum):
    """The fault that makes an identification impossible to look up."""

    INVALID_PERSONAL_IDENTIFICATION_NUMBER = "INVALID_PERSONAL_IDENTIFICATION_NUMBER"
    """The text given as fødselsnummer is malformed."""
    INVALID_ORGANISATION_NUMBER = "INVALID_ORGANISATION_NUMBER"
    """The text given as organisasjonsnummer is malformed."""
    UNKNOWN = "UNKNOWN"
    """Something is malformed, and Digipost does not say what."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class PrintColors(OpenEnum):
    """The colours in which a paper letter is printed."""

    MONOCHROME = "MONOCHROME"
    """Black and shades of grey. Applies when nothing is chosen."""
    COLORS = "COLORS"
    """Full colour, at an extra price."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class NondeliverableHandling(OpenEnum):
    """The treatment of a paper letter that cannot be delivered."""

    SHRED = "SHRED"
    """The letter is destroyed, which an event `SHREDDED` likely reports."""
    RETURN_TO_SENDER = "RETURN_TO_SENDER"
    """The letter goes back to the `return_address`. Applies when nothing is chosen."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class SenderStatus(OpenEnum):
    """The verdict on a sender that the broker has asked about."""

    NO_INFO_AVAILABLE = "NO_INFO_AVAILABLE"
    """The sender is unknown, or has not authorised the broker; the answer does not tell which."""
    VALID_SENDER = "VALID_SENDER"
    """The account exists and has authorised the broker to act on its behalf."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class DeliveryStatus(OpenEnum):
    """The state of a document's delivery."""

    DELIVERED = "DELIVERED"
    """The document has been delivered through its channel. It may still be unread."""
    NOT_DELIVERED = "NOT_DELIVERED"
    """The document has not been delivered so far, for instance while a registration is pending."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class Read(OpenEnum):
    """Tells if the recipient has read a document that was sent with an opening receipt."""

    Y = "Y"
    """Yes: the recipient has opened and read the document."""
    N = "N"
    """No: the recipient has not read the document so far."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class Channel(OpenEnum):
    """The way by which a message or document reaches its recipient."""

    PRINT = "PRINT"
    """On paper, printed by Digipost and posted."""
    DIGIPOST = "DIGIPOST"
    """Into the recipient's digital mailbox."""
    PEPPOL = "PEPPOL"
    """Through the Peppol network, to the receiver in `peppol_addresses`."""
    EPOST = "EPOST"
    """By e-mail (e-post), to the addresses in `email_details`."""
    PENDING = "PENDING"
    """Not settled: the recipient has been invited to register and has not done so yet."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class HashAlgorithm(OpenEnum):
    """The algorithm of the digest of a document's content."""

    NONE = "NONE"
    """No digest exists, as far as is known."""
    MD5 = "MD5"
    """128-bit MD5, too weak to prove anything; likely only on old documents."""
    SHA256 = "SHA256"
    """256-bit SHA-2, which Digipost uses for what is sent today."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class EventType(OpenEnum):
    """The kinds of happening that Digipost reports for a document.

    The list is open: more can come. An unknown kind is no reason to stop reading events.
    """

    EMAIL_NOTIFICATION_FAILED = "EMAIL_NOTIFICATION_FAILED"
    """A notice by e-mail about the document did not get through; `metadata` names address and
    reason.
    """
    EMAIL_MESSAGE_SENT = "EMAIL_MESSAGE_SENT"
    """The message itself was sent by e-mail, as its `email_details` asked."""
    EMAIL_MESSAGE_FAILED = "EMAIL_MESSAGE_FAILED"
    """The message itself could not be sent by e-mail."""
    SMS_NOTIFICATION_FAILED = "SMS_NOTIFICATION_FAILED"
    """A notice by SMS about the document did not get through; `metadata` names number and
    reason.
    """
    SMS_NOTIFICATION_DELIVERED = "SMS_NOTIFICATION_DELIVERED"
    """A notice by SMS about the document was delivered; `metadata` names the number."""
    OPENED = "OPENED"
    """The recipient has opened the document. Likely reported only for one sent with an opening
    receipt, as senders are otherwise told of delivery alone.
    """
    MOVE_FILES_FROM_PUBLIC_SECTOR = "MOVE_FILES_FROM_PUBLIC_SECTOR"
    """A letter from the public sector is to be moved to another mailbox; `metadata` has the way
    to its content.
    """
    POSTMARKED = "POSTMARKED"
    """The paper letter has been postmarked; `metadata` tells when."""
    PRINT_FAILED = "PRINT_FAILED"
    """The letter could not be printed; `metadata` has the reason."""
    SHREDDED = "SHREDDED"
    """The paper letter was destroyed, likely undeliverable and sent with `SHRED`."""
    PEPPOL_DELIVERED = "PEPPOL_DELIVERED"
    """The document reached its receiver through the Peppol network."""
    PEPPOL_FAILED = "PEPPOL_FAILED"
    """The document could not be delivered through the Peppol network; `metadata` has the
    reason.
    """
    SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED = "SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED"
    """The recipient has answered a request to share documents; fetch the
    `ShareDocumentsRequestState`.
    """
    SHARE_DOCUMENTS_REQUEST_SHARING_WITHDRAWN = "SHARE_DOCUMENTS_REQUEST_SHARING_WITHDRAWN"
    """The sharing was ended before its time; likely nothing of what was shared can be fetched
    any more.
    """
    REQUEST_FOR_REGISTRATION_EXPIRED = "REQUEST_FOR_REGISTRATION_EXPIRED"
    """The invited recipient did not register before the deadline; `metadata` tells whether the
    letter is printed.
    """
    REQUEST_FOR_REGISTRATION_DELIVERED_DIGIPOST = "REQUEST_FOR_REGISTRATION_DELIVERED_DIGIPOST"
    """The invited recipient has registered, and the letter is in the new mailbox."""
    REQUEST_FOR_REGISTRATION_FAILED = "REQUEST_FOR_REGISTRATION_FAILED"
    """The invitation failed, as far as is known for another reason than a passed deadline."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class BatchStatus(OpenEnum):
    """The progress of a batch."""

    CREATED = "CREATED"
    """The batch exists but is empty; it takes messages."""
    NOT_COMMITTED = "NOT_COMMITTED"
    """The batch holds messages and takes more; none has been sent."""
    COMMITTED = "COMMITTED"
    """The batch was completed and is being processed; it takes no more messages."""
    DONE = "DONE"
    """The whole batch has been processed, and the counts are final."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


class TagType(OpenEnum):
    """The kinds of mark that an account can have."""

    PUBLIC_MAILBOX_TAG = "PUBLIC_MAILBOX_TAG"
    """The person gets mail from public bodies through Digipost."""
    if TYPE_CHECKING:
        _OTHER = ""  # Digipost may answer with a value not listed here, so no `match` is complete


@explains_arguments()
@attrs.define(kw_only=True)
class Link:
    """An address in an answer from Digipost, with the purpose it serves.

    Following links is the supported way to find resources, as most paths of the API are not
    published. Links with an unknown purpose can be passed over. Credentials belong only in
    requests to the configured API host, whatever host a link names.
    """

    rel: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "rel", "type": "Attribute"},
    )
    """Purpose of the address, itself a URI such as
    https://api.digipost.no/relations/create_message; the lower-case name after the last slash
    is what to compare. Optional in the schema, but on every link as far as is known.
    """

    uri: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "uri", "type": "Attribute"},
    )
    """The address for the request. Usually absolute, yet relative in some published samples, so
    resolve it against the base URL of the API. Keep path and query as given.
    """

    media_type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "media-type", "type": "Attribute"},
    )
    """The kind of content at the address, `application/vnd.digipost-v8+xml` for XML resources.
    A hint that can be absent.
    """

    class Meta:
        name = "link"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Address:
    """A postal address within a search result.

    Filled in by Digipost; every part can be missing or empty. The addresses of paper letters
    are `norwegian_address` and `foreign_address`.
    """

    street: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "street", "type": "Element", "namespace": NAMESPACE},
    )
    """Street that the building lies in, without `house_number` and `house_letter`; in capital
    letters in published samples.
    """

    house_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "house-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Number of the building on its street, as text. A letter after it is kept apart in
    `house_letter`.
    """

    house_letter: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "house-letter", "type": "Element", "namespace": NAMESPACE},
    )
    """Letter that tells entrances with one number apart, such as the `A` in 100 A."""

    additional_addressline: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "additional-addressline", "type": "Element", "namespace": NAMESPACE},
    )
    """The rest of the address, which has no part of its own; can be present and empty."""

    zip_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "zip-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian postal code (postnummer) as text, which keeps a leading zero."""

    city: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "city", "type": "Element", "namespace": NAMESPACE},
    )
    """Post town (poststed) that goes with the postal code."""

    class Meta:
        name = "address"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class PeppolAddress:
    """A participant in the Peppol network: an identifier and the scheme it belongs to.

    Often written as one text with a colon between the two, as in `9908:810418052`.
    """

    scheme_id: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "schemeID", "type": "Element", "namespace": NAMESPACE},
    )
    """Four-character code of the identifier scheme; `9908` stands for Norwegian organisation
    numbers.
    """

    endpoint_id: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "endpointID", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifier within the scheme; for scheme `9908` the nine digits of the organisation
    number.
    """

    class Meta:
        name = "peppol-address"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class EmailDetails:
    """The addresses for a message that goes by e-mail instead of to a Digipost mailbox.

    The channel of such a message is likely `EPOST`. The result of the delivery is told by the
    events `EMAIL_MESSAGE_SENT` and `EMAIL_MESSAGE_FAILED`.
    """

    email_address: list[str] = attrs.field(
        factory=list,
        validator=_v.items(_v.text()),
        repr=_v.masked,
        metadata={"name": "email-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Addresses that get the message, at least 1 and at most 50. A malformed one is refused,
    likely with `INVALID_EMAIL_ADDRESS`.
    """

    class Meta:
        name = "email-details"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (Occurs("email_address", 1, 50),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, EmailDetails.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class NorwegianAddress:
    """A postal address in Norway, for a paper letter.

    Postal code and town are required. The lines above them are optional in the schema, but a
    letter usually needs at least one.
    """

    addressline1: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "addressline1", "type": "Element", "namespace": NAMESPACE},
    )
    """Uppermost line below the name, usually street and number; at most 100 characters."""

    addressline2: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "addressline2", "type": "Element", "namespace": NAMESPACE},
    )
    """Continues where one line is not enough; at most 100 characters."""

    addressline3: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "addressline3", "type": "Element", "namespace": NAMESPACE},
    )
    """Last line above the postal code; at most 100 characters."""

    zip_code: str = attrs.field(
        validator=_v.text(max_length=10),
        repr=_v.masked,
        metadata={"name": "zip-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian postal code (postnummer): four digits in practice, though up to 10 characters
    pass the schema.
    """

    city: str = attrs.field(
        validator=_v.text(max_length=80),
        repr=_v.masked,
        metadata={"name": "city", "type": "Element", "namespace": NAMESPACE},
    )
    """Post town (poststed) that goes with the postal code; at most 80 characters."""

    class Meta:
        name = "norwegian-address"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class ForeignAddress:
    """A postal address outside Norway, for a paper letter.

    Postal code and town have no fields of their own and go on the address lines. Exactly one of
    `country` and `country_code` names the country.
    """

    addressline1: str = attrs.field(
        validator=_v.text(max_length=100),
        repr=_v.masked,
        metadata={"name": "addressline1", "type": "Element", "namespace": NAMESPACE},
    )
    """Uppermost line below the name, the only one that is required; at most 100 characters."""

    addressline2: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "addressline2", "type": "Element", "namespace": NAMESPACE},
    )
    """Continues the address, with postal code and town where there is no further line; at most
    100 characters.
    """

    addressline3: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "addressline3", "type": "Element", "namespace": NAMESPACE},
    )
    """Continues the address when it needs three lines; at most 100 characters."""

    addressline4: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "addressline4", "type": "Element", "namespace": NAMESPACE},
    )
    """Lowest line above the country; at most 100 characters."""

    country: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=80)),
        metadata={"name": "country", "type": "Element", "namespace": NAMESPACE},
    )
    """The country, spelled out in either Norwegian or English, at most 80 characters. Excludes
    `country_code`.
    """

    country_code: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=20)),
        metadata={"name": "country-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Two letters by ISO 3166-1 (alpha-2), such as `SE`, in place of `country`. The schema
    itself only limits it to 20 characters.
    """

    class Meta:
        name = "foreign-address"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (
            Choice(((("country",), ()), (("country_code",), ())), at_least_one=True),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, ForeignAddress.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class EncryptionKey:
    """A recipient's public key, for encrypting documents before they are sent.

    The text is an RSA public key (SubjectPublicKeyInfo) in PEM form, obtained together with an
    identification. Digipost refuses content that is encrypted for any other key, likely with
    `CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY`. Documents that go to print use an
    `EncryptionCertificate` instead.
    """

    value: str = attrs.field(
        validator=_v.text(),
        metadata={},
    )

    key_id: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "key-id", "type": "Attribute"},
    )
    """Name of the key. The bytes of this text go into the encrypted content as its subject key
    identifier, by which Digipost likely finds the matching private key.
    """

    class Meta:
        name = "encryption-key"
        namespace = NAMESPACE
        element: str | None = "encryption-key"


@explains_arguments()
@attrs.define(kw_only=True)
class EncryptionCertificate:
    """The certificate that documents for print are encrypted with.

    The text is an X.509 certificate in PEM form, fetched by the link
    `get_print_encryption_certificate`. It takes the place of the recipient's key when a message
    with encrypted documents is printed.
    """

    value: str = attrs.field(
        validator=_v.text(pattern="-+ *BEGIN [^-]*-+[A-Za-z0-9+/\\n]*={0,2}\\n-+ *END [^-]*-+\\n?"),
        metadata={},
    )

    class Meta:
        name = "encryption-certificate"
        namespace = NAMESPACE
        element: str | None = "encryption-certificate"


@explains_arguments()
@attrs.define(kw_only=True)
class IdentificationResult:
    """The answer to an identification: known to Digipost or not, and a Digipost user or not.

    Answer to an `Identification`. The result decides which of the other fields can be there. A
    stored Digipost address or alias that comes back as `UNIDENTIFIED` must be erased, and the
    person looked up by name and address again. Nothing is said about print.
    """

    result: IdentificationResultCode = attrs.field(
        validator=_i.member(IdentificationResultCode),
        metadata={"name": "result", "type": "Element", "namespace": NAMESPACE},
    )
    """The outcome: `DIGIPOST` for a user, `IDENTIFIED` for a known person without an account,
    else `UNIDENTIFIED` or `INVALID`.
    """

    digipost_address: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "digipost-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The address of the user, with result `DIGIPOST`. Left out when the question was asked by
    personal identification number, so that a number does not reveal an address.
    """

    person_alias: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "person-alias", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifier that Digipost has given a known person. A user's is only told when the
    question sets `include_personalias_for_digipost_user`.
    """

    unidentified_reason: UnidentifiedReason | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(UnidentifiedReason)),
        metadata={"name": "unidentified-reason", "type": "Element", "namespace": NAMESPACE},
    )
    """Tells no match from several matches, with result `UNIDENTIFIED`."""

    invalid_reason: InvalidReason | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(InvalidReason)),
        metadata={"name": "invalid-reason", "type": "Element", "namespace": NAMESPACE},
    )
    """The malformed part of the question, with result `INVALID`."""

    class Meta:
        name = "identification-result"
        namespace = NAMESPACE
        element: str | None = "identification-result"
        structure: tuple[Rule, ...] = (
            Choice(
                (
                    (("digipost_address",), ("person_alias",)),
                    (("person_alias",), ()),
                    (("unidentified_reason",), ()),
                    (("invalid_reason",), ()),
                ),
                at_least_one=False,
            ),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, IdentificationResult.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class NameAndAddress:
    """A person described by name and postal address.

    Used to identify a person or to address a message. The required fields find the person; the
    others only narrow the match. Telephone and e-mail likely count only together with the right
    birth date.
    """

    fullname: str = attrs.field(
        validator=_v.text(max_length=130),
        repr=_v.masked,
        metadata={"name": "fullname", "type": "Element", "namespace": NAMESPACE},
    )
    """Given names and family name in one text, at most 130 characters."""

    addressline1: str = attrs.field(
        validator=_v.text(max_length=100),
        repr=_v.masked,
        metadata={"name": "addressline1", "type": "Element", "namespace": NAMESPACE},
    )
    """Street and number, or what stands for them; at most 100 characters."""

    addressline2: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        repr=_v.masked,
        metadata={"name": "addressline2", "type": "Element", "namespace": NAMESPACE},
    )
    """Continues an address that takes two lines; at most 100 characters."""

    postalcode: str = attrs.field(
        validator=_v.text(max_length=10),
        repr=_v.masked,
        metadata={"name": "postalcode", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian postal code (postnummer) as text, at most 10 characters."""

    city: str = attrs.field(
        validator=_v.text(max_length=80),
        repr=_v.masked,
        metadata={"name": "city", "type": "Element", "namespace": NAMESPACE},
    )
    """Post town (poststed) that goes with the postal code; at most 80 characters."""

    birth_date: date | None = attrs.field(
        default=None,
        validator=_v.optional(_v.calendar_date()),
        repr=_v.masked,
        metadata={"name": "birth-date", "type": "Element", "namespace": NAMESPACE},
    )
    """Day of birth, which tells namesakes apart. Leave out when it is not known."""

    phone_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "phone-number", "type": "Element", "namespace": NAMESPACE},
    )
    """A telephone number of the person, best with country code such as `+47`, to narrow the
    match.
    """

    email_address: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "email-address", "type": "Element", "namespace": NAMESPACE},
    )
    """An e-mail address of the person, to narrow the match. Nothing is sent to it, as far as is
    known.
    """

    class Meta:
        name = "name-and-address"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class PrintInstruction:
    """One special instruction for the print of a letter, by agreement with Digipost."""

    key: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "key", "type": "Element", "namespace": NAMESPACE},
    )
    """Names the matter it is about. No keys are published."""

    value: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "value", "type": "Element", "namespace": NAMESPACE},
    )
    """The instruction, in the form that the key calls for."""

    class Meta:
        name = "print-instruction"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class ContentHash:
    """Digest of a document's bytes, as proof of what Digipost has received.

    The text is the digest in base64. Digipost computes it and puts it in answers; leave it out
    when sending. For content that was encrypted beforehand it is likely over the encrypted
    bytes.
    """

    value: str = attrs.field(
        validator=_v.text(),
        metadata={},
    )

    hash_algorithm: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "hash-algorithm", "type": "Attribute"},
    )
    """The algorithm of the digest; `SHA256` in all known answers."""

    class Meta:
        name = "content-hash"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Encrypted:
    """Marks a document whose content was encrypted by the sender.

    The document's part then holds a CMS enveloped message (AES-256-CBC, the key wrapped with
    RSA) for the recipient's `encryption_key`, or for the `EncryptionCertificate` when the
    letter is printed. Digipost cannot look inside, so checking a PDF for print, or HTML, falls
    to the sender.
    """

    number_of_pages: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "number-of-pages", "type": "Attribute"},
    )
    """Pages of the PDF, which Digipost cannot count once it is encrypted; `-1` if a password
    prevents counting them. Leave out for other formats.
    """

    class Meta:
        name = "encrypted"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class DataType:
    """Wraps the structured content of a document.

    Holds exactly one element of the data types' own namespace. Digipost presents it along with
    the file and bills some kinds separately, so choose the one that fits.
    """

    content: RawElement | _datatypes.DataTypeElement = attrs.field(
        validator=_i.data_type("http://api.digipost.no/schema/datatypes"),
        metadata={"type": "Wildcard"},
    )
    """Root element of the data type, for instance `invoice` or `appointment`, with its
    namespace declared.
    """

    class Meta:
        name = "data-type"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class SenderOrganization:
    """A sender named by organisation number rather than by account id.

    For a broker that acts on behalf of the organisation. It takes an explicit permission from
    Digipost, and a grant from the sender.
    """

    organization_id: str = attrs.field(
        validator=_v.text(pattern="[\\w]{1,35}"),
        metadata={"name": "organization-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian registration number (organisasjonsnummer); 1 to 35 letters, digits or
    underscores pass the schema.
    """

    part_id: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "part-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Unit within the organisation that is the sender, at most 100 characters. Leave out when
    there are no units.
    """

    class Meta:
        name = "sender-organization"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class SmsOverrides:
    """Telephone number and text to use for an SMS in place of Digipost's own.

    Needs permission from Digipost; without it the message is refused, likely with
    `NOTIFICATION_ADDRESSES_NOT_ALLOWED`. Both values are required.
    """

    sms_mobile_number: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "sms-mobile-number", "type": "Element", "namespace": NAMESPACE},
    )
    """The number for the SMS, best with country code such as `+47`. An unusable number is
    refused, likely with `INVALID_PHONE_NUMBER`.
    """

    text: str = attrs.field(
        validator=_v.text(min_length=1, max_length=160),
        repr=_v.masked,
        metadata={"name": "text", "type": "Element", "namespace": NAMESPACE},
    )
    """The text of the SMS, 1 to 160 characters."""

    class Meta:
        name = "sms-overrides"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class ListedTime:
    """A fixed moment at which a notice goes out."""

    time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "time", "type": "Attribute"},
    )
    """Date and clock time, with its offset from UTC. Optional in the schema, but an entry
    without it sets no moment.
    """

    class Meta:
        name = "listed-time"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Feature:
    """A capability or limit of a sender.

    The text is a name. Known ones, each preceded by `no.digipost.feature.`: `delivery.digipost`
    (digital mail), `delivery.digipost-with-print-fallback` (paper for recipients without an
    account), `delivery.direct-to-print` (paper in any case), `validation.digipost.file-size`
    and `validation.digipost.allowed-file-types` (with the limit in `param`),
    `validation.digipost.invoice-allow-no-kid` (an invoice may lack its KID), and checks of PDF
    for print that are on, such as `validation.print.fonts` and `validation.print.margins.left`.
    """

    value: str = attrs.field(
        validator=_v.text(pattern="no\\.digipost\\.feature\\.[a-zA-Z0-9_\\.\\-]+"),
        metadata={},
    )

    param: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "param", "type": "Attribute"},
    )
    """Value that some features have: the greatest file size, the permitted file types, or
    millimetres of tolerance for `validation.print.bleed` and `validation.print.negativebleed`.
    """

    class Meta:
        name = "feature"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class EventMetadata:
    """The details that all events have in common.

    Abstract, with no content of its own: an event carries one of the types derived from it,
    named by `xsi:type`.
    """

    class Meta:
        name = "event-metadata"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (NotAbstract("EventMetadata"),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, EventMetadata.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class UserInformation:
    """A person that is to have a Digipost account.

    Sent with POST to the link `create_or_activate_user_account`; answered by a `UserAccount`.
    """

    national_identity_number: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "national-identity-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Fødselsnummer of the person, 11 digits, though the schema sets no length."""

    phone_number: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "phone-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Telephone number for the account, best with country code."""

    email_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "email-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The e-mail address of the person, for Digipost's own messages."""

    class Meta:
        name = "user-information"
        namespace = NAMESPACE
        element: str | None = "user-information"


@explains_arguments()
@attrs.define(kw_only=True)
class UserAccount:
    """A Digipost account that was created or activated on request."""

    digipost_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "digipost-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The user's name at Digipost, from now on usable as recipient."""

    encryption_key: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "encryption-key", "type": "Element", "namespace": NAMESPACE},
    )
    """Public key of the user, for encrypting documents before they are sent; likely in PEM
    form.
    """

    class Meta:
        name = "user-account"
        namespace = NAMESPACE
        element: str | None = "user-account"


@explains_arguments()
@attrs.define(kw_only=True)
class ArchiveDocumentAttribute:
    """A key with its value on an archived document, both case-sensitive.

    Filters separate keys and values by commas and know no escape, so commas in either are best
    avoided.
    """

    key: str = attrs.field(
        validator=_v.text(max_length=20),
        metadata={"name": "key", "type": "Element", "namespace": NAMESPACE},
    )
    """The criterion to filter by, such as the name of a property; at most 20 characters."""

    value: str = attrs.field(
        validator=_v.text(max_length=100),
        repr=_v.masked,
        metadata={"name": "value", "type": "Element", "namespace": NAMESPACE},
    )
    """The document's value for the key, at most 100 characters; empty in place of removal."""

    class Meta:
        name = "archive-document-attribute"
        namespace = NAMESPACE
        element: str | None = "archive-document-attribute"


@explains_arguments()
@attrs.define(kw_only=True)
class ArchiveDocumentContent:
    """The address from which to download the bytes of an archived document."""

    content_type: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "content-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Media type of what the address gives, such as `application/pdf`."""

    uri: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "uri", "type": "Element", "namespace": NAMESPACE},
    )
    """Address that works once, within 30 seconds; ask for a new one rather than store it."""

    class Meta:
        name = "archive-document-content"
        namespace = NAMESPACE
        element: str | None = "archive-document-content"


@explains_arguments()
@attrs.define(kw_only=True)
class PublicMailboxTag:
    """Marks that a person gets mail from public bodies through Digipost."""

    personal_identification_number: str = attrs.field(
        validator=_v.text(length=11),
        repr=_v.masked,
        metadata={"name": "personal-identification-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Fødselsnummer of the person, exactly 11 characters."""

    class Meta:
        name = "public-mailbox-tag"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Tags:
    """The marks on a person's account.

    Answer to the link `get_tags` with a personal identification number.
    """

    tag_type: list[TagType] = attrs.field(
        factory=list,
        validator=_v.items(_i.member(TagType)),
        metadata={"name": "tag-type", "type": "Element", "namespace": NAMESPACE},
    )
    """One entry for each mark; none if the account has no marks."""

    class Meta:
        name = "tags"
        namespace = NAMESPACE
        element: str | None = "tags"


@explains_arguments()
@attrs.define(kw_only=True)
class SharedDocumentOriginOrganisation:
    """The organisation that a shared document comes from, with its registration number."""

    organisation_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "organisation-number", "type": "Attribute"},
    )
    """Norwegian registration number (organisasjonsnummer), the safe way to recognise it."""

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "name", "type": "Attribute"},
    )
    """The name of the organisation, to show to a reader; compare by number instead."""

    class Meta:
        name = "shared-document-origin-organisation"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class SharedDocumentOriginPrivatePerson:
    """The private person that a shared document comes from, known by name only."""

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "name", "type": "Attribute"},
    )
    """The name of the person. No proof of identity, and not unique."""

    class Meta:
        name = "shared-document-origin-private-person"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class SharedDocumentContent:
    """The address at which a browser can open a shared document.

    For the bytes themselves, follow the link `get_shared_document_content_stream` instead.
    """

    content_type: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "content-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Media type of what the address gives, such as `application/pdf`."""

    uri: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "uri", "type": "Element", "namespace": NAMESPACE},
    )
    """Address on Digipost's content host, likely short-lived; ask for a new one rather than
    store it.
    """

    class Meta:
        name = "shared-document-content"
        namespace = NAMESPACE
        element: str | None = "shared-document-content"


@explains_arguments()
@attrs.define(kw_only=True)
class Entrypoint:
    """The operations that the API offers to the broker, as a list of links.

    Digipost's answer at the root of the API. The same document under the id of a sender has the
    links for acting on behalf of that sender. It brings the certificate that all other answers
    are verified with, so nothing but TLS vouches for this one.
    """

    certificate: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "certificate", "type": "Element", "namespace": NAMESPACE},
    )
    """Digipost's current X.509 certificate in PEM form, whose key signs the answers of the API.
    Digipost can replace it at any time: take it from here instead of shipping a copy with an
    application.
    """

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """The operations on offer, for instance `create_message`, `identify_recipient`, `search`,
    `get_inbox` and `document_events`. One that is missing is likely not open to the account.
    """

    class Meta:
        name = "entrypoint"
        namespace = NAMESPACE
        element: str | None = "entrypoint"


@explains_arguments()
@attrs.define(kw_only=True)
class Suggestion:
    """One way to complete a search text, with a link to its results."""

    search_string: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "search-string", "type": "Element", "namespace": NAMESPACE},
    )
    """The whole search text, to show to the user; for instance a full name."""

    link: Link | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """A `search` link, which answers with the `Recipients` that match the proposed text."""

    class Meta:
        name = "suggestion"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class DocumentStatus:
    """The channel and state of a sent document, and an opening receipt.

    Digipost's answer to a look-up by the document's uuid. Everything about the document itself
    is in attributes.
    """

    attachments: list[DocumentStatus] = attrs.field(
        factory=list,
        validator=_v.items(_i.later(globals(), "DocumentStatus")),
        metadata={"name": "attachments", "type": "Element", "namespace": NAMESPACE},
    )
    """The same about each attachment, when the look-up is for a primary document."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Links about the document, if Digipost gives any."""

    uuid: UUID | None = attrs.field(
        default=None,
        validator=_v.optional(_v.uuid()),
        metadata={"name": "uuid", "type": "Attribute"},
    )
    """Identifies the document, by the identifier chosen when it was sent."""

    sender_id: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807)),
        metadata={"name": "sender-id", "type": "Attribute"},
    )
    """Account that the recipient sees as sender, not necessarily the broker that signed the
    request.
    """

    status: DeliveryStatus | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(DeliveryStatus)),
        metadata={"name": "status", "type": "Attribute"},
    )
    """The state of the delivery of the document through its channel."""

    created: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "created", "type": "Attribute"},
    )
    """The time at which the document came into being at Digipost, likely that of sending."""

    delivered: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "delivered", "type": "Attribute"},
    )
    """The time of delivery; likely absent before that."""

    read: Read | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Read)),
        metadata={"name": "read", "type": "Attribute"},
    )
    """Tells if the recipient has read it. Given only for documents sent with an opening
    receipt, in the channel `DIGIPOST`.
    """

    channel: Channel | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(Channel)),
        metadata={"name": "channel", "type": "Attribute"},
    )
    """The way it went or will go; `PENDING` while an invited recipient has yet to register."""

    is_primary_document: bool | None = attrs.field(
        default=None,
        validator=_v.optional(_v.boolean()),
        metadata={"name": "is-primary-document", "type": "Attribute"},
    )
    """True for the main document of its message, false for an attachment."""

    content_hash: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "content-hash", "type": "Attribute"},
    )
    """Base64 digest of the bytes that Digipost received; compare it with the sender's own to
    prove what arrived.
    """

    content_hash_algorithm: HashAlgorithm | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(HashAlgorithm)),
        metadata={"name": "content-hash-algorithm", "type": "Attribute"},
    )
    """The algorithm of the digest; `NONE` likely means that there is no digest."""

    class Meta:
        name = "document-status"
        namespace = NAMESPACE
        element: str | None = "document-status"


@explains_arguments()
@attrs.define(kw_only=True)
class DocumentMetadata:
    """A document that an event lists, with the way to its content."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """The address to fetch it, by the relation `get_document_content`."""

    uuid: UUID = attrs.field(
        validator=_v.uuid(),
        metadata={"name": "uuid", "type": "Attribute"},
    )
    """Identifies the document among all of its sender's, as chosen when it was sent."""

    technical_type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "technical-type", "type": "Attribute"},
    )
    """Comma-separated types, likely of a document that programs read; absent for ordinary ones."""

    class Meta:
        name = "document-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class InboxDocument:
    """A letter in an organisation's inbox, or an attachment of one.

    Filled in by Digipost. Listing a letter does not count as opening it. Fetch and store the
    content before deleting, since deletion is final.
    """

    id: int = attrs.field(
        validator=_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807),
        metadata={"name": "id", "type": "Element", "namespace": NAMESPACE},
    )
    """Digipost's number of the document, by which to remember what has been handled."""

    reference_from_sender: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "reference-from-sender", "type": "Element", "namespace": NAMESPACE},
    )
    """The sender's own reference for the letter; the value to match with one's own records."""

    subject: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "subject", "type": "Element", "namespace": NAMESPACE},
    )
    """Title that the sender gave it; can be missing."""

    sender: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "sender", "type": "Element", "namespace": NAMESPACE},
    )
    """Display name of the party it comes from. Neither unique nor lasting, as a change of name
    changes it.
    """

    delivery_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "delivery-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time of arrival, which decides the letter's place in the list."""

    first_accessed: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "first-accessed", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the content was first fetched; absent until then."""

    authentication_level: AuthenticationLevel = attrs.field(
        validator=_i.member(AuthenticationLevel),
        metadata={"name": "authentication-level", "type": "Element", "namespace": NAMESPACE},
    )
    """Log-in that the sender wanted for reading; not enforced over the API. A published sample
    spells `TWO_FACTOR` with a space.
    """

    content_type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "content-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Media type of the content, such as `application/pdf`. Can be missing, so look at the
    header of the download too.
    """

    content_uri: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "content-uri", "type": "Element", "namespace": NAMESPACE},
    )
    """Address of the content, possibly relative; it leads on to one that works once within 30
    seconds. Deprecated: the link `get_document_content` is preferred where there is one.
    """

    delete_uri: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "delete-uri", "type": "Element", "namespace": NAMESPACE},
    )
    """The address for a DELETE, possibly relative. Deprecated: the link `self_delete` is
    preferred where there is one.
    """

    attachment: list[InboxDocument] = attrs.field(
        factory=list,
        validator=_v.items(_i.later(globals(), "InboxDocument")),
        metadata={"name": "attachment", "type": "Element", "namespace": NAMESPACE},
    )
    """Documents that came with the letter, one level deep; each has content of its own."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """`get_document_content` to fetch the content and `self_delete` to delete the letter. Only
    one of the published editions of the schema has these links, so be prepared to miss them.
    """

    class Meta:
        name = "inbox-document"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Batch:
    """A set of messages that Digipost sends together, once it is completed.

    Create it with a `uuid`, name it in each message, check the counts and complete it. Nothing
    is sent before that, and Digipost may delete a batch that is left uncompleted. Digital
    letters go out at completion, paper as soon as a working day allows. Cancelling deletes the
    batch and its messages.
    """

    uuid: UUID = attrs.field(
        validator=_v.uuid(),
        metadata={"name": "uuid", "type": "Element", "namespace": NAMESPACE},
    )
    """Chosen by the client that creates the batch; the only value to give in a request."""

    status: BatchStatus | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(BatchStatus)),
        metadata={"name": "status", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost. The batch takes messages, is being processed, or is done."""

    count_digipost: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "count-digipost", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost: the number of messages to digital mailboxes; final once the status is
    `DONE`.
    """

    count_print: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-2147483648, at_most=2147483647)),
        metadata={"name": "count-print", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost: the number of messages on paper; final once the status is `DONE`."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost: `complete_batch` to have it sent and `self_delete` to cancel it."""

    class Meta:
        name = "batch"
        namespace = NAMESPACE
        element: str | None = "batch"


@explains_arguments()
@attrs.define(kw_only=True)
class Error:
    """The reason that Digipost refused or failed a request.

    Comes with most answers of HTTP status 400 and above. The body can also be empty, or
    something other than XML when a proxy answers, so go by the status first.
    """

    error_code: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "error-code", "type": "Element", "namespace": NAMESPACE},
    )
    """Machine-readable reason such as `UNKNOWN_RECIPIENT` or `DUPLICATE_MESSAGE`. No list is
    published: handle an unknown one as a general error of its HTTP status.
    """

    error_message: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "error-message", "type": "Element", "namespace": NAMESPACE},
    )
    """Explanation for the developer of the client. For a rejected request signature it quotes
    the text that Digipost had expected to be signed.
    """

    error_type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "error-type", "type": "Element", "namespace": NAMESPACE},
    )
    """The side at fault: `SERVER`, `CLIENT_DATA` (the message), `CLIENT_TECHNICAL` (the
    client), `CONFIGURATION` (account or agreement) or `NONE`. Required by the schema, yet
    missing in a published sample.
    """

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """The links to follow next, if any. `duplicate_document` likely leads to the document whose
    `uuid` was used again.
    """

    class Meta:
        name = "error"
        namespace = NAMESPACE
        element: str | None = "error"


@explains_arguments()
@attrs.define(kw_only=True)
class Recipient:
    """A Digipost user, a person or an organisation, as described in a search result.

    Everything is filled in by Digipost, and most of it is absent where it does not apply to the
    user.
    """

    firstname: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "firstname", "type": "Element", "namespace": NAMESPACE},
    )
    """Given name of a person, in capital letters in published samples; absent for an
    organisation, as far as is known.
    """

    middlename: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "middlename", "type": "Element", "namespace": NAMESPACE},
    )
    """Any names between given name and family name; can be present and empty."""

    lastname: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "lastname", "type": "Element", "namespace": NAMESPACE},
    )
    """Family name of a person; absent for an organisation, as far as is known."""

    digipost_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "digipost-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The user's unique name at Digipost, such as `ola.nordmann#1234`, for use as recipient of
    a message. Treat it as opaque text, and percent-encode it when it goes into a URL.
    """

    mobile_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "mobile-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Telephone number with all but the last digits masked, as in `*****527`; helps to tell
    namesakes apart.
    """

    organisation_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "organisation-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Nine-digit Norwegian registration number (organisasjonsnummer); absent when the user is a
    person, as far as is known.
    """

    organisation_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "organisation-name", "type": "Element", "namespace": NAMESPACE},
    )
    """The registered name of an organisation; absent when the user is a person, as far as is
    known.
    """

    address: list[Address] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Address)),
        metadata={"name": "address", "type": "Element", "namespace": NAMESPACE},
    )
    """Postal addresses the user is known under, to help a person recognise the right hit."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Links about the hit, among them `self`. In published samples its address holds an
    unescaped `#`, so do not parse it as a URL unchecked.
    """

    class Meta:
        name = "recipient"
        namespace = NAMESPACE
        element: str | None = "recipient"


@explains_arguments()
@attrs.define(kw_only=True)
class PeppolAddresses:
    """Both ends of a delivery through the Peppol network.

    Used instead of naming a Digipost user. The document must be XML, such as an EHF invoice. A
    receiver that the network does not know is refused, likely with `UNKNOWN_PEPPOL_RECIPIENT`.
    The result of the delivery is told by the events `PEPPOL_DELIVERED` and `PEPPOL_FAILED`.
    """

    receiver: PeppolAddress = attrs.field(
        validator=_i.instance(PeppolAddress),
        metadata={"name": "receiver", "type": "Element", "namespace": NAMESPACE},
    )
    """Participant that the document is for; it must be registered in the network."""

    sender: PeppolAddress = attrs.field(
        validator=_i.instance(PeppolAddress),
        metadata={"name": "sender", "type": "Element", "namespace": NAMESPACE},
    )
    """Participant that the document comes from. It is stated in addition to the sender of the
    message.
    """

    class Meta:
        name = "peppol-addresses"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class PrintRecipient:
    """A name with a postal address, as it goes on the cover sheet of a paper letter.

    Serves for the addressee and for the return address. It must be complete by the rules of the
    Norwegian postal service. Exactly one of the two kinds of address is given.
    """

    name: str = attrs.field(
        validator=_v.text(max_length=130),
        repr=_v.masked,
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """First line on the cover sheet: a person or an organisation, at most 130 characters."""

    norwegian_address: NorwegianAddress | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(NorwegianAddress)),
        metadata={"name": "norwegian-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Use for a place in Norway; excludes `foreign_address`."""

    foreign_address: ForeignAddress | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ForeignAddress)),
        metadata={"name": "foreign-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Use for a place outside Norway; excludes `norwegian_address`."""

    class Meta:
        name = "print-recipient"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (
            Choice(((("norwegian_address",), ()), (("foreign_address",), ())), at_least_one=True),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, PrintRecipient.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class IdentificationResultWithEncryptionKey:
    """Outcome of an identification, with the key to encrypt documents for that user.

    Answer to an `Identification` sent with POST to the link
    `identify_recipient_with_encryption_key`.
    """

    identification_result: IdentificationResult = attrs.field(
        validator=_i.instance(IdentificationResult),
        metadata={"name": "identification-result", "type": "Element", "namespace": NAMESPACE},
    )
    """The answer that the same question gets without asking for a key."""

    encryption_key: EncryptionKey | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(EncryptionKey)),
        metadata={"name": "encryption-key", "type": "Element", "namespace": NAMESPACE},
    )
    """Public key of a Digipost user. It must be there with result `DIGIPOST`; otherwise there
    is no mailbox to encrypt for.
    """

    class Meta:
        name = "identification-result-with-encryption-key"
        namespace = NAMESPACE
        element: str | None = "identification-result-with-encryption-key"


@explains_arguments()
@attrs.define(kw_only=True)
class Identification:
    """The party to look up: a person or organisation that may be a Digipost user.

    Give exactly one of the identifiers; the schema lets all be absent, which asks nothing. The
    safest are a personal identification number and a Digipost address. Identifying before
    sending is optional. The answer is an `identification_result`.
    """

    personal_identification_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(length=11)),
        repr=_v.masked,
        metadata={"name": "personal-identification-number", "type": "Element", "namespace": NAMESPACE},
    )
    """National identity number (fødselsnummer) of a person, exactly 11 characters. The answer
    will not tell the Digipost address. Leave check digits to Digipost: test persons can have
    wrong ones.
    """

    organisation_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(length=9)),
        metadata={"name": "organisation-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian registration number (organisasjonsnummer) of an organisation, exactly 9
    characters.
    """

    digipost_address: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "digipost-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Name at Digipost, such as `ola.nordmann#1234`; a way to learn whether a stored one still
    holds.
    """

    name_and_address: NameAndAddress | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(NameAndAddress)),
        metadata={"name": "name-and-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Describes a person without any number; can fit more than one, which gives
    `MULTIPLE_MATCHES`.
    """

    bank_account_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(length=11)),
        repr=_v.masked,
        metadata={"name": "bank-account-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian account number (kontonummer) of the party, exactly 11 characters. Needs
    permission from Digipost.
    """

    include_personalias_for_digipost_user: bool = attrs.field(
        default=False,
        validator=_v.boolean(),
        metadata={"name": "include-personalias-for-digipost-user", "type": "Attribute"},
    )
    """Asks for a `person_alias` in the answer also for a Digipost user; false when left out."""

    class Meta:
        name = "identification"
        namespace = NAMESPACE
        element: str | None = "identification"
        structure: tuple[Rule, ...] = (
            Choice(
                (
                    ((), ("personal_identification_number",)),
                    ((), ("organisation_number",)),
                    ((), ("digipost_address",)),
                    ((), ("name_and_address",)),
                    ((), ("bank_account_number",)),
                ),
                at_least_one=False,
            ),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, Identification.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class PrintInstructions:
    """Special instructions for the print of a letter, as pairs of key and value.

    The existing keys are not published, so this is of use only by agreement with Digipost.
    """

    print_instruction: list[PrintInstruction] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(PrintInstruction)),
        metadata={"name": "print-instruction", "type": "Element", "namespace": NAMESPACE},
    )
    """One pair for each thing to be done specially, at least one."""

    class Meta:
        name = "print-instructions"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (Occurs("print_instruction", 1, None),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, PrintInstructions.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class AdditionalData:
    """Data to add to a document that has been delivered.

    Sent with POST to the document's link `add_data`, or to `stop_sharing` of a
    `ShareDocumentsRequestState`. The accepted additions are not documented; likely those that
    complement what was sent, as `invoice-payment` does `invoice`.
    """

    data_type: DataType = attrs.field(
        validator=_i.instance(DataType),
        metadata={"name": "data-type", "type": "Element", "namespace": NAMESPACE},
    )
    """The addition itself, such as an `invoice-payment` when an invoice has been paid."""

    sender_id: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807)),
        metadata={"name": "sender-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Account that the document was sent for, when it is not the broker's. Excludes
    `sender_organization`.
    """

    sender_organization: SenderOrganization | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(SenderOrganization)),
        metadata={"name": "sender-organization", "type": "Element", "namespace": NAMESPACE},
    )
    """The same account by organisation number; excludes `sender_id`."""

    class Meta:
        name = "additional-data"
        namespace = NAMESPACE
        element: str | None = "additional-data"
        structure: tuple[Rule, ...] = (
            Choice(((("sender_id",), ()), (("sender_organization",), ())), at_least_one=False),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, AdditionalData.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class SmsNotification:
    """Notices by SMS about a document that is still unread.

    They are charged. They go out between 9 and 20 only: one that falls outside waits until
    about 9 the next morning, and none goes out once the document has been read. Times can be
    fixed, relative to delivery, or both.
    """

    overrides: SmsOverrides | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(SmsOverrides)),
        metadata={"name": "overrides", "type": "Element", "namespace": NAMESPACE},
    )
    """Another number or wording than Digipost would use; leave out to notify the recipient in
    the ordinary way.
    """

    at: list[ListedTime] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(ListedTime)),
        metadata={"name": "at", "type": "Element", "namespace": NAMESPACE},
    )
    """Fixed times, one SMS for each. Refused if unusable, likely with
    `INVALID_SMS_NOTIFICATION_TIME`.
    """

    after_hours: list[int] = attrs.field(
        factory=list,
        validator=_v.items(_n.integer(at_least=0, at_most=2147483647)),
        metadata={"name": "after-hours", "type": "Element", "namespace": NAMESPACE},
    )
    """Hours from delivery to SMS, whole and not negative, one SMS for each; 0 means straight
    after delivery.
    """

    class Meta:
        name = "sms-notification"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class EmailNotification:
    """Notices by e-mail about a document that is still unread, in the sender's words.

    Choosing the address likely needs permission from Digipost, without which the message is
    refused with `NOTIFICATION_ADDRESSES_NOT_ALLOWED`. The standard e-mails from Digipost are
    sent regardless.
    """

    email_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "email-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The address for the notice. An unusable one is refused, likely with
    `INVALID_EMAIL_ADDRESS`.
    """

    subject: str = attrs.field(
        validator=_v.text(min_length=1, max_length=100),
        repr=_v.masked,
        metadata={"name": "subject", "type": "Element", "namespace": NAMESPACE},
    )
    """Title of the e-mail, 1 to 100 characters; it is readable without log-in, so keep it
    discreet.
    """

    text: str = attrs.field(
        validator=_v.text(min_length=1, max_length=500),
        repr=_v.masked,
        metadata={"name": "text", "type": "Element", "namespace": NAMESPACE},
    )
    """The text of the e-mail, 1 to 500 characters; it is readable without log-in, so keep it
    discreet.
    """

    at: list[ListedTime] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(ListedTime)),
        metadata={"name": "at", "type": "Element", "namespace": NAMESPACE},
    )
    """The times to send it, at least one; one e-mail for each. Refused if unusable, likely with
    `INVALID_EMAIL_NOTIFICATION_TIME`.
    """

    class Meta:
        name = "email-notification"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (Occurs("at", 1, None),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, EmailNotification.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Features:
    """The features that are switched on for a sender.

    The list is open and grows without notice: ask whether a certain feature is in it, and
    disregard those not known.
    """

    feature: list[Feature] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Feature)),
        metadata={"name": "feature", "type": "Element", "namespace": NAMESPACE},
    )
    """One entry for each capability or limit, at least one."""

    class Meta:
        name = "features"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (Occurs("feature", 1, None),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, Features.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Event:
    """Something that happened to a document after it was sent.

    Events have no identifier of their own: several can share the `uuid` of a document, so tell
    them apart by `uuid`, `type` and `created` together.
    """

    metadata: EventMetadata | RawElement | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(EventMetadata, RawElement)),
        metadata={"name": "metadata", "type": "Element", "namespace": NAMESPACE},
    )
    """Details, of the kind that the `type` calls for; absent when there is nothing to add."""

    uuid: UUID = attrs.field(
        validator=_v.uuid(),
        metadata={"name": "uuid", "type": "Attribute"},
    )
    """The document that it happened to. It does not identify the event, as several share it."""

    type: EventType = attrs.field(
        validator=_i.member(EventType),
        metadata={"name": "type", "type": "Attribute"},
    )
    """The kind of event. Be prepared for kinds that are not known today."""

    created: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "created", "type": "Attribute"},
    )
    """The time of the event. Continue polling from the newest one handled, and expect several
    with the same time.
    """

    document_created: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "document-created", "type": "Attribute"},
    )
    """The time at which the document came into being at Digipost, as opposed to the event."""

    class Meta:
        name = "event"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class EmailDeliveredMetadata(EventMetadata):
    """Details of a message that was sent by e-mail.

    Likely goes with `EMAIL_MESSAGE_SENT`.
    """

    email_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "email-address", "type": "Attribute"},
    )
    """The address to which the message was sent; one of those in the `email_details` of the
    message.
    """

    class Meta(EventMetadata.Meta):
        name = "email-delivered-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class EmailNotificationFailedMetadata(EventMetadata):
    """Details of an e-mail that could not be delivered.

    Goes with `EMAIL_NOTIFICATION_FAILED`, and likely with `EMAIL_MESSAGE_FAILED`.
    """

    email_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "email-address", "type": "Attribute"},
    )
    """The address to which the e-mail should have gone."""

    error_code: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "error-code", "type": "Attribute"},
    )
    """Reason for the failure. The values are not published: good for a log, not for decisions."""

    class Meta(EventMetadata.Meta):
        name = "email-notification-failed-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class SmsNotificationFailedMetadata(EventMetadata):
    """Details of an SMS that could not be delivered.

    Goes with `SMS_NOTIFICATION_FAILED`.
    """

    mobile_number: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "mobile-number", "type": "Attribute"},
    )
    """Telephone number that the SMS should have gone to."""

    error_code: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "error-code", "type": "Attribute"},
    )
    """Reason for the failure. The values are not published: good for a log, not for decisions."""

    class Meta(EventMetadata.Meta):
        name = "sms-notification-failed-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class SmsNotificationDeliveredMetadata(EventMetadata):
    """Details of an SMS that was delivered.

    Goes with `SMS_NOTIFICATION_DELIVERED`. In no published edition of the schema: newer code of
    Digipost's Java client has it.
    """

    mobile_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "mobile-number", "type": "Attribute"},
    )
    """Telephone number that the SMS went to."""

    class Meta(EventMetadata.Meta):
        name = "sms-notification-delivered-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class FailedPrintMetadata(EventMetadata):
    """Details of a letter that could not be printed.

    Goes with `PRINT_FAILED`.
    """

    error_code: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "error-code", "type": "Attribute"},
    )
    """Reason for the failure. The values are not published: good for a log, not for decisions."""

    class Meta(EventMetadata.Meta):
        name = "failed-print-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class FailedPeppolMetadata(EventMetadata):
    """Details of a document that could not be delivered through Peppol.

    Goes with `PEPPOL_FAILED`.
    """

    error_code: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "error-code", "type": "Attribute"},
    )
    """Reason for the failure. The values are not published: good for a log, not for decisions."""

    class Meta(EventMetadata.Meta):
        name = "failed-peppol-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class PostmarkedMetadata(EventMetadata):
    """Details of a paper letter that has been postmarked.

    Goes with `POSTMARKED`.
    """

    postmarked_date: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "postmarked-date", "type": "Attribute"},
    )
    """Date and clock time of the postmark, likely when the postal service received the letter."""

    class Meta(EventMetadata.Meta):
        name = "postmarked-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class RequestForRegistrationExpiredMetadata(EventMetadata):
    """Details of an invitation whose deadline passed before the recipient registered.

    Goes with `REQUEST_FOR_REGISTRATION_EXPIRED`. Only one of the published editions of the
    schema has it.
    """

    fallback_channel: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "fallback-channel", "type": "Attribute"},
    )
    """The fate of the letter: `print` if it goes out on paper, `none` if the sender must see to
    it.
    """

    class Meta(EventMetadata.Meta):
        name = "request-for-registration-expired-metadata"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class ArchiveDocument:
    """A document in an archive: the facts about it, without the bytes.

    When storing, the bytes go in a part of the multipart request whose file name is the `uuid`.
    Later only attributes and `referenceid` can be changed.
    """

    uuid: UUID = attrs.field(
        validator=_v.uuid(),
        metadata={"name": "uuid", "type": "Element", "namespace": NAMESPACE},
    )
    """Identifier chosen by the client that stores the document; never used before by this
    sender. Further ones can be given later through the link `add_unique_uuid`.
    """

    file_name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=255)),
        repr=_v.masked,
        metadata={"name": "file-name", "type": "Element", "namespace": NAMESPACE},
    )
    """Name to show for the file, at most 255 characters."""

    file_type: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "file-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Format of the file as a lower-case extension such as `pdf`."""

    referenceid: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=255)),
        repr=_v.masked,
        metadata={"name": "referenceid", "type": "Element", "namespace": NAMESPACE},
    )
    """A reference of one's own to look documents up by, at most 255 characters. Can be shared
    by several documents and changed later.
    """

    content_type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "content-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Media type of the bytes, such as `application/pdf`."""

    content_hash: ContentHash | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ContentHash)),
        metadata={"name": "content-hash", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost: digest of the stored bytes."""

    attributes: list[ArchiveDocumentAttribute] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(ArchiveDocumentAttribute)),
        metadata={"name": "attributes", "type": "Element", "namespace": NAMESPACE},
    )
    """Keys and values to filter by, at most 15 pairs. They can be changed later but not
    removed; set an unwanted one to the empty string.
    """

    archived_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "archived-time", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost: when the document was stored. Date filters go by it."""

    deletion_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "deletion-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which Digipost shall delete the document. Leave out to keep it."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost: ways to fetch (`get_archive_document_content_stream`), update
    (`self_update`) and delete (`self_delete`) the document, among others.
    """

    class Meta:
        name = "archive-document"
        namespace = NAMESPACE
        element: str | None = "archive-document"
        structure: tuple[Rule, ...] = (Occurs("attributes", 0, 15),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, ArchiveDocument.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Tag:
    """A mark to set on a person's account, or to take away.

    Sent with POST to the link `add_tag` or `remove_tag`. Only one of the published editions of
    the schema has tags.
    """

    public_mailbox_tag: PublicMailboxTag = attrs.field(
        validator=_i.instance(PublicMailboxTag),
        metadata={"name": "public-mailbox-tag", "type": "Element", "namespace": NAMESPACE},
    )
    """The person gets mail from public bodies through Digipost; the one kind of mark there is."""

    class Meta:
        name = "tag"
        namespace = NAMESPACE
        element: str | None = "tag"


@explains_arguments()
@attrs.define(kw_only=True)
class SharedDocumentOrigin:
    """The origin of a shared document: an organisation or a private person."""

    organisation: SharedDocumentOriginOrganisation | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(SharedDocumentOriginOrganisation)),
        metadata={"name": "organisation", "type": "Element", "namespace": NAMESPACE},
    )
    """An organisation, with number and name; excludes `private_person`."""

    private_person: SharedDocumentOriginPrivatePerson | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(SharedDocumentOriginPrivatePerson)),
        metadata={"name": "private-person", "type": "Element", "namespace": NAMESPACE},
    )
    """A person, with nothing but a name; excludes `organisation`."""

    class Meta:
        name = "shared-document-origin"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (
            Choice(((("organisation",), ()), (("private_person",), ())), at_least_one=True),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, SharedDocumentOrigin.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Autocomplete:
    """Proposals for completing a search text that is being typed.

    Digipost's answer to the link `Autocomplete` followed by the text so far.
    """

    suggestion: list[Suggestion] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Suggestion)),
        metadata={"name": "suggestion", "type": "Element", "namespace": NAMESPACE},
    )
    """The proposed texts; none if nothing fits."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Links for the list of proposals; none are needed to use it."""

    class Meta:
        name = "autocomplete"
        namespace = NAMESPACE
        element: str | None = "autocomplete"


@explains_arguments()
@attrs.define(kw_only=True)
class MoveFilesFromPublicSectorMetadata(EventMetadata):
    """Details of a letter from the public sector that is to be moved to another mailbox.

    Goes with `MOVE_FILES_FROM_PUBLIC_SECTOR`. Its use is not documented; likely the recipient
    has changed to another provider of digital mail, and the documents are to be fetched for it.
    """

    document: list[DocumentMetadata] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(DocumentMetadata)),
        metadata={"name": "document", "type": "Element", "namespace": NAMESPACE},
    )
    """The documents to move, at least one, with links to fetch their content."""

    x509_certificate: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "x509Certificate", "type": "Element", "namespace": NAMESPACE},
    )
    """X.509 certificate, likely that of the destination, to encrypt what is moved there."""

    opened: bool = attrs.field(
        validator=_v.boolean(),
        metadata={"name": "opened", "type": "Attribute"},
    )
    """Tells if the recipient has already opened the letter in Digipost."""

    delivery_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "delivery-time", "type": "Attribute"},
    )
    """The time at which the letter was delivered in Digipost."""

    subject: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "subject", "type": "Attribute"},
    )
    """Title of the letter as the recipient knows it."""

    authentication_level: AuthenticationLevel = attrs.field(
        validator=_i.member(AuthenticationLevel),
        metadata={"name": "authentication-level", "type": "Attribute"},
    )
    """Log-in that reading it has required, likely to be kept up at the destination."""

    sensitivity_level: SensitivityLevel = attrs.field(
        validator=_i.member(SensitivityLevel),
        metadata={"name": "sensitivity-level", "type": "Attribute"},
    )
    """Visibility of sender and subject before log-in, likely to be kept up at the destination."""

    destination_mailbox: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "destination-mailbox", "type": "Attribute"},
    )
    """The destination of the letter, likely the name of a provider of digital mail."""

    destination_mailbox_address: str = attrs.field(
        validator=_v.text(),
        repr=_v.masked,
        metadata={"name": "destination-mailbox-address", "type": "Attribute"},
    )
    """The recipient's address there, the counterpart of a Digipost address."""

    class Meta(EventMetadata.Meta):
        name = "move-files-from-public-sector-metadata"
        namespace = NAMESPACE
        element: str | None = None
        structure: tuple[Rule, ...] = (Occurs("document", 1, None),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, MoveFilesFromPublicSectorMetadata.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Inbox:
    """A page of the letters in an organisation's own inbox, newest first.

    Pages are cut by offset and limit, 100 letters unless asked for otherwise and 1000 at most.
    Positions shift when mail arrives, so keep track by `id`. Private persons' mailboxes cannot
    be read.
    """

    document: list[InboxDocument] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(InboxDocument)),
        metadata={"name": "document", "type": "Element", "namespace": NAMESPACE},
    )
    """The letters, by falling delivery time; none on a page beyond the last."""

    class Meta:
        name = "inbox"
        namespace = NAMESPACE
        element: str | None = "inbox"


@explains_arguments()
@attrs.define(kw_only=True)
class Recipients:
    """The Digipost users that match a search text, at most 10.

    Meant for a person to pick the right one. Not even a single hit proves identity, so never
    send to a search result automatically; use an `Identification` for that.
    """

    recipient: list[Recipient] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Recipient)),
        metadata={"name": "recipient", "type": "Element", "namespace": NAMESPACE},
    )
    """One entry for each user found; none if no user matches."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Links of the search as a whole, in published samples a `self` with the text that was
    searched for.
    """

    class Meta:
        name = "recipients"
        namespace = NAMESPACE
        element: str | None = "recipients"


@explains_arguments()
@attrs.define(kw_only=True)
class PrintDetails:
    """Addresses and options for printing a letter and posting it on paper.

    The sender needs a print agreement, and every document must be PDF. There is one print run
    each working day, and a letter sent before 20:00 is normally in that of the following day.
    Both addresses appear on a cover sheet that Digipost adds. In the answer to a printed
    message every document has the subject `N/A`.
    """

    recipient: PrintRecipient = attrs.field(
        validator=_i.instance(PrintRecipient),
        metadata={"name": "recipient", "type": "Element", "namespace": NAMESPACE},
    )
    """The postal address of the recipient. An incomplete address is refused, likely with
    `INVALID_RECIPIENT_PRINT_ADDRESS`.
    """

    return_address: PrintRecipient = attrs.field(
        validator=_i.instance(PrintRecipient),
        metadata={"name": "return-address", "type": "Element", "namespace": NAMESPACE},
    )
    """The address to which a letter is returned that cannot be delivered; required even with
    `SHRED`. An incomplete one is refused, likely with `INVALID_RETURN_ADDRESS`.
    """

    color: PrintColors | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(PrintColors)),
        metadata={"name": "color", "type": "Element", "namespace": NAMESPACE},
    )
    """Black and white or colour, the latter at an extra price; `MONOCHROME` when left out."""

    nondeliverable_handling: NondeliverableHandling | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(NondeliverableHandling)),
        metadata={"name": "nondeliverable-handling", "type": "Element", "namespace": NAMESPACE},
    )
    """The treatment of a letter that cannot be delivered; `RETURN_TO_SENDER` when left out."""

    print_instructions: PrintInstructions | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(PrintInstructions)),
        metadata={"name": "print-instructions", "type": "Element", "namespace": NAMESPACE},
    )
    """Special instructions for the print. Leave out unless agreed with Digipost, as none are
    documented.
    """

    class Meta:
        name = "print-details"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Document:
    """One file of a message, described: its title, format, protection and notices.

    The bytes are not here; they travel as a part of the multipart request whose file name is
    the `uuid`. The sender fills in the description. In answers Digipost adds `content_hash` and
    links.
    """

    uuid: UUID | None = attrs.field(
        default=None,
        validator=_v.optional(_v.uuid()),
        metadata={"name": "uuid", "type": "Element", "namespace": NAMESPACE},
    )
    """The sender's identifier of the document, lower-case and never used before by this sender.
    It ties the document to its content and is the key to its status and events. Without one the
    content cannot be matched; a used one is refused, likely with `DUPLICATE_DOCUMENT_ID`.
    """

    subject: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=255)),
        repr=_v.masked,
        metadata={"name": "subject", "type": "Element", "namespace": NAMESPACE},
    )
    """Title that the recipient sees, at most 255 characters and never blank. It is not
    documented whether paper letters need a title; answers about them say `N/A`.
    """

    file_type: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "file-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Format of the file as a lower-case extension such as `pdf`, `html` or `png`; likely all
    that decides how the content is treated. Lower-case letters, digits, hyphen and underscore,
    under 30 characters, are safe. Paper letters must be `pdf`.
    """

    opening_receipt: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "opening-receipt", "type": "Element", "namespace": NAMESPACE},
    )
    """Only in requests: asks for a receipt when the recipient opens the document, at a charge.
    The text to put here is not documented. Excludes `opened`.
    """

    opened: bool | None = attrs.field(
        default=None,
        validator=_v.optional(_v.boolean()),
        metadata={"name": "opened", "type": "Element", "namespace": NAMESPACE},
    )
    """Only in answers: true if the recipient has opened the document by now. Excludes
    `opening_receipt`.
    """

    sms_notification: SmsNotification | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(SmsNotification)),
        metadata={"name": "sms-notification", "type": "Element", "namespace": NAMESPACE},
    )
    """Tells the recipient about the document by SMS while it is unread, at an extra charge.
    Leave out for no SMS.
    """

    email_notification: EmailNotification | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(EmailNotification)),
        metadata={"name": "email-notification", "type": "Element", "namespace": NAMESPACE},
    )
    """Tells the recipient about the document by e-mail while it is unread, in the sender's
    words. The standard e-mails from Digipost are sent regardless.
    """

    authentication_level: AuthenticationLevel | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(AuthenticationLevel)),
        metadata={"name": "authentication-level", "type": "Element", "namespace": NAMESPACE},
    )
    """Log-in that the recipient needs to open the document; `PASSWORD` when left out, so a
    deliberate choice is better. One too weak for the content is refused, likely with
    `AUTHENTICATION_LEVEL_TOO_LOW`.
    """

    sensitivity_level: SensitivityLevel | None = attrs.field(
        default=None,
        validator=_v.optional(_i.member(SensitivityLevel)),
        metadata={"name": "sensitivity-level", "type": "Element", "namespace": NAMESPACE},
    )
    """The facts that notices and weaker log-ins reveal about the document; `NORMAL` when left
    out, which reveals sender and subject.
    """

    encrypted: Encrypted | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Encrypted)),
        metadata={"name": "encrypted", "type": "Element", "namespace": NAMESPACE},
    )
    """Present when the sender has encrypted the content before sending it. Needs permission
    from Digipost; without it the message is refused, likely with `NOT_APPROVED_FOR_PREENCRYPT`.
    """

    content_hash: ContentHash | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(ContentHash)),
        metadata={"name": "content-hash", "type": "Element", "namespace": NAMESPACE},
    )
    """Only in answers: digest of the bytes that Digipost received. Leave out when sending."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Only in answers: for instance `add_data`, if there is a data type to which more can be
    added.
    """

    data_type: DataType | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(DataType)),
        metadata={"name": "data-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Structured content such as an invoice or an appointment, which Digipost presents along
    with the file. At most one; the file is still required.
    """

    technical_type: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "technical-type", "type": "Attribute"},
    )
    """Comma-separated types, likely for a document that programs read. Needs permission from
    Digipost; without it the message is refused, likely with
    `NOT_APPROVED_FOR_TECHNICAL_ATTACHMENTS`.
    """

    class Meta:
        name = "document"
        namespace = NAMESPACE
        element: str | None = "document"
        structure: tuple[Rule, ...] = (
            Choice(((("opening_receipt",), ()), (("opened",), ())), at_least_one=False),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, Document.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class SenderInformation:
    """The permission of the broker to act for a sender, and the features of that sender.

    Digipost's answer to a look-up, by the sender's account id or by organisation and unit.
    """

    sender_id: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807)),
        metadata={"name": "sender-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Account of the sender, which a look-up by organisation number is after. Likely absent
    when nothing could be told.
    """

    status: SenderStatus = attrs.field(
        validator=_i.member(SenderStatus),
        metadata={"name": "status", "type": "Element", "namespace": NAMESPACE},
    )
    """`VALID_SENDER` if the broker can send for this account."""

    supported_features: Features | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Features)),
        metadata={"name": "supported-features", "type": "Element", "namespace": NAMESPACE},
    )
    """The features that are switched on for the sender; absent when nothing is reported."""

    class Meta:
        name = "sender-information"
        namespace = NAMESPACE
        element: str | None = "sender-information"


@explains_arguments()
@attrs.define(kw_only=True)
class DocumentEvents:
    """Events of the broker's documents in a stretch of time.

    Digipost's answer to polling. Events belong to the broker and cover all senders it acts for,
    unless the query narrows them. Digipost keeps them for 30 days, and they cannot be deleted.
    Fewer of them than the query allowed for means that there are no more.
    """

    event: list[Event] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Event)),
        metadata={"name": "event", "type": "Element", "namespace": NAMESPACE},
    )
    """One entry for each happening; none if there was nothing."""

    class Meta:
        name = "document-events"
        namespace = NAMESPACE
        element: str | None = "document-events"


@explains_arguments()
@attrs.define(kw_only=True)
class Archive:
    """A collection of documents that Digipost keeps for a sender.

    To store documents it goes, with file name `archive`, as the first part of a multipart
    request to the link `archive_documents`. In an answer it is a page of what the archive
    holds: up to 100 documents and, as long as there are more, a link to the next ones. An
    archive can hold millions, so look documents up rather than reading through them all.
    """

    sender_id: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807)),
        metadata={"name": "sender-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Account whose archive it is, when it is not the broker's. Excludes `sender_organization`."""

    sender_organization: SenderOrganization | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(SenderOrganization)),
        metadata={"name": "sender-organization", "type": "Element", "namespace": NAMESPACE},
    )
    """The same account by organisation number, when it is not the broker's; excludes
    `sender_id`.
    """

    name: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "name", "type": "Element", "namespace": NAMESPACE},
    )
    """Tells the archives of an account apart. Leave out for the default archive."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Set by Digipost. `next_documents` leads to more; on the last page it is missing."""

    documents: list[ArchiveDocument] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(ArchiveDocument)),
        metadata={"name": "documents", "type": "Element", "namespace": NAMESPACE},
    )
    """In a request the documents to store, at most 201; in an answer those on the page."""

    class Meta:
        name = "archive"
        namespace = NAMESPACE
        element: str | None = "archive"
        structure: tuple[Rule, ...] = (
            Choice(((("sender_id",), ()), (("sender_organization",), ())), at_least_one=False),
            Occurs("documents", 0, 201),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, Archive.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class SharedDocument:
    """A document in the recipient's mailbox that they let the sender of the request read."""

    delivery_time: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "delivery-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the recipient first got it, possibly long before the request."""

    subject: str = attrs.field(
        validator=_v.text(max_length=255),
        repr=_v.masked,
        metadata={"name": "subject", "type": "Element", "namespace": NAMESPACE},
    )
    """Title of the document there, at most 255 characters."""

    file_type: str = attrs.field(
        validator=_v.text(),
        metadata={"name": "file-type", "type": "Element", "namespace": NAMESPACE},
    )
    """Format of the file as an extension, such as `pdf`."""

    file_size_bytes: int = attrs.field(
        validator=_n.integer(),
        metadata={"name": "file-size-bytes", "type": "Element", "namespace": NAMESPACE},
    )
    """Size of the content in bytes, to know before fetching it."""

    origin: SharedDocumentOrigin = attrs.field(
        validator=_i.instance(SharedDocumentOrigin),
        metadata={"name": "origin", "type": "Element", "namespace": NAMESPACE},
    )
    """The party from which the recipient got it, which tells how far to trust it."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """`get_shared_document_content_stream` to fetch the bytes, `get_shared_document_content`
    for an address that a browser can open.
    """

    class Meta:
        name = "shared-document"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class MessageRecipient:
    """The recipient of a message, with a postal address for print.

    Name the recipient in one of seven ways, and add `print_details` if the letter may be
    printed for a recipient without a Digipost account. Without them such a message is refused
    with HTTP status 404. `print_details` alone sends the letter straight to print, which needs
    permission from Digipost.
    """

    personal_identification_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(length=11)),
        repr=_v.masked,
        metadata={"name": "personal-identification-number", "type": "Element", "namespace": NAMESPACE},
    )
    """National identity number (fødselsnummer) of a person, exactly 11 characters; required
    together with a `request_for_registration`.
    """

    organisation_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(length=9)),
        metadata={"name": "organisation-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian registration number (organisasjonsnummer) of an organisation, exactly 9
    characters.
    """

    digipost_address: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "digipost-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Name of a user at Digipost, such as `ola.nordmann#1234`."""

    email_details: EmailDetails | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(EmailDetails)),
        metadata={"name": "email-details", "type": "Element", "namespace": NAMESPACE},
    )
    """Delivers the message by e-mail to up to 50 addresses, instead of to a Digipost user."""

    peppol_addresses: PeppolAddresses | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(PeppolAddresses)),
        metadata={"name": "peppol-addresses", "type": "Element", "namespace": NAMESPACE},
    )
    """Delivers the document through the Peppol network, instead of to a Digipost user. It must
    be XML, such as an EHF invoice.
    """

    name_and_address: NameAndAddress | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(NameAndAddress)),
        metadata={"name": "name-and-address", "type": "Element", "namespace": NAMESPACE},
    )
    """Describes a person without a known identifier. Digipost must find a single match;
    otherwise the letter is printed if there are `print_details`.
    """

    bank_account_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(length=11)),
        repr=_v.masked,
        metadata={"name": "bank-account-number", "type": "Element", "namespace": NAMESPACE},
    )
    """Norwegian account number (kontonummer) of the recipient, exactly 11 characters. Needs
    permission from Digipost.
    """

    print_details: PrintDetails | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(PrintDetails)),
        metadata={"name": "print-details", "type": "Element", "namespace": NAMESPACE},
    )
    """The details that a paper letter needs. Next to an identifier they are the fallback; on
    their own they send the letter to print without trying Digipost first. Print takes an
    agreement and PDF documents.
    """

    class Meta:
        name = "message-recipient"
        namespace = NAMESPACE
        element: str | None = "message-recipient"
        structure: tuple[Rule, ...] = (
            Choice(
                (
                    ((), ("personal_identification_number",)),
                    ((), ("organisation_number",)),
                    ((), ("digipost_address",)),
                    ((), ("email_details",)),
                    ((), ("peppol_addresses",)),
                    ((), ("name_and_address",)),
                    ((), ("bank_account_number",)),
                ),
                at_least_one=False,
            ),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, MessageRecipient.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class PrintIfUnread:
    """Paper as a second attempt for a letter that stays unread in Digipost."""

    print_if_unread_after: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "print-if-unread-after", "type": "Element", "namespace": NAMESPACE},
    )
    """The deadline: if the letter has not been read by then, it is printed and posted."""

    print_details: PrintDetails = attrs.field(
        validator=_i.instance(PrintDetails),
        metadata={"name": "print-details", "type": "Element", "namespace": NAMESPACE},
    )
    """Addresses and options of the paper letter. Needs a print agreement and PDF documents."""

    class Meta:
        name = "print-if-unread"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class RequestForRegistration:
    """Invites a recipient without a Digipost account to register and receive the letter there.

    The invitation goes out by SMS, with a text that is agreed with Digipost. Until the person
    registers the channel is `PENDING`. The recipient must be given by personal identification
    number; a recipient with an account likely just gets the letter.
    """

    registration_deadline: datetime = attrs.field(
        validator=_v.aware_datetime(),
        metadata={"name": "registration-deadline", "type": "Element", "namespace": NAMESPACE},
    )
    """Time by which to register. After it the letter is printed, or dropped if there are no
    `print_details`; in that case look at the document status before the deadline.
    """

    phone_number: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "phone-number", "type": "Element", "namespace": NAMESPACE},
    )
    """The number for the SMS, best with country code. A bare number, one without `+`, `00` or
    `011`, is taken as Norwegian when it has exactly 8 characters and is refused otherwise.
    """

    email_address: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        repr=_v.masked,
        metadata={"name": "email-address", "type": "Element", "namespace": NAMESPACE},
    )
    """An e-mail address of the invited person, if known."""

    print_details: PrintDetails | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(PrintDetails)),
        metadata={"name": "print-details", "type": "Element", "namespace": NAMESPACE},
    )
    """The details of a paper letter, to print it after the deadline. Leave out to send nothing
    on paper.
    """

    class Meta:
        name = "request-for-registration"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class MessageDelivery:
    """Digipost's receipt for a message that was sent.

    Made by Digipost only, as the answer to a `Message`. It tells which channel was chosen and
    what was stored; keep the document uuids to ask for status and events later.
    """

    message_id: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "message-id", "type": "Element", "namespace": NAMESPACE},
    )
    """The id that the sender gave the message, if any."""

    delivery_method: Channel = attrs.field(
        validator=_i.member(Channel),
        metadata={"name": "delivery-method", "type": "Element", "namespace": NAMESPACE},
    )
    """Channel that Digipost chose. While an invited recipient has not registered it is
    `PENDING`, although some documentation says that it is absent then.
    """

    sender_id: int = attrs.field(
        validator=_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807),
        metadata={"name": "sender-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Account that the recipient sees as sender: the one the message names, or else the broker."""

    status: MessageStatus = attrs.field(
        validator=_i.member(MessageStatus),
        metadata={"name": "status", "type": "Element", "namespace": NAMESPACE},
    )
    """`DELIVERED` for digital mail, `DELIVERED_TO_PRINT` for a letter on paper."""

    delivery_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "delivery-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time of arrival in the recipient's mailbox; in the future if the sender asked for
    that.
    """

    primary_document: Document = attrs.field(
        validator=_i.instance(Document),
        metadata={"name": "primary-document", "type": "Element", "namespace": NAMESPACE},
    )
    """The main document as stored, with the `content_hash` of the received bytes and its links."""

    attachment: list[Document] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Document)),
        metadata={"name": "attachment", "type": "Element", "namespace": NAMESPACE},
    )
    """The other documents as stored, at most 201."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Links about the message as a whole. Version 8 leaves nothing to be done with them, as far
    as is known.
    """

    class Meta:
        name = "message-delivery"
        namespace = NAMESPACE
        element: str | None = "message-delivery"
        structure: tuple[Rule, ...] = (Occurs("attachment", 0, 201),)
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, MessageDelivery.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class Archives:
    """The archives of a sender, or those in which a look-up found documents.

    In the full list an archive has a name and a link to its documents, but none of the
    documents.
    """

    archive: list[Archive] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Archive)),
        metadata={"name": "archive", "type": "Element", "namespace": NAMESPACE},
    )
    """One entry for each archive; none if there is nothing to show."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """Links for the list of archives; none are needed to use it."""

    class Meta:
        name = "archives"
        namespace = NAMESPACE
        element: str | None = "archives"


@explains_arguments()
@attrs.define(kw_only=True)
class SharedDocuments:
    """The documents that a recipient has chosen to share."""

    shared_document: list[SharedDocument] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(SharedDocument)),
        metadata={"name": "shared-document", "type": "Element", "namespace": NAMESPACE},
    )
    """One entry for each; none as long as nothing is shared."""

    class Meta:
        name = "shared-documents"
        namespace = NAMESPACE
        element: str | None = None


@explains_arguments()
@attrs.define(kw_only=True)
class Message:
    """A letter to send: one recipient, one primary document and any attachments.

    It goes as the first part, with file name `Message`, of a multipart request to the link
    `create_message`; the content of each document follows in a part of its own. Digipost
    answers with a `MessageDelivery`. The broker is the sender unless one of the two sender
    fields names another, whose grant the broker needs.
    """

    message_id: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text()),
        metadata={"name": "message-id", "type": "Element", "namespace": NAMESPACE},
    )
    """The sender's own id of the letter. Digipost refuses an id it has seen, so repeating a
    failed request under the same one cannot send the letter twice. Optional, but without it a
    retry can deliver a second copy.
    """

    sender_id: int | None = attrs.field(
        default=None,
        validator=_v.optional(_n.integer(at_least=-9223372036854775808, at_most=9223372036854775807)),
        metadata={"name": "sender-id", "type": "Element", "namespace": NAMESPACE},
    )
    """Account to send on behalf of. It must have granted the broker that right, else the
    message is refused, likely with `BROKER_NOT_AUTHORIZED`. Leave out to send as the broker;
    excludes `sender_organization`.
    """

    sender_organization: SenderOrganization | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(SenderOrganization)),
        metadata={"name": "sender-organization", "type": "Element", "namespace": NAMESPACE},
    )
    """The sender to act for, by organisation number; needs permission from Digipost. Excludes
    `sender_id`.
    """

    recipient: MessageRecipient = attrs.field(
        validator=_i.instance(MessageRecipient),
        metadata={"name": "recipient", "type": "Element", "namespace": NAMESPACE},
    )
    """The recipient of the letter. Several recipients take as many messages."""

    delivery_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "delivery-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the letter shall appear in the mailbox, invisible until then; leave out
    to deliver at once. Needs permission from Digipost. A time in the past is refused, likely
    with `DELIVERY_DATE_HISTORICAL`.
    """

    invoice_reference: str | None = attrs.field(
        default=None,
        validator=_v.optional(_v.text(max_length=100)),
        metadata={"name": "invoice-reference", "type": "Element", "namespace": NAMESPACE},
    )
    """A text of at most 100 characters; its use is not documented, likely a reference on
    Digipost's bill to the sender. For an invoice to the recipient, use the data type `invoice`.
    """

    primary_document: Document = attrs.field(
        validator=_i.instance(Document),
        metadata={"name": "primary-document", "type": "Element", "namespace": NAMESPACE},
    )
    """The main document, exactly one. A data type such as `share-documents-request` belongs on
    it rather than on an attachment.
    """

    attachment: list[Document] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Document)),
        metadata={"name": "attachment", "type": "Element", "namespace": NAMESPACE},
    )
    """Further documents of the letter, at most 201, each with a description of its own. Every
    one is charged.
    """

    print_if_unread: PrintIfUnread | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(PrintIfUnread)),
        metadata={"name": "print-if-unread", "type": "Element", "namespace": NAMESPACE},
    )
    """Prints and posts the letter if it has not been read by a given time. Leave out for a
    letter that stays digital.
    """

    request_for_registration: RequestForRegistration | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(RequestForRegistration)),
        metadata={"name": "request-for-registration", "type": "Element", "namespace": NAMESPACE},
    )
    """Invites a recipient without a Digipost account to make one. Only with a recipient by
    personal identification number.
    """

    batch: Batch | None = attrs.field(
        default=None,
        validator=_v.optional(_i.instance(Batch)),
        metadata={"name": "batch", "type": "Element", "namespace": NAMESPACE},
    )
    """Holds the letter back until the batch with this `uuid` is completed. Create the batch
    first; only its `uuid` is needed here.
    """

    class Meta:
        name = "message"
        namespace = NAMESPACE
        element: str | None = "message"
        structure: tuple[Rule, ...] = (
            Choice(((("sender_id",), ()), (("sender_organization",), ())), at_least_one=False),
            Occurs("attachment", 0, 201),
        )
        rules: tuple[Rule, ...] = (*structure,)

    def __attrs_post_init__(self) -> None:
        enforce(self, Message.Meta.rules)


@explains_arguments()
@attrs.define(kw_only=True)
class ShareDocumentsRequestState:
    """The state of a request to share documents.

    The request is a letter with the data type `share-documents-request`; its state is looked up
    by the uuid of the primary document. It does not expire: the recipient can answer at any
    time, and the share duration runs from then.
    """

    shared_documents: SharedDocuments = attrs.field(
        validator=_i.instance(SharedDocuments),
        metadata={"name": "shared-documents", "type": "Element", "namespace": NAMESPACE},
    )
    """The documents that the recipient has shared; empty before that, and likely again once the
    sharing has ended.
    """

    shared_at_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "shared-at-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the recipient chose to share; absent as long as they have not."""

    expiry_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "expiry-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which the sharing ends by itself: the share duration of the request counted
    from `shared_at_time`. It cannot be prolonged.
    """

    withdrawn_time: datetime | None = attrs.field(
        default=None,
        validator=_v.optional(_v.aware_datetime()),
        metadata={"name": "withdrawn-time", "type": "Element", "namespace": NAMESPACE},
    )
    """The time at which recipient or sender ended the sharing early; absent otherwise."""

    link: list[Link] = attrs.field(
        factory=list,
        validator=_v.items(_i.instance(Link)),
        metadata={"name": "link", "type": "Element", "namespace": NAMESPACE},
    )
    """`stop_sharing`, to give the documents up as soon as they are no longer needed."""

    class Meta:
        name = "share-documents-request-state"
        namespace = NAMESPACE
        element: str | None = "share-documents-request-state"


_h.describe(globals())
