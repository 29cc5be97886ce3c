"""The check of a letter in HTML, by the rules of Digipost's own HTML validator.

    >>> from digipost import preflight
    >>> report = preflight.check_html(b"<html><body><p onclick='x()'>Hei</p></body></html>")
    >>> report.is_accepted
    False
    >>> for each in report.messages:
    ...     print(each.line, each.column, each.text)
    1 16 Found HTML policy violation: Tag name: p, attribute(s): onclick

The check applies the rules of digipost-html-validator, with version 2 of its policy. Digipost's Java client
runs this validator on documents before it encrypts them. The validator accepts a letter unchanged, accepts
the letter and changes it, or refuses the letter with messages. The
messages here are the validator's own, with line and column added.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

from digipost.errors import ConfigurationError
from digipost.preflight.html_rules.advice import advice_on_css, advice_on_tag
from digipost.preflight.html_rules.changes import changes_of_tag, changes_of_text, is_kept_doctype
from digipost.preflight.html_rules.nesting import Nesting
from digipost.preflight.html_rules.policy import ELEMENTS, NEEDS_ATTRIBUTES, refused_attributes
from digipost.preflight.html_rules.style_attribute import load_css_parser
from digipost.preflight.html_rules.style_element import style_problems
from digipost.preflight.html_rules.tokens import Tag, Text, tokens
from digipost.preflight.html_rules.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digipost.content import Content

__all__ = ["HtmlMessage", "HtmlReport", "checked_html", "checked_html_bytes", "is_html_possible"]

_MOST_BYTES = 64 << 20  # bytes of a letter; Digipost accepts some 30 MB
_Placed = tuple[str, int]
_TAG_REFUSED = re.compile(
    r"Found HTML policy violation[.:] Tag name: ([a-z0-9]+)(, attribute\(s\): .*)?", re.DOTALL
)
# Common elements of the HTML standard that the validator never allows.
_KNOWN_ELEMENTS = words(
    "applet audio button canvas circle details embed form frame iframe input link mark noscript object "
    "option path picture "
    "script select source summary svg textarea time video wbr"
)


@attrs.frozen(kw_only=True)
class HtmlMessage:
    """Message about a place in a letter.

    Attributes:
        text: The message. The message can quote a part of the letter, so `repr` does not show it.
        line: The line, counted from 1.
        column: The character in the line, counted from 1.
    """

    text: str = attrs.field(repr=False)
    line: int
    column: int

    @property
    def summary(self) -> str:
        """Return the message without any text of the letter, for logs and errors."""
        tag = _TAG_REFUSED.fullmatch(self.text)
        if tag is not None and (tag[1] in ELEMENTS or tag[1] in _KNOWN_ELEMENTS):
            attribute = "" if tag[2] is None else "an attribute of "
            return f"{attribute}<{tag[1]}> is not allowed"
        if self.text.startswith("Found HTML policy violation"):
            return "a tag or attribute is not allowed"
        return "the CSS of a style element is not allowed"

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.text}"


@attrs.frozen(kw_only=True)
class HtmlReport:
    """Result of `digipost.preflight.check_html`.

    Attributes:
        messages: The validator's messages; empty if it accepts the letter.
        further: Messages that the validator omits, since it stops at the first `style` element that it
            refuses.
        changes: The certain changes of the validator in a letter that it accepts: the first place of each
            kind of change. The validator may change other places too.
        advice: Further remarks, for which Digipost does not refuse the letter.
    """

    messages: tuple[HtmlMessage, ...]
    further: tuple[HtmlMessage, ...] = ()
    changes: tuple[HtmlMessage, ...] = ()
    advice: tuple[HtmlMessage, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Return True if Digipost accepts the letter, unchanged or changed."""
        return not self.messages

    @property
    def is_changed(self) -> bool:
        """Return True if Digipost accepts the letter and certainly changes it."""
        return self.is_accepted and bool(self.changes)


def is_html_possible() -> bool:
    """Return True if the extra `html` is installed."""
    try:
        load_css_parser()
    except ConfigurationError:
        return False
    return True


def checked_html(content: Content) -> HtmlReport:
    """Check a letter in HTML.

    Raises:
        ConfigurationError: The extra `html` is not installed.
        InvalidValueError: The content cannot be read any more.
    """
    if content.size > _MOST_BYTES:
        text = (
            f"The letter has {content.size} bytes; Digipost accepts, and this check reads, at most "
            f"{_MOST_BYTES}."
        )
        return HtmlReport(messages=(HtmlMessage(text=text, line=1, column=1),))
    with content.open() as stream:
        return checked_html_bytes(stream.read())


def checked_html_bytes(data: bytes) -> HtmlReport:
    """Check a letter in HTML, which may be empty.

    Raises:
        ConfigurationError: The extra `html` is not installed.
    """
    load_css_parser()
    # Bytes that are not UTF-8 become U+FFFD, as they do in the validator.
    return _Check(data.decode(errors="replace"), _first_garbled(data)).report()


