"""Measure the check of a workbook of 100 000 rows: memory of both processes, and CPU of a row.

python benchmarks/sheets.py          all figures as JSON
python benchmarks/sheets.py ROWS     those of a workbook of that many rows
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # xlsxwriter has no types
from bulk import HEADER, PERSON

from digipost import ClientConfig, DigipostClient, Environment, RequestSigning, Secret
from digipost.bulk import Columns, Mailing, State

SHORT, LONG = 1_000, 100_000  # rows
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


def figures(rows: int) -> dict[str, float]:
    """Return the peak memory of this process and of the converter, in bytes, and the CPU seconds of both."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "letters.xlsx")
        # In another process: what writing needs is not what the check needs.
        subprocess.run([sys.executable, __file__, "write", str(path), str(rows)], check=True)  # noqa: S603
        path.with_name("letter.pdf").write_bytes(b"%PDF-1.7\n" + bytes(50_000))
        config = ClientConfig(broker_id=12345, environment=Environment.custom("http://127.0.0.1:9"))
        password = Secret.from_file(VECTORS / "broker.p12.password.txt")
        credentials = RequestSigning.from_pkcs12(VECTORS / "broker.p12", password)
        with DigipostClient(config, credentials) as client:
            started = time.process_time()
            mailing = Mailing(path, client, columns=Columns(ignored=IGNORED))
            if mailing.check()[State.PLANNED] != rows:
                raise RuntimeError("not all rows can be sent")
            checked = time.process_time() - started
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "check": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "converter": children.ru_maxrss * 1024,
        "cpu": checked,
    }


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
        case [rows]:
            print(json.dumps(figures(int(rows))))
        case _:
            print(json.dumps({"short": _elsewhere(SHORT), "long": _elsewhere(LONG), "rows": LONG - SHORT}))


if __name__ == "__main__":
    main()
