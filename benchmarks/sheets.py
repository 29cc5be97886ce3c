"""Measure the check of a workbook of 100 000 rows: memory of both processes, and CPU of a row in each.

The CPU of a row is compared with a loop by hand that does the least for a row of a csv: it reads the row,
opens its document, makes two ids, notes the row's digest and writes it to SQLite.

python benchmarks/sheets.py          all figures as JSON
python benchmarks/sheets.py ROWS     those of a workbook of that many rows
"""

from __future__ import annotations

import csv
import hashlib
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import mean
from uuid import uuid4, uuid5

import xlsxwriter  # type: ignore[import-untyped]  # xlsxwriter has no types
from bulk import HEADER, PERSON

from digipost import ClientConfig, DigipostClient, Environment, RequestSigning, Secret
from digipost.bulk import Columns, Mailing, State

SHORT, LONG = 1_000, 100_000  # rows
AT_ONCE = 500  # rows in a statement
IGNORED = tuple(f"column {number}" for number in range(4, 16))
VECTORS = Path(__file__).parents[1] / "tests" / "fixtures" / "vectors"


def workbook(path: Path, rows: int) -> None:
    """Write a workbook with rows of 15 cells: texts, numbers and dates."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        zeros = book.add_format({"num_format": "0000"})
        sheet.write_row(0, 0, (*HEADER, *IGNORED))
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, (PERSON, "letter.pdf", f"Letter {row}"))
            sheet.write_datetime(row, 3, datetime(2034, 2, 15), day)  # noqa: DTZ001 - as a sheet has days
            sheet.write_number(row, 4, 155, zeros)
            sheet.write_row(row, 5, (f"Storgata {row}", "Oslo", *range(row, row + 8)))


def by_hand(folder: Path, rows: int) -> float:
    """Do the least for each row of a csv with the same letters; return the CPU seconds.

    Args:
        folder: An empty folder.
        rows: The number of rows.
    """
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7\n" + bytes(50_000))
    path = folder / "letters.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows((PERSON, "letter.pdf", f"Letter {row}") for row in range(1, rows + 1))
    mailing, seen, states = uuid4(), set(), []
    started = time.process_time()
    with (
        path.open(encoding="utf-8", newline="") as file,
        closing(sqlite3.connect(folder / "rows")) as database,
    ):
        database.execute(
            "CREATE TABLE rows (number INTEGER PRIMARY KEY, message TEXT, document TEXT, state TEXT)"
        )
        for number, row in enumerate(csv.DictReader(file), 1):
            document = folder / row["document"]
            with document.open("rb"):
                size = document.stat().st_size
            seen.add(hashlib.blake2b(repr(sorted(row.items())).encode(), digest_size=16).digest())
            ids = uuid5(mailing, f"message {number}"), uuid5(mailing, f"document {number}")
            states.append((number, *map(str, ids), "planned" if size else "invalid"))
            if len(states) == AT_ONCE:
                database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", states)
                states.clear()
        database.commit()
    if len(seen) != rows:
        raise RuntimeError("not all rows were read")
    return time.process_time() - started


def figures(rows: int) -> dict[str, float]:
    """Return the peak memory of this process and of the converter, in bytes, and the CPU seconds."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "letters.xlsx")
        # In another process: what writing needs is not what the check needs.
        subprocess.run([sys.executable, __file__, "write", str(path), str(rows)], check=True)  # noqa: S603
        path.with_name("letter.pdf").write_bytes(b"%PDF-1.7\n" + bytes(50_000))
        config = ClientConfig(broker_id=12345, environment=Environment.custom("http://127.0.0.1:9"))
        password = Secret.from_file(VECTORS / "broker.p12.password.txt")
        credentials = RequestSigning.from_pkcs12(VECTORS / "broker.p12", password)
        least = [_least(rows)]  # before and after: the machine may become slower or faster
        with DigipostClient(config, credentials) as client:
            before = _cpu_of_children()
            started = time.process_time()
            mailing = Mailing(path, client, columns=Columns(ignored=IGNORED))
            if mailing.check()[State.PLANNED] != rows:
                raise RuntimeError("not all rows can be sent")
            checked = time.process_time() - started
            converted = _cpu_of_children() - before
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        least.append(_least(rows))
    return {
        "check": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "converter": children.ru_maxrss * 1024,
        "cpu": checked,
        "cpu of converter": converted,
        "cpu by hand": mean(least),
    }


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _least(rows: int) -> float:
    """Return the CPU seconds of `by_hand` in another process."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, __file__, "by hand", place, str(rows)]
        return float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603 - our own


def _elsewhere(rows: int) -> dict[str, float]:
    command = [sys.executable, __file__, str(rows)]
    found: dict[str, float] = json.loads(
        subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603 - our own
    )
    return found


def main() -> None:
    """Write a workbook, print the figures of one, or print all figures as JSON."""
    match sys.argv[1:]:
        case ["write", path, rows]:
            workbook(Path(path), int(rows))
        case ["by hand", place, rows]:
            print(by_hand(Path(place), int(rows)))
        case [rows]:
            print(json.dumps(figures(int(rows))))
        case _:
            print(json.dumps({"short": _elsewhere(SHORT), "long": _elsewhere(LONG), "rows": LONG - SHORT}))


if __name__ == "__main__":
    main()
