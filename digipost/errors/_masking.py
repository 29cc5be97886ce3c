"""Masking of external text in errors, log records and `repr`.

Digipost's messages can repeat parts of a request, and the path of a search holds the searched name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import quote, quote_plus

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

# A uuid is matched first and kept: it identifies a document, not a person, and can hold eleven digits.
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

    A line that is masked again stays as it is: an error that is rebuilt from its arguments has the same text.
    """
    # Breaks first, since they can divide a number; once more at last, since the cut can end a word.
    line = masked_text(_BREAKS.sub(" ", text[: _MOST + _LONGEST])).strip()
    return masked_text(line[:1000]).rstrip()


def without_echoes(text: str, sent: Iterable[str]) -> str:
    """Mask the texts of the request in the first few kilobytes of an explanation; drop the rest.

    Args:
        text: The explanation by Digipost; it is returned composed (NFC), and without HTML's references.
        sent: Texts of the request; the longest are masked first, regardless of case.
    """
    text = _plain(text[:_MOST_EXPLANATION])
    folded = text.casefold()
    for each in sorted(sent, key=lambda one: (-len(one), one)):
        # In upper case too, since a pattern does not find STRAUSS by Strauß.
        spellings = _plain(each), _plain(each).upper(), quote(each), quote_plus(each), *_misread(each)
        for spelling in dict.fromkeys(spellings):
            # Most texts do not occur in it, and a plain search is cheaper than a pattern.
            if spelling.casefold() in folded:
                whole_words = len(spelling) < _MASKED_WITHIN_WORDS
                pattern = rf"(?<!\w){re.escape(spelling)}(?!\w)" if whole_words else re.escape(spelling)
                text = re.sub(pattern, MASK, text, flags=re.IGNORECASE)
                folded = text.casefold()
    return text


def _misread(text: str) -> tuple[str, ...]:
    """Return a text as a server shows it that takes its UTF-8 for Latin-1 or Windows-1252: `Ã…se` for Åse."""
    if text.isascii():
        return ()
    written = [each.encode(errors="replace") for each in (text, text.upper())]
    return tuple(_plain(each.decode(code, "replace")) for each in written for code in ("latin-1", "cp1252"))


def _plain(text: str) -> str:
    """Return a text with composed letters (NFC), and with HTML's references resolved."""
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - a cold start need not read its table of names

        text = unescape(text)
    return normalize("NFC", text)


def masked_target(target: str) -> str:
    """Return a request target with only the API's words, a leading account id and parameter names."""
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
