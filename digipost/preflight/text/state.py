"""The graphics state of a page, as far as it affects text, and the operators that only change it.

Each operator reads its operands as the validator's PDFBox does: it ignores operands of another kind and
surplus operands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.preflight.pdf.matrices import IDENTITY, Matrix, multiplied

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.preflight.text.lexer import Operand
    from digipost.preflight.text.text_fonts import Lettering

__all__ = ["ACTIONS", "State", "TextState", "number_at", "six"]


@attrs.define
class State:
    """Graphics state, as far as it affects text.

    In PDFBox, the matrices of a text object belong to the state; outside of a text object there are none.
    """

    matrix: Matrix = IDENTITY
    font: Lettering | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    text: Matrix | None = None
    line: Matrix | None = None


class TextState:
    """Current graphics state and the stack of saved states."""

    def __init__(self) -> None:
        self.state = State()
        self.saved: list[State] = []

    def shift(self, distance: float, font: Lettering | None = None) -> None:
        """Advance the position along the text."""
        if self.state.text is None:
            return
        used = font or self.state.font
        is_vertical = used is not None and used.is_vertical
        across = 0.0 if is_vertical else distance * self.state.scale
        self.state.text = multiplied((1, 0, 0, 1, across, distance if is_vertical else 0.0), self.state.text)

    def save(self, _: list[Operand]) -> None:
        """Save the graphics state (q)."""
        self.saved.append(attrs.evolve(self.state))

    def restore(self, _: list[Operand]) -> None:
        """Restore the graphics state saved last (Q)."""
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: list[Operand]) -> None:
        """Transform the coordinates of later instructions (cm)."""
        if (matrix := six(operands)) is not None:
            self.state.matrix = multiplied(matrix, self.state.matrix)

    def begin(self, _: list[Operand]) -> None:
        """Begin a text object (BT)."""
        self.state.text = self.state.line = IDENTITY

    def end(self, _: list[Operand]) -> None:
        """End a text object (ET); text after it is not shown."""
        self.state.text = self.state.line = None

    def move(self, operands: list[Operand]) -> None:
        """Move to another line (Td)."""
        numbers = [each for each in operands[:2] if isinstance(each, int | float)]
        if len(numbers) == 2 and self.state.line is not None:  # noqa: PLR2004 - coordinates
            self.state.text = self.state.line = multiplied(
                (1, 0, 0, 1, numbers[0], numbers[1]), self.state.line
            )

    def move_and_lead(self, operands: list[Operand]) -> None:
        """Move to another line and keep the distance (TD)."""
        if len(operands) > 1 and isinstance(operands[1], int | float):
            self.state.leading = -operands[1]
            self.move(operands)

    def next_line(self, _: list[Operand]) -> None:
        """Move to the next line (T*)."""
        self.move([0.0, -self.state.leading])

    def place(self, operands: list[Operand]) -> None:
        """Place the text (Tm)."""
        if (matrix := six(operands)) is not None:
            self.state.text = self.state.line = matrix

    def set_spacing(self, operands: list[Operand]) -> None:
        """Set the distance between letters (Tc), by the last operand."""
        self.state.spacing = number_at(operands, -1, self.state.spacing)

    def set_word_spacing(self, operands: list[Operand]) -> None:
        """Set the additional width of a space (Tw)."""
        self.state.word_spacing = number_at(operands, 0, self.state.word_spacing)

    def set_scale(self, operands: list[Operand]) -> None:
        """Set the width of letters in percent (Tz)."""
        self.state.scale = number_at(operands, 0, self.state.scale * 100) / 100

    def set_leading(self, operands: list[Operand]) -> None:
        """Set the distance between lines (TL)."""
        self.state.leading = number_at(operands, 0, self.state.leading)

    def set_rise(self, operands: list[Operand]) -> None:
        """Set the distance from the baseline (Ts)."""
        self.state.rise = number_at(operands, 0, self.state.rise)


ACTIONS: dict[bytes, Callable[[TextState, list[Operand]], None]] = {
    b"q": TextState.save,
    b"Q": TextState.restore,
    b"cm": TextState.transform,
    b"BT": TextState.begin,
    b"ET": TextState.end,
    b"Td": TextState.move,
    b"TD": TextState.move_and_lead,
    b"T*": TextState.next_line,
    b"Tm": TextState.place,
    b"Tc": TextState.set_spacing,
    b"Tw": TextState.set_word_spacing,
    b"Tz": TextState.set_scale,
    b"TL": TextState.set_leading,
    b"Ts": TextState.set_rise,
}


def six(operands: list[Operand] | list[float | None]) -> Matrix | None:
    """Return the matrix of the first six operands; None if there are fewer numbers."""
    numbers = [float(each) for each in operands[:6] if isinstance(each, int | float)]
    if len(numbers) < 6:  # noqa: PLR2004 - numbers of a matrix
        return None
    return numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]


def number_at(operands: list[Operand], index: int, otherwise: float) -> float:
    """Return a number from the operands, or another value if there is none."""
    found = operands[index] if len(operands) > max(index, 0) else None
    return found if isinstance(found, int | float) else otherwise