def _first_garbled(data: bytes) -> int | None:
    """Return the place of the first character that is not UTF-8, or is NUL, which occurs in UTF-16."""
    try:
        return found if (found := data.decode().find("\0")) >= 0 else None
    except UnicodeDecodeError as error:
        return len(data[: error.start].decode())


_NOT_UTF8 = (
    "The letter is not in UTF-8, as which Digipost reads it: the recipient sees other characters. "
    "Save it as UTF-8."
)


class _Check:
    """One pass over the text of a letter, and its result."""

    def __init__(self, text: str, garbled: int | None) -> None:
        self._text = text
        self._nesting = Nesting()
        self._in_style = False
        self._refused: list[_Placed] = []
        self._styles: list[list[_Placed]] = []  # the problems of each invalid `style` element
        self._changes: dict[str, int] = {}  # the first place for each kind of change
        self._advice: list[_Placed] = [] if garbled is None else [(_NOT_UTF8, garbled)]

    def report(self) -> HtmlReport:
        for token in tokens(self._text):
            if isinstance(token, Text):
                self._take_text(token)
            elif isinstance(token, Tag):
                self._take_tag(token)
            elif not is_kept_doctype(self._text, token):
                self._note(
                    [("A comment, doctype or other declaration is removed or written anew.", token.start)]
                )
        if not self._nesting.is_closed:
            self._note([("Elements that are left open are closed.", len(self._text))])
        # The validator stops at the first `style` element that it refuses, and drops its earlier messages.
        first: list[_Placed] = self._styles[0] if self._styles else []
        later = self._styles[1:]
        refused = [self._refused] if first else []
        return HtmlReport(
            messages=self._placed(first or self._refused),
            further=self._placed([each for found in (*later, *refused) for each in found]),
            changes=self._placed(self._changes.items()),
            advice=self._placed(self._advice),
        )

    def _take_text(self, token: Text) -> None:
        text = self._text[token.start : token.end]
        if not text.strip(" \t\n\f\r"):
            self._note(changes_of_text(self._text, token, self._nesting.innermost))
            return
        if self._in_style:
            problems = style_problems(text)
            if problems:
                self._styles.append([(problem, token.start + at) for problem, at in problems])
            self._advice += advice_on_css(text, token.start)
        self._open_again(self._nesting.text(), token.start)
        self._note(changes_of_text(self._text, token, self._nesting.innermost))

    def _take_tag(self, tag: Tag) -> None:
        self._in_style = tag.name == "style" and not tag.is_end
        if tag.is_end:
            self._nesting.end(tag.name)
            self._note(changes_of_tag(self._text, tag))
            self._note_rearranged(tag.start)
            return
        is_reached, opened = self._nesting.start(tag.name)
        self._open_again(opened, tag.start)
        if is_reached:
            self._check_tag(tag)

    def _check_tag(self, tag: Tag) -> None:
        if tag.name not in ELEMENTS:
            self._refuse(tag.name, tag.start)
            return
        refused, is_any_left = refused_attributes(tag)
        if not is_any_left and tag.name in NEEDS_ATTRIBUTES:
            self._refuse(tag.name, tag.start)
        elif refused:
            names = ", ".join(each.name for each in refused)
            text = f"Found HTML policy violation: Tag name: {tag.name}, attribute(s): {names}"
            self._refused.append((text, refused[0].start))
        else:
            self._note(changes_of_tag(self._text, tag))
        self._advice += advice_on_tag(tag)

    def _open_again(self, opened: Iterable[str], at: int) -> None:
        """Check the elements that the validator opens without a tag; they have no attributes."""
        for name in opened:
            if name not in ELEMENTS or name in NEEDS_ATTRIBUTES:
                self._refuse(name, at)
        self._note_rearranged(at)

    def _refuse(self, name: str, at: int) -> None:
        self._refused.append((f"Found HTML policy violation. Tag name: {name}", at))

    def _note_rearranged(self, at: int) -> None:
        if self._nesting.is_rearranged:
            self._note([("Tags that are missing, left open or out of place are mended.", at)])

    def _note(self, changes: Iterable[_Placed]) -> None:
        for text, at in changes:
            self._changes.setdefault(text, at)

    def _placed(self, found: Iterable[_Placed]) -> tuple[HtmlMessage, ...]:
        return tuple(self._messages(found))

    def _messages(self, found: Iterable[_Placed]) -> Iterator[HtmlMessage]:
        lines: list[int] | None = None
        for text, at in found:
            if lines is None:
                lines = [0, *(each.end() for each in re.finditer("\n", self._text))]
            line = bisect_right(lines, at)
            yield HtmlMessage(text=text, line=line, column=at - lines[line - 1] + 1)
