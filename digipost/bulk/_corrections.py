"""Links between a mailing and the mailings that send its corrected rows, so that no row is corrected twice.

In a manifest of rows to correct, the column `corrects` names the original mailing and row of each row, such
as `invoices.mailing#3`. The mailing that sends the manifest registers in the folder of the original mailing.
From then on, both mailings know which rows were sent.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from digipost.bulk._lineage import NOT_SENT, Lineage, Taken, enter, folder_of, parsed, sent_letters
from digipost.bulk._neighbours import Neighbours
from digipost.bulk.errors import BulkError
from digipost.bulk.journal.file import folder_for
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.manifests.columns import CORRECTS
from digipost.bulk.row_states import Finding, State
from digipost.bulk.rows.digest_table import DigestTable
from digipost.bulk.rows.letter_digests import keyed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Self

    from digipost.bulk.manifests.records import Manifest, Record

__all__ = ["Corrections", "corrected_manifest", "enter_corrections", "reference", "taken_over"]

_OF_A_CORRECTION = re.compile(r"(.+)\.to-correct(-[0-9]+)?", re.DOTALL)
_AGAIN = "send it once more with --again (in Python again=True)"


def corrected_manifest(path: Path) -> Path | None:
    """Find by its name the manifest that this manifest corrects; return its path, or None."""
    match = _OF_A_CORRECTION.fullmatch(path.stem)
    return None if match is None else path.with_name(f"{match[1]}{path.suffix}")


def reference(folder: Path, beside: Path, number: int) -> str:
    """Return the text of the column `corrects` for a row.

    Args:
        folder: The mailing's folder.
        beside: The folder where the manifest with the corrections will be.
        number: The row's number.
    """
    place = folder.relative_to(beside) if folder.is_relative_to(beside) else folder
    return f"{place}#{number}"


def taken_over(folder: Path) -> dict[int, Taken]:
    """Return the rows of the mailing in that folder that other mailings have taken over and begun to send."""
    lineage = Lineage()
    mailing = lineage.mailing(folder)
    if mailing is None or not (mailing.successors or mailing.corrects):
        return {}
    found = {number: lineage.taken(folder, number) for number in sorted(mailing.unsent)}
    return {number: taken for number, taken in found.items() if taken is not None}


def enter_corrections(journal: Journal, folder: Path) -> None:
    """Register the mailing in the folders of the mailings that it corrects, before sending its first letter.

    Raises:
        BulkError: Another mailing has sent a row's correction since the check.
    """
    lineage = Lineage()
    beside = Path(journal.facts["manifest"]).parent
    found = {number: parsed(said) for number, said in journal.corrections().items()}
    places = {
        number: (folder_of(said[0], beside=beside, near=folder.parent), said[1])
        for number, said in found.items()
        if said is not None
    }
    if places and not journal.has_begun and not json.loads(journal.facts.get("again", "false")):
        for row in journal.rows():
            taken = lineage.taken(*places[row.number]) if row.number in places else None
            if row.state is State.PLANNED and taken is not None and taken.state not in NOT_SENT:
                problem = f"Row {row.row} went out corrected as {taken}, after this mailing was checked."
                raise BulkError(f"{problem} Nothing was sent; check the mailing again.")
    enter(folder, dict.fromkeys(place for place, _ in places.values()))


class Corrections:
    """Find rows of a manifest that another mailing has sent already, during the check.

    Args:
        manifest: The manifest.
        folder: The folder of its mailing.
        facts: The settings of the mailing as facts.
        again: Send such rows once more.
        strict: Refuse also letters that a mailing without a link has sent.
    """

    def __init__(
        self, manifest: Manifest, folder: Path, facts: Mapping[str, str], *, again: bool, strict: bool
    ) -> None:
        self._beside = manifest.path.parent
        self._folder = folder
        self._again = again
        self._strict = strict
        self._lineage = Lineage()
        self._origin = self._origin_by_name(manifest)
        self._letters: dict[Path, tuple[UUID, DigestTable[int]]] = {}
        self._neighbours: Neighbours | None = None
        if not again:
            linked = self._read_letters(manifest)
            self._neighbours = Neighbours(folder, facts, linked)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for _mailing, table in self._letters.values():
            table.close()
        if self._neighbours is not None:
            self._neighbours.close()

    def of(self, record: Record, letter: bytes | None) -> tuple[str | None, list[Finding]]:
        """Return the reference of a correcting row, if any, and the findings that forbid sending it.

        Args:
            record: The row.
            letter: The digest of its letter; None if the row cannot be sent.
        """
        said, problem = self._reference(record)
        found = [] if problem is None else [_error(record, CORRECTS, problem)]
        if letter is not None and not found:
            found += [_error(record, CORRECTS, each) for each in self._sent_before(letter)]
            if self._neighbours is not None and not found:
                problem = self._neighbours.problem(letter)
                found += [] if problem is None else [self._doubt(record, problem)]
        return said, found

    def _doubt(self, record: Record, problem: str) -> Finding:
        advice = f". Take the row out, or {_AGAIN}" if self._strict else ""
        return Finding(record.number, self._strict, "row", f"{problem}{advice}", row=record.row)

    def _reference(self, record: Record) -> tuple[str | None, str | None]:
        """Return the reference of a row, and its problem, if any."""
        said = record.values.get(CORRECTS)
        if said is None or said == "":
            return None, None if self._origin is None or self._again else self._lost(self._origin.name)
        read = parsed(said)
        if read is None:
            return None, "a reference such as invoices.mailing#3 is expected, as the report has written it"
        return str(said), None if self._again else self._taken(*read)

    def _taken(self, place: str, number: int) -> str | None:
        """Return the problem of a reference to a row that was sent, or may have been sent."""
        folder = self._folder_of(place)
        name = f"{Path(place).name}#{number}"
        taken = self._lineage.taken(folder, number)
        if taken is not None and taken.state not in NOT_SENT:
            return f"the row {name} went out corrected as {taken}. Take the row out, or {_AGAIN}"
        gone = folder if folder == self._folder else self._lineage.gone(folder, number)
        if gone is not None:
            return (
                f"the row {name} may have gone out: its mailing, or one that corrects it, is not in the "
                f"folder {gone}. Put this manifest, or that folder, back where it was; if the row has "
                f"certainly not gone out, {_AGAIN}"
            )
        mailing = self._lineage.mailing(folder)
        if mailing is not None and number not in mailing.unsent:
            return f"the row {name} needs no correction: {folder.name} sends it itself, or has no such row"
        return None

    def _sent_before(self, letter: bytes) -> Iterator[str]:
        """Yield a problem if a linked mailing has sent the same letter."""
        for folder, (mailing, table) in self._letters.items():
            row = table.get(bytes.fromhex(keyed(letter, mailing)))
            if row is not None:
                yield (
                    f"the same letter went to the same recipient as row {row} of {folder.name}. Take the row "
                    f"out, or {_AGAIN}"
                )
                return

    def _read_letters(self, manifest: Manifest) -> list[Path]:
        """Read the digests of the letters of linked mailings, sent or to be sent; return their folders."""
        near = {self._folder_of(place): None for place in self._places(manifest)}
        if self._origin is not None:
            near[self._origin] = None
        linked = self._lineage.relatives([self._folder, *near])
        for folder in linked:
            mailing = self._lineage.mailing(folder)
            if folder != self._folder and mailing is not None and mailing.has_begun:
                self._letters[folder] = _letters(folder)
        return linked

    def _places(self, manifest: Manifest) -> set[str]:
        """Return the mailings that the manifest's column `corrects` names."""
        found: set[str] = set()
        for record in manifest.records():
            if CORRECTS not in record.values:
                break  # the column is in each row of a manifest to correct
            read = parsed(record.values[CORRECTS])
            if read is not None:
                found.add(read[0])
        return found

    def _folder_of(self, place: str) -> Path:
        return folder_of(place, beside=self._beside, near=self._beside)

    @staticmethod
    def _lost(origin: str) -> str:
        return (
            f"is empty, and by its name the manifest corrects {origin}: the row may have gone out. "
            "Keep the column as the report has written it, or send with --again (in Python again=True)"
        )

    @staticmethod
    def _origin_by_name(manifest: Manifest) -> Path | None:
        """Return the folder of the mailing that a manifest corrects, found by the manifest's own name."""
        corrected = corrected_manifest(manifest.path)
        if corrected is None:
            return None
        folder = folder_for(corrected)
        return folder if (folder / FILE_NAME).exists() else None


def _letters(folder: Path) -> tuple[UUID, DigestTable[int]]:
    """Return the id of a mailing, and the rows of its letters by their digests."""
    table = DigestTable[int]()
    with Journal(folder / FILE_NAME, writing=False) as journal:
        for digest, row in sent_letters(journal):
            table.add(digest, row)
        return UUID(journal.facts["id"]), table


def _error(record: Record, field: str, problem: str) -> Finding:
    return Finding(record.number, is_error=True, field=field, problem=problem, row=record.row)
