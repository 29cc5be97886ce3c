"""Places of entries in a profile, and the errors of its TOML in plain words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from digipost.base.text_decoding import decoded

if TYPE_CHECKING:
    import tomllib
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = [
    "EntryError",
    "dotted",
    "kind_in_words",
    "line_of",
    "place",
    "profile_text",
    "shown",
    "syntax_error",
    "with_suggestion",
]

_HEADER = re.compile(r"\s*\[+\s*(.*?)\s*\]")
_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^=#\s][^=#]*?)\s*=""")
_AT = re.compile(r" \(at (?:line ([0-9]+), column [0-9]+|end of document)\)$")
_LONGEST = 40  # characters of a name in an error
_NOT_PLAIN = re.compile(r"[^\w. -]")
_COMMA = re.compile(r"[0-9]+,[0-9]")
_CURLY = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]")

_VALUE = 'it can be a text in quotes ("Faktura"), a number (2.50), true or false, or a list (["Merknad"])'
_QUOTED_NAME = (
    "a name and an equals sign are expected; a name with spaces, points, or letters such as ø has to be in "
    'quotes, as in "Fødselsnr"'
)
# The beginning of an error of tomllib, and its explanation.
_EXPLAINED: tuple[tuple[str, str], ...] = (
    ("Cannot declare", "{entry} stands twice: put all its entries below the first, and delete the second"),
    ("Cannot overwrite", "{entry} stands twice in its table: leave one of the two"),
    ("Duplicate inline", "{entry} has a name that stands twice: leave one of the two"),
    ("Illegal character '\\n'", "the quotation mark of {entry} is not closed on its line"),
    ("Illegal character", "{entry} has a control character: delete it"),
    ("Unterminated string", "the quotation mark of {entry} is not closed"),
    ('Expected "', "the quotation mark of {entry} is not closed"),
    ("Unclosed array", "the list of {entry} has no closing bracket ]"),
    ("Unclosed inline", "{entry} has an opening brace without its closing one"),
    ("Expected ']'", "the name of the table has no closing bracket, as in [map]"),
    ("Expected '=' after", _QUOTED_NAME),
    ("Invalid statement", _QUOTED_NAME),
    ("Invalid initial", _QUOTED_NAME),
    ("Invalid value", f"the value of {{entry}} is of no kind that is known: {_VALUE}"),
    (
        "Expected newline",
        f"more stands behind the value of {{entry}}: {_VALUE}; each entry has a line of its own",
    ),
    ("Invalid hex", "{backslash}"),
    ("Unescaped", "{backslash}"),
    ("Escaped character", "{backslash}"),
)
_KINDS: Mapping[type, str] = {
    bool: "true or false",
    str: "a text in quotes",
    int: "a whole number",
    float: "a number with decimals",
    list: "a list",
    dict: "a table",
}
_BACKSLASH = (
    "{entry} has a backslash between double quotation marks: put single ones around it, as in 'C:\\brev', or "
    "write / for it"
)
_DECIMAL_COMMA = (
    "the value of {entry} has a comma: a number in a profile has a point before decimals, as in 2.50"
)
_CURLY_QUOTES = 'the value of {entry} has curly quotation marks: write straight ones, as in "Faktura"'


@attrs.frozen
class EntryError(Exception):
    """Error of one entry of a profile, before its line is known.

    Attributes:
        table: The name of its table; empty for an entry or a table of the profile itself.
        key: The name of the entry.
        problem: The end of a sentence that begins with the name of the entry.
    """

    table: str
    key: str
    problem: str


def place(name: str, text: str, table: str, key: str) -> str:
    """Return the place of an entry in words: `invoices.toml, line 3: [options] sender-id`."""
    line = line_of(text, table, key)
    at = "" if line is None else f", line {line}"
    return f"{name}{at}: {f'[{table}] ' if table else ''}{shown(key)}"


