"""The nesting of a letter's elements, as far as it affects the result of Digipost's HTML validator.

The validator closes unclosed elements, opens missing ones, and reopens formatting that a closed element has
cut off. The validator opens elements without attributes. It refuses a `font` without attributes, and a
`select`, which it opens around an `option`. It drops tags deeper than 256 elements without a message.

The rules of nesting here follow the HTML standard, not each cell of the validator's own tables.
"""

from __future__ import annotations

from digipost.preflight.html_rules.policy import ELEMENTS, VOID
from digipost.preflight.html_rules.word_sets import words

__all__ = ["Nesting"]

_DEEPEST = 256
_TEXT = "#text"
# Elements that the validator disallows and still nests; other disallowed elements count as empty.
_ALSO_NESTED = words(
    "applet audio bdi bdo blink button canvas data datalist del details dialog dir fieldset form frameset "
    "iframe ins legend listing marquee menu meter nobr noembed noframes noscript object optgroup option "
    "output picture plaintext progress rp "
    "rt ruby s script select slot summary template textarea time video xmp"
)
_FORMATTING = words("a b big code em font i nobr s small strike strong tt u")
_BLOCKS = words(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 "
    "h2 h3 h4 h5 h6 head header hgroup hr html li listing main menu nav ol p pre section summary table ul xmp"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ALWAYS_HELD = frozenset({"script", "style"})
# Elements, and the only elements that each can contain.
_ONLY = {
    "table": words("caption colgroup tbody tfoot thead form input"),
    "tbody": frozenset({"tr"}),
    "thead": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
    "colgroup": frozenset({"col"}),
    "head": words("base link meta noscript title"),
}
_NOT_IN_THEMSELVES = {
    "li": frozenset({"li"}),
    "dd": frozenset({"dd", "dt"}),
    "dt": frozenset({"dd", "dt"}),
    "td": words("td th tr tbody thead tfoot"),
    "th": words("td th tr tbody thead tfoot"),
    "option": frozenset({"option", "optgroup"}),
}
_SECTIONS = frozenset({"table", "tbody", "tfoot", "thead"})
_ROWS = words("tbody thead tfoot tr td th")
# Elements that occur only in certain parents: the parents, and the elements that are opened without a parent.
_WITHIN: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {
    "li": (words("dir ol ul li"), ("ul",)),
    "option": (words("select optgroup option"), ("select",)),
    "optgroup": (words("select optgroup"), ("select",)),
    "td": (words("tr td th"), ("table", "tbody", "tr")),
    "th": (words("tr td th"), ("table", "tbody", "tr")),
    "tr": (_ROWS, ("table", "tbody")),
    "tbody": (_SECTIONS, ("table",)),
    "thead": (_SECTIONS, ("table",)),
    "tfoot": (_SECTIONS, ("table",)),
    "caption": (frozenset({"table"}), ("table",)),
    "colgroup": (frozenset({"table"}), ("table",)),
    "col": (frozenset({"colgroup"}), ("table", "colgroup")),
}
_LISTS = frozenset({"ol", "ul"})
# An end tag does not close any element outside of these elements.
_SCOPE = words("applet caption html table td th marquee object template noscript noembed noframes")
_SCOPES = {
    **dict.fromkeys(
        words("caption col colgroup table tbody tfoot thead tr td th"),
        words("html table template noscript noembed noframes"),
    ),
    "p": _SCOPE | {"button"},
    "li": _SCOPE | {"dir", "ol", "ul"},
}


class Nesting:
    """Open elements at a place of the letter.

    Attributes:
        is_rearranged: True if the validator has added an element or an end tag, or dropped a tag.
    """

    def __init__(self) -> None:
        self.is_rearranged = False
        self._open: list[str] = []
        self._cut_off: list[str] = []

    @property
    def innermost(self) -> str:
        """Return the innermost open element."""
        return self._open[-1] if self._open else "body"

    @property
    def is_closed(self) -> bool:
        """Return True if no element is open."""
        return not self._open

    def start(self, name: str) -> tuple[bool, list[str]]:
        """Process a start tag.

        Returns:
            True if the validator examines the tag, and the elements that it opens before the tag.
        """
        is_nested = name in ELEMENTS or name in _ALSO_NESTED
        opened = self._prepared_for(name) if is_nested or name in VOID else []
        is_reached = len(self._open) < _DEEPEST
        if not is_reached:
            self.is_rearranged = True
        elif is_nested and name not in VOID:
            self._open.append(name)
        return is_reached, opened

    def text(self) -> list[str]:
        """Process text that is not only white space.

        Returns:
            The elements that the validator opens before the text.
        """
        return self._prepared_for(_TEXT)

    def end(self, name: str) -> None:
        """Process an end tag."""
        at = self._opened_at(name)
        if at is None:
            self.is_rearranged = True
            return
        if at < len(self._open) - 1 or self._open[at] != name:
            self.is_rearranged = True
        self._cut_off += [each for each in reversed(self._open[at + 1 :]) if each in _FORMATTING]
        del self._open[at:]

    def _opened_at(self, name: str) -> int | None:
        """Return the index of the open element that this end tag closes; None if it closes none."""
        closed = _HEADINGS if name in _HEADINGS else {name}
        scope = _SCOPES.get(name, _SCOPE)
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at] in closed:
                return at
            if self._open[at] in scope:
                return None
        return None

    def _prepared_for(self, child: str) -> list[str]:
        opened = self._implied(child)
        self._open += opened[: _DEEPEST - len(self._open)]
        while self._open and not self._can_hold_now(child):
            closed = self._open.pop()
            self.is_rearranged = True
            if closed in _FORMATTING and closed != child:
                self._cut_off.append(closed)
        while self._cut_off:
            formatting = self._cut_off[-1]
            if not (_can_hold(self.innermost, formatting) and _can_hold(formatting, child)):
                break
            self._cut_off.pop()
            if len(self._open) < _DEEPEST:
                self._open.append(formatting)
                opened = [*opened, formatting]
        if opened:
            self.is_rearranged = True
        return opened

    def _implied(self, child: str) -> list[str]:
        parent = self.innermost
        if child in _ALWAYS_HELD:
            return []
        containers, implied = _WITHIN.get(child, (frozenset(), ()))
        if implied and parent not in containers:
            return [*implied[implied.index(parent) + 1 :]] if parent in implied else [*implied]
        return ["li"] if parent in _LISTS and child != "li" else []

    def _can_hold_now(self, child: str) -> bool:
        return _can_hold(self._open[-1], child) and not (child == "a" and "a" in self._open)


def _can_hold(parent: str, child: str) -> bool:
    if child in _ALWAYS_HELD:
        return True
    if parent == "p":
        return child not in _BLOCKS
    if parent in _ONLY:
        return child in _ONLY[parent]
    return child not in _NOT_IN_THEMSELVES.get(parent, ())
