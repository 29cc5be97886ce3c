"""Damaged PDFs: the check of each ends, in little memory, and calls none printable of which a page is lost.

    python -m tests.campaigns.soak_pdfs --files 2000 --seed 1

A process of its own checks the files, in at most 1 GB of memory; a crash or hang is seen from here. qpdf by
itself, which drops what it cannot mend, is the second opinion on the pages that are there.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import time
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread

import pikepdf

from digipost.preflight import check
from tests.campaigns.damaged_pdfs import damaged
from tests.support.figures import Figures, figures_option

MOST_MEMORY = 1 << 30  # bytes
MOST_SECONDS = 60  # for one file, on a busy machine


def verdict(seed: int) -> dict[str, object]:
    """Check a damaged file; `lost` if it is called printable though a page of it is lost."""
    data = damaged(seed)
    report = check(data)
    is_printable = report.is_printable and not report.unread
    lost = is_printable and (report.number_of_pages < 1 or _has_lost_pages(data, report.number_of_pages))
    return {"seed": seed, "verdicts": report.verdicts, "printable": is_printable, "lost": lost}


def _has_lost_pages(data: bytes, number: int) -> bool:
    """Return True if qpdf by itself finds fewer pages, or instructions that it cannot decode."""
    with suppress(pikepdf.PdfError), pikepdf.Pdf.open(io.BytesIO(data)) as document:
        try:
            for page in document.pages:
                contents = page.obj.get("/Contents")
                for each in contents if isinstance(contents, pikepdf.Array) else [contents]:
                    if isinstance(each, pikepdf.Stream):
                        each.read_bytes()
        except pikepdf.PdfError:
            return True
        return len(document.pages) < number
    return False


def work(seeds: range) -> None:
    """Check files one after the other, and say each time how it went; the work of the other process."""
    import resource  # noqa: PLC0415 - which Windows does not have

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    for seed in seeds:
        print(json.dumps(verdict(seed)), flush=True)


class _Worker:
    """The other process, which goes on behind a file that it crashed or hung on."""

    def __init__(self, seeds: range) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.campaigns.soak_pdfs", "--work", str(seeds.start), str(seeds.stop)],
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line)
        self._lines.put("")

    def next(self) -> dict[str, object] | None:
        """Return how the next file went; None if the process crashed or hung."""
        try:
            line = self._lines.get(timeout=MOST_SECONDS)
        except Empty:
            line = ""
        return json.loads(line) if line else None

    def close(self) -> None:
        self._process.kill()
        self._reader.join()
        with self._process:
            pass


def soak(files: int, seed: int) -> Figures:
    """Check so many files."""
    wrong, tried, printable = 0, 0, 0
    first, end = seed * 1_000_000, seed * 1_000_000 + files
    started = time.monotonic()
    worker = _Worker(range(first, end))
    try:
        while tried < files:
            result = worker.next()
            tried += 1
            if result is None:
                print(f"seed {first + tried - 1}: the check crashed or hung")
                worker.close()
                worker = _Worker(range(first + tried, end))
            if result is None or result["lost"]:
                wrong += 1
            if result is not None:
                printable += bool(result["printable"])
                if result["lost"]:
                    print(f"seed {result['seed']}: called printable, though a page is lost")
    finally:
        worker.close()
    taken = time.monotonic() - started
    print(f"{tried} damaged PDFs in {taken:.0f} s: {printable} can be printed, {wrong} checked wrongly")
    return Figures(bad_inputs=tried, wrong=wrong)


def main() -> int:
    """Run it, or be the other process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=2000, help="to check (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the damage (%(default)s)")
    parser.add_argument("--work", type=int, nargs=2, help=argparse.SUPPRESS)
    figures_option(parser)
    arguments = parser.parse_args()
    if arguments.work:
        work(range(*arguments.work))
        return 0
    figures = soak(arguments.files, arguments.seed)
    figures.write(arguments.figures)
    return 0 if figures.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
