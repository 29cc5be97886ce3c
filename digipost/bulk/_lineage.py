"""Relations of mailings: the rows that correct rows of other mailings, and the outcome of all of them.

A row can be corrected several times: by a correction of its correction, and by two copies of one manifest.
All these rows are relatives, and at most one of them may be sent.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.row_states import State
from digipost.bulk.rows.fingerprints import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeAlias

    Place: TypeAlias = "tuple[Path, int]"  # the folder of a mailing, and the number of a row

__all__ = ["NOT_SENT", "Lineage", "Relative", "Taken", "enter", "folder_of", "parsed", "sent_letters"]

NOT_SENT = frozenset({State.INVALID, State.REFUSED})
"""The states of rows that are to be corrected."""

_SUCCESSORS = "successors.json"  # in a mailing's folder: the folders of the mailings that correct it
_REFERENCE = re.compile(r"(.+)#([1-9][0-9]{0,17})", re.DOTALL)


@attrs.frozen
class Taken:
    """Row that was taken over by a mailing with its correction.

    Attributes:
        folder: The folder of that mailing.
        number: The row's number there, as a spreadsheet shows it.
        state: The state of the row there.
    """

    folder: Path
    number: int
    state: State

    def __str__(self) -> str:
        return f"row {self.number} of {self.folder.name} ({self.state})"


@attrs.frozen
class Relative:
    """Mailing with linked rows.

    Attributes:
        has_begun: True if one of its letters was ever marked as being sent.
        unsent: The numbers of its rows that are to be corrected.
        rows: Its rows that correct others, by their numbers.
        corrects: The place that each of these rows corrects.
        corrected_by: The numbers of these rows, by the place that they correct.
        successors: The folders of the mailings that correct this mailing.
        gone: The folders among `successors` that no longer exist.
    """

    has_begun: bool
    unsent: frozenset[int]
    rows: Mapping[int, Taken]
    corrects: Mapping[int, Place]
    corrected_by: Mapping[Place, list[int]]
    successors: tuple[Path, ...]
    gone: tuple[Path, ...]


class Lineage:
    """Mailings by their folders, each read once, and the relations of their rows."""

    def __init__(self) -> None:
        self._mailings: dict[Path, Relative | None] = {}

    def mailing(self, folder: Path) -> Relative | None:
        """Return the mailing in that folder; None if the folder has no mailing.

        Raises:
            JournalError: Its journal, or the list of its successors, cannot be read.
        """
        if folder not in self._mailings:
            self._mailings[folder] = _read(folder)
        return self._mailings[folder]

    def relatives(self, folders: Iterable[Path]) -> list[Path]:
        """Return these folders, and the folders of all mailings linked to them by corrections."""
        found = list(dict.fromkeys(folders))
        for folder in found:  # grows during the loop
            mailing = self.mailing(folder)
            if mailing is not None:
                near = [*mailing.successors, *(each for each, _ in mailing.corrects.values())]
                found += [each for each in dict.fromkeys(near) if each not in found]
        return found

    def taken(self, folder: Path, number: int) -> Taken | None:
        """Return the row that was sent instead of this row, or else the last row that corrects it."""
        below: Taken | None = None
        for place, is_below in self._others(folder, number):
            mailing = self.mailing(place[0])
            row = None if mailing is None else mailing.rows.get(place[1])
            if row is None:
                continue
            if row.state not in NOT_SENT:
                return row
            below = row if is_below else below
        return below

    def gone(self, folder: Path, number: int) -> Path | None:
        """Return the folder of a mailing that may have sent the row but no longer exists."""
        for (place, _), _ in [((folder, number), True), *self._others(folder, number)]:
            mailing = self.mailing(place)
            if mailing is None:
                return place
            if mailing.gone:
                return mailing.gone[0]
        return None

    def _others(self, folder: Path, number: int) -> Iterator[tuple[Place, bool]]:
        """Yield the places of all relatives of a row; True for those that correct the row itself."""
        start = (folder, number)
        seen, waiting = {start}, [(start, True)]
        for place, is_below in waiting:  # grows during the loop
            if place != start:
                yield place, is_below
            mailing = self.mailing(place[0])
            if mailing is None:
                continue
            near = [(each, is_below) for each in self._corrections(mailing, place)]
            if place[1] in mailing.corrects:
                near.append((mailing.corrects[place[1]], False))
            for each in near:
                if each[0] not in seen:
                    seen.add(each[0])
                    waiting.append(each)

    def _corrections(self, mailing: Relative, place: Place) -> Iterator[Place]:
        for successor in mailing.successors:
            found = self.mailing(successor)
            if found is not None and found.has_begun:
                yield from ((successor, each) for each in found.corrected_by.get(place, ()))


def parsed(said: object) -> tuple[str, int] | None:
    """Return the place and the row's number of a reference; None if it is not a reference."""
    match = _REFERENCE.fullmatch(str(said).strip()) if said is not None else None
    return None if match is None else (match[1], int(match[2]))


