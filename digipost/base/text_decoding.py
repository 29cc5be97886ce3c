"""Unicode texts of other programs: UTF-8 with or without a byte order mark, UTF-16 and UTF-32.

PowerShell and Notepad on Windows write a mark or UTF-16 where other programs write plain UTF-8.

    >>> decoded("31108412345".encode("utf-16"))
    '31108412345'
"""

from __future__ import annotations

import codecs

__all__ = ["decoded", "unicode_encoding"]

# UTF-32 first: its byte order mark begins with UTF-16's mark.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 256  # bytes; enough for a number, or the header of a table


def unicode_encoding(start: bytes) -> tuple[str, bytes]:
    """Return the Unicode encoding of a text by its first bytes, and its byte order mark, or no bytes.

    UTF-16 without a mark is recognised by zeros in every second byte, where Latin letters, digits and
    delimiters have them. Any other text is read as UTF-8.
    """
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, mark
    looked_at = start[:_LOOKED_AT]
    even, odd = looked_at[::2], looked_at[1::2]
    if _is_mostly_zero(odd) and not _is_mostly_zero(even):
        return "utf-16-le", b""
    if odd and _is_mostly_zero(even) and not _is_mostly_zero(odd):
        return "utf-16-be", b""
    return "utf-8", b""


def decoded(data: bytes) -> str:
    """Decode a text from its bytes.

    Raises:
        UnicodeError: The bytes are not Unicode text. The error carries the bytes, which can be secret.
    """
    encoding, mark = unicode_encoding(data)
    return data[len(mark) :].decode(encoding)


def _is_mostly_zero(data: bytes) -> bool:
    return 2 * data.count(0) > len(data)
