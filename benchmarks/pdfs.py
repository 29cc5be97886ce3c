"""CPU of the check of PDFs, against pdfium loading pages and characters alone; milliseconds as JSON.

The files in the folder `pdfs` have the same text. Each is named after the program that made it.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2

from digipost import preflight

FOLDER = Path(__file__).parent / "pdfs"
ROUNDS = 7
REPEATED = 6  # each file's pages are repeated: a single letter is too short to measure
SHORT, LONG = 50, 400


def pages_alone(data: bytes) -> None:
    """Load each page and its characters with pdfium."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        text.count_chars()
        text.close()
        page.close()
    document.close()


def milliseconds(work: Callable[[], object]) -> float:
    """Return the lowest CPU of several rounds, in milliseconds, since any disturbance adds to it."""
    least = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        least = min(least, time.process_time() - started)
    return least * 1e3


def long(name: str, pages: int) -> bytes:
    """Return a program's file with that many pages, each a separate object in an object stream."""
    with pikepdf.Pdf.open(FOLDER / f"{name}.pdf") as source, pikepdf.Pdf.new() as made, io.BytesIO() as file:
        for number in range(pages):
            made.pages.append(source.pages[number % len(source.pages)])
        made.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return file.getvalue()


def per_page(path: Path) -> dict[str, float]:
    """Measure the check, and pdfium alone, for a page of a program's file."""
    with pikepdf.Pdf.open(path) as document:
        number = REPEATED * len(document.pages)
    data = long(path.stem, number)
    check, alone = milliseconds(lambda: preflight.check(data)), milliseconds(lambda: pages_alone(data))
    return {"check": check / number, "pdfium": alone / number}


def whole(data: bytes) -> float:
    """Measure the check of a file."""
    return milliseconds(lambda: preflight.check(data))


def main() -> None:
    """Measure, and print the figures."""
    pages = {path.stem: per_page(path) for path in sorted(FOLDER.glob("*.pdf"))}
    growth = [whole(long("weasyprint", number)) for number in (SHORT, LONG)]
    print(json.dumps({"pages": pages, "growth": growth}))


if __name__ == "__main__":
    main()
