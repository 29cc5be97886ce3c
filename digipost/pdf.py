"""How many pages a PDF has, as far as pypdf can tell."""

from __future__ import annotations

import logging
import sys
import threading
from functools import cache
from typing import TYPE_CHECKING

from digipost.errors import ConfigurationError, DigipostError, EncryptionError

if TYPE_CHECKING:
    from pypdf import PdfReader

    from digipost.content import Content

__all__ = ["number_of_pages"]

_UNKNOWN = -1  # what Digipost's Java client says of a PDF that needs a password
_counting = threading.local()


def number_of_pages(content: Content) -> int:
    """The number of pages of a PDF; -1 where a password is needed to tell.

    Raises:
        ConfigurationError: pypdf is not installed.
        EncryptionError: It is not a PDF, or a damaged one.
        InvalidValueError: The content cannot be read any more.
    """
    reader = _reader()
    _counting.now = True
    try:
        with content.open() as stream:
            pdf = reader(stream)
            if pdf.is_encrypted and not pdf.decrypt(""):
                return _UNKNOWN
            return pdf.get_num_pages()
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - what a damaged PDF can raise there is not documented
        # Its text could hold a piece of the document.
        problem = "a document to encrypt has the file type pdf, but cannot be read as a PDF: is it whole?"
        raise EncryptionError(problem) from None
    finally:
        _counting.now = False


@cache
def _reader() -> type[PdfReader]:
    try:
        import pypdf  # noqa: PLC0415 - for PDFs that are encrypted alone
    except ModuleNotFoundError:
        raise ConfigurationError(
            "Before a PDF is encrypted its pages are counted, and pypdf, which does that, is not installed: "
            "pip install digipost[print]"
        ) from None
    # It logs what it meets in a damaged document, which is nobody's business.
    for name in [name for name in sys.modules if name.partition(".")[0] == "pypdf"]:
        logging.getLogger(name).addFilter(lambda _: not getattr(_counting, "now", False))
    return pypdf.PdfReader
