"""Places of text on a page: the module follows the page's instructions as the validator's PDFBox does.

pdfium is faster and more lenient; this module determines the result where the two could differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.preflight.pdf.filters import UnreadableError
from digipost.preflight.pdf.matrices import IDENTITY, multiplied
from digipost.preflight.pdf.objects import (
    dictionary,
    entry,
    is_dictionary,
    is_stream,
    items_of,
    list_of,
    name_of,
    number_of,
    value,
)
from digipost.preflight.pdf.streams import MOST_DATA, TooMuchError, data_of
from digipost.preflight.text.lexer import Name, operations
from digipost.preflight.text.state import ACTIONS, TextState, number_at, six
from digipost.preflight.text.strings import ContentError
from digipost.preflight.text.text_fonts import fallback, lettering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.preflight.pdf.page_tree import Page
    from digipost.preflight.text.lexer import Operand
    from digipost.preflight.text.text_fonts import Lettering

__all__ = ["DEEPEST_FORM", "Glyph", "Letters", "glyphs"]

DEEPEST_FORM = 50
"""The maximum depth of forms within forms, as in PDFBox, which skips deeper forms."""

_MOST_STEPS = 400_000  # operators and glyphs of a page


@attrs.frozen
class Glyph:
    """Non-blank character by its origin on the baseline, in points of the page.

    Attributes:
        x: The distance to the right.
        y: The distance upwards.
        right: The end of its advance, to the right.
        top: The end of its advance, upwards.
        size: The height of the letters in points.
        number: The number of glyphs and shifts before this glyph on the page: neighbours differ by one.
    """

    x: float
    y: float
    right: float
    top: float
    size: float
    number: int


class Letters:
    """Fonts of a document, each read once."""

    _MOST = 256  # fonts in the cache

    def __init__(self) -> None:
        self._known: dict[object, Lettering] = {}

    def of(self, font: object) -> Lettering:
        """Return the rules to place text in a font.

        Raises:
            ContentError: PDFBox cannot load the font.
        """
        place = getattr(font, "objgen", (0, 0))
        if place == (0, 0):
            return lettering(font)
        if place not in self._known:
            if len(self._known) >= self._MOST:
                self._known.clear()
            self._known[place] = lettering(font)
        return self._known[place]


def glyphs(page: Page, letters: Letters) -> Iterator[Glyph]:
    """Yield the visible characters of a page.

    Raises:
        ContentError: PDFBox gives up on the page at this place.
        TooMuchError: The page exceeds a limit.
    """
    yield from _Drawing(letters).page(page)


class _Drawing:
    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._now = TextState()
        self._steps = self._number = self._read = 0
        self._resources: object = None
        self._depth = 0

    def page(self, page: Page) -> Iterator[Glyph]:
        self._resources = page.resources
        yield from self._stream(_content(page))

    def _stream(self, data: bytes) -> Iterator[Glyph]:
        self._read += len(data)
        if self._read > MOST_DATA:
            raise TooMuchError
        for operator, operands in operations(data):
            self._step()
            if operator == b"Do":
                yield from self._form(operands)
            elif operator in _SHOWING:
                yield from self._show(operator, operands)
            elif operator == b"Tf":
                self._choose(operands)
            elif operator == b"gs":
                self._choose_by_state(operands)
            elif (action := ACTIONS.get(operator)) is not None:
                action(self._now, operands)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise TooMuchError

    def _form(self, operands: list[Operand]) -> Iterator[Glyph]:
        form = self._resource("/XObject", operands)
        if not is_stream(form) or name_of(value(form, "/Subtype")) != "/Form" or self._depth >= DEEPEST_FORM:
            return
        try:
            data = data_of(form)
        except UnreadableError:
            return
        state, saved, resources = attrs.evolve(self._now.state), self._now.saved, self._resources
        self._now.saved, self._depth = [], self._depth + 1
        self._resources = dictionary(form, "/Resources") or resources
        self._now.state.matrix = multiplied(
            six([number_of(each) for each in list_of(form, "/Matrix")]) or IDENTITY, self._now.state.matrix
        )
        try:
            yield from self._stream(data)
        except ContentError:
            pass  # PDFBox skips the rest of a form with an error, and continues
        finally:
            self._now.state, self._now.saved, self._resources = state, saved, resources
            self._depth -= 1

    def _resource(self, kind: str, operands: list[Operand]) -> object:
        if not operands or not isinstance(operands[0], Name):
            return None
        return entry(dictionary(self._resources, kind), operands[0])

    def _show(self, operator: bytes, operands: list[Operand]) -> Iterator[Glyph]:
        if operator == b'"':
            self._now.state.word_spacing = number_at(operands, 0, self._now.state.word_spacing)
            self._now.state.spacing = number_at(operands, 1, self._now.state.spacing)
            operands = operands[2:]
        if operator in b"'\"":
            self._now.next_line([])
        shown = operands[0] if operands else None
        if operator != b"TJ":
            if isinstance(shown, bytes) and not isinstance(shown, Name):
                yield from self._string(shown)
            return
        for each in shown if isinstance(shown, list) else []:
            if isinstance(each, bytes) and not isinstance(each, Name):
                yield from self._string(each)
            elif isinstance(each, int | float):
                self._now.shift(-each / 1000 * self._now.state.size)

    def _string(self, text: bytes) -> Iterator[Glyph]:
        state = self._now.state
        font = state.font or fallback()
        for code, length in font.codes(text):
            if self._now.state.text is None:
                return
            self._step()
            self._number += 1
            word = state.word_spacing if length == 1 and code == 32 else 0.0  # noqa: PLR2004 - the space
            advance = font.advance(code)
            if font.is_text(code):
                yield self._glyph(font, code, advance)
            self._now.shift(advance * state.size + state.spacing + word, font=font)

    def _glyph(self, font: Lettering, code: int, advance: float) -> Glyph:
        state = self._now.state
        local = (state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise)
        a, b, c, d, x, y = multiplied(multiplied(local, self._now.state.text or IDENTITY), state.matrix)
        if font.is_vertical:
            right, up = font.position(code)
            x, y = x + right * a + up * c, y + right * b + up * d
            return Glyph(x, y, x + advance * c, y + advance * d, (c * c + d * d) ** 0.5, self._number)
        return Glyph(x, y, x + advance * a, y + advance * b, (c * c + d * d) ** 0.5, self._number)

    def _choose(self, operands: list[Operand]) -> None:
        if len(operands) > 1 and isinstance(operands[0], Name) and isinstance(operands[1], int | float):
            self._now.state.size = operands[1]
            font = self._resource("/Font", operands)
            self._now.state.font = self._letters.of(font) if is_dictionary(font) else None

    def _choose_by_state(self, operands: list[Operand]) -> None:
        chosen = list_of(self._resource("/ExtGState", operands), "/Font")
        if len(chosen) > 1 and is_dictionary(chosen[0]):
            self._now.state.font = self._letters.of(chosen[0])
            self._now.state.size = number_of(chosen[1]) or 0.0


_SHOWING = {b"Tj", b"TJ", b"'", b'"'}


def _content(page: Page) -> bytes:
    """Return the instructions of a page; PDFBox skips a part that it cannot decode."""
    found = value(page.body, "/Contents")
    parts = []
    for each in [found] if is_stream(found) else items_of(found):
        try:
            parts.append(data_of(each))
        except UnreadableError:
            continue
    return b"\n".join(parts)
