"""Python names for XML names; every name passes through here."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Iterable

__all__ = ["PLAIN", "Names", "Spelling"]

# A parameter of `__init__` in attrs: a class with a field of this name cannot be built.
_RESERVED_FIELDS = {"self"}
# Generated classes contain a nested class of this name.
_RESERVED_CLASSES = {"Meta"}


class Names:
    """The conversion of XML names to Python names."""

    @staticmethod
    def cls(name: str) -> str:
        """Return `ExternalLink` for `externalLink`, `MessageDelivery` for `message-delivery`."""
        made = "".join(word.title() for word in _words(name))
        # For a letter without a capital form, class and field share a name, and the field hides the class.
        if not made or not (made[0].isupper() or made[0].istitle()):
            made = f"Type{made}"
        return f"{made}_" if made in _RESERVED_CLASSES or keyword.iskeyword(made) else made

    @staticmethod
    def field(name: str) -> str:
        """Return `sender_id` for `sender-id`, and `from_` for `from`."""
        made = "_".join(word.lower() for word in _words(name))
        if not made or not made[0].isalpha():
            made = f"field_{made}".rstrip("_")
        return f"{made}_" if made in _RESERVED_FIELDS or keyword.iskeyword(made) else made

    @staticmethod
    def constant(value: str) -> str:
        """Return an enumeration value as the name of its member.

        Python's enumerations reserve names with underscores at both ends. A value that consists of signs is
        spelled out.
        """
        made = "".join(each if f"a{each}".isidentifier() else "_" for each in _composed(value)).upper()
        made = made.strip("_") if made.startswith("_") else made
        if not made:
            words = [unicodedata.name(each, f"U{ord(each):04X}") for each in value] or ["EMPTY"]
            made = "_".join(words).replace(" ", "_").replace("-", "_")
        # The name is invalid only because it begins with a digit.
        return made if made.isidentifier() else f"_{made.rstrip('_')}"

    @staticmethod
    def refusal(name: str) -> str | None:
        """Return the reason why a name in overrides.toml is not valid in Python, or None."""
        if not name.isidentifier() or _composed(name) != name or keyword.iskeyword(name):
            return "no name in Python"
        if name in _RESERVED_FIELDS | _RESERVED_CLASSES:
            return "used in the generated classes"
        return "private, since it begins with an underscore" if name.startswith("_") else None


def _composed(name: str) -> str:
    # Python normalises identifiers to this form, but `getattr` does not.
    return unicodedata.normalize("NFKC", name)


def _words(name: str) -> list[str]:
    """Return the words of a name; signs end a word, and a capital after another character begins a word."""
    words: list[str] = []
    previous = ""
    for each in _composed(name):
        if not f"a{each}".isidentifier() or each == "_":
            previous = ""
        elif not previous or (each.isupper() and not previous.isupper()):
            words.append(each)
            previous = each
        else:
            words[-1] += each
            previous = each
    return words


class Spelling:
    """The spelling of Python's names and the runtime's names in a generated module.

    A field named `date` hides the type `date` from later fields, and a class named `Choice` hides the rule.
    Each such name gets an underscore where it is imported.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = frozenset(taken)

    def __call__(self, name: str) -> str:
        """Return the name, with an underscore if the schema uses it for another object."""
        return f"_{name}" if name in self._taken else name

    def imported(self, *names: str) -> str:
        """Return the names of an import statement."""
        return ", ".join(name if name not in self._taken else f"{name} as _{name}" for name in names)

    def is_taken(self, name: str) -> bool:
        """Return True if the schema uses the name for another object."""
        return name in self._taken


PLAIN = Spelling(())
