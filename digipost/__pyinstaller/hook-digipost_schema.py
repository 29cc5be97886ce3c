"""PyInstaller hook: the XSDs, against which XML is validated, and the codecs, which are imported by name."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = collect_data_files("digipost_schema")
hiddenimports = collect_submodules("digipost_schema")
