"""Manifests in JSON lines: an object on each line."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from digipost.base.json_objects import object_of
from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.cell_texts import number_of
from digipost.bulk.manifests.records import MOST_CHARACTERS_OF_A_LINE, Record
from digipost.bulk.manifests.text_manifest import TextManifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Added, Source

__all__ = ["JsonLinesManifest"]


class JsonLinesManifest(TextManifest):
    """Manifest in JSON lines.

    Attributes:
        columns: None, since each row has its own names.
    """

    columns = None

    def __init__(self, path: Path, source: Source, form: ManifestFormat) -> None:
        super().__init__(path, source, form, is_unicode=True)

    def _lines(self) -> Iterator[str]:
        number = 0
        with self.opened("\n") as file:
            while line := file.readline(MOST_CHARACTERS_OF_A_LINE):
                if len(line) == MOST_CHARACTERS_OF_A_LINE:
                    raise ManifestError(f"{self.path.name}: the line of row {number + 1} is too long.")
                if line.strip():
                    number += 1
                    yield line

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first.

        Raises:
            ManifestError: The rest of the manifest cannot be read; the text says where.
        """
        for number, line in enumerate(self._lines(), 1):
            yield _record(number, line)

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows with a problem, their values unchanged, as a manifest of the same kind.

        Args:
            file: The new manifest.
            problems: The columns with the problem for each row in order, or None to leave the row out.
        """
        with self.written(file) as text:
            for line, problem in zip(self._lines(), problems, strict=False):
                if problem is not None:
                    text.write(_with(line, problem).rstrip("\r\n") + "\n")


def _record(number: int, line: str, parse_float: Callable[[str], Decimal] = number_of) -> Record:
    try:
        values = json.loads(line, parse_float=parse_float, object_pairs_hook=object_of)
    except (ValueError, RecursionError):
        return Record(number, {}, "the line is no JSON, or has a name twice")
    if not isinstance(values, dict):
        return Record(number, {}, "the line is no JSON object")
    return Record(number, values)


def _with(line: str, added: Added) -> str:
    """Return the line of an object with the added columns at its end; other lines stay unchanged."""
    record = _record(0, line, Decimal)
    if record.problem is not None:
        return line
    said = ", ".join(f"{_as_json(name)}: {_as_json(text)}" for name, text in added.items())
    if not added.keys() & record.values.keys():
        return line.rstrip().removesuffix("}").rstrip() + (", " if record.values else "") + said + "}"
    others = ", ".join(
        f"{_as_json(name)}: {_as_json(value)}" for name, value in record.values.items() if name not in added
    )
    return "{" + (f"{others}, " if others else "") + said + "}"


def _as_json(value: object) -> str:
    """Return a value read from JSON as JSON again, with its numbers as they were written."""
    match value:
        case Decimal():
            return str(value)
        case dict():
            pairs = (f"{_as_json(name)}: {_as_json(each)}" for name, each in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list():
            return "[" + ", ".join(_as_json(each) for each in value) + "]"
    text = json.dumps(value, ensure_ascii=False)
    # A lone surrogate cannot be written in UTF-8; it stays an escape sequence.
    return text if text.isascii() or _is_whole(text) else json.dumps(value)


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in text)
