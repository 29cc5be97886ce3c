"""Links between a mailing and the mailings that send its corrected rows, so that no row is corrected twice.

In a manifest of rows to correct, the column `corrects` names the original mailing and row of each row, such
as `invoices.mailing#3`. The mailing that sends the manifest enters itself in the folder of the first mailing.
From then on, both know which rows have gone out.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.manifests.columns import CORRECTS
from digipost.bulk.row_states import Finding, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.bulk.manifests.records import Manifest, Record

__all__ = ["Corrections", "Taken", "corrected_manifest", "reference", "taken_over"]

_SUCCESSORS = "successors.json"  # in a mailing's folder: the folders of the mailings that correct it
_REFERENCE = re.compile(r"(.+)#([1-9][0-9]{0,17})", re.DOTALL)
_OF_A_CORRECTION = re.compile(r"(.+)\.to-correct(-[0-9]+)?", re.DOTALL)
_NOT_SENT = {State.INVALID, State.REFUSED}


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


def corrected_manifest(path: Path) -> Path | None:
    """Return the path of the manifest that this one corrects, found by its name; None if it corrects none."""
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
    found: dict[int, Taken] = {}
    for successor in _successors(folder):
        if not (successor / FILE_NAME).exists():
            continue  # the folder was deleted as a whole
        with Journal(successor / FILE_NAME, writing=False) as journal:
            if not journal.has_begun:
                continue
            corrected = journal.corrections()
            for row in journal.rows():
                place, number = _parsed(corrected.get(row.number)) or (None, 0)
                if place is None or _folder(place, _beside(journal)) != folder:
                    continue
                before = found.get(number)
                if before is None or before.state in _NOT_SENT:
                    found[number] = Taken(successor, row.row, row.state)
    return found


class Corrections:
    """Find rows of a manifest whose correction was sent already, during the check.

    Args:
        manifest: The manifest.
        folder: The folder of its mailing.
        again: Send such rows once more.
    """

    def __init__(self, manifest: Manifest, folder: Path, *, again: bool) -> None:
        self._beside = manifest.path.parent
        self._folder = folder
        self._again = again
        self._taken: dict[Path, Mapping[int, Taken]] = {}
        self._origin = self._origin_by_name(manifest)

    def of(self, record: Record) -> tuple[str | None, list[Finding]]:
        """Return the reference of a correcting row, if any, and the findings that forbid sending it."""
        said = record.values.get(CORRECTS)
        if said is None or said == "":
            lost = self._origin is not None and not self._again
            return None, [self._lost(record)] if lost else []
        parsed = _parsed(said)
        if parsed is None:
            problem = "a reference such as invoices.mailing#3 is expected, as the report has written it"
            return None, [Finding(record.number, is_error=True, field=CORRECTS, problem=problem)]
        place, number = parsed
        taken = self._taken_from(_folder(place, self._beside)).get(number)
        if taken is None or taken.folder == self._folder or taken.state in _NOT_SENT or self._again:
            return str(said), []
        problem = (
            f"the row {Path(place).name}#{number} went out corrected as {taken}. Take the row out, or send "
            "it once more with --again (in Python again=True)"
        )
        return str(said), [Finding(record.number, is_error=True, field=CORRECTS, problem=problem)]

    def enter(self) -> None:
        """Enter this mailing in the folders of the mailings whose rows it corrects."""
        for folder in self._taken:
            known = _successors(folder)
            if self._folder not in known and (folder / FILE_NAME).exists():
                part = folder / f"{_SUCCESSORS}.part"
                part.write_text(json.dumps([str(each) for each in [*known, self._folder]]), encoding="utf-8")
                part.replace(folder / _SUCCESSORS)

    def _taken_from(self, folder: Path) -> Mapping[int, Taken]:
        if folder not in self._taken:
            self._taken[folder] = taken_over(folder)
        return self._taken[folder]

    def _lost(self, record: Record) -> Finding:
        problem = (
            f"is empty, and by its name the manifest corrects {self._origin}: the row may have gone out. "
            "Keep the column as the report has written it, or send with --again (in Python again=True)"
        )
        return Finding(record.number, is_error=True, field=CORRECTS, problem=problem)

    @staticmethod
    def _origin_by_name(manifest: Manifest) -> str | None:
        """Return the name of the mailing that a manifest corrects, found by the manifest's own name."""
        corrected = corrected_manifest(manifest.path)
        if corrected is None:
            return None
        folder = corrected.with_suffix(".mailing")
        return folder.name if (folder / FILE_NAME).exists() else None


def _parsed(said: object) -> tuple[str, int] | None:
    match = _REFERENCE.fullmatch(str(said).strip()) if said is not None else None
    return None if match is None else (match[1], int(match[2]))


def _folder(place: str, beside: Path) -> Path:
    return Path(beside, place).absolute()


def _beside(journal: Journal) -> Path:
    return Path(journal.facts["manifest"]).parent


def _successors(folder: Path) -> list[Path]:
    """Return the folders of the mailings that have entered themselves as corrections."""
    path = folder / _SUCCESSORS
    try:
        return [Path(each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, TypeError, ValueError) as error:
        problem = f"{path} cannot be read, which says what has gone out corrected. Restore it from a backup."
        raise JournalError(problem) from error
