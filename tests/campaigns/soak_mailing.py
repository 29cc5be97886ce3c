"""A mailing through everything that can go wrong: `python -m tests.campaigns.soak_mailing`.

The letters of a manifest go to a sandbox in another process, which has faults of every kind. The program
that sends them is killed at random moments and given again; or it goes on, while the workers of its cluster
are killed. At the end the sandbox's own state tells whether each letter has arrived exactly once; the exit
code is 1 if anything is not as it should be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from rich.console import Console
from rich.table import Table

from tests.support.figures import Figures, figures_option
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import PERSON, PIN, write_csv
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from distributed import LocalCluster

ROOT = Path(__file__).parents[2]
NOBODY = "01013399999"
FINISHED = {0, 1}  # exit codes of a run after which nothing is left to send
MOST_RUNS = 20  # besides those that were killed
LONGEST = 3600  # seconds for what is left after the last kill


@attrs.frozen
class Elsewhere:
    """The sandbox in its process."""

    process: subprocess.Popen[str]
    url: str

    def ask(self, question: str) -> object:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def count(self) -> int:
        count = self.ask("count")
        assert isinstance(count, int)
        return count


@contextmanager
def sandbox(folder: Path, share: float, seed: int) -> Iterator[Elsewhere]:
    program = "tests.campaigns.soak_mailing_sandbox"
    command = [sys.executable, "-m", program, str(folder), str(share), str(seed)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield Elsewhere(process, process.stdout.readline().strip())
        assert process.stdin is not None
        process.stdin.close()


def expected(number: int) -> str | None:
    """The channel by which a letter of the manifest arrives; None where it is refused."""
    if number % 50 == 13:
        return None
    return "PRINT" if number % 20 == 7 else "DIGIPOST"


def manifest(folder: Path, count: int) -> Path:
    (folder / "letter.pdf").write_bytes(pdf())
    header = (PIN, "document", "subject", "encrypt", *ON_PAPER)
    rows = []
    for number in range(1, count + 1):
        channel = expected(number)
        paper = ON_PAPER.values() if channel == "PRINT" else [""] * len(ON_PAPER)
        person = PERSON if channel == "DIGIPOST" else NOBODY
        encrypt = "true" if number % 3 == 0 else ""  # what was sent of those, a hash on disk alone can prove
        rows.append((person, "letter.pdf", f"Letter {number}", encrypt, *paper))
    return write_csv(folder / "letters.csv", header, rows)


class Soak:
    """One soak.

    Args:
        folder: For its files.
        elsewhere: The sandbox.
        options: Of the command line.
    """

    def __init__(self, folder: Path, elsewhere: Elsewhere, options: argparse.Namespace) -> None:
        self._folder = folder
        self._elsewhere = elsewhere
        self._options = options
        self._chance = random.Random(options.seed)  # noqa: S311 - no secret: it can be repeated
        self.kills = self.runs = 0

    def send(self, *how: str) -> None:
        """Send all, killed as often as that was asked for."""
        manifest(self._folder, self._options.letters)
        for moment in self._moments():
            process = self._started(*how)
            while self._elsewhere.count() < moment and process.poll() is None:
                time.sleep(0.02)
            time.sleep(self._chance.uniform(0, 0.2))
            if process.poll() is None:
                self.kills += 1
            process.kill()
            process.communicate()
        for _ in range(MOST_RUNS):
            process = self._started(*how)
            self.runs += 1
            _, said = process.communicate()
            if process.returncode in FINISHED:
                return
            print(f"exit code {process.returncode}: {said}", file=sys.stderr)

    def send_by_cluster(self) -> None:
        """Send all by a cluster whose workers are killed."""
        import dask  # noqa: PLC0415 - takes a second
        from distributed import LocalCluster  # noqa: PLC0415 - likewise

        # Or the cluster gives up a worker whose restart takes 15 seconds, as on a busy machine.
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1 hour"})
        killed: set[int] = set()
        with LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=8, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster:
            manifest(self._folder, self._options.letters)
            process = self._started("--dask", cluster.scheduler_address)
            for moment in self._moments():
                while self._elsewhere.count() < moment and process.poll() is None:
                    time.sleep(0.02)
                while not (workers := _workers(cluster) - killed) and process.poll() is None:
                    time.sleep(0.02)
                if process.poll() is None:
                    killed.add(worker := self._chance.choice(sorted(workers)))
                    os.kill(worker, signal.SIGKILL)
                    self.kills += 1
            try:
                _, said = process.communicate(timeout=LONGEST)
            except subprocess.TimeoutExpired:  # a cluster without workers waits for some to come
                process.kill()
                _, said = process.communicate()
            self.runs += 1
            if process.returncode not in FINISHED:
                print(f"exit code {process.returncode}: {said}", file=sys.stderr)

    def _moments(self) -> list[int]:
        """After how many letters to kill; not so late that it could be over before."""
        last = self._options.letters * 4 // 5
        return sorted(self._chance.randrange(last) for _ in range(self._options.kills))

    def _started(self, *how: str) -> subprocess.Popen[str]:
        variables = {
            "DIGIPOST_BROKER_ID": "12345",
            "DIGIPOST_API_URL": self._elsewhere.url,
            "DIGIPOST_CERTIFICATE": str(self._folder / "broker.p12"),
            "DIGIPOST_CERTIFICATE_PASSWORD_FILE": str(self._folder / "password.txt"),
        }
        command = [
            sys.executable,
            "-m",
            "digipost",
            "bulk",
            "send",
            str(self._folder / "letters.csv"),
            "--json",
        ]
        return subprocess.Popen(
            [*command, *how],
            cwd=ROOT,
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def figures(self) -> list[tuple[str, int, int | None]]:
        """Return the figures, with the expected ones where they are known."""
        wanted = {f"Letter {number}": expected(number) for number in range(1, self._options.letters + 1)}
        arrived = self._elsewhere.ask("letters")
        assert isinstance(arrived, list)
        times: dict[str, int] = {}
        wrong_way = 0
        for subject, channel, count in arrived:
            times[subject] = times.get(subject, 0) + count
            wrong_way += wanted.get(subject) != channel
        # The report numbers rows as a spreadsheet does, where the header is row 1.
        report = json.loads((self._folder / "letters.mailing" / "report.json").read_text(encoding="utf-8"))
        taken = {row["row"] - 1 for row in report["rows"] if row["state"] in {"delivered", "printed"}}
        due = {int(subject.split()[1]) for subject, channel in wanted.items() if channel is not None}
        lost = {number for number in due if f"Letter {number}" not in times}
        for row in report["rows"]:
            if row["row"] - 1 in lost:
                print(f"lost: {row}", file=sys.stderr)
        faults = self._elsewhere.ask("faults")
        assert isinstance(faults, dict)
        return [
            ("rows", len(wanted), len(report["rows"])),
            ("arrived exactly once", sum(count == 1 for count in times.values()), len(due)),
            ("arrived more than once", sum(count > 1 for count in times.values()), 0),
            ("lost", len(lost), 0),
            ("arrived by another channel, or unasked", wrong_way, 0),
            ("taken, as the report has it", len(taken & due), len(due)),
            ("taken, as the report wrongly has it", len(taken - due), 0),
            ("refused, as the report has it", report["counts"]["refused"], len(wanted) - len(due)),
            ("failed, unknown or interrupted", _unsettled(report), 0),
            ("kills", self.kills, self._options.kills),
            ("runs that were not killed", self.runs, None),
            ("sent or asked for again", report["retried"], None),
            ("faults that struck", sum(faults.values()), None),
            ("kinds of faults that struck", sum(count > 0 for count in faults.values()), None),
        ]


def _workers(cluster: LocalCluster) -> set[int]:
    """The processes that are at work. One that is killed while it is being started is not started again."""
    scheduler = cluster.scheduler
    assert scheduler is not None
    started = (each.process for each in cluster.workers.values() if each.process is not None)
    return {
        each.pid
        for each in started
        if each.status.name == "running" and each.worker_address in scheduler.workers
    }


def _unsettled(report: dict[str, dict[str, int]]) -> int:
    return sum(report["counts"][state] for state in ("planned", "sending", "failed", "unknown"))


def soak_options(description: str) -> argparse.ArgumentParser:
    """Return the options that soaks of mailings share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--faults", type=float, default=0.02, help="the share of requests that go wrong")
    parser.add_argument("--seed", type=int, default=1)
    figures_option(parser)
    return parser


