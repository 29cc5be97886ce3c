"""A document of a message: the file, and its description for Digipost."""

from __future__ import annotations

import re
from os import PathLike
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeAlias, TypedDict, Unpack, cast
from uuid import UUID, uuid4

import attrs

from digipost.base.argument_hints import OF_DOCUMENT
from digipost.base.data_type_rules import check_data_type
from digipost.base.paths import suffix_of
from digipost.base.recipient_rules import check_email
from digipost.base.schema_version import api_v8
from digipost.content import Content, content_from_bytes, content_from_file, content_from_path
from digipost.encryption import EncryptedContent
from digipost.errors import InvalidValueError
from digipost.xml import SchemaFields, schema_values
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    import os

    from digipost.config import ClientConfig
    from digipost_schema import RawElement
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["Document", "PrintContent"]


# Digipost's Java client accepts fewer than 30 of these characters. The sender's account at Digipost
# determines the allowed file types.
_FILE_TYPE = re.compile(r"[a-z0-9_-]{1,29}")


_FIELDS = SchemaFields(
    api_v8.Document,
    *("uuid", "subject", "file_type", "opening_receipt", "sms_notification", "email_notification"),
    *("authentication_level", "sensitivity_level", "technical_type"),
)


class _HasContent(Protocol):
    """A `Document`, or an object with such a content."""

    @property
    def content(self) -> Content: ...


PrintContent: TypeAlias = "Content | str | os.PathLike[str] | bytes | bytearray | memoryview | _HasContent"
"""The types that `Document.print_content` accepts."""


def _print_content(value: PrintContent | None) -> Content | None:
    field = "Document.print_content"
    match value:
        case None:
            return None
        case str() | PathLike():
            return content_from_path(value, field=field)
        case bytes() | bytearray() | memoryview():
            return content_from_bytes(value, field=field)
    content: object = getattr(value, "content", value)
    return cast("Content", content)  # anything else is refused with the other attributes


class _Description(TypedDict, total=False):
    """The description of a document, independent of the source of its content."""

    uuid: UUID
    data_type: DataTypeElement | RawElement | None
    authentication_level: api_v8.AuthenticationLevel | None
    sensitivity_level: api_v8.SensitivityLevel | None
    sms_notification: api_v8.SmsNotification | None
    email_notification: api_v8.EmailNotification | None
    opening_receipt: str | None
    technical_type: str | None
    encrypt: bool
    print_content: PrintContent | None


def _random_uuid(document: Document) -> UUID:
    object.__setattr__(document, "has_random_uuid", True)
    return uuid4()


