"""Manifests for tests."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

PERSON = "01013300001"
"""The number of a person with a mailbox in every sandbox."""

PIN = "recipient.personal_identification_number"
HEADER = (PIN, "document", "subject")


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], *, between: str = ","
) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=between)
        table.writerow(header)
        table.writerows(rows)
    return path


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def letters(folder: Path, count: int, *, name: str = "letters.csv") -> Path:
    """A manifest of so many good letters, and the document of all of them."""
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7\n" + bytes(1000))
    rows = [(PERSON, "letter.pdf", f"Letter {number}") for number in range(1, count + 1)]
    return write_csv(folder / name, HEADER, rows)
