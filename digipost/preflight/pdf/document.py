"""Read a PDF with qpdf, within bounds and no further than necessary."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

import attrs

from digipost.errors import DigipostError, EncryptionError
from digipost.preflight.pdf.memory_bounds import Bounded, limited
from digipost.preflight.pdf.objects import is_dictionary, list_of, name_of, number_of, qpdf, silence, value
from digipost.preflight.pdf.trailer import Extended, Trailer, searched, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from pikepdf import Object, Pdf

    from digipost.content import Content

__all__ = ["MOST_NODES", "PdfFile", "number_of_pages", "opened"]

_UNKNOWN = -1  # the page count that Digipost's Java client reports for a PDF with a password
_MOST_MENDED = 128 << 20  # bytes; to repair a damaged file, qpdf reads all of it

MOST_NODES = 20_000
"""The maximum number of nodes that are read from a page tree."""


@attrs.define
class PdfFile:
    """Open PDF.

    Attributes:
        pdf: The file, opened by qpdf.
        root: The root of the page tree; None if reading it needs a password.
        is_rebuilt: True if the cross-reference table was rebuilt by a search for objects.
        is_encrypted: True if the file is encrypted, even if it opens without a password.
        needs_password: True if the file cannot be opened without a password.
    """

    pdf: Pdf | None
    root: Object | None = None
    is_rebuilt: bool = False
    is_encrypted: bool = False
    needs_password: bool = False
    _is_damaged: bool = attrs.field(default=False, alias="is_damaged")

    @property
    def is_damaged(self) -> bool:
        """Return True if qpdf has repaired any part read so far."""
        if not self._is_damaged:
            self._is_damaged = self.pdf is None or bool(self.pdf.get_warnings())
        return self._is_damaged

    @property
    def declared_pages(self) -> int:
        """Return the number of pages that the file declares, as the validator uses it; -1 if unknown."""
        if self.pdf is None:
            return _UNKNOWN
        if name_of(value(self.root, "/Type")) == "/Page":
            return 1
        if self.is_rebuilt:
            return _counted(self.root)
        return self.promised_pages

    @property
    def promised_pages(self) -> int:
        """Return the number of pages that the file states; after a search for objects, fewer may be left."""
        count = number_of(value(self.root, "/Count"))
        # Converted to a 32-bit integer, as in the validator.
        return 0 if count is None else (int(count) + (1 << 31)) % (1 << 32) - (1 << 31)


def _counted(root: object) -> int:
    """Return the number of pages in a tree, which PDFBox counts after a search for objects."""
    visited: set[object] = set()
    pages, waiting = 0, [root]
    while waiting and len(visited) < MOST_NODES:
        node = waiting.pop()
        for kid in list_of(node, "/Kids"):
            kind = name_of(value(kid, "/Type"))
            place = getattr(kid, "objgen", (0, 0))
            if kind == "/Page":
                pages += 1
            elif kind == "/Pages" and place not in visited:
                visited.add(place)
                waiting.append(kid)
    return pages


@contextmanager
def opened(content: Content) -> Iterator[PdfFile]:
    """Open a PDF.

    A damaged PDF raises an undocumented error, here or in the `with` block, whose text is unsafe to show.

    On opening a file, qpdf repairs the page tree: it drops missing pages and corrects `/Count` and `/Type`.
    The validator's PDFBox does not. So qpdf receives the file with an update appended in memory; the update's
    catalog has one empty page. The original catalog stays an unchanged object.

    Raises:
        ConfigurationError: pikepdf is not installed.
        InvalidValueError: The content cannot be read any more.
    """
    library = qpdf()
    with limited(library), silence(), Bounded(content.open()) as stream:
        try:
            with _opened(library, stream, content.size) as file:
                yield file
        except DigipostError:
            raise
        except Exception:
            if stream.error is not None:
                raise stream.error from None
            raise


@contextmanager
def _opened(library: ModuleType, stream: Bounded, size: int) -> Iterator[PdfFile]:
    """Open the file by its trailer, or by a search for objects if the trailer leads to nothing."""
    trailer = told(stream, size, _MOST_MENDED)
    if trailer is not None:
        try:
            file = _extended(library, stream, size, trailer)
        except Exception:
            if size > _MOST_MENDED or isinstance(stream.error, DigipostError):
                raise
        else:
            with _closing(library, stream, file) as open_file:
                yield open_file
            return
    if size > _MOST_MENDED:
        raise ValueError("a truncated file is too large to be repaired")
    with _closing(library, stream, _extended(library, stream, size, searched(stream, size))) as open_file:
        yield open_file


def _extended(library: ModuleType, stream: Bounded, size: int, trailer: Trailer) -> PdfFile:
    extended = cast("BinaryIO", Extended(stream, size, trailer))
    recovers = size <= _MOST_MENDED
    pdf = library.Pdf.open(extended, inherit_page_attributes=False, attempt_recovery=recovers)
    warnings = pdf.get_warnings()  # this call also clears them
    if value(pdf.trailer, "/WasEncrypt") is not None:
        return PdfFile(pdf, is_encrypted=True)
    root = value(_catalog(pdf, trailer), "/Pages")
    if not is_dictionary(root):
        raise ValueError("the page tree has no root")
    return PdfFile(pdf, cast("Object", root), trailer.is_lost, is_damaged=trailer.is_lost or bool(warnings))


@contextmanager
def _closing(library: ModuleType, stream: Bounded, file: PdfFile) -> Iterator[PdfFile]:
    with cast("Pdf", file.pdf):
        if not file.is_encrypted:
            yield file
            return
    with _decrypted(library, stream) as decrypted:
        yield decrypted


@contextmanager
def _decrypted(library: ModuleType, stream: Bounded) -> Iterator[PdfFile]:
    stream.seek(0)
    try:
        pdf = library.Pdf.open(stream, inherit_page_attributes=False)
    except library.PasswordError:
        yield PdfFile(None, is_encrypted=True, needs_password=True)
        return
    with pdf:
        yield PdfFile(pdf, cast("Object", value(pdf.Root, "/Pages")), is_encrypted=True)


def _catalog(pdf: Pdf, trailer: Trailer) -> object:
    """Return the catalog of the original file; without a trailer, the last object that is a catalog."""
    if not trailer.is_lost or value(pdf.trailer, "/Was") is not None or trailer.root != b" null":
        return value(pdf.trailer, "/Was")
    own = pdf.Root.objgen
    found = [
        each
        for each in pdf.objects
        if is_dictionary(each) and name_of(value(each, "/Type")) == "/Catalog" and each.objgen != own
    ]
    return found[-1] if found else None


def number_of_pages(content: Content) -> int:
    """Return the number of pages that a PDF declares; -1 if a password is needed to read it.

    Raises:
        ConfigurationError: pikepdf is not installed.
        EncryptionError: The document is not a PDF, or is damaged.
        InvalidValueError: The content cannot be read any more.
    """
    try:
        with opened(content) as file:
            return file.declared_pages
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - the errors for a damaged PDF are not documented
        # The error text could contain a part of the document.
        problem = "a document to encrypt has the file type pdf, but cannot be read as a PDF: is it complete?"
        raise EncryptionError(problem) from None
