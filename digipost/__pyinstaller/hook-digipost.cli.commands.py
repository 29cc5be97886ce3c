"""PyInstaller hook: the commands, which are imported by name when they are called."""

from __future__ import annotations

from digipost.cli.commands import COMMANDS

hiddenimports = sorted({module for module, _ in COMMANDS.values()})
