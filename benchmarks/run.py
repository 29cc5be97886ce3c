"""Measure every budget in one run on one machine, print the table, and keep it as benchmarks/RESULTS.md."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import attrs
import pyperf
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
ROUNDS = 25
TWO_PROCESSES = """\
Two processes: what a mailing spends on a letter in all its processes (the one with the journal and two
workers), halved, since two cores share it, against what it spends in one process, which cannot use more than
one core. CPU does not count waiting, so that the sandbox, which needs more of it than its client, is out of
it. So is what starting costs: the figure is the difference between a short and a long mailing.
"""
ROWS_OF_SHEETS = """\
A row of a workbook: the CPU of its check in the process of the mailing, which reads the converted sheet,
against the least work for a row of a csv: to read it, open its document, make two ids, note its digest and
write it to SQLite. Commit 484dd81, which read no workbooks, checked a row of a csv in 58 µs on another
machine; in runs in turn on one machine it took 3.35 times the least (3.12 to 3.40). The budget is to be no
slower. The sheet is converted by a process of its own, before the check; that has no counterpart in that
commit, and no budget.
"""


@attrs.frozen
class Row:
    """A row of the table: a budget, the measured value, and True if the budget holds."""

    what: str
    budget: str
    measured: str
    holds: bool


def python(*arguments: str | Path) -> str:
    """Run one of our programs with this Python, and return its output."""
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout  # noqa: S603


def codec() -> list[Row]:
    """Measure writing and reading XML, against the fastest variant of xsdata."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "codec.json")
        python(HERE / "codec.py", "--quiet", "--output", result)
        measured = {bench.get_name(): bench.median() for bench in pyperf.BenchmarkSuite.load(str(result))}
    rows = []
    for verb, budget in (("write", 30), ("read", 8)):
        ours = measured[f"{verb} digipost"]
        best = min(seconds for name, seconds in measured.items() if name.startswith(f"{verb} xsdata"))
        said = f"{best / ours:.1f} times faster ({ours * 1e6:.1f} µs against {best * 1e6:.0f} µs)"
        rows.append(Row(f"{verb} a typical message", f"at least {budget} times", said, best / ours >= budget))
    return rows


def imports() -> Row:
    """Measure the time that `import digipost` adds to starting Python, in turns."""
    times: dict[str, list[float]] = {"pass": [], "import digipost": []}
    for _ in range(ROUNDS):
        for statement, taken in times.items():
            started = time.perf_counter()
            python("-c", statement)
            taken.append(time.perf_counter() - started)
    base, ours = (median(taken) for taken in times.values())
    said = f"{ours / base:.2f} times ({ours * 1e3:.1f} ms against {base * 1e3:.1f} ms)"
    return Row("import digipost", "at most 1.5 times `python -c pass`", said, ours / base <= 1.5)


def cold_start() -> Row:
    """Measure the CPU of a fresh process to its first accepted letter, against importing the libraries."""
    measured = json.loads(python(HERE / "cold_start.py"))
    ours, libraries, ratio = (measured[name] for name in ("digipost", "libraries", "ratio"))
    said = f"{ratio:.2f} times ({ours:.0f} ms against {libraries:.0f} ms)"
    budget = "at most 1.6 times importing requests, lxml, attrs and opening the certificate"
    return Row("fresh process to its first accepted letter", budget, said, ratio <= 1.6)


def letters() -> Row:
    """Measure the CPU of a sent letter, against a loop by hand."""
    measured = json.loads(python(HERE / "letters.py"))
    ours, by_hand = measured["digipost"], measured["by hand"]
    said = f"{ours / by_hand:.2f} times ({ours:.2f} ms against {by_hand:.2f} ms)"
    budget = "at most 1.05 times a loop by hand with requests"
    return Row("CPU of a sent letter", budget, said, ours / by_hand <= 1.05)


def concurrent_letters() -> Row:
    """Measure the CPU of concurrent letters by the asynchronous client, against a thread pool."""
    measured = json.loads(python(HERE / "concurrent_letters.py"))
    ours, pool = measured["async"], measured["thread pool"]
    said = f"{ours / pool:.2f} times ({ours:.2f} ms a letter against {pool:.2f} ms)"
    return Row(
        "CPU of 200 concurrent letters, async", "at most 1.3 times a thread pool", said, ours / pool <= 1.3
    )


def memory() -> list[Row]:
    """Measure the extra memory for sending and for fetching a large document."""
    measured = json.loads(python(HERE / "memory.py"))
    verbs = {"sending": "send", "fetching": "fetch"}
    return [
        Row(
            f"{verbs[what]} 500 MB instead of 5 kB", "at most 16 MB more", f"{extra:.1f} MB more", extra <= 16
        )
        for what, extra in measured.items()
    ]


def sandbox() -> list[Row]:
    """Measure a sandbox's time to its first response, and its slowdown by many letters."""
    measured = json.loads(python(HERE / "sandbox.py"))
    start, early, late = (measured[name] for name in ("start", "early", "late"))
    said = f"{late / early:.2f} times ({late:.1f} ms against {early:.1f} ms)"
    return [
        Row("first answer of a sandbox", "at most 300 ms", f"{start:.0f} ms", start <= 300),
        Row("letter 10 000 to a sandbox", "at most 1.5 times letter 100", said, late / early <= 1.5),
    ]


