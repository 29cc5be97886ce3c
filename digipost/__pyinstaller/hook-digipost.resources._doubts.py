"""PyInstaller hook: the libraries of numbers, which are imported by name if they are installed."""

from __future__ import annotations

from importlib.util import find_spec

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = [
    module
    for library in ("phonenumbers", "stdnum")
    if find_spec(library)
    for module in collect_submodules(library)
]
