"""A mailing whose manifest changes while it is sent, and whose journal is damaged.

    python -m tests.campaigns.soak_mailing_damage

At random moments the manifest is rewritten in place and the program killed. The next run has to refuse the
changed manifest, and, once that is restored, a journal that was damaged: emptied, cut off, deleted, altered
in a value or turned in a bit. Then the journal is restored from a copy, and the same command goes on. At the
end the sandbox's own state tells whether each letter has arrived exactly once; the exit code is 1 if anything
is not as it should be.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.campaigns.soak_mailing import FINISHED, MOST_RUNS, Soak, manifest, sandbox, show, soak_options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from tests.campaigns.soak_mailing import Elsewhere

STATE = "UPDATE letters SET state = 'planned' WHERE state = 'delivered' AND number % 7 = 3"
LESS = "DELETE FROM letters WHERE number = (SELECT MAX(number) FROM letters)"
DIGIT = "UPDATE facts SET value = replace(value, '1', '2') WHERE name = 'digest'"


class Damage(Soak):
    """One soak of this kind."""

    def __init__(self, folder: Path, elsewhere: Elsewhere, options: argparse.Namespace) -> None:
        super().__init__(folder, elsewhere, options)
        self.manifest = manifest(folder, options.letters)
        self.folder = folder / "letters.mailing"
        self.journal = self.folder / "journal.sqlite3"
        self.changes = self.refused_manifests = self.refused_journals = self.harmless = 0
        self.damaged: Counter[str] = Counter()

    def send_all(self, *how: str) -> None:
        """Send all, with a change of the manifest and a damaged journal at each moment."""
        whole = self.manifest.read_bytes()
        for moment in self._moments():
            process = self._started(*how)
            # A manifest may be changed as long as none of its letters was sent.
            while self._elsewhere.count() < max(1, moment) and process.poll() is None:
                time.sleep(0.02)
            header, *rows = whole.splitlines(keepends=True)
            self._chance.shuffle(rows)
            with self.manifest.open("r+b") as file:  # in place: the same file, as a spreadsheet may save it
                file.write(b"".join([header, *rows[: self._chance.randrange(1, len(rows) + 1)]]))
                file.truncate()
            self.changes += 1
            time.sleep(self._chance.uniform(0, 0.3))
            if process.poll() is None:
                self.kills += 1
            process.kill()
            process.communicate()
            self._wait_for_what_is_on_its_way()
            self.refused_manifests += self._is_refused("The manifest has changed", *how)
            self.manifest.write_bytes(whole)
            self._spoil(*how)
        for _ in range(MOST_RUNS):
            process = self._started(*how)
            self.runs += 1
            _, said = process.communicate()
            if process.returncode in FINISHED:
                return
            print(f"exit code {process.returncode}: {said}", file=sys.stderr)

    def _wait_for_what_is_on_its_way(self) -> None:
        """Wait until the sandbox has taken the requests of a program that was killed."""
        before = -1
        while (now := self._elsewhere.count()) != before:
            before = now
            time.sleep(0.5)

    def _spoil(self, *how: str) -> None:
        """Damage the journal in each way, and restore it each time."""
        copy = self.folder.with_name("copy")
        for name, damage in self._damages().items():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.folder, copy)
            damage()
            self.damaged[name] += 1
            if self._is_refused("Restore it from a backup", *how):
                self.refused_journals += 1
            else:  # a bit that no value depends on; the letters prove it
                self.harmless += 1
                continue
            shutil.rmtree(self.folder)
            copy.rename(self.folder)

    def _is_refused(self, problem: str, *how: str) -> bool:
        before = self._elsewhere.count()
        process = self._started(*how)
        _, said = process.communicate()
        with suppress(ValueError):
            error = json.loads(said.splitlines()[-1])["error"] if said else ""
            return problem in error and self._elsewhere.count() == before
        return False

    def _damages(self) -> dict[str, Callable[[], object]]:
        return {
            "emptied": self._empty,
            "cut off": lambda: self.journal.write_bytes(
                self.journal.read_bytes()[: self._chance.randrange(1, self.journal.stat().st_size)]
            ),
            "deleted": self.journal.unlink,
            "another state": lambda: self._edit(STATE),
            "a row less": lambda: self._edit(LESS),
            "a digit": lambda: self._edit(DIGIT),
            "a bit": self._turn_a_bit,
        }

    def _edit(self, statement: str) -> None:
        with closing(sqlite3.connect(self.journal, isolation_level=None)) as database:
            if not database.execute(statement).rowcount:
                database.execute("UPDATE letters SET attempts = attempts + 1 WHERE number = 1")

    def _empty(self) -> None:
        for beside in self.folder.glob("journal.sqlite3-*"):
            beside.unlink()
        self.journal.write_bytes(b"")

    def _turn_a_bit(self) -> None:
        self._edit("UPDATE facts SET name = name")  # the log goes into the file when it is closed
        content = bytearray(self.journal.read_bytes())
        used = [place for place in range(100, len(content)) if content[place]]
        content[self._chance.choice(used)] ^= 1 << self._chance.randrange(8)
        self.journal.write_bytes(content)

    def figures(self) -> list[tuple[str, int, int | None]]:
        """Return the figures of the letters, and of what was refused."""
        damaged = sum(self.damaged.values())
        return [
            *super().figures(),
            ("manifests changed in place", self.changes, self._options.kills),
            ("changed manifests that were refused", self.refused_manifests, self.changes),
            ("journals damaged", damaged, 7 * self._options.kills),
            ("damaged journals that were refused", self.refused_journals, damaged - self.harmless),
            ("journals damaged otherwise, and not refused", max(0, self.harmless - self.damaged["a bit"]), 0),
        ]


def main() -> int:
    """Soak, print the figures, and return the exit code."""
    options = soak_options("A mailing whose manifest changes and whose journal is damaged.").parse_args()
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="digipost-soak-") as folder,
        sandbox(Path(folder), options.faults, options.seed) as elsewhere,
    ):
        soak = Damage(Path(folder), elsewhere, options)
        soak.send_all()
        figures = soak.figures()
    return show(figures, f"{options.letters:,} letters, damaged", time.monotonic() - started, options.figures)


if __name__ == "__main__":
    sys.exit(main())
