"""Manifests in Parquet, read by pyarrow a few hundred rows at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyarrow import ArrowException  # type: ignore[import-untyped]  # pyarrow has no types
from pyarrow.parquet import ParquetFile  # type: ignore[import-untyped]  # likewise

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifest import Record, checked_names, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["ParquetManifest"]

_ROWS_AT_ONCE = 500


class ParquetManifest:
    """A manifest in Parquet; its values have types of their own.

    Attributes:
        path: Where it is.
        columns: Their names.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._file() as file:
            self.columns: tuple[str, ...] = checked_names(path, file.schema_arrow.names)

    def records(self) -> Iterator[Record]:
        """Its rows from the first.

        Raises:
            ManifestError: It cannot be read on.
        """
        number = 0
        with self._file() as file:
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
                for values in batch.to_pylist():
                    number += 1
                    yield Record(number, values)

    @contextmanager
    def _file(self) -> Iterator[ParquetFile]:
        try:
            with reading(self.path), ParquetFile(self.path, pre_buffer=False) as file:
                yield file
        except (ArrowException, ValueError, OverflowError) as error:
            raise ManifestError(f"{self.path.name} is no Parquet file that can be read.") from error
