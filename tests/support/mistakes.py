"""Documents and configurations with mistakes in them, and the expected error of a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from digipost import ClientConfig, DigipostError, Document, Environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["check_error_of", "config", "of"]


def check_error_of(mistake: Callable[[], object], field: str, remedy: str, *, hides: Iterable[str]) -> None:
    """Check that a mistake is an error of the library with field and remedy, and without what it hides."""
    with pytest.raises(DigipostError) as caught:
        mistake()
    assert field in str(caught.value)
    assert remedy in str(caught.value)
    assert not caught.value.retryable
    for hidden in hides:
        assert hidden not in str(caught.value)


def of(**description: Any) -> Document:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"subject": "x", "file_type": "txt", **description}
    return Document.from_bytes(b"x", **given)


def config(**changes: Any) -> ClientConfig:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"broker_id": 12345, "environment": Environment.TEST, **changes}
    return ClientConfig(**given)
