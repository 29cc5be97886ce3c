"""Files of keys and certificates for tests of credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    Write: TypeAlias = Callable[[bytes], Path]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """Write a file in a folder of the test's own, and return its path."""

    def write(content: bytes) -> Path:
        path = tmp_path / f"file{len(list(tmp_path.iterdir()))}"
        path.write_bytes(content)
        return path

    return write
