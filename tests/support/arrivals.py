"""Letters that have arrived in the sandbox."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox


def arrived(sandbox: Sandbox) -> Counter[str | None]:
    """Return the number of arrivals of each letter, by its subject."""
    return Counter(letter.message.primary_document.subject for letter in sandbox.letters)


def once_each(count: int) -> Counter[str]:
    return Counter({f"Letter {number}": 1 for number in range(1, count + 1)})


def arrived_ids(sandbox: Sandbox) -> list[str | None]:
    """Return the message ids of the letters that have arrived, in their order."""
    return [letter.message.message_id for letter in sandbox.letters]


def asked(sandbox: Sandbox) -> list[tuple[str, int]]:
    """Return method and status of each request to the sandbox, except those for the entry point."""
    return [(each.method, each.status) for each in sandbox.requests if each.target != "/"]
