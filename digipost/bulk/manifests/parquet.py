"""Manifests in Parquet, read by pyarrow a few hundred rows at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
from pyarrow.parquet import ParquetFile, ParquetWriter  # type: ignore[import-untyped]  # likewise

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.columns import ADDED
from digipost.bulk.manifests.records import Record, checked_names, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Added

__all__ = ["ParquetManifest"]

_ROWS_AT_ONCE = 500


class ParquetManifest:
    """Manifest in Parquet, with typed values.

    Attributes:
        path: The path of the file.
        columns: The names of its columns.
        notes: Always empty; the file states its format itself.
    """

    notes = ()

    def __init__(self, path: Path, source: Callable[[], BinaryIO], form: ManifestFormat) -> None:  # noqa: ARG002 - as for other kinds
        self.path = path
        self._source = source
        with self._file() as file:
            self.columns: tuple[str, ...] = checked_names(path, file.schema_arrow.names)

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first.

        Raises:
            ManifestError: The rest of the file cannot be read.
        """
        number = 0
        with self._file() as file:
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
                for values, problem in _rows(_widened(batch, self.columns)):
                    number += 1
                    yield Record(number, values, problem)

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows with a problem, with their original types.

        Args:
            file: The new manifest.
            problems: The columns with the problem for each row in order, or None to leave the row out.
        """
        with self._file() as manifest:
            kept = [name for name in manifest.schema_arrow.names if name not in ADDED]
            schema = pa.schema([manifest.schema_arrow.field(name) for name in kept])
            for name in ADDED:
                schema = schema.append(pa.field(name, pa.string()))
            with ParquetWriter(file, schema) as writer:
                for batch in manifest.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
                    said = [next(problems, None) for _ in range(batch.num_rows)]
                    rows = pa.Table.from_batches([batch]).select(kept)
                    for name in ADDED:
                        texts = [None if each is None else each[name] for each in said]
                        rows = rows.append_column(name, pa.array(texts, pa.string()))
                    chosen = pa.array([each is not None for each in said], pa.bool_())
                    writer.write_table(rows.filter(chosen).cast(schema))

    @contextmanager
    def _file(self) -> Iterator[ParquetFile]:
        try:
            with (
                reading(self.path),
                self._source() as source,
                ParquetFile(source, pre_buffer=False) as file,
            ):
                yield file
        except (pa.ArrowException, ValueError, OverflowError) as error:
            raise ManifestError(f"{self.path.name} is no Parquet file that can be read.") from error


def _widened(batch: pa.RecordBatch, names: Sequence[str]) -> pa.RecordBatch:
    """Return a batch with tidied names, and with column types that Python can hold without loss."""
    columns = [_as_meant(column) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=list(names))


def _as_meant(column: pa.Array) -> pa.Array:
    """Return a column with other types where needed, also within its lists and structs."""
    kind = column.type
    meant = _meant(kind)
    if meant == kind:
        return column
    # Convert float32 through its shortest decimal number: 99.1 is 99.0999984741211 as a double. Times need no
    # unit finer than a second.
    return column.cast(_shortest(kind)).cast(meant, safe=False)


def _meant(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        return pa.float64()
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        return pa.timestamp("us", kind.tz)
    if pa.types.is_time64(kind) and kind.unit == "ns":
        return pa.time64("us")
    return _within(kind, _meant)


def _shortest(kind: pa.DataType) -> pa.DataType:
    is_short = pa.types.is_float16(kind) or pa.types.is_float32(kind)
    return pa.string() if is_short else _within(kind, _shortest)


def _within(kind: pa.DataType, change: Callable[[pa.DataType], pa.DataType]) -> pa.DataType:
    """Return a type of lists or structs with changed inner types."""
    if pa.types.is_struct(kind):
        return pa.struct([each.with_type(change(each.type)) for each in kind])
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(change(kind.value_type)))
    if pa.types.is_large_list(kind):
        return pa.large_list(kind.value_field.with_type(change(kind.value_type)))
    return kind


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[dict[str, object], str | None]]:
    """Yield the values of each row, and the reason if a value cannot be read."""
    try:
        rows = batch.to_pylist()
    except (ValueError, OverflowError):  # a time that Python does not have; the other rows are fine
        yield from (_row(batch, number) for number in range(batch.num_rows))
    else:
        yield from ((values, None) for values in rows)


def _row(batch: pa.RecordBatch, number: int) -> tuple[dict[str, object], str | None]:
    values: dict[str, object] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            values[name] = column[number].as_py()
        except (ValueError, OverflowError):
            return {}, f"the column {name} has a date or time that cannot be: its year is not of 1 to 9999"
    return values, None
