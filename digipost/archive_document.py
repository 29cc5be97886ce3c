"""A document for an archive: the file and its search terms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, TypedDict, Unpack
from uuid import UUID, uuid4

import attrs

from digipost.base.arguments import visible_text
from digipost.base.schema_version import api_v8
from digipost.content import Content, content_from_bytes, content_from_file, content_from_path
from digipost.errors import InvalidValueError
from digipost.xml import schema_values
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    import os
    from datetime import datetime

__all__ = ["ArchiveDocument"]

_CONTENT = "ArchiveDocument.content"
_CONTENT_TYPES = {
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "txt": "text/plain",
    "xml": "application/xml",
    "zip": "application/zip",
}


class _Description(TypedDict, total=False):
    """The description of a document, independent of the source of its content."""

    uuid: UUID
    content_type: str | None
    reference_id: str | None
    attributes: Mapping[str, str]
    deletion_time: datetime | None


def _attributes(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        problem = f"a dictionary of texts is expected, not {type(value).__name__}"
        raise InvalidValueError("ArchiveDocument.attributes", problem)
    return dict(value)


@explains_arguments()
@attrs.frozen(kw_only=True)
class ArchiveDocument:
    """A file to archive, made with `from_path`, `from_bytes` or `from_file`.

        >>> receipt = ArchiveDocument.from_bytes(
        ...     b"%PDF-1.7 ...", file_name="receipt.pdf", attributes={"case": "2024/17"}
        ... )
        >>> receipt.content_type
        'application/pdf'

    Attributes:
        file_name: The name of the file, at most 255 characters.
        file_type: The format of the content, such as `pdf`.
        content: The source of the bytes; they are read when the document is archived.
        uuid: Identifies the document permanently; the same sender must never use it for two documents. Random
            unless given; `uuid_of_name` derives it from a name that you choose.
        content_type: The media type, such as `application/pdf`. Unless given, it is set for common file types
            and left out for others.
        reference_id: A search term of at most 255 characters; several documents may have the same one.
        attributes: Search terms for documents, at most 15: keys of at most 20 characters, values of at most
            100, both case-sensitive. A search cannot contain a comma.
        deletion_time: The time when Digipost deletes the document; Digipost keeps it if no time is given.
            Digipost's .NET client never sends it.

    Raises:
        InvalidValueError: Digipost would refuse a value; the text names the field.
    """

    file_name: str
    file_type: str
    content: Content
    uuid: UUID = attrs.field(factory=uuid4)
    content_type: str | None = None
    reference_id: str | None = None
    attributes: Mapping[str, str] = attrs.field(factory=dict, converter=_attributes)
    deletion_time: datetime | None = None

    def __attrs_post_init__(self) -> None:
        _check_file_type(self.file_type)
        visible_text("ArchiveDocument.file_name", self.file_name)
        if self.uuid is None:
            raise InvalidValueError(
                "ArchiveDocument.uuid", "None is no UUID; leave it out to have one made up"
            )
        if self.content_type is None:
            object.__setattr__(self, "content_type", _CONTENT_TYPES.get(self.file_type))
        if not callable(getattr(self.content, "open", None)):
            problem = f"{type(self.content).__name__} is no content; use from_path, from_bytes or from_file"
            raise InvalidValueError(_CONTENT, problem)
        self.to_schema()

    @classmethod
    def from_path(
        cls,
        path: str | os.PathLike[str],
        *,
        file_name: str | None = None,
        file_type: str | None = None,
        **description: Unpack[_Description],
    ) -> ArchiveDocument:
        """Return a document from a file on disk, which must stay unchanged until it is archived.

        Args:
            path: The path of the file.
            file_name: The last part of the path, unless given.
            file_type: The suffix of the file's name in lower case, unless given.
            **description: The other attributes of `ArchiveDocument`.

        Raises:
            InvalidValueError: The file does not exist or is empty, or Digipost would refuse another value.
        """
        content = content_from_path(path, field=_CONTENT)
        name = PurePath(path).name if file_name is None else file_name
        return cls._made(content, name, file_type, description)

    @classmethod
    def from_bytes(
        cls,
        data: bytes | bytearray | memoryview,
        *,
        file_name: str,
        file_type: str | None = None,
        **description: Unpack[_Description],
    ) -> ArchiveDocument:
        """Return a document from bytes; unless given, the file type is the suffix of the name in lower case.

        Raises:
            InvalidValueError: The bytes are empty, or another value cannot be accepted.
        """
        return cls._made(content_from_bytes(data, field=_CONTENT), file_name, file_type, description)

    @classmethod
    def from_file(
        cls,
        file: BinaryIO,
        *,
        file_name: str,
        file_type: str | None = None,
        **description: Unpack[_Description],
    ) -> ArchiveDocument:
        """Return a document from a binary file object, read from its position to its end.

        The file object must stay open until the document is archived. A file object that cannot seek is read
        to its end at once, into a temporary file. The file type is the suffix of the name in lower case,
        unless given.

        Raises:
            InvalidValueError: The file object is not in binary mode or has nothing left to read, or Digipost
                would refuse another value.
        """
        return cls._made(content_from_file(file, field=_CONTENT), file_name, file_type, description)

    @staticmethod
    def uuid_of_name(name: str) -> UUID:
        """Return the UUID for a name that you choose; the same name always gives the same UUID.

        The result equals the result of Java's `UUID.nameUUIDFromBytes`; both of Digipost's clients document
        it.

            >>> ArchiveDocument.uuid_of_name("per er kul")
            UUID('46f45680-1c6e-3425-bc1b-182a9928549f')
        """
        given: object = name
        if not isinstance(given, str):
            problem = f"a text is expected, not {type(given).__name__}; write str(value)"
            raise InvalidValueError("ArchiveDocument.uuid_of_name", problem)
        try:
            octets = name.encode()
        except UnicodeEncodeError:
            problem = "the text has half of a surrogate pair, which has no UTF-8"
            raise InvalidValueError("ArchiveDocument.uuid_of_name", problem) from None
        return UUID(bytes=hashlib.md5(octets, usedforsecurity=False).digest(), version=3)

    def to_schema(self) -> api_v8.ArchiveDocument:
        """Return the document as a class of the schema."""
        with schema_values():
            return api_v8.ArchiveDocument(
                uuid=self.uuid,
                file_name=self.file_name,
                file_type=self.file_type,
                referenceid=self.reference_id,
                content_type=self.content_type,
                attributes=[
                    api_v8.ArchiveDocumentAttribute(key=key, value=value)
                    for key, value in self.attributes.items()
                ],
                deletion_time=self.deletion_time,
            )

    @classmethod
    def _made(
        cls, content: Content, file_name: str, file_type: str | None, description: _Description
    ) -> ArchiveDocument:
        return cls(
            file_name=file_name,
            file_type=_suffix(file_name) if file_type is None else file_type,
            content=content,
            **description,
        )

    def __repr__(self) -> str:
        return f"ArchiveDocument(uuid={self.uuid}, file_type={self.file_type!r}, content={self.content!r})"


def _check_file_type(value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(
            "ArchiveDocument.file_type", "a text such as pdf is expected, or a file name that ends in .pdf"
        )


def _suffix(file_name: object) -> str:
    return PurePath(file_name).suffix[1:].lower() if isinstance(file_name, str) else ""
