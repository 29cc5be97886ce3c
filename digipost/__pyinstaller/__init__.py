"""Hooks that PyInstaller finds by the entry point `pyinstaller40`: the data files that it would leave out."""

from __future__ import annotations

from pathlib import Path

__all__ = ["hook_folders"]


def hook_folders() -> list[str]:
    """Return the folder with the hooks, for PyInstaller."""
    return [str(Path(__file__).parent)]
