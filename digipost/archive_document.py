"""A document for an archive: the file, and what it is to be found by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, TypedDict, Unpack
from uuid import UUID, uuid4

import attrs

from digipost.base.schema_version import api_v8
from digipost.content import Content, content_from_bytes, content_from_file, content_from_path
from digipost.errors import InvalidValueError
from digipost.xml import schema_values

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
    """What is said of a document, wherever its content comes from."""

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


@attrs.frozen(kw_only=True)
class ArchiveDocument:
    """A file to archive, made with `from_path`, `from_bytes` or `from_file`.

        >>> receipt = ArchiveDocument.from_bytes(
        ...     b"%PDF-1.7 ...", file_name="receipt.pdf", attributes={"case": "2024/17"}
        ... )
        >>> receipt.content_type
        'application/pdf'

    Attributes:
        file_name: What the file is called, at most 255 characters.
        file_type: What the content is, such as `pdf`.
        content: Where the bytes come from; they are read when the document is archived.
        uuid: Names the document for good, and never another one of the same sender. Made up unless given;
            `uuid_of_name` makes it of a name that you have.
        content_type: The media type, such as `application/pdf`; known for the common file types, and left
            out for others unless given.
        reference_id: What to find this document by, alone or with others: at most 255 characters.
        attributes: What to find documents by, at most 15: keys of at most 20 characters, values of at most
            100, both case-sensitive. A comma in either cannot be searched for.
        deletion_time: When Digipost shall delete it; never unless given. Digipost's .NET client never sends
            it.

    Raises:
        InvalidValueError: A value that Digipost could only refuse; the text names the field.
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
        """A file on disk, which has to stay as it is until it is archived.

        Args:
            path: Where the file is.
            file_name: The last part of the path, unless given.
            file_type: The suffix of the file's name in lower case, unless given.
            **description: The other attributes of `ArchiveDocument`.

        Raises:
            InvalidValueError: There is no such file, it is empty, or another value cannot be accepted.
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
        """Bytes in memory; the file type is the suffix of the name in lower case, unless given.

        Raises:
            InvalidValueError: There are none, or another value cannot be accepted.
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
        """A binary file object, from where it stands to its end; it has to stay open until it is archived.

        One that cannot seek is read to its end at once, into a temporary file. The file type is the suffix of
        the name in lower case, unless given.

        Raises:
            InvalidValueError: It is not in binary mode, has nothing left to read, or another value cannot be
                accepted.
        """
        return cls._made(content_from_file(file, field=_CONTENT), file_name, file_type, description)

    @staticmethod
    def uuid_of_name(name: str) -> UUID:
        """The UUID for a name of one's own, always the same for the same name.

        Both of Digipost's clients document this way, which is that of Java's `UUID.nameUUIDFromBytes`.

            >>> ArchiveDocument.uuid_of_name("per er kul")
            UUID('46f45680-1c6e-3425-bc1b-182a9928549f')
        """
        return UUID(bytes=hashlib.md5(name.encode(), usedforsecurity=False).digest(), version=3)

    def to_schema(self) -> api_v8.ArchiveDocument:
        """The document as the schema has it."""
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
