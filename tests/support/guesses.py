"""Guesses of columns by their names and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.guesses.column_guesses import Guess, guessed
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from tests.support.manifests import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def guess(
    folder: Path, header: list[str], row: list[str] | None = None, columns: Columns | None = None
) -> Guess:
    path = write_csv(folder / "m.csv", header, [row or ["x"] * len(header)], between=";")
    return guessed(open_manifest(path), columns or Columns(), folder)


def guess_of_rows(folder: Path, header: list[str], rows: list[list[str]], *files: str) -> Guess:
    for file in files:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(b"%PDF")
    return guessed(open_manifest(write_csv(folder / "m.csv", header, rows, between=";")), Columns(), folder)
