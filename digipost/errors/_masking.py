"""Masking of external text in errors, log records and `repr`.

Digipost's messages can repeat parts of a request, and the path of a search holds the searched name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "MASK",
    "PATH_WORDS",
    "masked_line",
    "masked_query",
    "masked_target",
    "masked_text",
    "without_echoes",
]

MASK = "***"
_MOST_EXPLANATION = 4096  # characters
_MASKED_WITHIN_WORDS = 6  # characters; shorter texts are parts of other words by chance

# A uuid is matched first and not masked: it identifies a document, not a person, and can hold eleven digits.
_PERSONAL = re.compile(
    r"""
      \b (?P<uuid> [0-9a-f]{8} (?: -[0-9a-f]{4} ){3} -[0-9a-f]{12} ) \b
    | (?: \d{11,}                                        # personal identification number, account number
        | \d{6} (?: [\s.\-] | %20 ) \d{5}                # the same as people write them
        | \d{4} (?: [\s.] | %20 ) \d{2} (?: [\s.] | %20 ) \d{5}
        | (?: \+ | (?<![\w*]) 00 | %2b ) \d (?: [\s.\-]? \d ){7,} # telephone number with a country code
        | [\w.\-]{1,64} \# [0-9a-z]{4}                   # Digipost address
        | [^\s<>"'()=:,;@]{1,64}                # name of an e-mail address
          (?= (?: @ | %40 ) [^\s<>"'()=:,;@] )
      )
      (?: (?: @ | %40 ) [^\s<>"'()=:,;@]{1,255} )*       # with all that an e-mail address adds to any of them
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MOST = 8192  # characters of a text that are shown; a response can hold millions
_LONGEST = 330  # characters of an e-mail address, the longest pattern besides runs of digits
_PARAMETER_NAME = re.compile(r"[a-z_\-]{1,30}=", re.IGNORECASE)
_ESCAPES = re.compile(
    r"""(?P<units> (?: \\u[0-9a-f]{4} )+ ) | (?P<bytes> (?: \\x[0-9a-f]{2} )+ ) | \\ (?P<mark> ["'/\\] )""",
    re.VERBOSE | re.IGNORECASE,
)
_MOST_ROUNDS = 8  # of nested escape sequences; a text for people has fewer
_ACCENTS = re.compile(r"[\u0300-\u036f]")
# Replacements that programs without accents, programs limited to ASCII, and passports use for these letters.
_TRANSLITERATIONS: tuple[dict[int, str], ...] = (
    {},
    str.maketrans({"ø": "o", "æ": "ae"}),
    str.maketrans({"å": "aa", "ø": "oe", "æ": "ae"}),
)
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")

# Words of the API's own paths. Any other word can be an identifier or a search text.
PATH_WORDS = frozenset(
    {
        "archive",
        "archives",
        "batch",
        "complete",
        "content",
        "document",
        "documents",
        "events",
        "identification",
        "inbox",
        "messages",
        "recipients",
        "referenceid",
        "search",
        "sender",
        "status",
        "stream",
        "suggest",
        "update",
    }
)


def masked_text(text: str) -> str:
    """Mask numbers of people and accounts, telephone numbers and addresses of mailboxes.

    Only the first 8192 characters of a text are returned. The text is cut first, to limit the work. A
    personal value that begins before the cut is masked as a whole.
    """
    shown, end = [], 0
    for found in _PERSONAL.finditer(text, 0, _MOST + _LONGEST):
        if found.start() >= _MOST:
            break
        shown += [text[end : found.start()], found["uuid"] or MASK]
        end = found.end()
    return "".join([*shown, text[end : max(end, _MOST)]])


def masked_line(text: str) -> str:
    """Mask a text as `masked_text` does, on one line of at most 1000 characters.

    Masking a masked line changes nothing, so an error that is rebuilt from its arguments has the same text.
    """
    # Line breaks are joined first, since they can divide a number; masking is repeated last, since the cut
    # can end a word.
    line = masked_text(_BREAKS.sub(" ", text[: _MOST + _LONGEST])).strip()
    return masked_text(line[:1000]).rstrip()


def without_echoes(text: str, sent: Iterable[str]) -> str:
    """Mask the texts of the request in the first few kilobytes of an explanation; drop the rest.

    Args:
        text: The explanation by Digipost; it is returned composed (NFC), and without escape sequences.
        sent: Texts of the request; the longest are masked first, regardless of case.
    """
    is_cut = len(text) > _MOST_EXPLANATION
    text = plain(text[:_MOST_EXPLANATION])
    folded = text.casefold()
    ordered = sorted(sent, key=lambda one: (-len(one), one))
    for each in ordered:
        # Most texts do not occur in it, and a plain search is cheaper than a pattern.
        for spelling in spellings(each):
            if spelling.casefold() in folded:
                whole_words = len(spelling) < _MASKED_WITHIN_WORDS
                pattern = rf"(?<!\w){re.escape(spelling)}(?!\w)" if whole_words else re.escape(spelling)
                text = re.sub(pattern, MASK, text, flags=re.IGNORECASE)
                folded = text.casefold()
    # The cut may have divided one of the texts, and the search does not find a part of a text.
    longest = len(ordered[0]) if ordered else 0
    return text[: max(0, len(text) - longest)] if is_cut else text


def spellings(text: str) -> Iterable[str]:
    """Return the forms in which a server can repeat a text, except the forms that `plain` resolves."""
    own = plain(text)
    found = [own, own.upper()]  # in upper case too, since the pattern for Strauß does not match STRAUSS
    if not own.isascii():
        for each in (own, own.upper()):
            utf_8, latin_1 = each.encode(errors="replace"), each.encode("latin-1", "replace")
            # UTF-8 taken for Latin-1 or Windows-1252, as in Ã…se for Åse; or letters that it lacks.
            misread = [utf_8.decode("latin-1"), utf_8.decode("cp1252", "replace")]
            lacking = [utf_8.decode("ascii", "replace"), latin_1.decode(errors="replace")]
            asked = [each.encode("ascii", "replace").decode(), lacking[0].replace("\ufffd", "?")]
            found += map(plain, misread + lacking + asked)
        for letters in _TRANSLITERATIONS:
            decomposed = normalize("NFD", own.casefold().translate(letters))
            found.append(normalize("NFC", _ACCENTS.sub("", decomposed)))
    found += [each.replace(" ", "+") for each in found]
    return [each for each in dict.fromkeys(found) if each]


def plain(text: str) -> str:
    """Return a text with composed letters (NFC), and without the escape sequences of HTML, JSON and URLs.

    The escape sequences of Python and Java equal JSON's. Applying the function to its result changes nothing.
    """
    for _ in range(_MOST_ROUNDS):
        resolved = _resolved(text)
        if resolved == text:
            return text
        text = resolved
    return text.translate(dict.fromkeys(map(ord, "&%\\")))


def _resolved(text: str) -> str:
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - a cold start need not read its table of names

        text = unescape(text)
    if "%" in text:
        text = unquote(text)
    if "\\" in text:
        text = _ESCAPES.sub(_unescaped, text)
    return normalize("NFC", text)


def _unescaped(found: re.Match[str]) -> str:
    if found["units"]:  # of UTF-16, of which a lone half must not get into a text
        return bytes.fromhex(found["units"].lower().replace("\\u", "")).decode("utf-16-be", "replace")
    if found["bytes"]:
        return bytes.fromhex(found["bytes"].lower().replace("\\x", "")).decode(errors="replace")
    return found["mark"]


def masked_target(target: str) -> str:
    """Return a request target that keeps only the API's words, a leading account id and parameter names."""
    path, mark, query = target.partition("?")
    shown = [
        segment
        if segment in PATH_WORDS or not segment or (position == 1 and _is_account_id(segment))
        else MASK
        for position, segment in enumerate(path.split("/"))
    ]
    return "/".join(shown) + mark + masked_query(query)


def masked_query(query: str) -> str:
    """Return a query with only its parameter names."""
    if not query:
        return ""
    named = [_PARAMETER_NAME.match(parameter) for parameter in query.split("&")]
    return "&".join(f"{name[0]}{MASK}" if name else MASK for name in named)


def _is_account_id(segment: str) -> bool:
    return segment.isdecimal() and masked_text(segment) == segment
