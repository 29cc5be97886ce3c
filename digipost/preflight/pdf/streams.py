"""Decode the data of streams within a limit, and damaged data as far as the validator's PDFBox does."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, cast

from digipost.preflight.pdf.filters import UnreadableError, ascii_85, ascii_hex, lzw, run_lengths
from digipost.preflight.pdf.objects import (
    dictionary,
    is_dictionary,
    is_stream,
    list_of,
    name_of,
    number_of,
    value,
)
from digipost.preflight.pdf.predictors import unpredicted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Object

__all__ = ["MOST_DATA", "TooMuchError", "data_of", "decoded", "is_plain"]

MOST_DATA = 32 << 20
"""The maximum number of decoded bytes of a stream."""

_MOST_FILTERS = 8
_MOST_SLOW = 1 << 20  # bytes of input for a filter written in Python
_STEP = 1024  # bytes that PDFBox unpacks in one step; a step with damage is lost
_PLAIN = {"", "/FlateDecode", "/Fl"}


class TooMuchError(Exception):
    """Error of a stream that unpacks to more than the limit."""


def is_plain(stream: object) -> bool:
    """Return True if a stream has no filter, or only the usual filter, whose damage zlib reports."""
    filters = value(stream, "/Filter")
    return filters is None or name_of(filters) in _PLAIN


def data_of(stream: object, most: int = MOST_DATA) -> bytes:
    """Return the decoded data of a stream; empty for any other object.

    Raises:
        TooMuchError: The data is longer than `most`.
        UnreadableError: A filter is unknown, or its data is damaged from the start.
    """
    return decoded(stream, most)[0]


def decoded(stream: object, most: int = MOST_DATA) -> tuple[bytes, bool]:
    """Return the decoded data of a stream, as `data_of`, and True if zlib found no damage in it."""
    if not is_stream(stream):
        return b"", True
    raw, is_whole = cast("Object", stream).read_raw_bytes(), True
    names = _filters(stream)
    if len(names) > _MOST_FILTERS:
        raise TooMuchError
    for index, name in enumerate(names):
        parameters = _parameters(stream, index)
        raw, is_undamaged = _unfiltered(name, raw, most, parameters)
        is_whole = is_whole and is_undamaged
        if len(raw) > most:
            raise TooMuchError
        raw = _plain(raw, parameters)
    if len(raw) > most:
        raise TooMuchError
    return raw, is_whole


def _unfiltered(name: str, raw: bytes, most: int, parameters: Object | None) -> tuple[bytes, bool]:
    decode = _FILTERS.get(name)
    if decode is None:
        raise UnreadableError(name)
    if decode is not _flate and len(raw) > _MOST_SLOW:
        raise TooMuchError
    if decode is lzw and _parameter(parameters, "/EarlyChange", 1) == 0:
        return lzw(raw, most, early=0)
    return decode(raw, most)


def _filters(stream: object) -> list[str]:
    found = value(stream, "/Filter")
    if found is None:
        return []
    name = name_of(found)
    return [name] if name else [name_of(each) for each in list_of(stream, "/Filter")]


def _parameters(stream: object, index: int) -> Object | None:
    one = dictionary(stream, "/DecodeParms")
    if one is not None:
        return one
    several = list_of(stream, "/DecodeParms")
    found = several[index] if index < len(several) else None
    return cast("Object", found) if is_dictionary(found) else None


def _parameter(parameters: Object | None, key: str, default: int) -> int:
    number = None if parameters is None else number_of(value(parameters, key))
    return default if number is None else int(number)


def _plain(data: bytes, parameters: Object | None) -> bytes:
    predictor = _parameter(parameters, "/Predictor", 1)
    if predictor <= 1:
        return data
    if len(data) > _MOST_SLOW:
        raise TooMuchError
    shape = (("/Colors", 1), ("/BitsPerComponent", 8), ("/Columns", 1))
    return unpredicted(data, predictor, *(_parameter(parameters, key, default) for key, default in shape))


def _flate(data: bytes, most: int) -> tuple[bytes, bool]:
    """Unpack data; for damaged data, return the part before the damage, and False.

    PDFBox skips the two bytes of the header and ignores the checksum. Empty data is not damaged: qpdf writes
    blank pages with empty data.
    """
    if not data:
        return b"", True
    try:
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(data, most + 1)
        if unpacker.eof or len(unpacked) > most:
            return unpacked, True
    except zlib.error:
        pass
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    parts: list[bytes] = []
    rest, length = data[2:], 0
    while not unpacker.eof and length <= most:
        try:
            part = unpacker.decompress(rest, _STEP)
        except zlib.error:
            if not parts:
                raise UnreadableError("flate") from None
            break
        if not part:
            break
        parts.append(part)
        length += len(part)
        rest = unpacker.unconsumed_tail
    return b"".join(parts), unpacker.eof


def _as_it_is(data: bytes, _: int) -> tuple[bytes, bool]:
    return data, True


_FILTERS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "/FlateDecode": _flate,
    "/Fl": _flate,
    "/LZWDecode": lzw,
    "/LZW": lzw,
    "/ASCII85Decode": ascii_85,
    "/A85": ascii_85,
    "/ASCIIHexDecode": ascii_hex,
    "/AHx": ascii_hex,
    "/RunLengthDecode": run_lengths,
    "/RL": run_lengths,
    "/Crypt": _as_it_is,
}
