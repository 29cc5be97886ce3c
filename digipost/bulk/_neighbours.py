"""Other mailings in the same folder that have sent the same letters lately, such as a manifest's copy.

Mailings are linked if one corrects the other; linked mailings send a letter once. Mailings that are not
linked may send the same letter on purpose, so the check only warns.
"""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from digipost.base.warning import warn_caller
from digipost.bulk._lineage import sent_letters
from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.rows.digest_table import DigestTable
from digipost.bulk.rows.letter_digests import keyed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Neighbours"]

# Limits on the time of the comparison: each letter is looked up once for each mailing.
_LATELY = timedelta(days=31)
_MOST_MAILINGS = 8
_MOST_LETTERS = 500_000


class Neighbours:
    """Find letters that other mailings in the same folder have sent in the last month.

    The newest mailings are compared, up to eight of them and half a million letters.

    Args:
        folder: The folder of the mailing.
        facts: Its settings as facts; mailings of another account or environment are left out.
        linked: The folders of linked mailings, which are compared elsewhere.
    """

    def __init__(self, folder: Path, facts: Mapping[str, str], linked: Collection[Path]) -> None:
        self._letters = DigestTable[int]()
        self._mailings: list[tuple[str, UUID]] = []
        self._room = _MOST_LETTERS
        for each in _newest({folder.parent, Path(facts["manifest"]).parent}, {folder, *linked}):
            if len(self._mailings) < _MOST_MAILINGS and self._room > 0:
                try:
                    self._add(each, facts)
                except JournalError:
                    problem = f"Letters that {each.name} has sent are not known: its journal cannot be read."
                    warn_caller(problem, UserWarning)

    def close(self) -> None:
        """Delete what was read."""
        self._letters.close()

    def problem(self, letter: bytes) -> str | None:
        """Return the warning for a letter that another mailing has sent, or None."""
        for name, mailing in self._mailings:
            row = self._letters.get(bytes.fromhex(keyed(letter, mailing)))
            if row is not None:
                before = f"row {row} of {name}"
                return f"the same letter went to the same recipient as {before}, and would arrive twice"
        return None

    def _add(self, folder: Path, own: Mapping[str, str]) -> None:
        with Journal(folder / FILE_NAME, writing=False) as journal:
            facts = journal.facts
            is_alike = all(facts.get(name) == own[name] for name in ("api_url", "broker_id", "sender_id"))
            if not is_alike or not journal.has_begun:
                return
            self._mailings.append((folder.name, UUID(facts["id"])))
            for digest, row in sent_letters(journal, self._room):
                self._letters.add(digest, row)
                self._room -= 1


def _newest(places: Collection[Path], known: Collection[Path]) -> list[Path]:
    """Return the folders of mailings that were written lately, the newest first."""
    found: dict[Path, float] = {}
    for place in places:
        with suppress(OSError):  # a folder that cannot be listed has no mailings to compare
            for each in place.iterdir():
                if each not in known:
                    with suppress(OSError):  # not a folder, or without a journal
                        found[each] = (each / FILE_NAME).stat().st_mtime
    after = time.time() - _LATELY.total_seconds()
    return sorted((each for each in found if found[each] >= after), key=lambda each: -found[each])
