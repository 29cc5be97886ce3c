"""The changes that Digipost's HTML validator certainly makes in a letter that it accepts.

The validator rewrites the letter. A tag or text certainly changes if it differs from the only form that the
validator writes. Uncertain changes are not reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.preflight.html_rules.policy import VOID, washed_address
from digipost.preflight.html_rules.style_attribute import declarations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.preflight.html_rules.tokens import Removed, Tag, Text

__all__ = ["changes_of_tag", "changes_of_text", "is_kept_doctype"]

_DOCTYPE = "<!doctype html>"
_ADDRESSES = {"href", "src", "background"}
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {each: f"&#{ord(each)};" for each in "\"'+=@`"}
_TRANSLATED = str.maketrans(_WRITTEN)
# Characters that make the written form of a value uncertain.
_UNCERTAIN = re.compile("[\x00-\x1f{\x7f-\x9f\ud800-\uffff\U00010000-\U0010ffff]")
_NOT_AS_WRITTEN = re.compile(
    "[\"'+=@`<>\ufeff\ufffd\U00010000-\U0010ffff]|\\{\\{"
    "|&(?!amp;|lt;|gt;|#34;|#39;|#43;|#61;|#64;|#96;|#x[0-9a-f]+;)"
)
_NOT_AS_WRITTEN_IN_CSS = re.compile("[&<>/]")
_LOOSE_STYLE = re.compile(r"[:;]\s|;\Z")
_WITHOUT_WHITE_SPACE = {"head", "ol", "ul"}


def is_kept_doctype(text: str, removed: Removed) -> bool:
    """Return True for `<!doctype html>` at the beginning, the only declaration that the validator keeps."""
    return removed.start == 0 and text[: removed.end] == _DOCTYPE


def changes_of_text(text: str, token: Text, innermost: str) -> Iterator[tuple[str, int]]:
    """Yield the changes in the text of the innermost open element, each with its place."""
    pattern = _NOT_AS_WRITTEN_IN_CSS if token.is_raw and innermost == "style" else _NOT_AS_WRITTEN
    found = pattern.search(text, token.start, token.end)
    if found is not None:
        yield "A character is written as a reference, or a reference as its character.", found.start()
    if innermost in _WITHOUT_WHITE_SPACE and text[token.start : token.end].isspace():
        yield f"White space in {innermost} is removed.", token.start


def changes_of_tag(text: str, tag: Tag) -> Iterator[tuple[str, int]]:
    """Yield the changes in a tag, each with its place; the validator has accepted all its attributes."""
    source = text[tag.start : tag.end]
    if tag.is_end:
        if source != f"</{tag.name}>":
            yield "The tag is written in another form.", tag.start
        return
    names = {each.name for each in tag.attributes}
    for each in tag.attributes:
        if each.name == "style" and _is_rewritten(each.value):
            yield (
                "The style attribute is written in another form, and unknown declarations are dropped.",
                each.start,
            )
    if tag.name == "a" and ("target" not in names or ("href" in names and "rel" not in names)):
        yield "The link gets target and rel.", tag.start
    elif len(names) < len(tag.attributes):
        yield "The second one of two attributes of the same name is removed.", tag.start
    elif tag.name != "a" and not any(_UNCERTAIN.search(each.value) for each in tag.attributes):
        written = "".join(f' {each.name}="{_written(each.name, each.value)}"' for each in tag.attributes)
        if source != f"<{tag.name}{written}{' />' if tag.name in VOID else '>'}":
            yield "The tag is written in another form.", tag.start


def _is_rewritten(style: str) -> bool:
    return _LOOSE_STYLE.search(style) is not None or not all(
        each.is_kept and each.is_whole for each in declarations(style)
    )


def _written(name: str, value: str) -> str:
    washed = (washed_address(value) or "") if name in _ADDRESSES else value
    return washed.translate(_TRANSLATED)
