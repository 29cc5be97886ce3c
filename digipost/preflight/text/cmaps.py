"""CMaps: the rules by which a composite font splits strings into codes, and the characters of its codes."""

from __future__ import annotations

import re
from bisect import bisect_right

import attrs

__all__ = ["CMap", "UnicodeMap", "is_predefined", "read_cmap", "read_unicode_map"]

_MOST_CODES = 70_000
_SECTION = re.compile(rb"begin(codespacerange|cidrange|cidchar|bfrange|bfchar)\b(.*?)end(?:\1)\b", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[|\]|/([^\s<>\[\]()/]+)|(-?\d+)")
_VERTICAL = re.compile(rb"/WMode\s+1\b")
_USED = re.compile(rb"/([^\s/<>\[\]()]+)\s+usecmap")


# ISO 32000-1, table 118; PDFBox also knows the UTF-8 and UTF-32 forms.
_PREDEFINED = re.compile(
    r"/(?:Identity|GB-EUC|GBpc-EUC|GBKp?-EUC|GBK2K|B5pc|HKscs-B5|ETen(?:ms)?-B5|CNS-EUC|83pv-RKSJ|90msp?-RKSJ"
    r"|90pv-RKSJ|Add-RKSJ|EUC|Ext-RKSJ|KSC-EUC|KSCms-UHC(?:-HW)?|KSCpc-EUC"
    r"|Uni(?:GB|CNS|JIS|KS)-(?:UCS2|UTF8|UTF16|UTF32)(?:-HW)?)-[HV]|/[HV]"
)


def is_predefined(name: str) -> bool:
    """Return True if PDF readers have a built-in CMap of this name, which includes the slash."""
    return _PREDEFINED.fullmatch(name) is not None


@attrs.frozen
class CMap:
    """Rules to split strings into codes, and to map codes to character identifiers.

    Attributes:
        lengths: The ranges of codes, by the length of a code in bytes.
        ranges: First code, last code and first identifier, in order; without ranges, codes are identifiers.
        is_vertical: True if text runs downwards.
    """

    lengths: tuple[tuple[int, bytes, bytes], ...] = ()
    ranges: tuple[tuple[int, int, int], ...] = ()
    is_vertical: bool = False

    def codes(self, text: bytes) -> list[tuple[int, int]]:
        """Return the codes of a string, each with its length in bytes."""
        if not self.lengths:
            return [(int.from_bytes(text[each : each + 2], "big"), 2) for each in range(0, len(text), 2)]
        found, place = [], 0
        while place < len(text):
            length = self._length(text, place)
            found.append((int.from_bytes(text[place : place + length], "big"), length))
            place += length
        return found

    def identifier(self, code: int) -> int:
        """Return the character identifier of a code; 0 if it has none."""
        if not self.ranges:
            return code
        index = bisect_right(self.ranges, (code, 1 << 32, 0)) - 1
        if index < 0:
            return 0
        first, last, identifier = self.ranges[index]
        return identifier + code - first if code <= last else 0

    def _length(self, text: bytes, place: int) -> int:
        for length, low, high in self.lengths:
            code = text[place : place + length]
            inside = zip(low, code, high, strict=False)
            if len(code) == length and all(a <= b <= c for a, b, c in inside):
                return length
        return min(length for length, _, _ in self.lengths)


@attrs.frozen
class UnicodeMap:
    """Mapping of codes to characters.

    Attributes:
        texts: The characters by length and value of a code; as one byte or as UTF-16.
        is_identity: True if each code is the number of its character.
    """

    texts: dict[tuple[int, int], bytes]
    is_identity: bool = False

    def text(self, code: int, *, is_simple: bool = False) -> str | None:
        """Return the characters of a code; None if the map has none.

        Args:
            code: The code.
            is_simple: True to look up codes of one byte only. Otherwise lengths of 1 to 4 bytes are tried, as
                in PDFBox.
        """
        if self.is_identity:
            return chr(code)
        lengths = (1,) if is_simple else (1, 2, 3, 4)
        found = next((self.texts[each, code] for each in lengths if (each, code) in self.texts), None)
        if found is None:
            return None
        return found.decode("latin-1" if len(found) == 1 else "utf-16-be", errors="replace")


def read_cmap(data: bytes, *, is_vertical: bool) -> CMap:
    """Read a CMap of codes and identifiers."""
    lengths: list[tuple[int, bytes, bytes]] = []
    ranges: list[tuple[int, int, int]] = []
    for kind, body in _SECTION.findall(data):
        tokens = [_value(each) for each in _TOKEN.finditer(body)]
        if kind == b"codespacerange":
            lengths += [
                (len(low), low, high)
                for low, high in zip(tokens[::2], tokens[1::2], strict=False)
                if isinstance(low, bytes) and isinstance(high, bytes) and 0 < len(low) <= 4  # noqa: PLR2004
            ]
        elif kind == b"cidrange":
            for low, high, identifier in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(identifier, int):
                    ranges.append((int.from_bytes(low, "big"), int.from_bytes(high, "big"), identifier))
        elif kind == b"cidchar":
            for code, identifier in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(identifier, int):
                    ranges.append((int.from_bytes(code, "big"), int.from_bytes(code, "big"), identifier))
    used = _USED.search(data)
    if used is not None and used[1] in (b"Identity-H", b"Identity-V"):
        lengths.append((2, b"\x00\x00", b"\xff\xff"))
    vertical = is_vertical or _VERTICAL.search(data) is not None
    return CMap(tuple(sorted(lengths)), tuple(sorted(ranges[:_MOST_CODES])), vertical)


def read_unicode_map(data: bytes) -> UnicodeMap:
    """Read a CMap of codes and characters (`/ToUnicode`)."""
    texts: dict[tuple[int, int], bytes] = {}
    for kind, body in _SECTION.findall(data):
        if kind == b"bfchar":
            tokens = [_value(each) for each in _TOKEN.finditer(body)]
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(text, bytes):
                    texts[len(code), int.from_bytes(code, "big")] = text
        elif kind == b"bfrange":
            _read_ranges([_value(each) for each in _TOKEN.finditer(body)], texts)
        if len(texts) > _MOST_CODES:
            break
    is_identity = not texts and b"/CMapName" in data and b"Identity-" in data
    return UnicodeMap(texts, is_identity)


def _read_ranges(tokens: list[bytes | int | str], texts: dict[tuple[int, int], bytes]) -> None:
    place = 0
    while place + 2 < len(tokens):
        low, high, first = tokens[place : place + 3]
        place += 3
        if first == "[":
            end = tokens.index("]", place) if "]" in tokens[place:] else len(tokens)
            several = tokens[place:end]
            place = end + 1
        elif isinstance(low, bytes) and isinstance(high, bytes) and isinstance(first, bytes):
            count = int.from_bytes(high, "big") - int.from_bytes(low, "big") + 1
            several = [_following(first, each) for each in range(min(count, _MOST_CODES))]
        else:
            continue
        if not isinstance(low, bytes) or not isinstance(high, bytes):
            continue
        last = int.from_bytes(high, "big")
        for code, text in enumerate(several, int.from_bytes(low, "big")):
            if isinstance(text, bytes) and code <= last and len(texts) <= _MOST_CODES:
                texts[len(low), code] = text


def _following(first: bytes, number: int) -> bytes:
    """Return a text whose last character is increased by a number."""
    if not first:
        return first
    end = first[-2:]
    last = (int.from_bytes(end, "big") + number) % (1 << 8 * len(end))
    return first[:-2] + last.to_bytes(len(end), "big")


def _value(found: re.Match[bytes]) -> bytes | int | str:
    if found[1] is not None:
        digits = b"".join(found[1].split()).decode("ascii")
        padded = digits + "0" * (len(digits) % 2)
        return bytes.fromhex(padded)
    return int(found[3]) if found[3] is not None else found[0].decode("latin-1")
