"""All the long programs one after the other, and one table of what came of them.

    python -m tests.campaigns.soak --letters 5000

Each part prints what it does while it does it, and leaves its figures in a file. The exit code is 1 when a
figure is bad: a letter lost or doubled, a leak, anything else that a part found wrong, or a part that tried
nothing and so proves nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from rich.console import Console
from rich.table import Table

from tests.support.figures import Figures

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
FULL = 5000  # letters through each fault
BY_FAR = 4  # times as many letters in a mailing


@attrs.frozen
class Part:
    """A program, and what it has to have tried for its figures to prove anything."""

    name: str
    command: tuple[str, ...]
    tries: str

    def run(self, folder: Path) -> Outcome:
        """Run it, and read its figures."""
        print(f"\n{self.name}: python -m {' '.join(self.command)}", flush=True)
        file, started = folder / f"{self.name}.json", time.monotonic()
        command = [sys.executable, "-m", *self.command, "--figures", str(file)]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        figures = Figures.read(file) if file.exists() else Figures()
        return Outcome(self, figures, code, time.monotonic() - started)


@attrs.frozen
class Outcome:
    """The result of a part."""

    part: Part
    figures: Figures
    code: int
    seconds: float

    @property
    def is_good(self) -> bool:
        return self.code == 0 and self.figures.is_good and bool(getattr(self.figures, self.part.tries))


def parts(letters: int) -> tuple[Part, ...]:
    """The programs, so large as goes with that many letters through each fault."""
    mailing = BY_FAR * letters
    kills = min(10, max(1, mailing // 200))
    bulk = ("tests.campaigns.soak_mailing", "--letters", str(mailing), "--kills", str(kills))
    operations = 2 * letters
    files = max(20, 2000 * letters // FULL)
    seconds = max(24, 600 * letters // FULL)
    return (
        Part("faults on the wire", ("tests.campaigns.soak_faults", "--letters", str(letters)), "faults"),
        Part(
            "thirty-two threads", ("tests.campaigns.soak_threads", "--operations", str(operations)), "letters"
        ),
        Part("bulk mail, killed", bulk, "faults"),
        Part("bulk mail, by a cluster", (*bulk, "--by", "dask"), "faults"),
        Part("bulk mail, damaged", ("tests.campaigns.soak_mailing_damage", *bulk[1:]), "faults"),
        Part("fuzzing", ("tests.campaigns.fuzzing", "--seconds", str(seconds)), "bad_inputs"),
        Part("damaged PDFs", ("tests.campaigns.soak_pdfs", "--files", str(files)), "bad_inputs"),
        Part("search for leaks", ("tests.campaigns.secrecy",), "searched"),
    )


def table(outcomes: Iterable[Outcome]) -> Table:
    """The figures of all parts; a dash where a part has none of that kind."""
    columns = {field.name: field.name.replace("_", " ") for field in attrs.fields(Figures)}
    shown = Table("", *columns.values(), "time", "", title="Soak")
    for column in shown.columns[1:]:
        column.justify = "right"
    for outcome in outcomes:
        values = [getattr(outcome.figures, name) for name in columns]
        told = ["-" if value is None else f"{value:,}" for value in values]
        verdict = "[green]good[/]" if outcome.is_good else "[red]BAD[/]"
        shown.add_row(outcome.part.name, *told, f"{outcome.seconds:,.0f} s", verdict)
    return shown


def main() -> int:
    """Run all parts, also after one that was bad; 1 when one was."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--letters", type=int, default=FULL, help="through each fault (%(default)s)")
    chosen = parts(parser.parse_args().letters)
    with tempfile.TemporaryDirectory(prefix="digipost-soak-") as folder:
        outcomes = [each.run(Path(folder)) for each in chosen]
    Console(width=max(120, Console().width)).print("\n", table(outcomes))
    return 0 if all(each.is_good for each in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
