"""Manifests in Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # likewise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def parquet(path: Path, columns: Mapping[str, object]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path
