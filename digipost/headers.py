"""The headers of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from digipost.errors import TransportError

__all__ = ["Headers"]

# Each of these decides something; with two of them, two readers could decide differently.
_AT_MOST_ONCE = frozenset({"content-length", "date", "location", "x-content-sha256", "x-digipost-signature"})
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class Headers(Mapping[str, str]):
    """An answer's headers; names without regard to case, values of repeated ones joined by a comma.

    Raises:
        TransportError: A header came twice that decides something, such as `Date` or the signature; or one
            has a line break or another control character, with which some readers would see two.
    """

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, str] = {}
        for name, value in pairs:
            key, text = name.lower(), value.strip(" \t")
            if not text.isprintable() and _CONTROL.search(text):
                raise TransportError("the answer has a header with a control character", request_sent=True)
            if key not in self._values:
                self._values[key] = text
            elif key in _AT_MOST_ONCE:
                raise TransportError(f"the answer has more than one {key} header", request_sent=True)
            else:
                self._values[key] += f", {text}"

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    @property
    def by_lower_name(self) -> Mapping[str, str]:
        """The same by names in lower case, for who looks up several."""
        return self._values
