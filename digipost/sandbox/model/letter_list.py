"""All letters of a sandbox as one sequence, of which no more is read than is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import Letter

__all__ = ["LetterList"]

_PAGE = 100


class LetterList(Sequence["Letter"]):
    """The letters that were accepted, in their order, as they are when one looks.

    Args:
        letters: Where they are.
    """

    def __init__(self, letters: LetterBook) -> None:
        self._letters = letters

    def __len__(self) -> int:
        return self._letters.count()

    @overload
    def __getitem__(self, index: int) -> Letter: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Letter, ...]: ...

    def __getitem__(self, index: int | slice) -> Letter | tuple[Letter, ...]:
        places = range(len(self))[index]
        if isinstance(places, int):
            return self._letters.page(places, 1)[0]
        if places.step == 1:
            return tuple(self._letters.page(places.start, len(places)))
        return tuple(self._letters.page(place, 1)[0] for place in places)

    def __iter__(self) -> Iterator[Letter]:
        place = 0
        while page := self._letters.page(place, _PAGE):
            yield from page
            place += len(page)

    def __eq__(self, other: object) -> bool:
        """Whether the other sequence has the same letters, or none either."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return [each.number for each in self] == [getattr(each, "number", None) for each in other]

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"<{len(self)} letters>"
