"""Programs that PyInstaller made: its hooks name all files, and what needs a Python of its own says so.

PyInstaller is not installed here. Its hooks are run with stand-ins of its two functions, which it documents.
"""

from __future__ import annotations

import runpy
import subprocess
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

import pytest

from digipost.bulk.errors import BulkError
from digipost.bulk.manifests.manifest import open_manifest
from digipost.cli.commands import COMMANDS
from digipost.sandbox.pages.page_images import PageImages
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGES = {"digipost": ROOT / "digipost", "digipost_schema": ROOT / "generated" / "digipost_schema"}


def data_files(package: str) -> Iterator[tuple[str, str]]:
    """Stand in for `collect_data_files`: all files of a package that are no Python."""
    for path in PACKAGES[package].rglob("*"):
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            yield str(path), str(path.parent)


def submodules(package: str) -> list[str]:
    """Stand in for `collect_submodules`."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    parts = [path.relative_to(folder.parent).with_suffix("").parts for path in folder.rglob("*.py")]
    return [".".join(each[:-1] if each[-1] == "__init__" else each) for each in parts]


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object]]:
    """Run the hooks, and return what each defines by the module that it is for."""
    module = ModuleType("PyInstaller.utils.hooks")
    vars(module).update(collect_data_files=lambda name: list(data_files(name)), collect_submodules=submodules)
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    (entry,) = entry_points(group="pyinstaller40", name="hook-dirs").select(module="digipost.__pyinstaller")
    (folder,) = entry.load()()
    return {
        path.stem.removeprefix("hook-"): runpy.run_path(str(path)) for path in Path(folder).glob("hook-*.py")
    }


@pytest.mark.thorough
def test_all_files_are_in_the_program(hooks: dict[str, dict[str, object]]) -> None:
    found = {
        path for each in hooks.values() for path, _ in cast("list[tuple[str, str]]", each.get("datas", []))
    }
    names = {Path(each).name for each in found}
    assert {
        "worthless-server-key.pem",
        "page.css",
        "base.html",
        "report.html",
        "all.xsd",
        "api_v8.xsd",
    } <= names
    assert found == {path for package in PACKAGES for path, _ in data_files(package)}


def test_so_are_the_modules_that_are_imported_by_name(hooks: dict[str, dict[str, object]]) -> None:
    schemas = str(hooks["digipost_schema"]["hiddenimports"])
    assert "'digipost_schema.api_v8_codec'" in schemas
    assert "'digipost_schema.datatypes_codec'" in schemas
    assert hooks["digipost.cli.commands"]["hiddenimports"] == sorted({name for name, _ in COMMANDS.values()})


def test_so_are_the_libraries_of_numbers(hooks: dict[str, dict[str, object]]) -> None:
    found = cast("list[str]", hooks["digipost.resources._doubts"]["hiddenimports"])
    assert {"phonenumbers", "phonenumbers.data.region_NO", "stdnum.luhn", "stdnum.no.kontonr"} <= set(found)


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `sys` say what it says in a program that PyInstaller made."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)


@pytest.mark.usefixtures("frozen")
def test_a_spreadsheet_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "letters.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(
        BulkError, match=r"letters\.xlsx cannot be converted by a program made by PyInstaller"
    ):
        open_manifest(tmp_path / "letters.xlsx")


def test_a_process_that_the_program_starts_is_no_command(tmp_path: Path) -> None:
    # PyInstaller's `freeze_support` takes the arguments of a child of `multiprocessing`, and ends it.
    program = tmp_path / "program.py"
    program.write_text(
        "import multiprocessing, sys\n"
        "sys.frozen = True\n"
        "multiprocessing.freeze_support = lambda: sys.exit('a child process')\n"
        "from digipost.cli import main\n"
        "main()\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(program), "--multiprocessing-fork", "pipe_handle=7"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stderr == "a child process\n"


@pytest.mark.usefixtures("frozen")
def test_a_page_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf())
    with PageImages() as page_images:
        assert page_images.of(tmp_path / "letter.pdf") is None