def main() -> int:
    """Soak, print the figures, and return the exit code."""
    parser = soak_options("A mailing through everything that can go wrong.")
    parser.add_argument("--by", choices=("threads", "processes", "dask"), default="threads")
    options = parser.parse_args()
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="digipost-soak-") as folder,
        sandbox(Path(folder), options.faults, options.seed) as elsewhere,
    ):
        soak = Soak(Path(folder), elsewhere, options)
        if options.by == "dask":
            soak.send_by_cluster()
        else:
            soak.send(*(["--processes", "2"] if options.by == "processes" else []))
        figures = soak.figures()
    title = f"{options.letters:,} letters by {options.by}"
    return show(figures, title, time.monotonic() - started, options.figures)


def show(figures: list[tuple[str, int, int | None]], title: str, seconds: float, file: Path | None) -> int:
    """Print the figures, leave them in a file, and return the exit code."""
    table = Table("what", "is", "should be", title=f"{title}, {seconds:,.0f} s")
    for what, found, wanted in figures:
        good = wanted is None or found == wanted
        table.add_row(
            what, f"[{'green' if good else 'red'}]{found:,}", "" if wanted is None else f"{wanted:,}"
        )
    Console().print(table)
    total(figures).write(file)
    return int(any(wanted is not None and found != wanted for _, found, wanted in figures))


def total(figures: list[tuple[str, int, int | None]]) -> Figures:
    """Kills are faults too."""
    found = {what: value for what, value, _ in figures}
    bad = {what for what, value, wanted in figures if wanted is not None and value != wanted}
    return Figures(
        letters=found["rows"],
        faults=found["kills"] + found["faults that struck"],
        lost=found["lost"],
        doubled=found["arrived more than once"],
        wrong=len(bad - {"lost", "arrived more than once"}),
    )


if __name__ == "__main__":
    sys.exit(main())
