"""Schemas that Digipost has published, and their relation to ours, as recorded in `schemas/SOURCES.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codegen.differences import DeltaError, Difference, digest_without

if TYPE_CHECKING:
    from codegen.model import ModuleModel

__all__ = ["SCHEMAS", "SOURCES", "PublishedSchema", "published_schemas"]

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
SOURCES = SCHEMAS / "SOURCES.toml"


@dataclass(frozen=True)
class PublishedSchema:
    """A published file: its source, its facts, and our differences with their reasons.

    Attributes:
        name: Short name, also its path in a folder of published files: `java/api_v8.xsd`.
        ours: The file in `schemas/` that is compared with the published file.
        repository: The repository that publishes it.
        version: Its release.
        commit: The commit, abbreviated.
        path: Its path in the repository.
        sha256: The digest of the file's bytes.
        facts: The digest of its facts.
        delta: The differences, each with its reason.
    """

    name: str
    ours: str
    repository: str
    version: str
    commit: str
    path: str
    sha256: str
    facts: str
    delta: dict[Difference, str]

    def refuse_drift(self, ours: ModuleModel) -> None:
        """Check that our schema differs from this file only by the delta; the file itself is not needed.

        Raises:
            DeltaError: An entry of the delta does not fit, or the files differ in another place.
        """
        if digest_without(ours, self.delta) != self.facts:
            raise DeltaError(
                f"{self.ours} and {self.name} differ in more than the delta in {SOURCES.name}; "
                f"run `python -m codegen diff` on {self.path} of {self.repository} at {self.commit}"
            )


def published_schemas(source: Path = SOURCES) -> tuple[PublishedSchema, ...]:
    """Read the recorded files."""
    tables = tomllib.loads(source.read_text(encoding="utf-8"))["published"]
    return tuple(PublishedSchema(**table | {"delta": _delta(table.get("delta", []))}) for table in tables)


def _delta(entries: list[dict[str, str]]) -> dict[Difference, str]:
    return {
        Difference(entry["at"], entry["what"], entry.get("ours"), entry.get("theirs")): entry["reason"]
        for entry in entries
    }