def bulk() -> list[Row]:
    """Measure the CPU that bulk mail adds to a plain loop, its gain by processes, and its memory."""
    measured = json.loads(python(HERE / "bulk.py"))
    added, speed, (short, long) = measured["added"], measured["speed"], measured["memory"]
    ratio = added["16 threads"] / added["plain loop"]
    rates = ", ".join(f"{figures['rate']:.0f} by {name}" for name, figures in speed.items())
    gain = speed["16 threads"]["cpu"] / (speed["two processes"]["cpu"] / 2)
    extra = (long - short) / 1e6
    paper, checks = measured["paper"], measured["checks"]
    apart = paper["one check"] + paper["plain send"]
    checked_and_sent = paper["in bulk"] / apart
    faster = checks["one process"] / (checks["two processes"] / 2)
    return [
        Row(
            "CPU of a letter in bulk, checked and written down",
            "at most 1.15 times a plain loop",
            f"{ratio:.2f} times ({added['16 threads']:.2f} ms against {added['plain loop']:.2f} ms)",
            ratio <= 1.15,
        ),
        Row("letters per second, sandbox on the same cores", "no budget", rates, holds=True),
        Row(
            "two processes on two cores, the sandbox taken out",
            "at least 1.8 times one",
            f"{gain:.2f} times (CPU of a letter {speed['16 threads']['cpu'] * 1e3:.2f} ms in one, "
            f"{speed['two processes']['cpu'] * 1e3:.2f} ms in all of three)",
            gain >= 1.8,
        ),
        Row(
            "CPU of a letter in bulk with three pages that may be printed",
            "at most 1.15 times one check and one plain send",
            f"{checked_and_sent:.2f} times ({paper['in bulk']:.2f} ms against {apart:.2f} ms)",
            checked_and_sent <= 1.15,
        ),
        Row(
            "check of such letters by two processes",
            "at least 1.8 times one",
            f"{faster:.2f} times (CPU of a letter {checks['one process']:.2f} ms in one, "
            f"{checks['two processes']:.2f} ms in all of three)",
            faster >= 1.8,
        ),
        Row(
            "a manifest of 100 000 rows instead of 1 000",
            "at most 16 MB more",
            f"{extra:.1f} MB more",
            extra <= 16,
        ),
    ]


def sheets() -> list[Row]:
    """Measure the memory and the CPU of the check of a workbook with 100 000 rows of 15 cells."""
    measured = json.loads(python(HERE / "sheets.py"))
    short, long = measured["short"], measured["long"]
    extra = (long["check"] - short["check"]) / 1e6
    converter = long["converter"] / 1e6
    each, converted, by_hand = (
        (long[name] - short[name]) / measured["rows"] * 1e6
        for name in ("cpu", "cpu of converter", "cpu by hand")
    )
    return [
        Row(
            "check a workbook of 100 000 rows of 15 cells instead of 1 000",
            "at most 64 MB more",
            f"{extra:.1f} MB more",
            extra <= 64,
        ),
        Row("its converter, a process of its own", "at most 250 MB", f"{converter:.0f} MB", converter <= 250),
        Row(
            "CPU of such a row in the check, without PDFs",
            "at most 3.35 times the least for a row of a csv",
            f"{each / by_hand:.2f} times ({each:.0f} µs against {by_hand:.0f} µs)",
            each / by_hand <= 3.35,
        ),
        Row("CPU of such a row in its converter", "no budget", f"{converted:.0f} µs", holds=True),
    ]


def pdfs() -> list[Row]:
    """Measure the CPU of the check of a PDF, and its growth with the number of pages."""
    measured = json.loads(python(HERE / "pdfs.py"))
    rows = []
    for name, figures in measured["pages"].items():
        ratio = figures["check"] / figures["pdfium"]
        said = f"{ratio:.2f} times ({figures['check']:.2f} ms against {figures['pdfium']:.2f} ms)"
        budget = "at most 2 times pdfium loading the page and its text"
        rows.append(Row(f"check a page of a PDF by {name}", budget, said, ratio <= 2))
    short, long = measured["growth"]
    said = f"{long / short:.2f} times ({long:.0f} ms against {short:.0f} ms)"
    rows.append(Row("check 400 pages in object streams", "at most 8.5 times 50", said, long / short <= 8.5))
    return rows


def generation() -> Row:
    """Measure the time of `make generate`."""
    started = time.perf_counter()
    python("-m", "codegen", "check")
    taken = time.perf_counter() - started
    return Row("generate the schema package", "under 10 s", f"{taken:.1f} s", taken < 10)


def machine() -> str:
    """Describe the machine that the figures were measured on."""
    models = [
        line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")
    ]
    model = models[0] if models else platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def main() -> None:
    """Measure all budgets, print the table, and keep it."""
    console = Console()
    with console.status("Measuring, about ten minutes …"):
        rows = [
            *codec(),
            imports(),
            cold_start(),
            letters(),
            concurrent_letters(),
            *memory(),
            *bulk(),
            *sheets(),
            *sandbox(),
            *pdfs(),
            generation(),
        ]
    table = Table("what", "budget", "measured", "holds", title="Budgets")
    for row in rows:
        table.add_row(row.what, row.budget, row.measured, "[green]yes" if row.holds else "[red]no")
    console.print(table)
    lines = [
        f"| {row.what} | {row.budget} | {row.measured} | {'yes' if row.holds else '**no**'} |" for row in rows
    ]
    (HERE / "RESULTS.md").write_text(
        f"# Results of `make bench`\n\n{datetime.now(UTC):%Y-%m-%d} on {machine()}.\n\n"
        "Ratios within one run, so that they hold elsewhere; the times are this machine's.\n\n"
        f"{TWO_PROCESSES}\n{ROWS_OF_SHEETS}\n"
        "| what | budget | measured | holds |\n|---|---|---|---|\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