@explains_arguments(hints=OF_DOCUMENT)
@attrs.frozen(kw_only=True)
class Document:
    """A file with a subject, made with `from_path`, `from_bytes` or `from_file`.

        >>> Document.from_bytes(b"%PDF-1.7 ...", subject="Invoice 1", file_type="pdf").file_type
        'pdf'

    Attributes:
        subject: The text in the recipient's list of letters: 1 to 255 characters, not blank. Not needed for a
            document that has a `technical_type`, or that is only printed.
        file_type: The format of the content, such as `pdf`, `html` or `png`.
        content: The source of the bytes; they are read when the message is sent.
        has_random_uuid: True if the caller gave no uuid. A `Message` with a key replaces such a uuid.
        uuid: Identifies the document permanently, in its status and its events. Random unless given; never
            use the same uuid for another document of the same sender.
        data_type: The content in structured form, such as `digipost.datatypes.Invoice`, or any element of
            that namespace as a `RawElement`.
        authentication_level: The login that the recipient needs; by default the `ClientConfig`'s level.
        sensitivity_level: Visibility of sender and subject before that login; by default the `ClientConfig`'s
            level.
        sms_notification: The times to remind the recipient by SMS while the document is unread.
        email_notification: The times to remind the recipient by e-mail, with the address and the text.
        opening_receipt: Request a receipt when the recipient opens the document.
        technical_type: A comma-separated list of technical types; needs Digipost's permission.
        encrypt: True to let `client.messages.send` encrypt the content, for the recipient or for print, so
            that it cannot be read in transit; needs Digipost's permission. The pages of a PDF are counted,
            which needs the extra `print`: `pip install 'digipost[print]'`.
        print_content: A PDF that replaces `content` if the letter is printed: a path, bytes, or another
            `Document` with this content.

    Raises:
        InvalidValueError: Digipost would refuse a value; the text names the field.
    """

    subject: str | None = None
    file_type: str
    content: Content
    # This field precedes the uuid, whose default sets it.
    has_random_uuid: bool = attrs.field(default=False, init=False, repr=False, eq=False)
    uuid: UUID = attrs.field(default=attrs.Factory(_random_uuid, takes_self=True))
    data_type: DataTypeElement | RawElement | None = None
    authentication_level: api_v8.AuthenticationLevel | None = None
    sensitivity_level: api_v8.SensitivityLevel | None = None
    sms_notification: api_v8.SmsNotification | None = None
    email_notification: api_v8.EmailNotification | None = None
    opening_receipt: str | None = None
    technical_type: str | None = None
    encrypt: bool = False
    print_content: Content | None = attrs.field(default=None, converter=_print_content)

    def __attrs_post_init__(self) -> None:
        _check_subject(self.subject)
        if self.uuid is None:
            raise InvalidValueError("Document.uuid", "None is no UUID; leave it out to have one made up")
        _check_file_type(self.file_type)
        _check_content("Document.content", self.content)
        if self.print_content is not None:
            _check_content("Document.print_content", self.print_content)
        if not isinstance(self.encrypt, bool):
            raise InvalidValueError("Document.encrypt", "True or False is expected")
        _FIELDS.check(self)
        _data_type(self.data_type)
        if self.email_notification is not None:
            check_email("EmailNotification.email_address", self.email_notification.email_address)

    @classmethod
    def from_path(
        cls,
        path: str | os.PathLike[str],
        *,
        subject: str | None = None,
        file_type: str | None = None,
        **description: Unpack[_Description],
    ) -> Document:
        """Return a document from a file on disk, which must stay unchanged until it is sent.

        Args:
            path: The path of the file.
            subject: The text in the recipient's list of letters.
            file_type: The path's suffix in lower case, unless given.
            **description: The other attributes of `Document`.

        Raises:
            InvalidValueError: The file does not exist or is empty, or Digipost would refuse another value.
        """
        content = content_from_path(path)
        return cls(
            subject=subject,
            file_type=suffix_of(path) if file_type is None else file_type,
            content=content,
            **description,
        )

    @classmethod
    def from_bytes(
        cls,
        data: bytes | bytearray | memoryview,
        *,
        subject: str | None = None,
        file_type: str,
        **description: Unpack[_Description],
    ) -> Document:
        """Return a document from bytes in memory.

        Raises:
            InvalidValueError: The bytes are empty, or another value cannot be accepted.
        """
        return cls(subject=subject, file_type=file_type, content=content_from_bytes(data), **description)

    @classmethod
    def from_file(
        cls,
        file: BinaryIO,
        *,
        subject: str | None = None,
        file_type: str,
        **description: Unpack[_Description],
    ) -> Document:
        """Return a document from a binary file object, read from its position to its end.

        The file object must stay open until the document is sent. A file object that cannot seek is read to
        its end at once, into a temporary file.

        Raises:
            InvalidValueError: The file object is not in binary mode or has nothing left to read, or Digipost
                would refuse another value.
        """
        return cls(subject=subject, file_type=file_type, content=content_from_file(file), **description)

    def to_schema(self, config: ClientConfig) -> api_v8.Document:
        """Return the document as a class of the schema; `config` sets the levels that are not set.

        Both levels are always written, as by Digipost's .NET client; the Java client leaves out levels that
        are not set.
        """
        with schema_values():
            return api_v8.Document(
                uuid=self.uuid,
                subject=self.subject,
                file_type=self.file_type,
                opening_receipt=self.opening_receipt,
                sms_notification=self.sms_notification,
                email_notification=self.email_notification,
                authentication_level=self.authentication_level or config.authentication_level,
                sensitivity_level=self.sensitivity_level or config.sensitivity_level,
                encrypted=_encrypted(self.content),
                data_type=_data_type(self.data_type),
                technical_type=self.technical_type,
            )

    def __repr__(self) -> str:
        return f"Document(uuid={self.uuid}, file_type={self.file_type!r}, content={self.content!r})"


def _check_subject(value: object) -> None:
    # Digipost's documentation of status codes: a blank subject is answered with 400.
    if value is not None and not isinstance(value, str):
        problem = f"a text of 1 to 255 characters is expected, not {type(value).__name__}"
        raise InvalidValueError("Document.subject", problem)
    if value is not None and not value.strip():
        raise InvalidValueError("Document.subject", "a text of 1 to 255 characters is expected, not blank")


def _check_file_type(value: object) -> None:
    if not isinstance(value, str) or not _FILE_TYPE.fullmatch(value):
        problem = "1 to 29 of a-z, 0-9, - and _ are expected, such as pdf"
        if isinstance(value, str) and not value:
            problem = "the format is unknown: give file_type, such as pdf, or a file whose name ends in it"
        raise InvalidValueError("Document.file_type", problem)


def _check_content(field: str, value: object) -> None:
    if not callable(getattr(value, "open", None)) or not isinstance(getattr(value, "size", None), int):
        problem = (
            f"{type(value).__name__} is no content; make documents with from_path, from_bytes or from_file "
            "(print_content takes a path, bytes or a Document)"
        )
        raise InvalidValueError(field, problem)


def _data_type(value: DataTypeElement | RawElement | None) -> api_v8.DataType | None:
    """Return the element of a data type; the client checks it again on sending, since it can be changed."""
    if value is None:
        return None
    with schema_values():
        element = api_v8.DataType(content=value)
    check_data_type(value)
    return element


def _encrypted(content: Content) -> api_v8.Encrypted | None:
    if not isinstance(content, EncryptedContent):
        return None
    return api_v8.Encrypted(number_of_pages=content.number_of_pages)