def folder_of(place: str, *, beside: Path, near: Path) -> Path:
    """Return the folder of a mailing.

    Args:
        place: The folder as it was written down.
        beside: The folder where a relative place starts.
        near: A folder to search if the mailings were moved since.
    """
    folder = Path(beside, place).absolute()
    moved = (near / folder.name).absolute()
    return moved if not (folder / FILE_NAME).exists() and (moved / FILE_NAME).exists() else folder


def enter(folder: Path, corrected: Iterable[Path]) -> None:
    """Register the mailing of a folder in the folders of the mailings whose rows it corrects."""
    for each in corrected:
        known = _successors(each)
        if folder not in known and (each / FILE_NAME).exists():
            part = each / f"{_SUCCESSORS}.part"
            part.write_text(json.dumps([str(one) for one in [*known, folder]]), encoding="utf-8")
            part.replace(each / _SUCCESSORS)


def _read(folder: Path) -> Relative | None:
    if not (folder / FILE_NAME).exists():
        return None
    rows: dict[int, Taken] = {}
    corrects: dict[int, Place] = {}
    corrected_by: dict[Place, list[int]] = {}
    unsent: set[int] = set()
    with Journal(folder / FILE_NAME, writing=False) as journal:
        references = journal.corrections()
        beside = Path(journal.facts.get("manifest", folder)).parent
        for row in journal.rows():
            if row.state in NOT_SENT:
                unsent.add(row.number)
            reference = parsed(references.get(row.number))
            if reference is not None:
                place = folder_of(reference[0], beside=beside, near=folder.parent), reference[1]
                rows[row.number] = Taken(folder, row.row, row.state)
                corrects[row.number] = place
                corrected_by.setdefault(place, []).append(row.number)
        has_begun = journal.has_begun
    successors = _successors(folder)
    return Relative(
        has_begun,
        frozenset(unsent),
        rows,
        corrects,
        corrected_by,
        tuple(each for each in successors if (each / FILE_NAME).exists()),
        tuple(each for each in successors if not (each / FILE_NAME).exists()),
    )


def _successors(folder: Path) -> list[Path]:
    """Return the folders of the mailings that are registered as corrections."""
    path = folder / _SUCCESSORS
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return [folder_of(each, beside=folder.parent, near=folder.parent) for each in found]
    except FileNotFoundError:
        return []
    except (OSError, TypeError, ValueError) as error:
        problem = f"{path} cannot be read, which says what has gone out corrected. Restore it from a backup."
        raise JournalError(problem) from error


def sent_letters(journal: Journal, most: int = -1) -> Iterator[tuple[bytes, int]]:
    """Yield the digests of the letters that a mailing has sent, or will send, with their rows.

    Args:
        journal: The journal of the mailing.
        most: The number of rows to look at; all unless given.
    """
    for row in journal.rows(count=most):
        digest = None if row.documents is None else letter_of(row.documents)
        if digest is not None and row.state not in NOT_SENT:
            yield bytes.fromhex(digest), row.row
