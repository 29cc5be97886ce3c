"""Each version of the documentation keeps its place beside the others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from docs.publish import publish

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The site that `make docs` would build."""
    made = tmp_path / "site"
    (made / "guides").mkdir(parents=True)
    (made / "index.html").write_text("first", encoding="utf-8")
    (made / "guides" / "index.html").write_text("guides", encoding="utf-8")
    return made


def listed(folder: Path) -> list[tuple[str, list[str]]]:
    versions = json.loads((folder / "versions.json").read_text(encoding="utf-8"))
    return [(each["version"], each["aliases"]) for each in versions]


def test_a_version_is_a_folder_of_its_own(site: Path, tmp_path: Path) -> None:
    publish(site, tmp_path / "published", "0.1.0")
    assert (tmp_path / "published" / "0.1" / "guides" / "index.html").read_text(encoding="utf-8") == "guides"
    assert "url=0.1/" in (tmp_path / "published" / "index.html").read_text(encoding="utf-8")


def test_versions_are_listed_by_their_numbers(site: Path, tmp_path: Path) -> None:
    for release in ("0.9.0", "0.10.2", "0.2.0"):
        publish(site, tmp_path / "published", release)
    assert listed(tmp_path / "published") == [("0.10", ["latest"]), ("0.9", []), ("0.2", [])]
    assert "url=0.10/" in (tmp_path / "published" / "index.html").read_text(encoding="utf-8")


def test_a_correction_replaces_its_version_alone(site: Path, tmp_path: Path) -> None:
    publish(site, tmp_path / "published", "0.1.0")
    publish(site, tmp_path / "published", "0.2.0")
    (site / "index.html").write_text("second", encoding="utf-8")
    (site / "guides" / "index.html").unlink()
    publish(site, tmp_path / "published", "0.1.1")
    assert (tmp_path / "published" / "0.1" / "index.html").read_text(encoding="utf-8") == "second"
    assert not (tmp_path / "published" / "0.1" / "guides" / "index.html").exists()
    assert (tmp_path / "published" / "0.2" / "index.html").read_text(encoding="utf-8") == "first"
    assert listed(tmp_path / "published") == [("0.2", ["latest"]), ("0.1", [])]
