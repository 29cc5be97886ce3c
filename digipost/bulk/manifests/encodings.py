"""The encoding of a text manifest: Unicode in its usual forms, else the Windows encoding of Norway (CP1252).

Detectors of encodings, such as charset-normalizer, choose among dozens by statistics. A manifest is short,
has few letters outside ASCII, and comes from a spreadsheet or an ERP system in Norway: its encoding is
Unicode if the bytes allow that, else CP1252. Encodings of DOS and of old Macs are refused; wrong letters
instead of æ, ø and å reveal them.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import attrs

from digipost.base.chunks import CHUNK_BYTES
from digipost.base.text_decoding import unicode_encoding
from digipost.bulk.errors import ManifestError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digipost.bulk.manifests.records import Source

__all__ = ["Encoding", "encoding_of"]

_WINDOWS = "cp1252"
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    _WINDOWS: "CP1252 (Windows)",
}
# Norwegian letters of other encodings, as CP1252 shows them beside an ASCII letter: DOS å and ø become a
# dagger and an angle quotation mark, æ and Æ single quotation marks; Mac å, ø and æ become Œ, ¿ and ¾, Æ and
# Ø a registered sign and a macron. An opening quotation mark follows no letter, and an apostrophe follows O,
# D, L or M at the beginning of a name in capitals, as in O'BRIEN.
_DOS = re.compile(
    r"[A-Za-z][\u2020\u203a\u2018]|[\u2020\u203a][a-z]"
    r"|(?<![^\W_])\u2019[A-ZÅØ]{2}|[A-CE-KNP-ZÅØ]\u2019[A-ZÅØ]{2}"
    r"|(?<![^\W_])\u2018[a-z]+(?=[;,\t\r\n ])(?![^;\t\r\n]*\u2019)"
)
_MAC = re.compile(r"[a-z][Œ¿¾]|[¿¾][a-z]|[®¯][A-ZÅØ]")
# The euro sign of ISO-8859-15, and its š and ž, as CP1252 shows them.
_LATIN_9 = re.compile(r"\xa4|[a-z][\xa8\xb8]|[\xa8\xb8][a-z]")
# Norwegian letters in UTF-8 that a program has read as CP1252 and written again: BlÃ¥bÃ¦r.
_TWICE_ENCODED = re.compile(r"Ã[\x80-\xbf\u2026\u2020\u02dc\u2013\u2014\u2018\u2019]")
# Letters of DOS or an old Mac that a program has read as another encoding and written again: Gr¢nn, Gr¿nn.
_DAMAGED = re.compile(r"[A-Za-z][\u203a\u2020\xa2\xb0\xbf\u2500-\u257f][a-z]")


@attrs.frozen
class Encoding:
    """Encoding of a text.

    Attributes:
        codec: The encoding's name in Python, which includes the byte order.
        mark: The byte order mark at the beginning of the file; empty without one.
        is_guessed: True if the bytes alone, without a mark or option, suggest another encoding than UTF-8.
    """

    codec: str
    mark: bytes = b""
    is_guessed: bool = False

    @property
    def name(self) -> str:
        """Return the display name."""
        return _NAMES.get(self.codec, self.codec.upper())


def encoding_of(path: Path, source: Source, wanted: str | None, *, is_unicode: bool = False) -> Encoding:
    """Return the encoding of a manifest, after reading all of it.

    Args:
        path: The path of the manifest, for errors.
        source: Opens its content.
        wanted: The encoding chosen by the caller, by its name in Python.
        is_unicode: True for formats that are always Unicode, such as JSON.

    Raises:
        ManifestError: The encoding is not recognised, or the text is not in the chosen encoding.
    """
    with source() as file:
        by_bytes, mark = unicode_encoding(file.read(CHUNK_BYTES))
    if wanted is not None:
        if wanted in {"utf-16", "utf-32"}:
            wanted = by_bytes if by_bytes.startswith(wanted) else f"{wanted}-le"
        found = Encoding(wanted.replace("utf-8-sig", "utf-8"), mark if wanted[:6] == by_bytes[:6] else b"")
        _check(path, source, found)
        return found
    found = Encoding(by_bytes, mark, is_guessed=not mark and by_bytes != "utf-8")
    if not is_unicode and not mark and by_bytes == "utf-8" and not _decodes(source, found):
        found = Encoding(_WINDOWS, is_guessed=True)
    _check(path, source, found)
    return found


def _decodes(source: Source, encoding: Encoding) -> bool:
    try:
        for _ in _texts(source, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _check(path: Path, source: Source, encoding: Encoding) -> None:
    """Raise an error if a text contains signs of a wrong encoding."""
    try:
        for text in _texts(source, encoding):
            if not text.isascii():
                _check_letters(path, text, encoding)
    except UnicodeError:
        if encoding.is_guessed and encoding.codec == _WINDOWS:
            raise _other_encoding(path, "neither UTF-8 nor CP1252", "cp865 for DOS") from None
        problem = f"{path.name} is not {encoding.name} text."
        raise ManifestError(
            f"{problem} Save it as UTF-8, or give its encoding, as in --encoding cp1252."
        ) from None


def _check_letters(path: Path, text: str, encoding: Encoding) -> None:
    if encoding.codec == _WINDOWS and encoding.is_guessed:
        if _DOS.search(text):
            raise _other_encoding(path, "probably text in a DOS encoding", "cp865")
        if _MAC.search(text):
            raise _other_encoding(path, "probably text of an old Mac", "mac_roman")
        if _LATIN_9.search(text):
            raise _other_encoding(path, "probably text in ISO-8859-15", "iso-8859-15")
        if _TWICE_ENCODED.search(text):
            problem = f"{path.name} is UTF-8 text with bytes that are no text. Export it again as UTF-8."
            raise ManifestError(problem)
    damaged = _DAMAGED.search(text)
    if damaged is not None:
        problem = (
            f"{path.name} has {damaged[0][1]} in place of a letter: a program has read text of DOS or of an "
            "old Mac as another encoding. Export it again from its source, as UTF-8."
        )
        raise ManifestError(problem)
    if _TWICE_ENCODED.search(text):
        problem = (
            f"{path.name} has letters such as Ã¥ in place of å: a program has read UTF-8 as another "
            "encoding. Export it again from its source, as UTF-8."
        )
        raise ManifestError(problem)


def _other_encoding(path: Path, found: str, example: str) -> ManifestError:
    advice = f"Give its encoding, as in --encoding {example} (or cp1252 for Windows), or save it as UTF-8."
    return ManifestError(f"{path.name} is {found}. {advice}")


def _texts(source: Source, encoding: Encoding) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    with source() as file:
        file.read(len(encoding.mark))
        while chunk := file.read(CHUNK_BYTES):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
