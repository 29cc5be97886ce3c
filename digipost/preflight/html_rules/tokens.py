"""The tokens of an HTML letter, as the tokenizer of Digipost's HTML validator splits it.

The validator does not use the tokenizer of the HTML standard. The differences affect malformed letters. An
unquoted value continues after a space (`title=Hei Kari`), a tag cut off by the end of the file counts, and
`<%` begins a separate token. `html.parser` follows neither tokenizer in every patch
release of Python, and takes quadratic time in releases that this library supports. So this module implements
the few rules itself; each runs once over the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from digipost.preflight.html_rules.attributes import (
    SPACE,
    Attribute,
    attributes_from,
    canonical,
    position_after,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["RAW_TEXT", "Removed", "Tag", "Text", "Token", "tokens"]

_TAG_NAME_END = re.compile(rf"[{SPACE}></]")
# Elements whose content is text up to their end tag; `plaintext` has no end tag.
RAW_TEXT = frozenset({"iframe", "listing", "script", "style", "textarea", "title", "xmp", "plaintext"})


@attrs.frozen
class Tag:
    """Start tag or end tag, which extends from `start` to `end` in the text."""

    name: str
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()
    is_end: bool = False


@attrs.frozen
class Text:
    """Text between tags; `is_raw` within an element such as `style`."""

    start: int
    end: int
    is_raw: bool = False


@attrs.frozen
class Removed:
    """Markup that the validator removes silently: a comment, a declaration, an instruction."""

    start: int
    end: int


Token = Tag | Text | Removed


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a letter, in order and without gaps except for white space in tags."""
    at, end, pending = 0, len(text), 0
    while at < end:
        opening = text.find("<", at)
        if opening < 0:
            break
        token = _markup(text, opening)
        if token is None:
            at = opening + 1
            continue
        if pending < opening:
            yield Text(pending, opening)
        yield token
        at = pending = token.end
        if isinstance(token, Tag) and not token.is_end and token.name in RAW_TEXT:
            for raw in _raw_text(text, at, token.name):
                yield raw
                at = pending = raw.end
    if pending < end:
        yield Text(pending, end)


def _markup(text: str, at: int) -> Token | None:
    """Return the token that begins with the `<` at this place, or None if the `<` is text."""
    following = text[at + 1 : at + 2]
    if following.isascii() and following.isalpha():
        return _tag(text, at, at + 1, is_end=False)
    if following == "/" and text[at + 2 : at + 3].isalpha():
        return _tag(text, at, at + 2, is_end=True)
    if following == "!":
        return _declaration(text, at)
    if following == "?":
        return Removed(at, position_after(text, ">", at + 2))
    if following == "%":
        return Removed(at, position_after(text, "%>", at + 2))
    return None


def _declaration(text: str, at: int) -> Removed | None:
    if text.startswith("--", at + 2):
        end = _comment_end(text, at + 4)
        return None if end is None else Removed(at, end)
    if len(text) == at + 2 or (text.startswith("-", at + 2) and len(text) == at + 3):
        return None
    # After `<!-`, one more character of any kind is skipped.
    return Removed(at, position_after(text, ">", at + (4 if text[at + 2] == "-" else 2)))


def _comment_end(text: str, at: int) -> int | None:
    while text.startswith("-", at):
        at += 1
    if at == len(text):
        return None
    if text[at] == ">":
        return at + 1
    # After its first hyphen, a comment already ends with `->`, with more `-` and `!` in between.
    at = text.find("-", at + 1)
    while at >= 0:
        at = text.find("-", at + 1)
        if at < 0:
            break
        while text[at : at + 1] in {"-", "!"}:
            at += 1
        if text.startswith(">", at):
            return at + 1
    return len(text)


def _tag(text: str, at: int, name_start: int, *, is_end: bool) -> Tag:
    name_end = _TAG_NAME_END.search(text, name_start + 1)
    if name_end is None:
        return Tag(canonical(text[name_start:]), at, len(text), is_end=is_end)
    attributes, end = attributes_from(text, name_end.start())
    name = canonical(text[name_start : name_end.start()])
    return Tag(name, at, end, () if is_end else tuple(attributes), is_end=is_end)


def _raw_text(text: str, at: int, name: str) -> Iterator[Text | Removed]:
    """Yield the content of an element that is text up to its end tag."""
    closing = re.compile(rf"</{name}(?=[{SPACE}></])|<%", re.IGNORECASE)
    while at < len(text):
        found = None if name == "plaintext" else closing.search(text, at)
        if found is None:
            yield Text(at, len(text), is_raw=True)
            return
        if at < found.start():
            yield Text(at, found.start(), is_raw=True)
        if found[0] != "<%":
            return
        at = position_after(text, "%>", found.start() + 2)
        yield Removed(found.start(), at)
