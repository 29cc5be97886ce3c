"""PyInstaller hook: the sandbox's keys and pages, and the template of bulk mail's report."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("digipost")
