"""Access to the objects of a PDF in pikepdf; a missing or unexpected object is not an error."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, cast

from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from pikepdf import Object

__all__ = [
    "dictionary",
    "entry",
    "is_array",
    "is_dictionary",
    "is_stream",
    "items_of",
    "list_of",
    "missing_extra",
    "name_of",
    "number_of",
    "qpdf",
    "silence",
    "text_of",
    "value",
]

_reading = threading.local()


def value(bearer: object, key: str) -> object:
    """Return the value of a dictionary under a key, or None."""
    if not is_dictionary(bearer):
        return None
    return cast("Object", bearer).get(key)


def is_dictionary(thing: object) -> bool:
    """Return True for a dictionary, and for a stream, which contains a dictionary."""
    return isinstance(thing, qpdf().Dictionary | qpdf().Stream)


def is_stream(thing: object) -> bool:
    """Return True for a stream."""
    return isinstance(thing, qpdf().Stream)


def dictionary(bearer: object, key: str) -> Object | None:
    """Return the dictionary under a key; None if there is none."""
    found = value(bearer, key)
    return cast("Object", found) if is_dictionary(found) else None


def list_of(bearer: object, key: str) -> list[object]:
    """Return the items of the array under a key; an empty list if there is no array."""
    return items_of(value(bearer, key))


def is_array(thing: object) -> bool:
    """Return True for an array."""
    return isinstance(thing, qpdf().Array)


def items_of(thing: object) -> list[object]:
    """Return the items of an array; an empty list for anything else."""
    return [*cast("Object", thing)] if is_array(thing) else []


def name_of(thing: object) -> str:
    """Return a name with its slash; an empty text for anything else.

    A name consists of bytes. PDFBox reads them as UTF-8, or as Windows-1252 if they are not valid UTF-8:
    programs name fonts in the encoding of their machine.
    """
    return text_of(thing) if isinstance(thing, qpdf().Name) else ""


def text_of(thing: object) -> str:
    """Return the text of a name or a string; an empty text for anything else."""
    if not isinstance(thing, qpdf().Name | qpdf().String):
        return ""
    try:
        return str(thing)
    except UnicodeDecodeError:
        return bytes(cast("Object", thing)).decode("cp1252", "replace")


def entry(bearer: object, name: bytes) -> object:
    """Return the value of a dictionary under a name that is given without its slash, or None."""
    if name.isascii():
        return value(bearer, f"/{name.decode()}")
    if not is_dictionary(bearer) or b"\0" in name:
        return None
    # Keys that are text must be UTF-8 in pikepdf; the name of a resource can have any bytes.
    key = qpdf().Object.parse(b"/" + b"".join(b"#%02x" % each for each in name))
    return cast("Object", bearer).get(key)


def number_of(thing: object) -> float | None:
    """Return a number; None for anything else."""
    if isinstance(thing, bool) or not isinstance(thing, int | float | Decimal):
        return None
    return float(thing)


def missing_extra(library: str) -> ConfigurationError:
    """Return the error for a library of the extra `print` that is not installed."""
    return ConfigurationError(
        f"Looking into a PDF needs {library}, which is not installed: pip install 'digipost[print]'"
    )


@contextmanager
def silence() -> Iterator[None]:
    """Suppress log records of pikepdf in this thread about a damaged document."""
    before = getattr(_reading, "now", False)
    _reading.now = True
    try:
        yield
    finally:
        _reading.now = before


@cache
def qpdf() -> ModuleType:
    """Return pikepdf, which reads PDFs with qpdf.

    Raises:
        ConfigurationError: pikepdf is not installed.
    """
    try:
        import pikepdf  # noqa: PLC0415 - an extra; only for PDFs that are encrypted or printed
    except ImportError:
        raise missing_extra("pikepdf") from None
    # pikepdf logs repairs of a damaged document, and a record can contain a piece of the document.
    logging.getLogger("pikepdf._core").addFilter(lambda _: not getattr(_reading, "now", False))
    return pikepdf
