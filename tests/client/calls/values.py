"""Values for arguments of the public face, and the type of a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

NOW = datetime.now(UTC)
A_UUID = UUID("6f1b1a3e-5d3f-4a0e-9d5e-0d4a3f6f2b11")
SECOND = timedelta(seconds=1)

Call = tuple[Callable[..., object], dict[str, Any]]
"""A function, and arguments that it accepts."""