def line_of(text: str, table: str, key: str) -> int | None:
    """Return the line of an entry, or of a table if `table` is empty; None if it is not found.

    The function can mistake a line inside a multi-line text for an entry.
    """
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header is not None and "=" not in line.partition("]")[0]:
            current = _unquoted(header[1])
            first, _, rest = current.partition(".")
            if (not table and first == key) or (rest and first == table and f"{key}.".startswith(f"{rest}.")):
                return number
            continue
        entry = _KEY.match(line)
        name = "" if entry is None else _unquoted(entry[1])
        if current == table and (name == key or key.startswith(f"{name}.") or name.startswith(f"{key}.")):
            return number
    return None


def syntax_error(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, str]:
    """Return the line of an error in TOML, and its explanation as a clause."""
    said = str(error)
    at = _AT.search(said)
    lines = text.splitlines() or [""]
    number = int(at[1]) if at is not None and at[1] else len(lines)
    if at is None or not at[1] or said.startswith("Unclosed array"):
        number = _last_open(said, lines[:number])
    line = lines[min(number, len(lines)) - 1]
    entry, header = _KEY.match(line), _HEADER.match(line)
    name = _unquoted(entry[1]) if entry is not None else header[1] if header is not None else ""
    explained = next(
        (words for start, words in _EXPLAINED if said.startswith(start)), "{entry} cannot be read"
    )
    if entry is None and header is not None and said.startswith("Expected newline"):
        explained = "the line of {entry} has more on it: only a comment, behind a #, can follow it"
    elif entry is not None and _CURLY.match(line[entry.end() :].lstrip()):
        explained = _CURLY_QUOTES
    elif entry is not None and _COMMA.match(line[entry.end() :].lstrip()):
        explained = _DECIMAL_COMMA
    words = explained.replace("{backslash}", _BACKSLASH)
    told = shown(name) if header is None or entry is not None else f"the table [{shown(name)}]"
    return number, words.replace("{entry}", told if name else "this line")


def with_suggestion(key: str, known: Iterable[str]) -> str:
    """Return the end of a sentence about an unknown entry: the most similar name, and all known names."""
    known = list(known)
    near = get_close_matches(key.replace("_", "-").casefold(), known, n=1)
    meant = f"; is {near[0]} meant?" if near else "."
    return f"{meant} There can be {', '.join(known)}"


def kind_in_words(value: object) -> str:
    """Return the kind of a value in a profile in words."""
    return _KINDS.get(type(value), "a date or time")


def shown(name: str) -> str:
    """Return a name from a profile without characters that could act on a terminal."""
    return _NOT_PLAIN.sub("?", name)[:_LONGEST]


def dotted(key: str, table: Mapping[str, object]) -> str:
    """Return the name that a key without quotes was meant to be: the first path of an inner table."""
    inner: object = table
    while isinstance(inner, dict) and inner:
        last, inner = next(iter(inner.items()))
        key = f"{key}.{last}"
    return key


def _unquoted(name: str) -> str:
    name = name.strip()
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name


def _last_open(said: str, lines: list[str]) -> int:
    """Return the line number of a fault that tomllib reports behind the last of these lines."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if said.startswith("Unclosed array"):
        numbered = [(number, line) for number, line in numbered if "[" in line.partition("=")[2]] or numbered
    elif said.startswith(("Unterminated", "Expected")):
        odd = [(number, line) for number, line in numbered if line.count('"') % 2 or line.count("'") % 2]
        numbered = odd or numbered
    return numbered[-1][0] if numbered else 1


def profile_text(path: Path) -> str:
    """Return the text of a profile: TOML is UTF-8, and editors on Windows write UTF-16 or CP1252 too.

    Raises:
        OSError: The file cannot be read.
        UnicodeError: The file is not text.
    """
    data = path.read_bytes()
    try:
        text = decoded(data)
    except UnicodeError:
        text = data.decode("cp1252")
    return text.replace("\r\n", "\n")
